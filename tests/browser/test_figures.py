"""How long the demo takes to start, how much memory it holds, and how soon an answer stands in the page."""

from __future__ import annotations

import json
from statistics import median

import pytest
from playwright.sync_api import expect

from bot.pack.models import Pack

from .conftest import Visit
from .server import Demo

pytestmark = pytest.mark.browser

TIMED = """async (words) => {
    const list = document.querySelector(".messages");
    const box = document.querySelector("textarea.box");
    const before = new Set([...list.querySelectorAll("article")].map((article) => article.dataset.id));
    const answered = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error("no answer")), 20000);
        new MutationObserver(() => {
            const fresh = [...list.querySelectorAll("article")].filter((article) => !before.has(article.dataset.id));
            if (fresh.some((article) => article.querySelector(".container"))) resolve(performance.now());
        }).observe(list, { childList: true, subtree: true });
    });
    box.value = words;
    const begun = performance.now();
    box.form.requestSubmit();
    return (await answered) - begun;
}"""
"""Milliseconds from sending a message to its answer standing in the page."""


def test_the_demo_starts_without_fitting_anew_and_answers_whoever_asks(
    visit: Visit, shipped: Pack, running: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    times: list[float] = []
    for person in ("Ann", "Max", "林小雨"):
        visitor = visit(person)
        visitor.enter("general")
        for example in shipped.info.examples[:4]:
            times.append(visitor.page.evaluate(TIMED, f"@Footnote {example.first}"))
            expect(visitor.box).to_have_value("")
        visitor.page.close()  # one page at a time: every open one draws what the others are told
    figures = {
        "start to ready, seconds": round(running.seconds, 2),
        "of these the processor was at work": round(running.work, 2),
        "memory of bot and sandbox, megabytes": round(running.memory()),
        "message to answer in the page, median milliseconds": round(median(times), 1),
    }
    with capsys.disabled():
        print(json.dumps(figures))  # noqa: T201 - the figures are what this test is for
    assert running.work < 16  # a confidence fitted anew at each start would take more by itself
