"""Walking through the bot as members do: every command, then whatever can be pressed on what it showed, and so on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from bot.languages import TONGUES, Language
from bot.pack.models import Article
from bot.translations import catalogue_file
from tests.support.members import Member, Place, Post, Result
from tests.support.payloads import BUTTON, SELECT, walk
from tools.catalogues import read

from .conftest import Town

CHANNELS, FIELD = 8, 4
LOCALES: Mapping[Language, str] = {row.code: next(iter(row.command_locales), "en-GB") for row in TONGUES}

Commands: TypeAlias = Sequence[tuple[str, Mapping[str, Any]]]

MEMBERS: Commands = (
    ("ask", {"question": "first tram"}),
    ("ask", {"question": "first tram", "private": True}),
    ("ask", {"question": "price of a card"}),
    ("ask", {"question": "the harbour"}),
    ("ask", {"question": "where is the moon"}),
    ("ask", {"question": "thank you"}),
    ("define", {"term": "day card"}),
    ("define", {"term": "zeppelin"}),
    ("glossary", {}),
    ("glossary", {"topic": "fares", "letter": "d"}),
    ("search", {"text": "tram"}),
    ("search", {"text": "zeppelin"}),
    ("quote", {}),
    ("quote", {"topic": "fares", "private": True}),
    ("quote", {"speaker": "Napoleon"}),
    ("sources", {}),
    ("article", {}),
    ("article", {"article": "brook-2021", "private": False}),
    ("article", {"article": "Moby Dick"}),
    ("article", {"article": "brook-2021", "compare": "paper-2022"}),
    ("article", {"article": "brook-2021", "compare": "paper-2022", "topic": "fares", "private": False}),
    ("article", {"compare": "paper-2022"}),
    ("read", {"article": "brook-2021", "private": False}),
    ("read", {"article": "Moby Dick"}),
    ("help", {}),
    ("about", {}),
    ("privacy", {}),
)
"""Commands for everybody, with options that lead to each kind of reply."""
ADMINS: Commands = (("settings", {}), ("privacy", {}))
MENUS = ("Answer this", "Explain terms")
ELSEWHERE = frozenset({"daily", "post", "curate", "curated", "quiz", "round", "review"})
"""Commands and verbs that have tests of their own like these."""


@dataclass(frozen=True)
class Step:
    """Something that can be pressed: where, its id, and what is chosen in it."""

    shown: Post
    custom_id: str
    values: tuple[Any, ...] | None = None

    @property
    def verb(self) -> str:
        return self.custom_id.split(":")[1]

    @property
    def kind(self) -> str:
        """What the card shows that a press leads to; empty when it leads to none."""
        _, verb, *arguments = self.custom_id.split(":")
        skipped = {"open": 0, "pick": 1, "turn": 2}.get(verb)
        return arguments[skipped] if skipped is not None and len(arguments) > skipped else ""


LAST = {"menu": 1, "talk": 2, "rm": 3}
"""What takes the place of a message, or removes it, itself or what it opens: after everything else."""


@dataclass
class Walk:
    """What one walk met.

    Attributes:
        taken: every step's verb and kind.
        texts: all that was shown said.
        pressed: message and id of every step taken; `opened`: ids whose replies were walked through, too.
        for_admin: what the admins' commands showed.
    """

    town: Town
    language: Language
    taken: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    texts: list[str] = field(default_factory=list[str])
    pressed: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])
    opened: set[str] = field(default_factory=set[str])
    for_admin: list[Post] = field(default_factory=list[Post])

    def seen(self) -> AbstractContextManager[None]:
        return self.town.speaking(LOCALES[self.language])

    async def commands(self, member: Member, place: Place, wanted: Commands) -> AsyncIterator[Post]:
        """Give commands somewhere; yields what each showed."""
        for name, options in wanted:
            with self.seen():
                result = await member.slash(place, name, **options)
            yield self.note(result, f"/{name} {options}")

    async def take(self, member: Member, step: Step) -> Post | None:
        """Press; gives the new message that this led to, if any. A form is filled in and sent."""
        with self.seen():
            if step.values is None:
                result = await member.click(step.shown, custom_id=step.custom_id)
            else:
                result = await member.select(step.shown, list(step.values), custom_id=step.custom_id)
            self.taken.add((step.verb, step.kind))
            if result.modal is not None:
                control = result.modal["components"][0]["component"]["custom_id"]
                self.taken.add((result.modal["custom_id"].split(":")[1], ""))
                result = await member.submit_modal(result, {control: "Where is the moon?"})
        assert result.acknowledged, f"{step.custom_id} was left without a response"
        if step.verb == "rm":
            return None
        shown = self.note(result, step.custom_id)
        return shown if shown.id != step.shown.id else None

    def note(self, result: Result, doing: str) -> Post:
        """Hold a reply against what is expected of all: it is there, it is no apology, it speaks one language."""
        assert result.acknowledged, f"{doing} was left without a response"
        shown = result.response
        assert shown is not None, f"{doing} showed nothing"
        assert not self.town.errors, f"{doing}: {self.town.errors}"
        for line in said(shown.components):
            assert line not in foreign(self.language), f"{doing} says {line!r} to a reader of {self.language}"
        self.texts.append(shown.text)
        return shown

    async def all_commands(self, admin: Member) -> list[Post]:
        """Give every command there is, and use every menu; gives what was shown to everybody but the admin."""
        town = self.town
        shown = [reply async for reply in self.commands(town.ann, town.square, MEMBERS)]
        for words in ("what does a ticket cost", "nothing of the kind", "what is a day card"):
            message = await town.ben.send(town.square, words)
            for menu in MENUS:
                with self.seen():
                    shown.append(self.note(await town.ann.context_menu(town.square, menu, message), menu))
        self.for_admin = [reply async for reply in self.commands(admin, town.square, ADMINS)]
        return shown

    async def through(self, member: Member, shown: Post) -> None:
        """Press everything on a message, and everything new on what that leads to; what removes it comes last."""
        while waiting := self._waiting(shown):
            step = min(waiting, key=lambda step: LAST.get(step.verb, 0))
            self.pressed.add((shown.id, step.custom_id))
            led_to = await self.take(member, step)
            if step.verb == "rm":
                return
            if led_to is not None and step.custom_id not in self.opened:
                self.opened.add(step.custom_id)
                await self.through(member, led_to)

    def _waiting(self, shown: Post) -> list[Step]:
        """What was not pressed yet on a message; nothing once its menu has removed it."""
        if shown.stored is None:
            return []
        return [step for step in steps(shown, self.town) if (shown.id, step.custom_id) not in self.pressed]


def steps(shown: Post, town: Town) -> Iterator[Step]:
    """Everything that can be pressed or chosen on a message."""
    for component in walk(shown.components):
        custom_id = str(component.get("custom_id"))
        if component["type"] == BUTTON and not component.get("disabled"):
            yield Step(shown, custom_id)
        elif component["type"] == SELECT:
            yield Step(shown, custom_id, (component["options"][-1]["value"],))
        elif component["type"] == CHANNELS:
            yield Step(shown, custom_id, (town.square,))


def said(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Lines, labels and options, without the marks that set them off."""
    for component in walk(list(components)):
        words = [str(component.get("content") or ""), str(component.get("label") or "")]
        words += [str(option["label"]) for option in component.get("options", ())]
        for line in "\n".join(words).splitlines():
            if bare := line.removeprefix("### ").removeprefix("-# ").strip("* "):
                yield bare


@cache
def foreign(language: Language) -> frozenset[str]:
    """The bot's own sentences in the other language."""
    pairs = [
        (str(message.id), str(message.string))
        for message in read(catalogue_file("zh"), "zh")
        if isinstance(message.id, str)
    ]
    return frozenset(english if language == "zh" else chinese for english, chinese in pairs if english != chinese)


def lengthened(article: Article, number: int) -> Article:
    """A copy of an article that goes on and on."""
    last = article.paragraphs[-1]
    further = range(last.number + 1, last.number + 10)
    more = [last.model_copy(update={"number": at, "text": "The tram goes on and on. " * 40}) for at in further]
    title = f"{article.info.title} {number} " * 4
    info = article.info.model_copy(update={"id": f"article-{number}", "title": title})
    return article.model_copy(update={"info": info, "paragraphs": (*article.paragraphs, *more)})
