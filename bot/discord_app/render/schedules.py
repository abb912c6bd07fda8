"""Renderer of the quote of the day: the post itself, and the overview that admins see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from bot.daily.models import Delivery, Overview, Pause, Reason, Schedule, State
from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Line, Piece, Rule
from bot.discord_app.components.custom_ids import CardKind, Press, Verb
from bot.discord_app.permissions import Problem
from bot.discord_app.render.canvas import command_mention, line
from bot.discord_app.render.dates import say_day, say_time, say_weekdays, stamp
from bot.discord_app.render.entry_cards import EntryRenderer
from bot.discord_app.render.problems import say_problem
from bot.languages import tongue
from bot.pack.models import Quote
from bot.times.offsets import say_offset
from bot.times.zones import say_zone
from bot.translations import Voice

MOST_SHOWN = 10
"""Most deliveries listed."""


class DailyRenderer(EntryRenderer):
    """Draws the quote of the day."""

    __slots__ = ()

    def post(self, quote: Quote, day: date, role: int | None) -> Card:
        """The post of a day; the id of its first button carries the day, so that the post can be found again."""
        headline = Piece(f"### {self.audience.say('Quote of the day')}\n-# {say_day(day, self.audience.language)}")
        mention = [Piece(f"-# <@&{role}>")] if role is not None else []
        press = Press(Verb.POST, (f"{day:%Y%m%d}", quote.id))
        row = [Button(self.audience.say("In context"), press, "📖"), self.another(quote)]
        return self.card([headline, *self.said(quote), *mention], [row], (CardKind.QUOTE, quote.id))

    @staticmethod
    def thread_name(say: Voice, day: date) -> str:
        """What the thread under a post is called."""
        return say("Quote of {day}", day=say_day(day, say.language))

    def overview(self, overview: Overview, problems: Iterable[Problem], now: datetime, notice: str = "") -> Card:
        """The schedule in words, the next post, what is wrong, the last deliveries; `notice` is what just happened."""
        say, schedule = self.audience.say, overview.schedule
        told = [Piece(notice)] if notice else []
        pieces: list[CardPart] = [
            Piece(f"### {say('Quote of the day')}"),
            *told,
            *(Line(f"- {text}") for text in self._planned(schedule, now)),
            *self._next(overview),
            *self.problems(problems),
        ]
        if overview.deliveries:
            pieces += [Rule(), Line(say("The last posts:")), *map(self._delivered, overview.deliveries[:MOST_SHOWN])]
        return self.card(pieces, [self._buttons(overview)])

    def none(self, commands: Mapping[str, int]) -> Card:
        """There is no schedule, and how to make one."""
        text = self.audience.say("There is no quote of the day in this server.")
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

    def _planned(self, schedule: Schedule, now: datetime) -> list[str]:
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
        known = self.pack.topic_by_id
        titles = (known[topic].title.text(language) for topic in sorted(schedule.topics) if topic in known)
        named = line(tongue(language).separator.join(titles))
        fitting = sum(not schedule.topics or not schedule.topics.isdisjoint(q.topics) for q in self.pack.quotes)
        count = say.plural("{count} quote to choose from", "{count} quotes to choose from", fitting)
        topics = say("Topics: {topics}", topics=named) if schedule.topics else say("All topics")
        extras = [say("A thread for discussion opens under each post")] if schedule.thread else []
        extras += [say("Each post mentions {role}", role=f"<@&{schedule.role}>")] if schedule.role is not None else []
        lack = [] if fitting else [f"⚠️ {say('The library has no quote on these topics. Choose others.')}"]
        return [planned, f"{topics} · {count}", *lack, *extras]

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
                return say("Discord found fault with the post. Tell whoever runs this bot, then resume.")
            case Reason.ZONE:
                return say("The time zone is not known any more. Choose one with `/daily set`.")
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
        if overview.pause is not None:
            return [Button(say("Resume"), Press(Verb.DAILY, ("resume",)), "▶️")]
        return [
            Button(say("Post now"), Press(Verb.DAILY, ("now",)), "📣"),
            Button(say("Skip the next"), Press(Verb.DAILY, ("skip",)), "⏭️"),
            Button(say("Pause"), Press(Verb.DAILY, ("pause",)), "⏸️"),
        ]


def say_left_out(reason: Reason, say: Voice) -> str:  # noqa: PLR0911 - a table, one row a reason
    """Why there is no post of a day: "left out: the channel was gone"."""
    match reason:
        case Reason.ADMIN:
            return say("left out, as you asked")
        case Reason.LATE:
            return say("left out: I was away for too long")
        case Reason.FORBIDDEN:
            return say("left out: Discord did not let me post")
        case Reason.GONE:
            return say("left out: the channel was gone")
        case Reason.NO_QUOTE:
            return say("left out: there was no quote on the topics chosen")
        case Reason.REJECTED:
            return say("left out: Discord found fault with the post")
        case Reason.ZONE:
            return say("left out: the time zone is not known any more")
