"""`/daily` besides `set`: the overview, its buttons, and what they do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.daily.models import Delivery, Reason, State
from bot.errors import DatabaseFailure, StorageError
from sandbox.state.api_errors import ApiError
from tests.support.clock import FakeClock
from tests.support.members import Member, Result

from .conftest import USUAL, Town, labels, text


async def deliveries(town: Town) -> tuple[Delivery, ...]:
    return (await town.bot.ports.daily.standing(town.guild.id)).deliveries


def posts(town: Town) -> list[str]:
    """What the posts of the day in the square say."""
    said = [message.text for message in town.square.history()]
    return [text for text in said if text.startswith(("### Quote of the day", "### 每日语录"))]


async def do(town: Town, actor: Member, name: str, *, by: str, locale: str = "en-US") -> Result:
    """Do something by its command, or by its button under the overview."""
    button = {"now": "📣", "skip": "⏭️", "pause": "⏸️", "resume": "▶️"}
    with town.speaking(locale):
        if by == "command":
            return await actor.slash(town.square, f"daily {name}")
        return await town.press(actor, await actor.slash(town.square, "daily show"), button[name])


WAYS = pytest.mark.parametrize("by", ["command", "button"])


@pytest.mark.parametrize("name", ["show", "now", "skip", "pause", "resume", "off"])
async def test_without_a_schedule_every_command_tells_how_to_make_one(town: Town, name: str) -> None:
    shown = await town.admin().slash(town.square, f"daily {name}")
    assert shown.ephemeral
    assert "There is no post of the day in this server." in text(shown)
    assert f"</daily set:{town.bot.command_ids['daily']}>" in text(shown)


@pytest.mark.parametrize("name", ["show", "now", "skip", "pause", "resume", "off"])
async def test_who_may_not_manage_the_server_is_refused(town: Town, admin: Member, name: str) -> None:
    with pytest.raises(ApiError, match="do not have permission"):
        await town.ann.slash(town.square, f"daily {name}")
    before = await town.bot.ports.daily.standing(town.guild.id)
    with town.without_rights():
        refused = await admin.slash(town.square, f"daily {name}")
    assert "Only members who may manage the server" in text(refused)
    assert await town.bot.ports.daily.standing(town.guild.id) == before


@pytest.mark.parametrize("label", ["Post now", "Skip the next", "Pause"])
async def test_a_button_pressed_by_an_admin_who_is_one_no_longer_does_nothing(
    town: Town, admin: Member, label: str
) -> None:
    shown = await admin.slash(town.square, "daily show")
    before = await town.bot.ports.daily.standing(town.guild.id)
    with town.without_rights():
        refused = await town.press(admin, shown, label)
    assert "Only members who may manage the server" in text(refused)
    assert await town.bot.ports.daily.standing(town.guild.id) == before


async def test_the_overview_tells_the_schedule_and_the_next_post_in_the_reader_s_own_time(
    town: Town, admin: Member
) -> None:
    due = (await town.bot.ports.daily.standing(town.guild.id)).due
    assert due is not None
    shown = await admin.slash(town.square, "daily show")
    assert shown.ephemeral
    said = text(shown)
    assert f"In <#{town.square.id}>, every day at 8:00 PM (Shanghai, China, UTC+8)" in said
    assert f"Next, in your time: <t:{due.timestamp():.0f}:F> (<t:{due.timestamp():.0f}:R>)" in said


@WAYS
async def test_today_s_post_can_be_made_now_and_only_once(town: Town, admin: Member, by: str) -> None:
    shown = await do(town, admin, "now", by=by)
    [delivery] = await deliveries(town)
    assert delivery.state is State.SENT
    link = f"https://discord.com/channels/{town.guild.id}/{town.square.id}/{delivery.message}"
    assert f"Today: [posted]({link})." in text(shown)
    assert f"— [posted]({link})" in text(shown)
    assert len(posts(town)) == 1
    again = await do(town, admin, "now", by=by)
    assert f"Today: [posted]({link})." in text(again)
    assert len(posts(town)) == 1


@WAYS
async def test_the_next_post_is_left_out(town: Town, admin: Member, by: str) -> None:
    before = await town.bot.ports.daily.standing(town.guild.id)
    shown = await do(town, admin, "skip", by=by)
    after = await town.bot.ports.daily.standing(town.guild.id)
    assert before.due is not None
    assert after.due == before.due + timedelta(days=1)
    assert "will be skipped." in text(shown)
    assert "skipped, as you asked" in text(shown)


@WAYS
async def test_it_rests_until_it_is_resumed(town: Town, admin: Member, by: str) -> None:
    paused = await do(town, admin, "pause", by=by)
    assert "Paused since <t:" in text(paused)
    assert labels(paused) == ["Resume", "Preview"]
    assert "It was paused already." in text(await admin.slash(town.square, "daily pause"))
    assert "Nothing was posted: it is paused." in text(await admin.slash(town.square, "daily now"))
    assert "There is no next post to skip." in text(await admin.slash(town.square, "daily skip"))
    resumed = await do(town, admin, "resume", by=by)
    assert "Resumed." in text(resumed)
    assert "Next, in your time: <t:" in text(resumed)
    assert "It was not paused." in text(await admin.slash(town.square, "daily resume"))


async def test_it_can_be_switched_off_and_on_again_without_a_second_post_that_day(town: Town, admin: Member) -> None:
    await admin.slash(town.square, "daily now")
    off = await admin.slash(town.square, "daily off")
    assert "switched off" in text(off)
    assert "There is no post of the day" in text(await admin.slash(town.square, "daily show"))
    await admin.slash(town.square, "daily set", **USUAL)
    await admin.slash(town.square, "daily now")
    assert len(posts(town)) == 1


@pytest.mark.parametrize("label", ["Post now", "Skip the next", "Pause"])
async def test_the_buttons_live_on_after_a_restart(town: Town, admin: Member, label: str) -> None:
    shown = await admin.slash(town.square, "daily show")
    await town.restart()
    before = await town.bot.ports.daily.standing(town.guild.id)
    await town.press(admin, shown, label)
    assert await town.bot.ports.daily.standing(town.guild.id) != before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("show", "下一次（你的时间）：<t:"),
        ("now", "今天：[已发布](https://discord.com/channels/"),
        ("skip", "已跳过"),
        ("pause", "自 <t:"),
        ("resume", "原本就没有暂停。"),
        ("off", "每日内容已关闭。"),
    ],
)
async def test_everything_is_said_in_chinese_too(town: Town, admin: Member, name: str, said: str) -> None:
    assert said in text(await do(town, admin, name, by="command", locale="zh-CN"))


async def test_the_post_holds_the_quote_its_speaker_and_source(town: Town, admin: Member) -> None:
    await admin.slash(town.square, "daily now")
    [delivery] = await deliveries(town)
    pack = town.bot.library.edition.pack
    quote = pack.quote_by_id[delivery.entry]
    [said] = posts(town)
    assert quote.text in said
    assert pack.speaker_by_id[quote.speaker].name.first in said
    assert f"¶{quote.paragraph}" in said


async def test_the_post_speaks_the_language_that_the_server_chose(town: Town, admin: Member) -> None:
    panel = await admin.slash(town.square, "settings")
    await town.choose(admin, panel, "m1:set:language", "zh")
    await admin.slash(town.square, "daily now")
    assert posts(town)[0].startswith("### 每日语录")


async def test_the_post_mentions_nobody_but_the_role_chosen(town: Town) -> None:
    admin, readers = town.admin(), town.guild.create_role("readers", mentionable=True)
    await admin.slash(town.square, "daily set", role=readers, **USUAL)
    await admin.slash(town.square, "daily now")
    [request] = [each for each in town.http_requests if each.path.endswith("/messages")]
    assert request.body is not None
    assert request.body["allowed_mentions"]["parse"] == []
    assert request.body["allowed_mentions"]["roles"] == [readers.id]
    assert f"<@&{readers.id}>" in posts(town)[0]


async def test_a_post_shows_its_passage_to_whoever_asks_even_after_a_restart(town: Town, admin: Member) -> None:
    await admin.slash(town.square, "daily now")
    [delivery] = await deliveries(town)
    await town.restart()
    post = next(message for message in town.square.history() if message.id == delivery.message)
    shown = await town.ben.click(post, label="In context")
    assert shown.ephemeral
    quote = town.bot.library.edition.pack.quote_by_id[delivery.entry]
    assert f"¶{quote.paragraph}" in text(shown)


async def test_a_thread_that_is_refused_leaves_the_post_as_it_is(town: Town) -> None:
    admin = town.admin()
    await admin.slash(town.square, "daily set", thread=True, **USUAL)
    town.fails("POST", "/channels/*/messages/*/threads", status=403, code=50013)
    assert "Today: [posted]" in text(await admin.slash(town.square, "daily now"))
    assert town.square.threads == []
    assert (await town.bot.ports.daily.standing(town.guild.id)).pause is None


@pytest.mark.parametrize(
    ("refusal", "reason", "told"),
    [
        (
            (403, 50013),
            Reason.FORBIDDEN,
            "Discord did not let me post in <#{id}>. Fix my permissions there, then resume.",
        ),
        ((404, 10003), Reason.GONE, "The channel or the server was gone."),
        ((400, 50035), Reason.REJECTED, "Discord rejected the post."),
    ],
)
async def test_a_refusal_pauses_the_schedule_and_tells_why(
    town: Town, admin: Member, refusal: tuple[int, int], reason: Reason, told: str
) -> None:
    town.fails("POST", "/channels/*/messages", status=refusal[0], code=refusal[1])
    shown = await admin.slash(town.square, "daily now")
    assert "Today: skipped: " in text(shown)
    assert told.format(id=town.square.id) in text(shown)
    pause = (await town.bot.ports.daily.standing(town.guild.id)).pause
    assert pause is not None
    assert pause.reason is reason
    assert "Next, in your time: <t:" in text(await admin.slash(town.square, "daily resume"))


async def test_what_has_gone_missing_since_is_told_with_its_remedy(town: Town, admin: Member) -> None:
    await town.take_rights(town.square, "send_messages", "read_message_history")
    said = text(await admin.slash(town.square, "daily show"))
    assert f"I cannot write in <#{town.square.id}>. Give me Send Messages there." in said
    assert "Give me Read Message History there." in said


async def test_topics_that_have_no_quote_any_more_are_told(town: Town) -> None:
    admin = town.admin()
    await admin.slash(town.square, "daily set", topics="fares", **USUAL)
    pack = town.bot.library.edition.pack
    town.put(quotes=tuple(quote for quote in pack.quotes if "fares" not in quote.topics))
    assert "The library has nothing to post on these topics." in text(await admin.slash(town.square, "daily show"))
    assert "there was nothing to post on the topics chosen" in text(await admin.slash(town.square, "daily now"))


@pytest.mark.parametrize("name", ["set", "show", "now", "skip", "pause", "resume", "off"])
async def test_a_database_that_fails_is_told_of(
    town: Town, admin: Member, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_arguments: object) -> None:
        raise StorageError("the disk is full", DatabaseFailure.FULL)

    monkeypatch.setattr(town.bot.ports.daily, "standing", fail)
    monkeypatch.setattr(town.bot.ports.daily, "change", fail)
    said = text(await admin.slash(town.square, f"daily {name}", **(USUAL if name == "set" else {})))
    assert "full" in said
    assert "nothing was changed" in said.lower()
    assert town.errors


async def test_erasing_the_server_erases_its_quote_of_the_day(town: Town, admin: Member) -> None:
    await admin.slash(town.square, "daily now")
    shown = await admin.slash(town.square, "privacy")
    assert "With a post of the day: its schedule" in text(shown)
    sure = await town.press(admin, shown, "Erase this server's data")
    await town.press(admin, sure, "Erase it all")
    standing = await town.bot.ports.daily.standing(town.guild.id)
    assert standing.schedule is None
    assert standing.deliveries == ()


async def test_the_last_ten_posts_are_listed(town: Town, admin: Member, clock: FakeClock) -> None:
    for _ in range(12):
        await admin.slash(town.square, "daily now")
        clock.pass_by(days=1)
    said = text(await admin.slash(town.square, "daily show"))
    assert said.count("[posted](") == 10


async def test_help_settings_and_privacy_lead_to_it(town: Town) -> None:
    link = f"</daily set:{town.bot.command_ids['daily']}>"
    assert link in text(await town.ann.slash(town.square, "help"))
    assert link in text(await town.admin().slash(town.square, "settings"))
