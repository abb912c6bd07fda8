"""What a curator is told to look at."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bot.evaluating.advice import advise
from bot.evaluating.audit import lexical_index, phrasings
from bot.evaluating.collisions import collisions
from bot.evaluating.leaving_out import LeftOut, Pull, Stray, leave_out, scores_without
from bot.evaluating.priorities import most_worth_doing
from bot.evaluating.strangers import Attraction, attractions, strangers
from bot.matching import Engine
from bot.matching.index.naive_bayes import NaiveBayes
from bot.matching.numerics.arrays import standardised
from bot.matching.numerics.sparse import Rows
from bot.pack.models import Citation, LocalizedName, LocalizedText, Question, Term
from bot.pack.reading.draft import Draft
from tests.support.command_line import Footnote


def term(name: str, english: str, chinese: str, *variants: str) -> Term:
    return Term(
        id=name,
        term=LocalizedName({"en": english, "zh": chinese}),
        variants=variants,
        topic="lending",
        definition=LocalizedText({"en": "Something."}),
        citations=(Citation(article="rules", paragraph=1, quote="something"),),
        related=(),
    )


def test_leaving_a_phrasing_out_equals_learning_the_model_without_it(village: tuple[Draft, Engine]) -> None:
    _, engine = village
    index = lexical_index(engine.pack)
    row = index.texts.index("can a wheelchair get in")
    owners = np.repeat(np.arange(index.entries, dtype=np.int32), np.diff(index.bounds))
    own = int(owners[row])
    texts = index.postings.rows.transposed(index.postings.width)
    rows = texts.chosen(np.arange(index.postings.first_phrasing, index.postings.first_decoy, dtype=np.int32))
    kept = rows.values.copy()
    begin, end = int(rows.starts[row]), int(rows.starts[row + 1])
    kept[begin:end] = 0
    relearned, weights = NaiveBayes.learn(
        Rows(rows.starts, rows.columns, kept), owners, index.entries, len(index.space)
    )
    query = index.query("can a wheelchair get in")
    scores, cosines = scores_without(index, query, own, [row], float(rows.values[begin:end].sum()))
    nearest = np.array([cosines[owners == entry].max() for entry in range(index.entries)])
    held = weights.transposed(len(index.space)).weighted_sum(query.sparse.columns, query.sparse.values, index.entries)
    expected = standardised(relearned.scores(held, query.sparse)) + standardised(nearest)
    np.testing.assert_allclose(scores, expected, rtol=1e-3, atol=1e-3)
    assert cosines[row] == 0
    assert query.cosines[row] == pytest.approx(1, abs=1e-3)


def test_a_phrasing_that_only_itself_leads_home_goes_elsewhere_when_left_out(village: tuple[Draft, Engine]) -> None:
    draft, engine = village
    left = leave_out(lexical_index(engine.pack), phrasings(draft.of(Question)))
    assert left.phrasings == sum(len(located.entry.phrasings) + 2 for located in draft.of(Question))
    strays = {stray.text: stray for stray in left.strays}
    lost = strays["is the card free"]
    assert lost.place == "questions/lending.yaml:15"
    assert (lost.entry, lost.got) == ("how-many-books", "where-it-is")
    assert lost.rank >= 2
    assert lost.lead > 0
    assert "图书馆在哪" not in strays  # its title in Chinese says nearly the same
    assert [stray.lead for stray in left.strays] == sorted((stray.lead for stray in left.strays), reverse=True)


def test_questions_that_take_each_others_phrasings_are_counted_as_pairs() -> None:
    def stray(entry: str, got: str) -> Stray:
        return Stray("a.yaml:1", entry, "text", got, "phrasing", 1.0, 2)

    left = LeftOut(9, (stray("a", "b"), stray("b", "a"), stray("a", "b")))
    assert left.pulls == (Pull("a", "b", 2), Pull("b", "a", 1))


def test_strangers_are_all_texts_to_refuse_and_none_that_is_answered(village: tuple[Draft, Engine]) -> None:
    texts = strangers(village[1].pack)
    assert {"can i rent a meeting room", "is there parking", "who won the match last night"} <= set(texts)
    assert "till when are you there on a saturday" not in texts


@pytest.mark.slow
def test_questions_are_ranked_by_the_wrong_answers_they_give_away(village: tuple[Draft, Engine]) -> None:
    _, engine = village
    found = attractions(engine)
    assert {each.entry for each in found} <= set(engine.pack.question_by_id)
    assert [each.expected for each in found] == sorted((each.expected for each in found), reverse=True)
    for each in found:
        assert engine.ask(each.worst).candidates[0].question.id == each.entry
        assert each.confidence <= each.expected + 1e-6
        assert 0 <= each.answered <= each.texts


def test_terms_with_one_name_collide() -> None:
    (found,) = collisions((term("late-fee", "late fee", "滞纳金"), term("fine", "fine", "罚款", "Late-fee")))
    assert (found.first, found.second, found.likeness, found.derived) == ("late-fee", "fine", 1.0, False)
    assert (found.first_name, found.second_name) == ("late fee", "Late-fee")


def test_terms_with_nearly_one_name_collide() -> None:
    (found,) = collisions((term("old", "lending library", "甲馆"), term("new", "new lending library", "乙室")))
    assert 0.9 <= found.likeness < 1


def test_an_ending_does_not_tell_two_names_apart() -> None:
    (found,) = collisions((term("shop", "lending libraries", "甲馆"), term("hall", "lending library", "乙室")))
    assert (found.likeness, found.derived) == (1.0, False)


def test_terms_that_sound_alike_collide_by_a_derived_name() -> None:
    (found,) = collisions((term("full", "full stop", "权利"), term("power", "mighty", "权力")))
    assert (found.likeness, found.derived) == (1.0, True)


def test_short_names_must_be_the_same_to_collide() -> None:
    assert collisions((term("card", "card", "卡片"), term("cart", "carts", "推车"))) == ()
    assert collisions(()) == ()


def test_advice_holds_all_of_it(village: tuple[Draft, Engine]) -> None:
    told: list[str] = []
    advice = advise(*village, told.append)
    assert advice.faults == ()
    assert advice.strays
    assert sum(pull.count for pull in advice.pulls) == len(advice.strays)
    assert advice.attractions
    assert any("Leaving out each phrasing in turn … 0 of" in line for line in told)


def test_the_command_shows_the_advice(footnote: Footnote) -> None:
    result = footnote("evaluate", "--curate", "--details", "--most", "1")
    assert result.exit_code == 0
    assert "phrasings and titles still find their question." in result.stdout
    assert "Questions hard to tell apart" in result.stdout
    assert "Questions that attract what must be refused" in result.stdout
    assert "more" in result.stdout


def test_the_command_writes_the_advice_as_json(footnote: Footnote) -> None:
    advice = json.loads(footnote("evaluate", "--curate", "--json").stdout)
    assert set(advice) == {"tasks", "phrasings", "faults", "strays", "pulls", "attractions", "collisions"}
    assert advice["strays"][0].keys() == {"place", "entry", "text", "got", "phrasing", "lead", "rank"}


@pytest.mark.slow
def test_at_most_ten_things_are_told_unless_details_are_asked_for(footnote: Footnote) -> None:
    lines = footnote("evaluate", "--curate").stdout.splitlines()
    assert lines[0] == "Most worth doing"
    assert "Left out," not in "\n".join(lines)
    assert sum(line[:3].strip().rstrip(".").isdecimal() for line in lines) <= 10


def test_a_phrasing_alone_in_its_wording_is_no_task_and_two_entries_that_take_each_others_are(
    village: tuple[Draft, Engine],
) -> None:
    draft, _ = village
    one, other = (located.entry.id for located in draft.of(Question)[:2])

    def stray(entry: str, got: str) -> Stray:
        return Stray("a.yaml:1", entry, "text", got, "phrasing", 1.0, 2)

    def about(*strays: Stray) -> list[str]:
        return [task.told for task in most_worth_doing(draft, (), strays, (), ()) if "Hard to tell" in task.told]

    assert about(stray(one, other)) == []
    assert len(about(stray(one, other), stray(other, one))) == 1


def test_an_entry_that_answers_nothing_it_should_refuse_is_no_task(village: tuple[Draft, Engine]) -> None:
    draft, _ = village
    name = draft.of(Question)[0].entry.id
    quiet = Attraction(name, 40, 0.3, 0, "far off", 0.1)
    loud = Attraction(name, 3, 0.9, 1, "near by", 0.95)
    assert [task for task in most_worth_doing(draft, (), (), (quiet,), ()) if "refused" in task.told] == []
    (task,) = [task for task in most_worth_doing(draft, (), (), (loud,), ()) if "refused" in task.told]
    assert "'near by' (0.95)" in task.told
