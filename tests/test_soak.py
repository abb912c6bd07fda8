"""That the soaks can fail: the message server forgets nonces, the judge sees what is wrong, and their time is quick."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.ports.ports import Ports
from bot.quizzing.quiz_models import EntryRef
from bot.reviewing.review_models import ReviewItem
from bot.storage.database import Database
from bot.storage.queries.daily_queries import DatabaseDaily
from tests.soak.fate import Doom, Step
from tests.soak.faults import FOR_POSTS, Faults
from tests.soak.hurry import EPOCH, HurriedClock, HurriedLoop
from tests.soak.journal import Event, Journal, What, in_hand, read
from tests.soak.message_server import MessageServer, Terms
from tests.soak.quiz.material import is_right, item, reading_step
from tests.soak.quiz.verdict import judge as judge_quiz
from tests.soak.town import FIRST, expected, schedules
from tests.soak.verdict import Archive, Post, Verdict, judge
from tests.support.memory_ports import nothing_stored

END = EPOCH + timedelta(days=2)
DAYS = (date(2021, 1, 1), date(2021, 1, 2))


@pytest.fixture
def clock() -> HurriedClock:
    return HurriedClock.starting(1.0, multiprocessing.get_context("forkserver"))


def post(day: date, quote: str, number: int = 1) -> Post:
    """A post in the channel of the first server, which is in UTC."""
    button = {"type": 2, "custom_id": f"f1:post:{day:%Y%m%d}:{quote}"}
    return Post(id=number, channel=FIRST, at=EPOCH + timedelta(days=1), body={"components": [button]})


async def judged(database: Database, *posts: Post) -> Verdict:
    archive = Archive(posts=posts, counts={}, threads=0)
    return await judge(archive, DatabaseDaily(database), tuple(schedules(1)), (EPOCH, END), quotes=4)


async def test_every_date_posted_once_is_as_it_should_be(database: Database) -> None:
    verdict = await judged(database, *(post(day, f"quote-{day:%d}") for day in DAYS))
    assert verdict.due == 2
    assert verdict.faulty == []
    assert verdict.longest == timedelta(hours=12)


async def test_a_date_without_a_post_is_lost(database: Database) -> None:
    assert (await judged(database, post(DAYS[0], "a"))).lost == [(FIRST, DAYS[1])]


async def test_a_date_with_two_posts_is_doubled(database: Database) -> None:
    verdict = await judged(database, post(DAYS[0], "a"), post(DAYS[0], "a", 2), post(DAYS[1], "b"))
    assert verdict.doubled == [(FIRST, DAYS[0])]


async def test_a_post_for_a_date_that_was_not_due_is_strange(database: Database) -> None:
    verdict = await judged(database, *(post(day, f"quote-{day:%d}") for day in (*DAYS, date(2021, 1, 9))))
    assert verdict.strange == [(FIRST, date(2021, 1, 9))]


async def test_a_quote_that_comes_again_before_all_others_is_told(database: Database) -> None:
    assert (await judged(database, *(post(day, "a") for day in DAYS))).repeated == [(FIRST, DAYS[1])]


def test_the_servers_are_due_at_one_instant_on_their_own_dates() -> None:
    due = [expected(schedule, EPOCH, EPOCH + timedelta(days=1)) for schedule in schedules(50)]
    assert {tuple(instants.values()) for instants in due} == {(EPOCH + timedelta(hours=12),)}
    assert {day for instants in due for day in instants} == {date(2021, 1, 1), date(2021, 1, 2)}


async def test_the_server_knows_a_nonce_for_five_minutes_only(clock: HurriedClock, tmp_path: Path) -> None:
    journal = Journal(tmp_path, "message server", clock)
    end = MessageServer(Terms(seed=1, often=0.0, latency=(0.0, 0.0)), clock, journal)
    sent = {"nonce": "n", "enforce_nonce": True}
    ids: list[str] = []
    async with TestClient(TestServer(end.app())) as client:
        for minutes in (0, 4, 2):
            clock.put_forward(clock.now() + timedelta(minutes=minutes))
            answer = await (await client.post("/channels/7/messages", json=sent)).json()
            ids.append(answer["id"])
        listed = await (await client.get("/channels/7/messages", params={"after": "0"})).json()
    journal.close()
    assert ids[0] == ids[1] != ids[2]
    assert [message["id"] for message in listed] == [ids[2], ids[0]]


def test_everything_that_can_go_wrong_does_so_now_and_then() -> None:
    faults = Faults(seed=1)
    drawn = Counter(faults.draw(posting=True) for _ in range(2000))
    assert set(drawn) == {*FOR_POSTS, None}
    assert drawn[None] > 1000
    assert Faults(seed=1, often=0.0).draw(posting=True) is None


def test_an_hour_passes_in_a_moment() -> None:
    began = time.monotonic()
    with asyncio.Runner(loop_factory=lambda: HurriedLoop(100_000)) as runner:
        runner.run(asyncio.sleep(3600))
    assert 0.03 < time.monotonic() - began < 5


def test_a_worker_killed_between_claim_and_confirmation_had_a_delivery_in_hand(tmp_path: Path) -> None:
    claimed = Event(at=EPOCH, who="worker", what=What.CLAIMED, server=FIRST, day=DAYS[0])
    confirmed = claimed.model_copy(update={"what": What.CHANGED})
    assert in_hand([claimed]) == 1
    assert in_hand([claimed, confirmed]) == 0
    file = tmp_path / "worker.jsonl"
    file.write_text(claimed.model_dump_json() + '\n{"at": "20')
    assert read(file) == [claimed]


def test_workers_are_doomed_at_every_step() -> None:
    faults = Faults(seed=1)
    dooms = [Doom.drawn(faults.random) for _ in range(500)]
    assert {doom.step for doom in dooms if doom} == {*Step}
    assert None in dooms


ROUND = 0xABC
STEPS = 6
"""What the member of the journals did of each kind."""


def shown(*texts: str) -> tuple[Post, ...]:
    """The two questions of a round and its table, as they stand in its channel."""
    bodies: list[dict[str, object]] = [
        {"components": [{"type": 10, "content": text}], "nonce": f"r{ROUND:x}-{what}"}
        for text, what in zip(texts, "01t", strict=True)
    ]
    return tuple(Post(id=at, channel=1, at=EPOCH, body=body) for at, body in enumerate(bodies))


@pytest.fixture
def presses(tmp_path: Path) -> Path:
    """A folder with journals: two members were told that they counted, one of them with a right answer."""
    lines = [
        {"round": ROUND, "number": 0, "member": 1, "counted": 2, "right": True},
        {"round": ROUND, "number": 0, "member": 2, "counted": 3, "right": False, "about": ["figure", "quote", "rain"]},
        *({"what": what, "member": 1, "done": STEPS - 1} for what in ("review", "reading")),
    ]
    (tmp_path / "slot-0.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines) + '{"rou')
    return tmp_path


async def stored(*, times: int = 1, read: int = STEPS, missed: int = 1) -> Ports:
    """What is stored once a member has answered each review so many times, and has read so many steps.

    What another missed in a round has been counted so many times.
    """
    ports = nothing_stored()
    for member in (1, 2):
        await ports.reviews.join(member, EPOCH)
    for number in range(missed):
        about = ReviewItem("figure", EntryRef("quote", "rain"))
        await ports.reviews.note(2, about, right=False, answer=f"g {number}", now=EPOCH)
    for number in range(STEPS):
        for again in range(times):
            right = is_right(1, number)
            await ports.reviews.note(1, item(1, number), right=right, answer=f"{number} {again}", now=EPOCH)
    for step in (reading_step(1, number) for number in range(read)):
        change = ports.store.drop_bookmark if step.drops else ports.store.keep_bookmark
        await change(1, step.kind, step.article, step.paragraph)
    return ports


GOOD = ("✅ <@1> (1.0 s)", "✅ nobody", "🥇 <@1> · 1 of 2 right\n2. <@2> · 0 of 2 right")


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (GOOD, ""),
        (("✅ nobody", *GOOD[1:]), "member 1 was right, and is not named"),
        (("✅ <@1> <@2>", *GOOD[1:]), "member 2 is named, and was not right"),
        (("✅ <@1> <@1>", *GOOD[1:]), "names somebody twice"),
        (("What is it?", *GOOD[1:]), "was never told"),
        ((*GOOD[:2], "🥇 <@1> · 2 of 2 right"), "the table says"),
    ],
)
async def test_a_round_in_which_a_press_is_lost_or_doubled_is_told(
    presses: Path, texts: tuple[str, str, str], fault: str
) -> None:
    archive = Archive(posts=shown(*texts), counts={}, threads=0)
    verdict = await judge_quiz(archive, presses, [ROUND], 2, await stored())
    assert (fault in "\n".join(verdict.faults)) if fault else verdict.faults == []


async def test_a_question_or_a_table_that_stands_twice_or_not_at_all_is_told(presses: Path) -> None:
    first, second, table = shown(*GOOD)
    twice = Archive(posts=(first, first, second, table, table), counts={}, threads=0)
    faults = (await judge_quiz(twice, presses, [ROUND], 2, await stored())).faults
    assert [fault.split(": ")[1] for fault in faults] == ["question 0 stands 2 times", "2 tables"]
    assert len((await judge_quiz(twice, presses, [ROUND, 7], 2, await stored())).faults) == 5


async def test_an_answer_in_a_review_that_was_counted_twice_is_told(presses: Path) -> None:
    archive = Archive(posts=shown(*GOOD), counts={}, threads=0)
    [fault] = (await judge_quiz(archive, presses, [ROUND], 2, await stored(times=2))).faults
    assert "is stored" in fault


@pytest.mark.parametrize(("missed", "fault"), [(0, "does not come back"), (2, "was counted too often")])
async def test_what_was_missed_in_a_round_and_is_lost_or_counted_twice_is_told(
    presses: Path, missed: int, fault: str
) -> None:
    archive = Archive(posts=shown(*GOOD), counts={}, threads=0)
    [told] = (await judge_quiz(archive, presses, [ROUND], 2, await stored(missed=missed))).faults
    assert fault in told


async def test_a_button_that_is_left_under_an_answer_is_told(presses: Path) -> None:
    first, *others = shown(*GOOD)
    left = {"type": 2, "custom_id": f"f1:round:{ROUND:x}:0:next"}
    told = {"type": 10, "content": GOOD[0]}
    answer = first.model_copy(update={"body": {**first.body, "components": [told, left]}})
    archive = Archive(posts=(answer, *others), counts={}, threads=0)
    [fault] = (await judge_quiz(archive, presses, [ROUND], 2, await stored())).faults
    assert "buttons are left" in fault


async def test_a_bookmark_that_was_acknowledged_and_is_not_there_is_told(presses: Path) -> None:
    archive = Archive(posts=shown(*GOOD), counts={}, threads=0)
    [fault] = (await judge_quiz(archive, presses, [ROUND], 2, await stored(read=STEPS - 1))).faults
    assert "was kept" in fault
