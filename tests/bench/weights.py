"""Fit the weights of the relevance signals: `python -m tests.bench.weights SHARED [--write] [--json]`.

A logistic regression that starts from what a person expects (`[prior]` of feeds/understand/weights.toml) and moves only
as far as labelled pages push it: ridge penalty towards the prior. The lexicon knows the words of these pages better than
those of pages to come, so each is also learnt from with words forgotten at random: what holds then holds in words that
nobody wrote down. Prints figures under ten-fold cross-validation, whole actions kept together, so no page is judged by
weights that saw its own action: `action` judges what the weights say, `relevant` with the bundled topics as a reader is
configured (the set "actions" is always judged by `any`), `forgetful` the same pages with words forgotten.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feeds.understand import may_be_action, relevance, topic
from feeds.understand.phrases import Hit
from feeds.understand.scan import Scan, scan
from feeds.understand.signals import signals_of
from tests.bench.corpus import Labelled, lines, pages, web
from tests.bench.gold import GOLD, article_of
from tests.bench.reading import TOPICS

WEIGHTS = Path(relevance.__file__).with_name("weights.toml")
RIDGE = 3.0
FREE = 0.01
"""The penalty of the bias: next to none."""
MISSED = 1.3
"""A missed action is this much worse than a page too many."""
REAL = 1.5
"""A real page that somebody labelled counts this much: there are few, and none of the others is real."""
GENERAL = 0.3
"""A general page counts this much: nobody labelled it, most report no action."""
FORGOTTEN = 0.5
"""Which part of a page's phrases is forgotten,"""
VERSIONS = 2
"""in how many versions of it,"""
SHARE = 0.5
"""and what they count of the page."""
FOLDS = 10
_STILL = 1e-7
"""A step shorter than this ends the fit."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled page: its signals, and whether it is on a bundled topic once it is an action this surely."""

    values: dict[str, float]
    label: bool
    weight: float
    group: str
    kind: str
    page: Labelled
    forgetful: bool = False
    """A version of the page with words forgotten."""


def rows(shared: Path) -> list[Row]:
    """Every labelled page as its signals, with its forgetful versions."""
    found: list[Row] = []
    for page in web(shared / "web" / "dev.warc.gz", shared / "web" / "dev.gold.jsonl"):
        if not page.gold.get("borderline"):
            found += _rows(page, 1.0, page.gold["action"] or page.gold["url"], "web")
    actions = [page for page in pages(shared / "pages", "actions") if not page.gold["borderline"]]
    for page in actions:
        found += _rows(page, REAL, page.gold["id"], "actions")
    for path in sorted(GOLD.glob("*.jsonl")):
        for gold in lines(path):
            page = Labelled(article_of(gold), gold)
            found += _rows(page, _worth(gold), gold["id"], f"gold {path.stem}")
    known = {page.article.title for page in actions}
    for name in ("news", "segments"):
        for page in pages(shared / "pages", name):
            if page.article.title not in known:
                found.append(Row(_values(scan(page.article)), False, GENERAL, page.gold["id"], name, page))
    return found


def _worth(gold: dict[str, Any]) -> float:
    """Nothing where nobody said whether it is an action for another cause: the topic refuses it, the signals may not."""
    return 0.0 if gold["negative_kind"] == "other" and "relevant_any" not in gold else 1.0


def _rows(page: Labelled, weight: float, group: str, kind: str) -> list[Row]:
    seen = scan(page.article)
    label = bool(page.gold["relevant"] or page.gold.get("relevant_any"))
    found = [Row(_values(seen), label, weight * (1 - SHARE), group, kind, page)]
    for version in range(VERSIONS):
        dice = random.Random(f"{group} {page.article.url} {version}")
        values = _values(forgetting(seen, dice))
        found.append(Row(values, label, weight * SHARE / VERSIONS, group, kind, page, forgetful=True))
    return found


def forgetting(seen: Scan, dice: random.Random) -> Scan:
    """A scanned page as if some of its phrases did not stand in the lexicon, wherever they occur in it."""
    known: dict[tuple[str, str], bool] = {}

    def kept(hits: tuple[Hit, ...], low: str) -> tuple[Hit, ...]:
        return tuple(
            hit for hit in hits if known.setdefault((hit.name, low[hit.start : hit.end]), dice.random() >= FORGOTTEN)
        )

    return replace(
        seen, title_hits=kept(seen.title_hits, seen.low_title), text_hits=kept(seen.text_hits, seen.low_text)
    )


def _values(seen: Scan) -> dict[str, float]:
    return {name: signal.value for name, signal in signals_of(seen).items()}


def fit(data: list[Row], prior: dict[str, float], bias: float, *, rounds: int = 40) -> tuple[dict[str, float], float]:
    """Weights and bias that explain `data`, close to the prior: Newton's steps on the penalised likelihood.

    A step that would make it less likely is halved, else a bad start (a prior far off) runs away.
    """
    names = sorted(data[0].values)
    table, labels, costs = _table(data, names)
    start: Floats = np.array([bias, *(prior.get(name, 0.0) for name in names)])
    ridge: Floats = np.array([FREE, *([RIDGE] * len(names))])

    def loss(weights: Floats) -> float:
        score = table @ weights
        unlike = costs * (np.logaddexp(0.0, score) - labels * score)
        return float(unlike.sum() + (ridge * (weights - start) ** 2).sum() / 2)

    weights = start.copy()
    for _ in range(rounds):
        sure = _sure(table @ weights)
        slope = table.T @ (costs * (sure - labels)) + ridge * (weights - start)
        bend = (table * (costs * sure * (1 - sure))[:, None]).T @ table + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        least = loss(weights)
        while loss(weights - step) > least and np.abs(step).max() > _STILL:
            step = step / 2
        weights = weights - step
        if np.abs(step).max() <= _STILL:
            break
    return dict(zip(names, map(float, weights[1:]), strict=True)), float(weights[0])


def _table(data: list[Row], names: list[str]) -> tuple[Floats, Floats, Floats]:
    """The signals with a leading 1, the labels, and what a wrong answer costs, of each row."""
    table: Floats = np.array([[1.0, *(row.values[name] for name in names)] for row in data])
    labels: Floats = np.array([float(row.label) for row in data])
    costs: Floats = np.array([row.weight * (MISSED if row.label else 1.0) for row in data])
    return table, labels, costs


def _sure(score: Floats) -> Floats:
    sure: Floats = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
    return sure


def validate(data: list[Row], prior: dict[str, float], bias: float) -> dict[str, dict[str, float]]:
    """Recall, precision and published negatives per kind of page, each judged by weights fitted without its fold."""
    verdicts: dict[str, list[tuple[bool, bool]]] = {}
    for fold in range(FOLDS):
        inside = [row for row in data if zlib.crc32(row.group.encode()) % FOLDS != fold]
        fitted = fit(inside, prior, bias)
        for row in data:
            if zlib.crc32(row.group.encode()) % FOLDS != fold:
                continue
            kind = row.kind
            if row.forgetful:
                weights, free = fitted
                score = free + sum(weights[name] * value for name, value in row.values.items())
                verdicts.setdefault(f"{kind} forgetful", []).append((row.label, score >= 0))
                continue
            topics = frozenset({topic.ANY}) if kind == "actions" else TOPICS
            said = relevance.judge(scan(row.page.article), topics, weighing=fitted)
            known = may_be_action(f"{row.page.article.title}\n{row.page.article.text}")
            wanted = bool(row.page.gold.get("relevant")) and row.label
            verdicts.setdefault(f"{kind} action", []).append((row.label, said.action))
            verdicts.setdefault(f"{kind} relevant", []).append((wanted, said.relevant and known))
    return {kind: _figures(pairs) for kind, pairs in sorted(verdicts.items())}


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
        print(f"{kind:19}", "  ".join(f"{name} {value}" for name, value in row.items()))


def as_toml(prior: dict[str, float], prior_bias: float, weights: dict[str, float], bias: float) -> str:
    """The weights file."""
    parts = [
        "# Weights of the signals in signals.py. [prior] is what a person expects and may be edited; [weights] are",
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
