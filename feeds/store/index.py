"""The indexes: which articles may be the same text, which may tell of the same action. Candidates, no verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from sqlalchemy import Connection, Table, update

from feeds.match.keys import sought
from feeds.match.text import ALIKE, Fingerprint, containment
from feeds.store.base import Base, pages
from feeds.store.schema import articles, prints, terms

HUBS = 16
"""Of the articles that have one value, so many are candidates of all that have it: the first by rank."""
COPIES = 8
"""Articles looked at closely, of those that may be copies."""
STEP = 4
"""Statements are made for so many values and its multiples."""
SHARED = 2
"""Values that candidates share, where one alone may be a phrase of the site or a name that many have."""
_ALL = 2**31 - 1
_INSERT = {table.name: table.insert() for table in (prints, terms)}
"""Made once: for each article anew, they cost more than the database."""


class Held(NamedTuple):
    """A stored article's id and key."""

    id: int
    key: str


def term(key: str) -> int:
    """A key as the index holds it: 63 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def rank(key: str) -> int:
    """An article's place among others, from its key: a hash, so that those found first are like all."""
    return term(key) >> 32


class Index(Base):
    """The part of the store that finds candidates.

    Candidates share one strong key, or two others. A value that many have ties only those two of whom one is a hub of
    it, that is, among the first `HUBS` by rank. So it depends on the set of articles alone who is compared with whom,
    and not on the order in which they came; and a new one is compared with few.
    """

    def candidates(self, key: str, keys: Iterable[str], print: Fingerprint) -> list[int]:
        """Ids of the articles that may be of one action with this one, or carry its text."""
        strong, weak = sought(keys)
        searches = [
            _Search("terms", "term", tuple(sorted(map(term, strong))), 1),
            *(_Search("terms", "term", tuple(sorted(map(term, some))), SHARED) for some in weak),
            _Search("prints", "shingle", print.indexed, SHARED),
        ]
        with self._reading() as connection:
            return sorted({id for search in searches for id in search.ids(connection, rank(key))})

    def copies(self, print: Fingerprint) -> list[tuple[str, float]]:
        """Keys of the stored articles whose text is the same, and how much of the shorter text both hold; closest first."""
        search = _Search("prints", "shingle", print.indexed, SHARED)
        with self._reading() as connection:
            found = [(key, containment(print, Fingerprint.from_bytes(held))) for key, held in search.prints(connection)]
        return sorted((one for one in found if one[1] >= ALIKE), key=lambda one: (-one[1], one[0]))


def index_print(connection: Connection, article: Held, was: Iterable[int], now: Iterable[int]) -> None:
    """Bring the article's shingles in the index from `was` to `now`; call it once the article is stored."""
    _reindex(connection, prints, article, set(was), set(now))


def index_terms(connection: Connection, article: Held, was: Iterable[str], now: Iterable[str]) -> None:
    """Bring the article's terms in the index from those of the keys `was` to those of `now`; call it likewise."""
    _reindex(connection, terms, article, {term(key) for key in was}, {term(key) for key in now})


def _reindex(connection: Connection, table: Table, held: Held, was: set[int], now: set[int]) -> None:
    """What came and went; who is a hub no longer, or now, is fresh: its candidates are others."""
    if was == now:
        return
    value, article, place = table.c[0], held.id, rank(held.key)
    moved = _behind(connection, table, place, was - now)
    for some in pages(was - now):
        connection.execute(
            table.delete().where(value.in_(some) & (table.c.rank == place) & (table.c.article == article))
        )
    if rows := [{value.name: added, "rank": place, "article": article} for added in sorted(now - was)]:
        connection.execute(_INSERT[table.name], rows)
    moved |= _behind(connection, table, place, now - was)
    if moved:
        query = update(articles).where(articles.c.id.in_(sorted(moved)) & articles.c.relevant)
        connection.execute(query.values(fresh=True))


def _behind(connection: Connection, table: Table, place: int, values: set[int]) -> set[int]:
    """For each value that an article at `place` is a hub of, the first article behind its hubs."""
    found: set[int] = set()
    for some in pages(values):
        looks = _padded(tuple(some))
        query = _behind_query(table.name, table.c[0].name, len(looks), _qmark(connection))
        rows = connection.exec_driver_sql(query, tuple(x for value in looks for x in (value, HUBS)))
        found |= {article for behind, article in rows if behind >= place}
    return found


@dataclass(frozen=True, slots=True)
class _Search:
    """One bounded look into the tree for each value; the articles that have at least so many of them."""

    table: str
    column: str
    values: tuple[int, ...]
    least: int

    def ids(self, connection: Connection, place: int) -> list[int]:
        """Ids of the articles that are candidates of one at `place`."""
        if len(self.values) < self.least:
            return []
        values = _padded(self.values)
        hubs = _hubs_query(self.table, self.column, len(values), _qmark(connection))
        before = connection.exec_driver_sql(hubs, tuple(x for value in values for x in (value, place))).one()
        bounds = (
            x for value, count in zip(values, before, strict=True) for x in (value, _ALL if count < HUBS else HUBS)
        )
        query = _query(self.table, self.column, len(values), _qmark(connection))
        return [row[0] for row in connection.exec_driver_sql(query, (*bounds, self.least))]

    def prints(self, connection: Connection) -> list[tuple[str, bytes]]:
        """Keys and fingerprints of the articles with most in common."""
        if len(self.values) < self.least:
            return []
        values = _padded(self.values)
        query = _query(self.table, self.column, len(values), _qmark(connection), with_prints=True)
        bounds = (x for value in values for x in (value, HUBS))
        found = connection.exec_driver_sql(query, (*bounds, self.least, COPIES))
        return [(row[0], row[1]) for row in found]


def _padded(values: tuple[int, ...]) -> tuple[int, ...]:
    return values + (-1,) * (-len(values) % STEP)


def _qmark(connection: Connection) -> bool:
    return connection.dialect.paramstyle == "qmark"


# Statements for so many values: few different ones, that the database need not parse anew.


@cache
def _query(table: str, column: str, count: int, qmark: bool, *, with_prints: bool = False) -> str:
    """Articles that have a number of the values."""
    look = (
        f"SELECT article FROM (SELECT article FROM {table} WHERE {column} = ? ORDER BY rank, article LIMIT ?) AS found"
    )
    looks = " UNION ALL ".join([look] * count)
    query = f"SELECT article FROM ({looks}) AS found GROUP BY article HAVING count(*) >= ?"
    if with_prints:
        query = f"{query} ORDER BY count(*) DESC, article LIMIT ?"
        query = f"SELECT key, print FROM ({query}) AS best JOIN articles ON articles.id = best.article"
    return query if qmark else query.replace("?", "%s")


@cache
def _hubs_query(table: str, column: str, count: int, qmark: bool) -> str:
    """For each value, how many articles with it stand before a place, counted up to `HUBS`."""
    look = f"(SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {column} = ? AND rank < ? LIMIT {HUBS}) AS found)"
    query = f"SELECT {', '.join([look] * count)}"
    return query if qmark else query.replace("?", "%s")


@cache
def _behind_query(table: str, column: str, count: int, qmark: bool) -> str:
    """For each value, the rank and the article that stands at an offset."""
    look = (
        "SELECT rank, article FROM "
        f"(SELECT rank, article FROM {table} WHERE {column} = ? ORDER BY rank, article LIMIT 1 OFFSET ?) AS found"
    )
    query = " UNION ALL ".join([look] * count)
    return query if qmark else query.replace("?", "%s")
