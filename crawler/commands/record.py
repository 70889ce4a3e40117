"""scrapy record NAME: a small recording of a source, and what we make of it, for a test that holds it fast."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import catalogue, command, trial
from crawler.commands.add import shown

ARTICLES = 5
WEB, SOURCE, GOLDEN = "web.warc.gz", "source.toml", "golden.json"


class Command(command.Command):
    """Writes FOLDER/NAME/ with the recording, the source's lines and the golden JSON, to be reviewed."""

    summary: ClassVar[str] = "Record a source as a fixture, with the golden JSON to be reviewed"
    usage: ClassVar[str] = "[--into FOLDER] [--articles N] SOURCE"
    example: ClassVar[str] = "scrapy record rusa_lgbt"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--into", metavar="FOLDER", default="tests/fixtures", help="where fixtures stand (%(default)s)"
        )
        parser.add_argument("--articles", metavar="N", type=int, default=ARTICLES, help="at most so many (%(default)s)")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1:
            raise UsageError("name one source; `scrapy list` shows them")
        spider = command.spider_of(settings, args[0])
        folder = Path(opts.into) / args[0]
        folder.mkdir(parents=True, exist_ok=True)
        for name in (WEB, GOLDEN):
            (folder / name).unlink(missing_ok=True)
        own = {"RECORD_WARC": str(folder / WEB), "MAX_ARTICLES_PER_SOURCE": opts.articles, "REFUSE_EARLY": False}
        tried = trial.visit(settings, [spider], **own)[args[0]]
        print("\n".join(shown(tried)))
        if not tried.report.worked:
            print(f"{args[0]}: could not be read: {tried.report.cause}", file=sys.stderr)
            return command.FAILED
        (folder / SOURCE).write_text(catalogue.dump(spider.source), encoding="utf-8")
        (folder / GOLDEN).write_text(golden(folder), encoding="utf-8")
        print(f"\nwritten to {folder}; read {folder / GOLDEN} field by field and correct what is wrong")
        return command.OK


def golden(folder: Path) -> str:
    """What we make of a fixture now, as JSON. Replayed in a process of its own, for a crawl needs one.

    Raises subprocess.CalledProcessError, with its standard error, when it cannot be replayed.
    """
    (name,) = catalogue.load(folder / SOURCE, bundled=False)
    own = {"REPLAY_WARC": folder / WEB, "SOURCES": folder / SOURCE, "BUNDLED_SOURCES": "false", "REFUSE_EARLY": "false"}
    flags = [word for key, value in own.items() for word in ("-s", f"{key}={value}")]
    words = [sys.executable, "-m", "scrapy", "try", name, "--json", *flags]
    done = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8")
    return json.dumps(json.loads(done.stdout), ensure_ascii=False, indent=1) + "\n"
