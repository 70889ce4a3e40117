"""What an article is found and compared by: "kind:value" strings, taken from what was understood and from its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from datetime import date
from functools import lru_cache
from zlib import crc32

from feeds.action import Facts
from feeds.article import Article
from feeds.clean.urls import identity, is_home, site_of
from feeds.match.known import FIRM, sure
from feeds.match.names import fold, full_names, latin, proper_words, skeleton
from feeds.understand.reading import Reading
from feeds.understand.where import find

_WEAK = frozenset({"name", "day", "week+city", "week+by", "land"})

FAMILIAR = 6
"""Names indexed of an article."""
SEASON = 45
"""Days within which a name that two articles share may tell of one action."""
FORTNIGHT = 14
"""Days within which a country and a name in common may tell of one campaign."""
LINES = {"a": 0, "b": SEASON}
"""Two calendars of names, and by how many days they are apart."""
STEM = 6
"""Letters that tell a word, whatever its ending."""

_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_GENERIC_TAGS = frozenset(
    {
        "lgbt", "lgbtq", "lgbtqia", "lgbti", "lgbtplus", "pride", "gaypride", "lgbtpride", "queer", "gay", "lesbian",
        "trans", "bi", "human rights", "humanrights", "equality", "love", "loveislove", "lovewins", "solidarity",
        "protest", "news", "breaking", "russia", "usa", "rights", "metoo", "idahot", "idahobit", "pridemonth",
    }
)  # fmt: skip

_PLATFORMS = frozenset(
    {
        "change", "avaaz", "allout", "openpetition", "ipetitions", "petitions", "gofundme", "justgiving", "donorbox",
        "facebook", "instagram", "twitter", "x", "tiktok", "youtube", "telegram", "t", "vk", "eventbrite", "patreon",
    }
)  # fmt: skip
"""Sites that many campaigns are on."""


def keys(article: Article, reading: Reading) -> frozenset[str]:
    """What an article is found and compared by: "kind:value" strings.

    Kinds that begin with "~" are only compared; the others are terms of the index.
    """
    if not reading.verdict.relevant:
        return frozenset()  # it takes no part in any action
    facts = reading.facts
    found: set[str] = set()
    held = list(dict.fromkeys(when.date for when in facts.whens))
    cities = [fold(place.city) for place in facts.places if place.city][:4]
    groups = {fold(name) for name in facts.organisers} - {""}
    for day in held[:4]:
        found |= {f"day+city:{day}/{city}" for city in cities} | {f"day+by:{day}/{group}" for group in groups}
        found.add(f"day:{day}")
    written = [moment.date() for moment in (article.published or article.fetched,) if moment]
    around = held[:2] or written
    for week in {day.toordinal() // 7 + step for day in around for step in (0, 1)}:
        found |= {f"week+city:{week}/{city}" for city in cities} | {f"week+by:{week}/{group}" for group in groups}
    if not cities:
        found |= {f"land:{page}/{place.country}" for page in _pages(written, FORTNIGHT) for place in facts.places[:1]}
    found |= {f"tag:{name}" for name in map(tag, facts.hashtags) if name and name not in _GENERIC_TAGS}
    found |= {f"{part.how}:{where}" for part in facts.parts if (where := act(part.url))}
    found |= {f"attend:{where}" for event in article.events if (where := act(event.url))}
    found |= {f"~unsure:{field}" for field in ("whens", "places") if sure(reading, field) < FIRM}
    return frozenset(found | _named(article, facts, seasons([*held[:1], *written])) | {f"~stems:{stems(article)}"})


def seasons(days: Iterable[date]) -> set[str]:
    """Pages of two calendars, two seasons a page: days at most a season apart are on one page of at least one of them."""
    return _pages(days, SEASON)


def _pages(days: Iterable[date], length: int) -> set[str]:
    shifts = {line: length * (shift > 0) for line, shift in LINES.items()}
    return {f"{line}{(day.toordinal() + shift) // (2 * length)}" for day in days for line, shift in shifts.items()}


def _named(article: Article, facts: Facts, season: Set[str]) -> set[str]:
    """Who and what it is about: people it is held for, names in the text, the words its title and targets lean on."""
    held_for = full_names(" . ".join(facts.beneficiaries))
    named = full_names(f"{article.title} . {article.text}")
    words = proper_words(article.text)
    subject = {
        skeleton(word) for name in (*facts.beneficiaries, *facts.targets) for word in name.split() if word[0].isupper()
    }
    found = {f"who:{name}" for name in held_for}
    familiar = sorted(named, key=lambda name: (-named[name], name))[:FAMILIAR]
    found |= {f"name:{page}/{name}" for page in season for name in familiar}
    found |= {f"~name:{name}" for name in named}
    found |= {f"~subject:{word}" for word in subject if len(word) > 1}
    found |= {f"~subject:{word}" for word, times in words.items() if times > 1 and len(word) > 1}
    return found | _lands(article, {place.country for place in facts.places})


def _lands(article: Article, own: Set[str | None]) -> set[str]:
    """Countries it speaks of more than in passing ("~land"), and those it is about ("~about": others than where it is).

    They read the same in every language. An embassy or consulate names its country.
    """
    text = f"{article.title}\n{article.text}"
    spoken: Counter[str] = Counter()
    for place in find(text, language=article.language, home_country=article.country or None):
        spoken[place.country] += 2 if place.mission else 1
    about = {land: times for land, times in spoken.items() if land not in own}
    least = max(3, max(about.values(), default=0) // 2)
    return {f"~land:{land}" for land, times in spoken.items() if times > 1} | {
        f"~about:{land}" for land, times in about.items() if times >= least
    }


def indexed(found: Iterable[str]) -> frozenset[str]:
    """Of an article's keys those that the index holds."""
    return frozenset(key for key in found if not key.startswith("~"))


def sought(found: Iterable[str]) -> tuple[list[str], list[list[str]]]:
    """The keys of which candidates share one, and two lists of which they share two keys of the one or of the other.

    A name, a week or a day alone tell nothing. A name stands in both calendars, so each has a list: it counts once.
    """
    strong: list[str] = []
    weak: dict[str, list[str]] = {line: [] for line in LINES}
    for key in sorted(indexed(found)):
        kind, _, value = key.partition(":")
        if kind not in _WEAK:
            strong.append(key)
        for line in LINES if kind not in {"name", "land"} else value[:1]:
            if kind in _WEAK:
                weak[line].append(key)
    return strong, list(weak.values())


def stems(article: Article) -> str:
    """The longer words of an article, as its language and 16-bit hashes of their beginnings: "en:0a1f07c2..."."""
    words = (latin(word)[:STEM] for word in _LONG_WORD.findall(f"{article.title} {article.text}"))
    hashed = sorted({crc32(word.encode("utf-8", "replace")) & 0xFFFF for word in words})
    return f"{article.language.partition('-')[0]}:{''.join(f'{value:04x}' for value in hashed)}"


@lru_cache(maxsize=4096)
def unpacked(packed: str) -> tuple[str, frozenset[str]]:
    """The language and the hashes of `stems`."""
    language, _, hashed = packed.partition(":")
    return language, frozenset(hashed[start : start + 4] for start in range(0, len(hashed), 4))


def tag(hashtag: str) -> str:
    return fold(hashtag.lstrip("#＃")).replace(" ", "")


def act(url: str | None) -> str:
    """The identity of a page where one takes part: a campaign's own site is one, the front of a platform is none."""
    if not url or (is_home(url) and bool(_PLATFORMS & set(site_of(url).split(".")))):
        return ""
    return identity(url)
