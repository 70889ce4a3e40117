"""Is it an action, and whose? A small linear model over signals a person can name; every verdict lists its reasons.

The weights are data (`weights.toml`), fitted by `python -m tests.bench.weights`; the signals are here.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from feeds.understand import labels
from feeds.understand.phrases import Hit, fold
from feeds.understand.reading import Evidence, Reason, Verdict
from feeds.understand.scan import Scan

ANY = "any"
_LEAD = 450
"""Characters of the text that say what an article is about."""
_WEAK = frozenset(("form.generic", "form.pride"))
_TOPIC = 1.5
"""An article is on a topic from this weight on."""
_BARS = ((0.9, 0.5), (0.65, 1.0))
"""(from this certainty that it is about an action, this weight is enough): whom it supports need not be said twice."""
_PERSECUTED = frozenset(("relevance.persecution", "relevance.support", "relevance.demand"))
_STRONG = frozenset(("form.petition", "form.open-letter", "form.vigil", "form.strike", "form.rally", "form.picket"))
_YEAR = re.compile(r"(?<![\d.,#])(?:19[5-9]\d|20\d\d)(?![\d%])")
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
    named, topic_reasons = topics_of(scan, next((bar for least, bar in _BARS if sure >= least), _TOPIC))
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
    if _names_old_year(scan, scan.title):
        title_forms = []
    lead = [hit for hit in forms if hit.start < _LEAD]
    petition = _petition(scan, forms)
    signals = {
        "form in the title": _of_title(scan, title_forms),
        "form in the lead": _share(scan, lead, 3),
        "forms": _share(scan, forms, 8, log=True),
        "form only late": Signal(0.0 if title_forms or petition.value else _lateness(scan, forms)),
        "sentences with a form": Signal(min(1.0, 3 * len(_sentences_of(scan, forms)) / max(1, len(scan.sentences)))),
        "form beside support": _beside(scan, forms, ("relevance.support", "relevance.demand", "relevance.front")),
        "form beside a topic": _beside(scan, forms, ("topic.",)),
        "link to take part": _link(scan),
        "hashtag to use": _hashtag(scan),
        "hashtag in the title": Signal(1.0 if _HASHTAG.search(scan.title) else 0.0),
        "hashtag repeated": Signal(1.0 if _repeated(scan) else 0.0),
        "petition to sign": petition,
        "form in a hostile sentence": _hostile(scan, forms, bool(title_forms)),
        "form in an old year": _old(scan, forms, title_forms),
        "long page": Signal(_length(scan)),
        "long page, no form in its title": Signal(0.0 if title_forms else _length(scan)),
        "pride without demand": _pride(scan),
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
    signals["title labels another kind of text"] = _kind(scan)
    signals["labels when and where"] = _labelled(scan)
    signals["ways to take part"] = _share(
        scan, [hit for hit in scan.named("how.") if hit.name != "how.share"], 5, log=True
    )
    return signals


def _labelled(scan: Scan) -> Signal:
    """Lines that say when and where, as announcements have them: half for one of the two."""
    when, where = (labels.spans(scan.text, question) for question in ("when", "where"))
    spots = when or where
    evidence = Evidence(scan.text[spots[0][0] : spots[0][1]], "text", spots[0][0]) if spots else None
    return Signal(0.5 * bool(when) + 0.5 * bool(where), evidence)


_KINDS = ("relevance.opinion", "relevance.culture", "relevance.profile")
_LABELS = re.compile(r"^[^:|–—]{0,28}(?::| [|–—-] )")


def _kind(scan: Scan) -> Signal:
    """The title begins with a label as reviews and comments bear it ("Review:", "Kommentar:")."""
    label = _LABELS.match(scan.title)
    hits = [hit for name in _KINDS for hit in scan.named(name, title=True) if label and hit.end <= label.end()]
    return _of_title(scan, hits)


_COUNTED = {"gather": 6, "call": 6, "support": 5, "demand": 5, "front": 4, "hostile": 3, "recall": 4, "listing": 4}
_FRACTIONS = (
    "persecution",
    "court",
    "law",
    "culture",
    "profile",
    "opinion",
    "statement",
    "election",
    "sport",
    "market",
    "war",
)
_TITLED = (
    "hostile",
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


def topics_of(scan: Scan, bar: float = _TOPIC) -> tuple[tuple[str, ...], list[Reason]]:
    """Topics the article is on, by their weight: named in the title, beside the action, or more than once."""
    spots = _sentences_of(scan, (hit for hit in scan.named("form.") if hit.name not in _WEAK))
    weights: dict[str, float] = {}
    first: dict[str, Evidence] = {}
    for hit in scan.named("topic.", title=True):
        topic = hit.name.removeprefix("topic.")
        weights[topic] = weights.get(topic, 0.0) + 2.0
        first.setdefault(topic, Evidence(scan.title[hit.start : hit.end], "title", hit.start))
    for hit in scan.named("persecuted.", title=True):
        if any(other.name in _PERSECUTED or other.name in _STRONG for other in scan.title_hits):
            topic = hit.name.removeprefix("persecuted.")
            weights[topic] = weights.get(topic, 0.0) + 1.5
            first.setdefault(topic, Evidence(scan.title[hit.start : hit.end], "title", hit.start))
    for hit, worth in _topic_hits(scan, spots):
        topic = hit.name.partition(".")[2]
        weights[topic] = weights.get(topic, 0.0) + worth
        first.setdefault(topic, Evidence(scan.text[hit.start : hit.end], "text", hit.start))
    named = tuple(topic for topic, weight in weights.items() if weight >= bar)
    return named, [Reason(f"topic {topic}", weights[topic], first[topic]) for topic in named]


def _topic_hits(scan: Scan, spots: set[int]) -> Iterator[tuple[Hit, float]]:
    """Words of a topic in the text, with what each is worth: more beside a form of action, or persecution, or support."""
    beside = _sentences_of(scan, (hit for hit in scan.text_hits if hit.name in _PERSECUTED))
    for hit in scan.named("topic."):
        if scan.text[hit.start : hit.end] == "pride":
            continue  # somebody's pride; the day is written with a capital
        at = scan.sentences.at(hit.start)
        yield hit, 1.5 if at in spots or at in beside else 1.0
    around = beside | {at + 1 for at in beside} | {at - 1 for at in beside}
    for hit in scan.named("persecuted."):
        at = scan.sentences.at(hit.start)
        if at in beside or at in spots:
            yield hit, 1.0 if at in spots and at in around else 0.5
        elif at in around and hit.start < _LEAD:
            yield hit, 0.5


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
    if _PETITION_LINK.search(scan.article.url):
        return Signal(1.0, Evidence(scan.article.url, "source", 0))
    for link in scan.article.links:
        if _PETITION_LINK.search(link.url):
            return Signal(1.0, Evidence(link.url, "link", 0))
    return Signal(0.0)


def _hashtag(scan: Scan) -> Signal:
    """A hashtag that the page tells people to use; less where it only speaks of one."""
    named = _sentences_of(scan, (hit for hit in scan.text_hits if hit.name in ("how.post", "form.hashtag-campaign")))
    called = _sentences_of(scan, scan.named("relevance.call"))
    best = Signal(0.0)
    for match in _HASHTAG.finditer(scan.text):
        at = scan.sentences.at(match.start())
        value = 0.0 if at not in named else 1.0 if called & {at - 1, at, at + 1} else 0.3
        if value > best.value:
            best = Signal(value, Evidence(match.group(), "text", match.start()))
    return best


def _repeated(scan: Scan) -> bool:
    """One hashtag used again and again is what the page is about."""
    counts = Counter(fold(match.group()).rstrip("0123456789") for match in _HASHTAG.finditer(scan.text))
    return bool(counts) and max(counts.values()) >= 3


def _petition(scan: Scan, forms: list[Hit]) -> Signal:
    """A petition or letter, and words that ask to sign it or count who did."""
    papers = [hit for hit in forms if hit.name in ("form.petition", "form.open-letter")]
    if len(scan.named("relevance.election")) > len(papers):
        return Signal(0.0)
    asked = _sentences_of(scan, scan.named("how.sign"))
    near = [hit for hit in papers if asked & {scan.sentences.at(hit.start) + step for step in (-1, 0, 1)}]
    return Signal(1.0 if near else 0.0, _evidence(scan, near))


def _hostile(scan: Scan, forms: list[Hit], titled: bool) -> Signal:
    """Which part of the words for a form stand beside words against those it should support; the title counts for three."""
    spots = _sentences_of(scan, scan.named("relevance.hostile"))
    against = [hit for hit in forms if scan.sentences.at(hit.start) in spots]
    title = titled and bool(scan.named("relevance.hostile", title=True))
    whole = len(forms) + 3 * titled
    return Signal((len(against) + 3 * title) / whole if whole else 0.0, _evidence(scan, against))


def _length(scan: Scan) -> float:
    """0 up to 3,000 characters, 1 at 30,000."""
    return max(0.0, math.log10(len(scan.text) / 3000)) if scan.text else 0.0


def _old(scan: Scan, forms: list[Hit], title_forms: list[Hit]) -> Signal:
    """Which part of the words for a form stand beside a year before that of publication."""
    if scan.article.published is None or not (forms or title_forms):
        return Signal(0.0)
    now = scan.article.published.year
    spots = {scan.sentences.at(m.start()) for m in _YEAR.finditer(scan.text) if int(m.group()) < now}
    old = [hit for hit in forms if scan.sentences.at(hit.start) in spots]
    return Signal(len(old) / max(1, len(forms)), _evidence(scan, old))


def _names_old_year(scan: Scan, text: str) -> bool:
    """Does it name a year before that of publication, so that what it tells is recalled?"""
    if scan.article.published is None:
        return False
    return any(int(match.group()) < scan.article.published.year for match in _YEAR.finditer(text))


def _pride(scan: Scan) -> Signal:
    """A parade told as a feast: nobody demands anything, nobody is stood up for."""
    parades = scan.named("form.pride") + scan.named("form.pride", title=True)
    purpose = scan.named("relevance.demand") or scan.named("relevance.support")
    return Signal(1.0 if parades and not purpose else 0.0)


@cache
def _weights() -> tuple[dict[str, float], float]:
    data = tomllib.loads((resources.files(__package__) / "weights.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data["weights"].items()}, float(data["bias"])
