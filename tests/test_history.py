"""The life of entries through `scrapy update`, run after run on a small web: postponed, moved to a new address, cancelled, flapping."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.running import Place

# ruff: noqa: E501
HOME = "https://casa-arco.example/"
VIGIL = (
    "Vigil for LGBT people in Uganda",
    "Casa Arco will hold a candlelight vigil in solidarity with LGBT people in Uganda on {day} at {hour} on Rossio square in Lisbon. "
    "Bring a candle and a friend. A new law threatens them with prison and with death, and activists there ask to be heard. "
    "There will be music, silence and a reading of letters that reached us from Kampala in the last weeks. {more}",
)  # fmt: skip


@dataclass
class Site:
    """A group's site with a feed: address -> (title, text, updated)."""

    posts: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def post(self, path: str, updated: str, text: str, title: str = VIGIL[0]) -> None:
        self.posts[path] = title, text, updated

    def responses(self) -> dict[str, tuple[str, str]]:
        """URL -> (type, body)."""
        entries = "".join(
            f"<entry><title>{title}</title><link href='{HOME}{path}'/><id>{HOME}{path}</id>"
            f"<published>2024-05-02T09:00:00Z</published><updated>{updated}</updated></entry>"
            for path, (title, _, updated) in self.posts.items()
        )
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Casa Arco</title><id>{HOME}</id><updated>2024-05-02T09:00:00Z</updated>{entries}</feed>"
        pages = {
            f"{HOME}{path}": (
                "text/html",
                f"<!doctype html><html lang='en'><head><title>{title}</title>"
                "<meta property='article:published_time' content='2024-05-02T09:00:00Z'></head>"
                f"<body><article><h1>{title}</h1>" + "".join(f"<p>{part}.</p>" for part in text.split(". ")) + "</article></body></html>",
            )
            for path, (title, text, _) in self.posts.items()
        }  # fmt: skip
        return pages | {f"{HOME}feed.xml": ("application/atom+xml", feed), f"{HOME}robots.txt": ("text/plain", "")}


@dataclass
class World:
    """A site, and the place that follows it."""

    place: Place
    site: Site

    def update(self, day: str) -> dict[str, Any]:
        """Run on that day; its one entry."""
        _record(self.place.folder / "web.warc", self.site.responses(), day)
        done = self.place.run("update", "--all", CLOCK=f"{day}T12:00:00Z")
        assert done.returncode == 0, done.stderr
        (item,) = self.place.items()
        return item


@pytest.fixture
def world(tmp_path: Path) -> World:
    sources = tmp_path / "sources.toml"
    sources.write_text(
        f'[casa_arco]\nhome = "{HOME}"\ntitle = "Casa Arco"\nentrances = ["{HOME}feed.xml"]\n'
        'timezone = "Europe/Lisbon"\ncountry = "PT"\n',
        encoding="utf-8",
    )
    settings = {"REPLAY_WARC": tmp_path / "web.warc", "SOURCES": sources, "BUNDLED_SOURCES": "false"}
    return World(Place(tmp_path, settings), Site())


def _record(path: Path, responses: dict[str, tuple[str, str]], day: str) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False, warc_version="1.1")
        for url, (kind, text) in responses.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", f"{kind}; charset=utf-8")], protocol="HTTP/1.1")
            stamp = {"WARC-Date": f"{day}T11:00:00Z"}
            body = BytesIO(text.encode())
            writer.write_record(
                writer.create_warc_record(url, "response", payload=body, http_headers=headers, warc_headers_dict=stamp)
            )


def _told(day: str = "17 May 2024", hour: str = "18:00", more: str = "") -> str:
    return VIGIL[1].format(day=day, hour=hour, more=more)


def test_a_postponed_action_keeps_its_entry_and_a_cancelled_one_says_so_in_its_title(world: World) -> None:
    world.site.post("vigil", "2024-05-02T09:00:00Z", _told())
    first = world.update("2024-05-03")
    assert first["_solidarity"]["starts"][0].startswith("2024-05-17T18:00")
    assert "cancelled" not in first["title"].lower()
    more = "The vigil has been postponed to 24 May 2024 because of a storm"
    world.site.post("vigil", "2024-05-12T09:00:00Z", _told(day="24 May 2024", more=more))
    moved = world.update("2024-05-12")
    assert moved["id"] == first["id"]
    assert moved["date_modified"] > first["date_modified"]
    assert moved["date_published"] == first["date_published"]
    assert moved["_solidarity"]["status"] == "postponed"
    assert moved["_solidarity"]["starts"][0].startswith("2024-05-24T18:00")
    (change,) = [one for one in moved["_solidarity"]["changes"] if one["field"] == "starts"]
    assert (change["on"], change["was"][:10], change["now"][:10]) == ("2024-05-12", "2024-05-17", "2024-05-24")
    assert "2024-05-17" in moved["content_html"]
    world.site.post("vigil", "2024-05-20T09:00:00Z", _told(day="24 May 2024", more="The vigil has been cancelled"))
    off = world.update("2024-05-20")
    assert off["id"] == first["id"]
    assert "cancelled" in off["title"].lower()
    assert off["date_modified"] > moved["date_modified"]


def test_an_edited_text_at_a_new_address_and_a_listing_without_it_are_no_news(world: World) -> None:
    world.site.post("vigil", "2024-05-02T09:00:00Z", _told())
    first = world.update("2024-05-03")
    del world.site.posts["vigil"]
    edited = _told(more="Thank you all for your kind words")
    world.site.post("2024/candles", "2024-05-06T09:00:00Z", edited, "Candles for Uganda")
    again = world.update("2024-05-06")
    assert (again["id"], again["date_modified"]) == (first["id"], first["date_modified"])
    assert {source["url"] for source in again["_solidarity"]["sources"]} == {f"{HOME}vigil", f"{HOME}2024/candles"}
    del world.site.posts["2024/candles"]
    world.site.post(
        "about", "2024-05-08T09:00:00Z", "We are a choir. We sing on Mondays. We like tea and cake. " * 6, "About us"
    )
    assert world.update("2024-05-08") == again, "gone from a listing is not cancelled"


def test_a_page_that_flips_from_run_to_run_surfaces_twice(world: World) -> None:
    world.site.post("vigil", "2024-05-02T09:00:00Z", _told())
    moments = [world.update("2024-05-03")["date_modified"]]
    for turn, day in enumerate(("04", "06", "08")):
        hour = "18:00" if turn % 2 else "19:30"
        world.site.post("vigil", f"2024-05-{day}T09:00:00Z", _told(hour=hour))
        item = world.update(f"2024-05-{day}")
        moments.append(item["date_modified"])
    assert moments[0] < moments[1] < moments[2] == moments[3]
    assert [one["field"] for one in item["_solidarity"]["changes"]] == ["starts", "starts"]
    assert item["_solidarity"]["starts"][0].startswith("2024-05-17T19:30"), "what is true is told, though not as news"
