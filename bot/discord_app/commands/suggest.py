"""**Suggest this question**: the form by which a member hands a question to the curators. Stored only then."""

from __future__ import annotations

import re

import discord
from discord import ui

from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.components.form_fields import text_field
from bot.discord_app.components.text_limits import label
from bot.discord_app.connection import responses
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.render.canvas import ECHO_MARK, SUGGESTED_LIMIT
from bot.ports.feedback import SuggestedQuestion, SuggestionOutcome
from bot.translations import Voice

_ECHOED = re.compile(r"“(.*)”", re.DOTALL)


def form(say: Voice, question: str) -> ui.Modal:
    """One field with the question, to be put as the member would have it answered."""
    field = text_field(SUGGESTED_LIMIT, question, paragraph=True)
    described = say("The curators will read it. Your account's number is stored with it, and nothing else.")
    drawn = ui.Modal(title=label(say("Suggest a question"), 45), custom_id=Press(Verb.SUGGESTED).custom_id("d1"))
    drawn.add_item(ui.Label(text=label(say("Your question"), 45), description=described, component=field))
    return drawn


async def open_suggestion_form(exchange: Exchange, _arguments: tuple[str, ...]) -> None:
    """Show the form, with the question as it stands in the message."""
    if await _unwanted(exchange):
        return
    interaction = exchange.interaction
    if not await responses.open_form(interaction, form(exchange.say, echoed_question(interaction.message))):
        await exchange.notice(exchange.say("That took too long. Press the button again."))


async def keep(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Store a suggested question, unless the server's admins forbade it while it was being written."""
    if await _unwanted(exchange):
        return
    question, say = arguments[0].strip(), exchange.say
    outcome = await exchange.store.suggest(
        SuggestedQuestion(
            text=question, language=exchange.reader(question).language, member=exchange.member, server=exchange.server
        )
    )
    await exchange.notice(_told(outcome, say))


def _told(outcome: SuggestionOutcome, say: Voice) -> str:
    match outcome:
        case SuggestionOutcome.QUEUED:
            return say("Thank you. The curators will see it; `/privacy` shows what is stored and erases it.")
        case SuggestionOutcome.KNOWN:
            return say("You suggested that already, and the curators will see it.")
        case SuggestionOutcome.ENOUGH_TODAY:
            return say("That's enough suggestions for today. Thank you! Try again tomorrow.")
        case SuggestionOutcome.QUEUE_FULL:
            return say("So many suggestions wait for the curators that I can take no more. Try again in a few days.")


async def _unwanted(exchange: Exchange) -> bool:
    """Whether this server wants no questions stored; the member is told so."""
    server = exchange.server
    if server is None or (await exchange.store.settings(server)).keep_suggestions:
        return False
    await exchange.notice(exchange.say("This server does not want questions stored, so I cannot pass it on."))
    return True


def echoed_question(message: discord.Message | None) -> str:
    """The question that a reply repeats, without the marks that made it literal; empty when it repeats none."""
    container = message.components[0] if message and message.components else None
    parts = container.children if isinstance(container, discord.components.Container) else []
    for part in parts:
        if isinstance(part, discord.TextDisplay) and part.id == ECHO_MARK:
            found = _ECHOED.search(part.content)
            return re.sub(r"\\(.)", r"\1", found[1]).replace("\u200b", "").rstrip("…") if found else ""
    return ""


FEATURE = Feature(presses={Verb.SUGGEST: open_suggestion_form, Verb.SUGGESTED: keep})
