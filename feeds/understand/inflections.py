"""From a place name as it stands in a sentence to the forms a dictionary may list: case endings taken off.

Works on folded words (no accents: Russian "й" is "и", Polish "ó" is "o"). Each rule of
`data/inflections.toml` is "ending:what may stand there instead".
The gazetteer decides which candidate is a name, so rules may be generous.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources

_ARABIC_PREFIXES = ("وبال", "بال", "وال", "فال", "كال", "لل", "ال", "وب", "ول", "و", "ب", "ل", "ف")


@cache
def _tables() -> dict[str, str]:
    path = resources.files("feeds.understand") / "data" / "inflections.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def _rules(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rules = _tables()
    parts = (part.partition(":") for part in rules.get(language, rules.get(language.partition("-")[0], "")).split())
    found = {(end, tuple(instead.split(","))) for end, _, instead in parts}
    return tuple(sorted(found, key=lambda rule: (-len(rule[0]), rule)))


@lru_cache(maxsize=16384)
def candidates(word: str, language: str) -> tuple[str, ...]:
    """Forms of which `word` may be an inflection, itself first, the longest ending first; at most 24."""
    found = [word]
    if "'" in word:
        head, _, tail = word.partition("'")
        found += [part for part in (head, tail) if len(part) > 2]
    if language.startswith("ar"):
        found += [
            word.removeprefix(prefix)
            for prefix in _ARABIC_PREFIXES
            if word.startswith(prefix) and len(word) - len(prefix) >= 3
        ]
        return tuple(dict.fromkeys(found))
    for ending, instead in _rules(language):
        stem = word.removesuffix(ending)
        if len(stem) < len(word) and len(stem) >= 2:
            found += [stem + other for other in instead]
    return tuple(dict.fromkeys(found))[:24]
