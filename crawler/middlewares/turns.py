"""The download handler of workers: a request goes out when it is its host's turn among all workers on all machines."""

from __future__ import annotations

import asyncio
from typing import Protocol

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.middlewares.download import Download


class Turns(Protocol):
    """The part of the store that this module needs."""

    def turn(self, host: str, seconds: float) -> float: ...
    def pause(self, host: str, seconds: float) -> None: ...


class InTurn(Download):
    """Waits where the request would go out, past the delays of its own crawl; the pause begins again with the answer."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self._turns: Turns = crawler.turns  # type: ignore[attr-defined]  # by `Session.attach`

    async def download_request(self, request: Request) -> Response:
        host = (urlparse_cached(request).hostname or "").lower()
        delay = self._delay(request)
        while wait := self._turns.turn(host, delay):
            await asyncio.sleep(wait)
        try:
            return await super().download_request(request)
        finally:
            self._turns.pause(host, delay)

    def _delay(self, request: Request) -> float:
        """Seconds that the crawl leaves between two requests to this host: DOWNLOAD_DELAY, or what the host asks for."""
        engine = self._crawler.engine
        slot = engine.downloader.slots.get(request.meta.get("download_slot", "")) if engine else None
        return float(slot.delay) if slot else self._crawler.settings.getfloat("DOWNLOAD_DELAY")
