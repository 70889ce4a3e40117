"""scrapy restore FILE: a backup in place of the store; also the way from SQLite to PostgreSQL."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import command
from crawler.configuration import Configuration
from crawler.session import holder
from feeds.store.backup import restore
from feeds.store.store import Store


class Command(command.Command):
    """All or nothing; a store that holds articles is only replaced when told so."""

    summary: ClassVar[str] = "Put a backup in place of the store, on any database"
    usage: ClassVar[str] = "[--replace] FILE"
    example: ClassVar[str] = "scrapy restore --replace /backups/solidarity.db"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--replace", action="store_true", help="also when the store holds articles, which are lost")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1:
            raise UsageError("name the file to read")
        with Store.open(Configuration.of(settings).store_url) as store, store.lock(holder()):
            if (held := store.count()) and not opts.replace:
                raise UsageError(f"the store holds {held} articles; with --replace they give way", print_help=False)
            print(f"{restore(store, Path(args[0]))} articles restored; `scrapy publish` renders them")
        return command.OK
