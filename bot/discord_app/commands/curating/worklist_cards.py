"""Renderer of `/curate`: the worklist, one item of it with what can be done about it, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from babel.dates import format_date

from bot.curating.curating_service import Bar
from bot.curating.pack_editor import Proposal
from bot.curating.worklist import DAYS, Missed, Suggested, Tie, VotedDown, Worklist
from bot.discord_app.components.buttons import Button, Menu, Option
from bot.discord_app.components.cards import Card, CardPart, Line, Piece
from bot.discord_app.components.custom_ids import CardKind, Press, Verb, key
from bot.discord_app.components.text_limits import echo, shorten
from bot.discord_app.render.canvas import Canvas, line
from bot.languages import tongue

WaitingItem = Suggested | VotedDown | Missed | Tie

LONGEST_YAML = 1_500
"""Characters of a proposed change that are shown; longer answers are in the form that the curator sent."""


def name_of(item: WaitingItem) -> str:
    """A short name by which an item is found again in a worklist made anew."""
    match item:
        case Suggested():
            return f"s{item.number}"
        case VotedDown():
            return f"d{key(item.entry)}"
        case Missed():
            return f"m{key(item.entry)}"
        case Tie():
            return f"t{key(item.entry)}{key(item.other)}"


def items_of(items: Worklist) -> Iterable[WaitingItem]:
    """Everything that waits, in the order shown."""
    return (*items.suggested, *items.voted_down, *items.missed, *items.ties)


class CuratingRenderer(Canvas):
    """Draws what waits for curators."""

    __slots__ = ()

    def worklist(self, items: Worklist, bar: Bar | None) -> Card:
        """Everything that waits, kind by kind, with a menu to choose from."""
        say = self.audience.say
        kinds: tuple[tuple[str, Sequence[WaitingItem]], ...] = (
            (say("Suggested questions"), items.suggested),
            (say("Answers voted down"), items.voted_down),
            (say("Questions without an answer, in {days} days, by what came nearest", days=DAYS), items.missed),
            (say("Hard to tell apart"), items.ties),
        )
        pieces: list[CardPart] = [Piece(f"### {say('What waits for curators')}")]
        for title, found in kinds:
            pieces += [Piece(f"**{title}**"), *map(self._listed, found)] if found else []
        if len(pieces) == 1:
            pieces.append(Piece(say("Nothing is waiting.")))
        if bar is not None:
            pieces.append(Piece(f"-# {self._barred(bar)}"))
        menu = Menu(say("Choose one"), Press(Verb.CURATE, ("item",)))
        card = self.card(pieces, [[self._do("🔄", "list"), self._undo()]], menus=[menu])

        def turn(label: str, page: int) -> Button:
            return Button(label, Press(Verb.CURATE, ("list", str(page))))

        return replace(card, turn=turn)

    def item(self, item: WaitingItem) -> Card:
        """One item, with what can be done about it."""
        say = self.audience.say
        last = [self._undo(), self._do("↩️", "list", label=say("Back to the list"))]
        if isinstance(item, Suggested):
            number = str(item.number)
            near = [
                [
                    self._do(
                        "", "accept", number, key(each.entry), label=say("It asks: {question}", question=each.question)
                    )
                ]
                for each in item.near
            ]
            first = item.near[0].entry if item.near else ""
            others = [self._do("✏️", "words", number, key(first), label=say("In other words"))] if first else []
            row = [
                *others,
                self._do("➕", "new", number, label=say("New entry")),
                self._do("🗑️", "dismiss", number, label=say("Dismiss")),
                self._do("🧹", "member", number, label=say("Dismiss all by this member")),
            ]
            return self.card([Piece(self._told(item))], [*near, row, last])
        entry = self.pack.question_by_id.get(item.entry)
        row = (
            [
                self._do("✏️", "words", "0", key(entry.id), label=say("Another way to ask it")),
                Button(say("Show the answer"), Press(Verb.OPEN, (CardKind.QUESTION, entry.id)), "📄"),
            ]
            if entry
            else []
        )
        return self.card([Piece(self._told(item))], [row, last])

    def done(self, text: str, *, live: bool | None = None) -> Card:
        """What was done; `live` is whether a change of the pack is read at once, None where there was none."""
        say = self.audience.say
        when = {True: say("It goes live in a few seconds."), False: say("It goes live at the next start.")}
        pieces = [Piece(f"✅ {text}"), *([Piece(f"-# {when[live]}")] if live is not None else [])]
        return self.card(pieces, [[self._undo(), self._do("↩️", "list", label=say("Back to the list"))]])

    def refused(self, reason: str) -> Card:
        """That a change would have made the pack faulty, or could not be made; what it is about says `reason`."""
        text = self.audience.say("Nothing was changed: {reason}", reason=line(reason))
        return self.card([Piece(text)], [[self._do("↩️", "list", label=self.audience.say("Back to the list"))]])

    def proposal(self, bar: Bar, proposed: Proposal) -> Card:
        """Why nothing is written, and what somebody who may is to write."""
        say = self.audience.say
        yaml = shorten(proposed.yaml.replace("```", "'''"), LONGEST_YAML) if len(proposed.yaml) > LONGEST_YAML else ""
        text = say("This is what to add, in {place}:", place=f"`{proposed.place}`")
        shown = yaml or proposed.yaml.rstrip("\n").replace("```", "'''")
        pieces = [Piece(f"{self._barred(bar)} {text}\n```yaml\n{shown}\n```")]
        return self.card(pieces, [[self._do("↩️", "list", label=say("Back to the list"))]])

    def _listed(self, item: WaitingItem) -> Line:
        """An item as a line of the list, and as an option of the menu."""
        title = self._title(item)
        return Line(f"- {self._brief(item)}", Option(name_of(item), title, self._counted(item)))

    def _title(self, item: WaitingItem) -> str:
        if isinstance(item, Suggested):
            return item.text
        if isinstance(item, Tie):
            return f"{self._question(item.entry)} ↔ {self._question(item.other)}"
        return item.question or self.audience.say("no entry was near")

    def _brief(self, item: WaitingItem) -> str:
        counted = self._counted(item)
        title = echo(self._title(item), 160)
        return f"“{title}” · {counted}" if isinstance(item, Suggested) else f"{title} · {counted}"

    def _counted(self, item: WaitingItem) -> str:
        """The figures of an item, in a few words."""
        say = self.audience.say
        match item:
            case Suggested():
                return format_date(item.suggested, "medium", tongue(say.language).locale)
            case VotedDown():
                reasons = (f"{each.told(say)}: {count}" for each, count in item.votes.reasons.items())
                return " · ".join((f"👎 {item.votes.down}", f"👍 {item.votes.up}", *reasons))
            case Missed():
                return say.plural("{count} time", "{count} times", item.times)
            case Tie():
                return say.plural("{count} phrasing", "{count} phrasings", item.count)

    def _told(self, item: WaitingItem) -> str:
        """What is known of an item."""
        say = self.audience.say
        if isinstance(item, Suggested):
            answered = f"\n-# {say('The first of these answers it now.')}" if item.answered else ""
            return f"### “{echo(item.text, 300)}”\n-# {item.language} · {self._counted(item)}{answered}"
        question = line(self._question(item.entry)) if item.entry else ""
        match item:
            case VotedDown():
                text = say("Members' votes on this answer: {votes}", votes=self._counted(item))
            case Missed() if not item.entry:
                text = say("These questions got no answer, and no entry was near: {times}", times=self._counted(item))
            case Missed():
                text = say(
                    "Questions that got no answer came nearest to this entry: {times}", times=self._counted(item)
                )
            case Tie():
                text = say(
                    "Phrasings of this entry would go to “{other}” if they were not there: {count}",
                    other=line(self._question(item.other)),
                    count=self._counted(item),
                )
        place = f"\n-# {line(item.place)}" if item.place else ""
        return f"### {question}\n{text}{place}" if question else f"{text}{place}"

    def _question(self, entry: str) -> str:
        found = self.pack.question_by_id.get(entry)
        return found.title(self.audience.language) if found else entry

    def _barred(self, bar: Bar) -> str:
        say = self.audience.say
        match bar:
            case Bar.NOT_ALLOWED:
                return say(
                    "Nothing is written into the pack from here: whoever runs me has not named this server in "
                    "`BOT_CURATE_IN`."
                )
            case Bar.INSTALLED:
                return say(
                    "Nothing is written into the pack that came with the installation: whoever runs me can copy it and "
                    "name the copy in `BOT_SEEDS`."
                )
            case Bar.READ_ONLY:
                return say("I may only read the pack's files, so nothing is written.")

    def _undo(self) -> Button:
        return self._do("⏪", "undo", label=self.audience.say("Undo"))

    @staticmethod
    def _do(emoji: str, what: str, *arguments: str, label: str = "") -> Button:
        return Button(label, Press(Verb.CURATE, (what, *arguments)), emoji or None)
