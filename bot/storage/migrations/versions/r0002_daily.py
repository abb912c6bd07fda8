"""The quote of the day: schedules, and what was posted when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "daily_servers",
        sa.Column("server", sa.BigInteger, autoincrement=False),
        sa.Column("channel", sa.BigInteger),
        sa.Column("at", sa.Time),
        sa.Column("zone", sa.Text),
        sa.Column("days", sa.Text),
        sa.Column("topics", sa.Text),
        sa.Column("thread", sa.Boolean),
        sa.Column("role", sa.BigInteger),
        sa.Column("day", sa.Date),
        sa.Column("due", Instant),
        sa.Column("pause", sa.String(16)),
        sa.Column("paused", Instant),
        sa.Column("wake", Instant),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("last", sa.Text),
        sa.PrimaryKeyConstraint("server", name="pk_daily_servers"),
    )
    op.create_index("ix_daily_servers_wake", "daily_servers", ["wake"])
    op.create_table(
        "daily_deliveries",
        sa.Column("server", sa.BigInteger, autoincrement=False),
        sa.Column("day", sa.Date),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("turn", sa.BigInteger, nullable=False),
        sa.Column("due", Instant, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("lease", Instant),
        sa.Column("attempts", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("reason", sa.String(16)),
        sa.PrimaryKeyConstraint("server", "day", name="pk_daily_deliveries"),
    )


def downgrade() -> None:
    """Drop them with all they hold."""
    op.drop_table("daily_deliveries")
    op.drop_table("daily_servers")
