"""Replays a recorded web: answers every request from REPLAY_WARC. Nothing touches the network, not even for a name."""

from __future__ import annotations

import logging

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.configuration import Configuration
from crawler.recording import Recorded, Recording

logger = logging.getLogger(__name__)


class Replay(BaseDownloadHandler):
    """Download handler for http and https; crawler.addon puts it in place of Scrapy's when REPLAY_WARC is set."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        path = Configuration.of(crawler.settings).replay_warc
        assert path is not None
        self._recording = Recording.open(path)
        self._max_size = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        if self._recording.broken:
            logger.warning("%s: %d broken records skipped", path, self._recording.broken)

    async def download_request(self, request: Request) -> Response:
        """The recorded answer, 304 when the request names its validator; 404, and counted, when there is none."""
        recorded = self._recording.find(request.url) if request.method in {"GET", "HEAD"} else None
        if recorded is None:
            self.crawler.stats.inc_value("replay/missing")
            return Response(request.url, status=404, flags=["not-recorded"], request=request)
        if len(recorded.body) > self._max_size:
            raise DownloadCancelledError(f"{request.url}: {len(recorded.body)} bytes are more than DOWNLOAD_MAXSIZE")
        self.crawler.stats.inc_value("replay/found")
        return _response(request, recorded)


def _response(request: Request, recorded: Recorded) -> Response:
    headers = Headers()
    for name, value in recorded.headers:
        headers.appendlist(name.encode("latin-1", "replace"), value.encode("utf-8", "surrogateescape"))
    if recorded.status == 200 and _is_known(request, headers):
        return Response(request.url, status=304, headers=headers, request=request)
    kind = responsetypes.from_args(headers=headers, url=request.url, body=recorded.body)
    body = b"" if request.method == "HEAD" else recorded.body
    return kind(request.url, status=recorded.status, headers=headers, body=body, request=request)


def _is_known(request: Request, headers: Headers) -> bool:
    """Whether the request is conditional on what was recorded (RFC 9110, 13.1: If-None-Match goes before the date)."""
    if asked := request.headers.get("If-None-Match"):
        return asked == headers.get("ETag")
    asked = request.headers.get("If-Modified-Since")
    return asked is not None and asked == headers.get("Last-Modified")
