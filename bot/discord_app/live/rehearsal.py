"""Rehearsal: every step of a live check, each held against what Discord gives back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

import discord
from discord import ui
from discord.http import handle_message_parameters

from bot.discord_app.connection.starting.command_sync import Payload, normalized
from bot.discord_app.live.comparison import differences
from bot.discord_app.live.exhibits import Exhibit, exhibits
from bot.discord_app.live.stage import Stage, build_forum, commands_of, create_command, key_of, of_a_server
from bot.discord_app.refusals import Cause, refusal_of
from bot.languages import TONGUES, Language
from bot.library.library import Edition
from bot.settings import Settings

V2 = 1 << 15
"""Flag of a message that is made of components (Discord)."""
AT_ONCE = 100
"""Messages that Discord gives at once."""
NOBODY = discord.AllowedMentions.none()
SAMPLE_EMOJI = "⏳"
MOST_TOLD = 3
"""Most differences of one message that are told."""


class StepGrade(StrEnum):
    """How a step went."""

    OK = "ok"
    FAULT = "fault"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class StepResult:
    """What came of a step."""

    step: str
    grade: StepGrade
    said: str


TellResult = Callable[[StepResult], None]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A message as it was sent, and the id that Discord gave it."""

    name: str
    id: int
    body: Mapping[str, Any]


class Rehearsal:
    """The steps on one stage."""

    def __init__(
        self, client: discord.Client, stage: Stage, settings: Settings, edition: Edition, tell: TellResult
    ) -> None:
        self._client = client
        self._stage = stage
        self._settings = settings
        self._edition = edition
        self._tell = tell

    async def all_of_it(self, commands: Sequence[Payload]) -> None:
        """Every step; one that Discord refuses is told, and the others go on."""
        await self._step("commands", self._register(commands))
        sent: list[_Sent] = []
        for tongue in TONGUES:
            made = await asyncio.to_thread(self._exhibits, tongue.code)
            sent += await self._post(made)
        await self._step("messages", self._read_back(sent))
        first, last = sent[0], sent[-1]
        await self._step("nonce", self._send_twice())
        await self._step("edit", self._edit(first, last))
        await self._step("announcement", self._announce())
        await self._step("reaction", self._react(first))
        await self._step("reply", self._reply(first))
        await self._step("refusals", self._meet_refusals(last))
        await self._step("thread", self._open_thread(first))
        await self._step("forum", self._post_in_forum())

    def _exhibits(self, language: Language) -> list[Exhibit]:
        return [*exhibits(self._edition, language, self._settings)]

    async def _step(self, name: str, doing: Awaitable[str | Sequence[str]]) -> None:
        """Do a step, which gives what it found: in words what went well, or faults."""
        try:
            found = await doing
        except _SkippedError as skipped:
            self._tell(StepResult(name, StepGrade.SKIPPED, str(skipped)))
        except discord.HTTPException as error:
            said = f"Discord refuses it: HTTP {error.status}, code {error.code}: {error.text}"
            self._tell(StepResult(name, StepGrade.FAULT, said))
        else:
            if isinstance(found, str):
                self._tell(StepResult(name, StepGrade.OK, found))
            for fault in found if not isinstance(found, str) else ():
                self._tell(StepResult(name, StepGrade.FAULT, fault))

    async def _register(self, commands: Sequence[Payload]) -> str | Sequence[str]:
        """Register the commands in the server, and compare what stands there then."""
        wanted = [each for each in commands if key_of(each) in self._stage.commands]
        for command in wanted:
            await create_command(self._client, self._stage.server, command)
        found = [
            of_a_server(each)
            for each in await commands_of(self._client, self._stage.server)
            if key_of(each) in self._stage.commands
        ]
        if normalized(found) != normalized(wanted):
            return [
                f"/{mine['name']} came back otherwise than it was sent"
                for mine in wanted
                if normalized([mine]) != normalized([each for each in found if key_of(each) == key_of(mine)])
            ]
        passed = len(commands) - len(wanted)
        others = f"; {passed} were there before and were left alone" if passed else ""
        return f"{len(wanted)} commands were registered in the server and are as they were sent{others}."

    async def _post(self, made: Sequence[Exhibit]) -> list[_Sent]:
        """Send cards; what Discord refuses is told by its name."""
        sent: list[_Sent] = []
        for exhibit in made:
            view = exhibit.card.view()
            view.stop()
            try:
                number = (await self._stage.messages.send(view=view, allowed_mentions=NOBODY)).id
            except discord.HTTPException as error:
                self._tell(StepResult("messages", StepGrade.FAULT, f"{exhibit.name} is refused: {error.text}"))
            else:
                sent.append(_Sent(exhibit.name, number, body_of(view)))
        return sent

    async def _read_back(self, sent: Sequence[_Sent]) -> str | Sequence[str]:
        """Hold what Discord gives back of every message against what was sent."""
        received = await self._history(sent[0].id - 1)
        faults = [fault for each in sent for fault in compared(each.name, each.body, received.get(each.id))]
        return faults or f"{len(sent)} messages in {len(TONGUES)} languages came back as they were sent; none pings."

    async def _history(self, after: int) -> dict[int, Mapping[str, Any]]:
        found: dict[int, Mapping[str, Any]] = {}
        while page := await self._client.http.logs_from(self._stage.place, AT_ONCE, after=after):
            found |= {int(each["id"]): cast("Mapping[str, Any]", each) for each in page}
            after = max(found)
        return found

    async def _message(self, number: int) -> Mapping[str, Any]:
        return cast("Mapping[str, Any]", await self._client.http.get_message(self._stage.place, number))

    async def _send_twice(self) -> str | Sequence[str]:
        """Send the same under one nonce, as two processes that overlap do."""
        nonce = f"live-{self._stage.place}"[:25]
        ids = {(await self._stage.messages.send("Once.", nonce=nonce, allowed_mentions=NOBODY)).id for _ in range(2)}
        return "The same nonce makes one message." if len(ids) == 1 else ["The same nonce made two messages."]

    async def _edit(self, sent: _Sent, other: _Sent) -> str | Sequence[str]:
        """Put another card in place of one."""
        view = ui.LayoutView.from_message(await self._stage.messages.fetch_message(other.id))
        edited = await self._stage.messages.get_partial_message(sent.id).edit(view=view, allowed_mentions=NOBODY)
        view.stop()
        faults = list(compared(f"{sent.name}, edited", other.body, await self._message(edited.id)))
        return faults or "An edited card came back as it was sent."

    async def _announce(self) -> str | Sequence[str]:
        """Send words with buttons and put the card in their place: so a post of the day pings a role."""
        quotes = [each for each in self._exhibits(TONGUES[0].code) if each.name.startswith("daily: quote")]
        if not quotes:
            raise _SkippedError("The pack has no quotes.")
        words, buttons = quotes[0].card.announced()
        view = quotes[0].card.view()
        sent = await self._stage.messages.send(words, view=buttons, allowed_mentions=NOBODY)
        before = await self._message(sent.id)
        await sent.edit(content=None, view=view, allowed_mentions=NOBODY)
        buttons.stop()
        view.stop()
        faults = [] if before["content"] == words else ["The announcement's words came back otherwise."]
        faults += compared("the dressed announcement", body_of(view), await self._message(sent.id))
        return faults or "Words with buttons became a card of components."

    async def _react(self, sent: _Sent) -> str | Sequence[str]:
        """React, look, take it back, look."""
        message = self._stage.messages.get_partial_message(sent.id)
        await message.add_reaction(SAMPLE_EMOJI)
        there = _reactions(await self._message(sent.id))
        await message.remove_reaction(SAMPLE_EMOJI, discord.Object(self._client.user.id if self._client.user else 0))
        after = _reactions(await self._message(sent.id))
        if there != [SAMPLE_EMOJI] or after:
            return [f"Of the reaction {SAMPLE_EMOJI} came {there}, and {after} when it was taken back."]
        return "A reaction stood there until it was taken back."

    async def _reply(self, sent: _Sent) -> str | Sequence[str]:
        """Reply to a message without a ping."""
        message = self._stage.messages.get_partial_message(sent.id)
        number = (await message.reply("A reply.", mention_author=False, allowed_mentions=NOBODY)).id
        received = await self._message(number)
        about = received.get("message_reference", {}).get("message_id")
        if about != str(sent.id) or received["mentions"]:
            return [f"A reply refers to {about} and mentions {len(received['mentions'])}."]
        return "A reply refers to its message and pings nobody."

    async def _meet_refusals(self, sent: _Sent) -> str | Sequence[str]:
        """Ask for what Discord must refuse, and see that its codes mean what the register says."""
        place = self._stage.messages
        gone = place.get_partial_message(sent.id)
        await gone.delete()
        tried: Sequence[tuple[str, Cause, Callable[[], Awaitable[object]]]] = (
            ("reading a deleted message", Cause.MESSAGE_GONE, gone.fetch),
            ("editing a deleted message", Cause.MESSAGE_GONE, lambda: gone.edit(content="?")),
            ("deleting it twice", Cause.MESSAGE_GONE, gone.delete),
            ("replying to a deleted message", Cause.MESSAGE_GONE, lambda: gone.reply("?", allowed_mentions=NOBODY)),
            ("a channel that is not there", Cause.CHANNEL_GONE, lambda: self._client.fetch_channel(sent.id)),
        )
        faults = [fault for what, cause, call in tried if (fault := await _refused(what, cause, call))]
        return faults or f"{len(tried)} refusals mean what the bot takes them for."

    async def _open_thread(self, sent: _Sent) -> str | Sequence[str]:
        """Open a thread under a message, write there, and try to open a second."""
        if not self._stage.own:
            raise _SkippedError("In a thread none can be opened; run it without --channel to try that.")
        http = self._client.http
        made = await http.start_thread_with_message(
            self._stage.place, sent.id, name="A thread", auto_archive_duration=60
        )
        await self._client.get_partial_messageable(int(made["id"])).send("In the thread.", allowed_mentions=NOBODY)
        second = await _refused(
            "a second thread under a message",
            Cause.DONE_ALREADY,
            lambda: http.start_thread_with_message(self._stage.place, sent.id, name="Again", auto_archive_duration=60),
        )
        return [second] if second else "A thread was opened under a message, once."

    async def _post_in_forum(self) -> str | Sequence[str]:
        """Make a forum, and a post in it whose title is read with its message."""
        if not self._stage.own:
            raise _SkippedError("A forum is made only where a channel is; run it without --channel to try that.")
        try:
            forum = await self._client.fetch_channel(await build_forum(self._stage))
        except discord.HTTPException as error:
            raise _SkippedError(
                f"Discord lets no forum be made here (code {error.code}); as a rule it wants a Community server."
            ) from None
        if not isinstance(forum, discord.ForumChannel):
            return ["What was made as a forum is none."]
        post = await forum.create_thread(name="What is the title?", content="See the title.", allowed_mentions=NOBODY)
        found = await self._client.fetch_channel(post.thread.id)
        named = isinstance(found, discord.Thread) and found.name == "What is the title?" and found.parent_id == forum.id
        if not named or post.message.id != post.thread.id:
            return [
                "A post of a forum is not as the bot takes it: a thread with a title, opened by the message of its id."
            ]
        return "A post of a forum has its title, and the id of its first message."


class _SkippedError(Exception):
    """A step cannot be tried here; the text says why."""


def body_of(view: ui.LayoutView) -> Mapping[str, Any]:
    """A card as the client library sends it."""
    with handle_message_parameters(view=view) as parameters:
        return cast("Mapping[str, Any]", parameters.payload or {})


def compared(name: str, sent: Mapping[str, Any], received: Mapping[str, Any] | None) -> Iterator[str]:
    """What is wrong with a card as Discord gives it back."""
    if received is None:
        yield f"{name} is not there."
        return
    found = list(differences({"components": sent["components"]}, received, name))
    yield from found[:MOST_TOLD]
    if not int(received.get("flags", 0)) & V2:
        yield f"{name} is not made of components."
    if received["mentions"] or received["mention_roles"] or received["mention_everyone"]:
        yield f"{name} mentions somebody."


def _reactions(message: Mapping[str, Any]) -> list[str]:
    return [each["emoji"]["name"] for each in message.get("reactions", ()) if each["me"]]


async def _refused(what: str, cause: Cause, call: Callable[[], Awaitable[object]]) -> str | None:
    """What is wrong with how Discord refuses something; None where it means what was expected."""
    try:
        await call()
    except discord.HTTPException as error:
        refusal = refusal_of(error)
        if refusal is not None and refusal.cause is cause:
            return None
        told = refusal.cause.name if refusal else "a mistake of ours"
        return f"{what}: code {error.code} is taken for {told}, expected {cause.name}: {error.text}"
    return f"{what} was not refused."
