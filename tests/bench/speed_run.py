"""One timed crawl, in a process of its own: `python -m tests.bench.speed_run KIND PORT PAGES FOLDER [NAME=VALUE ...]`.

KIND is "bare" (Scrapy fetches), "trafilatura" (and extracts text and metadata in its callback) or "ours" (`scrapy update`).
Prints JSON: the seconds from the first request's preparation to the end (start of the interpreter and imports apart), and
for ours what became of each page.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.resolver import CachingHostnameResolver
from scrapy.settings import Settings
from trafilatura import bare_extraction
from trafilatura.settings import Document

from crawler import run
from crawler.loader import SourceLoader
from crawler.middlewares.guard import Resolver
from crawler.session import Session
from tests.bench.webserver import SITE

LOOPBACK = "127.0.0.1"


class Local(CachingHostnameResolver):
    """Every name is this machine."""

    def resolveHostName(self, resolutionReceiver: Any, hostName: str, *rest: Any, **more: Any) -> Any:  # noqa: N802, N803
        return super().resolveHostName(resolutionReceiver, LOOPBACK, *rest, **more)


class GuardedLocal(Local, Resolver):
    """The same, through our guard."""


class Bare(Spider):
    """Fetches every page; reads it in its callback when told to."""

    name = "bare"

    def __init__(self, urls: list[str], read: bool) -> None:
        super().__init__()
        self.urls, self.read = urls, read

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        if not self.read or not isinstance(response, TextResponse):
            return
        found = bare_extraction(response.text, url=response.url, with_metadata=True)
        if isinstance(found, Document):
            yield {"url": response.url, "title": found.title, "date": found.date, "text": found.text}


def bare(port: int, pages: int, *, read: bool) -> dict[str, Any]:
    """Scrapy alone, as fast as it goes."""
    settings = Settings(
        {
            "TWISTED_DNS_RESOLVER": "tests.bench.speed_run.Local",
            "CONCURRENT_REQUESTS": 64,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": False,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "COOKIES_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
        }
    )
    urls = [f"http://k{n // SITE}.example:{port}/2026/{n}.html" for n in range(pages)]
    process = AsyncCrawlerProcess(settings)
    began = perf_counter()
    process.crawl(Bare, urls=urls, read=read)
    crawler = next(iter(process.crawlers))
    process.start()
    seconds = perf_counter() - began
    assert crawler.stats and crawler.stats.get_value("response_received_count") == pages
    return {"seconds": seconds}


def ours(port: int, pages: int, folder: Path, extra: dict[str, str]) -> dict[str, Any]:
    """A whole update: crawl, clean, understand, match, store, publish."""
    catalogue = folder / "sources.toml"
    sites = range((pages + SITE - 1) // SITE)
    catalogue.write_text(
        "".join(
            f'[k{n}]\nhome = "http://k{n}.example:{port}/"\nentrances = ["http://k{n}.example:{port}/feed.xml"]\n'
            for n in sites
        )
    )
    settings = Settings()
    settings.setmodule("crawler.settings")
    own = {
        "SOURCES": str(catalogue),
        "BUNDLED_SOURCES": False,
        "STORE_URL": f"sqlite:///{folder / 'store.db'}",
        "PUBLISH_DIR": str(folder / "public"),
        "RUN_LOG": str(folder / "run.log"),
        "TAKEDOWN": str(folder / "takedown.txt"),
        "ALLOW_ADDRESSES": "127.0.0.0/8",
        "ALLOW_PORTS": str(port),
        "TWISTED_DNS_RESOLVER": "tests.bench.speed_run.GuardedLocal",
        "DOWNLOAD_DELAY": 0,
        "LOG_INSTALL_ROOT_HANDLER": False,
        **extra,
    }
    settings.setdict(own, priority="cmdline")
    loader = SourceLoader.from_settings(settings)
    spiders = [loader.load(f"k{n}") for n in sites]
    began = perf_counter()
    with Session.open(settings, lock=True) as session:
        outcome = run.visit(settings, session, spiders, show=False)
        seconds = perf_counter() - began
        stored = session.store.count()
    reports = [health.report for health in outcome.visited.values()]
    refused = sum((report.skipped for report in reports), Counter()) + sum((r.failures for r in reports), Counter())
    dropped = {name.removeprefix("articles/"): n for name, n in outcome.counts.items() if name not in _KEPT}
    return {
        "seconds": seconds,
        "stored": stored,
        "refused": dict(refused) | dropped,
        "fetched": sum(report.fetched for report in reports),
        "counts": outcome.counts,
        "actions": outcome.publication.actions if outcome.publication else 0,
    }


_KEPT = {"articles/new", "articles/relevant", "articles/refused", "articles/changed"}


def main() -> None:
    kind, port, pages, folder, *extra = sys.argv[1:]
    if kind == "ours":
        words = dict(word.split("=", 1) for word in extra)
        result = ours(int(port), int(pages), Path(folder), words)
    else:
        result = bare(int(port), int(pages), read=kind == "trafilatura")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
