"""Same text? A small fingerprint of a text, good for an index and for a close look.

The fingerprint is a bottom sketch (A. Broder, "On the resemblance and containment of documents", 1997): the lowest
hashes of the text's word shingles. A copy that was cut, or stands in a page full of other things, shares the lowest of
its own hashes with the original, so a few of them index a text; all of them estimate how much of one is in the other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

SHINGLE = 3
"""Words in a shingle: fewer and strangers share them, more and an edited copy loses them."""
SKETCH = 256
"""Hashes kept of a text."""
INDEXED = 20
"""Of these, how many the index holds."""
ALIKE = 0.52
"""Of the shorter text, how much the longer one must hold."""
LEAST = 30
"""Shingles that a text must have to be compared at all: shorter ones are notices that many pages carry."""
PROSE_LINE = 12
"""Words that make a line prose; shorter ones (menus, captions, buttons) are of the site and not of the article."""
PROSE = 0.1
"""Of all words, the share that prose must have to stand for the text."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[^\W_]+")
Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The lowest `SKETCH` shingle hashes of a text, ascending (little-endian uint32), and how many it had in all."""

    sketch: bytes = b""
    size: int = 0

    @property
    def hashes(self) -> Hashes:
        """The hashes, ascending."""
        return np.frombuffer(self.sketch, dtype="<u4")

    @property
    def indexed(self) -> tuple[int, ...]:
        """The lowest hashes: what the store's index holds of the text."""
        return tuple(self.hashes[:INDEXED].tolist()) if self.size >= LEAST else ()

    def to_bytes(self) -> bytes:
        """As stored."""
        return self.size.to_bytes(4, "little") + self.sketch

    @classmethod
    def from_bytes(cls, stored: bytes) -> Fingerprint:
        """As stored, back."""
        return cls(sketch=bytes(stored[4:]), size=int.from_bytes(stored[:4], "little"))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text, blind to case, accents, punctuation and white space."""
    words = _words(text)
    if len(words) < SHINGLE:
        return Fingerprint()
    hashes = np.unique(_shingles(words))
    return Fingerprint(sketch=hashes[:SKETCH].astype("<u4").tobytes(), size=len(hashes))


def containment(one: Fingerprint, other: Fingerprint) -> float:
    """Of the shorter text's shingles, the share that stands in the longer one too: 0 to 1, estimated."""
    if min(one.size, other.size) < LEAST:
        return 0.0
    a, b = one.hashes, other.hashes
    # below this both sketches are complete: what is in one and not in the other is not in that text
    limit = min(_complete_to(one, a), _complete_to(other, b))
    a, b = a[: np.searchsorted(a, limit, side="right")], b[: np.searchsorted(b, limit, side="right")]
    if not len(a) or not len(b):
        return 0.0
    found = b[np.minimum(np.searchsorted(b, a), len(b) - 1)] == a  # both ascend: faster than a set of either
    return int(np.count_nonzero(found)) / min(len(a), len(b))


def same_text(one: Fingerprint, other: Fingerprint) -> bool:
    """Is one a copy of the other: whole, cut, edited, or with other things around it?"""
    return containment(one, other) >= ALIKE


def _words(text: str) -> list[str]:
    """The words of the lines that are prose; of all lines where hardly any is."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    lines = [_WORD.findall(line) for line in text.casefold().split("\n")]
    prose = [line for line in lines if len(line) >= PROSE_LINE]
    enough = sum(map(len, prose)) >= max(LEAST + SHINGLE, PROSE * sum(map(len, lines)))
    return [word for line in (prose if enough else lines) for word in line]


def _shingles(words: list[str]) -> Hashes:
    tokens = np.fromiter((crc32(word.encode("utf-8", "replace")) for word in words), dtype=np.uint64, count=len(words))
    count = len(tokens) - SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(SHINGLE):
            mixed = (mixed ^ tokens[place : place + count]) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _complete_to(print_: Fingerprint, hashes: Hashes) -> int:
    return int(hashes[-1]) if print_.size > len(hashes) else 0xFFFFFFFF
