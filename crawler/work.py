"""What workers are forked with: importing this reads the data that reading an article needs, once for all of them."""

from __future__ import annotations

import gc
from typing import Any

from babel import localedata

from crawler import (
    refuse,
    understanding,  # noqa: F401
)
from crawler.entrances.entry import Entry
from feeds import understand
from feeds.article import Article
from feeds.clean.dates import month_names
from feeds.understand import lexicon
from feeds.understand.scan import phrases_of


class _Few(dict[str, Any]):
    """The latest few of babel's locales: our tables are made of them one by one, and all together they take 70 MB."""

    def __setitem__(self, name: str, data: Any) -> None:
        if len(self) >= FEW:
            self.clear()
        super().__setitem__(name, data)


FEW = 4
localedata._cache = _Few()

TOPICS = frozenset({"any"})
SAMPLE = "On 3 May at 6 pm people hold a vigil in Paris, France, in solidarity with those who are persecuted."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>A vigil</title></head><body><nav><a href="/">Home</a></nav>
<h1>A vigil</h1><p class="date">3 травня 2024</p>
{f"<p>{SAMPLE} {SAMPLE} {SAMPLE}</p>" * 5}<footer>All rights reserved</footer></body></html>"""

month_names()
for _language in lexicon.languages():
    phrases_of(_language)
    understand.read(Article("https://a.example/1", "a", "a", SAMPLE, SAMPLE, language=_language), topics=TOPICS)
refuse.read(PAGE.encode(), "https://a.example/1", Entry("https://a.example/1", title="A vigil"), topics=TOPICS)
localedata._cache = {}
gc.collect()
