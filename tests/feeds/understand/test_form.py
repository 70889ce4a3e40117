# ruff: noqa: E501 -- sentences under test are read best whole
"""Which form comes first."""

from __future__ import annotations

import pytest

from feeds.action import Form
from feeds.understand import form
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article


def forms(title: str, text: str, language: str = "en") -> list[Form]:
    return [finding.value for finding in form.find(scan(article(Page(language, title, text))))[0]]


@pytest.mark.parametrize(
    ("title", "text", "main"),
    [
        ("Kiss-in protest at the embassy", "The protest on Friday is a kiss-in. Protesters will kiss.", Form.KISS_IN),
        ("Thousands march for rights", "They marched from the station to the square, a protest of thousands.", Form.MARCH),
        ("Activists lie down in the street", "At the die-in people lay on the ground under flags. The protest took ten minutes.", Form.DIE_IN),
        ("Hunger strike in its third week", "The strikers say the hunger strike goes on.", Form.STRIKE),
        ("Open letter to the minister", "In an open letter 200 writers demand the release of the poet. The open letter is online.", Form.OPEN_LETTER),
        ("Benefit concert for the centre", "A benefit concert will be held on Friday.", Form.BENEFIT),
        ("Write for Danil", "Letter-writing evening: write letters to prisoners, we have stamps.", Form.LETTER_WRITING),
        ("They blocked the road", "A blockade of the ministry: activists chained themselves to the gate.", Form.BLOCKADE),
    ],
)  # fmt: skip
def test_the_telling_word_comes_first(title: str, text: str, main: Form) -> None:
    assert forms(title, text)[0] is main


def test_an_earlier_action_is_left_out() -> None:
    assert Form.BOYCOTT not in forms("Vigil tonight", "A vigil is held tonight. Last year there was a boycott.")


def test_a_word_within_another_meaning_is_no_form() -> None:
    assert forms("Air strikes on the port", "The air strike hit a warehouse.") == []


def test_a_hashtag_used_again_and_again_is_a_campaign() -> None:
    assert (
        forms("What you can do", "Tell them: #FreeDanil. Say it: #FreeDanil. Again: #FreeDanil")[0]
        is Form.HASHTAG_CAMPAIGN
    )


@pytest.mark.parametrize(("main", "online"), [((Form.PETITION,), True), ((Form.VIGIL,), False), ((), False)])
def test_what_is_held_on_the_net(main: tuple[Form, ...], online: bool) -> None:
    page = scan(article(Page("en", "x", "Post it on Instagram.")))
    assert form.is_online(page, main, timed=False) is online


def test_a_kiss_with_an_hour_is_held_in_a_street() -> None:
    page = scan(article(Page("en", "x", "Post it on Instagram.")))
    both = (Form.KISS_IN, Form.PHOTO_CAMPAIGN)
    assert form.is_online(page, both, timed=False)
    assert not form.is_online(page, both, timed=True)


def test_protest_within_another_forms_word_is_not_a_rally() -> None:
    text = "A counter-protest kept the door of the centre open. The counter-protesters sang; the counter-protest ended at six."
    assert forms("Neighbours stand by the centre", text) == [Form.COUNTER_PROTEST]


def test_a_pride_that_is_only_spoken_of_is_no_march() -> None:
    text = "A rally for the people of the pride parade. The rally is at six. The pride parade was banned in May."
    assert forms("Rally at the ministry", text)[0] is Form.RALLY


@pytest.mark.parametrize(
    ("language", "title", "main"),
    [
        ("en", "Human chain for Lena on Sunday", Form.RALLY),
        ("de", "Menschenkette für Lena am Sonntag", Form.RALLY),
        ("fr", "Une chaîne humaine pour Léna", Form.RALLY),
        ("es", "Cadena humana por Lena el domingo", Form.RALLY),
        ("sk", "Ľudská reťaz pre Lenu", Form.RALLY),
        ("hu", "Élőlánc Lénáért vasárnap", Form.RALLY),
        ("tr", "Lena için insan zinciri", Form.RALLY),
        ("ru", "Живая цепь в поддержку Лены", Form.RALLY),
        ("zh", "星期日為莉娜組成人鏈", Form.RALLY),
        ("en", "Postcards for Lena: an evening at the library", Form.LETTER_WRITING),
        ("pl", "Pocztówki dla Leny", Form.LETTER_WRITING),
        ("nl", "Schrijfmarathon voor Lena", Form.LETTER_WRITING),
        ("sv", "Vykort till Lena i fängelset", Form.LETTER_WRITING),
        ("ar", "بطاقات بريدية من أجل لينا", Form.LETTER_WRITING),
        ("uz", "Lena oilasi uchun xayriya yig'ilmoqda", Form.FUNDRAISER),
        ("uz-Cyrl", "Лена оиласи учун хайрия йиғилмоқда", Form.FUNDRAISER),
        ("sv", "Aktivister kedjade fast sig vid porten", Form.BLOCKADE),
    ],
)
def test_the_form_in_the_title_of_each_language(language: str, title: str, main: Form) -> None:
    assert forms(title, "", language)[0] is main


# language|title|text|main form: no word for it stands there
UNNAMED = """
en|Pens and stamps on Thursday|We supply the addresses, airmail stamps and envelopes; you supply the handwriting.|letter-writing
en|Keeping the lights on|We have raised 1,900 so far. PayPal or bank transfer; every dollar goes to the house.|fundraiser
de|Freitag im Keller|Einlass 20 Uhr, auf der Bühne zwei DJs. Eintritt gegen Spende, der Erlös geht an das Haus.|benefit
es|Nos pilla cerca|Quedamos el jueves en la plaza frente a la embajada. Trae algo que haga ruido: cazuela, silbato.|rally
it|Per Anna|Portate un fiore e una candela: leggeremo i nomi, poi silenzio.|vigil
ru|Для Лены|Приносите цветы и свечи. Минута молчания у портрета.|vigil
fr|Mardi|Au coup de sifflet, tout le monde ouvre son parapluie, puis chacun repart.|flash-mob
hu|Fogjuk a könyvet|Fényképezd le a kedvenc könyvedet, a fotó alá írd oda a nevét.|photo-campaign
"""


@pytest.mark.parametrize("row", UNNAMED.strip().splitlines())
def test_what_is_brought_tells_the_form(row: str) -> None:
    language, title, text, main = row.split("|")
    assert forms(title, text, language)[0] == Form(main)


@pytest.mark.parametrize(
    ("title", "text", "main"),
    [
        ("Rally for trans rights outnumbered", "Counter-protesters stood before the rally. The counter-protest was loud.", Form.COUNTER_PROTEST),
        ("A day for Oleg", "In prison he began a hunger strike. Come to the rally at the embassy.", Form.RALLY),
    ],
)  # fmt: skip
def test_which_of_several_is_meant(title: str, text: str, main: Form) -> None:
    assert forms(title, text)[0] is main
