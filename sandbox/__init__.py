"""A small Discord on this machine: REST v10, the gateway, and a page for people. It knows nothing of the bot on it."""

from sandbox.faults import InjectedFault, Moment
from sandbox.people.page_extras import Action, Extras, ThingToTry
from sandbox.rate_limits import Rate, Rates
from sandbox.server import Sandbox
from sandbox.state.models import Channel, ChannelKind, Guild, Member, Message, Overwrite, Role, User
from sandbox.state.permissions import DEFAULT_PERMISSIONS, Permission
from sandbox.state.world import World

__version__ = "0.2.0"

__all__ = [
    "DEFAULT_PERMISSIONS",
    "Action",
    "Channel",
    "ChannelKind",
    "Extras",
    "Guild",
    "InjectedFault",
    "Member",
    "Message",
    "Moment",
    "Overwrite",
    "Permission",
    "Rate",
    "Rates",
    "Role",
    "Sandbox",
    "ThingToTry",
    "User",
    "World",
]
