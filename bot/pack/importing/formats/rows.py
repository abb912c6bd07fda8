"""Rows of questions and answers, from tables and from JSON: what their fields are called, and how entries are made."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from bot.pack.importing.formats import markdown_parts
from bot.pack.importing.formats.markdown_faq import as_markdown
from bot.pack.importing.models import Amounts, FaqEntry, Note, NoteKind
from bot.pack.importing.source_files import SourceFile


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIELDS: Mapping[str, frozenset[str]] = {
    "question": _names(
        "question questions q name title query prompt userquestion frage fragen pregunta preguntas pergunta perguntas "
        "domanda domande vraag vragen вопросы sorular "
        "pytanie вопрос soru câuhỏi pertanyaan fråga 質問 問 问 问题 問題 질문 سؤال السؤال คำถาม"
    ),
    "answer": _names(
        "answer answers a response reply text acceptedanswer body content antwort respuesta resposta réponse "
        "risposta antwoord odpowiedź ответ cevap yanıt trảlời jawaban svar 回答 答え 答 答案 답변 답 "
        "antworten respuestas respostas réponses risposte antwoorden ответы cevaplar yanıtlar solution lösung solución "
        "جواب الجواب إجابة "
        "الإجابة คำตอบ"
    ),
    "phrasings": _names(
        "suggestedquestions alternativequestions alternatequestions alternativephrasings alternatephrasings "
        "phrasings alternatives synonyms aliases variants utterances similarquestions alternateintents varianten "
        "variantes формулировки 類似質問 言い換え 相似问题 相似問題 유사질문"
    ),
    "id": _names("qnaid id faqid key uid slug no nr number nummer número numéro номер 番号 编号 編號 번호"),
    "source": _names(
        "source url link reference quelle sourceurl fuente fonte lien источник 出典 来源 來源 출처 المصدر"
    ),
    "topic": _names(
        "topic category section group kategorie thema subject categoría categoria catégorie thème tema rubrik "
        "категория тема kategori カテゴリ カテゴリー 分类 分類 类别 類別 카테고리 분류 التصنيف الفئة"
    ),
    "language": frozenset({"lang", "language", "locale", "inlanguage"}),
    "metadata": frozenset({"metadata"}),
    "see_also": frozenset({"prompts", "followupprompts", "followups", "seealso", "related", "relatedquestions"}),
    "dialog": frozenset({"context", "dialog"}),
}
"""What the fields of exports are called, by what they are to us; written small and without anything between words."""
_SILENT = frozenset(["type", "iscontextonly", "lastupdatedtimestamp", "lastupdated", "istestsuggestedquestion"])
"""Fields that say nothing that a curator would miss: types, flags, times of the export."""
_BETWEEN = re.compile(r"[\W_]+")


def field_of(name: str) -> str:
    """What a column or key is to us: a key of `FIELDS`; empty for any other."""
    plain = _BETWEEN.sub("", name.casefold().removeprefix("@"))
    return next((mine for mine, names in FIELDS.items() if plain in names), "")


def is_silent(name: str) -> bool:
    """Whether a field may be passed over without a word."""
    return _BETWEEN.sub("", name.casefold().removeprefix("@")) in _SILENT


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, and what stands in its fields by the names that the source gives them."""

    line: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class _Gathered:
    """What several rows with one answer give together."""

    line: int
    questions: list[str]
    answer: str
    id: str
    source: str
    topic: str
    see_also: list[str]


@dataclass(slots=True)
class RowReading:
    """Entries made from rows, and what was seen and left out on the way."""

    file: SourceFile
    base: str
    entries: list[FaqEntry] = field(default_factory=list[FaqEntry])
    notes: list[Note] = field(default_factory=list[Note])
    languages: list[str] = field(default_factory=list[str])
    _unused: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def read(self, rows: Iterable[Row]) -> None:
        """Make entries; rows with the same answer (and the same id, where there are ids) are one entry."""
        gathered: dict[tuple[str, str], _Gathered] = {}
        for row in rows:
            found = self._gather(row)
            if found is None:
                continue
            key = (found.id, " ".join(found.answer.split()))
            if key not in gathered:
                gathered[key] = found
                continue
            first = gathered[key]
            first.questions += found.questions
            first.see_also += found.see_also
            if not found.id:
                told = f"{found.questions[0]!r} has the answer of line {first.line}: it is a phrasing there."
                self._note(row.line, NoteKind.CHANGED, told)
        for each in gathered.values():
            answer, notes = as_markdown(self.file, each.line, each.answer, {}, self.base)
            self.notes += notes
            question, *others = each.questions
            self.entries.append(
                FaqEntry(
                    question,
                    answer,
                    self.file.at(each.line),
                    each.id,
                    tuple(others),
                    each.topic,
                    each.source,
                    tuple(dict.fromkeys(each.see_also)),
                )
            )
        for name, lines in self._unused.items():
            told = f"{name!r} has no place in a pack ({_listed(lines)})."
            self._note(lines[0], NoteKind.LEFT_OUT, told)

    def seen(self) -> Amounts:
        """What the source held: what was taken and what was not."""
        total = sum((note.gone for note in self.notes), Amounts())
        for entry in self.entries:
            links, blocks = markdown_parts.count(entry.answer)
            total += Amounts(1, len(entry.phrasings), links, blocks)
        return total

    def _gather(self, row: Row) -> _Gathered | None:
        values: dict[str, list[Any]] = defaultdict(list)
        for name, value in row.values.items():
            mine = field_of(name)
            if mine:
                values[mine].append(value)
            elif not is_silent(name) and value not in ("", None, [], {}, "[]", "{}", False):
                self._unused[name].append(row.line)
        self._note_language(row.line, "".join(text for value in values["language"] for text in texts_in(value)[:1]))
        questions = [text for value in values["question"] for text in texts_in(value)]
        answers = [text for value in values["answer"] for text in texts_in(value)]
        if not questions or not answers:
            if questions:
                told = f"{questions[0]!r} has no answer."
                self._note(row.line, NoteKind.LEFT_OUT, told, Amounts(1, len(questions) - 1))
            elif answers:
                links, blocks = markdown_parts.count(answers[0])
                told = f"The answer {' '.join(answers[0].split())[:60]!r} has no question."
                self._note(row.line, NoteKind.LEFT_OUT, told, Amounts(1, 0, links, blocks))
            return None
        for spare in answers[1:]:
            links, blocks = markdown_parts.count(spare)
            told = f"A further answer was left out: {' '.join(spare.split())[:60]!r}"
            self._note(row.line, NoteKind.LEFT_OUT, told, Amounts(0, 0, links, blocks))
        questions += [text for value in values["phrasings"] for text in _alternatives(value)]
        topic = " ".join(text for value in values["topic"] for text in texts_in(value)[:1])
        return _Gathered(
            row.line,
            questions,
            answers[0],
            " ".join(str(value) for value in values["id"] if value not in ("", None)),
            " ".join(text for value in values["source"] for text in texts_in(value)[:1]),
            topic or self._metadata(row.line, values["metadata"]),
            [target for value in (*values["see_also"], *values["dialog"]) for target in _follow_ups(value)],
        )

    def _note_language(self, line: int, code: str) -> None:
        """Keep the language that rows name; one in another than the first is taken, and named."""
        if code and code not in self.languages:
            self.languages.append(code)
            if len(self.languages) > 1:
                told = (
                    f"Rows in {code!r} stand in the pack as if they were in {self.languages[0]!r}: import them apart."
                )
                self._note(line, NoteKind.CHANGED, told)

    @property
    def language(self) -> str:
        """The language of the first row that names one."""
        return next(iter(self.languages), "")

    def _metadata(self, line: int, values: Sequence[Any]) -> str:
        """The topic in a row's metadata, if it is there; the rest is named."""
        topic = ""
        for name, value in (pair for each in values for pair in _pairs(each)):
            if field_of(name) == "topic" and not topic:
                topic = value
            else:
                self._unused[f"metadata {name}"].append(line)
        return topic

    def _note(self, line: int, kind: NoteKind, text: str, gone: Amounts | None = None) -> None:
        self.notes.append(Note(self.file.at(line), kind, text, gone or Amounts()))


def texts_in(value: Any) -> list[str]:
    """The texts of a value: itself, the items of a list, or what a mapping has under "text" or its like."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list):
        return [text for each in cast("list[Any]", value) for text in texts_in(each)]
    if isinstance(value, Mapping):
        inner = cast("Mapping[str, Any]", value)
        for name in ("text", "answer", "name", "question", "displayText", "value"):
            if name in inner:
                return texts_in(inner[name])
        return []
    return [] if value is None or isinstance(value, bool) else [str(value)]


def _alternatives(value: Any) -> list[str]:
    """Other phrasings: a list, JSON of one, the clusters of an export, or texts with a mark between them."""
    if isinstance(value, str) and value.strip().startswith(("[", "{")):
        try:
            value = json.loads(value)
        except ValueError:
            return [value.strip()]
    if isinstance(value, str):
        parts = re.split(r"\s*[|\n;]\s*", value)
        return [part.strip() for part in parts if part.strip()]
    if isinstance(value, list):
        return [text for each in cast("list[Any]", value) for text in _alternatives(each)]
    if isinstance(value, Mapping):
        inner = cast("Mapping[str, Any]", value)
        listed: Any = inner.get("alternateQuestionList") or inner.get("alternateQuestions") or []
        return [*texts_in(inner.get("clusterHead") or inner.get("question") or ""), *_alternatives(listed)]
    return []


def _follow_ups(value: Any) -> list[str]:
    """Ids of the entries that follow-up prompts lead to, in the order in which they are shown.

    An export has them as JSON in a column, or as a list; under `context` or `dialog` where it is JSON itself.
    """
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.strip().startswith(("[", "{")) else value
        except ValueError:
            return []
    if isinstance(value, Mapping):
        inner = cast("Mapping[str, Any]", value)
        return _follow_ups(inner.get("prompts") or inner.get("followUpPrompts") or [])
    if not isinstance(value, list):
        return [part for part in re.split(r"[\s,;|]+", str(value or "")) if part]
    items = cast("list[Any]", value)
    prompts: list[dict[str, Any]] = [
        dict(cast("Mapping[str, Any]", each)) if isinstance(each, Mapping) else {"qnaId": each} for each in items
    ]
    placed = sorted(prompts, key=_order)
    return [str(each.get("qnaId") or each.get("id") or each.get("displayText") or "") for each in placed]


def _order(prompt: Mapping[str, Any]) -> float:
    try:
        return float(prompt.get("displayOrder") or 0)
    except (TypeError, ValueError):
        return 0.0


def _pairs(value: Any) -> list[tuple[str, str]]:
    """Metadata as names and values: "name:value|name:value", a list of both, or a mapping."""
    if isinstance(value, str):
        return [
            (name.strip(), text.strip()) for name, mark, text in (p.partition(":") for p in value.split("|")) if mark
        ]
    if isinstance(value, Mapping):
        return [(str(name), str(text)) for name, text in cast("Mapping[Any, Any]", value).items()]
    if isinstance(value, list):
        return [
            (str(each.get("name", each.get("key", ""))), str(each.get("value", "")))
            for each in cast("list[dict[str, Any]]", value)
        ]
    return []


def _listed(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:10])
    return f"line {shown}" if len(lines) == 1 else f"lines {shown}{' …' * (len(lines) > 10)}; {len(lines)} rows"
