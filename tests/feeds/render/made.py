"""Made actions: two well-formed ones told like the reference articles, and a hypothesis strategy for any action at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from feeds.action import (
    Action,
    Change,
    Conflict,
    Facts,
    Form,
    Part,
    Place,
    SourceLink,
    Status,
    Tombstone,
    When,
)
from feeds.render import FeedInfo, SourceInfo

TODAY = date(2018, 2, 9)
INFO = FeedInfo(public_url="https://feed.example.org/s", contact="desk@example.org", publisher="Desk", today=TODAY)

KISS_IN = Action(
    id="tag:feed.example.org,2018:kiss-in",
    title="Kiss-in at the consulate",
    language="en",
    facts=Facts(
        forms=(Form.KISS_IN, Form.RALLY),
        status=Status.ANNOUNCED,
        whens=(When(date(2018, 2, 11), "13:00", end_time="15:00", zone="America/New_York"),),
        places=(
            Place(
                "New York", "US", "Consulate General of Uzbekistan", "801 2nd Ave", "America/New_York", 40.7143, -74.006
            ),
        ),
        organisers=("Voices4", "RUSA LGBT"),
        beneficiaries=("LGBTIQ people in Uzbekistan",),
        targets=("Uzbekistan",),
        hashtags=("#StopThePurge",),
        parts=(Part("attend"), Part("share", "https://group.example/share")),
        attendance=(50, 100),
        topics=("lgbtq",),
    ),
    sources=(
        SourceLink(
            url="https://group.example/kiss-in",
            title="Kiss-in at the consulate",
            site="The Group",
            language="en",
            published=datetime(2018, 2, 8, 15, 30, tzinfo=timezone(timedelta(hours=-5))),
            html="<p>Come at <b>1 pm</b>.</p>",
            summary="Come at 1 pm.",
            home="https://group.example/",
            licence="https://creativecommons.org/licenses/by/4.0/",
        ),
        SourceLink(
            url="https://gazeta.example/1",
            title="Акция поцелуев у консульства",
            site="Газета",
            language="ru",
            published=datetime(2018, 2, 9, 9, tzinfo=UTC),
            summary="Активисты соберутся у консульства.",
            home="https://gazeta.example/",
        ),
    ),
    published=datetime(2018, 2, 8, 20, 30, tzinfo=UTC),
    updated=datetime(2018, 2, 10, 12, tzinfo=UTC),
    changes=(Change(date(2018, 2, 10), "time", "12:00", "13:00"),),
    conflicts=(
        Conflict(
            "starts",
            (("Monday, February 11th", "https://group.example/kiss-in"), ("воскресенье", "https://gazeta.example/1")),
        ),
    ),
)

PETITION = Action(
    id="tag:feed.example.org,2018:petition",
    title="Подпишите петицию",
    language="ru",
    facts=Facts(
        forms=(Form.PETITION,),
        status=Status.ONGOING,
        online=True,
        parts=(Part("sign", "https://sign.example/p"),),
        deadline=date(2018, 2, 20),
        topics=("lgbtq",),
    ),
    sources=(
        SourceLink(
            url="https://sign.example/p",
            title="Подпишите петицию",
            site="Sign",
            language="ru",
            published=datetime(2018, 1, 5, tzinfo=UTC),
            summary="Петиция в защиту.",
            home="https://sign.example/",
        ),
    ),
    published=datetime(2018, 1, 5, tzinfo=UTC),
    updated=datetime(2018, 1, 5, tzinfo=UTC),
)

ACTIONS = (KISS_IN, PETITION)
GONE = Tombstone("tag:feed.example.org,2018:gone", datetime(2018, 1, 7, tzinfo=UTC))
MERGED = Tombstone("tag:feed.example.org,2018:merged", datetime(2018, 1, 8, tzinfo=UTC), KISS_IN.id)
SOURCES = (SourceInfo("group", "The Group", "https://group.example/", "https://group.example/feed", ("en",), "US"),)

# what has broken feeds before: markup, ends of sections, line breaks of every kind, controls, halves of characters, order marks
HOSTILE = (
    "]]>", "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "&amp;&lt;&#0;", "a\r\nBEGIN:VEVENT\r\nUID:x",
    "\x00\x01\x0b\x1f\x7f\x85", "\ud800", "\ufffe\uffff", "\u202eevil\u2066", "\u2028\u2029", "{{ 7*7 }}{% raw %}", "{n}{name}",
    '"><svg onload=alert(1)>', "' onmouseover='alert(1)", "-->", "\\n;,:\\", "a" * 3_000, "й" * 600, "🏳️‍🌈" * 50,
    "  \t\n ", "%s%d",     "\u0600" * 40, "=cmd|' /C calc'!A0", "<![CDATA[x", "<?xml?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
)  # fmt: skip

text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
urls = st.one_of(
    st.sampled_from(
        (
            "https://ok.example/a?b=c&d=<e>", "http://ok.example/ü", "javascript:alert(1)", "data:text/html,x", "//x", "",
            "https://user:pass@x.example/", "https://x.example/\r\nSet-Cookie: a", "https://[::1", "https://x.example:99999/",
            "https://x.example/\"onclick=\"a", "HTTPS://UPPER.EXAMPLE/", "https://ok.example/" + "a" * 3_000,
            "mailto:a@b.example",
        )
    ),
    text,
)  # fmt: skip
hostile_html = st.one_of(
    text,
    st.sampled_from(
        (
            "<p>fine <a href='javascript:alert(1)'>x</a><a href='https://ok.example/'>ok</a></p>",
            "<img src='https://pixel.example/1.gif' width=1><p onclick='x()'>hi</p><style>*{display:none}</style>",
            "<div>" * 600, "<iframe src='https://x.example'></iframe>", "<p>unclosed <b>bold", "</blockquote></body></html>",
            "<math><mtext><script>alert(1)</script>", "<form action='https://x.example'><input></form>", "<p>" + "x" * 101_000,
        )
    ),
)  # fmt: skip
languages = st.one_of(st.sampled_from(("en", "ru", "ar", "uz-Cyrl", "", "xx", "zh-Hant-TW")), text)
zones = st.one_of(
    st.none(),
    st.sampled_from(("America/New_York", "Europe/Kyiv", "UTC", "Asia/Kathmandu", "../../etc/passwd", "Nowhere/City")),
    text,
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(2017, 1, 1), date(2019, 1, 1))
clocks = st.one_of(st.none(), st.sampled_from(("00:00", "13:00", "23:59", "02:30", "25:99", "1 pm", "")))
instants = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from((None, UTC, timezone(timedelta(hours=5, minutes=45)))),
)
maybe = st.none() | text
numbers = st.none() | st.floats(-200, 200) | st.sampled_from((float("nan"), float("inf")))


def lists(of: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=most).map(tuple)


whens = st.builds(When, days, clocks, st.none() | days, clocks, zones)
countries = st.one_of(st.none(), st.sampled_from(("US", "DE", "XX", "us", "../..")), text)
places = st.builds(Place, maybe, countries, maybe, maybe, zones, numbers, numbers)
parts = st.builds(
    Part,
    st.sampled_from(("attend", "sign", "donate", "post", "write", "share", "boycott", "volunteer")),
    st.none() | urls,
)
facts = st.builds(
    Facts,
    forms=lists(st.sampled_from(list(Form))),
    status=st.none() | st.sampled_from(list(Status)),
    whens=lists(whens),
    places=lists(places),
    online=st.booleans(),
    organisers=lists(text),
    beneficiaries=lists(text),
    targets=lists(text),
    hashtags=lists(text),
    parts=lists(parts),
    deadline=st.none() | days,
    attendance=st.none() | st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
    topics=lists(st.sampled_from(("lgbtq", "human-rights-defenders")) | text),
)
sources = st.builds(
    SourceLink, urls, text, text, languages, st.none() | instants, lists(text), hostile_html, text, urls, text, urls
)
actions = st.builds(
    Action,
    id=st.uuids().map(lambda each: f"tag:feed.example.org,2018:{each}"),
    title=text,
    language=languages,
    facts=facts,
    sources=lists(sources),
    published=instants,
    updated=instants,
    changes=lists(st.builds(Change, days, text, maybe, maybe)),
    conflicts=lists(st.builds(Conflict, text, lists(st.tuples(text, urls)))),
    related=lists(text),
)
