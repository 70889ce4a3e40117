"""What the index of texts costs: time of a look-up, memory, disk, with many articles in the store.

    python -m tests.bench.index --articles 100000 [--postgres] [--json]

The articles are of its own making: fingerprints drawn as those of news texts are (some shingles common to many), put
into the store's own tables. A look-up finds and verifies copies of one text, half of them of stored articles.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from sqlalchemy import Connection

from feeds.match.text import INDEXED, SKETCH, Fingerprint
from feeds.store.index import rank
from feeds.store.schema import articles
from feeds.store.store import Store
from tests.postgres import cluster

BATCH = 2_000
LOOKUPS = 2_000
COMMON = 5_000
"""Shingles that many articles share, like the phrases of an agency."""


def draw(random: np.random.Generator, common: Any) -> Fingerprint:
    """The fingerprint of an article of some 60 to 2,000 words."""
    size = int(np.clip(random.lognormal(6.0, 0.7), 60, 2000))
    own = random.integers(0, 2**32, size, dtype=np.uint32)
    shared = common[random.zipf(1.3, size // 10) % COMMON]
    hashes = np.unique(np.concatenate([own, shared]))
    return Fingerprint(hashes[:SKETCH].astype("<u4").tobytes(), len(hashes))


def edited(random: np.random.Generator, print_: Fingerprint) -> Fingerprint:
    """The same article with a fifth of its shingles replaced."""
    hashes = print_.hashes
    kept = hashes[random.random(len(hashes)) > 0.2]
    new = random.integers(0, int(hashes[-1]) + 1, len(hashes) - len(kept), dtype=np.uint32)
    mixed = np.unique(np.concatenate([kept, new]))
    return Fingerprint(mixed.astype("<u4").tobytes(), print_.size)


def rows(numbers: range, made: list[Fingerprint]) -> Iterator[dict[str, Any]]:
    """Rows of `articles` with little but their fingerprint."""
    for number, print_ in zip(numbers, made, strict=True):
        yield {
            "id": number, "key": f"example.org/{number}", "url": f"https://example.org/{number}", "source": "bench",
            "published": "2024-01-01", "first_seen": "2024-01-01", "stored": "2024-01-01", "relevant": False,
            "digest": "", "print": print_.to_bytes(), "reading": "{}", "article": "{}",
        }  # fmt: skip


def fill(url: str, count: int) -> None:
    """Put articles into a new store. The index is sorted first: a tree filled in order is filled in minutes."""
    random, common = generator()
    shingles = np.empty(count * INDEXED, dtype=np.uint32)
    places = np.empty(count * INDEXED, dtype=np.int32)
    owners = np.empty(count * INDEXED, dtype=np.int32)
    used = 0
    with Store.open(url) as store:
        for start in range(1, count + 1, BATCH):
            numbers = range(start, min(start + BATCH, count + 1))
            made = [draw(random, common) for _ in numbers]
            with store.transaction() as connection:
                connection.execute(articles.insert(), list(rows(numbers, made)))
            for number, print_ in zip(numbers, made, strict=True):
                held = print_.hashes[:INDEXED]
                shingles[used : used + len(held)], owners[used : used + len(held)] = held, number
                places[used : used + len(held)] = rank(f"example.org/{number}")
                used += len(held)
        order = np.lexsort((owners[:used], places[:used], shingles[:used]))
        for start in range(0, used, BATCH * 100):
            some = order[start : start + BATCH * 100]
            entries = zip(shingles[some].tolist(), places[some].tolist(), owners[some].tolist(), strict=True)
            with store.transaction() as connection:
                _insert(connection, entries)


def _insert(connection: Connection, entries: Iterable[tuple[int, int, int]]) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO prints (shingle, rank, article) VALUES (?, ?, ?)", list(entries))
        return
    cursor: Any = connection.connection.cursor()
    with cursor.copy("COPY prints (shingle, rank, article) FROM STDIN") as copy:
        for entry in entries:
            copy.write_row(entry)


def generator() -> tuple[np.random.Generator, Any]:
    """The same random articles each time, and the shingles they share."""
    random = np.random.default_rng(7)
    return random, random.integers(0, 2**32, COMMON, dtype=np.uint32)


def in_sqlite(folder: Path, count: int) -> dict[str, float]:
    """What a SQLite store of `count` articles costs."""
    path = folder / "index.db"

    def size() -> int:
        with path.open("rb") as file:  # into the system's cache: the disk is not what is measured
            while file.read(1 << 20):
                pass
        return path.stat().st_size

    return measure(f"sqlite:///{path}", count, size)


def in_postgres(count: int) -> dict[str, float]:
    """The same in a PostgreSQL of its own."""
    with cluster() as server:

        def size() -> int:
            with Store.open(server.url) as store, store.transaction() as connection:
                connection.exec_driver_sql("ANALYZE")
                return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())

        return measure(server.url, count, size)


def measure(url: str, count: int, size: Callable[[], int]) -> dict[str, float]:
    """Fill a store, look up in it, and say what it cost. Filling is another process's: its memory does not count."""
    filling = get_context("spawn").Process(target=fill, args=(url, count))
    filling.start()
    filling.join()
    whole = size()
    random, common = generator()
    with Store.open(url) as store:
        with store.transaction() as connection:
            step = max(1, count // LOOKUPS)
            query = f"SELECT print FROM articles WHERE mod(id, {step}) = 0 LIMIT {LOOKUPS // 2}"
            stored = [Fingerprint.from_bytes(row[0]) for row in connection.exec_driver_sql(query)]
        random = np.random.default_rng(8)
        wanted = [edited(random, print_) for print_ in stored] + [draw(random, common) for _ in range(LOOKUPS // 2)]
        times, found = [], 0
        for print_ in [wanted[n] for n in random.permutation(len(wanted))]:
            start = time.perf_counter()
            found += bool(store.copies(print_))
            times.append((time.perf_counter() - start) * 1000)
    return {
        "articles": count,
        "lookup_ms": round(median(times), 3),
        "found": round(found / max(1, len(stored)), 3),
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "bytes_per_article": round(whole / count),
    }


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true", help="in a PostgreSQL that is started for it")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = in_postgres(given.articles) if given.postgres else in_sqlite(Path(folder), given.articles)
    print(json.dumps(result) if given.json else "  ".join(f"{name} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
