"""scrapy add URL: find how a site can be read, try it, and give the lines for the catalogue."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import catalogue, command, trial
from crawler.advice import advice
from crawler.catalogue import Source
from crawler.trial import Trial
from feeds.article import Article

SAMPLES = 5
UNKNOWN = {
    "title": '"Its name"',
    "timezone": '"Europe/Berlin"  # reads its local dates and times',
    "country": '"DE"',
    "kind": '"group"  # ' + ", ".join(catalogue.KINDS),
}
"""Keys that no trial can tell, with an example."""


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
        source = Source(name=catalogue.name_of(args[0]), home=args[0])
        tried = trial.visit(settings, [source], MAX_ARTICLES_PER_SOURCE=SAMPLES, REFUSE_EARLY=False)[source.name]
        if not tried.report.worked:
            cause = tried.report.cause or "nothing-found"
            print(f"{source.home}: no entrance found: {cause} ({advice(cause)})", file=sys.stderr)
            return command.FAILED
        for line in shown(tried):
            print(line)
        lines = catalogue.dump(described(tried))
        print(f"\n{lines}{_unknown(lines)}")
        return _write(Path(opts.write), source.name, lines) if opts.write else command.OK


def described(tried: Trial) -> Source:
    """The source with what the trial told of it: its name, the languages it writes in, its feeds that worked."""
    languages = Counter(each.article.language for each in tried.articles if each.article.language)
    feeds = [url for kind, url, _ in tried.report.entrances if kind in {"feed", "calendar"}]
    return replace(
        tried.source,
        title=catalogue.one_line(tried.report.title),
        languages=tuple(language for language, _ in languages.most_common()),
        entrances=tuple(feeds),
        known="tried" if feeds else None,
    )


def shown(tried: Trial) -> list[str]:
    """The entrances, and sample entries as they would be published, each with its verdict and what it lacks."""
    lines = [f"entrance: {kind} {url} (found by: {found})" for kind, url, found in tried.report.entrances]
    for stored in tried.articles[:SAMPLES]:
        article = stored.article
        dated = article.published and article.origins.get("published") != "first seen"
        day = article.published.date().isoformat() if article.published and dated else "no date"
        lines += [f"  [{day}] {article.title or 'no title'}", f"      {trial.told(stored.reading)}{_lacks(article)}"]
        lines.append(f"      {article.url}")
    if not tried.articles:
        went = ", ".join(f"{cause} {count}" for cause, count in (tried.report.failures + tried.report.skipped).items())
        lines.append(f"  no article could be read ({went or 'none was told of'})")
    return lines


def _lacks(article: Article) -> str:
    missing = [name for name in ("title", "text", "published", "authors") if not getattr(article, name)]
    if article.origins.get("published") == "first seen":
        missing.append("published")
    return f" (lacks {', '.join(dict.fromkeys(missing))})" if missing else ""


def _unknown(lines: str) -> str:
    """What the trial could not tell, as comments to fill in."""
    missing = [f"# {key} = {example}\n" for key, example in UNKNOWN.items() if f"\n{key} = " not in lines]
    return "".join(["# missing; fill in what you know:\n", *missing]) if missing else ""


def _write(path: Path, name: str, lines: str) -> int:
    """Append the lines, unless the file would then not be a catalogue."""
    catalogue.append(path, lines)
    print(f"written to {path}; `scrapy crawl {name} -s SOURCES={path}` runs it", file=sys.stderr)
    return command.OK
