"""Glance: what lists need to know of an action - cheap to make of thousands, so that only what is shown becomes an Entry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from feeds.action import Action, Place
from feeds.render import safe
from feeds.render.words import Words

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Glance:
    """An action as lists, slices, map and timeline see it."""

    action: Action
    digest: bytes
    """Names its whole content: the same digest, the same action."""
    slug: str
    """Its file name under action/."""
    where: str
    """City and country of the main place, or "Online", or empty."""
    forms: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    hows: tuple[str, ...]
    published: datetime
    updated: datetime

    @property
    def status(self) -> str:
        return self.action.facts.status.value if self.action.facts.status else ""

    @property
    def country(self) -> str:
        return self.countries[0] if self.countries else ""

    @property
    def page(self) -> str:
        """Path of the action's page in the folder."""
        return f"action/{self.slug}.html"

    @property
    def first(self) -> date | None:
        """The day it starts."""
        return self.action.facts.whens[0].date if self.action.facts.whens else None

    @property
    def last(self) -> date | None:
        """The last day it is known to go on."""
        return max((when.end_date or when.date for when in self.action.facts.whens), default=None)

    @property
    def day(self) -> date:
        """The day it is listed under: of the action, else of its first source."""
        return self.first or self.published.date()

    @property
    def told_last(self) -> date:
        """The day of its newest source."""
        days = (source.published for source in self.action.sources if source.published)
        return max((day.date() for day in days), default=self.published.date())

    @property
    def place(self) -> Place | None:
        return self.action.facts.places[0] if self.action.facts.places else None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the main place, when they are on earth."""
        place = self.place
        if place is None or place.latitude is None or place.longitude is None:
            return None
        return (place.latitude, place.longitude) if abs(place.latitude) <= 90 and abs(place.longitude) <= 180 else None


def glance(action: Action, say: Words) -> Glance:
    """What lists need to know of `action`, places named in the language of the folder."""
    facts = action.facts
    where = place_name(facts.places[0], say) if facts.places else ""
    codes = distinct(place.country or "" for place in facts.places)
    return Glance(
        action=action,
        digest=_digest(action),
        slug=slug(action.id),
        where=where or (say("Online") if facts.online else ""),
        forms=distinct(form.value for form in facts.forms),
        countries=tuple(code for code in codes if _COUNTRY.fullmatch(code)),
        languages=distinct(tag(source.language) for source in action.sources),
        hows=distinct(part.how for part in facts.parts),
        published=aware(action.published),
        updated=aware(max(action.updated, action.published, key=aware)),
    )


def _digest(action: Action) -> bytes:
    # the text of a tree of frozen dataclasses says all that is in it, and is the fastest way to write it down
    return hashlib.blake2b(repr(action).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def slug(id: str) -> str:
    """File name of an action's page: a short digest of its id, stable and safe whatever the id looks like."""
    return hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """The values that say something, each once, in their order."""
    return tuple(dict.fromkeys(value for value in values if value))


def aware(value: datetime) -> datetime:
    """A naive instant is read as UTC; microseconds are dropped."""
    value = value.replace(microsecond=0)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


@lru_cache(maxsize=2_000)
def tag(language: str) -> str:
    """A BCP 47 tag, or empty when `language` is not one."""
    return language if _TAG.fullmatch(language) else ""


def place_name(place: Place, say: Words) -> str:
    """City and country in the language of the folder."""
    code = place.country if place.country and _COUNTRY.fullmatch(place.country) else ""
    city = say.city(safe.line(place.city or "", 100), code)
    return ", ".join(distinct((city, say.country(code) if code else "")))
