"""The whole checkup: every check after the other; what depends on something that failed is skipped, and told so."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.discord_app.inspection import ServerWishes, Wishes
from bot.doctor.discord_checks import check_discord
from bot.doctor.findings import Check, Finding, fault, skipped, well
from bot.doctor.local_checks import check_cache, check_cards, check_database, check_disk, check_pack
from bot.errors import StorageError, UsageError
from bot.ports.server_settings import ServerSettings
from bot.settings import Settings, load_settings
from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.queries.daily_queries import DatabaseDaily
from bot.storage.sql_store import DatabaseStore
from bot.storage.upkeep.inspecting import DatabaseState


async def check_everything(seeds: Path | None, clock: Clock, *, ask_discord: bool = True) -> list[Finding]:
    """Check an installation.

    Args:
        seeds: folder of the pack; by default the one in the settings.
        clock: what time it is here.
        ask_discord: whether to log in and connect, too.

    Returns:
        What was found, in the order of `Check`.
    """
    try:
        settings = load_settings(seeds=seeds) if seeds else load_settings()
    except UsageError as error:
        rest = [skipped(check, "Not looked at: the settings cannot be read.") for check in Check][1:]
        return [*(fault(Check.SETTINGS, line) for line in str(error).splitlines()), *rest]
    found = [
        well(Check.SETTINGS, "The settings are right."),
        *check_pack(settings),
        check_cache(settings),
        check_cards(),
    ]
    address, state, of_database = await _look_at_database(settings)
    found += [*check_disk(address), *of_database]
    if ask_discord:
        async with _wishes(address, state) as wishes:
            found += await check_discord(settings, wishes, clock)
    order = list(Check)
    return sorted(found, key=lambda each: order.index(each.check))


async def _look_at_database(settings: Settings) -> tuple[Address | None, DatabaseState | None, list[Finding]]:
    try:
        address = address_of(settings.database_url)
    except UsageError as error:
        return None, None, [fault(Check.DATABASE, str(error))]
    state, found = await check_database(address)
    return address, state, found


@asynccontextmanager
async def _wishes(address: Address | None, state: DatabaseState | None) -> AsyncGenerator[Wishes]:
    """What servers are set to, as far as a database knows; else what they are set to before anything is chosen."""
    if address is None or state is None or not state.current or state.damage:
        yield _unset
        return
    database = Database(address)
    store, daily = DatabaseStore(database, SystemClock()), DatabaseDaily(database)

    async def read(server: int) -> ServerWishes:
        try:
            return ServerWishes(await store.settings(server), (await daily.standing(server)).schedule)
        except StorageError:
            return await _unset(server)

    try:
        yield read
    finally:
        await database.close()


async def _unset(_server: int) -> ServerWishes:
    return ServerWishes(ServerSettings(), None)
