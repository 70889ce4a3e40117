"""What is taken out of published text, and what must stay."""

from __future__ import annotations

import pytest

from feeds.clean.privacy import redact


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ivan Petrov, ivan@example.org, saw it.", "Ivan Petrov, […], saw it."),
        ("Ivan's number is +7 999 123-45-67.", "Ivan's number is […]."),
        ("Her phone (212) 555-0100 was taken.", "Her phone […] was taken."),
        ("Иван, 8 (999) 123-45-67, не пришёл.", "Иван, […], не пришёл."),
        ("Reporter: jane@paper.example, contact her", "Reporter: […], contact her"),
        ("joe [at] example [dot] com", "[…]"),
        (
            "To register, write to us. Joe (joe@example.org) was beaten.",
            "To register, write to us. Joe ([…]) was beaten.",
        ),
    ],
)
def test_what_belongs_to_persons_goes(text: str, clean: str) -> None:
    assert redact(text) == clean
    assert redact(clean) == clean


@pytest.mark.parametrize(
    "text",
    [
        "To register, write to kisses@example.org",
        "Contact:\nanna@example.org, +44 20 7946 0000",
        "Questions? Call us: (212) 555-0100",
        "Запись: +7 999 123-45-67",
        "Kontakt: anna@example.org",
        "Bilgi için: +90 212 555 01 00",
        "お問い合わせ：03-1234-5678",
        "The office is at info@example.org",
        "Call the White House at 202-456-1111 and demand an answer",
    ],
)
def test_how_to_reach_the_organisers_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "From 25.03.2021 to 28.03.2021, 2019-2021, 2017/18, 12/05/2017 12:00",
        "on 2018-02-11 13:00-15:30",
        "1 000 000 people and 2 500 000 more",
        "$1 000 000 000",
        "41.311081, 69.240562",
        "Mo-Fr 10.00-18.00",
        "IBAN DE89 3704 0044 0532 0130 00",
        "card 4276 1234 5678 9012",
        "case 1-234/2017",
        "801 2nd Ave, New York, NY 10017",
        "ISBN 978-3-16-148410-0",
        "https://example.org/2018/02/11/1234567890",
        "tag #20180211",
        "№ 123-456",
        "1234567890",
    ],
)
def test_figures_that_are_no_telephones_stay(text: str) -> None:
    assert redact(text) == text


def test_listed_words_go_wherever_they_stand() -> None:
    assert redact("Jane Roe and JANE ROE, not Jane Roeburn", words=["Jane Roe"]) == "[…] and […], not Jane Roeburn"
    assert redact("<p>Seen: <strong>Jane</strong> Roe</p>", words=["Jane Roe"]) == "<p>Seen: […]</p>"


def test_html_keeps_its_markup() -> None:
    assert redact(
        "<p>Ivan <em>saw</em> it: <strong>ivan@example.org</strong> &amp; co</p><ul><li>To join: call +1 212 555 0100</li></ul>"
    ) == ("<p>Ivan <em>saw</em> it: <strong>[…]</strong> &amp; co</p><ul><li>To join: call +1 212 555 0100</li></ul>")
    assert redact("<p>iv<em>an@exam</em>ple.org came</p>") == "<p>[…] came</p>"
    assert redact("<p>Contact</p><p>anna@example.org</p>") == "<p>Contact</p><p>anna@example.org</p>"
