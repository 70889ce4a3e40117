"""Structured data: JSON-LD as flat lists of objects, as lenient as search engines are."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Node = dict[str, Any]
Origin = str
"""Where a value was stated: "json-ld", "meta og:title", "time", "htmldate" ...; empty: nowhere."""
Found = tuple[str, Origin]
"""A value and where it was stated."""

ARTICLE_TYPES = frozenset(
    {
        *("article", "newsarticle", "blogposting", "reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle"),
        *("backgroundnewsarticle", "reviewnewsarticle", "socialmediaposting", "liveblogposting", "techarticle"),
        *(
            "scholarlyarticle",
            "advertisercontentarticle",
            "satiricalarticle",
            "report",
            "webpage",
            "itempage",
            "posting",
        ),
    }
)
_MAX_NODES = 2000
_MAX_DEPTH = 40
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.S)


def json_ld(scripts: Iterable[str]) -> list[Node]:
    """Return every object in the JSON-LD `scripts`, outermost first; what cannot be read is left out."""
    found: list[Node] = []
    for script in scripts:
        for node in _walk(_load(script), 0):
            if len(found) >= _MAX_NODES:
                return found
            found.append(node)
    return found


def types(node: Node) -> set[str]:
    """Lower-case local names of the node's types."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return {name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names if isinstance(name, str)}


def string(value: Any) -> str:
    """The text of a value that may be a string, a number, {"@value": ..}, {"name": ..} or a list of these (its first)."""
    if isinstance(value, list):
        return next((text for text in map(string, value[:20]) if text), "")
    if isinstance(value, dict):
        return string(value.get("@value") or value.get("name") or value.get("@id") or "")
    if isinstance(value, str):
        return " ".join(html.unescape(value).split())
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def strings(value: Any) -> list[str]:
    """Like `string`, for every member of a list; a string alone is a list of one."""
    members = value if isinstance(value, list) else [value]
    return [text for text in map(string, members[:100]) if text]


def _load(script: str) -> Any:
    script = _WRAPPING.sub("", script.strip())
    for attempt in (script, _TRAILING_COMMA.sub(r"\1", script), html.unescape(script)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from _walk(member, depth + 1)
