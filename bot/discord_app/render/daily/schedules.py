"""Renderer of the schedule of the posts of the day: the overview that admins see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from babel.lists import format_list

from bot.daily.models import IN_TURN, Delivery, Overview, Pause, PostKind, Reason, Schedule, State
from bot.daily.rotation import fitting
from bot.discord_app.components.buttons import Button, Menu, Option
from bot.discord_app.components.cards import Card, CardPart, Line, Piece, Rule
from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.permissions import Problem
from bot.discord_app.render.canvas import Canvas, command_mention, line
from bot.discord_app.render.dates import say_day, say_time, say_weekdays, stamp
from bot.discord_app.render.problems import say_problem
from bot.languages import tongue
from bot.ports.server_settings import NO, YES
from bot.times.offsets import say_offset
from bot.times.zones import say_zone
from bot.translations import Voice

KINDS_APART = ","
"""What stands between the kinds in the value of an option."""
MOST_SHOWN = 10
"""Most deliveries listed."""


class DailyRenderer(Canvas):
    """Draws the schedule."""

    __slots__ = ()

    def overview(
        self, overview: Overview, problems: Iterable[Problem], now: datetime, notice: str = "", *, questions: int = 0
    ) -> Card:
        """The schedule in words, the next post, what is wrong, the last deliveries.

        Args:
            overview: what is known of the schedule.
            problems: what is lacking for a post.
            now: when it is shown.
            notice: what just happened.
            questions: how many questions the quiz has on the topics chosen.
        """
        say, schedule = self.audience.say, overview.schedule
        told = [Piece(notice)] if notice else []
        pieces: list[CardPart] = [
            Piece(f"### {say('Post of the day')}"),
            *told,
            *(Line(f"- {text}") for text in self._planned(schedule, now, questions)),
            *self._next(overview),
            *self.problems(problems),
        ]
        if overview.deliveries:
            pieces += [Rule(), Line(say("The last posts:")), *map(self._delivered, overview.deliveries[:MOST_SHOWN])]
        return self.card(pieces, [self._buttons(overview)], menus=[self._kinds(schedule), *self._picture(schedule)])

    def none(self, commands: Mapping[str, int]) -> Card:
        """There is no schedule, and how to make one."""
        text = self.audience.say("There is no post of the day in this server.")
        return self.notice(f"{text}\n{self.how_to_set(commands)}")

    def how_to_set(self, commands: Mapping[str, int]) -> str:
        """The command that sets it up, as a link where its id is known."""
        command = command_mention("daily set", commands)
        return self.audience.say("Set it up with {command}.", command=command)

    def not_saved(self, mistakes: Sequence[str], problems: Iterable[Problem]) -> Card:
        """Why nothing was saved, each reason with its remedy."""
        lines = [Line(f"⚠️ {mistake}") for mistake in mistakes]
        return self.card([Piece(self.audience.say("Nothing was saved.")), *lines, *self.problems(problems)])

    def problems(self, problems: Iterable[Problem]) -> list[CardPart]:
        """What is lacking for a post, each with its remedy."""
        return [Line(f"⚠️ {say_problem(problem, self.audience.say)}") for problem in problems]

    def _planned(self, schedule: Schedule, now: datetime, questions: int) -> list[str]:
        """What was asked for, sentence by sentence."""
        say, language = self.audience.say, self.audience.language
        planned = say(
            "In {channel}, {days} at {time} ({zone}, {offset})",
            channel=f"<#{schedule.channel}>",
            days=say_weekdays(schedule.days, say),
            time=say_time(schedule.at, language),
            zone=say_zone(schedule.zone, language),
            offset=say_offset(schedule.zone, now),
        )
        counts = {kind: len(fitting(self.pack, kind, schedule.topics)) for kind in schedule.kinds}
        counts |= {PostKind.QUIZ: questions} if PostKind.QUIZ in counts else {}
        extras = [say("A thread for discussion opens under each post")] if schedule.thread else []
        extras += [say("Each post mentions {role}", role=f"<@&{schedule.role}>")] if schedule.role is not None else []
        return [planned, *self._to_choose_from(counts, schedule), *extras]

    def _to_choose_from(self, counts: Mapping[PostKind, int], schedule: Schedule) -> list[str]:
        """What there is of each kind and on which topics; what there is nothing of, in a sentence of its own."""
        say, language, known = self.audience.say, self.audience.language, self.pack.topic_by_id
        some = [self._counted(kind, count) for kind, count in counts.items() if count]
        if not some:
            return [f"⚠️ {say('The library has nothing to post on these topics. Choose others.')}"]
        what = format_list(some, locale=tongue(language).locale)
        titles = (known[topic].title.text(language) for topic in sorted(schedule.topics) if topic in known)
        named = line(tongue(language).separator.join(titles))
        on = say("To choose from: {what}, on {topics}", what=what, topics=named)
        told = on if schedule.topics else say("To choose from: {what}, on all topics", what=what)
        return [told, *(f"⚠️ {self._lacking(kind)}" for kind, count in counts.items() if not count)]

    def _counted(self, kind: PostKind, count: int) -> str:
        """How much of a kind there is to choose from."""
        say = self.audience.say
        match kind:
            case PostKind.QUOTE:
                return say.plural("{count} quote", "{count} quotes", count)
            case PostKind.TERM:
                return say.plural("{count} term", "{count} terms", count)
            case PostKind.QUIZ:
                return say.plural("{count} quiz question", "{count} quiz questions", count)

    def _lacking(self, kind: PostKind) -> str:
        """That of several kinds there is nothing of one."""
        say = self.audience.say
        match kind:
            case PostKind.QUOTE:
                return say("There is no quote to choose from, so none is posted.")
            case PostKind.TERM:
                return say("There is no term to choose from, so none is posted.")
            case PostKind.QUIZ:
                return say("There is no quiz question to choose from, so none is posted.")

    def _kinds(self, schedule: Schedule) -> Menu:
        """The menu in which it is chosen what is posted."""
        say = self.audience.say
        options = (
            Option(PostKind.QUOTE, say("A quote"), say("Word for word, with its source.")),
            Option(PostKind.TERM, say("A term"), say("What it means, with what it rests on.")),
            Option(
                PostKind.QUIZ, say("A quiz question"), say("Whoever presses an answer sees privately if it is right.")
            ),
            Option(
                KINDS_APART.join(IN_TURN), say("All of them in turn"), say("A quote, then a term, then a question.")
            ),
        )
        return self._menu(say("What I post"), "kinds", options, KINDS_APART.join(schedule.kinds))

    def _picture(self, schedule: Schedule) -> list[Menu]:
        """The menu in which it is chosen whether a post carries its card; none where cards cannot be drawn."""
        if not self.audience.draws_cards:
            return []
        say = self.audience.say
        options = (
            Option(NO, say("None"), say("The post is text alone.")),
            Option(YES, say("A card"), say("Under a quote or a term, the same as a picture.")),
        )
        return [self._menu(say("Picture"), "picture", options, YES if schedule.picture else NO)]

    def _menu(self, title: str, what: str, options: Iterable[Option], chosen: str) -> Menu:
        """A menu whose options say what they set, for Discord shows the chosen one in place of the title."""
        say = self.audience.say
        named = (replace(option, label=say("{label}: {text}", label=title, text=option.label)) for option in options)
        return Menu(title, Press(Verb.DAILY, (what,)), tuple(named), chosen)

    def _next(self, overview: Overview) -> list[CardPart]:
        say = self.audience.say
        if overview.pause is not None:
            return [Piece(f"⏸️ {self._paused(overview.pause, overview.schedule)}")]
        if overview.due is None:
            return []
        return [
            Piece(
                say(
                    "Next, in your time: {when} ({from_now})",
                    when=stamp(overview.due),
                    from_now=stamp(overview.due, "R"),
                )
            )
        ]

    def _paused(self, pause: Pause, schedule: Schedule) -> str:
        """Why it rests, since when, and what ends that."""
        say, place = self.audience.say, f"<#{schedule.channel}>"
        since = say("Paused since {when}.", when=stamp(pause.since, "f"))
        return f"{since} {self._what_ends(pause.reason, place)}"

    def _what_ends(self, reason: Reason, place: str) -> str:
        """What ends a pause."""
        say = self.audience.say
        match reason:
            case Reason.FORBIDDEN:
                return say(
                    "Discord did not let me post in {channel}. Fix my permissions there, then resume.", channel=place
                )
            case Reason.GONE:
                return say("The channel or the server was gone. Choose a channel with `/daily set`, or resume.")
            case Reason.REJECTED:
                return say("Discord rejected the post. Tell whoever runs this bot, then resume.")
            case Reason.ZONE:
                return say("The time zone is no longer known. Choose one with `/daily set`.")
            case Reason.ADMIN | Reason.LATE | Reason.NO_QUOTE:  # the latter two let nothing rest
                return say("Nothing is posted until you resume.")

    def _delivered(self, delivery: Delivery) -> Line:
        """One delivery: its day, and the post or why there is none."""
        return Line(f"- {say_day(delivery.day, self.audience.language)} — {self.outcome(delivery)}")

    def outcome(self, delivery: Delivery) -> str:
        """What became of a delivery, with a link to the post."""
        say = self.audience.say
        if delivery.state is State.SENT:
            link = f"https://discord.com/channels/{delivery.server}/{delivery.channel}/{delivery.message}"
            return say("[posted]({link})", link=link)
        if delivery.state is State.CLAIMED:
            return say("being posted")
        return say_left_out(delivery.reason or Reason.ADMIN, say)

    def _buttons(self, overview: Overview) -> list[Button]:
        say = self.audience.say
        preview = Button(say("Preview"), Press(Verb.DAILY, ("preview",)), "👁️")
        if overview.pause is not None:
            return [Button(say("Resume"), Press(Verb.DAILY, ("resume",)), "▶️"), preview]
        return [
            Button(say("Post now"), Press(Verb.DAILY, ("now",)), "📣"),
            Button(say("Skip the next"), Press(Verb.DAILY, ("skip",)), "⏭️"),
            Button(say("Pause"), Press(Verb.DAILY, ("pause",)), "⏸️"),
            preview,
        ]


def say_left_out(reason: Reason, say: Voice) -> str:  # noqa: PLR0911 - a table, one row a reason
    """Why there is no post of a day: "skipped: the channel was gone"."""
    match reason:
        case Reason.ADMIN:
            return say("skipped, as you asked")
        case Reason.LATE:
            return say("skipped: I was away for too long")
        case Reason.FORBIDDEN:
            return say("skipped: Discord did not let me post")
        case Reason.GONE:
            return say("skipped: the channel was gone")
        case Reason.NO_QUOTE:
            return say("skipped: there was nothing to post on the topics chosen")
        case Reason.REJECTED:
            return say("skipped: Discord rejected the post")
        case Reason.ZONE:
            return say("skipped: the time zone is no longer known")
