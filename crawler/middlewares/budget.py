"""A source gets so many requests and so much time in one run; what is left comes in the next."""

from __future__ import annotations

from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured


class OverBudget(IgnoreRequest):
    """The source has had its share of this run; the message says of what."""


class Budget:
    """Downloader middleware, nearest to the spider, for requests with `meta["source"]`; a replay has no budget."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.get("REPLAY_WARC"):
            raise NotConfigured
        self._crawler = crawler
        self._requests = crawler.settings.getint("MAX_REQUESTS_PER_SOURCE")
        self._seconds = crawler.settings.getfloat("MAX_SECONDS_PER_SOURCE")
        self._spent: dict[str, int] = {}
        self._began: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Budget:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count the request (redirects and retries are requests, too); raises OverBudget."""
        source = request.meta.get("source")
        if not source:
            return
        now = monotonic()
        spent = self._spent[source] = self._spent.get(source, 0) + 1
        began = self._began.setdefault(source, now)
        if 0 < self._requests < spent:
            raise self._over(f"{self._requests} requests (MAX_REQUESTS_PER_SOURCE)")
        if 0 < self._seconds < now - began:
            raise self._over(f"{self._seconds:g} seconds (MAX_SECONDS_PER_SOURCE)")

    def _over(self, what: str) -> OverBudget:
        self._crawler.stats.inc_value("budget/refused")
        return OverBudget(f"over budget: {what}")
