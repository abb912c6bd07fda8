"""`quote`: a sentence of the articles with its source, drawn by chance or by a seed."""

from __future__ import annotations

from collections.abc import Collection
from random import Random
from typing import Annotated

import typer

from bot.cli.common import AsJson, Lang, Seeds, one_of_the_pack, open_pack
from bot.cli.output.console import results
from bot.cli.output.json_output import quote_object
from bot.cli.output.pack_examples import with_examples
from bot.cli.output.text_output import show_quote
from bot.errors import FootnoteError, UsageError
from bot.pack.queries.pick_quote import choose_quote

commands = typer.Typer()


@commands.command(cls=with_examples("quote · quote --topic {topic} · quote --speaker {speaker} --seed 7 --json"))
def quote(
    *,
    topic: Annotated[str | None, typer.Option("--topic", metavar="ID", help="Only quotes on this topic.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="ID", help="Only this speaker's quotes.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="The same number draws the same quote.")] = None,
    as_json: AsJson = False,
    lang: Lang = None,
    seeds: Seeds = None,
) -> None:
    """Show a quote with who says it and where it stands."""
    pack = open_pack(seeds)
    spoken = one_of_the_pack(lang, pack)
    _known("topic", topic, pack.topic_by_id)
    _known("speaker", speaker, pack.speaker_by_id)
    chance = Random(seed)  # noqa: S311 - for variety, not for secrets
    drawn = choose_quote(pack, chance, topic=topic, speaker=speaker)
    if drawn is None:
        raise FootnoteError("No quote fits. Leave out --topic or --speaker, or add quotes to quotes.yaml.")
    if as_json:
        typer.echo(quote_object(pack, drawn, spoken or pack.info.languages[0]).json_line())
    else:
        results().print(show_quote(pack, drawn, spoken or pack.info.languages[0]))


def _known(kind: str, name: str | None, names: Collection[str]) -> None:
    """Refuse an id that the pack does not have, and tell those that it has."""
    if name is not None and name not in names:
        raise UsageError(f"The pack has no {kind} {name!r}. It has: {', '.join(names)}.")
