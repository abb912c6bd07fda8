"""`/quiz`: alone, as a round in a channel, and what was missed once more."""

from __future__ import annotations

from bot.discord_app.commands.quizzes.play_quiz import play, start
from bot.discord_app.commands.quizzes.play_review import press_review, review
from bot.discord_app.commands.quizzes.play_round import press_round, round_
from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.interaction.feature import Feature, group_everywhere

FEATURE = Feature(
    commands=(group_everywhere("quiz", "Questions about what is in here", start, round_, review),),
    presses={Verb.QUIZ: play, Verb.ROUND: press_round, Verb.REVIEW: press_review},
)
