"""Outline of a Markdown FAQ: its headings as a tree, and the questions that stand in a body without a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from bot.pack.importing.formats.html_parts import plain
from bot.pack.importing.formats.markdown_parts import outside_code

_ASKING_WORDS = (
    r"Q|Question|Frage|Pregunta|Pergunta|Domanda|Vraag|Pytanie|Вопрос|Soru|Câu hỏi|Hỏi|Pertanyaan"
    r"|问|問|问题|問題|質問|질문|السؤال|سؤال|س|ถาม|คำถาม"
)
_ASKS = rf"{_ASKING_WORDS}|F|P|D|V|В"
_ANSWERS = (
    r"A|Answer|Antwort|R|Respuesta|Resposta|Réponse|Risposta|Antwoord|Odpowiedź|О|Ответ|Cevap|Trả lời|Đáp|Jawaban"
    r"|答|回答|답|답변|الجواب|الإجابة|جواب|ج|ตอบ|คำตอบ"
)
_ASKED = re.compile(rf"^[*_]{{0,3}}(?:{_ASKS})\s*\d*\s*[:：.)][*_]{{0,3}}\s*(?P<title>\S.*)$", re.IGNORECASE)
ANSWERED = re.compile(rf"^[*_]{{0,3}}(?:{_ANSWERS})\s*\d*\s*[:：.)][*_]{{0,3}}[ \t]*", re.IGNORECASE)
_NUMBERED = re.compile(rf"^(?:(?:{_ASKS})?\s*\d+(?:\.\d+)*[.):：]|(?:{_ASKS})\s*[:：.])\s+", re.IGNORECASE)
_MARKED = re.compile(rf"^[\W_]*(?:{_ASKING_WORDS})\s*\d*\s*[:：.)]\s*\S", re.IGNORECASE)
_ASKING_END = re.compile(
    r"(?:[?？؟⁇;]!?|[かの]。?|(?:까|나요|가요|니까)\.?|[吗嗎呢]|怎么办|怎麼辦|是什么|是什麼|(?<=\w)为什么|(?<=\w)為什麼)$"
    r"|^(?:什么是|什麼是|如何|怎么|怎麼|怎样|怎樣|为什么|為什麼|为何|為何|是否|能否|可否|哪里|哪裡)"
)
"""How a question ends, and, where no mark is needed, how it begins."""
_QUESTION_SIGN = re.compile(r"^[❓❔]\ufe0f?\s*(?=\S)")
_SIGNS = re.compile(r"(?:(?!<)[^\w\s])*")
_ARROW = re.compile(r"^(?:[➜➤➡→⮕➥↳»]|👉)\ufe0f?[ \t]*")
"""What stands before an answer where people write it by hand, as A: does elsewhere."""
_IN_ITEM = re.compile(r"^(?P<indent>[ \t]*\d+[.)][ \t]+)(?P<marks>#{1,6})[ \t]+(?P<title>\S.*)$")
"""The first line of a numbered item that is a heading."""
_FOOTNOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]+(?P<note>\S.*)$", re.MULTILINE)
_FOOTNOTE_CALL = re.compile(r"[ \t]?\[\^(?P<name>[^\]\s]+)\](?!:)")
_FENCE = re.compile(r"^[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<title>.*\S)[ \t]*$")
_BOLD = re.compile(
    r"^\s*(?:[-*+]\s|\d+[.)]\s)?\s*(?:\*{2,3}|__)(?P<title>[^*\s].*?)(?:\*{2,3}|__)\s*[:：]?\s*(?P<rest>.*)$"
)
_NUMBERED_ITEM = re.compile(r"^ ?\d+[.)]\s+(?P<title>[^\s*_\[].*)$")
_DEFINED = re.compile(r"^:\s+")
_AFTER_TITLE = re.compile(r"\s*(?:\{[#.:][^}]*\}|\[(?:¶|#|🔗|\^|↑)\]\([^)]*\)|#+)\s*$")
_LINKED = re.compile(r"!?\[([^\[\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARKS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"`+([^`]+)`+")
_FOLDED = re.compile(r"<summary\b[^<>]*>(.*?)</summary\s*>[ \t]*", re.IGNORECASE | re.DOTALL)
_FOLD = re.compile(r"</?details\b[^<>]*>", re.IGNORECASE)
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around a question that was folded: private letters, which no text holds."""
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)


@dataclass(slots=True)
class Section:
    """A heading with what stands under it; the document itself is one of level 0.

    Attributes:
        title: as typed.
        line: of the heading, from 0; what stands under it are the lines from `begin` up to, not including, `end`.
        parts: the sections inside.
    """

    level: int
    title: str
    line: int
    begin: int
    end: int
    parts: list[Section] = field(default_factory=list["Section"])

    @property
    def own_end(self) -> int:
        """Where its own text ends: at the first section inside."""
        return self.parts[0].line if self.parts else self.end

    def leaves(self) -> Iterator[Section]:
        """The innermost sections."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


class BodyQuestion(NamedTuple):
    """A question that stands in a body: its line from 0, its title, and the answer's text."""

    line: int
    title: str
    answer: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A document taken apart.

    Attributes:
        matter: its front matter, YAML without the lines around it.
        bold: whether its questions are lines in bold.
        numbered: whether they are the first lines of numbered items.
    """

    lines: Sequence[str]
    matter: str
    root: Section
    paragraphs: frozenset[int]
    openings: frozenset[int]
    bold: bool
    numbered: bool

    @classmethod
    def of(cls, text: str) -> Outline:
        """Take a document apart; folded sections (`<details>`) become questions in their place."""
        text = _lifted(outside_code(_with_footnotes(text), _unfolded))
        lines = text.split("\n")
        tokens = _PARSER.parse(text)
        front = tokens[0] if tokens and tokens[0].type == "front_matter" else None
        root = _sections(tokens, front.map[1] if front and front.map else 0, len(lines))
        paragraphs = frozenset(
            line
            for token in tokens
            if token.type == "paragraph_open" and token.map and token.level == 0
            for line in range(*token.map)
        )
        openings = frozenset(
            token.map[0] for token in tokens if token.type == "paragraph_open" and token.map and token.level <= 2
        )
        in_bold = sum(asks(_bold(lines[line]) or "") for line in openings)
        in_headings = sum(asks(section.title) for section in root.leaves())
        in_items = sum(asks(_numbered(lines[line])) for line in openings)
        bold = in_bold > max(1, in_headings)
        numbered = in_items > max(1, in_headings, in_bold)
        return cls(lines, front.content if front else "", root, paragraphs, openings, bold, numbered)

    def text(self, begin: int, end: int) -> str:
        """Some lines, without empty ones and rules around them."""
        lines = [line.replace(_OPEN, "**").replace(_CLOSE, "** ") for line in self.lines[begin:end]]
        while lines and re.fullmatch(r"\s*(?:([-*_])(?:\s*\1){2,})?\s*", lines[-1]):
            lines.pop()
        return "\n".join(lines).strip("\n")

    def asked(self, begin: int, end: int) -> list[BodyQuestion]:
        """The questions in a body that have no heading, each with the lines up to the next."""
        found = [(line, title) for line in range(begin, end) if (title := self._title(line))]
        ends = [*(line for line, _ in found), end][1:]
        return [
            BodyQuestion(line, title, self._answer(line, stop)) for (line, title), stop in zip(found, ends, strict=True)
        ]

    def _title(self, line: int) -> str:
        """The question on a line; empty if there is none."""
        text = self.lines[line]
        if text.lstrip().startswith(_OPEN):
            return text.partition(_OPEN)[2].partition(_CLOSE)[0]
        if line in self.paragraphs and (found := _ASKED.match(text)):
            return found["title"].rstrip("*_ ")
        if self.numbered and line in self.openings and asks(_numbered(text)):
            return _numbered(text)
        if line in self.paragraphs and asks(text) and self._is_defined_below(line):
            return text
        if self.bold and line in self.openings and (title := _bold(text)):
            rest = _rest_of_bold(text)
            alone = not rest and len(title.split()) > 2
            signs = rest if _SIGNS.fullmatch(rest) else ""
            return f"{title} {signs}".strip() if asks(title) or alone else ""
        return ""

    def _is_defined_below(self, line: int) -> bool:
        """Whether the next line begins a definition, as lists of definitions have it (": answer")."""
        return line + 1 < len(self.lines) and _DEFINED.match(self.lines[line + 1]) is not None

    def _answer(self, line: int, end: int) -> str:
        text = self.lines[line]
        if _CLOSE in text:
            rest = text.partition(_CLOSE)[2]
        elif self.bold and not _ASKED.match(text):
            rest = _rest_of_bold(text)
            rest = "" if _SIGNS.fullmatch(rest) else rest
        else:
            rest = ""
        below = dedented(_DEFINED.sub(lambda mark: " " * len(mark[0]), self.text(line + 1, end), count=1))
        gap = "\n" * (1 + (line + 1 < end and not self.lines[line + 1].strip()))
        joined = f"{rest}{gap}{below}".strip("\n") if rest.strip() else below
        return without_answer_mark(joined)


def asks(title: str) -> bool:
    """Whether a title ends as a question does, or is marked as one ("Q. Installing")."""
    return _MARKED.match(title) is not None or _ASKING_END.search(cleaned(title)) is not None


def cleaned(title: str) -> str:
    """A title as plain text: without numbers before it, anchors after it, and marks in it."""
    text = _AFTER_TITLE.sub("", title.strip())
    text = _LINKED.sub(r"\1", text)
    for _ in range(2):
        text = _MARKS.sub(r"\2", text)
    text = _CODE.sub(r"\1", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text))
    return _QUESTION_SIGN.sub("", _NUMBERED.sub("", text).strip()).rstrip("*").strip()


def dedented(text: str) -> str:
    """A text without the indentation of its first line, as far as its lines have it: what stood in a list item."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    return "\n".join(line[indent:] if not line[:indent].strip() else line.lstrip() for line in lines)


def without_answer_mark(text: str) -> str:
    """An answer without the "A:" before it."""
    stripped = text.lstrip()
    arrow = _ARROW.match(stripped)
    if arrow and not any(_ARROW.match(line.lstrip()) for line in stripped.split("\n")[1:]):
        return stripped[arrow.end() :]
    return ANSWERED.sub("", stripped, count=1) if ANSWERED.match(stripped) else text


def _lifted(text: str) -> str:
    """A text whose headings in numbered items stand outside of them, marked as questions; every line keeps its number.

    Long lists of questions are written so: the item's number before the heading, the answer set in below it. A heading
    that is set in is part of an answer, and becomes a line in bold.
    """
    lines = text.split("\n")
    if sum(_IN_ITEM.match(line) is not None for line in lines) < 2:
        return text
    made: list[str] = []
    indent, fence = 0, ""
    for line in lines:
        mark = _FENCE.match(line)
        if found := _IN_ITEM.match(line):  # even after a block of code that was never closed
            indent, fence = len(found["indent"].expandtabs(4)), ""
            made.append(f"{found['marks']} Q. {found['title']}")
            continue
        if mark and not fence:
            fence = mark[1]
        elif mark and fence and mark[1].startswith(fence):
            fence = ""
        elif not fence and line.startswith("#"):
            indent = 0
        set_in = line.expandtabs(4) if indent else line
        set_in = set_in[min(indent, len(set_in) - len(set_in.lstrip(" "))) :]
        below = _HEADING.match(set_in) if indent and not fence else None
        made.append(f"**{cleaned(below['title'])}**" if below else set_in)
    return "\n".join(made)


def _with_footnotes(text: str) -> str:
    """A text whose footnotes stand in brackets where they are called; every line keeps its number.

    In a title the call alone is taken out.
    """
    notes = {found["name"]: found["note"].strip() for found in _FOOTNOTE.finditer(text)}
    if not notes:
        return text

    def called(found: re.Match[str]) -> str:
        begin = found.string.rfind("\n", 0, found.start()) + 1
        in_title = found.string[begin : found.start()].lstrip().startswith("#")
        return "" if in_title else f" ({notes[found['name']]})" if found["name"] in notes else found[0]

    def in_text(part: str) -> str:
        return _FOOTNOTE_CALL.sub(called, _FOOTNOTE.sub("", part))

    return outside_code(text, in_text)


def _numbered(line: str) -> str:
    """What stands on the first line of a numbered item; empty for any other line."""
    found = _NUMBERED_ITEM.match(line)
    return found["title"].strip() if found else ""


def _bold(line: str) -> str | None:
    found = _BOLD.match(line)
    return found["title"].strip() if found else None


def _rest_of_bold(line: str) -> str:
    """What follows the bold words with which a line begins."""
    found = _BOLD.match(line)
    return found["rest"].strip() if found else ""


def _unfolded(text: str) -> str:
    """Put questions in the place of folds, so that every line keeps its number."""

    def question(found: re.Match[str]) -> str:
        return f"{_OPEN}{' '.join(found.group(1).split())}{_CLOSE}" + "\n" * found.group().count("\n")

    return _FOLD.sub("", _FOLDED.sub(question, text)) if "<" in text else text


def _sections(tokens: Sequence[Token], begin: int, end: int) -> Section:
    """The headings of a document as a tree."""
    root = Section(0, "", begin, begin, end)
    path = [root]
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open" or opening.map is None or opening.level:
            continue
        level = int(opening.tag[1:])
        while path[-1].level >= level:
            path.pop().end = opening.map[0]
        section = Section(level, inline.content, opening.map[0], opening.map[1], end)
        path[-1].parts.append(section)
        path.append(section)
    return root
