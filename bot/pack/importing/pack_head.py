"""Title and language of a pack that is made of an FAQ, told from its texts where the source does not say them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.languages import identify
from bot.pack.importing.models import FaqEntry, ReadFaq

_SAYS_NOTHING = re.compile(
    r"frequently ask(?:ed)? questions?|f\.?a\.?q\.?s?|q ?(?:&|and) ?a|questions?(?: and answers?)?"
    r"|help|readme|index|export"
    r"|häufig(?:e| gestellte)? fragen|fragen und antworten|preguntas(?: m[aá]s)? frecuentes|foire aux questions"
    r"|questions (?:fréquentes|fréquemment posées)|perguntas frequentes|domande frequenti|veelgestelde vragen"
    r"|s[ıi]k(?:ça)? sorulan sorular|często zadawane pytania|часто задаваемые вопросы|вопросы и ответы"
    r"|よくある(?:ご)?質問|質問と回答|자주 묻는 질문|자주 하는 질문|질문과 답변|常见问题(?:解答)?|常見問題(?:解答)?"
    r"|الأسئلة (?:الشائعة|المتكررة)|câu hỏi thường gặp|คำถามที่พบบ่อย",
    re.IGNORECASE,
)
"""Names of FAQs as such: "Ask me about FAQs" tells nobody anything."""
_MOST_TEXTS = 200
_SHARE = 0.6
"""Share of the texts whose language can be told that must be in one."""


def says_nothing(title: str) -> bool:
    """Whether a title names no subject: "FAQ", "Frequently asked questions (FAQ)", "Häufige Fragen"."""
    return not any(letter.isalpha() for letter in _SAYS_NOTHING.sub("", title))


def title_of(read: ReadFaq, path: Path) -> str:
    """What a new pack is called: as the source says, else after its file, else after the folder of that."""
    named = [read.title.strip(), _words_of(path.resolve().stem), _words_of(path.resolve().parent.name)]
    return next((name for name in named if name and not says_nothing(name)), named[0] or "FAQ")


def language_of(entries: Iterable[FaqEntry]) -> str:
    """The code of the language that most entries are in; empty where it cannot be told."""
    texts = [f"{entry.question} {entry.answer[:200]}" for _, entry in zip(range(_MOST_TEXTS), entries, strict=False)]
    told = Counter(found.code for text in texts if (found := identify(text)) is not None)
    code, count = max(told.items(), key=lambda each: each[1], default=("", 0))
    return code if count >= _SHARE * told.total() else ""


def _words_of(name: str) -> str:
    words = re.sub(r"[-_.]+", " ", name).strip()
    return words[:1].upper() + words[1:]
