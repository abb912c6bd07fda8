"""`/quiz round`: a round in a channel, which everybody there may play; begun, pressed, gone on with, and stopped."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import in_group
from bot.discord_app.render.quiz.question_cards import fingerprint
from bot.discord_app.render.quiz.quiz_cards import QuizRenderer
from bot.discord_app.render.quiz.round_cards import RoundRenderer
from bot.rounds import playing
from bot.rounds.round_models import PressOutcome, QuizRound, RoundPress

_SEEDS = 1 << 32
SECONDS, QUESTIONS = 20, (5, 10)
"""Seconds for a question where nobody chooses, and how many questions there may be; the first where nobody does."""


@in_group
@app_commands.command(name="round", description="A round in this channel: everybody may answer, a table at the end")
@app_commands.describe(seconds="How many seconds each question may be answered", questions="How many questions")
@app_commands.choices(
    seconds=[
        app_commands.Choice(name="20 seconds", value=20),
        app_commands.Choice(name="30 seconds", value=30),
        app_commands.Choice(name="60 seconds", value=60),
    ],
    questions=[app_commands.Choice(name="5 questions", value=5), app_commands.Choice(name="10 questions", value=10)],
)
async def round_(interaction: Interaction, seconds: int = SECONDS, questions: int = QUESTIONS[0]) -> None:
    """Begin a round, if one may be played here."""
    await _begin(Exchange(interaction), seconds, questions)


async def press_round(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Begin a round, take an answer, go on, or stop, as the button's id says."""
    if arguments == ("new",):
        await _begin(exchange, SECONDS, QUESTIONS[0])
    elif arguments[0] == "again":
        _, _, seconds, count = arguments
        await _begin(exchange, int(seconds), QUESTIONS[0] if int(count) <= QUESTIONS[0] else QUESTIONS[1])
    else:
        number, question, what = arguments
        game = await exchange.client.ports.rounds.read(int(number, 16))
        if game is None:
            await exchange.without(_buttons(number, question))
            await exchange.notice(exchange.say("This round is over."))
        elif int(question) != game.number:
            await exchange.without(_buttons(number, question))
            await exchange.notice(exchange.say("This question is over."))
        elif what.isdigit():
            await _answer(exchange, game, int(question), int(what))
        else:
            await _steer(exchange, game, int(question), what)


def _buttons(number: str, question: str) -> str:
    """What the ids of the buttons under a question begin with."""
    return Press(Verb.ROUND, (number, question, "")).custom_id()


def can_play_here(exchange: Exchange) -> bool:
    """Whether this is a channel of a server in which the bot is a member, may write, and may read what it wrote."""
    if exchange.server is None or exchange.abroad:
        return False
    allowed = exchange.interaction.app_permissions
    writes = allowed.send_messages_in_threads if _in_thread(exchange) else allowed.send_messages
    return allowed.view_channel and writes and allowed.read_message_history


def _in_thread(exchange: Exchange) -> bool:
    return isinstance(exchange.interaction.channel, discord.Thread)


def _may_write(exchange: Exchange) -> bool:
    """Whether the member may; who may not is not to have the bot do it."""
    allowed = exchange.interaction.permissions
    return allowed.send_messages_in_threads if _in_thread(exchange) else allowed.send_messages


async def _begin(exchange: Exchange, seconds: int, count: int) -> None:
    say, channel, server = exchange.say, exchange.interaction.channel_id, exchange.server
    if server is None or channel is None or exchange.abroad:
        await exchange.notice(say("A round is played in a channel of a server that I am a member of."))
        return
    if not can_play_here(exchange):
        await exchange.notice(
            say(
                "I may not write in this channel, or not read it, so I cannot play a round here. Its admins can let "
                "me; elsewhere I will gladly."
            )
        )
        return
    if not _may_write(exchange):
        await exchange.notice(say("You may not write in this channel, so nor will I for you."))
        return
    audience = await exchange.audience(private=False)
    made = await exchange.compute(lambda: exchange.client.quizzes.of(exchange.pack, audience.say))
    if made.empty:
        await exchange.show(exchange.renderer(QuizRenderer).nothing())
        return
    now, ports = exchange.client.ports.clock.now(), exchange.client.ports
    game = QuizRound(
        id=exchange.interaction.id,
        server=server,
        channel=channel,
        starter=exchange.member,
        language=audience.language,
        seed=ports.chance.randrange(_SEEDS),
        count=min(count, made.subjects),
        seconds=seconds,
        began=now,
        wake=now,
        ends=now,
    )
    if (await ports.rounds.begin(game)).id != game.id:
        await exchange.notice(say("A round is being played here. Whoever began it, or a moderator, can stop it."))
        return
    exchange.client.rounds.wake()
    await exchange.notice(
        say(
            "The round begins: {count} questions of {seconds} seconds. Go on and Stop under them are for you.",
            count=game.count,
            seconds=seconds,
        )
    )


async def _answer(exchange: Exchange, game: QuizRound, number: int, choice: int) -> None:
    """Count a press, and say privately what became of it; what was pressed first stays."""
    ports, say = exchange.client.ports, exchange.say
    asked = await exchange.client.round_question(game)
    if asked is None:
        await exchange.notice(say("This question is over."))
        return
    press = RoundPress(number, exchange.member, choice, right=choice == asked.right, millis=0)
    pressed = await ports.rounds.press(game.id, press, fingerprint(asked), ports.clock.now(), asked)
    chosen = RoundRenderer.choice(asked, pressed.choice) if pressed.choice is not None else ""
    match pressed.outcome:
        case PressOutcome.COUNTED:
            said = say("Noted: {choice}. The first press counts; the answer is told in the channel.", choice=chosen)
        case PressOutcome.KNOWN:
            said = say("You chose {choice}, and the first press counts.", choice=chosen)
        case PressOutcome.TOO_LATE:
            said = say("This question is over.")
        case PressOutcome.CHANGED:
            said = say("The library has changed in the meantime, and with it this question. It is left out.")
        case PressOutcome.GONE:
            said = say("This round is over.")
    await exchange.notice(said)


async def _steer(exchange: Exchange, game: QuizRound, number: int, what: str) -> None:
    """Go on or stop, for whoever began the round and for moderators."""
    allowed = exchange.interaction.permissions
    if exchange.member != game.starter and not (allowed.manage_messages or allowed.manage_guild):
        await exchange.notice(exchange.say("Only whoever began the round, or a moderator, can do that."))
        return
    ports = exchange.client.ports
    now = ports.clock.now()
    if what == "stop":
        await ports.rounds.change(game.id, lambda there: playing.stopped(there, now))
    else:
        await ports.rounds.change(game.id, lambda there: playing.hastened(there, number, now))
    exchange.client.rounds.wake()
    await responses.acknowledge(exchange.interaction)
