"""The indexes: which articles may be the same text, which may tell of the same action. Candidates, no verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from sqlalchemy import Connection

from feeds.match.keys import strong
from feeds.match.text import ALIKE, Fingerprint, containment
from feeds.store.base import Base
from feeds.store.schema import prints, terms

POSTINGS = 64
"""Articles read per shingle: one that more have is a phrase of many."""
BEARERS = 256
"""Articles read per term."""
COPIES = 8
"""Articles looked at closely, of those that may be copies."""
CANDIDATES = 20
"""Articles looked at closely, of those that may tell of the same action: those with most in common."""
STEP = 4
"""Statements are made for so many values and its multiples."""
SHARED = 2
"""Shingles a candidate must share: one alone may be a phrase of the site. A strong term counts for two."""


def term(key: str) -> int:
    """A key as the index holds it: 63 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


class Index(Base):
    """The part of the store that finds candidates."""

    def alike(self, shingles: Iterable[int], limit: int = COPIES) -> list[int]:
        """Ids of articles that share the most of `shingles`, the closest first."""
        with self._reading() as connection:
            return _ids(connection, _Search("prints", "shingle", POSTINGS, (), tuple(sorted(shingles)), limit))

    def copies(self, print: Fingerprint) -> list[tuple[str, float]]:
        """Keys of the stored articles whose text is the same, and how much of the shorter text both hold; closest first."""
        search = _Search("prints", "shingle", POSTINGS, (), print.indexed, COPIES)
        with self._reading() as connection:
            rows = (
                connection.exec_driver_sql(*search.statement(connection, with_prints=True)).all()
                if search.light
                else []
            )
        found = [(key, containment(print, Fingerprint.from_bytes(held))) for key, held in rows]
        return sorted((one for one in found if one[1] >= ALIKE), key=lambda one: (-one[1], one[0]))

    def candidates(self, keys: Iterable[str], limit: int = CANDIDATES) -> list[int]:
        """Ids of relevant articles that share a strong key or two others, the closest first."""
        wanted = sorted((term(key), strong(key)) for key in keys)
        heavy, light = (tuple(value for value, is_strong in wanted if is_strong is kind) for kind in (True, False))
        with self._reading() as connection:
            return _ids(connection, _Search("terms", "term", BEARERS, heavy, light, limit))


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


@dataclass(frozen=True, slots=True)
class _Search:
    """One bounded look into the tree for each value; articles that have the most of them, at least `SHARED`."""

    table: str
    column: str
    postings: int
    heavy: tuple[int, ...]
    """Values that count for two."""
    light: tuple[int, ...]
    limit: int

    def statement(self, connection: Connection, *, with_prints: bool = False) -> tuple[str, tuple[int, ...]]:
        """The statement and its values."""
        heavy, light = (_padded(values) for values in (self.heavy, self.light))
        qmark = connection.dialect.paramstyle == "qmark"
        query = _query(self.table, self.column, len(heavy), len(light), with_prints, qmark)
        return query, (*(x for value in (*heavy, *light) for x in (value, self.postings)), SHARED, self.limit)


def _padded(values: tuple[int, ...]) -> tuple[int, ...]:
    return values + (-1,) * (-len(values) % STEP)


def _ids(connection: Connection, search: _Search) -> list[int]:
    if not search.heavy and not search.light:
        return []
    return [row[0] for row in connection.exec_driver_sql(*search.statement(connection))]


@cache
def _query(table: str, column: str, heavy: int, light: int, with_prints: bool, qmark: bool) -> str:
    """The statement for so many values: few different ones, that the database need not parse anew."""
    looks = [
        f"SELECT article, {worth} AS worth FROM "
        f"(SELECT article FROM {table} WHERE {column} = ? ORDER BY article LIMIT ?) AS found"
        for worth, count in ((2, heavy), (1, light))
        for _ in range(count)
    ]
    query = (
        f"SELECT article FROM ({' UNION ALL '.join(looks)}) AS found "
        "GROUP BY article HAVING sum(worth) >= ? ORDER BY sum(worth) DESC, article LIMIT ?"
    )
    if with_prints:
        query = f"SELECT key, print FROM ({query}) AS best JOIN articles ON articles.id = best.article"
    return query if qmark else query.replace("?", "%s")
