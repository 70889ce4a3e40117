"""Is it an action, and whose? A small linear model over signals a person can name; every verdict lists what spoke for and against.

The weights are data (`weights.toml`), fitted by `python -m tests.bench.weights`; the signals are here.
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from feeds.understand.phrases import Hit
from feeds.understand.reading import Evidence, Reason, Verdict
from feeds.understand.scan import Scan

ANY = "any"
_LEAD = 450
"""Characters of the text that say what an article is about."""
_WEAK = frozenset(("form.generic", "form.pride"))
_HASHTAG = re.compile(r"#\w{4,}")
_PETITION_LINK = re.compile(
    r"change\.org/p|avaaz\.org|allout\.org|/petition|openpetition|actionnetwork\.org|campact|civist|weact|sumofus|"
    r"facebook\.com/events|/events/\d|gofundme|/donate|amnesty\.\w+/.*action|secure\.",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Signal:
    """How strongly something speaks (mostly 0 to 1), and where it stands."""

    value: float
    evidence: Evidence | None = None


def judge(scan: Scan, topics: frozenset[str]) -> Verdict:
    """The verdict on a scanned article.

    `action`: it announces, reports or calls for a collective action of support; `relevant`: and for one of `topics`.
    """
    signals = signals_of(scan)
    weights, bias = _weights()
    score = bias + sum(weights.get(name, 0.0) * signal.value for name, signal in signals.items())
    sure = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
    named, topic_reasons = topics_of(scan)
    reasons = [
        Reason(name, round(weights.get(name, 0.0) * signal.value, 3), signal.evidence)
        for name, signal in signals.items()
        if abs(weights.get(name, 0.0) * signal.value) >= 0.05
    ]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    action = sure >= 0.5
    wanted = tuple(topic for topic in named if topic in topics)
    relevant = action and (ANY in topics or bool(wanted))
    return Verdict(relevant, action, named, round(sure, 4), (*reasons, *topic_reasons))


def signals_of(scan: Scan) -> dict[str, Signal]:
    """All signals of a scanned article, by name."""
    forms = [hit for hit in scan.named("form.") if hit.name not in _WEAK]
    title_forms = [hit for hit in scan.named("form.", title=True) if hit.name not in _WEAK]
    lead = [hit for hit in forms if hit.start < _LEAD]
    signals = {
        "form in the title": _of_title(scan, title_forms),
        "form in the lead": _share(scan, lead, 3),
        "forms": _share(scan, forms, 8, log=True),
        "form only late": Signal(_lateness(scan, forms)),
        "form beside support": _beside(scan, forms, ("relevance.support", "relevance.demand", "relevance.front")),
        "form beside a topic": _beside(scan, forms, ("topic.",)),
        "link to take part": _link(scan),
        "hashtag to use": _hashtag(scan),
        "event data": Signal(1.0 if scan.article.events else 0.0),
        "pride parade": _share(scan, scan.named("form.pride"), 3),
    }
    sentences = max(1, len(scan.sentences))
    for name, most in _COUNTED.items():
        signals[name] = _share(scan, scan.named(f"relevance.{name}"), most, log=True)
    for name in _FRACTIONS:
        hits = scan.named(f"relevance.{name}")
        signals[f"{name} share"] = _fraction(scan, hits, sentences)
    for name in _TITLED:
        signals[f"{name} in the title"] = _of_title(scan, scan.named(f"relevance.{name}", title=True))
    return signals


_COUNTED = {"gather": 6, "call": 6, "support": 5, "demand": 5, "front": 4, "hostile": 3, "recall": 4, "listing": 4}
_FRACTIONS = ("persecution", "court", "law", "culture", "profile", "opinion", "statement")
_TITLED = (
    "gather",
    "call",
    "support",
    "demand",
    "front",
    "persecution",
    "court",
    "law",
    "culture",
    "profile",
    "opinion",
    "statement",
)


def topics_of(scan: Scan) -> tuple[tuple[str, ...], list[Reason]]:
    """Topics the article is on: named in the title, or more than once, or beside the action."""
    named, reasons = [], []
    spots = _sentences_of(scan, (hit for hit in scan.named("form.") if hit.name not in _WEAK))
    hits: dict[str, list[tuple[Hit, str]]] = {}
    for hit in scan.named("topic.", title=True):
        hits.setdefault(hit.name, []).append((hit, "title"))
    for hit in scan.named("topic."):
        hits.setdefault(hit.name, []).append((hit, "text"))
    for name, found in hits.items():
        weight = sum(
            2.0 if spot == "title" else 1.5 if scan.sentences.at(hit.start) in spots else 1.0 for hit, spot in found
        )
        if weight >= 2.0:
            hit, spot = found[0]
            named.append(name.removeprefix("topic."))
            whole = scan.title if spot == "title" else scan.text
            place = "title" if spot == "title" else "text"
            reasons.append(Reason(f"topic {named[-1]}", weight, Evidence(whole[hit.start : hit.end], place, hit.start)))
    return tuple(named), reasons


def _evidence(scan: Scan, hits: list[Hit]) -> Evidence | None:
    return Evidence(scan.text[hits[0].start : hits[0].end], "text", hits[0].start) if hits else None


def _of_title(scan: Scan, hits: list[Hit]) -> Signal:
    if not hits:
        return Signal(0.0)
    first = hits[0]
    return Signal(1.0, Evidence(scan.title[first.start : first.end], "title", first.start))


def _share(scan: Scan, hits: list[Hit], most: int, *, log: bool = False) -> Signal:
    """1 when there are `most` of them or more."""
    count = len(hits)
    value = math.log1p(count) / math.log1p(most) if log else count / most
    return Signal(min(1.0, value), _evidence(scan, hits))


def _fraction(scan: Scan, hits: list[Hit], sentences: int) -> Signal:
    """In how many of the sentences they stand."""
    return Signal(len(_sentences_of(scan, hits)) / sentences, _evidence(scan, hits))


def _sentences_of(scan: Scan, hits: Iterable[Hit]) -> set[int]:
    return {scan.sentences.at(hit.start) for hit in hits}


def _lateness(scan: Scan, forms: list[Hit]) -> float:
    """How far into a long text the first word for a form stands; 1 when there is none."""
    if not forms:
        return 1.0
    return 0.0 if forms[0].start < _LEAD else forms[0].start / max(1, len(scan.text))


def _beside(scan: Scan, forms: list[Hit], prefixes: tuple[str, ...]) -> Signal:
    """Sentences that hold a form and one of these, three at most."""
    others = _sentences_of(scan, (hit for hit in scan.text_hits if hit.name.startswith(prefixes)))
    both = [hit for hit in forms if scan.sentences.at(hit.start) in others]
    return Signal(min(1.0, len(_sentences_of(scan, both)) / 3), _evidence(scan, both))


def _link(scan: Scan) -> Signal:
    for link in scan.article.links:
        if _PETITION_LINK.search(link.url):
            return Signal(1.0, Evidence(link.url, "link", 0))
    return Signal(0.0)


def _hashtag(scan: Scan) -> Signal:
    """A hashtag in a sentence that calls for its use."""
    spots = sorted(
        _sentences_of(scan, (hit for hit in scan.text_hits if hit.name in ("how.post", "form.hashtag-campaign")))
    )
    for match in _HASHTAG.finditer(scan.text):
        at = scan.sentences.at(match.start())
        index = bisect_left(spots, at)
        if index < len(spots) and spots[index] == at:
            return Signal(1.0, Evidence(match.group(), "text", match.start()))
    return Signal(0.0)


@cache
def _weights() -> tuple[dict[str, float], float]:
    data = tomllib.loads((resources.files(__package__) / "weights.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data["weights"].items()}, float(data["bias"])
