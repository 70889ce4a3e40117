"""Whether the action is announced, under way, over, cancelled or postponed, as this source says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from feeds.action import Form, Status, When
from feeds.article import Article
from feeds.understand import lexicon
from feeds.understand.form import STANDING
from feeds.understand.phrases import Hit, Phrases
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import Scan

_FIRST = 250
_LEAD = 600
_LASTS = dt.timedelta(days=14)
_TITLE = 3.0
_ASKED = ("how.sign", "how.donate", "how.post", "how.write")
_STILL_ASKED = 1.2
"""What it is worth that people are still asked to take part."""
_ONCE = 2.0
_CERTAIN = 3.0
"""How much more must tell of what is to come than of all else, to outweigh the dates."""
_EVENING = 16
_MATTERS = frozenset(("relevance.demand", "relevance.law", "relevance.court", "relevance.persecution"))
"""What else can be cancelled: a law, a sentence."""
_EVENT = {"cancelled": Status.CANCELLED, "postponed": Status.POSTPONED, "rescheduled": Status.POSTPONED}


def find(scan: Scan, forms: Sequence[Form], whens: Sequence[When], *, online: bool = False) -> Finding[Status] | None:
    """The status, or None where nothing says it.

    Cancelled and postponed need words that say so. A date after the day of publication announces, one before it is
    over; on the same day the tense decides. What stays open (a petition, a boycott) goes on until it is handed over.
    """
    return (
        _of_events(scan.article)
        or _off(scan)
        or _of_tense(scan, whens, standing=online or bool(forms and forms[0] in STANDING), open_now=_open(forms))
    )


def _open(forms: Sequence[Form]) -> bool:
    """Is one asked to take part from the first day? A boycott, a day of posts or letters may begin later."""
    return bool(forms) and forms[0] in (Form.PETITION, Form.OPEN_LETTER, Form.FUNDRAISER)


def _of_events(article: Article) -> Finding[Status] | None:
    for event in article.events:
        if event.status in _EVENT:
            assert event.status is not None
            return Finding(_EVENT[event.status], Evidence(event.status, "event", 0), 1.0, f"{event.origin} states it")
    return None


def _off(scan: Scan) -> Finding[Status] | None:
    spots = {
        scan.sentences.at(hit.start)
        for hit in scan.text_hits
        if hit.name.startswith("form.") and hit.name != "form.generic"
    }
    for status in (Status.POSTPONED, Status.CANCELLED):
        titled = scan.named(f"status.{status}", title=True)
        told = [hit for hit in scan.named(f"status.{status}") if hit.start < _LEAD]
        about = scan.named("form.", title=True) or told or (titled and titled[0].start == 0)
        if titled and about and not _matters(scan.title_hits, titled[0]):
            return Finding(status, _evidence(scan.title, titled[0], title=True), 0.9, "the title says so")
    for status in (Status.POSTPONED, Status.CANCELLED):
        beside = [
            hit
            for hit in scan.named(f"status.{status}")
            if hit.start < _LEAD and scan.sentences.at(hit.start) in spots and not _undone(scan, hit)
        ]
        if beside:
            return Finding(status, _evidence(scan.text, beside[0]), 0.8, "said beside the action")
    return None


def _undone(scan: Scan, hit: Hit) -> bool:
    """A demand that something be cancelled ("the law must be cancelled") is not a cancelled action."""
    start, end = scan.sentences.span(scan.sentences.at(hit.start))
    hits = [other for other in scan.text_hits if start <= other.start < end]
    acts = min((other.start for other in hits if other.name.startswith("form.")), default=end)
    if acts < hit.start:  # who is named first is called off: "The vigil outside the court will not take place"
        hits = [other for other in hits if other.start < acts or other.name == "relevance.demand"]
    return _matters(hits, hit)


def _matters(hits: Sequence[Hit], told: Hit) -> bool:
    """Does one of these name something else that can be cancelled, other than with the words told?"""
    return any(hit.name in _MATTERS and (hit.end <= told.start or hit.start >= told.end) for hit in hits)


def _of_tense(scan: Scan, whens: Sequence[When], *, standing: bool, open_now: bool) -> Finding[Status] | None:
    points, first = _points(scan)
    published = scan.article.published.date() if scan.article.published is not None else None
    when = whens[0] if whens else None
    opens = scan.named("status.happened", title=True) or [h for h in scan.named("status.happened") if h.start < _FIRST]
    if standing and not opens and any(scan.named(name) for name in _ASKED):
        points[Status.ONGOING] += _STILL_ASKED
    decided = (
        _of_hour(scan, when, points)
        or _of_series(scan, standing, points)
        or _of_start(when, published, standing and not open_now)
        or _decide(points, standing, when, published)
        or _of_evening(scan, when)
        or _of_verbs(scan)
    )
    if decided is None:
        return None
    status, why = decided
    hit = first.get(status)
    total = sum(points.values()) or 1.0
    evidence = hit or Evidence("", "text", 0)
    return Finding(status, evidence, round(min(0.95, 0.5 + points[status] / total / 2), 3), why)


def _of_start(when: When | None, published: dt.date | None, begins: bool) -> tuple[Status, str] | None:
    """A boycott, a day of letters or posts that is to begin."""
    if not begins or when is None or published is None or when.date <= published:
        return None
    return Status.ANNOUNCED, "its first day is after the day of publication"


def _of_verbs(scan: Scan) -> tuple[Status, str] | None:
    """Where no word of the action's own tells: the tense of the verbs, and whether people are asked to come."""
    lead = scan.low_text[:_TOLD]
    hits = _tenses(scan.language).find(lead)
    future = sum(hit.name == "future" for hit in hits) + 2 * len(scan.named("how.attend")[:3])
    past = sum(hit.name == "past" for hit in hits)
    if not future and not past:
        return None
    if scan.article.own or future > past:
        return (Status.ANNOUNCED, "told of what is to come") if future else None
    return Status.HAPPENED, "told of what is past"


_TOLD = 1_500


@cache
def _tenses(language: str) -> Phrases:
    """Words and endings of verbs, by tense."""
    table = lexicon.table(language, "when")
    return Phrases((name, word) for name in ("future", "past") for word in table.get(name, ()) if word[0] != "!")


def _of_series(scan: Scan, standing: bool, points: dict[Status, float]) -> tuple[Status, str] | None:
    """What is held every week, or without end, goes on, whichever day is named; unless one time of it is told of."""
    spots = {
        scan.sentences.at(hit.start) for hit in scan.text_hits if hit.name.startswith(("form.", "relevance.gather"))
    }
    told = [hit for hit in scan.named("status.series") if hit.start < _LEAD and scan.sentences.at(hit.start) in spots]
    if standing or not (told or scan.named("status.series", title=True)):
        return None
    if points[Status.HAPPENED] > _ONCE * (points[Status.ANNOUNCED] + points[Status.ONGOING] + 1):
        return None
    return Status.ONGOING, "held again and again"


def _of_evening(scan: Scan, when: When | None) -> tuple[Status, str] | None:
    """Where no word tells: late on the day named, the day is over."""
    published = scan.article.published
    if when is None or published is None or when.time or when.date != published.date():
        return None
    return (Status.HAPPENED, "told in the evening of its day") if published.hour >= _EVENING else None


def _of_hour(scan: Scan, when: When | None, points: dict[Status, float]) -> tuple[Status, str] | None:
    """On the day of publication itself: before or after the hour the page was published."""
    published = scan.article.published
    if when is None or not when.time or published is None or published.date() != when.date or when.end_date:
        return None
    if not (published.hour or published.minute):
        return None  # a day without an hour
    if published.strftime("%H:%M") < when.time:
        return Status.ANNOUNCED, "its hour is after that of publication"
    hours = published.hour - int(when.time[:2])
    if points[Status.ONGOING] > 1.5 * points[Status.HAPPENED]:
        return None  # "since six this morning"
    return (Status.HAPPENED, "its hour is before that of publication") if hours >= 2 else None


def _points(scan: Scan) -> tuple[dict[Status, float], dict[Status, Evidence]]:
    points = dict.fromkeys((Status.ANNOUNCED, Status.ONGOING, Status.HAPPENED), 0.0)
    first: dict[Status, Evidence] = {}
    spots = {scan.sentences.at(hit.start) for hit in scan.text_hits if hit.name.startswith("form.")}
    for title, hits in ((True, scan.title_hits), (False, scan.text_hits)):
        for hit in hits:
            name = hit.name.removeprefix("status.")
            if not hit.name.startswith("status.") or name not in points:
                continue
            status = Status(name)
            beside = title or scan.sentences.at(hit.start) in spots
            points[status] += _TITLE if title else _place(hit.start) * (1.0 if beside else 0.4)
            first.setdefault(status, _evidence(scan.title if title else scan.text, hit, title=title))
    return points, first


def _place(start: int) -> float:
    """What a word is worth by where it stands: the first sentence tells the news."""
    return 2.5 if start < _FIRST else 1.2 if start < _LEAD else 0.6


def _decide(
    points: dict[Status, float], standing: bool, when: When | None, published: dt.date | None
) -> tuple[Status, str] | None:
    announced, ongoing, happened = (points[s] for s in (Status.ANNOUNCED, Status.ONGOING, Status.HAPPENED))
    if when is not None and published is not None and not standing:
        if when.date > published:
            return Status.ANNOUNCED, "its date is after the day of publication"
        last = when.end_date or when.date
        if last < published:
            if announced > _CERTAIN * (happened + ongoing + 1):
                return Status.ANNOUNCED, "told as to come"
            if ongoing > 1.5 * happened and published - last <= _LASTS:
                return Status.ONGOING, "told as under way"
            return Status.HAPPENED, "its date is before the day of publication"
        if when.date < published <= last:
            return Status.ONGOING, "it runs over the day of publication"
    if standing and when is not None and when.time and published is not None and when.date > published:
        return Status.ANNOUNCED, "an hour to come is named"
    if not announced and not ongoing and not happened:
        return (Status.ONGOING, "it stays open") if standing else None
    if standing:
        handed_over = when is not None and published is not None and when.date <= published and happened > ongoing
        if handed_over or happened > 1.6 * (ongoing + 0.5) + announced:
            return Status.HAPPENED, "told as over"
        return Status.ONGOING, "it stays open"
    if announced > happened and announced >= ongoing:
        return Status.ANNOUNCED, "told as to come"
    if ongoing > 1.2 * happened:
        return Status.ONGOING, "told as under way"
    return Status.HAPPENED, "told as over"


def _evidence(text: str, hit: Hit, *, title: bool = False) -> Evidence:
    return Evidence(text[hit.start : hit.end], "title" if title else "text", hit.start)
