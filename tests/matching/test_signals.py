"""Each signal tells what it is meant to tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.matching.evidence.candidate_features import Case, Signal
from bot.matching.evidence.likeness import Bayes, Linear, Meant, NearestPhrasing, Search
from bot.matching.evidence.signals import ALIKE, SIGNALS, Refusal, Shape, comparable, measure, names
from bot.matching.evidence.word_coverage import AnswerKind, Coverage
from bot.matching.numerics.arrays import Floats
from tests.matching.workshop import asked, entry, workshop_index
from tests.matching.workshop_texts import PHRASINGS, UNANSWERABLE

EVERY = np.arange(len(PHRASINGS), dtype=np.int32)


def case(text: str, refusal: Floats | None = None) -> Case:
    return Case.of(workshop_index(), asked(text), EVERY, refusal)


def values(signal: Signal, name: str, text: str) -> list[float]:
    """A signal's number for each entry."""
    return signal(case(text))[:, signal.names.index(name)].tolist()


def best(signal: Signal, name: str, text: str) -> str:
    """The entry with the largest number."""
    found = values(signal, name, text)
    return list(PHRASINGS)[found.index(max(found))]


@pytest.mark.parametrize(
    ("signal", "name"), [(Bayes(), "bayes_z"), (Bayes(), "bayes_log"), (NearestPhrasing(), "cosine")]
)
@pytest.mark.parametrize("name_of_entry", list(PHRASINGS))
def test_shared_words_point_at_the_entry(signal: Signal, name: str, name_of_entry: str) -> None:
    for text in PHRASINGS[name_of_entry]:
        assert best(signal, name, text) == name_of_entry


@pytest.mark.parametrize(
    ("signal", "name"),
    [(Linear(), "linear_z"), (Linear(), "linear_log"), (Meant(), "dense"), (Meant(), "centre"), (Meant(), "centre_z")],
)
def test_vectors_point_at_the_entry_though_no_word_is_shared(signal: Signal, name: str) -> None:
    assert best(signal, name, "borrowing bikes meanwhile") == "loan"
    assert best(signal, name, "¿a qué hora abre el taller?") == "hours", "In Spanish, of which the pack has no word."


def test_a_phrasing_typed_exactly_is_as_near_as_can_be_and_lags_behind_nobody() -> None:
    near = NearestPhrasing()(case("who is the mechanic"))
    assert near[entry("mechanic"), 0] == pytest.approx(1, abs=1e-5)
    assert near[entry("mechanic"), 2] == 0
    assert (np.delete(near[:, 2], entry("mechanic")) > 0).all()


def test_the_mean_of_three_phrasings_is_no_larger_than_the_best_and_not_negative() -> None:
    for signal in (NearestPhrasing(), Meant()):
        table = signal(case("how much is the repair"))
        assert (table[:, 1] <= table[:, 0] + 1e-6).all()
        assert (table[:, 1] >= 0).all()


def test_entries_with_few_phrasings_are_measured_by_the_best_alone() -> None:
    many = Case.of(workshop_index(), asked("where is the workshop"), np.array([entry("place")], np.int32))
    begin, _ = many.phrasings[0]
    narrow = replace(many, phrasings=[(begin, begin + 2)])
    best_two, mean, lag = NearestPhrasing()(narrow)[0].tolist()
    assert best_two == mean > 0
    assert lag == 0


def test_words_that_a_candidate_holds_are_covered_and_backed_only_by_its_answer() -> None:
    text = "who is the mechanic"
    assert best(Coverage(), "covered", text) == best(Search(), "search", text) == "mechanic"
    backed, covered = values(Coverage(), "backed", text), values(Coverage(), "covered", text)
    assert backed[entry("mechanic")] < covered[entry("mechanic")], "The answer does not say mechanic, phrasings do."


def test_a_telling_word_that_nobody_holds_is_unknown_and_missing_everywhere() -> None:
    plain, strange = "does a puncture cost much", "does a helicopter puncture cost much"
    assert max(values(Coverage(), "unknown", plain)) == 0 < min(values(Coverage(), "unknown", strange))
    for name in ("missing", "missing_backed"):
        at = entry("puncture")
        assert values(Coverage(), name, strange)[at] > values(Coverage(), name, plain)[at]
    assert min(values(Coverage(), "missing", strange)) == 1


def test_the_second_missing_word_is_told_too_where_there_are_two() -> None:
    assert max(values(Coverage(), "missing_backed_2", "helicopter")) == 0
    assert min(values(Coverage(), "missing_backed_2", "zeppelin helicopter")) > 0


def test_a_question_without_words_covers_nothing() -> None:
    index = workshop_index()
    assert not Coverage()(Case.of(index, index.query(""), EVERY)).any()


def test_a_question_for_a_price_fits_entries_that_are_asked_for_prices() -> None:
    kind = values(AnswerKind(), "kind", "how much is it")
    assert kind[entry("puncture")] > 0 > kind[entry("mechanic")]
    assert set(values(AnswerKind(), "quantity", "how much is it")) == {1}
    assert set(values(AnswerKind(), "kind", "workshop")) == {0}


def test_numbers_of_the_question_are_looked_for() -> None:
    missing = values(AnswerKind(), "number_missing", "does it cost 12 pounds or 13")
    assert missing[entry("puncture")] == 1
    assert missing[entry("brakes")] == 2


def test_an_answer_without_figures_does_not_suit_a_question_for_one() -> None:
    assert values(AnswerKind(), "no_figures", "how much is it")[entry("booking")] == 1
    assert values(AnswerKind(), "no_figures", "how much is it")[entry("puncture")] == 0
    assert max(values(AnswerKind(), "no_figures", "who is it")) == 0
    assert values(AnswerKind(), "figures", "who is it")[entry("mechanic")] == 1, "She has worked there since 1998."


def test_the_shape_of_a_question_is_its_length_and_that_of_the_pack_its_size() -> None:
    short, long = Shape()(case("brakes"))[0], Shape()(case("how much are the new brakes for this bicycle"))[0]
    assert short[0] < long[0]
    assert short[1:].tolist() == long[1:].tolist()
    assert np.expm1(short[1]) == pytest.approx(len(PHRASINGS))
    assert 0 < short[3] < 1


def test_a_question_of_which_no_entry_holds_a_word_is_foreign_and_goes_by_meaning_alone() -> None:
    names_of = Meant().names
    home, away = Meant()(case("when does it open")), Meant()(case("¿cuándo abren?"))
    assert not home[:, names_of.index("foreign") :].any()
    assert (away[:, names_of.index("foreign")] == 1).all()
    assert (away[:, names_of.index("foreign_dense")] == away[:, names_of.index("dense")]).all()


def test_a_known_unanswerable_question_is_nearer_to_the_decoys_than_to_any_candidate() -> None:
    place = {name: column for column, name in enumerate(names())}
    for text in UNANSWERABLE:
        table = measure(case(text))
        assert table[:, place["decoy_dense"]] == pytest.approx(1, abs=1e-3)  # kept vectors have seven bits a component
        assert (table[:, place["decoy_dense_lead"]] > 0).all()
    answered = measure(case("who is the mechanic"))
    assert answered[entry("mechanic"), place["decoy_cosine_lead"]] < 0


def test_a_lead_is_left_at_zero_when_there_is_nothing_to_lead_over() -> None:
    table = measure(case(UNANSWERABLE[0]), (Refusal(),))
    assert not table[:, -2:].any()
    assert table[:, 0].all()
    assert (table[:, Refusal.names.index("decoys")] == 1).all()


def test_every_number_has_a_name_of_its_own_and_is_finite() -> None:
    assert len(set(names())) == len(names())
    assert set(names()) > ALIKE
    for text in ("who is the mechanic", "zzz", "7", "补胎", "a"):
        table = measure(case(text))
        assert table.shape == (len(PHRASINGS), len(names()))
        assert table.dtype == np.float32
        assert np.isfinite(table).all()


def test_numbers_that_are_the_same_for_all_candidates_are_not_compared() -> None:
    columns: list[int] = comparable().tolist()
    compared = {names()[column] for column in columns}
    assert compared == set(names()) - ALIKE
    alike = ("unknown", "quantity", *Shape.names)
    table = measure(case("how much is a helicopter"))
    for name in alike:
        assert len(set(table[:, names().index(name)].tolist())) == 1


@pytest.mark.parametrize("out", SIGNALS, ids=lambda signal: type(signal).__name__)
def test_any_signal_can_be_taken_out(out: Signal) -> None:
    rest = tuple(signal for signal in SIGNALS if signal is not out)
    assert measure(case("who is the mechanic"), rest).shape == (len(PHRASINGS), len(names()) - len(out.names))


def test_without_an_encoder_what_rests_on_it_is_silent() -> None:
    index = workshop_index(encoder=False)
    query = asked("who is the mechanic", index)
    assert query.vector is None
    for signal in (Meant(), Linear()):
        assert not signal(Case.of(index, query, EVERY)).any()
