"""Every kind of channel in which members write: forums with their titles, threads, voice, stage, announcements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.ports.server_settings import ServerSettings
from sandbox import ChannelKind
from sandbox.messaging.threads import start
from tests.support.members import Place, Post

from .conftest import Town, text

QUESTION = "when does the first tram leave?"
ANSWER = "**When does the first tram leave?**"
EMBED: dict[str, Any] = {"type": "rich", "title": "Trams", "description": QUESTION}
PARTS: dict[str, Any] = {
    "attachments": [],
    "embeds": [],
    "components": [],
    "mentions": [],
    "mention_roles": [],
    "flags": 0,
    "type": 0,
}
FORWARDED: dict[str, Any] = {
    **PARTS,
    "content": QUESTION,
    "timestamp": "2026-01-01T00:00:00+00:00",
    "edited_timestamp": None,
}
POLL: dict[str, Any] = {
    "question": {"text": QUESTION},
    "answers": [{"answer_id": 1, "poll_media": {"text": "six"}}],
    "expiry": "2036-01-01T00:00:00+00:00",
    "allow_multiselect": False,
    "layout_type": 1,
    "results": {"is_finalized": False, "answer_counts": []},
}


def channel(town: Town, kind: ChannelKind) -> Place:
    return town.guild.create_channel("place", kind=kind)


async def post_in(town: Town, forum: Place, title: str, body: str) -> Post:
    """A post that Ann opens in a forum: a title and the message under it."""
    asked = {"name": title, "message": {"content": body}}
    thread = start(town.scene.core.messages, town.ann.id, forum.channel, asked)
    await town.settled()
    return Post(town.scene, thread.id, thread.id)


async def archive(town: Town, thread: Place) -> None:
    """Put a thread away."""
    state = thread.channel.thread
    assert state is not None
    town.put_channel(thread, thread=replace(state, archived=True))
    await town.settled()


async def opened(town: Town, kind: ChannelKind) -> Place:
    """A channel of a kind that is open to the bot."""
    place = channel(town, kind)
    await town.settled()
    await town.configure(ServerSettings(channels=frozenset({place.id})))
    return place


def last_in(town: Town, post: Post) -> str:
    message = Place(town.scene, post.channel_id).last_message
    assert message is not None
    return message.text


@pytest.mark.parametrize("kind", [ChannelKind.FORUM, ChannelKind.MEDIA])
@pytest.mark.parametrize(
    ("title", "body"),
    [
        (QUESTION, "see title"),
        (QUESTION, "Title says it all"),
        (QUESTION, "I could not find it anywhere, thanks!"),
        ("Help please", QUESTION),
        (QUESTION, QUESTION),
    ],
)
async def test_a_post_of_a_forum_is_read_with_its_title(town: Town, kind: ChannelKind, title: str, body: str) -> None:
    post = await post_in(town, await opened(town, kind), title, body)
    assert ANSWER in last_in(town, post)


async def test_who_calls_in_the_opening_of_a_post_asks_what_its_title_asks(town: Town) -> None:
    post = await post_in(town, channel(town, ChannelKind.FORUM), QUESTION, town.name)
    assert ANSWER in last_in(town, post)


async def test_a_later_message_of_a_post_is_read_without_its_title(town: Town) -> None:
    forum = await opened(town, ChannelKind.FORUM)
    post = await post_in(town, forum, "Trams", "I like them.")
    sent = await town.ann.send(Place(town.scene, post.channel_id), "me too")
    assert Place(town.scene, post.channel_id).last_message == sent


@pytest.mark.parametrize("kind", [ChannelKind.ANNOUNCEMENT, ChannelKind.VOICE, ChannelKind.STAGE])
async def test_any_channel_in_which_members_write_can_be_opened(town: Town, kind: ChannelKind) -> None:
    place = channel(town, kind)
    await town.settled()
    admin = town.admin()
    panel = await admin.slash(town.square, "settings")
    await town.choose(admin, panel, "c1:set:channels", place)
    await town.ann.send(place, QUESTION)
    assert place.last_message is not None
    assert ANSWER in place.last_message.text


async def test_in_a_thread_that_the_client_does_not_know_the_bot_answers_who_calls_it(town: Town) -> None:
    thread = await town.thread()
    await archive(town, thread)
    await town.restart()
    await town.ann.send(thread, f"{town.name} {QUESTION}")
    assert thread.last_message is not None
    assert ANSWER in thread.last_message.text


async def test_an_archived_thread_stays_open_to_the_bot_and_is_shown_as_chosen(town: Town) -> None:
    thread = await town.thread()
    await town.configure(ServerSettings(channels=frozenset({thread.id})))
    await archive(town, thread)
    await town.restart()
    panel = await town.admin().slash(town.square, "settings")
    assert "is gone" not in text(panel)
    assert str(thread.id) in str(panel.shown.components)
    await town.ann.send(thread, QUESTION)
    assert thread.last_message is not None
    assert ANSWER in thread.last_message.text


@pytest.mark.parametrize(
    "shape", [{"forwards": (FORWARDED,)}, {"embeds": (EMBED,)}, {"poll": POLL}], ids=["forward", "embed", "poll"]
)
async def test_what_is_said_in_another_shape_can_be_answered(town: Town, shape: dict[str, Any]) -> None:
    sent = await town.ann.send(town.square, "to be replaced")
    assert sent.stored is not None
    town.sandbox.world.put_message(replace(sent.stored, content="", **shape))
    result = await town.ben.context_menu(town.square, "Answer this", sent)
    assert "leaves the harbour at six" in text(result)
