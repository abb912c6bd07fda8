"""Things for a newcomer to try, taken from the pack: each fills the message box, one key sends it."""

from __future__ import annotations

from typing import Any

from bot.demo.example_server import Scene
from bot.matching import Decision, Engine
from bot.pack.models import Pack
from sandbox import ThingToTry

CHINESE = "zh-CN"
LOOKED_AT = 40
"""Headwords tried in search of one that several questions fit."""


def things_to_try(pack: Pack, engine: Engine, scene: Scene) -> tuple[ThingToTry, ...]:
    """What can be tried with this pack, in the order of a first visit."""
    return (*_questions(pack, engine, scene), *_commands(pack, scene))


def _questions(pack: Pack, engine: Engine, scene: Scene) -> list[ThingToTry]:
    found: list[ThingToTry] = []
    examples = pack.info.examples
    if examples:
        asked, chinese = examples[0].en, {CHINESE: examples[0].text("zh")}
        found.append(
            _try(
                "Ask in an open channel",
                "在开放频道提问",
                channel=scene.open.id,
                text=asked,
                text_localizations=chinese,
            )
        )
    if len(examples) > 1:
        found.append(_asking("Use /ask", "使用 /ask", scene, examples[1].en, examples[1].text("zh")))
    terms = pack.terms[:LOOKED_AT]
    vague = _vague(engine, [term.term for term in terms])
    if vague:
        found.append(
            _asking("Be vague", "问得含糊些", scene, vague, _vague(engine, [term.zh for term in terms]) or vague)
        )
    return found


def _vague(engine: Engine, words: list[str]) -> str | None:
    """The first of these to which the bot replies with several questions that may be meant."""
    return next((word for word in words if engine.ask(word).decision is Decision.SUGGEST), None)


def _asking(label: str, chinese_label: str, scene: Scene, question: str, chinese: str) -> ThingToTry:
    """A question to be asked with the command; its name and options are understood in English everywhere."""
    line = "/ask question: {}"
    others = {CHINESE: line.format(chinese)}
    command = line.format(question)
    return _try(label, chinese_label, channel=scene.general.id, command=command, command_localizations=others)


def _commands(pack: Pack, scene: Scene) -> list[ThingToTry]:
    place = f"/daily set channel: #{scene.daily.name} time: 08:00 zone: Asia/Shanghai"
    shown = [
        _try("Look a term up", "查一个术语", command="/define ") if pack.terms else None,
        _try("Read a quote", "看一条语录", command="/quote ") if pack.quotes else None,
        _try("See the library", "看看资料库", command="/sources"),
        _try("Settings", "设置", command="/settings", person=scene.admin.id),
        _try("Set the daily quote", "设置每日语录", command=place, person=scene.admin.id) if pack.quotes else None,
        _try("Help", "帮助", command="/help"),
    ]
    return [each for each in shown if each is not None]


def _try(label: str, chinese: str, **others: Any) -> ThingToTry:
    """Something to try, called so in English and in Chinese; `others` are fields of `ThingToTry`."""
    return ThingToTry(label, label_localizations={CHINESE: chinese}, **others)
