"""All ports on one database."""

from __future__ import annotations

from bot.clock import Clock
from bot.ports.ports import Ports
from bot.storage.database import Database
from bot.storage.queries.daily_queries import DatabaseDaily
from bot.storage.queries.review_queries import DatabaseReviews
from bot.storage.queries.round_queries import DatabaseRounds
from bot.storage.sql_store import DatabaseStore


def ports_on(database: Database, clock: Clock) -> Ports:
    """The stores of everything, on one database."""
    return Ports(
        DatabaseStore(database, clock),
        DatabaseDaily(database),
        DatabaseRounds(database),
        DatabaseReviews(database),
        clock,
    )
