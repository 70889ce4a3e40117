"""A whole `scrapy update` on a recorded web, scored against its gold answers.

usage: python -m tests.bench.web WARC SOURCES GOLD [--json] [--errors N] [--topics TOPICS] [--keep FOLDER]

GOLD's folder holds `score.py`, which does the scoring.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.web", description=__doc__.split("\n")[0])
    parser.add_argument("warc", type=Path)
    parser.add_argument("sources", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show up to N errors of each kind")
    parser.add_argument("--topics", help="TOPICS of the run (any takes every collective action)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep store, feeds and export here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        result = measure(options.warc, options.sources, options.gold, folder, options.topics, options.errors)
    if options.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0


def measure(
    warc: Path, sources: Path, gold: Path, folder: Path, topics: str | None = None, errors: int = 0
) -> dict[str, Any]:
    """Update, export and score; the scores with the seconds the update took."""
    settings = run_settings(warc, sources, folder) | ({"TOPICS": topics} if topics else {})
    started = time.monotonic()
    scrapy("update", "--all", settings=settings)
    seconds = time.monotonic() - started
    export = folder / "export.jsonl"
    scrapy("export", "-o", str(export), settings=settings)
    scorer = load(gold.parent / "score.py")
    feed = json.loads((folder / "public" / "feed.json").read_text(encoding="utf-8"))
    result: dict[str, Any] = scorer.score(feed, lines(gold), n_errors=errors, export=lines(export))
    return result | {"update_s": round(seconds, 1)}


def run_settings(warc: Path, sources: Path, folder: Path) -> dict[str, object]:
    """The settings of an update on a recording, with everything it writes in `folder`."""
    return {
        "REPLAY_WARC": warc.resolve(),
        "SOURCES": sources.resolve(),
        "BUNDLED_SOURCES": "false",
        "REFUSE_EARLY": "false",
        "STORE_URL": f"sqlite:///{(folder / 'solidarity.db').resolve()}",
        "PUBLISH_DIR": (folder / "public").resolve(),
        "MAX_ENTRIES": 100_000,
        "RUN_LOG": (folder / "run.log").resolve(),
    }


def scrapy(*words: str, settings: dict[str, object]) -> None:
    """Run a scrapy command of this project; its exit code must be 0 or 1 (a source that broke)."""
    flags = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *words, *flags], cwd=ROOT, check=False, stdout=sys.stderr, stderr=sys.stderr
    )
    if done.returncode not in {0, 1}:
        raise SystemExit(f"scrapy {' '.join(words)} ended with {done.returncode}")


def lines(path: Path) -> list[Any]:
    """The values of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def load(path: Path) -> ModuleType:
    """The Python file at `path` as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
