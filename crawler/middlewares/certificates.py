"""Certificates are verified, but for the sources that say `verify_certificate = false`."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler import catalogue
from crawler.configuration import Configuration


class Https(HTTP11DownloadHandler):
    """Download handler for https; the hosts of such a source are asked by a second one that trusts any."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        configuration = Configuration.of(crawler.settings)
        sources = catalogue.load(configuration.sources, configuration.bundled).values()
        lax = [source for source in sources if not source.verify_certificate]
        self._lax_hosts = {urlsplit(url).hostname for source in lax for url in (source.home, *source.entrances)}
        self._lax = HTTP11DownloadHandler(crawler)
        # Scrapy has one setting for all hosts, and deprecated the factory that could tell them apart.
        self._lax._contextFactory._verify_certificates = False

    async def download_request(self, request: Request) -> Response:
        if urlparse_cached(request).hostname in self._lax_hosts:
            return await self._lax.download_request(request)
        return await super().download_request(request)

    async def close(self) -> None:
        await self._lax.close()
        await super().close()
