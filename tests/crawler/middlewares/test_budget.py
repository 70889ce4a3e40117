"""No source takes all of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crawler.recording import Recorded, Recorder
from tests.crawler.middlewares.local_web import Answer, Crawl, Server

PAGE: Answer = (200, {}, b"page")


def of(source: str, *urls: str) -> list[dict[str, Any]]:
    return [{"url": url, "meta": {"source": source}} for url in urls]


def test_each_source_has_its_own_share(server: Server, crawl: Crawl) -> None:
    server.pages |= {f"/{n}": PAGE for n in range(9)}
    wanted = [*of("a", *(server.url(f"/{n}") for n in range(5))), *of("b", server.url("/7")), server.url("/8")]
    crawled = crawl(*wanted, settings={"MAX_REQUESTS_PER_SOURCE": 2})
    assert len(crawled.responses) == 2 + 1 + 1
    assert {error["type"] for error in crawled.errors} == {"OverBudget"}
    assert crawled.errors[0]["message"] == "over budget: 2 requests (MAX_REQUESTS_PER_SOURCE)"
    assert crawled.stats["budget/refused"] == 3


def test_redirects_count(server: Server, crawl: Crawl) -> None:
    server.pages |= {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(5)} | {"/5": PAGE}
    crawled = crawl(*of("a", server.url("/0")), settings={"MAX_REQUESTS_PER_SOURCE": 3})
    assert server.paths == ["/0", "/1", "/2"]
    assert crawled.errors[0]["type"] == "OverBudget"


def test_time_is_limited(server: Server, crawl: Crawl) -> None:
    server.pages |= {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(8)}
    slow = {"MAX_SECONDS_PER_SOURCE": 0.5, "DOWNLOAD_DELAY": 0.3, "DOWNLOAD_DELAY_JITTER": 0, "ROBOTSTXT_OBEY": False}
    crawled = crawl(*of("a", server.url("/0")), settings=slow)
    assert 1 < len(server.paths) < 5
    assert crawled.errors[0]["message"] == "over budget: 0.5 seconds (MAX_SECONDS_PER_SOURCE)"


def test_a_replay_has_no_budget(crawl: Crawl, tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "w.warc")
    urls = [f"https://site.example/{n}" for n in range(5)]
    for url in urls:
        recorder.add(Recorded(url=url, status=200, reason="OK", headers=(), body=b"page", date=None))
    recorder.close()
    crawled = crawl(*of("a", *urls), settings={"MAX_REQUESTS_PER_SOURCE": 2, "REPLAY_WARC": "w.warc"})
    assert len(crawled.responses) == 5
