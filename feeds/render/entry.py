"""Entry: an action as every renderer says it - one wording for feeds, calendar and page."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from feeds.action import Action, Change, Place, SourceLink, When
from feeds.render import safe, times
from feeds.render.glance import Glance, aware, distinct, glance, place_name, tag
from feeds.render.info import FeedInfo
from feeds.render.words import Words, words

MAX_TITLE = 140
MAX_SUMMARY = 500
MAX_GIST = 240
RTL = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


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
class Entry(Glance):
    """An action in the words of the folder's language; every string is clean text, `html` fields safe HTML."""

    title: str
    """[date] what - where"""
    what: str
    headline: str
    """The leading part of `what` as its source wrote it, without the form in front."""
    headline_language: str
    """Language of `headline` when it is another than the folder's; else empty."""
    hour: str
    """The hour it starts, in words; empty when unknown."""
    form_labels: tuple[str, ...]
    status_label: str
    moments: tuple[Moment, ...]
    wheres: tuple[str, ...]
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
    changes: tuple[tuple[str, str], ...]
    """(ISO day, what changed from what to what), newest first."""
    reported: str
    """The day of its first report, in words."""
    renewed: str
    """The day of its last change, in words."""
    summary: str
    url: str
    """The leading source's page, or the action's own page."""


def direction(language: str) -> str:
    """ "rtl" for languages written right to left, "auto" when unknown."""
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0].lower() in RTL or "Arab" in language else "ltr"


def entry_of(action: Action, info: FeedInfo) -> Entry:
    """The entry of `action` in the language of the folder."""
    return entry(glance(action, words(info.language)), info)


def entry(seen: Glance, info: FeedInfo) -> Entry:
    """The entry of an action that was glanced at."""
    say, action, facts = words(info.language), seen.action, seen.action.facts
    told = tuple(_told(source, say) for source in action.sources)
    what, headline = _what(action, told, say)
    status_label = say.status(seen.status) if seen.status else ""
    moments = tuple(_moment(when, seen.place, say) for when in facts.whens)
    form_labels = distinct(map(say.form, seen.forms))
    wheres, ways, organisers = _wheres(facts.places, facts.online, say), _ways(action, say), _lines(facts.organisers)
    return Entry(
        **{field.name: getattr(seen, field.name) for field in fields(Glance)},
        title=_title(seen.first, status_label if seen.status in ("cancelled", "postponed") else "", what, seen.where),
        what=what,
        headline=headline,
        headline_language=_foreign(action, headline, say),
        hour=_hour(facts.whens[0], say) if facts.whens else "",
        form_labels=form_labels,
        status_label=status_label,
        moments=moments,
        wheres=wheres,
        ways=ways,
        deadline=times.day(facts.deadline, say.language) if facts.deadline else "",
        organisers=organisers,
        beneficiaries=_lines(facts.beneficiaries),
        targets=_lines(facts.targets),
        hashtags=_lines(facts.hashtags),
        attendance=_attendance(facts.attendance),
        topics=_lines(facts.topics),
        told=told,
        conflicts=_conflicts(action, told, say),
        changes=_changes(action, say),
        reported=times.short_day(seen.published.date(), say.language),
        renewed=times.short_day(seen.updated.date(), say.language),
        summary=_summary([*form_labels[:2], status_label], moments, wheres, ways, organisers, told, say),
        url=next((each.url for each in told if each.url), "") or info.address(seen.page),
    )


def _lines(values: tuple[str, ...]) -> tuple[str, ...]:
    return distinct(safe.line(value, 300) for value in values[:200])


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


def _what(action: Action, told: tuple[Told, ...], say: Words) -> tuple[str, str]:
    """What it is, and the headline in it: one in the folder's language; else the form, with the headline in front of
    which it stands if the sources share a language."""
    form = say.form(action.facts.forms[0].value) if action.facts.forms else ""
    headline = safe.line(action.title, MAX_TITLE)
    if headline and (not action.language or _same_tongue(action.language, say.language)):
        return headline, headline
    for each in told:
        if each.title and each.language and _same_tongue(each.language, say.language):
            return (found := safe.shorten(each.title, MAX_TITLE)), found
    if headline and len({each.language.partition("-")[0] for each in told}) < 2:
        return f"{form}: {headline}" if form else headline, headline
    by = ", ".join(_lines(action.facts.organisers)[:2])
    what = f"{form} ({by})" if form and by else form or by or headline or say("Solidarity action")
    return what, what


def _foreign(action: Action, headline: str, say: Words) -> str:
    language = tag(action.language)
    is_own = headline == safe.line(action.title, MAX_TITLE)
    return language if is_own and not _same_tongue(language, say.language) else ""


def _hour(when: When, say: Words) -> str:
    wall = times.wall(when)
    return times.hour(wall.time(), say.language) if wall else ""


def _title(day: date | None, warning: str, what: str, where: str) -> str:
    parts = [f"[{day.isoformat()}]"] if day else []
    if warning:
        parts.append(f"{warning}:")
    return " ".join([*parts, what]) + (f" - {where}" if where else "")


def _wheres(places: tuple[Place, ...], online: bool, say: Words) -> tuple[str, ...]:
    full = (
        ", ".join(
            distinct((safe.line(place.venue or "", 200), safe.line(place.street or "", 200), place_name(place, say)))
        )
        for place in places
    )
    return distinct([*full, say("Online") if online else ""])


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


def _changes(action: Action, say: Words) -> tuple[tuple[str, str], ...]:
    newest = sorted(action.changes, key=lambda change: change.on, reverse=True)
    return tuple((change.on.isoformat(), _change(change, say)) for change in newest)


def _change(change: Change, say: Words) -> str:
    """What changed, as a sentence: each case has its own words, for no language bends a field's name."""
    label = say.status if change.field == "status" else str
    was, now = (label(safe.line(value or "", 300)) for value in (change.was, change.now))
    known = {"field": say.field(safe.line(change.field, 40)), "day": times.short_day(change.on, say.language)}
    if was and now:
        return say("{field} changed from {was} to {now}, {day}", was=was, now=now, **known)
    if now:
        return say("{field} added: {now}, {day}", now=now, **known)
    return say("{field} taken away: {was}, {day}", was=was or "–", **known)


def _summary(
    labels: list[str],
    moments: tuple[Moment, ...],
    wheres: tuple[str, ...],
    ways: tuple[Way, ...],
    organisers: tuple[str, ...],
    told: tuple[Told, ...],
    say: Words,
) -> str:
    """What, when, where, how and who in one breath, then the leading source's own summary."""
    facts = [
        " \u00b7 ".join(distinct(labels)),
        moments[0].said if moments else "",
        wheres[0] if wheres else "",
        say("Take part: {how}", how=", ".join(distinct(way.label for way in ways))) if ways else "",
        say("By {names}", names=", ".join(organisers[:4])) if organisers else "",
        next((each.gist for each in told if each.gist), ""),
    ]
    return safe.line(". ".join(fact for fact in facts if fact), MAX_SUMMARY)
