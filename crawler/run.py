"""One run over some sources: crawl, remember how it went, publish, tell."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path

from rich import box
from rich.table import Table
from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler import alerts
from crawler.health import Health
from crawler.progress import Progress, console
from crawler.publication import Publication, finished
from crawler.session import Session
from crawler.spiders.update import UpdateSpider
from crawler.workers import Pool
from feeds.errors import FeedsError

LOG_BYTES = 5_000_000
LOGS_KEPT = 3

log = logging.getLogger(__name__)


class RunError(FeedsError):
    """A crawl that did not come to its end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    visited: dict[str, Health] = field(default_factory=dict)
    publication: Publication | None = None
    counts: dict[str, int] = field(default_factory=dict)


def visit(settings: Settings, session: Session, spiders: Sequence[type[Spider]], *, show: bool) -> Outcome:
    """Visit sources in one crawl and publish. Raises what publishing raises; the articles are stored then.

    `show` draws progress on standard error.
    """
    log_to_file(settings)
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(UpdateSpider)
    session.attach(crawler)
    pool = Pool(workers(settings, len(spiders)), settings.getfloat("WORKER_SECONDS"))
    crawler.pool = pool  # type: ignore[attr-defined]  # spiders and pipelines hand it what takes time
    crawler.signals.connect(gc_frozen, signals.spider_opened)
    try:
        with Progress(crawler, len(spiders), show=show):
            process.crawl(crawler, visits=spiders)
            process.start()
    finally:
        pool.close()
    try:
        done = finished(crawler)
    except KeyError:
        raise RunError("the crawl ended before it could publish; the log says why, the articles are stored") from None
    alerts.deliver(session)
    if done.error:
        raise done.error
    if done.publication:
        log.info("%s", done.publication.summary)
    return Outcome(done.visited, done.publication, _counts(crawler))


def gc_frozen() -> None:
    """What is loaded stays: to look through all of it for garbage would keep the reactor waiting now and then."""
    gc.freeze()


def workers(settings: Settings, visits: int) -> int:
    """WORKERS; unset, one for each core there is, but none on a single core or for a single source."""
    if settings.get("WORKERS") not in (None, ""):
        return settings.getint("WORKERS")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if cores > 1 and visits > 1 else 0


def log_to_file(settings: Settings) -> None:
    """Let the log go to RUN_LOG, which is rotated, unless Scrapy's LOG_FILE or LOG_ENABLED say otherwise."""
    path = settings.get("LOG_FILE") or settings.get("RUN_LOG")
    if not path:
        logging.getLogger().addHandler(logging.NullHandler())
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter(settings.get("LOG_FORMAT"), settings.get("LOG_DATEFORMAT")))
    handler.setLevel(settings.get("LOG_LEVEL"))
    logging.getLogger().addHandler(handler)
    for name in ("crawler", "feeds", "procrastinate"):  # as Scrapy does for its own
        logging.getLogger(name).setLevel(settings.get("LOG_LEVEL"))


def table(visited: dict[str, Health]) -> Table:
    """The summary by source."""
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("source", "entrance"):
        drawn.add_column(name, no_wrap=True)
    for name in ("told", "read", "taken"):
        drawn.add_column(name, justify="right")
    for name in ("refused", "passed over", "went wrong"):
        drawn.add_column(name, overflow="fold")
    for name, after in visited.items():
        report = after.report
        entrances = ", ".join(dict.fromkeys(kind for kind, _, _ in report.entrances)) or "-"
        if report.unchanged:
            entrances = "unchanged"
        numbers = map(str, (report.entries, report.fetched, report.items))
        refused, passed, wrong = map(_counted, (report.refused, report.skipped, report.failures))
        drawn.add_row(name, entrances, *numbers, refused, passed, report.cause or wrong)
    return drawn


def tell(outcome: Outcome, *, always: bool = False) -> None:
    """The table where a person looks (or `always`); one line on standard error for each source that newly broke."""
    if always or sys.stdout.isatty():
        out = console()
        out.print(table(outcome.visited))
        judged = ", ".join(f"{count} {name.removeprefix('articles/')}" for name, count in outcome.counts.items())
        out.print(f"articles: {judged or 'none new'}", highlight=False)
        if outcome.publication:
            out.print(outcome.publication.summary, highlight=False)
        for name, after in outcome.visited.items():
            for old, new in after.report.moved.items():
                out.print(
                    f"{name}: {old} has moved for good: write {new} into the catalogue", highlight=False, soft_wrap=True
                )
    everything = all(after.failed for after in outcome.visited.values())
    for after in outcome.visited.values():
        if after.broke or (after.failed and everything):
            print(after.line, file=sys.stderr)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items()))


def _counts(crawler: Crawler) -> dict[str, int]:
    assert crawler.stats is not None
    stats = crawler.stats.get_stats()
    return {name: value for name, value in sorted(stats.items()) if name.startswith("articles/")}
