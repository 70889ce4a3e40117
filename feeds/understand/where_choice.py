"""Where the action is held: not the country it addresses, not where the persecuted live, not where the news was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from feeds.action import Place
from feeds.article import Article
from feeds.understand import labels
from feeds.understand.home import at_home, home_of, in_capital
from feeds.understand.mentions import PlaceMention
from feeds.understand.place_evidence import heads_line
from feeds.understand.reading import Evidence, Finding, Spot
from feeds.understand.sentences import Scene, quotes
from feeds.understand.venues import street, streets, venue

TAKEN = 2.3
"""The score from which a city is taken; below it silence is better."""
TAKEN_ONLINE = 4.2
"""The same for an action on the net."""
TAKEN_COUNTRY = 2.6
_SENTENCE_ENDS = frozenset(".!?…。！？”»")
_ABROAD = 1.7
"""The score from which a city abroad casts doubt on home."""
_SIGNED = 110
"""Characters of a line that signs a page."""


@dataclass(slots=True)
class _Ground:
    """What is known of the article as a whole when one place is weighed."""

    scene: Scene
    lead: bool
    """Its title names an action."""
    home: str
    """The source's country, "" where it is not known."""
    firm: float
    """How firmly, from 0 to 1."""
    missions: set[str]
    """Whose embassies and consulates it names: they stand abroad."""
    labelled: labels.Spans
    quoted: labels.Spans
    streets: labels.Spans
    hours: list[int]
    """Where times of day stand."""

    def of_page(self, mention: PlaceMention) -> float:
        """What speaks for a city wherever it is named: the label it follows, the street beside it, the land it is in."""
        score = 0.0
        if labels.within(self.labelled, mention.start):
            score += 2.4
        elif labels.within(self.quoted, mention.start):
            score -= 1.2
        if any(-2 <= start - mention.end <= 3 or 0 <= mention.start - end <= 24 for start, end in self.streets):
            score += 1.3
        if self.timed(mention):
            score += 0.9
        return score + self.of_land(mention)

    def of_land(self, mention: PlaceMention) -> float:
        """At home, or abroad; never in the land whose embassy it is."""
        if mention.country in self.missions:
            return -1.2
        score = 0.0
        if self.home:
            score += self.firm * (0.4 if mention.country == self.home else -0.3)
        return score

    def signed(self, mention: PlaceMention) -> bool:
        """Does it stand in the line at the head or foot that says who writes, as a city at home does ("Choir of Lyon")?"""
        if mention.country != self.home:
            return False
        foot = self.scene.text.rstrip()
        first, last = foot.find("\n"), foot.rfind("\n")
        if first < 0 or first < mention.start <= last:
            return False
        line = foot[:first] if mention.start < first else foot[last + 1 :]
        return len(line) <= _SIGNED and line[-1:] not in _SENTENCE_ENDS

    def timed(self, mention: PlaceMention) -> bool:
        """Does an hour stand in its sentence, or in a short line beside its line?"""
        number = self.scene.number(mention.start)
        return any(self.scene.number(at) == number for at in self.hours) or any(
            self.scene.neighbours(mention.start, at) for at in self.hours
        )


@dataclass(slots=True)
class _Tally:
    """What speaks for one city (or country)."""

    score: float = 0.0
    best: float = 0.0
    count: int = 0
    mention: PlaceMention | None = None
    spot: Spot = "text"
    spots: set[str] = field(default_factory=set)
    why: list[str] = field(default_factory=list)


def choose(
    article: Article, mentions: Sequence[PlaceMention], spans: Sequence[tuple[int, int, float]], *,
    titled: Sequence[PlaceMention] = (), title_spans: Sequence[tuple[int, int, float]] = (), held: bool = True,
    hours: Sequence[int] = (),
) -> tuple[list[Finding[Place]], list[Finding[Place]]]:  # fmt: skip
    """The places of the action, the main one first, and those considered and refused.

    Arguments as in `when.choose`. `held`: people gather; else (a petition, a hashtag campaign) no place is answered.
    `hours`: where times of day stand in the text.
    """
    weight = max((weight for _, _, weight in title_spans if weight > 0), default=0.0)
    ground = _ground(article, Scene(article.text, spans), [*mentions, *titled], weight >= 0.9, hours)
    scene = ground.scene
    cities: dict[tuple[str, str], _Tally] = {}
    lands: dict[str, _Tally] = {}
    for mention in mentions:
        _count(ground, mention, cities, lands)
    for mention in titled:
        _count_title(ground, article.title, held, mention, weight, cities, lands)
    if held:
        _only_one(ground, [*mentions, *titled], cities)
    ranked = sorted(cities.items(), key=lambda item: -item[1].score)
    bar = TAKEN if held else TAKEN_ONLINE
    found = [(key, tally) for key, tally in ranked if tally.score >= bar]
    refused = [_finding(tally, "not where the action is") for _, tally in ranked if tally.score < bar]
    if found:
        several = [_finding(tally, ", ".join(tally.why)) for _, tally in _several(scene, found, found[0][1])]
        several[0] = _with_venue(article, several[0], spans)
        return [*_land_of_many(several), *several], refused[:12]
    country = _country(lands, held, ground.missions)
    if country is None:
        abroad = bool(ranked) and ranked[0][0][1] != ground.home and ranked[0][1].score >= _ABROAD
        local = not abroad and (
            bool(ground.hours or ground.streets) or venue(article.text, spans, language=article.language) is not None
        )
        country = at_home(article, [*mentions, *titled], held, local=local)
    if country is not None and held:
        country = in_capital(article, country, [*mentions, *titled], scene)
        country = _with_venue(article, country, spans)
    if country is not None:
        return [country], refused[:12]
    return [], refused[:12]


def _ground(
    article: Article, scene: Scene, mentions: Sequence[PlaceMention], lead: bool, hours: Sequence[int]
) -> _Ground:
    text = article.text
    home, firm = home_of(article)
    missions = {mention.country for mention in mentions if mention.mission}
    if home in missions:
        home, firm = "", 0.0  # before its own embassy one is abroad
    return _Ground(
        scene, lead, home, firm, missions,
        labels.spans(text, "where"),
        quotes(text),
        streets(text),
        list(hours[:100]),
    )  # fmt: skip


def _count(
    ground: _Ground, mention: PlaceMention, cities: dict[tuple[str, str], _Tally], lands: dict[str, _Tally]
) -> None:
    if mention.mission or any(start < mention.start and mention.end < end for start, end in ground.streets):
        return  # "Calçada de Santo Amaro 85" is no Santo Amaro
    scene, lead = ground.scene, ground.lead
    number = scene.number(mention.start)
    near = scene.closeness(mention.start, mention.end)
    other = scene.other(number)
    if lead and mention.led and not other and number <= (2 if mention.kind == "city" else 0):
        near = max(near, 0.85)
    score, why = 2.0 * near, "beside the action" if near >= 0.5 else "named"
    score -= 0.9 * other * (near < 0.6)
    if scene.nearer_other(mention.start, mention.end):
        score -= 0.5
    if mention.led:
        score += 0.5
    if (mention.beside and other < 1.0) or (mention.beside and near >= 0.6):
        score += 0.7
    if mention.led and number <= 1 and mention.kind == "city":
        score += 0.3
    if mention.addressed:
        score -= 1.0
    if mention.adjective:
        score -= 0.95
    if mention.kind == "city":
        score += 0.5 * (mention.sure - 0.5) + ground.of_page(mention)
        if heads_line(scene.text, mention.start, mention.end):
            score, why = score + (2.0 if mention.start < 8 else 1.6), "dateline"
        elif ground.signed(mention):
            score, why = score + 1.4 + 0.7 * mention.adjective, "in the signature"
        tally = cities.setdefault((mention.city or "", mention.country), _Tally())
    elif mention.kind == "adjective":
        return
    else:
        tally = lands.setdefault(mention.country, _Tally())
    _add(tally, mention, "text", score, why, first=mention.start < 500)


def _count_title(
    ground: _Ground,
    title: str,
    held: bool,
    mention: PlaceMention,
    weight: float,
    cities: dict[tuple[str, str], _Tally],
    lands: dict[str, _Tally],
) -> None:
    if mention.mission or mention.kind == "adjective":
        return
    score = 0.8 + 1.2 * weight + 0.4 * mention.led - 1.0 * mention.addressed + 1.0 * mention.beside
    if mention.kind == "city" and ground.home:
        score += ground.firm * (0.9 if mention.country == ground.home else -0.3)
    if mention.start == 0 and mention.kind == "city" and re.match(r"\s?[:：]", title[mention.end :]):
        score += 1.4 * held  # "Geneva: march put off"
    elif mention.start == 0 and mention.country == ground.home and title[mention.end : mention.end + 2] == ", ":
        score += 1.0 * held  # "Trieste, the square kisses"
    elif mention.start == 0 and mention.kind == "city" and not mention.addressed:
        score += 0.3 * held  # "Brno honours the victims"
    elif not mention.led and mention.kind == "city" and (mention.city or "", mention.country) not in cities:
        score -= 0.15
    tally = (
        cities.setdefault((mention.city or "", mention.country), _Tally())
        if mention.kind == "city"
        else lands.setdefault(mention.country, _Tally())
    )
    _add(tally, mention, "title", score, "in the title", first=True)


def _add(tally: _Tally, mention: PlaceMention, spot: Spot, score: float, why: str, *, first: bool) -> None:
    score += 0.15 * first
    if tally.mention is None or score > tally.best:
        tally.mention, tally.spot, tally.best = mention, spot, score
    tally.count += 1
    tally.spots.add(spot)
    if why not in tally.why:
        tally.why.append(why)
    again = min(0.9, 0.3 * (tally.count - 1)) + 0.4 * (len(tally.spots) > 1)
    tally.score = max(tally.score, tally.best + again)


def _only_one(ground: _Ground, mentions: Sequence[PlaceMention], cities: dict[tuple[str, str], _Tally]) -> None:
    """The only city of the source's country, or of the page, is likelier to be the place."""
    apart = {(m.city or "", m.country) for m in mentions if m.kind == "city" and not m.mission}
    near = {key for key in apart if key[1] == ground.home} if ground.home else apart
    if len(near) == 1:
        key = near.pop()
        if key in cities:
            cities[key].score += 1.1


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
    if not ranked[0].mention.led:
        return None
    return _finding(ranked[0], ", ".join(ranked[0].why))


def _finding(tally: _Tally, why: str) -> Finding[Place]:
    mention = tally.mention
    assert mention is not None
    place = Place(
        mention.city, mention.country, zone=mention.zone, latitude=mention.latitude, longitude=mention.longitude
    )
    sure = max(0.0, min(1.0, 0.5 + (tally.score - TAKEN) / 4))
    return Finding(place, Evidence(mention.quote, tally.spot, mention.start), sure, why)
