"""`/quote`: a quote with its source, by topic and by speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from discord import app_commands

from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb, id_of
from bot.discord_app.components.text_limits import echo
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.audience import audience_of, reader_of
from bot.discord_app.interaction.choices import CHOICE_LIMIT, choices, chosen, matching
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.interaction.paging import say_gone
from bot.discord_app.language import language_of
from bot.discord_app.reader import Audience
from bot.discord_app.render import EntryRenderer
from bot.library.library import Edition
from bot.pack.models import Language, Pack
from bot.pack.queries.pick_quote import choose_quote

Pairs = list[tuple[str, str]]


@everywhere
@app_commands.command(name="quote", description="A quote from the articles, word for word, with its source")
@app_commands.describe(
    topic="Only quotes on this topic", speaker="Only quotes of this person or paper", private="Show it only to you"
)
async def quote(
    interaction: Interaction,
    topic: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    speaker: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    private: bool = False,  # noqa: FBT001, FBT002 - an option of the command, always given by name
) -> None:
    """Show a quote."""
    await show_quote(interaction, topic, speaker, private=private)


@quote.autocomplete("topic")
async def suggest_topics(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Topics that have quotes."""
    pack = interaction.client.library.edition.pack
    return choices(matching(typed, topics(pack, language_of(interaction.locale))))


@quote.autocomplete("speaker")
async def suggest_speakers(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Speakers who are quoted."""
    pack = interaction.client.library.edition.pack
    return choices(matching(typed, speakers(pack, language_of(interaction.locale))))


async def show_quote(interaction: Interaction, topic: str | None, speaker: str | None, *, private: bool) -> None:
    """Show a quote on a topic by a speaker, given by id or in free text; say so when there is none."""
    audience = await audience_of(interaction, private=private, asked=(topic or "") + (speaker or ""))
    pack = interaction.client.library.edition.pack
    renderer, say = EntryRenderer(pack, audience), audience.say
    topic_id = chosen(topic, [*topics(pack, "en"), *topics(pack, "zh")]) if topic else None
    speaker_id = chosen(speaker, [*speakers(pack, "en"), *speakers(pack, "zh")]) if speaker else None
    found = None
    if topic and topic_id is None:
        text = say("There is no topic “{name}”. Pick one from the list that opens as you type.", name=echo(topic))
    elif speaker and speaker_id is None:
        text = say(
            "Nobody called “{name}” is quoted. Pick a name from the list that opens as you type.", name=echo(speaker)
        )
    else:
        text = say("No quote fits. Leave out the topic or the speaker.")
        found = choose_quote(pack, interaction.client.ports.chance, topic=topic_id, speaker=speaker_id)
    card = renderer.quote(found, topic_id or "", speaker_id or "") if found else renderer.notice(text)
    await responses.respond(interaction, card.view(), private=private)


async def another(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Another quote with the same topic and speaker: in place where the quote is private, else as a private message."""
    client, message = interaction.client, interaction.message
    pack = client.library.edition.pack
    wanted = [id_of(key, ids) for key, ids in zip(arguments, _ids(pack), strict=True)]
    lost = any(key and not found for key, found in list(zip(arguments, wanted, strict=True))[1:])
    last, topic, speaker = wanted
    found = None if lost else choose_quote(pack, client.ports.chance, topic=topic, speaker=speaker, last=last)
    if found is None:
        await say_gone(interaction)
        return
    card = EntryRenderer(pack, reader_of(interaction)).quote(found, topic or "", speaker or "")
    if message is not None and message.flags.ephemeral:
        await responses.replace(interaction, card.view())
    else:
        await responses.respond(interaction, card.view(), private=True)


def topics(pack: Pack, language: Language) -> Pairs:
    """Id and title of every topic on which there is a quote."""
    used = {topic for quote in pack.quotes for topic in quote.topics}
    return [(topic.id, topic.title.text(language)) for topic in pack.info.topics if topic.id in used]


def speakers(pack: Pack, language: Language) -> Pairs:
    """Id and name of everybody who is quoted."""
    used = {quote.speaker for quote in pack.quotes}
    return [(speaker.id, speaker.name.text(language)) for speaker in pack.info.speakers if speaker.id in used]


def _ids(pack: Pack) -> tuple[Iterable[str], Iterable[str], Iterable[str]]:
    return pack.quote_by_id, pack.topic_by_id, pack.speaker_by_id


def draw_quote(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """The card of a quote, by its id."""
    found = edition.pack.quote_by_id.get(address[0])
    return EntryRenderer(edition.pack, audience).quote(found) if found else None


FEATURE = Feature(commands=(quote,), presses={Verb.MORE: another}, drawers={CardKind.QUOTE: draw_quote})
