"""Bounds on what members leave: votes and suggestions."""

from __future__ import annotations

from bot.discord_app.connection.client_base import VOTES_A_MINUTE
from bot.ports.feedback import MEMBER_A_DAY

from .conftest import Town, text


async def test_a_member_who_votes_without_end_is_told_to_wait_and_nothing_is_written(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="first tram")
    told = [text(await town.press(town.ann, answer, "👍")) for _ in range(VOTES_A_MINUTE + 1)]
    assert {each.startswith("Thank you, noted.") for each in told[:-1]} == {True}
    assert told[-1] == "That is a lot of votes at once. Try again in a minute."
    assert "Thank you, noted." in text(await town.press(town.ben, answer, "👍"))
    await town.advance(61)
    assert "Thank you, noted." in text(await town.press(town.ann, answer, "👍"))


async def test_a_member_who_suggests_too_much_is_told_so(town: Town) -> None:
    told: list[str] = []
    for number in (*range(MEMBER_A_DAY), 0, "more"):
        miss = await town.ann.slash(town.square, "ask", question=f"where is the moon number {number}")
        form = await town.press(town.ann, miss, "Suggest this question")
        assert form.modal is not None
        field = form.modal["components"][0]["component"]["custom_id"]
        told.append(text(await town.ann.submit_modal(form, {field: f"Where is moon {number}?"})))
    assert all("The curators will see it" in each for each in told[:MEMBER_A_DAY])
    assert "You suggested that already" in told[-2]
    assert "enough suggestions for today" in told[-1]
    assert len(town.store.suggestions) == MEMBER_A_DAY
