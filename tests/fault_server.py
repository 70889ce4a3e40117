"""A server of sites that do everything wrong: each fault is a source with the cause its visit must end with.

Faults stand at one of three places: the "entrance" (the declared feed), the "page" (of an article that a good feed tells
of), or "robots" (robots.txt). Each has a port of its own; everything else there is answered well.
"""

from __future__ import annotations

import gzip
import socket
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from threading import Event, Thread
from time import sleep
from typing import Literal

Act = Callable[[socket.socket, Event], None]
Where = Literal["entrance", "page", "robots"]
MEGABYTE = b" " * (1 << 20)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
TEXT = "On Friday at 6 pm people hold a vigil on the square in solidarity with those who are persecuted. " * 4
PAGE = (
    "<html><head><title>A vigil on the square</title></head><body><article><h1>A vigil on the square</h1>"
    f"<p>{TEXT}</p></article></body></html>"
).encode()


@dataclass(frozen=True)
class Fault:
    """What a server does, where, and the cause (or reason) that its report must name; "fine": it is no fault to us."""

    where: Where
    act: Act
    cause: str


def says(data: bytes) -> Act:
    return lambda connection, _: connection.sendall(data)


def answer(body: bytes, *, status: str = "200 OK", kind: str = "text/html", more: str = "") -> Act:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}Connection: close\r\n\r\n"
    )
    return says(head.encode("latin-1") + body)


def page(title: str, text: str = TEXT, head: str = "", body_class: str = "") -> Act:
    return answer(
        f'<html><head><title>{title}</title>{head}</head><body class="{body_class}"><article><h1>{title}</h1><p>{text}</p>'
        "</article></body></html>".encode()
    )


def xml(body: str | bytes) -> Act:
    return answer(body.encode() if isinstance(body, str) else body, kind="application/rss+xml")


def reset(connection: socket.socket, _: Event) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def stall(connection: socket.socket, over: Event) -> None:
    over.wait(10)


def stall_in_head(connection: socket.socket, over: Event) -> None:
    connection.sendall(OK)
    over.wait(10)


def drip(connection: socket.socket, over: Event) -> None:
    connection.sendall(OK + b"Content-Length: 100000\r\n\r\n")
    while not over.wait(0.05):
        connection.sendall(b".")


def endless(start: bytes, again: bytes) -> Act:
    def act(connection: socket.socket, over: Event) -> None:
        connection.sendall(start)
        while not over.wait(0.005):
            connection.sendall(again)

    return act


def endless_head(connection: socket.socket, over: Event) -> None:
    connection.sendall(OK)
    for number in count():
        if over.wait(0.001):
            return
        connection.sendall(b"X-%d: %s\r\n" % (number, b"a" * 8000))


def late(connection: socket.socket, over: Event) -> None:
    sleep(0.3)
    answer(PAGE)(connection, over)


def redirect(to: str, status: str = "302 Found") -> Act:
    return answer(b"", status=status, more=f"Location: {to}\r\n")


def status(code: int) -> Act:
    return answer(b"<h1>Sorry</h1>", status=f"{code} Sorry", more="Retry-After: 3600\r\n")


def packed(body: bytes, encoding: str = "gzip") -> Act:
    return answer(body, more=f"Content-Encoding: {encoding}\r\n")


def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(MEGABYTE) for _ in range(32)) + packer.flush()


def rss(items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'


def item(link: str, title: str = "One") -> str:
    return f"<item><title>{title}</title><link>{link}</link></item>"


BOMB = bomb()
ENTITIES = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ELSEWHERE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = "<a>" * 20_000

FAULTS: dict[str, Fault] = {
    # The connection.
    "hangs_up": Fault("entrance", says(b""), "reset"),
    "resets": Fault("entrance", reset, "reset"),
    "stalls": Fault("entrance", stall, "timeout"),
    "stalls_in_the_head": Fault("entrance", stall_in_head, "timeout"),
    "drips": Fault("entrance", drip, "timeout"),
    "page_resets": Fault("page", reset, "reset"),
    "page_stalls": Fault("page", stall, "timeout"),
    "page_drips": Fault("page", drip, "timeout"),
    "page_is_late": Fault("page", late, "fine"),
    # HTTP.
    "promises_more": Fault("entrance", says(OK + b"Content-Length: 100\r\n\r\nshort"), "cut-short"),
    "promises_too_much": Fault("entrance", says(OK + b"Content-Length: 99999999999\r\n\r\n"), "too-big"),
    "sends_for_ever": Fault("entrance", endless(OK + b"\r\n", MEGABYTE), "too-big"),
    "chunks_for_ever": Fault(
        "entrance", endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"100000\r\n" + MEGABYTE + b"\r\n"), "too-big"
    ),
    "heads_for_ever": Fault("entrance", endless_head, "too-big"),
    "one_header_for_ever": Fault("entrance", endless(OK + b"X: ", b"a" * 65536), "reset"),
    "breaks_chunks": Fault("entrance", says(OK + b"Transfer-Encoding: chunked\r\n\r\nnone\r\n"), "cut-short"),
    "ends_in_a_chunk": Fault("entrance", says(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nx"), "cut-short"),
    "speaks_ssh": Fault("entrance", says(b"SSH-2.0-OpenSSH_9.6\r\n"), "not-http"),
    "status_is_no_number": Fault("entrance", says(b"HTTP/1.1 OK OK\r\n\r\n"), "not-http"),
    "length_is_no_number": Fault("entrance", says(OK + b"Content-Length: many\r\n\r\nbody"), "not-http"),
    "two_lengths": Fault("entrance", says(OK + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody"), "not-http"),
    "http_1_0": Fault("page", says(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE), "fine"),
    "bytes_in_headers": Fault("page", answer(PAGE, more="X: \xff\xfe\r\n"), "fine"),
    # Packing.
    "packs_a_bomb": Fault("entrance", packed(BOMB), "too-big"),
    "packs_a_bomb_twice": Fault("entrance", packed(gzip.compress(BOMB), "gzip, gzip"), "too-big"),
    "page_is_a_bomb": Fault("page", packed(BOMB), "too-big"),
    "says_gzip_sends_text": Fault("page", packed(PAGE), "fine"),
    "cuts_its_gzip": Fault("page", packed(gzip.compress(PAGE)[:-9]), "fine"),
    # Redirects.
    "redirects_to_itself": Fault("entrance", redirect("/feed.xml"), "redirects"),
    "redirects_to_nowhere": Fault("entrance", redirect(""), "redirects"),
    "redirects_to_a_script": Fault("entrance", redirect("javascript:1"), "redirects"),
    "redirects_to_metadata": Fault("entrance", redirect("http://169.254.169.254/"), "forbidden-address"),
    "redirects_to_a_private_net": Fault("entrance", redirect("http://192.168.1.1/"), "forbidden-address"),
    "redirects_to_a_port": Fault("entrance", redirect("http://127.0.0.1:22/"), "forbidden-address"),
    "page_redirects_inside": Fault("page", redirect("http://[::ffff:10.0.0.1]/"), "forbidden-address"),
    "page_redirects_home": Fault("page", redirect("/"), "soft-404"),
    "moves_for_good_to_nothing": Fault("entrance", redirect("/gone", "301 Moved"), "http-404"),
    # Statuses.
    "is_gone": Fault("entrance", status(410), "http-410"),
    "is_forbidden": Fault("entrance", status(403), "http-403"),
    "wants_a_password": Fault("entrance", status(401), "http-401"),
    "is_withheld": Fault("entrance", status(451), "http-451"),
    "was_asked_too_often": Fault("entrance", status(429), "http-429"),
    "is_broken": Fault("entrance", status(500), "http-500"),
    "is_unavailable": Fault("entrance", status(503), "http-503"),
    "invents_a_status": Fault("entrance", status(999), "http-999"),
    "page_is_gone": Fault("page", status(410), "http-410"),
    "page_is_broken": Fault("page", status(502), "http-502"),
    # robots.txt.
    "robots_forbids_all": Fault("robots", answer(b"User-agent: *\nDisallow: /\n", kind="text/plain"), "robots"),
    "robots_is_broken": Fault("robots", status(500), "http-500"),
    "robots_stalls": Fault("robots", stall, "timeout"),
    "robots_is_a_page": Fault("robots", answer(PAGE), "fine"),
    "robots_is_binary": Fault("robots", answer(bytes(range(256)) * 99, kind="text/plain"), "fine"),
    # Feeds.
    "feed_is_empty": Fault("entrance", xml(b""), "not-xml"),
    "feed_is_cut": Fault("entrance", xml(rss(item("/a1"))[:40]), "nothing-found"),
    "feed_has_no_items": Fault("entrance", xml(rss("")), "nothing-found"),
    "feed_has_entities": Fault("entrance", xml(rss("<item><title>&b;</title></item>", ENTITIES)), "entities"),
    "feed_asks_for_a_file": Fault("entrance", xml(rss("<item><title>&x;</title></item>", ELSEWHERE)), "entities"),
    "feed_is_deep": Fault("entrance", xml(f"<rss>{DEEP}"), "nothing-found"),
    "feed_is_another_sites": Fault("entrance", xml(rss(item("https://other.org/1"))), "foreign"),
    "feed_links_to_scripts": Fault("entrance", xml(rss(item("javascript:alert(1)"))), "nothing-found"),
    "feed_links_to_files": Fault("entrance", xml(rss(item("file:///etc/passwd"))), "nothing-found"),
    "feed_is_an_image": Fault("entrance", answer(b"\x89PNG\r\n" + bytes(500), kind="image/png"), "nothing-found"),
    "feed_is_a_wall": Fault("entrance", page("Just a moment..."), "nothing-found"),
    # Pages.
    "page_is_a_wall": Fault("page", page("Just a moment...", "Checking your browser."), "bot-wall"),
    "page_says_404_with_200": Fault("page", page("404 - Page not found", "Sorry."), "soft-404"),
    "page_is_for_sale": Fault("page", page("example.org", "This domain is for sale! Buy this domain."), "parked"),
    "page_is_a_list": Fault("page", page("Tag: vigil", TEXT, "", "archive tag"), "fine"),
    "page_is_empty": Fault("page", answer(b""), "empty"),
    "page_is_an_image": Fault("page", answer(b"\x89PNG\r\n" + bytes(500), kind="image/png"), "not-html"),
    "page_is_a_download": Fault("page", answer(bytes(900), kind="application/octet-stream"), "not-html"),
    "page_lies_about_its_type": Fault("page", answer(PAGE, kind="\xff;charset=nonsense"), "fine"),
    "page_is_deep": Fault("page", answer(b"<div>" * 50_000 + PAGE), "empty"),
    "page_is_binary": Fault("page", answer(bytes(range(256)) * 400), "empty"),
    "page_is_another_sites": Fault(
        "page", page("A vigil", TEXT, '<link rel="canonical" href="https://other.org/1">'), "fine"
    ),
}
GOOD = ("good_one", "good_two", "good_three")


class Faults:
    """A listener for each fault and each good site, while the block lasts."""

    def __init__(self) -> None:
        self.over = Event()
        self.hosts: dict[str, str] = {}
        self.ports: dict[str, int] = {}
        self._listeners: list[socket.socket] = []

    def __enter__(self) -> Faults:
        for number, name in enumerate((*FAULTS, *GOOD), 1):
            self.hosts[name] = f"127.0.1.{number}"  # a host of its own: what one asks for slows no other
            listener = socket.create_server((self.hosts[name], 0))
            self._listeners.append(listener)
            self.ports[name] = listener.getsockname()[1]
            Thread(target=self._serve, args=(listener, FAULTS.get(name)), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for listener in self._listeners:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def source(self, name: str) -> dict[str, object]:
        """The words of a source for the catalogue."""
        home = f"http://{self.hosts[name]}:{self.ports[name]}/"
        return {"home": home, "entrances": [f"{home}feed.xml"]}

    def _serve(self, listener: socket.socket, fault: Fault | None) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                Thread(target=self._answer, args=(connection, fault), daemon=True).start()

    def _answer(self, connection: socket.socket, fault: Fault | None) -> None:
        with connection, suppress(OSError):
            asked = connection.recv(65536).split(b" ")
            path = asked[1].decode("latin-1") if len(asked) > 1 else "/"
            where = {"/feed.xml": "entrance", "/robots.txt": "robots"}.get(path, "page" if path == "/a1" else "")
            act = fault.act if fault and fault.where == where else self._good(path)
            act(connection, self.over)

    @staticmethod
    def _good(path: str) -> Act:
        if path == "/feed.xml":
            return xml(rss(item("/a1", "A vigil on the square")))
        if path == "/":
            return page("Home", "Nothing is told of here.")
        return answer(PAGE) if path == "/a1" else answer(b"nothing here", status="404 Not Found")
