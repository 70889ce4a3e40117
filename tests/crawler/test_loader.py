"""Every source is a spider."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.settings import Settings

from crawler import catalogue
from crawler.catalogue import CatalogueError
from crawler.loader import SourceLoader
from crawler.spiders.source import SourceSpider


def loader(**values: Any) -> SourceLoader:
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict(values, priority="cmdline")
    return SourceLoader.from_settings(settings)


@pytest.fixture
def mine(tmp_path: Path) -> str:
    file = tmp_path / "mine.toml"
    file.write_text('[zeta]\nhome = "https://zeta.org/"\n[alpha_news]\nhome = "https://alpha.org/"\n')
    return str(file)


@pytest.mark.parametrize("name", catalogue.load(None))
def test_every_bundled_source_loads_under_its_name(name: str) -> None:
    spider = BUNDLED.load(name)
    assert issubclass(spider, SourceSpider)
    assert spider.name == name
    assert spider.source.name == name


BUNDLED = loader()


def test_the_list_is_the_catalogue(mine: str) -> None:
    assert loader(SOURCES=mine, BUNDLED_SOURCES=False).list() == ["alpha_news", "zeta"]
    assert set(BUNDLED.list()) == set(catalogue.load(None))


def test_two_sources_are_two_classes(mine: str) -> None:
    spiders = loader(SOURCES=mine, BUNDLED_SOURCES=False)
    homes = [vars(spiders.load(name))["source"].home for name in spiders.list()]
    assert homes == ["https://alpha.org/", "https://zeta.org/"]


def test_an_unknown_name_is_told_what_is_close(mine: str) -> None:
    with pytest.raises(KeyError, match="did you mean alpha_news"):
        loader(SOURCES=mine, BUNDLED_SOURCES=False).load("alpha_new")
    with pytest.raises(KeyError, match="`scrapy list` shows them all"):
        loader(SOURCES=mine, BUNDLED_SOURCES=False).load("qqqqqq")


def test_site_code_replaces_the_declared_source(mine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "sitecode"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "zeta.py").write_text(
        "from crawler.spiders.source import SourceSpider\n\nclass Zeta(SourceSpider):\n    name = 'zeta'\n    odd = True\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    spiders = loader(SOURCES=mine, BUNDLED_SOURCES=False, SPIDER_MODULES=["crawler.spiders", "sitecode"])
    zeta = spiders.load("zeta")
    assert getattr(zeta, "odd", False)
    assert zeta.source.home == "https://zeta.org/"  # type: ignore[attr-defined]
    assert not hasattr(spiders.load("alpha_news"), "odd")
    sys.modules.pop("sitecode.zeta", None)


def test_a_broken_catalogue_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[a]\nhome = 1\n")
    with pytest.raises(CatalogueError, match=r"bad\.toml:2: home"):
        loader(SOURCES=str(tmp_path / "bad.toml")).list()


def test_scrapys_own_commands_tell_it_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[a]\nhome = 1\n")
    line = [sys.executable, "-m", "scrapy", "list", "-s", f"SOURCES={tmp_path / 'bad.toml'}"]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(line, cwd=root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith('bad.toml:2: home: 1 is not text; write it in quotes: "..."')
    assert "Traceback" not in done.stderr


def test_the_spider_for_a_url_is_found(mine: str) -> None:
    spiders = loader(SOURCES=mine, BUNDLED_SOURCES=False)
    assert spiders.find_by_request(Request("https://www.zeta.org/2018/02/kiss-in/")) == ["zeta"]
    assert spiders.find_by_request(Request("https://elsewhere.org/")) == []
