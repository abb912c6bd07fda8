"""HTML to Markdown, where it is simple; tags that have no counterpart are named and their text is kept."""

from __future__ import annotations

import re
from html import unescape

from bot.markdown.html_elements import EMBEDDED, OF_TEXT
from bot.pack.importing.formats.markdown_parts import outside_code

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?![\w:-])[^<>]*>")  # <a:name:1> is an emoji of Discord's
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SILENT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"<(pre|ul|ol|blockquote|dl|table)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>[ \t]*\n?|<hr\s*/?>", re.IGNORECASE)
_PAIR = re.compile(
    r"<(a|b|strong|i|em|u|s|del|strike|code|kbd|samp|tt)\b[^<>]*>((?:(?!<\1\b).)*?)</\1\s*>", re.IGNORECASE | re.DOTALL
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "u": "__", "s": "~~", "del": "~~", "strike": "~~"}
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_SRC = re.compile(r"""\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)


def holds_html(text: str) -> bool:
    """Whether a text has tags of HTML, outside of code; a placeholder such as <name> is none."""
    return any(name in OF_TEXT | EMBEDDED for name in _tags(text)) or "<!--" in text or bool(_SILENT.search(text))


def is_html(text: str) -> bool:
    """Whether a text is HTML as a whole, and no Markdown with a tag in it."""
    return bool(
        re.match(r"\s*<(?:p|div|ul|ol|h\d|pre|blockquote|table|section|article)\b", text, re.IGNORECASE)
    ) and bool(re.search(r"</\w+>\s*$", text))


def to_markdown(text: str) -> tuple[str, list[str]]:
    """A text without HTML, and a sentence for everything that was lost with it."""
    lost = [f"A <{found.group(1).lower()}> was left out." for found in _SILENT.finditer(text)]
    text = _SILENT.sub("", text)
    lost += [
        f"The tag <{name}> has no counterpart in Markdown; only its text was kept."
        for name in dict.fromkeys(_tags(text))
        if name in EMBEDDED
    ]
    lost += [f"The comment {' '.join(found.split())[:60]} was left out." for found in _comments(text)]
    return (_whole(text) if is_html(text) else _mixed(text)), lost


def plain(text: str) -> str:
    """A title without tags and entities, in one line."""
    return " ".join(unescape(_TAG.sub("", _COMMENT.sub("", text))).split())


def _tags(text: str) -> list[str]:
    """Names of the tags outside of code, in the order found."""
    found: list[str] = []

    def look(part: str) -> str:
        found.extend(name.lower() for name in _TAG.findall(part))
        return part

    outside_code(text, look)
    return found


def _comments(text: str) -> list[str]:
    found: list[str] = []

    def look(part: str) -> str:
        found.extend(_COMMENT.findall(part))
        return part

    outside_code(text, look)
    return found


def _whole(text: str) -> str:
    """A text that is HTML: parsed and written as Markdown."""
    # Loading the parser is a tenth of every start of the command line, and only here is it needed.
    from markdownify import markdownify  # noqa: PLC0415 # pyright: ignore[reportUnknownVariableType] - untyped options

    made = markdownify(
        text,
        heading_style="ATX",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        code_language_callback=_language,
        newline_style="backslash",
    )
    return re.sub(r"\n{3,}", "\n\n", str(made).replace("\\\n", "\n")).strip()


def _language(element: object) -> str | None:
    """The language of a block of code: the class `language-…` of it or of what is in it."""
    found = re.search(r'class="[^"]*\blanguage-([\w+-]+)', str(element))
    return found.group(1) if found else None


def _mixed(text: str) -> str:
    """Markdown with tags in it: the tags become marks, what is between them stays as it is."""

    def pair(found: re.Match[str]) -> str:
        name, inner = found.group(1).lower(), found.group(2)
        if name == "a":
            target = _value(_HREF, found.group())
            return f"[{inner}]({target})" if target and inner.strip() else inner
        if name in _MARKS:
            return f"{_MARKS[name]}{inner.strip()}{_MARKS[name]}" if inner.strip() else inner
        return f"`{unescape(inner)}`"

    def outside(part: str) -> str:
        part = _COMMENT.sub("", part)
        part = _BLOCK.sub(lambda found: f"\n\n{_whole(found.group())}\n\n", part)
        part = _BREAK.sub("\n", part)
        for _ in range(3):  # tags inside tags
            part = _PAIR.sub(pair, part)
        part = _IMAGE.sub(lambda found: f"![image]({_value(_SRC, found.group())})", part)
        part = re.sub(r"</p\s*>", "\n\n", part, flags=re.IGNORECASE)
        return _TAG.sub(lambda found: "" if found.group(1).lower() in OF_TEXT | EMBEDDED else found.group(), part)

    return re.sub(r"\n{3,}", "\n\n", outside_code(text, outside)).strip()


def _value(attribute: re.Pattern[str], tag: str) -> str:
    found = attribute.search(tag)
    return unescape(next((group for group in found.groups() if group), "")) if found else ""
