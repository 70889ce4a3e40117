"""Recording a web and replaying it without any network."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from crawler.recording import Recorded, Recorder
from tests.crawler.middlewares.local_web import Crawl, Server, Worker

HTML = ("Content-Type", "text/html; charset=utf-8")


def write(path: Path, *answers: tuple[str, int, tuple[tuple[str, str], ...], bytes]) -> Path:
    recorder = Recorder(path)
    for url, status, headers, body in answers:
        recorder.add(Recorded(url=url, status=status, reason="", headers=headers, body=body, date=None))
    recorder.close()
    return path


@pytest.fixture
def replay(worker: Worker, tmp_path: Path) -> Crawl:
    """A crawl with the settings as they are: nothing local is allowed, and the delay is the real one."""
    return worker.crawl_in(tmp_path, {"BUNDLED_SOURCES": False, "DOWNLOAD_DELAY": 5})


def test_what_was_recorded_is_replayed(server: Server, crawl: Crawl, replay: Crawl, tmp_path: Path) -> None:
    warc = tmp_path / "deep" / "web.warc.gz"
    text = "<p>Поцелуи за Чечню".encode()
    server.pages |= {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /secret\n"),
        "/plain": (200, dict([HTML]), text),
        "/packed": (200, dict([HTML, ("Content-Encoding", "gzip")]), gzip.compress(text)),
        "/moved": (301, {"Location": "/plain"}, b""),
        "/list?a=1&b=2": (200, {"Content-Type": "application/json"}, b"[1]"),
        "/gone": (410, {}, b"gone"),
        "/secret": (200, {}, b"no"),
    }
    urls = [server.url(path) for path in ("/plain", "/packed", "/moved", "/list?a=1&b=2", "/gone", "/secret")]
    first = crawl(*urls, settings={"RECORD_WARC": str(warc)})
    assert first.stats["record/written"] == 7 - 1 + 1  # the moved page and what it leads to are two
    asked = len(server.asked)
    started = monotonic()
    again = replay(*urls, settings={"REPLAY_WARC": str(warc)})
    assert monotonic() - started < 4  # six requests to a host with a delay of 5 s
    assert len(server.asked) == asked

    def seen(crawled: Any) -> list[tuple[str, int, str, str]]:
        return sorted((r["url"], r["status"], r["body"], r["kind"]) for r in crawled.responses)

    assert seen(again) == seen(first)
    assert [error["message"] for error in again.errors] == ["Forbidden by robots.txt"]


def test_a_replay_touches_no_network(replay: Crawl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warc = write(
        tmp_path / "w.warc",
        ("https://site.example/list?per_page=20&_embed=1&page=1", 200, (("Content-Type", "application/json"),), b"[]"),
        ("http://10.0.0.1/inside", 200, (HTML,), b"<p>recorded"),
        ("https://site.example/a", 302, (("Location", "https://other.example/b"),), b""),
    )
    urls = ["https://site.example/list?_embed=1&page=1&per_page=20", "http://10.0.0.1/inside", "https://site.example/a"]
    crawled = replay(*urls, settings={"REPLAY_WARC": str(warc), "HTTPPROXY_ENABLED": True})
    assert [crawled.at(url)["status"] for url in urls[:2]] == [200, 200]
    assert crawled.at("https://other.example/b")["status"] == 404
    # three robots.txt and one page
    assert crawled.stats["replay/missing"] == 4
    assert crawled.errors == []


def test_a_replay_answers_conditional_requests(replay: Crawl, tmp_path: Path) -> None:
    warc = write(tmp_path / "w.warc.gz", ("https://site.example/feed", 200, (("ETag", '"v1"'), HTML), b"<p>feed"))
    wanted = {"url": "https://site.example/feed", "meta": {"revalidate": True, "source": "site"}}
    first = replay(wanted, settings={"REPLAY_WARC": str(warc)}, commit=("site",))
    assert first.responses[0]["status"] == 200
    second = replay(wanted, settings={"REPLAY_WARC": str(warc)}, memory=first.memory)
    assert second.responses[0]["status"] == 304
    assert "unchanged" in second.responses[0]["flags"]


def test_a_missing_recording_is_a_clear_error(replay: Crawl) -> None:
    with pytest.raises(AssertionError, match=r"REPLAY_WARC: 'nowhere\.warc' is not allowed; give the path of a WARC"):
        replay("https://site.example/", settings={"REPLAY_WARC": "nowhere.warc"})


def test_a_socket_is_not_what_made_it_pass() -> None:
    """The names of these tests do not resolve, so an answer can only come from the recording."""
    with pytest.raises(OSError):
        socket.getaddrinfo("site.example", 443)
