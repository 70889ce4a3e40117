"""The documents say what is true: commands and settings they name exist, the reference is up to date."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.utils.project import get_project_settings

from tests import reference

PAGES = sorted([*reference.ROOT.glob("*.md"), *reference.ROOT.glob("docs/*.md"), *reference.ROOT.glob("deploy/*")])


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_the_reference_is_made_from_the_code() -> None:
    assert text_of(reference.PAGE) == reference.reference(), "run `python -m tests.reference` and read what changed"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_named_exist(page: Path) -> None:
    scrapys_own = {"list", "shell", "fetch", "view", "parse", "check", "settings", "version", "runspider"}
    named = set(re.findall(r"`?(?:\.venv/bin/)?\bscrapy ([a-z]{3,})\b", text_of(page)))
    named -= {"crawler", "and", "nor", "from", "commands"}
    assert named <= set(reference.commands()) | scrapys_own


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_settings_named_exist(page: Path) -> None:
    known = set(get_project_settings())
    assert set(re.findall(r"SOLIDARITY_([A-Z_]+)", text_of(page))) <= known
    assert set(re.findall(r"-s ([A-Z_]{4,})=", text_of(page))) - {"NAME"} <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_named_exist(page: Path) -> None:
    makefile = text_of(reference.ROOT / "Makefile")
    for target in re.findall(r"`make ([a-z]+)", text_of(page)):
        assert f"\n{target}:" in makefile


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_hold(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(page)):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", sorted(reference.commands()))
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = reference.commands()[name]
    command.settings = get_project_settings()
    parser = ScrapyArgumentParser(
        prog="scrapy", usage=f"scrapy {name} {command.syntax()}", description=command.long_desc()
    )
    command.add_options(parser)
    told = " ".join(parser.format_help().split())
    assert f"scrapy {name} {command.syntax()}" in told
    assert re.search(rf"Example: .*scrapy {name}\b", told)
    for option in re.findall(r"--[a-z-]+", command.syntax()):
        assert f"{option} " in parser.format_help().partition("options:")[2], "each option of the usage is explained"


def test_scrapy_shows_that_help() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "add", "--help"],
        cwd=reference.ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "Example: scrapy add" in " ".join(done.stdout.split())
