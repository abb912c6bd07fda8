"""Who may curate in a server: roles and members whom its admins name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; nobody is named yet."""
    with op.batch_alter_table("servers") as servers:
        servers.add_column(sa.Column("curators", sa.Text, nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("servers") as servers:
        servers.drop_column("curators")
