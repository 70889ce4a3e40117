"""The takedown list: what must not be published, now and later. One line each; "#" opens a comment, to the line's end.

    https://example.org/a-page        this article, under any of its addresses
    tag:example.org,2024-05-01:vigil  this action, whatever is found about it later
    some words                        every article that holds these words, in any case

A hashtag is written as a word after other words, or quoted: "#..." at the start of a line is a comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from feeds.article import Article
from feeds.clean.urls import identity

_COMMENT = re.compile(r"(?:^|\s)#(?:\s.*|$)|^#.*$")


@dataclass(frozen=True, slots=True)
class Takedown:
    """What the list names: identities of URLs, ids of actions, words (case folded)."""

    urls: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Takedown:
        """The list from the text of the file."""
        urls, ids, words = set(), set(), set()
        for line in text.splitlines():
            line = _COMMENT.sub("", line).strip().strip('"').strip()
            if line.startswith("tag:"):
                ids.add(line)
            elif re.match(r"https?://|www\.", line, re.I):
                urls.add(identity(line))
            elif line:
                words.add(" ".join(line.casefold().split()))
        return cls(frozenset(urls), frozenset(ids), frozenset(words))

    @classmethod
    def read(cls, path: Path) -> Takedown:
        """The list from a file; no file, no takedown. Raises OSError when the file is there and cannot be read."""
        return cls.parse(path.read_text(encoding="utf-8-sig", errors="replace")) if path.exists() else cls()

    @property
    def version(self) -> str:
        """Tells whether the list is another than before."""
        lines = sorted(self.urls) + sorted(self.ids) + sorted(self.words)
        return blake2b("\n".join(lines).encode("utf-8", "replace"), digest_size=12).hexdigest() if lines else ""

    def hides(self, article: Article) -> str | None:
        """The line that hides this article, or None."""
        for url in (article.url, *article.aliases):
            if identity(url) in self.urls:
                return identity(url)
        if not self.words:
            return None
        parts = (article.title, article.text, article.summary, " ".join(article.authors), " ".join(article.tags))
        text = " ".join(" ".join(parts).casefold().split())
        return next((word for word in sorted(self.words) if _holds(text, word)), None)


def _holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
