"""Whether a server's post of the day carries its card."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column: no post carries one until an admin wants it."""
    op.add_column("daily_servers", sa.Column("picture", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("daily_servers") as servers:
        servers.drop_column("picture")
