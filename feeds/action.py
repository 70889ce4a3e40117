"""Action: what is published. One action, whoever reports it, with every source behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


class Form(StrEnum):
    """The fixed list of forms an action can take."""

    KISS_IN = "kiss-in"
    VIGIL = "vigil"
    RALLY = "rally"
    MARCH = "march"
    PICKET = "picket"
    PETITION = "petition"
    OPEN_LETTER = "open-letter"
    HASHTAG_CAMPAIGN = "hashtag-campaign"
    PHOTO_CAMPAIGN = "photo-campaign"
    BOYCOTT = "boycott"
    STRIKE = "strike"
    SIT_IN = "sit-in"
    DIE_IN = "die-in"
    FLASH_MOB = "flash-mob"
    FUNDRAISER = "fundraiser"
    LETTER_WRITING = "letter-writing"
    BENEFIT = "benefit"
    BLOCKADE = "blockade"
    COUNTER_PROTEST = "counter-protest"
    PERFORMANCE = "performance"
    OTHER = "other"


class Status(StrEnum):
    """What the latest source says of the action; time alone never changes it."""

    ANNOUNCED = "announced"
    ONGOING = "ongoing"
    HAPPENED = "happened"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


Day = date
"""A calendar day, where a field is called `date`."""

How = Literal["attend", "sign", "donate", "post", "write", "share", "boycott", "volunteer"]


@dataclass(frozen=True, slots=True)
class When:
    """A date, or a date with the hour when the hour is known.

    `time` is "HH:MM" of the wall clock in `zone` (IANA name, or None when the zone is unknown).
    """

    date: Day
    time: str | None = None
    end_date: Day | None = None
    end_time: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `city` by its common English name, `country` ISO 3166-1 alpha-2, `zone` IANA."""

    city: str | None = None
    country: str | None = None
    venue: str | None = None
    street: str | None = None
    zone: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One way of taking part, with the link where it is done if there is one."""

    how: How
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an action. None and empty mean unknown; nothing is guessed."""

    forms: tuple[Form, ...] = ()
    """The first is the main one."""
    status: Status | None = None
    whens: tuple[When, ...] = ()
    """The first is the action's start."""
    places: tuple[Place, ...] = ()
    """The first is the main one."""
    online: bool = False
    organisers: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    """With their "#", as most often written."""
    parts: tuple[Part, ...] = ()
    deadline: date | None = None
    attendance: tuple[int, int] | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One article behind an action, as published."""

    url: str
    title: str
    site: str
    language: str = ""
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    html: str = ""
    """What we may show of it: safe HTML, the summary or the full body as `republish` allows."""
    summary: str = ""
    licence: str = ""
    source: str = ""
    home: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A material change of an action: on which day which field went from what to what (published wording)."""

    on: date
    field: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What sources dispute: `values` pairs each value, in its source's own words, with the article's URL."""

    field: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Action:
    """An action as published: its facts, its sources, its history."""

    id: str
    """A `tag:` URI (RFC 4151), minted once."""
    title: str
    """The headline of its leading source; renderers put "[date] what - where" around the facts."""
    language: str
    """Language of `title`."""
    facts: Facts
    sources: tuple[SourceLink, ...]
    """The leading one first (organiser's own page, else the earliest), then by publication."""
    published: datetime
    updated: datetime
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An entry that is gone (RFC 6721): taken down, or merged into `merged_into`."""

    id: str
    when: datetime
    merged_into: str | None = None
    """None: taken down."""
