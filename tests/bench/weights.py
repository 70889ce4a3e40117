"""Fit the weights of the relevance signals: `python -m tests.bench.weights SHARED [--write] [--json]`.

A logistic regression that starts from what a person expects (`[prior]` of feeds/understand/weights.toml) and moves only
as far as labelled pages push it: ridge penalty towards the prior. Prints figures under ten-fold cross-validation, whole
actions kept together, so no page is judged by weights that saw its own action.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tomllib
import zlib
from dataclasses import dataclass
from pathlib import Path

from feeds.understand import relevance
from feeds.understand.scan import scan
from tests.bench.corpus import Labelled, pages, web
from tests.bench.gold import odd

WEIGHTS = Path(relevance.__file__).with_name("weights.toml")
RIDGE = 2.0
MISSED = 1.6
"""A missed action is this much worse than a page too many."""
GOLD = 1.5
"""A text of the independent gold counts this much: it is of another hand than the rest."""
GENERAL = 0.15
"""A general page counts this much: nobody labelled it, most report no action."""


@dataclass(frozen=True, slots=True)
class Row:
    values: dict[str, float]
    label: bool
    weight: float
    group: str
    kind: str


def rows(shared: Path) -> list[Row]:
    """Every labelled page as its signals."""
    found = [
        _row(page, page.gold["relevant"], 1.0, page.gold["action"] or page.gold["url"], "web")
        for page in web(shared / "web" / "dev.warc.gz", shared / "web" / "dev.gold.jsonl")
        if not page.gold.get("borderline")
    ]
    found += [
        _row(page, page.gold["relevant"], 1.0, page.gold["id"], "actions")
        for page in pages(shared / "pages", "actions")
        if not page.gold["borderline"]
    ]
    found += [_row(page, page.gold["relevant"], GOLD, page.gold["id"], "gold") for page in odd()]
    for name in ("news", "segments"):
        found += [_row(page, False, GENERAL, page.gold["id"], name) for page in pages(shared / "pages", name)]
    return found


def _row(page: Labelled, label: bool, weight: float, group: str, kind: str) -> Row:
    signals = relevance.signals_of(scan(page.article))
    return Row({name: signal.value for name, signal in signals.items()}, label, weight, group, kind)


def fit(data: list[Row], prior: dict[str, float], bias: float, *, rounds: int = 400) -> tuple[dict[str, float], float]:
    """Weights and bias that explain `data`, close to the prior: gradient descent with a ridge penalty."""
    names = sorted(data[0].values)
    weights = [prior.get(name, 0.0) for name in names]
    start = list(weights)
    shift = bias
    vectors = [([row.values[name] for name in names], row) for row in data]
    step = 0.02
    for _ in range(rounds):
        slope = [RIDGE * (w - s) for w, s in zip(weights, start, strict=True)]
        slope_bias = 0.0
        for vector, row in vectors:
            cost = row.weight * (MISSED if row.label else 1.0)
            error = cost * (_sure(shift + _dot(weights, vector)) - row.label)
            slope_bias += error
            for index, value in enumerate(vector):
                if value:
                    slope[index] += error * value
        weights = [w - step * g for w, g in zip(weights, slope, strict=True)]
        shift -= step * slope_bias
    return dict(zip(names, weights, strict=True)), shift


def _dot(left: list[float], right: list[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True) if b)


def _sure(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def validate(data: list[Row], prior: dict[str, float], bias: float, folds: int = 10) -> dict[str, dict[str, float]]:
    """Recall, precision and published negatives per kind of page, each judged by weights fitted without its fold."""
    verdicts: dict[str, list[tuple[bool, bool]]] = {}
    for fold in range(folds):
        inside = [row for row in data if zlib.crc32(row.group.encode()) % folds != fold]
        weights, shift = fit(inside, prior, bias)
        for row in data:
            if zlib.crc32(row.group.encode()) % folds == fold:
                score = shift + sum(weights[name] * value for name, value in row.values.items())
                verdicts.setdefault(row.kind, []).append((row.label, score >= 0))
    return {kind: _figures(pairs) for kind, pairs in verdicts.items()}


def _figures(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    hits = sum(label and said for label, said in pairs)
    labelled, said = sum(label for label, _ in pairs), sum(said for _, said in pairs)
    precision, recall = hits / max(1, said), hits / max(1, labelled)
    return {
        "pages": len(pairs),
        "recall": round(recall, 4),
        "precision": round(precision, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "negatives_taken": round((said - hits) / max(1, len(pairs) - labelled), 4),
    }


def main() -> None:
    """Fit, print, and with --write store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with web/ and pages/")
    parser.add_argument("--write", action="store_true", help=f"store the weights in {WEIGHTS.name}")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    known = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    data = rows(arguments.shared)
    figures = validate(data, known["prior"], known["prior_bias"])
    weights, bias = fit(data, known["prior"], known["prior_bias"])
    if arguments.write:
        WEIGHTS.write_text(as_toml(known["prior"], known["prior_bias"], weights, bias), encoding="utf-8")
    if arguments.json:
        json.dump({"cross_validated": figures, "weights": weights, "bias": bias}, sys.stdout, ensure_ascii=False)
        return
    for kind, row in figures.items():
        print(f"{kind:9}", "  ".join(f"{name} {value}" for name, value in row.items()))


def as_toml(prior: dict[str, float], prior_bias: float, weights: dict[str, float], bias: float) -> str:
    """The weights file."""
    parts = [
        "# Weights of the signals in relevance.py. [prior] is what a person expects and may be edited; [weights] are",
        "# fitted from it by `python -m tests.bench.weights SHARED --write`.",
        f"prior_bias = {prior_bias}",
        f"bias = {bias:.3f}",
        "",
        "[prior]",
        *(f'"{name}" = {value}' for name, value in prior.items()),
        "",
        "[weights]",
        *(f'"{name}" = {value:.3f}' for name, value in weights.items()),
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
