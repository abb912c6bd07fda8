"""A person at the page: what tests do there, in the words of somebody who uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

FRESH = """({ there, used }) => {
    const articles = [...document.querySelectorAll("article.message")];
    const old = (article) => there.includes(article.dataset.id) || article.querySelector(".thinking");
    const command = (article) => article.querySelector(".used")?.dataset.command.split(" ")[0];
    const answers = (article) => !old(article) && command(article) === used;
    return articles.find(answers)?.dataset.id;
}"""
"""The message that was not there before and over which a command stands, once the bot has stopped thinking."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with the page open."""

    page: Page

    @property
    def box(self) -> Locator:
        """The message box."""
        return self.page.locator("textarea.box")

    @property
    def messages(self) -> Locator:
        """All messages of the channel shown."""
        return self.page.locator("article.message")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.messages.last

    def message(self, words: str | re.Pattern[str]) -> Locator:
        """The newest message with such words in it; what stands over a message, as being replied to, is not in it."""
        return self.messages.filter(has=self.page.locator(".body", has_text=words)).last

    def above(self, words: str) -> Locator:
        """The newest message over which such words stand: the command used, or what it replies to."""
        return self.messages.filter(has=self.page.locator(".above", has_text=words)).last

    def become(self, name: str) -> None:
        """Be somebody else."""
        self._open_drawer()
        self.page.locator("button.who").click()
        self.page.get_by_role("menuitemradio", name=name).click()
        expect(self.page.locator("button.who")).to_contain_text(name)
        if self.page.locator("body.drawer-open").count():
            self.page.keyboard.press("Escape")
        expect(self.box).to_be_visible()

    def enter(self, channel: str) -> None:
        """Go to a channel."""
        self._open_drawer()
        self.page.locator("button.channel", has_text=channel).first.click()
        expect(self.page.locator("h1")).to_have_text(re.compile(re.escape(channel)))
        expect(self.page.locator('button.channel[aria-current="page"]', has_text=channel)).to_have_count(1)

    def _open_drawer(self) -> None:
        """Open what holds the channels and people on a phone; on a desk it stands beside."""
        if not self.page.locator("#side").is_visible():
            self.page.locator("button.drawer-button").click()

    def write(self, words: str) -> None:
        """Write a message and send it."""
        self.box.fill(words)
        self.box.press("Enter")

    def command(self, line: str) -> Locator:
        """Type a command with its options and send it; gives the message that answers it, whatever comes after it."""
        there = [article.get_attribute("data-id") for article in self.messages.all()]
        self.send(line)
        found = self.page.wait_for_function(FRESH, arg={"there": there, "used": line.partition(" ")[0]})
        return self.page.locator(f'article.message[data-id="{found.json_value()}"]')

    def attempt(self, thing: str | re.Pattern[str]) -> None:
        """Choose one of the things to try and send it, once its channel and its command are open."""
        self.page.get_by_role("region").get_by_role("button", name=thing).first.click()
        expect(self.page.locator(".command-bar")).to_be_visible()
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".command-bar")).to_be_hidden()

    def send(self, line: str) -> None:
        """Type a command with its options and send it, without waiting for its answer."""
        self.start(line)
        self.page.locator("button.send").click()
        expect(self.page.locator(".command-bar")).to_be_hidden()

    def start(self, line: str) -> Locator:
        """Type a command and stay in its fields; gives them."""
        self.box.press_sequentially(f"{line.partition(' ')[0]}", delay=5)
        self.box.fill(f"{line} ")
        bar = self.page.locator(".command-bar")
        expect(bar).to_be_visible()
        return bar

    def field(self, option: str) -> Locator:
        """The field of a command's option."""
        return self.page.locator(f"#option-{option}")
