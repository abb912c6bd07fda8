"""Checks of what is on this machine: pack, cache, disk, database."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.findings import Check, Finding, advice, fault, well
from bot.errors import FootnoteError
from bot.library.engine_cache import ABANDONED
from bot.pack.loader import inspect_pack
from bot.paths import cache_folder
from bot.picturing.typesetting import PACKAGES, is_installed
from bot.settings import Settings
from bot.storage.database_url import Address
from bot.storage.upkeep.hosts import host_without_volume
from bot.storage.upkeep.inspecting import DatabaseState, inspect_database

TIGHT, FULL = 500, 50
"""Megabytes free on a disk below which it is told, and below which nothing will go well."""
_TOLD = 3
"""Faults of a pack that are told one by one."""
_MEGABYTE = 1_000_000


def check_pack(settings: Settings) -> Iterator[Finding]:
    """Whether the pack loads."""
    folder = settings.seeds
    if not folder.is_dir():
        yield fault(Check.PACK, f"There is no folder {folder}.", "Correct BOT_SEEDS, or name another with --seeds.")
        return
    try:
        found = inspect_pack(folder)
    except (FootnoteError, OSError) as error:
        yield fault(Check.PACK, str(error), "Mend it, and see `python -m bot check`.")
        return
    for each in found.faults[:_TOLD]:
        yield fault(Check.PACK, f"{each.file}:{each.line}: {each.problem}", each.remedy)
    if len(found.faults) > _TOLD:
        more = len(found.faults) - _TOLD
        yield fault(Check.PACK, f"There are {more} more faults.", "`python -m bot check` lists all of them.")
    if not found.faults:
        yield well(Check.PACK, f"The pack in {folder} loads.")


def check_cache(settings: Settings) -> Finding:
    """Whether the indexes can be kept between two starts."""
    if not settings.cache:
        return well(Check.CACHE, "The cache is switched off, so every start builds the indexes.")
    folder = cache_folder()
    remedy = "Set XDG_CACHE_HOME to a folder that this program may write, or BOT_CACHE=false."
    if folder is None:
        said = "This user has no home folder, so every start builds the indexes anew."
        return advice(Check.CACHE, said, remedy)
    if not _may_be_made(folder):
        return advice(Check.CACHE, f"Nothing can be kept in {folder}: every start builds the indexes anew.", remedy)
    if folder.is_dir() and os.name != "nt" and stat.S_IMODE(folder.stat().st_mode) & (stat.S_IWGRP | stat.S_IWOTH):
        said = f"Others may write in {folder}, so what lies there is not read, and every start builds the indexes anew."
        return advice(Check.CACHE, said, f"Let only this user write there: chmod 700 {folder}")
    parts = [part for part in folder.glob("*.part") if time.time() - part.stat().st_mtime > ABANDONED]
    if parts:
        said = f"{folder} holds {len(parts)} unfinished files of processes that were killed."
        return advice(Check.CACHE, said, "Nothing: the next start removes them.")
    return well(Check.CACHE, f"Indexes are kept in {folder}.")


def check_cards() -> Finding:
    """Whether quotes and terms can be drawn as pictures; whoever wants none lacks nothing."""
    if is_installed():
        return well(Check.CARDS, "Quotes and terms can be had as pictures.")
    how = f"`python tools/install.py --cards` in a checkout, else the packages {' and '.join(PACKAGES)}"
    return well(Check.CARDS, f"Quotes and terms stay text, without the button for a picture. What adds it: {how}.")


def check_disk(address: Address | None) -> Iterator[Finding]:
    """Whether there is room where things are written."""
    places = {"the database": address.file.parent if address and address.file else None, "the cache": cache_folder()}
    for what, folder in places.items():
        if folder is None:
            continue
        free = shutil.disk_usage(_nearest(folder)).free / _MEGABYTE
        said = f"{free:,.0f} MB are free for {what} ({folder})."
        if free < FULL:
            yield fault(Check.DISK, said, "Make room on that disk: nothing more can be saved soon.")
        elif free < TIGHT:
            yield advice(Check.DISK, said, "Make room on that disk before it is full.")
        else:
            yield well(Check.DISK, said)


async def check_database(address: Address) -> tuple[DatabaseState | None, list[Finding]]:
    """Whether the database can be used; its state, as far as it could be looked at."""
    try:
        state = await inspect_database(address)
    except FootnoteError as error:
        return None, [fault(Check.DATABASE, str(error))]
    return state, list(_judged(address, state))


def _judged(address: Address, state: DatabaseState) -> Iterator[Finding]:
    where = f"The database {address}"
    if state.damage:
        said = f"{where} is damaged: {state.damage}."
        yield fault(Check.DATABASE, said, "Stop the bot, and bring back a backup (`python -m bot restore`).")
    elif not state.known:
        said = f"{where} is at step {state.step!r}, which this version does not know: its last is {state.last!r}."
        yield fault(Check.DATABASE, said, "Start the version that made it, or restore a backup from before.")
    elif state.only_read:
        said = f"{where} is a replica, which can only be read."
        yield fault(Check.DATABASE, said, "Name the primary server in DATABASE_URL.")
    elif address.file and not _may_be_made(address.file.parent):
        said = f"{where} cannot be written: this program may not write in its folder."
        yield fault(Check.DATABASE, said, "Let it write there, or name another file in DATABASE_URL.")
    elif address.file and state.exists and not os.access(address.file, os.W_OK):
        yield fault(Check.DATABASE, f"{where} can only be read.", "Let this program write to that file.")
    elif not state.exists:
        yield well(Check.DATABASE, f"{where} is not there yet; `run` makes it.")
    elif not state.current:
        yield well(Check.DATABASE, f"{where} is at step {state.step}; `run` brings it to {state.last}.")
    else:
        yield well(Check.DATABASE, f"{where} is at step {state.step}, as this version needs it.")
    if state.read_by_others and address.file:
        said = f"Other users of this machine may read {address.file}, which holds members' ids and suggestions."
        yield advice(Check.DATABASE, said, f"chmod 600 {address.file}")
    host = host_without_volume(address)
    if host and not state.exists:
        said = f"{host} throws files away at every restart unless they are on a volume; {address.file} may be lost."
        yield advice(Check.DATABASE, said, "Mount a volume and name a file on it in DATABASE_URL, or use PostgreSQL.")


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(path for path in (folder, *folder.absolute().parents) if path.is_dir())


def _may_be_made(folder: Path) -> bool:
    """Whether something can be written in a folder, which may still have to be made."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
