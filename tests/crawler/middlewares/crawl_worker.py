"""Runs crawls with the project's settings, one after another: a plan as a line of JSON in, what happened as one out.

Plan: `folder` to run in, `environment` variables, `requests` (list of {url, meta}), `settings` (win over the project's),
`memory` (what the store remembers), `commit` (sources to commit at the end).
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import sys
import traceback
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.resolver import dnscache
from scrapy.settings import Settings
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.misc import load_object
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from crawler import state
from crawler.spiders.causes import cause_of
from crawler.state import State
from tests.crawler.shelf import Shelf

# But for redirects, which are followed.
EVERY_STATUS = [status for status in range(200, 600) if status not in {301, 302, 303, 307, 308}]


class Probe(Spider):
    """Asks for every URL of the plan at once and notes what came."""

    name = "probe"

    def __init__(self, plan: dict[str, Any], happened: dict[str, Any]) -> None:
        super().__init__()
        self.plan = plan
        self.responses: list[dict[str, Any]] = happened.setdefault("responses", [])
        self.errors: list[dict[str, str]] = happened.setdefault("errors", [])

    async def start(self) -> AsyncIterator[Request]:
        for wanted in self.plan["requests"]:
            yield Request(
                wanted["url"],
                meta={"handle_httpstatus_list": EVERY_STATUS, **wanted.get("meta", {})},
                callback=self.parse,
                errback=self.failed,
                dont_filter=True,
            )

    def parse(self, response: Response) -> None:
        self.responses.append(
            {
                "url": response.url,
                "status": response.status,
                "flags": response.flags,
                "body": response.body.decode("latin-1"),
                "kind": type(response).__name__,
            }
        )

    def failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        asked = request.meta.get("redirect_urls", [request.url])[0]
        kind, cause = type(failure.value).__name__, cause_of(failure)
        self.errors.append(
            {"url": request.url, "asked": asked, "type": kind, "cause": cause, "message": str(failure.value)}
        )


async def crawl(plan: dict[str, Any], resolver: Any) -> dict[str, Any]:
    """What one crawl brought; the name resolver is installed anew, as Scrapy's process would."""
    from twisted.internet import reactor

    os.chdir(plan["folder"])
    os.environ.update(plan["environment"])
    dnscache.clear()
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict({"ITEM_PIPELINES": {}, **plan["settings"]}, priority="cmdline")
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(Probe)
    reactor.installNameResolver(resolver)
    load_object(settings["TWISTED_DNS_RESOLVER"]).from_crawler(crawler, reactor).install_on_reactor()
    shelf = Shelf(plan["memory"])
    memory = State(shelf)
    state.attach(crawler, memory)
    happened: dict[str, Any] = {"memory": shelf.kept, "stats": {}}
    crawler.signals.connect(
        lambda: happened["stats"].update(crawler.stats.get_stats()), signal=signals.spider_closed, weak=False
    )
    try:
        await runner.crawl(crawler, plan=plan, happened=happened)
    finally:
        for name in plan["environment"]:
            del os.environ[name]
    named = {wanted["meta"]["source"] for wanted in plan["requests"] if "source" in wanted.get("meta", {})}
    happened["held"] = {source: memory.held(source) for source in named}
    for source in plan["commit"]:
        memory.commit(source)
    return happened


async def serve() -> None:
    from twisted.internet import reactor as installed

    reactor: Any = installed
    answers, sys.stdout = sys.stdout, sys.stderr
    resolver = reactor.nameResolver
    while line := await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
        log = io.StringIO()
        handler = logging.StreamHandler(log)
        logging.root.handlers = [handler]
        try:
            happened = await crawl(json.loads(line), resolver)
        except Exception:
            happened = {"failed": traceback.format_exc()}
        print(json.dumps({**happened, "log": log.getvalue()}, default=str), file=answers, flush=True)
    reactor.stop()


def main() -> None:
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as installed

    reactor: Any = installed
    reactor.callWhenRunning(lambda: deferred_from_coro(serve()))
    reactor.run()


if __name__ == "__main__":
    main()
