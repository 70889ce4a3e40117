"""What retention asks of the store: what is old, remove it, remember that it is gone, give the space back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, false, func, insert, or_, select

from feeds.action import Action
from feeds.match.action import indexed
from feeds.match.text import Fingerprint
from feeds.store.base import Base, pages
from feeds.store.codec import action_from, instant
from feeds.store.index import Held, index_print, index_terms, term
from feeds.store.schema import actions, articles, gone, links, names


class Keeping(Base):
    """The part of the store that forgets."""

    def unpublished(self, *, before: datetime | None = None, limit: int | None = None) -> list[int]:
        """Ids of settled articles behind no action, the longest stored first; those stored before an instant."""
        query = select(articles.c.id).where(articles.c.action.is_(None) & (articles.c.fresh == false()))
        if before is not None:
            query = query.where(articles.c.stored < instant(before))
        with self._reading() as connection:
            return list(connection.execute(query.order_by(articles.c.stored, articles.c.key).limit(limit)).scalars())

    def actions_before(self, before: datetime) -> list[Action]:
        """The published actions last changed before an instant, the oldest first."""
        old = (actions.c.updated < instant(before)) & (actions.c.down == false())
        with self._reading() as connection:
            query = select(actions.c.action).where(old).order_by(actions.c.updated, actions.c.id)
            return [action_from(text) for text in connection.execute(query).scalars()]

    def remove_articles(self, ids: Iterable[int], now: datetime) -> int:
        """Remove articles with all that points to them; their identities are remembered, so that none comes back."""
        count = 0
        with self.transaction() as connection:
            for some in pages(ids):
                columns = (articles.c.id, articles.c.key, articles.c["keys"], articles.c.print, articles.c.relevant)
                rows = connection.execute(select(*columns).where(articles.c.id.in_(some))).all()
                for id, key, keys, print_, relevant in rows:
                    index_print(connection, Held(id, key), Fingerprint.from_bytes(print_).indexed, ())
                    index_terms(connection, Held(id, key), indexed(keys.splitlines()) if relevant else (), ())
                _remember(connection, some, now)
                connection.execute(delete(links).where(or_(links.c.a.in_(some), links.c.b.in_(some))))
                connection.execute(delete(names).where(names.c.article.in_(some)))
                count += connection.execute(delete(articles).where(articles.c.id.in_(some))).rowcount
        return count

    def remove_action(self, id: str) -> None:
        """Remove an action without a tombstone: it was not taken back, it is only no longer kept."""
        with self.transaction() as connection:
            connection.execute(delete(actions).where(actions.c.id == id))

    def gone(self, key: str) -> datetime | None:
        """When the article with this identity was removed; None when none was."""
        with self._reading() as connection:
            return gone_since(connection, [key])

    def gone_count(self) -> int:
        """How many identities of removed articles are remembered."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(gone)).scalar_one())

    def vacuum(self) -> None:
        """Give the space of what was removed back to the system, and renew what the planner knows."""
        with self._engine.connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("VACUUM (ANALYZE)")
                return
        raw = self._engine.raw_connection()
        try:
            for statement in ("VACUUM", "PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"):
                raw.cursor().execute(statement).fetchall()
        finally:
            raw.close()


_GONE = select(func.min(gone.c.when)).where(gone.c.name.in_(bindparam("names", expanding=True)))


def gone_since(connection: Connection, keys: Iterable[str]) -> datetime | None:
    """When the first of the articles with these identities was removed."""
    when = connection.execute(_GONE, {"names": [term(key) for key in keys]}).scalar()
    return datetime.fromisoformat(when) if when else None


def gone_of(connection: Connection, keys: Iterable[str]) -> dict[str, datetime]:
    """When the articles with these identities were removed, for those that were."""
    terms = {term(key): key for key in keys}
    found: dict[str, datetime] = {}
    for some in pages(terms):
        rows = connection.execute(select(gone.c.name, gone.c.when).where(gone.c.name.in_(some)))
        found |= {terms[name]: datetime.fromisoformat(when) for name, when in rows}
    return found


def _remember(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    """Identities are kept as hashes: what was removed can no longer be read."""
    found = connection.execute(select(names.c.key).where(names.c.article.in_(ids))).scalars()
    hashes = {term(key) for key in found}
    for some in pages(hashes):
        known = set(connection.execute(select(gone.c.name).where(gone.c.name.in_(some))).scalars())
        if rows := [{"name": name, "when": instant(now)} for name in some if name not in known]:
            connection.execute(insert(gone), rows)
