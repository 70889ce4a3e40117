"""From an ArticleItem to the store, in thin steps over the pure functions of `feeds`: Clean, Judge, Match, Keep, Publish."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ParamSpec, TypeVar

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from crawler import publication, session
from crawler.catalogue import Source
from crawler.configuration import Configuration
from crawler.items import ArticleItem
from crawler.spiders.report import SourceReport, reports
from crawler.tally import Tally
from crawler.workers import Pool, WorkerLost
from feeds import understand
from feeds.article import Article
from feeds.clean.article import clean_article
from feeds.errors import NotAnArticle, StoreError
from feeds.match.action import keys
from feeds.match.text import Fingerprint, fingerprint
from feeds.store.export import article_row
from feeds.understand.reading import Reading, Reason, Verdict

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

HOLDERS = frozenset({"group", "organisation", "petitions"})
"""Kinds of source that hold actions themselves, whose own pages are believed first."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article with what was understood of it."""

    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True)
class Matched:
    """A read article with what finds its like in the store."""

    article: Article
    reading: Reading
    print: Fingerprint
    keys: frozenset[str]


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
        pool: Pool | None = getattr(self.crawler, "pool", None)
        return await pool.run(partial(function, *args, **kwargs)) if pool else function(*args, **kwargs)


class Clean(Pipeline):
    """ArticleItem -> Article; drops what is no article and what is older than MAX_AGE_DAYS."""

    async def process_item(self, item: ArticleItem) -> Article:
        source = self.session.sources[item.source]
        try:
            article = await self.work(clean, item, source, self.session.now, self.session.configuration)
        except NotAnArticle as error:
            self.count("articles/not-an-article")
            self.tally(item.source).add_none()
            self.note(item, "not-an-article")
            raise DropItem(f"{item.url}: {error}") from error
        except WorkerLost as error:
            self.count(f"articles/worker-{error.cause}")
            self.note(item, f"worker-{error.cause}", lasting=False)
            raise DropItem(f"{item.url}: {error} while cleaning") from error
        self.tally(item.source).add(article)
        limit = self.session.configuration.max_age_days
        if limit and article.published and article.published < self.session.now - timedelta(days=limit):
            self.count("articles/too-old")
            self.note(item, "too-old")
            raise DropItem(f"{article.url}: older than MAX_AGE_DAYS={limit}")
        return article

    def tally(self, source: str) -> Tally:
        """What the visit to a source brings, counted."""
        return reports(self.crawler).setdefault(source, SourceReport(source)).tally


class Judge(Pipeline):
    """Article -> Read. Refused articles go on: they are kept, so that they are not fetched again and can be exported."""

    async def process_item(self, article: Article) -> Read:
        try:
            reading = await self.work(understand.read, article, topics=self.session.configuration.topics)
        except Exception as error:  # an article that we cannot understand is still one that we have
            logger.exception("%s could not be understood", article.url)
            cause = getattr(error, "cause", "failed")
            self.count(f"articles/reader-{cause}")
            reading = Reading(Verdict(relevant=False, action=False, reasons=(Reason(f"the reader {cause}", 0.0),)))
        self.count(f"articles/{'relevant' if reading.verdict.relevant else 'refused'}")
        if not reading.verdict.relevant:
            report = reports(self.crawler).setdefault(article.source, SourceReport(article.source))
            report.refused[why_refused(reading.verdict)] += 1
        return Read(article, reading)


class Match(Pipeline):
    """Read -> Matched: by what its copies and the other articles of its action are found."""

    async def process_item(self, read: Read) -> Matched:
        try:
            return await self.work(matched, read)
        except WorkerLost as error:
            self.count(f"articles/worker-{error.cause}")
            raise DropItem(f"{read.article.url}: {error} while matching") from error


class Keep(Pipeline):
    """Commits each article by itself, so that a killed run loses none; hands on the row that `-o` writes."""

    def process_item(self, matched: Matched) -> dict[str, Any]:
        try:
            kept = self.session.store.keep(
                matched.article, matched.reading, matched.print, matched.keys, now=self.session.now
            )
        except StoreError as error:  # a full disk, say: what comes after it would be lost as well
            publication.give_up(self.crawler, error)
            raise DropItem(f"{matched.article.url}: {error}") from error
        self.count(f"articles/{kept}")
        return article_row(matched.article, matched.reading)


class Publish(Pipeline):
    """When the crawl ends: what the visits came to is remembered, actions are made of the articles and published."""

    def process_item(self, row: dict[str, Any]) -> dict[str, Any]:
        return row

    def close_spider(self) -> None:
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


def matched(read: Read) -> Matched:
    """The article with its fingerprint and keys."""
    return Matched(read.article, read.reading, fingerprint(read.article.text), keys(read.article, read.reading))


def clean(item: ArticleItem, source: Source, now: datetime, configuration: Configuration) -> Article:
    """The clean article of `item`. Raises NotAnArticle."""
    return clean_article(
        url=item.url,
        title=item.title,
        html=item.html,
        text=item.text,
        summary=item.summary,
        language=item.language,
        published=item.published,
        modified=item.modified,
        authors=tuple(item.authors),
        section=item.section,
        tags=tuple(item.tags),
        licence=item.licence,
        aliases=tuple(item.aliases),
        syndicated=item.syndicated,
        events=tuple(item.events),
        origins=item.origins,
        fetched=item.fetched,
        source=source.name,
        site=source.title,
        home=source.home,
        timezone=source.timezone,
        country=source.country,
        own=source.kind in HOLDERS,
        languages=source.languages,
        republish=source.republish,
        redact_words=configuration.redact,
        images=configuration.images,
        now=now,
    )
