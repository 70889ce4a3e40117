"""The first schema.

Spelled out here and not taken from `schema`, so that it stays what it was when the schema moves on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    _articles()
    _indexes()
    op.create_table(
        "actions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("minted", sa.String, nullable=False),
        sa.Column("founder", sa.String, nullable=False),
        sa.Column("updated", sa.String, nullable=False),
        sa.Column("down", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("action", sa.Text, nullable=False),
    )
    op.create_index("actions_updated", "actions", ["updated"])
    op.create_table(
        "tombstones",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("merged_into", sa.String),
    )
    op.create_table(
        "corrections",
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("a", sa.String, primary_key=True),
        sa.Column("b", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("corrections_b", "corrections", ["b"])
    op.create_table(
        "memories",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("started", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("published", sa.String, nullable=False),
        sa.Column("first_seen", sa.String, nullable=False),
        sa.Column("stored", sa.String, nullable=False),
        sa.Column("relevant", sa.Boolean, nullable=False),
        sa.Column("fresh", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("hidden", sa.String),
        sa.Column("action", sa.String),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("twins", sa.String, nullable=False, server_default=""),
        sa.Column("keys", sa.Text, nullable=False, server_default=""),
        sa.Column("print", sa.LargeBinary, nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("reading", sa.Text, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
    )
    for flag in ("fresh", "relevant"):
        on_sqlite, elsewhere = sa.text(f"{flag} = 1"), sa.text(flag)
        op.create_index(f"articles_{flag}", "articles", ["key"], sqlite_where=on_sqlite, postgresql_where=elsewhere)
    held = sa.text("action IS NOT NULL")
    op.create_index("articles_action", "articles", ["action"], sqlite_where=held, postgresql_where=held)


def _indexes() -> None:
    op.create_table(
        "names",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("article", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_names_article", "names", ["article"])
    for table, column in (("terms", "term"), ("prints", "shingle")):
        op.create_table(
            table,
            sa.Column(column, sa.BigInteger, primary_key=True),
            sa.Column("article", sa.Integer, primary_key=True),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "links",
        sa.Column("a", sa.Integer, primary_key=True),
        sa.Column("b", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("links_b", "links", ["b"])
