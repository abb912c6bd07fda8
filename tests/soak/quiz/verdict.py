"""Verdict on rounds, reviews and bookmarks: what stands in the channels and the database, against what members did."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from bot.ports.ports import Ports
from bot.ports.reading_store import BookmarkKind, ReadingStore
from bot.quizzing.quiz_models import EntryRef
from bot.reviewing.ports import ReviewStore
from bot.reviewing.review_models import ReviewItem
from sandbox.checks.components import walk
from tests.soak.quiz.material import ITEMS_ALONE, MEMBERS, is_right, item, reading_step
from tests.soak.quiz.steps import lines_in, steps_of
from tests.soak.verdict import Archive, Post
from tests.support.payloads import text_of

_LINE = re.compile(r"<@(\d+)> · (\d+) of \d+ right")
_NONCE = re.compile(r"r([0-9a-f]+)-(\d+|t)")
_NAMED = re.compile(r"<@(\d+)>")


@dataclass
class QuizVerdict:
    """What was found.

    Attributes:
        counts: how much was looked at.
        faults: what was lost or doubled, a line each.
    """

    counts: Counter[str] = field(default_factory=Counter[str])
    faults: list[str] = field(default_factory=list[str])


async def judge(archive: Archive, folder: Path, begun: Sequence[int], count: int, ports: Ports) -> QuizVerdict:
    """Hold everything against the journals."""
    lines = lines_in(folder)
    found = QuizVerdict()
    found.faults += [f"an error was logged: {line['error']}" for line in lines if "error" in line][:5]
    _judge_rounds(archive, lines, begun, count, found)
    await _judge_reviews(lines, ports.reviews, found)
    await _judge_bookmarks(lines, ports.store, found)
    return found


def _judge_rounds(
    archive: Archive, lines: Sequence[Mapping[str, Any]], begun: Sequence[int], count: int, found: QuizVerdict
) -> None:
    shown = _shown(archive)
    counted: defaultdict[tuple[int, int, int], set[tuple[int, bool]]] = defaultdict(set)
    tried: defaultdict[tuple[int, int, int], set[int]] = defaultdict(set)
    for line in lines:
        if "round" in line:
            key = (line["round"], line["number"], line["member"])
            if "counted" in line:
                counted[key].add((line["counted"], line["right"]))
            elif line["right"]:
                tried[key].add(line["pressing"])
    found.faults += [f"buttons are left under an answer: {nonce}" for nonce in _with_buttons(archive)]
    found.counts["rounds"] = len(begun)
    found.counts["presses"] = len(counted)
    found.faults += [f"two answers counted: {key} {each}" for key, each in counted.items() if len(each) > 1]
    for number in begun:
        named: Counter[int] = Counter()
        for question in range(count):
            posts = shown[f"{number:x}", str(question)]
            if len(posts) != 1:
                found.faults.append(f"round {number}: question {question} stands {len(posts)} times")
                continue
            right = [int(member) for member in _NAMED.findall(posts[0])]
            named.update(right)
            found.faults += _faults_of((number, question), posts[0], counted, tried)
        tables = shown[f"{number:x}", "t"]
        if len(tables) != 1:
            found.faults.append(f"round {number}: {len(tables)} tables")
            continue
        told = {int(member): int(right) for member, right in _LINE.findall(tables[0])}
        if {member: right for member, right in told.items() if right} != dict(named):
            found.faults.append(f"round {number}: the table says {told}, the answers {dict(named)}")


def _faults_of(
    key: tuple[int, int],
    text: str,
    counted: Mapping[tuple[int, int, int], set[tuple[int, bool]]],
    tried: Mapping[tuple[int, int, int], set[int]],
) -> Iterator[str]:
    """What is wrong with an answer: it must name everybody who was told that they counted and were right, once."""
    right = [int(member) for member in _NAMED.findall(text)]
    if "✅" not in text:
        yield f"question {key} was never told"
    if len(right) != len(set(right)):
        yield f"question {key} names somebody twice"
    for member in range(1, MEMBERS + 1):
        answers = counted.get((*key, member), set())
        was_right = any(each for _, each in answers)
        if was_right and member not in right:
            yield f"question {key}: member {member} was right, and is not named"
        # Whoever got no answer may have been counted all the same.
        if member in right and not was_right and (answers or not tried.get((*key, member))):
            yield f"question {key}: member {member} is named, and was not right"


def _shown(archive: Archive) -> defaultdict[tuple[str, str], list[str]]:
    """The texts of all messages, by the round and the question (or "t", the table) that their nonces name."""
    shown: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for post in archive.posts:
        key = _NONCE.fullmatch(str(post.body.get("nonce")))
        if key is not None:
            shown[key[1], key[2]].append(text_of(_components(post)))
    return shown


def _components(post: Post) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", post.body.get("components", []))


def _with_buttons(archive: Archive) -> Iterator[str]:
    """Nonces of messages that still have a button of a round; that of a table begins another."""
    for post in archive.posts:
        ids = (str(each.get("custom_id")) for each in walk(_components(post)))
        if any(each.startswith("f1:round:") and not each.startswith("f1:round:again:") for each in ids):
            yield str(post.body.get("nonce"))


async def _judge_reviews(lines: Sequence[Mapping[str, Any]], reviews: ReviewStore, found: QuizVerdict) -> None:
    """Whether each card was counted as often as its member answered, from the first miss on."""
    for member in range(1, MEMBERS + 1):
        steps = steps_of(lines, "review", member)
        cards = {card.item: card.times for card in await reviews.cards(member) or ()}
        _judge_missed(lines, member, {item: times for item, times in cards.items() if item not in ITEMS_ALONE}, found)
        stored = {item: times for item, times in cards.items() if item in ITEMS_ALONE}
        found.counts["reviews"] += steps.done + 1
        if stored not in [_times(member, last) for last in steps]:
            found.faults.append(f"member {member}: {stored} is stored, {_times(member, steps.done)} was answered")


def _judge_missed(
    lines: Sequence[Mapping[str, Any]], member: int, cards: Mapping[ReviewItem, int], found: QuizVerdict
) -> None:
    """Whether what a member missed in rounds comes back, and was counted once for each question at most."""
    missed: set[ReviewItem] = set()
    tried: defaultdict[ReviewItem, set[tuple[int, int]]] = defaultdict(set)
    for line in lines:
        if line.get("member") == member and "about" in line:
            kind, entry_kind, entry = line["about"]
            about = ReviewItem(kind, EntryRef(entry_kind, entry))
            tried[about].add((line["round"], line["number"]))
            missed |= {about} if "counted" in line and not line["right"] else set()
    found.counts["missed in rounds"] += len(missed)
    found.faults += [
        f"member {member} missed {item} in a round, and it does not come back" for item in missed - {*cards}
    ]
    often = [item for item, times in cards.items() if times > len(tried[item])]
    found.faults += [f"member {member}: {item} was counted too often" for item in often]


async def _judge_bookmarks(lines: Sequence[Mapping[str, Any]], reading: ReadingStore, found: QuizVerdict) -> None:
    """Whether each member's bookmarks are those that the steps leave, each once."""
    for member in range(1, MEMBERS + 1):
        steps = steps_of(lines, "reading", member)
        stored = sorted((each.kind, each.article, each.paragraph) for each in await reading.bookmarks(member))
        found.counts["bookmarks"] += steps.done + 1
        if stored not in [_kept(member, last) for last in steps]:
            found.faults.append(f"member {member}: {stored} is stored, {_kept(member, steps.done)} was kept")


def _times(member: int, last: int) -> dict[Any, int]:
    times: dict[Any, int] = {}
    for number in range(last + 1):
        asked = item(member, number)
        if asked in times or not is_right(member, number):
            times[asked] = times.get(asked, 0) + 1
    return times


def _kept(member: int, last: int) -> list[tuple[BookmarkKind, str, int]]:
    """The bookmarks that a member has after a step: one stop an article, and the marks that were not dropped."""
    kept: set[tuple[BookmarkKind, str, int]] = set()
    for number in range(last + 1):
        step = reading_step(member, number)
        place = (step.kind, step.article, step.paragraph)
        if step.drops:
            kept.discard(place)
            continue
        if step.kind is BookmarkKind.STOP:
            kept = {each for each in kept if each[:2] != place[:2]}
        kept.add(place)
    return sorted(kept)
