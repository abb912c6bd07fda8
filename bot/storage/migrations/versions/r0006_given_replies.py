"""Which message was answered by which, for an hour."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "given_replies",
        sa.Column("message", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("server", sa.BigInteger),
        sa.Column("reply", sa.BigInteger, nullable=False),
        sa.Column("called", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message", name="pk_given_replies"),
    )
    op.create_index("ix_given_replies_at", "given_replies", ["at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("given_replies")
