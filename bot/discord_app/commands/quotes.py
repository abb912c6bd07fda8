"""`/quote`: a quote with its source, by topic and by speaker."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb, id_of
from bot.discord_app.components.text_limits import echo
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.choices import CHOICE_LIMIT, ChoicePairs, choices, chosen, in_every_language, matching
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.reader import Audience
from bot.discord_app.render import EntryRenderer
from bot.languages import Language
from bot.library.library import Edition
from bot.pack.models import Pack
from bot.pack.queries.pick_quote import choose_quote


@everywhere
@app_commands.command(name="quote", description="A quote, word for word, with its source")
@app_commands.describe(
    topic="Only quotes on this topic", speaker="Only quotes of this person or paper", private="Show it only to you"
)
async def quote(
    interaction: Interaction,
    topic: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    speaker: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    private: bool = False,
) -> None:
    """Show a quote."""
    await show_quote(Exchange(interaction), topic, speaker, private=private)


@quote.autocomplete("topic")
async def suggest_quote_topics(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Topics that have quotes."""
    exchange = Exchange(interaction)
    return choices(matching(typed, topics_with_quotes(exchange.pack, exchange.language)))


@quote.autocomplete("speaker")
async def suggest_speakers(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Speakers who are quoted."""
    exchange = Exchange(interaction)
    return choices(matching(typed, speakers(exchange.pack, exchange.language)))


async def show_quote(exchange: Exchange, topic: str | None, speaker: str | None, *, private: bool) -> None:
    """Show a quote on a topic by a speaker, given by id or in free text; say so when there is none."""
    audience = await exchange.audience(private=private, asked=(topic or "") + (speaker or ""))
    pack, say = exchange.pack, audience.say
    renderer = EntryRenderer(pack, audience)
    topic_id = chosen(topic, in_every_language(topics_with_quotes, pack)) if topic else None
    speaker_id = chosen(speaker, in_every_language(speakers, pack)) if speaker else None
    found = None
    if topic and topic_id is None:
        text = say("There is no topic “{name}”. Pick one from the list that opens as you type.", name=echo(topic))
    elif speaker and speaker_id is None:
        text = say(
            "Nobody called “{name}” is quoted. Pick a name from the list that opens as you type.", name=echo(speaker)
        )
    else:
        text = say("No quote fits. Leave out the topic or the speaker.")
        found = choose_quote(pack, exchange.client.ports.chance, topic=topic_id, speaker=speaker_id)
    card = renderer.quote(found, topic_id or "", speaker_id or "") if found else renderer.notice(text)
    await exchange.show(card, private=private)


async def another(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Another quote with the same topic and speaker: in place where the quote is private, else as a private message."""
    pack = exchange.pack
    quote_key, topic_key, speaker_key = arguments
    last, topic, speaker = (
        id_of(quote_key, pack.quote_by_id),
        id_of(topic_key, pack.topic_by_id),
        id_of(speaker_key, pack.speaker_by_id),
    )
    # The quote that was shown may be gone; a topic or a speaker that is gone leaves nothing to choose by.
    lost = (topic_key and topic is None) or (speaker_key and speaker is None)
    found = None if lost else choose_quote(pack, exchange.client.ports.chance, topic=topic, speaker=speaker, last=last)
    if found is None:
        await exchange.gone()
        return
    card = exchange.renderer(EntryRenderer).quote(found, topic or "", speaker or "")
    await (exchange.replace(card) if exchange.in_private else exchange.show(card))


def topics_with_quotes(pack: Pack, language: Language) -> ChoicePairs:
    """Id and title of every topic on which there is a quote."""
    used = {topic for quote in pack.quotes for topic in quote.topics}
    return [(topic.id, topic.title.text(language)) for topic in pack.info.topics if topic.id in used]


def speakers(pack: Pack, language: Language) -> ChoicePairs:
    """Id and name of everybody who is quoted."""
    used = {quote.speaker for quote in pack.quotes}
    return [(speaker.id, speaker.name.text(language)) for speaker in pack.info.speakers if speaker.id in used]


def draw_quote(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """The card of a quote, by its id."""
    found = edition.pack.quote_by_id.get(address[0])
    return EntryRenderer(edition.pack, audience).quote(found) if found else None


FEATURE = Feature(commands=(quote,), presses={Verb.MORE: another}, drawers={CardKind.QUOTE: draw_quote})
