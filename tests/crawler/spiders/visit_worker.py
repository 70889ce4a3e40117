"""Runs one crawl of UpdateSpider: a plan as JSON on standard input, what happened as JSON on standard output.

Plan: `sources` (each the words of a Source), `settings` (win over the project's), `known` (URLs the store has), `memory`.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import state
from crawler.catalogue import Source
from crawler.items import ArticleItem
from crawler.spiders.report import SourceReport, reports
from crawler.spiders.source import SourceSpider
from crawler.spiders.update import UpdateSpider
from feeds.clean.urls import identity
from tests.crawler.shelf import Shelf


def plain(report: SourceReport) -> dict[str, Any]:
    words = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    return {**words, "worked": report.worked, "complete": report.complete}


def main() -> None:
    plan = json.load(sys.stdin)
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict({"ITEM_PIPELINES": {}, "LOG_LEVEL": "ERROR", **plan["settings"]}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(UpdateSpider)
    shelf, known = Shelf(plan["memory"]), {identity(url) for url in plan["known"]}
    memory = state.State(shelf)
    state.attach(crawler, memory)
    crawler.known = lambda urls: {url: True for url in urls if identity(url) in known}  # type: ignore[attr-defined]
    items: list[dict[str, Any]] = []
    asked: list[str] = []

    def scraped(item: ArticleItem) -> None:
        items.append(dataclasses.asdict(item))

    def reached(request: Request) -> None:
        asked.append(request.url)

    crawler.signals.connect(scraped, signals.item_scraped)
    crawler.signals.connect(reached, signals.request_reached_downloader)
    sources = [Source(**words) for words in plan["sources"]]
    visits = [type("Visit", (SourceSpider,), {"name": source.name, "source": source}) for source in sources]
    process.crawl(crawler, visits=visits)
    process.start()
    found = reports(crawler)
    for name, report in found.items():
        if report.complete:
            memory.commit(name)
    told = {name: plain(report) for name, report in found.items()}
    json.dump({"items": items, "asked": asked, "reports": told, "memory": shelf.kept}, sys.stdout, default=str)


if __name__ == "__main__":
    main()
