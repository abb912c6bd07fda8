"""Card layout: pieces of text that stay whole, buttons and menus, in as many pages as Discord's limits ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import discord
from discord import ui

from bot.discord_app.components.attached_picture import COMPONENTS_OF_PICTURE, AttachedPicture
from bot.discord_app.components.buttons import AnyMenu, Button, Option
from bot.discord_app.components.text_limits import labels, plain, shorten, size, split

PAGE_UNITS = 3_700
"""Text on one page, in UTF-16 units: Discord takes 4,000 in all, and the page number needs a few."""
PAGE_BYTES = 8_000
"""Text on one page, in UTF-8 bytes: messages of more than about 10,000 were seen to fail (discord-api-docs#8554)."""
COMPONENTS = 40
"""Components in one message (Discord), nested ones counted."""
OPTIONS = 25
"""Options of one menu (Discord)."""
CONTENT = 2_000
"""Longest content of a message without components of its own, in UTF-16 units (Discord)."""
CONTAINER, ROW, MENU, PAGE_NUMBER = 1, 1, 1, 1
TURNING = ROW + 2
"""Components of a card's frame, as Discord counts them: the turning row has two buttons."""
PIECE_UNITS = 1_500
"""Longest stretch of running text that is kept on one page."""
MOST_BOLD = 200
"""Most stretches of a text that are set in bold; their marks must not make a piece longer than a page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of Markdown that stays together, with a button beside it or not.

    Attributes:
        mark: a number by which the text can be found again in the message.
        option: what of it can be chosen in the card's first menu.
        place: number of the paragraph that it is of, or belongs to.
    """

    markdown: str
    button: Button | None = None
    mark: int | None = None
    option: Option | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list; lines that follow each other are drawn as one text. `option` stands in the first menu."""

    markdown: str
    option: Option | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts of a card."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


CardPart = Piece | Line | Rule | PageBreak


def prose(text: str, bold: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """Running text as pieces, escaped; the stretches `bold` (offsets into `text`) in bold.

    A long text is cut between sentences, else between words, and each part keeps its own bold marks.
    """

    def marked(start: int, end: int) -> str:
        parts: list[str] = []
        at = start
        for stretch in sorted(bold)[:MOST_BOLD]:
            first, last = max(stretch[0], at), min(stretch[1], end)
            if text[first:last].strip():
                parts += [plain(text[at:first]), f"**{plain(text[first:last])}**"]
                at = last
        return "".join([*parts, plain(text[at:end])])

    def measure(word: str) -> int:
        return size(plain(word))

    return [Piece(marked(start, end).strip()) for start, end in split(text, PIECE_UNITS, measure)]


@dataclass(frozen=True, slots=True)
class Card:
    """A reply, ready to be laid out.

    Attributes:
        rows: rows of at most five buttons, at the foot of every page.
        accent: colour of the edge, 24 bits.
        menus: menus at the foot of every page; the options of the page's lines stand in the first.
        turn: the button that turns to a page (from 0), with the label given; None for a card that has one page.
        page_label: says "page 2 of 3" in the reader's language.
        turn_labels: what the buttons to the page before and the next one say there.
        open_at: index of the piece whose page is shown first.
        foot: buttons that go by what stands on a page, as many on every page; they are given its parts, or none.
        picture: shown under the pieces of the first page; its file is sent with the message.
    """

    pieces: tuple[CardPart, ...]
    accent: int
    rows: tuple[tuple[Button, ...], ...] = ()
    menus: tuple[AnyMenu, ...] = ()
    turn: Callable[[str, int], Button] | None = None
    page_label: Callable[[int, int], str] = "{}/{}".format
    turn_labels: tuple[str, str] = ("Back", "Next")
    open_at: int = 0
    foot: Callable[[Sequence[CardPart]], Sequence[Button]] | None = None
    picture: AttachedPicture | None = None

    def files(self) -> list[discord.File]:
        """What is to be sent with the message, once."""
        return [self.picture.file()] if self.picture else []

    def pages(self) -> tuple[tuple[CardPart, ...], ...]:
        """The pieces, page by page: each page as full as the limits allow."""
        pages = [_Page(self._room())]
        for piece in self.pieces:
            if pages[-1].parts and not pages[-1].fits(piece):
                pages.append(_Page(self._room()))
            if not isinstance(piece, PageBreak) and (pages[-1].parts or not isinstance(piece, Rule)):
                pages[-1].add(piece)  # no page begins with a line
        return tuple(tuple(_without_last_rule(page.parts)) for page in pages)

    def _room(self) -> _Room:
        """What a page has for pieces when its frame is drawn; options of the first menu are shared by the pieces."""
        rows = sum(ROW + len(row) for row in self.rows)
        foot = ROW + len(self.foot(())) if self.foot else 0
        frame = CONTAINER + PAGE_NUMBER + TURNING + (ROW + MENU) * len(self.menus) + rows + foot
        frame += COMPONENTS_OF_PICTURE if self.picture else 0
        return _Room(COMPONENTS - frame, OPTIONS - (self.menus[0].count if self.menus else 0))

    def view(self, page: int | None = None) -> ui.LayoutView:
        """A page (from 0) as components; without a number the one to open at, beyond the last the last."""
        pages = self.pages()
        if page is None and self.pieces:
            first = self.pieces[self.open_at]
            page = next(number for number, parts in enumerate(pages) if any(part is first for part in parts))
        page = min(max(page or 0, 0), len(pages) - 1)
        box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=self.accent)
        for item in _draw(pages[page]):
            box.add_item(item)
        if self.picture and page == 0:
            box.add_item(self.picture.gallery())
        if len(pages) > 1:
            box.add_item(ui.TextDisplay(f"-# {self.page_label(page + 1, len(pages))}"))
        for row in self._feet(pages[page], page, len(pages)):
            box.add_item(row)
        view = ui.LayoutView(timeout=None)
        view.add_item(box)
        return view

    def announced(self) -> tuple[str, ui.View]:
        """The card as words with its buttons under them, as messages were before they were made of components.

        The notification of a ping is made of such words; of components it says nothing (discord-api-docs#7854).
        """
        words = "\n".join(part.markdown for part in self.pieces if isinstance(part, Piece | Line))
        buttons = ui.View(timeout=None)
        for number, row in enumerate(self.rows):
            for button in row:
                item = button.draw()
                item.row = number
                buttons.add_item(item)
        return shorten(words, CONTENT), buttons

    def _feet(self, parts: Sequence[CardPart], page: int, count: int) -> list[ui.ActionRow[ui.LayoutView]]:
        """What stands under the pieces: the menu, the buttons, the buttons that turn the page."""
        menus = [menu.with_options(_options(parts)) if menu is self.menus[0] else menu for menu in self.menus]
        feet = [ui.ActionRow[ui.LayoutView](menu.draw()) for menu in menus if menu.usable]
        rows = [*([tuple(self.foot(parts))] if self.foot else ()), *self.rows]
        if count > 1 and self.turn is not None:
            back, on = self.turn(self.turn_labels[0], page - 1), self.turn(self.turn_labels[1], page + 1)
            back, on = replace(back, emoji="◀️"), replace(on, emoji="▶️")
            rows.append((replace(back, disabled=page == 0), replace(on, disabled=page == count - 1)))
        shown = iter(labels([(button.label, button.room) for row in rows for button in row]))
        return feet + [ui.ActionRow[ui.LayoutView](*(button.draw(next(shown)) for button in row)) for row in rows]


@dataclass(frozen=True, slots=True)
class _Room:
    """What a page has left."""

    components: int
    options: int
    units: int = PAGE_UNITS
    octets: int = PAGE_BYTES

    def after(self, part: CardPart, before: CardPart | None) -> _Room:
        """What it has left with one more part, which follows `before`."""
        if isinstance(part, PageBreak):
            return self
        if isinstance(part, Rule):
            return replace(self, components=self.components - 1)
        joined = isinstance(part, Line) and isinstance(before, Line)
        components = 0 if joined else 3 if isinstance(part, Piece) and part.button else 1
        return _Room(
            self.components - components,
            self.options - (part.option is not None),
            self.units - size(part.markdown) - 1,
            self.octets - len(part.markdown.encode()) - 1,
        )

    @property
    def overdrawn(self) -> bool:
        """Whether it has less than nothing of anything."""
        return min(self.components, self.options, self.units, self.octets) < 0


class _Page:
    """A page as it is filled."""

    def __init__(self, room: _Room) -> None:
        self.parts: list[CardPart] = []
        self._left = room

    def fits(self, part: CardPart) -> bool:
        """Whether it has room for one more, and is not to be left."""
        return not isinstance(part, PageBreak) and not self._after(part).overdrawn

    def add(self, part: CardPart) -> None:
        """Put one more on it, whether it fits or not: a part that fits on no page has one for itself."""
        self._left = self._after(part)
        self.parts.append(part)

    def _after(self, part: CardPart) -> _Room:
        return self._left.after(part, self.parts[-1] if self.parts else None)


def _options(parts: Sequence[CardPart]) -> list[Option]:
    return [part.option for part in parts if isinstance(part, Line | Piece) and part.option]


def _draw(parts: Sequence[CardPart]) -> list[ui.Item[Any]]:
    drawn: list[ui.Item[Any]] = []
    for are_lines, group in groupby(parts, lambda part: isinstance(part, Line)):
        if are_lines:
            drawn.append(ui.TextDisplay("\n".join(part.markdown for part in group if isinstance(part, Line))))
            continue
        for part in group:
            if isinstance(part, Piece):
                text: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay(part.markdown, id=part.mark)
                drawn.append(ui.Section(text, accessory=part.button.draw()) if part.button else text)
            else:
                drawn.append(ui.Separator())
    return drawn


def _without_last_rule(page: list[CardPart]) -> list[CardPart]:
    while page and isinstance(page[-1], Rule):
        page.pop()
    return page
