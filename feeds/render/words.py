"""Words: the interface texts of one language, from the gettext catalogue `messages/LANGUAGE.po`; English is the key."""

from __future__ import annotations

import gettext
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global
from babel.messages.pofile import read_po

LANGUAGES = ("en", "ru", "es", "fr", "de", "pt", "tr", "ar")

FORMS = {
    "kiss-in": "Kiss-in",
    "vigil": "Vigil",
    "rally": "Rally",
    "march": "March",
    "picket": "Picket",
    "petition": "Petition",
    "open-letter": "Open letter",
    "hashtag-campaign": "Hashtag campaign",
    "photo-campaign": "Photo campaign",
    "boycott": "Boycott",
    "strike": "Strike",
    "sit-in": "Sit-in",
    "die-in": "Die-in",
    "flash-mob": "Flash mob",
    "fundraiser": "Fundraiser",
    "letter-writing": "Letter-writing",
    "benefit": "Benefit event",
    "blockade": "Blockade",
    "counter-protest": "Counter-protest",
    "performance": "Performance",
    "other": "Solidarity action",
}
HOWS = {
    "attend": "Attend",
    "sign": "Sign",
    "donate": "Donate",
    "post": "Post",
    "write": "Write",
    "share": "Share",
    "boycott": "Boycott",
    "volunteer": "Volunteer",
}
STATUSES = {
    "announced": "Announced",
    "ongoing": "Ongoing",
    "happened": "Took place",
    "cancelled": "Cancelled",
    "postponed": "Postponed",
}
TOPICS = {"lgbtq": "LGBTQ+ people", "human-rights-defenders": "Human-rights defenders"}
FIELDS = {
    "starts": "Start",
    "ends": "End",
    "whens": "Date",
    "date": "Date",
    "time": "Time",
    "status": "Status",
    "places": "Place",
    "city": "City",
    "country": "Country",
    "venue": "Venue",
    "street": "Street",
    "online": "Online",
    "forms": "Form",
    "organisers": "Organisers",
    "participate": "How to take part",
    "parts": "How to take part",
    "deadline": "Deadline",
    "attendance": "Attendance",
    "sources": "Sources",
    "hashtags": "Hashtags",
}


class Words:
    """`words("Upcoming")` in its language; names of countries and languages from CLDR."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self.locale = Locale.parse(self.language)
        self.direction = "rtl" if self.locale.text_direction == "rtl" else "ltr"
        self._territories, self._languages = dict(self.locale.territories), dict(self.locale.languages)
        self._cities = _cities(self.locale)
        self._one, self._many, self._plural = _catalogue(self.language)

    def __call__(self, text: str, **values: object) -> str:
        said = self._one.get(text, text)
        return said.format(**values) if values else said

    def count(self, one: str, many: str, n: int) -> str:
        """The plural form for `n`: "{n} action" or "{n} actions"."""
        forms = self._many.get(one) or (one, many)
        which = self._plural(n) if one in self._many else int(n != 1)
        return forms[min(which, len(forms) - 1)].format(n=n)

    def form(self, value: str) -> str:
        return self(FORMS.get(value, value))

    def how(self, value: str) -> str:
        return self(HOWS.get(value, value))

    def status(self, value: str) -> str:
        return self(STATUSES.get(value, value))

    def topic(self, value: str) -> str:
        return self(TOPICS.get(value, value))

    def field(self, value: str) -> str:
        return self(FIELDS.get(value, value))

    def country(self, code: str) -> str:
        return str(self._territories.get(code, code))

    def city(self, name: str, country: str) -> str:
        """A city by its name in the language, where CLDR knows it (those that time zones are named after)."""
        return self._cities.get((country, _plain(name)), name)

    def tongue(self, tag: str) -> str:
        """A language by name: "pt-BR" -> "Portuguese"."""
        names = self._languages
        return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag)


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The words of `language`; English where there is no catalogue."""
    return Words(language)


def _plain(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)).casefold()


def _cities(locale: Locale) -> dict[tuple[str, str], str]:
    """(country, plain English name) -> name in the language of `locale`."""
    zones = dict(locale.time_zones)  # by their old names, where a zone was renamed
    zones |= {new: zones[old] for old, new in get_global("zone_aliases").items() if old in zones}
    found = {}
    for country, names in get_global("territory_zones").items():
        for zone in names:
            if city := zones.get(zone, {}).get("city"):
                found[country, _plain(zone.rpartition("/")[2].replace("_", " "))] = str(city)
    return found


Catalogue = tuple[dict[str, str], dict[str, tuple[str, ...]], Callable[[int], int]]


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> Catalogue:
    file = files("feeds.render").joinpath(f"messages/{language}.po")
    if not file.is_file():
        return {}, {}, lambda n: int(n != 1)
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    one: dict[str, str] = {}
    many: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        said = message.string
        if isinstance(message.id, tuple | list) and isinstance(said, tuple | list) and all(said):
            many[message.id[0]] = tuple(said)
        elif isinstance(message.id, str) and message.id and isinstance(said, str) and said:
            one[message.id] = said
    plural: Callable[[int], int] = gettext.c2py(catalogue.plural_expr)
    return one, many, plural
