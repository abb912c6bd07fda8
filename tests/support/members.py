"""What people do and see in Discord: channels, their messages, members, and what came of what they did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sandbox import Message, User
from sandbox.checks.components import walk
from sandbox.core import Core
from sandbox.messaging.interactions import Interaction, InteractionType, ResponseState
from sandbox.people.interaction_sender import InteractionSender
from sandbox.rest.router import Exchange
from sandbox.state.application import Command
from sandbox.state.events import Event, PageEvent
from sandbox.state.models import Channel, Json, objects
from sandbox.state.uploads import Upload
from sandbox.tests.support.person import submission
from tests.support.payloads import BUTTON, text_of

SUB_COMMAND = 1
DEFERRALS = (5, 6)
"""Types of first responses that put the answer off."""
_nonces = count(1)


async def _at_once() -> None:
    """In place of waiting for a bot where there is none yet."""


@dataclass
class Scene:
    """The sandbox's parts, how to wait until the bot has done what it was led to do, and what people were told.

    Attributes:
        deferred: ids of the interactions whose first response was a deferral.
    """

    core: Core
    settled: Callable[[], Awaitable[None]] = _at_once
    told: list[PageEvent] = field(default_factory=list[PageEvent])
    deferred: set[int] = field(default_factory=set[int])

    def see(self, exchange: Exchange) -> None:
        """Keep which interactions were deferred."""
        if exchange.pattern.endswith("/callback") and exchange.body["type"] in DEFERRALS and exchange.status < 300:
            self.deferred.add(int(exchange.path.split("/")[2]))

    def hear(self, event: Event) -> None:
        """Keep what single people are told."""
        if isinstance(event, PageEvent):
            self.told.append(event)


@dataclass(frozen=True)
class Post:
    """A message, as it stands now. Equal to another handle on the same message."""

    scene: Scene = field(compare=False, repr=False)
    channel_id: int
    id: int

    @property
    def stored(self) -> Message | None:
        """The message in the sandbox; None once it is gone."""
        return self.scene.core.world.messages.get(self.channel_id, {}).get(self.id)

    @property
    def _there(self) -> Message:
        message = self.stored
        assert message is not None, "the message is gone"
        return message

    @property
    def components(self) -> tuple[Json, ...]:
        """Its components, as they stand on the wire."""
        return self._there.components

    @property
    def content(self) -> str:
        """Its plain text."""
        return self._there.content

    @property
    def flags(self) -> int:
        """Its flags."""
        return self._there.flags

    @property
    def author(self) -> int:
        """Id of whoever wrote it."""
        return self._there.author

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return self._there.only_for is not None

    @property
    def text(self) -> str:
        """All that is written in its components."""
        return text_of(self.components)


@dataclass(frozen=True)
class Place:
    """A channel, a thread or a direct conversation."""

    scene: Scene = field(compare=False, repr=False)
    id: int

    @property
    def channel(self) -> Channel:
        """The channel in the sandbox, as it is now."""
        return self.scene.core.world.channel(self.id)

    def history(self) -> list[Post]:
        """What stands there for everybody, newest first."""
        messages = self.scene.core.world.messages[self.id].values()
        return [Post(self.scene, self.id, each.id) for each in reversed(list(messages)) if each.only_for is None]

    @property
    def last_message(self) -> Post | None:
        """The newest message that everybody sees."""
        return next(iter(self.history()), None)

    @property
    def threads(self) -> list[Place]:
        """Its threads."""
        channels = self.scene.core.world.channels.values()
        return [Place(self.scene, each.id) for each in channels if each.parent == self.id and each.kind.is_thread]


@dataclass(frozen=True)
class Result:
    """What came of using a command, a component or a form, as it stands now."""

    scene: Scene = field(repr=False)
    interaction: Interaction

    @property
    def acknowledged(self) -> bool:
        """Whether the bot responded in time."""
        return self.interaction.stage is ResponseState.ANSWERED

    @property
    def deferred(self) -> bool:
        """Whether its first response was a deferral."""
        return self.interaction.id in self.scene.deferred

    @property
    def response(self) -> Post | None:
        """The message that was made or changed by the first response; None when there is none, or none any more."""
        number = self.interaction.original
        post = Post(self.scene, self.interaction.channel.id, number) if number is not None else None
        return post if post is not None and post.stored is not None else None

    @property
    def shown(self) -> Post:
        """The same; there must be one."""
        response = self.response
        assert response is not None, "no reply"
        return response

    @property
    def followups(self) -> list[Post]:
        """What was said besides."""
        place, mine = self.interaction.channel.id, self.interaction.metadata
        found = [each for each in self.scene.core.world.messages[place].values() if each.interaction == mine]
        return [Post(self.scene, place, each.id) for each in found if each.id != self.interaction.original]

    @property
    def ephemeral(self) -> bool:
        """Whether the response is seen by the asker alone."""
        return self.shown.ephemeral

    @property
    def modal(self) -> Json | None:
        """The form that was shown."""
        return self.interaction.modal


class Webhook:
    """A machine that writes into one channel under a name of its own."""

    def __init__(self, scene: Scene, place: Place, name: str) -> None:
        self._scene, self._place = scene, place
        world = scene.core.world
        self._account = world.put_user(User(world.new_id(), name, name, bot=True))

    async def send(self, text: str) -> Post:
        """Write."""
        talk, channel = self._scene.core.messages, self._place.channel
        draft = talk.draft(channel, {"content": text})
        message = talk.put(talk.compose(self._account.id, channel, draft, flags=0, webhook=self._account.id))
        await self._scene.settled()
        return Post(self._scene, channel.id, message.id)


@dataclass(frozen=True)
class Member:
    """Somebody. What Discord's client would not let them do is refused with `ApiError`, in words for them."""

    scene: Scene = field(repr=False)
    user: User

    @property
    def id(self) -> int:
        """Their id."""
        return self.user.id

    @property
    def mention(self) -> str:
        """Their name as it stands in a message that mentions them."""
        return f"<@{self.id}>"

    @property
    def direct(self) -> Place:
        """Their direct conversation with the bot."""
        return Place(self.scene, self.scene.core.world.dm_with(self.id).id)

    async def send(
        self,
        place: Place,
        text: str = "",
        *,
        reply_to: Post | None = None,
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> Post:
        """Write a message."""
        body: Json = {"content": text}
        if reply_to is not None:
            body["message_reference"] = {"message_id": str(reply_to.id), "channel_id": str(reply_to.channel_id)}
        uploads = [Upload(str(n), name, data, "image/png") for n, (name, data) in enumerate(attachments)]
        message = self.scene.core.messages.send(self.id, place.channel, body, uploads)
        await self.scene.settled()
        return Post(self.scene, place.id, message.id)

    async def edit(self, post: Post, text: str) -> None:
        """Change a message of their own."""
        talk, stored = self.scene.core.messages, post.stored
        assert stored is not None
        talk.edit(self.id, stored, {"content": text})
        await self.scene.settled()

    async def delete(self, *posts: Post) -> None:
        """Delete a message, or many at once."""
        talk = self.scene.core.messages
        channel = self.scene.core.world.channel(posts[0].channel_id)
        if len(posts) == 1:
            talk.delete(self.id, channel, posts[0].id)
        else:
            talk.delete_many(self.id, channel, [post.id for post in posts])
        await self.scene.settled()

    async def slash(self, place: Place, name: str, /, **options: Any) -> Result:
        """Use a slash command; a part of one as `daily set`. Options are words, numbers, or handles with an id."""
        command, path = self._command(name)
        data = {"id": command.id, "options": _filled(command.definition, path, options)}
        return await self._use(place, InteractionType.COMMAND, data)

    async def autocomplete(self, place: Place, name: str, option: str, typed: str) -> list[Json]:
        """Begin to fill an option in; gives the choices that are offered."""
        command, path = self._command(name)
        data = {"id": command.id, "options": _filled(command.definition, path, {option: typed}, focused=option)}
        result = await self._use(place, InteractionType.AUTOCOMPLETE, data)
        offered = "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"
        answers = [each.body for each in self.scene.told if each.name == offered]
        choices = [objects(each["choices"]) for each in answers if each["nonce"] == result.interaction.nonce]
        return choices[0] if choices else []

    async def context_menu(self, place: Place, name: str, target: Post) -> Result:
        """Use a command from the menu of a message."""
        command, _ = self._command(name, menu=True)
        return await self._use(place, InteractionType.COMMAND, {"id": command.id, "target_id": target.id})

    async def click(self, post: Post, *, custom_id: str | None = None, label: str | None = None) -> Result:
        """Press a button, by its id or by what stands on it."""
        if custom_id is None:
            buttons = [each for each in walk(post.components) if each["type"] == BUTTON]
            found = [each for each in buttons if label == _emoji(each) or _bears(each, label or "")]
            if not found:
                raise LookupError(f"no button {label!r} among {[each.get('label') for each in buttons]}")
            custom_id = str(found[0]["custom_id"])
        return await self._press(post, {"custom_id": custom_id})

    async def select(self, post: Post, values: Sequence[Any], *, custom_id: str) -> Result:
        """Choose in a menu: values, or handles with an id."""
        return await self._press(post, {"custom_id": custom_id, "values": [_told(each) for each in values]})

    async def submit_modal(self, shown: Result, filled: Mapping[str, str]) -> Result:
        """Fill in the form that was shown, and send it."""
        assert shown.modal is not None, "no form"
        form = {**shown.modal, "id": str(shown.interaction.id)}
        place = Place(self.scene, shown.interaction.channel.id)
        return await self._use(place, InteractionType.MODAL, submission(form, **filled))

    async def _press(self, post: Post, data: Json) -> Result:
        return await self._use(Place(self.scene, post.channel_id), InteractionType.COMPONENT, data, post.id)

    async def _use(self, place: Place, kind: InteractionType, data: Json, message: int | None = None) -> Result:
        sender = InteractionSender(self.scene.core, self.id, place.channel, f"n{next(_nonces)}")
        result = Result(self.scene, sender.use(kind, data, message))
        await self.scene.settled()
        return result

    def _command(self, name: str, *, menu: bool = False) -> tuple[Command, list[str]]:
        """A registered command by name, and the parts of it that are meant."""
        first, *path = [name] if menu else name.split()
        commands = self.scene.core.world.commands.values()
        found = [each for each in commands if each.name == first]
        assert found, f"no command {first!r} among {[each.name for each in commands]}"
        return found[0], path


def _filled(definition: Json, path: Sequence[str], given: Mapping[str, Any], focused: str = "") -> list[Json]:
    """Options as a client sends them, those of a part of a command within that part."""
    if path:
        options = _filled(_part(definition, path[0]), path[1:], given, focused)
        return [{"name": path[0], "type": SUB_COMMAND, "options": options}]
    kinds = {each["name"]: each["type"] for each in objects(definition.get("options"))}
    filled = [{"name": name, "type": kinds.get(name, 3), "value": _told(value)} for name, value in given.items()]
    return [{**each, "focused": True} if each["name"] == focused else each for each in filled]


def _bears(button: Mapping[str, Any], label: str) -> bool:
    """Whether that stands on a button, or as much of it as a phone shows."""
    shown = str(button.get("label") or "")
    return shown == label or (shown.endswith("…") and label.startswith(shown.removesuffix("…")))


def _emoji(button: Mapping[str, Any]) -> str:
    emoji: Mapping[str, Any] = button.get("emoji") or {}
    return str(emoji.get("name", ""))


def _part(definition: Json, name: str) -> Json:
    return next(each for each in objects(definition.get("options")) if each["name"] == name)


def _told(value: Any) -> Any:
    """A value as a client sends it: whatever has an id by its id."""
    return str(value.id) if hasattr(value, "id") else value
