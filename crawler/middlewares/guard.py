"""Where we may connect: to public addresses, on allowed ports, over http and https. Checked when connecting."""

from __future__ import annotations

import logging
import re
import socket
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.resolver import CachingHostnameResolver
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.configuration import Configuration, Network, Proxy

if TYPE_CHECKING:
    from twisted.internet.base import ReactorBase

logger = logging.getLogger(__name__)

DEFAULT_PORT = {"http": 80, "https": 443}

SPECIAL_IPV4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32",  # public by number, but the metadata service inside one large cloud
        ),
    )
)  # fmt: skip
GLOBAL_IPV6 = IPv6Network("2000::/3")
SPECIAL_IPV6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
CARRIES_IPV4 = tuple(map(IPv6Network, ("::ffff:0:0/96", "64:ff9b::/96")))

# Top-level names that are never public (RFC 6761, RFC 6762, RFC 9476 and what networks use in fact).
PRIVATE_NAMES = frozenset(
    {
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "home",
        "corp",
        "private",
        "alt",
        "test",
        "invalid",
        "example",
    }
)

UNSAID = 0
"""The port that twisted gives when it resolves the name of a proxy for https; never that of a URL."""

refused: dict[str, str] = {}
"""Names that the Resolver found no allowed address for, with why."""


class Forbidden(IgnoreRequest):
    """We may not connect there; raised by Guard, the message says why."""


class Guard:
    """Downloader middleware: refuses by the URL what is refused by its nature, and names what the Resolver refused.

    Behind a proxy, which resolves names itself, this is the only check; hence it knows every spelling of an address.
    """

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.get("REPLAY_WARC"):
            raise NotConfigured
        self._crawler = crawler
        self._rules = Rules.of(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Guard:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if why := self._rules.against_url(request.url):
            raise self._forbidden(request, why)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A name without an allowed address looks like one that does not exist: say which it was, and do not retry."""
        if why := refused.get(urlparse_cached(request).hostname or ""):
            raise self._forbidden(request, why) from exception

    def _forbidden(self, request: Request, why: str) -> Forbidden:
        self._crawler.stats.inc_value("guard/refused")
        logger.warning("%s is not fetched: %s", request.url, why)
        return Forbidden(why)


class Rules:
    """What may be connected to, as pure questions; each answer is why not, or ""."""

    def __init__(
        self, networks: Sequence[Network] = (), ports: Iterable[int] = (80, 443), *, tor: bool = False
    ) -> None:
        """`tor`: names may be asked of a proxy that knows .onion."""
        self._networks = tuple(networks)
        self._ports = frozenset(ports)
        self._tor = tor

    @classmethod
    def of(cls, settings: BaseSettings) -> Rules:
        configuration = Configuration.of(settings)
        return cls(configuration.allow_addresses, configuration.allow_ports, tor=configuration.socks_proxy is not None)

    def against_url(self, url: str) -> str:
        """Why the URL is refused before anything is resolved."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            return f"it is not a URL ({error})"
        if parts.scheme not in DEFAULT_PORT:
            return f"the scheme {parts.scheme!r} is neither http nor https"
        if not host:
            return "it names no host"
        return self.against_port(DEFAULT_PORT[parts.scheme] if port is None else port) or self._against_host(host)

    def against_port(self, port: int) -> str:
        """Why the port is refused."""
        return "" if port in self._ports else f"port {port} is not allowed (setting ALLOW_PORTS)"

    def against_address(self, text: str) -> str:
        """Why an address, as the resolver gave it, is refused."""
        try:
            address = ip_address(text.partition("%")[0])
        except ValueError:
            return f"{text!r} is not an address"
        if is_public(address) or any(_is_in(address, network) for network in self._networks):
            return ""
        return f"{address} is not a public address (setting ALLOW_ADDRESSES)"

    def _against_host(self, host: str) -> str:
        name = unicodedata.normalize("NFKC", unquote(host)).lower().rstrip(".")
        if address := literal(name):
            return self.against_address(address)
        if name.endswith(".onion") and not self._tor:  # RFC 7686, 2: no resolver is to hear of it
            return f"{name!r} is a name of Tor (setting SOCKS_PROXY)"
        private = name.rpartition(".")[2] in PRIVATE_NAMES or "." not in name or name.endswith(".home.arpa")
        return f"{name!r} is a name of a private network" if private and not self._networks else ""


class Resolver(CachingHostnameResolver):
    """TWISTED_DNS_RESOLVER: hands on the allowed addresses of a name only.

    Twisted asks it before every connection, for addresses in any spelling too, and connects to what it hands on:
    nothing can change between the check and the connection.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, rules: Rules, proxy: Proxy | None = None) -> None:
        super().__init__(reactor, cache_size)
        self._rules = rules
        # Whoever set a proxy trusts it; no URL of a page can name it, for Guard has looked at that before.
        proxies = [urlsplit(proxy) for proxy in getproxies().values()]
        self._proxies = {(proxy.hostname, port) for proxy in proxies for port in (proxy.port or 80, UNSAID)}
        if proxy:
            self._proxies = {(proxy.host, proxy.port)}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Resolver:
        size = crawler.settings.getint("DNSCACHE_SIZE") if crawler.settings.getbool("DNSCACHE_ENABLED") else 0
        proxy = Configuration.of(crawler.settings).socks_proxy
        return cls(reactor, size, Rules.of(crawler.settings), proxy)

    def resolveHostName(  # noqa: N802  # twisted's name
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        receiver: Any = resolutionReceiver
        if (hostName, portNumber) not in self._proxies:
            receiver = _Filter(resolutionReceiver, self._rules, hostName, portNumber)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _Filter:
    """Hands on the addresses that the rules allow; remembers why a name has none."""

    def __init__(self, receiver: Any, rules: Rules, host: str, port: int) -> None:
        self._receiver, self._rules, self._host = receiver, rules, host
        self._against_port = rules.against_port(port)
        self._against: str = ""
        self._passed = False

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        against = self._against_port or self._rules.against_address(getattr(address, "host", ""))
        if against:
            self._against = against
        else:
            self._passed = True
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        if self._against and not self._passed:
            refused[self._host] = self._against
        else:
            refused.pop(self._host, None)
        self._receiver.resolutionComplete()


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public internet, by IANA's special-purpose registries (RFC 6890 and its heirs).

    An IPv6 address that carries an IPv4 one (mapped, NAT64) is as public as that.
    """
    if isinstance(address, IPv6Address):
        for prefix in CARRIES_IPV4:
            if address in prefix:
                return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        return address in GLOBAL_IPV6 and not any(address in network for network in SPECIAL_IPV6)
    return not any(address in network for network in SPECIAL_IPV4)


def literal(host: str) -> str:
    """The address that `host` spells, as C libraries read it ("127.1", "0x7f.1", "2130706433"); "" for a name."""
    with suppress(ValueError):
        return str(ip_address(host.strip("[]").partition("%")[0]))
    if re.fullmatch(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+)){0,3}", host):
        try:
            return socket.inet_ntoa(socket.inet_aton(host))
        except OSError:
            return host  # digits that are no address: refused as such
    return ""


def _is_in(address: IPv4Address | IPv6Address, network: Network) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return address in network or (mapped is not None and mapped in network)
