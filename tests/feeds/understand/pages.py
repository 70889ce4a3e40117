"""Short pages of our own in every language of the lexicon: appeals, reports, announcements, and court cases."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feeds.article import Article

PUBLISHED = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    language: str
    title: str
    text: str


def article(page: Page) -> Article:
    """The page as an article published on Tuesday, 5 March 2024."""
    return Article(
        url=f"https://news.example/{page.language}", source="example", site="Example", title=page.title, text=page.text,
        language=page.language, published=PUBLISHED,
    )  # fmt: skip


_ALL = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))

PETITIONS, REPORTS, VIGILS, COURTS = (
    tuple(Page(**page) for page in _ALL[name]) for name in ("petitions", "reports", "vigils", "courts")
)
