# ruff: noqa: E501 -- sentences under test are read best whole
"""Organisers, whom it is for, and names in running text."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from feeds.understand import names, who, whom
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article


def organisers(text: str, language: str = "en") -> list[str]:
    return [finding.value for finding in who.organisers(scan(article(Page(language, "", text))))[0]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The vigil is organised by Rainbow House together with the Northern Lights Network.", ["Rainbow House", "Northern Lights Network"]),
        ("en", "Rainbow House and Free Pages have called for a protest on Friday.", ["Rainbow House", "Free Pages"]),
        ("en", "Rainbow House (RH), the largest group of the country, is calling for a protest.", ["Rainbow House"]),
        ("de", "Zu der Kundgebung rufen Rainbow House und das Bündnis gegen Hass auf.", ["Rainbow House", "Bündnis gegen Hass"]),
        ("ru", "Митинг организовала группа «Радуга».", ["Радуга"]),
        ("ru", "Организатор пикета Анна Белова рассказала о нём.", ["Анна Белова"]),
        ("fr", "Le rassemblement est organisé par Maison Arc et le Collectif Nord.", ["Maison Arc", "Collectif Nord"]),
        ("es", "La concentración fue convocada por Casa Norte.", ["Casa Norte"]),
        ("tr", "Kuzey Derneği'nin çağrısıyla eylem yapıldı.", ["Kuzey Derneği"]),
        ("en", "The vigil was put together in five days by Rainbow House and local groups including Free Pages.", ["Rainbow House", "Free Pages"]),
        ("en", "A rally for Nadia on Friday.\nPresented by: Rainbow House, Civil Rights Defenders", ["Rainbow House", "Civil Rights Defenders"]),
        ("en", "The rally's organisers, Rainbow House and Free Pages, thanked everybody.", ["Rainbow House", "Free Pages"]),
        ("de", "Zu der Mahnwache hatten Rainbow House und der Verein Nordlicht aufgerufen.", ["Rainbow House", "Verein Nordlicht"]),
        ("fr", "Rassemblement vendredi.\nPremiers signataires : Maison Arc, Voix du Sud, FLDH.", ["Maison Arc", "Voix du Sud", "FLDH"]),
        ("es", "La vigilia fue convocada por Casa Norte junto con Voces Libres.", ["Casa Norte", "Voces Libres"]),
        ("pt", "Vigília na sexta.\nOrganizam: Casa Norte, Vozes Livres e Rede do Cais.", ["Casa Norte", "Vozes Livres", "Rede do Cais"]),
        ("it", "Al presidio ha aderito anche l'Arco di Trieste.", ["Arco di Trieste"]),
        ("pl", "Pikietę prowadzą Dom Wolny i Fundacja Północ.", ["Dom Wolny", "Fundacja Północ"]),
        ("tr", "Kuzey Işığı Girişimi, tutuklu yazarlar için nöbet eylemi başlattı.", ["Kuzey Işığı Girişimi"]),
        ("nl", "De wake wordt mede georganiseerd door Huis Noord en Stichting Licht.", ["Huis Noord", "Stichting Licht"]),
        ("cs", "Pochod pořádá Olomouc Pride a spolek Sever.", ["Olomouc Pride", "Sever"]),
        ("sk", "Zhromaždenie organizuje Dom Sever spoločne s platformou Svetlo.", ["Dom Sever", "Svetlo"]),
        ("hu", "A tüntetést az Északi Fény Egyesület szervezésében tartják.", ["Északi Fény Egyesület"]),
        ("ka", "„ჩრდილოეთის შუქმა“ ხელმოწერების შეგროვება დაიწყო და აქცია გამართა.", ["ჩრდილოეთის შუქმა"]),
        ("ar", "ودعت إلى الوقفة جمعية الشمال للحقوق ورابطة الكتاب الأحرار.", ["جمعية الشمال للحقوق", "رابطة الكتاب الأحرار"]),
        ("fa", "«خانه شمال» تجمع اعتراضی را برگزار کرد.", ["خانه شمال"]),
        ("az", "Şimal Hüquq Birliyi hamını məhbuslar üçün keçirilən piketə çağırır.", ["Şimal Hüquq Birliyi"]),
        ("uz", "Piketni Polshadagi talabalar jamiyati va «Shimol» harakati tashkil etdi.", ["Shimol"]),
        ("uz-Cyrl", "Пикетни «Шимол» ҳаракати ташкил қилди.", ["Шимол"]),
        ("sv", "Manifestationen är utlyst av Norra Huset, Civil Rights Defenders och Fria Ord.", ["Norra Huset", "Civil Rights Defenders", "Fria Ord"]),
        ("el", "Τη συγκέντρωση συνδιοργανώνουν το Athens Pride και η Βόρεια Φωνή.", ["Athens Pride", "Βόρεια Φωνή"]),
        ("ro", "Marșul a fost organizat de Centrul „Casa Nord”.", ["Casa Nord"]),
        ("bg", "Протестът беше свикан от Северния хелзинкски комитет и инициативата „Глас“.", ["Северния хелзинкски комитет", "Глас"]),
        ("ru", "Пикет организовала «Радуга» вместе с организацией «Север».", ["Радуга", "Север"]),
        ("uk", "Акцію влаштували активісти «СіверSOS» та Полтавської правозахисної групи.", ["СіверSOS", "Полтавської правозахисної групи"]),
        ("uk", "Мітинг у суботу.\nХто: «СіверПрайд», білоруська діаспора Svaboda", ["СіверПрайд", "Svaboda"]),
        ("zh", "集会由“北方之家”和“自由之声”发起。", ["北方之家", "自由之声"]),
    ],
)  # fmt: skip
def test_who_holds_it(language: str, text: str, wanted: list[str]) -> None:
    assert organisers(text, language) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Protesters called for a rally.",
        "The protest was held on Friday.",
        "Campaigners are organising a march.",
        "Last year the vigil was organised by Rainbow House.",
        "The vigil was organised by #RainbowHouse",
        "Members of Congress joined the vigil.",
        "The vigil was organised by the Ministry of Justice.",
        "The vigil was organised by the police.",
    ],
)
def test_who_is_nobody(text: str) -> None:
    assert organisers(text) == []


def test_a_group_reports_its_own_action() -> None:
    source = replace(article(Page("en", "", "We gathered for a vigil.")), own=True, site="Rainbow House")
    assert [finding.value for finding in who.organisers(scan(source))[0]] == ["Rainbow House"]


@pytest.mark.parametrize(
    ("foot", "wanted"),
    [
        ("«Северный свет», инициативная группа", "Северный свет"),
        ("Casa Norte · 20/8/2024", "Casa Norte"),
        ("Norra Huset, i samarbete med vänner", "Norra Huset"),
        ("Rainbow House\nOctober 18, 2022", "Rainbow House"),
    ],
)
def test_who_signs_the_page(foot: str, wanted: str) -> None:
    source = replace(article(Page("en", "", f"Come to the vigil.\nBring a candle.\n{foot}")), own=True)
    assert [finding.value for finding in who.organisers(scan(source))[0]] == [wanted]


def test_a_page_of_nothing_but_groups_is_read_in_time() -> None:
    page = scan(article(Page("ru", "", "Комитет ский " * 8000)))
    began = time.process_time()
    who.organisers(page)
    assert time.process_time() - began < 5


def test_for_whom() -> None:
    page = scan(article(Page("en", "", "A vigil in solidarity with trans women in Ankara, held on Friday.")))
    assert [finding.value for finding in whom.beneficiaries(page)] == ["trans women in Ankara"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("by Rainbow House, Free Pages and the group Voices9.", ["Rainbow House", "Free Pages", "Voices9"]),
        ("by “Rainbow House”. Bring a candle.", ["Rainbow House"]),
        ("by people who came", []),
        ("by OutRight! and stood there", ["OutRight!"]),
    ],
)
def test_names_after_a_word(text: str, wanted: list[str]) -> None:
    assert [name.text for name in names.after(text, 2)] == wanted


def test_names_before_a_word() -> None:
    text = "Yesterday Rainbow House and Free Pages organised"
    assert [name.text for name in names.before(text, text.index("organised"))][-1] == "Free Pages"


def test_the_name_of_the_action_holds_nothing() -> None:
    page = scan(article(Page("en", "", "A rally for rights was organised by Kiss-In Protest. It is on Friday.")))
    assert who.organisers(page)[0] == []
