"""scrapy backup FILE: the store as one file, while everything goes on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import command
from crawler.configuration import Configuration
from feeds.store.backup import backup
from feeds.store.store import Store


class Command(command.Command):
    """A consistent copy, whichever database the store is on."""

    summary: ClassVar[str] = "Write a consistent copy of the store to one file, while runs go on"
    usage: ClassVar[str] = "FILE"
    example: ClassVar[str] = "scrapy backup /backups/solidarity.db"

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1:
            raise UsageError("name the file to write")
        with Store.open(Configuration.of(settings).store_url) as store:
            backup(store, Path(args[0]))
            print(f"{store.count()} articles, {Path(args[0]).stat().st_size // 1024} KiB in {args[0]}")
        return command.OK
