"""Parser of articles: Markdown files with front matter."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from yaml import YAMLError

from bot.pack.faults import Fault
from bot.pack.models import Article, ArticleInfo, Paragraph
from bot.pack.reading.entry_files import Located, validate
from bot.pack.reading.source import Source, not_yaml
from bot.pack.reading.yaml_values import parse

_FIGURE = re.compile(r"!\[(?P<caption>.+)\]\(\)", re.DOTALL)
"""An image alone in its paragraph, without a file: the caption of a photograph (an "implicit figure")."""


def read_article(source: Source) -> tuple[Located[Article] | None, list[Fault]]:
    """Turn a file into an article.

    A blank line separates paragraphs; a block of code between ``` is one paragraph whatever is in it; a heading opens a
    section and has no number; the first block is paragraph 0. The caption of a photograph is written as an image
    without a file, `![A library.]()`. Nothing else of Markdown is read, so that what is cited is what is printed.

    Returns:
        The article, located by its front matter (None when that is unusable), and what is wrong with the file.
    """
    stem = PurePosixPath(source.name).stem
    tokens = MarkdownIt("zero").enable(["heading", "fence"]).use(front_matter_plugin).parse(source.text)
    if not tokens or tokens[0].type != "front_matter":
        problem, remedy = "The file has no front matter.", "Begin it with a block between two lines of ---."
        return None, [Fault(source.name, 1, stem, problem, remedy)]
    info, faults = _front_matter(source, stem, tokens[0].content)
    paragraphs: list[Paragraph] = []
    section: str | None = None
    lines = source.text.splitlines()
    for opening, inline in pairwise(tokens):
        if inline.type == "fence" and inline.map:
            text = "\n".join(lines[slice(*inline.map)]).strip()
            paragraphs.append(Paragraph(number=len(paragraphs), text=text, section=section, line=inline.map[0] + 1))
        if inline.type != "inline" or opening.map is None:
            continue
        text = inline.content.strip()
        if opening.type == "heading_open":
            section = text
        else:
            figure = _FIGURE.fullmatch(text)
            line = opening.map[0] + 1
            text, caption = (figure["caption"], True) if figure else (text, False)
            number = len(paragraphs)
            paragraphs.append(Paragraph(number=number, text=text, section=section, line=line, caption=caption))
    if len(paragraphs) < 2:
        problem = "The article needs a byline block and a paragraph."
        remedy = "Put the byline as printed first, a blank line, then the text."
        faults.append(Fault(source.name, 1, stem, problem, remedy))
    if info is None:
        return None, faults
    article = Article(info=info.entry, paragraphs=tuple(paragraphs))
    return Located(article, info.source, info.index), faults


def _front_matter(source: Source, stem: str, text: str) -> tuple[Located[ArticleInfo] | None, list[Fault]]:
    """The front matter as a model, with a fault for each thing wrong in it."""
    matter = Source(source.name, "\n" + text)  # an empty line stands for the opening ---, so that lines agree
    try:
        data, faults = parse(matter)
    except YAMLError as error:
        return None, [not_yaml(matter, stem, error)]
    located, wrong = validate(ArticleInfo, data, matter)
    faults += wrong
    if located and located.entry.id != stem:
        problem = f"The id differs from the file's name, {stem}."
        faults.append(located.fault(problem, "Make the two the same.", "id"))
    return located, faults
