"""The live check as a whole: makes a stage on a test server, has everything tried there, and removes it again."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import discord
from discord import app_commands

from bot.discord_app.client import FEATURES
from bot.discord_app.connection.starting.command_sync import GUILD_ONLY, Payload, suited
from bot.discord_app.inspection import logged_in
from bot.discord_app.language import CatalogueTranslator
from bot.discord_app.live.rehearsal import Rehearsal, StepGrade, StepResult, TellResult
from bot.discord_app.live.stage import build, check_rights, commands_of, find_stages, key_of, of_a_server, remove
from bot.errors import FootnoteError
from bot.library.library import Edition
from bot.settings import Settings


async def live_check(  # noqa: PLR0913, PLR0917 - what a check consists of
    settings: Settings, token: str, edition: Edition, server: int, tell: TellResult, channel: int | None = None
) -> None:
    """Try everything that the bot sends on a test server, and remove it again, also when interrupted.

    Args:
        settings: the operator's.
        token: of the bot.
        edition: what is posted.
        server: id of the test server.
        tell: is told of each step.
        channel: a channel to work in; by default one is made.

    Raises:
        UsageError: the token is refused.
        FootnoteError: Discord refuses the log-in, the server is not there, or a permission is missing.
    """
    async with logged_in(settings, token, content_intent=False) as client, _ended_by_sigterm():
        await check_rights(client, server, channel)
        await _strike(client, server, tell, "left-overs")
        commands = await server_commands(client)
        try:
            stage = await build(client, server, channel, commands)
            await Rehearsal(client, stage, settings, edition, tell).all_of_it(commands)
        finally:
            await asyncio.shield(asyncio.ensure_future(_strike(client, server, tell, "removal")))


@asynccontextmanager
async def _ended_by_sigterm() -> AsyncGenerator[None]:
    """Inside, SIGTERM cancels the task, so that it can tidy up, as Ctrl-C does."""
    task, loop, told = asyncio.current_task(), asyncio.get_running_loop(), asyncio.Event()
    if task is None:
        raise RuntimeError("only a task can be ended")

    def end() -> None:
        told.set()
        task.cancel()

    with suppress(NotImplementedError, RuntimeError):  # there is no such signal, or this is not the main thread
        loop.add_signal_handler(signal.SIGTERM, end)
    try:
        yield
    except asyncio.CancelledError:
        if not told.is_set():
            raise
        task.uncancel()
        raise FootnoteError("Stopped in the middle, when told to.") from None
    finally:
        with suppress(NotImplementedError, RuntimeError):
            loop.remove_signal_handler(signal.SIGTERM)


async def server_commands(client: discord.Client) -> list[Payload]:
    """The bot's commands as a single server can have them: those are for servers alone, and do not say so."""
    tree = app_commands.CommandTree(client)
    for feature in FEATURES:
        for command in feature.commands:
            tree.add_command(command)
    translator = CatalogueTranslator()
    wanted = [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
    return [of_a_server(command) for command in suited(wanted, GUILD_ONLY)]


async def _strike(client: discord.Client, server: int, tell: TellResult, step: str) -> None:
    """Remove all that was made here, by this run or an earlier one that was killed, and see that it is gone."""
    stages = await find_stages(client, server)
    left = [fault for stage in stages for fault in await remove(stage)]
    if left:
        tell(StepResult(step, StepGrade.FAULT, f"Not removed: {'; '.join(left)}. Run this again, or do it by hand."))
        return
    names = {key_of(each) for each in await commands_of(client, server)}
    if await find_stages(client, server) or any(names & set(stage.commands) for stage in stages):
        tell(StepResult(step, StepGrade.FAULT, "Discord still shows some of what was removed. Run this again."))
    elif stages:
        made = sum(len(stage.commands) for stage in stages)
        tell(StepResult(step, StepGrade.OK, f"Gone again: {len(stages)} channels or threads, {made} commands."))
