"""The words of each language, as data: one TOML file a language, named by its code (`en.toml`, `uz-Cyrl.toml`).

A file has one table per question (`[when]`, `[where]`, `[form]`, ...); each reader takes its own table.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from feeds.errors import LexiconError


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Table `name` of the language's file; empty where the file or the table is absent.

    Raises LexiconError when the file is not TOML.
    """
    return dict(_file(language).get(name, {}))


@cache
def _file(language: str) -> dict[str, Any]:
    """The whole file, parsed once for all its tables."""
    if language not in languages():
        return {}
    path = resources.files(__name__) / f"{language}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}", path=str(path)) from error
