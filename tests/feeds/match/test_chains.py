"""Small groups of articles, in our own words, through the real reading: which are one action and which are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeds.article import Article
from feeds.match.action import Likeness, compare, keys
from feeds.match.known import Traits
from feeds.match.text import fingerprint
from feeds.understand import read

Told = tuple[str, str, str, str]
"""Language, day of publication, title, text."""

# ruff: noqa: E501
ANNOUNCED: Told = (
    "en", "2023-03-07", "Vigil for Darya Volkova in Dublin on Friday",
    "Friends of Darya Volkova, a lesbian activist jailed in Minsk, will hold a candlelight vigil on Friday, 10 March 2023 at 18:00 "
    "outside the Belarusian embassy in Dublin. Bring a candle and join us in solidarity with LGBT people in Belarus.",
)  # fmt: skip
REPORT: Told = (
    "en", "2023-03-11", "Candles in the rain for jailed activist",
    "About 40 people gathered on Friday evening, 10 March, outside the embassy of Belarus in Dublin for a vigil in solidarity with the "
    "lesbian activist Darya Volkova, who is jailed in Minsk. They read out letters from LGBT people in Belarus.",
)  # fmt: skip
CORRECTED: Told = (
    "en", "2023-03-13", "Correction: vigil in Dublin",
    "Correction: the vigil for the jailed lesbian activist Darya Volkova outside the Belarusian embassy in Dublin on 10 March 2023 "
    "was attended by about 60 people, not 40. LGBT groups had called for solidarity with her.",
)  # fmt: skip
RUSSIAN: Told = (
    "ru", "2023-03-11", "В Дублине прошла акция солидарности с Дарьей Волковой",
    "10 марта 2023 года у посольства Беларуси в Дублине прошла вахта солидарности с ЛГБТ-активисткой Дарьей Волковой, "
    "которая сидит в тюрьме в Минске. Около 40 человек пришли со свечами и читали письма ЛГБТ-людей из Беларуси.",
)  # fmt: skip
NEXT_YEAR: Told = (
    "en", "2024-03-05", "Again a vigil for Darya Volkova",
    "Friends of Darya Volkova, a lesbian activist jailed in Minsk, will hold a candlelight vigil on Sunday, 10 March 2024 at 18:00 "
    "outside the Belarusian embassy in Dublin. Come and join us in solidarity with LGBT people in Belarus.",
)  # fmt: skip
OTHER_CITY: Told = (
    "en", "2023-03-07", "Vigil for Darya Volkova in Vienna",
    "A vigil for Darya Volkova, the lesbian activist jailed in Minsk, will be held on Friday, 10 March 2023 at 18:00 "
    "outside the Belarusian embassy in Vienna. Bring a candle, in solidarity with LGBT people in Belarus.",
)  # fmt: skip
NEXT_DAY: Told = (
    "en", "2023-03-12", "March for Darya Volkova through Dublin",
    "The day after, on Saturday 11 March 2023, some 300 people marched through Dublin in solidarity with Darya Volkova, the lesbian "
    "activist jailed in Minsk. LGBT groups carried rainbow flags along the quays.",
)  # fmt: skip


def _traits(told: Told) -> Traits:
    language, day, title, text = told
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    article = Article(
        url=f"https://{language}{day}.example/a", source="s", site="S", title=title, text=text, language=language,
        published=published, timezone="Europe/Dublin",
    )  # fmt: skip
    reading = read(article, topics=frozenset({"any"}))
    assert reading.verdict.relevant, (title, reading.verdict)
    return Traits(title, published, keys(article, reading), reading.facts, fingerprint(text))


def _compare(one: Told, other: Told) -> Likeness:
    return compare(_traits(one), _traits(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [(ANNOUNCED, REPORT), (REPORT, CORRECTED), (ANNOUNCED, CORRECTED), (REPORT, RUSSIAN), (ANNOUNCED, RUSSIAN)],
    ids=["report", "correction", "correction of what was announced", "another script", "another script, announced"],
)
def test_one_action(one: Told, other: Told) -> None:
    likeness = _compare(one, other)
    assert likeness.joins, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ANNOUNCED, NEXT_YEAR),
        (REPORT, NEXT_YEAR),
        (ANNOUNCED, OTHER_CITY),
        (REPORT, NEXT_DAY),
        (RUSSIAN, NEXT_DAY),
        (CORRECTED, NEXT_YEAR),
    ],
    ids=[
        "next year",
        "next year, report",
        "another city",
        "the next day",
        "the next day, another script",
        "correction",
    ],
)
def test_two_actions(one: Told, other: Told) -> None:
    likeness = _compare(one, other)
    assert not likeness.joins, likeness
