"""What REFUSE_EARLY costs and spares: of what is found relevant when it is read in full, how much is refused by a cheap look?

    python -m tests.bench.early --data FOLDER [--json]

FOLDER holds web/ (a recorded web with its gold) and pages/. {"pages": .., "texts": .., "teasers": .., "loss"}, each of the three
{"relevant", "lost", "loss", "others", "spared", "which"}: of so many relevant ones so many lost; the share of the others spared.
pages: the pages of web/ and pages/actions, as bytes; texts: those of gold/; teasers: the title and first words of each of them.
Relevant is what the gold and a full reading say; without --json it ends with 1 when the loss over all is above MOST_LOST.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from crawler import refuse
from crawler.entrances.entry import Entry
from feeds import understand
from feeds.article import Article
from feeds.understand.screen import refusal
from tests.bench import corpus
from tests.bench.reading import TOPICS

MOST_LOST = 0.005
GOLD = Path(__file__).parent / "gold"
TEASER = 40
"""Words that a feed shows of an article."""


@dataclass
class Count:
    """One way of looking, counted."""

    relevant: int = 0
    lost: int = 0
    others: int = 0
    spared: int = 0
    which: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, relevant: bool, reason: str) -> None:
        if relevant:
            self.relevant += 1
            self.lost += bool(reason)
            self.which += [(name, reason)] if reason else []
        else:
            self.others += 1
            self.spared += bool(reason)

    def plain(self) -> dict[str, Any]:
        shares = {"loss": self.lost / max(self.relevant, 1), "spared": self.spared / max(self.others, 1)}
        counted = {"relevant": self.relevant, "lost": self.lost, "others": self.others, "which": self.which}
        return counted | {name: round(share, 4) for name, share in shares.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    options = parser.parse_args()
    found = measure(options.data)
    print(json.dumps(found) if options.json else json.dumps(found, indent=1, ensure_ascii=False))
    return 1 if found["loss"] > MOST_LOST and not options.json else 0


def measure(data: Path) -> dict[str, Any]:
    """The three counts and the loss over all of them."""
    counts = {"pages": Count(), "texts": Count(), "teasers": Count()}
    for name, body, article, relevant in _pages(data):
        counts["pages"].add(name, relevant and _is_relevant(article), refuse.of_page(body, Entry(article.url), TOPICS))
        counts["teasers"].add(name, relevant and _is_relevant(article), _teaser(article))
    for row in (row for path in sorted(GOLD.glob("*.jsonl")) for row in corpus.lines(path)):
        article = Article("", "", "", row["title"], row["text"], language=row["lang"])
        relevant = bool(row["relevant"]) and _is_relevant(article)
        counts["texts"].add(
            row["id"], relevant, refusal(row["title"], row["text"], language=partial(str, row["lang"]), topics=TOPICS)
        )
        counts["teasers"].add(row["id"], relevant, _teaser(article))
    lost, relevant_ones = (sum(getattr(count, name) for count in counts.values()) for name in ("lost", "relevant"))
    return {name: count.plain() for name, count in counts.items()} | {"loss": round(lost / max(relevant_ones, 1), 4)}


def _is_relevant(article: Article) -> bool:
    return understand.read(article, topics=TOPICS).verdict.relevant


def _teaser(article: Article) -> str:
    summary = " ".join(article.text.split()[:TEASER])
    return refuse.of_entry(Entry(article.url, title=article.title, summary=summary, language=article.language), TOPICS)


def _pages(data: Path) -> Iterator[tuple[str, bytes, Article, bool]]:
    """(name, body, article, whether the gold calls it relevant) of each page; borderline ones left out."""
    gold = {row["fetch_url"]: row for row in corpus.lines(data / "web" / "dev.gold.jsonl") if not row.get("borderline")}
    with (data / "web" / "dev.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file):
            url = record.rec_headers.get_header("WARC-Target-URI")
            row = gold.pop(url, None) if record.rec_type == "response" else None
            if row:
                yield from _made(url, record.content_stream().read(), row["relevant"])
    for row in corpus.lines(data / "pages" / "actions.jsonl"):
        body = gzip.decompress((data / "pages" / row["file"]).read_bytes())
        yield from _made(row.get("url") or row["file"], body, True)  # of those, what a full reading takes


def _made(name: str, body: bytes, relevant: bool) -> Iterable[tuple[str, bytes, Article, bool]]:
    article = corpus.made(body, name, None)
    return [(name, body, article, bool(relevant))] if article else []


if __name__ == "__main__":
    sys.exit(main())
