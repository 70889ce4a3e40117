"""Entry: an action as every renderer says it - one wording for feeds, calendar and page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache

from feeds.action import Action, Place, SourceLink, When
from feeds.render import safe, times
from feeds.render.info import FeedInfo
from feeds.render.words import Words, words

MAX_TITLE = 140
MAX_SUMMARY = 500
MAX_GIST = 240
RTL = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says, ready to show."""

    url: str
    title: str
    site: str
    home: str
    language: str
    tongue: str
    """Its language by name."""
    direction: str
    published: str
    """ISO 8601, or empty."""
    day: str
    """The same in words."""
    html: str
    summary: str
    gist: str
    """The summary's first words, for feeds that must stay small."""
    licence: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One date of the action: `iso` for machines, `said` for people."""

    iso: str
    ends: str
    said: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way of taking part."""

    how: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An action in the words of the folder's language; every string is clean text, `html` fields safe HTML."""

    action: Action
    title: str
    """[date] what - where"""
    what: str
    what_language: str
    """Language of `what` when it is a headline of another language than the folder's; else empty."""
    hour: str
    """The hour it starts, in words; empty when unknown."""
    slug: str
    """Its file name under action/."""
    forms: tuple[str, ...]
    form_labels: tuple[str, ...]
    status: str
    status_label: str
    moments: tuple[Moment, ...]
    wheres: tuple[str, ...]
    where: str
    """City and country of the main place, or "Online", or empty."""
    country: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    ways: tuple[Way, ...]
    deadline: str
    organisers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    targets: tuple[str, ...]
    hashtags: tuple[str, ...]
    attendance: str
    topics: tuple[str, ...]
    told: tuple[Told, ...]
    conflicts: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    """field label, then (value, site, url) by source."""
    changes: tuple[tuple[str, str, str, str], ...]
    """(ISO day, field label, was, now), newest first."""
    summary: str
    url: str
    """The leading source's page, or the action's own page."""
    page: str
    """Path of the action's page in the folder."""
    updated: datetime
    published: datetime

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
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the main place, when they are on earth."""
        place = self.place
        if place is None or place.latitude is None or place.longitude is None:
            return None
        return (place.latitude, place.longitude) if abs(place.latitude) <= 90 and abs(place.longitude) <= 180 else None

    @property
    def place(self) -> Place | None:
        return self.action.facts.places[0] if self.action.facts.places else None


def slug(id: str) -> str:
    """File name of an action's page: a short digest of its id, stable and safe whatever the id looks like."""
    return hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def direction(language: str) -> str:
    """ "rtl" for languages written right to left, "auto" when unknown."""
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0].lower() in RTL or "Arab" in language else "ltr"


def aware(value: datetime) -> datetime:
    """A naive instant is read as UTC; microseconds are dropped."""
    value = value.replace(microsecond=0)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def entry_of(action: Action, info: FeedInfo) -> Entry:
    """The entry of `action` in the language of the folder."""
    say = words(info.language)
    facts = action.facts
    told = tuple(_told(source, say) for source in action.sources)
    countries = _distinct(place.country or "" for place in facts.places)
    countries = tuple(code for code in countries if _COUNTRY.fullmatch(code))
    name = slug(action.id)
    where = _where(facts.places[0], say) if facts.places else ""
    where = where or (say("Online") if facts.online else "")
    what = _what(action, told, say)
    moments = tuple(_moment(when, facts.places[0] if facts.places else None, say) for when in facts.whens)
    status = facts.status.value if facts.status else ""
    draft = Entry(
        action=action,
        title=_title(facts.whens[0].date if facts.whens else None, status, what, where, say),
        what=what,
        what_language=_foreign(action, what, say),
        hour=_hour(facts.whens[0], say) if facts.whens else "",
        slug=name,
        forms=_distinct(form.value for form in facts.forms),
        form_labels=_distinct(say.form(form.value) for form in facts.forms),
        status=status,
        status_label=say.status(status) if status else "",
        moments=moments,
        wheres=_wheres(facts.places, facts.online, say),
        where=where,
        country=countries[0] if countries else "",
        countries=countries,
        languages=_distinct(each.language for each in told),
        ways=_ways(action, say),
        deadline=times.day(facts.deadline, say.language) if facts.deadline else "",
        organisers=_lines(facts.organisers),
        beneficiaries=_lines(facts.beneficiaries),
        targets=_lines(facts.targets),
        hashtags=_lines(facts.hashtags),
        attendance=_attendance(facts.attendance),
        topics=_lines(facts.topics),
        told=told,
        conflicts=_conflicts(action, told, say),
        changes=_changes(action, say),
        summary="",
        url=next((each.url for each in told if each.url), "") or info.address(f"action/{name}.html"),
        page=f"action/{name}.html",
        updated=aware(max(action.updated, action.published, key=aware)),
        published=aware(action.published),
    )
    return replace(draft, summary=_summary(draft, say))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _lines(values: tuple[str, ...]) -> tuple[str, ...]:
    return _distinct(safe.line(value, 300) for value in values[:200])


@lru_cache(maxsize=2_000)
def tag(language: str) -> str:
    """A BCP 47 tag, or empty when `language` is not one."""
    return language if _TAG.fullmatch(language) else ""


def _told(source: SourceLink, say: Words) -> Told:
    language = tag(source.language)
    at = aware(source.published) if source.published else None
    url = safe.url(source.url)
    site = (safe.line(source.site, 200) or (url.split("/")[2] if url else "")).removeprefix("www.")
    return Told(
        url=url,
        title=safe.line(source.title, 400) or site,
        site=site,
        home=safe.url(source.home),
        language=language,
        tongue=say.tongue(language) if language else "",
        direction=direction(language),
        published=times.iso(at) if at else "",
        day=times.short_day(at.date(), say.language) if at else "",
        html=safe.html(source.html) if source.html else "",
        summary=safe.line(source.summary, MAX_SUMMARY),
        gist=safe.line(source.summary, MAX_GIST),
        licence=safe.url(source.licence),
    )


def _same_tongue(a: str, b: str) -> bool:
    return a.partition("-")[0].lower() == b.partition("-")[0].lower()


def _what(action: Action, told: tuple[Told, ...], say: Words) -> str:
    """A headline of the folder's language; without one the form, with the headline if the sources share a language."""
    form = say.form(action.facts.forms[0].value) if action.facts.forms else ""
    headline = safe.line(action.title, MAX_TITLE)
    if headline and (not action.language or _same_tongue(action.language, say.language)):
        return headline
    for each in told:
        if each.title and each.language and _same_tongue(each.language, say.language):
            return safe.shorten(each.title, MAX_TITLE)
    if headline and len({each.language.partition("-")[0] for each in told}) < 2:
        return f"{form}: {headline}" if form else headline
    by = ", ".join(_lines(action.facts.organisers)[:2])
    return f"{form} ({by})" if form and by else form or by or headline or say("Solidarity action")


def _foreign(action: Action, what: str, say: Words) -> str:
    language = tag(action.language)
    return language if what == safe.line(action.title, MAX_TITLE) and not _same_tongue(language, say.language) else ""


def _hour(when: When, say: Words) -> str:
    wall = times.wall(when)
    return times.hour(wall.time(), say.language) if wall else ""


def _title(day: date | None, status: str, what: str, where: str, say: Words) -> str:
    parts = [f"[{day.isoformat()}]"] if day else []
    if status in ("cancelled", "postponed"):
        parts.append(f"{say.status(status)}:")
    parts.append(what)
    return " ".join(parts) + (f" - {where}" if where else "")


def _where(place: Place, say: Words) -> str:
    country = say.country(place.country) if place.country and _COUNTRY.fullmatch(place.country) else ""
    return ", ".join(_distinct((safe.line(place.city or "", 100), country)))


def _wheres(places: tuple[Place, ...], online: bool, say: Words) -> tuple[str, ...]:
    full = (
        ", ".join(
            _distinct((safe.line(place.venue or "", 200), safe.line(place.street or "", 200), _where(place, say)))
        )
        for place in places
    )
    return _distinct([*full, say("Online") if online else ""])


def _moment(when: When, place: Place | None, say: Words) -> Moment:
    at, until = times.start(when, place), times.end(when, place)
    said = times.day(when.date, say.language)
    wall = times.wall(when)
    if wall:
        said += f", {times.hour(wall.time(), say.language)}"
    if until:
        said += f" \u2013 {_until(when, until, say)}"
    if isinstance(at, datetime):
        said += f" ({times.zone_name(at, say.language)})"
    elif wall:
        said += f" ({say('local time')})"
    return Moment(times.iso(at), times.iso(until) if until else "", said)


def _until(when: When, until: date | datetime, say: Words) -> str:
    if not isinstance(until, datetime):
        return times.day(until, say.language)
    hour = times.hour(until.time(), say.language)
    return hour if until.date() == when.date else f"{times.day(until.date(), say.language)}, {hour}"


def _ways(action: Action, say: Words) -> tuple[Way, ...]:
    ways = (Way(part.how, say.how(part.how), safe.url(part.url or "")) for part in action.facts.parts)
    return tuple(dict.fromkeys(ways))


def _attendance(value: tuple[int, int] | None) -> str:
    if not value:
        return ""
    low, high = min(value), max(value)
    return str(low) if low == high else f"{low}\u2013{high}"


def _conflicts(
    action: Action, told: tuple[Told, ...], say: Words
) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    sites = {each.url: each.site for each in told}
    return tuple(
        (
            say.field(safe.line(conflict.field, 40)),
            tuple(
                (safe.line(value, 300), sites.get(safe.url(url), ""), safe.url(url)) for value, url in conflict.values
            ),
        )
        for conflict in action.conflicts
        if conflict.values
    )


def _changes(action: Action, say: Words) -> tuple[tuple[str, str, str, str], ...]:
    newest = sorted(action.changes, key=lambda change: change.on, reverse=True)
    return tuple(
        (
            change.on.isoformat(),
            say.field(safe.line(change.field, 40)),
            safe.line(change.was or "", 300),
            safe.line(change.now or "", 300),
        )
        for change in newest
    )


def _summary(entry: Entry, say: Words) -> str:
    """What, when, where, how and who in one breath, then the leading source's own summary."""
    facts = [
        " \u00b7 ".join(_distinct([*entry.form_labels[:2], entry.status_label])),
        entry.moments[0].said if entry.moments else "",
        entry.wheres[0] if entry.wheres else "",
        say("Take part: {how}", how=", ".join(_distinct(way.label for way in entry.ways))) if entry.ways else "",
        say("By {names}", names=", ".join(entry.organisers[:4])) if entry.organisers else "",
    ]
    told = next((each.gist for each in entry.told if each.gist), "")
    return safe.line(
        ". ".join(fact for fact in facts if fact) + (". " if any(facts) and told else "") + told, MAX_SUMMARY
    )
