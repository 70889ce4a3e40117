"""A trial: sources are visited as ever, into a store and a folder that are thrown away; what came of it is handed back."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scrapy.settings import Settings

from crawler import run
from crawler.catalogue import Source
from crawler.session import Session
from crawler.spiders.report import SourceReport
from crawler.spiders.source import SourceSpider
from feeds.store.articles import StoredArticle
from feeds.store.export import article_row
from feeds.understand.reading import Reading

CORE = ("forms", "status", "starts", "city", "country", "online", "hashtags")
"""Of an entry's facts those that one can check at a glance."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a visit to one source came to."""

    source: Source
    report: SourceReport
    articles: tuple[StoredArticle, ...]
    """Newest first, the refused ones included."""
    items: tuple[dict[str, Any], ...]
    """The items of feed.json that name one of its articles: what it would publish."""

    def plain(self) -> dict[str, Any]:
        """As JSON values that depend on nothing but the source, the web and the clock."""
        return {
            "entrances": [list(entrance) for entrance in self.report.entrances],
            "cause": self.report.cause or None,
            "articles": [_row(each) for each in self.articles],
            "published": [_entry(item) for item in self.items],
        }


def visit(settings: Settings, sources: Sequence[Source | type[SourceSpider]], **own: object) -> dict[str, Trial]:
    """A trial of each source (or of a spider written for one); settings in `own` win.

    Runs a crawl: call it once in a process. Raises what `crawler.run.visit` raises.
    """
    spiders = [_spider(each) if isinstance(each, Source) else each for each in sources]
    with TemporaryDirectory(prefix="solidarity-") as folder:
        ours = settings.copy()
        ours.setdict(
            {
                "STORE_URL": f"sqlite:///{folder}/store.db", "PUBLISH_DIR": f"{folder}/public", "RUN_LOG": "",
                "ALERT_COMMAND": "", "ALERT_MAIL": "", "ALERT_WEBHOOK": "", "WEBSUB_HUB": "", "MAX_AGE_DAYS": 0, **own,
            },
            "cmdline",
        )  # fmt: skip
        with Session.open(ours, lock=True) as opened:
            session = replace(opened, sources={spider.source.name: spider.source for spider in spiders})
            outcome = run.visit(ours, session, spiders, show=sys.stderr.isatty())
            stored = sorted(session.store.articles(), key=_newest_first)
        items = json.loads((Path(folder) / "public" / "feed.json").read_text(encoding="utf-8"))["items"]
    reports = {name: health.report for name, health in outcome.visited.items()}
    return {
        name: Trial(
            source,
            reports.get(name, SourceReport(name)),
            tuple(each for each in stored if each.article.source == name),
            tuple(item for item in items if _is_of(item, name, stored)),
        )
        for name, source in session.sources.items()
    }


def told(reading: Reading) -> str:
    """The verdict, and what was understood, in a line: "relevant: kiss-in, 2018-02-11 13:00, New York, US"."""
    if not reading.verdict.relevant:
        return "refused"
    facts = reading.facts
    words = [facts.forms[0].value if facts.forms else ""]
    words += [f"{when.date.isoformat()} {when.time or ''}".strip() for when in facts.whens[:1]] or ["no date"]
    places = [", ".join(filter(None, (place.city, place.country))) for place in facts.places[:1]]
    words += places or ["online" if facts.online else "no place"]
    return f"relevant: {', '.join(filter(None, words))}"


def _spider(source: Source) -> type[SourceSpider]:
    return type("Trial", (SourceSpider,), {"name": source.name, "source": source})


def _entry(item: dict[str, Any]) -> dict[str, Any]:
    facts = item["_solidarity"]
    entry = {"title": item["title"], **{name: facts.get(name) for name in CORE}}
    return {**entry, "sources": [link["url"] for link in facts["sources"]]}


def _row(stored: StoredArticle) -> dict[str, Any]:
    """As it is exported, without the reasons of the verdict, which change more often than the verdict."""
    return {name: value for name, value in article_row(stored.article, stored.reading).items() if name != "reasons"}


def _newest_first(stored: StoredArticle) -> tuple[float, str]:
    return -(stored.article.published or stored.first_seen).timestamp(), stored.key


def _is_of(item: dict[str, Any], name: str, stored: Sequence[StoredArticle]) -> bool:
    urls = {each.article.url for each in stored if each.article.source == name}
    return any(link["url"] in urls for link in item["_solidarity"]["sources"])
