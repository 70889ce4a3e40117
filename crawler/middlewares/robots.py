"""robots.txt is obeyed, always (RFC 9309, whose sections the numbers name)."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from crawler import state
from crawler.middlewares.guard import Forbidden
from crawler.middlewares.pace import Pace
from crawler.state import RobotsText, State

logger = logging.getLogger(__name__)

NO_RULES = ""
MAX_SIZE = 512 * 1024
"""Bytes that are read: RFC 9309, 2.5, asks for 500 KiB at least."""
KEPT_FOR = timedelta(hours=24)


class Robots(RobotsTxtMiddleware):
    """Scrapy's, with three faults mended.

    It let requests past while several waited for the same robots.txt, allowed everything when robots.txt could not
    be fetched, and read the body of a 5xx answer as rules. Crawl-delay, though not in the RFC, is honoured as well.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._locks: dict[str, asyncio.Lock] = {}
        self._rules: dict[str, RobotParser | Exception] = {}

    async def robot_parser(self, request: Request) -> RobotParser:
        """The rules of the request's site, fetched once; whoever asks meanwhile waits for them.

        Raises why they cannot be read: then the request fails of that, not of rules that nobody saw.
        """
        url = urlparse_cached(request)
        site = f"{url.scheme}://{url.netloc}"
        async with self._locks.setdefault(site, asyncio.Lock()):
            if site not in self._rules:
                self._rules[site] = await self._read(site)
        rules = self._rules[site]
        if isinstance(rules, Exception):
            request.meta["dont_retry"] = True  # robots.txt was asked for often enough
            raise rules.with_traceback(None)
        self._slow_down(rules, url.hostname or "")
        return rules

    async def _read(self, site: str) -> RobotParser | Exception:
        """The rules of a site, or why they cannot be read; those of the last day are not asked for again (2.4)."""
        kept = self._memory.robots(site) if self._memory else None
        now = datetime.now(UTC)
        if kept and timedelta() <= now - kept.read < KEPT_FOR:
            self._stats.inc_value("robotstxt/kept")
            return self._parser(kept.text)
        rules = await self._fetch(site)
        if isinstance(rules, Exception):
            # A copy may be older than a day while there is no other (2.4).
            return self._parser(kept.text) if kept and not isinstance(rules, Forbidden) else rules
        if self._memory:
            self._memory.read_robots(site, RobotsText(rules, now))
        return self._parser(rules)

    async def _fetch(self, site: str) -> str | Exception:
        """4xx = no rules, 5xx or no answer = nothing may be fetched for now (2.3.1)."""
        request = Request(
            f"{site}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        self._stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(request)
        except Forbidden as error:
            return error
        except IgnoreRequest:  # too many redirects: may be taken as unavailable (2.3.1.2)
            return NO_RULES
        except Exception as error:
            return self._unreachable(site, error)
        self._stats.inc_value("robotstxt/response_count")
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500 or response.status == 429:
            return self._unreachable(site, HttpError(response, f"robots.txt answers {response.status}"))
        if not 200 <= response.status < 300:
            return NO_RULES
        return response.body[:MAX_SIZE].decode("utf-8-sig", "ignore")

    @property
    def _memory(self) -> State | None:
        """None while replaying or recording, when every answer is to come from, or go to, the recording."""
        settings = self.crawler.settings
        return None if settings.get("REPLAY_WARC") or settings.get("RECORD_WARC") else state.of(self.crawler)

    def _unreachable(self, site: str, error: Exception) -> Exception:
        self._stats.inc_value("robotstxt/unreachable")
        logger.warning("%s/robots.txt cannot be read (%s)", site, error)
        return error

    def _parser(self, text: str) -> RobotParser:
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, text.encode())
        return parser

    def _slow_down(self, rules: RobotParser, host: str) -> None:
        delay = rules.crawl_delay(self._robotstxt_useragent or "*")
        pace = self.crawler.get_downloader_middleware(Pace)
        if delay and pace:
            pace.at_least(host, delay)
