"""The long ones: a run killed many times ends as an undisturbed one; thousands of sources keep memory flat and growth linear;
a million articles are looked up, and among 100,000 actions it is decided, as quickly as promised.

    python -m tests.bench.soak [--kills 200] [--sources 5000] [--articles 20] [--stored 1000000] [--json]

{"kills": {"kills", "same"}, "many": {"pages", "stored", "seconds", "peak_mb", "mb_at": [[stored, MB of PSS], ..],
"growth_mb_per_1000_pages", "bytes_per_article_at": [[stored, bytes], ..]},
 "stored": {"index": [tests.bench.index with a tenth, with all], "decide": tests.bench.decide with a tenth as many actions}}
Ends with 1 when an end state differs, memory grows by more than MOST_GROWTH after the first tenth, or the store's bytes an
article move by more than a fifth, or a look-up or a decision costs more than LOOKUP_MS, LOOKUP_MB, LOOKUP_GROWTH or DECIDE_MS.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench import webserver
from tests.bench.speed import ROOT, serving, watch
from tests.running import Place, sample
from tests.web import recording

MOST_GROWTH = 100.0
"""MB of all our processes, from the end of the first tenth to the end."""
EVEN = 0.2
LOOKUP_MS = 0.5
LOOKUP_MB = 200
LOOKUP_GROWTH = 1.5
"""From a tenth of the articles to all of them."""
DECIDE_MS = 5.0
SEED = 7


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, metavar="N", help="0: leave the kills out")
    parser.add_argument("--sources", type=int, default=5000, metavar="N", help="0: leave the many sources out")
    parser.add_argument("--articles", type=int, default=20, metavar="N", help=f"of a source, at most {webserver.SITE}")
    parser.add_argument("--stored", type=int, default=1_000_000, metavar="N", help="0: leave the look-ups out")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    options = parser.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        parts: dict[str, Callable[[], dict[str, Any]]] = {}
        if options.kills:
            parts["kills"] = lambda: killed(Path(scratch), options.kills)
        if options.sources:
            parts["many"] = lambda: many(Path(scratch), options.sources, options.articles)
        if options.stored:
            parts["stored"] = lambda: stored(options.stored)
        for name, measure in parts.items():
            found[name] = measure()
            print(name, json.dumps(found[name]), file=sys.stderr, flush=True)  # the next part may take hours, or fail
    print(json.dumps(found) if options.json else json.dumps(found, indent=1))
    return 0 if all(part["good"] for part in found.values()) else 1


def killed(folder: Path, kills: int) -> dict[str, Any]:
    """Kill updates of the sample web at random moments, each time anew in a store that goes on; compare the ends."""
    chance = random.Random(SEED)
    warc = recording.write(folder / "web.warc.gz")
    calm = sample(folder / "calm", warc)
    began = time.monotonic()
    assert calm.run("update", "--all").returncode == 0
    whole = time.monotonic() - began
    done = same = rounds = 0
    while done < kills:
        rounds += 1
        place = sample(folder / f"killed{rounds}", warc)
        for _ in range(min(10, kills - done)):
            with place.start("update", "--all") as process:
                time.sleep(chance.uniform(0, whole))
                process.kill()
                process.communicate()
            done += 1
        assert place.run("update", "--all").returncode == 0
        same += end_of(place) == end_of(calm)
    return {"kills": done, "rounds": rounds, "same": same, "good": same == rounds}


def end_of(place: Place) -> tuple[list[str], list[str]]:
    """What a run ends with: every article with its verdict, every action with its facts (ids are minted anew)."""
    rows = sorted(json.dumps([row["url"], row["title"], row["text"], row["verdict"]]) for row in place.exported())
    items = sorted(json.dumps([item["title"], item["_solidarity"]["forms"]]) for item in place.items())
    return rows, items


def many(folder: Path, sources: int, articles: int) -> dict[str, Any]:
    """One update over very many sources; memory and the store's size while it runs."""
    pages = sources * min(articles, webserver.SITE)
    web, place = folder / "many", folder / "place"
    place.mkdir()
    _write(web, pages)
    memory: list[tuple[int, float]] = []
    sizes: list[tuple[int, float]] = []
    peak, began = 0.0, time.monotonic()
    with serving(web) as port:
        command = [sys.executable, "-m", "tests.bench.speed_run", "ours", str(port), str(pages), str(place)]
        with subprocess.Popen([*command, "REFUSE_EARLY=False"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            while process.poll() is None:
                now = watch(process.pid, {})
                peak = max(peak, now)
                stored, size = _stored(place / "store.db")
                if stored and (not memory or stored >= memory[-1][0] + pages / 50):
                    memory.append((stored, round(now, 1)))
                    sizes.append((stored, round(size / stored)))
                time.sleep(0.5)
            assert process.stdout
            result = json.loads(process.stdout.read().splitlines()[-1])
    warm = [mb for stored, mb in memory if stored >= pages / 10] or [peak]
    growth = max(warm[-3:]) - warm[0]
    even = [size for stored, size in sizes if stored >= pages / 10] or [1.0]
    return {
        "pages": pages,
        "stored": result["stored"],
        "refused": result["refused"],
        "seconds": round(time.monotonic() - began, 1),
        "peak_mb": round(peak, 1),
        "growth_mb": round(growth, 1),
        "mb_at": memory,
        "bytes_per_article_at": sizes,
        "good": growth < MOST_GROWTH
        and max(even) <= (1 + EVEN) * even[-1]
        and result["stored"] + sum(result["refused"].values()) == pages,
    }


def stored(count: int) -> dict[str, Any]:
    """What looking up and deciding cost in a large store; each in a process of its own, whose memory is measured."""
    few, all_ = (_measured("index", "--articles", number) for number in (count // 10, count))
    decide = _measured("decide", "--actions", count // 10)
    good = all_["lookup_ms"] <= min(LOOKUP_MS, LOOKUP_GROWTH * few["lookup_ms"]) and all_["rss_mb"] <= LOOKUP_MB
    return {"index": [few, all_], "decide": decide, "good": good and decide["decide_ms"] <= DECIDE_MS}


def _measured(bench: str, option: str, number: int) -> dict[str, float]:
    command = [sys.executable, "-m", f"tests.bench.{bench}", option, str(number), "--json"]
    found: dict[str, float] = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    return found


def _write(folder: Path, pages: int) -> None:
    """Small pages of made-up words: it is our memory that is measured, not the reading."""
    chance = random.Random(SEED)
    words = ["".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(3, 9))) for _ in range(4000)]
    webserver.write([_page(chance, words) for _ in range(min(pages, 500))], [n % 500 for n in range(pages)], folder)


def _page(chance: random.Random, words: Sequence[str]) -> str:
    text = "".join(f"<p>{' '.join(chance.choices(words, k=60)).capitalize()}.</p>" for _ in range(6))
    title = " ".join(chance.choices(words, k=6))
    return f"<html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"


def _stored(store: Path) -> tuple[int, int]:
    """Articles in a store that is being written, and its bytes."""
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=1)) as connection:
            count = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.Error:
        return 0, 0
    return count, sum(path.stat().st_size for path in store.parent.glob("store.db*"))


if __name__ == "__main__":
    sys.exit(main())
