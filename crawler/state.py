"""What the wire remembers between runs, kept in the store: entrances found, validators, robots.txt, visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler import vitals
from crawler.entrances.entry import NO_WISH, Wish
from crawler.ledger import Ledger
from crawler.vitals import Vitals


class Shelf(Protocol):
    """The part of the store that this module needs: small dicts by kind and key."""

    def recall(self, kind: str, key: str) -> dict[str, Any] | None: ...
    def remember(self, kind: str, key: str, value: dict[str, Any]) -> None: ...
    def forget(self, kind: str, key: str) -> None: ...
    def memories(self, kind: str) -> dict[str, dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """An entrance that was detected: its kind ("feed", "wordpress", "sitemap", "listing" ...) and URL."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Validators:
    """By what an answer is known again: ETag, Last-Modified (RFC 9110), and a hash of the body where there are none."""

    etag: str = ""
    modified: str = ""
    """Last-Modified, as the server wrote it."""
    digest: str = ""
    size: int = 0
    """Bytes of the body."""

    @classmethod
    def of(cls, *, etag: str, modified: str, body: bytes) -> Validators:
        digest = blake2b(body, digest_size=16).hexdigest()
        return cls(etag=etag, modified=modified, digest=digest, size=len(body))

    def match(self, body: bytes) -> bool:
        """Whether this is the body they were made of."""
        return bool(self.digest) and self.digest == blake2b(body, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class RobotsText:
    """A robots.txt as it was read."""

    text: str
    read: datetime
    """Aware."""


@dataclass(frozen=True, slots=True)
class Visit:
    """How the visits to a source went; all instants aware."""

    last: datetime | None = None
    succeeded: datetime | None = None
    """When a visit last brought what it should."""
    next: datetime | None = None
    """When it is due; None: now."""
    failures: int = 0
    """In a row."""
    cause: str = ""
    """Of the last failure; empty after a success."""
    interval: float = 0.0
    """Seconds between visits, as adapted so far; 0: not yet known."""
    wish: Wish = NO_WISH
    """When its feed last said that it wants to be read; a feed that answers "not modified" says nothing."""

    def is_due(self, now: datetime) -> bool:
        """Whether it is time; a last visit in the future was made under a wrong clock, whose plans do not count."""
        return self.next is None or self.next <= now or (self.last is not None and self.last > now)


class State:
    """The memory of the wire.

    Validators of a source are kept back until `commit`, which is called once all that its entrances offered is in
    the store: a run killed before that asks again in full and loses nothing.
    """

    def __init__(self, shelf: Shelf, basis: Iterable[str] = ()) -> None:
        """`basis`: by what articles are judged; refusals on another one do not count."""
        self._shelf = shelf
        self._basis = frozenset(basis)
        self._ledgers: dict[str, Ledger] = {}
        self._found: dict[str, tuple[Found, ...]] = {}
        self._pending: defaultdict[str, dict[str, Validators]] = defaultdict(dict)
        self._held: dict[str, datetime] = {}

    def entrances(self, source: str) -> tuple[Found, ...]:
        """The entrances found for a source that declares none; empty when none were found yet."""
        stored = self._shelf.recall("entrances", source)
        return tuple(Found(kind=e["kind"], url=e["url"]) for e in stored["found"]) if stored else ()

    def found(self, source: str, entrances: Iterable[Found]) -> None:
        """Keep back the entrances of a source until its visit is over; none forgets them, so that they are looked for again.

        A run that is killed leaves none behind: the next one looks at all of them, as this one did.
        """
        self._found[source] = tuple(entrances)

    def validators(self, url: str) -> Validators | None:
        """How the body of `url` that was last taken in can be known again."""
        stored = self._shelf.recall("validators", url)
        return Validators(**stored) if stored else None

    def note(self, source: str, url: str, validators: Validators) -> None:
        """Keep back what `url` answered, until `commit(source)`."""
        self._pending[source][url] = validators

    def commit(self, source: str) -> None:
        """All that the source's entrances offered is in the store: from now on it need not be read again."""
        for url, validators in self._pending.pop(source, {}).items():
            self._shelf.remember("validators", url, asdict(validators))
        self._keep_entrances(source)
        self._keep_ledger(source)

    def discard(self, source: str) -> None:
        """Something the entrances offered is not in the store: they are to be read again."""
        self._pending.pop(source, None)
        self._keep_entrances(source)
        self._keep_ledger(source)

    def _keep_entrances(self, source: str) -> None:
        if source not in self._found:
            return
        if found := [asdict(entrance) for entrance in self._found.pop(source)]:
            self._shelf.remember("entrances", source, {"found": found})
        else:
            self._shelf.forget("entrances", source)

    def ledger(self, source: str) -> Ledger:
        """What the addresses of a source came to; kept by `commit` and `discard`."""
        if source not in self._ledgers:
            self._ledgers[source] = Ledger(self._shelf.recall("ledger", source), self._basis)
        return self._ledgers[source]

    def _keep_ledger(self, source: str) -> None:
        ledger = self._ledgers.pop(source, None)
        if ledger and ledger.changed:
            self._shelf.remember("ledger", source, ledger.plain())

    def robots(self, site: str) -> RobotsText | None:
        """The robots.txt of a site ("https://example.org") that was last read."""
        stored = self._shelf.recall("robots", site)
        return RobotsText(stored["text"], datetime.fromisoformat(stored["read"])) if stored else None

    def read_robots(self, site: str, robots: RobotsText) -> None:
        """Remember the robots.txt of a site."""
        self._shelf.remember("robots", site, {"text": robots.text, "read": robots.read.isoformat()})

    def hold(self, source: str, until: datetime) -> None:
        """The source's server wants no visit before `until` (Retry-After, Cache-Control); the latest such wish counts."""
        held = self._held.get(source)
        self._held[source] = max(held, until) if held else until

    def held(self, source: str) -> datetime | None:
        """Before when the source, in this run, asked not to be visited again; None when it did not."""
        return self._held.get(source)

    def moved(self, source: str, url: str) -> str:
        """Where an address of the source has moved for good (RFC 9110, 15.4.2); `url` itself when it has not."""
        stored = self._shelf.recall("moved", f"{source} {url}")
        return str(stored["to"]) if stored else url

    def move(self, source: str, url: str, to: str) -> None:
        """Remember that an address of the source has moved; to itself: that it has not after all."""
        if to == url:
            self._shelf.forget("moved", f"{source} {url}")
        else:
            self._shelf.remember("moved", f"{source} {url}", {"to": to})

    def visit(self, source: str) -> Visit:
        """How the visits to a source went; empty when there were none."""
        stored = self._shelf.recall("visit", source)
        return _visit(stored) if stored else Visit()

    def vitals(self, source: str) -> Vitals:
        """What is known of the ways of a source; empty when it was never visited."""
        stored = self._shelf.recall("vitals", source)
        return vitals.restored(stored) if stored else Vitals()

    def of_all(self) -> tuple[dict[str, Visit], dict[str, Vitals]]:
        """The visits and the vitals of every source that was ever visited, read at once."""
        visits, found = self._shelf.memories("visit"), self._shelf.memories("vitals")
        return {n: _visit(kept) for n, kept in visits.items()}, {n: vitals.restored(kept) for n, kept in found.items()}

    def keep_vitals(self, source: str, found: Vitals) -> None:
        """Remember what is known of the ways of a source."""
        self._shelf.remember("vitals", source, vitals.plain(found))

    def visited(self, source: str, visit: Visit) -> None:
        """Remember how the latest visit went."""
        self._shelf.remember("visit", source, _plain(visit))


_states: WeakKeyDictionary[Crawler, State] = WeakKeyDictionary()


def attach(crawler: Crawler, state: State) -> None:
    """Give a crawl its memory; done by whoever opens the store, before the first request."""
    _states[crawler] = state


def of(crawler: Crawler) -> State | None:
    """The memory of a crawl; None when it has none, and then nothing is remembered."""
    return _states.get(crawler)


def _plain(visit: Visit) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(visit).items()}


def _wish(stored: Mapping[str, Any]) -> Wish:
    return Wish(stored.get("minutes", 0), tuple(stored.get("hours", ())), tuple(stored.get("days", ())))


def _visit(stored: Mapping[str, Any]) -> Visit:
    def instant(name: str) -> datetime | None:
        return datetime.fromisoformat(stored[name]) if stored.get(name) else None

    return Visit(
        last=instant("last"),
        succeeded=instant("succeeded"),
        next=instant("next"),
        failures=stored.get("failures", 0),
        cause=stored.get("cause", ""),
        interval=stored.get("interval", 0.0),
        wish=_wish(stored.get("wish", {})),
    )
