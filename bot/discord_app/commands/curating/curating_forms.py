"""Forms of curators: other words for an entry, and a new entry."""

from __future__ import annotations

from discord import ui

from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.components.form_fields import text_field
from bot.discord_app.components.text_limits import label
from bot.pack.field_types import ANSWER_LIMIT, PHRASING_LIMIT, QUESTION_LIMIT
from bot.translations import Voice


def words_form(say: Voice, question: str, text: str, arguments: tuple[str, ...]) -> ui.Modal:
    """One field with another way to ask an entry."""
    title = label(say("Another way to ask it"), 45)
    form = ui.Modal(title=title, custom_id=Press(Verb.CURATED, ("words", *arguments)).custom_id("d1"))
    field = text_field(PHRASING_LIMIT, text)
    form.add_item(ui.Label(text=title, description=label(question, 100), component=field))
    return form


def entry_form(say: Voice, text: str, arguments: tuple[str, ...]) -> ui.Modal:
    """Question, answer, source and topic of a new entry."""
    title = label(say("New entry"), 45)
    form = ui.Modal(title=title, custom_id=Press(Verb.CURATED, ("new", *arguments)).custom_id("d1"))
    question, answer = text_field(QUESTION_LIMIT, text), text_field(ANSWER_LIMIT, paragraph=True)
    source, topic = text_field(300, required=False), text_field(60, required=False)
    fields = (
        (say("Question"), None, question),
        (say("Answer"), say("In Markdown: **bold**, `code`, lists and links work."), answer),
        (say("Source"), say("A link or a name, shown under the answer; may be left empty."), source),
        (say("Topic"), say("The name of its file under questions/; empty: the last one."), topic),
    )
    for name, described, field in fields:
        small = label(described, 100) if described else None
        form.add_item(ui.Label(text=label(name, 45), description=small, component=field))
    return form
