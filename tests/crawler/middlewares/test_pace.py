"""The pace a host asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.middlewares.pace import retry_after
from tests.crawler.middlewares.local_web import Crawl, Server

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Sun, 01 Nov 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Sun, 01 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("99999999999999999999", timedelta(seconds=10**8)),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_retry_after(said: str, wait: timedelta | None) -> None:
    assert retry_after({"Retry-After": said.encode()}, NOW) == wait


def test_too_many_requests_slow_the_host(server: Server, crawl: Crawl) -> None:
    asked = 0

    def busy(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        nonlocal asked
        asked += 1
        return (429, {"Retry-After": "1"}, b"") if asked == 1 else (200, {}, b"here")

    server.pages["/busy"] = busy
    crawled = crawl(server.url("/busy"), settings={"RETRY_TIMES": 2, "DOWNLOAD_DELAY_JITTER": 0})
    first, second = [at for path, _, at in server.asked if path == "/busy"]
    assert second - first > 0.9
    assert crawled.responses[0]["status"] == 200
    assert crawled.stats["pace/slowed"] == 1


def test_a_wait_that_is_too_long_is_not_waited_for(server: Server, crawl: Crawl) -> None:
    server.pages["/busy"] = (503, {"Retry-After": "3600"}, b"")
    wanted = {"url": server.url("/busy"), "meta": {"source": "site"}}
    crawled = crawl(wanted, settings={"RETRY_TIMES": 2, "DOWNLOAD_DELAY_JITTER": 0})
    held = datetime.fromisoformat(crawled.held["site"] or "")
    assert timedelta(minutes=59) < held - datetime.now(UTC) <= timedelta(hours=1)
    assert server.paths == ["/busy"]
    assert crawled.responses[0]["status"] == 503
