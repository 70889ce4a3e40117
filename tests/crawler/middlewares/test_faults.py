"""A server can do anything: each fault ends with its cause, none with a hang, and the others go on."""

from __future__ import annotations

import gzip
import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from threading import Event, Thread
from time import sleep

import pytest

from tests.crawler.middlewares.local_web import Crawl, Server

Fault = Callable[[socket.socket], None]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MEGABYTE = b"\0" * (1 << 20)
over = Event()


def says(data: bytes) -> Fault:
    """Sends these bytes and hangs up."""
    return lambda connection: connection.sendall(data)


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def stall(connection: socket.socket) -> None:
    over.wait(10)


def stall_in_head(connection: socket.socket) -> None:
    connection.sendall(OK)
    over.wait(10)


def drip(connection: socket.socket) -> None:
    connection.sendall(OK + b"Content-Length: 100000\r\n\r\n")
    while not over.is_set():
        connection.sendall(b".")
        sleep(0.05)


def endless_body(connection: socket.socket) -> None:
    connection.sendall(OK + b"\r\n")
    while not over.is_set():
        connection.sendall(MEGABYTE)


def endless_head(connection: socket.socket) -> None:
    connection.sendall(OK)
    for n in count():
        if over.is_set():
            return
        connection.sendall(b"X-%d: %s\r\n" % (n, b"a" * 8000))


def endless_line(connection: socket.socket) -> None:
    connection.sendall(OK + b"X: ")
    while not over.is_set():
        connection.sendall(b"a" * 65536)


def endless_chunks(connection: socket.socket) -> None:
    connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while not over.is_set():
        connection.sendall(b"100000\r\n" + MEGABYTE + b"\r\n")


def packed(body: bytes, encoding: bytes = b"gzip") -> bytes:
    return OK + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (encoding, len(body)) + body


def bomb() -> bytes:
    """64 MB of nothing in 64 KB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(MEGABYTE) for _ in range(64)) + packer.flush()


BOMB = bomb()

# What the server does -> the error it ends with; "" where it is an answer after all.
FAULTS: dict[str, tuple[Fault, str]] = {
    "hangs up": (says(b""), "DownloadFailedError"),
    "resets": (reset, "DownloadFailedError"),
    "stalls before it answers": (stall, "DownloadTimeoutError"),
    "stalls in the head": (stall_in_head, "DownloadTimeoutError"),
    "drips": (drip, "DownloadTimeoutError"),
    "promises more than it sends": (says(OK + b"Content-Length: 100\r\n\r\nshort"), "ResponseDataLossError"),
    "promises more than we take": (says(OK + b"Content-Length: 99999999999\r\n\r\n"), "DownloadCancelledError"),
    "sends for ever": (endless_body, "DownloadCancelledError"),
    "sends chunks for ever": (endless_chunks, "DownloadCancelledError"),
    "sends headers for ever": (endless_head, "DownloadFailedError"),
    "sends one header for ever": (endless_line, "DownloadFailedError"),
    "breaks its chunks": (says(OK + b"Transfer-Encoding: chunked\r\n\r\nnot a number\r\n"), "ResponseDataLossError"),
    "ends within a chunk": (says(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nshort"), "ResponseDataLossError"),
    "speaks no HTTP": (says(b"SSH-2.0-OpenSSH_9.6\r\n"), "DownloadFailedError"),
    "has a status that is no number": (says(b"HTTP/1.1 OK OK\r\n\r\n"), "DownloadFailedError"),
    "promises a length that is no number": (says(OK + b"Content-Length: many\r\n\r\nbody"), "DownloadFailedError"),
    "promises two lengths": (says(OK + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody"), "DownloadFailedError"),
    "packs a bomb": (says(packed(BOMB)), "IgnoreRequest"),
    "packs a bomb twice": (says(packed(gzip.compress(BOMB), b"gzip, gzip")), "IgnoreRequest"),
    "says gzip and sends text": (says(packed(b"<p>plain text")), ""),
    "cuts its gzip short": (says(packed(gzip.compress(b"<p>text " * 999)[:-9])), ""),
    "invents an encoding": (says(packed(b"body", b"sdch")), ""),
    "redirects to itself": (says(b"HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 0\r\n\r\n"), "IgnoreRequest"),
    "redirects to nowhere": (says(b"HTTP/1.1 302 Found\r\nLocation:\r\nContent-Length: 0\r\n\r\n"), "IgnoreRequest"),
    "redirects to a script": (says(b"HTTP/1.1 302 Found\r\nLocation: javascript:1\r\nContent-Length: 0\r\n\r\n"), "ValueError"),
    "redirects into the house": (
        says(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"),
        "Forbidden",
    ),
    "redirects to a name that is none": (
        says(b"HTTP/1.1 302 Found\r\nLocation: http://[::1:bad/\r\nContent-Length: 0\r\n\r\n"),
        "ValueError",
    ),
    "sends header lines that are none": (says(OK + b"no colon here\r\nContent-Length: 2\r\n\r\nok"), ""),
    "sends bytes in its headers": (says(OK + b"X: \xff\xfe\x00\r\nContent-Length: 2\r\n\r\nok"), ""),
    "lies about its type": (says(b"HTTP/1.1 200 OK\r\nContent-Type: \xff;charset=nonsense\r\nContent-Length: 2\r\n\r\nok"), ""),
    "answers more than was asked": (says((OK + b"Content-Length: 2\r\n\r\nok") * 2), ""),
    "answers 204": (says(b"HTTP/1.1 204 No Content\r\n\r\n"), ""),
    "answers 999": (says(b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n"), "HttpError"),
    "is of the last century": (says(b"HTTP/1.0 200 OK\r\n\r\nok"), ""),
}  # fmt: skip


class Faulty:
    """One listener for each fault, which it does to whoever asks."""

    def __init__(self) -> None:
        over.clear()
        self.ports: dict[str, int] = {}
        self._listeners: list[socket.socket] = []
        for name, (fault, _) in FAULTS.items():
            listener = socket.create_server(("127.0.0.1", 0))
            self._listeners.append(listener)
            self.ports[name] = listener.getsockname()[1]
            Thread(target=self._serve, args=(listener, fault), daemon=True).start()

    def _serve(self, listener: socket.socket, fault: Fault) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                Thread(target=self._answer, args=(connection, fault), daemon=True).start()

    @staticmethod
    def _answer(connection: socket.socket, fault: Fault) -> None:
        with connection, suppress(OSError):
            connection.recv(65536)
            fault(connection)

    def close(self) -> None:
        over.set()
        for listener in self._listeners:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    faulty = Faulty()
    yield faulty
    faulty.close()


def test_every_fault_has_its_cause_and_the_others_finish(faulty: Faulty, server: Server, crawl: Crawl) -> None:
    server.pages["/fine"] = (200, {}, b"fine")
    urls = {name: f"http://127.0.0.1:{port}/page" for name, port in faulty.ports.items()}
    ports = ",".join(map(str, [80, server.port, *faulty.ports.values()]))
    settings = {
        "ALLOW_PORTS": ports,
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_TIMEOUT": 2,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 40,
    }
    crawled = crawl(*urls.values(), server.url("/fine"), settings=settings)
    ended = {error["asked"]: error["type"] for error in crawled.errors}
    ended |= {response["url"]: "" for response in crawled.responses}
    got = {name: ended.get(url, "nothing at all") for name, url in urls.items()}
    assert crawled.at(server.url("/fine"))["status"] == 200
    assert got == {name: error for name, (_, error) in FAULTS.items()}
    assert all(error["cause"] for error in crawled.errors)
    assert "Unhandled" not in crawled.log and "Traceback" not in crawled.log
