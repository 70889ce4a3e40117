"""Articles in the store: one row for each, whatever URLs it answers to, one commit per article kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from feeds.article import Article
from feeds.clean.urls import identity
from feeds.match.action import indexed
from feeds.match.text import Fingerprint
from feeds.store.base import Base, pages
from feeds.store.codec import article_from, article_text, dumps, encode, instant, reading_from, reading_text
from feeds.store.index import index_print, index_terms
from feeds.store.schema import ARTICLE_COLUMNS, articles, names
from feeds.understand.reading import Reading

TWIN_HOURS = 1
"""Two versions of one article within this time are twin pages of one moment (AMP, print), not an update."""
TWINS = 8
"""Twin versions remembered of an article."""


class Kept(StrEnum):
    """What keeping an article came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What the crawler asks of an article it may have: is it there, since when, what date does it carry?"""

    key: str
    url: str
    source: str
    first_seen: datetime
    stored: datetime
    published: datetime
    """As the article states; else when it was first seen."""
    modified: datetime | None
    relevant: bool


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with all that the store knows of it; an undated one carries its first-seen as published."""

    id: int
    key: str
    article: Article
    reading: Reading
    first_seen: datetime
    hidden: str | None
    """The takedown line that hides it."""
    action: str | None


class Articles(Base):
    """The part of the store that holds articles."""

    def keep(self, article: Article, reading: Reading, print: Fingerprint, keys: frozenset[str], now: datetime) -> Kept:
        """Store what was read and understood, by the identity of its URLs; one commit; unchanged content is no write.

        Raises StoreError.
        """
        key = identity(article.url)
        known_as = {key, *(identity(alias) for alias in article.aliases)} - {""}
        digest = _digest(article, reading)
        with self._reading() as connection:
            row = _find(connection, known_as)
            if row is not None and (digest == row["digest"] or digest in row["twins"]):
                missing = known_as - _names(connection, row["id"])
                if not missing:
                    return Kept.UNCHANGED
        with self.transaction() as connection:
            if row is None:
                row = _find(connection, known_as)
            values = _values(article, reading, print, keys, digest)
            if row is None:
                stamp = instant(now)
                values |= {"key": key, "first_seen": stamp, "stored": stamp, "fresh": reading.verdict.relevant}
                values["published"] = instant(article.published) if article.published else stamp
                (id,) = connection.execute(insert(articles).values(values)).inserted_primary_key or (0,)
                old_keys: set[str] = set()
                old_print: Iterable[int] = ()
            else:
                id = row["id"]
                _name(connection, id, known_as)
                if digest == row["digest"] or digest in row["twins"]:
                    return Kept.UNCHANGED
                if not self._better(row, article, digest, now):
                    twins = " ".join([*row["twins"].split(), digest][-TWINS:])
                    connection.execute(update(articles).where(articles.c.id == id).values(twins=twins))
                    return Kept.UNCHANGED
                if _twin(row, now):  # the version it replaces is a twin that says less
                    values["twins"] = " ".join([*row["twins"].split(), row["digest"]][-TWINS:])
                fresh = bool(row["relevant"]) or reading.verdict.relevant or bool(row["fresh"])
                published = instant(article.published) if article.published else row["first_seen"]
                values |= {"stored": instant(now), "fresh": fresh, "published": published}
                connection.execute(update(articles).where(articles.c.id == id).values(values))
                old_keys = set(row["keys"].splitlines()) if row["relevant"] else set()
                old_print = Fingerprint.from_bytes(row["print"]).indexed
            _name(connection, id, known_as)
            index_print(connection, id, old_print, print.indexed)
            index_terms(connection, id, indexed(old_keys), indexed(keys) if reading.verdict.relevant else ())
            return Kept.NEW if row is None else Kept.CHANGED

    @staticmethod
    def _better(row: RowMapping, article: Article, digest: str, now: datetime) -> bool:
        """Does this version replace the stored one? A later one does; of twins the one that says more, in any order."""
        if not _twin(row, now):
            return True
        stored = article_from(row["article"])
        return _rank(article, digest) > _rank(stored, row["digest"])

    def known(self, url: str) -> KnownArticle | None:
        """The article that answers to this URL (or to one of its twins), or None."""
        with self._reading() as connection:
            row = _find(connection, {identity(url)})
        if row is None:
            return None
        return KnownArticle(
            key=row["key"],
            url=row["url"],
            source=row["source"],
            first_seen=datetime.fromisoformat(row["first_seen"]),
            stored=datetime.fromisoformat(row["stored"]),
            published=datetime.fromisoformat(row["published"]),
            modified=article_from(row["article"]).modified,
            relevant=bool(row["relevant"]),
        )

    def stored(self, url: str) -> StoredArticle | None:
        """All that is stored of the article that answers to this URL, or None."""
        with self._reading() as connection:
            row = _find(connection, {identity(url)})
        return None if row is None else _stored(row)

    def articles(self) -> Iterator[StoredArticle]:
        """Every stored article, the refused ones included, in the order of their keys; read in pages."""
        after = ""
        while True:
            with self._reading() as connection:
                query = select(*ARTICLE_COLUMNS).where(articles.c.key > after).order_by(articles.c.key).limit(500)
                rows = connection.execute(query).mappings().all()
            if not rows:
                return
            yield from map(_stored, rows)
            after = rows[-1]["key"]

    def articles_by_id(self, ids: Iterable[int]) -> list[StoredArticle]:
        """The articles with these ids, in the order of their keys."""
        found: list[RowMapping] = []
        with self._reading() as connection:
            for some in pages(ids):
                found += connection.execute(select(*ARTICLE_COLUMNS).where(articles.c.id.in_(some))).mappings()
        return sorted(map(_stored, found), key=lambda held: held.key)

    def count(self) -> int:
        """How many articles are stored."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())


def _values(
    article: Article, reading: Reading, print: Fingerprint, keys: frozenset[str], digest: str
) -> dict[str, Any]:
    return {
        "url": article.url,
        "source": article.source,
        "relevant": reading.verdict.relevant,
        "digest": digest,
        "keys": "\n".join(sorted(keys)),
        "print": print.to_bytes(),
        "reading": reading_text(reading),
        "article": article_text(article),
    }


def _digest(article: Article, reading: Reading) -> str:
    """A hash of the content: not of which way or when it came to us."""
    held = replace(article, url="", fetched=None, aliases=(), origins={}, source="", site="", home="")
    return blake2b(dumps([encode(held), encode(reading)]).encode(), digest_size=12).hexdigest()


def _rank(article: Article, digest: str) -> tuple[bool, bool, int, str]:
    return article.published is not None, bool(article.title), len(article.text), digest


def _twin(row: RowMapping, now: datetime) -> bool:
    return abs(now - datetime.fromisoformat(row["stored"])) < timedelta(hours=TWIN_HOURS)


def _find(connection: Connection, keys: set[str]) -> RowMapping | None:
    """The article that answers to one of `keys`; of several the one with the first key."""
    query = select(articles).join(names, names.c.article == articles.c.id).where(names.c.key.in_(sorted(keys)))
    return connection.execute(query.order_by(articles.c.key).limit(1)).mappings().first()


def _names(connection: Connection, id: int) -> set[str]:
    return set(connection.execute(select(names.c.key).where(names.c.article == id)).scalars())


def _name(connection: Connection, id: int, keys: set[str]) -> None:
    """Let the article answer to `keys`, those that others answer to excepted."""
    taken = set(connection.execute(select(names.c.key).where(names.c.key.in_(sorted(keys)))).scalars())
    if rows := [{"key": key, "article": id} for key in sorted(keys - taken)]:
        connection.execute(insert(names), rows)


def _stored(row: RowMapping) -> StoredArticle:
    article = article_from(row["article"])
    first_seen = datetime.fromisoformat(row["first_seen"])
    if article.published is None:
        origins = {**article.origins, "published": "first seen"}
        article = replace(article, published=first_seen, origins=origins)
    return StoredArticle(
        id=row["id"],
        key=row["key"],
        article=article,
        reading=reading_from(row["reading"]),
        first_seen=first_seen,
        hidden=row["hidden"],
        action=row["action"],
    )
