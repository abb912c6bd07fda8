"""A small Discord on this machine: REST v10, the gateway, and a page for people. It knows nothing of the bot on it."""

from bot.sandbox.faults import Fault, Moment
from bot.sandbox.limits import Rate, Rates
from bot.sandbox.models import Channel, Guild, Kind, Member, Message, Overwrite, Role, User
from bot.sandbox.people.extras import Action, Extras, Try
from bot.sandbox.permissions import USUAL, Right
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World

__all__ = [
    "USUAL",
    "Action",
    "Channel",
    "Extras",
    "Fault",
    "Guild",
    "Kind",
    "Member",
    "Message",
    "Moment",
    "Overwrite",
    "Rate",
    "Rates",
    "Right",
    "Role",
    "Sandbox",
    "Try",
    "User",
    "World",
]
