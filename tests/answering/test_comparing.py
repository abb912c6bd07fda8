"""Comparison of two articles or two people: each line its side's own and cited, silence as far as it is proven."""

from __future__ import annotations

import re

import pytest

from bot.answering.lookups import facts
from bot.matching import Decision, Lookup
from tests.support.packs import shipped_pack

from .conftest import Say

PACK = shipped_pack()


def compared(say: Say, text: str) -> Lookup:
    reply = say(text)
    assert reply.decision is Decision.LOOKUP, text
    assert reply.lookup is not None
    assert reply.lookup.kind == "compare", text
    return reply.lookup


def sides_of(lookup: Lookup) -> list[list[str]]:
    """The lines of each side, its heading first."""
    rows = lookup.text.split("\n")
    heads = [at for at in range(len(rows) - 1) if not rows[at].startswith("•") and rows[at + 1].startswith("•")]
    return [rows[begin:end] for begin, end in zip(heads, [*heads[1:], len(rows)], strict=True)]


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("compare Zhu and Zhang on innovation", "Zhu Keli", "Zhang Laiming 2024"),
        ("how do Zhang and Qiu Ping differ on talent", "Zhang Laiming 2024", "Qiu Ping 2024"),
        ("Qiu Ping vs Qiu Wen on innovation", "Qiu Ping 2024", "Qiu Wen 2024"),
        ("compare article 1 and 3 on innovation", "China Daily 2024", "Qiu Wen 2024"),
        ("compare Zhang Yi and Zhu Keli on innovation", "Zhang Yi", "Zhu Keli"),
        ("张来明和邱平在创新上有什么不同", "Zhang Laiming 2024", "Qiu Ping 2024"),
        ("朱克力和张翼在人才方面有什么区别", "朱克力", "张翼"),
        ("张来明和邱平对人才的看法有什么不一样", "Zhang Laiming 2024", "Qiu Ping 2024"),
        ("compara a Zhang Laiming y Qiu Ping sobre el talento", "Zhang Laiming 2024", "Qiu Ping 2024"),
        ("compare Zhang Laiming and China Daily", "Zhang Laiming 2024", "China Daily 2024"),
    ],
)
def test_two_sides_are_set_beside_each_other_in_the_order_named(say: Say, text: str, left: str, right: str) -> None:
    assert [side[0] for side in sides_of(compared(say, text))] == [left, right]


@pytest.mark.parametrize("topic", [topic.title.text("en") for topic in PACK.info.topics])
def test_every_line_is_cited_and_cites_its_own_side_alone(say: Say, topic: str) -> None:
    authored = [article for article in PACK.articles if article.info.author]
    for number, article in enumerate(authored):
        other = authored[number - 1]
        lookup = compared(say, f"compare {article.info.author} and {other.info.author} on {topic}")
        for side, about in zip(sides_of(lookup), (article, other), strict=True):
            for line in side[1:]:
                marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", line)]
                assert marks or about.info.short in line, line  # a line without marks says that nothing was found
                assert {lookup.citations[mark - 1].article for mark in marks} <= {about.id}
        for citation in lookup.citations:
            assert citation.quote in PACK.passage(citation).text


def test_somebody_who_is_quoted_has_only_words_that_are_theirs(say: Say) -> None:
    lookup = compared(say, "compare Zhou Yuan and Zhu Keli")
    who = [facts.spoken(PACK, citation).who for citation in lookup.citations]
    assert {each.id for each in who if each is not None} == {"zhou-yuan", "zhu-keli"}
    assert None not in who


def test_that_a_side_is_silent_is_said_only_as_far_as_it_is_proven(say: Say) -> None:
    proven = compared(say, "Qiu Ping vs Zhang Laiming on pizza")
    assert proven.text.count("doesn't mention “pizza”; I looked for every form of it.") == 2
    related = compared(say, "compare article 2 and 4 on regulation")
    assert "I found nothing on “regulation” in Qiu Ping 2024." in related.text
    person = compared(say, "compare Zhang Yi and Zhu Keli on innovation")
    assert "I found nothing by Zhu Keli on “innovation”." in person.text


def test_a_subject_alone_asks_for_the_same_two(say: Say) -> None:
    compared(say, "compare Zhang Laiming and Qiu Ping on talent")
    assert [side[0] for side in sides_of(compared(say, "and on reform?"))] == ["Zhang Laiming 2024", "Qiu Ping 2024"]


@pytest.mark.parametrize(
    "text",
    [
        "what is the difference between China and the US on innovation",
        "what is the difference between new productive forces and traditional ones",
        "新质生产力和传统生产力有什么区别",
        "compare them",
    ],
)
def test_what_names_no_two_sides_is_no_comparison(say: Say, text: str) -> None:
    lookup = say(text).lookup
    assert lookup is None or lookup.kind != "compare"
