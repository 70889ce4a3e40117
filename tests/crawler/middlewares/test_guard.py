"""Where we may connect: every spelling of an address, redirects, names that change, and what a public address is."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twisted.internet.address import IPv4Address as Resolved4
from twisted.internet.address import IPv6Address as Resolved6

from crawler.middlewares import guard
from crawler.middlewares.guard import Resolver, Rules, is_public, literal
from tests.crawler.middlewares.local_web import Crawl, Server, serving

# Each reaches this machine, or a network or service that is not public, in some program or other.
SPELLINGS = """
127.0.0.1 127.0.0.2 127.1 127.0.1 127.255.255.254 2130706433 017700000001 0x7f000001 0x7f.0.0.1 0x7f.1
0177.0.0.1 0177.0.01 00000177.0.0.1 0x7F.0x0.0x0.0x1 127.0.0.1. 0 0.0.0.0 0.1 00 0x0 0.0.0.1 4294967295
255.255.255.255 10.0.0.1 10.255.255.255 012.0.0.1 0xa.1 167772161 172.16.0.1 172.31.255.255 192.168.0.1
192.168.1.1 0xc0.0xa8.1.1 3232235777 169.254.169.254 169.254.170.2 2852039166 0xa9fea9fe 0251.0376.0251.0376
100.64.0.1 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1
224.0.0.1 239.255.255.250 240.0.0.1 127。0。0。1 １２７.0.0.1 ①②⑦.0.0.1 %31%32%37.0.0.1 [::1] [::] [0:0:0:0:0:0:0:1]
[::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [::ffff:169.254.169.254] [::127.0.0.1] [::7f00:1]
[64:ff9b::127.0.0.1] [64:ff9b::a00:1] [64:ff9b:1::1] [2002:7f00:1::] [2002:a9fe:a9fe::1] [2001:0:1::1]
[2001:db8::1] [3fff::1] [fe80::1] [fe80::1%25lo] [fec0::1] [fc00::1] [fd00:ec2::254] [fd12:3456::1] [ff02::1]
[ff0e::1] [100::1] [5f00::1] [::ffff:0:127.0.0.1] localhost LOCALHOST localhost. foo.localhost printer.local
metadata.google.internal router.lan intranet nas.home server.corp gateway.home.arpa
"""
HOSTS = SPELLINGS.split()


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTS)) >= 80


@pytest.mark.parametrize("host", HOSTS)
def test_no_spelling_gets_past_the_url_check(host: str) -> None:
    """What stands in the URL is refused before anything is resolved: it holds behind a proxy, too."""
    assert Rules().against_url(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "http:///nothing", "http://example.org:22/", "https://example.org:80443/",
     "http://[::1", "gopher://example.org:70/", "http://example.org:0/"],
)  # fmt: skip
def test_other_schemes_ports_and_non_urls_are_refused(url: str) -> None:
    assert Rules().against_url(url)


@pytest.mark.parametrize(
    "url",
    ["https://example.org/", "http://8.8.8.8/", "https://[2606:4700::1111]/", "http://[::ffff:8.8.8.8]/",
     "https://xn--80ak6aa92e.com/", "http://127.0.0.1.nip.io/", "https://2018.example.org/", "https://0x.org/"],
)  # fmt: skip
def test_the_public_web_is_open(url: str) -> None:
    assert Rules().against_url(url) == ""


def test_nothing_is_connected_to(server: Server, crawl: Crawl) -> None:
    """The server listens; with the guard's own rules none of the spellings reaches it."""
    spelled = [host for host in HOSTS if host.isascii() and "%" not in host]
    crawled = crawl(
        *(server.url("/", host) for host in spelled), settings={"ALLOW_ADDRESSES": "", "ROBOTSTXT_OBEY": False}
    )
    assert server.connections == 0
    assert len(crawled.errors) == len(spelled)
    assert crawled.stats["guard/refused"] >= len(spelled) - 8  # some are no hosts at all, and fail by themselves


def test_a_redirect_is_checked_like_a_link(server: Server, crawl: Crawl) -> None:
    only = {"ALLOW_ADDRESSES": "127.0.0.1/32", "ROBOTSTXT_OBEY": False}
    with serving("127.0.0.2", server.port) as inner:
        server.pages["/a"] = (302, {"Location": "/b"}, b"")
        server.pages["/b"] = (301, {"Location": inner.url("/", "127.0.0.2")}, b"")
        server.pages["/meta"] = (
            200,
            {"Content-Type": "text/html"},
            f'<meta http-equiv="refresh" content="0; url={inner.url("/", "127.0.0.2")}">'.encode(),
        )
        server.pages["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
        crawled = crawl(*(server.url(path) for path in ("/a", "/meta", "/file")), settings=only)
        assert inner.connections == 0
    assert sorted(server.paths) == ["/a", "/b", "/file", "/meta"]
    refused = [error["message"] for error in crawled.errors if error["type"] == "Forbidden"]
    assert len(refused) == 2
    assert all("127.0.0.2 is not a public address" in message for message in refused)
    assert len(crawled.errors) == 3  # the third is the 302 to a file, which Scrapy hands on and we do not follow


def test_a_refused_site_says_so_rather_than_robots(server: Server, crawl: Crawl) -> None:
    crawled = crawl(server.url("/"), settings={"ALLOW_ADDRESSES": ""})
    assert server.connections == 0
    assert "not a public address" in crawled.errors[0]["message"]


class FakeReactor:
    """Resolves any name to the next of its answers."""

    def __init__(self, *answers: list[Any]) -> None:
        self.answers = list(answers)
        self.nameResolver = self

    def resolveHostName(self, receiver: Any, *_: Any) -> None:  # noqa: N802
        receiver.resolutionBegan(None)
        for address in self.answers.pop(0):
            receiver.addressResolved(address)
        receiver.resolutionComplete()


class Receiver:
    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, _: Any) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete = True


def asked(resolver: Resolver, name: str, port: int = 443) -> list[str]:
    receiver: Any = Receiver()
    resolver.resolveHostName(receiver, name, port)
    assert receiver.complete
    addresses: list[str] = receiver.addresses
    return addresses


def test_a_name_that_rebinds_is_checked_at_every_connection() -> None:
    public, private = Resolved4("TCP", "93.184.216.34", 0), Resolved4("TCP", "10.0.0.1", 0)
    resolver = Resolver(FakeReactor([public], [private], [private, public]), 0, Rules())  # type: ignore[arg-type]
    assert asked(resolver, "rebind.org") == ["93.184.216.34"]
    assert asked(resolver, "rebind.org") == []
    assert "10.0.0.1" in guard.refused["rebind.org"]
    assert asked(resolver, "rebind.org") == ["93.184.216.34"]
    assert "rebind.org" not in guard.refused


def test_a_cached_name_is_checked_as_well() -> None:
    mapped = Resolved6("TCP", "::ffff:169.254.169.254", 0)
    resolver = Resolver(FakeReactor([mapped]), 100, Rules())  # type: ignore[arg-type]
    assert asked(resolver, "cached.org") == []
    assert asked(resolver, "cached.org") == []


def test_a_port_is_checked_when_connecting() -> None:
    resolver = Resolver(FakeReactor([Resolved4("TCP", "93.184.216.34", 0)]), 0, Rules())  # type: ignore[arg-type]
    assert asked(resolver, "port.org", 25) == []
    assert "port 25" in guard.refused["port.org"]


def test_only_the_proxy_itself_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:3128")
    local = Resolved4("TCP", "127.0.0.1", 0)
    resolver = Resolver(FakeReactor([local], [local]), 0, Rules())  # type: ignore[arg-type]
    assert asked(resolver, "127.0.0.1", 3128) == ["127.0.0.1"]
    assert asked(resolver, "evil.org", 3128) == []
    assert Rules().against_url("http://127.0.0.1:3128/")


def test_a_proxy_is_not_asked_for_what_is_not_public(server: Server, crawl: Crawl) -> None:
    """A proxy resolves names itself and may stand inside: the URL alone decides."""
    server.pages["http://public.org/"] = (200, {}, b"by proxy")
    inside = [
        "http://127.1/",
        "http://localhost/",
        "http://169.254.169.254/latest/",
        "http://router.lan/",
        "http://[::1]/",
    ]
    proxy = {"http_proxy": server.url()}
    crawled = crawl("http://public.org/", *inside, settings={"ALLOW_ADDRESSES": ""}, environment=proxy)
    assert crawled.responses[0]["body"] == "by proxy"
    assert {path for path, _, _ in server.asked} == {"http://public.org/robots.txt", "http://public.org/"}
    assert [error["type"] for error in crawled.errors] == ["Forbidden"] * len(inside)


def test_a_proxy_for_https_may_have_a_name(server: Server, crawl: Crawl) -> None:
    """It is asked for a tunnel, which this server does not give; the name's address is not public."""
    proxy = {"https_proxy": server.url(host="localhost")}
    crawled = crawl("https://public.org/", settings={"ALLOW_ADDRESSES": "", "ROBOTSTXT_OBEY": False}, environment=proxy)
    assert server.connections == 1
    assert "tunnel" in crawled.errors[0]["message"]


def test_what_is_allowed_is_allowed_mapped_too() -> None:
    rules = Rules([ip_network("127.0.0.0/8")], [80])
    assert rules.against_address("127.0.0.1") == ""
    assert rules.against_address("::ffff:127.0.0.1") == ""
    assert rules.against_address("10.0.0.1")


@given(st.ip_addresses(v=4))
@settings(max_examples=100)
def test_no_ipv4_is_more_public_than_pythons_registry(address: IPv4Address) -> None:
    assert not is_public(address) or (address.is_global and not address.is_multicast)


@given(st.ip_addresses(v=6))
@settings(max_examples=100)
def test_no_ipv6_is_more_public_than_pythons_registry(address: IPv6Address) -> None:
    assert not is_public(address) or (address.is_global and not address.is_multicast)


@given(st.ip_addresses(v=4))
@settings(max_examples=50)
def test_an_address_is_read_in_every_spelling(address: IPv4Address) -> None:
    number = int(address)
    octets = [number >> shift & 255 for shift in (24, 16, 8, 0)]
    spellings = [str(number), hex(number), ".".join(map(hex, octets)), ".".join(f"0{octet:o}" for octet in octets)]
    assert {literal(spelling) for spelling in spellings} == {str(address)}
