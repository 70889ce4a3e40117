"""What every part of the store stands on: connections, transactions, errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine

from feeds.store.opening import failing

T = TypeVar("T", int, str)
PAGE = 500
"""Values in one IN (...): databases bound how many a statement may carry."""


def pages(values: Iterable[T]) -> Iterator[list[T]]:
    """Distinct values in order, a statement's worth at a time."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), PAGE):
        yield ordered[start : start + PAGE]


class Base:
    """An engine, and the one transaction that may be open."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: Connection | None = None

    @property
    def url(self) -> str:
        """The store's URL, a password hidden."""
        return self._engine.url.render_as_string(hide_password=True)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing: what is written inside is committed together at its end, or not at all.

        Inside another transaction it is part of that one. Raises StoreError.
        """
        if self._open is not None:
            yield self._open
            return
        with failing(self.url), self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                self._open = connection
                try:
                    yield connection
                finally:
                    self._open = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._open is not None:
            yield self._open
            return
        with failing(self.url), self._engine.connect() as connection:
            yield connection
