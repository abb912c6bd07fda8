"""The pieces of the benchmarks, on data small enough to check by eye."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random

import discord
import numpy as np
import pytest
from rich.console import Console

from benchmarks import ablation, chat, gateway, phrasings, public, responses, scale, speed
from benchmarks.curve import draw
from benchmarks.data import IntentSet, Labelled, banking77
from benchmarks.files import DataMissingError, golden
from benchmarks.footprint import Footprint
from benchmarks.quality import Scored
from benchmarks.report import Floor, Report, Table, at_most, keep, show
from benchmarks.synthetic import joined, pieces, synthetic
from benchmarks.timing import InEncoderCalls, TimedEncoder, Versus, versus, wratio
from benchmarks.typos import mistyped, slip
from bot.matching import Engine, QuestionSource
from bot.matching.encoding.encoder import installed
from bot.pack.models import LabelledQuestion, Pack
from tests.support.packs import village_pack

THINGS = ("kettle", "ladder", "lantern", "saddle", "trumpet", "blanket")
ASKED = ("where do I find the {}", "how much is the {}", "is the {} broken", "can I borrow the {}", "who has the {}")
OTHERS = ("what a lovely morning it is", "see you all tonight", "my train is late again", "any good films lately")


@pytest.fixture(scope="module")
def village() -> Pack:
    return village_pack()


@pytest.fixture(scope="module")
def engine(village: Pack) -> Engine:
    return Engine.build(village)


def intents() -> IntentSet:
    """Six things one may ask about, in the same words throughout; half of what is asked is in scope."""
    train = [Labelled(said.format(thing), thing) for thing in THINGS for said in ASKED]
    asked = [Labelled(f"{said.format(thing)} please", thing) for thing in THINGS for said in ASKED]
    return IntentSet(
        "Things", train, asked, [Labelled(f"{text} {n}", None) for text in OTHERS for n in range(12)], few=4
    )


def test_every_third_word_gets_one_slip_and_the_same_seed_gives_the_same_slips() -> None:
    text = "please tell everybody about opening hours during winter holidays"
    made = [mistyped(text, Random(seed)) for seed in range(30)]
    changed = Counter(
        tuple(place for place, (a, b) in enumerate(zip(text.split(), said.split(), strict=True)) if a != b)
        for said in made
    )
    assert set(changed) == {(0, 3, 6), (1, 4, 7), (2, 5, 8)}
    assert made == [mistyped(text, Random(seed)) for seed in range(30)]


def test_a_slip_always_changes_the_word_by_one_letter_or_a_swap() -> None:
    chance = Random(3)
    for word in ("aaa", "see", "opening") * 50:
        made = slip(word, chance)
        assert made != word
        assert abs(len(made) - len(word)) <= 1


def test_short_words_are_left_as_they_are() -> None:
    assert mistyped("is it he or me", Random(1)) == "is it he or me"


def test_right_answers_are_counted_at_the_threshold_that_lets_the_tolerated_share_through() -> None:
    scored = Scored(
        np.array([0.9, 0.8, 0.6, 0.4, 0.7, 0.5, 0.2, 0.1]),
        np.array([True, False, True, True, False, False, False, False]),
        np.array([True, True, True, True, False, False, False, False]),
    )
    assert scored.accuracy == 0.75
    assert scored.right_at(0.0) == 0.25, "Only what is surer than every refused question counts."
    assert scored.right_at(0.25) == 0.5
    assert scored.answered(0.45) == (0.5, 0.5)
    assert scored.right_at(1.0) == 0.75


def test_a_public_set_is_halved_and_its_phrasings_drawn_by_the_seed() -> None:
    corpus, asked = intents().split(1)
    assert [len(group) for group in corpus.phrasings] == [4] * len(THINGS)
    assert {e.text for e in corpus.calibration}.isdisjoint(e.text for e in asked)
    assert len(corpus.calibration) == len(asked) == 39
    assert {e.near for e in asked} == {None}
    assert intents().split(1) == (corpus, asked)
    assert intents().split(2)[1] != asked


def test_a_public_set_is_measured_clean_and_mistyped() -> None:
    clean, typos = public.measure(intents(), 0)
    assert clean.accuracy > 0.9
    assert typos.accuracy <= clean.accuracy
    assert clean.right_at_1 <= clean.right_at_5 <= clean.accuracy
    assert public.medians([clean, typos, clean]) == clean


def test_absent_data_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match=r"banking77_train_10\.jsonl is not there.*Put the file there"):
        banking77(tmp_path)


def test_each_part_can_be_taken_out_and_the_loss_is_told() -> None:
    tried = ("everything", "signal Bayes", "the encoder", "decoys")
    every = [variant for variant in ablation.variants() if variant.title in tried]
    rows = ablation.merged([ablation.on_half(intents(), every, seed=0)])
    assert tuple(title for title, _ in rows) == tried
    assert dict(rows)["everything"][0] > 0.9
    table = ablation.losses("Things", ("accuracy", "right", "typos", "typos: right"), rows)
    assert table.rows[0][2] == 0
    accuracy, lost = table.rows[1][1], table.rows[1][2]
    assert isinstance(accuracy, float)
    assert isinstance(lost, float)
    assert accuracy + lost == pytest.approx(rows[0][1][0])


def test_without_spelling_repair_words_are_read_as_typed() -> None:
    corpus, _ = intents().split(0)
    whole = ablation.indexed(corpus)
    literal = ablation.Variant("spelling repair", repair=False).index(corpus, whole)
    assert whole.reader("the trumpte").words == ["the", "trumpet"]
    assert literal.reader("the trumpte").words == ["the", "trumpte"]


def test_fewer_phrasings_are_drawn_anew_for_each_seed(village: Pack) -> None:
    first, second = (phrasings.with_few(village, 2, seed) for seed in (0, 1))
    assert {len(question.phrasings) for question in first.questions} == {2}
    assert first.questions != second.questions
    assert phrasings.with_few(village, 2, 0).questions == first.questions
    everything = phrasings.with_few(village, 1000, 0)
    assert [set(q.phrasings) for q in everything.questions] == [set(q.phrasings) for q in village.questions]


def test_the_draft_leaves_only_what_it_held(village: Pack) -> None:
    known = village.questions[0]
    before = phrasings.as_drafted(village, [known.phrasings[1].upper() + "?!"], [])
    assert [question.id for question in before.questions] == [known.id]
    assert before.questions[0].phrasings == (known.phrasings[1],)
    assert before.questions[0].question.first == known.phrasings[1], "The title was not drafted either."
    assert before.unanswerable == ()
    assert all(set(item.answers) <= {known.id} for item in before.calibration)


def test_golden_figures_count_right_wrong_and_near_answers(village: Pack) -> None:
    said = village.questions[0]
    asked = [
        LabelledQuestion(text=said.phrasings[0], answers=(said.id,), kind=None),
        LabelledQuestion(text="how tall is the tallest giraffe", answers=(), kind="far"),
        LabelledQuestion(text="does the village have a swimming pool", answers=(), kind="near"),
    ]
    found = phrasings.measure(village, asked)
    assert (found["right_first"], found["right_in_three"]) == (1, 1)
    assert found["far_answered"] == 0
    assert found["right_at_far_1"] == 1
    assert len(phrasings.floors(found)) == 7
    assert set(phrasings.PLOTTED) <= set(found)


def test_the_curve_is_drawn_as_a_picture(tmp_path: Path) -> None:
    draw(tmp_path / "curve.png", [9, 18], {"right": [0.5, 0.75]})
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")


def test_two_ways_are_timed_on_the_same_texts(engine: Engine) -> None:
    rival = wratio(["when is it open", "where is it"])
    found = versus(engine.ask, rival, ["when is it open", "where"])
    assert min(found.ours, found.rival, found.ratio) > 0


async def test_discord_makes_a_message_of_each_frame() -> None:
    heard: list[discord.Message] = []

    class Listener(gateway.Client):
        def dispatch(self, event: str, /, *args: discord.Message, **kwargs: object) -> None:
            if event == "message":
                heard.extend(args)

    assert await gateway.receive(["good morning", "早上好"], Listener(), rounds=2) > 0
    assert [message.content for message in heard] == ["good morning", "早上好"] * 2
    assert {type(message.author) for message in heard} == {discord.Member}
    assert {type(message.channel) for message in heard} == {discord.TextChannel}


def test_chat_lines_are_overheard_and_their_words_are_not_kept(engine: Engine, tmp_path: Path) -> None:
    said = engine.pack.questions[0]
    asked = [LabelledQuestion(text=said.phrasings[0], answers=(said.id,), kind=None)]
    heard = chat.listen(engine, ["lol see you tomorrow", "my train is late"], asked)
    assert (heard.lines, heard.replies) == (2, ())
    assert heard.golden.near_answered is None, "There was no near miss among them."
    keep(chat.report(heard), tmp_path / "chat.json")
    assert "tomorrow" not in (tmp_path / "chat.json").read_text("utf-8")


def test_overheard_lines_are_set_against_receiving_them(engine: Engine) -> None:
    found = speed.Overheard(statement=5, any_line=50, received=20)
    footprint = Footprint(phrasings=10, load=1, imports=1, engine=4, wall=4, added=50, peak=60)
    starts = speed.Starts(footprint, replace(footprint, engine=0.5))
    report = speed.report(Versus(1, 30, 30), InEncoderCalls(3, 1.2, 2), found, starts)
    assert [floor.held for floor in report.floors] == [True, False, True, True, True, True, True]


def test_an_answer_is_told_in_calls_of_the_encoder_without_its_own() -> None:
    encoder = installed()
    assert encoder is not None
    timed = TimedEncoder(encoder)

    def ask(text: str) -> None:
        timed([text])
        encoder([text])

    found = InEncoderCalls.of(ask, timed, ["a", "b", "c", "d", "e"])
    assert found.encoder > 0
    assert 0 < found.median <= found.slowest, "The second call of each is no call of the timed encoder."


def test_a_made_up_pack_has_its_size_and_loads_like_any_other(village: Pack) -> None:
    made = synthetic(village, [*OTHERS, "你好吗 朋友"] * 3, questions=12, phrasings=5)
    assert [len(question.phrasings) for question in made.pack.questions] == [5] * 12
    assert len(made.asked) == 12
    answers = {name for item in made.pack.calibration for name in item.answers}
    assert answers == {question.id for question in made.pack.questions}
    assert made == synthetic(village, [*OTHERS, "你好吗 朋友"] * 3, questions=12, phrasings=5)
    built = Engine.build(made.pack, vectors=None)
    assert built.ask(made.pack.questions[3].phrasings[0], mode=QuestionSource.COMMAND).candidates


def test_a_sentence_cut_into_pieces_is_joined_again() -> None:
    assert pieces("What is 新质生产力 now") == ["what", "is", "新", "质", "生", "产", "力", "now"]
    assert joined(pieces("What is 新质生产力 now")) == "what is 新质生产力 now"


def test_a_large_pack_is_held_to_its_floors() -> None:
    found = Footprint(100_000, 1, 1, 90, 90, 300, 500, ask=8, rival=400, ratio=50, encoder=2)
    assert found.rest == 3
    assert [floor.held for floor in scale.report(found).floors] == [True, True, False, True]
    assert not scale.report(replace(found, encoder=0)).floors[0].held, "Without an encoder nothing was measured."


def test_a_report_is_printed_and_kept(tmp_path: Path) -> None:
    report = Report(
        (Table("Things", ("what", "share", "count"), (("kettle", 0.123456, 7), ("ladder", None, 8))),),
        (Floor("right", 0.5, 0.75), at_most("wrong", 0.01, 0.02)),
    )
    printed = StringIO()
    show(report, Console(file=printed, width=100))
    assert "0.123" in printed.getvalue()
    assert "MISSED" in printed.getvalue()
    keep(report, tmp_path / "results" / "things.json")
    kept = json.loads((tmp_path / "results" / "things.json").read_text("utf-8"))
    assert kept["tables"][0]["rows"] == [
        {"what": "kettle", "share": 0.1235, "count": 7},
        {"what": "ladder", "share": None, "count": 8},
    ]
    assert kept["floors"][0] == {"what": "right", "value": 0.5, "at_least": 0.75, "held": False}


def test_every_golden_question_has_an_answer_or_a_kind() -> None:
    questions = golden()
    assert {question.kind for question in questions if question.answers} == {None}
    assert {question.kind for question in questions if not question.answers} == {"near", "far"}


def test_first_responses_are_ranked_by_their_slowest_and_measured_in_constant_replies() -> None:
    taken = {responses.FLOOR: [0.4, 0.5, 0.6], "/ask": [4.0, 101.0, 5.0], "/help": [1.0, 1.0]}
    found = responses.report(taken)
    first, second, *_ = found.tables[0].rows
    assert first == ("/ask", 101.0, 5.0, 10.0)
    assert second[0] == "/help"
    assert [floor.held for floor in found.floors] == [False, True]
