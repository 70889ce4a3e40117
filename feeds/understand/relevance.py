"""Is it an action, and whose? A small linear model over signals a person can name; every verdict lists its reasons.

The weights are data (`weights.toml`), fitted by `python -m tests.bench.weights`; the signals are in `signals.py`, the
topics in `topic.py`.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib import resources

from feeds.understand.reading import Reason, Signal, Verdict
from feeds.understand.scan import Scan
from feeds.understand.signals import undated
from feeds.understand.structure import DATED, dated
from feeds.understand.topic import ANY, BAR, LEAST, topics_of

_BARS = ((0.8, LEAST), (0.5, 1.0))
"""(from this certainty that it is about an action, this weight is enough): whom it supports need not be said twice."""
_HOPELESS = -0.5
"""The days of a page are not read where they could not bring its score up to this, nor those of one on no topic."""
_NAMED = 0.05
"""A reason that moved the verdict by less is not listed."""


Weighing = tuple[dict[str, float], float]
"""What each signal weighs, and the bias."""


def judge(scan: Scan, topics: frozenset[str], *, weighing: Weighing | None = None) -> Verdict:
    """The verdict on a scanned article.

    `action`: it announces, reports or calls for a collective action of support; `relevant`: and for one of `topics`.
    `weighing`: other weights than the stored ones, for who fits them.
    """
    weights, bias = weighing or _weights()
    signals = undated(scan)
    score = bias + _weighed(signals, weights)
    hopeful = score + sum(max(0.0, weights.get(name, 0.0)) for name in DATED) > _HOPELESS
    if hopeful and (ANY in topics or topics.intersection(topics_of(scan, LEAST)[0])):
        days = dated(scan)
        signals |= days
        score += _weighed(days, weights)
    sure = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
    named, topic_reasons = topics_of(scan, next((bar for least, bar in _BARS if sure >= least), BAR))
    weighed = ((name, weights.get(name, 0.0) * signal.value, signal.evidence) for name, signal in signals.items())
    reasons = [Reason(name, round(weight, 3), words) for name, weight, words in weighed if abs(weight) >= _NAMED]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    action = sure >= 0.5
    wanted = tuple(topic for topic in named if topic in topics)
    relevant = action and (ANY in topics or bool(wanted))
    return Verdict(relevant, action, named, round(sure, 4), (*reasons, *topic_reasons))


def _weighed(signals: dict[str, Signal], weights: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) * signal.value for name, signal in signals.items())


@cache
def _weights() -> Weighing:
    data = tomllib.loads((resources.files(__package__) / "weights.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data["weights"].items()}, float(data["bias"])
