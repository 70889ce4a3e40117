"""Which of the dates of an article are the action's: not the law's, not the arrest's, not the page's own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from feeds.action import Conflict, When
from feeds.article import Article
from feeds.understand import labels
from feeds.understand.calendar_words import language_of, vocabulary
from feeds.understand.mentions import Mention
from feeds.understand.reading import Evidence, Finding, Spot
from feeds.understand.sentences import Scene, quotes

_BESIDE = 0.4
"""How close to words of action an hour stands that is named without a day."""
TAKEN = 1.9
"""The score from which a date is taken for the action's; below it silence is better."""

_LABEL = re.compile(r"^\W{0,6}(?:[^\W\d_]{2,14}\s?){1,3}[:：]|^\W{0,4}(?:📅|🗓|⏰|🕐)")
_ONLY_A_DATE = re.compile(r"^\W*(?:[^\W\d_]+[\s,\-–—]+){0,4}$")
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
    scene = Scene(article.text, spans)
    mentions = [_unstamped(article, scene, mention) for mention in mentions]
    quoted = quotes(article.text)
    lead = any(weight >= 0.9 for _, _, weight in title_spans)
    candidates = [
        _scored(article, scene, mention, published, held, lead, quoted)
        for mention in mentions
        if mention.date is not None
    ]
    candidates += [
        _scored_title(article, mention, title_spans, published, held) for mention in titled if mention.date is not None
    ]
    candidates = _agreeing(candidates)
    times = [mention for mention in mentions if mention.date is None and mention.time]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.mention.start))
    taken = [candidate for candidate in candidates if candidate.score >= TAKEN]
    if not taken:
        return [], [_refused(candidate, zone, candidate.why) for candidate in candidates[:12]], []
    if taken[0].mention.named_for_cause:  # a day of the cause is the action's where no plain date is
        taken.sort(key=lambda candidate: candidate.mention.named_for_cause)
    chosen = _days(article, scene, taken)
    found = [_finding(candidate, _completed(candidate, mentions, times, scene), zone) for candidate in chosen]
    refused = [_refused(c, zone, c.why) for c in candidates if all(c.mention.date != w.mention.date for w in chosen)]
    return found, refused[:12], _conflicts(article, chosen)


def _scored(
    article: Article, scene: Scene, mention: Mention, published: dt.date | None, held: bool, lead: bool,
    quoted: labels.Spans,
) -> _Candidate:  # fmt: skip
    assert mention.date is not None
    number = scene.number(mention.start)
    other = scene.other(number, mention.start, mention.end)
    near = scene.closeness(mention.start, mention.end)
    if lead and number <= 2:
        near = max(near, 0.65)
    line = scene.line(mention.start)
    first = article.text.rfind("\n", 0, mention.start) + 1
    before = scene.text[first : mention.start]
    score, why = 2.2 * near, "beside the action" if near >= 0.5 else "far from the action"
    if mention.time:
        score += 0.9
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
    words = scene.text[max(0, mention.start - 24) : mention.start].split()
    if words and words[-1].strip("(,").lower() in _SINCE and not held:
        score += 0.0
    elif words and words[-1].strip("(,").lower() in _SINCE and not mention.time:
        score, why = score - 0.8, "since"
    if _is_deadline(article.language, scene.text, mention, published):
        score, why = score - 2.5, "deadline"
    if len(line) < 60 and not mention.time and _ONLY_A_DATE.match(before) and not near and not _LABEL.match(line):
        score, why = score - 0.6, "the page's own date"
    if mention.relative and not held:
        score -= 1.2
    if not held and published is not None and mention.date > published and not mention.time:
        score, why = score - 1.5, "to come, and nobody meets"
    if labels.within(quoted, mention.start) and not mention.time:
        score, why = score - 1.6, "said by somebody"
    if mention.date == published and not mention.relative and not mention.time and _stamped(line, mention):
        score, why = score - 2.0, "the page's own date"
    if not held:
        score -= 0.7
    return _Candidate(mention, "text", score, why)


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


def _completed(chosen: _Candidate, same: Sequence[Mention], times: Sequence[Mention], scene: Scene) -> Mention:
    """The mention with the hour that another mention of the same day states, or a sentence of the action on its own."""
    mention = chosen.mention
    if mention.time is None:
        for other in same:
            if other.date == mention.date and other.time:
                return replace(mention, time=other.time, end_time=other.end_time, end_date=other.end_date)
        near = [time for time in times if scene.closeness(time.start, time.end) >= _BESIDE]
        if near and len({time.time for time in near}) <= 2:  # "assembly at 12:00, we leave at 12:30"
            return replace(mention, time=near[0].time, end_time=near[0].end_time)
    return mention


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


def _is_deadline(language: str, text: str, mention: Mention, published: dt.date | None) -> bool:
    """Does "by", "until", "до" lead this date?"""
    if published is not None and mention.date is not None and mention.date <= published:
        return False
    words = vocabulary(language_of(language, text))
    before = text[max(0, mention.start - 30) : mention.start].lower().rstrip()
    return words.until.search(before) is not None


def deadline(
    article: Article, mentions: Sequence[Mention], spans: Sequence[tuple[int, int, float]]
) -> Finding[dt.date] | None:
    """The last day to sign, write or give: a date led by "by", "until", "до", "bis zum" near words of action, not past
    when the article was published."""
    published = article.published.date() if article.published is not None else None
    scene = Scene(article.text, spans)
    for mention in mentions:
        last = mention.end_date or mention.date
        if last is None or (published is not None and not 0 <= (last - published).days <= 400):
            continue
        near = scene.closeness(mention.start, mention.end)
        if near > 0.3 and _is_deadline(article.language, article.text, mention, published):
            return Finding(last, Evidence(mention.quote, "text", mention.start), min(1.0, 0.4 + near / 2), "deadline")
    return None
