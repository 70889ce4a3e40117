"""scrapy worker: visits sources that `scrapy update --enqueue` has queued; any number of them, on any machine."""

from __future__ import annotations

import argparse
from typing import ClassVar

from scrapy.settings import Settings

from crawler import command, run
from crawler.configuration import Configuration


class Command(command.Command):
    """Work until told to stop (SIGTERM)."""

    summary: ClassVar[str] = "Visit what is queued, on as many machines as you like, and publish (PostgreSQL)"
    usage: ClassVar[str] = "[--no-publish]"
    example: ClassVar[str] = (
        "scrapy worker --no-publish -s STORE_URL=postgresql+psycopg://solidarity@db.example/solidarity"
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--no-publish", action="store_true", help="leave publishing to the machines that serve the folder"
        )

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        config = Configuration.of(settings)
        from crawler import queue  # here, since it needs an extra

        queue.conninfo(config.store_url)
        from crawler.working import Worker
        from feeds.store.store import Store

        run.log_to_file(settings)
        with Store.open(config.store_url) as store:
            Worker(settings, store, publishes=not opts.no_publish).run()
        return command.OK
