"""Is a name a place here, and which of those that bear it?"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

from feeds.understand.gazetteer import City, gazetteer
from feeds.understand.place_names import Hit, Word
from feeds.understand.place_words import PlaceWords
from feeds.understand.tokens import fold


@cache
def divisions() -> dict[str, tuple[str, str]]:
    """States and provinces that are written after a city: folded name -> (country, GeoNames code)."""
    path = resources.files("feeds.understand") / "data" / "divisions.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: (country, code) for name, (country, code) in table.items()}


_AFTER_DATELINE = re.compile(
    r"(?:,? [^\n,.;:—–-]{2,20}\.?)?(?:,? [^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4})?)?\s?"
    r"(?:\.?\s?[—–-]{1,2}\s|\([A-Z]|,\s*\d|:\s|/|\s(?:(?:a|le|den)\s)?\d{1,2}\.?\s)"
)
"""What follows a city that opens a text: " - ", ", 3 May", ", Ver.- "."""
_AFTER_FIRST = re.compile(r"\.\s(?=[^\W\d_])|, [^\W\d_][^\n.!?]{2,32} \d{1,4}[a-z]?\b(?![.:]\d)")
"""What follows one that is the first word of all: a stop, its street and number."""


def heads_line(text: str, start: int, end: int) -> bool:
    """Does the name open one of the first lines as a dateline does ("MOSCOW - ", "Paris, 3 May", "Genova. ")?"""
    first = text.rfind("\n", 0, start) + 1
    opens = start - first <= 6 and not re.search(r"\w", text[first:start])
    if not opens or text.count("\n", 0, first) > 3:
        return False
    return _AFTER_DATELINE.match(text, end) is not None or (start == 0 and _AFTER_FIRST.match(text, end) is not None)


_TITLE = frozenset({
    "mr", "mrs", "ms", "dr", "sir", "president", "minister", "mayor", "senator", "judge", "herr", "frau", "monsieur",
    "madame", "señor", "señora", "don", "doña"
})  # fmt: skip

_LOCATIVE = {
    "hu": re.compile(r".+(?:ban|ben|on|en|n|ott|ett|tt|i)"),
    "tr": re.compile(r".+[dt][ae](?:ki)?"),
    "az": re.compile(r".+d[aə](?:ki)?"),
    "uz": re.compile(r".+da(?:gi)?"),
    "uz-Cyrl": re.compile(r".+да(?:ги)?"),
    "ka": re.compile(r".+(?:ში|თან|ის)"),
    "fi": re.compile(r".+(?:ss[aä]|ll[aä])"),
    "et": re.compile(r".+(?:s|l|sse)"),
}
"""Endings that say "in" where a language has no word for it."""


def locative(word: str, hit: Hit, language: str) -> bool:
    ending = _LOCATIVE.get(language) or _LOCATIVE.get(language.partition("-")[0])
    return not hit.exact and ending is not None and ending.fullmatch(word) is not None


def lands_locative(word: str, language: str) -> bool:
    """Does the name of a country end as "in" does: "Америкада", "Gürcistan'da", "Magyarországon"?"""
    ending = _LAND_IN.get(language)
    return ending is not None and ending.fullmatch(word) is not None


_LAND_IN = {
    "hu": re.compile(r".+(?:orszagon|ban|ben)"),
    "tr": re.compile(r".+['’]?[dt][ae](?:ki)?"),
    "az": re.compile(r".{4,}d[aə](?:ki)?"),
    "uz": re.compile(r".{3,}da(?:gi)?"),
    "uz-Cyrl": re.compile(r".{3,}да(?:ги)?"),
    "ka": re.compile(r".+ში"),
}


def beside_venue(line: list[Word], hit: Hit) -> bool:
    """Does a word for a venue, a street or an embassy stand within four words?"""
    near = (*line[max(0, hit.first - 4) : hit.first], *line[hit.last + 1 : hit.last + 5])
    return any("venues" in word.marks or "missions" in word.marks or "streets" in word.marks for word in near)


def of_venue(text: str, line: list[Word], hit: Hit) -> bool:
    """Does the adjective of a city lead to a venue one is at: "a szegedi Dóm téren", "на брестской площади"?"""
    led = hit.first > 0 and "in" in line[hit.first - 1].marks
    for place in range(hit.last + 1, min(hit.last + 4, len(line))):
        if text[line[place - 1].end : line[place].start] != " " or line[place].marks.keys() & {"in", "out"}:
            return False
        if "missions" in line[place].marks:
            return True  # "a londoni magyar nagykövetség"
        if line[place].marks.keys() & {"venues", "streets"}:
            return led or (text[line[hit.first].start].islower() and _AT.fullmatch(line[place].fold) is not None)
    return False


_AT = re.compile(r".{3,}(?:nal|nel|ban|ben|on|en|nn)")
"""A venue with the Hungarian ending for "at"."""


def personal(text: str, line: list[Word], hit: Hit, lexicon: PlaceWords) -> float:
    """How much a capitalised neighbour makes it a person's name ("Jordan Smith", "Jack London"), from 0 to 4."""
    name = " ".join(word.fold for word in line[hit.first : hit.last + 1])
    before = line[hit.first - 1] if hit.first else None
    after = line[hit.last + 1] if hit.last + 1 < len(line) else None
    if before is not None and before.fold in _TITLE:
        return 4.0
    if not text[line[hit.first].start].isupper() or (lexicon.language.startswith("de") and name not in lexicon.names):
        return 0.0
    named = name in lexicon.names
    plain = before is not None and "'" not in before.fold  # a case ending is set off: "New York'ta Özbekistan"
    if before is not None and plain and text[before.end : line[hit.first].start] == " " and not line[hit.first].first:
        if (
            _is_name(text, before)
            and not before.first
            and not before.marks
            and before.fold in lexicon.names | lexicon.frequent
        ):
            return 3.0
        if _is_name(text, before) and not before.first and not before.marks:
            return 2.0
    beside = after is not None and text[line[hit.last].end : after.start] == " " and _is_name(text, after)
    if after is not None and beside and not after.marks and after.fold not in lexicon.countries:
        return 4.0 if named else 0.8
    return 0.0


def _is_name(text: str, word: Word) -> bool:
    letters = text[word.start : word.end]
    return letters[0].isupper() and len(letters) > 1 and letters[1:].islower()  # not "AStA", "ACLU"


_TREATY = re.compile(
    r"\W{0,3}(?:[^\W\d_]{4,20} )?[^\W\d_]{0,14}(?:convention|protocol|agreement|statute|principles|"
    r"sözleşme|konvensiya|konvent|konventsiya|"
    r"konvenc|konwencj|dohovor|egyezmény|абкомен|конвенц|протокол|статут|угод|σύμβαση|კონვენცი|اتفاقية|کنوانسیون|公约|公約)",
    re.I,
)
_OF_TREATY = re.compile(
    r"(?:convention|convenio|convención|convenção|convenzione|konvention|accords?|protocole|protocolo|protocollo|convenția|"
    r"convenției|σύμβαση|اتفاقية|کنوانسیون|معاهدة)\s(?:d['’]|de\s|di\s|von\s|da\s|do\s|of\s|av\s|van\s|της\s|de la\s)?\Z",
    re.I,
)
_CLOCK = re.compile(
    r"['’]?\s(?:local |standard |daylight )?(?:time\b(?! (?:to|for|and|is|has))|времени\b|часу\b|saati|vaxtı|vaqti|вақти|"
    r"tijd\b|tid\b|idő|času\b|czasu)",
    re.I,
)
_OF_CLOCK = re.compile(r"(?:heure (?:de |d['’])|hora de |ora di |ora de |ώρα |به وقت |بتوقيت )\Z", re.I)


def named_after(text: str, line: list[Word], hit: Hit) -> bool:
    """Is it part of another name: a treaty's ("Istanbul Convention"), a clock's ("at 4 p.m. New York time")?"""
    start, end = line[hit.first].start, line[hit.last].end
    head, tail = text[max(0, start - 30) : start], text[end : end + 50]
    if _TREATY.match(tail) or _OF_TREATY.search(head):
        return True
    return _CLOCK.match(tail) is not None or _OF_CLOCK.search(head) is not None


def division_after(text: str, line: list[Word], last: int) -> tuple[str, str] | None:
    """The state or province written after a city: ", Texas", ", OR", "(Ontario)"."""
    for count in (2, 1):
        group = line[last + 1 : last + 1 + count]
        if len(group) < count or not re.fullmatch(r"\s?[,(]\s?", text[line[last].end : group[0].start]):
            continue
        name = " ".join(word.fold for word in group)
        raw = text[group[0].start : group[-1].end]
        if ("US", raw) in divisions().values():
            return "US", raw
        if raw == "D.C":
            return "US", "DC"
        if name in divisions():
            return divisions()[name]
    return None


def is_division(text: str, line: list[Word], hit: Hit) -> bool:
    """Is this Georgia the state ("Atlanta, Georgia")?"""
    before = hit.first - 1
    name = " ".join(word.fold for word in line[hit.first : hit.last + 1])
    if before < 0 or name not in divisions() or text[line[before].end : line[hit.first].start] != ", ":
        return False
    country, division = divisions()[name]
    return any(city.country == country and city.division == division for city in gazetteer().cities(line[before].fold))


def choose_city(
    cities: Sequence[City],
    division: tuple[str, str] | None,
    named: Counter[str],
    home: str | None,
    name: str,
    tongue: str,
) -> City | None:
    """Which of the cities of one `name`: that of the division named, else the largest, as weighed by country and fame.

    `tongue`: the country of the text's language, where it is that of one.
    """
    if not cities:
        return None
    if division is not None:
        for city in cities:
            if (city.country, city.division) == division:
                return city

    def weight(city: City) -> float:
        known = math.log10(max(city.people, 1000)) + 0.6 * (fold(city.name) == name)
        return (
            known + 1.6 * (named[city.country] > 0) + max(1.0 * (city.country == home), 0.7 * (city.country == tongue))
        )

    return max(cities, key=weight)
