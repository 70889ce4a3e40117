"""`scrapy add`, `try`, `record` and `import` as a contributor uses them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tomllib
from argparse import Namespace
from importlib import import_module
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import catalogue, subscriptions
from crawler.catalogue import Source
from tests.running import ROOT, Place, sample

SITES = 20


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, warc: Path) -> Place:
    return sample(tmp_path_factory.mktemp("add"), warc)


def test_add_finds_an_entrance_on_19_of_20_recorded_sites(shared: Path) -> None:
    """20 sites drawn by lot from the recorded web, in one process; and one whose robots.txt wants nobody."""
    rows = [json.loads(line) for line in (shared / "web" / "dev.sites.jsonl").read_text("utf-8").splitlines()]
    homes = random.Random(19).sample([row["home"] for row in rows if not row["robots_blocks_all"]], SITES)
    closed = next(row["home"] for row in rows if row["robots_blocks_all"])
    words = [sys.executable, "-m", "tests.crawler.add_worker", str(shared / "web" / "dev.warc.gz"), *homes, closed]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    tried = json.loads(done.stdout)
    assert tried.pop(closed)["cause"] == "robots"
    assert len(tried) == SITES
    good = [home for home, each in tried.items() if each["worked"] and any("  [" in line for line in each["shown"])]
    assert len(good) >= SITES - 1, set(tried) - set(good)
    for each in tried.values():
        assert catalogue.read(each["toml"], "added.toml")


def test_add_shows_samples_and_writes_what_then_runs(place: Place, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    done = place.run("add", "https://kissandmarch.example/", "--write", str(mine))
    assert done.returncode == 0, done.stderr
    assert "entrance: feed https://kissandmarch.example/feed/" in done.stdout
    assert "relevant: kiss-in, 2018-02-11 13:00, New York, US" in done.stdout
    assert "# missing; fill in what you know:" in done.stdout
    table = tomllib.loads(mine.read_text("utf-8"))["kissandmarch_example"]
    assert table["home"] == "https://kissandmarch.example/"
    assert table["languages"] == ["en"]
    assert not (place.folder / "solidarity.db").exists()


def test_what_would_break_the_catalogue_is_not_written(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    lines = catalogue.dump(Source("a", "https://a.example/"))
    catalogue.append(mine, lines)
    with pytest.raises(catalogue.CatalogueError, match="stands twice"):
        catalogue.append(mine, lines)
    assert mine.read_text("utf-8") == lines


def test_record_makes_a_fixture_and_stores_nothing(place: Place, tmp_path: Path) -> None:
    done = place.run("record", "voz_y_calle", "--into", str(tmp_path))
    assert done.returncode == 0, done.stderr
    made = {file.name for file in (tmp_path / "voz_y_calle").iterdir()}
    assert made == {"web.warc.gz", "source.toml", "golden.json"}
    golden = json.loads((tmp_path / "voz_y_calle" / "golden.json").read_text("utf-8"))
    assert {row["verdict"] for row in golden["articles"]} <= {"relevant", "refused"}
    assert golden["entrances"]
    assert not place.public.exists()
    assert not (place.folder / "solidarity.db").exists()


OPML = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="Groups"><outline type="rss" text="Kiss &amp;amp; March" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
  <outline text="Again" xmlUrl="http://www.a.example/feed/"/></outline>
<outline text="Blog" xmlURL="feed://b.example/rss.xml"/>
<outline text="Other feed" xmlUrl="https://a.example/news/feed" htmlUrl="https://a.example/"/>
<outline text="Known" xmlUrl="https://known.example/feed" htmlUrl="https://known.example/"/>
<outline text="Known by its feed" xmlUrl="https://fed.example/rss"/>
<outline text="Mail" xmlUrl="mailto:a@b.example"/><outline text="Broken" xmlUrl="https://"/>
</body></opml>"""
KNOWN = {
    "known": Source("known", "https://known.example/"),
    "fed": Source("fed", "https://fed.example/", entrances=("https://fed.example/rss",)),
}


def test_opml_becomes_sources() -> None:
    found = subscriptions.read(OPML.encode(), KNOWN)
    assert [(source.name, source.home, source.entrances, source.title) for source in found.sources] == [
        ("a_example", "https://a.example/", ("https://a.example/feed",), "Kiss & March"),
        ("b_example", "http://b.example/", ("http://b.example/rss.xml",), "Blog"),
        ("a_example_2", "https://a.example/", ("https://a.example/news/feed",), "Other feed"),
    ]
    assert (found.duplicates, found.unusable) == (3, 2)


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>no</body></html>", b"\xff\xfe\x00", b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', b"[]"]
)
def test_what_is_no_opml_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ValueError, match="is not OPML"):
        subscriptions.read(body, {})


def test_import_writes_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opml, mine = tmp_path / "subscriptions.opml", tmp_path / "mine.toml"
    opml.write_text(OPML)
    settings = Settings({"BUNDLED_SOURCES": "false", "SOURCES": str(mine)})
    command = import_module("crawler.commands.import").Command()
    assert command.work(settings, [str(opml)], Namespace(write=None)) == 0
    told = f"5 sources written to {mine}; 1 were there already, 2 have no http(s) address\n"
    assert capsys.readouterr().out == told
    assert len(catalogue.load(mine, bundled=False)) == 5
    assert command.work(settings, [str(opml)], Namespace(write=None)) == 0
    assert capsys.readouterr().out.startswith("0 sources written")
    with pytest.raises(UsageError, match="say where to write"):
        command.work(Settings(), [str(opml)], Namespace(write=None))
