"""How well copies of a text are found: cut, edited, reordered, or with a page around them.

    python -m tests.bench.variants variants.jsonl.gz [--json]

Each line of the file is {article, tier, variant, text}; two texts of a tier are the same article when `article` is equal.
All pairs within a tier are scored, found through the index (as the store finds them) and decided by `feeds.match.text`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from feeds.match.text import fingerprint, same_text
from feeds.store.index import SHARED


def score(texts: list[tuple[str, str]]) -> dict[str, float]:
    """Precision, recall and F1 over all pairs of (article, text)."""
    prints = [fingerprint(text) for _, text in texts]
    postings: dict[int, list[int]] = defaultdict(list)
    for number, print_ in enumerate(prints):
        for shingle in print_.indexed:
            postings[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in postings.values():
        shared.update(combinations(numbers, 2))
    found = [names for names, count in shared.items() if count >= SHARED and same_text(*(prints[n] for n in names))]
    right = sum(texts[a][0] == texts[b][0] for a, b in found)
    same = sum(count * (count - 1) // 2 for count in Counter(article for article, _ in texts).values())
    p, r = right / max(1, len(found)), right / max(1, same)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


def main() -> None:
    """Score a file and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    given = parser.parse_args()
    start = time.perf_counter()
    tiers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with gzip.open(given.file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            tiers[row["tier"]].append((row["article"], row["text"]))
    result = {tier: score(texts) for tier, texts in tiers.items()}
    if given.json:
        print(json.dumps(result))
        return
    for tier, figures in result.items():
        print(f"{tier:8}", "  ".join(f"{name} {value:.4f}" for name, value in figures.items()))
    print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
