"""From a URL to an engine on a migrated schema: what differs between SQLite and PostgreSQL is here and in `lock`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, inspect
from sqlalchemy import text as sql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from feeds.errors import StoreError, StoreOutdated
from feeds.store.schema import HEAD

_WRITER = 0x50_11_DB  # any constant of ours, but not that of `lock`
BUSY_SECONDS = 30
"""How long a writer waits for another's transaction; ours last milliseconds, a settle of everything some seconds."""


def open_engine(url: str) -> Engine:
    """An engine on the store at `url`, its folders created and its schema migrated forward.

    Raises StoreError (with what to do) when it cannot be opened and StoreOutdated when a newer version wrote it.
    """
    try:
        parsed = make_url(url)
        with failing(url):
            engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _server(parsed)
            try:
                _migrate(engine, url)
            except BaseException:
                engine.dispose()
                raise
            return engine
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"STORE_URL {url!r} is no store: write sqlite:///var/solidarity.db or postgresql+psycopg://... ({error})",
            url=url,
        ) from error


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite store; None for one in memory or on a server."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def _sqlite(url: URL) -> Engine:
    path = sqlite_path(url)
    options: dict[str, Any] = {"connect_args": {} if "timeout" in url.query else {"timeout": BUSY_SECONDS}}
    if path is None:
        options["poolclass"] = StaticPool  # each connection to memory would be another store
        options["connect_args"]["check_same_thread"] = False
    else:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the folder {path.parent} of the store cannot be made: {error}", url=str(url)) from error
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    """Before anything else on a new connection (https://www.sqlite.org/pragma.html)."""
    connection.isolation_level = None  # we begin transactions ourselves; sqlite3 would leave reads outside them
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-64000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its place at once: an upgrade from reading to writing can fail in the middle."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)  # a connection that lay idle may be gone
    event.listen(engine, "begin", _begin_on_server)
    return engine


def _begin_on_server(connection: Connection) -> None:
    """One writer at a time, as on SQLite: what is read before writing still holds when it is written."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")


def _migrate(engine: Engine, url: str) -> None:
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    # Alembic takes a fifth of a second to import: only for those who migrate
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        found = _revision(connection)
        if found is not None and found not in {
            script.revision for script in ScriptDirectory.from_config(config).walk_revisions()
        }:
            raise StoreOutdated(
                f"the store {url} was written by a newer version (schema {found}, this one knows {HEAD}): "
                "update this program, or name another store in STORE_URL",
                url=url,
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sql("SELECT version_num FROM alembic_version")).scalar()


_ADVICE = (
    ("disk is full", "the disk is full: free some space and run again; nothing that was committed is lost"),
    ("no space left", "the disk is full: free some space and run again; nothing that was committed is lost"),
    (
        "disk i/o error",
        "the disk does not take it (full, over a quota, or failing): make room and run again; nothing that was "
        "committed is lost",
    ),
    ("readonly", "it may only be read by this user: check the owner of the file and of its folder"),
    ("unable to open", "it cannot be opened: check that the folder exists and may be written"),
    ("malformed", "the file is damaged: restore a backup, or move it away to start anew"),
    ("not a database", "the file is not a store: name another in STORE_URL, or move it away to start anew"),
    ("locked", "another program has been writing for too long: run again when it is done"),
    ("no such table", "tables are missing: restore a backup, or move it away to start anew"),
)


@contextmanager
def failing(url: str) -> Iterator[None]:
    """Turns what the database raises into a StoreError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).lower()
        advice = next((advice for words, advice in _ADVICE if words in said), f"the database says: {error.orig}")
        raise StoreError(f"store {url}: {advice}", url=url) from error
    except SQLAlchemyError as error:
        raise StoreError(f"store {url}: {error}", url=url) from error
