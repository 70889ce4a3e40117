"""What is recorded, and what a recording must not cost."""

from __future__ import annotations

from pathlib import Path

from crawler.recording import Recording
from tests.crawler.middlewares.local_web import Crawl, Server


def test_a_full_disk_costs_the_recording_and_not_the_crawl(server: Server, crawl: Crawl) -> None:
    server.pages |= {"/a": (200, {}, b"a"), "/b": (200, {}, b"b")}
    crawled = crawl(server.url("/a"), server.url("/b"), settings={"RECORD_WARC": "/dev/full"})
    assert [response["status"] for response in crawled.responses] == [200, 200]
    assert crawled.log.count("RECORD_WARC is not written any more: [Errno 28] No space left on device") == 1


def test_a_recording_asks_for_bodies(server: Server, crawl: Crawl, tmp_path: Path) -> None:
    server.pages["/feed"] = (200, {"ETag": '"1"', "Content-Type": "text/xml"}, b"<rss/>")
    wanted = {"url": server.url("/feed"), "meta": {"revalidate": True, "source": "site"}}
    known = crawl(wanted, commit=("site",)).memory
    crawl(wanted, memory=known, settings={"RECORD_WARC": "w.warc.gz"})
    assert all("if-none-match" not in headers for _, headers, _ in server.asked)
    found = Recording.open(tmp_path / "w.warc.gz").find(server.url("/feed"))
    assert found and found.body == b"<rss/>"


def test_recordings_are_appended_to(server: Server, crawl: Crawl, tmp_path: Path) -> None:
    server.pages |= {"/a": (200, {}, b"a"), "/b": (200, {}, b"b")}
    for path in ("/a", "/b"):
        crawl(server.url(path), settings={"RECORD_WARC": "w.warc.gz"})
    recording = Recording.open(tmp_path / "w.warc.gz")
    assert recording.find(server.url("/a"))
    assert recording.find(server.url("/b"))
