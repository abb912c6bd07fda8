"""Renderer of what stands behind an answer, shown privately to whoever asks: passages, why, the menu, a bad vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from bot.answering.lookups.excerpts.shortened import shortened
from bot.discord_app.components.buttons import Button, Menu, Option
from bot.discord_app.components.cards import Card, CardPart, PageBreak, Piece, prose
from bot.discord_app.components.custom_ids import CardKind, Press, Verb
from bot.discord_app.render.canvas import line
from bot.discord_app.render.curated import curated
from bot.discord_app.render.entry_cards import EntryRenderer, marked
from bot.languages import TONGUES, Language
from bot.markdown import superscript
from bot.pack.models import Citation, Cites, Pack, Question
from bot.ports.feedback import DownReason


@dataclass(frozen=True, slots=True)
class AnswerMenu:
    """What the private menu of an answer offers.

    Attributes:
        why: the arguments of "Why this?"; empty where nothing was matched.
        remove: the arguments of "Remove"; empty for whoever may not, and where there is nothing to remove.
        discuss: the message and the entry to discuss; empty where no thread can stand under the answer.
    """

    why: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    discuss: tuple[str, ...] = ()


class EvidenceRenderer(EntryRenderer):
    """Draws what stands behind an answer."""

    __slots__ = ()

    def passages_of(self, kind: CardKind, entry: Cites, title: str) -> Card:
        """All that an entry cites, a page each: the paragraph with the cited words in bold, and the way to more."""
        say = self.audience.say
        pieces: list[CardPart] = []
        for number, cited in enumerate(entry.citations, 1):
            text = self.pack.passage(cited).text
            start = text.find(cited.quote)
            head, *rest = prose(text, [(start, start + len(cited.quote))] if start >= 0 else ())
            source = f"{superscript(number)} {self.source(cited.article, cited.paragraph).removeprefix('-# — ')}"
            press = Press(Verb.OPEN, (CardKind.CITED, kind, entry.id, str(number - 1)))
            above = f"-# {line(title)}\n" if number == 1 else ""
            pieces += [
                PageBreak(),
                Piece(f"{above}**{source}**", Button(say("In context"), press)),
                head,
                *rest,
                *_pieces(self.in_translation(cited)),
            ]
        return self.card(pieces[1:], address=(CardKind.EVIDENCE, kind, entry.id))

    def menu_of(self, question: Question, offered: AnswerMenu) -> Card:
        """What else can be done with an answer."""
        say, language = self.audience.say, self.audience.language
        text = question.answer.text(language)
        row = [Button(say("Why this?"), Press(Verb.WHY, offered.why))] if offered.why else []
        if shortened(text) != text:
            row.append(Button(say("Shorter"), Press(Verb.OPEN, (CardKind.SHORT, question.id))))
        row += [
            Button(_name_of(other), Press(Verb.SPEAK, (other, question.id)))
            for other in self.pack.info.languages
            if other != language
        ]
        below = (
            [Button(say("Copy citation"), Press(Verb.OPEN, (CardKind.COPY, question.id)))] if question.citations else []
        )
        below += self.as_card(CardKind.QUESTION, question.id) if question.citations else []
        if offered.discuss:
            below.append(Button(say("Discuss"), Press(Verb.DISCUSS, ("open", *offered.discuss)), "💬"))
        if offered.remove:
            below.append(self.remove_button(*offered.remove))
        known = self.pack.question_by_id
        further = [Option(name, known[name].title(language)) for name in question.see_also if name in known]
        menu = Menu(say("See also"), Press(Verb.OPEN, (CardKind.QUESTION,)), tuple(further))
        return self.card([Piece(f"**{line(question.title(language))}**")], [row[:5], below], menus=[menu])

    def shorter(self, question: Question) -> Card:
        """The answer in one or two sentences."""
        text = shortened(question.answer.text(self.audience.language))
        pieces = curated(marked(text, len(question.citations)), len(question.citations))
        if question.citations:
            pieces.append(Piece(self.sources_of(question.citations)))
        return self.card(pieces, [self.evidence(CardKind.QUESTION, question)], (CardKind.SHORT, question.id))

    def to_copy(self, question: Question) -> Card:
        """What an answer cites, as text to be copied: the words, who wrote them, where, in which paragraph."""
        copied = [Piece(f"```\n{_in_full(one, self.pack)}\n```") for one in question.citations]
        return self.card(copied, address=(CardKind.COPY, question.id))

    def not_helpful(self, question: Question, counted: str, second: Question | None) -> Card:
        """After 👎: what was wrong, in one press, and what was meant, perhaps."""
        say = self.audience.say
        asked = say("What was wrong with it?")
        reasons = [(reason, reason.told(say)) for reason in DownReason]
        row = [Button(said, Press(Verb.REASON, (reason, question.id))) for reason, said in reasons]
        pieces = [Piece(f"{counted}\n**{asked}**")]
        if second is None:
            return self.card(pieces, [row])
        pieces.append(Piece(f"-# {say('Or did you mean this?')}"))
        return self.card(pieces, [row, [self.question_button(second)]])

    def why(
        self,
        question: Question,
        phrasing: str | None,
        confidence: float,
        runner_up: tuple[Question, float] | None,
        needed: float,
    ) -> Card:
        """Why the engine gave that answer, in words and figures."""
        say, language = self.audience.say, self.audience.language
        lines = [f"**{line(question.title(language))}**"]
        if phrasing:
            lines.append(say("The closest wording I know: “{phrasing}”", phrasing=line(phrasing)))
        lines.append(say("How sure I am that this answers you: {share}", share=_percent(confidence)))
        lines.append(say("How sure I must be to answer: {share}", share=_percent(needed)))
        if runner_up:
            other = line(runner_up[0].title(language))
            lines.append(say("My second guess: “{question}” ({share})", question=other, share=_percent(runner_up[1])))
        button = [[self.question_button(runner_up[0])]] if runner_up else []
        return self.notice("\n".join(lines), button)


def _pieces(lines: Sequence[str]) -> list[Piece]:
    """Lines that stay together; none where there are none."""
    return [Piece("\n".join(lines))] if lines else []


def _in_full(cited: Citation, pack: Pack) -> str:
    """A citation as somebody would paste it into a text; a block of code that holds it is closed by nothing in it."""
    info = pack.article_by_id[cited.article].info
    told = (info.author, f"“{info.title}”", info.publisher, info.issue, info.dated, f"¶{cited.paragraph}")
    return f"“{cited.quote}” — {', '.join(part for part in told if part)}".replace("```", "´´´")


def _name_of(language: Language) -> str:
    """What a language calls itself."""
    known = next((row.name for row in TONGUES if row.code == language), None)
    if known is not None:
        return known
    try:
        return (Locale.parse(language, sep="-").get_display_name() or language).capitalize()
    except (UnknownLocaleError, ValueError):
        return language


def _percent(probability: float) -> str:
    return f"{probability:.1%}"
