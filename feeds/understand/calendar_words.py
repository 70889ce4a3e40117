"""What a language calls its months, weekdays and hours: CLDR's names, and the `[when]` table of its lexicon file.

Keys of `[when]` (lists of words or phrases; "май*" stands for every word that begins so):
  months, weekdays, jalali   {number = [...]}  names and inflections CLDR lacks; Monday is 1
  weak                       {number = [...]}  short weekday names, believed only beside a day number or a time
  capital                    words believed only with a capital ("May", "Sun")
  relative                   {offset in days = [...]}; `blocked`: phrases in which such a word means something else
  habit                      {number = [...]}  words for every such day ("mittwochs"): a date only beside a number
  weeks_later, weeks_away    {weeks = [...]}  "# week": so long after the coming weekday; "# next week": so many weeks away
  next, last, this           words that point a weekday forwards, backwards, or to this week
  at, hour                   words before a time; after `hour` a bare number is an hour ("alle 17")
  hour_name                  those that are the word for it: the number after them is an hour, whatever follows
  clock, am, pm, noon, midnight
  to, and                    between the ends of a range, between items of a list
  hours                      the hours in words, from one to twelve ("nueve", forms of one hour parted by "/")
  told                       {"06:30" = [...]} words that say the hour and that it is one ("hétkor", "полседьмого")
  shift_before, shift_after  {minutes = [...]} "half past six", "halb sieben", "las seis y media"
  day                        words before a bare day of the month ("dia 29")
  ordinals                   {day = [...]} days of the month in words ("premier", "نهم")
  minutes                    {number = [...]} minutes in words, after an hour ("dix-neuf heures trente")
  counts                     {number = [...]} numbers in words where they are not those of `hours`
  ago, ahead                 phrases with "#" for a number of days ("# days ago", "через # дня")
  from_ends                  endings of the first day of a range, where no word stands between ("30-tól")
  future, past               words that tell the tense of a sentence ("*ed": words that end so)
  days                       {"MM-DD" = [...]} days named by their cause
  starts                     words for a beginning, and for coming together ("begin*", "meet")
  end_of, month_end          before a month, whose last day is a deadline; the end of this month
  opened, again, moved       words beside the day a campaign began, a further action's, the new day of one put off
  until, until_after, until_ends   before a deadline; after one; endings that make one ("-ig")
  law, stamp                 before the number of a law; before the clock of a page
"""

from __future__ import annotations

import pickle
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from babel import localedata

from feeds.understand import lexicon
from feeds.understand.tokens import Phrases, fold

_ROLES = (
    "next",
    "last",
    "this",
    "at",
    "hour",
    "hour_name",
    "clock",
    "am",
    "pm",
    "noon",
    "midnight",
    "to",
    "and",
    "day",
    "until",
    "law",
    "stamp",
    "blocked",
)
_SCRIPTS = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0600, 0x06FF, "ar"),
    (0x10A0, 0x10FF, "ka"),
    (0x3040, 0x30FF, "ja"),
    (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)


_CYRILLIC = re.compile("[\u0400-\u052f]{3}")
_TELLING = ("starts", "opened", "again", "moved", "end_of", "month_end")
_TENSES = ("future", "past")
_FARTHEST = 12
"""Days: what is farther away is told roughly."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """What stands before and after a weekday that is not of the coming days ("a week on #", "# next week")."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    later: int = 0
    """Days after the coming one."""
    away: int = 0
    """Weeks between this week and its own."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language's words of time."""

    language: str
    phrases: Phrases
    capital: frozenset[str]
    days: Mapping[int, tuple[int, int]]
    weeks: tuple[Weeks, ...]
    future: re.Pattern[str]
    past: re.Pattern[str]
    until: re.Pattern[str]
    """Ends with a word that leads a deadline."""
    from_ends: tuple[str, ...]
    starts: re.Pattern[str]
    """Words for the beginning of an action, and for coming together."""
    opened: re.Pattern[str]
    again: re.Pattern[str]
    moved: re.Pattern[str]
    end_of: re.Pattern[str]
    month_end: re.Pattern[str]
    until_after: re.Pattern[str]
    """Begins with a word that makes the day before it a deadline (" kadar")."""
    until_ends: tuple[str, ...]
    """Endings of a day that is a deadline ("-ig")."""


def language_of(language: str, text: str) -> str:
    """The language whose words to use: the given one, else one that uses the text's script; Uzbek has two scripts."""
    if language == "uz" and _CYRILLIC.search(text, 0, 400):
        return "uz-Cyrl"
    if language:
        return language
    for char in text[:400]:
        if ord(char) > 0x36F:
            for first, last, name in _SCRIPTS:
                if first <= ord(char) <= last:
                    return name
    return "en"


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of a language; of its base language, or English hours alone, where it has no file."""
    table = _table(language)
    phrases = Phrases()
    add = phrases.add

    for number, name, short in _cldr(language, "months"):
        add([name], month=number, **({"short": 1} if short else {}))
    for number, name, short in _cldr(language, "days"):
        add([name], weekday=number + 1, **({"weak": 1} if short else {}))
    for number, names in table.get("months", {}).items():
        add(names, month=int(number))
    for number, names in table.get("jalali", {}).items():
        add(names, month=int(number), jalali=1)
    for number, names in table.get("weekdays", {}).items():
        add(names, weekday=int(number))
    for number, names in table.get("weak", {}).items():
        add(names, weekday=int(number), weak=1)
    for number, names in table.get("habit", {}).items():
        add(names, weekday=int(number), habit=1)
    for offset, names in table.get("relative", {}).items():
        add(names, relative=int(offset))
    for name, offset in _distances(table):
        add([name], relative=offset)
    days: dict[int, tuple[int, int]] = {}
    for day, names in table.get("days", {}).items():
        month, _, number = day.partition("-")
        days[len(days)] = (int(month), int(number))
        add(names, named=len(days) - 1)
    for hour, name in enumerate(table.get("hours", ()), 1):
        add(name.split("/"), spoken=hour)
    for clock, names in table.get("told", {}).items():
        add(names, told=int(clock[:2]) * 60 + int(clock[3:]))
    for role in ("shift_before", "shift_after"):
        for minutes, names in table.get(role, {}).items():
            add(names, **{role: int(minutes)})
    for number, names in table.get("minutes", {}).items():
        add(names, minutes=int(number))
    for day, names in table.get("ordinals", {}).items():
        add(names, ordinal=int(day))
    for role in _ROLES:
        add(table.get(role, ()), **{role: 1})
    tells = {
        name: _hints(table.get(name, ()), bounded=not language.startswith(("zh", "ja")))
        for name in (*_TELLING, *_TENSES)
    }
    return Vocabulary(
        language=language,
        phrases=phrases,
        capital=frozenset(fold(w) for w in table.get("capital", ())),
        days=days,
        weeks=tuple(_weeks(table)),
        until=_ending(table.get("until", ())),
        until_after=_after(table.get("until_after", ())),
        until_ends=tuple(table.get("until_ends", ())),
        from_ends=tuple(table.get("from_ends", ())),
        **tells,
    )


def _distances(table: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """("three days ago", -3), ("3 days ago", -3) ... of the phrases of `ago` and `ahead`."""
    counts = {number: names.split("/") for number, names in enumerate(table.get("hours", ()), 1)}
    counts |= {int(number): names for number, names in table.get("counts", {}).items()}
    for role, sign in (("ago", -1), ("ahead", 1)):
        for template in table.get(role, ()):
            for number in range(2, _FARTHEST + 1):
                for written in (str(number), *counts.get(number, ())):
                    yield template.replace("#", written), sign * number


def _weeks(table: Mapping[str, Any]) -> Iterator[Weeks]:
    """The phrases of `weeks_later` and `weeks_away`, the longest first."""
    said = [(phrase, 7 * int(n), 0) for n, phrases in table.get("weeks_later", {}).items() for phrase in phrases]
    said += [(phrase, 0, int(n)) for n, phrases in table.get("weeks_away", {}).items() for phrase in phrases]
    for phrase, later, away in sorted(said, key=lambda row: -len(row[0])):
        before, after = (part.strip() for part in phrase.split("#"))
        yield Weeks(
            re.compile(rf"\b{re.escape(before)},?\s+$" if before else "", re.IGNORECASE),
            re.compile(rf",?\s+{re.escape(after)}\b(?![-'’]|\sof\b)" if after else "", re.IGNORECASE),
            later,
            away,
        )


def _table(language: str) -> dict[str, Any]:
    for name in _fallbacks(language):
        if table := lexicon.table(name, "when"):
            return table
        if name in _spare():
            return _spare()[name]
    shared = lexicon.table("en", "when")
    return {key: shared[key] for key in ("clock", "am", "pm") if key in shared}


@cache
def _spare() -> dict[str, dict[str, Any]]:
    """Words of time of languages that have no file of their own."""
    path = resources.files("feeds.understand") / "data" / "hours.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _fallbacks(language: str) -> tuple[str, ...]:
    parts = language.replace("_", "-").split("-")
    return tuple("-".join(parts[:n]) for n in range(len(parts), 0, -1))


@cache
def _own_data(locale: str) -> dict[str, Any]:
    """What CLDR says of this locale alone; babel's own loader would keep it in place of the inherited data it needs."""
    with Path(localedata.resolve_locale_filename(locale)).open("rb") as file:
        data: dict[str, Any] = pickle.load(file)
    return data


def _cldr(language: str, kind: str) -> list[tuple[int, str, bool]]:
    """(number, name, is short) of CLDR, Monday 0; read raw: babel's aliases leak names from one locale into others."""
    found: list[tuple[int, str, bool]] = []
    for name in _fallbacks(language):
        locale = name.replace("-", "_")
        if localedata.exists(locale):
            contexts = _own_data(locale).get(kind, {})
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    names = contexts.get(context, {})
                    names = names.get(width, {}) if isinstance(names, dict) else {}
                    if isinstance(names, dict):
                        found += [(int(k), str(v), width == "abbreviated") for k, v in names.items()]
            if found:
                break
    full = {fold(name) for _, name, short in found if not short}
    return [
        (n, name, short and fold(name) not in full)
        for n, name, short in found
        if len(name) > 1 and not name[0].isdecimal()
    ]


def _hints(names: Iterable[str], *, bounded: bool = True) -> re.Pattern[str]:
    """One pattern for words that tell a tense; "*ed" is an ending, "план*" a beginning, "!neděli" none of them."""
    names = tuple(names)
    not_these = "|".join(re.escape(n[1:]) for n in names if n.startswith("!"))
    names = tuple(n for n in names if not n.startswith("!"))
    endings = [re.escape(n[1:]) for n in names if n.startswith("*")]
    whole = [re.escape(n).replace(r"\*", r"\w*") for n in names if not n.startswith("*")]
    parts = [*whole, *([rf"\w+(?:{'|'.join(endings)})"] if endings else [])]
    unless = rf"(?!(?:{not_these})\b)" if not_these else ""
    if not bounded:
        return re.compile("|".join(parts) or r"(?!)")
    return re.compile(rf"\b{unless}(?:{'|'.join(parts)})\b" if parts else r"(?!)", re.IGNORECASE)


def _after(names: Iterable[str]) -> re.Pattern[str]:
    """One pattern for a text that begins, after at most a case ending, with one of these words."""
    parts = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?:[-'’]?[^\W\d_]{{1,4}})?[\s,]*(?:{parts})" if parts else r"(?!)", re.IGNORECASE)


def _ending(names: Iterable[str]) -> re.Pattern[str]:
    """One pattern for a text that ends with one of these and at most a short word ("until the")."""
    parts = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?:^|\W)(?:{parts})(?:\s+[^\W\d_]{{1,9}}\.?)?[\s,:]*$" if parts else r"(?!)", re.IGNORECASE)
