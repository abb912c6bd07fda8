"""The register of settings: whatever is added to it is stored, shown, exported and imported."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, get_args

import pytest

from bot.discord_app.components.buttons import AnyMenu, Menu
from bot.discord_app.reader import Audience
from bot.discord_app.render import PanelRenderer
from bot.ports.server_settings import ServerSettings, Setting, changed_by, choice_of, setting_named, setting_types
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.queries.settings_queries import IN_ROW
from bot.storage.server_file.exporting import SettingsPart, export_server, import_server
from bot.storage.sql_store import DatabaseStore
from bot.storage.tables import Server
from bot.translations import voice
from tests.discord_app.awkward import awkward_pack
from tests.support.clock import FakeClock

TOWN = 41
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def another(setting: Setting) -> Any:
    """A value of a setting that is not its default."""
    default, kind = getattr(ServerSettings(), setting), setting_types()[setting]
    if isinstance(default, bool):
        return not default
    if isinstance(default, Enum):
        return next(member for member in type(default) if member is not default)
    if isinstance(default, frozenset):
        return frozenset({7, 2**62})
    assert default is None, f"Say here what a {kind} may be besides {default!r}."
    return get_args(get_args(kind)[0])[-1]


ALL_CHANGED = ServerSettings(**{setting.value: another(setting) for setting in Setting})


@pytest.fixture
async def database(address: Address) -> AsyncIterator[Database]:
    opened = Database(address)
    yield opened
    await opened.close()


@pytest.fixture
def store(database: Database, clock: FakeClock) -> DatabaseStore:
    return DatabaseStore(database, clock)


def panel(settings: ServerSettings) -> tuple[AnyMenu, ...]:
    renderer = PanelRenderer(awkward_pack(), Audience(voice("en"), asker=1, private=True))
    return renderer.settings(settings, ()).menus


def test_every_setting_has_its_row_its_column_its_menu_and_its_field_of_the_file() -> None:
    names = [field.name for field in fields(ServerSettings)]
    assert [setting.value for setting in Setting] == names
    columns = [column.name for column in Server.__table__.columns if column.name != "server"]
    assert columns == [*IN_ROW], "the columns of `Server` in bot/storage/tables.py are others"
    assert [menu.press.arguments for menu in panel(ServerSettings())] == [(name,) for name in names]
    assert list(SettingsPart.model_fields) == names


async def test_every_setting_survives_export_and_import(database: Database, store: DatabaseStore) -> None:
    assert not [setting for setting in Setting if getattr(ALL_CHANGED, setting) == getattr(ServerSettings(), setting)]
    await store.change_settings(TOWN, lambda _: ALL_CHANGED)
    assert await store.settings(TOWN) == ALL_CHANGED
    exported = await export_server(database, TOWN)
    await store.erase_server(TOWN)
    assert await store.settings(TOWN) == ServerSettings()
    await import_server(database, exported.encode(), "kept.json", NOW)
    assert await store.settings(TOWN) == ALL_CHANGED
    assert await export_server(database, TOWN) == exported


async def test_a_file_of_the_first_version_leaves_later_settings_as_they_are(
    database: Database, store: DatabaseStore
) -> None:
    await store.change_settings(TOWN, lambda _: ALL_CHANGED)
    first = {"mode": "mentions", "channels": ["7"], "care": "free", "language": "en", "keep_suggestions": True}
    file = json.dumps({"version": 1, "server": str(TOWN), "settings": first})
    await import_server(database, file.encode(), "old.json", NOW)
    found = await store.settings(TOWN)
    later = [setting for setting in Setting if setting not in first]
    assert {setting: getattr(found, setting) for setting in later} == {
        setting: getattr(ALL_CHANGED, setting) for setting in later
    }
    assert found.channels == {7}


def test_what_the_panel_offers_for_a_setting_is_what_is_saved() -> None:
    for setting, menu in zip(Setting, panel(ServerSettings()), strict=True):
        if isinstance(menu, Menu):
            for option in menu.options:
                saved = changed_by(ALL_CHANGED, setting, [option.value])
                assert choice_of(saved, setting) == option.value
                assert replace(saved, **{setting: getattr(ALL_CHANGED, setting)}) == ALL_CHANGED
        else:
            assert getattr(changed_by(ALL_CHANGED, setting, ["5", "6"]), setting) == {5, 6}


def test_menus_that_an_earlier_version_has_shown_still_work() -> None:
    assert setting_named("keep") is Setting.KEEP_SUGGESTIONS


@pytest.mark.parametrize(("setting", "chosen"), [(Setting.MODE, "loud"), (Setting.LANGUAGE, "tlh"), (Setting.CARE, "")])
def test_a_value_that_a_setting_cannot_have_is_refused(setting: Setting, chosen: str) -> None:
    with pytest.raises(ValueError, match="Input should be"):
        changed_by(ServerSettings(), setting, [chosen])
