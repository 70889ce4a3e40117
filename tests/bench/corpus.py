"""The measured pages as clean articles: a recorded web with its gold, and the folders of single pages."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from crawler.extract import extract
from feeds.article import Article
from feeds.clean.article import clean_article
from feeds.errors import NotAnArticle


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and what is known of its page."""

    article: Article
    gold: dict[str, Any]


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def web(warc: Path, gold: Path) -> Iterator[Labelled]:
    """The pages of a recorded web that have an answer, extracted and cleaned; each once, `borderline` ones too."""
    known = {row["fetch_url"]: row for row in lines(gold)}
    seen: set[str] = set()
    with warc.open("rb") as file:
        for record in ArchiveIterator(file):
            url = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type != "response" or url not in known or known[url]["url"] in seen:
                continue
            seen.add(known[url]["url"])
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            charset = kind.partition("charset=")[2].strip(" \"'") or None
            article = made(record.content_stream().read(), url, charset)
            if article is not None:
                yield Labelled(article, known[url])


def pages(folder: Path, name: str) -> Iterator[Labelled]:
    """The single pages of a set ("actions", "news", "segments", "articles") that give an article."""
    for row in lines(folder / f"{name}.jsonl"):
        path = folder / row["file"]
        article = made(gzip.decompress(path.read_bytes()), row.get("url") or "", None)
        if article is not None:
            yield Labelled(article, row)


def made(body: bytes, url: str, charset: str | None) -> Article | None:
    """The clean article of a page, or None when there is none on it."""
    if not url.startswith("http"):
        url = "https://page.example/" + url.rpartition(":")[2].lstrip("/")
    item = extract(body, url, charset=charset, source="bench")
    try:
        return clean_article(
            url=item.url,
            source="bench",
            now=datetime.now(UTC),
            title=item.title,
            html=item.html,
            text=item.text,
            language=item.language,
            published=item.published,
            authors=item.authors,
            tags=item.tags,
            events=item.events,
        )
    except NotAnArticle:
        return None
