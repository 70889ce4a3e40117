"""scrapy publish: render again from the store, without the network."""

from __future__ import annotations

import argparse
from typing import ClassVar

from scrapy.settings import Settings

from crawler import command
from crawler.publication import publish
from crawler.session import Session


class Command(command.Command):
    """Settle the store and write the published folder."""

    summary: ClassVar[str] = "Render the feeds again from the store, without the network"
    example: ClassVar[str] = "scrapy publish -s PUBLISH_DIR=public/"

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        with Session.open(settings, lock=True) as session:
            print(publish(session).summary)
        return command.OK
