"""What in an article speaks for and against its being about an action: signals a person can name, each with its words.

Everything here counts hits of the lexicon's tables, so a signal means the same in every language.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from feeds.understand import labels, numbers
from feeds.understand.phrases import Hit, fold
from feeds.understand.polarity import against
from feeds.understand.reading import Evidence, Signal
from feeds.understand.scan import Scan
from feeds.understand.structure import CROWD, HASHTAG, YEAR, dated, structure_of, suffers

LEAD = 450
"""Characters of the text that say what an article is about."""
_ANNOUNCED = 3000
"""Characters within which an announcement says when and where."""
WEAK = frozenset(("form.generic", "form.pride"))
_PAPERS = frozenset(("form.petition", "form.open-letter"))
_ASKING = _PAPERS | {"form.fundraiser", "form.boycott", "form.letter-writing", "form.hashtag-campaign"}
"""Forms whose words stand on many pages, in what the site asks of its readers."""
_ACTING = ("gather", "call", "support", "demand", "front")
_OTHER = ("court", "law", "culture", "profile", "opinion", "election", "sport", "market", "war")
_ACTS = frozenset(("form", "form.generic", "how.attend", *(f"relevance.{name}" for name in _ACTING)))
_DOES = frozenset(("form", "relevance.gather", "relevance.call"))
_MATTERS = frozenset(f"relevance.{name}" for name in ("court", "culture", "profile", "opinion", "statement"))
_CLOCK = re.compile(
    r"[0-9]{1,2}(?:[:h][0-5][0-9](?![0-9:])|\.[0-5][0-9]\s?(?:uhr|hrs|u\b)|\s?(?:[ap]\.?m\b|uhr\b|h\b|часов|点|點|時))",
    re.I,
)
_REPORT = 25
"""Sentences of a report; a longer text counts many things."""
_BEFORE_CLOCK = frozenset("0123456789:.,")
_LABEL = re.compile(r"^[^:|–—]{0,28}(?::| [|–—-] )")
_KINDS = ("relevance.opinion", "relevance.culture", "relevance.profile")
_LINK = re.compile(
    r"change\.org/p|avaaz\.org|allout\.org|/petition|openpetition|actionnetwork\.org|civist\.cloud|sumofus\.org/a|"
    r"facebook\.com/events|/events/\d|gofundme|/donate|amnesty\.\w+/.*action",
    re.I,
)
_PAPER = re.compile(r"change\.org/p/|/petition|/sign\b|gofundme\.com/|/events/\d", re.I)
"""Of the article's own address: it is itself the petition, the event."""
_COUNTED = {"gather": 6, "call": 6, "support": 5, "demand": 5, "front": 4, "hostile": 3, "recall": 4, "listing": 4}
_FRACTIONS = ("persecution", "statement", *_OTHER)
_TITLED = (*_ACTING, "listing", "recall", "persecution", "court", "law", "culture", "profile", "opinion", "statement")


_NONE = Signal(0.0)


def signals_of(scan: Scan) -> dict[str, Signal]:
    """All signals of a scanned article, by name."""
    return {**undated(scan), **dated(scan)}


def undated(scan: Scan) -> dict[str, Signal]:
    """Those that are told without its days."""
    return {**_Signals(scan).all(), **structure_of(scan)}


def sentences_of(scan: Scan, hits: Iterable[Hit]) -> set[int]:
    """The sentences that hold one of the hits."""
    return {scan.sentences.at(hit.start) for hit in hits}


class _Signals:
    """The signals of one article; what several of them need is worked out once."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.count = max(1, len(scan.sentences))
        self.forms = [hit for hit in scan.named("form.") if hit.name not in WEAK]
        self.spots = [scan.sentences.at(hit.start) for hit in self.forms]
        titled = [hit for hit in scan.named("form.", title=True) if hit.name not in WEAK]
        cultural = bool(scan.named("relevance.culture", title=True))
        self.titled = (
            [] if _names_old_year(scan, scan.title) else [h for h in titled if not (cultural and _quoted(scan, h))]
        )
        self.hostile = against(scan)
        self.hostile_title = against(scan, title=True)

    def all(self) -> dict[str, Signal]:
        return {**self._of_forms(), **self._beside(), **self._of_words(), **self._of_page()}

    def _of_forms(self) -> dict[str, Signal]:
        lead = [hit for hit in self.forms if hit.start < LEAD]
        length = _length(self.scan)
        asking = all(hit.name in _ASKING for hit in self.forms)
        return {
            "form in the title": self._of_title(self.titled),
            "form in the lead": self._share(lead, 3),
            "forms": self._share(self.forms, 8, log=True),
            "form only late": Signal(0.0 if self.titled or self.petition.value else self._lateness()),
            "sentences with a form": Signal(min(1.0, 3 * len(set(self.spots)) / self.count)),
            "only asks": Signal(1.0 if self.forms and asking else 0.0, self._quote(self.forms) if asking else None),
            "only asks for money": Signal(float(self._only_money())),
            "petition to sign": self.petition,
            "pride parade": self._share(self.scan.named("form.pride"), 3),
            "pride without demand": Signal(1.0 if self._is_feast() else 0.0),
            "long page": Signal(length),
            "long page, no form in its title": Signal(0.0 if self.titled else length),
        }

    def _beside(self) -> dict[str, Signal]:
        """What stands in one sentence with a word for a form."""
        return {
            "form beside support": self._both(("relevance.support", "relevance.demand", "relevance.front")),
            "form beside a topic": self._both(("topic.",)),
            "form in a hostile sentence": self._of_hostile(),
            "form in an old year": self._part(self._old, 0.0),
            "form recalled": self._part(self._places("recall")),
        }

    def _of_words(self) -> dict[str, Signal]:
        found = {}
        for name, most in _COUNTED.items():
            found[name] = self._share(self._named(name), most, log=True)
        for name in _FRACTIONS:
            hits = self._named(name)
            found[f"{name} share"] = Signal(len(self._places(name)) / self.count, self._quote(hits))
        for name in _TITLED:
            found[f"{name} in the title"] = self._of_title(self.scan.named(f"relevance.{name}", title=True))
        found["hostile"] = Signal(min(1.0, math.log1p(len(self.hostile)) / math.log1p(3)), self._quote(self.hostile))
        found["hostile in the title"] = self._of_title(self.hostile_title)
        found["hostile throughout"] = Signal(float(bool(self.hostile) and bool(self.hostile_title)))
        found["groups"] = self._share(self.scan.named("form.generic"), 6, log=True)
        found["called off"] = self._share(
            self.scan.named("status.cancelled") + self.scan.named("status.postponed"), 3, log=True
        )
        found["called off in the title"] = self._of_title(
            self.scan.named("status.cancelled", title=True) + self.scan.named("status.postponed", title=True)
        )
        return found

    def _of_page(self) -> dict[str, Signal]:
        ways = [hit for hit in self.scan.named("how.") if hit.name != "how.share"]
        return {
            "title labels another kind of text": self._kind(),
            "labels when and where": self._labelled(),
            "clock time": self._clock(),
            "people counted": self._crowd(),
            "ways to take part": self._share(ways, 5, log=True),
            "the head does not act": Signal(float(not self._head_acts())),
            "first sentence of another matter": Signal(min(1.0, self._kinds_at(0, _MATTERS) / 2)),
            "title and first sentence of one other matter": Signal(float(bool(self._matters_twice()))),
            "form in the title of another matter": Signal(float(bool(self.titled) and self._titled_otherwise())),
            "acting words of many kinds": Signal(self._breadth(len(self.scan.text)) / 8),
            "acting words in the lead": Signal(self._breadth(LEAD) / 8),
            "sentences that act": Signal(len(self._acting) / self.count),
            "sentences of other matters": Signal(len(self._others - self._acting) / self.count),
            "link to take part": self._link(),
            "hashtag to use": self._hashtag(),
            "hashtag in the title": Signal(1.0 if HASHTAG.search(self.scan.title) else 0.0),
            "hashtag repeated": Signal(1.0 if self._repeated() else 0.0),
            "event data": Signal(1.0 if self.scan.article.events else 0.0),
        }

    def _named(self, name: str) -> list[Hit]:
        return self.scan.named(f"relevance.{name}")

    def _places(self, name: str) -> set[int]:
        return sentences_of(self.scan, self._named(name))

    @cached_property
    def _acting(self) -> set[int]:
        """Sentences that tell of people who act."""
        return set(self.spots).union(
            *(self._places(name) for name in _ACTING), sentences_of(self.scan, self.scan.named("how."))
        )

    @cached_property
    def _others(self) -> set[int]:
        return set().union(*(self._places(name) for name in _OTHER))

    @cached_property
    def _old(self) -> set[int]:
        """Sentences that name a year before that of publication."""
        published = self.scan.article.published
        if published is None or not self.forms:
            return set()
        return {
            self.scan.sentences.at(match.start())
            for match in YEAR.finditer(self.scan.text)
            if int(match.group()) < published.year
        }

    def _breadth(self, reach: int) -> int:
        """How many kinds of words for acting stand in title and text up to `reach`."""
        kinds = {_kind_of(hit) for hit in self.scan.title_hits}
        kinds |= {_kind_of(hit) for hit in self.scan.text_hits if hit.start < reach}
        return len(kinds & _ACTS)

    def _kinds_at(self, sentence: int, names: frozenset[str]) -> int:
        """How many of these kinds of words stand in a sentence."""
        _, end = self.scan.sentences.span(sentence)
        return len({_kind_of(hit) for hit in self.scan.text_hits if hit.start < end} & names)

    def _head_acts(self) -> bool:
        """Does the title or the first sentence say that people do something?"""
        _, end = self.scan.sentences.span(0)
        head = [*self.scan.title_hits, *(hit for hit in self.scan.text_hits if hit.start < end)]
        return any(_kind_of(hit) in _DOES or hit.name.startswith("how.") for hit in head)

    def _titled_otherwise(self) -> bool:
        return any(hit.name in _MATTERS for hit in self.scan.title_hits)

    def _matters_twice(self) -> set[str]:
        """Other matters that both the title and the first sentence speak of."""
        _, end = self.scan.sentences.span(0)
        titled = {hit.name for hit in self.scan.title_hits}
        return titled & {hit.name for hit in self.scan.text_hits if hit.start < end} & _MATTERS

    def _quote(self, hits: list[Hit]) -> Evidence | None:
        if not hits:
            return None
        return Evidence(self.scan.text[hits[0].start : hits[0].end], "text", hits[0].start)

    def _of_title(self, hits: list[Hit]) -> Signal:
        if not hits:
            return _NONE
        first = hits[0]
        return Signal(1.0, Evidence(self.scan.title[first.start : first.end], "title", first.start))

    def _share(self, hits: list[Hit], most: int, *, log: bool = False) -> Signal:
        """1 when there are `most` of them or more."""
        value = math.log1p(len(hits)) / math.log1p(most) if log else len(hits) / most
        return Signal(min(1.0, value), self._quote(hits))

    def _part(self, places: set[int], title: float = 0.0) -> Signal:
        """Which part of the words for a form stand in these sentences."""
        there = [hit for hit, spot in zip(self.forms, self.spots, strict=True) if spot in places]
        return Signal(len(there) / max(1, len(self.forms)) + title, self._quote(there))

    def _both(self, prefixes: tuple[str, ...]) -> Signal:
        """Sentences that hold a form and one of these, three at most."""
        others = sentences_of(self.scan, (hit for hit in self.scan.text_hits if hit.name.startswith(prefixes)))
        both = [hit for hit, spot in zip(self.forms, self.spots, strict=True) if spot in others]
        return Signal(min(1.0, len(sentences_of(self.scan, both)) / 3), self._quote(both))

    def _lateness(self) -> float:
        """How far into a long text the first word for a form stands; 1 when there is none."""
        if not self.forms:
            return 1.0
        first = self.forms[0].start
        return 0.0 if first < LEAD else first / max(1, len(self.scan.text))

    def _only_money(self) -> bool:
        """Money is raised, and nobody is named whom our topics know, nor a captive."""
        raised = bool(self.forms) and all(hit.name == "form.fundraiser" for hit in self.forms)
        return raised and not (self.scan.named("topic.") or self._named("captive"))

    @cached_property
    def petition(self) -> Signal:
        """A petition or letter, and words that ask to sign it or count who did."""
        papers = [hit for hit in self.forms if hit.name in _PAPERS]
        if len(self._named("election")) > len(papers):
            return _NONE
        asked = sentences_of(self.scan, self.scan.named("how.sign"))
        near = [hit for hit in papers if asked & {self.scan.sentences.at(hit.start) + step for step in (-1, 0, 1)}]
        return Signal(1.0 if near else 0.0, self._quote(near))

    def _of_hostile(self) -> Signal:
        """Which part of the words for a form stand beside words against those it should support; the title counts for three."""
        part = self._part(sentences_of(self.scan, self.hostile))
        title = 3 * bool(self.titled)
        whole = len(self.forms) + title
        value = (part.value * len(self.forms) + title * bool(self.hostile_title)) / whole if whole else 0.0
        return Signal(value, part.evidence)

    def _is_feast(self) -> bool:
        """A parade told as a feast: nobody demands anything, nobody is stood up for, nobody forbids it or is taken away."""
        parades = self.scan.named("form.pride") + self.scan.named("form.pride", title=True)
        serious = ("relevance.demand", "relevance.support", "relevance.against", "status.cancelled")
        taken = sentences_of(self.scan, self.scan.named("form.pride")) & self._places("persecution")
        return bool(parades) and not taken and not any(self.scan.named(name) for name in serious)

    def _kind(self) -> Signal:
        """The title begins with a label as reviews and comments bear it ("Review:", "Kommentar:")."""
        label = _LABEL.match(self.scan.title)
        hits = [hit for name in _KINDS for hit in self.scan.named(name, title=True) if label and hit.end <= label.end()]
        return self._of_title(hits)

    def _labelled(self) -> Signal:
        """Lines that say when and where, as announcements have them: half for one of the two."""
        when, where = (labels.spans(self.scan.text[:_ANNOUNCED], question) for question in ("when", "where"))
        spots = when or where
        evidence = Evidence(self.scan.text[spots[0][0] : spots[0][1]], "text", spots[0][0]) if spots else None
        return Signal(0.5 * bool(when) + 0.5 * bool(where), evidence)

    def _clock(self) -> Signal:
        """An hour is named."""
        for match in _CLOCK.finditer(self.scan.text, 0, _ANNOUNCED):
            if match.start() == 0 or self.scan.text[match.start() - 1] not in _BEFORE_CLOCK:
                return Signal(1.0, Evidence(match.group(), "text", match.start()))
        return _NONE

    def _crowd(self) -> Signal:
        """How many came is told: what people do together needs no word for its form."""
        acts = [hit for name in ("gather", "front", "call") for hit in self._named(name)]
        spans = [(hit.start, hit.end, 1.0) for hit in (*self.forms, *acts)]
        found = numbers.attendance(self.scan.article, sorted(spans)) if spans else None
        if not found or found.value[1] < CROWD or found.evidence.start > _ANNOUNCED:
            return _NONE
        if suffers(self.scan, found.evidence.start):
            return _NONE
        return Signal(min(1.0, _REPORT / self.count), found.evidence)

    def _link(self) -> Signal:
        if _PAPER.search(self.scan.article.url):
            return Signal(1.0, Evidence(self.scan.article.url, "source", 0))
        for link in self.scan.article.links:
            if _LINK.search(link.url):
                return Signal(1.0, Evidence(link.url, "link", 0))
        return _NONE

    def _hashtag(self) -> Signal:
        """A hashtag that the page tells people to use; less where it only speaks of one."""
        named = sentences_of(self.scan, [*self.scan.named("how.post"), *self.scan.named("form.hashtag-campaign")])
        called = self._places("call")
        best = _NONE
        for match in HASHTAG.finditer(self.scan.text):
            at = self.scan.sentences.at(match.start())
            value = 0.0 if at not in named else 1.0 if called & {at - 1, at, at + 1} else 0.3
            if value > best.value:
                best = Signal(value, Evidence(match.group(), "text", match.start()))
        return best

    def _repeated(self) -> bool:
        """One hashtag used again and again is what the page is about."""
        counts = Counter(fold(match.group()).rstrip("0123456789") for match in HASHTAG.finditer(self.scan.text))
        return bool(counts) and max(counts.values()) >= 3


def _kind_of(hit: Hit) -> str:
    return "form" if hit.name.startswith("form.") and hit.name not in WEAK else hit.name


def _length(scan: Scan) -> float:
    """0 up to 3,000 characters, 1 at 30,000."""
    return max(0.0, math.log10(len(scan.text) / 3000)) if scan.text else 0.0


def _quoted(scan: Scan, hit: Hit) -> bool:
    """Does it stand within quotation marks in the title?"""
    return scan.low_title.count('"', 0, hit.start) % 2 == 1


def _names_old_year(scan: Scan, text: str) -> bool:
    """Does it name a year before that of publication, so that what it tells is recalled?"""
    if scan.article.published is None:
        return False
    return any(int(match.group()) < scan.article.published.year for match in YEAR.finditer(text))
