"""Telling a hub: the changed feeds by their addresses, softly."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest

from crawler.websub import ping

WRITTEN = ("by/form/rally/atom.xml", "action/a.html", "feed.json", "atom.xml", "atom.xml.gz", "index.html")


class Hub(ThreadingHTTPServer):
    """A hub on loopback that keeps what it was told and answers with `status`."""

    def __init__(self) -> None:
        self.told: list[list[tuple[str, str]]] = []
        self.status = 204
        super().__init__(("127.0.0.1", 0), _Told)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hub"


class _Told(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.told.append(parse_qsl(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as found:
        thread = threading.Thread(target=found.serve_forever, args=(0.05,))
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def test_a_hub_is_told_of_changed_feeds(hub: Hub) -> None:
    assert ping(hub.url, "https://feed.example.org/s/", WRITTEN)
    urls = [f"https://feed.example.org/s/{path}" for path in ("by/form/rally/atom.xml", "feed.json", "atom.xml")]
    assert hub.told == [[("hub.mode", "publish"), *(("hub.url", url) for url in urls)]]


@pytest.mark.parametrize(
    ("public_url", "written"), [("", WRITTEN), ("https://feed.example.org/", ()), ("https://x.example/", WRITTEN[1:2])]
)
def test_nothing_to_tell(hub: Hub, public_url: str, written: tuple[str, ...]) -> None:
    assert not ping(hub.url, public_url, written)
    assert not ping("", "https://feed.example.org/", WRITTEN)
    assert hub.told == []


def test_a_hub_that_fails_is_one_line(hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    hub.status = 503
    with caplog.at_level(logging.WARNING):
        assert not ping(hub.url, "https://feed.example.org/", WRITTEN)
        assert not ping("http://127.0.0.1:9/", "https://feed.example.org/", WRITTEN)
    assert [record.message.split(" could")[0] for record in caplog.records] == [
        f"WEBSUB_HUB: {hub.url}",
        "WEBSUB_HUB: http://127.0.0.1:9/",
    ]
