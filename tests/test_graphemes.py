"""Grapheme clusters: what readers take for one character is one, and together they are the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.graphemes import LONGEST, clusters

WHOLE = (
    "🇩🇪", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "7️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "e\u0301", "한", "\u1112\u1161\u11ab", "कि", "\u06cc\u200c", "\r\n",
)  # fmt: skip


@pytest.mark.parametrize("cluster", WHOLE)
def test_what_is_seen_as_one_character_is_one(cluster: str) -> None:
    assert list(clusters(f"a{cluster}b")) == ["a", cluster, "b"]
    assert list(clusters(cluster * 3)) == [cluster] * 3


def test_flags_are_told_apart_and_marks_without_end_are_cut() -> None:
    assert list(clusters("🇩🇪🇫🇷🇪")) == ["🇩🇪", "🇫🇷", "🇪"]
    assert max(map(len, clusters("e" + "\u0301" * 500))) == LONGEST


@given(st.text(alphabet=st.sampled_from("ab 中\u0301\u200d\u200c\ufe0f🇩🇪👍🏽한\u1161\n\r"), max_size=60))
def test_the_clusters_together_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
