"""Which form the action takes, the main one first."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from feeds.action import Form
from feeds.understand import labels
from feeds.understand.phrases import Hit, fold
from feeds.understand.props import props
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import Scan

STANDING = frozenset(
    {Form.PETITION, Form.OPEN_LETTER, Form.HASHTAG_CAMPAIGN, Form.PHOTO_CAMPAIGN, Form.BOYCOTT, Form.FUNDRAISER,
     Form.LETTER_WRITING}
)  # fmt: skip
"""Forms that stay open for a while and need no place; at the others people gather."""

# How telling one word is: a kiss-in is also called a protest, a protest is never called a kiss-in.
_TELLING = {
    Form.KISS_IN: 3.0, Form.DIE_IN: 4.0, Form.SIT_IN: 1.6, Form.FLASH_MOB: 1.6, Form.VIGIL: 1.7, Form.PICKET: 1.9,
    Form.MARCH: 1.3, Form.RALLY: 1.0, Form.PETITION: 1.3, Form.OPEN_LETTER: 0.9, Form.HASHTAG_CAMPAIGN: 1.1,
    Form.PHOTO_CAMPAIGN: 0.8, Form.BOYCOTT: 1.3, Form.STRIKE: 1.3, Form.FUNDRAISER: 0.8, Form.LETTER_WRITING: 0.8,
    Form.BENEFIT: 1.2, Form.BLOCKADE: 0.9, Form.COUNTER_PROTEST: 1.1, Form.PERFORMANCE: 1.0, Form.OTHER: 0.5,
}  # fmt: skip
_LEAD = 450
_TAG = re.compile(r"(?<![\w&/])#\w{4,}")
_HINT = 0.35
_UNTITLED = 0.6
"""What a form that is only hinted at is worth where the title names another."""
_KEPT = 0.42
"""A further form is kept when it scores this part of the main one."""
_MOST = 3
_KINDS_OF_RALLY = (Form.COUNTER_PROTEST, Form.PICKET, Form.SIT_IN, Form.KISS_IN, Form.DIE_IN, Form.BLOCKADE)
_NEARLY, _SIGNED, _MORE = 0.5, 0.2, 0.01
"""Parts of the more common form's score that are enough."""
_PETITION = re.compile(
    "petit|petic|petiz|petisi|петиц|αναφορα|αιτημα|عريض|طومار|پتیشن|请愿|請願|პეტიცი|dilekce|abaixo-assinad|change.org|avaaz|"
    "namninsamling|zbi[eo]rk.? podpis|raccolta firme|recogida de firmas|sbirka podpis|подписк|handtekeningenactie|unterschriftena"
)


@dataclass(slots=True)
class _Tally:
    title: float = 0
    lead: float = 0
    rest: float = 0
    hinted: float = 0
    hit: Hit | None = None
    in_title: bool = False

    def is_named(self) -> bool:
        """Does a word for it stand anywhere?"""
        return self.title > 0 or self.lead > 0 or self.rest > 0

    def is_early(self) -> bool:
        """Is it named in the title or the lead?"""
        return self.title > 0 or self.lead > 0

    def score(self) -> float:
        named = 2.2 * min(self.title, 1) + 1.3 * math.log1p(self.lead) + 0.8 * math.log1p(self.rest)
        return named + _HINT * math.log1p(self.hinted)


def find(scan: Scan) -> tuple[list[Finding[Form]], list[Finding[Form]]]:
    """The forms of the action, the main one first, and those considered and refused."""
    tallies: dict[Form, _Tally] = defaultdict(_Tally)
    for hit in _apart(scan.named("form.", title=True)):
        form = _form(hit)
        if form is not None:
            tally = tallies[form]
            tally.title += _weight(hit)
            if tally.hit is None:
                tally.hit, tally.in_title = hit, True
    _count_hashtags(scan, tallies)
    _count_crowd(scan, tallies)
    past = _recalled(scan)
    cells = {scan.sentences.at(hit.start) for name in _CELLS for hit in scan.named(name)}
    for hit in _apart(scan.named("form.")):
        form = _form(hit)
        if form is None or scan.sentences.at(hit.start) in past:
            continue
        tally = tallies[form]
        weight = _weight(hit) * (_CAPTIVE if form is Form.STRIKE and scan.sentences.at(hit.start) in cells else 1)
        if hit.start < _LEAD:
            tally.lead += weight
        else:
            tally.rest += weight
        tally.hit = tally.hit or hit
    _count_props(scan, tallies)
    scores = _scores(scan, tallies)
    ranked = sorted(tallies.items(), key=lambda pair: -scores[pair[0]])
    if not ranked:
        return [], []
    best = scores[ranked[0][0]]
    found: list[Finding[Form]] = []
    refused: list[Finding[Form]] = []
    for form, tally in ranked:
        score = scores[form]
        kept = score >= _KEPT * best and len(found) < _MOST
        finding = _finding(scan, form, tally, score / (score + 1.5), "named most" if not found else "named too")
        (found if kept else refused).append(finding)
    return found, refused


def _scores(scan: Scan, tallies: dict[Form, _Tally]) -> dict[Form, float]:
    """How much tells of each form. The name of a kind of protest outdoes the word protest, which tells of it as well."""
    scores = {form: _TELLING[form] * tally.score() for form, tally in tallies.items()}
    titled = any(tally.title for tally in tallies.values())
    scores |= {form: _UNTITLED * scores[form] for form, tally in tallies.items() if titled and not tally.is_named()}
    rally = scores.get(Form.RALLY, 0.0)
    for form in _KINDS_OF_RALLY:
        if form in scores and tallies[form].is_early() and _NEARLY * rally <= scores[form] <= rally:
            scores[form] = rally + _MORE
    letter, petition = scores.get(Form.OPEN_LETTER, 0.0), scores.get(Form.PETITION, 0.0)
    if _SIGNED * petition <= letter <= petition and not _names_petition(scan):
        scores[Form.OPEN_LETTER] = petition + _MORE
    return scores


def _names_petition(scan: Scan) -> bool:
    """Is a petition named, not only signatures?"""
    hits = [scan.low_text[hit.start : hit.end] for hit in scan.named("form.petition")]
    hits += [scan.low_title[hit.start : hit.end] for hit in scan.named("form.petition", title=True)]
    return any(_PETITION.search(words) for words in hits)


def _count_hashtags(scan: Scan, tallies: dict[Form, _Tally]) -> None:
    """A hashtag in the title, or used again and again, is a campaign of its own."""
    tags = [(match, True) for match in _TAG.finditer(scan.title)] + [(m, False) for m in _TAG.finditer(scan.text)]
    counts = Counter(fold(match.group()).rstrip("0123456789") for match, _ in tags)
    for match, titled in tags:
        if counts[fold(match.group()).rstrip("0123456789")] < 2:
            continue
        tally = tallies[Form.HASHTAG_CAMPAIGN]
        tally.title += titled
        tally.rest += not titled
        if tally.hit is None:
            tally.hit, tally.in_title = Hit(match.start(), match.end(), "form.hashtag-campaign"), titled


def _count_props(scan: Scan, tallies: dict[Form, _Tally]) -> None:
    """What goes with a form tells it where no word names it, and which is meant where several are named."""
    for form, hits in props(scan).items():
        tally = tallies[form]
        tally.hinted += len(hits)
        tally.hit = tally.hit or hits[0]


def _count_crowd(scan: Scan, tallies: dict[Form, _Tally]) -> None:
    """People who came together before an embassy or in a square held a rally, whatever the page calls it."""
    crowd, front = scan.named("relevance.gather"), scan.named("relevance.front")
    if len(crowd) >= 3 and front:
        tally = tallies[Form.RALLY]
        tally.rest += 1
        tally.hit = tally.hit or crowd[0]


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    """Without "protest" where it is part of another form's word ("counter-protest", "lone protest")."""
    others = [hit for hit in hits if hit.name not in ("form.rally", "form.generic")]
    at = 0
    for hit in hits:
        if hit.name == "form.rally":
            while at < len(others) and others[at].end < hit.end:
                at += 1
            if any(other.start <= hit.start and hit.end <= other.end for other in others[at : at + 3]):
                continue
        yield hit


def _weight(hit: Hit) -> float:
    """Pride is an event and a group's name too, and often only spoken of."""
    return _PRIDE if hit.name == "form.pride" else 1.0


_PRIDE = 0.75
_CAPTIVE = 0.25
"""What a hunger strike in a prison is worth: it is what others act for."""
_CELLS = ("relevance.captive", "relevance.persecution")


def _form(hit: Hit) -> Form | None:
    name = hit.name.removeprefix("form.")
    if name == "pride":
        return Form.MARCH
    return None if name == "generic" else Form(name)


def _recalled(scan: Scan) -> set[int]:
    """Sentences that tell of an earlier action."""
    return {scan.sentences.at(hit.start) for hit in scan.text_hits if hit.name == "relevance.recall"}


def _finding(scan: Scan, form: Form, tally: _Tally, sure: float, why: str) -> Finding[Form]:
    assert tally.hit is not None
    hit = tally.hit
    if tally.in_title:
        return Finding(form, Evidence(scan.title[hit.start : hit.end], "title", hit.start), round(sure, 3), why)
    return Finding(form, Evidence(scan.text[hit.start : hit.end], "text", hit.start), round(sure, 3), why)


_PERHAPS_MET = frozenset((Form.LETTER_WRITING, Form.FUNDRAISER, Form.PHOTO_CAMPAIGN))
"""What people also meet for, at an hour named."""
_PERHAPS_POSTED = frozenset((Form.KISS_IN, Form.FLASH_MOB))
"""What people also do by posting pictures of it."""
_POSTING = ("form.hashtag-campaign", "form.photo-campaign", "how.post")
_SCREEN = re.compile(
    r"instagram|twitter|tik ?tok|online|on-line|virtual|digital|numérique|en ligne|réseaux sociaux|redes sociales|redes sociais|"
    r"онлайн|интернет|інтернет|соцсет|соцмереж|sosyal medya|sieci|czevrimi|网络|網路|الإنترنت|برخط|διαδικτυ",
    re.I,
)


def is_online(scan: Scan, forms: tuple[Form, ...], *, timed: bool) -> bool:
    """Is it held on the net rather than in a street? `timed`: the page names an hour, so people meet."""
    if not forms:
        return False
    if forms[0] in STANDING:
        return not (
            forms[0] in _PERHAPS_MET and timed and bool(scan.named("how.attend") or labels.spans(scan.text, "where"))
        )
    posted = any(form in (Form.HASHTAG_CAMPAIGN, Form.PHOTO_CAMPAIGN) for form in forms)
    if forms[0] in _PERHAPS_POSTED and _TAG.search(scan.text):
        posted = posted or any(scan.named(name) for name in _POSTING)
    return posted and not timed and _SCREEN.search(scan.text) is not None
