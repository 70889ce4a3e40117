"""Articles in the store: one row for each, whatever URLs it answers to, one commit per article kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any

from sqlalchemy import BindParameter, Connection, RowMapping, bindparam, case, func, insert, select, update

from feeds.article import Article
from feeds.clean.urls import identity
from feeds.match.action import indexed
from feeds.match.text import Fingerprint
from feeds.store.base import Base, pages
from feeds.store.codec import article_from, article_text, dumps, encode, facts_text, instant, reading_from, reading_text
from feeds.store.index import Held, index_print, index_terms
from feeds.store.keeping import gone_of, gone_since
from feeds.store.schema import ARTICLE_COLUMNS, articles, names
from feeds.understand.reading import Reading

TWIN_HOURS = 1
"""Two versions of one article within this time are twin pages of one moment (AMP, print), not an update."""
TWINS = 8
"""Twin versions remembered of an article."""


_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_FIND = (
    select(articles)
    .join(names, names.c.article == articles.c.id)
    .where(names.c.key.in_(_KEYS))
    .order_by(articles.c.key)
    .limit(1)
)
_TAKEN = select(names.c.key).where(names.c.key.in_(_KEYS))
_INSERT, _INSERT_NAMES = insert(articles), insert(names)
"""Statements made once: for each article anew, they cost more than the database."""


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
    relevant: bool


_KNOWN = ("key", "url", "source", "first_seen", "stored", "published", "relevant")


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


@dataclass(frozen=True, slots=True)
class OfSource:
    """How many articles of a source are stored."""

    articles: int = 0
    relevant: int = 0
    newest: datetime | None = None
    """When the newest was published; first seen, where it states no date."""


class Articles(Base):
    """The part of the store that holds articles."""

    def keep(self, article: Article, reading: Reading, print: Fingerprint, keys: frozenset[str], now: datetime) -> Kept:
        """Store what was read and understood, by the identity of its URLs; one commit; unchanged content is no write.

        Raises StoreError.
        """
        version = _Version(article, reading, print, keys, now)
        with self.transaction() as connection:
            row = _find(connection, version.names)
            if row is None:
                if gone_since(connection, version.names):
                    return Kept.UNCHANGED
                _add(connection, version)
                return Kept.NEW
            _name(connection, row["id"], version.names)
            if version.is_known(row):
                return Kept.UNCHANGED
            if _twin(row, now) and version.rank < _rank(article_from(row["article"]), row["digest"]):
                twins = _remembered(row, version.digest)
                connection.execute(update(articles).where(articles.c.id == row["id"]).values(twins=twins))
                return Kept.UNCHANGED
            _change(connection, row, version)
            return Kept.CHANGED

    def known(self, url: str) -> KnownArticle | None:
        """The article that answers to this URL (or to one of its twins), or None."""
        return self.known_of([url]).get(url)

    def known_of(self, urls: Iterable[str]) -> dict[str, KnownArticle]:
        """The articles that answer to these URLs (or to their twins), by URL; what is not known is left out."""
        asked = {url: identity(url) for url in urls}
        with self._reading() as connection:
            found = _known(connection, set(asked.values()))
            gone = gone_of(connection, set(asked.values()) - set(found))
        for name, when in gone.items():
            found[name] = KnownArticle(name, name, "", when, when, when, relevant=False)
        return {url: found[name] for url, name in asked.items() if name in found}

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

    def by_source(self) -> dict[str, OfSource]:
        """What is stored of each source."""
        relevant = func.sum(case((articles.c.relevant, 1), else_=0))
        query = select(articles.c.source, func.count(), relevant, func.max(articles.c.published))
        with self._reading() as connection:
            rows = connection.execute(query.group_by(articles.c.source)).all()
        return {name: OfSource(count, int(some), datetime.fromisoformat(last)) for name, count, some, last in rows}


@dataclass(frozen=True)
class _Version:
    """An article as it came this time."""

    article: Article
    reading: Reading
    print: Fingerprint
    keys: frozenset[str]
    now: datetime

    @cached_property
    def names(self) -> frozenset[str]:
        """Every identity it answers to."""
        return frozenset(map(identity, (self.article.url, *self.article.aliases))) - {""}

    @cached_property
    def digest(self) -> str:
        return _digest(self.article, self.reading)

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        return _rank(self.article, self.digest)

    def is_known(self, row: RowMapping) -> bool:
        """Is it what is stored, or a twin that was already found to say less?"""
        return self.digest == row["digest"] or self.digest in row["twins"]

    @property
    def terms(self) -> frozenset[str]:
        return indexed(self.keys) if self.reading.verdict.relevant else frozenset()

    @property
    def values(self) -> dict[str, Any]:
        return {
            "url": self.article.url,
            "source": self.article.source,
            "relevant": self.reading.verdict.relevant,
            "digest": self.digest,
            "stored": instant(self.now),
            "keys": "\n".join(sorted(self.keys)),
            "print": self.print.to_bytes(),
            "facts": facts_text(self.reading.facts),
            "reading": reading_text(self.reading),
            "article": article_text(self.article),
        }


def _add(connection: Connection, version: _Version) -> None:
    stamp, stated = instant(version.now), version.article.published
    values = version.values | {
        "key": identity(version.article.url),
        "first_seen": stamp,
        "published": instant(stated) if stated else stamp,
        "fresh": version.reading.verdict.relevant,
    }
    row = connection.execute(_INSERT, values).inserted_primary_key
    id = int(row[0]) if row else 0
    _name(connection, id, version.names)
    held = Held(id, values["key"])
    index_print(connection, held, (), version.print.indexed)
    index_terms(connection, held, (), version.terms)


def _change(connection: Connection, row: RowMapping, version: _Version) -> None:
    stated = version.article.published
    values = version.values | {
        "published": instant(stated) if stated else row["published"],  # a date that went missing still holds
        "fresh": bool(row["fresh"] or row["relevant"] or version.reading.verdict.relevant),
    }
    if _twin(row, version.now):
        values["twins"] = _remembered(row, row["digest"])
    connection.execute(update(articles).where(articles.c.id == row["id"]).values(values))
    had = indexed(row["keys"].splitlines()) if row["relevant"] else frozenset()
    held = Held(row["id"], row["key"])
    index_print(connection, held, Fingerprint.from_bytes(row["print"]).indexed, version.print.indexed)
    index_terms(connection, held, had, version.terms)


def _remembered(row: RowMapping, digest: str) -> str:
    return " ".join([*row["twins"].split(), digest][-TWINS:])


def _digest(article: Article, reading: Reading) -> str:
    """A hash of the content: not of which way or when it came to us."""
    held = replace(article, url="", fetched=None, aliases=(), origins={}, source="", site="", home="")
    return blake2b(dumps([encode(held), encode(reading)]).encode(), digest_size=12).hexdigest()


def _rank(article: Article, digest: str) -> tuple[bool, bool, int, str]:
    return article.published is not None, bool(article.title), len(article.text), digest


def _twin(row: RowMapping, now: datetime) -> bool:
    return abs(now - datetime.fromisoformat(row["stored"])) < timedelta(hours=TWIN_HOURS)


def _known(connection: Connection, wanted: Set[str]) -> dict[str, KnownArticle]:
    """What is known of the articles with these identities, by identity; the large columns are not looked at."""
    found: dict[str, KnownArticle] = {}
    columns = [articles.c[name] for name in _KNOWN]
    for some in pages(wanted):
        query = select(names.c.key.label("name"), *columns).join(articles, names.c.article == articles.c.id)
        for row in connection.execute(query.where(names.c.key.in_(some))).mappings():
            told = {name: datetime.fromisoformat(row[name]) for name in ("first_seen", "stored", "published")}
            found[row["name"]] = KnownArticle(
                row["key"], row["url"], row["source"], **told, relevant=bool(row["relevant"])
            )
    return found


def _find(connection: Connection, keys: Set[str]) -> RowMapping | None:
    """The article that answers to one of `keys`; of several the one with the first key."""
    return connection.execute(_FIND, {"keys": sorted(keys)}).mappings().first()


def _name(connection: Connection, id: int, keys: Set[str]) -> None:
    """Let the article answer to `keys`, those that others answer to excepted."""
    taken = set(connection.execute(_TAKEN, {"keys": sorted(keys)}).scalars())
    if rows := [{"key": key, "article": id} for key in sorted(keys - taken)]:
        connection.execute(_INSERT_NAMES, rows)


def _stored(row: RowMapping) -> StoredArticle:
    article = article_from(row["article"])
    first_seen = datetime.fromisoformat(row["first_seen"])
    if article.published is None:
        published = datetime.fromisoformat(row["published"])
        origin = "first seen" if published == first_seen else "remembered"
        article = replace(article, published=published, origins={**article.origins, "published": origin})
    return StoredArticle(
        id=row["id"],
        key=row["key"],
        article=article,
        reading=reading_from(row["reading"]),
        first_seen=first_seen,
        hidden=row["hidden"],
        action=row["action"],
    )
