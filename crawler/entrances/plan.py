"""Plan: which entrances of one source to ask next, and what they brought. Pure bookkeeping: it asks nobody itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from crawler.entrances.dates import instant
from crawler.entrances.detect import Candidate
from crawler.entrances.entry import Entry, Page
from feeds.clean.urls import identity

MAX_FEEDS = 3
"""Feeds of one site that are read when none is declared: sections beside the main one, not every tag."""
MAX_PAGES = 20
"""Pages of one entrance that are turned in one run (feeds, REST: older entries; sitemaps: parts)."""
MAX_LISTING_PAGES = 3
SHARE = 1 / 3
"""An entrance is worth asking beside the chosen one when more than this share of its newest entries is new there."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NOBODY = Candidate("", "listing", "")
_TOLD = ("declared", "remembered")


@dataclass(slots=True)
class Brought:
    """What one entrance brought, over all its pages; `keys` in its own order."""

    candidate: Candidate
    keys: list[str] = field(default_factory=list)
    pages: int = 0
    index: bool = False
    """A sitemap of sitemaps: its own bytes do not change when a part does."""


class Plan:
    """The entrances of one source during one visit.

    `known` tells whether the store has an article of this URL; `limit` is how many new ones are wanted at most.
    """

    def __init__(self, known: Callable[[str], object], limit: int | None) -> None:
        self._known = known
        self._limit = limit
        self._waiting: deque[tuple[Candidate, Candidate]] = deque()  # what to ask, and the entrance it is a part of
        self._brought: dict[str, Brought] = {}
        self._found: dict[str, Entry] = {}
        self._asked: set[str] = set()
        self._owner = _NOBODY
        self.unchanged = False
        """An entrance said that it has nothing new."""

    def offer(self, candidates: Iterable[Candidate]) -> None:
        """Entrances to ask, the best first."""
        self._waiting.extend((candidate, candidate) for candidate in candidates)

    def next(self) -> Candidate | None:
        """What to ask now; None when nothing is left that could bring more."""
        while self._waiting:
            candidate, self._owner = self._waiting.popleft()
            if candidate.url not in self._asked and self._worth_asking(candidate):
                self._asked.add(candidate.url)
                return candidate
        return None

    def take(self, page: Page) -> None:
        """What the entrance asked last has brought."""
        self.take_from(self._owner, page)

    def take_from(self, owner: Candidate, page: Page) -> None:
        """A page of an entrance that needed no asking (the home page, read already)."""
        self._asked.add(owner.url)
        brought = self._brought.setdefault(owner.url, Brought(owner))
        brought.candidate = owner = replace(brought.candidate, kind=page.kind)
        brought.pages += 1
        new = 0
        for entry in page.entries:
            key = identity(entry.url)
            new += not self._known(entry.url)  # a page of known entries has none older that are not
            brought.keys.append(key)
            self._found[key] = combined(self._found[key], entry) if key in self._found else entry
        if page.more:
            brought.index = True
            parts = [(Candidate(url, "sitemap", owner.found), owner) for url in page.more[:MAX_PAGES]]
            self._waiting.extendleft(reversed(parts))
        elif page.kind == "sitemap" and page.entries and not new:
            self._drop_parts_of(owner)
        most = MAX_LISTING_PAGES if page.kind == "listing" else MAX_PAGES
        if page.next and new == len(page.entries) and brought.pages < most and not self._satisfied():
            self._waiting.appendleft((Candidate(page.next, page.kind, owner.found), owner))

    def skip(self, *, unchanged: bool = False) -> None:
        """The entrance asked last brought nothing: it failed, or has not changed (and then its older parts have not)."""
        self.unchanged |= unchanged
        if unchanged:
            self._drop_parts_of(self._owner)

    @property
    def productive(self) -> bool:
        """Whether any entrance brought an entry or said that it has not changed."""
        return bool(self._found) or self.unchanged

    def entries(self) -> list[Entry]:
        """What the entrances brought together, newest first; the undated before them, but those of sitemaps last."""
        chosen = {key for brought in self._chosen() for key in brought.keys}
        entries = [entry for key, entry in self._found.items() if key in chosen]
        dated = {id(e): instant(e.published) or instant(e.modified) for e in entries}
        fresh = [e for e in entries if dated[id(e)] is None and e.origin != "sitemap"]
        old = [e for e in entries if dated[id(e)] is None and e.origin == "sitemap"]
        rest = [e for e in entries if dated[id(e)] is not None]
        return fresh + sorted(rest, key=lambda e: dated[id(e)] or _LONG_AGO, reverse=True) + old

    def used(self) -> list[Candidate]:
        """The entrances whose entries count."""
        return [brought.candidate for brought in self._chosen()]

    def worth(self) -> list[tuple[Candidate, bool]]:
        """The fewest entrances that would have told what is new, to be remembered; and whether each is a sitemap index.

        The first productive one, for they come best first, and each other that has news the ones before it lack.
        """
        kept: list[Brought] = []
        for brought in self._chosen():
            if not kept or _news(brought, kept):
                kept.append(brought)
        return [(brought.candidate, brought.index) for brought in kept]

    def _chosen(self) -> list[Brought]:
        """Productive entrances. A home page found on the way only counts where the others do not speak for the site."""
        productive = [brought for brought in self._brought.values() if brought.keys]
        spoken = [b for b in productive if not (b.candidate.kind == "listing" and b.candidate.found == "home")]
        return [b for b in productive if b in spoken or not spoken or _news(b, spoken)]

    def _worth_asking(self, candidate: Candidate) -> bool:
        if candidate.found in _TOLD or candidate != self._owner:
            return not self._satisfied() or candidate.found == "declared"
        kinds = [brought.candidate.kind for brought in self._brought.values() if brought.keys]
        if candidate.found == "guess":
            return not {"feed", "wordpress", "sitemap"} & set(kinds)
        if candidate.kind == "feed":
            return kinds.count("feed") < MAX_FEEDS and not (candidate.found == "anchor" and "feed" in kinds)
        return not self._satisfied()

    def _satisfied(self) -> bool:
        return self._limit is not None and len(self._found) >= self._limit

    def _drop_parts_of(self, owner: Candidate) -> None:
        """A part with nothing new: the older parts have nothing new either."""
        self._waiting = deque(w for w in self._waiting if w[0] is w[1] or w[1].url != owner.url)


def _news(brought: Brought, others: list[Brought]) -> bool:
    """Whether an entrance tells of enough that the others do not, looking as far back as the longest of them does."""
    told = {key for other in others for key in other.keys}
    newest = list(dict.fromkeys(brought.keys))[: max(len(set(other.keys)) for other in others)]
    return bool(newest) and sum(key not in told for key in newest) > SHARE * len(newest)


def _tells(entry: Entry) -> tuple[bool, bool]:
    """How much an entry is worth: with the whole text, written by hand and not gathered from links."""
    return entry.full, entry.origin not in ("sitemap", "listing")


def combined(one: Entry, other: Entry) -> Entry:
    """Two entrances' entries of one article: the one that tells most leads, the other fills what it lacks."""
    if _tells(other) > _tells(one):
        one, other = other, one
    better_date = other.published if instant(one.published) is None and instant(other.published) else ""
    return replace(
        one,
        title=one.title or other.title,
        summary=one.summary or other.summary,
        published=better_date or one.published or other.published,
        modified=one.modified or ("" if other.origin == "sitemap" else other.modified),
        language=one.language or other.language,
        authors=one.authors or other.authors,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        events=one.events or other.events,
        aliases=tuple(dict.fromkeys(u for u in (*one.aliases, other.url, *other.aliases) if u != one.url)),
    )
