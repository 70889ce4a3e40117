"""robots.txt is obeyed, always (RFC 9309)."""

from __future__ import annotations

import asyncio
import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from crawler.middlewares.guard import Forbidden
from crawler.middlewares.pace import Pace

logger = logging.getLogger(__name__)

NOTHING = b"User-agent: *\nDisallow: /\n"
ALL = b""


class Robots(RobotsTxtMiddleware):
    """Scrapy's, with three faults mended.

    It let requests past while several waited for the same robots.txt, allowed everything when robots.txt could not
    be fetched, and read the body of a 5xx answer as rules. Crawl-delay, though not in the RFC, is honoured as well.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._locks: dict[str, asyncio.Lock] = {}
        self._rules: dict[str, RobotParser] = {}

    async def robot_parser(self, request: Request) -> RobotParser:
        """The rules of the request's site, fetched once; whoever asks meanwhile waits for them."""
        url = urlparse_cached(request)
        site = f"{url.scheme}://{url.netloc}"
        async with self._locks.setdefault(site, asyncio.Lock()):
            if site not in self._rules:
                self._rules[site] = self._parser(await self._body(site))
                self._slow_down(site, request)
        return self._rules[site]

    async def _body(self, site: str) -> bytes:
        """What robots.txt says: 4xx = no rules, 5xx or no answer = nothing is allowed for now (RFC 9309, 2.3.1)."""
        request = Request(
            f"{site}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        self._stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(request)
        except Forbidden:  # the site is refused as such: let the asking request say so
            raise
        except IgnoreRequest:  # too many redirects: may be taken as unavailable (2.3.1.2)
            return ALL
        except Exception as error:
            return self._unreachable(site, f"{type(error).__name__}: {error}")
        self._stats.inc_value("robotstxt/response_count")
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500 or response.status == 429:
            return self._unreachable(site, f"status {response.status}")
        return response.body if 200 <= response.status < 300 else ALL

    def _unreachable(self, site: str, cause: str) -> bytes:
        self._stats.inc_value("robotstxt/unreachable")
        logger.warning("%s/robots.txt cannot be read (%s): nothing is fetched from there in this run", site, cause)
        return NOTHING

    def _parser(self, body: bytes) -> RobotParser:
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        return parser

    def _slow_down(self, site: str, request: Request) -> None:
        delay = self._rules[site].crawl_delay(self._robotstxt_useragent or "*")
        pace = self.crawler.get_downloader_middleware(Pace)
        if delay and pace:
            pace.at_least(urlparse_cached(request).hostname or "", delay)
