"""What an index is built from: plain texts and labels, so that a pack and a public intent set look the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.markdown import without_marks
from bot.matching.index.attribute_decoys import attribute_decoys
from bot.pack.models import LabelledQuestion, Pack, Question
from bot.pack.queries.term_names import term_names


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled question.

    Attributes:
        text: what somebody typed.
        answers: numbers of the entries that answer it; none when it must be refused.
        near: of a question to be refused, whether it is near the topic; None where nobody said.
    """

    text: str
    answers: tuple[int, ...]
    near: bool | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Entries and the texts that teach about them.

    Attributes:
        phrasings: for each entry, how people ask for it.
        support: for each entry, the text of its answer, which may hold what a question turns on, as its passages may.
        answers: for each entry, its answer in the pack's first language, as the encoder reads it; "" for none.
        decoys: questions that sound like the entries and that none answers, and small talk.
        calibration: questions written apart from the phrasings, answerable and not.
        names: what the glossary's terms are called.
        passages: for each entry, the paragraphs that its answer rests on; empty where no entry rests on any.
    """

    phrasings: Sequence[Sequence[str]]
    support: Sequence[str]
    answers: Sequence[str]
    decoys: Sequence[str]
    calibration: Sequence[Example]
    names: Sequence[str] = ()
    passages: Sequence[Sequence[str]] = ()

    @property
    def supporting(self) -> list[Sequence[str]]:
        """For each entry, the texts that support it: its answer, and its passages."""
        passages = self.passages or [()] * len(self.support)
        return [(text, *own) for text, own in zip(self.support, passages, strict=True)]

    @property
    def texts(self) -> list[str]:
        """Every text that an encoder is asked for when an engine is built over the corpus."""
        phrasings = [text for group in self.phrasings for text in group]
        asked = [each.text for each in self.calibration]
        return [*phrasings, *filter(None, self.answers), *self.decoys, *asked, *self.names]

    def taught(self) -> Corpus:
        """The same corpus with each answerable calibration question among the phrasings of what answers it best."""
        phrasings = [list(group) for group in self.phrasings]
        for example in self.calibration:
            for entry in example.answers[:1]:
                phrasings[entry].append(example.text)
        return replace(self, phrasings=phrasings)

    @classmethod
    def of(cls, pack: Pack) -> Corpus:
        """The corpus of a pack; entries are its questions, in order."""
        number = {question.id: position for position, question in enumerate(pack.questions)}
        unanswerable = [text for group in pack.unanswerable for text in group.questions]
        small_talk = [text for entry in pack.chitchat for text in entry.phrasings]
        return cls(
            phrasings=[_wordings(question) for question in pack.questions],
            support=[" ".join(_said(question)) for question in pack.questions],
            answers=[next(_said(question), "") for question in pack.questions],
            decoys=[*unanswerable, *small_talk, *attribute_decoys(pack)],
            calibration=[_example(item, number) for item in pack.calibration],
            names=[name for term in pack.terms for name in term_names(term)],
            passages=[[pack.passage(each).text for each in question.citations] for question in pack.questions],
        )


def _wordings(question: Question) -> list[str]:
    """All ways in which a question is worded, its titles last."""
    return [*question.phrasings, *question.question.texts]


def _said(question: Question) -> Iterator[str]:
    """The answer in each of its languages, without marks, with what is said beside it: a caveat tells its subject."""
    for language, answer in question.answer.items():
        beside = [text.text(language) for text in (question.caveat, question.gloss) if text is not None]
        yield " ".join((without_marks(answer), *beside)).strip()


def _example(item: LabelledQuestion, number: Mapping[str, int]) -> Example:
    near = None if item.kind is None else item.kind == "near"
    return Example(item.text, tuple(number[name] for name in item.answers), near)


def spoken_texts(pack: Pack) -> list[str]:
    """Texts of a pack that are read aloud when it is indexed, where they are Chinese."""
    asked = [text for question in pack.questions for text in (*question.phrasings, *question.question.texts)]
    labelled = [example.text for example in pack.calibration if example.answers]
    return [*asked, *labelled, *(text for term in pack.terms for text in (*term.term.texts, *term.variants))]
