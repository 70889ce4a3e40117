"""What is no article is refused, by name; and what the catalogue's filters let through."""

from __future__ import annotations

import pytest

from crawler.entrances.filters import wanted
from crawler.entrances.pagekind import refusal
from crawler.items import ArticleItem

URL = "https://a.org/2024/vigil-at-the-gate"
TEXT = "People came with candles and read the names aloud in the rain. " * 5


def told(
    title: str = "Vigil at the gate", text: str = TEXT, body: str = "<body>", url: str = URL, asked: str = URL
) -> str:
    return refusal(body.encode(), url, ArticleItem(url, "src", title=title, text=text), asked=asked)


def test_an_article_passes() -> None:
    assert told() == ""
    assert told(body='<body class="archive category">', title="T") == "listing"
    assert told(body='<body class="archive single-post postid-3">') == ""
    assert told(body='<meta property="og:type" content="article"><body class="blog">') == ""


@pytest.mark.parametrize(
    "title",
    [
        "Page not found - A",
        "404",
        "Страница не найдена",
        "Seite nicht gefunden",
        "Página no encontrada",
        "Sayfa bulunamadı",
        "გვერდი ვერ მოიძებნა",
    ],
)
def test_soft_404s(title: str) -> None:
    assert told(title=title) == "soft-404"


def test_a_redirect_to_the_front_page_is_a_soft_404() -> None:
    assert told(url="https://a.org/") == "soft-404"
    assert told(url="https://a.org/", asked="https://a.org/") == "home"
    assert told(url="https://a.org/?p=12", asked="https://a.org/?p=12") == ""


def test_walls_parked_domains_and_emptiness() -> None:
    assert told(title="Just a moment...", text="Checking.") == "bot-wall"
    assert told(title="a.org", text="This domain is for sale. Buy this domain.") == "parked"
    assert told(text="Short.") == "empty"
    assert told(title="") == "empty"


def test_a_long_article_about_a_missing_page_is_an_article() -> None:
    assert told(title="404: why the page of the ministry was not found", text=TEXT * 10) == ""


@pytest.mark.parametrize(
    ("include", "exclude", "tags", "outcome"),
    [
        ((), (), (), True),
        (("/solidarity/",), (), (), True),
        (("/sport/",), (), (), False),
        (("Activism",), (), ("activism",), True),
        (("Activism",), (), ("Sport",), False),
        (("Activism",), (), (), None),
        (("solidarity",), (), (), True),
        ((), ("Solidarity",), (), False),
        (("Activism",), ("/solidarity/",), ("activism",), False),
    ],
)
def test_filters(
    include: tuple[str, ...], exclude: tuple[str, ...], tags: tuple[str, ...], outcome: bool | None
) -> None:
    assert wanted("https://a.org/Solidarity/a-vigil", tags, include, exclude) is outcome
