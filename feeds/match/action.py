"""Same action? What two articles say of it is compared: pure, symmetric, with the reasons.

Wrong merges are worse than missed ones. So evidence is added up against a threshold, and what tells two actions apart
(another city, another day, a campaign and one of its local actions) forbids a merge whatever speaks for it.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from feeds.action import Facts, Form, Status
from feeds.article import Article
from feeds.clean.urls import identity, is_home, site_of
from feeds.match.known import Traits
from feeds.match.names import fold, full_names, proper_words, same_name, skeleton
from feeds.match.text import ALIKE, containment
from feeds.understand.reading import Reading
from feeds.understand.where import find

log = logging.getLogger(__name__)

JOIN = 1.0
"""Weight from which two articles tell of one action."""
COPY = 0.8
"""Containment from which two texts are one text, and hence one action, even when their dates were read differently."""
REPORT_DAYS = 6
"""A report without a date is of an action at most so long before it."""
NOTICE_DAYS = 45
"""An announcement without a date is of an action at most so long after it."""
CAMPAIGN_DAYS = 1000
"""A campaign with a hashtag of its own goes on for years; without, its reports come within `TALK_DAYS`."""
TALK_DAYS = 60
CLOSE_DAYS = 2
"""A report comes so soon after its action, mostly."""
FAMILIAR = 6
"""Names indexed of an article."""

CAMPAIGNS = frozenset(
    {
        Form.PETITION, Form.OPEN_LETTER, Form.HASHTAG_CAMPAIGN, Form.PHOTO_CAMPAIGN, Form.BOYCOTT, Form.LETTER_WRITING,
        Form.FUNDRAISER,
    }
)  # fmt: skip
"""Forms that need no place and no day."""

_GENERIC_TAGS = frozenset(
    {
        "lgbt", "lgbtq", "lgbtqia", "lgbti", "lgbtplus", "pride", "gaypride", "lgbtpride", "queer", "gay", "lesbian",
        "trans", "bi", "human rights", "humanrights", "equality", "love", "loveislove", "lovewins", "solidarity",
        "protest", "news", "breaking", "russia", "usa", "rights", "metoo", "idahot", "idahobit", "pridemonth",
    }
)  # fmt: skip

_PLATFORMS = frozenset(
    {
        "change", "avaaz", "allout", "openpetition", "ipetitions", "petitions", "gofundme", "justgiving", "donorbox",
        "facebook", "instagram", "twitter", "x", "tiktok", "youtube", "telegram", "t", "vk", "eventbrite", "patreon",
    }
)  # fmt: skip
"""Sites that many campaigns are on."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two articles compare: `weight` against `JOIN`, the reasons with theirs, and what forbids a merge."""

    weight: float
    reasons: tuple[tuple[str, float], ...] = ()
    apart: str = ""
    """Why they cannot be of one action; empty when nothing forbids it."""
    related: bool = False
    """A campaign and one of its local actions."""

    @property
    def joins(self) -> bool:
        """Do both tell of one action?"""
        return self.weight >= JOIN and not self.apart


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a new article: the candidates it joins and those it is related to, by key, with the likeness."""

    joins: tuple[tuple[str, Likeness], ...] = ()
    related: tuple[tuple[str, Likeness], ...] = ()


def keys(article: Article, reading: Reading) -> frozenset[str]:
    """What an article is found and compared by: "kind:value" strings.

    Kinds that begin with "~" are only compared; the others are terms of the index.
    """
    if not reading.verdict.relevant:
        return frozenset()  # it takes no part in any action
    facts = reading.facts
    found: set[str] = set()
    days = _days(facts)
    cities = [fold(place.city) for place in facts.places if place.city][:4]
    groups = {fold(name) for name in facts.organisers} - {""}
    for day in days[:4]:
        found |= {f"day+city:{day}/{city}" for city in cities} | {f"day+by:{day}/{group}" for group in groups}
        found.add(f"day:{day}")
    around = days[:2] or ([article.published.date()] if article.published else [])
    for week in {day.toordinal() // 7 + step for day in around for step in (0, 1)}:
        found |= {f"week+city:{week}/{city}" for city in cities} | {f"week+by:{week}/{group}" for group in groups}
    found |= {f"tag:{tag}" for tag in map(_tag, facts.hashtags) if tag and tag not in _GENERIC_TAGS}
    found |= {f"{part.how}:{where}" for part in facts.parts if (where := _act(part.url))}
    found |= {f"attend:{where}" for event in article.events if (where := _act(event.url))}
    found |= _named(article, facts)
    return frozenset(found)


def _named(article: Article, facts: Facts) -> set[str]:
    """Who and what it is about: people it is held for, names in the text, the words its title and targets lean on."""
    held_for = full_names(" . ".join(facts.beneficiaries))
    named = full_names(f"{article.title} . {article.text}")
    words = proper_words(article.text)
    subject = {
        skeleton(word) for name in (*facts.beneficiaries, *facts.targets) for word in name.split() if word[0].isupper()
    }
    found = {f"who:{name}" for name in held_for}
    found |= {f"name:{name}" for name, _ in sorted(named.items(), key=lambda one: (-one[1], one[0]))[:FAMILIAR]}
    found |= {f"~name:{name}" for name in named}
    found |= {f"~subject:{word}" for word in subject if len(word) > 1}
    found |= {f"~subject:{word}" for word, times in words.items() if times > 1 and len(word) > 1}
    return found | _lands(article, {place.country for place in facts.places})


def _lands(article: Article, own: Set[str | None]) -> set[str]:
    """Countries it speaks of more than in passing ("~land"), and those it is about ("~about": others than where it is).

    They read the same in every language. An embassy or consulate names its country.
    """
    text = f"{article.title}\n{article.text}"
    spoken: Counter[str] = Counter()
    for place in find(text, language=article.language, home_country=article.country or None):
        spoken[place.country] += 2 if place.mission else 1
    about = {land: times for land, times in spoken.items() if land not in own}
    least = max(3, max(about.values(), default=0) // 2)
    return {f"~land:{land}" for land, times in spoken.items() if times > 1} | {
        f"~about:{land}" for land, times in about.items() if times >= least
    }


def indexed(found: Iterable[str]) -> frozenset[str]:
    """Of an article's keys those that the index holds."""
    return frozenset(key for key in found if not key.startswith("~"))


def decide(new: Traits, candidates: Sequence[Traits]) -> Decision:
    """What becomes of `new` among `candidates`; the order of candidates does not matter. Logged with its reasons."""
    joins, related = [], []
    for candidate in sorted(candidates, key=lambda one: one.key):
        if candidate.key == new.key:
            continue
        likeness = compare(new, candidate)
        if likeness.joins:
            joins.append((candidate.key, likeness))
        elif likeness.related:
            related.append((candidate.key, likeness))
        log.debug("%s and %s: %.2f %s %s", new.key, candidate.key, likeness.weight, likeness.apart, likeness.reasons)
    return Decision(tuple(joins), tuple(related))


def compare(a: Traits, b: Traits) -> Likeness:
    """How much speaks for one action behind two articles, and what forbids it. Symmetric."""
    shared = _Shared(a, b)
    reasons = [reason for reason in _evidence(shared) if reason[1]]
    weight = round(sum(worth for _, worth in reasons), 4)
    apart = _apart(shared)
    related = bool(apart == "campaign and local action" and shared.bound)
    return Likeness(weight, tuple(reasons), apart, related)


class _Shared:
    """What two articles have in common, looked up once."""

    def __init__(self, a: Traits, b: Traits) -> None:
        self.a, self.b = sorted((a, b), key=lambda one: one.key)
        self.text = containment(a.print, b.print)
        common: dict[str, list[str]] = {}
        for key in a.keys & b.keys:
            kind, _, value = key.partition(":")
            common.setdefault(kind, []).append(value)
        self.common = common
        self.days = _span(a.facts) & _span(b.facts)
        self.dated = bool(a.facts.whens) + bool(b.facts.whens)
        self.cities = _cities(a.facts), _cities(b.facts)
        self.local = _local(a.facts), _local(b.facts)
        self.campaign = _campaign(a.facts), _campaign(b.facts)
        self.gap = abs(a.published - b.published).days
        self.groups = [x for x in a.facts.organisers if any(same_name(x, y) for y in b.facts.organisers)]
        self.links = [value for kind in ("sign", "attend", "donate") for value in common.get(kind, ())]
        self.tags = common.get("tag", [])

    @property
    def city(self) -> bool:
        return bool(self.cities[0] & self.cities[1])

    @property
    def bound(self) -> bool:
        """Is there something of their own that ties them: a hashtag, a link, a group or a person?"""
        return bool(self.tags or self.links or self.groups or self.common.get("who"))


def _evidence(shared: _Shared) -> Iterable[tuple[str, float]]:
    """Each thing that speaks for one action, with its weight."""
    if shared.text >= COPY:
        yield f"the same text ({shared.text:.0%})", 2.0
    elif shared.text >= 0.5:
        yield f"much of the same text ({shared.text:.0%})", 1.0
    if shared.links:
        yield f"the same link to take part: {sorted(shared.links)[0]}", 1.0
    campaign = all(shared.campaign)
    if shared.tags:
        yield f"the hashtag #{sorted(shared.tags)[0]}", 0.9 if campaign else 0.4
    yield from _when_and_where(shared)
    yield from _form(shared)
    if shared.groups:
        yield f"the organiser {shared.groups[0]}", 0.4
    if people := shared.common.get("who"):
        yield "the person it is held for", 0.5 if campaign else 0.3 + 0.1 * (len(people) > 1)
    if named := shared.common.get("~name"):
        yield f"{len(named)} names in the text", min(0.3, 0.1 * len(named))
    yield from _subject(shared)


def _when_and_where(shared: _Shared) -> Iterable[tuple[str, float]]:
    if shared.days:
        yield f"the same day, {min(shared.days)}", 0.45
    elif _moved(shared):
        yield "one says that the day was changed", 0.2
    elif shared.dated < 2 and not all(shared.campaign) and _may_be_same_day(shared.a, shared.b):
        yield "around the same day", 0.25 if _apart_by(shared.a, shared.b) <= CLOSE_DAYS else 0.1
    elif all(shared.campaign) and shared.gap <= TALK_DAYS:
        yield "spoken of at the same time", 0.15
    if bool(shared.cities[0]) != bool(shared.cities[1]) and not shared.days and any(shared.local):
        yield "one leaves day or city out", -0.2
    if shared.city:
        yield f"the same city, {min(shared.cities[0] & shared.cities[1])}", 0.35
        venues = [
            {skeleton(w) for p in one.facts.places if p.venue for w in fold(p.venue).split()}
            for one in (shared.a, shared.b)
        ]
        if venues[0] & venues[1]:
            yield "the same venue", 0.15


def _form(shared: _Shared) -> Iterable[tuple[str, float]]:
    a, b = shared.a.facts.forms, shared.b.facts.forms
    if a and b and a[0] == b[0]:
        yield f"the same form, {a[0]}", 0.2
    elif set(a) & set(b):
        yield "a form in common", 0.2
    elif a and b and not all(shared.local) and not (all(shared.campaign) and shared.tags):
        yield "forms differ", -0.3


def _subject(shared: _Shared) -> Iterable[tuple[str, float]]:
    mine, its = (_of_kind(one, "~subject:") for one in (shared.a, shared.b))
    if mine and its and len(mine & its) / min(len(mine), len(its)) >= 0.3:
        yield "names they speak of", 0.2
    if lands := _of_kind(shared.a, "~land:") & _of_kind(shared.b, "~land:"):
        yield f"countries they speak of: {', '.join(sorted(lands))}", 0.1
    if shared.tags or shared.links or shared.groups or shared.text >= ALIKE:
        return
    about = [_of_kind(one, "~about:") for one in (shared.a, shared.b)]
    if all(about) and not about[0] & about[1]:
        yield "they are about other countries", -0.4
    elif min(len(mine), len(its)) >= 3 and not mine & its and not lands:
        yield "they speak of other names", -0.4


def _of_kind(one: Traits, kind: str) -> set[str]:
    return {key.removeprefix(kind) for key in one.keys if key.startswith(kind)}


def _apart(shared: _Shared) -> str:
    """What forbids a merge, or an empty string."""
    a, b = shared.a, shared.b
    copy = shared.text >= COPY and shared.gap <= 30
    if (shared.local[0] and shared.campaign[1]) or (shared.local[1] and shared.campaign[0]):
        one_of_its_kind = bool(shared.days) and _main(a.facts) is _main(b.facts)  # one of them leaves the city out
        return "" if copy or one_of_its_kind else "campaign and local action"
    if all(shared.local) and shared.cities[0] and shared.cities[1] and not shared.city:
        return "other city"
    if shared.dated == 2 and not shared.days and not copy and not all(shared.campaign):
        return "" if _moved(shared) else "other day"
    if shared.dated < 2 and not copy and any(shared.local) and not _may_be_same_day(a, b):
        return "other time"
    if (
        all(shared.campaign)
        and shared.gap > (CAMPAIGN_DAYS if shared.tags or shared.links else TALK_DAYS)
        and not shared.links
    ):
        return "other time"
    if _signs_elsewhere(a.facts, b.facts) and not shared.links:
        return "other link to sign"
    return ""


def _moved(shared: _Shared) -> bool:
    """Was the day of one action changed: one says postponed or cancelled, and both are tied by more than a city?"""
    moved = any(one.facts.status in (Status.POSTPONED, Status.CANCELLED) for one in (shared.a, shared.b))
    return moved and shared.gap <= NOTICE_DAYS and (bool(shared.links) or (shared.city and bool(shared.groups)))


def _may_be_same_day(a: Traits, b: Traits) -> bool:
    """Can an article without a date be of the other's day, by when they were published?"""
    (a_from, a_to), (b_from, b_to) = _window(a), _window(b)
    return a_from <= b_to and b_from <= a_to


def _apart_by(a: Traits, b: Traits) -> int:
    """Days between the one's day (or, without one, its publication) and the other's."""
    return abs((min(_days(a.facts), default=a.published.date()) - min(_days(b.facts), default=b.published.date())).days)


def _window(one: Traits) -> tuple[date, date]:
    days = _days(one.facts)
    if days:
        return min(days), max(days)
    day = one.published.date()
    if one.facts.status is Status.ANNOUNCED:
        return day, day + timedelta(days=NOTICE_DAYS)
    return day - timedelta(days=REPORT_DAYS), day + timedelta(days=1)


@lru_cache(maxsize=4096)
def _days(facts: Facts) -> tuple[date, ...]:
    """The days it is held on, in the order of the facts, each once."""
    return tuple(dict.fromkeys(when.date for when in facts.whens))


@lru_cache(maxsize=4096)
def _span(facts: Facts) -> frozenset[date]:
    """Every day it is held on, those within a range of two weeks too."""
    found = set(_days(facts))
    for when in facts.whens:
        if when.end_date and 0 < (when.end_date - when.date).days <= 14:
            found |= {when.date + timedelta(days=step) for step in range(1, (when.end_date - when.date).days + 1)}
    return frozenset(found)


@lru_cache(maxsize=4096)
def _cities(facts: Facts) -> frozenset[str]:
    return frozenset(fold(place.city) for place in facts.places if place.city)


def _local(facts: Facts) -> bool:
    """An action people go to: in a city, on a day or in a form that needs one."""
    return bool(_cities(facts)) and (bool(facts.whens) or _main(facts) not in CAMPAIGNS)


def _campaign(facts: Facts) -> bool:
    """An action anyone joins from anywhere."""
    return not _local(facts) and (facts.online or bool(CAMPAIGNS & set(facts.forms)))


def _main(facts: Facts) -> Form | None:
    return facts.forms[0] if facts.forms else None


def _signs_elsewhere(a: Facts, b: Facts) -> bool:
    if _main(a) is not Form.PETITION or _main(b) is not Form.PETITION:
        return False
    return all(any(part.how == "sign" and _act(part.url) for part in facts.parts) for facts in (a, b))


def _tag(hashtag: str) -> str:
    return fold(hashtag.lstrip("#＃")).replace(" ", "")


def _act(url: str | None) -> str:
    """The identity of a page where one takes part: a campaign's own site is one, the front of a platform is none."""
    if not url or (is_home(url) and bool(_PLATFORMS & set(site_of(url).split(".")))):
        return ""
    return identity(url)
