"""Every recorded source is still read as its golden JSON says; `scrapy record NAME` makes a fixture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler import catalogue
from crawler.commands.record import GOLDEN, SOURCE, WEB, golden

FIXTURES = sorted(folder.parent for folder in (Path(__file__).parent / "fixtures").glob(f"*/{SOURCE}"))


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_the_golden_holds(folder: Path) -> None:
    """A golden that is missing is written, and then waits for somebody to read it."""
    now, file = golden(folder), folder / GOLDEN
    if not file.exists():
        file.write_text(now, encoding="utf-8")
        pytest.fail(f"{file} was missing and has been written: read it field by field, correct it, run again")
    assert json.loads(now) == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_a_fixture_is_small_and_of_its_name(folder: Path) -> None:
    assert list(catalogue.load(folder / SOURCE, bundled=False)) == [folder.name]
    assert (folder / WEB).stat().st_size < 300_000


def test_there_are_fixtures() -> None:
    assert len(FIXTURES) >= 2


def test_a_missing_golden_is_written_and_then_asked_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.golden", lambda folder: "{}\n")
    with pytest.raises(pytest.fail.Exception, match="read it field by field"):
        test_the_golden_holds(tmp_path)
    assert (tmp_path / GOLDEN).read_text() == "{}\n"
    test_the_golden_holds(tmp_path)
