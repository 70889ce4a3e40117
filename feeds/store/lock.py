"""One run at a time: a lock that the system itself lets go of when its holder dies.

SQLite: `flock` on a file beside the store, which says who holds it. PostgreSQL: an advisory lock of the session, the
holder in a row of `memories`.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy import text as sql

from feeds.errors import StoreBusy, StoreError
from feeds.store.opening import sqlite_path
from feeds.store.schema import memories

_ADVISORY = 0x50_11_DA  # any constant of ours


@contextmanager
def hold(engine: Engine, holder: str) -> Iterator[None]:
    """Hold the store's lock, as `holder` (the command, for people).

    Raises StoreBusy at once when another process holds it; its `holder` says who, on which host, with which process id
    and since when.
    """
    path = sqlite_path(engine.url)
    guard: AbstractContextManager[None]
    if path is not None:
        guard = _flock(path.with_name(path.name + ".lock"), holder)
    elif engine.dialect.name == "postgresql":
        guard = _advisory(engine, holder)
    else:
        guard = contextlib.nullcontext()  # a store in memory has one user
    with guard:
        yield


def _card(holder: str) -> str:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"holder": holder, "host": socket.gethostname(), "pid": os.getpid(), "since": since})


def _busy(url: str, card: str) -> StoreBusy:
    try:
        held = json.loads(card)
        who = f"{held['holder']} on {held['host']}, process {held['pid']}, since {held['since']}"
    except (ValueError, KeyError, TypeError):
        who = "another process"
    return StoreBusy(f"the store is in use by {who}; wait for it to end, then run again", url=url, holder=who)


@contextmanager
def _flock(path: Path, holder: str) -> Iterator[None]:
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"the lock {path} cannot be made: {error}", url=str(path)) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise _busy(str(path), file.read()) from None
        file.truncate(0)
        file.write(_card(holder))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)  # the file stays: removing it would let two runs lock two files of one name


@contextmanager
def _advisory(engine: Engine, holder: str) -> Iterator[None]:
    with engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        mine = (memories.c.kind == "lock") & (memories.c.key == "holder")
        if not connection.execute(sql("SELECT pg_try_advisory_lock(:n)"), {"n": _ADVISORY}).scalar():
            card = connection.execute(memories.select().where(mine)).mappings().first()
            raise _busy(str(engine.url), card["value"] if card else "")
        connection.execute(memories.delete().where(mine))
        connection.execute(memories.insert().values(kind="lock", key="holder", value=_card(holder)))
        try:
            yield
        finally:
            connection.execute(memories.delete().where(mine))
            connection.execute(sql("SELECT pg_advisory_unlock(:n)"), {"n": _ADVISORY})
