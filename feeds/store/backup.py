"""Backups: a store as one SQLite file, whatever database it is on; so they also move a store from one to the other."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy import text as sql

from feeds.errors import StoreError
from feeds.store.opening import failing
from feeds.store.schema import articles, memories, metadata, runs
from feeds.store.store import Store

ROWS = 1000
"""Rows copied at a time."""
_HERE_ONLY = ("lock", "published")
"""Memories that are true of one place alone: who holds the lock, what lies in the published folder."""


def backup(store: Store, path: Path) -> None:
    """Write a consistent copy of the store to `path`, while others go on reading and writing; it appears when complete.

    Raises StoreError.
    """
    partial = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with failing(store.url):
            _write(store, partial)
        _check(partial)
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the backup {path} cannot be written: {error}", url=store.url) from error
    finally:
        for left in path.parent.glob(partial.name + "*"):
            left.unlink(missing_ok=True)


def restore(store: Store, path: Path) -> int:
    """Put the backup at `path` (or any store in SQLite) in place of all that the store holds; its number of articles.

    All or nothing; a backup of an older version is migrated on the way. Raises StoreError, StoreOutdated.
    """
    with _copy(path) as copy, Store.open(f"sqlite:///{copy}") as source, failing(store.url):  # noqa: SIM117
        with store.transaction() as into, source.transaction() as out:
            for table in reversed(metadata.sorted_tables):
                into.execute(table.delete().where(~_kept_here()) if table is memories else table.delete())
            for table in metadata.sorted_tables:
                _copy_rows(out, into, table)
            if into.dialect.name == "postgresql":
                _renumber(into)
            return int(into.execute(select(func.count()).select_from(articles)).scalar_one())


def _write(store: Store, partial: Path) -> None:
    engine = store._engine
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            with closing(sqlite3.connect(partial)) as target:
                raw.driver_connection.backup(target)  # type: ignore[union-attr]  # one snapshot; writers need not wait
                target.execute("PRAGMA journal_mode=DELETE")  # one file
        finally:
            raw.close()
        return
    with Store.open(f"sqlite:///{partial}") as target, engine.connect() as out:
        out = out.execution_options(isolation_level="REPEATABLE READ")  # all tables as of one moment
        with out.begin(), target.transaction() as into:
            for table in metadata.sorted_tables:
                _copy_rows(out, into, table)
    with closing(sqlite3.connect(partial)) as target:
        target.execute("PRAGMA journal_mode=DELETE")


def _copy_rows(out: Connection, into: Connection, table: Table) -> None:
    query = select(table).where(~_kept_here()) if table is memories else select(table)
    rows = out.execution_options(stream_results=True).execute(query).mappings()
    while some := rows.fetchmany(ROWS):
        into.execute(insert(table), [dict(row) for row in some])


def _kept_here() -> Any:
    return memories.c.kind.in_(_HERE_ONLY)


def _renumber(connection: Connection) -> None:
    """New rows are numbered after those that came with their numbers."""
    for table in (articles, runs):
        last = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce(max(id), 0) + 1, false) FROM {table.name}"
        connection.execute(sql(last))


@contextmanager
def _copy(path: Path) -> Iterator[Path]:
    """A copy that may be migrated; raises StoreError for what is no backup."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store.db"
        try:
            with path.open("rb") as file, copy.open("wb") as target:
                if file.read(16) != b"SQLite format 3\x00":
                    raise StoreError(f"{path} is not a backup", url=str(path))
                file.seek(0)
                shutil.copyfileobj(file, target)
            _check(copy)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"the backup {path} cannot be read: {error}", url=str(path)) from error
        yield copy


def _check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if found != "ok" or not {"articles", "alembic_version"} <= tables:
        raise StoreError(f"{path} is {'damaged' if found != 'ok' else 'no store'}: {found}", url=str(path))
