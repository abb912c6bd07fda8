"""Rounds of the quiz with their presses, and what comes back to members who opted in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "quiz_rounds",
        sa.Column("id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("starter", sa.BigInteger, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("seconds", sa.BigInteger, nullable=False),
        sa.Column("began", instant, nullable=False),
        sa.Column("wake", instant, nullable=False),
        sa.Column("ends", instant, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("attempts", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("stopped", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_rounds"),
    )
    op.create_index("ix_quiz_rounds_wake", "quiz_rounds", ["wake"])
    op.create_index("ix_quiz_rounds_channel", "quiz_rounds", ["channel"], unique=True)
    op.create_table(
        "quiz_presses",
        sa.Column("round", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("choice", sa.BigInteger, nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("millis", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["round"], ["quiz_rounds.id"], name="fk_quiz_presses_round", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round", "number", "member", name="pk_quiz_presses"),
    )
    op.create_index("ix_quiz_presses_member", "quiz_presses", ["member"])
    op.create_table(
        "reviewers",
        sa.Column("member", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("since", instant, nullable=False),
        sa.PrimaryKeyConstraint("member", name="pk_reviewers"),
    )
    op.create_table(
        "review_cards",
        sa.Column("member", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("entry_kind", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("due", instant, nullable=False),
        sa.Column("last", instant, nullable=False),
        sa.Column("state", sa.BigInteger, nullable=False),
        sa.Column("step", sa.BigInteger),
        sa.Column("stability", sa.Double),
        sa.Column("difficulty", sa.Double),
        sa.Column("times", sa.BigInteger, nullable=False),
        sa.Column("counted", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["member"], ["reviewers.member"], name="fk_review_cards_member", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("member", "kind", "entry_kind", "entry", name="pk_review_cards"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("review_cards", "reviewers", "quiz_presses", "quiz_rounds"):
        op.drop_table(table)
