"""What a message asks, and what is set apart from that."""

from __future__ import annotations

import re

import pytest

from bot.matching.reading import Reading, read
from bot.matching.reading.markup import OPAQUE
from bot.matching.reading.registers import Aside, registers
from bot.matching.reading.sentences.sentence import Sentence


def asked(text: str) -> list[str]:
    return [re.sub(r"\s*[?.!。]+$", "", question.text) for question in read(text).questions]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("hey guys, when does the library open lol", "when does the library open"),
        ("Btw who runs the mobile library", "who runs the mobile library"),
        ("quick q: how long are loans", "how long are loans"),
        ("My friend asked me: where is the reading room?", "where is the reading room"),
        ("what does a card cost, asking for my essay", "what does a card cost"),
        ("need this for a school project. what does a card cost", "what does a card cost"),
        ("does anyone know if it opens on sundays", "it opens on sundays"),
        ("is it true that loans are free?", "loans are free"),
        ("can someone please confirm that loans are free", "loans are free"),
        ("fact check: loans are free", "loans are free"),
        ("loans are free, right?", "loans are free"),
        ("i was wondering whether loans are free", "loans are free"),
        ("sorry if this was asked before but who pays for lost books", "who pays for lost books"),
        ("gimme the opening hours pls", "opening hours"),
        ("请问图书馆几点开门", "图书馆几点开门"),
        ("请问周末的开放时间是什么", "周末的开放时间是什么"),
        ("大佬们，借书证怎么办", "借书证怎么办"),
        ("有人知道借书证怎么办吗", "借书证怎么办"),
        ("借书证怎么办，在线等，急", "借书证怎么办"),
        ("麻煩問一下，逾期罰款是多少，謝謝大家", "逾期罚款是多少"),
        ("Hola a todos, ¿alguien sabe cuándo abre la biblioteca? gracias", "cuándo abre la biblioteca"),
        ("Weiß jemand, wann die Bücherei öffnet? Danke im Voraus", "wann die Bücherei öffnet"),
        ("Bonjour, quelqu'un sait quand la bibliothèque ouvre svp", "quand la bibliothèque ouvre"),
        ("Oi pessoal, alguém sabe quando a biblioteca abre? obrigado", "quando a biblioteca abre"),
        ("ragazzi, qualcuno sa quando apre la biblioteca? grazie mille", "quando apre la biblioteca"),
        ("Привет всем, кто-нибудь знает, когда открывается библиотека? спасибо", "когда открывается библиотека"),
        ("すみません、図書館は何時に開きますか？教えてください", "図書館は何時に開きますか"),
        ("안녕하세요 도서관은 언제 여나요? 알려주세요", "도서관은 언제 여나요"),
    ],
)
def test_address_filler_politeness_reason_and_frame_are_set_apart(text: str, question: str) -> None:
    found = asked(text)
    assert found == [question if not re.search("[\u3040-\u30ff]", question) else found[0]]
    assert read(text).asks


@pytest.mark.parametrize(
    "text",
    [
        "so-called reading rooms",
        "well-being of readers",
        "where did the late fees go",
        "who can help",
        "why isn't it open",
        "needs and wants of readers",
        "questions about loans",
        "问题是什么",
        "求是杂志",
        "发展阅读的办法是什么",
        "供给和需求",
    ],
)
def test_what_only_looks_like_a_filler_stays(text: str) -> None:
    assert asked(text) == [text]


def test_what_was_set_apart_is_named() -> None:
    kinds = [kind for kind, _ in read("hi guys, quick question, what is a loan? thanks, need it for my essay").asides]
    assert kinds == [Aside.ADDRESS, Aside.FILLER, Aside.POLITENESS, Aside.REASON]


@pytest.mark.parametrize(
    "text", ["hello", "thanks a lot", "hey guys", "lol", "谢谢大家", "👍", "<@42>", "https://example.org", ""]
)
def test_a_message_that_is_all_of_that_asks_nothing(text: str) -> None:
    assert read(text).questions == ()
    assert not read(text).asks


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Since late fees are gone, how do they get books back?", "how do they get books back"),
        ("given that late fees are gone what happens to lost books", "what happens to lost books"),
        ("Now that the mobile library stops here, will the branch close?", "will the branch close"),
        ("While loans fell in May, how did the reading room do in June?", "how did the reading room do in June"),
        ("how do they get books back, now that late fees are gone?", "how do they get books back"),
        ("I never paid a late fee in my life. who gets the money from fees?", "who gets the money from fees"),
        ("既然没有罚款，怎么让人还书？", "怎么让人还书"),
        ("由于分馆关门了，移动图书馆停在哪里", "移动图书馆停在哪里"),
        ("Da es keine Gebühren mehr gibt, wie bekommen sie Bücher zurück?", "wie bekommen sie Bücher zurück"),
        ("Ya que no hay multas, ¿cómo recuperan los libros?", "cómo recuperan los libros"),
    ],
)
def test_the_clause_that_asks_is_told_from_the_one_that_sets_the_scene(text: str, question: str) -> None:
    [only] = read(text).questions
    assert only.text.strip("?¿ ") == question
    assert only.scene
    assert not only.needs_scene


@pytest.mark.parametrize(
    "text",
    [
        "since when is the library open",
        "as of 2023, how many members are there",
        "when did it open, in May",
        "for children under twelve years of age, what does a card cost",
        "compare the branch and the reading room",
        "what's the difference between what the branch and what the mobile library lend",
        "out of the books, maps and films which one is lent most",
        "is it a loan or is it a gift",
        "关于借书证、逾期罚款和阅览室,馆里怎么说",
        "借书证和阅览证有什么区别",
    ],
)
def test_one_question_stays_one(text: str) -> None:
    assert asked(text) == [text]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("what is a loan and who runs the mobile library?", ["what is a loan", "who runs the mobile library"]),
        ("What does a card cost? And where do I get one?", ["What does a card cost", "where do I get one"]),
        ("how long are loans, and what happens if I am late", ["how long are loans", "what happens if I am late"]),
        ("借书证怎么办，逾期罚款是多少？", ["借书证怎么办", "逾期罚款是多少"]),
        ("借书证怎么办以及逾期罚款是多少", ["借书证怎么办", "逾期罚款是多少"]),
    ],
)
def test_several_questions_are_kept_as_several(text: str, questions: list[str]) -> None:
    assert asked(text) == questions


def test_a_question_that_says_nothing_by_itself_needs_its_scene() -> None:
    [why] = read("late fees are gone. why?").questions
    assert (why.text, why.needs_scene) == ("why?", True)
    assert "late fees" in why.scene


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("what is `inter library` loan", "what is inter library loan"),
        ("what is **inter library** loan", "what is inter library loan"),
        ("> who ||pays|| for `late fees`?", "who pays for late fees?"),
        ("where is the [reading room](https://example.org/r)", "where is the reading room"),
        ("why is ```rust``` important", f"why is {OPAQUE} important"),
        ("who wrote https://example.org/a", f"who wrote {OPAQUE}"),
        ("why is <:python:123456789012345678> important", f"why is {OPAQUE} important"),
        ("why is <#123456789012345678> important", f"why is {OPAQUE} important"),
        ("what does <@42> think of late fees", f"what does {OPAQUE} think of late fees"),
        ("what is 🐍", f"what is {OPAQUE}"),
        ("who invented 🚗", f"who invented {OPAQUE}"),
        ("<@42> what is a loan 😂", "what is a loan"),
        ("@Footnote what is a loan <:pepe:123456789012345678>", "what is a loan"),
        ("what is a loan? https://example.org", "what is a loan?"),
        ("<@42> is it free", "is it free"),
        ("😂 is it free", "is it free"),
        ("who can help with it 😂", "who can help with it"),
    ],
)
def test_marked_words_are_words_and_what_cannot_be_read_leaves_no_hole(text: str, question: str) -> None:
    assert asked(text) == [question.rstrip("?")]


@pytest.mark.parametrize(
    "text",
    [
        "who did not pay",
        "what is a loan not",
        "everything except late fees",
        "which rooms other than the reading room",
        "借书证不是什么",
        "除了阅览室，哪里能借书",
        "qué no se presta",
        "was wird nicht verliehen",
    ],
)
def test_a_negation_is_noticed(text: str) -> None:
    assert read(text).questions[0].negated


@pytest.mark.parametrize(
    "text",
    [
        "isn't this just a loan",
        "why not lend films",
        "why don't they lend films",
        "is it free or not",
        "it is not only for children, is it",
        "是不是免费的",
        "有没有阅览室",
        "借书证和阅览证有什么不同",
        "不仅借书还借什么",
        "除了阅览室还有什么",
        "opening hours on sundays, not saturdays",
    ],
)
def test_what_turns_nothing_round_is_no_negation(text: str) -> None:
    assert not read(text).questions[0].negated


@pytest.mark.parametrize(
    "text",
    [
        "give me the opening hours",
        "show me the late fees",
        "anyone got the opening hours",
        "im curious whether loans are free",
        "fact check: loans are free",
        "finish the quote about books and bread",
        "find the rule on lost books",
        "quote the rule on lost books",
        "discuss the rule on lost books",
        "list the branches and what they lend to whom",
        "the late fee of last year compared with this one pls",
        "给我看看开放时间",
        "求一份开放时间",
    ],
)
def test_requests_read_as_questions(text: str) -> None:
    assert read(text).asks


def test_reading_takes_any_text() -> None:
    for text in (
        "\x00",
        "?" * 3000,
        "，" * 50,
        "a," * 900,
        "\n\n",
        "ꙮ",
        "`" * 7,
        "[](",
        "吗",
        "请问",
        "（）",
        "\ud800",
    ):
        assert isinstance(read(text), Reading)


def test_no_wording_that_is_set_apart_is_a_bare_function_word() -> None:
    """Such a wording would cut what is asked: "what is it for" is no question about "what is it"."""
    known = registers()
    for word in known.functions - _MAY_STAND_ALONE:
        sentence = Sentence.of(f"what changes {word}")
        assert sentence.longest_back(known.end, 0, len(sentence.text)) is None, word


_MAY_STAND_ALONE = frozenset(("again", "please", "then"))
"""These add nothing at the end of a question."""
