"""scrapy add URL: find how a site can be read, try it, and give the lines for the catalogue."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import catalogue, command, configuration, pipelines, trial
from crawler.catalogue import Source
from crawler.configuration import Configuration
from crawler.items import ArticleItem
from feeds import understand
from feeds.article import Article
from feeds.errors import NotAnArticle

SAMPLES = 5


class Command(command.Command):
    """Looks for entrances, tries them, shows what they bring, prints the TOML to paste."""

    summary: ClassVar[str] = "Find how a site can be read, try it, and print its lines for the catalogue"
    usage: ClassVar[str] = "[--write FILE] URL"
    example: ClassVar[str] = "scrapy add https://rusalgbt.com/ --write sources.toml"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--write", metavar="FILE", help="append the lines to this catalogue file")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1 or urlsplit(args[0]).scheme not in {"http", "https"} or not urlsplit(args[0]).hostname:
            raise UsageError("give the http(s) URL of the site's home page")
        source = Source(name=name_of(args[0]), home=args[0])
        tried = trial.visit(settings, source, articles=SAMPLES)
        if not tried.report.worked:
            print(f"{source.home}: no entrance found ({tried.report.cause or 'nothing answered'})", file=sys.stderr)
            return command.FAILED
        for kind, url, found in tried.report.entrances:
            print(f"entrance: {kind} {url} (found by: {found})")
        languages = _show(settings, source, tried.items)
        lines = catalogue.dump(replace(source, languages=languages))
        print(f"\n{lines}")
        return _write(Path(opts.write), source.name, lines) if opts.write else command.OK


def name_of(url: str) -> str:
    """A name for the source of this home page: "www.gay.it" -> "gay_it"."""
    host = re.sub(r"^www\.", "", (urlsplit(url).hostname or "").lower())
    return re.sub(r"[^a-z0-9]+", "_", host.encode("idna").decode() if not host.isascii() else host).strip("_") or "site"


def _show(settings: Settings, source: Source, items: list[ArticleItem]) -> tuple[str, ...]:
    """Print the sample articles with their verdicts and what they lack; the languages they are in, commonest first."""
    now, topics = configuration.now(settings), Configuration.of(settings).topics
    languages: Counter[str] = Counter()
    for item in items:
        try:
            article = pipelines.clean(item, source, now, Configuration.of(settings))
        except NotAnArticle as error:
            print(f"  {item.url}: not an article: {error}")
            continue
        reading = understand.read(article, topics=topics)
        languages[article.language] += bool(article.language)
        verdict = "relevant" if reading.verdict.relevant else "refused"
        day = article.published.date().isoformat() if article.published else "no date"
        print(f"  [{day}] {article.title or 'no title'} - {verdict}{_lacks(article)}\n    {article.url}")
    return tuple(language for language, _ in languages.most_common() if language)


def _lacks(article: Article) -> str:
    missing = [name for name in ("title", "text", "published", "authors") if not getattr(article, name)]
    return f" (lacks {', '.join(missing)})" if missing else ""


def _write(path: Path, name: str, lines: str) -> int:
    """Append the lines, unless the file would then not be a catalogue."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    new = f"{old.rstrip()}\n\n{lines}".lstrip()
    catalogue.read(new, str(path))
    path.write_text(new, encoding="utf-8")
    print(f"written to {path}; `scrapy crawl {name} -s SOURCES={path}` runs it", file=sys.stderr)
    return command.OK
