"""Automatic deferral: a response that takes long is deferred before Discord gives up on the interaction.

Discord takes a first response for three seconds and says "did not respond" afterwards. Answers take milliseconds, so
they are sent at once; when a database or a busy machine holds one up, the deferral goes out in its place, and the
answer is put into it later. `responses.py` knows both ways.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

import discord
from discord import app_commands

from bot.discord_app.connection.client_base import Interaction

log = logging.getLogger(__name__)

WAIT = "wait"
"""Where an interaction carries its `Wait` (in the extras that the library leaves to the bot)."""


class Wait:
    """How long one interaction has been waiting for its first response.

    Attributes:
        stands_open: a deferral was sent in place of the answer, and the answer has to be put there.
    """

    def __init__(self, interaction: Interaction) -> None:
        self.stands_open = False
        self._interaction = interaction
        self._ran_out = False
        self._task = asyncio.create_task(self._defer(), name="patience")

    async def end(self) -> None:
        """Wait no longer: the response is about to be sent. A deferral that is on its way is let through first."""
        if not self._ran_out:
            self._task.cancel()
        elif not self._task.done():
            await self._task

    async def _defer(self) -> None:
        interaction = self._interaction
        await asyncio.sleep(interaction.client.patience)
        self._ran_out = True
        if interaction.response.is_done():
            return
        log.info("A response takes long and is deferred")
        with suppress(discord.HTTPException):  # what ran out cannot be deferred either; the response itself will tell
            if interaction.type is discord.InteractionType.component:
                await interaction.response.defer()  # the message stays as it is; what is private follows it
            else:
                await interaction.response.defer(thinking=True, ephemeral=_answers_privately(interaction))
                self.stands_open = True


def begin(interaction: Interaction) -> None:
    """Start waiting; autocompletion knows no deferral and is left alone."""
    if interaction.type is not discord.InteractionType.autocomplete:
        interaction.extras[WAIT] = Wait(interaction)


async def end(interaction: Interaction) -> bool:
    """To be called before any response.

    Returns:
        Whether a deferral stands that this response has to replace. Who sees it was decided by the deferral.
    """
    wait = interaction.extras.get(WAIT)
    if not isinstance(wait, Wait):
        return False
    await wait.end()
    stands_open, wait.stands_open = wait.stands_open, False
    return stands_open


def _answers_privately(interaction: discord.Interaction[Any]) -> bool:
    """Whether the answer is going to be private: a deferral decides that for what is put in its place."""
    command = interaction.command
    option = command.get_parameter("private") if isinstance(command, app_commands.Command) else None
    if option is None:
        return True
    given = getattr(interaction.namespace, option.name, None)
    return bool(option.default if given is None else given)
