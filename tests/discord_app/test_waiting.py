"""What comes too fast waits for its turn, and nobody is left without a sign."""

from __future__ import annotations

import pytest

from bot.answering.attention import CALL_SPAN, CHANNEL_REST, MEMBER_REST
from bot.ports.server_settings import ServerSettings
from tests.support.members import Member, Place, Post

from .conftest import Town

QUESTIONS = (
    "when does the first tram leave?",
    "when does the last tram leave?",
    "what does a ticket cost?",
    "what does the day card cost?",
)
TEN = tuple(QUESTIONS[number % 4] for number in range(10))
HOURGLASS, DOUBT, MUTED = "⏳", "🤔", "🔇"


async def known(town: Town) -> Place:
    """Ann's direct conversation, in which she has been greeted."""
    hello = await town.ann.send(town.ann.direct, "hello")
    await town.ann.delete(hello)
    await town.advance(CALL_SPAN + 1)
    return town.ann.direct


def replies(place: Place, town: Town, to: Member) -> list[str]:
    """What the bot replied to a member's messages, in order."""
    stored = town.scene.core.world.messages[place.id].values()
    mine = {each.id for each in stored if each.author == to.id}
    answers = [each for each in stored if each.author == town.bot_id and each.reference]
    return [
        Post(town.scene, place.id, each.id).text
        for each in answers
        if each.reference and each.reference.message in mine
    ]


def signs(place: Place, town: Town, under: Member) -> list[str]:
    """The reactions that stand under a member's messages."""
    stored = town.scene.core.world.messages[place.id].values()
    return [emoji for each in stored if each.author == under.id for emoji, _ in each.reactions]


def titled(question: str) -> str:
    """A question as the title of its answer."""
    return f"**{question[0].upper()}{question[1:]}**"


def told_to_wait(said: list[str]) -> list[str]:
    return [text for text in said if text.startswith("That's more than I can take at once.")]


async def test_the_seventh_message_in_half_a_minute_is_answered_late_and_shows_that_it_waits(town: Town) -> None:
    place = await known(town)
    for question in (*QUESTIONS, *QUESTIONS[:3]):
        await town.ann.send(place, question)
        await town.advance(1)
    assert len(replies(place, town, town.ann)) == 6
    assert signs(place, town, town.ann) == [HOURGLASS]
    await town.advance(CALL_SPAN + 1)
    assert "**What does a ticket cost?**" in replies(place, town, town.ann)[-1]
    assert signs(place, town, town.ann) == []


async def test_a_message_that_is_deleted_while_it_waits_is_not_answered_and_an_edited_one_as_it_is(town: Town) -> None:
    place = await known(town)
    for _ in range(6):
        await town.ann.send(place, QUESTIONS[0])
    edited, deleted = await town.ann.send(place, QUESTIONS[0]), await town.ann.send(place, QUESTIONS[1])
    await town.ann.edit(edited, QUESTIONS[2])
    await town.ann.delete(deleted)
    await town.advance(CALL_SPAN + 1)
    said = replies(place, town, town.ann)
    assert len(said) == 7
    assert "**What does a ticket cost?**" in said[-1]


async def test_what_waits_for_one_member_keeps_nobody_else_waiting(town: Town) -> None:
    for _ in range(8):
        await town.ann.send(town.square, f"{town.name} {QUESTIONS[0]}")
    await town.ben.send(town.square, f"{town.name} {QUESTIONS[1]}")
    assert len(replies(town.square, town, town.ben)) == 1


async def test_ten_messages_in_ten_seconds_from_each_of_three_members(town: Town) -> None:
    """Directly, by mention and in an open channel: each is answered, perhaps late, or its author told once why not."""
    cai = town.guild.add_member("cai")
    commons = town.guild.create_channel("commons")
    await town.configure(ServerSettings(channels=frozenset({commons.id})))
    await known(town)
    asked = ((town.ann, town.ann.direct, ""), (town.ben, town.square, f"{town.name} "), (cai, commons, ""))
    for question in TEN:
        for member, place, name in asked:
            await member.send(place, f"{name}{question}")
        await town.advance(1)
    at_once = [len(replies(place, town, member)) for member, place, _ in asked]
    assert at_once[:2] == [6, 6], "the other four of each wait"
    assert signs(town.ann.direct, town, town.ann) == [HOURGLASS] * 1
    assert signs(town.square, town, town.ben) == [HOURGLASS] * 1
    await town.advance(10 * MEMBER_REST + CALL_SPAN)
    direct, mentioned, overheard = (replies(place, town, member) for member, place, _ in asked)
    assert len(direct) == len(mentioned) == 10
    assert not told_to_wait(direct + mentioned)
    for said in (direct, mentioned):
        assert [text.splitlines()[0] for text in said] == [
            f"**{question[0].upper()}{question[1:]}**" for question in TEN
        ]
    assert len(told_to_wait(overheard)) == 1, "who asks on in an open channel is told so once"
    assert 4 <= len(overheard) - 1 <= 10
    assert not any(signs(place, town, member) for member, place, _ in asked)


async def test_a_flood_is_bounded_and_its_author_told_once(town: Town) -> None:
    place = await known(town)
    for _ in range(30):
        await town.ann.send(place, QUESTIONS[0])
    await town.advance(3 * CALL_SPAN)
    said = replies(place, town, town.ann)
    assert len(told_to_wait(said)) == 1
    assert len(said) - 1 == 6 + 7


async def test_nothing_waits_on_when_the_bot_is_stopped(town: Town) -> None:
    await known(town)
    for _ in range(8):
        await town.ann.send(town.ann.direct, QUESTIONS[0])
    await town.restart()
    await town.advance(2 * CALL_SPAN)
    assert len(replies(town.ann.direct, town, town.ann)) == 6


async def test_a_call_does_not_wait_behind_what_its_author_said_before_to_nobody(town: Town) -> None:
    """What is overheard waits for as long as its channel rests, and a process that is stopped meanwhile drops it."""
    await town.configure(ServerSettings(channels=frozenset({town.square.id})))
    for question in QUESTIONS[:2]:
        await town.ann.send(town.square, question)
    assert signs(town.square, town, town.ann) == [HOURGLASS], "the second waits"
    await town.ann.send(town.square, f"{town.name} {QUESTIONS[2]}")
    said = replies(town.square, town, town.ann)
    assert [text.splitlines()[0] for text in said] == [titled(QUESTIONS[0]), titled(QUESTIONS[2])]
    await town.advance(MEMBER_REST + CALL_SPAN)
    assert replies(town.square, town, town.ann)[2].splitlines()[0] == titled(QUESTIONS[1])


async def test_in_an_open_channel_the_next_questions_are_answered_late(town: Town) -> None:
    await town.configure(ServerSettings(channels=frozenset({town.square.id})))
    for question in QUESTIONS[:3]:
        await town.ann.send(town.square, question)
    assert len(replies(town.square, town, town.ann)) == 1
    await town.advance(2 * MEMBER_REST + CHANNEL_REST)
    titles = [text.splitlines()[0] for text in replies(town.square, town, town.ann)]
    assert titles == [*map(titled, QUESTIONS[:3])]


@pytest.mark.parametrize("show", [True, False])
async def test_a_question_that_it_is_not_sure_of_gets_a_reaction_where_the_server_allows_it(
    town: Town, *, show: bool
) -> None:
    await town.configure(ServerSettings(channels=frozenset({town.square.id}), show_doubt=show))
    sent = await town.ann.send(town.square, "what is the price of a card?")
    assert town.square.last_message == sent
    assert signs(town.square, town, town.ann) == ([DOUBT] if show else [])


@pytest.mark.parametrize(
    "chat", ["lol", "thank you", "how are you all?", "where is the moon?", "nice harbour", "hello"]
)
async def test_chatter_gets_no_sign(town: Town, chat: str) -> None:
    await town.configure(ServerSettings(channels=frozenset({town.square.id})))
    await town.ann.send(town.square, chat)
    assert signs(town.square, town, town.ann) == []


@pytest.mark.parametrize("right", ["add_reactions", "read_message_history"])
async def test_where_it_may_not_react_it_answers_late_all_the_same(town: Town, right: str) -> None:
    await town.take_rights(town.square, right)
    for _ in range(7):
        await town.ann.send(town.square, f"{town.name} {QUESTIONS[0]}")
    await town.advance(CALL_SPAN + 1)
    answers = [each for each in town.square.history() if each.author == town.bot_id]
    assert len(answers) == 7
    assert not town.errors


async def test_a_mention_where_it_may_not_write_is_told_to_its_author_once_directly(town: Town) -> None:
    quiet = town.guild.create_channel("quiet", bot_lacks="send_messages")
    for _ in range(3):
        await town.ann.send(quiet, f"{town.name} {QUESTIONS[0]}")
    (told,) = [each for each in town.ann.direct.history() if each.author == town.bot_id]
    assert told.text == f"I may not write in <#{quiet.id}>. `/ask` works there, and here you can just write to me."
    assert signs(quiet, town, town.ann) == []


async def test_who_takes_no_direct_messages_gets_a_reaction_there(town: Town) -> None:
    quiet = town.guild.create_channel("quiet", bot_lacks="send_messages")
    town.fails("POST", "/channels/*/messages", status=403, code=50007)
    await town.ann.send(quiet, f"{town.name} {QUESTIONS[0]}")
    assert signs(quiet, town, town.ann) == [MUTED]
