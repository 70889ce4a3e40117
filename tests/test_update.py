"""`scrapy update` as it is used: a whole run on the sample web, run twice, killed, cut off from the network."""

from __future__ import annotations

import random
import shutil
import signal
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from feeds.store.store import Store
from tests.running import Place, sample
from tests.web import recording

KISS_IN_SITES = {"Kiss and March", "The Lavender Post", "Радуга-вестник"}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, warc: Path) -> Place:
    """An undisturbed first run."""
    place = sample(tmp_path_factory.mktemp("finished"), warc)
    done = place.run("update", "--all")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "", "silent on success when not on a terminal"
    assert done.stderr == ""
    return place


def sites(item: dict[str, Any]) -> set[str]:
    return {source["site"] for source in item["_solidarity"]["sources"]}


def test_every_article_is_stored_once_and_no_forbidden_page(finished: Place) -> None:
    urls = [row["url"] for row in finished.exported()]
    assert len(urls) == len(set(urls))
    allowed = {
        url for url in recording.pages() if any(part in url for part in ("/20", "article_id")) and "/amp" not in url
    }
    assert {url.rstrip("/") for url in urls} == {url.rstrip("/") for url in allowed}


def test_one_action_told_by_three_sites_is_one_entry(finished: Place) -> None:
    entries = [item for item in finished.items() if sites(item) >= KISS_IN_SITES]
    assert len(entries) == 1
    facts = entries[0]["_solidarity"]
    assert facts["forms"][0] == "kiss-in"
    assert facts["city"] == "New York"
    assert facts["country"] == "US"
    assert facts["starts"][0].startswith("2018-02-11T13:00")


def test_what_is_no_action_is_stored_and_not_published(finished: Place) -> None:
    refused = {row["url"] for row in finished.exported() if row["verdict"] == "refused"}
    assert any("film-review" in url for url in refused)
    published = {source["url"] for item in finished.items() for source in item["_solidarity"]["sources"]}
    assert not published & refused


def test_a_second_run_stores_nothing_and_leaves_every_byte(finished: Place) -> None:
    before, rows = finished.published(), finished.exported()
    stamps = {path: path.stat().st_mtime_ns for path in finished.public.rglob("*") if path.name != "status.json"}
    done = finished.run("update", "--all", CLOCK="2018-02-20T13:00:00Z")
    assert done.returncode == 0, done.stderr
    assert finished.published() == before
    assert finished.exported() == rows
    assert {path: path.stat().st_mtime_ns for path in stamps if path.is_file()} == {
        path: stamp for path, stamp in stamps.items() if path.is_file()
    }


@pytest.mark.timeout(900)  # 26 runs, beside other tests
def test_killed_anywhere_and_run_again_it_ends_the_same(finished: Place, tmp_path: Path, warc: Path) -> None:
    """20 kills at random moments: five fresh starts, each killed four times over before it may finish."""
    chance = random.Random(20)
    whole = {}
    for workers in (0, 2):
        started = time.monotonic()
        sample(tmp_path / f"timing{workers}", warc).run("update", "--all", WORKERS=workers)
        whole[workers] = time.monotonic() - started
    for attempt, workers in enumerate((0, 0, 0, 0, 2)):  # without workers a run starts in half the time
        place = sample(tmp_path / str(attempt), warc)
        for _ in range(4):
            with place.start("update", "--all", WORKERS=workers) as process:
                time.sleep(chance.uniform(0.3, 1.0) * whole[workers])
                process.send_signal(signal.SIGKILL)
                process.communicate()
        done = place.run("update", "--all", WORKERS=workers)
        assert done.returncode == 0, done.stderr
        assert place.published() == finished.published()
        assert place.exported() == finished.exported()


def test_a_run_that_meets_another_says_who_holds_the_lock(tmp_path: Path, warc: Path) -> None:
    place = sample(tmp_path, warc)
    with Store.open(f"sqlite:///{tmp_path / 'solidarity.db'}") as store, store.lock("process 4711 on a.example"):
        for command in (("update", "--all"), ("crawl", "kiss_and_march"), ("publish",)):
            done = place.run(*command)
            assert done.returncode == 75
            assert "process 4711 on a.example" in done.stderr
    assert place.run("publish").returncode == 0


def test_with_the_network_cut_it_says_so_and_keeps_the_old_feed(tmp_path: Path, finished: Place) -> None:
    shutil.copytree(finished.public, tmp_path / "public")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        sources = tmp_path / "sources.toml"
        sources.write_text("".join(f'[{name}]\nhome = "http://127.0.0.1:{port}/"\n' for name in ("one", "two")))
        cut = {"SOURCES": sources, "BUNDLED_SOURCES": "false", "ALLOW_ADDRESSES": "127.0.0.0/8", "ALLOW_PORTS": port}
        place = Place(tmp_path, cut | {"DOWNLOAD_DELAY": 0, "RETRY_ENABLED": "false"})
        done = place.run("update", "--all")
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line]
    assert len(told) == 2
    assert all("refused" in line for line in told), done.stderr
    assert [line.split(":")[0] for line in told] == ["one", "two"]
    feeds = {name: data for name, data in place.published().items() if not name.startswith("status.")}
    assert feeds == {name: finished.published()[name] for name in feeds}
    assert "atom.xml" in feeds
