"""What kinds of things a server's post of the day shows, and which each of its posts showed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns: all that there is shows quotes."""
    quotes = sa.text("'quote'")
    op.add_column("daily_servers", sa.Column("kinds", sa.Text, nullable=False, server_default=quotes))
    op.add_column("daily_deliveries", sa.Column("kind", sa.String(16), nullable=False, server_default=quotes))


def downgrade() -> None:
    """Drop them, and the posts that showed anything but quotes: an earlier version would look for quotes in them."""
    op.execute("DELETE FROM daily_deliveries WHERE kind <> 'quote'")
    with op.batch_alter_table("daily_deliveries") as deliveries:
        deliveries.drop_column("kind")
    with op.batch_alter_table("daily_servers") as servers:
        servers.drop_column("kinds")
