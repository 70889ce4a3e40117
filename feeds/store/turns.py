"""Turns: when a host may be asked next, so that many machines together are no less polite than one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy import text as sql

from feeds.store.base import Base
from feeds.store.opening import failing

# The database's clock, the only one that all workers share; seconds since 1970.
_CLOCKS = {
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
    "postgresql": "extract(epoch FROM clock_timestamp())",
}


class Turns(Base):
    """The part of the store that keeps workers polite together."""

    def turn(self, host: str, seconds: float) -> float:
        """Take the turn to ask `host` now, the next then being `seconds` later: 0. Else the seconds until it is free."""
        with self._turning() as connection:
            now = _CLOCKS[connection.dialect.name]
            take = (
                f"INSERT INTO turns (host, next) VALUES (:host, {now} + :seconds) ON CONFLICT (host) DO UPDATE "
                f"SET next = excluded.next WHERE turns.next <= {now} RETURNING host"
            )
            if connection.execute(sql(take), {"host": host, "seconds": seconds}).first():
                return 0.0
            left = connection.execute(sql(f"SELECT next - {now} FROM turns WHERE host = :host"), {"host": host})
            return max(float(left.scalar() or 0), 0.001)

    def pause(self, host: str, seconds: float) -> None:
        """Let nobody ask `host` for `seconds` from now."""
        with self._turning() as connection:
            now = _CLOCKS[connection.dialect.name]
            known = "max" if connection.dialect.name == "sqlite" else "greatest"
            later = f"UPDATE turns SET next = {known}(next, {now} + :seconds) WHERE host = :host"
            connection.execute(sql(later), {"host": host, "seconds": seconds})

    @contextmanager
    def _turning(self) -> Iterator[Connection]:
        """A transaction of its own that waits for no other writer where the database can do so."""
        if self._engine.dialect.name == "sqlite":
            with self.transaction() as connection:
                yield connection
        else:
            with failing(self.url), self._engine.begin() as connection:
                yield connection
