"""Money: whether a question asks for a sum, a price or a budget, and whether a text tells one."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ASKED: Mapping[str, str] = {
    "en": (
        r"how (?:much (?:money|funding|cash|capital)|expensive|costly)"
        r"|how much\b.{0,120}\b(?:costs?|spent|spend|invest(?:ed)?|paid|pay|charged?|earns?)"
        r"|how much (?:does|do|did|is|are|was|were) [^?]{0,120}\bworth"
        r"|what (?:do|does|did|will|would) [^?]{0,120}\bcost"
        r"|(?:whats|what['’]s|what (?:is|are|was|were)|how (?:high|big|large) (?:is|are|was)) (?:the |its |their )?"
        r"(?:total |annual |average )?(?:prices?|costs?|budgets?|fees?|salar(?:y|ies)|wages?)"
    ),
    "de": (
        r"wie ?viel (?:geld|kostet|kosten)|was kosten?t?|wie teuer"
        r"|wie hoch (?:ist|sind) (?:der preis|die kosten|das budget)"
    ),
    "es": (
        r"cu[aá]nto (?:dinero|cuestan?|vale)|qu[eé] (?:precio|presupuesto)"
        r"|cu[aá]l es el (?:precio|costo|coste|presupuesto)"
    ),
    "fr": r"combien (?:d['’]argent|co[uû]te|co[uû]tent)|quel (?:est le )?(?:prix|co[uû]t|budget)",
    "it": r"quanto (?:denaro|costa|costano)|quanti soldi|qual è il (?:prezzo|costo)",
    "nl": r"hoeveel (?:geld|kost)|wat kost|hoe duur",
    "pl": r"ile (?:kosztuj[eą]|pieni[eę]dzy)|jaka jest cena",
    "pt": r"quanto (?:dinheiro|custa|custam)|qual (?:é )?o (?:preço|custo|orçamento)",
    "ru": r"сколько (?:стоит|стоят|денег)|какая цена|какова цена",
    "tr": r"ne kadar (?:para|tutuyor)|ka[cç] para|fiyat[ıi] ne",
}
"""How a sum is asked for, by language, in words parted by spaces."""
_UNSPACED = (
    r"多少(?:钱|錢|资金|資金|经费|經費|预算|預算)|(?:预算|預算|价格|價格|费用|費用|经费|經費|工资|薪水)(?:是|有|要)?多少"
    r"|什么价|什麼價|贵不贵|貴不貴|いくら(?:です|かか|の|します)|費用は|値段"
    r"|얼마(?:예요|인가요|입니까)|비용|ราคา|กี่บาท|(?:كم|ما) (?:يكلف|تكلف|سعر|ثمن|تكلفة)"
)
"""The same where words are not, or where they change their form."""
_ASKS = re.compile(rf"\b(?:{'|'.join(_ASKED.values())})\b|{_UNSPACED}")
_TELLS = re.compile(
    r"[$€£¥₩₽฿₹￥]|\d ?(?:%|％)|\bper ?cent\b|百分之"
    r"|\b(?:usd|eur|gbp|cny|rmb|jpy|chf|renminbi|yuan|dollars?|euros?|pounds?|yen|won|francs?|rupees?|cents?|z[lł]oty"
    r"|rubles?|lira)\b"
    r"|(?:[\d一二三四五六七八九十百千万萬亿億兆] ?(?:元|块钱|塊錢|円))|美元|欧元|歐元|人民币|人民幣"
    r"|\b(?:(?:is|are|be|for|it['’]s) free|free of|gratis|kostenlos|gratuit\w*|no charge|at no cost)\b"
    r"|免费|免費|無料|무료"
)
"""A sum, a share, or that nothing is charged."""


def asks_for_money(text: str) -> bool:
    """Whether a question asks for a sum of money, a price or a budget."""
    return _ASKS.search(text.casefold()) is not None


def tells_money(text: str) -> bool:
    """Whether a text holds a sum of money or a share, or says that something is free."""
    return _TELLS.search(text.casefold()) is not None
