"""Renderer of `/help` and `/about`: what the bot does, and what library it answers from."""

from __future__ import annotations

from collections.abc import Mapping

from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Line, Piece, Rule
from bot.discord_app.components.custom_ids import CardKind, Press, Verb, key
from bot.discord_app.render.canvas import Canvas, command_mention, line
from bot.discord_app.render.curated import curated
from bot.pack.queries.library_words import library_name
from bot.quizzing.quiz_material import has_material

QUESTIONS = 3
"""Questions to begin with on the card of welcome."""


class GuideRenderer(Canvas):
    """Draws help and the description of the library."""

    __slots__ = ()

    def help(self, commands: Mapping[str, int]) -> Card:
        """What the bot does and how to ask it, with the pack's example questions as buttons.

        `commands` are the ids of the registered commands by name, which make them links; it may lack some.
        """
        say, language, info = self.audience.say, self.audience.language, self.pack.info
        title = line(info.title.text(language))
        intro = say("I answer questions about {library}.", library=title)
        if self.pack.articles:
            intro = say("I answer questions about {library}, and say nothing that I cannot cite.", library=title)
        uses = self._uses()
        pieces: list[CardPart] = [
            Piece(f"### {intro}"),
            *(Line(f"- {command_mention(name, commands)} — {use}") for name, use in uses.items()),
            Piece(say("Or mention me with your question; in a direct message just write.")),
            Piece(f"-# {self._menus()}"),
        ]
        examples = [[Button(text.text(language), Press(Verb.TRY, (key(text.first),)))] for text in info.examples]
        if examples:
            pieces.append(Piece(f"-# {say('For example:')}"))
        return self.card(pieces, examples)

    def _menus(self) -> str:
        """What can be done to somebody's message."""
        say = self.audience.say
        if self.pack.terms:
            return say("On a message by someone else: right-click (or hold), Apps, Answer this or Explain terms.")
        return say("On a message by someone else: right-click (or hold), Apps, Answer this.")

    def welcome(self, commands: Mapping[str, int], *, to_admins: bool = True) -> Card:
        """Who the bot is, three questions to begin with as buttons, and how it is set up: what a newcomer sees first.

        Args:
            commands: ids of the registered commands by name, which make them links.
            to_admins: whether it stands in a server, which admins set up.
        """
        say, language, info = self.audience.say, self.audience.language, self.pack.info
        title = line(info.title.text(language))
        lines = [f"**{say('Hello! Ask me about {library}.', library=title)}**"]
        if self.pack.articles:
            lines.append(
                say.plural(
                    "I answer from {count} article, and show the passages behind every answer.",
                    "I answer from {count} articles, and show the passages behind every answer.",
                    len(self.pack.articles),
                )
            )
        ask = command_mention("ask", commands)
        lines.append(say("Use {command}, mention me, or write to me directly.", command=ask))
        if to_admins:
            settings, daily = command_mention("settings", commands), command_mention("daily set", commands)
            where = say("For admins: {settings} says where I answer without being called.", settings=settings)
            quoted = say("{daily} posts something every day.", daily=daily) if self.pack.quotes else ""
            lines.append(f"-# {' '.join(filter(None, (where, quoted)))}")
        asked = [Button(text.text(language), Press(Verb.TRY, (key(text.first),))) for text in info.examples[:QUESTIONS]]
        return self.card([Piece("\n".join(lines))], [[button] for button in asked])

    def _uses(self) -> dict[str, str]:
        """What each command is for, in the order shown; none that this pack leaves without anything to show."""
        say, pack = self.audience.say, self.pack
        uses = {"ask": say("ask in your own words")}
        if pack.articles:
            uses["ask"] = say("ask in your own words; the answer quotes the articles word for word")
        if pack.terms:
            chinese = any(term.chinese for term in pack.terms)
            uses["define"] = say("look a term up, in English, Chinese or pinyin") if chinese else say("look a term up")
            uses["glossary"] = say("browse all terms")
        if pack.articles:
            uses["search"] = say("find the passages with certain words")
        if pack.quotes:
            uses["quote"] = say("a quote, word for word, with its source")
        if has_material(pack):
            uses["quiz start"] = say("ten questions about what is in here, just for you")
            uses["quiz round"] = say("a round in a channel: everybody may answer, a table at the end")
            uses["quiz review"] = say("what you missed in the quiz, asked again when it is due")
        if pack.articles:
            uses["sources"] = library_name(pack, say)
            uses["article"] = say("an article at a glance, or beside another on a topic; or the library")
            uses["read"] = say("read an article, page by page, on from where you stopped; with bookmarks")
        uses["about"] = say("what I answer from, and how much I know")
        if pack.articles:
            uses["about"] = say("whose the articles are, and how much I know")
        uses["privacy"] = say("what I store about you, and erasing it")
        if pack.quotes:
            uses["daily set"] = say("a quote or another post every day in a channel, for admins to set up")
        uses["curate"] = say("for curators: what members asked for and didn't find")
        uses["settings"] = say("for the server's admins: where I speak, how sure I must be, what is stored")
        return uses

    def about(self) -> Card:
        """The library: what it is, its articles, whose they are, and how much is in it."""
        say, language, pack = self.audience.say, self.audience.language, self.pack
        counted = (
            (pack.articles, say.plural("{count} article", "{count} articles", len(pack.articles))),
            (pack.questions, say.plural("{count} question", "{count} questions", len(pack.questions))),
            (pack.terms, say.plural("{count} term", "{count} terms", len(pack.terms))),
            (pack.quotes, say.plural("{count} quote", "{count} quotes", len(pack.quotes))),
        )
        counts = " · ".join(said for entries, said in counted if entries)
        licence = " ".join(pack.info.licence.text(language).split()) if pack.info.licence else ""
        pieces: list[CardPart] = [
            Piece(f"### {line(pack.info.title.text(language))}"),
            *(curated(pack.info.about.text(language)) if pack.info.about else ()),
            Piece(f"-# {counts}"),
            *((Rule(),) if pack.articles else ()),
            *(Line(f"- {line(article.info.title)} — {line(article.info.short)}") for article in pack.articles),
            *((Rule(),) if licence else ()),
            *(Piece(f"-# {piece.markdown}") for piece in curated(licence)),
        ]
        return self.card(pieces, address=(CardKind.ABOUT,))
