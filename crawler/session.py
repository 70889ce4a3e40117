"""Session: what one run shares - its settings, its clock, its catalogue and the open store."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler import catalogue, configuration, refuse, state
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
    publishes: bool = True
    """Whether its crawl publishes when it ends; a worker's does not, since one of them publishes for all."""

    @classmethod
    @contextmanager
    def open(cls, settings: Mapping[str, Any], *, lock: bool = False) -> Iterator[Session]:
        """Open the store (and, for a run that writes, take its lock) while the session lasts.

        Raises ConfigurationError, CatalogueError, StoreError; StoreBusy when another run holds the lock.
        """
        config = Configuration.of(settings)
        sources = catalogue.load(config.sources, config.bundled)  # before a store is made
        with Store.open(config.store_url) as store:
            session = cls(config, configuration.now(settings), sources, store, State(store, basis(config)))
            if not lock:
                yield session
                return
            with store.lock(holder()):
                yield session

    @classmethod
    def on(cls, store: Store, settings: Mapping[str, Any], *, publishes: bool = True) -> Session:
        """A session of this moment on an open store. Raises ConfigurationError, CatalogueError."""
        config = Configuration.of(settings)
        sources = catalogue.load(config.sources, config.bundled)
        state = State(store, basis(config))
        return cls(config, configuration.now(settings), sources, store, state, publishes)

    def attach(self, crawler: Crawler) -> None:
        """Make the session known to the pipelines, middlewares and spiders of `crawler`, before its first request."""
        _sessions[crawler] = self
        state.attach(crawler, self.state)
        crawler.known = self.store.known_of  # type: ignore[attr-defined]  # spiders may ask, and know no store
        crawler.turns = self.store  # type: ignore[attr-defined]
        crawler.now = self.now  # type: ignore[attr-defined]
        crawler.starts = self.starts  # type: ignore[attr-defined]
        if self.configuration.refuse_early:
            topics = self.configuration.topics
            crawler.refuse = partial(refuse.of_entries, topics=topics)  # type: ignore[attr-defined]
            crawler.reader = partial(refuse.read, topics=topics)  # type: ignore[attr-defined]

    def starts(self, url: str) -> datetime | None:
        """When the action that a stored article tells of begins, by its first date; None when it is not known."""
        stored = self.store.stored(url)
        dates = sorted(when.date for when in stored.reading.facts.whens) if stored else []
        return datetime.combine(dates[0], time(), tzinfo=UTC) if dates else None


_sessions: WeakKeyDictionary[Crawler, Session] = WeakKeyDictionary()


def of(crawler: Crawler) -> Session:
    """The session of a crawl. Raises KeyError when nobody attached one."""
    return _sessions[crawler]


def basis(config: Configuration) -> frozenset[str]:
    """By what articles are judged in this run: what was refused on another basis is looked at again."""
    return config.topics | {"refuse early"} if config.refuse_early else frozenset()


def holder() -> str:
    """Who holds a lock, for the one who meets it: "process 4711 on myhost"."""
    return f"process {os.getpid()} on {socket.gethostname()}"
