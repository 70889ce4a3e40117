"""UpdateSpider: visits many sources in one crawl, so that politeness towards a host is shared by all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler

from crawler.items import ArticleItem
from crawler.spiders.source import SourceSpider


class UpdateSpider(Spider):
    """Runs a SourceSpider for each of `visits` (classes with a `source`, as the loader gives them).

    Their requests carry their source's name in `meta["source"]`; items their own `source`.
    """

    name = "update"

    def __init__(self, visits: Iterable[type[SourceSpider]] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.visits = list(visits)
        self.children: list[SourceSpider] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> UpdateSpider:
        spider: UpdateSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.children = [visit.from_crawler(crawler) for visit in spider.visits]
        return spider

    async def start(self) -> AsyncIterator[Request | ArticleItem]:
        for child in self.children:
            async for request in child.start():
                yield request
