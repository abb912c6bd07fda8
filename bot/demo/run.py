"""Running the demo: a Discord on loopback, the real bot connected to it, and a page, all in one process."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.daily.models import Schedule
from bot.demo.example_server import TOKEN, Scene, build_scene, conversation
from bot.demo.movable_clock import MovableClock
from bot.demo.skipping import skip_to_next
from bot.demo.trying import asked_before, things_to_try
from bot.discord_app.bot_process import aim, connect
from bot.discord_app.client import Footnote
from bot.discord_app.logs import start_logging
from bot.errors import UsageError
from bot.languages import DEFAULT
from bot.library.library import Library
from bot.library.pack_watcher import watch
from bot.ports.server_settings import ServerSettings
from bot.settings import Settings
from bot.storage.database_url import address_of
from bot.storage.migrating import opened
from bot.storage.sql_ports import ports_on
from bot.translations import Voice, localizations, voice
from sandbox import Action, Extras, Rates, Sandbox

QUOTE_AT = time(9)
QUOTE_ZONE = "UTC"
"""When the post of the day is due in the server as one finds it."""
GLANCE = 0.01
"""Seconds between two looks whether the bot is ready."""
ENCODER_PATIENCE = 15.0
"""Most seconds that the page waits for the encoder: who tries the bot out judges it by its first answers, but a large
library of one's own takes minutes to be encoded for the first time."""


def run(settings: Settings, port: int, tell: Callable[[str], None]) -> int:
    """Run the demo until interrupted (Ctrl-C or SIGTERM).

    Args:
        settings: of which those that are meant for the real Discord are passed over.
        port: where the page is served on 127.0.0.1; 0 for any port that is free.
        tell: is given the page's address once everything is ready.

    Returns:
        The exit code: 0 after being told to stop.

    Raises:
        UsageError: the port is taken.
        PackError: the pack has faults.
    """
    start_logging("WARNING")
    logging.getLogger("discord.client").setLevel(logging.ERROR)  # it warns that there is no voice, which nobody wants
    # It takes a busy machine for a slow connection: an answer on loopback can come before it has noted the question.
    logging.getLogger("discord.gateway").setLevel(logging.ERROR)
    with suppress(KeyboardInterrupt):
        asyncio.run(_demonstrate(settings, port, tell))
    return 0


async def _demonstrate(settings: Settings, port: int, tell: Callable[[str], None]) -> None:
    async with prepared(settings, port) as (client, sandbox):
        stopping = asyncio.Event()
        serving = asyncio.create_task(connect(client, TOKEN), name="bot")
        watching = asyncio.create_task(watch(client.library, sandbox, stop=stopping), name="pack files")
        try:
            # The library calls itself ready two seconds after the last server it is told of; it answers from the first.
            while not (client.guilds or serving.done()):  # noqa: ASYNC110 - before it connects there is no event
                await asyncio.sleep(GLANCE)
            if not serving.done():
                await client.library.ready(ENCODER_PATIENCE)
                await _open(client, sandbox)
                tell(sandbox.address)
            await serving
        finally:
            stopping.set()
            serving.cancel()
            await asyncio.gather(serving, watching, return_exceptions=True)


async def _open(client: Footnote, sandbox: Sandbox) -> None:
    """Let the bot greet where one lands, and somebody ask it something there; what is seen first is a conversation."""
    world, pack = sandbox.core.world, client.library.edition.pack
    guild = client.guilds[0]
    greeted = await client.greeter.joined(guild)
    asked = asked_before(pack, client.library.edition.engine)
    channel = world.guilds[guild.id].system_channel
    if greeted and asked is not None and channel is not None:
        admin = world.guilds[guild.id].owner
        sandbox.core.messages.send(admin, world.channel(channel), {"content": asked})


@asynccontextmanager
async def prepared(settings: Settings, port: int) -> AsyncGenerator[tuple[Footnote, Sandbox]]:
    """The bot, not yet connected, and the sandbox, listening; the database lies in a folder that is removed at the end.

    Raises:
        UsageError: the port is taken.
        PackError: the pack has faults.
    """
    clock = MovableClock()
    library = await Library.open(settings.seeds, cache=settings.cache, encoder=settings.encoder, at_once=True)
    scene = build_scene(library.edition.pack, clock)
    with TemporaryDirectory(prefix="footnote-demo-", ignore_cleanup_errors=True) as folder:
        async with opened(address_of(f"sqlite:///{Path(folder) / 'demo.db'}")) as database:
            ports = ports_on(database, clock)
            client = Footnote(_only_here(settings, scene), library, ports=ports)
            await _preset(client, scene)
            sandbox = Sandbox(scene.world, _extras(client, scene, clock), port=port, rates=Rates.generous())
            try:
                await sandbox.start()
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                raise UsageError(
                    f"Port {port} of 127.0.0.1 is taken, perhaps by another demo. Choose one with --port; 0 finds one."
                ) from None
            try:
                _converse(sandbox, scene, conversation(library.edition.pack))
                aim(sandbox.address)
                yield client, sandbox
            finally:
                await sandbox.stop()


def _only_here(settings: Settings, scene: Scene) -> Settings:
    """The settings without what is meant for the real Discord; a pack of one's own may be changed from the demo."""
    curating = () if settings.seeds == Settings.model_fields["seeds"].default else (scene.guild.id,)
    here = {"message_content": True, "shard_ids": None, "shard_count": None, "curate_in": curating}
    return settings.model_copy(update=here)


async def _preset(client: Footnote, scene: Scene) -> None:
    """The server as an admin would have set it up."""

    def opened_channel(settings: ServerSettings) -> ServerSettings:
        return replace(settings, channels=frozenset({scene.open.id}))

    await client.ports.store.change_settings(scene.guild.id, opened_channel)
    if scene.daily is not None:
        await client.daily.set(Schedule(scene.guild.id, scene.daily.id, QUOTE_AT, QUOTE_ZONE))


def _extras(client: Footnote, scene: Scene, clock: MovableClock) -> Extras:
    edition = client.library.edition
    skip = partial(skip_to_next, client.daily, clock, scene.guild.id)
    return Extras(
        title=f"{scene.world.bot.display} · demo",
        things_to_try=things_to_try(edition.pack, edition.engine, scene),
        actions=()
        if scene.daily is None
        else (Action("skip", _skip(voice(DEFAULT)), skip, label_localizations=localizations(_skip)),),
    )


def _skip(say: Voice) -> str:
    return say("Skip to the next post of the day")


def _converse(sandbox: Sandbox, scene: Scene, lines: list[str]) -> None:
    """Have people say something in the general channel before anybody comes."""
    for speaker, line in zip((scene.admin, scene.member, scene.admin), lines, strict=False):
        sandbox.core.messages.send(speaker.id, scene.general, {"content": line})
