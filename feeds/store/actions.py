"""Actions in the store: what is published, what stands behind it, what is gone, what was corrected by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, false, insert, or_, select, update

from feeds.action import Action, Tombstone
from feeds.errors import UnknownAction
from feeds.store.base import Base, pages
from feeds.store.codec import action_from, action_text, dumps, instant
from feeds.store.schema import actions, articles, corrections, links, tombstones


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with what the store alone knows of it."""

    action: Action
    minted: datetime
    founder: str
    """Key of the article it was minted from."""
    down: bool = False
    """Taken down by hand."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of an action, and why it belongs there: (reason, weight) pairs for each article it is like."""

    key: str
    url: str
    why: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """Two articles that belong together, or apart, because a person said so; `a` < `b` (article keys)."""

    kind: Literal["together", "apart"]
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Link:
    """What was decided of two articles (ids, `a` < `b`): the same action, or a related one."""

    a: int
    b: int
    kind: Literal["same", "related"]
    weight: float
    reasons: tuple[tuple[str, float], ...]


class Actions(Base):
    """The part of the store that holds actions."""

    def actions(self) -> list[Action]:
        """Every action that is published, the latest `updated` first, then by id."""
        with self._reading() as connection:
            query = select(actions.c.action).where(actions.c.down == false())
            rows = connection.execute(query.order_by(actions.c.updated.desc(), actions.c.id)).scalars().all()
        return [action_from(text) for text in rows]

    def action(self, id: str) -> Action:
        """The action with this id, or the one it was merged into. Raises UnknownAction."""
        row = self.action_row(self.resolve(id))
        if row is None or row.down:
            raise UnknownAction(id)
        return row.action

    def resolve(self, id: str) -> str:
        """The id an action has now: itself, or what it was merged into."""
        seen = {id}
        with self._reading() as connection:
            while into := connection.execute(select(tombstones.c.merged_into).where(tombstones.c.id == id)).scalar():
                if into in seen:
                    break
                seen.add(id := into)
        return id

    def action_row(self, id: str) -> ActionRow | None:
        """The action with exactly this id, one taken down included."""
        with self._reading() as connection:
            row = connection.execute(select(actions).where(actions.c.id == id)).mappings().first()
        if row is None:
            return None
        minted = datetime.fromisoformat(row["minted"])
        return ActionRow(action_from(row["action"]), minted, row["founder"], bool(row["down"]))

    def put_action(self, row: ActionRow) -> None:
        """Store an action in place of what had its id; its tombstone, if it had one, goes."""
        values = {
            "minted": instant(row.minted),
            "founder": row.founder,
            "updated": instant(row.action.updated),
            "down": row.down,
            "action": action_text(row.action),
        }
        id = row.action.id
        with self.transaction() as connection:
            if not connection.execute(update(actions).where(actions.c.id == id).values(values)).rowcount:
                connection.execute(insert(actions).values(id=id, **values))
            if not row.down:
                connection.execute(delete(tombstones).where(tombstones.c.id == id))

    def drop_action(self, tombstone: Tombstone, *, forget: bool = True) -> None:
        """Put a tombstone where the action was; with `forget` its row goes too."""
        with self.transaction() as connection:
            if forget:
                connection.execute(delete(actions).where(actions.c.id == tombstone.id))
            connection.execute(delete(tombstones).where(tombstones.c.id == tombstone.id))
            values = {"id": tombstone.id, "when": instant(tombstone.when), "merged_into": tombstone.merged_into}
            connection.execute(insert(tombstones).values(values))

    def tombstones(self) -> list[Tombstone]:
        """Every entry that is gone, the latest first, then by id."""
        with self._reading() as connection:
            query = select(tombstones).order_by(tombstones.c.when.desc(), tombstones.c.id)
            rows = connection.execute(query).mappings().all()
        return [Tombstone(row["id"], datetime.fromisoformat(row["when"]), row["merged_into"]) for row in rows]

    def tombstone(self, id: str) -> Tombstone | None:
        """The tombstone of this id."""
        with self._reading() as connection:
            row = connection.execute(select(tombstones).where(tombstones.c.id == id)).mappings().first()
        return None if row is None else Tombstone(row["id"], datetime.fromisoformat(row["when"]), row["merged_into"])

    def members(self, id: str) -> list[Member]:
        """The articles of an action, in the order of their keys."""
        with self._reading() as connection:
            query = select(articles.c.key, articles.c.url, articles.c.why).where(articles.c.action == id)
            rows = connection.execute(query.order_by(articles.c.key)).all()
        return [Member(key, url, tuple(json.loads(why or "[]"))) for key, url, why in rows]

    def assign(self, id: int, action: str | None, why: Iterable[dict[str, Any]] = ()) -> None:
        """Say which action the article with the number `id` belongs to, and why."""
        text = dumps(list(why)) if action else None
        with self.transaction() as connection:
            connection.execute(update(articles).where(articles.c.id == id).values(action=action, why=text))

    def correct(self, given: Iterable[Correction]) -> None:
        """Store corrections; a later one overrules an earlier one on the same two articles."""
        with self.transaction() as connection:
            for one in given:
                a, b = sorted((one.a, one.b))
                connection.execute(delete(corrections).where((corrections.c.a == a) & (corrections.c.b == b)))
                connection.execute(insert(corrections).values(kind=one.kind, a=a, b=b))
                connection.execute(update(articles).where(articles.c.key.in_([a, b])).values(fresh=True))

    def corrections(self, keys: Iterable[str]) -> list[Correction]:
        """The corrections that concern these articles."""
        found: set[Correction] = set()
        with self._reading() as connection:
            for some in pages(keys):
                query = select(corrections).where(or_(corrections.c.a.in_(some), corrections.c.b.in_(some)))
                found |= {Correction(row["kind"], row["a"], row["b"]) for row in connection.execute(query).mappings()}
        return sorted(found, key=lambda one: (one.a, one.b))

    def put_links(self, id: int, found: Iterable[Link]) -> None:
        """Store what was decided of the article `id` and others, in place of what was decided before."""
        with self.transaction() as connection:
            connection.execute(delete(links).where(or_(links.c.a == id, links.c.b == id)))
            rows = [
                {"a": one.a, "b": one.b, "kind": one.kind, "weight": one.weight, "reasons": dumps(one.reasons)}
                for one in found
            ]
            if rows:
                connection.execute(insert(links), rows)

    def links(self, ids: Iterable[int]) -> list[Link]:
        """What was decided of these articles and any other."""
        found: dict[tuple[int, int], Link] = {}
        with self._reading() as connection:
            for some in pages(ids):
                query = select(links).where(or_(links.c.a.in_(some), links.c.b.in_(some)))
                for a, b, kind, weight, reasons in connection.execute(query):
                    why = tuple((str(name), float(worth)) for name, worth in json.loads(reasons))
                    found[a, b] = Link(a, b, kind, weight, why)
        return [found[pair] for pair in sorted(found)]
