"""Bytes of a page -> text, with the encoding a browser would take (WHATWG Encoding, HTML 13.2.3.2)."""

from __future__ import annotations

import re
from itertools import islice

from resiliparse.parse.encoding import detect_encoding
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

MAX_BYTES = 8 * 1024 * 1024
MAX_CHARACTERS, MAX_TAGS = 1_500_000, 25_000
"""Of markup without scripts and styles; pages are cut here. No article is longer, and hardly more can be read in a second."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue0c1\ue0e1-\ue0e3]")
_CONTROLS = bytes(n for n in (*range(0x20), 0x7F) if n not in b"\t\n\r")
_RARE = "\ufffe\uffff\ue0c1\ue0e1\ue0e2\ue0e3"
"""What `_UNFIT` tells of strictly decoded UTF-8 without control characters; looked for one by one in a tenth of the time."""

_CODE = re.compile(r"<(script|style)\b(?![^>]{0,200}ld\+json)", re.I)
_ENDLESS_TAG = re.compile(r"<[a-zA-Z/][^<>]{30000,}>?")
_CODE_ENDS = {name: re.compile(rf"</{name}[^>]{{0,50}}>", re.I) for name in ("script", "style")}


def decode(body: bytes, charset: str | None = None) -> str:
    """Return the text of `body`; never raises. `charset` is what the HTTP header stated.

    Order: byte order mark, valid UTF-8 (too unlikely to be anything else), header, <meta>, detection. Control characters
    and lone surrogates that XML cannot hold are gone; what cannot be decoded becomes U+FFFD.
    """
    body = body[:MAX_BYTES]
    encoding, bom = read_bom(body)
    if encoding is not None and bom is not None:
        return _fit(body[len(bom) :].decode(encoding, "replace"))
    for candidate in _candidates(body, charset):
        try:
            if candidate == "utf-8":
                return _without_rare(body.translate(None, _CONTROLS).decode("utf-8", "strict"))
            return _fit(body.decode(candidate, "strict"))
        except (LookupError, UnicodeDecodeError):
            continue
    return _fit(_least_broken(body, charset))


def without_code(text: str) -> str:
    """`text` without scripts (but JSON-LD) and styles, cut to `MAX_CHARACTERS`: half of most pages, and nothing to read."""
    kept, at = [], 0
    while opening := _CODE.search(text, at):
        kept.append(text[at : opening.start()])
        closing = _CODE_ENDS[opening[1].lower()].search(text, opening.end())
        at = closing.end() if closing else len(text)
    kept.append(text[at:])
    text = _ENDLESS_TAG.sub("", "".join(kept)[:MAX_CHARACTERS])
    last = next(islice(re.finditer("<", text), MAX_TAGS, None), None)
    return text[: last.start()] if last else text


def _candidates(body: bytes, charset: str | None) -> list[str]:
    declared = [resolve_encoding(charset) if charset else None, html_body_declared_encoding(body)]
    # ISO-2022-JP and HZ are pure ASCII bytes: valid UTF-8 says nothing against them
    seven_bit = [name for name in declared if name and name.startswith(("iso2022", "hz"))]
    return [*seven_bit, "utf-8", *(name for name in declared if name)]


def _least_broken(body: bytes, charset: str | None) -> str:
    """Nothing fits strictly: the declared or detected encoding that loses the fewest characters."""
    names = dict.fromkeys([*_candidates(body, charset), detect_encoding(body[:65536]) or "cp1252", "cp1252"])
    texts = []
    for name in names:
        try:
            texts.append(body.decode(name, "replace"))
        except LookupError:
            continue
    return min(texts, key=lambda text: text.count("\ufffd"))


def _without_rare(text: str) -> str:
    for char in _RARE:
        if char in text:
            text = text.replace(char, "")
    return text


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)
