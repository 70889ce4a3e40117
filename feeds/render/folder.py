"""The whole published folder from one snapshot of the actions: every file as a draft, or as bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from feeds.action import Action, Tombstone
from feeds.render import atom, calendar, jsonfeed, opml, page
from feeds.render.desk import Desk
from feeds.render.draft import Draft, Part, digest, program
from feeds.render.glance import Glance, aware, glance
from feeds.render.info import FeedInfo, SourceInfo
from feeds.render.slices import Slice, closing, slices
from feeds.render.times import month_key, month_name
from feeds.render.words import words

MAX_TOMBSTONES = 1_000
MAX_SLICE = 200
"""Entries of a slice's feeds: there are many slices, and an entry is in about five."""

Drafts = Iterator[tuple[str, Draft]]


def render_all(
    info: FeedInfo,
    actions: Sequence[Action],
    tombstones: Sequence[Tombstone] = (),
    sources: Sequence[SourceInfo] = (),
) -> dict[str, bytes]:
    """Every file of the folder but status.*: relative path -> bytes. Pure: the same arguments give the same bytes.

    The order of `actions` does not matter. Files that name others come last, as `publish` writes them in this order.
    """
    return {path: draft.draw() for path, draft in plan(info, actions, tombstones, sources).items()}


def plan(
    info: FeedInfo,
    actions: Sequence[Action],
    tombstones: Sequence[Tombstone] = (),
    sources: Sequence[SourceInfo] = (),
) -> dict[str, Draft]:
    """The files of `render_all` in the same order, none drawn yet: each is when, and only if, it is asked for."""
    return dict(_Folder(info.cleaned(), actions, tombstones, sources).files())


class _Folder:
    def __init__(
        self, info: FeedInfo, actions: Sequence[Action], stones: Sequence[Tombstone], sources: Sequence[SourceInfo]
    ) -> None:
        say = words(info.language)
        self.info = info
        self.sources = sources
        self.entries = sorted(
            (glance(action, say) for action in actions), key=lambda seen: (seen.updated, seen.action.id), reverse=True
        )
        self.stones = sorted(stones, key=lambda stone: (aware(stone.when), stone.id), reverse=True)
        self.newest = self.entries[: _room(self.entries, info)]
        self.slices = slices(self.entries, say, info.today)
        self.desk = Desk(info)
        # but for the few files that say so, no file depends on the day
        self.key = digest(program(), repr(replace(info, today=None)))

    def files(self) -> Drafts:
        yield from self._actions()
        for each in self.slices:
            if each.feeds:
                yield from self._slice(each)
            yield from self._listing(each)
        numbers = [(each.path, each.label, str(len(each.entries)), str(each.dated)) for each in self.slices]
        yield self._draft("by/index.html", numbers, draw=partial(page.slices_index, self.info, self.slices))
        yield from ((path, Draft.of(data)) for path, data in page.assets().items())
        yield "sources.opml", Draft.of(opml.render(self.info, self.sources))
        yield from self._main()
        yield self._draft(
            "index.html",
            [str(self.info.today), digests(self.entries), numbers, repr(self.sources)],
            draw=lambda: page.index(self.info, self.entries, self.slices, self.sources, self.desk.card),
        )

    def _draft(self, path: str, made_of: Part, *, draw: Callable[[], bytes]) -> tuple[str, Draft]:
        return path, Draft(digest(self.key, path, made_of), draw)

    def _actions(self) -> Drafts:
        known = {seen.action.id: seen for seen in self.entries}
        for seen in self.entries:
            near = bool(self.info.today and closing(seen, self.info.today))
            yield self._draft(seen.page, [seen.digest, str(near)], draw=partial(self._action, seen, near))
        for stone in self.stones:
            heir = known.get(stone.merged_into or "")
            if heir and stone.id not in known:
                yield self._draft(page.moved_path(stone.id), heir.digest, draw=partial(self._moved, stone.id, heir))

    def _action(self, seen: Glance, near: bool) -> bytes:
        return page.action(self.info, self.desk.entry(seen), closing=near)

    def _moved(self, id: str, heir: Glance) -> bytes:
        return page.moved(self.info, id, self.desk.entry(heir))

    def _slice(self, each: Slice) -> Drafts:
        newest = each.entries[: min(self.info.max_entries, MAX_SLICE)]
        title, home = f"{self.info.title}: {each.label}", f"{each.path}index.html"
        made_of = digests(newest)
        for name, draw in (("atom.xml", self._atom), ("feed.json", self._json)):
            path = each.path + name
            yield self._draft(path, made_of, draw=partial(draw, newest, path, title, home))
        if each.dated:
            yield self._calendar(each.entries, f"{each.path}actions.ics", title, MAX_SLICE)

    def _atom(self, entries: Sequence[Glance], path: str, title: str, home: str) -> bytes:
        return atom.render(self.info, [self.desk.atom(seen) for seen in entries], path=path, title=title, page=home)

    def _json(self, entries: Sequence[Glance], path: str, title: str, home: str) -> bytes:
        return jsonfeed.render(self.info, [self.desk.item(seen) for seen in entries], path=path, title=title, page=home)

    def _calendar(self, entries: Sequence[Glance], path: str, title: str, most: int) -> tuple[str, Draft]:
        dated = calendar.latest(entries, min(most, self.info.max_entries))
        return self._draft(
            path,
            digests(dated),
            draw=lambda: calendar.render(self.info, [self.desk.event(seen) for seen in dated], title=title),
        )

    def _listing(self, each: Slice) -> Drafts:
        shown, kin = page.shown(each), page.kin(each, self.slices)
        yield self._draft(
            f"{each.path}index.html",
            [digests(shown), kin, str(len(each.entries)), str(each.dated)],
            draw=lambda: page.listing(self.info, each, kin, shown, self.desk.card),
        )

    def _main(self) -> Drafts:
        stones = self.stones[:MAX_TOMBSTONES]
        archives = _archived_months(self.entries, len(self.newest))
        links = [_link(self.info, "prev-archive", next(iter(archives)), "")] if archives else []
        yield from self._archives(archives)
        yield self._calendar(self.entries, "actions.ics", "", self.info.max_entries)
        yield self._draft(
            "feed.json",
            digests(self.newest),
            draw=lambda: jsonfeed.render(self.info, self.desk.main_items(self.newest)),
        )
        yield self._draft(
            "atom.xml",
            [digests(self.newest), repr(stones), repr(links)],
            draw=lambda: atom.render(self.info, self.desk.main_atoms(self.newest), tombstones=stones, links=links),
        )

    def _archives(self, months: dict[str, list[Glance]]) -> Drafts:
        names = list(months)
        for number, month in enumerate(names):
            links = [_link(self.info, "current", "", "../")]
            if number:
                links.append(_link(self.info, "next-archive", names[number - 1], "../"))
            if number + 1 < len(names):
                links.append(_link(self.info, "prev-archive", names[number + 1], "../"))
            draw = partial(self._archive, month, months[month], links)
            yield self._draft(_archive_path(month), [digests(months[month]), repr(links)], draw=draw)

    def _archive(self, month: str, entries: Sequence[Glance], links: Sequence[atom.Link]) -> bytes:
        return atom.render(
            self.info,
            [self.desk.atom(seen) for seen in entries],
            path=_archive_path(month),
            title=f"{self.info.title}: {month_name(month, words(self.info.language).language)}",
            links=links,
            archive=True,
        )


def digests(entries: Sequence[Glance]) -> bytes:
    """Names some actions in their order."""
    return b"".join(seen.digest for seen in entries)


def _room(entries: Sequence[Glance], info: FeedInfo) -> int:
    """How many of `entries`, the newest first, atom.xml holds: a reader that comes seldom must not miss a burst."""
    today = info.today
    young = sum((today - seen.updated.date()).days < info.min_entry_days for seen in entries) if today else 0
    return max(info.max_entries, young)


def _archived_months(entries: Sequence[Glance], room: int) -> dict[str, list[Glance]]:
    """The months, newest first, up to the last one that atom.xml has no room for; each with all it published.

    By month of `published`, which never moves: so one updated action changes one archive (RFC 5005 section 4).
    """
    last = max((month_key(entry.published.date()) for entry in entries[room:]), default="")
    months: dict[str, list[Glance]] = {}
    for entry in entries:
        month = month_key(entry.published.date())
        if month <= last:
            months.setdefault(month, []).append(entry)
    return dict(sorted(months.items(), reverse=True))


def _archive_path(month: str) -> str:
    return f"archive/{month}.xml" if month else "atom.xml"


def _link(info: FeedInfo, rel: str, month: str, up: str) -> atom.Link:
    path = _archive_path(month)
    return {"rel": rel, "type": "application/atom+xml", "href": info.address(path) or up + path}
