"""Who said it: a quote, and four who are quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from random import Random

from rapidfuzz import fuzz

from bot.pack.models import Quote
from bot.pack.sentences import sentences
from bot.quizzing.quiz_material import QuizMaterial
from bot.quizzing.quiz_models import CHOICES, EntryRef, QuestionDraft, QuizChoice, Subject
from bot.quizzing.wording import read

_ALIKE = 62
"""Likeness, of 100, from which two sentences say the same: then nobody can tell whose it is."""
_MOST_WEIGHED = 3
_NEVER_RIGHT = 0.1
"""How much more rarely one is offered of whom no quote can be asked."""
_LONG_NAME = 2
"""Letters from which a part of a name is looked for in the quote."""


def speakers(shelf: QuizMaterial) -> Iterator[Subject]:
    """Whose words are these?"""
    said = _sentences_by_voice(shelf)
    asked = [
        quote for quote in shelf.pack.quotes if not _names_somebody(shelf, quote) and not _said_elsewhere(quote, said)
    ]
    often = Counter(quote.speaker for quote in asked)
    for quote in asked:
        yield Subject(EntryRef("quote", quote.id), quote.speaker, partial(_draft, shelf, quote, often))


def _draft(shelf: QuizMaterial, quote: Quote, often: Counter[str], chance: Random) -> QuestionDraft | None:
    names = {speaker.id: speaker.name.text(shelf.say.language) for speaker in shelf.pack.info.speakers}
    # Where an article reports somebody its author says it too, so nobody of the same article is a wrong choice.
    here = {each.speaker for each in shelf.pack.quotes if each.article == quote.article}
    others = [speaker for speaker in dict.fromkeys(each.speaker for each in shelf.pack.quotes) if speaker not in here]
    # Who is right more often must be wrong more often, and who is never right is soon known for it.
    weights = {speaker: min(often[speaker], _MOST_WEIGHED) or _NEVER_RIGHT for speaker in others}
    others.sort(key=lambda speaker: chance.random() ** (1 / weights[speaker]), reverse=True)
    ranked = tuple(QuizChoice(names[speaker], 0.0) for speaker in others[:CHOICES])
    translated = quote.translation.exactly(shelf.language) if quote.translation else None
    return QuestionDraft(
        shelf.say("Who said it?"),
        f"“{quote.text}”",
        QuizChoice(names[quote.speaker], 0.0),
        ranked,
        (quote.citation,),
        aside=translated or "",
    )


def _names_somebody(shelf: QuizMaterial, quote: Quote) -> bool:
    """Whether the quote names any speaker, in whole or in part: one who is named has said it, or has not."""
    words = set(read(quote.text).split())
    parts = (part for speaker in shelf.pack.info.speakers for name in speaker.name.texts for part in read(name).split())
    return any(part in words for part in parts if len(part) > _LONG_NAME)


def _sentences_by_voice(shelf: QuizMaterial) -> list[tuple[str, str, str]]:
    """Every sentence that may be somebody's: who speaks, or the article, and the sentence as compared."""
    quoted = [(quote.speaker, quote.article, read(quote.text)) for quote in shelf.pack.quotes]
    printed = [
        ("", article.id, read(sentence.text))
        for article in shelf.pack.articles
        for paragraph in article.paragraphs[1:]
        for sentence in sentences(paragraph.text)
    ]
    return quoted + printed


def _said_elsewhere(quote: Quote, said: list[tuple[str, str, str]]) -> bool:
    """Whether another speaker, or another article, says nearly the same."""
    pieces = [read(sentence.text) for sentence in sentences(quote.text)]
    return any(
        fuzz.token_sort_ratio(piece, text, score_cutoff=_ALIKE) or _holds(piece, text)
        for speaker, article, text in said
        if (speaker and speaker != quote.speaker) or article != quote.article
        for piece in pieces
    )


def _holds(piece: str, text: str) -> bool:
    """Whether the better part of the shorter stands in the longer, word for word."""
    return len(piece) > 40 and len(text) > 40 and fuzz.partial_ratio(piece, text, score_cutoff=85) > 0
