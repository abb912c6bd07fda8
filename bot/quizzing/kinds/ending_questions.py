"""Endings: how a line begins, and four ways in which it could go on, each the end of a line of the pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import NamedTuple

from bot.quizzing.lines import QuizLine
from bot.quizzing.quiz_material import QuizMaterial
from bot.quizzing.quiz_models import QuestionDraft, QuizChoice, Subject
from bot.quizzing.wording import nearness, read, same_in_other_words, stems

_CONNECTS = {
    "en": "to by with that which while for so as if until unless because when where in on at",
    "de": "um dass mit wenn damit bis weil wo für in am an bei",
    "es": "para que con mientras si hasta cuando donde en por",
}
"""Words before which a sentence may be broken off, in languages whose words are known; in others after a comma."""
_ARTICLES = "a an the der die das dem den ein eine einer einem einen el la los las un una"
_PAUSE = re.compile(r"(?<=[,;:])\s+|(?<=[，；：、])")
_ENOUGH = 5
"""Endings that must fit a beginning for it to be asked about."""
_TAIL = range(20, 90)
"""Length of an ending, in characters; of a beginning at least half as long as a line has to be."""
_HEAD = 25
_QUOTATION = re.compile('["“”«»]')
_NEW_CLAUSE = re.compile(r"[,;]\s(?:we|it|they|he|she)\b|\bsaid\b|\badded\b", re.IGNORECASE)
"""In an ending: a clause of its own, which no other beginning leads to."""
_NOUN_AFTER = "the a an of for"
_VERB_AFTER = "we will should must can may not"
"""Before what an English word is a noun or its adjective, and before what a verb: "to new industries", "to expand"."""
_SMALL = 4
"""Letters of a word before the break that asks for one ending and no other: "so", "put", "work"."""
_SAME = 75
_SAME_TOPIC = 1.2


class _Cut(NamedTuple):
    """A line cut in two: `joint` is what its ending begins with, so that others fit in its place."""

    line: QuizLine
    head: str
    tail: str
    joint: str


def endings(shelf: QuizMaterial) -> Iterator[Subject]:
    """How does this line go on?"""
    cuts = [(line, tuple(_cuts(line, shelf))) for line in shelf.lines]
    by_joint: dict[str, list[_Cut]] = {}
    for cut in (each for _, its in cuts for each in its):
        by_joint.setdefault(cut.joint, []).append(cut)
    for line, its in cuts:
        own = [cut for cut in its if len(by_joint[cut.joint]) > _ENOUGH]
        if own:
            yield Subject(line.entry, line.text, partial(_draft, shelf, own, by_joint))


def _draft(
    shelf: QuizMaterial, own: list[_Cut], by_joint: dict[str, list[_Cut]], chance: Random
) -> QuestionDraft | None:
    """A question about one of the cuts of a line, in random order the first that leaves three endings to choose."""
    for cut in chance.sample(own, len(own)):
        echoed = len(stems(cut.tail) & stems(cut.head))
        wrongs = [
            (_plausible(cut, other), QuizChoice(f"… {other.tail}", len(other.tail)))
            for other in by_joint[cut.joint]
            if _fits(cut, other) and len(stems(other.tail) & stems(cut.head)) >= echoed
        ]
        if len(wrongs) >= _ENOUGH:
            ranked = tuple(choice for _, choice in sorted(wrongs, key=lambda scored: -scored[0]))
            prompt = shelf.say("How does this line go on, word for word?")
            body = "\n".join(filter(None, (cut.line.heading, f"“{cut.head} …”")))
            proof = "" if cut.line.citations else cut.line.text
            right = QuizChoice(f"… {cut.tail}", len(cut.tail))
            return QuestionDraft(prompt, body, right, ranked, cut.line.citations, line=proof)
    return None


def _fits(cut: _Cut, other: _Cut) -> bool:
    """Whether an ending is another's, says another thing, and does not stand in the passage."""
    return (
        other.line.place != cut.line.place
        and read(other.tail) not in read(cut.line.passage)
        and not same_in_other_words(other.tail, cut.tail, _SAME)
    )


def _plausible(cut: _Cut, other: _Cut) -> float:
    same_topic = bool(cut.line.topic) and other.line.topic == cut.line.topic
    return nearness(cut.tail, other.tail) + (_SAME_TOPIC if same_topic else 0)


def _cuts(line: QuizLine, shelf: QuizMaterial) -> Iterator[_Cut]:
    """Every way to break the line off, other than in a set phrase."""
    words = _CONNECTS.get(line.language, "").split()
    before = re.compile(rf"\s+(?=(?:{'|'.join(words)})\b)") if words else _PAUSE
    for match in before.finditer(line.text):
        head, tail = line.text[: match.start()], line.text[match.end() :].rstrip(".。!！ ")
        fits = (
            len(head) >= _HEAD and len(tail) in _TAIL and not _QUOTATION.search(tail) and not _NEW_CLAUSE.search(tail)
        )
        if fits and not _is_set_phrase(head, tail, shelf):
            yield _Cut(line, head, tail, _joint(head, tail, words, shelf))


def _is_set_phrase(head: str, tail: str, shelf: QuizMaterial) -> bool:
    """Whether the words around the break stand so elsewhere too, as "put in place" does."""
    around = " ".join((*head.split()[-1:], *tail.split()[:2]))
    return " " in head and shelf.library.count(around) > 1


def _joint(head: str, tail: str, words: list[str], shelf: QuizMaterial) -> str:
    """What must be alike for one ending to fit in another's place: how it begins, and what stands before it."""
    pause = head[-1] if head[-1] in ",;:，；：、" else ""
    first, second, third = (*(word.strip(",;:") for word in tail.split()), "", "", "")[:3]
    if first not in words:
        return pause
    last = head.rsplit(maxsplit=1)[-1].casefold()
    small = last if len(last) <= _SMALL else ""
    if any(letter.isdigit() for letter in f"{second}{third}"):
        return f"{small} {first} number"
    if second in {*words, "that", "those", "which"}:
        return f"{small} {first} {second}"
    follows = "article" if second.lower() in _ARTICLES.split() else "gerund" if second.endswith("ing") else "word"
    if first == "to" and follows == "word":
        follows = "noun" if _is_noun(second, shelf) else "verb"
    elif second.endswith("s"):
        follows = "plural or verb"
    return f"{pause} {small} {first} {follows}"


def _is_noun(word: str, shelf: QuizMaterial) -> bool:
    """Whether a word is read after articles and never after what a verb follows."""
    named, done = (
        re.search(rf"\b(?:{'|'.join(before.split())}) {re.escape(word)}\b", shelf.library) is not None
        for before in (_NOUN_AFTER, _VERB_AFTER)
    )
    return named and not done
