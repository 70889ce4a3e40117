"""Reading: what was understood from one article, each answer with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from feeds.action import Conflict, Facts

T = TypeVar("T")

Spot = Literal["title", "text", "tags", "link", "event", "source"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words an answer was read from: `quote` stands at `start` of the article's `spot` (title, text, ...)."""

    quote: str
    spot: Spot = "text"
    start: int = 0


@dataclass(frozen=True, slots=True)
class Signal:
    """How strongly something speaks for or against an action (mostly 0 to 1), and where it stands."""

    value: float
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """An answer with its evidence; `sure` from 0 to 1; `why` names the rule that gave it, or refused it."""

    value: T
    evidence: Evidence
    sure: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a verdict: `weight` above 0 speaks for, below 0 against."""

    name: str
    weight: float
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Is the article about a solidarity action on a configured topic? `reasons` list what spoke for and against."""

    relevant: bool
    action: bool
    """It announces, reports or calls for a collective action of support, whatever the topic."""
    topics: tuple[str, ...] = ()
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood from one article.

    `facts` are the answers; `findings[field]` the evidence behind each (field names as in `Facts`);
    `refused[field]` what was considered and not taken, with why; `conflicts` what the article itself disputes.
    """

    verdict: Verdict
    facts: Facts = field(default_factory=Facts)
    findings: dict[str, tuple[Finding[object], ...]] = field(default_factory=dict)
    refused: dict[str, tuple[Finding[object], ...]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
