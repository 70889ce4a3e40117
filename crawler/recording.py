"""A recorded web: reads and appends to a WARC file (ISO 28500). Knows no Scrapy."""

from __future__ import annotations

import gzip
import re
import shutil
import weakref
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from uuid import uuid4

from w3lib.url import canonicalize_url
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord

GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded answer: the body without chunks, but still in its Content-Encoding."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    date: datetime | None


class Recording:
    """The answers of a WARC file, by URL; the latest of each. Bodies are read from the file when asked for."""

    def __init__(self, path: Path) -> None:
        """Index the file; a broken record ends or skips what cannot be read, and is counted in `broken`."""
        self.path = path
        self.newest: datetime | None = None
        self.broken = 0
        self._dates: dict[str, datetime | None] = {}
        self._offsets: dict[str, int] = {}
        self._file = _seekable(path)
        weakref.finalize(self, self._file.close)
        for offset, record in self._records():
            self._add(offset, record)

    @staticmethod
    def open(path: Path) -> Recording:
        """The recording at `path`, indexed once for each state of the file; raises OSError."""
        stat = path.stat()
        return _opened(path.resolve(), stat.st_mtime_ns, stat.st_size)

    def __len__(self) -> int:
        return len(self._offsets)

    def find(self, url: str) -> Recorded | None:
        """The latest recorded answer of `url`, its query parameters in any order; None when there is none."""
        offset = self._offsets.get(key(url))
        if offset is None:
            return None
        self._file.seek(offset)
        record = next(iter(ArchiveIterator(self._file)))
        return _recorded(record)

    def _add(self, offset: int, record: ArcWarcRecord) -> None:
        url = _target(record)
        if record.rec_type != "response" or not url.startswith(("http://", "https://")) or not record.http_headers:
            return
        place, date = key(url), _date(record)
        known = self._dates.get(place)
        if place in self._offsets and date and known and date < known:
            return
        self._offsets[place], self._dates[place] = offset, date
        if date and (self.newest is None or date > self.newest):
            self.newest = date

    def _records(self) -> Iterator[tuple[int, ArcWarcRecord]]:
        """Every readable record with its offset; goes on after a broken one (a run that was killed while it wrote)."""
        start: int | None = 0
        while start is not None:
            self._file.seek(start)
            records, at = ArchiveIterator(self._file), start
            try:
                for record in records:
                    at = records.get_record_offset()  # reads the record to its end
                    if record.raw_stream.limit:
                        break  # it says that it is longer than the file
                    yield at, record
                else:
                    return
            except Exception:  # warcio meets broken bytes with many kinds of error; each means the same here
                pass
            self.broken += 1
            start = _next_record(self._file, at + 1)


class Recorder:
    """Appends answers to a WARC file, one gzip member each when its name ends in ".gz"; folders are created."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._gzip = path.suffix == ".gz"
        self._file = path.open("ab")

    def add(self, answer: Recorded) -> None:
        """Append one answer, in one write, so that a kill leaves at most one broken record; raises OSError."""
        head = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in answer.headers)]
        block = _lines(head) + answer.body
        date = (answer.date or datetime.now(UTC)).astimezone(UTC)
        fields = [
            "WARC/1.1",
            "WARC-Type: response",
            f"WARC-Record-ID: <urn:uuid:{uuid4()}>",
            f"WARC-Date: {date:%Y-%m-%dT%H:%M:%SZ}",
            f"WARC-Target-URI: {answer.url}",
            "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(block)}",
        ]
        record = _lines(fields) + block + b"\r\n\r\n"
        self._file.write(gzip.compress(record) if self._gzip else record)
        self._file.flush()

    def close(self) -> None:
        self._file.close()


def _lines(lines: list[str]) -> bytes:
    """A header block; a line break inside a value would begin another header."""
    clean = (re.sub(r"[\r\n]+", " ", line) for line in lines)
    return "\r\n".join([*clean, "", ""]).encode("utf-8", "surrogateescape")


def key(url: str) -> str:
    """What two spellings of a URL have in common: order of parameters, escapes and fragment do not count."""
    with suppress(ValueError):
        return str(canonicalize_url(url))
    return url


@lru_cache(maxsize=4)
def _opened(path: Path, modified: int, size: int) -> Recording:
    return Recording(path)


def _seekable(path: Path) -> IO[bytes]:
    """The file, or a copy of its content when it is one gzip stream, in which no record can be sought."""
    file = path.open("rb")
    if file.read(3) != GZIP or _one_record_a_member(file):
        return file
    file.seek(0)
    whole = TemporaryFile()  # noqa: SIM115  # lives as long as the recording
    with file, suppress(EOFError, OSError, zlib.error):  # cut short: what came before still counts
        shutil.copyfileobj(gzip.GzipFile(fileobj=file), whole)
    return whole


def _one_record_a_member(file: IO[bytes]) -> bool:
    """Whether the first gzip member holds no more than one WARC record."""
    file.seek(0)
    member, head, size = zlib.decompressobj(zlib.MAX_WBITS | 16), b"", 0
    with suppress(zlib.error):
        while not member.eof and (chunk := file.read(65536)):
            plain = member.decompress(chunk)
            size += len(plain)
            head += plain[: 16384 - len(head)]
    fields, _, _ = head.partition(b"\r\n\r\n")
    length = re.search(rb"(?im)^content-length:\s*(\d+)", fields)
    return length is None or size <= len(fields) + 4 + int(length[1]) + 4


def _next_record(file: IO[bytes], start: int) -> int | None:
    """Where the next record may begin at or after `start`; None at the end."""
    file.seek(start)
    at, tail = start, b""
    while chunk := file.read(1 << 20):
        block = tail + chunk
        if found := re.search(rb"\x1f\x8b\x08|WARC/1\.[01]\r\n", block):
            return at - len(tail) + found.start()
        at, tail = at + len(chunk), block[-9:]
    return None


def _target(record: ArcWarcRecord) -> str:
    # WARC 1.0 put the URL in angle brackets; some writers still do.
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


def _date(record: ArcWarcRecord) -> datetime | None:
    try:
        date = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _recorded(record: ArcWarcRecord) -> Recorded | None:
    """The answer in a response record; None when its status line says nothing."""
    head = record.http_headers
    code, _, reason = head.statusline.partition(" ")
    if not code.isdecimal() or not 100 <= int(code) <= 599:
        return None
    chunked = "chunked" in (head.get_header("Transfer-Encoding") or "").lower()
    # A recorder may have taken the chunks away and left the header; the reader then hands on the bytes as they are.
    body = (ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream).read()
    return Recorded(
        url=_target(record),
        status=int(code),
        reason=reason,
        headers=tuple((name, value) for name, value in head.headers if name.lower() not in _OF_THE_CONNECTION),
        body=body,
        date=_date(record),
    )


_OF_THE_CONNECTION = {"transfer-encoding", "content-length", "connection", "keep-alive"}
