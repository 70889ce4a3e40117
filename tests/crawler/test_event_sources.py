"""Calendars, event pages, Gancio, Mobilizon and the fediverse, end to end: their structured facts are the action's."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.recording import Recorded, Recorder
from tests.running import ROOT

ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Example//EN\r
BEGIN:VEVENT\r
UID:7@calendar.example\r
CREATED:20240501T080000Z\r
SUMMARY:Kiss-in in solidarity with LGBTQ people in Chechnya\r
DESCRIPTION:We kiss on the square in solidarity with gay men who are persecuted in Chechnya. Join us!\r
DTSTART;TZID=Europe/Lisbon:20240517T180000\r
DTEND;TZID=Europe/Lisbon:20240517T200000\r
LOCATION:Praça do Comércio\\, Lisbon\r
END:VEVENT\r
END:VCALENDAR\r
"""
GANCIO = [  # 2024-05-23 18:00 in Rome
    {
        "id": 12, "slug": "veglia", "title": "Veglia per le persone LGBT perseguitate in Uganda",
        "start_datetime": 1716480000, "end_datetime": 1716487200, "createdAt": "2024-05-10T08:00:00Z",
        "place": {"name": "Piazza Maggiore", "address": "Piazza Maggiore, Bologna"}, "tags": ["lgbt"],
        "description": "<p>Veglia di solidarietà con le persone LGBT perseguitate in Uganda. Partecipate con una candela!</p>",
    }
]  # fmt: skip
MOBILIZON = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Mobilizon//EN\r
BEGIN:VEVENT\r
UID:e1@mobilizon.example\r
SUMMARY:Veillée en solidarité avec les personnes LGBT du Ghana\r
DESCRIPTION:Veillée devant l'ambassade du Ghana\\, en solidarité avec les personnes LGBT persécutées. Venez avec une bougie !\r
DTSTART:20240521T183000Z\r
DTEND:20240521T200000Z\r
LOCATION:Place Bellecour\\, 69002\\, Lyon\\, France\r
GEO:45.7578;4.832\r
URL:https://mobilizon.example/events/e1\r
END:VEVENT\r
END:VCALENDAR\r
"""
MASTODON = """<?xml version="1.0"?><rss version="2.0" xmlns:webfeeds="http://webfeeds.org/rss/1.0">
<channel><title>#picket</title><link>https://social.example/tags/picket</link>
<generator>Mastodon v4.2.1</generator>
<item><guid isPermaLink="true">https://other.example/@group/1</guid><link>https://other.example/@group/1</link>
<pubDate>Tue, 14 May 2024 09:00:00 +0000</pubDate>
<description>&lt;p&gt;Picket in solidarity with the queer prisoners of Egypt: Friday 24 May 2024 at 18:00 in front of the
Egyptian embassy in Berlin. Come and bring friends! #picket #FreeThemAll&lt;/p&gt;</description></item></channel></rss>"""
LD = {
    "@context": "https://schema.org", "@type": "Event", "name": "Vigil for trans lives",
    "startDate": "2024-05-18T20:00:00+02:00",
    "location": {
        "@type": "Place", "name": "Dam Square", "address": {"addressLocality": "Amsterdam", "addressCountry": "NL"}
    },
}  # fmt: skip
VIGIL = (
    "<p>We hold a vigil in solidarity with trans people who are persecuted. Bring a candle and stand with us.</p>" * 3
)
PAGE = (
    '<html lang="en"><head><title>Vigil for trans lives</title>'
    f'<script type="application/ld+json">{json.dumps(LD)}</script></head>'
    f"<body><article><h1>Vigil for trans lives</h1>{VIGIL}</article></body></html>"
)
H_EVENT = """<html lang="en"><body><h1>Agenda</h1><div class="%s"><a class="u-url url" href="/%s">
<span class="p-name summary">Rally in solidarity with LGBTQ people in Hungary</span></a>
<time class="dt-start dtstart" datetime="2024-05-19T15:00:00+02:00">Sunday</time>
<span class="p-location location">Heldenplatz, Vienna</span></div></body></html>"""
RALLY = "<p>Rally in solidarity with LGBTQ people in Hungary, whose Pride is banned. Come and stand with them!</p>" * 3
RALLY_PAGE = f"<html lang='en'><body><article><h1>Rally for Hungary</h1>{RALLY}</article></body></html>"
H_CALENDAR = (
    (H_EVENT % ("vevent", "rally")).replace("Hungary", "Iraq").replace("Heldenplatz, Vienna", "Sergels torg, Stockholm")
)

WEB = {
    "https://calendar.example/events.ics": ("text/calendar", ICS),
    "https://gancio.example/feed/json": ("application/json", json.dumps(GANCIO)),
    "https://mobilizon.example/@group/feed/ics": ("text/calendar", MOBILIZON),
    "https://social.example/tags/picket.rss": ("application/rss+xml", MASTODON),
    "https://schema.example/": ("text/html", '<html><body><main><h2><a href="/2024/05/vigil-for-trans-lives">'
                                "Vigil for trans lives on Saturday evening</a></h2></main></body></html>"),
    "https://schema.example/2024/05/vigil-for-trans-lives": ("text/html", PAGE),
    "https://hevent.example/": ("text/html", H_EVENT % ("h-event", "rally")),
    "https://hevent.example/rally": ("text/html", RALLY_PAGE),
    "https://hcalendar.example/": ("text/html", H_CALENDAR.replace("-19T", "-26T")),
    "https://hcalendar.example/rally": ("text/html", RALLY_PAGE.replace("Hungary", "Iraq")),
}  # fmt: skip
CATALOGUE = """
[calendar]
home = "https://calendar.example/"
timezone = "Europe/Lisbon"
entrances = ["https://calendar.example/events.ics"]
[gancio]
home = "https://gancio.example/"
timezone = "Europe/Rome"
country = "IT"
kind = "events"
entrances = ["https://gancio.example/feed/json"]
[mobilizon]
home = "https://mobilizon.example/"
timezone = "Europe/Paris"
entrances = ["https://mobilizon.example/@group/feed/ics"]
[mastodon]
home = "https://social.example/"
kind = "fediverse"
entrances = ["https://social.example/tags/picket.rss"]
[schema]
home = "https://schema.example/"
[hevent]
home = "https://hevent.example/"
[hcalendar]
home = "https://hcalendar.example/"
"""


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("events")
    recorder = Recorder(folder / "web.warc.gz")
    for url, (kind, body) in WEB.items():
        date = datetime(2024, 5, 20, tzinfo=UTC)
        recorder.add(Recorded(url, 200, "OK", (("Content-Type", f"{kind}; charset=utf-8"),), body.encode(), date))
    recorder.close()
    (folder / "sources.toml").write_text(CATALOGUE)
    words = [
        sys.executable,
        "-m",
        "tests.crawler.trial_worker",
        str(folder / "web.warc.gz"),
        str(folder / "sources.toml"),
    ]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize(
    ("name", "form", "starts", "city"),
    [
        ("calendar", "kiss-in", "2024-05-17T18:00:00+01:00", "Lisbon"),
        ("gancio", "vigil", "2024-05-23T18:00:00+02:00", "Bologna"),
        ("mobilizon", "vigil", "2024-05-21T20:30:00+02:00", "Lyon"),
        ("mastodon", "picket", "2024-05-24T18:00:00+02:00", "Berlin"),
        ("schema", "vigil", "2024-05-18T20:00:00+02:00", "Amsterdam"),
        ("hevent", "rally", "2024-05-19T15:00:00+02:00", "Vienna"),
        ("hcalendar", "rally", "2024-05-26T15:00:00+02:00", "Stockholm"),
    ],
)
def test_structured_facts_are_those_of_the_action(
    tried: dict[str, Any], name: str, form: str, starts: str, city: str
) -> None:
    assert [row["verdict"] for row in tried[name]["articles"]] == ["relevant"], tried[name]
    (entry,) = tried[name]["published"]
    assert entry["forms"][0] == form
    assert entry["starts"] == [starts]
    assert entry["city"] == city


def test_a_post_of_the_fediverse_has_no_title_of_its_own(tried: dict[str, Any]) -> None:
    (row,) = tried["mastodon"]["articles"]
    assert row["url"] == "https://other.example/@group/1"
    assert "#" in row["text"]
