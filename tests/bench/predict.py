"""Predict what stands on the pages of a folder, for its `score_pages.py`.

    python -m tests.bench.predict FOLDER OUT.jsonl [--with ours|trafilatura|trafilatura-precision] [--sets articles,news] [--json]

FOLDER holds `articles.jsonl`, `news.jsonl`, `segments.jsonl`, `actions.jsonl` (lines {"id", "file", "url"}) and the gzipped
pages they name.
OUT.jsonl gets {"id", "body", "title", "authors", "published", "relevant"} per page, one a line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction
from trafilatura.settings import Document

from crawler.extract import extract
from crawler.items import ArticleItem
from feeds.clean.article import clean_article
from feeds.errors import NotAnArticle
from feeds.understand import read as understand

SETS = ("articles", "news", "segments", "actions")
PLACE = "https://page.invalid/article"
"""Where a page without an address stands."""
WARM_UP = b"<html><body><span class='date'>12 34 at noon</span><p>Loads tables, once per process.</p></body></html>"
Extractor = Callable[[bytes, str], ArticleItem]


def ours(body: bytes, url: str) -> ArticleItem:
    """Our extraction."""
    return extract(body, url)


def trafilatura(body: bytes, url: str, *, precision: bool = False) -> ArticleItem:
    """trafilatura as it comes, to compare."""
    found = bare_extraction(body, url=url, with_metadata=True, include_comments=False, favor_precision=precision)
    if not isinstance(found, Document):
        return ArticleItem(url=url, source="bench")
    return ArticleItem(
        url=url,
        source="bench",
        title=found.title or "",
        text=found.text or "",
        authors=[name for name in (found.author or "").split("; ") if name],
        published=found.date or "",
    )


def prediction(item: ArticleItem) -> dict[str, Any]:
    """What `score_pages.py` asks about a page."""
    return {
        "body": item.text,
        "title": item.title,
        "authors": item.authors,
        "published": item.published or None,
        "relevant": relevant(item),
    }


def relevant(item: ArticleItem) -> bool:
    """Is the article about a collective action, whatever its topic?"""
    try:
        article = clean_article(
            url=item.url,
            source="bench",
            now=datetime.now(UTC),
            title=item.title,
            text=item.text,
            html=item.html,
            language=item.language,
            published=item.published,
            section=item.section,
            tags=item.tags,
            events=item.events,
        )
    except NotAnArticle:
        return False
    return understand(article, topics=frozenset({"any"})).verdict.relevant


EXTRACTORS: dict[str, Extractor] = {
    "ours": ours,
    "trafilatura": trafilatura,
    "trafilatura-precision": lambda body, url: trafilatura(body, url, precision=True),
}


def predict(folder: Path, out: Path, extractor: Extractor, sets: tuple[str, ...]) -> dict[str, float]:
    """Write the predictions; return pages, milliseconds of CPU a page (median, worst) and peak memory."""
    extractor(WARM_UP, PLACE)
    spent = []
    with out.open("w", encoding="utf-8") as lines:
        for name in sets:
            for gold in read_lines(folder / f"{name}.jsonl"):
                body = gzip.decompress((folder / gold["file"]).read_bytes())
                start = time.process_time()
                item = extractor(body, gold["url"] or PLACE)
                spent.append((time.process_time() - start) * 1000)
                lines.write(json.dumps({"id": gold["id"], **prediction(item)}, ensure_ascii=False) + "\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "pages": len(spent),
        "ms_median": statistics.median(spent or [0]),
        "ms_worst": max(spent or [0]),
        "peak_mb": peak,
    }


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file; none when there is no such file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line] if path.exists() else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--with", dest="extractor", choices=EXTRACTORS, default="ours")
    parser.add_argument("--sets", default=",".join(SETS), help="which sets, with commas")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    args = parser.parse_args()
    figures = predict(args.folder, args.out, EXTRACTORS[args.extractor], tuple(args.sets.split(",")))
    if args.json:
        json.dump(figures, sys.stdout)
    else:
        print("  ".join(f"{name} {round(value, 1)}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
