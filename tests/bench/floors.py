"""Floors: the measures that must not fall (or rise), pinned in floors.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Limits = Mapping[str, Mapping[str, Any]]
"""Measure -> {"floor": least} or {"ceiling": most}, and "why" where one was lowered."""


def flat(value: object, name: str) -> Iterator[tuple[str, float]]:
    """The numbers of nested JSON by their dotted names; texts and lists are passed over."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flat(inner, f"{name}.{key}")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, float(value)


def fallen(measured: Mapping[str, float], limits: Limits) -> list[str]:
    """The measures below their floor or above their ceiling; one that was not measured this time has not fallen."""
    return [
        name
        for name, limit in limits.items()
        if name in measured
        and (measured[name] < limit.get("floor", float("-inf")) or measured[name] > limit.get("ceiling", float("inf")))
    ]


def pinned(measured: Mapping[str, float], limits: Limits, reason: str) -> str:
    """floors.toml with each limit moved to what was measured where that is stricter, or, with a reason, where it is not."""
    lines = ["# Pinned by `python -m tests.bench --pin`; lowering one takes --lower REASON."]
    for name, limit in limits.items():
        kind = "floor" if "floor" in limit else "ceiling"
        old = float(limit[kind])
        value = measured.get(name, old)
        stricter = value > old if kind == "floor" else value < old
        loosened = value != old and not stricter and bool(reason)
        new, why = (
            (value, reason if loosened else limit.get("why", ""))
            if stricter or loosened
            else (old, limit.get("why", ""))
        )
        lines.append(f'"{name}" = {{ {kind} = {new:g}' + (f', why = "{why}"' if why else "") + " }")
    return "\n".join(lines) + "\n"
