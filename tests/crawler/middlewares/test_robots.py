"""robots.txt is obeyed: real crawls against a local server that counts what it is asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crawler.recording import Recording
from tests.crawler.middlewares.local_web import Crawl, Server

FORBID = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /secret/\n")
PAGE = (200, {"Content-Type": "text/html"}, b"<p>read me")


def secrets(server: Server, count: int = 6) -> list[str]:
    server.pages |= {f"/secret/{n}": PAGE for n in range(count)}
    return [server.url(f"/secret/{n}") for n in range(count)]


def test_no_forbidden_page_is_fetched_while_several_wait_for_robots(server: Server, crawl: Crawl) -> None:
    server.pages["/robots.txt"] = FORBID
    server.pages["/open"] = PAGE
    crawled = crawl(*secrets(server), server.url("/open"))
    assert server.paths == ["/open"]
    assert crawled.stats["robotstxt/forbidden"] == 6
    assert [path for path, _, _ in server.asked].count("/robots.txt") == 1


def test_scrapys_own_lets_them_past(server: Server, crawl: Crawl) -> None:
    """When this fails, Scrapy has mended it and our subclass has one reason less."""
    server.pages["/robots.txt"] = FORBID
    stock = {
        "crawler.middlewares.robots.Robots": None,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": 100,
    }
    crawl(*secrets(server), settings={"DOWNLOADER_MIDDLEWARES": stock})
    assert server.paths


@pytest.mark.parametrize(
    ("status", "fetched"),
    [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)],
)
def test_what_a_status_of_robots_means(server: Server, crawl: Crawl, status: int, fetched: bool) -> None:
    """RFC 9309, 2.3.1: unavailable allows all, unreachable nothing; its body is no rules either way."""
    server.pages["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /elsewhere\n")
    server.pages["/page"] = PAGE
    crawled = crawl(server.url("/page"))
    assert bool(server.paths) is fetched
    assert crawled.stats.get("robotstxt/unreachable", 0) == (0 if fetched else 1)
    assert [error["message"] for error in crawled.errors] == ([] if fetched else [f"robots.txt answers {status}"])


def test_a_body_of_a_missing_robots_is_no_rules(server: Server, crawl: Crawl) -> None:
    server.pages["/robots.txt"] = (404, {}, b"User-agent: *\nDisallow: /\n")
    server.pages["/page"] = PAGE
    crawl(server.url("/page"))
    assert server.paths == ["/page"]


def test_no_answer_is_not_permission(server: Server, crawl: Crawl) -> None:
    server.pages["/robots.txt"] = (200, {"Transfer-Encoding": "chunked"}, b"not a chunk\r\n")
    server.pages["/page"] = PAGE
    crawled = crawl(server.url("/page"))
    assert server.paths == []
    assert crawled.stats["robotstxt/unreachable"] == 1
    assert "robots.txt cannot be read" in crawled.log
    assert len(crawled.errors) == 1
    assert "robots" not in crawled.errors[0]["message"]  # it failed of what the network said, once


def test_a_name_that_does_not_resolve_is_said_to_be_that(crawl: Crawl) -> None:
    crawled = crawl("https://nowhere.invalid.org/a", "https://nowhere.invalid.org/b", settings={"RETRY_TIMES": 1})
    assert [error["type"] for error in crawled.errors] == ["CannotResolveHostError"] * 2
    assert crawled.stats["robotstxt/unreachable"] == 1
    assert crawled.stats.get("retry/count", 0) == 1  # of robots.txt alone


def test_redirected_robots_hold_and_redirects_are_asked_about(server: Server, crawl: Crawl) -> None:
    server.pages["/robots.txt"] = (301, {"Location": "/rules"}, b"")
    server.pages["/rules"] = FORBID
    server.pages["/open"] = (302, {"Location": "/secret/0"}, b"")
    secrets(server)
    crawl(server.url("/open"))
    assert server.paths == ["/rules", "/open"]


def test_endless_redirects_of_robots_mean_there_is_none(server: Server, crawl: Crawl) -> None:
    server.pages["/robots.txt"] = (301, {"Location": "/robots.txt"}, b"")
    server.pages["/page"] = PAGE
    crawl(server.url("/page"))
    assert server.paths == ["/page"]


def test_our_name_is_what_robots_is_asked_about(server: Server, crawl: Crawl) -> None:
    rules = b"User-agent: solidarityfeed\nDisallow: /page\n\nUser-agent: *\nDisallow:\n"
    server.pages["/robots.txt"] = (200, {}, rules)
    server.pages["/page"] = PAGE
    crawl(server.url("/page"), settings={"USER_AGENT": "Whatever/1.0"})
    assert server.paths == []


def remembered(server: Server, text: str, *, hours: float) -> dict[str, Any]:
    read = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
    return {"robots": {server.url("").rstrip("/"): {"text": text, "read": read}}}


def test_rules_are_kept_for_a_day(server: Server, crawl: Crawl) -> None:
    server.pages |= {"/robots.txt": FORBID, "/open": PAGE}
    first = crawl(server.url("/open"))
    again = crawl(server.url("/open"), *secrets(server), memory=first.memory)
    assert [path for path, _, _ in server.asked] == ["/robots.txt", "/open", "/open"]
    assert again.stats["robotstxt/forbidden"] == 6


def test_older_rules_are_read_again(server: Server, crawl: Crawl) -> None:
    server.pages |= {"/robots.txt": FORBID, "/secret/0": PAGE}
    crawled = crawl(server.url("/secret/0"), memory=remembered(server, "", hours=25))
    assert server.paths == []
    assert "Disallow: /secret/" in next(iter(crawled.memory["robots"].values()))["text"]


def test_while_robots_cannot_be_read_the_older_rules_hold(server: Server, crawl: Crawl) -> None:
    server.pages |= {"/robots.txt": (503, {}, b""), "/open": PAGE, "/secret/0": PAGE}
    memory = remembered(server, FORBID[2].decode(), hours=1000)
    crawl(server.url("/open"), server.url("/secret/0"), memory=memory)
    assert server.paths == ["/open"]


def test_a_recording_holds_robots_as_well(server: Server, crawl: Crawl, tmp_path: Path) -> None:
    server.pages |= {"/robots.txt": FORBID, "/open": PAGE}
    crawl(server.url("/open"), memory=remembered(server, "", hours=1), settings={"RECORD_WARC": "w.warc.gz"})
    assert Recording.open(tmp_path / "w.warc.gz").find(server.url("/robots.txt"))


def test_crawl_delay_is_kept(server: Server, crawl: Crawl) -> None:
    server.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 0.6\n")
    server.pages |= {f"/{n}": PAGE for n in range(3)}
    crawl(*(server.url(f"/{n}") for n in range(3)), settings={"DOWNLOAD_DELAY_JITTER": 0})
    times = [at for path, _, at in server.asked if path != "/robots.txt"]
    assert len(times) == 3
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.5
