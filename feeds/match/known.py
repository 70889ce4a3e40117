"""What matching knows of an article: `Traits` to find and compare many, `Known` to compose an action from a few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feeds.action import Facts
from feeds.article import Article
from feeds.match.text import Fingerprint
from feeds.understand.reading import Reading

FIRM = 0.85
"""How sure a reading must be of a day or a city for it to tell two actions apart."""


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

    def sure(self, field: str) -> float:
        """How sure the reading is of the first value of a field, 0 to 1."""
        return sure(self.reading, field)


def sure(reading: Reading, field: str) -> float:
    """How sure a reading is of the first value of a field, 0 to 1; 1 when it gives no evidence."""
    found = reading.findings.get(field)
    return found[0].sure if found else 1.0
