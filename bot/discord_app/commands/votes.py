"""What stands under an answer besides In context: Why this?, 👍 and 👎, Remove."""

from __future__ import annotations

from bot.discord_app.components.custom_ids import Verb, id_of, key
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.audience import reader_of
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.interaction.paging import say_gone
from bot.discord_app.render import Canvas, ReplyRenderer
from bot.ports.feedback import Vote


async def why(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Say why the answer was given; everything it takes stands in the button's id, except texts of the pack."""
    chosen, phrased, confidence, second, second_confidence, needed = arguments
    pack = interaction.client.library.edition.pack
    found = id_of(chosen, pack.question_by_id)
    if found is None:
        await say_gone(interaction)
        return
    question = pack.question_by_id[found]
    forms = (*question.phrasings, question.question, question.question_zh or "")
    phrasing = next((form for form in forms if key(form) == phrased), None)
    other = id_of(second, pack.question_by_id)
    runner_up = (pack.question_by_id[other], int(second_confidence) / 1000) if other else None
    renderer = ReplyRenderer(pack, reader_of(interaction))
    card = renderer.why(question, phrasing, int(confidence) / 1000, runner_up, int(needed) / 1000)
    await responses.respond(interaction, card.view(), private=True)


async def vote(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Count a vote; a member who votes again changes their vote."""
    cast, question = arguments
    canvas = Canvas(interaction.client.library.edition.pack, reader_of(interaction))
    if question not in canvas.pack.question_by_id:
        await say_gone(interaction)
        return
    tally = await interaction.client.ports.store.vote(question, interaction.user.id, interaction.guild_id, Vote(cast))
    text = canvas.audience.say("Thank you, noted. So far: 👍 {up} · 👎 {down}", up=tally.up, down=tally.down)
    await responses.respond(interaction, canvas.notice(text).view(), private=True)


async def remove(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Remove the reply, for the one who asked and for moderators."""
    if responses.presser_is(interaction, arguments[0]) or interaction.permissions.manage_messages:
        await responses.remove(interaction)
        return
    canvas = Canvas(interaction.client.library.edition.pack, reader_of(interaction))
    text = canvas.audience.say("Only the one who asked, or somebody who may manage messages here, can remove this.")
    await responses.respond(interaction, canvas.notice(text).view(), private=True)


FEATURE = Feature(presses={Verb.WHY: why, Verb.VOTE: vote, Verb.REMOVE: remove})
