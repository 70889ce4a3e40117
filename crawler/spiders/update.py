"""UpdateSpider: visits many sources in one crawl, so that politeness towards a host is shared by all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy import Request, Spider

from crawler.items import ArticleItem
from crawler.spiders.report import reports
from crawler.spiders.source import SourceSpider

MOST = 128
"""Sources that are visited at once: enough to keep all connections busy, few enough that thousands need no more memory."""
LOOK = 0.02
"""Seconds between two looks whether a visit has ended."""


class UpdateSpider(Spider):
    """Runs a SourceSpider for each of `visits` (classes with a `source`, as the loader gives them).

    Their requests carry their source's name in `meta["source"]`; items their own `source`.
    """

    name = "update"

    def __init__(self, visits: Iterable[type[SourceSpider]] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.visits = list(visits)

    async def start(self) -> AsyncIterator[Request | ArticleItem]:
        """The first request of each visit, when there is room for it: a visit is prepared no sooner than it begins."""
        under_way: set[str] = set()
        for visit in self.visits:
            while len(under_way) >= MOST:
                await asyncio.sleep(LOOK)
                under_way = {name for name in under_way if reports(self.crawler)[name].pending}
            async for request in visit.from_crawler(self.crawler).start():
                yield request
            under_way.add(visit.name)
