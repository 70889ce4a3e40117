"""Place names that are ordinary words of a language, or personal names: believed as places only on further evidence.

`data/ordinary.tsv.gz` holds one line a language (and one called "names"): its code, a tab, folded words joined by spaces.
It is made by `python -m feeds.understand.ordinary`, which needs the packages wordfreq (word frequencies, CC BY-SA 4.0) and
Faker (first names of many countries, MIT); neither is needed to read it. A name is listed where
the word is far more frequent in the language than a town of its size, or a foreign city's name, would be.
"""

from __future__ import annotations

import gzip
import math
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module, resources
from pathlib import Path

from babel.languages import get_official_languages

from feeds.understand.gazetteer import gazetteer
from feeds.understand.tokens import fold

NAMES = "names"
BIG = 500_000
"""Inhabitants from which a city is meant before somebody who bears its name."""
_FILE = "ordinary.tsv.gz"


@cache
def ordinary(language: str) -> frozenset[str]:
    """Folded place names that are ordinary words of a language; `NAMES`: that are personal names."""
    return _lists().get(language.partition("-")[0], frozenset())


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = resources.files("feeds.understand") / "data" / _FILE
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return {code: frozenset(words.split(" ")) for code, _, words in (line.partition("\t") for line in lines)}


def make(target: Path) -> None:
    """Write the data file."""
    wordfreq = import_module("wordfreq")
    book = gazetteer()
    found: dict[str, set[str]] = {}
    english = wordfreq.get_frequency_dict("en")
    for language in sorted(set(wordfreq.available_languages()) - {"zh", "ja", "ko"}):
        words = found.setdefault({"nb": "no"}.get(language, language), set())
        for word, frequency in wordfreq.get_frequency_dict(language).items():
            if frequency < 1e-6:
                continue
            name = fold(word)
            if name and name in book and _too_frequent(name, language, _zipf(frequency), english):
                words.add(name)
    found[NAMES] = {name for name in map(fold, _first_names()) if 0 < _people(name) < BIG}
    lines = [f"{language}\t{' '.join(sorted(words))}" for language, words in sorted(found.items()) if words]
    target.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), mtime=0))


def _people(name: str) -> int:
    """Inhabitants of the largest city of this folded name; 0: there is none."""
    return max((city.people for city in gazetteer().cities(name)), default=0)


def _first_names() -> Iterator[str]:
    """The first names that Faker knows, of every country it knows."""
    person = import_module("faker.providers.person")
    for found in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"faker.providers.person.{found.name}").Provider
        for field in dir(provider):
            if field.startswith("first_name") and isinstance(getattr(provider, field), list | tuple | dict):
                yield from (name for name in getattr(provider, field) if isinstance(name, str))


def _zipf(frequency: float) -> float:
    """Occurrences in a thousand million words, as a power of ten."""
    return math.log10(frequency) + 9


def _too_frequent(name: str, language: str, frequency: float, english: dict[str, float]) -> bool:
    city = gazetteer().cities(name)[0]
    at_home = language != "en" and language in get_official_languages(city.country, regional=True)
    if at_home:
        frequency -= 1.2
    if fold(city.name) == name or at_home:
        return city.people < 300_000 and frequency > 3.0 + 0.9 * (math.log10(city.people) - 4)
    return frequency > max(3.4, _zipf(english.get(city.name.lower(), 1e-8)) + 1.2)


if __name__ == "__main__":
    make(Path(__file__).with_name("data") / _FILE)
    print("written", file=sys.stderr)
