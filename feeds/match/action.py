"""Same action? What two articles say of it is compared: pure, symmetric, with the reasons.

Wrong merges are worse than missed ones. So evidence is added up against a threshold, and what tells two actions apart
(another city, another day, a campaign and one of its local actions) forbids a merge whatever speaks for it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from feeds.action import Facts, Form
from feeds.match.evidence import TALK_DAYS, Shared, evidence
from feeds.match.keys import act, indexed, keys
from feeds.match.known import Traits

__all__ = ["JOIN", "Decision", "Likeness", "apart", "compare", "decide", "indexed", "keys"]

log = logging.getLogger(__name__)

JOIN = 1.0
"""Weight from which two articles tell of one action."""
CAMPAIGN_DAYS = 1000
"""A campaign with a hashtag or a link of its own goes on for years."""


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
    """How much speaks for one action behind two articles, or what forbids it. Symmetric."""
    shared = Shared(a, b)
    if apart := _apart(shared):
        return Likeness(0.0, (), apart, related=apart == _CAMPAIGN_AND_LOCAL and shared.bound)
    reasons = tuple(reason for reason in evidence(shared) if reason[1])
    return Likeness(round(sum(worth for _, worth in reasons), 4), reasons)


def apart(a: Traits, b: Traits) -> str:
    """What forbids that both tell of one action; empty when nothing does. Symmetric."""
    return _apart(Shared(a, b))


_CAMPAIGN_AND_LOCAL = "campaign and local action"


def _apart(shared: Shared) -> str:
    """What forbids a merge, or an empty string."""
    if any(shared.local) and any(shared.campaign) and not shared.copy:
        one_leaves_the_city_out = shared.days and (shared.same_form or shared.forms)
        if not one_leaves_the_city_out and not shared.talked_of:
            return _CAMPAIGN_AND_LOCAL
    if all(shared.local) and shared.firm_cities and not shared.city:
        return "other city"
    if not shared.days and not all(shared.campaign) and not shared.copy:
        if shared.firm_days or shared.other_form_and_day:
            return "" if shared.moved else "other day"
        if any(shared.local) and not shared.may_be_same_day and not shared.talked_of:
            return "other time"
        if shared.told_before:
            return "told before it"
    if all(shared.campaign) and not shared.links and shared.gap > (CAMPAIGN_DAYS if shared.tags else TALK_DAYS):
        return "other time"
    if not shared.links and _signs_elsewhere(shared.a.facts, shared.b.facts):
        return "other link to sign"
    return ""


def _signs_elsewhere(a: Facts, b: Facts) -> bool:
    if any(facts.forms[:1] != (Form.PETITION,) for facts in (a, b)):
        return False
    return all(any(part.how == "sign" and act(part.url) for part in facts.parts) for facts in (a, b))
