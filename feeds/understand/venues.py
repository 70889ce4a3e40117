"""The venue and the street of an action, in the words of the page ("Consulate General of Uzbekistan", "801 2nd Ave.")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from feeds.understand.calendar_words import language_of
from feeds.understand.place_names import Word, words_of
from feeds.understand.place_words import place_words
from feeds.understand.reading import Evidence, Finding
from feeds.understand.sentences import Scene

_LINKS = frozenset(
    [
        "of",
        "de",
        "la",
        "del",
        "the",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "della",
        "dell",
        "du",
        "des",
        "l",
        "d",
        "von",
        "der",
        "den",
    ]
)
_CAPITAL = r"[^\W\d_a-zа-яёіїєґ][\w'’-]*"
_VAGUE = frozenset(["centre", "center", "building", "house", "office", "offices", "court", "station"])
"""Written small they need a name of their own before them."""
_STREETS = re.compile(
    rf"\b\d{{1,5}}[a-z]?(?:[-–]\d{{1,4}})?,? (?:(?:{_CAPITAL}|\d{{1,3}}(?:st|nd|rd|th)) ){{1,3}}?"
    r"(?:Street|St\b\.?|Avenue|Ave\b\.?|Road|Rd\b\.?|Boulevard|Blvd\b\.?|Lane|Drive|Way|Parkway|Boardwalk|Place|Row|Terrace)"
    rf"|\b(?:\d{{1,4}},? )?(?:rue|avenue|boulevard|quai|calle|avenida|paseo|rua|via|viale|corso|ulica|"
    r"ul\.|улиц[аеуы]|ул\.|вулиц[яіюи]|вул\.)"
    rf" (?:(?:de|la|del|da|do|des|du|di) ){{0,2}}{_CAPITAL}(?: {_CAPITAL}){{0,2}}(?:,? ?(?:д\. ?)?\d{{1,4}}\b)?"
    rf"|\b(?:[Cc]alçada|[Tt]ravessa|[Ll]argo|[Pp]raça|[Aa]lameda|[Ee]strada|[Pp]iazza|[Vv]icolo|[Pp]laza|[Cc]arrera|"
    rf"[Aa]vda\.|[Aa]v\.|[Pp]lace|[Cc]ours|[Mm]ontée|al\.|pl\.|str\.|[Ss]trada|[Bb]ulevardul|bul\.|бул\.)"
    rf" (?:(?:de|la|del|da|do|dos|des|du|di|das|l['’]) ?){{0,2}}{_CAPITAL}(?: {_CAPITAL}){{0,2}},?"
    r" (?:n\.?º ?|nr\.? )?\d{1,4}[a-z]?\b"
    r"|\b[^\W\d_][\w-]{2,30}(?:straße|strasse|allee|damm|weg|gasse|straat|laan|gracht|gatan|vägen) \d{1,4}(?:[-–]\d{1,4})?"
    rf"|\b{_CAPITAL} (?:проспект[ау]?е?|набережн\w{{1,3}}|бульвар[ае]?|caddesi|sokak|utca|tér|út),? ?\d{{0,4}}"
)


def venue(text: str, spans: Sequence[tuple[int, int, float]], *, language: str) -> Finding[str] | None:
    """The embassy, square, park or building nearest to the words of action; `spans` as in `where.choose`."""
    scene = Scene(text, spans)
    line = words_of(text, place_words(language_of(language, text)))
    best: tuple[float, int, int] | None = None
    for index, word in enumerate(line):
        if not ("missions" in word.marks or "venues" in word.marks):
            continue
        first, last = _extent(text, line, index)
        near = scene.closeness(word.start, word.end)
        named = first < index or last > index
        if near < 0.4 or not named:
            continue
        score = near + 0.4 * ("missions" in word.marks) + 0.1 * (last - first > 1)
        if best is None or score > best[0]:
            best = (score, line[first].start, line[last].end)
    if best is None:
        return None
    score, start, end = best
    start += len(re.match(r"(?:[ldLD]['’])?", text[start:end]).group())  # type: ignore[union-attr]
    return Finding(text[start:end], Evidence(text[start:end], "text", start), min(1.0, score / 1.5), "venue")


def streets(text: str) -> list[tuple[int, int]]:
    """Where street addresses stand, a hundred at most."""
    return [match.span() for match in islice(_STREETS.finditer(text), 100)]


def street(text: str, spans: Sequence[tuple[int, int, float]]) -> Finding[str] | None:
    """The street address nearest to the words of action."""
    scene = Scene(text, spans)
    found = [(scene.closeness(match.start(), match.end()), match) for match in _STREETS.finditer(text)]
    near, match = max(found, key=lambda pair: pair[0], default=(0.0, None))
    if match is None or near < 0.3:
        return None
    quote = match.group().rstrip(" ,")
    return Finding(quote, Evidence(quote, "text", match.start()), min(1.0, near), "street")


def _extent(text: str, line: list[Word], index: int) -> tuple[int, int]:
    """From the first to the last word of the name around the word for a venue."""
    first = last = index
    mission = "missions" in line[index].marks
    vague = line[index].fold in _VAGUE and not text[line[index].start].isupper()
    while first > 0 and index - first < 4 and _joins(text, line[first - 1], line[first]):
        before = line[first - 1]
        if not ((before.capital and not before.first) or "adjective" in before.marks):
            break
        if "in" in before.marks or before.fold.isdecimal() or before.fold.endswith("'s"):
            break
        if not text[before.start].isupper() and index - first >= 1 and "adjective" not in before.marks:
            break  # a script without capitals: one word before is enough
        first -= 1
    while last + 1 < len(line) and last - index < 5 and _joins(text, line[last], line[last + 1]):
        after = line[last + 1]
        linked = (
            after.fold in _LINKS
            and last + 2 < len(line)
            and line[last + 2].capital
            and _joins(text, after, line[last + 2])
        )
        if linked and (mission or first == index) and not vague:
            last += 2
        elif (
            (
                after.capital
                and not vague
                and (mission or first == index)
                and (text[after.start].isupper() or last - index < 1)
            )
            or ("adjective" in after.marks and mission)
            or "missions" in after.marks
        ):
            last += 1
        else:
            break
    return first, last


def _joins(text: str, left: Word, right: Word) -> bool:
    return text[left.end : right.start] in (" ", "\u00a0", "-", "’", "'")
