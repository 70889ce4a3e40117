"""The connections of a crawl: some are kept open for the next request, none for long; all by way of a proxy where one is set."""

from __future__ import annotations

from typing import Any

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import wrapClientTLS
from twisted.web._newclient import HEADER
from twisted.web.client import HTTPConnectionPool

from crawler.configuration import Proxy
from crawler.middlewares.socks import ProxyError, SocksEndpoint

MAX_HEAD = 256 * 1024
"""Bytes of an answer's head; Scrapy has limits for bodies alone. Browsers stop at about this."""
IDLE = 200
"""Connections kept open: twisted keeps one for each host, and a run over thousands of hosts may not open so many files."""
IDLE_SECONDS = 15
"""A connection is kept open; the next request to its host mostly comes sooner."""


class Connections(HTTPConnectionPool):
    """In place of the pool of Scrapy's handler `other`; `proxy`: no connection but to it, and no name resolved here."""

    def __init__(self, other: HTTPConnectionPool, context_factory: Any, proxy: Proxy | None) -> None:
        super().__init__(other._reactor, persistent=True)  # type: ignore[no-untyped-call]
        self.maxPersistentPerHost = other.maxPersistentPerHost
        self.cachedConnectionTimeout = IDLE_SECONDS
        self._factory = with_limit(other._factory)
        self._context_factory, self._proxy = context_factory, proxy

    def _newConnection(self, key: Any, endpoint: Any) -> Deferred[Any]:  # noqa: N802  # twisted's name
        if self._proxy:
            scheme, host, port, *_ = key
            if scheme not in {b"http", b"https"}:
                raise ProxyError("a request names a proxy of its own, which SOCKS_PROXY forbids")
            endpoint = SocksEndpoint(self._reactor, self._proxy, host.decode("ascii"), port)
            if scheme == b"https":
                endpoint = wrapClientTLS(self._context_factory.creatorForNetloc(host, port), endpoint)
        return super()._newConnection(key, endpoint)

    def _putConnection(self, key: Any, connection: Any) -> None:  # noqa: N802
        super()._putConnection(key, connection)  # type: ignore[no-untyped-call]
        if len(self._timeouts) > IDLE:
            oldest = next(iter(self._timeouts.values()))
            of_oldest = oldest.args
            oldest.cancel()
            self._removeConnection(*of_oldest)

    def _removeConnection(self, key: Any, connection: Any) -> None:  # noqa: N802
        super()._removeConnection(key, connection)  # type: ignore[no-untyped-call]
        if not self._connections[key]:
            del self._connections[key]


def with_limit(factory: Any) -> Any:
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
