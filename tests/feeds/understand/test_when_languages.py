"""How each language writes days and hours: `dates.txt`, a sentence a line, published on Wednesday 6 March 2024."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from feeds.understand import when

PUBLISHED = dt.date(2024, 3, 6)
ROWS = (Path(__file__).parent / "dates.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("row", [row for row in ROWS if row and not row.startswith("#")])
def test_days_and_hours(row: str) -> None:
    language, rest = row.split("|", 1)
    text, gold = rest.rsplit("|", 1)
    mentions = when.find(text, language=language, published=PUBLISHED, zone=None)
    found = [f"{mention.date} {mention.time or '-'}" for mention in mentions if mention.date is not None]
    assert ";".join(found) == gold


@pytest.mark.parametrize(
    ("language", "published", "text", "told"),
    [
        ("en", "2018-11-11", "We're heading down this Tues arvo, 4.30 sharp.", "2018-11-13 16:30"),
        ("en", "2018-11-11", "See you Thurs eve, 6ish, outside the library.", "2018-11-15 18:00"),
        ("pt", "2025-03-24", "5.ª feira, 27, 18h30, à porta da Embaixada.", "2025-03-27 18:30"),
        ("pt", "2025-03-24", "Na próxima 6ª feira, às 19h, vem connosco.", "2025-03-28 19:00"),
        ("de", "2023-04-26", "Samstag um fünf vor zwölf am Rathaus", "2023-04-29 11:55"),
        ("nl", "2024-04-16", "morgenavond om tien voor acht", "2024-04-17 19:50"),
        ("ru", "2019-07-24", "Собираемся в субботу в пол седьмого", "2019-07-27 18:30"),
        ("cs", "2023-11-28", "ve čtvrtek 7. 12. od pěti odpoledne", "2023-12-07 17:00"),
        ("tr", "2021-06-28", "bu perşembe akşam altı buçukta karşısındayız", "2021-07-01 18:30"),
        ("tr", "2021-06-28", "yarın akşam yedide", "2021-06-29 19:00"),
        ("ka", "2024-09-19", "ხვალ, პარასკევს, რვის ნახევარზე ვიქნებით", "2024-09-20 19:30"),
        ("ka", "2024-09-19", "შაბათს, შვიდ საათზე, პარლამენტთან", "2024-09-21 19:00"),
        ("sv", "2022-10-19", "Lördag 22/10, möt upp 10.15 vid torget", "2022-10-22 10:15"),
        ("el", "2022-12-09", "Σάββατο 17/12, πόρτες 9", "2022-12-17 21:00"),
    ],
)
def test_days_and_hours_as_people_say_them(language: str, published: str, text: str, told: str) -> None:
    found = when.find(text, language=language, published=dt.date.fromisoformat(published), zone=None)
    assert [f"{m.date} {m.time}" for m in found] == [told]


def test_a_past_that_is_only_a_number() -> None:
    """Turkish "altı" (six) ends as a past tense does."""
    found = when.find("Bu cuma saat altı gibi meydandayız.", language="tr", published=dt.date(2021, 6, 28), zone=None)
    assert [m.date for m in found if m.date] == [dt.date(2021, 7, 2)]
