"""The text of real-looking pages, measured on the recorded web beside the repository."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from crawler.extract import extract


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def token_f1(said: str, gold: str) -> float:
    a, b = Counter(words(said)), Counter(words(gold))
    both = sum((a & b).values())
    return 2 * both / max(1, sum(a.values()) + sum(b.values()))


def test_text_day_and_title_on_the_recorded_web(shared: Path) -> None:
    gold = {
        g["fetch_url"]: g for g in map(json.loads, (shared / "web/dev.gold.jsonl").read_text("utf-8").split("\n")[:-1])
    }
    scores, days, titles = [], [], []
    with (shared / "web/dev.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file):
            page = gold.pop(record.rec_headers.get_header("WARC-Target-URI"), None)
            if page is None or record.rec_type != "response":
                continue
            item = extract(record.content_stream().read(), page["fetch_url"])
            scores.append(token_f1(item.text, page["text"]))
            days.append(item.published[:10] == page["published"][:10])
            titles.append(words(item.title) == words(page["title"]))
    assert len(scores) > 100
    assert sum(scores) / len(scores) >= 0.985
    assert sum(days) / len(days) >= 0.985
    assert sum(titles) / len(titles) >= 0.97
