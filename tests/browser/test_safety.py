"""What people write never becomes markup, never hangs the page, and never leaves this machine."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.under_fire.texts import SURROGATE, texts

from .conftest import Visit

pytestmark = pytest.mark.browser

TRICKS = (
    "<script>document.title='taken'</script><img src=x onerror=alert(1)>",
    "[press](javascript:alert(1)) <javascript:alert(1)> [a](data:text/html,x)",
    "**bold *both*** __under__ ||hidden|| `<b>code</b>` ~~gone~~ \\*not\\*",
    "```html\n<iframe src='https://example.org'></iframe>\n```",
)


def test_marks_are_drawn_and_markup_is_only_text(visit: Visit) -> None:
    ann = visit()
    ann.enter("no-bots")
    for trick in TRICKS:
        ann.write(trick.replace("\n", "\n"))
        expect(ann.box).to_have_value("")
    drawn = ann.page.locator(".messages")
    expect(drawn).to_contain_text("<script>document.title='taken'</script>")
    expect(drawn).to_contain_text("<iframe src='https://example.org'></iframe>")
    expect(drawn.locator("script, img, iframe")).to_have_count(0)
    expect(drawn.locator("a[href^='javascript'], a[href^='data']")).to_have_count(0)
    expect(drawn.locator("strong em")).to_have_text("both")
    expect(drawn.locator("code", has_text="<b>code</b>")).to_be_visible()
    assert "taken" not in ann.page.title()


def test_a_spoiler_shows_when_it_is_pressed(visit: Visit) -> None:
    ann = visit()
    ann.enter("no-bots")
    ann.write("the end is ||a surprise||")
    ann.last.get_by_role("button", name="Spoiler").press("Enter")
    expect(ann.last.locator(".spoiler.open")).to_have_text("a surprise")


def test_ten_thousand_characters_are_refused_kindly_and_kept(visit: Visit) -> None:
    ann = visit()
    ann.write("A long letter. " * 667)
    expect(ann.page.locator(".composer [role=alert]")).to_contain_text("too long")
    assert len(ann.box.input_value()) > 10_000
    ann.box.fill("")
    expect(ann.page.locator(".counter")).to_be_empty()


@pytest.mark.parametrize("piece", ["*", "_", "[", "`", "|| ", "*a_", "[x](", "> ", "- ", "<@", "~~a", "```", "h", "\\"])
def test_no_pattern_of_marks_makes_reading_slow(visit: Visit, piece: str) -> None:
    ann = visit()
    text = piece * (10_000 // len(piece))
    script = """async (text) => {
        const { parseMarkdown } = await import("/app/markdown.js");
        const begun = performance.now();
        parseMarkdown(text);
        return performance.now() - begun;
    }"""
    assert ann.page.evaluate(script, text) < 2000  # a few on a quiet machine; minutes where the work is quadratic


def test_the_page_may_load_nothing_from_elsewhere(visit: Visit) -> None:
    ann = visit()
    answer = ann.page.request.get(ann.page.url)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    blocked = "fetch('https://example.org').then(() => 'loaded', () => 'blocked')"
    context = ann.page.context.browser.new_context() if ann.page.context.browser else None
    assert context is not None
    page = context.new_page()
    page.goto(ann.page.url)
    assert page.evaluate(blocked) == "blocked"
    context.close()


DRAW = """async (texts) => {
    const { Prose } = await import("/app/prose.js");
    const nobody = { user: () => null, nameOf: () => "", roles: new Map(), channels: new Map(), guild: null };
    const prose = new Prose(nobody, { visit() {}, command() {} });
    const tags = new Set(), attributes = new Set(), links = new Set();
    for (const text of texts) {
        const root = document.createElement("div");
        root.append(...prose.draw(text));
        for (const each of root.querySelectorAll("*")) {
            tags.add(each.localName);
            for (const { name } of each.attributes) attributes.add(name);
            if (each.href) links.add(new URL(each.href).protocol);
        }
    }
    return { tags: [...tags], attributes: [...attributes], links: [...links] };
}"""
TAGS = {
    *("a", "b", "blockquote", "br", "button", "code", "div", "em", "i", "li", "p", "pre"),
    *("s", "span", "strong", "time", "u", "ul"),
}


def test_20_000_made_up_texts_become_nothing_but_prose(visit: Visit) -> None:
    drawn = visit().page.evaluate(DRAW, [SURROGATE.sub("", text) for text in texts(20_000)])
    assert set(drawn["tags"]) <= TAGS
    assert set(drawn["links"]) <= {"https:", "http:"}
    assert not [name for name in drawn["attributes"] if name.startswith("on") or name in {"style", "src", "srcdoc"}]
