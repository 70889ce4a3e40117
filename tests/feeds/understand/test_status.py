"""Announced, under way, over, cancelled, postponed."""

from __future__ import annotations

import datetime as dt

import pytest

from feeds.action import Form, Status, When
from feeds.understand import status
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article


def said(title: str, text: str, *, day: str = "", form: Form = Form.RALLY, language: str = "en") -> Status | None:
    whens = [When(dt.date.fromisoformat(day))] if day else []
    found = status.find(scan(article(Page(language, title, text))), (form,), whens)
    return found.value if found else None


@pytest.mark.parametrize(
    ("title", "text", "language", "wanted"),
    [
        ("Rally called off", "The rally has been called off, the organisers said.", "en", Status.CANCELLED),
        ("Kundgebung abgesagt", "Die Kundgebung am Samstag ist abgesagt.", "de", Status.CANCELLED),
        ("Митинг отменён", "Организаторы отменили митинг.", "ru", Status.CANCELLED),
        ("La marche est reportée", "La marche pour les droits est reportée au 20 mars.", "fr", Status.POSTPONED),
        ("Marcha aplazada", "La marcha queda aplazada por la lluvia.", "es", Status.POSTPONED),
        ("Yürüyüş ertelendi", "Yürüyüş ileri bir tarihe ertelendi.", "tr", Status.POSTPONED),
    ],
)
def test_called_off_in_words(title: str, text: str, language: str, wanted: Status) -> None:
    assert said(title, text, language=language, day="2024-03-10") is wanted


# language|title|text|status
IN_WORDS = """
en|Weekly vigil at the embassy|The vigil is held every week outside the embassy.|ongoing
en|POSTPONED: evening for prisoners|The benefit evening at the hall, a rally and a talk, has been postponed.|postponed
uk|Мітинг скасовано|Мітинг на площі скасовано через погоду.|cancelled
uk|Мітинг перенесено|Мітинг перенесено на неділю.|postponed
pt|Marcha cancelada|A marcha de sábado foi cancelada.|cancelled
pt|Vigília adiada|A vigília foi adiada.|postponed
it|Presidio annullato|Il presidio di sabato è annullato.|cancelled
it|Manifestazione rinviata|La manifestazione è rinviata.|postponed
pl|Marsz odwołany|Marsz w sobotę został odwołany.|cancelled
pl|Protest przełożony|Protest został przełożony.|postponed
tr|Yürüyüş iptal edildi|Cumartesi günkü yürüyüş iptal edildi.|cancelled
nl|Demonstratie afgelast|De demonstratie gaat niet door.|cancelled
nl|Mars uitgesteld|De mars is uitgesteld.|postponed
cs|Pochod zrušen|Pochod v sobotu je zrušen.|cancelled
cs|Demonstrace odložena|Demonstrace je odložena.|postponed
sk|Pochod zrušený|Pochod v sobotu je zrušený.|cancelled
hu|Elmarad a tüntetés|A szombati tüntetés elmarad.|cancelled
hu|Elhalasztották a felvonulást|A felvonulást elhalasztották, a tüntetés későbbi időpontban lesz.|postponed
ka|აქცია გაუქმდა|შაბათის აქცია გაუქმდა.|cancelled
ar|إلغاء المظاهرة|تم إلغاء المظاهرة يوم السبت.|cancelled
ar|تأجيل الوقفة|تم تأجيل الوقفة الاحتجاجية.|postponed
fa|تجمع لغو شد|تجمع روز شنبه لغو شد.|cancelled
az|Aksiya ləğv edildi|Şənbə günü aksiya ləğv edildi.|cancelled
uz|Miting bekor qilindi|Shanba kungi miting bekor qilindi.|cancelled
uz-Cyrl|Митинг бекор қилинди|Шанба кунги митинг бекор қилинди.|cancelled
sv|Demonstrationen ställs in|Demonstrationen på lördag ställs in.|cancelled
sv|Marschen skjuts upp|Marschen och demonstrationen skjuts upp.|postponed
el|Ακυρώνεται η πορεία|Η πορεία του Σαββάτου ακυρώνεται.|cancelled
el|Αναβάλλεται η συγκέντρωση|Η συγκέντρωση διαμαρτυρίας αναβάλλεται.|postponed
ro|Marșul a fost anulat|Marșul de sâmbătă a fost anulat.|cancelled
ro|Protest amânat|Protestul a fost amânat.|postponed
bg|Протестът е отменен|Протестът в събота е отменен.|cancelled
bg|Протестът е отложен|Протестът е отложен.|postponed
zh|集会取消|周六的集会取消。|cancelled
zh|游行延期|周六的游行延期。|postponed
de|Mahnwache jeden Freitag|Die Mahnwache vor der Botschaft findet jeden Freitag statt.|ongoing
ru|Пикеты каждую пятницу|Пикеты у посольства проходят каждую пятницу.|ongoing
es|Plantón todos los viernes|La concentración y el plantón se repiten todos los viernes.|ongoing
"""


@pytest.mark.parametrize("row", IN_WORDS.strip().splitlines())
def test_told_in_the_words_of_the_language(row: str) -> None:
    language, title, text, wanted = row.split("|")
    assert said(title, text, language=language, day="2024-03-09") is Status(wanted)


def test_an_appeal_that_is_still_asked_for_is_not_over() -> None:
    text = (
        "We demand freedom for Tulio, a lawyer who defends people. " * 5
        + "He was detained and taken away. Please sign."
    )
    assert said("Petition for Tulio", text, form=Form.PETITION) is Status.ONGOING


def test_the_hour_against_that_of_publication_for_appeals_too() -> None:
    whens = [When(dt.date(2024, 3, 5), "09:00")]
    page = article(Page("en", "Letters to prisoners", "People came at 9 and wrote letters to prisoners."))
    found = status.find(scan(page), (Form.LETTER_WRITING,), whens)
    assert found is not None
    assert found.value is Status.HAPPENED


def test_a_law_that_shall_be_cancelled_is_no_cancelled_rally() -> None:
    text = "Hundreds rallied and demanded that the law be cancelled."
    assert said("Rally against the law", text, day="2024-03-03") is Status.HAPPENED


@pytest.mark.parametrize(("day", "wanted"), [("2024-03-09", Status.ANNOUNCED), ("2024-03-03", Status.HAPPENED)])
def test_the_date_against_the_day_of_publication(day: str, wanted: Status) -> None:
    assert said("Rally", "A rally at the embassy.", day=day) is wanted


def test_on_the_day_itself_the_tense_decides() -> None:
    assert said("Rally", "A rally will be held this evening. Join us.", day="2024-03-05") is Status.ANNOUNCED
    assert said("Rally", "Fifty people gathered and chanted.", day="2024-03-05") is Status.HAPPENED


def test_a_petition_stays_open_until_it_is_handed_over() -> None:
    assert said("Petition", "Sign the petition.", form=Form.PETITION) is Status.ONGOING
    text = "Activists handed in the petition. They were detained and the crowd dispersed."
    assert said("Petition delivered", text, form=Form.PETITION, day="2024-03-04") is Status.HAPPENED


def test_nothing_said_nothing_known() -> None:
    assert said("Rally", "Rally.") is None or said("Rally", "Rally.") is Status.HAPPENED


def test_what_begins_later_is_announced() -> None:
    assert (
        said("Bars drop the vodka", "The boycott takes hold.", day="2030-01-01", form=Form.BOYCOTT) is Status.ANNOUNCED
    )


def test_who_is_named_first_is_called_off() -> None:
    text = "The rally before the court of justice will not take place, the collective said."
    assert said("A collective gives in", text, day="2030-01-01") is Status.CANCELLED


def test_one_time_of_a_series_is_over() -> None:
    text = "They gathered, marched and chanted at the weekly vigil; the vigil ended at nine and the crowd dispersed."
    assert said("Vigil held again", text) is Status.HAPPENED
