"""scrapy try NAME: one source, nothing stored."""  # noqa: N999  # Scrapy names a command after its module

from __future__ import annotations

import argparse
import json
from typing import Any, ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import command, trial
from crawler.commands.add import shown
from crawler.trial import Trial


class Command(command.Command):
    """Visits one source into a store that is thrown away, and shows what it would publish."""

    summary: ClassVar[str] = "Visit one source and show what it would publish; nothing is stored"
    usage: ClassVar[str] = "[--json] SOURCE"
    example: ClassVar[str] = "scrapy try rusa_lgbt"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="articles and entries as one JSON object")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1:
            raise UsageError("name one source; `scrapy list` shows them")
        tried = trial.visit(settings, [command.spider_of(settings, args[0])])[args[0]]
        if opts.json:
            print(json.dumps(tried.plain(), ensure_ascii=False, indent=1))
        else:
            print("\n".join([*shown(tried), "", *_published(tried)]))
        return command.OK if tried.report.worked else command.FAILED


def _published(tried: Trial) -> list[str]:
    """The entries it would publish, and how many articles were refused."""
    refused = sum(not each.reading.verdict.relevant for each in tried.articles)
    lines = [f"{len(tried.articles)} articles, {refused} refused; it would publish {len(tried.items)} entries"]
    if not tried.report.worked:
        lines.insert(0, f"it could not be read: {tried.report.cause}")
    for item in tried.items:
        facts: dict[str, Any] = item["_solidarity"]
        lines += [f"  {item['title']}", *(f"      {link['url']}" for link in facts["sources"])]
    return lines
