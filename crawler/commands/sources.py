"""scrapy sources: how each source is doing."""

from __future__ import annotations

import argparse
import json
from typing import Any, ClassVar

from rich.console import Console
from rich.table import Table
from scrapy.settings import Settings

from crawler import command
from crawler.session import Session
from feeds.store.coverage import coverage


class Command(command.Command):
    """Last success, articles, field coverage, failures in a row, next visit."""

    summary: ClassVar[str] = "Show how each source is doing: last success, articles, failures, next visit"
    usage: ClassVar[str] = "[--json] [SOURCE ...]"
    example: ClassVar[str] = "scrapy sources rusa_lgbt"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="as one JSON object: source -> its health")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        with Session.open(settings) as session:
            if unknown := [name for name in args if name not in session.sources]:
                print(f"there is no source {unknown[0]!r}; `scrapy list` shows them all")
                return command.MISCONFIGURED
            known = coverage(session.store)
            found = {name: _health(session, name, known.get(name, {})) for name in args or sorted(session.sources)}
        if opts.json:
            print(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            Console().print(_table(found))
        return command.OK


def _health(session: Session, name: str, known: dict[str, int]) -> dict[str, Any]:
    visit = session.state.visit(name)
    entrances = session.state.entrances(name)
    articles = known.get("articles", 0)
    declared = session.sources[name].entrances
    return {
        "home": session.sources[name].home,
        "entrances": list(declared) or [found.url for found in entrances],
        "last_success": visit.succeeded.isoformat() if visit.succeeded else None,
        "articles": articles,
        "relevant": known.get("relevant", 0),
        "coverage": {
            field: round(known.get(field, 0) / articles, 3) for field in ("published", "authors", "text") if articles
        },
        "failures": visit.failures,
        "cause": visit.cause or None,
        "next_visit": visit.next.isoformat() if visit.next else None,
    }


def _table(found: dict[str, dict[str, Any]]) -> Table:
    table = Table("source", "last success", "articles", "relevant", "dated", "with author", "failures", "next visit")
    for name, each in found.items():
        covered = each["coverage"]
        table.add_row(
            name,
            _minute(each["last_success"]) or "never",
            str(each["articles"]),
            str(each["relevant"]),
            f"{covered['published']:.0%}" if covered else "",
            f"{covered['authors']:.0%}" if covered else "",
            f"{each['failures']} ({each['cause']})" if each["failures"] else each["cause"] or "",
            _minute(each["next_visit"]) or "now",
        )
    return table


def _minute(instant: str | None) -> str:
    return instant[:16].replace("T", " ") if instant else ""
