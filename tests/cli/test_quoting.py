"""`quote`: drawn by chance, by topic, by speaker, by seed."""

from __future__ import annotations

import json

from bot.pack.models import Pack
from tests.support.command_line import Footnote


def test_a_quote_is_shown_with_its_speaker_and_source(footnote: Footnote) -> None:
    result = footnote("quote", "--topic", "lending", "--speaker", "village-council")
    assert result.exit_code == 0
    assert "“Reading early matters more than returning on time.”" in result.stdout
    assert "— The village council" in result.stdout
    assert "— Lending rules 2025, ¶3" in result.stdout


def test_a_speaker_is_shown_with_the_post_in_the_language_asked_for(footnote: Footnote) -> None:
    assert "— Ada Finch, Librarian" in footnote("quote", "--speaker", "ada-finch").stdout
    assert "— 艾达·芬奇, 馆员" in footnote("quote", "--speaker", "ada-finch", "--lang", "zh").stdout


def test_the_same_seed_draws_the_same_quote_and_seeds_reach_them_all(footnote: Footnote, village: Pack) -> None:
    drawn = [json.loads(footnote("quote", "--json", "--seed", str(seed)).stdout) for seed in range(12)]
    again = [json.loads(footnote("quote", "--json", "--seed", str(seed)).stdout) for seed in range(12)]
    assert drawn == again
    assert {each["id"] for each in drawn} == set(village.quote_by_id)
    for each in drawn:
        assert each["text"] in each["passage"]


def test_an_unknown_topic_or_speaker_is_wrong_usage_and_the_known_ones_are_told(footnote: Footnote) -> None:
    topic = footnote("quote", "--topic", "gardening")
    assert (topic.exit_code, topic.stdout) == (2, "")
    assert "It has: visiting, lending." in topic.stderr
    assert "ada-finch, village-council" in footnote("quote", "--speaker", "nobody").stderr


def test_when_no_quote_fits_the_way_out_is_told(footnote: Footnote) -> None:
    result = footnote("quote", "--topic", "visiting", "--speaker", "village-council")
    assert result.exit_code == 1
    assert "Leave out --topic or --speaker" in result.stderr
