"""Texts of a card: what stands in the picture of a quote, a term or a citation, taken as the checked pack has it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.markdown import plain_text, without_marks
from bot.matching.language.pinyin import with_tones
from bot.pack.models import Citation, Pack, Quote, Term
from bot.translations import Voice


@dataclass(frozen=True, slots=True)
class CardText:
    """Everything that is read in a picture; plain text, drawn as it is.

    Attributes:
        words: what the card is about; of a quote or a citation the very words of the article.
        source: where the words stand, or what they rest on: author, year and paragraph; empty where there is none.
        title: of the pack.
        accent: colour of the edge, 24 bits.
        language: in which the words are written.
        heading: what stands above the words, as a term's headword does; `under` stands below it.
        who: who says the words; `role` what they are.
        quoted: whether the words stand in quotation marks.
    """

    words: str
    source: str
    title: str
    accent: int
    language: str
    heading: str = ""
    under: str = ""
    who: str = ""
    role: str = ""
    quoted: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """All that is read, from top to bottom."""
        words = f"“{self.words}”" if self.quoted else self.words
        return tuple(filter(None, (self.heading, self.under, words, self.who, self.role, self.source, self.title)))


def quote_card(pack: Pack, quote: Quote, say: Voice) -> CardText:
    """A quote: its words as they stand in the article, who says them, and where."""
    speaker, reported = pack.speaker_by_id[quote.speaker], quote.voice == "reported"
    return CardText(
        words=quote.text,
        source=attribution(pack, quote, say),
        title=pack.info.title.text(say.language),
        accent=pack.info.accent,
        language=_written_in(pack, quote.article),
        who=speaker.name.text(say.language),
        role=speaker.role.text(say.language) if speaker.role and not reported else "",
        quoted=not reported,
    )


def attribution(pack: Pack, quote: Quote, say: Voice) -> str:
    """Who says a quote and where it stands: "— Jin Xin, quoted in Zhang Laiming 2024, ¶12"."""
    name = pack.speaker_by_id[quote.speaker].name.text(say.language)
    source = pack.source(quote.article, quote.paragraph)
    match quote.voice:
        case "quoted":
            return say("— {speaker}, quoted in {source}", speaker=name, source=source)
        case "reported":
            return say("— {speaker}, as reported in {source}", speaker=name, source=source)
        case "author":
            return f"— {source}"


def citation_card(pack: Pack, citation: Citation, say: Voice) -> CardText:
    """The words that an entry cites."""
    return CardText(
        words=citation.quote,
        source=f"— {pack.source(citation.article, citation.paragraph)}",
        title=pack.info.title.text(say.language),
        accent=pack.info.accent,
        language=_written_in(pack, citation.article),
        quoted=True,
    )


def term_card(pack: Pack, term: Term, say: Voice) -> CardText:
    """A term: its names, pinyin, what it means, and the passages on which that rests."""
    first, *others = term.headwords(say.language)
    spoken = [with_tones(term.chinese)] if term.chinese else []
    sources = dict.fromkeys(pack.source(cited.article, cited.paragraph) for cited in term.citations)
    return CardText(
        words=plain_text(without_marks(term.definition.text(say.language))),
        source=" · ".join(sources),
        title=pack.info.title.text(say.language),
        accent=pack.info.accent,
        language=pack.info.language_for(say.language),
        heading=first,
        under=" · ".join([*others, *spoken]),
    )


def _written_in(pack: Pack, article: str) -> str:
    return pack.article_by_id[article].info.language or pack.info.languages[0]
