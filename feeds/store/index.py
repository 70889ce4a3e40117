"""The indexes: which articles may be the same text, which may tell of the same action. Candidates, no verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b

from sqlalchemy import Connection

from feeds.match.text import ALIKE, Fingerprint, containment
from feeds.store.base import Base
from feeds.store.schema import prints, terms

POSTINGS = 64
"""Articles read per shingle or term: one that more have tells nothing."""
COPIES = 8
"""Articles looked at closely, of those that may be copies."""
STEP = 24
"""Statements are made for so many values and its multiples."""
SHARED = 2
"""Shingles a candidate must share: one alone may be a phrase of the site."""


def term(key: str) -> int:
    """A key as the index holds it: 63 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


class Index(Base):
    """The part of the store that finds candidates."""

    def alike(self, shingles: Iterable[int], limit: int = COPIES) -> list[int]:
        """Ids of articles that share the most of `shingles`, the closest first."""
        with self._reading() as connection:
            return _most(connection, "prints", "shingle", sorted(shingles), SHARED, POSTINGS, limit)

    def copies(self, print: Fingerprint) -> list[tuple[str, float]]:
        """Keys of the stored articles whose text is the same, and how much of the shorter text both hold; closest first."""
        with self._reading() as connection:
            query = _bound(connection, "prints", "shingle", print.indexed, SHARED, POSTINGS, COPIES, with_prints=True)
            rows = connection.exec_driver_sql(*query).all() if print.indexed else []
        found = [(key, containment(print, Fingerprint.from_bytes(held))) for key, held in rows]
        return sorted((one for one in found if one[1] >= ALIKE), key=lambda one: (-one[1], one[0]))

    def candidates(self, keys: Iterable[str], limit: int = 24, postings: int = 4 * POSTINGS) -> list[int]:
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
    query = _bound(connection, table, column, wanted, least, postings, limit)
    return [row[0] for row in connection.exec_driver_sql(*query)]


def _bound(
    connection: Connection,
    table: str,
    column: str,
    wanted: Sequence[int],
    least: int,
    postings: int,
    limit: int,
    *,
    with_prints: bool = False,
) -> tuple[str, tuple[int, ...]]:
    """A statement and its values."""
    width = -(-len(wanted) // STEP) * STEP
    query = _query(table, column, width, with_prints, connection.dialect.paramstyle == "qmark")
    bounded = [value for one in (*wanted, *[-1] * (width - len(wanted))) for value in (one, postings)]
    return query, (*bounded, least, limit)


@cache
def _query(table: str, column: str, width: int, with_prints: bool, qmark: bool) -> str:
    """The statement for so many values: few different ones, that the database need not parse anew."""
    one = f"SELECT article FROM (SELECT article FROM {table} WHERE {column} = ? ORDER BY article LIMIT ?) AS found"
    query = (
        f"SELECT article, count(*) AS shared FROM ({' UNION ALL '.join([one] * width)}) AS found "
        "GROUP BY article HAVING count(*) >= ? ORDER BY count(*) DESC, article LIMIT ?"
    )
    if with_prints:
        query = f"SELECT key, print FROM ({query}) AS best JOIN articles ON articles.id = best.article"
    return query if qmark else query.replace("?", "%s")
