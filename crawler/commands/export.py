"""scrapy export: every stored article as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, TextIO

from scrapy.settings import Settings

from crawler import command
from crawler.configuration import Configuration
from feeds.store.export import row
from feeds.store.store import Store


class Command(command.Command):
    """One line per stored article, the refused ones included."""

    summary: ClassVar[str] = "Write every stored article as JSON lines, the refused ones included"
    usage: ClassVar[str] = "[-o FILE]"
    example: ClassVar[str] = "scrapy export -o articles.jsonl"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="file to write; replaced whole (standard output)")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        config = Configuration.of(settings)
        with Store.open(config.store_url) as store, _writing(opts.output) as out:
            for stored in store.articles():
                out.write(json.dumps(row(stored), ensure_ascii=False) + "\n")
        return command.OK


@contextmanager
def _writing(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears only when it is complete."""
    if path is None:
        yield sys.stdout
        return
    target = Path(path)
    partial = target.with_name(target.name + ".part")
    with partial.open("w", encoding="utf-8") as file:
        yield file
    partial.replace(target)
