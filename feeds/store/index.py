"""The indexes: which articles may be the same text, which may tell of the same action. Candidates, no verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from sqlalchemy import Connection

from feeds.store.base import Base
from feeds.store.schema import prints, terms

POSTINGS = 64
"""Articles read per shingle or term: one that more have tells nothing."""
SHARED = 2
"""Shingles a candidate must share: one alone may be a phrase of the site."""


def term(key: str) -> int:
    """A key as the index holds it: 63 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


class Index(Base):
    """The part of the store that finds candidates."""

    def alike(self, shingles: Iterable[int], limit: int = 16) -> list[int]:
        """Ids of articles that share the most of `shingles`, the closest first."""
        with self._reading() as connection:
            return _most(connection, "prints", "shingle", sorted(shingles), SHARED, POSTINGS, limit)

    def candidates(self, keys: Iterable[str], limit: int = 48, postings: int = 4 * POSTINGS) -> list[int]:
        """Ids of relevant articles that share the most of `keys`, the closest first."""
        with self._reading() as connection:
            return _most(connection, "terms", "term", sorted(term(key) for key in keys), 1, postings, limit)


def index_print(connection: Connection, article: int, was: Iterable[int], now: Iterable[int]) -> None:
    """Bring the article's shingles in the index from `was` to `now`."""
    old, new = set(was), set(now)
    for gone in old - new:
        connection.execute(prints.delete().where((prints.c.shingle == gone) & (prints.c.article == article)))
    if rows := [{"shingle": added, "article": article} for added in sorted(new - old)]:
        connection.execute(prints.insert(), rows)


def index_terms(connection: Connection, article: int, was: Iterable[str], now: Iterable[str]) -> None:
    """Bring the article's terms in the index from those of the keys `was` to those of `now`."""
    old, new = {term(key) for key in was}, {term(key) for key in now}
    for gone in old - new:
        connection.execute(terms.delete().where((terms.c.term == gone) & (terms.c.article == article)))
    if rows := [{"term": added, "article": article} for added in sorted(new - old)]:
        connection.execute(terms.insert(), rows)


def _most(
    connection: Connection, table: str, column: str, wanted: list[int], least: int, postings: int, limit: int
) -> list[int]:
    """Articles that have the most of `wanted`; one bounded look into the tree for each."""
    if not wanted:
        return []
    # integers of our own making, so they may stand in the statement
    each = " UNION ALL ".join(
        f"SELECT article FROM (SELECT article FROM {table} WHERE {column} = {value} "
        f"ORDER BY article LIMIT {postings}) AS p{n}"
        for n, value in enumerate(wanted)
    )
    query = (
        f"SELECT article FROM ({each}) AS found GROUP BY article HAVING count(*) >= {least} "
        f"ORDER BY count(*) DESC, article LIMIT {limit}"
    )
    return [row[0] for row in connection.exec_driver_sql(query)]
