"""The recorded web as it is published: real texts of many languages through every format."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import feedparser
import pytest

from tests.bench.web import run_settings, scrapy
from tests.feeds.render.inspecting import inspect


@pytest.fixture(scope="module")
def public(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    web = shared / "web"
    settings = run_settings(web / "dev.warc.gz", web / "dev.sources.toml", folder)
    settings |= {"COMPRESS": "true", "LANGUAGE": "ru", "PUBLISHER": "Редакция", "CONTACT": "desk@example.org"}
    scrapy("update", "--all", settings=settings)
    return folder / "public"


def test_every_file_is_valid_and_harmless(public: Path) -> None:
    paths = [path for path in public.rglob("*") if path.is_file() and path.suffix != ".gz"]
    files = {path.relative_to(public).as_posix(): path.read_bytes() for path in paths}
    assert len([name for name in files if name.startswith("action/")]) > 30
    inspect(files)
    for path in paths:
        assert (
            gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes())
            == files[path.relative_to(public).as_posix()]
        )


def test_the_folder_speaks_its_language(public: Path) -> None:
    page = (public / "index.html").read_text(encoding="utf-8")
    assert '<html lang="ru" dir="ltr">' in page and "Редакция" in page and "desk@example.org" in page
    feed = feedparser.parse((public / "atom.xml").read_bytes())
    assert not feed.bozo and feed.feed.language == "ru"


def test_headlines_stay_in_the_language_of_their_source(public: Path) -> None:
    items = json.loads((public / "feed.json").read_text(encoding="utf-8"))["items"]
    spoken = {source["language"] for item in items for source in item["_solidarity"]["sources"]}
    assert len(spoken) > 5
    mixed = [item for item in items if len({each["language"] for each in item["_solidarity"]["sources"]}) > 1]
    assert mixed
    for item in mixed:
        for source in item["_solidarity"]["sources"]:
            assert f'<h4 lang="{source["language"]}"' in item["content_html"]
