"""Which quote is next: none twice until all were shown, each server in its own order, whatever editors do meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.daily.models import IN_TURN, PostKind, Schedule, Seen, seen_key
from bot.daily.rotation import Choice, choose, choose_among
from bot.pack.models import Pack, Question, Quote
from tests.support.packs import village_pack

QUOTES = [f"quote-{number}" for number in range(12)]
servers = st.integers(1, 2**63)
packs = st.sets(st.sampled_from(QUOTES), min_size=1)


def after(seen: Seen, choice: Choice) -> Seen:
    key = seen_key(choice.kind, choice.entry)
    return Seen({**seen.turns, key: choice.turn}, key)


def shown(quotes: Iterable[Collection[str]], server: int = 1) -> list[Choice]:
    """What a server sees, day by day, where each day has the quotes given for it."""
    seen, choices = Seen(), list[Choice]()
    for today in quotes:
        choice = choose_among(today, server, seen)
        assert choice is not None
        choices.append(choice)
        seen = after(seen, choice)
    return choices


def ids(choices: Iterable[Choice]) -> list[str]:
    return [choice.entry for choice in choices]


@given(packs, servers)
def test_no_quote_repeats_until_all_have_been_shown(pack: set[str], server: int) -> None:
    days = ids(shown([pack] * len(pack) * 3, server))
    rounds = [days[start : start + len(pack)] for start in range(0, len(days), len(pack))]
    assert [set(each) for each in rounds] == [pack] * 3


@given(st.sets(st.sampled_from(QUOTES), min_size=2), servers)
def test_no_quote_is_shown_on_two_days_running(pack: set[str], server: int) -> None:
    days = ids(shown([pack] * len(pack) * 3, server))
    assert all(one != other for one, other in pairwise(days))


def test_a_single_quote_is_shown_again_and_again() -> None:
    assert shown([["only"]] * 3) == [Choice("only", 1), Choice("only", 2), Choice("only", 3)]


def test_without_quotes_there_is_none() -> None:
    assert choose_among([], 1, Seen()) is None


def test_servers_see_different_orders_and_a_server_a_different_one_each_round() -> None:
    orders = {tuple(ids(shown([QUOTES] * len(QUOTES), server))) for server in range(50)}
    assert len(orders) == 50
    twice = ids(shown([QUOTES] * len(QUOTES) * 2))
    assert twice[: len(QUOTES)] != twice[len(QUOTES) :]


def test_the_order_of_the_file_does_not_matter() -> None:
    assert shown([QUOTES] * 12) == shown([QUOTES[::-1]] * 12)


@given(packs, st.sampled_from(QUOTES), servers, st.integers(0, 11))
def test_removing_a_quote_moves_no_other(pack: set[str], gone: str, server: int, day: int) -> None:
    whole = ids(shown([pack] * len(pack), server))
    edited = [pack if today < day else pack - {gone} for today in range(len(pack) - (gone in whole[day:]))]
    assert ids(shown(edited, server)) == [quote for quote in whole if quote != gone or quote in whole[:day]]


@given(packs, servers, st.integers(0, 11))
def test_adding_a_quote_in_the_first_round_moves_no_other(pack: set[str], server: int, day: int) -> None:
    plain = ids(shown([pack] * len(pack), server))
    grown = ids(shown([pack if today < day else pack | {"new"} for today in range(len(pack) + 1)], server))
    assert [quote for quote in grown if quote != "new"][: len(pack)] == plain


def test_a_quote_added_in_a_later_round_is_shown_before_any_repeats_again() -> None:
    days = shown([QUOTES] * 15 + [[*QUOTES, "new"]])
    assert days[-1] == Choice("new", 2)


@given(st.lists(packs, min_size=2, max_size=30), servers)
def test_whatever_the_pack_becomes_what_was_never_shown_comes_first(days: list[set[str]], server: int) -> None:
    seen: set[str] = set()
    for today, choice in zip(days, shown(days, server), strict=True):
        assert choice.entry in today
        if today - seen:
            assert choice.entry not in seen
        seen.add(choice.entry)


def schedule(*kinds: PostKind, topics: Collection[str] = ()) -> Schedule:
    return Schedule(7, 8, time(9), "UTC", topics=frozenset(topics), kinds=kinds or (PostKind.QUOTE,))


def days_of(wanted: Schedule, days: int, pack: Pack | None = None) -> list[Choice]:
    """What is posted on so many days."""
    seen, choices = Seen(), list[Choice]()
    for _ in range(days):
        choice = choose(pack or village_pack(), wanted, seen)
        assert choice is not None
        choices.append(choice)
        seen = after(seen, choice)
    return choices


def test_topics_narrow_the_choice() -> None:
    assert set(ids(days_of(schedule(topics={"lending"}), 4))) == {"reading-early", "even-if-it-rains"}


def test_no_topics_mean_all_and_an_unknown_one_none() -> None:
    assert choose(village_pack(), schedule(), Seen()) is not None
    assert choose(village_pack(), schedule(topics={"cooking"}), Seen()) is None


def test_terms_take_their_rounds_as_quotes_do() -> None:
    terms = {term.id for term in village_pack().terms}
    shown_ = days_of(schedule(PostKind.TERM), 2 * len(terms))
    assert {*ids(shown_[: len(terms)])} == {*ids(shown_[len(terms) :])} == terms
    assert [choice.turn for choice in shown_] == [1] * len(terms) + [2] * len(terms)


def test_questions_are_counted() -> None:
    assert ids(days_of(schedule(PostKind.QUIZ), 3)) == ["1", "2", "3"]


def test_kinds_take_turns_and_each_goes_on_where_it_left_off() -> None:
    mixed = days_of(schedule(*IN_TURN), 12)
    assert [choice.kind for choice in mixed] == [*IN_TURN] * 4
    of_kind = {kind: ids(choice for choice in mixed if choice.kind is kind) for kind in PostKind}
    assert {*of_kind[PostKind.QUOTE]} == {quote.id for quote in village_pack().quotes}
    assert {*of_kind[PostKind.TERM][:2]} == {*of_kind[PostKind.TERM][2:]} == {term.id for term in village_pack().terms}
    assert of_kind[PostKind.QUIZ] == ["1", "2", "3", "4"]


def test_a_kind_of_which_there_is_nothing_is_passed_over() -> None:
    without = village_pack().having({Quote: ()})
    assert [choice.kind for choice in days_of(schedule(*IN_TURN), 4, without)] == [PostKind.TERM, PostKind.QUIZ] * 2


def test_a_quiz_of_which_there_is_nothing_on_the_topics_is_passed_over_too() -> None:
    quotes_alone = village_pack().having({Quote: (), Question: ()})
    on = schedule(PostKind.QUIZ, PostKind.TERM, topics={"lending"})
    assert [choice.kind for choice in days_of(on, 2)] == [PostKind.QUIZ, PostKind.TERM]
    assert [choice.kind for choice in days_of(on, 2, quotes_alone)] == [PostKind.TERM] * 2


def test_whoever_changes_from_quotes_to_turns_begins_with_what_comes_after_a_quote() -> None:
    last = Choice("reading-early", 1)
    choice = choose(village_pack(), schedule(*IN_TURN), after(Seen(), last))
    assert choice is not None
    assert choice.kind is PostKind.TERM
