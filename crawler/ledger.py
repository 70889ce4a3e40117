"""What one source's addresses came to, beside its stored articles: which were refused, and when others were looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from feeds.clean.urls import identity

MOST = 5_000
"""Addresses of a source that are remembered, the latest ones; an entrance seldom tells of so many."""
CHECKED = "checked"
PASSING = timedelta(days=3)
"""A page that was no article for a reason of its own (an error page, a wall, a list) is looked at again after this."""
SOONEST, LATEST = timedelta(hours=6), timedelta(days=30)
"""Between two looks at an article that its entrance says has changed."""


@dataclass(frozen=True, slots=True)
class Note:
    """What an address came to ("checked", or why it was refused), and when; `lasting`: until its entrance says it changed."""

    what: str
    on: datetime
    lasting: bool = True


class Ledger:
    """The notes of one source; what was judged for other `topics` does not count."""

    def __init__(self, stored: Mapping[str, Any] | None, topics: Iterable[str]) -> None:
        self._topics = sorted(topics)
        self._notes: dict[str, Note] = {}
        self.changed = False
        if stored and stored.get("topics") == self._topics:
            for key, (what, on, lasting) in stored["notes"].items():
                self._notes[key] = Note(what, datetime.fromisoformat(on), bool(lasting))

    def note(self, url: str, what: str, now: datetime, *, lasting: bool = True) -> None:
        """Remember what an address came to."""
        key = _key(url)
        self._notes.pop(key, None)  # the latest stand last
        self._notes[key] = Note(what, now, lasting)
        self.changed = True

    def refused(self, url: str, now: datetime) -> Note | None:
        """Why the address need not be asked again, if it need not."""
        found = self._notes.get(_key(url))
        if found is None or found.what == CHECKED:
            return None
        return found if found.lasting or timedelta() <= now - found.on < PASSING else None

    def checked(self, url: str) -> datetime | None:
        """When an article that is stored was last looked at again."""
        found = self._notes.get(_key(url))
        return found.on if found and found.what == CHECKED else None

    def plain(self) -> dict[str, Any]:
        """As stored."""
        latest = list(self._notes.items())[-MOST:]
        notes = {key: [n.what, n.on.isoformat(timespec="seconds"), int(n.lasting)] for key, n in latest}
        return {"topics": self._topics, "notes": notes}


def between_looks(now: datetime, published: datetime, starts: datetime | None) -> timedelta:
    """How long to leave an article alone: a fifth of its age, and no longer than half the time left to its action.

    So a look costs little for old articles, and what is changed on the eve of an action is seen on the eve.
    """
    wait = max(now - published, timedelta()) / 5
    if starts is not None and starts > now:
        wait = min(wait, (starts - now) / 2)
    return min(max(wait, SOONEST), LATEST)


def _key(url: str) -> str:
    return blake2b(identity(url).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
