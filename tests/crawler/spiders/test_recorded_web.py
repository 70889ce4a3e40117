"""How much of a recorded web of real manners is reached from home pages alone, and that nothing forbidden is."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from feeds.clean.urls import identity
from tests.crawler.spiders.test_visits import crawl


def test_nearly_every_page_that_robots_allow_is_brought_and_none_that_they_forbid(shared: Path) -> None:
    web = shared / "web"
    visits = [
        {"name": name, **words} for name, words in tomllib.loads((web / "dev.sources.toml").read_text("utf-8")).items()
    ]
    done = crawl({"REPLAY_WARC": str(web / "dev.warc.gz")}, visits)
    brought = {identity(url) for item in done.items for url in (item["url"], *item["aliases"])}
    pages = [json.loads(line) for line in (web / "dev.gold.jsonl").read_text("utf-8").splitlines()]
    allowed = [page for page in pages if not page["blocked_by_robots"]]
    missing = [page["url"] for page in allowed if not {identity(page["url"]), identity(page["fetch_url"])} & brought]
    assert len(missing) <= 0.03 * len(allowed), missing
    assert not [page["url"] for page in pages if page["blocked_by_robots"] and identity(page["url"]) in brought]
    assert all(report["pending"] == 0 for report in done.reports.values())
