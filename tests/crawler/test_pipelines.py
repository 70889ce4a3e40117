"""An item understood in one call: what breaks the reader, or its worker, does not cost us the article."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler import pipelines
from crawler.catalogue import Source
from crawler.configuration import Configuration
from crawler.items import ArticleItem
from crawler.pipelines import Understand
from crawler.understanding import Understood, raw, understood
from crawler.workers import Pool, WorkerLost
from feeds import understand
from feeds.errors import NotAnArticle

_SETTINGS = Settings()
_SETTINGS.setmodule("crawler.settings")
CONFIGURATION = Configuration.of(_SETTINGS)
NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
SOURCE = Source("a", "https://a.example/")
ITEM = ArticleItem(
    url="https://a.example/1",
    source="a",
    title="A vigil for Ana at the Russian embassy in Paris",
    text="On 4 May at 6 pm we hold a vigil in solidarity with the lesbian activist Ana, who is in prison. Bring a candle. "
    * 3,
)


class Unlucky:
    """A pool that loses its worker over the first calls."""

    def __init__(self, losses: int) -> None:
        self.losses = losses

    async def run(self, work: Callable[[], Any]) -> Any:
        self.losses -= 1
        if self.losses >= 0:
            raise WorkerLost("hung")
        return work()


def step(pool: object) -> Understand:
    made = object.__new__(Understand)
    made.crawler = SimpleNamespace(pool=pool)  # type: ignore[assignment]
    made.session = SimpleNamespace(  # type: ignore[assignment]
        sources={"a": SOURCE}, now=NOW, configuration=CONFIGURATION
    )
    return made


def test_an_item_comes_out_clean_judged_and_ready_to_be_matched() -> None:
    found = understood(raw(ITEM, SOURCE, NOW, CONFIGURATION), CONFIGURATION.topics)
    assert found.reading.verdict.relevant and found.keys and found.print.size
    assert not found.failed


def test_what_the_reader_breaks_on_is_kept_as_not_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(understand, "read", broken)
    found = understood(raw(ITEM, SOURCE, NOW, CONFIGURATION), CONFIGURATION.topics)
    assert (found.failed, found.article.title) == ("failed", ITEM.title)
    assert [reason.name for reason in found.reading.verdict.reasons] == ["the reader failed"]
    assert pipelines.why_refused(found.reading.verdict) == "the reader failed"


def test_an_article_whose_reading_costs_a_worker_is_kept_without_it() -> None:
    found = asyncio.run(step(Unlucky(1))._understood(ITEM))
    assert (found.failed, found.reading.verdict.relevant) == ("hung", False)
    assert found.article.title == ITEM.title


def test_one_that_cannot_even_be_cleaned_is_lost_with_its_cause() -> None:
    with pytest.raises(WorkerLost, match="hung"):
        asyncio.run(step(Unlucky(2))._understood(ITEM))


def test_no_article_is_no_article_at_the_first_call() -> None:
    with pytest.raises(NotAnArticle):
        understood(raw(ArticleItem(url="https://a.example/1", source="a"), SOURCE, NOW, CONFIGURATION), frozenset())


LOADED = "{'scrapy', 'sqlalchemy'} & set(__import__('sys').modules)"
"""Asked by `eval`, for a function of ours would bring what this module imports."""


def test_a_worker_understands_an_item_without_scrapy() -> None:
    async def main() -> tuple[Understood, object]:
        pool = Pool(1, 30)
        try:
            found = await pool.run(understood, raw(ITEM, SOURCE, NOW, CONFIGURATION), CONFIGURATION.topics)
            return found, await pool.run(eval, LOADED)
        finally:
            pool.close()

    found, loaded = asyncio.run(main())
    assert found.reading.verdict.relevant
    assert loaded == set(), "50 MB for each worker"
