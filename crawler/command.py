"""What our commands share: options that name an example, errors as one clear line, and the contract's exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.catalogue import CatalogueError
from crawler.configuration import ConfigurationError
from crawler.loader import SourceLoader
from feeds.errors import FeedsError, StoreBusy

if TYPE_CHECKING:
    from crawler.spiders.source import SourceSpider  # `scrapy list` needs no spider

OK = 0
FAILED = 1
MISCONFIGURED = 2
BUSY = 75
"""EX_TEMPFAIL of sysexits.h: try again later."""


class Command(ScrapyCommand):
    """Base of our commands; a subclass gives `summary`, `usage`, `example` and `work`."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    summary: ClassVar[str] = ""
    usage: ClassVar[str] = "[options]"
    example: ClassVar[str] = ""

    def syntax(self) -> str:
        return self.usage

    def short_desc(self) -> str:
        return self.summary

    def long_desc(self) -> str:
        return f"{self.summary}. Example: {self.example}"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        settings = self.settings or Settings()
        self.exitcode = guarded(lambda: self.work(settings, args, opts))

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        """Do it; returns the exit code."""
        raise UsageError


def spider_of(settings: Settings, name: str) -> type[SourceSpider]:
    """The spider of a source of the catalogue. Raises UsageError when there is none."""
    try:
        return cast("type[SourceSpider]", SourceLoader.from_settings(settings).load(name))
    except KeyError as error:
        raise UsageError(str(error.args[0]), print_help=False) from error


def guarded(work: Callable[[], int]) -> int:
    """Run `work` and turn the errors a person can mend into one line and an exit code."""
    try:
        return work()
    except (CatalogueError, ConfigurationError) as error:
        return _say(error, MISCONFIGURED)
    except StoreBusy as error:
        return _say(error, BUSY)
    except FeedsError as error:
        return _say(error, FAILED)
    except BrokenPipeError:  # `scrapy export | head`
        sys.stderr.close()
        return OK


def _say(error: Exception, code: int) -> int:
    print(f"scrapy: {error}", file=sys.stderr)
    return code
