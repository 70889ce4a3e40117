"""Where a source is at home, and what that says of an action whose city no word tells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from feeds.action import Place
from feeds.article import Article
from feeds.understand import lexicon
from feeds.understand.gazetteer import gazetteer
from feeds.understand.mentions import PlaceMention
from feeds.understand.reading import Evidence, Finding
from feeds.understand.sentences import Scene
from feeds.understand.tokens import phrase

ONLY_LAND = {
    "tr": "TR",
    "az": "AZ",
    "uz": "UZ",
    "ka": "GE",
    "hu": "HU",
    "cs": "CZ",
    "sk": "SK",
    "pl": "PL",
    "sv": "SE",
    "el": "GR",
    "ro": "RO",
    "bg": "BG",
    "uk": "UA",
    "et": "EE",
    "lt": "LT",
    "lv": "LV",
    "fi": "FI",
    "da": "DK",
    "no": "NO",
    "ja": "JP",
    "he": "IL",
    "hy": "AM",
    "it": "IT",
}
"""Languages of one country, nearly."""


_TOP = re.compile(r"https?://[^/]*\.([a-z]{2})(?::\d+)?(?:/|$)")
_NO_LAND = frozenset(
    ["tv", "me", "io", "co", "ai", "eu", "su", "fm", "la", "cc", "ws", "am", "gg", "ly", "to", "is", "in"]
)
"""Ends of addresses that are bought for their sound."""


def home_of(article: Article) -> tuple[str, float]:
    """The source's country and how firmly it is known: as the catalogue states it, by the end of its address, by its language."""
    if article.country:
        return article.country, 1.0
    match = _TOP.match(article.url)
    if match is not None and match.group(1) not in _NO_LAND:
        return ("GB" if match.group(1) == "uk" else match.group(1).upper()), 0.9
    land = ONLY_LAND.get(article.language.partition("-")[0], "")
    return land, 0.6 if land else 0.0


def at_home(
    article: Article, mentions: Sequence[PlaceMention], held: bool, *, local: bool = False
) -> Finding[Place] | None:
    """A page that names no country but those of embassies, from a source or in a language of one: the action is there.

    `local`: it tells its readers a street, a venue or an hour, so it is where they are, whatever else it names.
    """
    home, firm = home_of(article)
    missions = {mention.country for mention in mentions if mention.mission}
    if held and home in missions:
        return None  # its own embassy stands abroad
    if held and firm > 0.8 and local:
        return Finding(
            Place(country=home), Evidence(home, "source", 0), 0.5, "where the source is, which says where or when"
        )
    if held and firm > 0.8 and all(mention.country in missions | {home} for mention in mentions):
        return Finding(Place(country=home), Evidence(home, "source", 0), 0.5, "where the source is")
    land = ONLY_LAND.get(article.language.partition("-")[0])
    if land is None or (article.country and article.country != land):
        return None
    if any(mention.country != land for mention in mentions):
        return None
    return Finding(Place(country=land), Evidence(article.language, "source", 0), 0.5, "no other country is named")


_NEAR = 0.5
"""How close to the words of action a word for an embassy or the capital must stand."""


def in_capital(
    article: Article, place: Finding[Place], mentions: Sequence[PlaceMention], scene: Scene
) -> Finding[Place]:
    """The place with its country's capital, where the action is at an embassy or "in the capital" and no city there is named."""
    land = place.value.country or ""
    seat = _seats().get(land)
    if seat is None or any(m.kind == "city" and m.country == land and not m.adjective for m in mentions):
        return place
    titled = _seat_words().search(article.title)
    spots = [match for match in _seat_words().finditer(article.text) if scene.closeness(*match.span()) >= _NEAR]
    if titled is None and not spots:
        return place
    quote = titled or spots[0]
    evidence = Evidence(quote.group(), "title" if titled else "text", quote.start())
    city = next(city for city in gazetteer().cities(" ".join(phrase(seat))) if city.country == land)
    value = replace(place.value, city=city.name, zone=city.zone, latitude=city.latitude, longitude=city.longitude)
    return Finding(value, evidence, 0.5, "embassies are in the capital")


@cache
def _seats() -> dict[str, str]:
    """Country -> the city where embassies are."""
    path = resources.files("feeds.understand") / "data" / "capitals.toml"
    return dict(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def _seat_words() -> re.Pattern[str]:
    table = lexicon.table("mul", "where")
    words = (re.escape(word).replace(r"\*", r"\w*") for word in (*table["embassies"], *table["capital"]))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)
