"""Where: every country, region and city a text names, in the scripts and inflections of its language."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick

from feeds.understand.calendar_words import language_of
from feeds.understand.gazetteer import CJK, City, countries, gazetteer, landmarks
from feeds.understand.mentions import Kind, PlaceMention
from feeds.understand.place_words import PlaceWords, base_forms, place_words
from feeds.understand.tokens import Marks, folded_words, words
from feeds.understand.where_choice import choose

__all__ = ["PlaceMention", "choose", "city_of_action", "find"]

MAX_MENTIONS = 600


@dataclass(slots=True)
class _Word:
    """A word of the text with what it can mean."""

    start: int
    end: int
    fold: str
    capital: bool
    first: bool
    """The first of its sentence."""
    marks: Marks


@dataclass(slots=True)
class _Hit:
    """A name found: the words from `first` to `last`."""

    first: int
    last: int
    kind: Kind
    country: str = ""
    cities: list[City] | None = None
    exact: bool = True
    landmark: bool = False


# Divisions that are written after a city: "Paris, Texas", "Portland, OR".
DIVISIONS: dict[str, tuple[str, str]] = {
    "alberta": ("CA", "01"), "british columbia": ("CA", "02"), "manitoba": ("CA", "03"), "new brunswick": ("CA", "04"), "nova scotia": ("CA", "07"),
    "ontario": ("CA", "08"), "quebec": ("CA", "10"), "saskatchewan": ("CA", "11"), "b c": ("CA", "02"), "bc": ("CA", "02"),
    "new south wales": ("AU", "02"), "queensland": ("AU", "04"), "south australia": ("AU", "05"), "tasmania": ("AU", "06"), "victoria": ("AU", "07"),
    "western australia": ("AU", "08"), "england": ("GB", "ENG"), "scotland": ("GB", "SCT"), "wales": ("GB", "WLS"), "northern ireland": ("GB", "NIR"),
}  # fmt: skip
_STATES = (
    "AL alabama,AK alaska,AZ arizona,AR arkansas,CA california,CO colorado,CT connecticut,DE delaware,DC d c,FL florida,GA georgia,HI hawaii,ID idaho,"
    "IL illinois,IN indiana,IA iowa,KS kansas,KY kentucky,LA louisiana,ME maine,MD maryland,MA massachusetts,MI michigan,MN minnesota,"
    "MS mississippi,MO missouri,MT montana,NE nebraska,NV nevada,NH new hampshire,NJ new jersey,NM new mexico,NY new york,NC north carolina,"
    "ND north dakota,OH ohio,OK oklahoma,OR oregon,PA pennsylvania,RI rhode island,SC south carolina,SD south dakota,TN tennessee,TX texas,"
    "UT utah,VT vermont,VA virginia,WA washington,WV west virginia,WI wisconsin,WY wyoming"
)
for _pair in _STATES.split(","):
    _code, _, _name = _pair.partition(" ")
    DIVISIONS[_name] = ("US", _code)
STATE_CODES = frozenset(pair[:2] for pair in _STATES.split(","))
_BREAK = re.compile(r"[.!?…\n•|:;»«“”\"(]|[-–—]\s")
_TITLE = frozenset(
    ["mr", "mrs", "ms", "dr", "sir", "president", "minister", "mayor", "senator", "judge", "herr", "frau", "monsieur", "madame", "señor", "señora", "don", "doña"]
)


def find(text: str, *, language: str, home_country: str | None, home_city: str | None = None) -> list[PlaceMention]:
    """Every place of `text`, in order.

    `language` is a BCP 47 tag (empty: guessed by script); `home_country` (ISO 3166-1 alpha-2) and `home_city` of the source decide
    between places of one name. Linear in the length of the text; never raises.
    """
    language = language_of(language, text)
    lexicon = place_words(language)
    line = _words(text, lexicon)
    hits = _hits(text, line, language, lexicon)
    named = Counter(hit.country for hit in hits if hit.kind != "city")
    found = []
    for hit in hits[:MAX_MENTIONS]:
        mention = _mention(text, line, hit, named, lexicon, home_country, home_city)
        if mention is not None:
            found.append(mention)
    found = _with_missions(text, line, found)
    if CJK.search(text):
        found = sorted(found + _east_asian(text), key=lambda mention: mention.start)[:MAX_MENTIONS]
    return found


def _words(text: str, lexicon: PlaceWords) -> list[_Word]:
    matches = list(words(text))
    folded = folded_words(matches)
    found: list[_Word] = []
    places, _ = landmarks()
    end = 0
    for index, match in enumerate(matches):
        start = match.start()
        head = text[start]
        gap = text[end:start]
        first = not found or (gap != " " and _BREAK.search(gap) is not None)
        marks: Marks = {}
        for rest, meant in lexicon.phrases.meanings(folded[index]):
            if not rest or folded[index + 1 : index + 1 + len(rest)] == list(rest):
                marks = {**meant, "length": len(rest)} if rest else meant
                break
        landmark = places.match(text, matches, folded, index)
        if landmark is not None and (landmark[0] > index or not folded[index].isdigit()):
            marks = {**marks, "landmark": landmark[1]["landmark"], "reach": landmark[0] - index}
        found.append(_Word(start, match.end(), folded[index], head.isupper() or not head.islower(), first, marks))
        end = match.end()
    return found


# --- names


def _hits(text: str, line: list[_Word], language: str, lexicon: PlaceWords) -> list[_Hit]:
    found: list[_Hit] = []
    index = 0
    while index < len(line):
        word = line[index]
        hit = None
        if "country" in word.marks and (word.capital or "adjective" in word.marks):
            kind: Kind = "adjective" if "adjective" in word.marks else "region"
            if (
                kind == "region"
                or word.fold not in ("us", "poles")
                or (word.end - word.start == 2
                and text[word.start : word.end] == "US")
            ):
                hit = _Hit(index, index + word.marks.get("length", 0), kind, lexicon.codes[word.marks["country"]])
        if (
            hit is None
            and not word.capital
            and (adjective := _ADJECTIVE.get(language))
            and (match := adjective.fullmatch(word.fold))
        ):
            hit = _city_adjective(match.group(1), index)
        if word.capital and not word.fold.isdigit():
            longer = _named(text, line, index, language, lexicon)
            if longer is not None and (hit is None or longer.last > hit.last):
                hit = longer
        if "landmark" in word.marks and (hit is None or hit.last <= index + word.marks["reach"]) and word.capital:
            hit = _Hit(
                index,
                index + word.marks["reach"],
                "city",
                cities=[landmarks()[1][word.marks["landmark"]]],
                landmark=True,
            )
        if hit is None:
            index += 1
            continue
        found.append(hit)
        index = hit.last + 1
    return found


def _named(text: str, line: list[_Word], index: int, language: str, lexicon: PlaceWords) -> _Hit | None:
    """The longest name that begins at word `index`."""
    names = gazetteer()
    longest = min(5, len(line) - index)
    for count in range(longest, 0, -1):
        group = line[index : index + count]
        if count > 1:
            if any(
                len(text[a.end : b.start]) > 2 or "\n" in text[a.end : b.start] for a, b in itertools.pairwise(group)
            ):
                continue
            if not group[-1].capital and not group[-1].fold.isdigit():
                continue
        best: _Hit | None = None
        for exact, name in _spellings(group, language):
            code = lexicon.countries.get(name)
            if code is not None:
                return _Hit(index, index + count - 1, "country", code, exact=exact)
            if name in names and (exact or name not in lexicon.frequent):
                cities = names.cities(name)
                if best is None or (not best.exact and cities[0].people > (best.cities or cities)[0].people):
                    best = _Hit(index, index + count - 1, "city", cities=cities, exact=exact)
                if exact:
                    break
        if best is not None:
            return best
    return None


_ADJECTIVE = {
    "ru": re.compile(r"(.{4,})ск(?:ого|ом|ои|ии|ая|ие|их|ую|им|ому)"),
    "uk": re.compile(r"(.{4,})ськ(?:ого|ому|ои|ии|а|и|их|у|им|іи)"),
    "hu": re.compile(r"(.{4,})i"),
}
"""Adjectives of cities that are written small: "петербургского", "budapesti"."""


def _city_adjective(stem: str, index: int) -> _Hit | None:
    for name in (stem, stem + "а", stem + "ь"):
        cities = gazetteer().cities(name)
        if cities and cities[0].people >= 200_000:
            return _Hit(index, index, "city", cities=cities, exact=False)
    return None


def _spellings(group: list[_Word], language: str) -> list[tuple[bool, str]]:
    plain = " ".join(word.fold for word in group)
    found = [(True, plain)]
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


# --- which of the places of one name, and is it a place at all


def _mention(
    text: str,
    line: list[_Word],
    hit: _Hit,
    named: Counter[str],
    lexicon: PlaceWords,
    home_country: str | None,
    home_city: str | None,
) -> PlaceMention | None:
    first, last = line[hit.first], line[hit.last]
    start, end = first.start, last.end
    quote = text[start:end]
    led = hit.first > 0 and "in" in line[hit.first - 1].marks and start - line[hit.first - 1].end <= 2
    if not led and hit.first > 1:  # "in the", "en la"
        led = (
            "in" in line[hit.first - 2].marks
            and start - line[hit.first - 2].end <= 6
            and line[hit.first - 1].end - line[hit.first - 1].start <= 3
        )
    addressed = hit.first > 0 and "against" in line[hit.first - 1].marks
    person = _is_person(text, line, hit, lexicon)
    if hit.kind != "city":
        if hit.kind == "country" and person > 1 and not led:
            return None
        if hit.kind == "country" and _division_after_city(text, line, hit):
            return PlaceMention(start, end, quote, "region", "US", led=led)
        return PlaceMention(start, end, quote, hit.kind, hit.country, led=led, addressed=addressed)
    beside = _beside(line, hit) or hit.landmark
    if hit.landmark and hit.cities:
        city = hit.cities[0]
        return PlaceMention(
            start,
            end,
            quote,
            "city",
            city.country,
            city.name,
            city.zone,
            city.latitude,
            city.longitude,
            city.people,
            0.8,
            led=True,
            beside=True,
        )
    division = _division(text, line, hit.last)
    city = _choice(hit.cities or [], division, named, home_country)
    if city is None:
        return None
    whole = city.part_of or city
    name = " ".join(word.fold for word in line[hit.first : hit.last + 1])
    score = math.log10(max(city.people, 15_000)) - 4
    score += 2 * led + 3 * (division is not None)
    score += 1.0 * (named[city.country] > 0) + 0.7 * (city.country == home_country) + 0.7 * (city.name == home_city)
    score -= (
        person
        + 5 * (name in lexicon.homonyms and division is None)
        + 1.8 * (name in lexicon.frequent)
        + 0.6 * (name in lexicon.names and not led)
    )
    score -= 1.0 * (not hit.exact) * (city.people < 200_000) + 0.7 * (
        first.first and hit.first == hit.last and city.people < 500_000
    )
    if len(first.fold) <= 3 and hit.first == hit.last:
        score -= 1.5
    if score < 1.2:
        return None
    return PlaceMention(
        start, end, quote, "city", city.country, whole.name, whole.zone, whole.latitude, whole.longitude, city.people,
        min(1.0, 0.35 + score / 6), led=led or _locative(first.fold if hit.first == hit.last else last.fold, hit, lexicon.language),
        addressed=addressed, beside=beside,
    )  # fmt: skip


_LOCATIVE = {
    "hu": re.compile(r".+(?:ban|ben|on|en|n|ott|ett|tt|i)"), "tr": re.compile(r".+[dt][ae](?:ki)?"), "az": re.compile(r".+d[aə](?:ki)?"),
    "uz": re.compile(r".+da(?:gi)?"), "uz-Cyrl": re.compile(r".+да(?:ги)?"), "ka": re.compile(r".+(?:ში|თან|ის)"), "fi": re.compile(r".+(?:ss[aä]|ll[aä])"),
    "et": re.compile(r".+(?:s|l|sse)"),
}  # fmt: skip
"""Endings that say "in" where a language has no word for it."""


def _locative(word: str, hit: _Hit, language: str) -> bool:
    ending = _LOCATIVE.get(language) or _LOCATIVE.get(language.partition("-")[0])
    return not hit.exact and ending is not None and ending.fullmatch(word) is not None


def _beside(line: list[_Word], hit: _Hit) -> bool:
    """Does a word for a venue, a street or an embassy stand within four words?"""
    near = (*line[max(0, hit.first - 4) : hit.first], *line[hit.last + 1 : hit.last + 5])
    return any("venues" in word.marks or "missions" in word.marks or "streets" in word.marks for word in near)


def _is_person(text: str, line: list[_Word], hit: _Hit, lexicon: PlaceWords) -> float:
    """How much a capitalised neighbour makes it a person's name ("Jordan Smith", "Jack London"), from 0 to 4."""
    name = " ".join(word.fold for word in line[hit.first : hit.last + 1])
    before = line[hit.first - 1] if hit.first else None
    after = line[hit.last + 1] if hit.last + 1 < len(line) else None
    if before is not None and before.fold in _TITLE:
        return 4.0
    if not text[line[hit.first].start].isupper() or (lexicon.language.startswith("de") and name not in lexicon.names):
        return 0.0
    named = name in lexicon.names
    if before is not None and text[before.end : line[hit.first].start] == " " and not line[hit.first].first:
        if (
            _is_name(text, before)
            and not before.first
            and not before.marks
            and before.fold in lexicon.names | lexicon.frequent
        ):
            return 3.0
        if _is_name(text, before) and not before.first and not before.marks:
            return 2.0
    if after is not None and text[line[hit.last].end : after.start] == " " and _is_name(text, after):
        if not after.marks and after.fold not in lexicon.countries:
            return 4.0 if named else 0.8
    return 0.0


def _is_name(text: str, word: _Word) -> bool:
    return text[word.start].isupper() and word.end - word.start > 1 and not text[word.start : word.end].isupper()


def _division(text: str, line: list[_Word], last: int) -> tuple[str, str] | None:
    """The state or province written after a city: ", Texas", ", OR", "(Ontario)"."""
    for count in (2, 1):
        group = line[last + 1 : last + 1 + count]
        if len(group) < count or not re.fullmatch(r"\s?[,(]\s?", text[line[last].end : group[0].start]):
            continue
        name = " ".join(word.fold for word in group)
        raw = text[group[0].start : group[-1].end]
        if raw in STATE_CODES:
            return "US", raw
        if raw == "D.C":
            return "US", "DC"
        if name in DIVISIONS:
            return DIVISIONS[name]
    return None


def _division_after_city(text: str, line: list[_Word], hit: _Hit) -> bool:
    """Is this Georgia the state ("Atlanta, Georgia")?"""
    before = hit.first - 1
    name = " ".join(word.fold for word in line[hit.first : hit.last + 1])
    if before < 0 or name not in DIVISIONS or text[line[before].end : line[hit.first].start] != ", ":
        return False
    country, division = DIVISIONS[name]
    return any(city.country == country and city.division == division for city in gazetteer().cities(line[before].fold))


def _choice(
    cities: Sequence[City], division: tuple[str, str] | None, named: Counter[str], home: str | None
) -> City | None:
    """Which of the cities of one name: that of the division named, of a country named, of the source's, else the largest."""
    if not cities:
        return None
    if division is not None:
        for city in cities:
            if (city.country, city.division) == division:
                return city
    largest = cities[0]
    for city in cities:
        if named[city.country] and city.people * 40 >= largest.people:
            return city
    for city in cities:
        if city.country == home and city.people * 10 >= largest.people:
            return city
    return largest


# --- embassies


def _with_missions(text: str, line: list[_Word], found: list[PlaceMention]) -> list[PlaceMention]:
    """Mark the country whose embassy it is: "Russian embassy", "embassy of Russia", "посольство России"."""
    spots = [word for word in line if "missions" in word.marks]
    if not spots:
        return found
    result = list(found)
    for spot in spots:
        best: tuple[int, int] | None = None
        for number, mention in enumerate(result):
            if mention.kind == "city" or mention.start - spot.end > 45 or spot.start - mention.end > 30:
                continue
            gap = text[mention.end : spot.start] if mention.end <= spot.start else text[spot.end : mention.start]
            if any(c in gap for c in ".;!?\n") or gap.count(" ") > 4 or ("," in gap):
                continue
            behind = mention.start >= spot.end
            if behind and mention.led and mention.kind != "adjective" and not _of(gap):
                continue
            cost = len(gap) + (6 if behind else 0)
            if best is None or cost < best[0]:
                best = (cost, number)
        if best is not None:
            result[best[1]] = replace(result[best[1]], mission=True)
    return result


def _of(gap: str) -> bool:
    return re.search(r"\b(?:of|de|del|da|do|di|d|von|der|van|af)\b", gap) is not None


# --- scripts without spaces


@cache
def _automaton() -> ahocorasick.Automaton:
    machine = ahocorasick.Automaton()
    book = gazetteer()
    for name in book.names():
        if CJK.match(name) and len(name) >= 2:
            city = book.cities(name)[0]
            if city.people >= 100_000:
                machine.add_word(name, (name, "city", city))
    for language in ("zh", "zh-Hant", "ja", "ko"):
        for name, code in countries(language).items():
            if CJK.match(name) and len(name) >= 2:
                machine.add_word(name, (name, "country", code))
    for name, code in {"车臣": "RU", "英国": "GB", "美国": "US"}.items():
        machine.add_word(name, (name, "country", code))
    machine.make_automaton()
    return machine


_EAST_MISSION = re.compile("(?:驻.{0,6})?(?:大使馆|大使館|领事馆|領事館|使馆|使館|대사관|영사관)")


def _east_asian(text: str) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    for last, (name, kind, value) in _automaton().iter_long(text):
        start, end = last - len(name) + 1, last + 1
        mission = _EAST_MISSION.match(text, end) is not None
        if kind == "country":
            found.append(PlaceMention(start, end, name, "country", value, mission=mission))
        else:
            whole: City = value.part_of or value
            found.append(
                PlaceMention(
                    start,
                    end,
                    name,
                    "city",
                    whole.country,
                    whole.name,
                    whole.zone,
                    whole.latitude,
                    whole.longitude,
                    value.people,
                    0.8,
                )
            )
    return found[:MAX_MENTIONS]


# --- the city of one sentence


def city_of_action(text: str, mentions: Sequence[PlaceMention], *, language: str) -> PlaceMention | None:
    """The city a single sentence is set in: the first that is led by "in", else the surest."""
    cities = [mention for mention in mentions if mention.kind == "city" and not mention.mission]
    return min(
        cities,
        key=lambda mention: (not mention.led, -mention.sure if not mention.led else 0, mention.start),
        default=None,
    )
