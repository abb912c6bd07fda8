"""`/settings`: the panel, who may use it, what it saves and what it finds wrong."""

from __future__ import annotations

import pytest

from bot.ports.server_settings import Care, ServerSettings, SpeakMode, setting_named
from sandbox.state.api_errors import ApiError

from .conftest import Town, text


async def saved(town: Town) -> ServerSettings:
    return await town.store.settings(town.guild.id)


async def test_an_admin_sees_the_panel_privately(town: Town) -> None:
    shown = await town.admin().slash(town.square, "settings")
    assert shown.ephemeral
    assert "### Settings of this server" in text(shown)
    assert "No channel is open, so I speak only where I am called." in text(shown)


async def test_a_member_is_not_even_offered_it(town: Town) -> None:
    with pytest.raises(ApiError, match="do not have permission"):
        await town.ann.slash(town.square, "settings")


async def test_a_member_whom_the_server_let_use_it_is_refused(town: Town) -> None:
    admin = town.admin()
    with town.without_rights():
        refused = await admin.slash(town.square, "settings")
    assert "Only members who may manage the server" in text(refused)


async def test_channels_are_chosen_and_saved_at_once(town: Town) -> None:
    admin = town.admin()
    shown = await admin.slash(town.square, "settings")
    await town.choose(admin, shown, "c1:set:channels", town.square)
    assert (await saved(town)).channels == {town.square.id}
    assert "I found nothing wrong in this server." in text(shown)
    await town.choose(admin, shown, "c1:set:channels")
    assert (await saved(town)).channels == set()


async def test_mode_care_language_and_privacy_are_saved(town: Town) -> None:
    admin = town.admin()
    shown = await admin.slash(town.square, "settings")
    for menu, value in (("mode", "mentions"), ("care", "strict"), ("language", "zh"), ("keep_suggestions", "no")):
        await town.choose(admin, shown, f"m1:set:{menu}", value)
    assert await saved(town) == ServerSettings(
        mode=SpeakMode.MENTIONS, care=Care.STRICT, language="zh", keep_suggestions=False
    )
    await town.choose(admin, shown, "m1:set:language", "either")
    assert (await saved(town)).language is None


async def test_the_panel_works_after_a_restart(town: Town) -> None:
    admin = town.admin()
    shown = await admin.slash(town.square, "settings")
    await town.restart()
    await town.choose(admin, shown, "m1:set:mode", "commands")
    assert (await saved(town)).mode is SpeakMode.COMMANDS


async def test_an_admin_who_is_one_no_longer_changes_nothing(town: Town) -> None:
    admin = town.admin()
    shown = await admin.slash(town.square, "settings")
    with town.without_rights():
        refused = await town.choose(admin, shown, "m1:set:mode", "commands")
    assert "Only members who may manage the server" in text(refused)
    assert (await saved(town)).mode is SpeakMode.CHANNELS


@pytest.mark.parametrize(
    ("right", "told"),
    [
        ("view_channel", "I cannot see <#{id}>. Give me View Channel there."),
        ("send_messages", "I cannot write in <#{id}>. Give me Send Messages there."),
        ("send_messages_in_threads", "Give me Send Messages in Threads there."),
        ("read_message_history", "Give me Read Message History there."),
    ],
)
async def test_a_missing_permission_is_named_with_its_channel(town: Town, right: str, told: str) -> None:
    corner = town.guild.create_channel("corner", bot_lacks=right)
    await town.configure(ServerSettings(channels=frozenset({corner.id})))
    assert told.format(id=corner.id) in text(await town.admin().slash(town.square, "settings"))


async def test_a_channel_that_is_gone_is_named(town: Town) -> None:
    await town.configure(ServerSettings(channels=frozenset({12345})))
    assert "A channel that was open is gone." in text(await town.admin().slash(town.square, "settings"))


async def test_a_missing_intent_is_named_with_where_to_switch_it_on(town: Town) -> None:
    await town.configure(ServerSettings(channels=frozenset({town.square.id})))
    town.bot.reads_content = False
    said = text(await town.admin().slash(town.square, "settings"))
    assert "the message-content intent is off" in said
    assert "developer portal" in said


async def test_the_panel_shows_what_is_set(town: Town) -> None:
    await town.configure(ServerSettings(mode=SpeakMode.MENTIONS, care=Care.STRICT, language="zh"))
    shown = await town.admin().slash(town.square, "settings")
    assert town.chosen(shown)[:4] == [
        "Where I speak: Commands and mentions",
        "How sure I must be there: Very sure",
        "Language of public replies: 简体中文",
        "Questions suggested by members: Store suggested questions",
    ]


async def test_the_panel_speaks_chinese(town: Town) -> None:
    with town.speaking("zh-CN"):
        assert "### 本服务器的设置" in text(await town.admin().slash(town.square, "settings"))


def test_an_unknown_setting_is_an_error() -> None:
    with pytest.raises(ValueError, match="colour"):
        setting_named("colour")
