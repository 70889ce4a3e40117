"""Who signs a page: a line at its foot that is nothing but a name ("Lavender Committee", "X and Y, Cluj")."""

from __future__ import annotations

import re

from feeds.understand import lexicon, names
from feeds.understand.names import Name
from feeds.understand.scan import SHARED

_LINES = 4
"""Lines looked at, from the last."""
_LONGEST = 90
_SHAPE = re.compile(
    r"[–—*• ]*(?P<name>[^\W\d_a-zа-яё«“„\"‘「]?[^\n.!?#@/:]{2,80}?[»”“\"’」!?]?)"
    r"(?:, [^\n,]{3,25}|, [^\W\d_A-ZА-Я][^\n]{2,60}| [–—|·•] [^\n]*)?[. ]*"
)
_GROUPS = frozenset(
    word.rstrip("*") for word in lexicon.table(SHARED, "who")["groups"] if " " not in word and len(word) > 2
)
_STARTED = frozenset(lexicon.table(SHARED, "names")["asked"])


def signature(text: str) -> list[Name]:
    """The names the page is signed with, none where its foot is ordinary text."""
    end = len(text.rstrip())
    for _ in range(_LINES):
        begin = text.rfind("\n", 0, end) + 1
        if begin == 0:
            return []
        line = text[begin:end]
        found = _names_of(text, begin, line)
        if found:
            return found
        end = max(0, begin - 1)
    return []


def _names_of(text: str, begin: int, line: str) -> list[Name]:
    match = _SHAPE.fullmatch(line)
    if match is None or len(line) > _LONGEST:
        return []
    words = match.group("name").split()
    folded = [word.lower().strip("«»“”„\"'’") for word in words]
    if not words or folded[0] in _STARTED:
        return []
    grouped = any(word in _GROUPS for word in folded)
    caseless = not any(char.isupper() or char.islower() for char in line)
    big = sum(word[0].isupper() or word[0] in '«“„"‘「' for word in words)
    quoted = words[0][0] in '«“„"‘「' and words[-1][-1] in '»”“"’」'
    if not (grouped or quoted or (big >= 2 and big * 2 >= len(words))) or (caseless and not grouped):
        return []
    if quoted and "," not in match.group("name"):
        return [Name(begin + match.start("name") + 1, begin + match.end("name") - 1, match.group("name")[1:-1])]
    if caseless or big * 2 < len(words) or (grouped and big < 2):
        return [Name(begin + match.start("name"), begin + match.end("name"), match.group("name"))]
    found = names.after(text[: begin + match.end("name")], begin, gap=1)
    return [name for name in found if name.text.lower() not in _GROUPS][:3]
