"""Which quote is next: none twice until all were shown, each server in its own order, whatever editors do meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.daily.models import Seen
from bot.daily.rotation import Choice, choose, choose_among
from tests.support.packs import village_pack

QUOTES = [f"quote-{number}" for number in range(12)]
servers = st.integers(1, 2**63)
packs = st.sets(st.sampled_from(QUOTES), min_size=1)


def after(seen: Seen, choice: Choice) -> Seen:
    return Seen({**seen.turns, choice.quote: choice.turn}, choice.quote)


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
    return [choice.quote for choice in choices]


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
        assert choice.quote in today
        if today - seen:
            assert choice.quote not in seen
        seen.add(choice.quote)


def test_topics_narrow_the_choice() -> None:
    seen, found = Seen(), set[str]()
    for _ in range(4):
        choice = choose(village_pack(), 7, {"lending"}, seen)
        assert choice is not None
        found.add(choice.quote)
        seen = after(seen, choice)
    assert found == {"reading-early", "even-if-it-rains"}


def test_no_topics_mean_all_and_an_unknown_one_none() -> None:
    assert choose(village_pack(), 7, (), Seen()) is not None
    assert choose(village_pack(), 7, {"cooking"}, Seen()) is None
