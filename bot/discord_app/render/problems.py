"""Sentences for what is lacking: each problem with where it is and how to mend it."""

from __future__ import annotations

from bot.discord_app.permissions import Lack, Problem
from bot.translations import Voice


def say_problem(problem: Problem, say: Voice) -> str:  # noqa: PLR0911, PLR0912 - a table, one row a problem
    """What is lacking, where, and how to mend it."""
    place, role = f"<#{problem.channel}>", f"<@&{problem.role}>"
    match problem.lack:
        case Lack.MEMBER:
            return say("I am not a member of this server. Invite me again, with the scope `bot`.")
        case Lack.NO_INTENT:
            return say(
                "I cannot hear open channels: the message-content intent is off. Whoever runs this bot can switch it "
                "on in Discord's developer portal, under Bot. Commands, mentions and menus work without it."
            )
        case Lack.NO_CHANNELS:
            return say("No channel is open, so I speak only where I am called. Choose channels below.")
        case Lack.POST_CHANNEL:
            return say("The channel is gone. Choose another.")
        case Lack.OPEN_CHANNEL:
            return say("A channel that was open is gone. Choose the open channels again.")
        case Lack.UNKNOWN:
            return say("Discord does not tell me about {channel} right now. Try again in a minute.", channel=place)
        case Lack.KIND:
            return say("Nothing can be posted in {channel}. Choose a text or announcement channel.", channel=place)
        case Lack.VIEW:
            return say("I cannot see {channel}. Give me View Channel there.", channel=place)
        case Lack.SEND:
            return say("I cannot write in {channel}. Give me Send Messages there.", channel=place)
        case Lack.HISTORY:
            return say(
                "I cannot read earlier messages in {channel}. Give me Read Message History there.", channel=place
            )
        case Lack.THREADS:
            return say("I cannot open threads in {channel}. Give me Create Public Threads there.", channel=place)
        case Lack.SEND_IN_THREADS:
            return say("I cannot write in threads of {channel}. Give me Send Messages in Threads there.", channel=place)
        case Lack.ATTACH:
            return say("I cannot send pictures in {channel}. Give me Attach Files there.", channel=place)
        case Lack.MENTION:
            return say(
                "I cannot mention {role}. Let anyone mention that role, or give me Mention Everyone in {channel}.",
                role=role,
                channel=place,
            )
        case Lack.ROLE:
            return say("The role to mention is gone. Choose another, or @everyone to mention nobody.")
