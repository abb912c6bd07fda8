"""How replies look in a server, and why answers were voted down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; servers that are there have the defaults, votes that are there no reason."""
    with op.batch_alter_table("servers") as servers:
        servers.add_column(sa.Column("show_passages", sa.Boolean, nullable=False, server_default=sa.false()))
        servers.add_column(sa.Column("show_doubt", sa.Boolean, nullable=False, server_default=sa.true()))
    with op.batch_alter_table("votes") as votes:
        votes.add_column(sa.Column("reason", sa.String(16)))


def downgrade() -> None:
    """Drop them, and with them what was chosen."""
    with op.batch_alter_table("votes") as votes:
        votes.drop_column("reason")
    with op.batch_alter_table("servers") as servers:
        servers.drop_column("show_doubt")
        servers.drop_column("show_passages")
