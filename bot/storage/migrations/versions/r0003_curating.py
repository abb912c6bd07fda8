"""What curators work through: suggested questions that are done, and misses counted without words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column and make the table; every question that is there waits."""
    with op.batch_alter_table("suggestions") as suggestions:
        suggestions.add_column(sa.Column("done", Instant))
    op.create_table(
        "misses",
        sa.Column("day", sa.Date),
        sa.Column("question", sa.Text),
        sa.Column("times", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "question", name="pk_misses"),
    )


def downgrade() -> None:
    """Drop both; questions that were done wait again."""
    op.drop_table("misses")
    with op.batch_alter_table("suggestions") as suggestions:
        suggestions.drop_column("done")
