"""Keeps to the pace a host asks for: Crawl-delay, Retry-After, 429 and 503."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler import state

SLOW_DOWN = frozenset({429, 503})


class ComeLater(IgnoreRequest):
    """The host asked to be left alone for longer than PACE_MAX_DELAY; the message says for how long."""


class Pace:
    """Downloader middleware that lengthens the delay of a host; a replay has no pace."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.get("REPLAY_WARC"):
            raise NotConfigured
        self._crawler = crawler
        self._longest = crawler.settings.getfloat("PACE_MAX_DELAY")
        self._shortest = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._closed: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Pace:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """A host that wants to be left alone for longer than a run can wait is not asked again in this one."""
        if why := self._closed.get(urlparse_cached(request).hostname or ""):
            self._crawler.stats.inc_value("pace/left-alone")
            raise ComeLater(why)

    def at_least(self, host: str, seconds: float) -> None:
        """From now on leave `seconds` between two requests to `host` (no more than PACE_MAX_DELAY)."""
        downloader = self._crawler.engine.downloader
        slots: dict[str, dict[str, Any]] = downloader.per_slot_settings
        delay = max(min(seconds, self._longest), slots.get(host, {}).get("delay", self._shortest))
        # Scrapy drops idle slots: the settings outlive them.
        slots[host] = {**slots.get(host, {}), "delay": delay}
        if slot := downloader.slots.get(host):
            slot.delay = delay

    def process_response(self, request: Request, response: Response) -> Response:
        """A host that says "too many requests" is asked half as often, or as late as it wants."""
        if response.status in SLOW_DOWN:
            host = request.meta.get("download_slot", "")
            slot = self._crawler.engine.downloader.slots.get(host)
            now = datetime.now(UTC)
            wanted = retry_after(response.headers, now)
            if wanted and (memory := state.of(self._crawler)) and "source" in request.meta:
                memory.hold(request.meta["source"], now + wanted)
            seconds = wanted.total_seconds() if wanted else 2 * max(slot.delay if slot else 0.0, 1.0)
            if seconds > self._longest:
                request.meta["dont_retry"] = True
                self._closed[host] = f"{host} wants no request for {seconds:.0f} seconds"
            self.at_least(host, seconds)
            self._crawler.stats.inc_value("pace/slowed")
        return response


def retry_after(headers: Mapping[str, Any], now: datetime) -> timedelta | None:
    """How long Retry-After asks to wait: seconds or an HTTP date (RFC 9110, 10.2.3); None when it says nothing."""
    raw = headers.get("Retry-After") or b""
    text = (raw.decode("latin-1") if isinstance(raw, bytes) else str(raw)).strip()
    if text.isdecimal():
        return timedelta(seconds=min(int(text), 10**8))
    try:
        return max(parsedate_to_datetime(text) - now, timedelta())
    except (ValueError, TypeError, OverflowError):
        return None
