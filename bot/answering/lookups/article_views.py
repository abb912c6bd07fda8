"""What one article says about a subject: the sentences that name it, or proof that none does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.answering.lookups import facts
from bot.answering.lookups.desk import Desk
from bot.answering.lookups.occurrences import occurrences
from bot.answering.recognising import Recognised
from bot.answering.recognising.cues import registers
from bot.matching import Lookup
from bot.matching.language.inflection import base, stems
from bot.matching.language.words import tokens
from bot.pack.models import Article, Citation, Question
from bot.text import fold, has_han

_BY_NUMBER = re.compile(r"\b(?:article|text|artículo|articulo) ?([1-9]\d?)\b")
_MOST = 3
_PARTICLES = "的了吗呢那篇一文，。？?“”《》'‘’ "
_AROUND_HAN = re.compile(
    r"^(?:有没有|是否|有无)?(?:谈到|谈过|谈及|提到|提过|提及|说到|讲到|怎么看|怎么说|怎么谈|如何看|关于|谈|说|讲|对|看)+"
    r"|(?:过|有什么)?(?:的?看法|的?观点|的?态度|了没有|没有|了)$"
)
"""What stands around a Chinese subject in a question for what somebody says of it."""
_EVERYWHERE = 12
"""Paragraphs from which a word stands everywhere, so that a sentence with it tells nothing about the subject."""
_BESIDE = frozenset(("s", "article", "essay", "piece", "text", "then", "now"))
_OFTEN = 3
"""Titles and terms in which two words stand together at least, to be taken for each other's translation."""
_BOUND = 0.4
"""Dice coefficient from which they are; chosen by hand on six subjects, such as 教育 and 制造业."""
_LONGEST = 5
"""Words of the longest subject; more are a question of their own."""


def views(found: Recognised, desk: Desk) -> Lookup | None:
    """What an article says about a subject, in its own sentences; None where it names no article or no subject.

    Right after such a reply, the article alone asks it about the same subject ("and Qiu Ping?").
    """
    asked = asked_of(found, desk)
    if asked is None:
        return None
    article, subject = asked
    stands = stands_in(subject, article, desk)
    if stands:
        return _told(subject, article, stands, desk)
    return _silent(subject, article, desk) if is_absent(subject, article, desk) else None


def asked_of(found: Recognised, desk: Desk) -> tuple[Article, str] | None:
    """The one article that a request names, and the subject that it asks about there; None where either lacks."""
    line = found.rest.casefold()
    named = [(article, names) for article in desk.pack.articles if (names := _named(article, line, desk))]
    if len(named) != 1:
        return None
    article, names = named[0]
    subject = _subject(line, names) or _carried(desk)
    return (article, subject) if subject and len(subject.split()) <= _LONGEST else None


def _named(article: Article, line: str, desk: Desk) -> list[str]:
    """The names of an article that stand in a line: of its author or publisher, its label, its title."""
    who = facts.author(desk.pack, article.id)
    title = article.info.title.casefold()
    names = [*(facts.names_of(who) if who else ()), article.info.author or "", article.info.publisher or "", title]
    if article.info.author and (first := article.info.author.split()[0].casefold()) not in _shared(desk):
        names.append(first)
    number = facts.number_of(desk.pack, article.id)
    found = [hit.group() for hit in _BY_NUMBER.finditer(line) if int(hit[1]) == number]
    for name in names:
        plain = name.partition("(")[0].partition("（")[0].strip("《》“” ")
        words = [plain] if has_han(plain) else tokens(plain)
        read = [registers().chat.get(word, word) for word in words]  # as a line may be read: "wen" for "when"
        spellings = dict.fromkeys((" ".join(words), " ".join(read)))
        found += [bare for bare in spellings if _says(bare, line)]
    return found


def _says(name: str, line: str) -> bool:
    """Whether a name stands in a line as whole words; a Chinese one needs no spaces around it."""
    if len(fold(name)) < 2:
        return False
    return name in line if has_han(name) else f" {name} " in f" {' '.join(tokens(line))} "


def _shared(desk: Desk) -> set[str]:
    """First words of authors' names that several have."""
    counts = Counter((each.info.author or "").split(" ")[0].casefold() for each in desk.pack.articles)
    people = Counter(name.split()[0].casefold() for who in desk.pack.info.speakers for name in facts.names_of(who)[:1])
    return {name for name, count in counts.items() if count > 1} | {name for name, count in people.items() if count > 1}


def _subject(line: str, names: list[str]) -> str:
    """What is left of a line without an article's names and without light words at the ends."""
    left = f" {line if has_han(line) else ' '.join(tokens(line))} "
    for name in sorted(names, key=len, reverse=True):
        apart = rf"(?<![^\W\u3400-\u9fff]){re.escape(name)}(?![^\W\u3400-\u9fff])"
        left = left.replace(name, " ") if has_han(name) else re.sub(apart, " ", left)
    parts = [part for part in left.split() if part not in _BESIDE]
    light = registers().light
    while parts and parts[0] in light:
        parts.pop(0)
    while parts and parts[-1] in light:
        parts.pop()
    return _AROUND_HAN.sub("", " ".join(parts).strip(_PARTICLES)).strip(_PARTICLES)


def _carried(desk: Desk) -> str:
    """The subject of the last request, where it was one of this kind."""
    request = desk.last.request
    return request[1].partition(": ")[2] if request is not None and request[0] == "views" else ""


def serves_better(entry: Question, lookup: Lookup, desk: Desk) -> bool:
    """Whether an entry says what an article says on a subject: it names this, and rests on that article alone."""
    article, _, subject = (lookup.asked or ("", ""))[1].partition(": ")
    forms = {form for each in forms_of(subject, desk) for form in occurrences(desk.engine).forms(each)}
    titles = facts.bases(" ".join(entry.question.texts))
    alone = all(citation.article == article for citation in entry.citations)
    return alone and any(facts.bases(form) <= titles for form in forms)


def of_its_own(entry: Question, line: str, desk: Desk) -> Lookup | None:
    """What the one article says that a message names, where the entry that would answer rests on others alone.

    None where the message names no one article with a subject, or the entry cites that article.
    """
    asked = asked_of(Recognised("views", line, line, 0), desk)
    if asked is None or not entry.citations or any(each.article == asked[0].id for each in entry.citations):
        return None
    article, subject = asked
    stands = as_whole([subject], article, desk)  # one of its words alone would be about something else
    if stands:
        return _told(subject, article, stands, desk)
    proven = is_absent(subject, article, desk)
    elsewhere = any(occurrences(desk.engine).find(form) for form in forms_of(subject, desk))
    return _silent(subject, article, desk, proven=proven) if proven or elsewhere else None


def stands_in(subject: str, article: Article, desk: Desk) -> list[Citation]:
    """The article's sentences that name a subject; of one of several words, those with its rarest word."""
    if whole := as_whole(forms_of(subject, desk), article, desk):
        return whole
    known = occurrences(desk.engine)
    named = [form for form in known.forms(subject) if not has_han(form)][:1] if has_han(subject) else [subject]
    words = sorted((known.find(word) for form in named for word in tokens(form)), key=len)
    rare = [found for found in words if 0 < len(found) <= _EVERYWHERE]
    return [each for found in rare[:1] for each in found if each.article == article.id and each.paragraph]


def as_whole(forms: Sequence[str], article: Article, desk: Desk) -> list[Citation]:
    """The article's sentences that name a subject as a whole, in the first of its forms that stands there."""
    known = occurrences(desk.engine)
    for form in forms:
        inside = [each for each in known.find(form) if each.article == article.id and each.paragraph]
        if inside:
            return inside
    return []


def is_absent(subject: str, article: Article, desk: Desk) -> bool:
    """Whether every form of a subject holds a word of which no form and no relative stands in an article."""
    known = occurrences(desk.engine)
    forms = [form for each in forms_of(subject, desk) for form in known.forms(each) if not has_han(form)]
    told = {base(word) for paragraph in article.paragraphs for word in tokens(paragraph.text)}
    family = {stem for word in told for stem in stems(word)}

    def strange(word: str) -> bool:
        return word not in registers().light and base(word) not in told and family.isdisjoint(stems(base(word)))

    proven = any(known.find(form) or known.absent(form) for form in forms)
    return proven and all(any(map(strange, tokens(form))) for form in forms)


def forms_of(subject: str, desk: Desk) -> list[str]:
    """A subject, and the word that stands for it in the other language of the pack's titles and terms."""
    return [subject, *([word] if has_han(subject) and (word := _aligned(subject, desk)) else ())]


def _aligned(subject: str, desk: Desk) -> str:
    """The English word most bound to a Chinese one in what the pack says in both, by the Dice coefficient."""
    pairs = [(each.question.exactly("zh"), each.question.exactly("en")) for each in desk.pack.questions]
    pairs += [(each.term.exactly("zh"), each.term.exactly("en")) for each in desk.pack.terms]
    together, alone, held = Counter[str](), Counter[str](), 0
    for chinese, english in pairs:
        words = {base(word) for word in tokens(english or "")} - registers().light
        alone.update(words)
        if chinese and subject in chinese:
            held += 1
            together.update(words)
    scored = [(2 * count / (held + alone[word]), word) for word, count in together.items() if count >= _OFTEN]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _BOUND else ""


def _told(subject: str, article: Article, stands: list[Citation], desk: Desk) -> Lookup:
    shown = tuple(stands[:_MOST])
    lines = facts.sourced(shown, desk.pack, desk.language)
    if len(stands) > len(shown):
        more = len(stands) - len(shown)
        lines.append(desk.say.plural("… and in {count} more paragraph.", "… and in {count} more paragraphs.", more))
    title = desk.say(
        "{article} on {subject}:", article=article.info.short, subject=facts.quoted(subject, desk.language)
    )
    opening = ((article.id, shown[0].paragraph),)
    return Lookup(
        "views", "\n".join(lines), title, shown, articles=opening, asked=("views", f"{article.id}: {subject}")
    )


def _silent(subject: str, article: Article, desk: Desk, *, proven: bool = True) -> Lookup:
    """That an article does not mention a subject, or that nothing on it was found there; and where it does stand."""
    word = facts.quoted(subject, desk.language)
    say = desk.say
    source = article.info.short
    text = say("I found nothing on {subject} in {article}.", article=source, subject=word)
    if proven:
        text = say("{article} doesn't mention {subject}; I looked for every form of it.", article=source, subject=word)
    known = occurrences(desk.engine)
    elsewhere = next(filter(None, (known.find(form) for form in forms_of(subject, desk))), ())[:_MOST]
    if elsewhere:
        text = "\n".join([text, say("It's in:"), *facts.sourced(elsewhere, desk.pack, desk.language)])
    opening = tuple({each.article: (each.article, each.paragraph) for each in elsewhere}.values())
    return Lookup("views", text, "", elsewhere, articles=opening, asked=("views", f"{article.id}: {subject}"))
