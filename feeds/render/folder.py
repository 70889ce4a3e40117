"""The whole published folder: every file as bytes, from one snapshot of the actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feeds.action import Action, Tombstone
from feeds.render import atom, calendar, jsonfeed, opml, page
from feeds.render.entry import Entry, aware, entry_of
from feeds.render.info import FeedInfo, SourceInfo
from feeds.render.slices import Slice, slices
from feeds.render.templating import LEVELS, Level, body
from feeds.render.times import month_key, month_name
from feeds.render.words import words

MAX_TOMBSTONES = 1_000
MAX_SLICE = 200
"""Entries of a slice's feeds: there are many slices, and an entry is in about five."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One entry in the three feed formats."""

    atom: atom.Drawn
    item: bytes
    event: calendar.Drawn | None


def render_all(
    info: FeedInfo,
    actions: Sequence[Action],
    tombstones: Sequence[Tombstone] = (),
    sources: Sequence[SourceInfo] = (),
) -> dict[str, bytes]:
    """Every file of the folder but status.json: relative path -> bytes. Pure: the same arguments give the same bytes.

    The order of `actions` does not matter. Files that name others come last, as `publish` writes them in this order.
    """
    info = info.cleaned()
    entries = sorted(
        (entry_of(action, info) for action in actions), key=lambda entry: (entry.updated, entry.action.id), reverse=True
    )
    found = slices(entries, words(info.language), info.today)
    drawn = _draw(info, entries)
    files: dict[str, bytes] = dict(page.actions(info, entries, tombstones))
    for each in found:
        if each.feeds:
            files |= _slice_files(info, each, drawn)
        files[f"{each.path}index.html"] = page.listing(info, each, found)
    files["by/index.html"] = page.slices_index(info, found)
    files |= page.assets()
    files["sources.opml"] = opml.render(info, sources)
    files |= _main_files(info, entries, drawn, tombstones)
    files["index.html"] = page.index(info, entries, found, sources)
    return files


def _draw(info: FeedInfo, entries: Sequence[Entry]) -> dict[str, _Drawn]:
    """Each entry drawn once, by id: the newest as fully as `max_bytes` of atom.xml allow, the others in brief."""
    newest, older = entries[: info.max_entries], entries[info.max_entries :]
    chosen = [_drawn(info, entry, "full") for entry in newest]
    for level in LEVELS[1:]:
        if _size(chosen) > info.max_bytes:
            chosen = _within(info.max_bytes, chosen, [_drawn(info, entry, level) for entry in newest])
    drawn = dict(zip((entry.action.id for entry in newest), chosen, strict=True))
    return drawn | {entry.action.id: _drawn(info, entry, "brief") for entry in older}


def _drawn(info: FeedInfo, entry: Entry, level: Level) -> _Drawn:
    content = body(entry, info.language, level)
    return _Drawn(atom.draw(entry, info, content), jsonfeed.draw(entry, info, content), calendar.draw(entry, info))


def _size(drawn: Sequence[_Drawn]) -> int:
    return sum(len(one.atom.body) for one in drawn)


def _within(budget: int, longer: Sequence[_Drawn], shorter: Sequence[_Drawn]) -> list[_Drawn]:
    """The longer form of each entry, newest first, while the shorter ones of all others still fit into `budget` bytes."""
    left = budget - _size(shorter)
    chosen = []
    for long, short in zip(longer, shorter, strict=True):
        more = len(long.atom.body) - len(short.atom.body)
        chosen.append(long if more <= left else short)
        left -= more if more <= left else 0
    return chosen


def _slice_files(info: FeedInfo, each: Slice, drawn: dict[str, _Drawn]) -> dict[str, bytes]:
    of_it = [drawn[entry.action.id] for entry in each.entries]
    newest = of_it[: min(info.max_entries, MAX_SLICE)]
    title, home = f"{info.title}: {each.label}", f"{each.path}index.html"
    files = {
        f"{each.path}atom.xml": atom.render(
            info, [one.atom for one in newest], path=f"{each.path}atom.xml", title=title, page=home
        ),
        f"{each.path}feed.json": jsonfeed.render(
            info, [one.item for one in newest], path=f"{each.path}feed.json", title=title, page=home
        ),
    }
    events = [one.event for one in of_it if one.event]
    if events:
        files[f"{each.path}actions.ics"] = calendar.render(info, events, title=title)
    return files


def _main_files(
    info: FeedInfo, entries: Sequence[Entry], drawn: dict[str, _Drawn], tombstones: Sequence[Tombstone]
) -> dict[str, bytes]:
    newest = [drawn[entry.action.id] for entry in entries[: info.max_entries]]
    recent = sorted(tombstones, key=lambda stone: (aware(stone.when), stone.id), reverse=True)[:MAX_TOMBSTONES]
    archives = _archived_months(info, entries)
    newest_archive = [_link(info, "prev-archive", next(iter(archives)), "")] if archives else []
    return {
        **_archives(info, archives, drawn),
        "actions.ics": calendar.render(info, [one.event for one in drawn.values() if one.event]),
        "feed.json": jsonfeed.render(info, [one.item for one in newest]),
        "atom.xml": atom.render(info, [one.atom for one in newest], tombstones=recent, links=newest_archive),
    }


def _archived_months(info: FeedInfo, entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The months, newest first, up to the last one that atom.xml has no room for; each with all it published.

    By month of `published`, which never moves: so one updated action changes one archive (RFC 5005 section 4).
    """
    last = max((month_key(entry.published.date()) for entry in entries[info.max_entries :]), default="")
    months: dict[str, list[Entry]] = {}
    for entry in entries:
        month = month_key(entry.published.date())
        if month <= last:
            months.setdefault(month, []).append(entry)
    return dict(sorted(months.items(), reverse=True))


def _archives(info: FeedInfo, months: dict[str, list[Entry]], drawn: dict[str, _Drawn]) -> dict[str, bytes]:
    names = list(months)
    files = {}
    for number, month in enumerate(names):
        links = [_link(info, "current", "", "../")]
        if number:
            links.append(_link(info, "next-archive", names[number - 1], "../"))
        if number + 1 < len(names):
            links.append(_link(info, "prev-archive", names[number + 1], "../"))
        title = f"{info.title}: {month_name(month, words(info.language).language)}"
        path = _archive_path(month)
        files[path] = atom.render(
            info,
            [drawn[entry.action.id].atom for entry in months[month]],
            path=path,
            title=title,
            links=links,
            archive=True,
        )
    return files


def _archive_path(month: str) -> str:
    return f"archive/{month}.xml" if month else "atom.xml"


def _link(info: FeedInfo, rel: str, month: str, up: str) -> atom.Link:
    path = _archive_path(month)
    return {"rel": rel, "type": "application/atom+xml", "href": info.address(path) or up + path}
