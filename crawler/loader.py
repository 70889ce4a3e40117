"""The spider loader: every source of the catalogue is a spider of its name, with nothing else to write."""

from __future__ import annotations

import difflib
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes
from scrapy.utils.url import url_is_from_any_domain

from crawler import catalogue
from crawler.catalogue import Source
from crawler.configuration import Configuration

Spiders = dict[str, type[Spider]]


class SourceLoader:
    """Gives Scrapy its spiders (scrapy.spiderloader.SpiderLoaderProtocol).

    A class in `crawler/spiders/` whose `name` is that of a source replaces the declared one: site code where a site
    needs it. Its methods raise CatalogueError or ConfigurationError: not its making, which Scrapy does where it
    would show a traceback.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self._settings = settings

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> SourceLoader:
        return cls(settings)

    @cached_property
    def sources(self) -> dict[str, Source]:
        configuration = Configuration.of(self._settings)
        return catalogue.load(configuration.sources, configuration.bundled)

    def list(self) -> list[str]:
        """The names of all sources, sorted."""
        return sorted(self.sources)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of this name, with its `source`; KeyError names what is close."""
        source = self.sources.get(spider_name)
        written = self._written.get(spider_name)
        if source:
            return _bound(written or _base(), source)
        if written:
            return written
        close = difflib.get_close_matches(spider_name, self.list(), n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(close)}?" if close else "`scrapy list` shows them all"
        raise KeyError(f"there is no source {spider_name!r}; {hint}")

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]  # `list` is a method here
        """The sources whose site the request goes to (for `scrapy fetch`, `shell` and `parse`)."""
        return [name for name in self.list() if url_is_from_any_domain(request.url, [_domain(self.sources[name])])]

    @cached_property
    def _written(self) -> Spiders:
        """The spiders written as classes, by name; imported when first asked for, since `scrapy list` needs none."""
        modules = (module for name in self._settings.getlist("SPIDER_MODULES") for module in walk_modules_iter(name))
        return {spider.name: spider for module in modules for spider in iter_spider_classes(module)}


def _base() -> type[Spider]:
    from crawler.spiders.source import SourceSpider  # here, since `scrapy list` needs no spider

    return SourceSpider


def _domain(source: Source) -> str:
    return (urlsplit(source.home).hostname or "").removeprefix("www.")


def _bound(spider: type[Spider], source: Source) -> type[Spider]:
    """A subclass of `spider` for this one source."""
    words: dict[str, Any] = {"name": source.name, "source": source, "__module__": spider.__module__}
    return type(spider.__name__, (spider,), words)
