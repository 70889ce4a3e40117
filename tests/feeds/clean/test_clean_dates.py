"""Publication dates in any spelling; what is not certain is None."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest

from feeds.clean.dates import parse_instant

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def read(text: str, zone: str = "", language: str = "") -> str | None:
    instant = parse_instant(text, timezone=zone, language=language, now=NOW)
    return instant.isoformat() if instant else None


@pytest.mark.parametrize(
    ("text", "zone", "language", "instant"),
    [
        ("Thu, 25 Mar 2021 19:20:00 +0300", "", "", "2021-03-25T19:20:00+03:00"),
        ("Mon, 25 Mar 2021 19:20:00 EST", "", "", "2021-03-25T19:20:00-05:00"),
        ("25 Mar 21 19:20 GMT", "", "", "2021-03-25T19:20:00+00:00"),
        ("Thu Mar 25 19:20:00 2021", "", "", "2021-03-25T19:20:00+00:00"),
        ("Thu Mar 25 2021 19:20:00 GMT+0300 (Moscow Standard Time)", "", "", "2021-03-25T19:20:00+03:00"),
        ("2021-03-25T19:20:00Z", "Asia/Tokyo", "", "2021-03-25T19:20:00+00:00"),
        ("2021-03-25T19:20:00.5+03:00", "", "", "2021-03-25T19:20:00+03:00"),
        ("2021-03-25 19:20:00 +0200 CEST", "", "", "2021-03-25T19:20:00+02:00"),
        ("20210325192000", "Europe/Kyiv", "", "2021-03-25T19:20:00+02:00"),
        ("2021-03-25", "Asia/Tokyo", "", "2021-03-25T00:00:00+09:00"),
        ("25.03.2021 19:20", "Europe/Istanbul", "tr", "2021-03-25T19:20:00+03:00"),
        ("25/03/2021 | Yazar: birisi", "Europe/Istanbul", "tr", "2021-03-25T00:00:00+03:00"),
        ("1490000000", "", "", "2017-03-20T08:53:20+00:00"),
        ("1490000000000", "", "", "2017-03-20T08:53:20+00:00"),
        ("15 mars 2017 à 10h", "Europe/Paris", "fr", "2017-03-15T10:00:00+01:00"),
        ("15 mars 2017 à 10h30", "Europe/Paris", "fr", "2017-03-15T10:30:00+01:00"),
        ("14.30 Uhr, 3. Oktober 2019", "Europe/Berlin", "de", "2019-10-03T14:30:00+02:00"),
        ("Mar 14 mag 2017, ore 10.30", "Europe/Rome", "it", "2017-05-14T10:30:00+02:00"),
        ("15 de julho de 2014 às 14h", "America/Sao_Paulo", "pt", "2014-07-15T14:00:00-03:00"),
        ("May 15, 2017 at 5:30 p.m. ET", "", "en", "2017-05-15T17:30:00-04:00"),
        ("Friday 12th of May 2017 12:05 AM", "", "en", "2017-05-12T00:05:00+00:00"),
        ("15 мая 2017, 19:05", "Europe/Moscow", "ru", "2017-05-15T19:05:00+03:00"),
        ("12 listopada 2020", "Europe/Warsaw", "pl", "2020-11-12T00:00:00+01:00"),
        ("12 listopada 2020", "Europe/Zagreb", "hr", "2020-10-12T00:00:00+02:00"),
        ("15 თებერვალი 2018", "Asia/Tbilisi", "ka", "2018-02-15T00:00:00+04:00"),
        ("2017. május 15., 10:30", "Europe/Budapest", "hu", "2017-05-15T10:30:00+02:00"),
        ("2017年5月15日 10:30", "Asia/Tokyo", "ja", "2017-05-15T10:30:00+09:00"),
        ("2017년 5월 15일 오후 3시 20분", "Asia/Seoul", "ko", "2017-05-15T15:20:00+09:00"),
        ("Ngày 15 tháng 5 năm 2017", "Asia/Ho_Chi_Minh", "vi", "2017-05-15T00:00:00+07:00"),
        ("15 พฤษภาคม 2560", "Asia/Bangkok", "th", "2017-05-15T00:00:00+07:00"),
        ("۱۵ فروردین ۱۴۰۰ - ۱۰:۳۰", "Asia/Tehran", "fa", "2021-04-04T10:30:00+04:30"),
        ("١٥ مايو ٢٠١٧", "Africa/Cairo", "ar", "2017-05-15T00:00:00+02:00"),
        ("الخميس 15 أيار 2017 - 10:30 م", "Asia/Beirut", "ar", "2017-05-15T22:30:00+03:00"),
        ("2022-yil 1-iyun", "Asia/Tashkent", "uz", "2022-06-01T00:00:00+05:00"),
        ("31.12.2019 24:00", "", "de", "2020-01-01T00:00:00+00:00"),
        ("Mon, 25 Mar 2019 19:20:00 CST", "Asia/Shanghai", "", "2019-03-25T19:20:00+08:00"),
    ],
)
def test_dates(text: str, zone: str, language: str, instant: str) -> None:
    assert read(text, zone, language) == instant


@pytest.mark.parametrize(
    ("zone", "language", "day"),
    [
        ("America/New_York", "en", "2021-03-04"),
        ("Europe/London", "en", "2021-04-03"),
        ("", "en", None),
        ("", "", None),
        ("", "tr", "2021-04-03"),
        ("America/New_York", "es", "2021-04-03"),
    ],
)
def test_the_order_of_day_and_month(zone: str, language: str, day: str | None) -> None:
    told = read("03/04/2021", zone, language)
    assert (told and told[:10]) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "3 hours ago",
        "15 March",
        "May 2017",
        "2017",
        "31 April 2020",
        "0000-00-00 00:00:00",
        "1970-01-01",
        "2031-01-01",
        "1989-12-31",
        "25:61",
        "12 listopada 2020",
        "2017-W20",
        "x" * 500,
        "\x00",
        "99.99.9999",
        "1",
        "Copyright 2020",
        "+2017",
        "12345678901234567890",
    ],
)
def test_what_states_no_certain_date_is_none(text: str) -> None:
    assert read(text) is None


def test_only_a_little_future_is_taken() -> None:
    assert parse_instant("2026-11-21T20:00:00Z", now=NOW) is not None
    assert parse_instant("2026-11-23", now=NOW) is None
    assert parse_instant("2026-11-23") is not None  # no clock, no future


def test_mail_dates_come_back() -> None:
    assert read(format_datetime(NOW)) == NOW.isoformat()


def test_dates_of_real_pages(shared: Path) -> None:
    pages = [json.loads(line) for line in (shared / "web" / "dev.gold.jsonl").read_text("utf-8").splitlines()]
    stated = [page["published"] for page in pages if page.get("published")]
    assert stated
    for text in stated:
        instant = parse_instant(text, now=NOW)
        assert instant is not None and instant.isoformat()[:10] == text[:10]
