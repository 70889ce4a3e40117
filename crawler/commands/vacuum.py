"""scrapy vacuum: what need not be kept goes, and its space is given back."""

from __future__ import annotations

import argparse
from typing import ClassVar

from scrapy.settings import Settings

from crawler import command
from crawler.session import Session
from feeds.retention import retain


class Command(command.Command):
    """Retention by KEEP_DAYS and KEEP_ARTICLES, which every run does too; and the space."""

    summary: ClassVar[str] = "Remove what KEEP_DAYS and KEEP_ARTICLES do not keep, and give the space back"
    example: ClassVar[str] = "scrapy vacuum -s KEEP_DAYS=730"

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        with Session.open(settings, lock=True) as session:
            config = session.configuration
            removed = retain(session.store, session.now, days=config.keep_days, articles=config.keep_articles)
            session.store.vacuum()
        print(f"{removed.articles} articles and {removed.actions} actions removed")
        return command.OK
