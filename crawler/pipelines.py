"""From an ArticleItem to the store, in thin steps over the pure functions of `feeds`: Understand, Keep, Publish."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, ParamSpec, TypeVar

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from crawler import publication, session
from crawler.items import ArticleItem
from crawler.spiders.report import SourceReport, reports
from crawler.understanding import Understood, raw, understood
from crawler.workers import Pool, WorkerLost
from feeds.errors import NotAnArticle, StoreError
from feeds.store.export import article_row
from feeds.understand.reading import Verdict

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


class Pipeline:
    """What the steps share: the session and the counters of the crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        try:
            self.session = session.of(crawler)
        except KeyError:  # `scrapy shell`, `fetch`, `parse`: nothing is to be kept
            raise NotConfigured("there is no store") from None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Pipeline:
        return cls(crawler)

    @property
    def pool(self) -> Pool | None:
        """The crawl's workers, where it has some."""
        return getattr(self.crawler, "pool", None)

    def count(self, name: str) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(name)

    def note(self, item: ArticleItem, why: str, *, lasting: bool = True) -> None:
        """Remember that an item is not kept, so that its page is not fetched at each visit."""
        ledger = self.session.state.ledger(item.source)
        for url in (item.url, *item.aliases):
            ledger.note(url, why, self.session.now, lasting=lasting)

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the pure function gives, in a worker where the crawl has some. Raises WorkerLost."""
        done = partial(function, *args, **kwargs)
        return await self.pool.run(done) if self.pool else done()


class Understand(Pipeline):
    """ArticleItem -> Understood, in one call of a worker; drops what is no article and what is older than MAX_AGE_DAYS.

    Refused articles go on: they are kept, so that they are not fetched again and can be exported.
    """

    async def process_item(self, item: ArticleItem) -> Understood:
        try:
            found = await self._understood(item)
        except NotAnArticle as error:
            self.count("articles/not-an-article")
            self.report(item.source).tally.add_none()
            self.note(item, "not-an-article")
            raise DropItem(f"{item.url}: {error}") from error
        except WorkerLost as error:
            self.count(f"articles/worker-{error.cause}")
            self.note(item, f"worker-{error.cause}", lasting=False)
            raise DropItem(f"{item.url}: {error} while cleaning") from error
        article, verdict = found.article, found.reading.verdict
        self.report(item.source).tally.add(article)
        limit = self.session.configuration.max_age_days
        if limit and article.published and article.published < self.session.now - timedelta(days=limit):
            self.count("articles/too-old")
            self.note(item, "too-old")
            raise DropItem(f"{article.url}: older than MAX_AGE_DAYS={limit}")
        if found.failed:
            self.count(f"articles/reader-{found.failed}")
        self.count(f"articles/{'relevant' if verdict.relevant else 'refused'}")
        if not verdict.relevant:
            self.report(article.source).refused[why_refused(verdict)] += 1
        return found

    async def _understood(self, item: ArticleItem) -> Understood:
        """Raises NotAnArticle, WorkerLost."""
        configuration = self.session.configuration
        given = raw(item, self.session.sources[item.source], self.session.now, configuration)
        try:
            return await self.work(understood, given, configuration.topics)
        except WorkerLost as error:  # an article that we cannot understand is still one that we have
            return await self.work(understood, given, configuration.topics, failed=error.cause)

    def report(self, source: str) -> SourceReport:
        """What the visit to a source brings."""
        return reports(self.crawler).setdefault(source, SourceReport(source))


class Keep(Pipeline):
    """Commits each article by itself, so that a killed run loses none; hands on the row that `-o` writes."""

    def process_item(self, found: Understood) -> dict[str, Any]:
        try:
            kept = self.session.store.keep(found.article, found.reading, found.print, found.keys, now=self.session.now)
        except StoreError as error:  # a full disk, say: what comes after it would be lost as well
            publication.give_up(self.crawler, error)
            raise DropItem(f"{found.article.url}: {error}") from error
        self.count(f"articles/{kept}")
        return article_row(found.article, found.reading)


class Publish(Pipeline):
    """When the crawl ends: what the visits came to is remembered, actions are made of the articles and published."""

    def process_item(self, row: dict[str, Any]) -> dict[str, Any]:
        return row

    def close_spider(self) -> None:
        if self.pool and self.session.publishes:
            self.pool.rest()  # what they held is for publishing now
        try:
            publication.finish(self.crawler)
        except Exception:
            logger.exception("publishing failed")  # Scrapy would swallow it; `run.visit` raises it again


def why_refused(verdict: Verdict) -> str:
    """What spoke most against an article, in a few words."""
    if verdict.action:
        return "another topic"
    against = min(verdict.reasons, key=lambda reason: reason.weight, default=None)
    return against.name if against else "no action"
