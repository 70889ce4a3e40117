"""What a language says around places: the `[where]` table of its lexicon file.

Keys of `[where]` (lists of words or phrases; "росси*" stands for every word that begins so):
  in           words that lead the place where something is ("in", "at", "у")
  out          words that lead the place somebody comes from ("from", "из")
  missions     embassy, consulate ...
  adjectives   {country = [...]}: "Russian"
  regions      {country = [...]}: parts of countries, and their other names
  venues, streets   words that make a venue or a street
  names        places that are personal names too; `homonyms`: places that are ordinary words too
  against      words that make a place the one addressed, or the one supported
  cities       (mul.toml) names of cities that are frequent words only because the cities are well known
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from feeds.understand import lexicon
from feeds.understand.gazetteer import countries
from feeds.understand.inflections import candidates
from feeds.understand.ordinary import NAMES, ordinary
from feeds.understand.tokens import Phrases, fold, phrase

_ROLES = ("in", "out", "missions", "against", "venues", "streets")
_INFLECTED = frozenset(
    [
        "ru",
        "uk",
        "be",
        "bg",
        "pl",
        "cs",
        "sk",
        "tr",
        "az",
        "uz",
        "uz-Cyrl",
        "hu",
        "ka",
        "el",
        "ro",
        "ar",
        "fi",
        "et",
        "hr",
        "sr",
    ]
)

_NOWHERE = ("hamas", "white house", "obama", "trump", "dabei")
"""Names in the news that GeoNames lists as some town's other name."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A language's words around places."""

    language: str
    phrases: Phrases
    """Roles, {"country": n, "adjective": 1} where n indexes `codes`."""
    codes: tuple[str, ...]
    countries: dict[str, str]
    names: frozenset[str]
    """Places that are personal names too."""
    homonyms: frozenset[str]
    """Places that are ordinary words: hardly ever believed."""
    frequent: frozenset[str]
    """Places that may be ordinary words: believed where something speaks for them."""


@cache
def place_words(language: str) -> PlaceWords:
    """The words of a language, those of English beside them: pages mix the two."""
    english = lexicon.table("en", "where")
    table = _table(language)
    phrases = Phrases()
    codes: list[str] = []
    for source in [english] if table is english else [table, english]:
        for key, mark in (("adjectives", "adjective"), ("regions", "region")):
            for code, names in source.get(key, {}).items():
                codes.append(code)
                phrases.add(names, country=len(codes) - 1, **{mark: 1})
    for source in [english] if table is english else [table]:
        for role in _ROLES:
            phrases.add(source.get(role, ()), **{role: 1})
    if table is not english:
        phrases.add(english.get("missions", ()), missions=1)
    known = {fold(name) for name in (*table.get("names", ()), *english.get("names", ()))}
    own = table if table is english else {**table, "homonyms": [*table.get("homonyms", ()), *_NOWHERE]}
    plain = {" ".join(phrase(name)) for name in own.get("homonyms", ())}
    return PlaceWords(
        language, phrases, tuple(codes), countries(language), frozenset(known) | ordinary(NAMES), frozenset(plain),
        (ordinary(language) | ordinary("en")) - _well_known(),
    )  # fmt: skip


@cache
def _well_known() -> frozenset[str]:
    return frozenset(" ".join(phrase(name)) for name in lexicon.table("mul", "where").get("cities", ()))


def _table(language: str) -> dict[str, Any]:
    parts = language.replace("_", "-").split("-")
    for count in range(len(parts), 0, -1):
        if table := lexicon.table("-".join(parts[:count]), "where"):
            return table
    return {} if language else lexicon.table("en", "where")


def base_forms(word: str, language: str) -> tuple[str, ...]:
    """The forms a list of names may hold for a word of a sentence."""
    base = language.partition("-")[0]
    if base in _INFLECTED or "'" in word or base in ("de", "sv", "nl", "no", "da"):
        return candidates(word, language)
    return (word,)
