"""`/privacy`: what is stored, and erasing it."""

from __future__ import annotations

from bot.ports.feedback import SuggestedQuestion, Vote
from bot.ports.server_settings import ServerSettings, SpeakMode

from .conftest import Town, labels, text


async def test_it_tells_what_is_stored_about_a_member_and_the_server(town: Town) -> None:
    await fill(town)
    shown = await town.ann.slash(town.square, "privacy")
    said = text(shown)
    assert shown.ephemeral
    assert "Stored about you: 2 votes on answers, 1 suggested question." in said
    assert "its settings, with 1 open channel." in said
    assert labels(shown) == ["Erase what is stored about me"]


async def test_a_member_erases_what_is_theirs_and_nothing_else(town: Town) -> None:
    await fill(town)
    shown = await town.ann.slash(town.square, "privacy")
    assert "Erased: 3 entries about you." in text(await town.press(town.ann, shown, "Erase what is stored about me"))
    assert (await town.store.stored_about(town.ann.id)).votes == 0
    assert (await town.store.stored_about(town.ben.id)).votes == 1


async def test_an_admin_erases_the_server_s_after_being_asked_whether_they_are_sure(town: Town) -> None:
    await fill(town)
    admin = town.admin()
    shown = await admin.slash(town.square, "privacy")
    sure = await town.press(admin, shown, "Erase this server's data")
    assert "It cannot be undone." in text(sure)
    assert town.store.servers
    await town.press(admin, sure, "Erase it all")
    assert not town.store.servers
    assert not town.store.suggestions
    assert list(town.store.votes) == [("last-tram", town.ann.id)]  # cast elsewhere


async def test_nobody_else_erases_the_server_s(town: Town) -> None:
    await fill(town)
    admin = town.admin()
    shown = await admin.slash(town.square, "privacy")
    with town.without_rights():
        refused = await town.press(admin, shown, "Erase this server's data")
    assert "Only members who may manage the server" in text(refused)
    assert town.store.servers


async def test_in_direct_messages_it_tells_about_the_member_only(town: Town) -> None:
    shown = await town.ann.slash(town.ann.direct, "privacy")
    assert "this server" not in text(shown)
    assert "Stored about you: nothing." in text(shown)
    assert "Nothing was stored about you." in text(await town.press(town.ann, shown, "Erase what is stored about me"))


async def fill(town: Town) -> None:
    """Two votes and a question of Ann's, a vote of Ben's, settings of the server."""
    await town.configure(ServerSettings(mode=SpeakMode.CHANNELS, channels=frozenset({town.square.id})))
    await town.store.vote("first-tram", town.ann.id, town.guild.id, Vote.UP)
    await town.store.vote("last-tram", town.ann.id, None, Vote.UP)
    await town.store.vote("first-tram", town.ben.id, town.guild.id, Vote.DOWN)
    await town.store.suggest(SuggestedQuestion("Where is it?", "en", town.ann.id, town.guild.id))
