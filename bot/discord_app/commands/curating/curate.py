"""`/curate`: what waits for curators, privately: accept a wording, make an entry, dismiss, take back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias

from discord import app_commands, ui

from bot.curating.pack_editor import Edited, NewEntry, RefusedEditError
from bot.discord_app.commands.curating.curating_forms import entry_form, words_form
from bot.discord_app.commands.curating.worklist_cards import CuratingRenderer, WaitingItem, items_of, name_of
from bot.discord_app.components.custom_ids import Verb, id_of
from bot.discord_app.components.text_limits import echo
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, in_servers
from bot.pack.editing.yaml_edits import EditError
from bot.pack.models import Question
from bot.ports.curating_store import QueuedQuestion

Action: TypeAlias = Callable[[Exchange, int, Sequence[str]], Awaitable[None]]
"""Does what a curator pressed, in a server (by its id), with the arguments of the button."""


@in_servers
@app_commands.command(name="curate", description="For curators: what members asked for and didn't find")
async def curate(interaction: Interaction) -> None:
    """Show a curator what waits."""
    exchange = Exchange(interaction)
    server = await _server_of_curator(exchange)
    if server is not None:
        items = await exchange.client.curating.worklist(exchange.edition, server)
        await exchange.show(_renderer(exchange).worklist(items, exchange.client.curating.barred(server)))


async def press(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Do what a button, a menu or a form says. Who may is asked anew: names are taken off the list."""
    what, *rest = arguments
    server = await _server_of_curator(exchange)
    if server is not None and what in ACTIONS:
        await ACTIONS[what](exchange, server, rest)


async def send_in(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Do what a form says."""
    what, *rest = arguments
    server = await _server_of_curator(exchange)
    if server is not None and what in FORMS:
        await FORMS[what](exchange, server, rest)


async def _server_of_curator(exchange: Exchange) -> int | None:
    """Id of the server, for its curators and whoever may manage it; None for anybody else, who is told so."""
    server, interaction = exchange.server, exchange.interaction
    if server is not None:
        curators = (await exchange.store.settings(server)).curators
        roles = {role.id for role in getattr(interaction.user, "roles", ())}
        if interaction.permissions.manage_guild or curators & {exchange.member, *roles}:
            return server
    await exchange.notice(
        exchange.say("Only this server's curators can do that. Its admins name them with `/settings`.")
    )
    return None


async def _list(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    items = await exchange.client.curating.worklist(exchange.edition, server)
    page = int(arguments[0]) if arguments else 0
    await exchange.replace(_renderer(exchange).worklist(items, exchange.client.curating.barred(server)), page)


async def _item(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    items = await exchange.client.curating.worklist(exchange.edition, server)
    found: WaitingItem | None = next((each for each in items_of(items) if name_of(each) == arguments[-1]), None)
    if found is None:
        await _dealt_with(exchange)
    else:
        await exchange.replace(_renderer(exchange).item(found))


async def _accept(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    """The member's own words become a phrasing of an entry."""
    number, short = arguments
    asked, entry = await _waiting(exchange, server, number), _entry(exchange, short)
    if asked is None or entry is None:
        await _dealt_with(exchange)
    else:
        await _phrase(exchange, server, entry, asked.text, (asked.number,))


async def _ask_for_words(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    number, short = arguments
    asked, entry = await _waiting(exchange, server, number), _entry(exchange, short)
    if entry is None:
        await exchange.gone()
        return
    form = words_form(exchange.say, entry.title(exchange.language), asked.text if asked else "", (number, short))
    await _open(exchange, form)


async def _ask_for_entry(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    asked = await _waiting(exchange, server, arguments[0])
    if asked is None:
        await _dealt_with(exchange)
    else:
        await _open(exchange, entry_form(exchange.say, asked.text, (arguments[0],)))


async def _take_words(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    number, short, text = arguments
    asked, entry = await _waiting(exchange, server, number), _entry(exchange, short)
    if entry is None:
        await exchange.gone()
    else:
        await _phrase(exchange, server, entry, text, (asked.number,) if asked else ())


async def _take_entry(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    number, question, answer, source, topic = arguments
    asked = await _waiting(exchange, server, number)
    wordings = [asked.text] if asked and asked.text.split() != question.split() else []
    new = NewEntry(question, answer, topic.strip(), source.strip(), wordings)
    title = echo(question)
    await _write(
        exchange,
        server,
        new,
        (asked.number,) if asked else (),
        lambda done: exchange.say("“{question}” is an entry now ({place}).", question=title, place=f"`{done.place}`"),
    )


async def _phrase(exchange: Exchange, server: int, entry: Question, text: str, numbers: Sequence[int]) -> None:
    title, phrasing = echo(entry.title(exchange.language)), echo(text)
    await _write(
        exchange,
        server,
        (entry.id, text),
        numbers,
        lambda done: exchange.say(
            "“{phrasing}” is a way to ask “{question}” now ({place}).",
            phrasing=phrasing,
            question=title,
            place=f"`{done.place}`",
        ),
    )


async def _write(
    exchange: Exchange,
    server: int,
    change: tuple[str, str] | NewEntry,
    numbers: Sequence[int],
    told: Callable[[Edited], str],
) -> None:
    """Write a change into the pack, where that may be; else show what is to be written."""
    desk, renderer = exchange.client.curating, _renderer(exchange)
    bar = desk.barred(server)
    try:
        if bar is not None:
            card = renderer.proposal(bar, await desk.propose(exchange.edition, change))
        elif not await exchange.claims(in_place=True):
            return
        else:
            edited = await desk.write(exchange.edition, exchange.member, change, numbers)
            card = renderer.done(told(edited), live=exchange.client.settings.reload)
    except (EditError, RefusedEditError) as error:
        card = renderer.refused(str(error))
    except OSError as error:
        card = renderer.refused(error.strerror or str(error))
    await exchange.replace(card)


async def _dismiss(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    asked = await _waiting(exchange, server, arguments[0])
    await _drop(exchange, (asked.number,) if asked else ())


async def _dismiss_all(exchange: Exchange, server: int, arguments: Sequence[str]) -> None:
    """Dismiss whatever waits in this server from the member who suggested one, who stays unnamed."""
    asked = await _waiting(exchange, server, arguments[0])
    here = {each.number for each in await exchange.store.queued(server)}
    numbers = await exchange.client.curating.of_the_same_member(asked.number) if asked else ()
    await _drop(exchange, [number for number in numbers if number in here])


async def _drop(exchange: Exchange, numbers: Sequence[int]) -> None:
    count = await exchange.client.curating.dismiss(exchange.member, numbers) if numbers else 0
    if count == 0:
        await _dealt_with(exchange)
        return
    told = exchange.say.plural("{count} question dismissed.", "{count} questions dismissed.", count)
    await exchange.replace(_renderer(exchange).done(told))


async def _undo(exchange: Exchange, _server: int, _arguments: Sequence[str]) -> None:
    renderer, say = _renderer(exchange), exchange.say
    if not await exchange.claims(in_place=True):
        return
    try:
        step = await exchange.client.curating.undo(exchange.member)
    except RefusedEditError as error:
        await exchange.replace(renderer.refused(str(error)))
        return
    if step is None:
        await exchange.replace(renderer.done(say("There is nothing of yours to undo.")))
        return
    live = exchange.client.settings.reload if step.edited else None
    await exchange.replace(renderer.done(say("Undone."), live=live))


async def _dealt_with(exchange: Exchange) -> None:
    await exchange.replace(_renderer(exchange).done(exchange.say("That has already been dealt with.")))


async def _open(exchange: Exchange, form: ui.Modal) -> None:
    if not await responses.open_form(exchange.interaction, form):
        await exchange.notice(exchange.say("That took too long. Press the button again."))


async def _waiting(exchange: Exchange, server: int, number: str) -> QueuedQuestion | None:
    """The suggested question of this server with that number, if it still waits."""
    waiting = await exchange.store.queued(server) if number != "0" else ()
    return next((each for each in waiting if str(each.number) == number), None)


def _entry(exchange: Exchange, short: str) -> Question | None:
    found = id_of(short, exchange.pack.question_by_id)
    return exchange.pack.question_by_id[found] if found else None


def _renderer(exchange: Exchange) -> CuratingRenderer:
    return exchange.renderer(CuratingRenderer)


ACTIONS: Mapping[str, Action] = {
    "list": _list,
    "item": _item,
    "accept": _accept,
    "words": _ask_for_words,
    "new": _ask_for_entry,
    "dismiss": _dismiss,
    "member": _dismiss_all,
    "undo": _undo,
}
"""What each button does."""
FORMS: Mapping[str, Action] = {"words": _take_words, "new": _take_entry}
"""What each form does that is sent in."""

FEATURE = Feature(commands=(curate,), presses={Verb.CURATE: press, Verb.CURATED: send_in})
