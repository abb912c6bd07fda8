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
    r"|help|readme|index|export|rules|regeln|reglas|regras|règles|правила|规则|ルール|규칙"
    r"|häufig(?:e| gestellte)? fragen|fragen und antworten|preguntas(?: m[aá]s)? frecuentes|foire aux questions"
    r"|questions (?:fréquentes|fréquemment posées)|perguntas frequentes|domande frequenti|veelgestelde vragen"
    r"|s[ıi]k(?:ça)? sorulan sorular|często zadawane pytania|часто задаваемые вопросы|вопросы и ответы"
    r"|よくある(?:ご)?質問|質問と回答|자주 묻는 질문|자주 하는 질문|질문과 답변|常见问题(?:解答)?|常見問題(?:解答)?"
    r"|الأسئلة (?:الشائعة|المتكررة)|câu hỏi thường gặp|คำถามที่พบบ่อย",
    re.IGNORECASE,
)
"""Names of FAQs as such: "Ask me about FAQs" tells nobody anything."""
_MOST_TEXTS = 200
_SIGN = re.compile("[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]")
_BETWEEN_PARTS = re.compile(r"\s+[|–—·:-]\s+|\s*:\s+")
_FAQ_LAST = re.compile(r"[\s–—-]+(?:\(?f\.?a\.?q\.?s?\)?(?:\s+\d{4})?)$", re.IGNORECASE)


def says_nothing(title: str) -> bool:
    """Whether a title names no subject: "FAQ", "Frequently asked questions (FAQ)", "Häufige Fragen"."""
    return not any(letter.isalpha() for letter in _SAYS_NOTHING.sub("", title))


def title_of(read: ReadFaq, path: Path) -> str:
    """What a new pack is called: as the source says, else after its file, else after the folder of that."""
    named = [subject(read.title), _words_of(path.resolve().stem), _words_of(path.resolve().parent.name)]
    return next((name for name in named if name and not says_nothing(name)), named[0] or "FAQ")


def subject(title: str) -> str:
    """A title without signs and without what says that it is a FAQ: "🏰 Emberfall – Rules & FAQ" is "Emberfall"."""
    plain = " ".join(_SIGN.sub(" ", title).split())
    parts = [part.strip() for part in _BETWEEN_PARTS.split(plain) if part.strip()]
    first = next((part for part in parts if not says_nothing(part)), plain)
    shorter = _FAQ_LAST.sub("", first if any(says_nothing(part) for part in parts) else plain).strip(" -–—:|·")
    return shorter if shorter and not says_nothing(shorter) else plain


def languages_of(entries: Iterable[FaqEntry]) -> list[tuple[str, int]]:
    """Codes of the languages that entries are in, with how many, most first; what cannot be told is left out."""
    texts = [f"{entry.question} {entry.answer[:200]}" for _, entry in zip(range(_MOST_TEXTS), entries, strict=False)]
    return Counter(found.code for text in texts if (found := identify(text)) is not None).most_common()


def language_of(entries: Iterable[FaqEntry]) -> str:
    """The code of the language that most entries are in; empty where none can be told."""
    return next((code for code, _ in languages_of(entries)), "")


def _words_of(name: str) -> str:
    words = re.sub(r"[-_.]+", " ", name).strip()
    return words[:1].upper() + words[1:]
