"""Facts stand apart from readings; the indexes know each article's rank, and names by season."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PAGE = 5_000
_SEASON = 45


def upgrade() -> None:
    """Make both indexes anew; what they are made of is all there."""
    connection = op.get_bind()
    op.add_column("articles", sa.Column("facts", sa.Text, nullable=False, server_default="{}"))
    for name, column in (("terms", "term"), ("prints", "shingle")):
        op.rename_table(name, f"{name}_before")
        table = op.create_table(
            name,
            sa.Column(column, sa.BigInteger, nullable=False),
            sa.Column("rank", sa.Integer, nullable=False),
            sa.Column("article", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint(column, "rank", "article", name=f"{name}_ranked"),
            sqlite_with_rowid=False,
        )
        (_copy_prints if name == "prints" else _make_terms)(connection, table)
        op.drop_table(f"{name}_before")


def _copy_prints(connection: sa.Connection, table: sa.Table) -> None:
    page = sa.text(
        "SELECT shingle, held.article, articles.key FROM prints_before AS held JOIN articles ON articles.id = held.article "
        f"WHERE (shingle, held.article) > (:shingle, :article) ORDER BY shingle, held.article LIMIT {_PAGE}"
    )
    shingle, article = -1, -1
    while rows := connection.execute(page, {"shingle": shingle, "article": article}).all():
        connection.execute(
            table.insert(), [{"shingle": one, "rank": _rank(key), "article": id} for one, id, key in rows]
        )
        shingle, article, _ = rows[-1]


def _make_terms(connection: sa.Connection, table: sa.Table) -> None:
    page = sa.text(
        "SELECT id, key, keys, reading, published FROM articles "
        f"WHERE relevant AND id > :after ORDER BY id LIMIT {_PAGE}"
    )
    after = 0
    while rows := connection.execute(page, {"after": after}).mappings().all():
        changed, terms = [], []
        for row in rows:
            facts = json.loads(row["reading"]).get("facts", {})
            keys = sorted(_keys(row["keys"].splitlines(), facts, row["published"]))
            told = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
            changed.append({"id": row["id"], "keys": "\n".join(keys), "facts": told})
            found = {_hash(key) for key in keys if not key.startswith("~")}
            terms += [{"term": term, "rank": _rank(row["key"]), "article": row["id"]} for term in found]
        connection.execute(sa.text("UPDATE articles SET keys = :keys, facts = :facts WHERE id = :id"), changed)
        if terms:
            connection.execute(table.insert(), terms)
        after = rows[-1]["id"]


def _keys(keys: list[str], facts: dict[str, Any], published: str) -> set[str]:
    """The keys with names by season."""
    days = [published[:10], *(when["date"] for when in facts.get("whens", [])[:1])]
    pages = {
        f"{line}{(date.fromisoformat(day).toordinal() + shift) // (2 * _SEASON)}"
        for day in days
        for line, shift in (("a", 0), ("b", _SEASON))
    }
    names = {key for key in keys if key.startswith("name:")}
    return {*keys} - names | {f"name:{page}/{name.removeprefix('name:')}" for name in names for page in pages}


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


@lru_cache(maxsize=1_000_000)
def _rank(key: str) -> int:
    return _hash(key) >> 32
