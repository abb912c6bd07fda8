"""Renderer of a quote, a term or a citation as a picture, and of why one stays text."""

from __future__ import annotations

from dataclasses import replace

from bot.discord_app.components.attached_picture import WORDS_LIMIT, AttachedPicture
from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Press, Verb
from bot.discord_app.components.text_limits import shorten
from bot.discord_app.render.entry_cards import EntryRenderer
from bot.pack.models import Pack
from bot.picturing import CardText, Undrawable, citation_card, quote_card, term_card
from bot.translations import Voice


class PictureRenderer(EntryRenderer):
    """Draws cards that hold a picture."""

    __slots__ = ()

    def picture(self, text: CardText, png: bytes, share: tuple[str, ...] = ()) -> Card:
        """A picture; `share` are the arguments of the button that posts it for all to see, empty for none."""
        row = [Button(self.audience.say("Post it here"), Press(Verb.CARD, share), "📣")] if share else []
        return replace(self.card((), [row]), picture=attached(text, png))

    def undrawable(self, reason: Undrawable) -> Card:
        """Why there is no picture."""
        say = self.audience.say
        match reason:
            case Undrawable.LONG:
                return self.notice(say("This is too long for a card, so it stays text."))
            case Undrawable.GLYPH:
                return self.notice(say("I have no font for some of its characters, so it stays text."))

    def not_installed(self) -> Card:
        """Pictures cannot be made here."""
        return self.notice(self.no_cards())


def attached(text: CardText, png: bytes) -> AttachedPicture:
    """A picture with its words: all that is read in it, what it is about shortened where Discord wants that."""
    spare = WORDS_LIMIT - sum(len(line) + 1 for line in replace(text, words="").lines)
    words = replace(text, words=shorten(text.words, max(spare, WORDS_LIMIT // 2), len))
    return AttachedPicture(png, "card.png", "\n".join(words.lines)[:WORDS_LIMIT])


def text_of(pack: Pack, kind: str, entry: str, say: Voice) -> CardText | None:
    """What the card of a quote, a term, or the first passage of an answer says; None when it is gone."""
    match kind:
        case CardKind.QUOTE:
            quote = pack.quote_by_id.get(entry)
            return quote_card(pack, quote, say) if quote else None
        case CardKind.TERM:
            term = pack.term_by_id.get(entry)
            return term_card(pack, term, say) if term else None
        case CardKind.QUESTION:
            question = pack.question_by_id.get(entry)
            return citation_card(pack, question.citations[0], say) if question and question.citations else None
        case _:
            return None
