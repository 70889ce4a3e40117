"""SourceSpider: visits one source - its entrances, found if need be, then the articles they tell of."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler import state
from crawler.entrances.detect import Candidate
from crawler.entrances.entry import NO_WISH, Entry, Kind, Page
from crawler.entrances.filters import wanted
from crawler.entrances.links import is_front
from crawler.entrances.manners import rhythm
from crawler.entrances.merge import changed, complete, sufficient
from crawler.entrances.plan import Plan
from crawler.items import ArticleItem
from crawler.spiders.causes import cause_of
from crawler.spiders.reading import Reading, guessed, headers_of, in_turns
from crawler.spiders.report import LASTING, SourceReport, reports
from feeds.clean.urls import clean_url, identity, same_site

Yield = AsyncIterator[Request | ArticleItem]

MAX_ARTICLES_PER_SOURCE = 200
"""Default of the setting of this name: articles taken of one source in one run, the newest first."""
SURE = frozenset(("no-action-word", "off-topic", "no-action"))
"""Refusals of a page by what it says, which hold until its entrance says that it has changed."""
GONE = "http-410"
"""The cause of what says that it is gone for good (RFC 9110, 15.5.11)."""
ENTRANCES_FIRST = 10
"""Priority of requests for entrances, so that all sources are known about before their articles are fetched."""

_NO_PAGE = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet-stream")


class SourceSpider(Reading):
    """One source of the catalogue; `source` is set by the loader.

    A site that needs code subclasses it under the source's name and overrides `read_entrance` or `read`.
    """

    # scrapy.Spider

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.open()
        return spider

    def open(self) -> None:
        """Begin a visit: nothing asked, nothing found."""
        self.stored = {}
        self.memory = state.of(self.crawler) or getattr(self.crawler, "state", None)
        self.replaying = bool(self.settings.get("REPLAY_WARC"))
        limit = self.settings.getint("MAX_ARTICLES_PER_SOURCE", MAX_ARTICLES_PER_SOURCE)
        self.limit = None if self.replaying or limit <= 0 else limit
        self.now: datetime = getattr(self.crawler, "now", None) or datetime.now(UTC)
        self.ledger = self.memory.ledger(self.source.name) if self.memory else None
        self.plan = Plan(self.is_known, self.limit)
        self.ways: list[list[Candidate]] = []
        """Entrances to fall back on, when those before brought nothing."""
        self.detected = False
        self.done: set[str] = set()
        self.places = [self.source.home, *self.source.entrances]
        """Addresses whose sites may speak for this source: its own, and where they lead."""
        self.asking: Candidate | None = None
        self.shaky: list[Candidate] = []
        """Remembered entrances that failed for a reason that passes."""
        self.report = reports(self.crawler).setdefault(self.source.name, SourceReport(self.source.name))

    async def start(self) -> Yield:
        """The first request of a visit: a declared entrance, a remembered one, or the way to the home page.

        Declared entrances go before remembered ones; when neither bring anything they are looked for.
        """
        self.ways = [[Candidate(url, "feed", "declared") for url in self.source.entrances]]
        if self.memory:
            kept = self.memory.entrances(self.source.name)
            self.ways.append([Candidate(found.url, cast(Kind, found.kind), "remembered") for found in kept])
        async for each in self.ask_next():
            yield each

    # Finding entrances

    def home_request(self) -> Request:
        """The way to look for entrances, once in a visit: by the home page."""
        self.detected = True
        return self.request(self.moved(self.source.home), self.on_home, self.on_home_failed)

    async def on_home(self, response: Response) -> Yield:
        """The home page; robots.txt, for its sitemap lines, was read before it and is only fetched if nobody kept it."""
        self.settled()
        self.note_move(response)
        site = "/".join(response.url.split("/")[:3])
        kept = self.memory.robots(site) if self.memory else None
        if kept:
            async for each in self.on_site(response, kept.text):
                yield each
        else:
            meta = {"dont_obey_robotstxt": True}  # RFC 9309, 2.2.2: robots.txt itself is always allowed
            kwargs = {"home": response}
            yield self.request(f"{site}/robots.txt", self.on_robots, self.on_robots_failed, meta=meta, cb_kwargs=kwargs)

    def on_robots(self, response: Response, home: Response) -> Yield:
        self.settled()
        return self.on_site(home, response.body.decode("utf-8", "replace"))

    def on_robots_failed(self, failure: Failure) -> Yield:
        self.settled()
        return self.on_site(failure.request.cb_kwargs["home"], "")  # type: ignore[attr-defined]

    async def on_site(self, home: Response, robots: str) -> Yield:
        """All that tells of entrances is here: plan which to ask."""
        if not self.ours(home.url):
            self.places.append(home.url)
        front = await self.read_entrance(home)
        await self.learn(front.entries)
        self.plan.take_from(Candidate(home.url, "listing", "home"), front)
        self.plan.offer(await self.find_entrances(home, robots))
        async for each in self.ask_next():
            yield each

    def on_home_failed(self, failure: Failure) -> Yield:
        """An error page still has a site behind it, whose sitemaps and feeds may stand where they stand everywhere."""
        cause, home = self.failed(failure), self.source.home
        self.forget_move(home)
        if cause.startswith("http-"):
            self.plan.offer(guessed(home))
        self.report.cause = (
            GONE if GONE in self.report.failures else cause
        )  # what its feed says of itself is said better
        return self.ask_next()

    # Asking entrances

    async def ask_next(self) -> Yield:
        """Ask the next entrance of the plan; when there is none, go on to the articles."""
        candidate = self.plan.next()
        while candidate is None and self.ways and not self.plan.productive:
            self.plan.offer(self.ways.pop(0))
            candidate = self.plan.next()
        self.asking = candidate
        if candidate is not None:
            # A sitemap index does not change when one of its parts does.
            meta = {"revalidate": candidate.kind != "sitemap-index"}
            yield self.request(self.moved(candidate.url), self.on_entrance, self.on_entrance_failed, meta=meta)
        elif not self.plan.productive and not self.detected:
            yield self.home_request()
        else:
            async for each in self.articles():
                yield each

    async def on_entrance(self, response: Response) -> Yield:
        self.settled()
        self.note_move(response)
        if not self.ours(response.url):
            self.places.append(response.url)  # the source has moved, and says so
        if "unchanged" in response.flags or response.status == 304:
            self.note_saved(response)
            self.plan.skip(unchanged=True)
        else:
            await self.take_in(await self.read_entrance(response))
        async for each in self.ask_next():
            yield each

    async def take_in(self, answer: Page) -> None:
        """What an entrance answered; a web page where a feed was to be is how many sites say "not found"."""
        asked = self.asking
        fault = answer.fault
        if asked and answer.kind == "listing" and asked.kind != "listing" and asked.found != "declared":
            fault = "not-an-entrance"
        if fault and not (asked and asked.found == "guess"):
            self.report.failures[fault] += 1
        self.report.title = self.report.title or answer.title
        if answer.wish != NO_WISH:
            self.report.wish = answer.wish
        if fault:
            self.plan.skip()
        else:
            await self.learn(answer.entries)
            self.plan.take(answer)

    def note_saved(self, response: Response) -> None:
        """Count the bytes that a 304 saved."""
        known = self.memory.validators(response.url) if self.memory and response.status == 304 else None
        self.report.saved += known.size if known else 0

    def on_entrance_failed(self, failure: Failure) -> Yield:
        self.plan.skip()
        if self.asking:
            self.forget_move(self.asking.url)
        if self.asking and self.asking.found == "guess" and cause_of(failure).startswith("http-4"):
            self.settled()  # nobody said that there is one
            return self.ask_next()
        cause = self.failed(failure)
        if self.asking and self.asking.found == "remembered" and cause not in LASTING:
            self.shaky.append(self.asking)
        return self.ask_next()

    # Articles

    async def articles(self) -> Yield:
        """What the entrances told of, newest first: as items where that is enough, else by way of the page."""
        entries = self.plan.entries()
        self.conclude(entries)
        wanted: list[Entry] = []
        async for entry in in_turns(entries):
            if reason := self.needless(entry):
                self.report.skipped[reason] += 1
            else:
                wanted.append(entry)
        taken = 0
        async for entry, reason in in_turns(zip(wanted, await self.refusals(wanted), strict=True)):
            if reason:
                self.report.skipped[self.note(entry, reason)] += 1
            elif self.limit is not None and taken >= self.limit:
                self.report.skipped["over-budget"] += 1
            else:
                taken += 1
                for each in self.take(entry):
                    yield each

    def conclude(self, entries: list[Entry]) -> None:
        """The entrances are read: say what they were and remember the ones that were found."""
        used = self.plan.used()
        self.report.entries = len(entries)
        self.report.rhythm = rhythm(entries, self.now)
        self.report.entrances = [(candidate.kind, candidate.url, candidate.found) for candidate in used]
        self.report.unchanged = self.plan.unchanged and not entries
        if self.plan.productive:
            self.report.cause = ""
        elif not self.report.cause:
            self.report.cause = next(iter(self.report.failures), "shrunk" if self.has_brought() else "nothing-found")
        if self.detected and self.memory:
            worth = [(c, False) for c in self.shaky] + self.plan.worth()
            found = [state.Found("sitemap-index" if index else c.kind, c.url) for c, index in worth]
            self.memory.found(self.source.name, found)

    def needless(self, entry: Entry) -> str:
        """Why an entry is not worth a request, by name; "" when it is."""
        source = self.source
        federated = entry.short and source.kind == "fediverse"  # a server's feed holds the posts of others by nature
        if not (federated or self.ours(entry.url)):
            return "foreign"
        if is_front(entry.url):
            return "home"
        if wanted(entry.url, entry.tags, source.include, source.exclude) is False:
            return "excluded"
        known = self.stored.get(entry.url)
        if known:
            return "" if self.is_due(entry, known) else "known"
        noted = self.ledger.refused(entry.url, self.now) if self.ledger else None
        return "refused" if noted and not changed(entry, noted.on) else ""

    def ours(self, url: str) -> bool:
        """Whether an address is of a site that speaks for this source: no source may bring articles of another's."""
        return any(same_site(url, place) for place in self.places)

    def take(self, entry: Entry) -> Iterator[Request | ArticleItem]:
        """The item of an entry, if the entrance brought all of it; else a request for its page."""
        if sufficient(entry):
            yield from self.item(complete(entry, source=self.source.name))
        else:
            yield self.article_request(entry, clean_url(entry.url) or entry.url)

    def article_request(self, entry: Entry, url: str) -> Request:
        kwargs = {"entry": entry}
        return self.request(url, self.on_article, self.on_article_failed, cb_kwargs=kwargs, priority=0)

    async def on_article(self, response: Response, entry: Entry) -> Yield:
        self.report.fetched += 1
        self.settled()
        if not self.ours(response.url):
            self.report.skipped[self.note(entry, "foreign", lasting=False)] += 1
            return
        if not isinstance(response, TextResponse) or headers_of(response).get("content-type", "").startswith(_NO_PAGE):
            self.report.skipped[self.note(entry, "not-html", lasting=False)] += 1
            return
        item, reason = await self.read(response, entry)
        if item is None and entry.events:  # a page drawn by a script: the calendar has said what it is
            item = complete(entry, source=self.source.name)
        if item is None:
            self.report.skipped[self.note(entry, reason, lasting=reason in SURE)] += 1
            return
        for article in self.item(item):
            yield article

    def on_article_failed(self, failure: Failure) -> Iterator[Request | ArticleItem]:
        """What cannot be fetched without the parameters we took for tracking is fetched with them, once."""
        request: Request = failure.request  # type: ignore[attr-defined]
        entry: Entry = request.cb_kwargs["entry"]
        if cause_of(failure) == "http-404" and request.url != entry.url and not request.meta.get("as_stated"):
            self.settled()
            yield self.article_request(entry, entry.url).replace(meta={"source": self.source.name, "as_stated": True})
            return
        cause = self.failed(failure)
        self.report.again += cause not in LASTING
        if cause in LASTING:
            self.note(entry, cause, lasting=False)
        if entry.full or entry.events:
            yield from self.item(complete(entry, source=self.source.name))

    def item(self, item: ArticleItem) -> Iterator[ArticleItem]:
        """Hand on an item, once for all its addresses, unless a filter could only now tell that it is not wanted."""
        item.aliases = [url for url in item.aliases if self.ours(url)]
        if not self.ours(item.url) and item.aliases:  # a page may call itself a copy of another's; it is not theirs
            item.url = item.aliases.pop(0)
        addresses = {identity(url) for url in (item.url, *item.aliases)}
        source = self.source
        if addresses & self.done:
            self.report.skipped["twin"] += 1
        elif not wanted(item.url, [*item.tags, item.section], source.include, source.exclude):
            self.report.skipped["excluded"] += 1
        else:
            self.report.items += 1
            item.fetched = (getattr(self.crawler, "now", None) or datetime.now(UTC)).isoformat()
            yield item
        self.done |= addresses

    # Requests and their ends

    def request(
        self,
        url: str,
        callback: Callable[..., Any],
        errback: Callable[..., Any],
        *,
        meta: dict[str, Any] | None = None,
        cb_kwargs: dict[str, Any] | None = None,
        priority: int = ENTRANCES_FIRST,
    ) -> Request:
        """A request of this source; we tell twins apart ourselves, for Scrapy's filter drops them without a word."""
        self.report.pending += 1
        return Request(
            url,
            callback,
            errback=errback,
            meta={"source": self.source.name, **(meta or {})},
            cb_kwargs=cb_kwargs or {},
            priority=priority,
            dont_filter=True,
        )

    def settled(self) -> None:
        """A request has ended, this way or that."""
        self.report.pending -= 1

    def failed(self, failure: Failure) -> str:
        """Count a failed request; its cause."""
        self.settled()
        cause = cause_of(failure)
        self.report.failures[cause] += 1
        if cause == "error":
            self.logger.warning("%s: %s", self.source.name, failure.value)
        return cause
