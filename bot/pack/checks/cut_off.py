"""Check for files that were cut off: the one file whose last line has no end, where all the others have one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.pack.faults import Fault, Severity
from bot.pack.models import Article
from bot.pack.reading.draft import Draft

_OTHERS = 2
"""Files that must end as text files do; an editor that leaves the last line open leaves it so in all of them."""


def check_cut_off(draft: Draft) -> Iterator[Fault]:
    """Advice on a file that ends in the middle of a line, as one does whose copying was interrupted."""
    # Of an article only the front matter is a source, and that ends before its closing line.
    written = (located for located in draft.everything() if not isinstance(located.entry, Article))
    sources = {located.source.name: located.source for located in written}
    open_ended = [source for source in sources.values() if source.text and not source.text.endswith("\n")]
    if len(open_ended) != 1 or len(sources) <= _OTHERS:
        return
    (source,) = open_ended
    line = source.text.count("\n") + 1
    problem = "The last line has no line end, unlike those of the other files: the file may have been cut off."
    yield Fault(
        source.name,
        line,
        source.name,
        problem,
        "Look whether all is there, and end it with a line break.",
        Severity.ADVICE,
    )
