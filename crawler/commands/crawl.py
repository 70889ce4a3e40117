"""scrapy crawl SOURCE: one source by hand. Scrapy's own options (-a, -o, -O) work."""

from __future__ import annotations

import argparse
import sys
from typing import ClassVar

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import command, health, run
from crawler.loader import SourceLoader
from crawler.session import Session


class Command(BaseRunSpiderCommand):
    """Progress, a table, then publishes; exit code 1 when it brought nothing and should have."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] SOURCE"

    def short_desc(self) -> str:
        return "Visit one source by hand, then publish"

    def long_desc(self) -> str:
        return f"{self.short_desc()}. Example: scrapy crawl rusa_lgbt -O items.json"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one source; `scrapy list` shows them, `scrapy update` visits several")
        self.exitcode = command.guarded(lambda: _visit(self.settings or Settings(), args[0]))


def _visit(settings: Settings, name: str) -> int:
    loader = SourceLoader.from_settings(settings)
    try:
        spider = loader.load(name)
    except KeyError as error:
        raise UsageError(str(error.args[0]), print_help=False) from error
    with Session.open(settings, lock=True) as session:
        outcome = run.visit(settings, session, [spider], show=sys.stderr.isatty())
    run.tell(outcome, always=True)
    return health.exit_code(outcome.visited.values())
