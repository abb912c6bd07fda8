"""Ids that people read, made of titles in other scripts."""

from __future__ import annotations

import pytest

from bot.pack.slugs import id_from, is_id, readable_id


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("How do I join?", "how-do-i-join"),
        ("如何登录账户", "ru-he-deng-lu-zhang-hu"),
        ("什么是模组 (Mod)", "shen-me-shi-mo-zu-mod"),
        ("チェックイン、キャッシュ", "chekkuin-kyasshu"),
        ("주차장이 있나요?", "jucajangi-issnayo"),
        ("Как вступить в клуб?", "kak-vstupit-v-klub"),
        ("Щит і меч", "shchit-i-mech"),
        ("Πώς γίνομαι μέλος;", "pos-ginomai-melos"),
        ("Łódź – wie groß?", "lodz-wie-gross"),
    ],
)
def test_a_title_in_another_script_gives_an_id_in_latin_letters(title: str, made: str) -> None:
    assert readable_id(title) == made


@pytest.mark.parametrize(
    "title", ["チェックインの時間は？", "Wi-Fiは使える？", "كيف أنضم؟", "駐車場はある？", "😀", "如何" * 40, "x " * 80]
)
def test_where_letters_are_left_out_or_cut_off_a_digest_keeps_ids_apart(title: str) -> None:
    made = readable_id(title)
    assert is_id(made)
    assert made[-8:] == id_from(title)[-8:]
    assert made != readable_id(f"{title} другой")


def test_an_id_that_is_not_written_down_hangs_on_no_dictionary() -> None:
    assert id_from("如何登录账户").startswith("q-")
