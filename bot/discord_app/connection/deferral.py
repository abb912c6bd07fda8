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

    async def at_once(self, *, in_place: bool) -> None:
        """Defer without waiting, unless there was a response.

        Args:
            in_place: whether the response takes the place of the message whose button was pressed.

        Raises:
            discord.HTTPException: Discord does not take it; as a rule because another process has responded.
        """
        interaction = self._interaction
        if interaction.response.is_done():
            return
        if in_place:
            await interaction.response.defer()  # the message stays as it is; what is private follows it
        else:
            await interaction.response.defer(thinking=True, ephemeral=_answers_privately(interaction))
            self.stands_open = True

    async def _defer(self) -> None:
        await asyncio.sleep(self._interaction.client.patience)
        self._ran_out = True
        if not self._interaction.response.is_done():
            log.info("A response takes long and is deferred")
        with suppress(discord.HTTPException):  # what ran out cannot be deferred either; the response itself will tell
            await self.at_once(in_place=self._interaction.type is discord.InteractionType.component)


def begin(interaction: Interaction) -> None:
    """Start waiting; autocompletion knows no deferral and is left alone."""
    if interaction.type is not discord.InteractionType.autocomplete:
        interaction.client.in_hand.note()
        interaction.extras[WAIT] = Wait(interaction)


async def claim(interaction: Interaction, *, in_place: bool) -> None:
    """Defer at once what must be done by one process only: Discord takes the first response and no other.

    Args:
        interaction: waits for its response; see `begin`.
        in_place: whether the response takes the place of the message whose button was pressed.

    Raises:
        discord.HTTPException: another process has it in hand, or it ran out.
    """
    wait = interaction.extras.get(WAIT)
    if isinstance(wait, Wait):
        await wait.end()
        await wait.at_once(in_place=in_place)


def stands(interaction: Interaction) -> bool:
    """Whether a deferral was sent, whose place nobody else will take."""
    wait = interaction.extras.get(WAIT)
    return isinstance(wait, Wait) and wait.stands_open


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
