"""Cards: a quote, a term or a citation as a picture, its words exactly as the pack has them; an optional extra."""

from bot.picturing.card_text import CardText, attribution, citation_card, quote_card, term_card
from bot.picturing.pictures import Pictures
from bot.picturing.typesetting import Undrawable, UndrawableError

__all__ = [
    "CardText",
    "Pictures",
    "Undrawable",
    "UndrawableError",
    "attribution",
    "citation_card",
    "quote_card",
    "term_card",
]
