"""The wheel: holds all that is needed and runs outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.running import ROOT
from tests.web import recording

pytest.importorskip("hatchling", reason="hatchling is not installed")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = ["-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet", "-w", folder, ROOT]
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, text=True)
    (made,) = folder.glob("*.whl")
    return made


def test_it_holds_every_file_of_the_two_packages_and_no_other(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "crawler", "feeds"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in held} == {"crawler", "feeds"}
    assert not [name for name in held if name.endswith((".pyc", ".orig"))]
    for suffix in (
        ".toml",
        ".html",
        ".css",
        ".js",
        ".po",
        ".tsv.gz",
        ".svgpath",
        ".json",
        "v0001_first.py",
        "py.typed",
    ):
        assert any(name.endswith(suffix) for name in held), suffix
    if listed.returncode == 0:
        assert {name for name in listed.stdout.splitlines() if (ROOT / name).exists()} <= held


def test_it_runs_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    installed, place = tmp_path / "installed", tmp_path / "place"
    place.mkdir()
    install = [
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--quiet",
        "--target",
        str(installed),
        str(wheel),
    ]
    subprocess.run([sys.executable, *install], check=True, capture_output=True, text=True)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("SOLIDARITY_", "SCRAPY_"))}
    environ |= {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, str(installed / "bin" / "solidarity"), *words]
        return subprocess.run(program, cwd=place, env=environ, check=False, capture_output=True, text=True)

    listed = run("list")
    assert listed.returncode == 0, listed.stderr
    assert "rusa_lgbt" in listed.stdout.split()
    settings = {"REPLAY_WARC": recording.write(tmp_path / "web.warc.gz"), "SOURCES": recording.SOURCES,
                "BUNDLED_SOURCES": "false"}  # fmt: skip
    done = run("update", "--all", *(word for name, value in settings.items() for word in ("-s", f"{name}={value}")))
    assert done.returncode == 0, done.stderr
    feed = json.loads((place / "public" / "feed.json").read_text(encoding="utf-8"))
    assert feed["items"]
    assert (place / "var" / "solidarity.db").exists()
