"""scrapy explain: what would happen to a page, and why."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import command
from crawler.catalogue import Source
from crawler.explanation import explanation, lines
from crawler.extract import extract
from crawler.fetch import fetch
from crawler.session import Session
from crawler.understanding import raw
from feeds import understand
from feeds.clean.article import clean_article
from feeds.clean.urls import identity
from feeds.errors import NotAnArticle
from feeds.match.action import Decision
from feeds.settle import likely


@dataclass(frozen=True, slots=True)
class _Got:
    """A page as bytes, whence it came and its declared charset."""

    body: bytes
    url: str
    charset: str | None = None


class Command(command.Command):
    """Fields with their origin, verdict with its reasons, facts with their words, what it would merge with."""

    summary: ClassVar[str] = "Tell what would happen to a page and why; nothing is stored"
    usage: ClassVar[str] = "[--url URL] [--json] URL-or-FILE"
    example: ClassVar[str] = "scrapy explain page.html --url https://group.example/kiss-in/"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", help="the address a FILE came from")
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 1:
            raise UsageError("name one URL or one file")
        got = _got(settings, args[0], opts.url)
        if got is None:
            return command.FAILED
        with Session.open(settings) as session:
            source = _source_of(got.url, session)
            item = extract(got.body, got.url, charset=got.charset, source=source.name)
            item.fetched = session.now.astimezone(UTC).isoformat()
            try:
                article = clean_article(**raw(item, source, session.now, session.configuration))
            except NotAnArticle as error:
                print(f"{got.url}: not an article: {error}", file=sys.stderr)
                return command.FAILED
            reading = understand.read(article, topics=session.configuration.topics, thorough=True)
            told = explanation(article, reading, _merges(session, likely(session.store, article, reading, session.now)))
        print(json.dumps(told, ensure_ascii=False, indent=1) if opts.json else "\n".join(lines(told)))
        return command.OK


def _got(settings: Settings, target: str, url: str | None) -> _Got | None:
    """The page, from a file or from the web; None when it could not be had (said on standard error)."""
    path = Path(target)
    if urlsplit(target).scheme not in {"http", "https"}:
        if not path.is_file():
            raise UsageError(f"{target}: no such file, and not an http(s) URL")
        return _Got(path.read_bytes(), url or "https://page.invalid/")
    answer = fetch(settings, target)
    if answer.failure:
        print(f"{target}: {answer.failure}", file=sys.stderr)
        return None
    return _Got(answer.body, answer.url, answer.charset)


def _merges(session: Session, decision: Decision) -> list[dict[str, Any]]:
    """The stored articles it would join, each with its action and the reasons."""
    found = []
    for key, likeness in decision.joins:
        stored = session.store.stored(key)
        if stored is not None:
            reasons = [f"{weight:+.2f}  {name}" for name, weight in likeness.reasons]
            found.append(
                {"id": stored.action, "title": stored.article.title, "url": stored.article.url, "reasons": reasons}
            )
    return found


def _source_of(url: str, session: Session) -> Source:
    """The catalogue's source whose site this is, or one made up for the page."""
    host = urlsplit(f"//{identity(url)}").hostname or ""
    for source in session.sources.values():
        if urlsplit(f"//{identity(source.home)}").hostname == host:
            return source
    return Source(name="page", home=f"https://{host}/", title=host)
