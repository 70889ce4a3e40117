"""SOCKS5 (RFC 1928 and 1929): connections by way of a proxy such as Tor. It gets names, not addresses: it resolves them."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import Any

from twisted.internet import error
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.python.failure import Failure
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.configuration import Proxy

VERSION, SUBVERSION = 5, 1
NO_AUTH, PASSWORD = 0, 2
CONNECT = 1
IPV4, NAME, IPV6 = 1, 3, 4
SECONDS = 30
"""For the proxy to take the connection; what it does then is bounded by DOWNLOAD_TIMEOUT."""

_WHY = {
    1: "it failed", 2: "it may not", 3: "the network cannot be reached", 4: "the host cannot be reached",
    5: "the connection was refused", 6: "it took too long", 7: "it cannot connect", 8: "it knows no such address",
}  # fmt: skip
_LIKE: dict[int, type[error.ConnectError] | type[error.DNSLookupError]] = {
    4: error.DNSLookupError,  # what proxies say of names that do not exist
    5: error.ConnectionRefusedError,
    6: error.TimeoutError,
}


class ProxyError(Exception):
    """The proxy of SOCKS_PROXY did not do it; the message says why."""


@implementer(IStreamClientEndpoint)
class SocksEndpoint:
    """A host (a name, or an address in letters) and a port, behind a proxy."""

    def __init__(self, reactor: Any, proxy: Proxy, host: str, port: int) -> None:
        self._reactor, self._proxy, self._host, self._port = reactor, proxy, host, port

    def connect(self, factory: Any) -> Deferred[Any]:
        """A protocol of `factory` on a connection that the proxy has made; fails like one of our own, or of ProxyError."""
        return Deferred.fromCoroutine(self._connect(factory))

    async def _connect(self, factory: Any) -> Any:
        endpoint = HostnameEndpoint(self._reactor, self._proxy.host, self._proxy.port, timeout=SECONDS)
        where = f"the proxy {self._proxy.host}:{self._proxy.port}"
        try:
            streams: Any = Factory.forProtocol(_Stream)
            stream: Any = await endpoint.connect(streams)
        except (error.ConnectError, error.DNSLookupError) as failed:
            raise ProxyError(f"{where} of SOCKS_PROXY cannot be reached: {failed}") from failed
        try:
            await self._greet(stream)
            await self._ask(stream)
        except error.ConnectionClosed as failed:
            raise ProxyError(f"{where} hung up") from failed
        except BaseException:
            stream.transport.abortConnection()
            raise
        return stream.hand_over(factory)

    async def _greet(self, stream: _Stream) -> None:
        """Agree on how we say who we are (RFC 1928, 3), and say it (RFC 1929)."""
        offered = [NO_AUTH, PASSWORD] if self._proxy.user else [NO_AUTH]
        stream.say(bytes([VERSION, len(offered), *offered]))
        version, method = await stream.hear(2)
        if version != VERSION:
            raise ProxyError("what answers at SOCKS_PROXY does not speak SOCKS5")
        if method == PASSWORD and self._proxy.user:
            user, password = self._proxy.user.encode(), self._proxy.password.encode()
            stream.say(bytes([SUBVERSION, len(user)]) + user + bytes([len(password)]) + password)
            _, status = await stream.hear(2)
            if status:
                raise ProxyError("the proxy does not take the user and password of SOCKS_PROXY")
        elif method != NO_AUTH:
            raise ProxyError("the proxy wants a user and password: write them into SOCKS_PROXY")

    async def _ask(self, stream: _Stream) -> None:
        """Ask for the connection (RFC 1928, 4 to 6)."""
        stream.say(bytes([VERSION, CONNECT, 0]) + _address(self._host) + self._port.to_bytes(2, "big"))
        _, reply, _, kind = await stream.hear(4)
        if reply:
            why = f"the proxy says of {self._host}:{self._port}: {_WHY.get(reply, f'error {reply}')}"
            raise _LIKE[reply](why) if reply in _LIKE else ProxyError(why)
        length = {IPV4: 4, IPV6: 16}.get(kind) or (await stream.hear(1))[0]
        await stream.hear(length + 2)  # where the proxy connects from: nothing to us


class _Stream(Protocol):
    """Bytes that are waited for; in the end the connection is another's."""

    def __init__(self) -> None:
        self._heard = b""
        self._wanted = 0
        self._waiting: Deferred[bytes] | None = None

    def say(self, data: bytes) -> None:
        transport: Any = self.transport
        transport.write(data)

    def hear(self, size: int) -> Deferred[bytes]:
        """The next `size` bytes."""
        self._wanted, self._waiting = size, Deferred()
        waiting = self._waiting
        self._serve()
        return waiting

    def hand_over(self, factory: Any) -> Any:
        """The connection belongs to a protocol of `factory` from now on."""
        transport: Any = self.transport
        protocol = factory.buildProtocol(transport.getPeer())
        transport.protocol = protocol
        protocol.makeConnection(transport)
        if self._heard:
            protocol.dataReceived(self._heard)
        return protocol

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  # twisted's name
        self._heard += data
        self._serve()

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802
        waiting, self._waiting = self._waiting, None
        if waiting:
            waiting.errback(reason)

    def _serve(self) -> None:
        if self._waiting and len(self._heard) >= self._wanted:
            waiting, self._waiting = self._waiting, None
            heard, self._heard = self._heard[: self._wanted], self._heard[self._wanted :]
            waiting.callback(heard)


def _address(host: str) -> bytes:
    """The host as RFC 1928, 5, writes it."""
    try:
        address = ip_address(host)
    except ValueError:
        name = host.encode("idna" if not host.isascii() else "ascii")[:255]
        return bytes([NAME, len(name)]) + name
    return bytes([IPV6 if isinstance(address, IPv6Address) else IPV4]) + address.packed
