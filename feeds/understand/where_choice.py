"""Where the action is held: not the country it addresses, not where the persecuted live, not where the news was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from feeds.action import Place
from feeds.article import Article
from feeds.understand import labels
from feeds.understand.mentions import PlaceMention
from feeds.understand.reading import Evidence, Finding, Spot
from feeds.understand.sentences import Scene, quotes
from feeds.understand.venues import street, streets, venue

TAKEN = 2.0
"""The score from which a city is taken; below it silence is better."""
TAKEN_COUNTRY = 2.6

_AFTER_DATELINE = re.compile(
    r"(?:,? [^\n,.;:—–-]{2,20})?(?:,? [^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4})?)?\s?"
    r"(?:[—–-]{1,2}\s|\([A-Z]|,\s*\d|:\s|/|\s(?:(?:a|le|den)\s)?\d{1,2}\.?\s)"
)


@dataclass(slots=True)
class _Ground:
    """What is known of the article as a whole when one place is weighed."""

    scene: Scene
    lead: bool
    """Its title names an action."""
    home: str
    """The source's country."""
    missions: set[str]
    """Whose embassies and consulates it names: they stand abroad."""
    labelled: labels.Spans
    quoted: labels.Spans
    streets: labels.Spans

    def of_page(self, mention: PlaceMention) -> float:
        """What speaks for a city wherever it is named: the label it follows, the street beside it, the land it is in."""
        score = 0.0
        if labels.within(self.labelled, mention.start):
            score += 2.4
        elif labels.within(self.quoted, mention.start):
            score -= 1.2
        if any(-2 <= start - mention.end <= 3 or 0 <= mention.start - end <= 24 for start, end in self.streets):
            score += 1.3
        if mention.country in self.missions and mention.country != self.home:
            score -= 1.2
        if self.home:
            score += 0.4 if mention.country == self.home else -0.3
        return score


@dataclass(slots=True)
class _Tally:
    """What speaks for one city (or country)."""

    score: float = 0.0
    best: float = 0.0
    count: int = 0
    mention: PlaceMention | None = None
    spot: Spot = "text"
    why: list[str] = field(default_factory=list)


def choose(
    article: Article, mentions: Sequence[PlaceMention], spans: Sequence[tuple[int, int, float]], *,
    titled: Sequence[PlaceMention] = (), title_spans: Sequence[tuple[int, int, float]] = (), held: bool = True,
) -> tuple[list[Finding[Place]], list[Finding[Place]]]:  # fmt: skip
    """The places of the action, the main one first, and those considered and refused.

    Arguments as in `when.choose`. `held`: people gather; else (a petition, a hashtag campaign) no place is answered.
    """
    weight = max((weight for _, _, weight in title_spans if weight > 0), default=0.0)
    ground = _ground(article, Scene(article.text, spans), [*mentions, *titled], weight >= 0.9)
    scene = ground.scene
    cities: dict[tuple[str, str], _Tally] = {}
    lands: dict[str, _Tally] = {}
    for mention in mentions:
        _count(ground, mention, cities, lands)
    for mention in titled:
        _count_title(article.title, held, mention, weight, cities, lands)
    ranked = sorted(cities.items(), key=lambda item: -item[1].score)
    bar = TAKEN if held else TAKEN + 1.6
    found = [(key, tally) for key, tally in ranked if tally.score >= bar]
    refused = [_finding(tally, "not where the action is") for _, tally in ranked if tally.score < bar]
    if found:
        several = [_finding(tally, ", ".join(tally.why)) for _, tally in _several(scene, found, found[0][1])]
        several[0] = _with_venue(article, several[0], spans)
        return [*_land_of_many(several), *several], refused[:12]
    country = _country(lands, held, ground.missions)
    if country is None:
        country = _at_home(article, [*mentions, *titled], held)
    if country is not None:
        return [_with_venue(article, country, spans) if held else country], refused[:12]
    return [], refused[:12]


def _ground(article: Article, scene: Scene, mentions: Sequence[PlaceMention], lead: bool) -> _Ground:
    text = article.text
    return _Ground(
        scene, lead, article.country, {mention.country for mention in mentions if mention.mission},
        labels.spans(text, "where"),
        quotes(text),
        streets(text),
    )  # fmt: skip


def _count(
    ground: _Ground, mention: PlaceMention, cities: dict[tuple[str, str], _Tally], lands: dict[str, _Tally]
) -> None:
    if mention.mission:
        return
    scene, lead = ground.scene, ground.lead
    number = scene.number(mention.start)
    near = scene.closeness(mention.start, mention.end)
    if lead and number <= 2 and mention.led and mention.kind == "city":
        near = max(near, 0.7)
    score, why = 2.0 * near, "beside the action" if near >= 0.5 else "named"
    if near < 0.6:
        score -= 0.9 * scene.other(number)
    if mention.led:
        score += 0.5
    if (mention.beside and scene.other(number) < 1.0) or (mention.beside and near >= 0.6):
        score += 0.7
    if mention.led and number <= 1 and mention.kind == "city":
        score += 0.3
    if mention.addressed:
        score -= 1.0
    if mention.kind == "city":
        score += 0.5 * (mention.sure - 0.5) + ground.of_page(mention)
        if _heads_line(scene, mention):
            score, why = score + 1.6, "dateline"
        tally = cities.setdefault((mention.city or "", mention.country), _Tally())
    elif mention.kind == "adjective":
        return
    else:
        tally = lands.setdefault(mention.country, _Tally())
    _add(tally, mention, "text", score, why, first=mention.start < 500)


def _heads_line(scene: Scene, mention: PlaceMention) -> bool:
    """Does it open one of the first lines as a dateline does ("MOSCOW - ", "Paris, 3 May")?"""
    first = scene.text.rfind("\n", 0, mention.start) + 1
    opens = not re.search(r"\w", scene.text[first : mention.start])
    return (
        opens and scene.text.count("\n", 0, first) <= 3 and _AFTER_DATELINE.match(scene.text, mention.end) is not None
    )


def _count_title(
    title: str,
    held: bool,
    mention: PlaceMention,
    weight: float,
    cities: dict[tuple[str, str], _Tally],
    lands: dict[str, _Tally],
) -> None:
    if mention.mission or mention.kind == "adjective":
        return
    score = 0.8 + 1.2 * weight + 0.4 * mention.led - 1.0 * mention.addressed + 0.4 * mention.beside
    if mention.start == 0 and mention.kind == "city" and re.match(r"\s?[:：]", title[mention.end :]):
        score += 1.4 * held  # "Geneva: march put off"
    elif mention.start == 0 and mention.kind == "city" and not mention.addressed:
        score += 0.3 * held  # "Brno honours the victims"
    elif not mention.led and mention.kind == "city" and (mention.city or "", mention.country) not in cities:
        score -= 0.6
    tally = (
        cities.setdefault((mention.city or "", mention.country), _Tally())
        if mention.kind == "city"
        else lands.setdefault(mention.country, _Tally())
    )
    _add(tally, mention, "title", score, "in the title", first=True)


def _add(tally: _Tally, mention: PlaceMention, spot: Spot, score: float, why: str, *, first: bool) -> None:
    score += 0.3 * first
    if tally.mention is None or score > tally.best:
        tally.mention, tally.spot, tally.best = mention, spot, score
    tally.count += 1
    if why not in tally.why:
        tally.why.append(why)
    tally.score = max(tally.score, tally.best + min(0.9, 0.3 * (tally.count - 1)))


def _several(
    scene: Scene, found: list[tuple[tuple[str, str], _Tally]], chief: _Tally
) -> list[tuple[tuple[str, str], _Tally]]:
    """The main city, and others that stand beside it in one list."""
    kept = []
    for key, tally in found:
        if tally is chief:
            kept.append((key, tally))
            continue
        a, b = chief.mention, tally.mention
        if a is None or b is None or tally.spot != chief.spot or tally.score < chief.score - 1.0:
            continue
        between = scene.text[min(a.end, b.end) : max(a.start, b.start)] if tally.spot == "text" else ""
        if len(between) <= 60 and len(between.split()) <= 4 and not re.search(r"[.!?\n]", between):
            kept.append((key, tally))
    return kept[:12]


def _with_venue(article: Article, finding: Finding[Place], spans: Sequence[tuple[int, int, float]]) -> Finding[Place]:
    """The place with its venue and street, in the page's words."""
    hall = venue(article.text, spans, language=article.language)
    road = street(article.text, spans)
    if hall is None and road is None:
        return finding
    place = replace(finding.value, venue=hall.value if hall else None, street=road.value if road else None)
    return replace(finding, value=place)


def _land_of_many(several: list[Finding[Place]]) -> list[Finding[Place]]:
    """Where an action is held in three cities or more, none is the main one: their country is, if they share it."""
    countries = {finding.value.country for finding in several}
    if len(several) < 3 or len(countries) != 1:
        return []
    return [
        Finding(
            Place(country=several[0].value.country),
            several[0].evidence,
            several[0].sure,
            "several cities of one country",
        )
    ]


def _country(lands: dict[str, _Tally], held: bool, missions: set[str]) -> Finding[Place] | None:
    """A country alone, where no city is certain: only one that is named where the action is, and is not addressed."""
    ranked = sorted(
        (tally for country, tally in lands.items() if country not in missions), key=lambda tally: -tally.score
    )
    if not ranked or not held or ranked[0].score < TAKEN_COUNTRY or ranked[0].mention is None:
        return None
    if len(ranked) > 1 and ranked[1].score > ranked[0].score - 0.6:
        return None
    if not ranked[0].mention.led or ranked[0].spot != "text":
        return None
    return _finding(ranked[0], ", ".join(ranked[0].why))


_ONLY_LAND = {
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


def _home(article: Article) -> str:
    """The source's country: as the catalogue states it, else by the end of its address."""
    match = _TOP.match(article.url)
    if article.country or match is None or match.group(1) in _NO_LAND:
        return article.country
    return "GB" if match.group(1) == "uk" else match.group(1).upper()


def _at_home(article: Article, mentions: Sequence[PlaceMention], held: bool) -> Finding[Place] | None:
    """A page that names no country but those of embassies, from a source or in a language of one: the action is there."""
    home = _home(article)
    missions = {mention.country for mention in mentions if mention.mission}
    if held and home and all(mention.country in missions | {home} for mention in mentions):
        return Finding(Place(country=home), Evidence(home, "source", 0), 0.5, "where the source is")
    land = _ONLY_LAND.get(article.language.partition("-")[0])
    if land is None or (article.country and article.country != land):
        return None
    if any(mention.country != land for mention in mentions):
        return None
    return Finding(Place(country=land), Evidence(article.language, "source", 0), 0.5, "no other country is named")


def _finding(tally: _Tally, why: str) -> Finding[Place]:
    mention = tally.mention
    assert mention is not None
    place = Place(
        mention.city, mention.country, zone=mention.zone, latitude=mention.latitude, longitude=mention.longitude
    )
    sure = max(0.0, min(1.0, 0.5 + (tally.score - TAKEN) / 4))
    return Finding(place, Evidence(mention.quote, tally.spot, mention.start), sure, why)
