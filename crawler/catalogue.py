"""The catalogue: which sources there are. Nothing else parses its TOML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["group", "organisation", "lgbtq-press", "press", "petitions", "events", "blog", "fediverse"]


@dataclass(frozen=True, slots=True)
class Source:
    """One source as declared. Only `home` is required; everything else has a default or is detected."""

    name: str
    home: str
    title: str = ""
    languages: tuple[str, ...] = ()
    timezone: str = ""
    country: str = ""
    kind: Kind | None = None
    entrances: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    republish: Literal["summary", "full"] | None = None
    verify_certificate: bool = True
    note: str = ""
