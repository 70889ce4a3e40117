"""By way of a SOCKS5 proxy: it gets names, nothing goes around it, and what it says becomes a cause."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from ssl import SSLContext
from threading import Thread

import pytest

from crawler.configuration import Proxy, _socks
from crawler.middlewares.guard import Rules
from tests.crawler.middlewares.local_web import Crawl, Server, serving

DIRECT = {"ALLOW_ADDRESSES": "", "ALLOW_PORTS": "80,443"}
REPLIES = {"nowhere.org": 4, "refusing.org": 5, "slow.org": 6, "failing.org": 1, "odd.org": 77}


@dataclass
class Socks:
    """A SOCKS5 server that takes every name to `target`, or answers as REPLIES say."""

    target: int
    user: str = ""
    password: str = ""
    asked: list[tuple[int, str, int]] = field(default_factory=list)
    users: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"socks5://127.0.0.1:{self.port}"

    def serve(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, IndexError), connection.makefile("rb") as heard:
            methods = heard.read(heard.read(2)[1])
            wanted = 2 if self.user else 0
            connection.sendall(bytes([5, wanted if wanted in methods else 255]))
            if wanted:
                user = heard.read(heard.read(2)[1]).decode()
                self.users.append((user, heard.read(heard.read(1)[0]).decode()))
                connection.sendall(bytes([1, self.users[-1] != (self.user, self.password)]))
            kind = heard.read(4)[3]
            host = heard.read(heard.read(1)[0]).decode() if kind == 3 else socket.inet_ntoa(heard.read(4))
            self.asked.append((kind, host, int.from_bytes(heard.read(2), "big")))
            reply = REPLIES.get(host, 0)
            # an address of each form, and in pieces: all of it must be skipped, and no more
            bound = bytes([3, 3]) + b"abc" if len(self.asked) % 2 else bytes([1, 0, 0, 0, 0])
            connection.sendall(bytes([5, reply, 0]))
            connection.sendall(bound + b"\0\0")
            if not reply:
                self.carry(connection)

    def carry(self, connection: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", self.target)) as far:
            back = Thread(target=_copy, args=(far, connection), daemon=True)
            back.start()
            _copy(connection, far)
            back.join(5)


def _copy(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)


@pytest.fixture
def through() -> Iterator[Callable[..., Socks]]:
    """Start a SOCKS server to a port."""
    listeners = []

    def start(target: int, user: str = "", password: str = "") -> Socks:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        socks = Socks(target, user, password, port=listener.getsockname()[1])
        Thread(target=socks.serve, args=(listener,), daemon=True).start()
        return socks

    yield start
    for listener in listeners:
        listener.close()


def test_a_page_comes_by_name_and_nothing_is_resolved_here(
    server: Server, crawl: Crawl, through: Callable[..., Socks]
) -> None:
    server.pages["/page"] = (200, {}, b"by way of a proxy")
    socks = through(server.port)
    urls = [f"http://{host}/page" for host in ("no-resolver-knows-this.example.org", "8.8.8.8", "abc234.onion")]
    proxied = {"http_proxy": "http://127.0.0.1:1", "no_proxy": "*"}
    crawled = crawl(*urls, settings=DIRECT | {"SOCKS_PROXY": socks.url}, environment=proxied)
    assert [answer["body"] for answer in crawled.responses] == ["by way of a proxy"] * 3, crawled.errors
    asked = set(socks.asked)
    assert asked == {(3, "no-resolver-knows-this.example.org", 80), (1, "8.8.8.8", 80), (3, "abc234.onion", 80)}


def test_the_guard_holds_by_name(server: Server, crawl: Crawl, through: Callable[..., Socks]) -> None:
    """A proxy may stand inside: private names and addresses, in any spelling, and redirects to them are not asked of it."""
    server.pages["/away"] = (302, {"Location": "http://169.254.169.254/latest"}, b"")
    socks = through(server.port)
    inside = ["http://127.1/", "http://localhost/", "http://router.lan/", "http://[::1]/", "http://a.org:22/"]
    crawled = crawl(*inside, "http://a.org/away", settings=DIRECT | {"SOCKS_PROXY": socks.url})
    assert [error["cause"] for error in crawled.errors] == ["forbidden-address"] * 6
    assert {host for _, host, _ in socks.asked} == {"a.org"}


@pytest.mark.parametrize(
    ("host", "cause"),
    [
        ("nowhere.org", "dns"),
        ("refusing.org", "refused"),
        ("slow.org", "timeout"),
        ("failing.org", "proxy"),
        ("odd.org", "proxy"),
    ],
)
def test_what_the_proxy_says_becomes_a_cause(
    host: str, cause: str, server: Server, crawl: Crawl, through: Callable[..., Socks]
) -> None:
    settings = DIRECT | {"SOCKS_PROXY": through(server.port).url, "ROBOTSTXT_OBEY": False}
    assert [error["cause"] for error in crawl(f"http://{host}/", settings=settings).errors] == [cause]
    assert server.connections == 0


def test_without_its_proxy_nothing_is_fetched(server: Server, crawl: Crawl) -> None:
    def greet() -> None:
        with other.accept()[0] as connection:
            connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

    with socket.socket() as closed, socket.create_server(("127.0.0.1", 0)) as other:
        closed.bind(("127.0.0.1", 0))
        Thread(target=greet, daemon=True).start()
        ports = (closed.getsockname()[1], other.getsockname()[1])
        for port, why in zip(ports, ("cannot be reached", "does not speak SOCKS5"), strict=True):
            settings = DIRECT | {"SOCKS_PROXY": f"socks5://127.0.0.1:{port}", "ROBOTSTXT_OBEY": False}
            (error,) = crawl("http://a.org/", settings=settings).errors
            assert error["cause"] == "proxy"
            assert why in error["message"]
    assert server.paths == []


def test_a_user_and_password(server: Server, crawl: Crawl, through: Callable[..., Socks]) -> None:
    server.pages["/"] = (200, {}, b"hello")
    socks = through(server.port, user="one@b", password="p:w")
    wire = DIRECT | {"ROBOTSTXT_OBEY": False}
    named = crawl("http://a.org/", settings=wire | {"SOCKS_PROXY": f"socks5://one%40b:p%3Aw@127.0.0.1:{socks.port}"})
    assert [answer["body"] for answer in named.responses] == ["hello"]
    wrong = crawl("http://a.org/", settings=wire | {"SOCKS_PROXY": f"socks5h://one:x@127.0.0.1:{socks.port}"})
    assert "does not take the user" in wrong.errors[0]["message"]
    nameless = crawl("http://a.org/", settings=wire | {"SOCKS_PROXY": socks.url})
    assert "wants a user" in nameless.errors[0]["message"]
    assert socks.users == [("one@b", "p:w"), ("one", "x")]


def test_https_is_verified_behind_the_proxy(
    crawl: Crawl, through: Callable[..., Socks], tmp_path: Path, selfmade: SSLContext
) -> None:
    """The tunnel ends at the site: an unknown certificate fails there, unless the source says that it may."""
    (tmp_path / "sources.toml").write_text('[trusted]\nhome = "https://trusted.org/"\nverify_certificate = false\n')
    with serving(tls=selfmade) as secure:
        secure.pages["/"] = (200, {}, b"sealed")
        socks = through(secure.port)
        settings = DIRECT | {"SOCKS_PROXY": socks.url, "SOURCES": tmp_path / "sources.toml", "ROBOTSTXT_OBEY": False}
        crawled = crawl("https://trusted.org/", "https://strict.org/", settings=settings)
    assert [(answer["url"], answer["body"]) for answer in crawled.responses] == [("https://trusted.org/", "sealed")]
    assert [(error["url"], error["cause"]) for error in crawled.errors] == [("https://strict.org/", "tls")]
    assert {(kind, host, port) for kind, host, port in socks.asked} == {(3, "trusted.org", 443), (3, "strict.org", 443)}


def test_without_a_proxy_no_resolver_hears_of_onion() -> None:
    assert "SOCKS_PROXY" in Rules().against_url("http://abc234.onion/")
    assert Rules(tor=True).against_url("http://abc234.onion/") == ""


def test_how_a_proxy_is_written() -> None:
    assert _socks("") is None
    assert _socks("socks5://127.0.0.1:9050") == Proxy("127.0.0.1", 9050)
    assert _socks("socks5h://u:p@tor.lan") == Proxy("tor.lan", 1080, "u", "p")
    for wrong in (
        "http://a:1",
        "127.0.0.1:9050",
        "socks5://",
        "socks5://a:99999",
        "socks5://a/b",
        f"socks5://{'u' * 256}@a",
    ):
        with pytest.raises(ValueError):
            _socks(wrong)
