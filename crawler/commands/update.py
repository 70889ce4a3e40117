"""scrapy update: all sources that are due, in one process; then publish. What cron runs."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import command, health, run
from crawler.loader import SourceLoader
from crawler.session import Session

log = logging.getLogger(__name__)


class Command(command.Command):
    """Visit what is due, then publish; silent on success when not on a terminal."""

    summary: ClassVar[str] = "Visit every source that is due, then publish"
    usage: ClassVar[str] = "[options] [SOURCE ...]"
    example: ClassVar[str] = "scrapy update (from cron), scrapy update rusa_lgbt pinknews, scrapy update --all"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="visit every source, due or not")
        parser.add_argument("--enqueue", action="store_true", help="leave the visits to `scrapy worker`s (PostgreSQL)")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        loader = SourceLoader.from_settings(settings)
        try:
            spiders = {name: loader.load(name) for name in args or loader.list()}
        except KeyError as error:
            raise UsageError(str(error.args[0]), print_help=False) from error
        with Session.open(settings, lock=not opts.enqueue) as session:
            due = [
                spider
                for name, spider in spiders.items()
                if opts.all or args or session.state.visit(name).is_due(session.now)
            ]
            if opts.enqueue:
                from crawler import queue  # here, since it needs an extra

                sources = [session.sources[spider.name] for spider in due]
                count = queue.enqueue(session, sources, forced=bool(opts.all or args))
                log.info("%d of %d due sources queued", count, len(due))
                return command.OK
            outcome = run.visit(settings, session, due, show=sys.stderr.isatty())
        run.tell(outcome)
        return health.exit_code(outcome.visited.values())
