"""Names of places as they stand in a text: which words they are, not yet what they mean."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from feeds.understand.gazetteer import City, gazetteer, landmarks
from feeds.understand.home import ONLY_LAND
from feeds.understand.mentions import Kind
from feeds.understand.place_words import PlaceWords, base_forms
from feeds.understand.tokens import Marks, folded_words, words

_ADJECTIVE_AT_HOME = 50_000
"""Inhabitants of a city whose adjective is believed in its own language."""

_BREAK = re.compile(r"[.!?…\n•|:;»«“”\"(]|[-–—]\s")


@dataclass(slots=True)
class Word:
    """A word of the text with what it can mean."""

    start: int
    end: int
    fold: str
    capital: bool
    first: bool
    """The first of its sentence."""
    marks: Marks


@dataclass(slots=True)
class Hit:
    """A name found: the words from `first` to `last`."""

    first: int
    last: int
    kind: Kind
    country: str = ""
    cities: list[City] | None = None
    exact: bool = True
    name: str = ""
    """As the gazetteer lists it, folded."""
    landmark: bool = False
    people: bool = False
    """An adjective of the city, or a name of its people."""


_ELIDED = re.compile(r"(?:[dlDL]|dell|dall|nell|all|sull|Dell|Dall|Nell|All)['’](?=\w)")
"""What French and Italian write before a name: "d'Algérie", "dell'Egitto"."""


def _capital(letter: str) -> bool:
    """A capital, or a letter of a script that has none; Georgian counts as small to Unicode, and has none in running text."""
    return not letter.islower() or "\u10d0" <= letter <= "\u10ff"


def words_of(text: str, lexicon: PlaceWords) -> list[Word]:
    matches = list(words(text))
    folded = folded_words(matches)
    found: list[Word] = []
    places, _ = landmarks()
    end = 0
    for index, match in enumerate(matches):
        start = match.start()
        elided = _ELIDED.match(text, start, match.end()) if "'" in folded[index] else None
        head = text[elided.end() if elided else start]
        gap = text[end:start]
        first = not found or (gap != " " and _BREAK.search(gap) is not None)
        marks: Marks = {}
        for rest, meant in lexicon.phrases.meanings(folded[index]):
            if not rest or folded[index + 1 : index + 1 + len(rest)] == list(rest):
                marks = {**meant, "length": len(rest)} if rest else meant
                break
        landmark = places.match(text, matches, folded, index)
        if landmark is not None and (landmark[0] > index or not folded[index].isdecimal()):
            meant = landmark[1]
            marks = {**marks, "landmark": meant["landmark"], "reach": landmark[0] - index}
            if "people" in meant:
                marks["people"] = 1
        found.append(Word(start, match.end(), folded[index], _capital(head), first, marks))
        end = match.end()
    return found


def hits_of(text: str, line: list[Word], language: str, lexicon: PlaceWords) -> list[Hit]:
    found: list[Hit] = []
    index = 0
    while index < len(line):
        word = line[index]
        hit = None
        if "country" in word.marks and (word.capital or "adjective" in word.marks):
            kind: Kind = "adjective" if "adjective" in word.marks else "region"
            if (
                kind == "region"
                or word.fold not in ("us", "poles")
                or (word.end - word.start == 2 and text[word.start : word.end] == "US")
            ):
                hit = Hit(index, index + word.marks.get("length", 0), kind, lexicon.codes[word.marks["country"]])
        if (
            hit is None
            and (not word.capital or word.first)
            and (adjective := _ADJECTIVE.get(language))
            and (match := adjective.fullmatch(word.fold))
        ):
            hit = _city_adjective(match.group(1), match.group(2), index, ONLY_LAND.get(language, ""))
        if word.capital and not word.fold.isdecimal():
            longer = _named(text, line, index, language, lexicon)
            if longer is not None and (hit is None or longer.last > hit.last):
                hit = longer
        if "landmark" in word.marks and (hit is None or hit.last <= index + word.marks["reach"]):
            people = "people" in word.marks
            named = people and hit is not None and hit.kind == "city" and hit.exact  # "Lipsk" beside "lipski"
            if (people or any(part.capital for part in line[index : index + word.marks["reach"] + 1])) and not named:
                city = landmarks()[1][word.marks["landmark"]]
                hit = Hit(index, index + word.marks["reach"], "city", cities=[city], landmark=not people, people=people)
        if hit is None:
            index += 1
            continue
        found.append(hit)
        index = hit.last + 1
    return found


def _reach(text: str, line: list[Word], index: int) -> int:
    """How many words from `index` on, five at most, may be one name."""
    count = 1
    while count < 5 and index + count < len(line):
        gap = text[line[index + count - 1].end : line[index + count].start]
        if len(gap) > 2 or "\n" in gap:
            break
        count += 1
    return count


def _named(text: str, line: list[Word], index: int, language: str, lexicon: PlaceWords) -> Hit | None:
    """The longest name that begins at word `index`."""
    names = gazetteer()
    for count in range(_reach(text, line, index), 0, -1):
        group = line[index : index + count]
        best: Hit | None = None
        whole = group[-1].capital or group[-1].fold.isdecimal()  # "Arabie saoudite" ends small, and no city does
        for exact, name in _spellings(group, language) if whole else _plain(group):
            code = lexicon.countries.get(name)
            if code is not None:
                return Hit(index, index + count - 1, "country", code, exact=exact)
            if whole and name in names and (exact or name not in lexicon.frequent):
                cities = names.cities(name)
                if best is None or (not best.exact and cities[0].people > (best.cities or cities)[0].people):
                    best = Hit(index, index + count - 1, "city", cities=cities, exact=exact, name=name)
                if exact:
                    break
        if best is not None:
            return best
    return None


_ADJECTIVE = {
    "ru": re.compile(r"(.{3,}?)(ск)(?:ого|ом|ои|ии|ая|ие|их|ую|им|ому|ими)"),
    "uk": re.compile(r"(.{3,}?)(ськ)(?:ого|ому|ои|ии|а|и|их|у|им|іи|ою|ими)"),
    "bg": re.compile(r"(.{3,}?)(ск)(?:и|ия|ият|а|ата|о|ото|ите)"),
    "pl": re.compile(r"(.{3,}?)(sk)(?:i|iego|iemu|im|a|iej|ie|ich|imi)"),
    "cs": re.compile(r"(.{3,}?)(sk)(?:y|eho|emu|em|ym|a|e|ou|ych|ymi)"),
    "sk": re.compile(r"(.{3,}?)(sk)(?:y|eho|emu|om|ym|a|ej|e|u|ou|ych|ymi)"),
    "hu": re.compile(r"(.{4,})()i"),
}
"""Adjectives of cities that are written small: "петербургского", "krakowskim", "budapesti"."""

_PEOPLE = {
    "de": re.compile(r".+ern?"),
    "nl": re.compile(r".+(?:se|ers?)"),
    "ka": re.compile(r".+ელ(?:ი|ები|ების|ებმა|ებს|თა|მა|ს)?"),
    "tr": re.compile(r".+l[iu](?:lar|ler)?(?:in|i)?"),
    "az": re.compile(r".+l[iu](?:lar|lər)?(?:in|i)?"),
    "uz": re.compile(r".+lik(?:lar)?"),
    "uz-Cyrl": re.compile(r".+лик(?:лар)?"),
}
"""Endings that make an adjective or the people of a city: "Hamburger", "Utrechtse", "ankaralı"."""


def _city_adjective(stem: str, middle: str, index: int, land: str) -> Hit | None:
    """A city's adjective written small: of a large one, or of one of the `land` where the language is spoken."""
    for name in (stem, stem + "а", stem + "ь", stem + "a", stem + middle):
        cities = gazetteer().cities(name)
        own = [city for city in cities if city.country == land]
        if own and own[0].people >= _ADJECTIVE_AT_HOME and len(name) > 4:
            return Hit(index, index, "city", cities=own, exact=False, people=True)
        if cities and cities[0].people >= 200_000 and len(name) > 3:
            return Hit(index, index, "city", cities=cities, exact=False, people=True)
    return None


def is_people(word: str, hit: Hit, language: str) -> bool:
    """Is the word an adjective of the city it was read from, or a name of its people?"""
    ending = _PEOPLE.get(language) or _PEOPLE.get(language.partition("-")[0])
    return hit.people or (not hit.exact and ending is not None and ending.fullmatch(word) is not None)


def _plain(group: list[Word]) -> list[tuple[bool, str]]:
    plain = " ".join(word.fold for word in group)
    elided = _ELIDED.match(plain) if "'" in plain else None
    return [(True, plain)] if elided is None else [(True, plain), (True, plain[elided.end() :])]


def _spellings(group: list[Word], language: str) -> list[tuple[bool, str]]:
    found = _plain(group)
    plain = found[0][1]
    if len(group) == 1:
        found += [(False, form) for form in base_forms(plain, language)[1:]]
    elif len(group) <= 3 and language.partition("-")[0] in (
        "ru",
        "uk",
        "pl",
        "cs",
        "sk",
        "el",
        "tr",
        "az",
        "uz",
        "hu",
        "ka",
        "ro",
        "bg",
        "ar",
    ):
        forms = [base_forms(word.fold, language)[:10] if len(word.fold) > 2 else (word.fold,) for word in group]
        found += [(False, " ".join(combo)) for combo in itertools.islice(itertools.product(*forms), 1, 120)]
    else:
        forms = [(word.fold,) for word in group[:-1]] + [base_forms(group[-1].fold, language)]
        found += [(False, " ".join(combo)) for combo in itertools.product(*forms)][1:]
    return found
