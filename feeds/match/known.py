"""What matching knows of an article: `Traits` to find and compare many, `Known` to compose an action from a few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feeds.action import Facts
from feeds.article import Article
from feeds.match.text import Fingerprint
from feeds.understand.reading import Reading


@dataclass(frozen=True)
class Traits:
    """The part of an article that comparing needs: a tenth of it, so that many can be read."""

    key: str
    """Identity of its URL: what ties are broken by."""
    published: datetime
    """First seen, where unknown; never in the future."""
    keys: frozenset[str]
    facts: Facts
    print: Fingerprint
    id: int = 0
    """Its number in the store."""
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An article with all that was understood of it."""

    key: str
    article: Article
    reading: Reading
    published: datetime
    """First seen, where unknown; never in the future."""

    @property
    def facts(self) -> Facts:
        """What it says of its action."""
        return self.reading.facts
