"""The parts of a sandbox put together, without a server: the world, what happens in it, and how it is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.faults import Faults
from sandbox.gateway.gateway import Gateway
from sandbox.gateway.sessions import Roll
from sandbox.messaging.followups import FollowUps
from sandbox.messaging.interactions import PATIENCE, Interactions
from sandbox.messaging.message_json import Letters
from sandbox.messaging.messages import Talk
from sandbox.messaging.nonces import Nonces
from sandbox.rate_limits import Limits, Rates
from sandbox.state.events import Events
from sandbox.state.world import World
from sandbox.state.world_json import Wire


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
