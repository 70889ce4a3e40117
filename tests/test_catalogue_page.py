"""The bundled catalogue: every entry is whole, its entrances are its own, and the page in the documents shows them all."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler import catalogue
from crawler.catalogue import KINDS, Source
from feeds.clean.urls import identity
from tests import catalogue_page

SOURCES = catalogue.load(None)
NOT_SITES = {"change.org", "secure.avaaz.org", "news.google.com", "t.me", "gancio.org", "joinmobilizon.org", ""}
"""Rows of the list that are programs, search engines or have nothing to read; the page says why they are left out."""


def host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if "<" not in url else ""


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_every_entry_is_whole(source: Source) -> None:
    assert source.title
    assert source.title == source.title.strip()
    assert source.languages
    assert len(set(source.languages)) == len(source.languages)
    assert source.kind in KINDS
    assert source.known
    assert (source.known == "detected") == (not source.entrances)
    assert (source.country and source.timezone) or source.note, "of no country: the note says why"
    assert urlsplit(source.home).path.endswith("/") or urlsplit(source.home).path.count("/") >= 1
    assert len(set(map(identity, source.entrances))) == len(source.entrances)


def test_no_two_sources_are_one() -> None:
    homes = Counter(identity(source.home) for source in SOURCES.values())
    entrances = Counter(identity(url) for source in SOURCES.values() for url in source.entrances)
    assert [url for url, count in (homes + entrances).items() if count > 1] == []


def test_entrances_are_on_the_sources_own_site_or_a_known_neighbour() -> None:
    """A feed elsewhere is allowed, yet each one is a decision: a feed service, or a sister site."""
    ends = {
        source.name: {host(url).split(".")[-2:] == host(source.home).split(".")[-2:] for url in source.entrances}
        for source in SOURCES.values()
    }
    elsewhere = {name for name, same in ends.items() if False in same}
    assert elsewhere == {"hra_news", "maenner", "publico"}


def test_the_page_is_made_from_the_catalogue() -> None:
    page = catalogue_page.PAGE.read_text(encoding="utf-8")
    assert page == catalogue_page.page(), "run `python -m tests.catalogue_page` and read what changed"
    assert all(f"`{name}`" in page for name in SOURCES)


def test_all_of_the_shared_list_that_can_be_served_is_in_it(shared: Path) -> None:
    known = {host(source.home) for source in SOURCES.values()}
    languages = {host(source.home): {code.split("-")[0] for code in source.languages} for source in SOURCES.values()}
    for line in (shared / "sources.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        homes = [host(url) for url in re.split(r"\s*\|\s*", row["home"])]
        assert {home for home in homes if home not in NOT_SITES} <= known, row["name"]
        said = {code.split("-")[0] for code in row["languages"]} - {"many", "..."}
        had = set().union(*(languages.get(home, set()) for home in homes))
        assert said <= had or not had, row["name"]
