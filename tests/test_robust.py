"""Ctrl-C, a full disk, a broken store, a clock that jumps: nothing is lost or half-written, and it says what to do."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feeds.store.store import Store
from tests.crawler.middlewares.local_web import Server, serving
from tests.running import Place, sample

SITES, ARTICLES = 3, 8
PLACES = ("Paris", "Oslo", "Rome", "Berlin", "Vienna", "Madrid", "Lisbon", "Dublin")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, warc: Path) -> Place:
    place = sample(tmp_path_factory.mktemp("finished"), warc)
    done = place.run("update", "--all", WORKERS=0)
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture
def slow_web(tmp_path: Path) -> Iterator[tuple[Server, Place]]:
    """Sites that take their time over each page, and a place that reads them."""

    def page(site: int, number: int) -> Callable[[str, dict[str, str]], Any]:
        title = f"Vigil {site} {number} for LGBTQ prisoners in {PLACES[number]}"
        text = (
            f"<p>On 3 May 2024 at 18:00 group {site} holds a vigil in {PLACES[number]} in solidarity with LGBTQ people.</p>"
            * 3
        )
        body = f"<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"

        def answer(*_: object) -> Any:
            time.sleep(0.15)
            return 200, {"Content-Type": "text/html"}, body.encode()

        return answer

    with serving("0.0.0.0") as server:
        lines = []
        for site in range(SITES):
            home = f"http://127.0.2.{site + 1}:{server.port}"
            links = "".join(
                f"<item><title>Vigil {n}</title><link>{home}/{site}/{n}.html</link></item>" for n in range(ARTICLES)
            )
            feed = f'<rss version="2.0"><channel><title>Site {site}</title>{links}</channel></rss>'.encode()
            server.pages[f"/{site}/feed"] = (200, {"Content-Type": "application/rss+xml", "ETag": f'"{site}"'}, feed)
            server.pages |= {f"/{site}/{n}.html": page(site, n) for n in range(ARTICLES)}
            lines.append(f'[s{site}]\nhome = "{home}/"\nentrances = ["{home}/{site}/feed"]\n')
        (tmp_path / "sources.toml").write_text("\n".join(lines))
        yield server, _local(tmp_path, server)


def _local(folder: Path, server: Server) -> Place:
    return Place(folder, {
        "SOURCES": folder / "sources.toml", "BUNDLED_SOURCES": "false", "REFUSE_EARLY": "false", "DOWNLOAD_DELAY": 0.05,
        "ALLOW_ADDRESSES": "127.0.0.0/8", "ALLOW_PORTS": server.port, "RETRY_ENABLED": "false", "WORKERS": 0,
        "CONCURRENT_REQUESTS": 3,
        "CLOCK": "2024-05-01T12:00:00Z",
    })  # fmt: skip


def _stored(place: Place) -> int:
    with Store.open(f"sqlite:///{place.folder / 'solidarity.db'}") as store:
        return store.count()


def _published(place: Place) -> set[str]:
    return {source["url"] for item in place.items() for source in item["_solidarity"]["sources"]}


def _until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)


def test_workers_change_nothing_but_the_time(finished: Place, tmp_path: Path, warc: Path) -> None:
    place = sample(tmp_path, warc)
    done = place.run("update", "--all", WORKERS=2)
    assert done.returncode == 0, done.stderr
    assert place.exported() == finished.exported()
    assert place.published() == finished.published()


def test_two_runs_at_once_end_as_one(finished: Place, tmp_path: Path, warc: Path) -> None:
    place = sample(tmp_path, warc)
    with place.start("update", "--all", WORKERS=0) as one, place.start("update", "--all", WORKERS=0) as other:
        told = [one.communicate(timeout=120)[1], other.communicate(timeout=120)[1]]
    assert sorted((one.returncode, other.returncode)) == [0, 75], told
    assert any("wait for it to end" in each for each in told)
    assert place.published() == finished.published()


def test_ctrl_c_ends_cleanly_and_the_rest_comes_next_time(slow_web: tuple[Server, Place]) -> None:
    server, place = slow_web
    with place.start("update", "--all") as process:
        _until(lambda: sum(path.endswith(".html") for path in server.paths) >= 6)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert "Traceback" not in told
    some = _stored(place)
    assert 1 <= some < SITES * ARTICLES, "it stopped, and what was read is stored"
    assert len(_published(place)) == some, "and published"
    server.asked.clear()
    assert place.run("update").returncode == 0, "a visit that was cut short is still due"
    assert _stored(place) == SITES * ARTICLES, "and nothing that was not read counts as read"
    assert sum(path.endswith(".html") for path in server.paths) == SITES * ARTICLES - some


def test_ctrl_c_twice_stops_at_once(slow_web: tuple[Server, Place]) -> None:
    server, place = slow_web
    with place.start("update", "--all") as process:
        _until(lambda: sum(path.endswith(".html") for path in server.paths) >= 6)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert process.returncode != 0
    assert "Traceback" not in told
    some = _stored(place)
    assert place.run("update").returncode == 0
    assert _stored(place) == SITES * ARTICLES
    assert some >= 1


def test_a_full_disk_stops_the_run_and_says_so(slow_web: tuple[Server, Place]) -> None:
    """No file may grow any more: what was published stands, and with space again all comes."""
    server, place = slow_web
    assert place.run("update", "s0").returncode == 0
    before, some = place.published(), _stored(place)

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    command = place.command("update", "--all", RUN_LOG="")
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=full, timeout=120, check=False)
    assert done.returncode == 1
    assert "scrapy: store" in done.stderr
    assert "make room and run again; nothing that was committed is lost" in done.stderr, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert place.published() == before
    assert _stored(place) >= some
    server.asked.clear()
    assert place.run("update", "--all").returncode == 0
    assert _stored(place) == SITES * ARTICLES


def test_a_full_disk_for_the_published_folder(finished: Place, tmp_path: Path, warc: Path) -> None:
    """Articles are stored, the folder cannot be written: what stood there stands, and `scrapy publish` does the rest."""
    place = sample(tmp_path, warc)
    shutil.copytree(finished.public, place.public)
    before = place.published()
    shutil.rmtree(place.public / "by")
    (place.public / "by").write_text("in the way")
    done = place.run("update", "--all", WORKERS=0)
    assert done.returncode == 1
    assert "run `scrapy publish`" in done.stderr
    assert (place.public / "atom.xml").read_bytes() == before["atom.xml"]
    assert not list(place.public.rglob("*.partial"))
    (place.public / "by").unlink()
    assert place.run("publish").returncode == 0
    assert place.published() == finished.published()


def test_a_locked_store_stops_the_run_and_says_so(slow_web: tuple[Server, Place]) -> None:
    _, place = slow_web
    assert place.run("update", "s0").returncode == 0
    before, some = place.published(), _stored(place)
    url = f"sqlite:///{place.folder / 'solidarity.db'}?timeout=0.2"
    with closing(sqlite3.connect(place.folder / "solidarity.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = place.run("update", "--all", STORE_URL=url)
        other.execute("ROLLBACK")
    assert done.returncode == 1
    assert "another program has been writing" in done.stderr
    assert "run again when it is done" in done.stderr
    assert place.published() == before
    assert _stored(place) == some
    assert place.run("update", "--all").returncode == 0
    assert _stored(place) == SITES * ARTICLES


def test_a_damaged_store_stops_the_run_and_says_so(finished: Place, tmp_path: Path) -> None:
    shutil.copytree(finished.folder, tmp_path / "copy")
    place = Place(tmp_path / "copy", finished.settings)
    before = place.published()
    path = place.folder / "solidarity.db"
    data = bytearray(path.read_bytes())
    data[16 * 1024 :] = b"\xa5" * (len(data) - 16 * 1024)
    path.write_bytes(data)
    done = place.run("update", "--all", WORKERS=0)
    assert done.returncode == 1
    assert "the file is damaged: restore a backup" in done.stderr, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert place.published() == before


def test_a_clock_that_jumps_loses_nothing(slow_web: tuple[Server, Place]) -> None:
    """A first visit under a clock of 2038, then with the right one: all is due, nothing is of the future, nothing is lost."""
    server, place = slow_web
    assert place.run("update", CLOCK="2038-01-19T03:14:08Z").returncode == 0
    rows = place.exported()
    assert len(rows) == SITES * ARTICLES
    server.asked.clear()
    assert place.run("update").returncode == 0
    assert {f"/{site}/feed" for site in range(SITES)} <= set(server.paths), (
        "plans made under a wrong clock do not count"
    )
    assert [row["url"] for row in place.exported()] == [row["url"] for row in rows]
    assert len(_published(place)) == SITES * ARTICLES
    assert place.run("update", CLOCK="1999-01-01T00:00:00Z").returncode == 0
    assert len(_published(place)) == SITES * ARTICLES


def test_a_permanent_move_is_remembered_and_a_gone_source_reported(tmp_path: Path) -> None:
    with serving() as server:
        home = server.url()
        feed = b'<rss version="2.0"><channel><title>T</title><item><title>A</title><link>/a.html</link></item></channel></rss>'
        server.pages |= {
            "/old": (301, {"Location": "/new"}, b""),
            "/new": (200, {"Content-Type": "application/rss+xml"}, feed),
            "/gone": (410, {}, b"gone"),
        }
        (tmp_path / "sources.toml").write_text(
            f'[moved]\nhome = "{home}"\nentrances = ["{home}old"]\n[gone]\nhome = "{home}"\nentrances = ["{home}gone"]\n'
        )
        place = _local(tmp_path, server)
        moved = place.run("crawl", "moved").stdout
        assert f"moved: {home}old has moved for good: write {home}new into the catalogue" in moved
        first = place.run("update", "--all")
        assert "gone: http-410 (it is gone for good: drop the source" in first.stderr
        assert {"/old", "/new"} <= set(server.paths)
        server.asked.clear()
        place.run("update", "--all", CLOCK="2024-05-03T12:00:00Z")
        assert "/new" in server.paths
        assert "/old" not in server.paths, "nobody is asked the way twice"
        told = json.loads(place.run("sources", "--json").stdout)
        assert "http-410" in json.dumps(told)
        server.pages["/new"] = (404, {}, b"")
        place.run("update", "--all", CLOCK="2024-05-05T12:00:00Z")
        server.asked.clear()
        place.run("update", "--all", CLOCK="2024-05-07T12:00:00Z")
        assert "/old" in server.paths, "where it led nowhere in the end, the way is asked for again"


def test_a_feed_that_shrinks_to_nothing_has_a_name(tmp_path: Path) -> None:
    """The source was well; what it brought stays, and the line says that it tells of nothing any more."""
    with serving() as server:
        home = server.url()
        rss = '<rss version="2.0"><channel><title>T</title>{}</channel></rss>'
        text = f"<description>{'On 3 May 2024 at 18:00 people hold a vigil in Oslo for LGBTQ prisoners. ' * 9}</description>"
        one = f"<item><title>A vigil in Oslo</title><link>{home}a.html</link>{text}</item>"
        server.pages["/feed"] = (200, {}, rss.format(one).encode())
        server.pages["/a.html"] = (
            200,
            {"Content-Type": "text/html"},
            f"<title>A vigil in Oslo</title><p>{text}</p>".encode(),
        )
        (tmp_path / "sources.toml").write_text(f'[one]\nhome = "{home}"\nentrances = ["{home}feed"]\n')
        place = _local(tmp_path, server)
        assert place.run("update").returncode == 0
        before = place.published()
        server.pages["/feed"] = (200, {}, rss.format("").encode())
        server.pages["/"] = (200, {"Content-Type": "text/html"}, b"<html><body>Nothing here yet.</body></html>")
        done = place.run("update", "--all", CLOCK="2024-05-03T12:00:00Z")
    assert done.returncode == 1
    assert done.stderr.startswith("one: shrunk; last success 2024-05-01"), done.stderr
    assert {source["url"] for item in place.items() for source in item["_solidarity"]["sources"]} == {f"{home}a.html"}
    assert before["feed.json"]
