"""Settling: from the set of stored articles to actions, when a run ends.

What changed since the last time is compared with what it may belong with; the groups those articles are in are made
anew, as a pure function of the set; each group gets the id it had, or a new one; what a reader must see again moves
`updated`. One transaction: a kill in it leaves everything for the next run.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from html import escape
from typing import Literal

from feeds.action import Action, SourceLink, Tombstone
from feeds.article import Article
from feeds.match.action import Decision, decide, keys
from feeds.match.changes import material
from feeds.match.facts import Composed, compose
from feeds.match.group import Pair, pair, partition
from feeds.match.known import Known, Traits
from feeds.match.names import latin
from feeds.match.text import fingerprint
from feeds.store.actions import ActionRow, Link
from feeds.store.articles import StoredArticle
from feeds.store.store import Store
from feeds.takedown import Takedown
from feeds.understand.reading import Reading

log = logging.getLogger(__name__)

AUTHORITY = "solidarity-feed.invalid"
"""Who mints ids when the published folder has no address of its own (RFC 4151; .invalid is RFC 2606)."""
REASONS = 5
"""Articles named in the reasons why one belongs to its action."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling came to, in actions."""

    new: int = 0
    changed: int = 0
    """Materially: readers see them again."""
    merged: int = 0
    removed: int = 0

    def __add__(self, other: Settled) -> Settled:
        return Settled(
            self.new + other.new,
            self.changed + other.changed,
            self.merged + other.merged,
            self.removed + other.removed,
        )


def settle(store: Store, now: datetime, *, takedown: Takedown, authority: str = AUTHORITY) -> Settled:
    """Bring the actions of the store up to date with its articles; the same store gives the same result.

    `authority` is the host that ids are minted under. Raises StoreError, the store then being as it was.
    """
    with store.transaction():
        down, hidden = _obey(store, takedown)
        fresh = store.fresh()
        _link(store, fresh)
        result, touched = Settled(), set[str]()
        for scope in _components(store, fresh):
            settled, ids = _Component(store, scope, now, authority, down, hidden).settle()
            result += settled
            touched |= ids
        _relate(store, touched)
        store.settled(fresh)
    return result


def likely(store: Store, article: Article, reading: Reading, now: datetime) -> Decision:
    """What an article that is not stored would be merged with, and why."""
    found, print_ = keys(article, reading), fingerprint(article.text)
    new = Traits("", min(article.published or now, now), found, reading.facts, print_)
    return decided(store, new)


def decided(store: Store, new: Traits) -> Decision:
    """What becomes of an article among all that are stored."""
    return decide(new, store.traits(store.candidates(new.key, new.keys, new.print)))


def _obey(store: Store, takedown: Takedown) -> tuple[frozenset[str], set[int]]:
    """Hide what the list names, show again what it no longer names: ids that must not be published, articles just hidden."""
    hidden: set[int] = set()
    remembered = store.recall("takedown", "list") or {}
    changed = remembered.get("version", "") != takedown.version
    looked_at = store.relevant() if changed else store.fresh() if takedown.version else []
    for start in range(0, len(looked_at), 500):
        for held in store.articles_by_id(looked_at[start : start + 500]):
            line = takedown.hides(held.article)
            if line != held.hidden:
                store.hide(held.id, line)
                hidden |= {held.id} if line else set()
    down = frozenset(store.resolve(id) for id in takedown.ids)
    if changed:
        for id in sorted({*down, *remembered.get("down", [])}):
            store.refresh(store.ids_of(id))
        store.remember("takedown", "list", {"version": takedown.version, "down": sorted(down)})
    return down, hidden


def _link(store: Store, fresh: Sequence[int]) -> None:
    """Compare each fresh article with its candidates, and store what was decided."""
    for id in fresh:
        found: list[Link] = []
        for new in store.traits([id]):  # none when it does not take part
            decision = decided(store, new)
            numbers = store.numbers(key for key, _ in (*decision.joins, *decision.related))
            for kind, pairs in (("same", decision.joins), ("related", decision.related)):
                for key, likeness in pairs:
                    a, b = sorted((id, numbers[key]))
                    found.append(Link(a, b, _kind(kind), likeness.weight, likeness.reasons))
        store.put_links(id, found)


def _kind(name: str) -> Literal["same", "related"]:
    return "same" if name == "same" else "related"


def _components(store: Store, fresh: Iterable[int]) -> Iterator[set[int]]:
    """Sets of article ids that may share actions, nothing outside having a say in them."""
    seen: set[int] = set()
    for id in fresh:
        if id not in seen:
            scope = _reach(store, id)
            seen |= scope
            yield scope


def _reach(store: Store, start: int) -> set[int]:
    """All that hangs together with an article: by links, by the action it was in, by what was corrected."""
    scope: set[int] = set()
    frontier = {start}
    actions: set[str] = set()
    while frontier:
        scope |= frontier
        found = {id for link in store.links(frontier) if link.kind == "same" for id in (link.a, link.b)}
        for action in set(store.actions_of(frontier).values()) - actions:
            actions.add(action)
            found |= set(store.ids_of(action))
        tied = {
            key
            for one in store.corrections(store.keys_of(frontier))
            if one.kind == "together"
            for key in (one.a, one.b)
        }
        found |= set(store.numbers(tied).values())
        frontier = found - scope
    return scope


class _Component:
    """The articles of one component on their way to actions."""

    def __init__(
        self,
        store: Store,
        scope: Collection[int],
        now: datetime,
        authority: str,
        down: frozenset[str],
        hidden: Collection[int],
    ) -> None:
        self.store, self.now, self.authority, self.down = store, now, authority, down
        self.scope = sorted(scope)
        self.traits = {one.key: one for one in store.traits(scope)}
        self.was = store.actions_of(scope)
        self.told_by_hidden = {action for id, action in self.was.items() if id in hidden}
        self.rows = {id: row for id in sorted(set(self.was.values())) if (row := store.action_row(id))}
        self.like: dict[str, dict[str, Link]] = {}
        """What each article is like, by the keys of both."""
        self.result = Settled()
        self.touched: set[str] = set()

    def settle(self) -> tuple[Settled, set[str]]:
        """Store the actions; what came of it, and the ids of the actions touched."""
        groups = self._groups()
        heirs = self._heirs(groups)
        for number in sorted({*self.scope} - {one.id for one in self.traits.values()}):
            self.store.assign(number, None)
        kept = {group: self._keep(ids) for group, ids in heirs.items()}
        for id in sorted(set(self.rows) - {id for ids in heirs.values() for id in ids}):
            self._remove(id)
        for group in groups:
            self._publish(group, kept.get(group))
        return self.result, self.touched

    def _groups(self) -> list[frozenset[str]]:
        keys_by_id = {one.id: one.key for one in self.traits.values()}
        weights: dict[Pair, float] = {}
        for link in self.store.links(keys_by_id):
            if link.kind == "same" and link.a in keys_by_id and link.b in keys_by_id:
                a, b = keys_by_id[link.a], keys_by_id[link.b]
                weights[pair(a, b)] = link.weight
                self.like.setdefault(a, {})[b] = self.like.setdefault(b, {})[a] = link
        corrections = {pair(one.a, one.b): one.kind for one in self.store.corrections(self.traits)}
        return partition(self.traits.values(), weights, corrections)

    def _heirs(self, groups: Sequence[frozenset[str]]) -> dict[frozenset[str], list[str]]:
        """Which ids each group inherits: an id goes where the article it was minted from is, else where most went."""
        found: dict[frozenset[str], list[str]] = {}
        for id, row in self.rows.items():
            former = {one.key for one in self.traits.values() if one.action == id}
            claims = [group for group in groups if group & former or row.founder in group]
            if claims:
                heir = min(claims, key=lambda group: (row.founder not in group, -len(group & former), min(group)))
                found.setdefault(heir, []).append(id)
        return found

    def _keep(self, ids: Sequence[str]) -> ActionRow:
        """Of the ids a group inherits the oldest stays, one taken down before all; the others point to it."""
        first, *others = sorted(ids, key=lambda id: (id not in self.down, self.rows[id].minted, id))
        for id in others:
            log.info("%s is merged into %s", id, first)
            self.store.drop_action(Tombstone(id, self.now, first))
            self.touched.add(id)
        self.result += Settled(merged=len(others))
        return self.rows[first]

    def _remove(self, id: str) -> None:
        log.info("%s is gone: none of its articles is left", id)
        self.store.drop_action(Tombstone(id, self.now))
        self.touched.add(id)
        self.result += Settled(removed=1)

    def _publish(self, group: frozenset[str], kept: ActionRow | None) -> None:
        members = [self.traits[key] for key in sorted(group)]
        composed = compose([_known(one) for one in self.store.articles_by_id(one.id for one in members)])
        first = min(composed.sources, key=lambda one: (one.published, one.key))
        if kept is None:
            action = _action(self._mint(composed, first), composed, first.published, _last_news(composed, self.now))
            row = ActionRow(action, self.now, first.key)
            self.result += Settled(new=1)
        else:
            row = self._renew(kept, composed, first, group)
        self.store.put_action(row)
        if row.down and not (kept and kept.down):
            self.store.drop_action(Tombstone(row.action.id, self.now), forget=False)
            self.result += Settled(removed=1)
        self.touched.add(row.action.id)
        for one in members:
            reasons = self._why(one.key, group)
            self.store.assign(one.id, row.action.id, reasons)

    def _why(self, key: str, group: frozenset[str]) -> list[dict[str, object]]:
        """Why an article belongs to its action: the others that it is most like, each with the reasons."""
        like = sorted((-link.weight, other) for other, link in self.like.get(key, {}).items() if other in group)
        return [
            {"with": other, "weight": -less, "reasons": [list(one) for one in self.like[key][other].reasons]}
            for less, other in like[:REASONS]
        ]

    def _renew(self, kept: ActionRow, composed: Composed, first: Known, group: frozenset[str]) -> ActionRow:
        """An action that was published before, as it is now."""
        old = kept.action
        hushed = old.id in self.told_by_hidden
        if hushed:  # what changed may be what is taken down now
            old = replace(old, changes=())
        new = replace(_action(old.id, composed, first.published, old.updated), changes=old.changes, related=old.related)
        changes = material(old, new, self.now)
        if hushed:
            changes = [replace(one, was=None) for one in changes]
        if changes:
            log.info("%s changed: %s", old.id, ", ".join(f"{one.field} from {one.was} to {one.now}" for one in changes))
            new = replace(new, updated=max(old.updated, self.now), changes=(*old.changes, *changes))
            self.result += Settled(changed=1)
        founder = kept.founder if kept.founder in group else first.key
        return replace(kept, action=new, founder=founder, down=old.id in self.down)

    def _mint(self, composed: Composed, first: Known) -> str:
        """A new id, from the earliest article: a first run that was killed and run again ends with the same."""
        facts = composed.facts
        form = facts.forms[0].value if facts.forms else "action"
        words = [form, *(latin(facts.places[0].city or "").split() if facts.places else [])]
        slug = "-".join("".join(c for c in word if c.isascii() and (c.isalnum() or c == "-")) for word in words)
        hashed = blake2b(first.key.encode("utf-8", "replace"), digest_size=5).hexdigest()
        base = f"tag:{self.authority},{first.published.date().isoformat()}:{slug.strip('-')}-{hashed}"
        id, count = base, 1
        while self._taken(id):
            count += 1
            id = f"{base}-{count}"
        return id

    def _taken(self, id: str) -> bool:
        tombstone = self.store.tombstone(id)
        return self.store.action_row(id) is not None or bool(tombstone and tombstone.merged_into)


def _relate(store: Store, touched: set[str]) -> None:
    """Link campaigns and their local actions, in both directions, where something was touched."""
    pending = {id for id in touched if store.action_row(id)}
    done: set[str] = set()
    while pending:
        id = min(pending)
        pending.discard(id)
        done.add(id)
        ids = store.ids_of(id)
        others = {x for link in store.links(ids) if link.kind == "related" for x in (link.a, link.b)} - set(ids)
        related = set(store.actions_of(others).values()) - {id}
        row = store.action_row(id)
        if row is None:
            continue
        pending |= (related | {known for known in row.action.related if id in touched}) - done
        now = tuple(sorted(other for other in related if (held := store.action_row(other)) and not held.down))
        if now != row.action.related:
            store.put_action(replace(row, action=replace(row.action, related=now)))


def _known(held: StoredArticle) -> Known:
    published = min(held.article.published or held.first_seen, held.first_seen)
    return Known(held.key, held.article, held.reading, published)


def _last_news(composed: Composed, now: datetime) -> datetime:
    """When the last source that adds a fact was published; not later than now."""
    told = sorted(composed.sources, key=lambda one: (one.published, one.key))
    after: Action | None = None
    for count in range(len(told), 0, -1):  # from the end: mostly a few steps
        before = _action("", compose(told[:count]), told[0].published, told[0].published)
        if after is not None and material(before, after, now):
            return min(told[count].published, now)
        after = before
    return min(told[0].published, now)


def _action(id: str, composed: Composed, published: datetime, updated: datetime) -> Action:
    leading = composed.leading.article
    return Action(
        id=id,
        title=leading.title,
        language=leading.language,
        facts=composed.facts,
        sources=tuple(_source(one) for one in composed.sources),
        published=published,
        updated=max(updated, published),
        conflicts=composed.conflicts,
    )


def _source(one: Known) -> SourceLink:
    article = one.article
    html = article.html if article.republish == "full" and article.html else ""
    return SourceLink(
        url=article.url,
        title=article.title,
        site=article.site,
        language=article.language,
        published=one.published,
        authors=article.authors,
        html=html or (f"<p>{escape(article.summary)}</p>" if article.summary else ""),
        summary=article.summary,
        licence=article.licence,
        source=article.source,
        home=article.home,
    )
