"""Discussions: threads under answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "discussions",
        sa.Column("thread", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("entries", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("thread", name="pk_discussions"),
    )
    op.create_index("ix_discussions_server", "discussions", ["server"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("discussions")
