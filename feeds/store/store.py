"""The store as callers see it: one object, opened from a URL."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType

from feeds.store.actions import Actions
from feeds.store.articles import Articles
from feeds.store.index import Index
from feeds.store.keeping import Keeping
from feeds.store.lock import hold
from feeds.store.memories import Memories
from feeds.store.opening import open_engine
from feeds.store.settling import Settling
from feeds.store.turns import Turns


class Store(Articles, Actions, Index, Settling, Memories, Turns, Keeping):
    """Everything that lasts. Each method is one transaction, unless called inside `transaction()`.

    Every method raises StoreError when the database fails; its message says what to do.
    """

    @classmethod
    def open(cls, url: str) -> Store:
        """The store at `url` (`sqlite:///var/solidarity.db`, `postgresql+psycopg://...`), made or migrated as needed.

        Raises StoreOutdated when a newer version wrote it, StoreError when it cannot be opened.
        """
        return cls(open_engine(url))

    def lock(self, holder: str) -> AbstractContextManager[None]:
        """Hold the store alone among processes while inside; raises StoreBusy at once when another does."""
        return hold(self._engine, holder)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
