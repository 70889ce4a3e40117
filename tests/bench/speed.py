"""Pages a second and peak memory, on real pages served from this machine: Scrapy alone, with trafilatura, and us.

    python -m tests.bench.speed --pages N --data FOLDER [--only NAME ...] [--json]

{"bare": {"pages_per_s", "peak_mb"}, "trafilatura": .., "ours": .., "ours_1_in_20": .., "quiet": .., "ratios": ..}
"bare" fetches, "trafilatura" extracts text and metadata in the callback, "ours" is a whole update that reads every page in
full (clean, understand, match, store, publish), "ours_1_in_20" one with REFUSE_EARLY on a web where one page in 20 is
relevant, "quiet" the same update again. peak_mb: the largest sum of PSS (shared pages counted once) over our processes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawler.configuration import Configuration
from crawler.extract.decode import decode
from feeds import understand
from tests.bench import corpus, webserver

ROOT = Path(__file__).resolve().parents[2]
GENERAL = ("news", "segments", "articles")
SEED = 1
TICKS = os.sysconf("SC_CLK_TCK")
ONE_IN = 20
LOOK = 1.0
"""Seconds between two looks at the memory: each takes the processor some milliseconds a process, ours are five."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000, metavar="N")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="the folder of pages")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="bare, trafilatura, ours (with quiet), ours_1_in_20")
    parser.add_argument("--workers", type=int, help="processes that read pages (WORKERS)")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    options = parser.parse_args()
    folder = options.data / "pages" if (options.data / "pages").is_dir() else options.data
    found = measure(folder, options.pages, options.only, options.workers)
    print(json.dumps(found) if options.json else json.dumps(found, indent=1))
    return 0


def measure(data: Path, pages: int, only: list[str] | None = None, workers: int | None = None) -> dict[str, Any]:
    """Each figure by name; `ratios` are pages a second against trafilatura's, and of the quiet run against the first."""
    wanted = only or ["bare", "trafilatura", "ours", "ours_1_in_20"]
    extra = {} if workers is None else {"WORKERS": workers}
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        mixed, rare = _webs(data, pages, base, rare="ours_1_in_20" in wanted)
        for kind in ("bare", "trafilatura"):
            if kind in wanted:
                with serving(mixed) as port:
                    found[kind] = _figures(_crawl(kind, port, pages, base), pages)
        if "ours" in wanted:
            with serving(mixed) as port:
                settings = {"REFUSE_EARLY": False, **extra}
                place = base / "ours"
                found["ours"] = _ours(port, pages, place, settings)
                found["quiet"] = _quiet(port, pages, place, settings)
        if "ours_1_in_20" in wanted:
            with serving(rare) as port:
                found["ours_1_in_20"] = _ours(port, pages, base / "ours in 20", {"REFUSE_EARLY": True, **extra})
    return found | {"ratios": _ratios(found)}


def _ours(port: int, pages: int, folder: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """A first update; every page that was served must be stored, or refused by a name."""
    folder.mkdir()
    result = _crawl("ours", port, pages, folder, settings)
    served = _served(port)["pages"]
    refused = sum(result["refused"].values())
    unasked = result["refused"].get("not-told", 0)  # refused by their entries
    assert result["stored"] + refused == served + unasked == pages, (result, served)
    kept = {"stored": result["stored"], "refused": result["refused"], "actions": result["actions"]}
    return _figures(result, pages) | kept


def _quiet(port: int, pages: int, folder: Path, settings: dict[str, Any]) -> dict[str, Any]:
    """The same update again, with nothing new: it fetches no article."""
    before = _served(port)
    result = _crawl("ours", port, pages, folder, settings)
    after = _served(port)
    assert after["pages"] == before["pages"], "a quiet run fetched an article"
    share = (after["bytes"] - before["bytes"]) / before["bytes"]
    return _figures(result, pages) | {"share_of_bytes": round(share, 5)}


def _figures(result: dict[str, Any], pages: int) -> dict[str, Any]:
    return {
        "pages_per_s": round(pages / result["seconds"], 2),
        "peak_mb": round(result["peak_mb"], 1),
        "seconds": round(result["seconds"], 2),
        "cpu_ms_per_page": round(1000 * result["cpu"] / pages, 1),
    }


def _ratios(found: dict[str, dict[str, float]]) -> dict[str, float]:
    def ratio(one: str, other: str) -> float:
        return round(found[one]["pages_per_s"] / found[other]["pages_per_s"], 2)

    pairs = {"ours": "trafilatura", "ours_1_in_20": "trafilatura", "quiet": "ours"}
    return {one: ratio(one, other) for one, other in pairs.items() if one in found and other in found}


def _webs(data: Path, pages: int, base: Path, *, rare: bool) -> tuple[Path, Path]:
    """The two webs, written: all kinds of page, and one with a relevant page in ONE_IN."""
    chance = random.Random(SEED)
    texts = [decode(gzip.decompress((data / row["file"]).read_bytes()), None) for row in _rows(data)]
    chance.shuffle(texts)
    webserver.write(texts, [n % len(texts) for n in range(pages)], base / "mixed")
    if rare:
        relevant = _relevant(data)
        general = [decode(gzip.decompress((data / row["file"]).read_bytes()), None) for row in _rows(data, GENERAL)]
        chance.shuffle(general)
        both = [*relevant, *general]
        count = len(relevant)
        order = [
            n // ONE_IN % count if n % ONE_IN == 0 else count + (n - n // ONE_IN) % len(general) for n in range(pages)
        ]
        webserver.write(both, order, base / "rare")
    return base / "mixed", base / "rare"


def _rows(data: Path, sets: Sequence[str] = (*GENERAL, "actions")) -> Iterator[dict[str, Any]]:
    for name in sets:
        yield from corpus.lines(data / f"{name}.jsonl")


def _relevant(data: Path) -> list[str]:
    """The pages that hold an action on the bundled topics."""
    topics = Configuration.of(_defaults()).topics
    found = [
        decode(gzip.decompress((data / labelled.gold["file"]).read_bytes()), None)
        for labelled in corpus.pages(data, "actions")
        if understand.read(labelled.article, topics=topics).verdict.relevant
    ]
    assert found, "no page of the set is relevant"
    return found


def _defaults() -> dict[str, Any]:
    from crawler import settings

    return {name: value for name, value in vars(settings).items() if name.isupper()}


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The port of a server of the web in `folder`."""
    command = [sys.executable, "-m", "tests.bench.webserver", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


def _served(port: int) -> dict[str, int]:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{port}/served") as answer:
        counted: dict[str, int] = json.load(answer)
    return counted


def _crawl(kind: str, port: int, pages: int, folder: Path, settings: dict[str, Any] | None = None) -> dict[str, Any]:
    """Run one crawl in its own process and watch its memory."""
    words = [f"{name}={value}" for name, value in (settings or {}).items()]
    command = [sys.executable, "-m", "tests.bench.speed_run", kind, str(port), str(pages), str(folder), *words]
    peak, spent = 0.0, dict[int, float]()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            peak = max(peak, watch(process.pid, spent))
            time.sleep(LOOK)
        assert process.stdout
        said = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"{kind} ended with {process.returncode}")
    result: dict[str, Any] = json.loads(said.splitlines()[-1])
    return result | {"peak_mb": peak, "cpu": sum(spent.values())}


def watch(root: int, spent: dict[int, float]) -> float:
    """MB of PSS of a process and all its descendants; the processor's seconds of each are noted in `spent`."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    tree, total = [root], 0
    while tree:
        process = tree.pop()
        tree += children.get(process, [])
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
            words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        spent[process] = (int(words[11]) + int(words[12])) / TICKS
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


if __name__ == "__main__":
    sys.exit(main())
