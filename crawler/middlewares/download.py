"""The download handler: Scrapy's, with connections of ours, and certificates that a source may choose not to verify."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler import catalogue
from crawler.configuration import Configuration
from crawler.middlewares.connections import Connections


class Download(HTTP11DownloadHandler):
    """Handler for http and https.

    The hosts of a source with `verify_certificate = false` are asked by a second one that trusts any certificate.
    """

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        configuration = Configuration.of(crawler.settings)
        self._pool = Connections(self._pool, self._contextFactory, configuration.socks_proxy)
        self._trusted = _trusted_hosts(configuration)
        self._trusting: HTTP11DownloadHandler | None = None
        if self._trusted:
            self._trusting = HTTP11DownloadHandler(crawler)
            # Scrapy has one setting for all hosts, and deprecated the factory that could tell them apart.
            self._trusting._contextFactory._verify_certificates = False
            pool, context = self._trusting._pool, self._trusting._contextFactory
            self._trusting._pool = Connections(pool, context, configuration.socks_proxy)

    async def download_request(self, request: Request) -> Response:
        if self._trusting and urlparse_cached(request).hostname in self._trusted:
            return await self._trusting.download_request(request)
        return await super().download_request(request)

    async def close(self) -> None:
        if self._trusting:
            await self._trusting.close()
        await super().close()


def _trusted_hosts(configuration: Configuration) -> frozenset[str | None]:
    sources = catalogue.load(configuration.sources, configuration.bundled).values()
    trusted = (source for source in sources if not source.verify_certificate)
    return frozenset(urlsplit(url).hostname for source in trusted for url in (source.home, *source.entrances))
