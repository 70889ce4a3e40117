"""What a spider reads. The reactor never waits for it: what is large is read by a worker, what is long is done in turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from time import perf_counter
from typing import Any, TypeVar

from scrapy.http import Response, TextResponse

from crawler.entrances import page, sniff
from crawler.entrances.detect import Candidate, candidates
from crawler.entrances.entry import Entry, Page
from crawler.entrances.merge import complete
from crawler.items import ArticleItem
from crawler.spiders.remembering import Remembering

T = TypeVar("T")

LARGE = 32 * 1024
"""Bytes of an entrance that are read at once, in some milliseconds; more of them, or packed ones, by a worker."""
TURN = 0.01
"""Seconds that a long loop goes on before others have their turn."""
TOGETHER = 50
"""Entries that the store, or a worker, is asked about at once."""
_PACKED = b"\x1f\x8b"


class Reading(Remembering):
    """The part of SourceSpider that reads; site code may override `read_entrance` and `read`."""

    async def read_entrance(self, response: Response) -> Page:
        """What an entrance, of whatever kind, answered."""
        charset, headers = charset_of(response), headers_of(response)
        read = partial(sniff.read, response.body, response.url, charset=charset, headers=headers)
        return await self._done(read, response.url, here=_is_small(response)) or Page("listing", fault="unreadable")

    async def find_entrances(self, home: Response, robots: str) -> list[Candidate]:
        """The entrances that a home page and its robots.txt tell of, the page itself not among them."""
        charset, headers = charset_of(home), headers_of(home)
        find = partial(candidates, home.body, home.url, robots=robots, headers=headers, charset=charset)
        found = await self._done(find, home.url, here=_is_small(home)) or ()
        return [candidate for candidate in found if candidate.url != home.url]

    async def read(self, response: TextResponse, entry: Entry) -> tuple[ArticleItem | None, str]:
        """The item of a page and its entry, or why there is none; the only place where a page is read."""
        reader: Callable[..., tuple[ArticleItem | None, str]] = getattr(self.crawler, "reader", page.read)
        charset, source = charset_of(response), self.source.name
        read = partial(reader, response.body, response.url, entry, charset=charset, source=source)
        if found := await self._done(read, response.url):
            return found
        return (complete(entry, source=source) if entry.full else None), "unreadable"

    async def refusals(self, entries: Sequence[Entry]) -> list[str]:
        """For each entry why what it tells cannot be wanted, by name; "" when its page may be worth reading."""
        refuse: Callable[[list[Entry]], list[str]] | None = getattr(self.crawler, "refuse", None)
        found = dict.fromkeys((entry.url for entry in entries), "")
        doubtful = [replace(entry, html="", text="") for entry in entries if not (entry.full or entry.events)]
        for some in _batches(doubtful, TOGETHER) if refuse else ():
            why = await self._done(partial(refuse, some), f"{len(some)} entries") if refuse else None
            found |= {entry.url: reason for entry, reason in zip(some, why or (), strict=False)}
        return [found[entry.url] for entry in entries]

    async def learn(self, entries: Sequence[Entry]) -> None:
        """Ask the store about the addresses of an entrance, some at a time: one by one, thousands take seconds."""
        ask: Callable[[list[str]], dict[str, object]] = getattr(self.crawler, "known", lambda urls: {})
        fresh = [url for url in dict.fromkeys(entry.url for entry in entries) if url not in self.stored]
        async for some in in_turns(_batches(fresh, TOGETHER)):
            self.stored |= dict.fromkeys(some) | ask(some)

    async def _done(self, work: Callable[[], T], what: str, *, here: bool = False) -> T | None:
        """What the work gives: done by a worker, where there are some, unless it is done `here`. None: it failed."""
        pool: Any = None if here else getattr(self.crawler, "pool", None)
        try:
            found: T = await pool.run(work) if pool else work()
        except Exception as error:  # reading raises nothing of its own: a worker died or hung over it
            cause = getattr(error, "cause", "failed")
            self.logger.error("%s: reading %s %s", self.source.name, what, cause, exc_info=not pool)
            self.report.failures[f"worker-{cause}"] += 1
            return None
        return found


def _is_small(response: Response) -> bool:
    return len(response.body) <= LARGE and not response.body.startswith(_PACKED)


def guessed(home: str) -> list[Candidate]:
    """Where entrances stand on most sites, for one whose home page cannot be read."""
    return [candidate for candidate in candidates(b"", home) if candidate.found != "home"]


async def in_turns(things: Iterable[T]) -> AsyncIterator[T]:
    """The things one by one; whatever else waits for the reactor gets its turn in between."""
    began = perf_counter()
    for thing in things:
        yield thing
        if perf_counter() - began > TURN:
            await asyncio.sleep(0)
            began = perf_counter()


def headers_of(response: Response) -> dict[str, str]:
    """The headers with lower-case names; of repeated ones all, joined by commas."""
    return {
        name.decode("latin-1").lower(): ", ".join(v.decode("latin-1") for v in values if v)
        for name, values in response.headers.items()
    }


def charset_of(response: Response) -> str | None:
    """The charset that the Content-Type header states (Scrapy's guess is not one)."""
    stated = headers_of(response).get("content-type", "").lower().partition("charset=")[2]
    return stated.split(";")[0].strip(" \"'") or None


def _batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
