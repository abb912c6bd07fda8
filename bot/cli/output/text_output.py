"""Replies as rich text for a terminal. The pack's and the user's words are never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Column, Table
from rich.text import Text

from bot.answering.beside import premise_line
from bot.cli.output.markdown_output import draw_markdown
from bot.languages import Language, tongue
from bot.markdown import superscript, with_superscripts
from bot.matching import Decision, Definition, Lookup, PassageHit, Reply
from bot.matching.language.pinyin import with_tones
from bot.pack.faults import Fault
from bot.pack.kinds import KINDS
from bot.pack.models import Citation, Cites, Pack, Question, Quote, Term
from bot.pack.queries.counts import Count
from bot.pack.queries.coverage import ParagraphCoverage
from bot.pack.queries.passage_translations import translated, translated_quote
from bot.quizzing import QuizQuestion
from bot.translations import voice

CHOICES = 3
"""How many terms are told of when none is near enough."""

ADVICE_SHOWN = 40
"""Most pieces of advice that are shown at a time."""

_QUIET = Style(dim=True)
_CITED = Style(italic=True)
_HIT = Style(bold=True, underline=True)


def show_reply(pack: Pack, reply: Reply) -> RenderableType:
    """The reply to a question, whatever was decided, with what is to be said beside it."""
    shown = _show_reply(pack, reply)
    premise = premise_line(reply, voice(reply.language))
    beside = [Text(line, style) for line, style in ((reply.language_line, _QUIET), (premise, "bold")) if line]
    return Group(*beside, shown) if beside else shown


def _show_reply(pack: Pack, reply: Reply) -> RenderableType:
    language = reply.language
    if reply.decision is Decision.LOOKUP and reply.lookup and not reply.parts:
        return _looked_up(pack, reply.lookup)
    if reply.decision is Decision.CHITCHAT:
        return draw_markdown(reply.chitchat.answer.text(language)) if reply.chitchat else Text(reply.said)
    answers = [
        _looked_up(pack, one) if isinstance(one, Lookup) else show_answer(pack, one, language) for one in reply.given
    ]
    if answers:
        apart = [part for answer in answers for part in (answer, Text())]
        return Group(*apart[:-1], *([Text(), Text(reply.said, _QUIET)] if reply.said else []))
    if reply.decision is Decision.SUGGEST:
        offered, say = choices(reply), voice(language)
        asked, head = say("Is it this?") if len(offered) == 1 else say("Did you mean:"), reply.said.split("\n")[0]
        if head not in ("", say("Did you mean one of these?")):
            asked = head  # in a language that the bot has no catalogue of
        return Group(Text(asked), *_numbered(offered, language))
    said = Text(reply.said or voice(language)("I'm not sure what you mean. Could you put it another way?"))
    if reply.decision is Decision.PASSAGES:
        return Group(said, Text(), show_passages(pack, reply.passages, language))
    return said


def choices(reply: Reply) -> tuple[Question, ...]:
    """The entries a reply offers to choose from, in the order of their numbers; empty unless it does so."""
    return tuple(candidate.question for candidate in reply.offered)


def show_answer(pack: Pack, question: Question, language: Language) -> RenderableType:
    """A curated answer with the passages behind it and the questions next to it."""
    parts: list[RenderableType] = [
        Text(question.title(language), _accent(pack)),
        draw_markdown(question.answer.text(language), len(question.citations)),
        *_aside(question, language),
        *_cited(pack, question.citations, language),
    ]
    say = voice(language)
    others = [pack.question_by_id[name].title(language) for name in question.see_also]
    if others:
        parts += [Text(), _listed(say("See also:"), others)]
    return Group(*parts)


def _looked_up(pack: Pack, lookup: Lookup) -> RenderableType:
    """What was computed, with a line for each passage behind it."""
    head = [Text(lookup.title, _accent(pack))] if lookup.title else []
    sources = (
        Text(f"{superscript(number)} {pack.source(cited.article, cited.paragraph)}", _QUIET)
        for number, cited in enumerate(lookup.citations, 1)
    )
    cited = len(lookup.citations)
    told = draw_markdown(lookup.text, cited) if lookup.markdown else Text(with_superscripts(lookup.text, cited))
    return Group(*head, told, *map(_indented, sources))


def show_definition(pack: Pack, definition: Definition) -> RenderableType:
    """A term's card, or the entries nearest to what was looked up."""
    if definition.term:
        return _term_card(pack, definition.term, definition.language)
    say = voice(definition.language)
    near = [_both_names(found.term, definition.language) for found in definition.candidates[:CHOICES]]
    return Group(
        Text(say("The glossary has no such term.")), *([_listed(say("Nearest entries:"), near)] if near else [])
    )


def show_passages(pack: Pack, hits: Sequence[PassageHit], language: Language) -> RenderableType:
    """Whole paragraphs with what matched in bold, each with its source."""
    if not hits:
        say = voice(language)
        return Text(say("No passage contains these words."))
    parts: list[RenderableType] = []
    for hit in hits:
        passage = Text(hit.paragraph.text)
        for start, end in hit.spans:
            passage.stylize(_HIT, start, end)
        parts += [_indented(passage), _source(pack, hit.article, hit.paragraph.number), Text()]
    return Group(*parts[:-1])


def show_quote(pack: Pack, quote: Quote, language: Language) -> RenderableType:
    """A quote, who says it, and where it stands."""
    opening, closing = tongue(language).quotation_marks
    speaker = pack.speaker_by_id[quote.speaker]
    name = Text(f"— {speaker.name.text(language)}", _accent(pack))
    if speaker.role:
        name.append(f", {speaker.role.text(language)}", _QUIET)
    said = Text(f"{opening}{quote.text}{closing}", _CITED)
    ours = _ours(translated_quote(pack, quote, language), language)
    return Group(said, *ours, name, _source(pack, quote.article, quote.paragraph, indent=0))


def show_proof(pack: Pack, question: QuizQuestion, language: Language) -> RenderableType:
    """The first passage that proves the right choice of a question, or the words that do."""
    if not question.citations:
        return Text(f"“{question.line}”", _CITED)
    cited = question.citations[0]
    ours = _ours(translated(pack, cited, language), language)
    return Group(Text(f"“{cited.quote}”", _CITED), *ours, _source(pack, cited.article, cited.paragraph, indent=0))


def show_welcome(pack: Pack, language: Language) -> RenderableType:
    """What the library is and what may be asked of it."""
    examples = (Text(f"  · {example.text(language)}") for example in pack.info.examples[:3])
    title = Text(pack.info.title.text(language), _accent(pack))
    about = [draw_markdown(pack.info.about.text(language))] if pack.info.about else []
    return Group(title, *about, *examples)


def show_why(reply: Reply) -> RenderableType:
    """Why the engine decided as it did."""
    why, say = reply.why, voice(reply.language)
    lines = [
        say(
            "Decision: {decision}. Confidence {confidence}; an answer needs {threshold}.",
            decision=reply.decision.value,
            confidence=f"{why.confidence:.2f}",
            threshold=f"{why.threshold:.2f}",
        )
    ]
    if why.phrasing:
        lines.append(say("Nearest phrasing: {phrasing}", phrasing=why.phrasing))
    if why.runner_up:
        title, confidence = why.runner_up.title(reply.language), f"{why.runner_up_confidence:.2f}"
        lines.append(say("Next: {question} ({confidence})", question=title, confidence=confidence))
    lines += [say("Read {typed} as {read}.", typed=repr(typed), read=repr(read)) for typed, read in why.repaired]
    return Group(*map(Text, lines))


def show_fault(fault: Fault) -> RenderableType:
    """A mistake in a pack on one line, which begins with its place as editors understand it."""
    return Text(" ".join(str(fault).split()))


def show_advice(advice: Sequence[Fault]) -> RenderableType:
    """What is worth a look, apart from the faults; the first of it."""
    lines = [Text(f"  {' '.join(str(each).split())}") for each in advice[:ADVICE_SHOWN]]
    more = len(advice) - ADVICE_SHOWN
    rest = [Text(f"  … and {more} more; --json lists all.", _QUIET)] if more > 0 else []
    return Group(Text(f"Advice ({len(advice)}; the pack loads all the same):", "bold yellow"), *lines, *rest)


def show_verdict(faults: Sequence[Fault]) -> RenderableType:
    """How many mistakes there are, in how many files."""
    if not faults:
        return Text("No faults.", "bold green")
    files = len({fault.file for fault in faults})
    return Text(f"Faults: {len(faults)}, in files: {files}.", "bold red")


def show_counts(counts: Iterable[Count]) -> RenderableType:
    """The table under a check: how much there is of what."""
    table = Table("In the pack", Column("Count", justify="right"), box=SIMPLE_HEAD)
    for row in counts:
        table.add_row(row.kind, f"{row.count:,}")
    return table


def show_coverage(paragraphs: Iterable[ParagraphCoverage]) -> RenderableType:
    """What cites each paragraph: how many entries of each kind, how many of its sentences, and which sentences not."""
    citing = [kind.name for kind in KINDS if kind.cites]
    numbers = (Column(head, justify="right") for head in ("¶", *(f"{name}s" for name in citing), "sentences"))
    table = Table("Article", *numbers, box=SIMPLE_HEAD)
    uncited: list[Text] = []
    for paragraph in paragraphs:
        cited = len(paragraph.sentences) - len(paragraph.uncited)
        table.add_row(
            paragraph.article,
            str(paragraph.number),
            *(str(len(paragraph.cited_by(kind))) for kind in citing),
            f"{cited}/{len(paragraph.sentences)}",
            style=None if paragraph.uses else "bold red",
        )
        uncited += [
            Text(f"  {paragraph.article}, ¶{paragraph.number}: {sentence.text}") for sentence in paragraph.uncited
        ]
    return Group(table, Text(f"Sentences that nothing cites: {len(uncited)}"), *uncited)


def _term_card(pack: Pack, term: Term, language: Language) -> RenderableType:
    first, *others = term.headwords(language)
    if term.chinese:
        others.append(with_tones(term.chinese))
    head = Text(first, _accent(pack)).append("".join(f"  {other}" for other in others), Style(bold=False))
    parts: list[RenderableType] = [
        head,
        draw_markdown(term.definition.text(language), len(term.citations)),
        *_aside(term, language),
        *_cited(pack, term.citations, language),
    ]
    if term.related:
        say = voice(language)
        related = [pack.term_by_id[name].headwords(language)[0] for name in term.related]
        parts += [Text(), _listed(say("Related:"), related)]
    return Group(*parts)


def _aside(entry: Cites, language: Language) -> Iterator[RenderableType]:
    """What is said apart from the answer: what is not in the library, general use, the source."""
    say = voice(language)
    if entry.caveat:
        yield Text(say("Not in the library: {text}", text=entry.caveat.text(language)), _QUIET)
    if entry.gloss:
        yield Text(say("In general use, not from the library: {text}", text=entry.gloss.text(language)), _QUIET)
    if entry.source:
        yield Text(say("Source: {source}", source=entry.source), _QUIET)


def _both_names(term: Term, language: Language) -> str:
    """A term by its first headword, the others in brackets."""
    first, *others = term.headwords(language)
    return f"{first} ({', '.join(others)})" if others else first


def _cited(pack: Pack, citations: Iterable[Citation], language: Language) -> Iterator[RenderableType]:
    for citation in citations:
        yield Text()
        yield _indented(Text(f"“{citation.quote}”", _CITED))
        yield from map(_indented, _ours(translated(pack, citation, language), language))
        yield _source(pack, citation.article, citation.paragraph)


def _ours(text: str | None, language: Language) -> Iterator[Text]:
    """A translation of what is printed, marked as ours; nothing where there is none."""
    if text:
        yield Text(f"{text} ({voice(language)('Our translation')})", _QUIET)


def _source(pack: Pack, article: str, paragraph: int, *, indent: int = 2) -> RenderableType:
    return _indented(Text(f"— {pack.source(article, paragraph)}", _QUIET), indent)


def _indented(text: Text, indent: int = 2) -> Padding:
    return Padding.indent(text, indent)


def _numbered(questions: Iterable[Question], language: Language) -> Iterator[Text]:
    return (Text(f"  {number}. {question.title(language)}") for number, question in enumerate(questions, 1))


def _listed(label: str, items: Iterable[str]) -> Text:
    return Text(f"{label} {' · '.join(items)}", _QUIET)


def _accent(pack: Pack) -> Style:
    return Style(color=pack.info.colour, bold=True)
