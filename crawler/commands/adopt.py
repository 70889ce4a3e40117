"""scrapy adopt FEED: the history of a feed that was published before."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import command
from crawler.session import Session
from feeds import understand
from feeds.adopt import adopt


class Command(command.Command):
    """Its entries keep their ids and dates, so that no reader sees them twice."""

    summary: ClassVar[str] = "Take over the entries of a feed (JSON Feed or Atom) with their ids and dates"
    usage: ClassVar[str] = "FILE"
    example: ClassVar[str] = "scrapy adopt old/feed.json"

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1 or not Path(args[0]).is_file():
            raise UsageError("name one file: the feed.json or atom.xml of the other installation")
        with Session.open(settings, lock=True) as session:
            read = partial(understand.read, topics=session.configuration.topics)
            came = adopt(session.store, Path(args[0]).read_bytes(), session.now, read=read)
        print(f"{came.taken} entries adopted, {came.known} known already, {came.unusable} unusable")
        return command.OK if came.taken or came.known else command.FAILED
