"""Extraction on real pages, ours beside trafilatura in the same run, scored by the folder's own `score_pages.py`.

    python -m tests.bench.pages FOLDER [--json]

Gives for "ours", "trafilatura" and "trafilatura-precision" the scores of each set and the milliseconds a page, and
"times_trafilatura": our median time over trafilatura's.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from tests.bench.predict import EXTRACTORS, SETS, predict


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    options = parser.parse_args()
    found = measure(options.folder)
    print(json.dumps(found) if options.json else json.dumps(found, indent=1))
    return 0


def measure(folder: Path) -> dict[str, Any]:
    """The scores and times of each extractor, and the ratio of our median time to trafilatura's."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, extractor in EXTRACTORS.items():
            out = Path(scratch) / f"{name}.jsonl"
            times = predict(folder, out, extractor, SETS)
            found[name] = _score(folder, out) | times
    found["times_trafilatura"] = round(found["ours"]["ms_median"] / found["trafilatura"]["ms_median"], 3)
    return found


def _score(folder: Path, predictions: Path) -> dict[str, Any]:
    """What `score_pages.py --json` of the folder says of the predictions."""
    spec = importlib.util.spec_from_file_location("score_pages", folder / "score_pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    said = io.StringIO()
    words = ["score_pages", str(predictions), "--dir", str(folder), "--json"]
    with mock.patch.object(sys, "argv", words), contextlib.redirect_stdout(said):
        module.main()
    scores: dict[str, Any] = json.loads(said.getvalue())
    return scores


if __name__ == "__main__":
    sys.exit(main())
