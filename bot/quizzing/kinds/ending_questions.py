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
_ENOUGH = 6
"""Endings that must fit a beginning for it to be asked about."""
_TAIL = range(20, 90)
"""Length of an ending, in characters; of a beginning at least half as long as a line has to be."""
_HEAD = 25
_QUOTATION = re.compile('["“”«»]')
_SAME = 75
_SAME_TOPIC = 0.5


class _Cut(NamedTuple):
    """A line cut in two: `joint` is what its ending begins with, so that others fit in its place."""

    line: QuizLine
    head: str
    tail: str
    joint: str


def endings(shelf: QuizMaterial) -> Iterator[Subject]:
    """How does this line go on?"""
    cuts = [cut for line in shelf.lines for cut in _cuts(line, shelf.language)]
    by_joint: dict[str, list[_Cut]] = {}
    for cut in cuts:
        by_joint.setdefault(cut.joint, []).append(cut)
    for line in shelf.lines:
        own = [cut for cut in _cuts(line, shelf.language) if len(by_joint[cut.joint]) > _ENOUGH]
        if own:
            yield Subject(line.entry, line.text, partial(_draft, shelf, own, by_joint))


def _draft(
    shelf: QuizMaterial, own: list[_Cut], by_joint: dict[str, list[_Cut]], chance: Random
) -> QuestionDraft | None:
    """A question about one of the cuts of a line, in random order the first that leaves three endings to choose."""
    for cut in chance.sample(own, len(own)):
        hinted = bool(stems(cut.tail) & stems(cut.head))
        wrongs = [
            (_plausible(cut, other), QuizChoice(f"… {other.tail}", len(other.tail)))
            for other in by_joint[cut.joint]
            if _fits(cut, other) and (not hinted or stems(other.tail) & stems(cut.head))
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


def _cuts(line: QuizLine, language: str) -> Iterator[_Cut]:
    """Every way to break the line off."""
    words = _CONNECTS.get(language, "").split()
    before = re.compile(rf"\s+(?=(?:{'|'.join(words)})\b)") if words else _PAUSE
    for match in before.finditer(line.text):
        head, tail = line.text[: match.start()], line.text[match.end() :].rstrip(".。!！ ")
        if len(head) >= _HEAD and len(tail) in _TAIL and not _QUOTATION.search(tail):
            yield _Cut(line, head, tail, _joint(head, tail, words))


def _joint(head: str, tail: str, words: list[str]) -> str:
    """What must be alike for one ending to fit in another's place: how it begins, and what stands before it."""
    first, second = (*tail.split(" ", 2), "", "")[:2]
    pause = head[-1] if head[-1] in ",;:，；：、" else ""
    if first not in words:
        return pause
    if second[:1].isdigit():
        return f"{first} number"
    if second.endswith("s"):
        return f"{pause} {first} plural or verb"
    follows = "article" if second.lower() in _ARTICLES.split() else "gerund" if second.endswith("ing") else "word"
    return f"{pause} {first} {follows}"
