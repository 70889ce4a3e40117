"""Words of Turkey, Central Asia, Arabia and China that look like words of actions and are none, and their other spellings."""

from __future__ import annotations

import pytest

from feeds.article import Article
from feeds.understand import read
from feeds.understand.numbers import crowds
from feeds.understand.scan import scan
from feeds.understand.topic import topics_of
from tests.feeds.understand.pages import Page, article

BUNDLED = frozenset({"lgbtq", "human-rights-defenders"})


def _topics(page: Article) -> tuple[str, ...]:
    return topics_of(scan(page))[0]


def test_a_year_is_no_crowd() -> None:
    assert not crowds("1986年，一個年輕人在台北開記者會。", "zh")
    assert crowds("兩百名民眾參加集會。", "zh")


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("uz", "Aholi yig’ilgan", "Toshkentda tug’ilgan shoir uchun yig’ilgan aholi kitob o’qidi va namoyish ko’rdi."),
        ("fa", "تجمع دانشجویان و معلمان", "دانشجویان و معلمان در اعتراض به شهریه و حقوق عقب‌افتاده تجمع کردند."),
        (
            "tr",
            "Öğrencilerden yurt protestosu",
            "Yurt önünde toplanan öğrenciler zamları protesto eden bir eylem yaptı.",
        ),
    ],
)
def test_those_who_only_march_are_not_persecuted(language: str, title: str, text: str) -> None:
    assert not _topics(article(Page(language, title, text)))


@pytest.mark.parametrize(
    "title", ["وقفة دعما للمعتقلين السياسيين", "وقفة مع المعتقلين السياسيين", "وقفة عن معتقلين سياسيين"]
)
def test_the_article_melts_into_for(title: str) -> None:
    assert "human-rights-defenders" in _topics(article(Page("ar", title, "اجتمع الأهالي مساء أمس في الساحة.")))


def test_an_arrest_at_a_rally_is_no_rally() -> None:
    text = "أجلت المحكمة اليوم النظر في قضية ناشط حقوقي أوقف في وقفة احتجاجية قبل شهر، ورفض القاضي الإفراج عنه."
    assert not read(article(Page("ar", "تأجيل محاكمة ناشط حقوقي", text)), topics=BUNDLED).verdict.relevant
