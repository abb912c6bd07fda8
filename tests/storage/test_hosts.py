"""Platforms that throw files away: warned of once, and only where something would be lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.database_url import Address, address_of
from bot.storage.migrating import opened
from bot.storage.upkeep.hosts import HOSTS, warning_of_loss


@pytest.mark.parametrize(("variable", "name"), HOSTS.items())
async def test_a_new_file_on_a_platform_that_throws_files_away_is_warned_of(
    variable: str, name: str, tmp_path: Path
) -> None:
    async with opened(address_of(f"sqlite:///{tmp_path / 'footnote.db'}")) as database:
        warning = warning_of_loss(database, {variable: "anything"})
    assert warning is not None
    assert f"{name} throws files away at every restart unless they are on a volume" in warning
    assert "Mount a volume and set DATABASE_URL" in warning


async def test_a_database_that_was_there_before_is_not(tmp_path: Path) -> None:
    address = address_of(f"sqlite:///{tmp_path / 'footnote.db'}")
    async with opened(address):
        pass
    async with opened(address) as database:
        assert warning_of_loss(database, {"DYNO": "worker.1"}) is None


async def test_a_machine_of_one_s_own_is_not(tmp_path: Path) -> None:
    async with opened(address_of(f"sqlite:///{tmp_path / 'footnote.db'}")) as database:
        assert warning_of_loss(database, {"HOME": "/root", "DYNO": ""}) is None


async def test_a_file_on_the_platform_s_volume_is_not(tmp_path: Path) -> None:
    railway = {"RAILWAY_ENVIRONMENT": "production", "RAILWAY_VOLUME_MOUNT_PATH": str(tmp_path)}
    async with opened(address_of(f"sqlite:///{tmp_path / 'footnote.db'}")) as database:
        assert warning_of_loss(database, railway) is None
        assert warning_of_loss(database, {**railway, "RAILWAY_VOLUME_MOUNT_PATH": "/elsewhere"}) is not None


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_a_server_is_not(empty_address: Address) -> None:
    async with opened(empty_address) as database:
        assert database.new
        assert warning_of_loss(database, {"DYNO": "worker.1"}) is None
