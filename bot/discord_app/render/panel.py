"""Renderer of `/settings` and `/privacy`: the panel of menus with what is lacking, and what is stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.answering.conversation import FOLLOW_UP
from bot.discord_app.components.buttons import AnyMenu, Button, ChannelMenu, Menu, Option, PeopleMenu
from bot.discord_app.components.cards import Card, CardPart, Line, Piece, Rule
from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.permissions import Problem
from bot.discord_app.render.canvas import Canvas, command_mention
from bot.discord_app.render.problems import say_problem
from bot.languages import TONGUES, tongue
from bot.pack.queries.languages import names_of
from bot.ports.feedback import Stored
from bot.ports.server_settings import EITHER, NO, YES, Care, ServerSettings, Setting, SpeakMode, choice_of

MOST_PROBLEMS = 12
"""Most things shown as wrong at once; mending the first tends to mend others."""


class PanelRenderer(Canvas):
    """Draws settings and privacy."""

    __slots__ = ()

    def settings(
        self,
        settings: ServerSettings,
        problems: Sequence[Problem],
        commands: Mapping[str, int] | None = None,
        roles: Collection[int] = (),
    ) -> Card:
        """The panel; every choice is saved at once.

        Args:
            settings: as they stand.
            problems: what is in the way.
            commands: ids of the registered commands by name.
            roles: ids of the server's roles, by which curators are told from members.
        """
        say, daily = self.audience.say, command_mention("daily set", commands or {})
        pieces: list[CardPart] = [
            Piece(f"### {say('Settings of this server')}\n-# {say('Every choice is saved at once.')}"),
            *self._problems(problems),
            Piece(f"-# {say('The post of the day has a command of its own: {command}.', command=daily)}"),
        ]
        menus = [self._menu_for(setting, settings, roles) for setting in Setting]
        preview = Button(say("Preview the next post of the day"), Press(Verb.DAILY, ("preview",)), "👁️")
        return self.card(pieces, [[preview]], menus=menus)

    def _menu_for(self, setting: Setting, settings: ServerSettings, roles: Collection[int]) -> AnyMenu:
        """The menu in which a setting is chosen."""
        say, press = self.audience.say, Press(Verb.SET, (setting,))
        match setting:
            case Setting.MODE:
                title, options = say("Where I speak"), self._modes()
            case Setting.CHANNELS:
                title = say("Open channels") if settings.channels else say("Open channels: none")
                return ChannelMenu(title, press, tuple(sorted(settings.channels)))
            case Setting.CARE:
                title, options = say("How sure I must be there"), self._cares()
            case Setting.LANGUAGE:
                title, options = say("Language of public replies"), self._languages()
            case Setting.CURATORS:
                chosen = sorted(settings.curators)
                nobody = say("Curators, who may use /curate: only those who can manage the server")
                return PeopleMenu(
                    say("Curators") if chosen else nobody,
                    press,
                    tuple(each for each in chosen if each in roles),
                    tuple(each for each in chosen if each not in roles),
                )
            case Setting.KEEP_SUGGESTIONS:
                title, options = say("Questions suggested by members"), self._keeping()
            case Setting.SHOW_PASSAGES:
                title, options = say("Passages under public answers"), self._showing()
            case Setting.SHOW_DOUBT:
                title, options = say("Questions I am not sure of, in open channels"), self._doubting()
        # Each option says what it sets, for Discord shows the chosen one in place of the title.
        named = tuple(
            replace(option, label=say("{label}: {text}", label=title, text=option.label)) for option in options
        )
        return Menu(title, press, named, choice_of(settings, setting))

    def privacy(self, settings: ServerSettings | None, stored: Stored, *, may_erase_server: bool) -> Card:
        """What is stored here and about the reader, and buttons that erase it; `settings` None outside a server."""
        say = self.audience.say
        there = tongue(say.language).separator.join(self._about_reader(stored))
        mine = [
            say("I keep no messages. I read one to answer it and then forget it; my log holds nobody's words."),
            say(
                "For {minutes} minutes I remember what I last answered you, in memory, to understand a follow-up.",
                minutes=int(FOLLOW_UP // 60),
            ),
            say("For an hour I store which of my messages answers which, as numbers, to follow edits and deletions."),
            say("In a round of the quiz I store who pressed what until the round is over, for a day at most."),
            say("Stored about you: {what}.", what=there) if there else say("Stored about you: nothing."),
        ]
        if stored.bookmarks:
            mine.append(say("Of a bookmark I store the article, the number of the paragraph and the day, and no text."))
        pieces: list[CardPart] = [Piece(f"### {say('Privacy')}"), *(Line(f"- {text}") for text in mine)]
        listed = [Button(say("Bookmarks"), Press(Verb.READ, ("list", "0")), "🔖")] if stored.bookmarks else []
        rows = [[Button(say("Erase what is stored about me"), Press(Verb.ERASE, ("me",)), "🧽"), *listed]]
        if settings is not None:
            server = say.plural(
                "Stored about this server: its settings, with {count} open channel.",
                "Stored about this server: its settings, with {count} open channels.",
                len(settings.channels),
            )
            allowed = say("Questions that members suggest are stored here, with their words, when they send the form.")
            refused = say("Questions that members suggest are not stored here.")
            daily = say("With a post of the day: its schedule, and what was posted here on which days.")
            suggested = allowed if settings.keep_suggestions else refused
            discussed = say(
                "Of a discussion under an answer: its thread and what was answered there, until it is closed."
            )
            pieces += [Line(f"- {text}") for text in (server, daily, discussed, suggested)]
            if may_erase_server:
                rows.append([Button(say("Erase this server's data"), Press(Verb.ERASE, ("server",)), "🧨")])
        return self.card(pieces, rows)

    def _about_reader(self, stored: Stored) -> list[str]:
        """What is stored about the reader; of what there is none nothing is said."""
        say = self.audience.say
        cards = say.plural(
            "that you want to be asked again, and {count} question that comes back",
            "that you want to be asked again, and {count} questions that come back",
            stored.cards,
        )
        every = (
            (say.plural("{count} vote on an answer", "{count} votes on answers", stored.votes), stored.votes),
            (
                say.plural("{count} suggested question", "{count} suggested questions", stored.suggestions),
                stored.suggestions,
            ),
            (say.plural("{count} bookmark", "{count} bookmarks", stored.bookmarks), stored.bookmarks),
            (say.plural("{count} answer in a round", "{count} answers in rounds", stored.presses), stored.presses),
            (
                say.plural("{count} round that you began", "{count} rounds that you began", stored.rounds),
                stored.rounds,
            ),
            (cards if stored.cards else say("that you want to be asked again"), stored.reviewing),
        )
        return [said for said, there in every if there]

    def sure(self) -> Card:
        """Asks before everything about a server is erased."""
        say = self.audience.say
        text = say(
            "This erases the settings, votes, suggested questions and the post of the day of this server. "
            "It cannot be undone."
        )
        return self.notice(text, [[Button(say("Erase it all"), Press(Verb.ERASE, ("server", "yes")), "🧨")]])

    def _problems(self, problems: Sequence[Problem]) -> list[CardPart]:
        if not problems:
            return [Piece(f"✅ {self.audience.say('I found nothing wrong in this server.')}")]
        lines = [Line(f"⚠️ {say_problem(problem, self.audience.say)}") for problem in problems[:MOST_PROBLEMS]]
        rest = len(problems) - MOST_PROBLEMS
        more = [Line(self.audience.say.plural("… and {count} more.", "… and {count} more.", rest))] if rest > 0 else []
        return [Rule(), *lines, *more, Rule()]

    def _modes(self) -> tuple[Option, ...]:
        say = self.audience.say
        return (
            Option(SpeakMode.COMMANDS, say("Commands only"), say("I answer commands and menus, and nothing else.")),
            Option(SpeakMode.MENTIONS, say("Commands and mentions"), say("I also reply to whoever mentions me.")),
            Option(SpeakMode.CHANNELS, say("Open channels, too"), say("I also answer questions there when I am sure.")),
        )

    def _cares(self) -> tuple[Option, ...]:
        say = self.audience.say
        return (
            Option(Care.STRICT, say("Very sure"), say("Fewest answers, and hardly ever a wrong one.")),
            Option(Care.USUAL, say("Sure"), say("My usual setting.")),
            Option(Care.FREE, say("Less sure"), say("More answers, and a wrong one now and then.")),
        )

    def _languages(self) -> tuple[Option, ...]:
        say = self.audience.say
        rows = [row for row in TONGUES if row.code in self.pack.info.languages] or TONGUES[:1]
        languages = tongue(say.language).separator.join(names_of(self.pack))
        about = say("By each member's Discord language: {languages}.", languages=languages)
        either = Option(EITHER, say("The asker's language"), about)
        return (either, *(Option(row.code, row.name) for row in rows))

    def _showing(self) -> tuple[Option, ...]:
        say = self.audience.say
        return (
            Option(NO, say("Behind a button"), say("Short answers; whoever wants the passages sees them privately.")),
            Option(YES, say("Shown at once"), say("Longer answers, with the passages under them for everybody.")),
        )

    def _doubting(self) -> tuple[Option, ...]:
        say = self.audience.say
        return (
            Option(YES, say("A 🤔 under the question"), say("So that the asker knows that I have seen it.")),
            Option(NO, say("Nothing"), say("I stay quiet unless I am sure.")),
        )

    def _keeping(self) -> tuple[Option, ...]:
        say = self.audience.say
        return (
            Option(YES, say("Store suggested questions"), say("When a member sends the form, and only then.")),
            Option(NO, say("Store none"), say("The form is not offered here.")),
        )
