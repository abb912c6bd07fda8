"""Base of the renderers: a pack, an audience, cards in the pack's colour, quotations and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.discord_app.components.buttons import AnyMenu, Button
from bot.discord_app.components.cards import Card, CardPart, Piece, prose
from bot.discord_app.components.custom_ids import CardKind, Press, Verb
from bot.discord_app.components.text_limits import excerpt, plain, shorten
from bot.discord_app.reader import Audience
from bot.markdown import superscript
from bot.matching import PassageHit
from bot.pack.models import Citation, Pack, Question, Term
from bot.pack.queries.passage_translations import translated

EXCERPT_LIMIT = 360
"""Longest extract of a found paragraph, in characters of the article; its button shows the whole."""
SIDE_BY_SIDE = 5
"""Most buttons in a row (Discord)."""
SUGGESTED_LIMIT = 300
"""Longest question that the curators are handed, in characters; a reply that offers it repeats as much."""
ECHO_MARK = 7001
"""Marks the text that repeats the question, so that "Suggest this question" can take it from the message."""
LINE_LIMIT = 300
"""Longest title, name or role, in characters; none that is printed in an article comes near it."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """Draws one pack for one audience."""

    pack: Pack
    audience: Audience

    def card(
        self,
        pieces: Iterable[CardPart],
        rows: Iterable[Sequence[Button]] = (),
        address: Sequence[str] = (),
        *,
        menus: Iterable[AnyMenu] = (),
        open_at: int = 0,
    ) -> Card:
        """A card in the pack's colour; `address` is what its page buttons carry, so that it can be drawn again."""

        def turn(label: str, page: int) -> Button:
            return Button(label, Press(Verb.TURN, (str(page), str(self.audience.asker), *address)))

        def page_label(page: int, pages: int) -> str:
            return self.audience.say("Page {page} of {pages}", page=page, pages=pages)

        return Card(
            pieces=tuple(pieces),
            accent=self.pack.info.accent,
            rows=_without_twins(self._with_remove(rows)),
            menus=tuple(menus),
            turn=turn if address else None,
            page_label=page_label,
            turn_labels=(self.audience.say("Back"), self.audience.say("Next")),
            open_at=open_at,
        )

    def notice(self, text: str, rows: Iterable[Sequence[Button]] = ()) -> Card:
        """A short message of the bot's own; `text` is Markdown that the bot itself wrote."""
        return self.card([Piece(text)], rows)

    def gone(self) -> Card:
        """For a button whose entry is no longer in the pack."""
        return self.notice(self.audience.say("This entry was removed from the library."))

    def reading_button(self, article: str, label: str = "") -> Button:
        """The button that opens an article where whoever presses it stopped reading, else at its beginning."""
        return Button(label or self.audience.say("Read the article"), Press(Verb.READ, ("on", article)), "📄")

    def source(self, article: str, paragraph: int) -> str:
        """How a source is named under a passage: "— Zhang Laiming 2024, ¶12", small."""
        return f"-# — {plain(self.pack.source(article, paragraph))}"

    def sources_of(self, citations: Sequence[Citation]) -> str:
        """The sources of a reply in one dim line, with their marks: "¹ Zhang Laiming 2024, ¶12 · ² ¶31".

        Passages of one paragraph stand there once, and an article that follows itself is not named again.
        """
        marks: dict[tuple[str, int], list[str]] = {}
        for number, one in enumerate(citations, 1):
            marks.setdefault((one.article, one.paragraph), []).append(superscript(number))
        named: list[str] = []
        before = ""
        for (article, paragraph), numbers in marks.items():
            shown = f"¶{paragraph}" if article == before else plain(self.pack.source(article, paragraph))
            named.append(f"{' '.join(numbers)} {shown}")
            before = article
        return f"-# {' · '.join(named)}"

    def citation(self, citation: Citation) -> Piece:
        """The cited words as a quotation, with their translation and their source."""
        source = self.source(citation.article, citation.paragraph)
        return Piece("\n".join([quoted(citation.quote), *self.in_translation(citation), source]))

    def in_translation(self, citation: Citation) -> list[str]:
        """What a citation says in the reader's language, as a quotation marked as ours; nothing where there is none."""
        return self.as_ours(translated(self.pack, citation, self.audience.language))

    def as_ours(self, text: str | None) -> list[str]:
        """A translation of what is printed, marked as ours."""
        return [block(plain(text)), f"-# {self.audience.say('Our translation')}"] if text else []

    def passages(self, hits: Iterable[PassageHit]) -> list[Piece]:
        """Found paragraphs as extracts, the matches in bold, each with a button for the whole."""
        return list(map(self._passage, {(hit.article, hit.paragraph.number): hit for hit in hits}.values()))

    def _passage(self, hit: PassageHit) -> Piece:
        whole = hit.paragraph.text
        start, end = excerpt(whole, hit.spans, EXCERPT_LIMIT)
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in hit.spans if a < end and b > start]
        text = " ".join(piece.markdown for piece in prose(whole[start:end], inside))
        text = f"{'… ' if start else ''}{text}{' …' if end < len(whole) else ''}"
        press = Press(Verb.OPEN, (CardKind.PARAGRAPH, hit.article, str(hit.paragraph.number)))
        button = Button(self.audience.say("In context"), press)
        return Piece(f"{block(text)}\n{self.source(hit.article, hit.paragraph.number)}", button)

    def in_context(self, kind: CardKind, entry: str) -> Button:
        """The button that shows an entry's first passage in its paragraph."""
        press = Press(Verb.OPEN, (CardKind.CITED, kind, entry, "0"))
        return Button(self.audience.say("In context"), press, "📖")

    def _with_remove(self, rows: Iterable[Sequence[Button]]) -> list[Sequence[Button]]:
        """The rows with a button that removes the card: every public reply has one; a private one goes by itself.

        An answer has it in its menu, unless the bot is no member of the place: then only this button can.
        """
        above, asker = [row for row in rows if row], self.audience.asker
        in_menu = any(button.press.verb is Verb.MENU for row in above for button in row)
        if self.audience.private or not asker or (in_menu and not self.audience.removes_here):
            return above
        last = above.pop() if above and len(above[-1]) < SIDE_BY_SIDE else ()
        return [*above, (*last, self.remove_button(str(asker)))]

    def remove_button(self, *arguments: str) -> Button:
        """The button that removes a reply: id of the asker, and that of the message where it is another one."""
        return Button(self.audience.say("Remove"), Press(Verb.REMOVE, arguments), "🗑️")

    def way_on(self) -> list[Button]:
        """Buttons for whoever found nothing: the glossary, and handing the words to the curators."""
        say = self.audience.say
        glossary = Button(say("Glossary"), Press(Verb.OPEN, (CardKind.GLOSSARY, "", "")), "📚")
        suggest = Button(say("Suggest this question"), Press(Verb.SUGGEST), "💡")
        return [glossary, suggest] if self.pack.terms else [suggest]

    def term_button(self, term: Term) -> Button:
        """A button that opens a term's card."""
        name = term.headwords(self.audience.language)[0]
        return Button(name, Press(Verb.OPEN, (CardKind.TERM, term.id)))

    def question_button(self, question: Question) -> Button:
        """A button that lets the asker choose a question."""
        press = Press(Verb.PICK, (str(self.audience.asker), CardKind.QUESTION, question.id))
        return Button(question.title(self.audience.language), press)


def command_mention(name: str, ids: Mapping[str, int]) -> str:
    """A slash command, or one of a group, as a link that fills it in; plain text while its id is not known."""
    root = name.split(maxsplit=1)[0]
    return f"</{name}:{ids[root]}>" if root in ids else f"`/{name}`"


def titled(title: str, small: str, mark: str = "### ") -> str:
    """A title with something in small print under it, or without when there is nothing."""
    return f"{mark}{title}\n-# {small}" if small else f"{mark}{title}"


def line(text: str) -> str:
    """A title or a name as one line of literal text."""
    return plain(shorten(" ".join(text.split()), LINE_LIMIT))


def quoted(text: str) -> str:
    """Verbatim words as a block quotation in quotation marks."""
    return block(f"“{plain(text)}”")


def block(markdown: str) -> str:
    """Text as a block quotation."""
    return "\n".join(f"> {part}" for part in markdown.splitlines())


def _without_twins(rows: Iterable[Sequence[Button]]) -> tuple[tuple[Button, ...], ...]:
    """The rows without buttons that stand there already, which Discord would refuse, and without empty rows."""
    known: set[str] = set()
    kept: list[tuple[Button, ...]] = []
    for row in rows:
        fresh = {button.press.custom_id(): button for button in row if button.press.custom_id() not in known}
        known |= fresh.keys()
        kept.append(tuple(fresh.values()))
    return tuple(row for row in kept if row)
