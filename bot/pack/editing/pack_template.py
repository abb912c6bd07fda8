"""Template of a new pack: commented files that load and answer at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pack.editing.yaml_writing import inline, pair

_PACK = """\
# What the pack is. Only the title is needed; docs/pack-format.md describes every key.
title: {title}
# The languages of your texts; readers of any other see the first.
languages: [{languages}]
{about}"""
_ABOUT = """\
# about: One or two sentences about what people can ask here.
# examples: [How do I get a key?]     # questions that /help shows
"""
_QUESTIONS = """\
# Questions and answers. Each begins with "- "; only question and answer are needed.
# Many questions? Put them into questions/<topic>.yaml, one file for each topic.
{entry}  # How else people ask it, in their own words. Nothing makes answers better than many of these.
  phrasings:{phrasings}
  # source: https://example.org/page    # a link or a name, shown under the answer
  # topic: keys                         # a heading for lists

# - question: The next question?
#   answer: |
#     **Bold**, `code`, lists and [links](https://example.org) work as in Discord.
"""
UNWRITTEN = "Nobody has written this answer yet."


@dataclass(frozen=True, slots=True)
class NewPack:
    """What a new pack begins with.

    Attributes:
        languages: codes, the first of them that of `question` and `answer`.
        answer: Markdown; where it is empty, the pack says that it is not written yet.
    """

    title: str
    languages: Sequence[str]
    question: str
    answer: str = ""
    phrasings: Sequence[str] = ()

    def files(self) -> dict[str, str]:
        """The text of each file by its name."""
        entry = "- " + pair("question", self.question, 0)[0:]
        answer = self.answer or UNWRITTEN
        body = answer if answer.endswith("\n") else f"{answer}\n"
        entry += "  " + pair("answer", body, 2)
        rows = "".join(f"\n    - {inline(each)}" for each in self.phrasings)
        return {
            "pack.yaml": _PACK.format(title=inline(self.title), languages=", ".join(self.languages), about=_ABOUT),
            "questions.yaml": _QUESTIONS.format(entry=entry, phrasings=rows or " []"),
        }
