"""A trial visit to one source: nothing is stored or published, what came is handed back."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import state
from crawler.catalogue import Source
from crawler.items import ArticleItem
from crawler.spiders.report import SourceReport, reports
from crawler.spiders.source import SourceSpider
from crawler.state import State


class Memory:
    """A shelf for the wire that lasts as long as the trial."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], dict[str, object]] = {}

    def recall(self, kind: str, key: str) -> dict[str, object] | None:
        return self._kept.get((kind, key))

    def remember(self, kind: str, key: str, value: dict[str, object]) -> None:
        self._kept[kind, key] = value

    def forget(self, kind: str, key: str) -> None:
        self._kept.pop((kind, key), None)


@dataclass(slots=True)
class Trial:
    """How the visit went and the articles it brought."""

    report: SourceReport
    items: list[ArticleItem] = field(default_factory=list)


def visit(settings: Settings, source: Source, *, articles: int) -> Trial:
    """Visit `source` for at most `articles` articles. Runs a crawl of its own: call it once in a process."""
    quiet = settings.copy()
    quiet.setdict(
        {"ITEM_PIPELINES": {}, "MAX_ARTICLES_PER_SOURCE": articles, "CLOSESPIDER_ITEMCOUNT": articles}, "cmdline"
    )
    process = AsyncCrawlerProcess(quiet)
    crawler = process.create_crawler(type("Trial", (SourceSpider,), {"name": source.name, "source": source}))
    state.attach(crawler, State(Memory()))
    items: list[ArticleItem] = []
    crawler.signals.connect(lambda item: items.append(item), signals.item_scraped, weak=False)  # noqa: PLW0108  # the dispatcher reads the signature
    process.crawl(crawler)
    process.start()
    return Trial(reports(crawler).get(source.name, SourceReport(source.name)), items[:articles])
