"""A kind of post of which there is nothing once it is made, as a quiz may have nothing on the topics chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.daily.models import Delivery, PostKind, Reason, State
from bot.daily.ports import NothingToShowError
from tests.daily.world import NOON, work

from .test_delivery import Scene


async def test_a_kind_of_which_there_is_nothing_after_all_makes_way_for_the_next_on_the_same_day() -> None:
    scene = Scene()
    await scene.daily.set(replace(scene.schedule, kinds=(PostKind.QUIZ, PostKind.TERM)))

    def no_quiz(delivery: Delivery) -> None:
        if delivery.kind is PostKind.QUIZ:
            raise NothingToShowError

    scene.discord.before_send = no_quiz
    scene.time.pass_by(NOON - scene.time.now())
    [delivery] = await work(scene.worker)
    assert delivery.kind is PostKind.TERM
    [delivery] = await scene.later(timedelta())
    assert delivery.state is State.SENT
    await scene.daily.set(replace(scene.schedule, kinds=(PostKind.QUIZ,)))
    [delivery] = await scene.later(timedelta(days=1))
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.NO_QUOTE)
    assert await scene.daily.preview(1) is not None
    assert len(scene.discord.posts) == 1
