"""Visits to the sites of a little web, all in one crawl, as `scrapy update` makes them; and a second round."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.spiders.little_web import record, sources

WORKER = Path(__file__).with_name("visit_worker.py")
ROOT = WORKER.parents[3]


@dataclass(frozen=True)
class Round:
    """What one crawl brought."""

    items: list[dict[str, Any]]
    asked: list[str]
    reports: dict[str, dict[str, Any]]
    memory: dict[str, Any]

    def of(self, source: str) -> list[str]:
        """The addresses of a source's items."""
        return sorted(item["url"] for item in self.items if item["source"] == source)

    def asked_of(self, source: str) -> list[str]:
        """The paths a source was asked for, robots.txt apart."""
        site = f"https://{source}.example.org"
        return [
            url.removeprefix(site) for url in self.asked if url.startswith(site) and not url.endswith("/robots.txt")
        ]


def crawl(
    settings: dict[str, Any],
    visits: list[dict[str, Any]],
    *,
    known: Iterable[str] = (),
    memory: dict[str, Any] | None = None,
) -> Round:
    plan = {
        "sources": visits,
        "settings": {"BUNDLED_SOURCES": False, **settings},
        "known": list(known),
        "memory": memory or {},
    }
    environ = {k: v for k, v in os.environ.items() if not k.startswith("SOLIDARITY_") and "proxy" not in k.lower()}
    done = subprocess.run(
        [sys.executable, str(WORKER)], input=json.dumps(plan), capture_output=True, text=True, check=False, timeout=120,
        env=environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return Round(**json.loads(done.stdout))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return {"REPLAY_WARC": str(record(tmp_path_factory.mktemp("web") / "web.warc.gz"))}


@pytest.fixture(scope="module")
def first(settings: dict[str, Any]) -> Round:
    remembered = {"flaky": {"found": [{"kind": "feed", "url": "https://flaky.example.org/feed/"}]}}
    return crawl(settings, sources(), memory={"entrances": remembered})


@pytest.fixture(scope="module")
def second(settings: dict[str, Any], first: Round) -> Round:
    known = [url for item in first.items for url in (item["url"], *item["aliases"])]
    return crawl(settings, sources(), known=known, memory=first.memory)


def test_an_entrance_that_brings_all_needs_no_page(first: Round) -> None:
    assert first.of("whole") == ["https://whole.example.org/one-evening-of-many-candles"]
    assert "/one-evening-of-many-candles" not in first.asked_of("whole")
    (item,) = (item for item in first.items if item["source"] == "whole")
    assert item["syndicated"]
    assert item["origins"]["published"] == "feed"


def test_a_page_is_fetched_where_text_or_date_are_missing(first: Round) -> None:
    assert "/a/one-evening" in first.asked_of("excerpt"), "without the tracking parameter"
    (item,) = (item for item in first.items if item["url"].endswith("/a/one-evening"))
    assert item["published"].startswith("2024-02-05T18:00")
    assert "candles" in item["text"]


def test_a_page_that_needs_its_parameters_is_asked_for_with_them(first: Round) -> None:
    assert "/a/another-evening?utm_source=rss" in first.asked_of("excerpt")
    assert any("another-evening" in url for url in first.of("excerpt"))
    assert first.reports["excerpt"]["failures"] == {"http-404": 1}, "only the page that is gone counts as a failure"


def test_rest_is_paged(first: Round) -> None:
    assert len(first.of("rest")) == 3
    assert first.reports["rest"]["fetched"] == 0


def test_a_refused_rest_falls_back_to_the_sitemap_and_robots_hold(first: Round) -> None:
    assert first.of("refused") == ["https://refused.example.org/a-story-of-the-square"]
    assert first.reports["refused"]["failures"] == {"http-401": 1, "robots": 1}
    assert "/private/a-draft-story" not in first.asked_of("refused")
    assert "/tag-sitemap.xml" not in first.asked_of("refused")


def test_a_site_with_nothing_but_links_is_read_by_its_front_page(first: Round) -> None:
    assert first.of("bare") == ["https://bare.example.org/2024/02/a-story-of-the-square"]
    assert first.reports["bare"]["skipped"] == {"soft-404": 1, "listing": 1}
    assert "/about/" not in first.asked_of("bare")
    assert "/wp-sitemap.xml" in first.asked_of("bare")
    assert first.reports["bare"]["failures"] == {}, "a guess that misses is no failure"


def test_a_site_that_wants_no_visit_gets_none(first: Round) -> None:
    assert first.asked_of("shut") == []
    assert first.reports["shut"]["cause"] == "robots"


def test_twins_are_one_article_and_ids_in_the_query_stay(first: Round) -> None:
    assert first.of("twins") == [
        "https://twins.example.org/a-night-in-the-rain",
        "https://twins.example.org/show?article_id=8",
        "https://twins.example.org/show?article_id=9",
    ]


def test_a_declared_entrance_that_is_gone_is_looked_for_again(first: Round) -> None:
    assert first.of("moved") == ["https://moved.example.org/one-evening"]
    assert first.reports["moved"]["worked"]
    assert first.reports["moved"]["failures"]["http-404"] >= 1


def test_filters_and_foreign_links(first: Round) -> None:
    assert first.of("filtered") == ["https://filtered.example.org/solidarity/one"]
    assert first.reports["filtered"]["skipped"] == {"excluded": 1}
    assert first.of("hostile") == ["https://hostile.example.org/one-evening"]
    assert first.reports["hostile"]["skipped"] == {"foreign": 1}


def test_no_source_makes_articles_of_another_s(first: Round) -> None:
    assert first.of("copier") == ["https://copier.example.org/a-copied-story"]
    assert first.reports["copier"]["skipped"] == {"foreign": 1}


def test_posts_of_the_fediverse_come_from_other_servers_and_need_no_page(first: Round) -> None:
    assert first.of("fedi") == ["https://far.example.com/@ana/1"]
    assert first.reports["fedi"]["fetched"] == 0


def test_an_entrance_that_fails_today_is_not_forgotten(first: Round) -> None:
    assert first.of("flaky") == ["https://flaky.example.org/2024/02/a-story-of-the-square"]
    urls = [entrance["url"] for entrance in first.memory["entrances"]["flaky"]["found"]]
    assert urls == ["https://flaky.example.org/feed/", "https://flaky.example.org/"]


def test_what_is_no_page_is_counted_by_name(first: Round) -> None:
    assert first.of("odd") == []
    assert first.reports["odd"]["skipped"] == {"not-html": 1, "empty": 1, "home": 1}


def test_a_source_without_anything_has_a_cause_and_the_others_go_on(first: Round) -> None:
    assert first.reports["nothing"]["cause"] == "http-404"
    assert not first.reports["nothing"]["worked"]
    assert len(first.reports) == len(sources())
    assert all(report["pending"] == 0 for report in first.reports.values())


def test_what_was_found_is_remembered(first: Round) -> None:
    found = {name: [e["url"] for e in kept["found"]] for name, kept in first.memory["entrances"].items()}
    assert found["whole"] == ["https://whole.example.org/feed/"]
    assert found["refused"] == ["https://refused.example.org/sitemap.xml.gz"]
    assert found["bare"] == ["https://bare.example.org/"]
    assert "filtered" not in found, "what is declared needs no memory"


def test_a_second_round_asks_only_the_entrances(first: Round, second: Round) -> None:
    assert second.items == []
    assert second.asked_of("whole") == ["/feed/"]
    assert second.reports["whole"]["unchanged"]
    assert second.asked_of("rest") == ["/wp-json/wp/v2/posts?per_page=100&_embed=1"]
    assert second.asked_of("refused") == ["/sitemap.xml.gz", "/post-sitemap.xml"], "an index tells nothing of its parts"
    assert second.asked_of("twins") == ["/feed/"]
    assert second.asked_of("moved") == ["/old-feed/", "/new-feed/"], (
        "what was found in place of a dead entrance is remembered"
    )


def test_budgets_take_the_newest(tmp_path: Path) -> None:
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    from tests.crawler.spiders.little_web import WORDS, item, rss

    days = [
        item(f"Day {n}", f"/day-{n}-of-many", date=f"{n:02} Feb 2024 18:00:00 +0000", text=WORDS * 8)
        for n in (3, 9, 5, 7)
    ]
    (tmp_path / "feed.xml").write_bytes(rss(*days))

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(tmp_path))

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        home = f"http://127.0.0.1:{server.server_port}"
        wire = {
            "ALLOW_ADDRESSES": "127.0.0.0/8",
            "ALLOW_PORTS": str(server.server_port),
            "DOWNLOAD_DELAY": 0,
            "MAX_ARTICLES_PER_SOURCE": 2,
        }
        done = crawl(wire, [{"name": "daily", "home": f"{home}/", "entrances": (f"{home}/feed.xml",)}])
        server.shutdown()
        thread.join()
    assert [item["title"] for item in done.items] == ["Day 9", "Day 7"]
    assert done.reports["daily"]["skipped"] == {"over-budget": 2}
    assert not done.reports["daily"]["complete"], "the rest is to be offered again"
