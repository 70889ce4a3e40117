"""How a visit to a source went, for the summary table and the store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from crawler.entrances.entry import Wish
from crawler.tally import Tally

LASTING = frozenset(("robots", "http-401", "http-403", "http-404", "http-410", "http-451", "too-big", "scheme"))
"""Causes that the next visit would meet as well."""


@dataclass(slots=True)
class SourceReport:
    """The outcome of one visit to one source."""

    source: str
    entrances: list[tuple[str, str, str]] = field(default_factory=list)
    """(kind, URL, how it was found) of the entrances whose entries counted."""
    title: str = ""
    """How an entrance calls the site."""
    entries: int = 0
    """Articles the entrances told of."""
    fetched: int = 0
    """Article pages that were answered."""
    items: int = 0
    """Articles handed to the pipelines."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Entries and pages of no use, by reason: "known", "excluded", "foreign", "soft-404", "over-budget" ..."""
    refused: Counter[str] = field(default_factory=Counter)
    """Articles that are stored but not published, by what spoke most against them."""
    failures: Counter[str] = field(default_factory=Counter)
    """Requests that failed, by cause: "dns", "timeout", "tls", "robots", "http-404" ..."""
    cause: str = ""
    """Why nothing could be found at all; empty when an entrance worked."""
    unchanged: bool = False
    """Every entrance said that it has nothing new."""
    wish: Wish | None = None
    """When its feed wants to be read again; None when no feed was read."""
    rhythm: float = 0.0
    """Seconds between two of its newest articles, the median; 0: its entrances do not tell."""
    moved: dict[str, str] = field(default_factory=dict)
    """Addresses that have moved for good, and where to: the catalogue had better name those."""
    again: int = 0
    """Articles that could not be fetched for a reason that passes: they are to be offered again."""
    saved: int = 0
    """Bytes that servers did not have to send again, since nothing had changed."""
    tally: Tally = field(default_factory=Tally)
    """What its articles have and lack."""
    pending: int = 0
    """Requests under way; 0 after the visit."""

    @property
    def worked(self) -> bool:
        """Whether an entrance could be read."""
        return not self.cause and (self.unchanged or bool(self.entrances))

    @property
    def complete(self) -> bool:
        """Whether all that the entrances offered was dealt with: then their validators may be committed."""
        return self.worked and not (self.pending or self.again or self.skipped["over-budget"])


def reports(crawler: Any) -> dict[str, SourceReport]:
    """The reports of a crawl by source, kept as `crawler.reports`."""
    if not hasattr(crawler, "reports"):
        crawler.reports = {}
    found: dict[str, SourceReport] = crawler.reports
    return found
