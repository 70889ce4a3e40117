"""The catalogue: strict, and helpful where it refuses."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import catalogue
from crawler.catalogue import CatalogueError, Source, dump, load, read

WHOLE = """\
# a comment
[rusa_lgbt]                        # scrapy crawl rusa_lgbt
home = "https://rusalgbt.com/"
title = "RUSA LGBT"
languages = ["en", "ru", "uz-Cyrl", "pt-BR"]
timezone = "America/New_York"
country = "US"
kind = "group"
entrances = ["https://rusalgbt.com/feed/"]
include = ["/solidarity/"]
exclude = []
republish = "summary"
verify_certificate = false
note = "old site"
"""


def test_a_whole_source_is_read() -> None:
    assert read(WHOLE, "x.toml") == {
        "rusa_lgbt": Source(
            name="rusa_lgbt",
            home="https://rusalgbt.com/",
            title="RUSA LGBT",
            languages=("en", "ru", "uz-Cyrl", "pt-BR"),
            timezone="America/New_York",
            country="US",
            kind="group",
            entrances=("https://rusalgbt.com/feed/",),
            include=("/solidarity/",),
            republish="summary",
            verify_certificate=False,
            note="old site",
        )
    }


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000])
def test_what_has_no_end_is_refused_in_a_line(value: str) -> None:
    with pytest.raises(CatalogueError, match=r"x\.toml:1: it nests too deeply"):
        read(f"[a]\nhome = {value}", "x.toml")


def test_thousands_of_sources_are_read_in_a_moment() -> None:
    text = "".join(f'[k{n}]\nhome = "https://k{n}.org/"\nlanguages = ["en"]\n' for n in range(3000))
    began = time.process_time()
    assert len(read(text, "x.toml")) == 3000
    assert time.process_time() - began < 3


def test_what_is_wrong_is_found_at_once() -> None:
    began = time.process_time()
    with pytest.raises(CatalogueError, match="is not TOML"):
        read('[a]\nhome = "https://a.org/"\nb' + "<[" + "\n" * 7000, "x.toml")
    assert time.process_time() - began < 1


def test_home_is_all_it_needs() -> None:
    assert read('[a]\nhome = "http://a.org"\n', "x.toml") == {"a": Source(name="a", home="http://a.org")}


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ('[a]\nhome = "https://a.org/"\nlanguage = ["en"]\n', 3, "language", "did you mean 'languages'?"),
        ('[a]\nhome = "https://a.org/"\n\nwobble = 1\n', 4, "wobble", "allowed: home, title"),
        ('[a]\ntitle = "A"\n', 1, "home", 'has no home; add home = "https://..."'),
        ('[a]\nhome = "a.org"\n', 2, "home", "is not a URL; allowed: http:// or https://"),
        ('[a]\nhome = "ftp://a.org/"\n', 2, "home", "is not a URL"),
        ('[a]\nhome = "https://user:pw@a.org/"\n', 2, "home", "no password"),
        ('[a]\nhome = "https://a.org/x y"\n', 2, "home", "is not a URL"),
        ('[a]\nhome = "https://a.org:99999/"\n', 2, "home", "is not a URL"),
        ('[a]\nhome = "https://localhost/"\n', 2, "home", "is not a URL"),
        ("[a]\nhome = 7\n", 2, "home", "write it in quotes"),
        ('[a]\nhome = "https://a.org/"\nlanguages = "en"\n', 3, "languages", "write it in brackets"),
        ('[a]\nhome = "https://a.org/"\nlanguages = ["english"]\n', 3, "languages", "BCP 47"),
        ('[a]\nhome = "https://a.org/"\nlanguages = ["xq"]\n', 3, "languages", "BCP 47"),
        ('[a]\nhome = "https://a.org/"\ntimezone = "Europe/Berln"\n', 3, "timezone", "did you mean 'Europe/Berlin'?"),
        ('[a]\nhome = "https://a.org/"\ncountry = "us"\n', 3, "country", "did you mean 'US'?"),
        ('[a]\nhome = "https://a.org/"\ncountry = "Germany"\n', 3, "country", "ISO 3166-1"),
        ('[a]\nhome = "https://a.org/"\nkind = "groups"\n', 3, "kind", "did you mean 'group'?"),
        ('[a]\nhome = "https://a.org/"\nrepublish = "all"\n', 3, "republish", "allowed: summary, full"),
        ('[a]\nhome = "https://a.org/"\nverify_certificate = "no"\n', 3, "verify_certificate", "true nor false"),
        ('[a]\nhome = "https://a.org/"\nentrances = ["/feed"]\n', 3, "entrances", "is not a URL"),
        ('[a]\nhome = "https://a.org/"\ntitle = ""\n', 3, "title", "one line of text"),
        ('home = "https://a.org/"\n', 1, "home", "begin one with a line like [name]"),
        ('\n[Bad-Name]\nhome = "https://a.org/"\n', 2, "", "may hold only a-z, 0-9 and _"),
        ('[a]\nhome = "https://a.org/"\n\n[a]\nhome = "https://b.org/"\n', 4, "", "the source 'a' stands twice"),
        ('[a]\nhome = "https://a.org/"\nhome = "https://b.org/"\n', 3, "", "stands twice"),
        ("[a\n", 1, "", "is not TOML"),
        ('[a]\nhome = "https://a.org/\n', 2, "", "is not TOML"),
        ('[b]\nhome = "https://b.org/"\n[a]\nhome = "https://a.org/"\ncountry = "XX"\n', 5, "country", "not a country"),
    ],
)
def test_a_fault_says_file_line_key_and_what_is_allowed(text: str, line: int, key: str, said: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read(text, "mine.toml")
    error = caught.value
    assert (error.file, error.line, error.key) == ("mine.toml", line, key)
    assert str(error).startswith(f"mine.toml:{line}: ")
    assert said in str(error)
    assert "\n" not in str(error)


def test_ones_own_file_replaces_and_adds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = tmp_path / "bundled.toml"
    bundled.write_text('[a]\nhome = "https://a.org/"\ntitle = "A"\n[b]\nhome = "https://b.org/"\n')
    monkeypatch.setattr(catalogue, "_bundled", lambda: [bundled])
    mine = tmp_path / "mine.toml"
    mine.write_text('[c]\nhome = "https://c.org/"\n[a]\nhome = "https://new.org/"\n')
    assert {name: source.home for name, source in load(mine).items()} == {
        "a": "https://new.org/",
        "b": "https://b.org/",
        "c": "https://c.org/",
    }
    assert load(mine)["a"].title == ""
    assert list(load(mine, bundled=False)) == ["a", "c"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"nowhere\.toml:1: cannot be read"):
        load(tmp_path / "nowhere.toml", bundled=False)
    (tmp_path / "latin.toml").write_bytes('[a]\nhome = "https://a.org/"\ntitle = "é"\n'.encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"latin\.toml:3: is not UTF-8"):
        load(tmp_path / "latin.toml", bundled=False)


def test_the_bundled_catalogue_is_valid() -> None:
    sources = load(None)
    assert "rusa_lgbt" in sources
    assert all(read(dump(source), "dumped") == {name: source} for name, source in sources.items())


lines = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


@given(title=lines, note=lines, include=st.lists(lines, max_size=3), verify=st.booleans())
@settings(max_examples=60)
def test_what_is_dumped_reads_back(title: str, note: str, include: list[str], verify: bool) -> None:
    source = Source("a_1", "https://a.org/", title, include=tuple(include), verify_certificate=verify, note=note)
    assert read(dump(source), "dumped") == {"a_1": source}


@given(st.text(max_size=200) | st.text("[]ab=\"'\n{}.,#", max_size=80))
@settings(max_examples=100)
def test_nothing_but_a_catalogue_error_is_raised(text: str) -> None:
    try:
        read(text, "any.toml")
    except CatalogueError as error:
        assert error.line >= 1
