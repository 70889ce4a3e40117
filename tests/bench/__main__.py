"""`make bench`: every measure on the data beside the checkout, as one table, held against the floors of floors.toml.

usage: python -m tests.bench [--data FOLDER] [--only NAME ...] [--json] [--pin] [--lower REASON]

A measure that falls below its floor (or rises above its ceiling) makes the exit code 1. --pin raises floors to what was
measured; it never lowers one unless --lower gives the reason, which then stands beside the floor (and in the commit).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench import floors

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench: its name, and the arguments of `python -m tests.bench.<module>` for a data folder."""

    name: str
    arguments: Callable[[Path], list[str]]


BENCHES = (
    Bench("sentences", lambda data: [str(data / "sentences")]),
    Bench("pages", lambda data: [str(data / "pages")]),
    Bench(
        "web",
        lambda data: [str(data / "web" / name) for name in ("dev.warc.gz", "dev.sources.toml", "dev.gold.jsonl")],
    ),
    Bench("gold", lambda data: []),
    Bench("early", lambda data: ["--data", str(data)]),
    Bench("turns", lambda data: []),
    Bench("variants", lambda data: [str(data / "pages" / "variants.jsonl.gz")]),
    Bench("render", lambda data: ["--actions", "10000"]),
    Bench("index", lambda data: ["--articles", "100000"]),
    Bench("decide", lambda data: ["--actions", "10000"]),
    Bench("speed", lambda data: ["--pages", "400", "--data", str(data / "pages")]),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", nargs="*", default=None, metavar="NAME", help="run only these benches")
    parser.add_argument("--json", action="store_true", help="print the measures as one JSON object")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--lower", metavar="REASON", default="", help="with --pin: lower floors too, for this reason")
    options = parser.parse_args()
    if not (options.data / "web").is_dir():
        print(f"the measured data is not at {options.data}; name it with --data", file=sys.stderr)
        return 2
    measured = dict(measures(options.data, options.only))
    pinned = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    fallen = floors.fallen(measured, pinned)
    if options.json:
        print(json.dumps(measured))
    else:
        show(measured, pinned, fallen)
    if options.pin:
        FLOORS.write_text(floors.pinned(measured, pinned, options.lower), encoding="utf-8")
        return 0
    return 1 if fallen else 0


def measures(data: Path, only: list[str] | None) -> Iterator[tuple[str, float]]:
    """(name, value) of every measure, as the benches give them: "web.relevance.r", 0.97."""
    for bench in BENCHES:
        if only is not None and bench.name not in only:
            continue
        started = time.monotonic()
        print(f"{bench.name} ...", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", f"tests.bench.{bench.name}", *bench.arguments(data), "--json"]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        yield from floors.flat(json.loads(done.stdout), bench.name)
        yield f"{bench.name}.seconds", round(time.monotonic() - started, 1)


def show(measured: dict[str, float], pinned: dict[str, Any], fallen: list[str]) -> None:
    """The table: each measure beside its floor or ceiling."""
    table = Table("measure", "value", "floor", "ceiling", "")
    for name, value in measured.items():
        limits = pinned.get(name, {})
        low, high = (str(limits.get(key, "")) for key in ("floor", "ceiling"))
        table.add_row(name, f"{value:g}", low, high, "FALLEN" if name in fallen else "")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
