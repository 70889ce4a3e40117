"""What settling asks of the store beside articles and actions: what is fresh, who knows whom, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, RowMapping, select, true, update

from feeds.match.known import Traits
from feeds.match.text import Fingerprint
from feeds.store.base import Base, pages
from feeds.store.codec import facts_from
from feeds.store.schema import articles

STEP = 16
"""Statements are made for so many articles and its multiples."""


class Settling(Base):
    """The part of the store that settling works on."""

    def fresh(self) -> list[int]:
        """Ids of the articles that changed since they were last settled, in the order of their keys."""
        with self._reading() as connection:
            query = select(articles.c.id).where(articles.c.fresh == true()).order_by(articles.c.key)
            return list(connection.execute(query).scalars())

    def settled(self, ids: Iterable[int]) -> None:
        """These articles are settled."""
        self._mark(ids, False)

    def refresh(self, ids: Iterable[int]) -> None:
        """These articles must be settled again."""
        self._mark(ids, True)

    def _mark(self, ids: Iterable[int], fresh: bool) -> None:
        with self.transaction() as connection:
            for some in pages(ids):
                connection.execute(update(articles).where(articles.c.id.in_(some)).values(fresh=fresh))

    def hide(self, id: int, line: str | None) -> None:
        """Hide an article because of a line of the takedown list, or show it again (None); it is fresh then."""
        with self.transaction() as connection:
            connection.execute(update(articles).where(articles.c.id == id).values(hidden=line, fresh=True))

    def relevant(self) -> list[int]:
        """Ids of the articles that could be published, the hidden ones included, in the order of their keys."""
        with self._reading() as connection:
            query = select(articles.c.id).where(articles.c.relevant == true()).order_by(articles.c.key)
            return list(connection.execute(query).scalars())

    def actions_of(self, ids: Iterable[int]) -> dict[int, str]:
        """Which of these articles have an action, and which."""
        has_one = articles.c.action.is_not(None)
        rows = self._some(ids, articles.c.id, articles.c.id, articles.c.action, where=has_one)
        return {row["id"]: row["action"] for row in rows}

    def ids_of(self, action: str) -> list[int]:
        """Ids of the articles of an action, in the order of their keys."""
        with self._reading() as connection:
            query = select(articles.c.id).where(articles.c.action == action).order_by(articles.c.key)
            return list(connection.execute(query).scalars())

    def numbers(self, keys: Iterable[str]) -> dict[str, int]:
        """Ids of the articles with these keys."""
        return {row["key"]: row["id"] for row in self._some(keys, articles.c.key, articles.c.key, articles.c.id)}

    def keys_of(self, ids: Iterable[int]) -> list[str]:
        """Keys of these articles."""
        return [row["key"] for row in self._some(ids, articles.c.id, articles.c.key)]

    def traits(self, ids: Iterable[int]) -> list[Traits]:
        """The traits of those of these articles that take part (relevant, not hidden), in the order of their keys."""
        found: list[Traits] = []
        with self._reading() as connection:
            qmark = connection.dialect.paramstyle == "qmark"
            for some in pages(ids):
                wanted = (*some, *[-1] * (-len(some) % STEP))
                found += [
                    _traits(*row) for row in connection.exec_driver_sql(_traits_query(len(wanted), qmark), wanted)
                ]
        return sorted(found, key=lambda one: one.key)

    def _some(
        self, values: Iterable[Any], column: Column[Any], *wanted: Column[Any], where: ColumnElement[bool] | None = None
    ) -> list[RowMapping]:
        """Columns of the articles whose `column` is one of `values`."""
        found: list[RowMapping] = []
        query = select(*wanted) if where is None else select(*wanted).where(where)
        with self._reading() as connection:
            for some in pages(values):
                found += connection.execute(query.where(column.in_(some))).mappings()
        return found


@cache
def _traits_query(count: int, qmark: bool) -> str:
    """The statement for so many articles: spelled out, since it is asked for each article that is settled."""
    query = (
        "SELECT id, key, published, first_seen, keys, print, facts, action FROM articles "
        f"WHERE relevant AND hidden IS NULL AND id IN ({', '.join('?' * count)})"
    )
    return query if qmark else query.replace("?", "%s")


def _traits(
    id: int, key: str, published: str, first_seen: str, keys: str, print: bytes, facts: str, action: str | None
) -> Traits:
    return Traits(
        id=id,
        key=key,
        published=datetime.fromisoformat(min(published, first_seen)),  # no page is younger than our first sight of it
        keys=frozenset(keys.split("\n")),
        facts=facts_from(facts),
        print=Fingerprint.from_bytes(print),
        action=action,
    )
