"""The words of boilerplate, compiled from `boilerplate.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

_DATA = tomllib.loads((files(__package__) / "boilerplate.toml").read_text(encoding="utf-8"))
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def fold(text: str) -> str:
    """`text` as its words, lower case, joined by one space."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _phrases(section: str) -> list[str]:
    return [phrase for words in _DATA[section].values() for phrase in words]


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of `phrases` in folded text, at word boundaries where the script has them."""
    patterns = []
    for phrase in phrases:
        folded = fold(phrase)
        if _UNSPACED.search(folded):
            patterns.append(re.escape(folded))
        else:
            patterns.append(rf"(?<!\w){re.escape(folded)}" + ("" if phrase.endswith("*") else r"(?!\w)"))
    return "|".join(sorted(set(patterns), key=len, reverse=True))


NAMES = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(sorted(map(re.escape, _DATA['names']['words']), key=len, reverse=True))})(?![a-z0-9])")
"""Matches in the lower-case class or id of a block that is not the article."""
POINTER = re.compile(_any_of(_phrases("pointer")))
"""Opens (use `match`) a pointer to another article."""
ALONE = frozenset(fold(phrase) for phrase in _phrases("alone"))
"""Folded lines that are boilerplate by themselves."""
ASKS = re.compile(_any_of(_phrases("asks")))
"""Found (use `search`) in a short line that asks for something beside the article."""
TAGS = re.compile(_any_of(_phrases("tags")))
"""Opens a row of keywords."""
STAMP = re.compile(_any_of(_phrases("stamp")))
"""Found beside a date in the line under a title that says who published when."""
CALL = re.compile(_any_of(_phrases("call")))
"""Found in the words of a link that is a way to take part."""
