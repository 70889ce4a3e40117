"""The sample web as a WARC: `urls.tsv` says which file of `sites/` each URL answers with.

Our own words, after the facts of two real articles; the hosts do not exist (RFC 2606).
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).parent
SOURCES = HERE / "sources.toml"
RECORDED = "2018-02-20T12:00:00Z"
"""The day of the sample web: "now" when it is replayed."""
TYPES = {".html": "text/html", ".xml": "application/xml", ".json": "application/json", ".txt": "text/plain"}


def pages() -> dict[str, Path]:
    """URL -> file of every recorded page."""
    rows = (line.split("\t") for line in (HERE / "urls.tsv").read_text().splitlines())
    return {url: HERE / name for url, name in rows}


def write(path: Path, *, without: frozenset[str] = frozenset()) -> Path:
    """Write the sample web to `path` as WARC 1.1 response records, leaving out the URLs in `without`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz", warc_version="1.1")
        for url, page in pages().items():
            if url not in without:
                writer.write_record(_response(writer, url, page))
    return path


def _response(writer: WARCWriter, url: str, page: Path) -> object:
    body = page.read_bytes()
    headers = [("Content-Type", TYPES[page.suffix]), ("Content-Length", str(len(body)))]
    return writer.create_warc_record(
        url,
        "response",
        payload=BytesIO(body),
        http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": RECORDED},
    )
