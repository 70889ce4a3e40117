"""What two articles have in common, and what each thing in common weighs as evidence of one action."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property

from feeds.action import Form, Status
from feeds.match.keys import unpacked
from feeds.match.known import NOTICE_DAYS, Traits
from feeds.match.names import fold, same_name, skeleton
from feeds.match.text import ALIKE, containment

COPY = 0.8
"""Containment from which two texts are one text, and hence one action, even when their dates were read differently."""
COPY_DAYS = 30
"""A copy is published so soon; what comes later is a form letter used again."""
TALK_DAYS = 60
"""Reports of a campaign come within this time, but for those that share its hashtag or link."""
CLOSE_DAYS = 2
"""A report comes so soon after its action, mostly."""
WORDS = 0.2
"""Of their longer words, the share that reports of one action have in common; of two on one subject, few have."""


class Shared:
    """What two articles have in common, looked up once. The order of the two does not matter."""

    def __init__(self, a: Traits, b: Traits) -> None:
        self.a, self.b = sorted((a, b), key=lambda one: one.key)
        self.days = a.days & b.days
        self.firm_days = a.firm_day and b.firm_day
        self.firm_cities = a.firm_city and b.firm_city
        self.city = min(a.cities & b.cities, default="")
        self.local = self.a.local, self.b.local
        self.campaign = self.a.campaign, self.b.campaign
        self.gap = abs(a.published - b.published).days

    def common(self, kind: str) -> list[str]:
        """Values of one kind of key that both have, in order."""
        return sorted(self.a.kind(kind) & self.b.kind(kind))

    @cached_property
    def tags(self) -> list[str]:
        """Hashtags of their own that both have."""
        return self.common("tag")

    @cached_property
    def links(self) -> list[str]:
        """Pages to sign, to come to or to give that both link to."""
        return [*self.common("sign"), *self.common("attend"), *self.common("donate")]

    @cached_property
    def text(self) -> float:
        """How much of the shorter text the longer one holds."""
        return containment(self.a.print, self.b.print)

    @cached_property
    def copy(self) -> bool:
        """Is one a copy of the other, published in its time?"""
        return self.gap <= COPY_DAYS and self.text >= COPY

    @cached_property
    def groups(self) -> list[str]:
        """Organisers that both name."""
        return [x for x in self.a.facts.organisers if any(same_name(x, y) for y in self.b.facts.organisers)]

    @property
    def bound(self) -> bool:
        """Is there something of their own that ties them: a hashtag, a link, a group or a person?"""
        return bool(self.tags or self.links or self.groups or self.common("who"))

    @property
    def same_form(self) -> bool:
        """Is the main form of both the same?"""
        return bool(self.a.facts.forms and self.a.facts.forms[:1] == self.b.facts.forms[:1])

    @property
    def forms(self) -> set[Form]:
        """Forms that both name."""
        return set(self.a.facts.forms) & set(self.b.facts.forms)

    @property
    def other_form_and_day(self) -> bool:
        """Another form on another day: a march and the vigil of the next day, even when one of the days is unsure."""
        both = self.a.facts, self.b.facts
        return all(one.whens and one.forms for one in both) and not self.forms and not self.days

    @property
    def moved(self) -> bool:
        """Was the day of one action changed: one says postponed or cancelled, and more than a city ties both?"""
        said = any(one.facts.status in (Status.POSTPONED, Status.CANCELLED) for one in (self.a, self.b))
        return said and self.gap <= NOTICE_DAYS and (bool(self.links) or bool(self.city and self.groups))

    @property
    def told_before(self) -> bool:
        """Does one report by the day that the other surely names what happened earlier? Instants are of UTC."""
        pairs = ((self.a, self.b), (self.b, self.a))
        return not self.days and any(
            one.facts.status is Status.HAPPENED
            and other.firm_day
            and one.published.date() <= min(other.days)
            and max(one.days, default=one.published.date()) < min(other.days)
            for one, other in pairs
        )

    @property
    def fixed(self) -> bool:
        """Is one of them surely of one day in one city?"""
        return any(one.firm_day and one.firm_city for one in (self.a, self.b))

    @property
    def talked_of(self) -> bool:
        """One hashtag and one form within weeks, nothing fixed: it has no one day and place, or they are not known."""
        return bool(self.tags) and self.same_form and not self.fixed and self.gap <= TALK_DAYS

    @property
    def may_be_same_day(self) -> bool:
        """Can both be of one day, by their dates or by when they were published?"""
        (a_from, a_to), (b_from, b_to) = self.a.window, self.b.window
        return a_from <= b_to and b_from <= a_to


def evidence(shared: Shared) -> Iterable[tuple[str, float]]:
    """Each thing that speaks for one action, with its weight."""
    if shared.text >= COPY:
        yield f"the same text ({shared.text:.0%})", 2.0
    elif shared.text >= 0.5:
        yield f"much of the same text ({shared.text:.0%})", 1.0
    if shared.links:
        yield f"the same link to take part: {min(shared.links)}", 1.0
    campaign = all(shared.campaign)
    if shared.tags:
        yield f"the hashtag #{shared.tags[0]}", 0.9 if campaign else 0.4 if shared.fixed else 0.7
    yield from _when_and_where(shared)
    yield from _form(shared)
    if shared.groups:
        yield f"the organiser {shared.groups[0]}", 0.4
    if people := shared.common("who"):
        yield "the person it is held for", 0.5 if campaign else 0.3 + 0.1 * (len(people) > 1)
    if named := shared.common("~name"):
        yield f"{len(named)} names in the text", min(0.3, 0.1 * len(named))
    yield from _subject(shared)
    yield from _words(shared)


def _words(shared: Shared) -> Iterable[tuple[str, float]]:
    """Reports of one action share more words than those of two actions for one cause."""
    (one, mine), (other, its) = (unpacked(min(x.kind("~stems"), default="")) for x in (shared.a, shared.b))
    if one != other or not mine or not its or shared.text >= ALIKE:
        return
    share = len(mine & its) / math.sqrt(len(mine) * len(its))
    if share >= WORDS:
        yield f"words in common ({share:.0%})", min(0.5, round(0.1 + (share - WORDS) * 2.5, 2))


def _when_and_where(shared: Shared) -> Iterable[tuple[str, float]]:
    if shared.days:
        yield f"the same day, {min(shared.days)}", 0.45
    elif shared.moved:
        yield "one says that the day was changed", 0.2
    elif not all(shared.campaign):
        yield from _around(shared)
    elif shared.gap <= TALK_DAYS:
        yield "spoken of at the same time", 0.2 if shared.gap <= CLOSE_DAYS else 0.15
    if not shared.city and not shared.days and any(shared.local) and not shared.talked_of:
        yield "neither day nor city in common", -0.2
    if shared.city:
        yield f"the same city, {shared.city}", 0.35
        venues = [
            {skeleton(w) for p in one.facts.places if p.venue for w in fold(p.venue).split()}
            for one in (shared.a, shared.b)
        ]
        if venues[0] & venues[1]:
            yield "the same venue", 0.15


def _around(shared: Shared) -> Iterable[tuple[str, float]]:
    """What is left of the day when it is unknown, or unsure, in one or both."""
    close = abs((shared.a.around - shared.b.around).days) <= CLOSE_DAYS
    if shared.a.facts.whens and shared.b.facts.whens:
        yield ("nearly the same day", 0.1) if close else ("the days differ, though not surely", -0.3)
    elif shared.may_be_same_day:
        yield "around the same day", 0.25 if close else 0.1


def _form(shared: Shared) -> Iterable[tuple[str, float]]:
    if shared.same_form:
        yield f"the same form, {shared.a.facts.forms[0]}", 0.2
    elif shared.forms:
        yield "a form in common", 0.2
    elif shared.a.facts.forms and shared.b.facts.forms and not all(shared.local) and not shared.tags:
        yield "forms differ", -0.3


def _subject(shared: Shared) -> Iterable[tuple[str, float]]:
    mine, its = (one.kind("~subject") for one in (shared.a, shared.b))
    if mine and its and len(mine & its) / min(len(mine), len(its)) >= 0.3:
        yield "names they speak of", 0.2
    if lands := shared.a.kind("~land") & shared.b.kind("~land"):
        yield f"countries they speak of: {', '.join(sorted(lands))}", 0.1
    if shared.tags or shared.links or shared.groups or shared.text >= ALIKE:
        return
    about = [one.kind("~about") for one in (shared.a, shared.b)]
    if all(about) and not about[0] & about[1]:
        yield "they are about other countries", -0.4
    elif min(len(mine), len(its)) >= 3 and not mine & its and not lands:
        yield "they speak of other names", -0.4
