"""What was removed is remembered; turns at a host; keys in the order of their code points on PostgreSQL too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEYS = (("articles", "key"), ("names", "key"), ("actions", "id"), ("tombstones", "id"))


def upgrade() -> None:
    """Add two tables; nothing that is stored changes."""
    key = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "gone",
        sa.Column("name", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("when", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "turns",
        sa.Column("host", key, primary_key=True),
        sa.Column("next", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _KEYS:
            op.alter_column(table, column, type_=key)
