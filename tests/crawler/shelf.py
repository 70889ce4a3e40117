"""The store's memory without a store."""

from __future__ import annotations

import json
from typing import Any

Kept = dict[str, dict[str, dict[str, Any]]]
"""Kind, then key, to what is remembered."""


class Shelf:
    """A `crawler.state.Shelf` of nested dicts; as in the store, what it is given must be JSON and comes back as a copy."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept: Kept = {} if kept is None else kept

    def recall(self, kind: str, key: str) -> dict[str, Any] | None:
        return self.memories(kind).get(key)

    def remember(self, kind: str, key: str, value: dict[str, Any]) -> None:
        self.kept.setdefault(kind, {})[key] = json.loads(json.dumps(value))

    def forget(self, kind: str, key: str) -> None:
        self.kept.get(kind, {}).pop(key, None)

    def memories(self, kind: str) -> dict[str, dict[str, Any]]:
        copy: dict[str, dict[str, Any]] = json.loads(json.dumps(self.kept.get(kind, {})))
        return copy
