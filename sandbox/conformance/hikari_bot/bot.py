"""The bot of the conformance run on hikari: what it does is described in ../README.md."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable

import hikari
from hikari import impl

SLASH_COMMANDS = {
    "slow": "Answer after a while",
    "panel": "Show a button and a select",
    "form": "Show a form",
    "quiet": "Write where it may not",
}

bot = hikari.GatewayBot(
    os.environ["SANDBOX_TOKEN"],
    rest_url=os.environ["SANDBOX_REST"],
    intents=hikari.Intents.GUILDS | hikari.Intents.GUILD_MESSAGES | hikari.Intents.MESSAGE_CONTENT,
    banner=None,
    logs="ERROR",
)


def report(step: str, detail: str = "") -> None:
    """Tell the driver on standard output."""
    print(f"{step} {detail}".strip(), flush=True)


@bot.listen()
async def on_started(_event: hikari.StartedEvent) -> None:
    """Register the commands."""
    words = hikari.CommandOption(
        type=hikari.OptionType.STRING, name="words", description="What to say", is_required=True, autocomplete=True
    )
    builders: list[hikari.api.CommandBuilder] = [
        bot.rest.slash_command_builder("echo", "Say it again").add_option(words),
        *(bot.rest.slash_command_builder(name, text) for name, text in SLASH_COMMANDS.items()),
        bot.rest.context_menu_command_builder(hikari.CommandType.MESSAGE, "Count"),
    ]
    application = await bot.rest.fetch_application()
    made = await bot.rest.set_application_commands(application, builders)
    report("ready", f"{len(made)} commands")


@bot.listen()
async def on_resumed(_event: hikari.ShardResumedEvent) -> None:
    """Tell that a session was taken up again."""
    report("resumed")


@bot.listen()
async def on_failure(event: hikari.ExceptionEvent[hikari.Event]) -> None:
    """Tell that a listener failed."""
    report("error", repr(event.exception))


@bot.listen()
async def on_message(event: hikari.GuildMessageCreateEvent) -> None:
    """Greet whoever says hello."""
    if event.is_human and (event.content or "").startswith("hello") and event.member:
        await event.message.respond(f"hello {event.member.display_name}", reply=True)


@bot.listen()
async def on_interaction(event: hikari.InteractionCreateEvent) -> None:
    """Answer commands, components, forms and completions."""
    interaction = event.interaction
    if isinstance(interaction, hikari.AutocompleteInteraction):
        typed = str(interaction.options[0].value)
        await interaction.create_response([impl.AutocompleteChoiceBuilder(f"{typed}!", f"{typed}!")])
    elif isinstance(interaction, hikari.CommandInteraction):
        await ANSWERS[interaction.command_name](interaction)
    elif isinstance(interaction, hikari.ModalInteraction):
        await respond(interaction, f"written: {_written(interaction)}")
    elif isinstance(interaction, hikari.ComponentInteraction) and interaction.custom_id == "press":
        pressed = impl.TextDisplayComponentBuilder(content="pressed")
        await interaction.create_initial_response(hikari.ResponseType.MESSAGE_UPDATE, components=[pressed])
    elif isinstance(interaction, hikari.ComponentInteraction):
        await respond(interaction, f"chosen: {', '.join(interaction.values)}")


async def respond(interaction: hikari.MessageResponseMixin[object], text: str) -> None:
    """Answer with a message."""
    await interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, text)


def _written(interaction: hikari.ModalInteraction) -> str:
    fields = (field for row in interaction.components if hasattr(row, "components") for field in row.components)
    return next(field.value for field in fields if isinstance(field, hikari.TextInputComponent))


async def echo(interaction: hikari.CommandInteraction) -> None:
    """Say it again, privately."""
    words = str((interaction.options or [])[0].value)
    await interaction.create_initial_response(
        hikari.ResponseType.MESSAGE_CREATE, words, flags=hikari.MessageFlag.EPHEMERAL
    )


async def slow(interaction: hikari.CommandInteraction) -> None:
    """Defer, then fill the answer in, then say more."""
    await interaction.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
    await interaction.edit_initial_response("at last")
    await interaction.execute("and more")


async def panel(interaction: hikari.CommandInteraction) -> None:
    """Show components of the second version."""
    select = impl.MessageActionRowBuilder()
    select.add_text_menu("pick").add_option("Tea", "tea").add_option("Coffee", "coffee")
    parts: list[hikari.api.ComponentBuilder] = [
        impl.TextDisplayComponentBuilder(content="a panel"),
        impl.MessageActionRowBuilder().add_interactive_button(hikari.ButtonStyle.PRIMARY, "press", label="Press"),
        select,
    ]
    await interaction.create_initial_response(
        hikari.ResponseType.MESSAGE_CREATE, components=parts, flags=hikari.MessageFlag.IS_COMPONENTS_V2
    )


async def form(interaction: hikari.CommandInteraction) -> None:
    """Show a form of the older kind, with its field in a row."""
    row = impl.ModalActionRowBuilder().add_text_input("note", "A note")
    await interaction.create_modal_response("A form", "form", component=row)


async def quiet(interaction: hikari.CommandInteraction) -> None:
    """Write where it may not, and tell what came of it."""
    assert interaction.guild_id is not None
    channels = await bot.rest.fetch_guild_channels(interaction.guild_id)
    channel = next(each for each in channels if each.name == "quiet")
    try:
        await bot.rest.create_message(channel.id, "psst")
    except hikari.ForbiddenError as error:
        await respond(interaction, f"refused with {int(error.code)}")


async def count(interaction: hikari.CommandInteraction) -> None:
    """Count the letters of a message."""
    assert interaction.resolved is not None
    (message,) = interaction.resolved.messages.values()
    await respond(interaction, f"{len(message.content or '')} letters")


ANSWERS: dict[str, Callable[[hikari.CommandInteraction], Awaitable[None]]] = {
    "echo": echo,
    "slow": slow,
    "panel": panel,
    "form": form,
    "quiet": quiet,
    "Count": count,
}


async def main() -> None:
    """Run until told to stop."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    await bot.start()
    await stopping.wait()
    await bot.close()


if __name__ == "__main__":
    asyncio.run(main())
