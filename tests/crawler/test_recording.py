"""WARC files, whole and broken."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.recording import Recorded, Recorder, Recording, key

DAY = datetime(2026, 11, 1, tzinfo=UTC)


def answer(url: str, body: bytes = b"<p>body", **values: object) -> Recorded:
    fields = {"status": 200, "reason": "OK", "headers": (("Content-Type", "text/html"),), "date": DAY}
    return Recorded(url=url, body=body, **(fields | values))  # type: ignore[arg-type]


def record(path: Path, *answers: Recorded) -> Path:
    recorder = Recorder(path)
    for each in answers:
        recorder.add(each)
    recorder.close()
    return path


@pytest.mark.parametrize("name", ["web.warc.gz", "web.warc"])
def test_what_is_written_reads_back(tmp_path: Path, name: str) -> None:
    moved = answer("https://a.org/old", b"", status=301, reason="Moved", headers=(("Location", "https://a.org/é"),))
    path = record(tmp_path / name, answer("https://a.org/"), moved)
    recording = Recording.open(path)
    assert len(recording) == 2
    assert recording.find("https://a.org/") == answer("https://a.org/")
    assert recording.find("https://a.org/old") == moved
    assert recording.find("https://a.org/new") is None
    assert (recording.newest, recording.broken) == (DAY, 0)


def test_another_reader_reads_it_too(tmp_path: Path) -> None:
    path = record(tmp_path / "web.warc.gz", answer("https://a.org/"), answer("https://a.org/b", b"x" * 70000))
    with path.open("rb") as file:
        records = [
            (r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read()) for r in ArchiveIterator(file)
        ]
    assert records == [("https://a.org/", b"<p>body"), ("https://a.org/b", b"x" * 70000)]


def test_the_latest_answer_wins(tmp_path: Path) -> None:
    later, earlier = datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    path = record(
        tmp_path / "web.warc.gz",
        answer("https://a.org/", b"later", date=later),
        answer("https://a.org/", b"earlier", date=earlier),
    )
    found = Recording.open(path).find("https://a.org/")
    assert found and found.body == b"later"
    record(path, answer("https://a.org/", b"appended", date=later))
    found = Recording.open(path).find("https://a.org/")
    assert found and found.body == b"appended"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.org/x?a=1&b=2", "https://a.org/x?b=2&a=1", True),
        ("https://a.org", "https://a.org/", True),
        ("https://a.org/x#top", "https://a.org/x", True),
        ("https://a.org/протест", "https://a.org/%D0%BF%D1%80%D0%BE%D1%82%D0%B5%D1%81%D1%82", True),
        ("https://a.org/x?a=", "https://a.org/x", False),
        ("https://a.org/x?a=1&a=2", "https://a.org/x?a=1", False),
        ("http://a.org/", "https://a.org/", False),
        ("https://a.org/x", "https://a.org/x/", False),
        ("https://a.org/A", "https://a.org/a", False),
    ],
)
def test_which_urls_are_one(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


def test_a_file_that_is_one_gzip_stream(tmp_path: Path) -> None:
    plain = record(tmp_path / "web.warc", answer("https://a.org/"), answer("https://a.org/b", b"second"))
    packed = tmp_path / "whole.warc.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    found = Recording.open(packed).find("https://a.org/b")
    assert found and found.body == b"second"


def test_chunks_are_put_together_and_their_absence_is_borne(tmp_path: Path) -> None:
    chunked = (("Transfer-Encoding", "chunked"), ("Content-Type", "text/html"))
    path = record(
        tmp_path / "web.warc",
        answer("https://a.org/1", b"4\r\nwiki\r\n6\r\npedia \r\n0\r\n\r\n", headers=chunked),
        answer("https://a.org/2", b"<p>already put together", headers=chunked),
    )
    bodies = [found.body for n in (1, 2) if (found := Recording.open(path).find(f"https://a.org/{n}"))]
    assert bodies == [b"wikipedia ", b"<p>already put together"]
    found = Recording.open(path).find("https://a.org/1")
    assert found and found.headers == (("Content-Type", "text/html"),)


@pytest.mark.parametrize("name", ["web.warc.gz", "web.warc"])
def test_a_run_that_was_killed_while_it_wrote_costs_one_record(tmp_path: Path, name: str) -> None:
    path = record(tmp_path / name, answer("https://a.org/1"), answer("https://a.org/2", bytes(range(256)) * 40))
    path.write_bytes(path.read_bytes()[:-60])
    record(path, answer("https://a.org/3"), answer("https://a.org/4"))
    recording = Recording.open(path)
    assert recording.broken >= 1
    assert recording.find("https://a.org/1") == answer("https://a.org/1")
    assert recording.find("https://a.org/4") == answer("https://a.org/4")


def test_a_record_that_says_it_is_endless_does_not_swallow_the_others(tmp_path: Path) -> None:
    path = record(tmp_path / "web.warc", *(answer(f"https://a.org/{n}") for n in range(3)))
    first, rest = path.read_bytes().split(b"Content-Length: ", 1)
    path.write_bytes(first + b"Content-Length: 99999999" + rest)
    recording = Recording.open(path)
    assert [recording.find(f"https://a.org/{n}") is not None for n in range(3)] == [False, True, True]
    assert recording.broken == 1


def test_a_line_break_in_a_header_makes_no_other_header(tmp_path: Path) -> None:
    path = record(tmp_path / "web.warc", answer("https://a.org/", headers=(("X-A", "1\r\nSet-Cookie: 2"),)))
    found = Recording.open(path).find("https://a.org/")
    assert found and found.headers == (("X-A", "1 Set-Cookie: 2"),)


@given(st.binary(max_size=300), st.integers(0, 400), st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_raise(tmp_path: Path, noise: bytes, cut: int, packed: bool) -> None:
    path = tmp_path / ("noise.warc.gz" if packed else "noise.warc")
    path.unlink(missing_ok=True)
    record(path, answer("https://a.org/"))
    good = path.read_bytes()
    path.write_bytes(good[:cut] + noise + good[cut:])
    recording = Recording(path)
    recording.find("https://a.org/")
    assert recording.find("https://b.org/never-recorded") is None


def test_the_recorded_webs_are_read_whole(shared: Path) -> None:
    recording = Recording.open(shared / "web" / "dev.warc.gz")
    assert len(recording) > 900
    assert recording.broken == 0
