"""What workers are forked with: importing this reads the data that understanding an article needs, once for all of them."""

from __future__ import annotations

from feeds import understand
from feeds.article import Article
from feeds.clean.article import clean_article  # noqa: F401  # loads its data
from feeds.match.text import fingerprint  # noqa: F401

TOPICS = frozenset({"any"})
SAMPLE = "On 3 May at 6 pm people hold a vigil in Paris, France, in solidarity with those who are persecuted."

for _language in ("en", "ru", "es"):
    understand.read(Article("https://a.example/1", "a", "a", SAMPLE, SAMPLE, language=_language), topics=TOPICS)
