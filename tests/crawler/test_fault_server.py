"""Whatever a site does, its visit ends with a named cause, and the other sources finish: one whole run over all faults."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fault_server import FAULTS, GOOD, Faults

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The reports of one update over every faulty source and some good ones, by name."""
    folder = tmp_path_factory.mktemp("faults")
    with Faults() as faults:
        plan = {
            "folder": str(folder),
            "ports": sorted({80, *faults.ports.values()}),
            "sources": {name: faults.source(name) for name in [*FAULTS, *GOOD]},
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.fault_run"],
            input=json.dumps(plan), text=True, capture_output=True, cwd=ROOT, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    yield json.loads(done.stdout.splitlines()[-1])


def test_there_are_many() -> None:
    assert len(FAULTS) >= 60


def test_every_fault_has_its_cause(visited: dict[str, Any]) -> None:
    got = {name: visited["reports"][name]["told"] for name in FAULTS}
    wrong = {name: (told, FAULTS[name].cause) for name, told in got.items() if FAULTS[name].cause not in told}
    assert not wrong, f"{len(wrong)} of {len(FAULTS)}: {wrong}"


def test_the_others_finish(visited: dict[str, Any]) -> None:
    for name in GOOD:
        assert visited["reports"][name]["items"] == 1, name
    assert visited["stored"] >= len(GOOD)
    assert visited["published"]


def test_nothing_is_left_open_and_no_trace_is_shown(visited: dict[str, Any]) -> None:
    assert all(report["pending"] == 0 for report in visited["reports"].values())
    assert "Unhandled" not in visited["log"]


def test_no_faulty_page_is_in_the_store(visited: dict[str, Any]) -> None:
    hosts = {url.split("/")[2] for url in visited["urls"]}
    foreign = [host for host in hosts if not host.startswith("127.0.1.")]
    assert not foreign
