"""Draft: a file of the folder that is named but not drawn yet, so that what stands unchanged need not be drawn again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeAlias

Part: TypeAlias = str | bytes | Iterable["Part"]
"""What a digest is made of: text, bytes, or several of these."""

_DRAWN_WITH = ("babel", "feedgen", "icalendar", "jinja2", "lxml", "nh3", "tzdata")


@dataclass(frozen=True, slots=True)
class Draft:
    """One file. `digest` names all that its bytes are made from: the same digest, the same bytes."""

    digest: str
    draw: Callable[[], bytes]

    @classmethod
    def of(cls, data: bytes) -> Draft:
        """A file that is drawn already."""
        return cls(digest(data), lambda: data)


def digest(*parts: Part) -> str:
    """A short name for `parts`; those that differ in content or in grouping have different ones."""
    made = hashlib.blake2b(digest_size=12)
    _add(made, parts)
    return made.hexdigest()


def _add(made: hashlib.blake2b, part: Part) -> None:
    if isinstance(part, str):
        part = part.encode("utf-8", "surrogatepass")
    if isinstance(part, bytes):
        made.update(b"%d:" % len(part))
        made.update(part)
        return
    made.update(b"(")
    for each in part:
        _add(made, each)
    made.update(b")")


@lru_cache(maxsize=1)
def program() -> str:
    """Names what draws: our own files and the libraries that say dates, zones and markup. A new version draws anew."""
    ours = sorted(_files(files("feeds.render")), key=str)
    return digest(sys.version, [version(name) for name in _DRAWN_WITH], [file.read_bytes() for file in ours])


def _files(folder: Traversable) -> Iterable[Traversable]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _files(each) if each.name != "__pycache__" else ()
        else:
            yield each
