"""Whom an action supports: groups by name, and people who are jailed for what they do."""

from __future__ import annotations

import pytest

from feeds.understand.scan import scan
from feeds.understand.topic import topics_of
from tests.feeds.understand.pages import Page, article


def topics(text: str, language: str, title: str = "", bar: float = 1.0) -> tuple[str, ...]:
    return topics_of(scan(article(Page(language, title, text))), bar)[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A vigil for the trans teenagers was held outside the school."),
        ("en", "The rally is for men who have sex with men, who face the whip there."),
        ("de", "Eine Mahnwache für trans Menschen fand am Abend statt."),
        ("fr", "Un rassemblement en soutien aux jeunes trans a eu lieu hier."),
        ("es", "La concentración por las mujeres lesbianas fue el jueves."),
        ("it", "Il presidio per le persone trans si è tenuto ieri."),
        ("pl", "Marsz Równości został zakazany, dlatego odbędzie się pikieta."),
        ("tr", "Onur Yürüyüşü için toplandılar."),
        ("sv", "En kyssprotest hölls utanför ambassaden."),
        ("ru", "Пикет в поддержку транслюдей прошёл у посольства."),
        ("uk", "Марш рівності зібрав сотні людей."),
        ("ar", "وقفة تضامنية مع العابرين جنسيا أمام السفارة."),
        ("fa", "تجمع در حمایت از همجنس‌گرایان برگزار شد."),
        ("zh", "声援跨性别者的集会在广场举行。"),
    ],
)  # fmt: skip
def test_the_group_is_named(language: str, text: str) -> None:
    assert "lgbtq" in topics(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A vigil for the poet who is in prison for three lines of verse was held on Monday."),
        ("en", "They demand the release of the lawyer, who has spent two years behind bars."),
        ("de", "Mahnwache für die Anwältin, die seit zwei Jahren in Haft sitzt."),
        ("fr", "Rassemblement pour l'avocate emprisonnée depuis deux ans."),
        ("es", "Plantón por el abogado que sigue en la cárcel."),
        ("pt", "Vigília pelo advogado que está na prisão há dois anos."),
        ("it", "Fiaccolata per la studentessa in carcere da un anno."),
        ("nl", "Wake voor de advocate die al twee jaar gevangen zit."),
        ("pl", "Pikieta za uwolnieniem studenta, który siedzi w areszcie."),
        ("cs", "Shromáždění za básníka, který je dva roky ve vězení."),
        ("sk", "Zhromaždenie za básnika, ktorý je dva roky vo väzení."),
        ("hu", "Tüntetés a börtönben ülő ügyvédért."),
        ("ro", "Veghe pentru avocatul aflat în închisoare de doi ani."),
        ("sv", "Manifestation för advokaten som sitter i fängelse."),
        ("el", "Συγκέντρωση για τον δικηγόρο που είναι στη φυλακή."),
        ("tr", "İki yıldır cezaevinde olan avukat için nöbet tutuldu."),
        ("az", "İki ildir həbsdə olan vəkil üçün aksiya keçirildi."),
        ("uz", "Ikki yildan beri qamoqda bo'lgan shoir uchun piket o'tkazildi."),
        ("ru", "Пикет в поддержку студента, который второй год в тюрьме."),
        ("uk", "Акція на підтримку адвоката, який другий рік за ґратами."),
        ("bg", "Бдение за адвоката, който е в затвора от две години."),
        ("ka", "აქცია ციხეში მყოფი ადვოკატის მხარდასაჭერად."),
        ("ar", "وقفة تضامنية مع المحامي الذي يقبع في السجن منذ عامين."),
        ("fa", "تجمع در حمایت از وکیلی که دو سال است در زندان است."),
        ("zh", "声援狱中律师的静坐在广场举行。"),
    ],
)  # fmt: skip
def test_who_is_jailed_for_a_calling_is_a_defender(language: str, text: str) -> None:
    assert "human-rights-defenders" in topics(text, language)


def test_a_flag_among_others_is_not_the_topic() -> None:
    text = (
        "Nurses went on strike for higher wages today. The picket began at six in the morning and the trams stood still. "
        "Bakers brought rolls, a choir of firemen sang, and the mayor promised to listen to everybody who had come. "
        "The union wants eight per cent more and a shorter week, and it says that the hospitals have the money for both. "
        "Talks will go on next week in the town hall, where they broke down in the spring after eleven hours of quarrel. "
        "Beside the trumpets somebody had brought a queer choir."
    )
    assert topics(text, "en") == ()


def test_callings_alone_are_no_topic() -> None:
    assert topics("Students and a professor met at the rally of the chess club.", "en") == ()


def test_words_of_one_sentence_count_once() -> None:
    once = topics_of(scan(article(Page("en", "", "A vigil for lesbian, gay and bisexual people."))), 1.0)[1]
    assert [reason.weight for reason in once] == [1.5]


def test_a_long_text_needs_more_of_them() -> None:
    line = "The lawyer was in prison. "
    assert topics(line, "en") == ("human-rights-defenders",)
    assert topics(line + "The bread is baked at four. " * 200, "en") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The die-in tomorrow will not take place. Do not come to the fountain.\n\nHarbour Pride", ("lgbtq",)),
        ("The die-in tomorrow will not take place. Do not come to the fountain.\n\nHarbour Pride\n4 May 2023", ("lgbtq",)),
        ("The die-in tomorrow is off. Do not come. We meet in a week.\n\nThe office is beside that of Harbour Pride.", ()),
        ("The bakery stays shut tomorrow. Do not come to the fountain. We open the week after.\n\nHarbour Pride", ()),
    ],
)  # fmt: skip
def test_who_signs_an_appeal_says_whom_it_is_for(text: str, found: tuple[str, ...]) -> None:
    assert topics(text, "en") == found


@pytest.mark.parametrize(
    ("language", "title"),
    [("de", "Kiss-in am Brunnen"), ("en", "Kiss-in at the fountain"), ("pt", "Beijaço na praça")],
)
def test_kissing_in_protest_names_them(language: str, title: str) -> None:
    assert topics("We meet on Saturday at noon.", language, title) == ("lgbtq",)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("uk", "трансжінки"),
        ("bg", "трансжена"),
        ("cs", "transženy"),
        ("sk", "transženy"),
        ("pl", "transkobiety"),
        ("ka", "ტრანსქალის"),
        ("hu", "transznő"),
        ("az", "transqadın"),
        ("en", "transwoman"),
        ("de", "Prideverbot"),
        ("sv", "Prideveckan"),
    ],
)  # fmt: skip
def test_words_written_in_one_are_known(language: str, word: str) -> None:
    assert topics(f"{word}.", language, word) == ("lgbtq",)


def test_a_people_is_no_defender() -> None:
    assert topics("Uyghur families will hold a vigil at the fountain on Friday.", "en", "Uyghurs to hold a vigil") == ()
    assert topics("A vigil for the jailed Uyghur scholar.", "en", "Vigil") == ("human-rights-defenders",)
