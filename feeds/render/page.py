"""The page for people: index.html, one per slice, one per action. Needs no script, loads nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from feeds.render import drawing, safe
from feeds.render.entry import Entry
from feeds.render.glance import Glance, slug
from feeds.render.info import FeedInfo, SourceInfo
from feeds.render.slices import Slice, upcoming
from feeds.render.templating import environment
from feeds.render.words import words

MAX_CARDS = 150
"""Cards on one page; the rest is reached by month, form, country, language and way of taking part."""
MAX_UPCOMING = 100
OPEN_FOR = timedelta(days=182)
"""After this long without word from a source, a call without a deadline is listed with the past ones."""


@dataclass(frozen=True, slots=True)
class Group:
    """A headed list of actions."""

    id: str
    heading: str
    entries: tuple[Glance, ...]


def assets() -> dict[str, bytes]:
    """The style sheet and the script, each one file of the folder."""
    return {name: _asset(name) for name in ("style.css", "page.js")}


@lru_cache(maxsize=4)
def _asset(name: str) -> bytes:
    return files("feeds.render").joinpath(f"templates/{name}").read_bytes()


Card = Callable[[Glance, str], Markup]
"""Gives the card of an action for a page whose way to the folder's top is "../" or so."""


def card(info: FeedInfo, entry: Entry, root: str) -> Markup:
    """An action in lists."""
    return Markup(environment(info.language).get_template("card.html").render(entry=entry, root=root))


def _render(template: str, info: FeedInfo, path: str, **values: object) -> bytes:
    page = environment(info.language).get_template(template)
    return page.render(info=info, root="../" * path.count("/"), path=path, **values).encode()


def index(
    info: FeedInfo,
    entries: Sequence[Glance],
    found: Sequence[Slice],
    sources: Sequence[SourceInfo],
    card: Card,
) -> bytes:
    """index.html: upcoming first, then open calls, map and timeline, what took place."""
    groups = _groups(info, entries)
    shown = sum(len(group.entries) for group in groups)
    return _render(
        "index.html",
        info,
        "index.html",
        groups=groups,
        card=card,
        total=len(entries),
        hidden=len(entries) - shown,
        facets=_facets(found),
        months=drawing.months(entries, info.today),
        world=drawing.world(entries) if entries else None,
        sources=_listed(sources),
    )


def _groups(info: FeedInfo, entries: Sequence[Glance]) -> list[Group]:
    say, today = words(info.language), info.today
    coming = [entry for entry in entries if today and upcoming(entry, today)]
    taken = {entry.slug for entry in coming}
    calls = [entry for entry in entries if entry.slug not in taken and _open(entry, today)]
    taken |= {entry.slug for entry in calls}
    past = [entry for entry in entries if entry.slug not in taken]
    groups = [
        ("upcoming", say("Upcoming"), sorted(coming, key=_by_start)[:MAX_UPCOMING]),
        ("open", say("Open calls"), calls[:MAX_UPCOMING]),
        (
            "past",
            say("Past") if coming or calls else say("Actions"),
            sorted(past, key=_by_day, reverse=True)[:MAX_CARDS],
        ),
    ]
    return [Group(id, heading, tuple(chosen)) for id, heading, chosen in groups if chosen]


def _by_start(entry: Glance) -> tuple[date, str]:
    return entry.first or date.max, entry.slug


def _by_day(entry: Glance) -> tuple[date, str]:
    return entry.day, entry.slug


def _open(entry: Glance, today: date | None) -> bool:
    """One can still take part: no day and no deadline has passed, and a source said so in the last half year."""
    if today is None or entry.first or entry.status in ("happened", "cancelled") or not entry.hows:
        return False
    deadline = entry.action.facts.deadline
    if deadline:
        return deadline >= today
    return entry.status in ("announced", "ongoing") and entry.told_last >= today - OPEN_FOR


def _facets(found: Sequence[Slice]) -> dict[str, list[Slice]]:
    facets: dict[str, list[Slice]] = {}
    for each in found:
        facets.setdefault(each.kind, []).append(each)
    return facets


def _listed(sources: Sequence[SourceInfo]) -> list[tuple[str, str]]:
    named = ((safe.line(source.title or source.name, 120), safe.url(source.home)) for source in sources)
    return sorted((title, url) for title, url in named if title and url)


def shown(each: Slice) -> list[Glance]:
    """The actions on the page of a slice, in their order."""
    if each.kind == "upcoming":
        return sorted(each.entries, key=_by_start)[:MAX_CARDS]
    return sorted(each.entries, key=_by_day, reverse=True)[:MAX_CARDS]


def kin(each: Slice, found: Iterable[Slice]) -> list[tuple[str, str]]:
    """(path, label) of the slices of its kind, by label (months: the newest first). Their numbers are left out: they
    would change every page with every action."""
    alike = [(other.path, other.label) for other in found if other.kind == each.kind]
    return alike if each.kind == "month" else sorted(alike, key=lambda other: (other[1].casefold(), other[0]))


def listing(
    info: FeedInfo, each: Slice, kin: Sequence[tuple[str, str]], entries: Sequence[Glance], card: Card
) -> bytes:
    """The page of one slice, with a card for all that is `shown`."""
    return _render(
        "listing.html",
        info,
        f"{each.path}index.html",
        slice=each,
        kin=kin,
        groups=[Group("actions", each.label, tuple(entries))],
        card=card,
        hidden=len(each.entries) - len(entries),
    )


def slices_index(info: FeedInfo, found: Sequence[Slice]) -> bytes:
    """by/index.html: every slice with its feeds."""
    return _render("slices.html", info, "by/index.html", facets=_facets(found))


def action(info: FeedInfo, entry: Entry, *, closing: bool) -> bytes:
    """The page of one action; `closing`: its deadline is near."""
    return _render("action.html", info, entry.page, entry=entry, event=_event(entry, info), closing=closing)


def moved_path(id: str) -> str:
    """Where the page of an action stood that was merged into another."""
    return f"action/{slug(id)}.html"


def moved(info: FeedInfo, id: str, heir: Entry) -> bytes:
    """A short page that says where the action `id` went: into `heir`."""
    return _render("moved.html", info, moved_path(id), entry=heir)


_SCHEMA_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def _event(entry: Entry, info: FeedInfo) -> str:
    """schema.org Event as JSON-LD for a <script> element; empty when the action has no date."""
    if not entry.moments:
        return ""
    place = entry.place
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": entry.what,
        "description": entry.summary,
        "startDate": entry.moments[0].iso,
        "endDate": entry.moments[0].ends,
        "eventStatus": "https://schema.org/" + _SCHEMA_STATUS.get(entry.status, "EventScheduled"),
        "eventAttendanceMode": "https://schema.org/" + _mode(entry),
        "location": _location(entry)
        if place
        else {"@type": "VirtualLocation", "url": entry.url}
        if entry.action.facts.online
        else "",
        "organizer": [{"@type": "Organization", "name": name} for name in entry.organisers],
        "url": info.address(entry.page) or entry.url,
        "sameAs": [told.url for told in entry.told if told.url],
    }
    text = json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False, separators=(",", ":"))
    # inside <script> only these can end or break the element
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _mode(entry: Entry) -> str:
    online, somewhere = entry.action.facts.online, entry.place is not None
    return (
        "MixedEventAttendanceMode"
        if online and somewhere
        else "OnlineEventAttendanceMode"
        if online
        else "OfflineEventAttendanceMode"
    )


def _location(entry: Entry) -> dict[str, Any]:
    place = entry.place
    assert place is not None
    address = {
        "@type": "PostalAddress",
        "streetAddress": safe.line(place.street or "", 300),
        "addressLocality": safe.line(place.city or "", 100),
        "addressCountry": entry.country,
    }
    return {
        "@type": "Place",
        "name": safe.line(place.venue or place.city or "", 300) or entry.where,
        "address": {key: value for key, value in address.items() if value},
    }
