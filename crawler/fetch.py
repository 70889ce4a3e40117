"""Fetch one page by hand, under the same rules as a crawl: guard, robots.txt, delays, replay."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure


@dataclass(slots=True)
class Answer:
    """What came: a body and its final URL, or why nothing did."""

    url: str
    body: bytes = b""
    charset: str | None = None
    failure: str = "no answer"


def fetch(settings: Settings, url: str) -> Answer:
    """The answer to one GET of `url`. Runs a crawl of its own: call it once in a process."""
    answer = Answer(url)

    class OnePage(Spider):
        name = "one_page"

        async def start(self) -> AsyncIterator[Any]:
            yield Request(url, self.parse, errback=self.failed)

        def parse(self, response: Response) -> None:
            answer.url, answer.body, answer.failure = response.url, response.body, ""
            answer.charset = getattr(response, "_declared_encoding", lambda: None)()

        def failed(self, failure: Failure) -> None:
            response = getattr(failure.value, "response", None)
            status = f"HTTP {response.status}" if response is not None else ""
            answer.failure = status or failure.getErrorMessage() or type(failure.value).__name__

    quiet = settings.copy()
    quiet.setdict({"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "FEEDS": {}}, priority="cmdline")
    process = AsyncCrawlerProcess(quiet)
    process.crawl(OnePage)
    process.start()
    return answer
