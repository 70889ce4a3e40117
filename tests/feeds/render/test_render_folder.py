"""The rendered folder: what is in it, and that anything at all renders into harmless, valid files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import feedparser
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds.action import Action
from feeds.render import FeedInfo, SourceInfo, render_all
from tests.feeds.render.inspecting import VALIDATOR, inspect
from tests.feeds.render.made import ACTIONS, GONE, INFO, KISS_IN, MERGED, PETITION, SOURCES, actions, text, urls

KINDS = {"xml", "json", "ics", "html", "opml", "css", "js"}


@pytest.fixture(scope="module")
def folder() -> dict[str, bytes]:
    return render_all(INFO, ACTIONS, (GONE, MERGED), SOURCES)


def item(folder: dict[str, bytes], action: Action) -> dict[str, Any]:
    items: list[dict[str, Any]] = json.loads(folder["feed.json"])["items"]
    return next(each for each in items if each["id"] == action.id)


def test_the_files(folder: dict[str, bytes]) -> None:
    wanted = {
        "atom.xml", "feed.json", "actions.ics", "sources.opml", "index.html", "style.css", "page.js", "by/index.html",
        "by/form/kiss-in/atom.xml", "by/form/kiss-in/feed.json", "by/form/kiss-in/actions.ics", "by/country/US/atom.xml",
        "by/language/ru/feed.json", "by/how/sign/atom.xml", "by/upcoming/atom.xml", "by/closing-soon/feed.json",
        "by/month/2018-02/index.html",
    }  # fmt: skip
    assert wanted <= set(folder)
    assert "by/how/sign/actions.ics" not in folder, "a slice without dates has no calendar"
    assert not [name for name in folder if name.startswith("by/form/vigil")], "only slices that have entries"
    inspect(folder)


def test_same_actions_same_bytes(folder: dict[str, bytes]) -> None:
    assert render_all(INFO, tuple(reversed(ACTIONS)), (MERGED, GONE), SOURCES) == folder


def test_the_day_moves_only_what_depends_on_it(folder: dict[str, bytes]) -> None:
    later = render_all(
        replace(INFO, today=INFO.today and INFO.today + timedelta(days=1)), ACTIONS, (GONE, MERGED), SOURCES
    )
    assert {name for name in folder if folder[name] != later.get(name)} <= {"index.html"}


def test_an_empty_folder() -> None:
    folder = render_all(INFO, ())
    inspect(folder)
    assert json.loads(folder["feed.json"])["items"] == []
    assert b"Nothing here yet" in folder["index.html"]


def test_without_public_address_links_stay_relative() -> None:
    folder = render_all(replace(INFO, public_url=""), ACTIONS)
    inspect(folder)
    feed = etree.fromstring(folder["by/form/kiss-in/atom.xml"])
    links = {link.get("rel"): link.get("href") for link in feed.findall("{*}link")}
    assert links == {"self": "atom.xml", "alternate": "../../../by/form/kiss-in/index.html"}
    assert "feed_url" not in json.loads(folder["feed.json"])


def test_solidarity_says_what_is_known(folder: dict[str, bytes]) -> None:
    said = item(folder, KISS_IN)["_solidarity"]
    assert said["forms"] == ["kiss-in", "rally"]
    assert said["starts"] == ["2018-02-11T13:00:00-05:00"]
    assert said["ends"] == "2018-02-11T15:00:00-05:00"
    assert (said["city"], said["country"], said["timezone"]) == ("New York", "US", "America/New_York")
    assert said["participate"] == [
        {"how": "attend", "url": None},
        {"how": "share", "url": "https://group.example/share"},
    ]
    assert [each["url"] for each in said["sources"]] == ["https://group.example/kiss-in", "https://gazeta.example/1"]
    assert said["sources"][0]["published"] == "2018-02-08T15:30:00-05:00"
    assert said["conflicts"][0]["values"][1] == {"value": "воскресенье", "source": "https://gazeta.example/1"}
    assert "places" not in said
    assert item(folder, PETITION)["_solidarity"]["starts"] == []


def test_the_schema_refuses_what_is_not_the_contract(folder: dict[str, bytes]) -> None:
    said = item(folder, KISS_IN)["_solidarity"]
    for field, wrong in [
        ("forms", ["party"]),
        ("status", "maybe"),
        ("starts", ["11 February"]),
        ("country", "usa"),
        ("new", 1),
    ]:
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate(said | {field: wrong})


def test_feedparser_reads_it_back(folder: dict[str, bytes]) -> None:
    feed = feedparser.parse(folder["atom.xml"])
    assert not feed.bozo
    entry = next(each for each in feed.entries if each.id == KISS_IN.id)
    assert entry.title == "[2018-02-11] Kiss-in at the consulate - New York, United States"
    assert entry.link == "https://group.example/kiss-in"
    assert {link.href for link in entry.links if link.rel == "via"} == {source.url for source in KISS_IN.sources}
    russian = next(link for link in entry.links if link.href == "https://gazeta.example/1")
    assert (russian.hreflang, russian.title) == ("ru", "Газета: Акция поцелуев у консульства")
    assert [author.name for author in entry.authors] == ["The Group", "Газета"]
    assert {tag.term for tag in entry.tags} >= {"kiss-in", "US", "ru", "lgbtq", "attend"}
    assert feed.feed.updated == "2018-02-10T12:00:00+00:00"


def test_the_body_keeps_its_order(folder: dict[str, bytes]) -> None:
    body = item(folder, KISS_IN)["content_html"]
    words = [
        "Kiss-in",
        "When:",
        "Where:",
        "How to take part:",
        "Who:",
        "What the sources say",
        "sources disagree",
        "Changes",
    ]
    found = [body.index(word) for word in words]
    assert found == sorted(found)
    assert "Sunday, February 11, 2018, 1:00\u202fPM" in body and "Eastern Standard Time" in body
    assert 'lang="ru"' in body and "<p>Come at <b>1 pm</b>.</p>" in body


def test_a_single_source_is_named(folder: dict[str, bytes]) -> None:
    feed = etree.fromstring(folder["atom.xml"])
    sources = {entry.findtext("{*}id"): entry.findtext("{*}source/{*}title") for entry in feed.findall("{*}entry")}
    assert sources == {KISS_IN.id: None, PETITION.id: "Sign"}


def test_tombstones(folder: dict[str, bytes]) -> None:
    feed = etree.fromstring(folder["atom.xml"])
    stones = {stone.get("ref"): stone.findtext("{*}comment") for stone in feed.findall("{*}deleted-entry")}
    assert stones == {GONE.id: None, MERGED.id: f"Now part of {KISS_IN.id}"}


def test_archives_hold_what_the_feed_has_no_room_for() -> None:
    many = [
        replace(PETITION, id=f"tag:x.example,2018:{n}", published=day, updated=day)
        for n, day in enumerate(datetime(2017, month, 3, tzinfo=UTC) for month in range(1, 9))
    ]
    folder = render_all(replace(INFO, max_entries=3), many)
    inspect(folder)
    seen, at = set(), "atom.xml"
    while at:
        feed: Any = etree.fromstring(folder[at])
        seen |= {entry.findtext("{*}id") for entry in feed.findall("{*}entry")}
        links = {
            link.get("rel"): link.get("href").removeprefix("https://feed.example.org/s/")
            for link in feed.findall("{*}link")
        }
        at = links.get("prev-archive", "")
    assert seen == {each.id for each in many}
    assert len(json.loads(folder["feed.json"])["items"]) == 3
    # an update of an old action touches its own archive only
    moved = [replace(many[1], updated=datetime(2018, 1, 1, tzinfo=UTC)) if each is many[1] else each for each in many]
    again = render_all(replace(INFO, max_entries=3), moved)
    archives = {
        name for name in {*folder, *again} if name.startswith("archive/") and folder.get(name) != again.get(name)
    }
    assert archives == {"archive/2017-02.xml", "archive/2017-06.xml", "archive/2017-05.xml"}


def test_a_burst_stays_until_readers_had_time_to_come() -> None:
    days = (date(2018, 2, 10) - timedelta(days=age) for age in range(8))
    many = [
        replace(PETITION, id=f"tag:x.example,2018:{day}", updated=datetime.combine(day, time(9), UTC)) for day in days
    ]
    info = replace(INFO, today=date(2018, 2, 10), max_entries=3)

    def held(min_entry_days: int) -> tuple[int, int]:
        folder = render_all(replace(info, min_entry_days=min_entry_days), many)
        inspect(folder)
        return folder["atom.xml"].count(b"<entry"), len(json.loads(folder["feed.json"])["items"])

    assert [held(days) for days in (0, 2, 5, 10**9)] == [(3, 3), (3, 3), (5, 5), (8, 8)]


def test_a_size_is_kept_by_shortening_the_oldest() -> None:
    long = replace(PETITION.sources[0], html="<p>" + "word " * 2_000 + "</p>")
    many = [
        replace(PETITION, id=f"tag:x.example,2018:{n}", sources=(long,), updated=PETITION.updated + timedelta(days=n))
        for n in range(30)
    ]
    tight = json.loads(render_all(replace(INFO, max_bytes=1), many)["feed.json"])["items"]
    assert len(tight) == 30 and all("blockquote" not in each["content_html"] for each in tight), "headlines alone"
    folder = render_all(replace(INFO, max_bytes=150_000), many)
    items = json.loads(folder["feed.json"])["items"]
    assert len(folder["atom.xml"]) < 160_000
    assert len(items) == 30, "cut in length, never in number"
    lengths = [len(each["content_html"]) for each in items]
    assert lengths == sorted(lengths, reverse=True) and lengths[0] > 5_000 > lengths[-1]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(actions, max_size=3, unique_by=lambda each: each.id),
    st.sampled_from(("en", "ar", "ru", "xx")),
    st.booleans(),
)
def test_anything_renders_into_harmless_files(many: list[Action], language: str, public: bool) -> None:
    info = replace(INFO, language=language, public_url=INFO.public_url if public else "")
    assert inspect(render_all(info, many)) >= KINDS


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_folder_s_own_texts_may_be_anything(data: st.DataObject) -> None:
    info = FeedInfo(title=data.draw(text), subtitle=data.draw(text), publisher=data.draw(text), contact=data.draw(urls),
                    rights=data.draw(text), hub=data.draw(urls), today=INFO.today)  # fmt: skip
    source = SourceInfo(data.draw(text), data.draw(text), data.draw(urls), data.draw(urls), (data.draw(text),))
    assert inspect(render_all(info, ACTIONS, (), (source,))) >= KINDS
