"""Heights of answers in the page, in pixels: `python -m tests.browser.heights` asks every entry with `/ask`.

The whole element of each message is measured, with what stands above it and its buttons, in a window of a desk and of a
phone. What is printed is the median, the 90th percentile and the largest; `--worst N` names the highest N.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from bot.languages import TONGUES
from bot.pack.loader import load_pack

from .conftest import CHROMIUM, FLAGS, SIZES
from .server import ROOT, demo

BATCH = 40
"""Questions between two looks: the page keeps so many messages without loading older ones."""
LIMITS = {"desk": 260, "phone": 420}
"""Largest median, in pixels."""
ASK = """async ([person, locale, questions]) => {
    const headers = { "Content-Type": "application/json", "X-Sandbox-User": person };
    const ask = async (method, path, body) => {
        const answer = await fetch(`/sandbox/${path}`, { method, headers, body: body && JSON.stringify(body) });
        if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
        return answer.status === 204 ? null : answer.json();
    };
    const world = await ask("GET", "world");
    const commands = Object.values(world.commands ?? {}).flat();
    const command = commands.find((each) => each.name === "ask");
    const channel = document.querySelector('button.channel[aria-current="page"]').dataset.channel;
    for (const question of questions) {
        const data = { id: command.id, type: 1, options: [{ name: "question", value: question }] };
        const nonce = String(Math.random()).slice(2, 18);
        await ask("POST", "interactions", { type: 2, nonce, channel_id: channel, data });
    }
}"""
MEASURE = """(count) => [...document.querySelectorAll("article.message")].slice(-count)
    .map((article) => Math.round(article.getBoundingClientRect().height))"""


@dataclass(frozen=True, slots=True)
class Measured:
    """The height of one answer."""

    language: str
    size: str
    question: str
    height: int


def measure(page: Page, person: str, language: str, questions: Iterable[str]) -> list[Measured]:
    """Ask questions in the channel that is shown, and measure each answer in every size of window."""
    found: list[Measured] = []
    asked = list(questions)
    for batch in (asked[at : at + BATCH] for at in range(0, len(asked), BATCH)):
        before = page.locator("article.message").count()
        page.evaluate(ASK, [person, language, batch])
        page.wait_for_function(
            "([last]) => [...document.querySelectorAll('article.message')].at(-1)?.textContent.includes(last)",
            arg=[batch[-1][:40]],
        )
        page.wait_for_function(
            "([least]) => !document.querySelector('.thinking') && document.querySelectorAll('article').length >= least",
            arg=[min(before + len(batch), len(batch))],
        )
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(200)
            heights = page.evaluate(MEASURE, len(batch))
            found += [Measured(language, size, *each) for each in zip(batch, heights, strict=True)]
        page.set_viewport_size({"width": SIZES["desk"][0], "height": SIZES["desk"][1]})
    return found


def report(found: list[Measured], worst: int) -> str:
    """The figures as a table, and the highest answers."""
    lines = ["language  window   answers  median  90th  largest"]
    for language in dict.fromkeys(each.language for each in found):
        for size in SIZES:
            heights = [each.height for each in found if (each.language, each.size) == (language, size)]
            ninth = quantiles(heights, n=10)[-1]
            lines.append(
                f"{language:8}  {size:7}  {len(heights):7}  {median(heights):6.0f}  {ninth:4.0f}  {max(heights):7}"
            )
    highest = sorted(found, key=lambda each: -each.height / SIZES[each.size][1])[:worst]
    return "\n".join([*lines, *(f"{each.height:5} {each.size:5} {each.language} {each.question}" for each in highest)])


def measured(languages: Iterable[str], most: int | None = None) -> list[Measured]:
    """The heights of the answers to all entries of the pack that ships, or to as many of them."""
    pack, found = load_pack(ROOT / "seeds"), list[Measured]()
    readers = {row.code: row.demo_reader[1] for row in TONGUES if row.command_locales}
    with demo() as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        for language in languages:
            width, height = SIZES["desk"]
            page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
            page.goto(running.address)
            page.wait_for_selector("body[data-ready]")
            if language in readers:
                page.locator("button.who").click()
                page.get_by_role("menuitemradio", name=readers[language]).click()
                page.wait_for_selector("body[data-ready]")
            page.locator("button.channel", has_text="general").first.click()
            person = page.evaluate("sessionStorage.getItem('person') ?? ''") or _first(page)
            asked = [entry.title(language) for entry in pack.questions][:most]
            found += measure(page, person, language, asked)
            page.close()
        browser.close()
    return found


def _first(page: Page) -> str:
    """Id of whoever a page begins as."""
    return str(page.evaluate("async () => (await (await fetch('/sandbox/world')).json()).me"))


def main() -> None:
    """Print the figures; exit 1 where a median is larger than it may be, or an answer higher than the window."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--languages", nargs="+", default=["en", "zh"])
    parser.add_argument("--most", type=int, help="as many entries only")
    parser.add_argument("--worst", type=int, default=0, help="name the highest answers")
    given = parser.parse_args()
    found = measured(given.languages, given.most)
    sys.stdout.write(f"{report(found, given.worst)}\n")
    for size, limit in LIMITS.items():
        for language in given.languages:
            heights = [each.height for each in found if (each.language, each.size) == (language, size)]
            if median(heights) > limit or max(heights) > SIZES[size][1]:
                raise SystemExit(f"{language}, {size}: answers are too high")


if __name__ == "__main__":
    main()
