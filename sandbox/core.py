"""Composition root: the state, services and gateway of one sandbox, wired together without an HTTP server."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.faults import Faults
from sandbox.gateway.gateway import Gateway
from sandbox.gateway.sessions import Sessions
from sandbox.messaging.followups import FollowUps
from sandbox.messaging.interactions import RESPONSE_DEADLINE, Interactions
from sandbox.messaging.message_json import MessageJson
from sandbox.messaging.messages import Messages
from sandbox.messaging.nonces import Nonces
from sandbox.rate_limits import Limits, Rates
from sandbox.state.events import Events
from sandbox.state.world import World
from sandbox.state.world_json import WorldJson


@dataclass(frozen=True, slots=True)
class Core:
    """Everything that answers requests share."""

    world: World
    events: Events
    world_json: WorldJson
    message_json: MessageJson
    messages: Messages
    interactions: Interactions
    follow_ups: FollowUps
    gateway: Gateway
    limits: Limits
    faults: Faults

    @classmethod
    def create(
        cls,
        world: World,
        *,
        rates: Rates | None = None,
        response_deadline: float = RESPONSE_DEADLINE,
        heartbeat: float = 41.25,
    ) -> Core:
        """Put the parts together around a world.

        Args:
            world: what there is.
            rates: rate limits; without any, those of `Rates`.
            response_deadline: seconds the bot has for its first response to an interaction.
            heartbeat: seconds between two heartbeats of the gateway.
        """
        events, world_json = Events(), WorldJson(world)
        message_json = MessageJson(world_json)
        messages = Messages(world, events, message_json, Nonces(world.now))
        interactions = Interactions(messages, response_deadline)
        gateway = Gateway(Sessions(message_json, heartbeat), events)
        events.listeners.append(gateway.sessions.on_event)
        return cls(
            world,
            events,
            world_json,
            message_json,
            messages,
            interactions,
            FollowUps(interactions),
            gateway,
            Limits(rates),
            Faults(),
        )
