"""Programs people read with: each shows every entry once, asks again with validators, and sees an update as one entry."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feeds.publish import publish
from feeds.render import render_all
from tests.feeds.render.made import ACTIONS, GONE, INFO, KISS_IN, PETITION, SOURCES
from tests.serve import Served, serve

TITLES = ("[2018-02-11] Kiss-in at the consulate - New York, United States", "Petition: Подпишите петицию - Online")


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed (Debian has it)")
    return found


def run(command: list[str], home: Path, stdin: bytes = b"") -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    done = subprocess.run(command, env=environment, input=stdin, capture_output=True, timeout=60, cwd=home, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path / "public", render_all(INFO, ACTIONS, (GONE,), SOURCES))
    return tmp_path / "public"


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    with serve(folder) as found:
        yield found


def change_the_hour(folder: Path) -> None:
    """Publish again with a material change of one action."""
    later = replace(
        KISS_IN,
        facts=replace(KISS_IN.facts, whens=(replace(KISS_IN.facts.whens[0], time="14:00"),)),
        updated=KISS_IN.updated + timedelta(hours=1),
    )
    publish(folder, render_all(INFO, (later, PETITION), (GONE,), SOURCES))


def test_newsboat(tmp_path: Path, folder: Path, served: Served) -> None:
    newsboat = program("newsboat")
    (tmp_path / "urls").write_text(f"{served.url}/atom.xml\n")
    (tmp_path / "config").touch()
    command = [newsboat, "-u", "urls", "-C", "config", "-c", "cache.db"]
    run([*command, "-x", "reload"], tmp_path)
    assert "2 unread articles" in run([*command, "-x", "print-unread"], tmp_path)
    run([*command, "-x", "reload"], tmp_path)
    run([*command, "-x", "reload"], tmp_path)
    change_the_hour(folder)
    run([*command, "-x", "reload"], tmp_path)
    assert "2 unread articles" in run([*command, "-x", "print-unread"], tmp_path), "an update is no second entry"
    statuses = [status for _, status in served.answers]
    # newsboat 2.21 keeps the validators of a feed only once it knows the feed: from its second reload on
    assert statuses in ([200, 304, 304, 200], [200, 200, 304, 200])


def test_rss2email(tmp_path: Path, folder: Path, served: Served) -> None:
    r2e = [program("r2e"), "-c", "r2e.cfg", "-d", "r2e.json"]
    run([*r2e, "new", "reader@example.org"], tmp_path)
    # `maildir` is delivery without a mail server
    (tmp_path / "mail").mkdir()
    config = (tmp_path / "r2e.cfg").read_text().replace("email-protocol = sendmail", "email-protocol = maildir")
    (tmp_path / "r2e.cfg").write_text(config.replace("maildir-path = ~/Maildir", f"maildir-path = {tmp_path}/mail"))
    run([*r2e, "add", "solidarity", f"{served.url}/atom.xml"], tmp_path)
    run([*r2e, "run"], tmp_path)
    mails = [path for path in (tmp_path / "mail").rglob("*") if path.is_file()]
    assert len(mails) == 2
    run([*r2e, "run"], tmp_path)
    assert len([path for path in (tmp_path / "mail").rglob("*") if path.is_file()]) == 2, "nothing is sent twice"
    assert served.answers == [("/atom.xml", 200), ("/atom.xml", 304)]


def test_sfeed(tmp_path: Path, folder: Path) -> None:
    lines = run(
        [program("sfeed"), "https://feed.example.org/s/"], tmp_path, (folder / "atom.xml").read_bytes()
    ).splitlines()
    fields = [line.split("\t") for line in lines]
    assert {field[1] for field in fields} == set(TITLES)
    assert {field[5] for field in fields} == {action.id for action in ACTIONS}


def test_khal(tmp_path: Path, folder: Path) -> None:
    khal = program("khal")
    (tmp_path / "calendar").mkdir()
    (tmp_path / "khal.conf").write_text(
        f"[calendars]\n[[main]]\npath = {tmp_path}/calendar\n[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        f"longdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    command = [khal, "-c", "khal.conf"]
    run([*command, "import", "--batch", str(folder / "actions.ics")], tmp_path)
    listed = [*command, "list", "--format", "{start-time} {end-time} {title}", "2018-02-11", "1d"]
    assert "18:00 20:00 Kiss-in at the consulate - New York" in run(listed, tmp_path)
    change_the_hour(folder)
    run([*command, "import", "--batch", str(folder / "actions.ics")], tmp_path)
    events = [line for line in run(listed, tmp_path).splitlines() if "Kiss-in" in line]
    assert len(events) == 1 and events[0].startswith("19:00"), "moved, not doubled"


def test_calcurse(tmp_path: Path, folder: Path) -> None:
    calcurse = [program("calcurse"), "-D", str(tmp_path / "calcurse")]
    (tmp_path / "calcurse").mkdir()
    run([*calcurse, "-q", "-i", str(folder / "actions.ics")], tmp_path)
    assert "Kiss-in at the consulate" in run([*calcurse, "-Q", "--from", "02/11/2018", "--to", "02/12/2018"], tmp_path)
