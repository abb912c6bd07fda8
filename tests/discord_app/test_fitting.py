"""Cutting and escaping, on texts that are hard to cut or to escape."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.components.text_limits import echo, excerpt, label, plain, shorten, size, split

PROSE = "Words were cut here. Then others followed, and more! Was that all? It was not; 而且还有中文。这是第二句。End."


@given(st.text(max_size=400), st.integers(2, 120))
def test_a_shortened_text_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert size(shorten(text, limit)) <= limit


@pytest.mark.parametrize("limit", range(8, 60))
def test_a_shortened_text_ends_with_a_whole_word(limit: int) -> None:
    text = "several ordinary words stand in this line of text"
    kept = shorten(text, limit).removesuffix("…").split()
    assert kept == text.split()[: len(kept)]


@pytest.mark.parametrize("cluster", ["🇩🇪", "👍🏽", "👩‍👩‍👧", "7️⃣", "e\u0301", "کِ\u200c"])
@pytest.mark.parametrize("limit", range(8, 40, 3))
def test_no_character_as_it_is_seen_is_cut(cluster: str, limit: int) -> None:
    kept = echo(cluster * 120, limit).removesuffix("…")
    assert kept == cluster * (len(kept) // len(cluster))
    pieces = [(cluster * 120)[start:end] for start, end in split(cluster * 120, limit + 10)]
    assert all(piece == cluster * (len(piece) // len(cluster)) for piece in pieces)
    assert "".join(pieces) == cluster * 120


def test_what_joins_letters_is_kept_in_an_echo_and_what_steers_is_not() -> None:
    assert echo("می\u200cخواهم 👩\u200d👧") == "می\u200cخواهم 👩\u200d👧"
    assert echo("a\u202eb\u200b\x1b[2J\x9bc") == r"ab\[2Jc"


@pytest.mark.parametrize("link", ["https://evil.example/x", "HTTP://evil.example", "discord://x", "steam://run/1"])
def test_a_link_in_somebody_s_words_is_not_live_in_an_echo(link: str) -> None:
    shown = echo(f"see {link} please")
    assert "://" not in shown
    assert shown.replace("\u200b", "").replace("\\", "") == f"see {link} please"


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert shorten("as it is", 8) == "as it is"


def test_characters_outside_the_basic_plane_count_double() -> None:
    assert size("🚋") == 2
    assert shorten("🚋 🚋 🚋", 7) == "🚋 🚋…"


@given(st.text(alphabet="ab .!?中文。，\n🚋*_", max_size=600), st.integers(4, 80))
def test_stretches_fit_and_together_are_the_whole_text(text: str, room: int) -> None:
    stretches = list(split(text, room))
    assert all(size(text[start:end]) <= room for start, end in stretches)
    assert "".join(text[start:end] for start, end in stretches).split() == text.split()


@pytest.mark.parametrize("room", range(14, 80))
def test_no_stretch_begins_or_ends_inside_a_word(room: int) -> None:
    words = set(re.findall(r"[A-Za-z]+", PROSE))
    for start, end in split(PROSE, room):
        assert set(re.findall(r"[A-Za-z]+", PROSE[start:end])) <= words


def test_a_stretch_ends_with_a_sentence_where_one_ends_late_enough() -> None:
    assert next(PROSE[start:end] for start, end in split(PROSE, 26)) == "Words were cut here."


@given(st.text(alphabet="ab c.d! 中。", min_size=1, max_size=300), st.integers(10, 60), st.data())
def test_an_extract_fits_and_lies_inside_the_text(text: str, limit: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    start, end = excerpt(text, [(at, at + 1)], limit)
    assert 0 <= start <= end <= len(text)
    assert end - start <= limit


def test_an_extract_holds_the_match_and_whole_sentences() -> None:
    text = "First there was one. Then the harbour came. And last a mill was built there."
    at = text.index("harbour")
    start, end = excerpt(text, [(at, at + 7)], 30)
    assert text[start:end].strip() == "Then the harbour came."


def test_an_extract_of_one_long_sentence_begins_at_the_match() -> None:
    text = "word " * 50 + "harbour " + "word " * 50
    at = text.index("harbour")
    start, end = excerpt(text, [(at, at + 7)], 60)
    assert text[start:end].startswith("harbour word")


@pytest.mark.parametrize(
    "mark", ["**", "__", "~~", "||", "`", "> ", "# ", "- ", "[a](b)", "<@1>", "@everyone", "</x:1>"]
)
def test_plain_text_holds_no_mark_that_discord_reads(mark: str) -> None:
    assert mark not in re.sub(r"\\.", "", plain(f"{mark}text{mark}"))


def test_direction_marks_do_not_reach_past_the_text() -> None:
    assert plain("safe") == "safe"
    assert plain("\u202eabc") == "\u2068\u202eabc\u2069"


def test_an_echo_is_one_visible_line() -> None:
    assert echo("a\u200b\u202eb\n\n# c") == "ab \\# c"


def test_a_label_is_one_line_and_fits() -> None:
    assert label("one\n\u202etwo", 80) == "one two"
    assert size(label("词" * 200, 80)) <= 80
