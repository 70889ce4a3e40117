"""The whole published folder: every file as bytes, from one snapshot of the actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feeds.action import Action, Tombstone
from feeds.render import atom, calendar, jsonfeed, opml, page
from feeds.render.entry import Entry, aware, entry_of
from feeds.render.info import FeedInfo, SourceInfo
from feeds.render.slices import Slice, slices
from feeds.render.templating import body
from feeds.render.words import words

MAX_TOMBSTONES = 1_000


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One entry in the three feed formats."""

    atom: atom.Drawn
    item: jsonfeed.Item
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
    """Each entry drawn once, by id. The newest show their sources' texts until the budget is spent, then summaries."""
    drawn: dict[str, _Drawn] = {}
    spent = 0
    for entry in entries:
        content = body(entry, info.language)
        spent += len(content.encode("utf-8", "replace")) + 1_500
        if spent > info.max_bytes:
            content = body(entry, info.language, brief=True)
        drawn[entry.action.id] = _Drawn(
            atom.draw(entry, info, content), jsonfeed.item(entry, info, content), calendar.draw(entry, info)
        )
    return drawn


def _slice_files(info: FeedInfo, each: Slice, drawn: dict[str, _Drawn]) -> dict[str, bytes]:
    of_it = [drawn[entry.action.id] for entry in each.entries]
    newest = of_it[: info.max_entries]
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
    return {
        "actions.ics": calendar.render(info, [one.event for one in drawn.values() if one.event]),
        "feed.json": jsonfeed.render(info, [one.item for one in newest]),
        "atom.xml": atom.render(info, [one.atom for one in newest], tombstones=recent),
    }
