"""A scripted month: each break, partial break and recovery is told exactly once, by every way; no way can fail a run."""

from __future__ import annotations

import json
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest

from crawler import alerts, surveys
from crawler.publication import feed_info, publish, remember
from crawler.session import Session
from crawler.spiders.report import SourceReport
from crawler.vitals import Vitals
from feeds.article import Article
from tests.atom_checker import check
from tests.running import Place, project

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
NAMES = ("daily", "monthly", "walled", "steady")
CATALOGUE = "".join(f'[{name}]\nhome = "https://{name}.example/"\ntitle = "The {name.title()}"\n' for name in NAMES)
COLLECT = "import sys, pathlib; pathlib.Path(sys.argv[1]).open('a').write(sys.stdin.read() + '\\n')"


@contextmanager
def on(day: int, folder: Path, **settings: Any) -> Iterator[Session]:
    """A session on that day of the month."""
    (folder / "sources.toml").write_text(CATALOGUE)
    ours = project(folder, CLOCK=(START + timedelta(days=day)).isoformat(), **settings)
    with Session.open(ours, lock=True) as session:
        yield session


def report(name: str, day: int, **words: Any) -> SourceReport:
    """A visit that brought three articles."""
    found = SourceReport(name, entrances=[("feed", f"https://{name}.example/feed", "declared")], items=3)
    for number in range(day * 3, day * 3 + 3):
        found.tally.add(
            Article(
                **{
                    "url": f"https://{name}.example/{number}", "source": name, "site": name, "title": f"Vigil {number}",
                    "text": "word " * 200, "published": START + timedelta(days=day), **words,
                }
            )
        )  # fmt: skip
    return found


def script(day: int) -> dict[str, SourceReport]:
    """What the visits of a day come to: two outages, a lack of dates, a robots.txt that refuses for a while."""
    robots = SourceReport("walled", cause="robots")
    return {
        "daily": SourceReport("daily", cause="dns") if day in {5, 6, 7, 20} else report("daily", day),
        "monthly": report("monthly", day, **({"published": None} if 12 <= day < 18 else {})),
        "walled": robots if 10 <= day < 15 else report("walled", day),
        "steady": report("steady", day) if day % 2 else SourceReport("steady", unchanged=True),
    }


EXPECTED = [
    (5, "daily", "broken"), (8, "daily", "well"), (10, "walled", "refused"), (12, "monthly", "partly"),
    (15, "walled", "well"), (18, "monthly", "well"), (20, "daily", "broken"), (21, "daily", "well"),
]  # fmt: skip


def told(messages: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    each = [alert for message in messages for alert in message["alerts"]]
    return [((datetime.fromisoformat(a["at"]) - START).days, a["source"], a["condition"]) for a in each]


@contextmanager
def webhook(status: int = 204) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server on loopback that keeps what is posted to it."""
    got: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Kept in `got`."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook", got
        server.shutdown()


def test_a_scripted_month_by_webhook_command_and_status_feed(tmp_path: Path) -> None:
    log = tmp_path / "told.jsonl"
    command = f'{sys.executable} -c "{COLLECT}" {log}'
    with webhook() as (url, posted):
        for day in range(31):
            with on(day, tmp_path, ALERT_WEBHOOK=url, ALERT_COMMAND=command) as session:
                remember(session, script(day))
                alerts.deliver(session)
                alerts.deliver(session)  # a second time: nothing is left to be told
    assert told(posted) == EXPECTED
    assert told([json.loads(line) for line in log.read_text().splitlines()]) == EXPECTED
    with on(31, tmp_path) as session:
        publish(session)
    feed = (tmp_path / "public" / "status.xml").read_bytes()
    assert check(feed) == []
    entries = feedparser.parse(feed).entries
    assert len(entries) == len({entry.id for entry in entries}) == len(EXPECTED)
    assert entries[0].title == "The Daily is well again"
    assert "dates-missing" in next(entry.title for entry in entries if "Monthly broke" in entry.title)
    for content in ("atom.xml", "feed.json", "actions.ics"):
        assert b"broke" not in (tmp_path / "public" / content).read_bytes()


def test_the_same_visit_remembered_twice_raises_no_second_alert(tmp_path: Path) -> None:
    for _ in range(2):
        with on(0, tmp_path) as session:
            remember(session, {"daily": SourceReport("daily", cause="dns")})
    with on(1, tmp_path) as session:
        assert len(alerts.raised(session)) == 1


@pytest.mark.parametrize("way", [{"ALERT_WEBHOOK": "http://127.0.0.1:9/"}, {"ALERT_COMMAND": "no-such-command"}])
def test_a_way_that_fails_is_tried_again_but_not_for_ever(tmp_path: Path, way: dict[str, str]) -> None:
    with on(0, tmp_path, **way) as session:
        remember(session, {"daily": SourceReport("daily", cause="dns")})
    tried: list[int] = []
    for day in range(alerts.TRIES + 2):
        with on(day, tmp_path, **way) as session:
            name = session.configuration.ways.named()[0]
            before = session.store.recall("alerts", name)
            alerts.deliver(session)
            tried.append(bool(before))
    assert tried == [True] * alerts.TRIES + [False] * 2


def test_a_webhook_that_answers_with_an_error_is_asked_again(tmp_path: Path) -> None:
    with webhook(500) as (url, posted):
        for day in range(2):
            with on(day, tmp_path, ALERT_WEBHOOK=url) as session:
                remember(session, {"daily": SourceReport("daily", cause="dns")})
                alerts.deliver(session)
    assert [told([message]) for message in posted] == [[(0, "daily", "broken")]] * 2


def test_mail(tmp_path: Path) -> None:
    got: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                got.append(line.decode().rstrip())
                word = line[:4].upper().strip()
                self.wfile.write({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(word, b"250 good\r\n"))
                if word == b"DATA":
                    while (line := self.rfile.readline()) != b".\r\n":
                        got.append(line.decode().rstrip())
                    self.wfile.write(b"250 taken\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        smtp = f"smtp://127.0.0.1:{server.server_address[1]}"
        with on(0, tmp_path, ALERT_MAIL="one@a.example,two@a.example", ALERT_SMTP=smtp) as session:
            remember(session, {"daily": SourceReport("daily", cause="http-410")})
            alerts.deliver(session)
            assert session.store.recall("alerts", "mail") is None
        server.shutdown()
    assert any(line.startswith("rcpt TO:<two@a.example>") for line in got)
    assert "Subject: The Daily broke: http-410 (it is gone for good: drop the source, or" in got


def test_the_status_page_shows_what_is_wrong_first(tmp_path: Path) -> None:
    for day in range(14):
        with on(day, tmp_path) as session:
            remember(session, script(day))
    with on(14, tmp_path) as session:
        page = surveys.files(session, feed_info(session), surveys.every(session))["status.html"].decode()
        monthly = surveys.every(session)["monthly"].plain()
    assert page.index("The Monthly") < page.index("The Walled") < page.index("The Daily")
    assert "<code>dates-missing</code> 0% (100%)" in page
    assert monthly["usually"]["dated"] == 1
    assert monthly["causes"] == ["dates-missing"]
    assert "2 of 4 are well." in page


def test_a_person_accepts_what_a_source_has_become(tmp_path: Path) -> None:
    with on(0, tmp_path) as session:
        partly = Vitals(condition="partly", faults=("dates-missing",), lacking=START)
        session.state.keep_vitals("steady", partly)
    place = Place(tmp_path, {"SOURCES": tmp_path / "sources.toml"})
    assert "partly dates-missing" in place.run("sources", "--wrong").stdout
    done = place.run("sources", "--accept", "steady")
    assert done.returncode == 0 and "partly" not in done.stdout, done.stderr
    nameless = place.run("sources", "--accept")
    assert nameless.returncode == 2 and "needs the names of sources" in nameless.stderr
    with on(1, tmp_path) as session:
        assert session.state.vitals("steady").condition == "well"
