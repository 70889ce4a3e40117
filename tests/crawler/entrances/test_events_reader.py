"""Events: iCalendar, JSON-LD, microformats, the APIs of Gancio and The Events Calendar."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.entrances import calendar, listing, sniff

URL = "https://agenda.example.org/feed/ics"


def ics(*lines: str) -> bytes:
    inside = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Agenda\r\n{inside}\r\nEND:VCALENDAR\r\n".encode()


def test_an_icalendar_event_keeps_its_zone_and_facts() -> None:
    page = calendar.read(
        ics("UID:7@x", "SUMMARY:Picnic for Zoya", "DTSTART;TZID=Europe/Lisbon:20240517T180000",
            "DTEND;TZID=Europe/Lisbon:20240517T200000",
            "LOCATION:Mill Garden\\, Lisbon", "STATUS:CANCELLED", "URL:https://agenda.example.org/e/7",
            "CREATED:20240501T080000Z",
            "ORGANIZER;CN=Open Door:mailto:x@example.org", "CATEGORIES:picnic,solidarity"),
        URL,
    )  # fmt: skip
    (entry,) = page.entries
    (event,) = entry.events
    assert (event.starts, event.ends) == ("2024-05-17T18:00:00+01:00", "2024-05-17T20:00:00+01:00")
    assert (event.venue, event.status, event.organisers) == ("Mill Garden, Lisbon", "cancelled", ("Open Door",))
    assert (entry.url, entry.title, entry.published) == (
        "https://agenda.example.org/e/7",
        "Picnic for Zoya",
        "2024-05-01T08:00:00+00:00",
    )
    assert entry.tags == ("picnic", "solidarity")
    assert page.title == "Agenda"


def test_events_without_a_page_are_told_apart_and_whole() -> None:
    body = ics(
        "UID:1",
        "SUMMARY:One",
        "DTSTART;VALUE=DATE:20240517",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2",
        "SUMMARY:Two",
        "DTSTART:20240518T100000Z",
    )
    entries = calendar.read(body, URL).entries
    assert [e.url for e in entries] == [f"{URL}?uid=2", f"{URL}?uid=1"]
    assert all(e.full for e in entries)
    assert entries[1].events[0].starts == "2024-05-17"


@pytest.mark.parametrize(
    "body",
    [b"", b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\nEND:VEVENT\r\nEND:VCALENDAR"],
)
def test_broken_calendars_bring_nothing(body: bytes) -> None:
    assert calendar.read(body, URL).entries == ()


def test_json_ld_events_of_a_listing() -> None:
    node = {
        "@context": "https://schema.org", "@graph": [{
            "@type": "SocialEvent", "name": "Rally", "startDate": "2024-05-17T18:00+02:00", "url": "/e/rally",
            "eventStatus": "https://schema.org/EventPostponed", "organizer": [{"name": "Group A"}, {"name": "Group B"}],
            "location": {"@type": "Place", "name": "Old Market",
                         "address": {"addressLocality": "Brno", "addressCountry": "CZ"}}}],
    }  # fmt: skip
    page = listing.read(
        f'<script type="application/ld+json">{json.dumps(node)}</script>', "https://agenda.example.org/"
    )
    (entry,) = page.entries
    (event,) = entry.events
    assert entry.url == "https://agenda.example.org/e/rally"
    assert not entry.full
    assert (event.venue, event.city, event.country, event.status) == ("Old Market", "Brno", "CZ", "postponed")
    assert event.organisers == ("Group A", "Group B")


@pytest.mark.parametrize(
    "html",
    [
        """<div class="h-event"><a class="u-url p-name" href="/e/1">Vigil</a>
        <time class="dt-start" datetime="2024-05-17T18:00">17 May</time><span class="p-location">Gate</span></div>""",
        """<div class="vevent"><a class="summary" href="/e/1">Vigil</a><span class="dtstart"><span class="value-title"
        title="2024-05-17T18:00"></span>17.5.</span><b class="location">Gate</b></div>""",
    ],
)
def test_microformats_of_both_generations(html: str) -> None:
    (entry,) = listing.read(html, "https://agenda.example.org/").entries
    (event,) = entry.events
    assert (entry.url, event.name, event.starts, event.venue) == (
        "https://agenda.example.org/e/1",
        "Vigil",
        "2024-05-17T18:00",
        "Gate",
    )


def test_gancio_s_list() -> None:
    rows = [{"title": "Assembly", "slug": "assembly", "start_datetime": 1715961600, "end_datetime": None,
             "description": "<p>Come.</p>",
             "place": {"name": "Casa", "address": "Via Roma 1"}, "tags": ["queer"]}, {"title": "no date"}]  # fmt: skip
    page = sniff.read(json.dumps(rows).encode(), "https://agenda.example.org/feed/json")
    (entry,) = page.entries
    assert page.kind == "calendar"
    assert entry.url == "https://agenda.example.org/event/assembly"
    assert (entry.events[0].starts, entry.events[0].venue, entry.tags) == (
        "2024-05-17T16:00:00+00:00",
        "Casa",
        ("queer",),
    )


def test_the_events_calendar_s_api() -> None:
    data = {"events": [{"title": "Bread &amp; roses", "url": "https://agenda.example.org/e/br",
                        "start_date": "2024-05-17 18:00:00",
                        "date_utc": "2024-05-01 08:00:00", "venue": {"venue": "Hall", "city": "Oslo"},
                        "organizer": [{"organizer": "A"}]}]}  # fmt: skip
    (entry,) = sniff.read(
        json.dumps(data).encode(), "https://agenda.example.org/wp-json/tribe/events/v1/events"
    ).entries
    event = entry.events[0]
    assert (event.name, event.starts, event.venue, event.city, event.organisers) == (
        "Bread & roses",
        "2024-05-17T18:00:00",
        "Hall",
        "Oslo",
        ("A",),
    )
    assert entry.published == "2024-05-01T08:00:00Z"


LINES = st.sampled_from(["UID:1", "SUMMARY:x", "DTSTART:20240101T000000Z", "DTSTART;TZID=No/Where:20240101T000000", "DTSTART:x", "URL:http://[",
                         "CATEGORIES:", "ORGANIZER;CN=:x",
                         "BEGIN:VEVENT", "END:VEVENT", "LOCATION", ":", "CREATED:9"])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_nothing_raises(lines: list[str]) -> None:
    for entry in calendar.read(ics(*lines), URL).entries:
        assert entry.url.startswith("https://")
