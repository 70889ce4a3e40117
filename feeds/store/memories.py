"""What others remember in the store: small JSON values by kind and key, and the history of runs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from feeds.store.base import Base
from feeds.store.codec import dumps, instant
from feeds.store.schema import memories, runs


class Memories(Base):
    """The part of the store that the crawler keeps its own state in."""

    def remember(self, kind: str, key: str, value: dict[str, Any]) -> None:
        """Keep `value` (JSON) under `kind` and `key`, in place of what was there; the same value is no write."""
        text = dumps(value)
        with self.transaction() as connection:
            mine = (memories.c.kind == kind) & (memories.c.key == key)
            if connection.execute(select(memories.c.value).where(mine)).scalar() == text:
                return
            connection.execute(delete(memories).where(mine))
            connection.execute(insert(memories).values(kind=kind, key=key, value=text))

    def recall(self, kind: str, key: str) -> dict[str, Any] | None:
        """What was remembered, or None."""
        with self._reading() as connection:
            mine = (memories.c.kind == kind) & (memories.c.key == key)
            text = connection.execute(select(memories.c.value).where(mine)).scalar()
        return None if text is None else dict(json.loads(text))

    def forget(self, kind: str, key: str) -> None:
        """Forget it; nothing happens when there is nothing."""
        with self.transaction() as connection:
            connection.execute(delete(memories).where((memories.c.kind == kind) & (memories.c.key == key)))

    def memories(self, kind: str) -> dict[str, dict[str, Any]]:
        """All that is remembered of one kind, by key, in the order of keys."""
        with self._reading() as connection:
            rows = connection.execute(select(memories.c.key, memories.c.value).where(memories.c.kind == kind)).all()
        return {key: dict(json.loads(value)) for key, value in sorted(tuple(row) for row in rows)}

    def add_run(self, started: datetime, body: dict[str, Any]) -> None:
        """Add a run to the history: what it was and what came of it, in JSON."""
        with self.transaction() as connection:
            connection.execute(insert(runs).values(started=instant(started), body=dumps(body)))

    def runs(self, count: int) -> list[dict[str, Any]]:
        """The latest `count` runs, the newest first; each with "started" (ISO 8601, UTC) beside its body."""
        with self._reading() as connection:
            rows = connection.execute(select(runs.c.started, runs.c.body).order_by(runs.c.id.desc()).limit(count)).all()
        return [{"started": started, **json.loads(body)} for started, body in rows]
