"""Session: what one run shares - its settings, its clock, its catalogue and the open store."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler import catalogue, configuration, state
from crawler.catalogue import Source
from crawler.configuration import Configuration
from crawler.state import State
from feeds.store.store import Store


@dataclass(frozen=True, slots=True)
class Session:
    """One run. `now` stands still while it lasts, so that a run is of one moment."""

    configuration: Configuration
    now: datetime
    sources: dict[str, Source]
    store: Store
    state: State

    @classmethod
    @contextmanager
    def open(cls, settings: Mapping[str, Any], *, lock: bool = False) -> Iterator[Session]:
        """Open the store (and, for a run that writes, take its lock) while the session lasts.

        Raises ConfigurationError, CatalogueError, StoreError; StoreBusy when another run holds the lock.
        """
        config = Configuration.of(settings)
        sources = catalogue.load(config.sources, config.bundled)
        with Store.open(config.store_url) as store:
            session = cls(config, configuration.now(settings), sources, store, State(store))
            if not lock:
                yield session
                return
            with store.lock(holder()):
                yield session

    def attach(self, crawler: Crawler) -> None:
        """Make the session known to the pipelines, middlewares and spiders of `crawler`, before its first request."""
        _sessions[crawler] = self
        state.attach(crawler, self.state)
        crawler.known = self.store.known  # type: ignore[attr-defined]  # spiders may ask, and know no store
        crawler.now = self.now  # type: ignore[attr-defined]


_sessions: WeakKeyDictionary[Crawler, Session] = WeakKeyDictionary()


def of(crawler: Crawler) -> Session:
    """The session of a crawl. Raises KeyError when nobody attached one."""
    return _sessions[crawler]


def holder() -> str:
    """Who holds a lock, for the one who meets it: "process 4711 on myhost"."""
    return f"process {os.getpid()} on {socket.gethostname()}"
