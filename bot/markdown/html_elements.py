"""Register of the elements of HTML; another word between angle brackets is a placeholder, shown as it is meant."""

from __future__ import annotations

OF_TEXT = frozenset((
    "a", "abbr", "article", "b", "blockquote", "br", "center", "cite", "code", "dd", "del", "details", "div", "dl",
    "dt", "em", "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
))  # fmt: skip
"""Elements of running text, which have a counterpart in Markdown or none that is missed."""
EMBEDDED = frozenset((
    "audio", "button", "canvas", "embed", "form", "iframe", "input", "math", "object", "select", "svg", "textarea",
    "video",
))  # fmt: skip
"""Elements whose content Markdown cannot hold; their text is all that can be kept of them."""
UNREAD = frozenset((
    "picture", "script", "source", "style",
))  # fmt: skip
"""Elements that hold nothing to read."""
ELEMENTS = OF_TEXT | EMBEDDED | UNREAD
