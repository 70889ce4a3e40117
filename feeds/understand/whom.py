"""For whom the action is held, and towards whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feeds.understand.gazetteer import country_name
from feeds.understand.mentions import PlaceMention
from feeds.understand.phrases import fold
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import Scan

_PHRASE = re.compile(r"[\s:]*([^\n.,;:!?()«»“”\"–—]{3,70})")


def beneficiaries(scan: Scan) -> list[Finding[str]]:
    """For whom: the words after "in support of", "solidarity with" and their like, three at most."""
    return _unique(_phrases(scan, "who.for"), 3)


def _phrases(scan: Scan, name: str) -> Iterator[Finding[str]]:
    for titled in (True, False):
        text = scan.title if titled else scan.text
        for hit in scan.named(name, title=titled):
            match = _PHRASE.match(text, hit.end)
            if match is None:
                continue
            words = match.group(1).split()
            value = " ".join(words[:8]) if scan.language != "zh" else match.group(1)[:16]
            if len(value) < 3:
                continue
            start = match.start(1)
            quote = text[start : start + len(match.group(1))]
            yield Finding(
                value,
                Evidence(quote, "title" if titled else "text", start),
                0.5,
                f"after “{text[hit.start : hit.end]}”",
            )


def targets(scan: Scan, places: Iterable[PlaceMention]) -> list[Finding[str]]:
    """Towards whom: the countries whose embassies and consulates the text names, by their English names, three at most."""
    return _unique(
        (
            Finding(country_name(p.country), Evidence(scan.text[p.start : p.end], "text", p.start), 0.6, "its mission")
            for p in places
            if p.mission and p.quote
        ),
        3,
    )


def _unique(findings: Iterable[Finding[str]], most: int) -> list[Finding[str]]:
    kept: dict[str, Finding[str]] = {}
    for finding in findings:
        key = fold(finding.value)
        if key not in kept:
            kept[key] = finding
        if len(kept) == most:
            break
    return list(kept.values())
