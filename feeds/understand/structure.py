"""How a text is made: signals that hold in every language and need no word for an action.

A day to come in a short text, an address, a crowd in the first lines, who is spoken to, a captive and a demand: what
people write who call for something or tell of it, whatever they name it.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from feeds.understand import numbers, venues, when
from feeds.understand.mentions import Mention
from feeds.understand.phrases import Hit, Phrases
from feeds.understand.reading import Evidence, Signal
from feeds.understand.scan import Scan
from feeds.understand.sentences import quotes

REACH = 3000
"""Characters within which an announcement says when and where, and a report how many came."""
DAYS_REACH = 1500
"""Those within which it names its day: reading days takes longer than all else."""
_SHORT = 2000
"""A text of so many characters or more is no notice."""
_AHEAD = dt.timedelta(days=120)
"""An announcement tells of no later day."""
_BEHIND = dt.timedelta(days=5)
"""A report tells of no earlier day."""
_HEAD = 3
"""Sentences that tell what a report is of."""
CROWD = 10
"""Fewer people than this are not told of as a crowd."""
_ENOUGH = 3
"""Sentences, years: more of them say no more."""
_DAYS = 4
"""So many days with their hours are a programme."""
YEAR = re.compile(r"(?<![\d.,#])(?:19[5-9]\d|20\d\d)(?![\d%])")
HASHTAG = re.compile(r"#\w{4,}")
_ASKS = re.compile(r"[?？؟]")
_NONE = Signal(0.0)
_ACTS = frozenset(("relevance.gather", "relevance.call", "relevance.front"))
_DOES = _ACTS | {"relevance.support", "relevance.demand"}
_SUFFERED = frozenset(("relevance.persecution", "relevance.captive", "relevance.court"))


def structure_of(scan: Scan) -> dict[str, Signal]:
    """The signals that need no day, of a scanned article, by name."""
    asked, tells = _voices(scan)
    captive = _first(scan, "captive", titled=True)
    persecuted = captive.value or _first(scan, "persecution", titled=True).value
    demanded = max(_first(scan, name).value for name in ("demand", "call"))
    return {
        "own site that asks its readers": asked if scan.article.own else _NONE,
        "crowd in the first sentences": _crowd(scan),
        "address": _address(scan),
        "hashtag": _found(scan.text, HASHTAG),
        "captive and a demand": Signal(captive.value * demanded, captive.evidence),
        "support of the persecuted": Signal(_first(scan, "support", titled=True).value * bool(persecuted)),
        "topic": _hit(scan, scan.named("topic.")),
        "topic in the title": Signal(float(bool(scan.named("topic.", title=True)))),
        "one person tells": tells,
        "head tells of persecution alone": _persecution(scan),
        "old years": _old_years(scan),
        "title asks": Signal(float(_ASKS.search(scan.title) is not None)),
    }


DATED = (
    "day to come",
    "day to come in a short text",
    "own site with a day to come",
    "people at a front of late",
    "captive and a day to come",
    "programme of days",
)
"""The signals of `dated`."""


def dated(scan: Scan) -> dict[str, Signal]:
    """The signals that need the days of the text read, which takes longer than all others."""
    to_come, just_past = _days_around(scan)
    captive = _first(scan, "captive", titled=True)
    short = max(0.0, 1 - len(scan.text) / _SHORT)
    front = _first(scan, "front").value
    found = (
        to_come,
        Signal(to_come.value * short, to_come.evidence),
        to_come if scan.article.own else _NONE,
        Signal(front * just_past.value, just_past.evidence),
        Signal(captive.value * to_come.value, captive.evidence),
        _programme(scan),
    )
    return dict(zip(DATED, found, strict=True))


def days_of(scan: Scan) -> tuple[Mention, ...]:
    """The days that the first `DAYS_REACH` characters name, read once for all who ask."""
    article = scan.article
    published = article.published.date() if article.published is not None else None
    return _days(scan.text[:DAYS_REACH], article.language, published, article.timezone or None)


@lru_cache(maxsize=4)
def _days(text: str, language: str, published: dt.date | None, zone: str | None) -> tuple[Mention, ...]:
    return tuple(when.find(text, language=language, published=published, zone=zone))


def _days_around(scan: Scan) -> tuple[Signal, Signal]:
    """A day to come, and one that has just passed, seen from the day of publication."""
    to_come = just_past = _NONE
    if scan.article.published is None:
        return to_come, just_past
    today = scan.article.published.date()
    for day in days_of(scan):
        if day.date is None:
            continue
        signal = Signal(1.0, Evidence(scan.text[day.start : day.end], "text", day.start))
        if today < day.date <= today + _AHEAD or (day.date == today and day.time):
            to_come = to_come if to_come.value else signal
        elif today - _BEHIND <= day.date <= today:
            just_past = just_past if just_past.value else signal
    return to_come, just_past


def _voices(scan: Scan) -> tuple[Signal, Signal]:
    """How much the readers are asked, and how much one person tells of himself; what is quoted does not count."""
    phrases = _phrases(scan.language)
    if phrases is None:
        return _NONE, _NONE
    quoted = quotes(scan.text[:REACH])
    spots: dict[str, set[int]] = {"you": set(), "i": set()}
    first: dict[str, Evidence] = {}
    for hit in phrases.find(scan.low_text[:REACH]):
        if not any(start <= hit.start < end for start, end in quoted):
            spots[hit.name].add(scan.sentences.at(hit.start))
            first.setdefault(hit.name, Evidence(scan.text[hit.start : hit.end], "text", hit.start))
    asked, tells = (Signal(min(1.0, len(spots[name]) / _ENOUGH), first.get(name)) for name in ("you", "i"))
    return asked, tells


def _crowd(scan: Scan) -> Signal:
    """How many people there were is told at once; not how many were taken away."""
    _, end = scan.sentences.span(min(_HEAD, len(scan.sentences)) - 1)
    for start, stop, most in numbers.crowds(scan.text[: min(end, REACH)], scan.article.language):
        if most >= CROWD and not suffers(scan, start):
            return Signal(1.0, Evidence(scan.text[start:stop], "text", start))
    return _NONE


def _persecution(scan: Scan) -> Signal:
    """The title and the first sentence tell what is done to people, and nothing that people do."""
    _, end = scan.sentences.span(0)
    head = [*scan.title_hits, *(hit for hit in scan.text_hits if hit.start < end)]
    if any(hit.name.startswith(("form.", "how.")) or hit.name in _DOES for hit in head):
        return _NONE
    return Signal(min(1.0, sum(hit.name in _SUFFERED for hit in head) / 2))


def _programme(scan: Scan) -> Signal:
    """Many days to come are what a calendar lists."""
    days = {day.date for day in days_of(scan) if day.date is not None and day.time}
    return Signal(float(len(days) >= _DAYS))


def suffers(scan: Scan, at: int) -> bool:
    """Does the sentence at `at` tell of persecution, and not of people who act?"""
    here = scan.sentences.at(at)
    kinds = {hit.name for hit in scan.text_hits if scan.sentences.at(hit.start) == here}
    acts = any(kind.startswith("form.") for kind in kinds) or kinds & _ACTS
    return not acts and bool(kinds & _SUFFERED)


def _address(scan: Scan) -> Signal:
    for start, end in venues.streets(scan.text[:REACH])[:1]:
        return Signal(1.0, Evidence(scan.text[start:end], "text", start))
    return _NONE


def _old_years(scan: Scan) -> Signal:
    """Years before the last: an essay, a profile, a review looks back."""
    if scan.article.published is None:
        return _NONE
    last = scan.article.published.year - 1
    old = sum(int(match.group()) < last for match in YEAR.finditer(scan.text, 0, REACH))
    return Signal(min(1.0, old / _ENOUGH))


def _first(scan: Scan, name: str, *, titled: bool = False) -> Signal:
    """Is there a word of this kind, in the text or (`titled`) in the title?"""
    found = _hit(scan, scan.named(f"relevance.{name}"))
    return found if found.value else Signal(float(titled and bool(scan.named(f"relevance.{name}", title=True))))


def _hit(scan: Scan, hits: list[Hit]) -> Signal:
    return Signal(1.0, Evidence(scan.text[hits[0].start : hits[0].end], "text", hits[0].start)) if hits else _NONE


def _found(text: str, pattern: re.Pattern[str]) -> Signal:
    match = pattern.search(text, 0, REACH)
    return Signal(1.0, Evidence(match.group(), "text", match.start())) if match else _NONE


@cache
def _phrases(language: str) -> Phrases | None:
    table = _tables().get(language)
    return Phrases((name, word) for name, words in table.items() for word in words) if table else None


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    path = resources.files(__package__) / "data" / "voices.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
