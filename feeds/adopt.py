"""Adoption: the history of a feed that another installation published (or another program): its entries keep their ids and dates.

Reads JSON Feed 1.1 (ours with `_solidarity`, docs/feed.md) and Atom (RFC 4287). What is read is hostile input.
"""

from __future__ import annotations

import json
import logging
from calendar import timegm
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from io import BytesIO
from typing import Any, get_args

import feedparser

from feeds.action import Action, Change, Facts, Form, How, Part, Place, SourceLink, Status, When
from feeds.article import Article
from feeds.clean.article import clean_article
from feeds.clean.urls import identity
from feeds.errors import FeedsError, NotAnArticle
from feeds.match.action import keys
from feeds.match.text import fingerprint
from feeds.store.actions import ActionRow
from feeds.store.store import Store
from feeds.understand.reading import Reading, Verdict

log = logging.getLogger(__name__)

Read = Callable[[Article], Reading]
"""How an article is understood."""
ADOPTED = "adopted"
"""The source of articles known from an adopted feed alone, until one that visits them brings them."""


class NotAFeed(FeedsError):
    """What was to be adopted is neither JSON Feed nor Atom."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What adoption came to, in entries."""

    taken: int = 0
    known: int = 0
    """Not taken: the id, or an article of it, is already here."""
    unusable: int = 0
    """Not taken: no id, no address or no date."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry as it was published; `facts` None where it does not state them."""

    id: str
    title: str
    summary: str
    language: str
    published: datetime
    updated: datetime
    sources: tuple[SourceLink, ...]
    facts: Facts | None = None
    changes: tuple[Change, ...] = ()
    related: tuple[str, ...] = ()


def adopt(store: Store, feed: bytes, now: datetime, *, read: Read) -> Adopted:
    """Take the entries of a feed into the store, all or nothing; they are published as they were, until news come.

    `read` understands an entry that does not state its facts. Raises NotAFeed, StoreError.
    """
    taken = known = unusable = 0
    with store.transaction():
        for entry in _entries(feed, now):
            if entry is None:
                unusable += 1
            elif _is_known(store, entry):
                known += 1
            elif _take(store, entry, now, read):
                taken += 1
            else:
                unusable += 1
    return Adopted(taken, known, unusable)


def _is_known(store: Store, entry: _Told) -> bool:
    if store.action_row(entry.id) or store.tombstone(entry.id):
        return True
    return any(store.known(source.url) for source in entry.sources)


def _take(store: Store, entry: _Told, now: datetime, read: Read) -> bool:
    """Store an entry with an article for each of its sources; not when none of them can be one."""
    facts, ids, founder = entry.facts, [], ""
    for number, source in enumerate(entry.sources):
        try:
            article = _article(entry, source, number == 0, now)
        except NotAnArticle as error:
            log.info("%s: %s", entry.id, error)
            continue
        facts = facts or read(article).facts
        reading = Reading(Verdict(True, True, facts.topics), facts)
        store.keep(
            article, reading, fingerprint(article.text), keys(article, reading), min(source.published or now, now)
        )
        held = store.stored(article.url)
        if held:
            ids.append(held.id)
            founder = founder or held.key
    if not ids or facts is None:
        return False
    action = Action(
        id=entry.id, title=entry.title, language=entry.language, facts=facts, sources=entry.sources,
        published=entry.published, updated=entry.updated, changes=entry.changes, related=entry.related,
    )  # fmt: skip
    store.put_action(ActionRow(action, entry.published, founder))
    for id in ids:
        store.assign(id, entry.id)
    store.settled(ids)
    return True


def _article(entry: _Told, source: SourceLink, first: bool, now: datetime) -> Article:
    return clean_article(
        url=source.url, source=ADOPTED, now=now, title=source.title or entry.title, text=entry.summary if first else "",
        language=source.language, published=source.published.isoformat() if source.published else "", site=source.site,
    )  # fmt: skip


def _entries(feed: bytes, now: datetime) -> Iterator[_Told | None]:
    """The entries; None for one of no use."""
    text = feed.decode("utf-8-sig", "replace").lstrip()
    if not text.startswith("{"):
        yield from _atom(feed, now)
        return
    try:
        items = json.loads(text)["items"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAFeed(f"it is not a JSON Feed: {error}") from error
    for item in items if isinstance(items, list) else ():
        try:
            yield _item(item, now)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            log.info("an entry is of no use: %r", error)
            yield None


def _atom(feed: bytes, now: datetime) -> Iterator[_Told | None]:
    parsed = feedparser.parse(BytesIO(feed), sanitize_html=True, resolve_relative_uris=False)
    if not parsed.get("version"):
        raise NotAFeed("it is neither JSON Feed nor Atom")
    for entry in parsed.entries:
        published = entry.get("published_parsed") or entry.get("updated_parsed")
        updated = entry.get("updated_parsed") or published
        link = entry.get("link", "")
        if not (entry.get("id") or link) or not published:
            yield None
            continue
        first, last = (datetime.fromtimestamp(timegm(moment), UTC) for moment in (published, updated))
        title, summary = str(entry.get("title", "")), str(entry.get("summary", ""))
        source = _link(link, title, str(entry.get("author", "")), "", first, summary)
        yield _Told(str(entry.get("id") or link), title, summary, "", min(first, now), min(last, now), (source,))


def _item(item: Mapping[str, Any], now: datetime) -> _Told:
    told = item.get("_solidarity") or {}
    published = min(_instant(item["date_published"]), now)
    updated = min(_instant(item.get("date_modified") or item["date_published"]), now)
    title, summary = str(item.get("title", "")), str(item.get("summary") or item.get("content_text") or "")
    named = told.get("sources") or [{"url": item.get("external_url") or item["url"], "title": title}]
    sources = tuple(
        _link(
            one["url"], str(one.get("title") or title), str(one.get("site") or ""), str(one.get("language") or ""),
            _instant(one["published"]) if one.get("published") else published, "" if number else summary,
        )
        for number, one in enumerate(named)
        if identity(one["url"])
    )  # fmt: skip
    leading = sources[0]
    return _Told(
        id=str(item["id"]), title=leading.title, summary=summary, language=leading.language, published=published,
        updated=max(updated, published), sources=sources, facts=_facts(told) if told else None,
        changes=tuple(_change(one) for one in told.get("changes") or ()), related=_words(told, "related"),
    )  # fmt: skip


def _link(url: str, title: str, site: str, language: str, published: datetime, summary: str) -> SourceLink:
    html = f"<p>{escape(summary)}</p>" if summary else ""
    return SourceLink(url, title, site, language, published, html=html, summary=summary, source=ADOPTED)


def _facts(told: Mapping[str, Any]) -> Facts:
    """`_solidarity`, read back. Raises ValueError, KeyError or TypeError on another shape."""
    zone = _line(told, "timezone")
    main = Place(_line(told, "city"), _line(told, "country"), _line(told, "venue"), _line(told, "street"), zone)
    others = tuple(Place(_line(one, "city"), _line(one, "country")) for one in (told.get("places") or [])[1:])
    starts = [_when(text, zone) for text in told.get("starts") or ()]
    if starts and (ends := told.get("ends")):
        last = _when(ends, zone)
        first = starts[0]
        starts[0] = When(first.date, first.time, last.date if last.date != first.date else None, last.time, first.zone)
    attendance = told.get("attendance")
    return Facts(
        forms=tuple(Form(one) for one in told.get("forms") or ()),
        status=Status(told["status"]) if told.get("status") else None,
        whens=tuple(starts),
        places=((main,) if main != Place(zone=main.zone) else ()) + others,
        online=bool(told.get("online")),
        organisers=_words(told, "organisers"),
        beneficiaries=_words(told, "beneficiaries"),
        targets=_words(told, "targets"),
        hashtags=_words(told, "hashtags"),
        parts=tuple(
            Part(one["how"], _line(one, "url")) for one in told.get("participate") or () if one["how"] in get_args(How)
        ),
        deadline=date.fromisoformat(told["deadline"]) if told.get("deadline") else None,
        attendance=(int(attendance[0]), int(attendance[-1])) if attendance else None,
        topics=_words(told, "topics"),
    )


def _when(text: str, zone: str | None) -> When:
    """A date, or a date-time on the wall clock of `zone`."""
    if "T" not in text:
        return When(date.fromisoformat(text), zone=zone)
    moment = datetime.fromisoformat(text)
    return When(moment.date(), f"{moment:%H:%M}", zone=zone)


def _change(one: Mapping[str, Any]) -> Change:
    return Change(date.fromisoformat(one["on"]), str(one["field"]), _line(one, "was"), _line(one, "now"))


def _line(told: Mapping[str, Any], name: str) -> str | None:
    value = told.get(name)
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} is no text: {value!r}")
    return value or None


def _words(told: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(word) for word in told.get(name) or ())


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
