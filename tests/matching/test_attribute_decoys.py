"""Questions about people that a library does not answer are made for everybody whom it quotes."""

from __future__ import annotations

from bot.matching.index.attribute_decoys import attribute_decoys
from bot.matching.index.corpus import Corpus
from bot.pack.models import Question
from tests.support.packs import shipped_pack


def test_everybody_who_is_quoted_is_asked_about_in_each_language_with_a_name() -> None:
    made = attribute_decoys(shipped_pack())
    for text in ("how old is Zhou Yuan", "what is Zhou Yuan's salary", "周源结婚了吗", "Qiu Ping的邮箱是什么"):
        assert text in made
    assert set(made) <= set(Corpus.of(shipped_pack()).decoys)


def test_papers_and_what_is_no_name_are_not_asked_about() -> None:
    assert not [text for text in attribute_decoys(shipped_pack()) if "China Daily" in text or "unsigned" in text]


def test_what_a_phrasing_asks_for_is_no_decoy() -> None:
    first, *others = shipped_pack().questions
    asked = first.model_copy(update={"phrasings": (*first.phrasings, "how old is Zhou Yuan")})
    made = attribute_decoys(shipped_pack().having({Question: (asked, *others)}))
    assert not [text for text in made if "Zhou Yuan" in text and ("old" in text or "age" in text)]
    assert "how old is Zhu Keli" in made
    assert "what is Zhou Yuan's salary" in made
