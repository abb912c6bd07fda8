"""Servers' settings and open channels, votes, and the curators' queue of suggested questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import COUNTED, Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "servers",
        sa.Column("server", sa.BigInteger, autoincrement=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("care", sa.String(16), nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("keep_suggestions", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("server", name="pk_servers"),
    )
    op.create_table(
        "open_channels",
        sa.Column("server", sa.BigInteger),
        sa.Column("channel", sa.BigInteger),
        sa.PrimaryKeyConstraint("server", "channel", name="pk_open_channels"),
        sa.ForeignKeyConstraint(["server"], ["servers.server"], ondelete="CASCADE", name="fk_open_channels_server"),
    )
    op.create_table(
        "votes",
        sa.Column("question", sa.Text),
        sa.Column("member", sa.BigInteger),
        sa.Column("server", sa.BigInteger),
        sa.Column("vote", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("question", "member", name="pk_votes"),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", COUNTED, autoincrement=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("server", sa.BigInteger),
        sa.Column("suggested", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
    )
    for table in ("votes", "suggestions"):
        op.create_index(f"ix_{table}_member", table, ["member"])
        op.create_index(f"ix_{table}_server", table, ["server"])


def downgrade() -> None:
    """Drop them with all they hold."""
    for table in ("suggestions", "votes", "open_channels", "servers"):
        op.drop_table(table)
