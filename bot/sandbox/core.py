"""The parts of a sandbox put together, without a server: the world, what happens in it, and how it is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.followups import FollowUps
from bot.sandbox.gateway.roll import Roll
from bot.sandbox.gateway.server import Gateway
from bot.sandbox.interactions import PATIENCE, Interactions
from bot.sandbox.letters import Letters
from bot.sandbox.limits import Limits, Rates
from bot.sandbox.nonces import Nonces
from bot.sandbox.talk import Talk
from bot.sandbox.wire import Wire
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Core:
    """Everything that answers requests share."""

    world: World
    events: Events
    wire: Wire
    letters: Letters
    talk: Talk
    interactions: Interactions
    follow_ups: FollowUps
    gateway: Gateway
    limits: Limits
    faults: Faults

    @classmethod
    def around(
        cls, world: World, *, rates: Rates | None = None, patience: float = PATIENCE, heartbeat: float = 41.25
    ) -> Core:
        """Put the parts together around a world.

        Args:
            world: what there is.
            rates: rate limits; without any, those of `Rates`.
            patience: seconds the bot has for its first response to an interaction.
            heartbeat: seconds between two heartbeats of the gateway.
        """
        events, wire = Events(), Wire(world)
        letters = Letters(wire)
        talk = Talk(world, events, letters, Nonces(world.now))
        interactions = Interactions(talk, patience)
        gateway = Gateway(Roll(letters, heartbeat), events)
        events.listeners.append(gateway.roll.hear)
        return cls(
            world,
            events,
            wire,
            letters,
            talk,
            interactions,
            FollowUps(interactions),
            gateway,
            Limits(rates),
            Faults(),
        )
