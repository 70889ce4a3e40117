"""Where: every country, region and city a text names, in the scripts and inflections of its language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import ahocorasick

from feeds.understand.calendar_words import language_of
from feeds.understand.gazetteer import CJK, City, countries, east_asian_landmarks, gazetteer
from feeds.understand.home import ONLY_LAND
from feeds.understand.lexicon import table
from feeds.understand.mentions import PlaceMention
from feeds.understand.place_evidence import (
    beside_venue,
    choose_city,
    division_after,
    heads_line,
    is_division,
    lands_locative,
    locative,
    named_after,
    of_venue,
    personal,
)
from feeds.understand.place_names import Hit, Word, hits_of, is_people, words_of
from feeds.understand.place_words import PlaceWords, place_words
from feeds.understand.tokens import Marks
from feeds.understand.where_choice import choose

__all__ = ["PlaceMention", "choose", "city_of_action", "find"]

MAX_MENTIONS = 600
BELIEVED = 1.2
"""The score from which a name is taken for a city."""


def find(text: str, *, language: str, home_country: str | None, home_city: str | None = None) -> list[PlaceMention]:
    """Every place of `text`, in order.

    `language` is a BCP 47 tag (empty: guessed by script); `home_country` (ISO 3166-1 alpha-2) and `home_city` of the source
    decide between places of one name. Linear in the length of the text; never raises.
    """
    language = language_of(language, text)
    lexicon = place_words(language)
    line = words_of(text, lexicon)
    hits = hits_of(text, line, language, lexicon)
    named = Counter(hit.country for hit in hits if hit.kind != "city")
    found: list[PlaceMention] = []
    for hit in hits[:MAX_MENTIONS]:
        mention = _mention(text, line, hit, named, lexicon, home_country, home_city)
        if mention is not None:
            found.append(_listed(text, found, mention))
    if lexicon.language.partition("-")[0] in _LAST_LED:
        found = _listed_back(text, found)
    found = _with_missions(text, line, found, lexicon.language.partition("-")[0])
    if CJK.search(text):
        found = sorted(found + _east_asian(text), key=lambda mention: mention.start)[:MAX_MENTIONS]
    return found


# --- which of the places of one name, and is it a place at all


def _mention(
    text: str,
    line: list[Word],
    hit: Hit,
    named: Counter[str],
    lexicon: PlaceWords,
    home_country: str | None,
    home_city: str | None,
) -> PlaceMention | None:
    first, last = line[hit.first], line[hit.last]
    start, end = first.start, last.end
    quote = text[start:end]
    lead = _lead(line, hit)
    led, out = "in" in lead, "out" in lead
    addressed = hit.first > 0 and "against" in line[hit.first - 1].marks
    person = personal(text, line, hit, lexicon)
    if hit.kind != "city":
        if hit.kind == "country" and person > 1 and not (led or out):
            return None
        if hit.kind == "country" and is_division(text, line, hit):
            return PlaceMention(start, end, quote, "region", "US", led=led)
        led = led or lands_locative(last.fold, lexicon.language) or _in_streets(line, hit)
        return PlaceMention(start, end, quote, hit.kind, hit.country, led=led, addressed=addressed)
    if named_after(text, line, hit):
        return None
    beside = beside_venue(line, hit) or hit.landmark
    people = is_people(last.fold, hit, lexicon.language) or (not led and _names_pride(line, hit))
    if people and hit.cities and of_venue(text, line, hit):
        return _of_city(hit.cities[0], start, quote, sure=0.7, led=True, beside=True, addressed=addressed)
    if (hit.landmark or hit.people) and hit.cities:
        if people:
            return _of_city(hit.cities[0], start, quote, sure=0.5, addressed=addressed, adjective=True)
        return _of_city(hit.cities[0], start, quote, sure=0.8, led=True, beside=True, addressed=addressed)
    division = division_after(text, line, hit.last)
    name = " ".join(word.fold for word in line[hit.first : hit.last + 1])
    city = choose_city(hit.cities or [], division, named, home_country, hit.name, ONLY_LAND.get(lexicon.language, ""))
    if city is None:
        return None
    here = (led or locative(last.fold, hit, lexicon.language)) and not people
    led = here or out
    lone = hit.first == hit.last
    score = math.log10(max(city.people, 15_000)) - 4
    score += 2 * led + 3 * (division is not None) + 1.5 * (first.first and not led and heads_line(text, start, end))
    score += 1.0 * (named[city.country] > 0) + 0.7 * (city.country == home_country) + 0.7 * (city.name == home_city)
    known = led and city.people >= 90_000  # "in Nice", "in Reading"
    score -= person + 5 * (name in lexicon.homonyms and division is None and not known)
    score -= 1.8 * (name in lexicon.frequent) + 0.6 * (name in lexicon.names and not led)
    score -= 1.0 * (not hit.exact and not led and city.people < 200_000)
    doubtful = name in lexicon.frequent or name in lexicon.names or city.people < 150_000
    score -= (0.7 if doubtful else 0.2) * (first.first and lone and not led and city.people < 500_000)
    score -= 1.5 * (lone and len(first.fold) <= 3)
    if score < BELIEVED:
        return None
    sure = min(1.0, 0.35 + score / 6)
    return _of_city(city, start, quote, sure=sure, led=here, beside=beside, addressed=addressed, adjective=people)


def _names_pride(line: list[Word], hit: Hit) -> bool:
    """ "Budapest Pride" is a march, or who calls it, and is spoken of anywhere."""
    return hit.last + 1 < len(line) and line[hit.last + 1].fold in _PRIDE


_PRIDE = frozenset(
    ("pride", "europride", "прайд", "прайда", "прайду", "прайдом", "прайді", "prajd", "prajdu", "pride'ı", "pride's")
)


def _in_streets(line: list[Word], hit: Hit) -> bool:
    """ "in the streets of Iran"."""
    return any("streets" in word.marks for word in line[max(0, hit.first - 2) : hit.first])


def _lead(line: list[Word], hit: Hit) -> Marks:
    """What the word before a name can mean; "the", "la" may stand between."""
    start = line[hit.first].start
    if hit.first > 0 and start - line[hit.first - 1].end <= 2 and line[hit.first - 1].marks.keys() & {"in", "out"}:
        return line[hit.first - 1].marks
    if hit.first > 1 and start - line[hit.first - 2].end <= 6:
        between = line[hit.first - 1]
        return line[hit.first - 2].marks if between.end - between.start <= 3 else {}
    return {}


def _listed(text: str, found: list[PlaceMention], mention: PlaceMention) -> PlaceMention:
    """In a list of cities all are led by what leads the first: "in Warsaw, Kraków and Gdańsk"."""
    before = found[-1] if found else None
    if before is None or mention.led or not before.led or before.kind != "city" or mention.kind != "city":
        return mention
    gap = text[before.end : mention.start]
    return replace(mention, led=True) if len(gap) <= 6 and not re.search(r"[.!?;:\n\d(]", gap) else mention


_LAST_LED = frozenset(("tr", "az", "uz", "ka", "hu"))
"""Languages in which only the last of a list bears the ending that says "in"."""


def _listed_back(text: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """In "Mersin ve Adana'da" both are led."""
    result = list(found)
    for number in range(len(result) - 2, -1, -1):
        mention, after = result[number], result[number + 1]
        gap = text[mention.end : after.start]
        if (
            after.led
            and mention.kind == after.kind == "city"
            and not mention.adjective
            and re.fullmatch(_LIST_GAP, gap)
        ):
            result[number] = replace(mention, led=True)
    return result


_LIST_GAP = r",? ?(?:ve |ile |və |va |hamda |ва |ҳамда |და |és )?"


def _of_city(
    city: City,
    start: int,
    quote: str,
    *,
    sure: float,
    led: bool = False,
    beside: bool = False,
    addressed: bool = False,
    adjective: bool = False,
) -> PlaceMention:
    """A district answers for its city."""
    whole = city.part_of or city
    return PlaceMention(
        start, start + len(quote), quote, "city", whole.country, whole.name, whole.zone, whole.latitude, whole.longitude,
        city.people, sure, led=led, beside=beside, addressed=addressed,
        adjective=adjective,
    )  # fmt: skip


# --- embassies


def _with_missions(text: str, line: list[Word], found: list[PlaceMention], language: str) -> list[PlaceMention]:
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
            if not behind and mention.led and mention.kind != "adjective" and language in _LAST_LED:
                continue  # "АҚШдаги элчихона" stands there
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
    for name, city in east_asian_landmarks():
        machine.add_word(name, (name, "city", city))
    for language in ("zh", "zh-Hant", "ja", "ko"):
        for name, code in countries(language).items():
            if CJK.match(name) and len(name) >= 2:
                machine.add_word(name, (name, "country", code))
    for code, names in table("zh", "where").get("regions", {}).items():
        for name in names:
            machine.add_word(name, (name, "country", code))
    for name in table("mul", "where")["nowhere"]:
        machine.add_word(name, (name, "", None))
    machine.make_automaton()
    return machine


_EAST_MISSION = re.compile("(?:驻.{0,6})?(?:大使馆|大使館|领事馆|領事館|使馆|使館|대사관|영사관)")


def _east_asian(text: str) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    for last, (name, kind, value) in _automaton().iter_long(text):
        start, end = last - len(name) + 1, last + 1
        mission = _EAST_MISSION.match(text, end) is not None
        if not kind:
            continue
        if kind == "country":
            found.append(PlaceMention(start, end, name, "country", value, mission=mission))
        else:
            found.append(_of_city(value, start, name, sure=0.8))
    return found[:MAX_MENTIONS]


# --- the city of one sentence


def city_of_action(text: str, mentions: Sequence[PlaceMention], *, language: str) -> PlaceMention | None:
    """The city a single sentence is set in: the first that is led by "in", else the surest."""
    adjectives = language == "hu"  # "budapesti" says where, "Berliner" says who
    cities = [m for m in mentions if m.kind == "city" and not m.mission and (adjectives or not m.adjective)]
    return min(
        cities,
        key=lambda mention: (mention.adjective, not mention.led, not mention.led and mention.sure < 0.5, mention.start),
        default=None,
    )
