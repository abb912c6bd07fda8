"""The engine: built once from a pack, then asked.

The path of a question: read it (words, spelling, pinyin) → shortlist entries with two fast models → measure each
candidate (signals) → order them and say how likely the first is the answer (confidence) → decide.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any, Literal

from bot.languages import DEFAULT, TONGUES, Language, identify, language_of_text
from bot.languages.defining import defined
from bot.languages.places import places
from bot.matching.confidence.calibration import fit_own, refused_texts
from bot.matching.confidence.model import Confidence
from bot.matching.confidence.scored import Judgement
from bot.matching.confidence.shipped_model import shipped
from bot.matching.confidence.thresholds import Rates, Thresholds
from bot.matching.decisions import Levels
from bot.matching.doubts import names_nothing, speaks_against
from bot.matching.encoding.text_vectors import TextVectors, at_hand
from bot.matching.glossary.term_index import FOUND, GlossaryIndex
from bot.matching.index.corpus import Corpus, spoken_texts
from bot.matching.index.exact_phrasings import WordForWord
from bot.matching.index.index import Index
from bot.matching.index.passage_search import PassageIndex
from bot.matching.language.query_reader import prepare_readings, shortened
from bot.matching.language.small_talk import SmallTalk
from bot.matching.language.words import tokens
from bot.matching.numerics.arrays import Floats
from bot.matching.own_words import definition_in_own_words
from bot.matching.premise import judge_premise
from bot.matching.reading import Asked, Reading, read, reads_as_follow_up
from bot.matching.reading.noise import is_noise
from bot.matching.reading.registers import registers
from bot.matching.reply import (
    Contradiction,
    Decision,
    Definition,
    Mention,
    PassageHit,
    QuestionSource,
    Reply,
    TermSuggestion,
)
from bot.matching.scenes import Judge, judge_asked
from bot.matching.shown import explained, shown_candidates
from bot.pack.models import Chitchat, Pack
from bot.pack.queries.languages import languages_of

_SUGGESTED = 3
_PASSAGES = 3
_PASSAGE_SCORE = 0.5
"""Share of a question's weight that a passage must hold to be shown for want of an answer."""
_DOUBT = 0.6
"""Share of its confidence that is left to an answer where something in the question speaks against it."""
_OWN_WORDS = 0.6
"""Share of a question's words that the pack or its language knows from which it is taken to be in that language."""
_LONGEST_MARKED = 4000
"""Characters of a text in which terms are looked for: as many as a Discord message holds with a subscription."""


class Engine:
    """Answers questions from one pack. Safe to use from several threads; replaced whole when the pack changes.

    Attributes:
        pack: what it was built from.
    """

    def __init__(
        self,
        pack: Pack,
        index: Index,
        confidence: Confidence,
        levels: Levels,
        *,
        vectors: TextVectors | None = None,
    ) -> None:
        """Put the parts together; use `build`.

        Args:
            pack: what is answered from.
            index: its texts.
            confidence: what the signals are worth.
            levels: how sure it must be to do what.
            vectors: gives the vectors of the glossary's names; None to look terms up by their words alone.
        """
        self.pack = pack
        self._index = index
        self._confidence = confidence
        self._levels = levels
        self._glossary = GlossaryIndex(pack.terms, vectors=vectors)
        self._passages = PassageIndex(pack.articles)
        self._small_talk = SmallTalk(pack.chitchat, registers().vocatives, pack.info.title.first)
        self._languages = languages_of(pack)
        titles = [entry.question.texts for entry in pack.questions]
        _read_tables(pack)
        self._titles = WordForWord.of(titles, [])
        self._phrasings = WordForWord.of(titles, [entry.phrasings for entry in pack.questions])

    def state(self) -> dict[str, Any]:
        """What was built, to be kept: all but the pack, and its passages, which are indexed faster than read."""
        return {name: value for name, value in vars(self).items() if name not in {"pack", "_passages"}}

    @classmethod
    def restored(cls, pack: Pack, state: Mapping[str, Any]) -> Engine:
        """The engine whose `state` was kept, with the pack that it was built from."""
        _read_tables(pack)
        engine = cls.__new__(cls)
        vars(engine).update(state, pack=pack, _passages=PassageIndex(pack.articles))
        return engine

    @classmethod
    def build(cls, pack: Pack, *, vectors: TextVectors | Literal["at hand"] | None = "at hand") -> Engine:
        """Build every index and fit the confidence. Takes seconds; call it in a worker thread.

        The confidence that ships with the engine is moved by the pack's own calibration questions, as far as they are
        many.

        Args:
            pack: what to answer from.
            vectors: gives the vectors of texts; by default from the encoder that is installed, if any, and what the
                pack ships. None does without: the engine then goes by words alone.
        """
        prepare_readings(spoken_texts(pack))  # all at once, as that takes a while
        corpus = Corpus.of(pack)
        given = at_hand(pack.folder) if vectors == "at hand" else vectors
        decoys = refused_texts(corpus)
        ready = shipped(encoder=given is not None)
        rates = ready.prior.rates_of(corpus)
        confidence, thresholds = ready.prior.confidence, Thresholds.of(rates)
        if ready.moved is not None and ready.fingerprint == pack.fingerprint:
            confidence, thresholds = ready.moved.confidence, ready.moved.thresholds
        elif corpus.calibration and corpus.phrasings:
            index = Index.build(corpus, vectors=given, decoys=decoys)
            fitted = fit_own(index, corpus, ready.prior.confidence, given)
            confidence, thresholds = fitted.confidence, Thresholds.of(rates, Rates.of(fitted))
        # What the confidence was fitted on may teach too, once it is fitted: real questions find their like.
        index = Index.build(corpus.taught(), vectors=given, decoys=decoys)
        return cls(pack, index, confidence, Levels(thresholds), vectors=given)

    @property
    def encodes(self) -> bool:
        """Whether questions are compared by meaning, too, or by words alone."""
        return self._index.encoder is not None

    def knows(self, word: str) -> bool:
        """Whether a word, in small letters, is one of the library or of everyday language."""
        return self._index.reader.means(word)

    def is_spelt(self, word: str) -> bool:
        """Whether a word, in small letters, stands whole in the vocabulary of the encoder; not without an encoder."""
        return self._index.encoder is not None and self._index.encoder.is_word(word)

    def vectors(self, *texts: str) -> Floats | None:
        """What texts mean, as numbers: the encoder's vectors, shape (texts, size); None without an encoder."""
        return self._index.vectors(texts) if self.encodes else None

    def is_wording(self, text: str) -> bool:
        """Whether a text is, word for word, a wording of one of the entries."""
        return self._verbatim(text, QuestionSource.COMMAND) is not None

    def small_talk(self, text: str, language: Language | None = None) -> Chitchat | None:
        """The exchange of small talk that a message is, and nothing else; in the language of its script by default."""
        return self._small_talk.find(text, language or self.language_for(text))

    def threshold(self, mode: QuestionSource = QuestionSource.COMMAND, tolerance: float | None = None) -> float:
        """The confidence that an answer needs."""
        return self._levels.threshold(mode, tolerance)

    def ask(
        self,
        text: str,
        *,
        mode: QuestionSource = QuestionSource.COMMAND,
        language: Language | None = None,
        tolerance: float | None = None,
    ) -> Reply:
        """Answer a question.

        Args:
            text: what somebody typed; of a very long text only the beginning is read (see `shortened`).
            mode: whether the bot was called, or merely overheard the message.
            language: the language to reply in; by default that of the question's script.
            tolerance: share of wrong answers among answers given that is tolerated, when a server chose its own.
        """
        started = time.perf_counter_ns()
        said = shortened(text)
        reading = read(said)
        threshold = self.threshold(mode, tolerance)
        spoken = language or self.language_for(said)
        chitchat = self.small_talk(said, spoken) if mode is QuestionSource.COMMAND else None
        asked = reading.questions or (Asked(reading.plain, asks=reading.asks),)
        if self._verbatim(said, mode) is not None:
            asked = (Asked(said, asks=reading.asks),)
        judge = cache(partial(self._judge, mode=mode))  # a message's questions and their scenes have texts in common
        parts = [self._part(one, mode, threshold, language, judge) for one in asked]
        reply = parts[0]
        if len(parts) > 1:
            reply = self._together(reading, parts, lambda whole: self._part(whole, mode, threshold, language, judge))
        if chitchat is not None:
            reply = replace(reply, decision=Decision.CHITCHAT, answer=None, chitchat=chitchat, passages=(), parts=())
        return replace(
            reply,
            text=text,
            language=spoken,
            asked_in=self._foreign_language(said),
            micros=(time.perf_counter_ns() - started) // 1000,
        )

    def language_for(self, text: str) -> Language:
        """The language of the pack in which somebody is answered who writes this."""
        by_script = language_of_text(text, otherwise="")
        others = {*self.pack.info.languages} - {row.code for row in TONGUES}
        found = identify(text) if others and not by_script else None
        return self.pack.info.language_for(by_script, found.code if found else None)

    def _foreign_language(self, text: str) -> str | None:
        """Code of the language that a question is asked in, where nothing in the pack is written in it; else None."""
        if text.isascii() and "en" in self._languages:
            words = tokens(text)
            if sum(map(self._index.reader.known, words)) >= _OWN_WORDS * len(words):
                return None
        found = identify(text)
        return None if found is None or found.code.partition("-")[0] in self._languages else found.code

    def _part(
        self, asked: Asked, mode: QuestionSource, threshold: float, language: Language | None, judge: Judge
    ) -> Reply:
        """The reply to one question of a message."""
        judgement = judge_asked(asked, threshold, judge)
        if judgement is not None:
            verbatim = self._verbatim(asked.text, QuestionSource.COMMAND) is not None
            overheard = mode is QuestionSource.CHANNEL and not verbatim
            if (overheard and names_nothing(judgement.query)) or speaks_against(
                asked, judgement, self.pack, self._index, verbatim=verbatim
            ):
                judgement = judgement.doubted(_DOUBT)
        decision = self._levels.decide(judgement, mode, threshold, asks=asked.asks)
        if decision is Decision.ANSWER and asked.leans and not asked.scene and reads_as_follow_up(asked.text):
            decision = Decision.SUGGEST  # "and how long?" goes on from something that was not said here
        contradictions: tuple[Contradiction, ...] = ()
        if judgement is not None and mode is QuestionSource.COMMAND:
            contradictions, judgement = judge_premise(asked, judgement, threshold, self.pack, judge)
            decision = Decision.ANSWER if contradictions else decision
        passages: tuple[PassageHit, ...] = ()
        if decision is Decision.PASSAGES:
            passages = self.search(asked.text, limit=_PASSAGES, least=_PASSAGE_SCORE)
            decision = decision if passages else Decision.NOTHING
        candidates = shown_candidates(judgement, self.pack, self._index) if judgement else []
        return Reply(
            text=asked.text,
            decision=decision,
            confidence=candidates[0].confidence if candidates else 0.0,
            answer=candidates[0].question if decision is Decision.ANSWER else None,
            chitchat=None,
            candidates=tuple(candidates),
            passages=passages,
            language=language or self.language_for(asked.text),
            why=explained(judgement, candidates, threshold),
            micros=0,
            contradictions=contradictions,
        )

    @staticmethod
    def _together(reading: Reading, parts: Sequence[Reply], reply: Callable[[Asked], Reply]) -> Reply:
        """The reply to several questions: the first that is answered, with all of them as its parts.

        Where none is, they may be one question after all: the whole is believed where each part came near its entry.
        """
        given = next((part for part in parts if part.decision is Decision.ANSWER), None)
        if given is not None:
            return replace(given, parts=tuple(parts))
        offered = [{candidate.question.id for candidate in part.candidates[:_SUGGESTED]} for part in parts]
        if near := offered[0].intersection(*offered):
            whole = reply(Asked(reading.plain, asks=reading.asks))
            if whole.candidates and whole.candidates[0].question.id in near:
                return whole
        best = max(parts, key=lambda part: part.confidence)
        return replace(best, parts=tuple(parts))

    def define(self, text: str, *, language: Language | None = None) -> Definition:
        """Look a glossary term up by its name, a variant, Chinese, pinyin, or something near one of them."""
        candidates = self._glossary.define(text)
        first = next(iter(candidates), None)
        return Definition(
            text=text,
            term=first.term if first and first.confidence >= FOUND else None,
            confidence=first.confidence if first else 0.0,
            candidates=candidates,
            language=language or self.language_for(text),
        )

    def search(self, text: str, *, limit: int = 25, least: float = 0.0) -> tuple[PassageHit, ...]:
        """Paragraphs that hold the words of the text, best first; Chinese is searched by the glossary's English.

        Args:
            text: words to look for, or a question.
            limit: most paragraphs given.
            least: the score below which a paragraph among these is left out.
        """
        return self._passages.search(shortened(text), limit, self._glossary.translate, least=least)

    def suggest_terms(
        self, prefix: str, *, language: Language = DEFAULT, limit: int = 25
    ) -> tuple[TermSuggestion, ...]:
        """Terms for an autocomplete list, best first; at most 25 of at most 100 characters."""
        return self._glossary.suggest(prefix, language, limit)

    def terms_in(self, text: str, *, limit: int = 10) -> tuple[Mention, ...]:
        """Glossary terms that stand in a text, longest match first where they overlap, in the order of the text."""
        return self._glossary.mentions(text[:_LONGEST_MARKED], limit)

    def _judge(self, text: str, mode: QuestionSource) -> Judgement | None:
        """What the models say; asked directly, a phrasing typed word for word is what it is."""
        if is_noise(tokens(text), self._index.reader.means):
            return None
        own, sure = definition_in_own_words(text, self.pack, self._glossary) or (text, True)
        judgement = Judgement.of(own, self._index, self._confidence)
        if judgement is not None and not sure:
            return judgement.doubted(_DOUBT)
        entry = self._verbatim(text, mode)
        return judgement if judgement is None or entry is None else judgement.word_for_word(entry)

    def _verbatim(self, text: str, mode: QuestionSource) -> int | None:
        """The one entry that a text is a wording of, word for word; where nobody called, a phrasing is too little."""
        return (self._phrasings if mode is QuestionSource.COMMAND else self._titles).entry(text)


def _read_tables(pack: Pack) -> None:
    """Read what is read once in a process, and what the first questions would else wait for."""
    registers()
    defined("")
    places()
    places(pack.info.languages)
