"""The download handler: Scrapy's, with a limit for heads, and certificates that a source may choose not to verify."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.web._newclient import HEADER

from crawler import catalogue
from crawler.configuration import Configuration

MAX_HEAD = 256 * 1024
"""Bytes of an answer's head; Scrapy has limits for bodies alone. Browsers stop at about this."""


class Download(HTTP11DownloadHandler):
    """Handler for http and https.

    The hosts of a source with `verify_certificate = false` are asked by a second one that trusts any certificate.
    """

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _with_limit(self._pool._factory)
        self._trusted = _trusted_hosts(Configuration.of(crawler.settings))
        self._trusting: HTTP11DownloadHandler | None = None
        if self._trusted:
            self._trusting = HTTP11DownloadHandler(crawler)
            self._trusting._pool._factory = self._pool._factory
            # Scrapy has one setting for all hosts, and deprecated the factory that could tell them apart.
            self._trusting._contextFactory._verify_certificates = False

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


def _with_limit(factory: Any) -> Any:
    """A factory of connections that hang up on a head of more than MAX_HEAD bytes."""

    class Limited(factory):  # type: ignore[misc]
        noisy = False

        def buildProtocol(self, address: Any) -> Any:  # noqa: N802  # twisted's name
            protocol = super().buildProtocol(address)
            take, parser, seen = protocol.dataReceived, None, 0

            def take_some(data: bytes) -> None:
                nonlocal parser, seen
                if protocol._parser is not parser:  # each answer on a connection has a parser of its own
                    parser, seen = protocol._parser, 0
                if parser is not None and parser.state == HEADER:
                    seen += len(data)
                if seen > MAX_HEAD:
                    protocol.transport.abortConnection()
                else:
                    take(data)

            protocol.dataReceived = take_some
            return protocol

    return Limited
