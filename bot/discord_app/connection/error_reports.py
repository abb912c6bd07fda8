"""Error reporting: to the log in full under a reference, to the member as a short apology with the same one."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.answering.work_queue import DroppedError, StoppingError
from bot.discord_app.components.cards import Card, Piece
from bot.discord_app.connection import deferral, responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.language import language_of
from bot.discord_app.refusals import NO_ANSWERS, expected
from bot.errors import DatabaseFailure, FootnoteError, StorageError
from bot.translations import Voice, voice

log = logging.getLogger(__name__)


def report(error: BaseException, doing: str) -> str:
    """Write an error to the log and give the reference under which it stands there.

    `doing` says what was being done: the name of a command, a button's verb, an event; no words of a member.
    """
    reference = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
    log.error("Reference %s: %s failed\n%s", reference, doing, "".join(_traceback(error)).rstrip())
    return reference


def _traceback(error: BaseException) -> Iterator[str]:
    """The error as a traceback. Its text is told only where it is ours or Discord's: other texts may quote a member."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _traceback(cause)
        yield "Led to:\n"
    yield from traceback.format_tb(error.__traceback__)
    kind = type(error)
    text = f": {error}" if isinstance(error, FootnoteError | discord.HTTPException) else ""
    yield f"{kind.__module__}.{kind.__qualname__}{text}\n"


def apology(say: Voice, reference: str, error: BaseException) -> Card:
    """What a member is told when something went wrong."""
    sorry = say("Sorry, that went wrong on my side. It is in my log as `{reference}`.", reference=reference)
    hint = say("Try again; if it happens once more, give that reference to whoever runs this bot.")
    trouble = [Piece(_trouble(say, error.trouble))] if isinstance(error, StorageError) else []
    return Card((*trouble, Piece(sorry), Piece(f"-# {hint}")), accent=responses.GREY)


def _trouble(say: Voice, trouble: DatabaseFailure) -> str:
    """What it means for a member that the database fails."""
    match trouble:
        case DatabaseFailure.FULL:
            return say("That could not be saved: the database is full. Nothing was changed.")
        case DatabaseFailure.LOCKED:
            return say("That did not work: the database is locked or too busy. Nothing was changed.")
        case DatabaseFailure.BUSY:
            return say("That did not work: the database has too much to do right now. Nothing was changed.")
        case DatabaseFailure.UNREACHABLE:
            return say("I can't reach the database. Check later whether your change was saved.")
        case DatabaseFailure.DAMAGED:
            return say("That did not work: the database cannot be used. Nothing was changed.")


async def apologise(interaction: Interaction, error: BaseException, doing: str) -> None:
    """Report an error and tell the member, privately, whatever state the interaction is in."""
    say = voice(language_of(interaction.locale))
    if isinstance(error, StoppingError) and not deferral.stands(interaction):
        return  # the next process may be there already and answer; if not, Discord says that nobody did
    if isinstance(error, DroppedError):  # no mistake: the log tells of it elsewhere
        text = say("I'm being asked more than I can handle right now. Try again in a minute.")
        await responses.respond(interaction, Card((Piece(text),), accent=responses.GREY).view(), private=True)
        return
    reference = report(error, doing)
    try:
        await responses.respond(interaction, apology(say, reference, error).view(), private=True)
    except discord.HTTPException as second:
        log.warning("Reference %s: the apology could not be sent (%s, code %s)", reference, second.status, second.code)


class RefusedChoices(logging.Filter):
    """Lets through what the library logs of autocompletion, but for what Discord may refuse: the register says that.

    A member who types on no longer waits for the choices before; the library logs each as an error with its traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is logged as it is."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, (discord.HTTPException, *NO_ANSWERS)):
            return True
        try:
            expected("complete an option", error)
        except discord.HTTPException:
            return True
        return False


REFUSED_CHOICES = RefusedChoices()
"""Added to the library's log once a process."""


class Tree(app_commands.CommandTree[Any]):
    """The tree of commands, with the one error path for all of them."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(client)
        logging.getLogger("discord.app_commands.tree").addFilter(REFUSED_CHOICES)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let every command run, and be deferred when it takes long; called by the library before each."""
        deferral.begin(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Tell the member; called by the library for every error in a command, a check or an option."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            say = voice(language_of(interaction.locale))
            text = say("This command has just changed. Reload Discord (Ctrl+R) or try again in a few minutes.")
            log.warning("A command is known to Discord in another form than to this process: %s", error)
            await responses.respond(interaction, Card((Piece(text),), accent=responses.GREY).view(), private=True)
            return
        name = interaction.command.qualified_name if interaction.command else "a command"
        await apologise(interaction, cause, f"/{name}")
