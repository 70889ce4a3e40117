"""Deadlines: until when a petition, an appeal or a collection can be joined."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from feeds.action import Form
from feeds.understand import lexicon
from feeds.understand.calendar_words import Vocabulary, language_of, vocabulary
from feeds.understand.dates import tokens_of
from feeds.understand.form import STANDING
from feeds.understand.mentions import Mention
from feeds.understand.phrases import Phrases
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import SHARED, Scan

_ASKED = frozenset(("how.sign", "how.donate", "how.write", "how.post", "how.attend", "form.petition", "form.open-letter",
                    "form.fundraiser", "form.letter-writing", "form.photo-campaign", "form.hashtag-campaign"))  # fmt: skip
_MATTERS = frozenset(("relevance.law", "relevance.court", "relevance.persecution", "relevance.elsewhere"))
"""Other things have days too."""
_FARTHEST = 400
"""Days: no appeal waits longer."""
_MANY = 60


def leads(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Do words make the day at `start` to `end` a deadline: "by", "until" before it, "kadar", "-ig" after it?"""
    if words.until.search(text[max(0, start - 30) : start].lower().rstrip()):
        return True
    last = end
    while last > start and text[last - 1].isalpha():
        last -= 1
    tail = re.match(r"[^\W\d_]+|[-'’]?[^\W\d_]*", text[last : end + 16])
    if tail is not None and words.until_ends and tail.group().lower().endswith(words.until_ends):
        return True
    return words.until_after.match(text, end) is not None


def find(scan: Scan, dates: Sequence[Mention], forms: Sequence[Form]) -> Finding[dt.date] | None:
    """The last day to sign, write or give: a day to come near such a call, led by "by" or "until", named where it is
    said to close, or the end of a span in which people are asked."""
    if scan.article.published is None:
        return None
    today = scan.article.published.date()
    words = vocabulary(language_of(scan.article.language, scan.text))
    asked = {scan.sentences.at(hit.start) for hit in scan.text_hits if hit.name in _ASKED}
    matters = {scan.sentences.at(hit.start) for hit in scan.text_hits if hit.name in _MATTERS}
    standing = any(form in STANDING for form in forms)
    months = _ends_of_months(scan.text, words, today) if asked else []
    for mention in sorted((*dates, *months), key=lambda mention: mention.start):
        last = mention.end_date or mention.date
        at = scan.sentences.at(mention.start)
        if last is None or not 0 < (last - today).days <= _FARTHEST:
            continue
        near = bool(asked & {at - 1, at, at + 1})
        if not near and not (standing and not mention.time and at not in matters):
            continue
        if (standing or at in asked) and _closes(scan, words, mention, at, standing=standing and near):
            quote = scan.text[mention.start : mention.end]
            return Finding(last, Evidence(quote, "text", mention.start), 0.7, "the last day named")
    return None


def _closes(scan: Scan, words: Vocabulary, mention: Mention, at: int, *, standing: bool) -> bool:
    if mention.time:
        return False
    if leads(words, scan.text, mention.start, mention.end) or (standing and mention.end_date is not None):
        return True
    start, end = scan.sentences.span(at)
    return standing and not mention.time and _close().any(scan.low_text[start:end][:600])


def _ends_of_months(text: str, words: Vocabulary, today: dt.date) -> Iterator[Mention]:
    """ "until the end of August": its last day. Only a deadline is told so; no action is on such a day."""
    for number, match in enumerate(words.end_of.finditer(text)):
        tokens = tokens_of(text[match.end() : match.end() + 24], words)
        if number >= _MANY or not tokens or not tokens[0].has("month") or tokens[0].start > 8:
            continue
        end = match.end() + tokens[0].end
        if leads(words, text, match.start(), end):
            yield Mention(match.start(), end, text[match.start() : end], _last_day(today, tokens[0].marks["month"]))
    for match in islice(words.month_end.finditer(text), _MANY):
        if leads(words, text, match.start(), match.end()):
            yield Mention(match.start(), match.end(), match.group(), _last_day(today, today.month))


def _last_day(today: dt.date, month: int) -> dt.date:
    year = today.year + (month < today.month)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@cache
def _close() -> Phrases:
    return Phrases(("close", word) for word in lexicon.table(SHARED, "deadline")["close"])
