"""What matching knows of an article: `Traits` to find and compare many, `Known` to compose an action from a few."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from feeds.action import Facts, Form, Status
from feeds.article import Article
from feeds.match.names import fold
from feeds.match.text import Fingerprint
from feeds.understand.reading import Reading

FIRM = 0.85
"""How sure a reading must be of a day or a city for it to tell two actions apart."""

REPORT_DAYS = 6
"""A report without a date is of an action at most so long before it."""
NOTICE_DAYS = 45
"""An announcement without a date is of an action at most so long after it."""
RANGE_DAYS = 14
"""A longer range is a season and no day."""

CAMPAIGNS = frozenset(
    {
        Form.PETITION, Form.OPEN_LETTER, Form.HASHTAG_CAMPAIGN, Form.PHOTO_CAMPAIGN, Form.BOYCOTT, Form.LETTER_WRITING,
        Form.FUNDRAISER,
    }
)  # fmt: skip
"""Forms that need no place and no day."""


_NONE: frozenset[str] = frozenset()


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

    @cached_property
    def kinds(self) -> dict[str, set[str]]:
        """The values of its keys by their kind."""
        found: dict[str, set[str]] = {}
        for key in self.keys:
            kind, _, value = key.partition(":")
            found.setdefault(kind, set()).add(value)
        return found

    def kind(self, name: str) -> Set[str]:
        """The values of its keys of one kind."""
        return self.kinds.get(name, _NONE)

    @cached_property
    def days(self) -> frozenset[date]:
        """Every day it is held on, those within a range of two weeks too."""
        found = {when.date for when in self.facts.whens}
        for when in self.facts.whens:
            length = (when.end_date - when.date).days if when.end_date else 0
            if 0 < length <= RANGE_DAYS:
                found |= {when.date + timedelta(days=step) for step in range(1, length + 1)}
        return frozenset(found)

    @cached_property
    def cities(self) -> frozenset[str]:
        """Its cities, folded."""
        return frozenset(fold(place.city) for place in self.facts.places if place.city)

    @cached_property
    def firm_day(self) -> bool:
        """Is the day known, and surely?"""
        return bool(self.facts.whens) and "~unsure:whens" not in self.keys

    @cached_property
    def firm_city(self) -> bool:
        """Is the city known, and surely?"""
        return bool(self.cities) and "~unsure:places" not in self.keys

    @cached_property
    def local(self) -> bool:
        """An action people go to: in a city, on a day or in a form that needs one."""
        forms = self.facts.forms
        gone_to = self.facts.status is Status.HAPPENED and not self.facts.online  # a petition that was handed over
        gone_to = gone_to or (self.firm_city and any(form not in CAMPAIGNS for form in forms))  # and a vigil beside it
        return bool(self.cities) and (bool(self.facts.whens) or gone_to or not CAMPAIGNS & set(forms[:1]))

    @cached_property
    def campaign(self) -> bool:
        """An action anyone joins from anywhere."""
        return not self.local and (self.facts.online or bool(CAMPAIGNS & set(self.facts.forms)))

    @cached_property
    def around(self) -> date:
        """Its first day; unknown, the day it was written of."""
        return min((when.date for when in self.facts.whens), default=self.published.date())

    @cached_property
    def window(self) -> tuple[date, date]:
        """The days it can be of: its own, or those that its publication allows."""
        if self.firm_day:
            return min(self.days), max(self.days)
        day = self.published.date()
        if self.facts.status is Status.ANNOUNCED:
            return day, day + timedelta(days=NOTICE_DAYS)
        return day - timedelta(days=REPORT_DAYS), day + timedelta(days=1)


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
