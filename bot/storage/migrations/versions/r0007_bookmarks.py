"""Bookmarks, and where members stopped reading."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "reading_stops",
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("paragraph", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("member", "article", name="pk_reading_stops"),
    )
    op.create_table(
        "bookmarks",
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("paragraph", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("member", "article", "paragraph", name="pk_bookmarks"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("bookmarks")
    op.drop_table("reading_stops")
