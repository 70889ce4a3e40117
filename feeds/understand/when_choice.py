"""Which of the dates of an article are the action's: not the law's, not the arrest's, not the page's own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from feeds.action import Conflict, When
from feeds.article import Article
from feeds.understand import deadline, labels
from feeds.understand.calendar_words import Vocabulary, language_of, vocabulary
from feeds.understand.mentions import Mention
from feeds.understand.reading import Evidence, Finding, Spot
from feeds.understand.sentences import Scene, quotes
from feeds.understand.when_hour import Hours

TAKEN = 1.9
"""The score from which a date is taken for the action's; below it silence is better."""

_LABEL = re.compile(r"^\W{0,6}(?:[^\W\d_]{2,14}\s?){1,3}[:：]|^\W{0,4}(?:📅|🗓|⏰|🕐)")
_ONLY_A_DATE = re.compile(r"^\W*(?:[^\W\d_]+[\s,\-–—]+){0,4}$")
_EMBEDDED = re.compile(r"\b(?:twitter|instagram|facebook|tiktok|telegram|youtube|pic\.twitter\.com/\w+)\W*$", re.I)
_SINCE = frozenset({
    "since", "seit", "desde", "depuis", "dal", "sinds", "sedan", "с", "з", "od", "від", "از", "منذ", "vuodesta", "beri",
    "itibaren", "óta", "после", "after", "nach", "après", "dopo", "después", "na", "efter", "po"
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: Mention
    spot: Spot
    score: float
    why: str


def choose(
    article: Article, mentions: Sequence[Mention], spans: Sequence[tuple[int, int, float]], *, zone: str | None,
    titled: Sequence[Mention] = (), title_spans: Sequence[tuple[int, int, float]] = (), held: bool = True,
) -> tuple[list[Finding[When]], list[Finding[When]], list[Conflict]]:  # fmt: skip
    """The dates of the action, its start first; those considered and refused; what the article itself disputes.

    `mentions` are those of the text, `titled` those of the title; `spans` (start, end, weight) say where words of action
    stand in the text, `title_spans` in the title: weight 1 for a form of action by name, less for weaker words, below
    0 for words of another matter (an arrest, a court, a law). `zone` is where the action is held, or the source's.
    `held`: people gather; a petition or a hashtag campaign has a date only where the text says when it began.
    """
    published = article.published.date() if article.published is not None else None
    if old := [mention.date for mention in mentions if mention.old and mention.date]:
        published = min(old)  # the page is older than its stamp
    scene = Scene(article.text, spans)
    mentions = [_unstamped(article, scene, mention) for mention in mentions]
    quoted = quotes(article.text)
    lead = any(weight >= 0.9 for _, _, weight in title_spans)
    words = vocabulary(language_of(article.language, article.text))
    hours = Hours(scene, mentions, words.starts, quoted)
    reader = _Reader(article, scene, words, hours, quoted, published, held=held, lead=lead)
    candidates = [reader.scored(mention) for mention in mentions if mention.date is not None]
    candidates = reader.told_first(candidates)
    candidates += [
        _scored_title(article, mention, title_spans, published, held) for mention in titled if mention.date is not None
    ]
    candidates = _agreeing(candidates)
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.mention.start))
    taken = [candidate for candidate in candidates if candidate.score >= TAKEN]
    if not taken:
        return [], [_refused(candidate, zone, candidate.why) for candidate in candidates[:12]], []
    if taken[0].mention.named_for_cause:  # a day of the cause is the action's where no plain date is
        taken.sort(key=lambda candidate: candidate.mention.named_for_cause)
    chosen = _days(article, scene, taken)
    told = [(candidate, hours.completed(candidate.mention, mentions)) for candidate in chosen]
    found = [_finding(candidate, mention, zone or _stated_zone(article, mention)) for candidate, mention in told]
    refused = [_refused(c, zone, c.why) for c in candidates if all(c.mention.date != w.mention.date for w in chosen)]
    return found, refused[:12], _conflicts(article, chosen)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What an article says around each of its dates, weighed."""

    article: Article
    scene: Scene
    words: Vocabulary
    hours: Hours
    quoted: labels.Spans
    published: dt.date | None
    held: bool
    lead: bool

    def scored(self, mention: Mention) -> _Candidate:
        """The date with what speaks for and against it."""
        assert mention.date is not None
        scene, published = self.scene, self.published
        number = scene.number(mention.start)
        other = scene.other(number, mention.start, mention.end)
        near = scene.closeness(mention.start, mention.end)
        if self.lead and number <= 2 and (self.held or not other):
            near = max(near, 0.65)
        line = scene.line(mention.start)
        near_hour = mention.time or self.hours.beside(mention, 1)
        held = self.held or (published is not None and near_hour is not None and mention.date >= published)
        score, why = 2.2 * near, "beside the action" if near >= 0.5 else "far from the action"
        if mention.time:
            score += 0.9
        elif held and self.hours.beside(mention) is not None:
            score += 0.5
        if _LABEL.match(line) and len(line) < 160 and (mention.time or mention.date != published):
            score, why = score + 1.3, "labelled"
        if mention.start < 700:
            score += 0.5
        if held and number <= 1 and near > 0.15 and not other:
            score += 0.4
        if held and mention.named_for_cause and published is not None and abs((mention.date - published).days) <= 1:
            score += 0.9
        score += _by_distance(mention.date, published)
        if near < 0.6 and other > 0:
            score, why = score - other, "another matter"
        if self._follows(mention, self.words.moved, 40):
            score, why = score + 1.2, "the new day"
        against, reason = self._against(mention, line, near, held=held)
        return _Candidate(mention, "text", score - against, reason or why)

    def _against(self, mention: Mention, line: str, near: float, *, held: bool) -> tuple[float, str]:
        """What speaks against a date, and the last of its reasons."""
        text, published, against, why = self.scene.text, self.published, 0.0, ""
        number = self.scene.number(mention.start)
        assert mention.date is not None
        before = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
        words = text[max(0, mention.start - 24) : mention.start].split()
        if held and near < 0.6 and not mention.time and words and words[-1].strip("(,").lower() in _SINCE:
            against, why = 0.8, "since"
        to_come = published is None or mention.date > published
        if to_come and deadline.leads(self.words, text, mention.start, mention.end):
            against, why = against + 2.5, "deadline"
        if len(line) < 60 and not mention.time and _ONLY_A_DATE.match(before) and not near and not _LABEL.match(line):
            against, why = against + 0.6, "the page's own date"
        if labels.within(self.quoted, mention.start) and not mention.time:
            against, why = against + 1.6, "said by somebody"
        if mention.date == published and not mention.relative and not mention.time and _stamped(line, mention):
            against, why = against + 2.0, "the page's own date"
        if mention.relative and number > 2 and _EMBEDDED.search(line):
            against, why = against + 1.5, "a post of another day"
        if not held:
            opened = self._beside(mention, self.words.opened, 60)
            against += 0.0 if opened else 0.7 + 1.2 * mention.relative
            if published is not None and mention.date > published:
                against, why = against + 1.5, "to come, and nobody meets"
        return against, why

    def _beside(self, mention: Mention, words: re.Pattern[str], reach: int) -> bool:
        first, last = self.scene.bounds(self.scene.number(mention.start))
        window = self.scene.text[max(first, mention.start - reach) : min(last, mention.end + reach)]
        return words.search(window) is not None

    def _follows(self, mention: Mention, words: re.Pattern[str], reach: int) -> bool:
        first, _ = self.scene.bounds(self.scene.number(mention.start))
        return words.search(self.scene.text[max(first, mention.start - reach) : mention.start]) is not None

    def told_first(self, candidates: list[_Candidate]) -> list[_Candidate]:
        """Where the beginning reports an action, a later one ("another protest follows on Saturday") is not the page's."""
        published = self.published
        if any(c.why == "the new day" and c.score >= TAKEN for c in candidates):
            return [c if c.why == "the new day" else replace(c, score=c.score - 1.5) for c in candidates]
        if not any(c.score >= TAKEN for c in candidates):
            return [self._lead(c) for c in candidates]
        told = [c.mention.start for c in candidates if c.score >= TAKEN and published and c.mention.date <= published]  # type: ignore[operator]
        if not told or published is None:
            return candidates
        return [self._later(c, min(told)) for c in candidates]

    def _lead(self, candidate: _Candidate) -> _Candidate:
        """Where no date stands beside the action, a day of this week that opens a report is its day."""
        mention, published = candidate.mention, self.published
        assert mention.date is not None
        if not (
            self.held and mention.relative and published is not None and -6 <= (mention.date - published).days <= 6
        ):
            return candidate
        number = self.scene.number(mention.start)
        if number > 1 or self.scene.other(number) or labels.within(self.quoted, mention.start):
            return candidate
        return replace(
            candidate, score=max(candidate.score, TAKEN + 0.1 - 0.05 * number), why="the day a report opens with"
        )

    def _later(self, candidate: _Candidate, told: int) -> _Candidate:
        mention = candidate.mention
        assert mention.date is not None and self.published is not None
        if mention.date <= self.published or mention.start < told or self.scene.number(mention.start) <= 1:
            return candidate
        first, last = self.scene.bounds(self.scene.number(mention.start))
        again = self.words.again.search(self.scene.text[first:last][:600]) is not None
        return replace(candidate, score=candidate.score - (1.8 if again else 0.4), why="a further action")


def _stamped(line: str, mention: Mention) -> bool:
    """Does a short line end with this date, as "Paris, 3 May 2017" above a press release does?"""
    return len(line) < 70 and line.rstrip(" .:–—-").endswith(mention.quote)


def _unstamped(article: Article, scene: Scene, mention: Mention) -> Mention:
    """Without the hour where it is the page's: a line that is only a date and a time, or the minute of publication."""
    if mention.time is None or mention.date is None:
        return mention
    published = article.published
    own = published is not None and published.date() == mention.date
    line = scene.line(mention.start)
    alone = not re.search(r"[^\W\d_]{2}", line.replace(mention.quote, "")) and len(line) < 60
    if own and (alone or (published is not None and published.strftime("%H:%M") == mention.time)):
        return replace(mention, time=None, end_time=None)
    return mention


def _scored_title(
    article: Article, mention: Mention, spans: Sequence[tuple[int, int, float]], published: dt.date | None, held: bool
) -> _Candidate:
    assert mention.date is not None
    weight = max((weight for _, _, weight in spans if weight > 0), default=0.0)
    score = (
        0.9 + 1.6 * weight + 0.6 * (mention.time is not None) + _by_distance(mention.date, published) - 0.7 * (not held)
    )
    return _Candidate(mention, "title", score, "in the title")


def _by_distance(date: dt.date, published: dt.date | None) -> float:
    """How likely an action so far from the day of publication: news is of the last days, calls are for the next weeks."""
    if published is None:
        return 0.4
    days = (date - published).days
    for limit, score in (
        (-700, -4.0),
        (-200, -2.6),
        (-60, -1.6),
        (-21, -0.9),
        (-8, -0.1),
        (0, 0.7),
        (45, 0.9),
        (120, 0.3),
        (300, -0.6),
    ):
        if days < limit:
            return score
    return -2.0


def _agreeing(candidates: list[_Candidate]) -> list[_Candidate]:
    """A date named more than once is the more likely."""
    best: dict[dt.date, _Candidate] = {}
    counts: dict[dt.date, int] = {}
    for candidate in candidates:
        date = candidate.mention.date
        assert date is not None
        counts[date] = counts.get(date, 0) + 1
        known = best.get(date)
        if known is None or candidate.score > known.score:
            best[date] = candidate
    return [
        _Candidate(c.mention, c.spot, c.score + min(0.8, 0.4 * (counts[date] - 1)), c.why) for date, c in best.items()
    ]


def _days(article: Article, scene: Scene, taken: list[_Candidate]) -> list[_Candidate]:
    """The best, and other days that stand beside it in a list or a programme."""
    chief = taken[0]
    chosen = [chief]
    for other in taken[1:]:
        if other.spot != "text" or chief.spot != "text" or len(chosen) >= 8:
            continue
        apart = abs(scene.number(other.mention.start) - scene.number(chief.mention.start))
        between = scene.text[min(other.mention.end, chief.mention.end) : max(other.mention.start, chief.mention.start)]
        listed = apart == 0 and len(between) <= 8 and not re.search(r"\d", between)
        alike = (other.mention.time is None) == (chief.mention.time is None)
        if listed and alike:
            chosen.append(other)
    if len(chosen) > 1:
        chosen.sort(key=lambda candidate: candidate.mention.date or dt.date.max)
    return chosen


def _stated_zone(article: Article, mention: Mention) -> str | None:
    """The offset of the day of publication as a zone (Etc/GMT-3 is UTC+3): where nothing else is known, for an hour so
    near that no clock was changed between, most likely. An offset of 0 is what feeds write that know none."""
    published = article.published
    if (
        published is None
        or mention.date is None
        or mention.time is None
        or abs((mention.date - published.date()).days) > 14
    ):
        return None
    hours, rest = divmod(int((published.utcoffset() or dt.timedelta()).total_seconds()), 3600)
    return f"Etc/GMT{-hours:+d}" if hours and not rest and -12 <= hours <= 14 else None


def _finding(candidate: _Candidate, mention: Mention, zone: str | None) -> Finding[When]:
    assert mention.date is not None
    when = When(mention.date, mention.time, mention.end_date, mention.end_time, zone)
    sure = max(0.0, min(1.0, 0.5 + (candidate.score - TAKEN) / 4))
    return Finding(
        when, Evidence(candidate.mention.quote, candidate.spot, candidate.mention.start), sure, candidate.why
    )


def _refused(candidate: _Candidate, zone: str | None, why: str) -> Finding[When]:
    return _finding(_Candidate(candidate.mention, candidate.spot, candidate.score, why), candidate.mention, zone)


def _conflicts(article: Article, chosen: list[_Candidate]) -> list[Conflict]:
    """A weekday that is not that date's: shown in the source's own words."""
    wrong = [candidate.mention for candidate in chosen if candidate.mention.weekday_conflict]
    return [Conflict("starts", tuple((mention.quote, article.url) for mention in wrong))] if wrong else []
