"""Records what was fetched into RECORD_WARC, so that a replay gives the same."""

from __future__ import annotations

import logging

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler import configuration
from crawler.recording import Recorded, Recorder

logger = logging.getLogger(__name__)


class Record:
    """Downloader middleware, nearest to the network: the body is as it came, still compressed."""

    def __init__(self, crawler: Crawler) -> None:
        path = configuration.Configuration.of(crawler.settings).record_warc
        if path is None:
            raise NotConfigured
        self._crawler = crawler
        self._recorder = Recorder(path)
        self._full = False
        crawler.signals.connect(self._recorder.close, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Record:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Append the answer; a 304 has no body and would hide the one recorded before."""
        if request.method == "GET" and response.status != 304 and not self._full:
            try:
                self._recorder.add(self._recorded(response))
                self._crawler.stats.inc_value("record/written")
            except OSError as error:  # the crawl is worth more than its recording
                self._full = True
                logger.error("RECORD_WARC is not written any more: %s", error)
        return response

    def _recorded(self, response: Response) -> Recorded:
        headers = tuple(
            (name.decode("latin-1"), value.decode("utf-8", "surrogateescape"))
            for name, values in response.headers.items()
            for value in values
            if name.lower() not in {b"content-length", b"transfer-encoding"}
        )
        length = ("Content-Length", str(len(response.body)))
        return Recorded(
            url=response.url,
            status=response.status,
            reason="",
            headers=(*headers, length),
            body=response.body,
            date=configuration.now(self._crawler.settings),
        )
