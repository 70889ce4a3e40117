"""What a person sees of a run: a line of progress on a terminal while it goes on, tables after it."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler

UNCUT = 300
"""Columns of a table that goes into a file or a pipe, where nothing is to be cut."""


def console() -> Console:
    """Where tables are printed."""
    return Console(width=None if sys.stdout.isatty() else UNCUT)


class Progress:
    """Counts answers, articles and the sources heard of; drawn on standard error, only where that is a terminal."""

    def __init__(self, crawler: Crawler, sources: int, *, show: bool) -> None:
        console = Console(stderr=True)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not (show and console.is_terminal),
        )
        self._sources = sources
        self._heard: set[str] = set()
        self._requests = self._articles = 0
        self._task: TaskID = self._bar.add_task(f"0 of {sources} sources")
        crawler.signals.connect(self._on_response, signals.response_received)
        crawler.signals.connect(self._on_item, signals.item_scraped)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def _on_response(self, response: object, request: Request, spider: Spider) -> None:
        self._requests += 1
        self._heard.add(request.meta.get("source", ""))
        self._draw()

    def _on_item(self, item: object, response: object, spider: Spider) -> None:
        self._articles += 1
        self._draw()

    def _draw(self) -> None:
        heard = len(self._heard - {""})
        self._bar.update(
            self._task,
            description=f"{heard} of {self._sources} sources, {self._requests} answers, {self._articles} articles",
        )
