"""Checks of what Discord grants: token, clock, intents, contexts, commands, shards, and what each server lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.clock import Clock
from bot.discord_app.bot_process import PORTAL, aim
from bot.discord_app.inspection import (
    ApplicationFacts,
    ServerFacts,
    Wishes,
    application_facts,
    clock_ahead,
    logged_in,
    server_facts,
)
from bot.doctor.findings import Check, Finding, Grade, advice, fault, skipped, well
from bot.errors import FootnoteError
from bot.settings import Settings
from bot.text import without_controls

SKEW, FAR = timedelta(seconds=5), timedelta(minutes=1)
"""How far a clock may be off before it is told, and before it is a fault."""
FEW = 100
"""Starts left today from which it is told."""
_SHAPES = {
    r"[0-9a-f]{64}": "the public key",
    r"\d{17,20}": "the application's id",
    r"[\w-]{32}": "the client secret",
}
"""What else the portal shows that people copy for the token, by its form."""


async def check_discord(settings: Settings, wishes: Wishes, clock: Clock) -> list[Finding]:
    """Everything that only Discord can tell."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    aim(settings.discord_api)
    if not token:
        remedy = f"Copy it from {PORTAL} (Bot, then Reset Token), and set it in the environment or in .env."
        unset = fault(Check.TOKEN, "DISCORD_TOKEN is not set, so the bot cannot log in.", remedy)
        return [unset, *_unasked(Check.CLOCK)]
    try:
        found = [_of_clock(await clock_ahead(clock))]
    except FootnoteError as error:
        return [fault(Check.CLOCK, str(error)), *_unasked(Check.TOKEN)]
    try:
        async with logged_in(settings, token, content_intent=False) as client:
            about = await application_facts(client)
    except FootnoteError as error:
        return [fault(Check.TOKEN, f"{error}{_mistaken_for(token)}"), *found, *_unasked()]
    found += [well(Check.TOKEN, f"The token is that of {without_controls(about.name)}."), *judged(settings, about)]
    return [*found, *await _of_servers(settings, token, about, wishes)]


async def _of_servers(settings: Settings, token: str, about: ApplicationFacts, wishes: Wishes) -> list[Finding]:
    if not about.starts_left:
        return [skipped(Check.SERVERS, "The servers were not looked at: no start is left today.")]
    try:
        content = settings.message_content and about.content_intent
        async with logged_in(settings, token, content_intent=content) as client:
            return list(_each(await server_facts(client, wishes)))
    except FootnoteError as error:
        return [fault(Check.SERVERS, str(error))]


def _each(servers: Iterable[ServerFacts]) -> Iterator[Finding]:
    count = 0
    for count, server in enumerate(servers, 1):  # noqa: B007 - read after the loop
        where = f"{without_controls(server.name)} ({server.id})"
        for lack in server.lacking:
            yield Finding(check=Check.SERVERS, grade=Grade.ADVICE, said=f"{where}: {lack}", server=server.id)
        if not server.lacking:
            yield Finding(check=Check.SERVERS, grade=Grade.OK, said=f"{where}: nothing is lacking.", server=server.id)
    if not count:
        remedy = f"Invite it with a link from {PORTAL} (OAuth2), with the scopes bot and applications.commands."
        yield advice(Check.SERVERS, "The bot is in no server.", remedy)


def judged(settings: Settings, about: ApplicationFacts) -> Iterator[Finding]:
    """What there is to say of the application: intents, contexts, commands, shards."""
    yield _of_intents(settings, about)
    yield from _of_contexts(about)
    if about.commands:
        yield well(Check.COMMANDS, f"{about.commands} commands are registered; `run` brings them up to date.")
    else:
        yield well(Check.COMMANDS, "No commands are registered yet; `run` does so.")
    yield from _of_shards(settings, about)


def _of_intents(settings: Settings, about: ApplicationFacts) -> Finding:
    if about.content_intent:
        return well(Check.INTENTS, "The message-content intent is on.")
    if not settings.message_content:
        return well(Check.INTENTS, "The message-content intent is off, as BOT_MESSAGE_CONTENT says.")
    said = "The message-content intent is off, so open channels are not heard; commands and mentions are answered."
    remedy = f"Switch it on at {PORTAL} (Bot, Privileged Gateway Intents), or set BOT_MESSAGE_CONTENT=false."
    return advice(Check.INTENTS, said, remedy)


def _of_contexts(about: ApplicationFacts) -> Iterator[Finding]:
    where = f"at {PORTAL} (Installation, Installation Contexts)"
    if 0 not in about.installs:
        said = "The application cannot be installed into servers."
        yield fault(Check.CONTEXTS, said, f"Switch on Guild Install {where}.")
    if 1 not in about.installs:
        said = "Members cannot add the application to their own accounts, and so not use it in other places."
        yield advice(Check.CONTEXTS, said, f"Switch on User Install {where}, if you want that.")
    if {0, 1} <= about.installs:
        yield well(Check.CONTEXTS, "The application may be installed into servers and by users.")


def _of_shards(settings: Settings, about: ApplicationFacts) -> Iterator[Finding]:
    hours = about.starts_again.total_seconds() / 3600
    if not about.starts_left:
        said = f"Discord lets the bot connect no more for {hours:.0f} hours: it was started too often."
        yield fault(Check.SHARDS, said, "Find out what restarts it, and wait; more starts have the token reset.")
    elif about.starts_left < FEW:
        said = f"The bot may connect {about.starts_left} times more within the next {hours:.0f} hours."
        yield advice(Check.SHARDS, said, "Find out what restarts it; when none is left, Discord resets the token.")
    if settings.shard_count is not None and settings.shard_count < about.shards:
        said = f"BOT_SHARD_COUNT is {settings.shard_count}, and Discord recommends {about.shards}."
        yield advice(Check.SHARDS, said, f"Set it to {about.shards}, or leave it unset.")
    elif about.starts_left >= FEW:
        yield well(Check.SHARDS, f"Shards recommended: {about.shards}; starts left today: {about.starts_left:,}.")


def _of_clock(ahead: timedelta | None) -> Finding:
    if ahead is None:
        return skipped(Check.CLOCK, "Discord did not say what time it is.")
    off = abs(ahead)
    way = "ahead of" if ahead > timedelta() else "behind"
    said = f"This machine's clock is {off.total_seconds():,.0f} s {way} Discord's."
    remedy = "Let it be set by the network (NTP): posts of the day go by it."
    if off > FAR:
        return fault(Check.CLOCK, said, remedy)
    return advice(Check.CLOCK, said, remedy) if off > SKEW else well(Check.CLOCK, "This machine's clock is right.")


def _mistaken_for(token: str) -> str:
    """What was copied instead of the token, by its form; it is not repeated."""
    what = next((what for shape, what in _SHAPES.items() if re.fullmatch(shape, token)), None)
    return f" What stands there has the form of {what}." if what else ""


def _unasked(*more: Check) -> list[Finding]:
    checks = (*more, Check.INTENTS, Check.CONTEXTS, Check.COMMANDS, Check.SHARDS, Check.SERVERS)
    return [skipped(check, "Discord was not asked.") for check in checks]
