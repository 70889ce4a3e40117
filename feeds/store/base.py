"""What every part of the store stands on: connections, transactions, errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from feeds.store.opening import failing


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
