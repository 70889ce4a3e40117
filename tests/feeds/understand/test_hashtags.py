"""The action's own hashtags: in sentences, in titles, glued, closed by a second sign; and those that are not its own."""

from __future__ import annotations

import pytest

from feeds.understand import hashtags
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article


def own(text: str, title: str = "", language: str = "en") -> list[str]:
    return [finding.value for finding in hashtags.find(scan(article(Page(language, title, text))))[0]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Post your picture with #LettersForLena.", ["#LettersForLena"]),
        ("ru", "Выкладывайте фото с хештегом #СвободуЛене!", ["#СвободуЛене"]),
        ("ar", "استخدموا وسمي #الحرية_للينا و#أنقذوا_لينا اليوم.", ["#الحرية_للينا", "#أنقذوا_لينا"]),
        ("zh", "网友发起了#我们支持莉娜#话题。", ["#我们支持莉娜#"]),
        ("fa", "با هشتگ #لنا_را_آزاد_کنید توییت کنید.", ["#لنا_را_آزاد_کنید"]),
        ("ka", "გამოიყენეთ #თავისუფლებალენას", ["#თავისუფლებალენას"]),
        ("el", "Με το hashtag #ΛευτεριάΣτηΛένα.", ["#ΛευτεριάΣτηΛένα"]),
    ],
)
def test_a_hashtag_in_a_sentence(language: str, text: str, wanted: list[str]) -> None:
    assert own(text, language=language) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Use #FreeLena today.\n#Lisbon #elections #humanrights", ["#FreeLena"]),
        ("Use #FreeLena today.\nRainbow Group | #thursday #lisbon", ["#FreeLena"]),
        ("They stood for an hour.\n#lisbon #elections2024 #FreeLena", ["#FreeLena"]),
        ("Use #FreeLena today.\nAlso trending this morning: #TheDerby and #BudgetDay.", ["#FreeLena"]),
        ("Use #FreeLena, as others did with #MeToo and #Pride2023.", ["#FreeLena"]),
        ("Hello from the square. #FreeLenaA post shared on Instagram", ["#FreeLena"]),
        ("Use #FreeLena and #FreeLena1 and #2024.", ["#FreeLena"]),
    ],
)
def test_tags_of_other_matters_are_refused(text: str, wanted: list[str]) -> None:
    assert own(text) == wanted


def test_a_tag_of_the_title_is_kept() -> None:
    assert own("People met in ten cities for Lena.", title="#Lena100: ten cities") == ["#Lena100"]


def test_evidence_stands_where_it_says() -> None:
    seen = scan(article(Page("zh", "", "发起了#我们支持莉娜#话题，也用 #FreeLena")))
    for finding in hashtags.find(seen)[0]:
        at = finding.evidence.start
        assert seen.text[at : at + len(finding.evidence.quote)] == finding.evidence.quote
