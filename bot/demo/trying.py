"""Things for a newcomer to try, taken from the pack: each fills the message box, one key sends it."""

from __future__ import annotations

from bot.demo.scene import Scene
from bot.matching import Decision, Engine
from bot.pack.models import Pack
from bot.sandbox import Try

CHINESE = "zh-CN"
LOOKED_AT = 40
"""Headwords tried in search of one that several questions fit."""


def things_to_try(pack: Pack, engine: Engine, scene: Scene) -> tuple[Try, ...]:
    """What can be tried with this pack, in the order of a first visit."""
    return (*_questions(pack, engine, scene), *_commands(pack, scene))


def _questions(pack: Pack, engine: Engine, scene: Scene) -> list[Try]:
    found: list[Try] = []
    here = scene.open.id
    examples = pack.info.examples
    if examples:
        asked = examples[0]
        found.append(
            Try(
                "Ask in an open channel",
                channel=here,
                text=asked.en,
                label_localizations={CHINESE: "在开放频道提问"},
                text_localizations={CHINESE: asked.text("zh")},
            )
        )
    if len(examples) > 1:
        asked = examples[1]
        found.append(
            Try(
                "Use /ask",
                channel=scene.general.id,
                command=f"/ask question: {asked.en}",
                label_localizations={CHINESE: "使用 /ask"},
            )
        )
    vague = next(
        (term.term for term in pack.terms[:LOOKED_AT] if engine.ask(term.term).decision is Decision.SUGGEST), None
    )
    if vague:
        found.append(
            Try(
                "Be vague",
                channel=scene.general.id,
                command=f"/ask question: {vague}",
                label_localizations={CHINESE: "问得含糊些"},
            )
        )
    return found


def _commands(pack: Pack, scene: Scene) -> list[Try]:
    place = f"/daily set channel: #{scene.daily.name} time: 08:00 zone: Asia/Shanghai"
    shown = [
        Try("Look a term up", command="/define ", label_localizations={CHINESE: "查一个术语"}) if pack.terms else None,
        Try("Read a quote", command="/quote ", label_localizations={CHINESE: "读一句引文"}) if pack.quotes else None,
        Try("See the library", command="/sources", label_localizations={CHINESE: "看看资料库"}),
        Try("Settings", command="/settings", person=scene.admin.id),
        Try("Set the daily quote", command=place, person=scene.admin.id) if pack.quotes else None,
        Try("Help", command="/help", label_localizations={CHINESE: "帮助"}),
    ]
    return [each for each in shown if each is not None]
