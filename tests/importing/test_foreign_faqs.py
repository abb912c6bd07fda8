"""FAQs as communities keep them: written by hand, or for another tool, in any language."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.pack.importing.models import ReadFaq
from bot.pack.importing.pack_head import languages_of, title_of
from bot.pack.importing.sources import read_faq


def read(folder: Path, name: str, text: str) -> ReadFaq:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_faq(path)


def pairs(found: ReadFaq) -> list[tuple[str, str]]:
    return [(entry.question, entry.answer) for entry in found.entries]


def test_what_admins_write_by_hand_in_discord_keeps_its_signs_and_loses_its_decoration(tmp_path: Path) -> None:
    text = (
        "# 🏰 EMBER SMP — RULES & FAQ\n\n━━━━━━━━━━\n\n## ❓ FAQ\n\n"
        "**❓ What's the IP?**\n➜ `play.example.org`\n\n"
        "**❓ How do I get ranks?** 👑\n➜ Play!\n> 🔥 **Blaze** – 9,99 €\n\n"
        "**❔ Do I keep my things?**\n➜ nope. Buy a key (**500** <a:coin:1039482719283747>)\n\n"
        "**❓ Which mods are allowed?**\n➜ ✅ Sodium\n➜ ❌ Freecam\n\n━━━━━━━━━━\n🔗 https://example.org\n"
    )
    found = read(tmp_path, "rules.txt", text)
    assert pairs(found) == [
        ("What's the IP?", "`play.example.org`"),
        ("How do I get ranks? 👑", "Play!\n> 🔥 **Blaze** – 9,99 €"),
        ("Do I keep my things?", "nope. Buy a key (**500** <a:coin:1039482719283747>)"),
        ("Which mods are allowed?", "➜ ✅ Sodium\n➜ ❌ Freecam\n\n🔗 https://example.org"),
    ]
    assert title_of(found, tmp_path / "rules.txt") == "EMBER SMP"


@pytest.mark.parametrize(
    ("title", "subject_of_it"),
    [
        ("Garden FAQ", "Garden"),
        ("FAQ – Riverside Club", "Riverside Club"),
        ("Climbing Club – FAQ 2026", "Climbing Club"),
        ("Marola RP: Perguntas Frequentes", "Marola RP"),
        ("What is FAQtory", "What is FAQtory"),
        ("Health – what to do", "Health – what to do"),
    ],
)
def test_a_pack_is_called_by_its_subject(tmp_path: Path, title: str, subject_of_it: str) -> None:
    found = read(tmp_path, "a.md", f"# {title}\n\n## Who?\n\nWe.\n\n## Where?\n\nHere.\n")
    assert title_of(found, tmp_path / "a.md") == subject_of_it


def test_what_only_the_pages_own_tool_understands_goes_and_what_it_would_fill_in_is_named(tmp_path: Path) -> None:
    text = (
        '### *Was kostet das?*\n{: id="geld"}\n\nDer Beitrag betr&auml;gt 12&nbsp;&euro;.\\\\\nSonst nichts:\n\\\n'
        '[hier](https://example.org){:target="_blank"}, C:\\games\\\n`a &amp; b \\`\n{: class="in"}\n\n'
        "[![Lesen](a.gif)](https://example.org/reader)\n\n### Wo?\n\n"
        "Bei {{npc:Bob}}. ![Karte](karte.png)\n\n![alt-text](b.png)\n"
    )
    found = read(tmp_path, "faq.md", text)
    assert [answer for _, answer in pairs(found)] == [
        "Der Beitrag beträgt 12 €.\nSonst nichts:\n\n[hier](https://example.org), C:\\games\\\n`a &amp; b \\`\n\n"
        "[Lesen](https://example.org/reader)",
        "Bei {{npc:Bob}}.",
    ]
    told = sorted(note.text.split(":")[0] for note in found.notes)
    assert told == ["The image b.png was left out", "The image karte.png was left out", "{{npc"]


@pytest.mark.parametrize(
    ("heading", "intro", "kept"),
    [
        ("什么是资源包", "它可以修改游戏中的多种资源。", True),
        ("资源包", "它可以修改游戏中的多种资源。", False),
        ("资源包", "它可以修改游戏中的多种资源，能够极大地改变游戏的外观和感觉。" * 4, True),
        ("Packs", "Questions about packs.", False),
        ("Packs", "A pack changes how the game looks, and how it sounds as well. " * 4, True),
    ],
)
def test_what_a_section_says_before_its_questions_is_an_answer_where_it_asks_or_says_much(
    tmp_path: Path, heading: str, intro: str, kept: bool
) -> None:
    text = f"## {heading}\n\n{intro}\n\n### 装了以后怎么办\n\n看日志。\n\n## Wo?\n\nDa.\n"
    questions = [question for question, _ in pairs(read(tmp_path, "faq.md", text))]
    assert questions == [*([heading] if kept else []), "装了以后怎么办", "Wo?"]


def test_the_language_of_most_texts_is_the_packs_and_the_others_are_counted(tmp_path: Path) -> None:
    rows = ["色は？,青です。", "いつですか？,朝です。", "What colour is it?,It is blue and it is old."]
    found = read(tmp_path, "a.csv", "\n".join(["question,answer", *rows]))
    assert languages_of(found.entries) == [("ja", 2), ("en", 1)]
