"""Desk: each entry is drawn once for every format and length, however many files hold it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from feeds.render import atom, calendar, jsonfeed, page
from feeds.render.atom import Drawn
from feeds.render.entry import Entry, entry
from feeds.render.glance import Glance
from feeds.render.info import FeedInfo
from feeds.render.templating import LEVELS, Level, body

MAX_BODY = 6_000
"""Characters of a body beyond which an entry stands in slices and archives with its sources in brief."""


class Desk:
    """Draws the entries of one folder."""

    def __init__(self, info: FeedInfo) -> None:
        self._info = info
        self._main: list[Level] = []
        self._entries: dict[bytes, Entry] = {}
        self._atoms: dict[tuple[bytes, Level], Drawn] = {}
        self._items: dict[tuple[bytes, Level], bytes] = {}
        self._events: dict[bytes, calendar.Drawn] = {}
        self._cards: dict[tuple[bytes, str], Markup] = {}
        self._bodies: dict[tuple[bytes, Level], str] = {}

    def entry(self, seen: Glance) -> Entry:
        """The whole entry of an action."""
        if (found := self._entries.get(seen.digest)) is None:
            found = self._entries[seen.digest] = entry(seen, self._info)
        return found

    def atom(self, seen: Glance, level: Level | None = None) -> Drawn:
        """Its Atom entry; without `level` as long as slices and archives have it."""
        level = level or self._usual(seen)
        if (found := self._atoms.get((seen.digest, level))) is None:
            found = atom.draw(self.entry(seen), self._info, self._body(seen, level))
            self._atoms[seen.digest, level] = found
        return found

    def item(self, seen: Glance, level: Level | None = None) -> bytes:
        """Its JSON Feed item, as `atom`."""
        level = level or self._usual(seen)
        if (found := self._items.get((seen.digest, level))) is None:
            found = jsonfeed.draw(self.entry(seen), self._info, self._body(seen, level))
            self._items[seen.digest, level] = found
        return found

    def event(self, seen: Glance) -> calendar.Drawn:
        """Its calendar events; it has a date."""
        if (found := self._events.get(seen.digest)) is None:
            found = self._events[seen.digest] = calendar.draw(self.entry(seen), self._info)
        return found

    def card(self, seen: Glance, root: str) -> Markup:
        """Its card for a page whose way to the folder's top is `root`."""
        if (found := self._cards.get((seen.digest, root))) is None:
            found = self._cards[seen.digest, root] = page.card(self._info, self.entry(seen), root)
        return found

    def main_atoms(self, newest: Sequence[Glance]) -> list[Drawn]:
        """The entries of atom.xml, the newest as fully as `max_bytes` allow."""
        return [self.atom(seen, level) for seen, level in zip(newest, self._levels(newest), strict=True)]

    def main_items(self, newest: Sequence[Glance]) -> list[bytes]:
        """The items of feed.json, each as long as in atom.xml."""
        return [self.item(seen, level) for seen, level in zip(newest, self._levels(newest), strict=True)]

    def _body(self, seen: Glance, level: Level) -> str:
        if (found := self._bodies.get((seen.digest, level))) is None:
            found = self._bodies[seen.digest, level] = body(self.entry(seen), self._info.language, level)
        return found

    def _usual(self, seen: Glance) -> Level:
        return "full" if len(self._body(seen, "full")) <= MAX_BODY else "brief"

    def size(self, seen: Glance, level: Level) -> int:
        """Bytes of its Atom entry at `level`; only the body differs from one that is drawn anyhow."""
        drawn = len(self.atom(seen).body) - _bytes(self._body(seen, self._usual(seen)))
        return drawn + _bytes(self._body(seen, level))

    def _levels(self, newest: Sequence[Glance]) -> list[Level]:
        """The longer form of each entry, newest first, while the shorter ones of all others still fit."""
        if self._main:
            return self._main
        most = self._info.max_bytes
        levels: list[Level] = [LEVELS[0]] * len(newest)
        for shorter in LEVELS[1:]:
            sizes = [self.size(seen, level) for seen, level in zip(newest, levels, strict=True)]
            if sum(sizes) <= most:
                break
            least = [self.size(seen, shorter) for seen in newest]
            left = most - sum(least)
            for number, (size, short) in enumerate(zip(sizes, least, strict=True)):
                if size - short <= left:
                    left -= size - short
                else:
                    levels[number] = shorter
        self._main = levels
        return levels


def _bytes(text: str) -> int:
    """Bytes of `text` once it stands in XML."""
    return len(text.encode()) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))
