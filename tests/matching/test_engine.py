"""Asking: what is answered, what is offered, what is declined, and what is said about why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library import mapped_file
from bot.library.object_graph import parts_of
from bot.matching import Decision, Engine, QuestionSource, Reply
from bot.matching.encoding.encoder import installed
from tests.matching.workshop import a_pack, labelled, workshop, workshop_with
from tests.matching.workshop_texts import ASKED, FAR, GREETINGS, NOTICE, PHRASINGS, UNANSWERABLE

EVERYTHING = tuple(text for texts in (*PHRASINGS.values(), *ASKED.values()) for text in texts)


def said(reply: Reply) -> Reply:
    """A reply but for the time it took."""
    return replace(reply, micros=0)


def answer(text: str) -> str | None:
    reply = workshop().ask(text)
    return reply.answer.id if reply.answer else None


@pytest.mark.parametrize("name", list(PHRASINGS))
def test_every_phrasing_finds_its_entry(name: str) -> None:
    for text in PHRASINGS[name]:
        reply = workshop().ask(text)
        assert reply.candidates[0].question.id == name, text
        assert reply.decision in {Decision.ANSWER, Decision.SUGGEST}, text


def test_nearly_every_phrasing_is_answered() -> None:
    texts = [text for group in PHRASINGS.values() for text in group]
    assert sum(answer(text) is not None for text in texts) / len(texts) > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "WHEN DOES THE WORKSHOP OPEN???",
        "ｗｈｅｎ ｄｏｅｓ ｔｈｅ ｗｏｒｋｓｈｏｐ ｏｐｅｎ",
        "when\u200b does the work\u200bshop open",
        "when does the workshop open 🙏🚲",
        "<@42> when does the workshop open",
        "when does the workshop open https://example.org/a",
        "when does the workshop open ```sh\nrm -rf\n```",
        "**when** does the ||workshop|| open",
    ],
)
def test_the_same_question_gets_the_same_answer_however_it_is_written(text: str) -> None:
    plain = workshop().ask("when does the workshop open")
    assert plain.answer is not None
    reply = workshop().ask(text)
    assert reply.answer == plain.answer
    assert reply.confidence == pytest.approx(plain.confidence, abs=0.05)


def test_traditional_chinese_gets_the_same_answer_as_simplified() -> None:
    assert workshop().ask("工坊幾點開門").candidates == workshop().ask("工坊几点开门").candidates


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("wen dose the workshp open", "hours"),
        ("prcie of a flat tyer repair", "puncture"),
        ("how mcuh are new braek pads", "brakes"),
        ("who mendds the gaers", "mechanic"),
        ("gongfang jidian kaimen", "hours"),
        ("gōngfāng jǐ diǎn kāi mén", "hours"),
        ("butai duoshao qian", "puncture"),
        ("bǔtāi duōshǎo qián", "puncture"),
        ("zenme yuyue xiuli", "booking"),
    ],
)
def test_a_misspelt_question_or_one_in_pinyin_finds_its_entry(text: str, name: str) -> None:
    reply = workshop().ask(text)
    assert reply.candidates[0].question.id == name
    assert reply.decision in {Decision.ANSWER, Decision.SUGGEST}


@pytest.mark.parametrize("text", [*UNANSWERABLE, *FAR, "can you fix my printer", "who is the president of france"])
def test_known_unanswerable_questions_and_chatter_get_no_answer(text: str) -> None:
    for mode in QuestionSource:
        assert workshop().ask(text, mode=mode).answer is None


def test_confidence_is_highest_for_the_first_and_never_more_than_certain() -> None:
    for text in (*EVERYTHING, *FAR):
        reply = workshop().ask(text)
        confidences = [candidate.confidence for candidate in reply.candidates]
        assert reply.confidence == max(confidences) == confidences[0]
        assert all(0 <= confidence <= 1 for confidence in confidences)
        assert len(reply.candidates) == 5
        assert len({candidate.question.id for candidate in reply.candidates}) == 5


def test_a_message_that_nobody_addressed_needs_more_confidence() -> None:
    engine = workshop()
    assert engine.threshold(QuestionSource.CHANNEL) > engine.threshold(QuestionSource.COMMAND)
    for text in EVERYTHING:
        overheard, called = engine.ask(text, mode=QuestionSource.CHANNEL), engine.ask(text)
        assert overheard.decision in {Decision.ANSWER, Decision.NOTHING}
        if overheard.answer:
            assert overheard.answer == called.answer


def test_an_overheard_message_must_read_as_a_question() -> None:
    told = "i told my brother when the workshop opens and closes so that he knows about sundays too!"
    assert workshop().ask(told, mode=QuestionSource.CHANNEL).decision is Decision.NOTHING
    assert workshop().ask("when does the workshop open", mode=QuestionSource.CHANNEL).decision is Decision.ANSWER


def test_a_phrasing_typed_word_for_word_is_answered_however_little_is_tolerated() -> None:
    reply = workshop().ask("When does the workshop OPEN??", tolerance=0.0001)
    assert reply.answer is not None
    assert reply.confidence >= 0.99


def test_a_server_that_tolerates_more_gets_no_fewer_answers() -> None:
    engine = workshop()
    answered = [
        sum(
            engine.ask(text, mode=QuestionSource.CHANNEL, tolerance=tolerance).answer is not None for text in EVERYTHING
        )
        for tolerance in (0.001, 0.03, 0.2)
    ]
    assert answered == sorted(answered)
    assert answered[0] < answered[-1]


def test_small_talk_gets_its_reply_when_the_bot_was_called_and_none_when_it_was_not() -> None:
    for text in GREETINGS:
        reply = workshop().ask(text)
        assert reply.decision is Decision.CHITCHAT
        assert reply.chitchat is not None
        assert reply.answer is None
        assert workshop().ask(text, mode=QuestionSource.CHANNEL).decision is Decision.NOTHING


def test_entries_are_offered_when_one_of_them_is_likely_meant_but_none_is_sure_enough() -> None:
    doubtful = workshop_with(1.1)
    for text in EVERYTHING:
        reply = doubtful.ask(text)
        assert reply.answer is None
        if reply.why.signals["offered"] > 0.9:
            assert reply.decision is Decision.SUGGEST, text
    assert doubtful.ask("who is the mechanic", mode=QuestionSource.CHANNEL).decision is Decision.NOTHING


def test_a_question_on_the_topic_without_an_answer_gets_the_passages_that_touch_on_it() -> None:
    engine = workshop_with(9, offer=9)
    reply = engine.ask("what does a puncture cost to mend")
    assert (reply.decision, reply.answer) == (Decision.PASSAGES, None)
    assert 1 <= len(reply.passages) <= 3
    assert reply.passages[0].paragraph.text == NOTICE["puncture"]
    assert all(hit.score >= 0.5 and hit.spans for hit in reply.passages)


def test_a_question_on_the_topic_that_no_passage_touches_on_gets_nothing() -> None:
    reply = workshop_with(9, offer=9).ask("who is the mechanic")
    assert (reply.decision, reply.passages) == (Decision.NOTHING, ())


def test_chatter_gets_no_passages_though_they_hold_its_words() -> None:
    engine = workshop_with(9)
    for text in FAR:
        assert engine.ask(text).decision is Decision.NOTHING, text


def test_no_passages_are_shown_with_an_answer() -> None:
    assert workshop().ask("who is the mechanic").passages == ()


def test_why_tells_what_the_decision_rests_on() -> None:
    reply = workshop().ask("how much does it cost to mend a punctrue")
    why = reply.why
    assert why.phrasing == reply.candidates[0].phrasing == "how much does it cost to mend a puncture"
    assert why.confidence == reply.confidence >= why.threshold == workshop().threshold()
    assert why.runner_up == reply.candidates[1].question
    assert why.runner_up_confidence == reply.candidates[1].confidence
    assert why.repaired == (("punctrue", "puncture"),)
    assert {"offered", "cosine", "dense", "unknown"} <= set(why.signals)
    assert reply.confidence <= why.signals["offered"] <= 1


def test_the_phrasing_told_is_the_nearest_one_of_the_candidate() -> None:
    for texts in PHRASINGS.values():
        for text in texts:
            assert workshop().ask(text).candidates[0].phrasing == text


def test_there_is_no_why_about_a_text_without_words() -> None:
    why = workshop().ask("???").why
    assert (why.phrasing, why.runner_up, why.confidence, dict(why.signals)) == (None, None, 0, {})
    assert why.threshold == workshop().threshold()


def test_the_reply_is_in_the_language_of_the_question_unless_another_is_asked_for() -> None:
    assert workshop().ask("who is the mechanic").language == "en"
    assert workshop().ask("补胎多少钱").language == "zh"
    assert workshop().ask("补胎多少钱", language="en").language == "en"
    assert workshop().define("刹车").language == "zh"


def test_the_reply_holds_the_text_as_it_was_typed_and_the_time_it_took() -> None:
    text = "  WHO is the mechanic " + "?" * 3000
    reply = workshop().ask(text)
    assert reply.text == text
    assert reply.micros > 0


def test_two_builds_of_one_pack_give_the_same_answers() -> None:
    again = Engine.build(a_pack(calibration=labelled()))
    for text in (*EVERYTHING, *UNANSWERABLE, *FAR):
        assert said(again.ask(text)) == said(workshop().ask(text))


def read_again(engine: Engine, folder: Path) -> Engine:
    """The engine as the next start has it from disk."""
    outside = [*parts_of(engine.pack), installed()]
    with (folder / "engine").open("w+b") as file:
        mapped_file.write(engine.state(), file, package="bot.matching", outside=outside)
    kept = mapped_file.read(folder / "engine", package="bot.matching", outside=outside)
    return Engine.restored(engine.pack, kept)


def test_an_engine_kept_on_disk_gives_the_same_answers(tmp_path: Path) -> None:
    kept = read_again(workshop(), tmp_path)
    for text in (*EVERYTHING, *FAR):
        assert said(kept.ask(text)) == said(workshop().ask(text))
    assert kept.search("brake pads") == workshop().search("brake pads") != ()


def test_several_threads_may_ask_at_once(tmp_path: Path) -> None:
    engine = read_again(workshop(), tmp_path)  # which remembers no word yet
    texts = [f"{text} {slip}" for text in EVERYTHING for slip in ("pleese", "thankx", "")]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(engine.ask, texts))
    assert [said(reply) for reply in replies] == [said(workshop().ask(text)) for text in texts]
