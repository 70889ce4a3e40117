"""scrapy import FILE.opml: a feed reader's subscriptions become sources."""  # noqa: N999  # Scrapy names a command after its module

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import catalogue, command, subscriptions
from crawler.configuration import boolean
from crawler.entrances.markup import MAX_BYTES


class Command(command.Command):
    """Each feed of the OPML file becomes an entry of one's own catalogue; what is there already is passed over."""

    summary: ClassVar[str] = "Make the feeds of an OPML file sources of your catalogue (the setting SOURCES)"
    usage: ClassVar[str] = "[--write FILE] FILE.opml"
    example: ClassVar[str] = "scrapy import subscriptions.opml -s SOURCES=mine.toml"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--write", metavar="FILE", help="the catalogue file to append to (SOURCES)")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        target = opts.write or settings.get("SOURCES")
        if len(args) != 1 or not Path(args[0]).is_file():
            raise UsageError("name one OPML file that exists")
        if not target:
            raise UsageError("say where to write: set SOURCES, or give --write FILE")
        path = Path(target).expanduser()
        body = Path(args[0]).read_bytes()[:MAX_BYTES]
        known = catalogue.load(path if path.exists() else None, boolean(str(settings.get("BUNDLED_SOURCES"))))
        try:
            found = subscriptions.read(body, known)
        except ValueError as error:
            print(f"{args[0]}: {error}", file=sys.stderr)
            return command.FAILED
        if found.sources:
            catalogue.append(path, "\n".join(catalogue.dump(source) for source in found.sources))
        print(
            f"{len(found.sources)} sources written to {path}; {found.duplicates} were there already, "
            f"{found.unusable} have no http(s) address"
        )
        return command.OK if found.sources or found.duplicates else command.FAILED
