"""The store's tables. Plain SQLAlchemy Core, so that SQLite (the default) and PostgreSQL hold the same.

Texts named `article`, `reading`, `facts`, `action`, `why`, `value`, `body` hold JSON (`codec`); instants are ISO 8601 in UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

HEAD = "0003"
"""The newest revision in `migrations/versions`; a test keeps the two together."""

metadata = MetaData()

KEY = String().with_variant(String(collation="C"), "postgresql")
"""Text that is put in order: by code points, on every database and under every locale."""

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", KEY, nullable=False, unique=True),  # feeds.clean.urls.identity of its URL
    Column("url", String, nullable=False),
    Column("source", String, nullable=False),
    Column("published", String, nullable=False),  # first seen, where the article states none
    Column("first_seen", String, nullable=False),
    Column("stored", String, nullable=False),  # when the content kept here was kept
    Column("relevant", Boolean, nullable=False),
    Column("fresh", Boolean, nullable=False, server_default=false()),  # changed since it was last settled
    Column("hidden", String),  # the takedown line that hides it
    Column("action", String),
    Column("digest", String, nullable=False),
    Column("twins", String, nullable=False, server_default=""),  # digests of twin pages that say less
    Column("keys", Text, nullable=False, server_default=""),  # one a line
    Column("print", LargeBinary, nullable=False),
    Column("why", Text),  # why it belongs to its action
    Column("facts", Text, nullable=False, server_default="{}"),  # of its reading: what comparing needs of it
    Column("reading", Text, nullable=False),
    Column("article", Text, nullable=False),  # last, for the small columns to share a page
)
for _flag in (articles.c.fresh, articles.c.relevant):
    # SQLite uses a partial index only where the query says the same words
    _name = f"articles_{_flag.name}"
    Index(_name, articles.c["key"], sqlite_where=text(f"{_flag.name} = 1"), postgresql_where=text(_flag.name))
Index(
    "articles_action",
    articles.c.action,
    sqlite_where=articles.c.action.is_not(None),
    postgresql_where=articles.c.action.is_not(None),
)

names = Table(  # every identity an article answers to, its own key among them
    "names",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("article", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)

terms = Table(  # hashed keys of relevant articles: candidates for the same action
    "terms",
    metadata,
    Column("term", BigInteger, primary_key=True),
    Column("rank", Integer, primary_key=True),  # an order of the articles that no arrival changes
    Column("article", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

prints = Table(  # the lowest shingles of every article: candidates for the same text
    "prints",
    metadata,
    Column("shingle", BigInteger, primary_key=True),
    Column("rank", Integer, primary_key=True),  # an order of the articles that no arrival changes
    Column("article", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

links = Table(  # what was decided of pairs of articles; `a` < `b`
    "links",
    metadata,
    Column("a", Integer, primary_key=True),
    Column("b", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # same, related
    Column("weight", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("links_b", links.c.b)

actions = Table(
    "actions",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("minted", String, nullable=False),
    Column("founder", String, nullable=False),  # key of the article it was minted from
    Column("updated", String, nullable=False),
    Column("down", Boolean, nullable=False, server_default=false()),  # taken down by hand
    Column("action", Text, nullable=False),
)
Index("actions_updated", actions.c.updated)

tombstones = Table(
    "tombstones",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("when", String, nullable=False),
    Column("merged_into", String),
)

corrections = Table(  # by hand, between article keys; `a` < `b`
    "corrections",
    metadata,
    Column("kind", String, nullable=False),  # together, apart
    Column("a", String, primary_key=True),
    Column("b", String, primary_key=True),
    sqlite_with_rowid=False,
)
Index("corrections_b", corrections.c.b)

memories = Table(  # what others remember here: detected entrances, validators, visits, the takedown list last obeyed
    "memories",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

gone = Table(  # hashed identities of articles that were removed: they are not to come back
    "gone",
    metadata,
    Column("name", BigInteger, primary_key=True, autoincrement=False),
    Column("when", String, nullable=False),
    sqlite_with_rowid=False,
)

turns = Table(  # when a host may be asked next, by any worker; seconds since 1970 on the database's clock
    "turns",
    metadata,
    Column("host", KEY, primary_key=True),
    Column("next", Float, nullable=False),
    sqlite_with_rowid=False,
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String, nullable=False),
    Column("body", Text, nullable=False),
)

ARTICLE_COLUMNS = tuple(
    column for column in articles.columns if column.name not in {"print", "keys", "why", "twins", "facts"}
)
"""What a stored article is read from."""
