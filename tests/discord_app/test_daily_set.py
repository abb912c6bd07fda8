"""`/daily set`: what is understood, what is refused and why, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from bot.daily.models import Schedule
from bot.discord_app.commands.daily.options import DailyOptions
from bot.times.weekdays import EVERY_DAY, WORKDAYS
from bot.times.zone_rules import zone_of
from bot.translations import voice
from sandbox import ChannelKind, Overwrite, Permission
from sandbox.state.api_errors import ApiError
from tests.support.members import Place

from .conftest import USUAL, Town, labels, text

EIGHT = time(20)


async def saved(town: Town) -> Schedule | None:
    return (await town.bot.ports.daily.standing(town.guild.id)).schedule


async def test_time_and_zone_are_enough_and_the_rest_is_the_usual(town: Town) -> None:
    shown = await town.admin().slash(town.square, "daily set", **USUAL)
    assert shown.ephemeral
    assert await saved(town) == Schedule(town.guild.id, town.square.id, time(20), "Asia/Shanghai")
    assert "Saved." in text(shown)
    assert f"In <#{town.square.id}>, every day at 8:00 PM (Shanghai, China, UTC+8)" in text(shown)
    assert "To choose from: 4 quotes, on all topics" in text(shown)
    assert labels(shown) == ["Post now", "Skip the next", "Pause", "Preview"]


async def test_everything_can_be_chosen(town: Town) -> None:
    corner, readers = (
        town.guild.create_channel("news", ChannelKind.ANNOUNCEMENT),
        town.guild.create_role("readers", mentionable=True),
    )
    shown = await town.admin().slash(
        town.square, "daily set", channel=corner, days="mon-fri", topics="fares", thread=True, role=readers, **USUAL
    )
    assert await saved(town) == Schedule(
        town.guild.id,
        corner.id,
        time(20),
        "Asia/Shanghai",
        WORKDAYS,
        frozenset({"fares"}),
        thread=True,
        role=readers.id,
    )
    said = text(shown)
    assert "on weekdays" in said
    assert "To choose from: 1 quote, on Fares" in said
    assert "A thread for discussion opens under each post" in said
    assert f"Each post mentions <@&{readers.id}>" in said


async def test_what_is_left_out_stays_as_it_was(town: Town) -> None:
    admin, readers = town.admin(), town.guild.create_role("readers", mentionable=True)
    elsewhere = town.guild.create_channel("elsewhere")
    await admin.slash(
        town.square, "daily set", channel=elsewhere, days="mon", topics="fares", thread=True, role=readers, **USUAL
    )
    before = await saved(town)
    await admin.slash(town.square, "daily set", time="7:15")
    after = await saved(town)
    assert before is not None
    assert after is not None
    assert after.at == time(7, 15)
    assert (after.channel, after.zone, after.days, after.topics, after.thread, after.role) == (
        elsewhere.id, before.zone, frozenset({1}), frozenset({"fares"}), True, readers.id,
    )  # fmt: skip


async def test_days_topics_thread_and_role_can_be_taken_back(town: Town) -> None:
    admin, readers = town.admin(), town.guild.create_role("readers", mentionable=True)
    await admin.slash(town.square, "daily set", days="mon", topics="fares", thread=True, role=readers, **USUAL)
    everyone = town.guild.everyone
    await admin.slash(town.square, "daily set", days="every day", topics="all", thread=False, role=everyone)
    assert await saved(town) == Schedule(town.guild.id, town.square.id, time(20), "Asia/Shanghai", EVERY_DAY)


async def test_the_first_time_time_and_zone_are_asked_for(town: Town) -> None:
    shown = await town.admin().slash(town.square, "daily set")
    assert "Nothing was saved." in text(shown)
    assert "Say at what time of day to post" in text(shown)
    assert "Say in which time zone" in text(shown)
    assert await saved(town) is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"time": "soon"}, "“soon” isn't a time of day. Try 8:30, 20:30 or 8pm."),
        ({"zone": "Narnia"}, "I don't know the time zone “Narnia”."),
        ({"zone": "Russia"}, "“Russia” may be one of several time zones: Moscow, Russia (`Europe/Moscow`)"),
        ({"days": "someday"}, "“someday” names no days."),
        ({"topics": "fares, cheese"}, "There is no topic “cheese”."),
        ({"zone": "PT"}, "“PT” may be one of several time zones: Los Angeles, United States (`America/Los_Angeles`)"),
        ({"zone": "CST"}, "Chicago, United States (`America/Chicago`)"),
        ({"zone": "Atlenta"}, "I'm not sure what “Atlenta” means. Did you mean New York, United States"),
        ({"zone": "London, Ontario"}, "Toronto, Canada (`America/Toronto`)"),
        ({"zone": "UTC＋8"}, "may be one of several time zones: Shanghai, China"),
        ({"time": "9.5"}, "I'm not sure what “9.5” means. Did you mean 9:05 AM, 9:30 AM, or 9:50 AM?"),
        ({"time": "24:00"}, "Did you mean 12:00 AM?"),
        ({"days": "1-5"}, "Did you mean Monday, Tuesday, Wednesday, Thursday, and Friday?"),
        ({"days": "135"}, "Did you mean Monday, Wednesday, and Friday?"),
        ({"time": "**soon**"}, r"“\*\*soon\*\*” isn't a time of day."),
    ],
)
async def test_what_is_not_understood_is_told_and_nothing_is_saved(
    town: Town, wrong: dict[str, str], told: str
) -> None:
    shown = await town.admin().slash(town.square, "daily set", **{**USUAL, **wrong})
    assert "Nothing was saved." in text(shown)
    assert told in text(shown)
    assert await saved(town) is None


async def test_a_wrong_change_leaves_the_schedule_as_it_was(town: Town) -> None:
    admin = town.admin()
    await admin.slash(town.square, "daily set", **USUAL)
    before = await saved(town)
    assert "Nothing was saved." in text(await admin.slash(town.square, "daily set", time="soon", days="mon"))
    assert await saved(town) == before


RIGHTS = {
    "view_channel": "I cannot see <#{id}>. Give me View Channel there.",
    "send_messages": "I cannot write in <#{id}>. Give me Send Messages there.",
    "read_message_history": "I cannot read earlier messages in <#{id}>. Give me Read Message History there.",
    "create_public_threads": "I cannot open threads in <#{id}>. Give me Create Public Threads there.",
    "send_messages_in_threads": "Give me Send Messages in Threads there.",
}


def without(town: Town, right: str) -> Place:
    """A channel in which the bot lacks a right."""
    return town.guild.create_channel("corner", bot_lacks=right)


@pytest.mark.parametrize("right", RIGHTS)
async def test_a_missing_permission_is_told_before_anything_is_saved(town: Town, right: str) -> None:
    corner = without(town, right)
    shown = await town.admin().slash(town.square, "daily set", channel=corner, thread=True, **USUAL)
    assert "Nothing was saved." in text(shown)
    assert RIGHTS[right].format(id=corner.id) in text(shown)
    assert await saved(town) is None


@pytest.mark.parametrize("right", ["create_public_threads", "send_messages_in_threads"])
async def test_without_a_thread_no_permission_for_threads_is_asked_for(town: Town, right: str) -> None:
    await town.admin().slash(town.square, "daily set", channel=without(town, right), **USUAL)
    assert await saved(town) is not None


async def test_a_role_that_may_not_be_mentioned_is_told(town: Town) -> None:
    admin, guarded = town.admin(), town.guild.create_role("guarded")
    corner = without(town, "mention_everyone")
    shown = await admin.slash(town.square, "daily set", channel=corner, role=guarded, **USUAL)
    assert f"I cannot mention <@&{guarded.id}>. Let anyone mention that role" in text(shown)
    assert await saved(town) is None
    open_role = town.guild.create_role("open", mentionable=True)
    await admin.slash(town.square, "daily set", channel=corner, role=open_role, **USUAL)
    assert await saved(town) is not None


async def test_a_place_that_cannot_hold_posts_is_told(town: Town) -> None:
    thread = await town.thread()
    shown = await town.admin().slash(thread, "daily set", **USUAL)
    assert f"Nothing can be posted in <#{thread.id}>. Choose a text or announcement channel." in text(shown)
    assert await saved(town) is None


async def test_an_app_that_is_no_member_of_the_server_is_told_so(town: Town) -> None:
    elsewhere = town.elsewhere()
    town.sandbox.world.commands_only.add(elsewhere.id)
    owner = elsewhere.add_member("oda", elsewhere.create_role("admins", int(Permission.MANAGE_GUILD)))
    shown = await owner.slash(elsewhere.create_channel("far-off"), "daily set", **USUAL)
    assert "I am not a member of this server." in text(shown)


async def test_the_name_of_a_choice_is_understood_like_its_value(town: Town) -> None:
    admin = town.admin()
    [time, *_] = await admin.autocomplete(town.square, "daily set", "time", "8pm")
    [zone, *_] = await admin.autocomplete(town.square, "daily set", "zone", "beijing")
    [_, days, *_] = await admin.autocomplete(town.square, "daily set", "days", "")
    await admin.slash(town.square, "daily set", time=time["name"], zone=zone["name"], days=days["name"])
    assert await saved(town) == Schedule(town.guild.id, town.square.id, EIGHT, "Asia/Shanghai", WORKDAYS)


async def test_only_channels_that_hold_posts_are_offered(town: Town) -> None:
    lounge = town.guild.create_channel("lounge", ChannelKind.VOICE)
    with pytest.raises(ApiError):
        await town.admin().slash(town.square, "daily set", channel=lounge, **USUAL)


async def test_a_member_is_not_even_offered_it(town: Town) -> None:
    with pytest.raises(ApiError, match="do not have permission"):
        await town.ann.slash(town.square, "daily set", **USUAL)


async def test_a_member_whom_the_server_let_use_it_is_refused(town: Town) -> None:
    admin = town.admin()
    with town.without_rights():
        refused = await admin.slash(town.square, "daily set", **USUAL)
    assert "Only members who may manage the server" in text(refused)
    assert await saved(town) is None


async def test_it_understands_and_speaks_chinese(town: Town) -> None:
    with town.speaking("zh-CN"):
        shown = await town.admin().slash(
            town.square, "daily set", time="晚上8点", zone="北京", days="周一三五", topics="票价"
        )
    assert "已保存。" in text(shown)
    assert f"在 <#{town.square.id}>，每星期一、星期三和星期五 20:00（中国 上海，UTC+8）" in text(shown)
    with town.speaking("zh-CN"):
        shown = await town.admin().slash(town.square, "daily set", time="随时")
    assert "什么也没有保存。" in text(shown)
    assert "“随时”不是一天中的时间。" in text(shown)


@pytest.mark.parametrize(
    ("option", "typed", "locale", "first"),
    [
        ("time", "8", "en-US", ("8:00 AM · 08:00", "08:00")),
        ("time", "", "en-US", ("7:00 AM · 07:00", "07:00")),
        ("time", "", "zh-CN", ("07:00", "07:00")),
        ("time", "20:30", "zh-CN", ("20:30", "20:30")),
        ("days", "", "en-US", ("every day", "mon,tue,wed,thu,fri,sat,sun")),
        ("days", "mon, wed", "en-US", ("on Monday and Wednesday", "mon,wed")),
        ("days", "周一三", "zh-CN", ("每星期一和星期三", "mon,wed")),
        ("days", "on tu", "en-US", ("on Tuesday", "tue")),
        ("days", "1-5", "en-US", ("on weekdays", "mon,tue,wed,thu,fri")),
        ("time", "9.5", "en-US", ("9:05 AM · 09:05", "09:05")),
        ("topics", "", "en-US", ("All topics", "all")),
        ("topics", "far", "en-US", ("Fares", "fares")),
        ("topics", "Fares, ti", "en-US", ("Fares, Timetable", "fares,timetable")),
        ("topics", "票价，", "zh-CN", ("票价、时刻", "fares,timetable")),
    ],
)
async def test_the_list_that_opens_begins_with_what_is_meant(
    town: Town, option: str, typed: str, locale: str, first: tuple[str, str]
) -> None:
    with town.speaking(locale):
        offered = await town.admin().autocomplete(town.square, "daily set", option, typed)
    assert (offered[0]["name"], offered[0]["value"]) == first
    assert len(offered) <= 25


@pytest.mark.parametrize(("option", "typed"), [("time", "soon"), ("zone", "xyzzy"), ("days", "qqq"), ("topics", "qqq")])
async def test_the_list_is_empty_where_nothing_fits(town: Town, option: str, typed: str) -> None:
    assert await town.admin().autocomplete(town.square, "daily set", option, typed) == []


@pytest.mark.parametrize(
    ("typed", "locale", "zone", "named"),
    [
        ("beij", "en-US", "Asia/Shanghai", "Beijing, China · "),
        ("北京", "zh-CN", "Asia/Shanghai", "中国 北京 · "),
        ("UTC+5:30", "en-US", "Asia/Kolkata", "Kolkata, India · "),
    ],
)
async def test_zones_are_offered_by_city_with_the_time_there(
    town: Town, typed: str, locale: str, zone: str, named: str
) -> None:
    with town.speaking(locale):
        offered = await town.admin().autocomplete(town.square, "daily set", "zone", typed)
    assert offered[0]["value"] == zone
    assert offered[0]["name"].startswith(named)
    assert offered[0]["name"].endswith("UTC+8" if zone == "Asia/Shanghai" else "UTC+5:30")


async def test_a_zone_s_first_letter_offers_no_more_than_discord_takes(town: Town) -> None:
    assert len(await town.admin().autocomplete(town.square, "daily set", "zone", "a")) == 25


async def test_wishes_that_are_not_understood_are_all_told_at_once(town: Town) -> None:
    schedule = Schedule(1, 2, time(0), "")
    pack, now = town.bot.library.edition.pack, town.bot.ports.clock.now()
    _, mistakes = DailyOptions(time="soon", zone="Narnia", days="never").applied_to(schedule, voice("en"), pack, now)
    assert len(mistakes) == 3


async def test_the_clock_and_the_offset_of_a_choice_go_by_the_same_rules(town: Town) -> None:
    now = town.clock.now()
    for choice in await town.admin().autocomplete(town.square, "daily set", "zone", "Vancouver"):
        shown, offset = choice["name"].split(" · ")[1:]
        there = now.astimezone(zone_of(choice["value"]))
        hours = int(there.strftime("%z")[:3])
        assert offset == f"UTC{'-' if hours < 0 else '+'}{abs(hours)}"
        assert shown.split(":")[0] == str(there.hour % 12 or 12)


@pytest.mark.parametrize("named", [True, False])
async def test_what_discord_says_with_the_command_counts_where_the_memory_of_the_server_is_behind(
    town: Town, *, named: bool
) -> None:
    other = town.guild.create_channel("other")
    place = other if named else town.square
    world, overwrite = town.sandbox.world, Overwrite(town.bot_id, is_member=True, deny=int(Permission.SEND_MESSAGES))
    world.put_channel(replace(place.channel, overwrites=(overwrite,)))  # of which the bot is not told
    options: dict[str, Any] = {"channel": other} if named else {}
    shown = await town.admin().slash(town.square, "daily set", **options, **USUAL)
    assert "Send Messages" in text(shown)
    assert await saved(town) is None
