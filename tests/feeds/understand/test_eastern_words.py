# ruff: noqa: E501 -- sentences under test are read best whole
"""Actions in Russian, Ukrainian, Polish, Czech, Slovak, Bulgarian and Hungarian that are told without the word for them."""

from __future__ import annotations

import datetime as dt

import pytest

from feeds.action import Form, Status
from feeds.understand import form, read, when
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article

TOPICS = frozenset(("lgbtq", "human-rights-defenders"))


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("ru", "Лампа на окне", "Завтра в девять вечера поставьте свечу на подоконник: так мы вспомним убитую правозащитницу. Кто может, приходите к памятнику, захватите гвоздики. Постоим молча и прочитаем имена."),
        ("ru", "Вечером в библиотеке", "В четверг в 19:00 пишем открытки политзаключённым. Конверты и марки у нас есть, берите с собой друзей. Вход свободный."),
        ("uk", "Без слів", "У суботу о 18:00 зберемося біля фонтану: постоїмо мовчки за журналіста, якого тримають у СІЗО. Приносьте ліхтарики, кличте друзів."),
        ("uk", "Скільки ще?", "У четвер увечері на площу вийшли двісті людей: вони вимагають розслідувати напади на громадських активістів."),
        ("uk", "На адвоката", "Збираємо на адвоката для ЛГБТ-активістки, яку побили й затримали. Банка відкрита, кожна гривня важлива. Поширте, будь ласка."),
        ("pl", "Światełko dla Andrzeja", "W piątek o 19.00 staniemy pod konsulatem w obronie uwięzionego dziennikarza. Weźcie ze sobą świeczki, postoimy w ciszy. Przyprowadźcie znajomych."),
        ("pl", "Kartki", "W środę o 18.00 piszemy kartki do więźniów politycznych. Koperty i znaczki mamy, wpadajcie, wstęp wolny."),
        ("cs", "Světlo v okně", "V neděli v 19 hodin se sejdeme u sochy a zapálíme svíčky za zavražděné gaye. Přineste květiny, postojíme v tichu a přečteme jména obětí."),
        ("sk", "Pohľadnice", "Vo štvrtok o 17.00 píšeme listy väzňom svedomia. Obálky a známky máme, príďte aj s kamarátmi, vstup voľný."),
        ("sk", "Za Nino", "V stredu o 18:00 sa stretneme pred veľvyslanectvom. Prineste sviečky, žiadame prepustenie väznenej novinárky."),
        ("bg", "Тихо", "В петък в 19:00 ще се съберем пред посолството с портрети на затворената журналистка. Донесете свещи, ще помълчим и ще прочетем имената. Елате и поканете приятели."),
        ("hu", "Mécsesek", "Szombaton 18 órakor ott leszünk a szobornál: gyertyát gyújtunk a meggyilkolt transz nőért, felolvassuk a nevét. Hozzatok virágot, szóljatok másoknak is."),
        ("ru", "Радуга на экранах", "Десятки независимых редакций сменили логотипы на радужные в знак солидарности с ЛГБТ-людьми, которых сегодня объявили экстремистами."),
        ("pl", "Berlin mówi nie strefom wolnym od LGBT", "W sobotę pod ambasadą protestowało dwieście osób przeciw strefom wolnym od LGBT. Przynieśli tęczowe flagi na znak wsparcia."),
        ("cs", "Řetěz podpory", "V neděli v 15 hodin utvoříme řetěz podpory pro politické vězně, každý bude držet jedno jméno. Přijďte na náměstí."),
        ("hu", "Lapok", "Csütörtökön 17 órakor leveleket írunk a politikai foglyoknak. Boríték és bélyeg van, gyertek, a belépés ingyenes."),
    ],
)  # fmt: skip
def test_an_action_told_by_what_people_do(language: str, title: str, text: str) -> None:
    assert read(article(Page(language, title, text)), topics=TOPICS).verdict.relevant


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("ru", "Суд арестовал активистку", "Суд отправил ЛГБТ-активистку в СИЗО до 3 марта. Адвокат обжалует решение. По версии следствия, она участвовала в деятельности экстремистской организации."),
        ("uk", "Рада розглянула законопроєкт", "Депутати розглянули законопроєкт про цивільні партнерства. Комітет рекомендував його ухвалити. ЛГБТ-організації чекали на це роками, пише видання."),
        ("pl", "Film o dwóch kobietach", "Reżyserka opowiada o miłości dwóch kobiet w małym mieście. Premiera filmu w piątek o 18.00 w kinie Muza, bilety od 25 zł. Recenzja: lesbijska historia bez banału."),
        ("cs", "Sněmovna jednala o manželství", "Poslanci jednali o manželství pro všechny. Ministr řekl, že vláda návrh podporuje. Druhé čtení zákona bude v březnu."),
        ("sk", "Súd s novinárom pokračuje", "Súd v Minsku pokračoval v procese s novinárom. Prokurátor žiada osem rokov. Obhajca hovorí o vykonštruovanom obvinení."),
        ("bg", "Присъда за убийството", "Съдът осъди двама мъже за убийството на гей младеж. Прокуратурата поиска двайсет години. Адвокатите ще обжалват присъдата."),
        ("cs", "Protest proti cenám tepla", "V sobotu v 15 hodin se sejdeme před radnicí, žádáme stažení zdražení, které ohlásila teplárna. Přijďte a vezměte sousedy."),
        ("pl", "Dwóch mężczyzn zatrzymanych po bójce", "Policja zatrzymała dwóch mężczyzn. Mieszkańcy zebrali się na rynku, protestowali przeciwko przemocy i żądali patroli."),
        ("uk", "Петиція про заборону маршу", "Петиція про заборону маршу ЛГБТ-спільноти зібрала потрібні голоси. Автори просять не допустити проведення заходу в місті."),
        ("hu", "Interjú", "Interjú a leszbikus íróval új regényéről. Gyermekkoráról, a párjáról és a macskájáról mesélt. A könyv csütörtökön jelenik meg."),
    ],
)  # fmt: skip
def test_what_is_no_action(language: str, title: str, text: str) -> None:
    assert not read(article(Page(language, title, text)), topics=TOPICS).verdict.relevant


@pytest.mark.parametrize(
    ("language", "text", "main"),
    [
        ("ru", "Собираем на адвоката: скиньтесь, кто сколько может, на карту.", Form.FUNDRAISER),
        ("ru", "Она встала с картонкой в руках у здания суда.", Form.PICKET),
        ("uk", "Цього вечора запалимо лампадки й прочитаємо імена вбитих.", Form.VIGIL),
        ("uk", "Ми, нижчепідписані, звертаємося до посла.", Form.OPEN_LETTER),
        ("pl", "Cała bramka idzie na prawników, wjazd: co łaska.", Form.BENEFIT),
        ("pl", "Odczytamy nazwiska zamordowanych, przynieście znicze.", Form.VIGIL),
        ("cs", "Lehneme si na náměstí, kolem nás křídové obrysy těl.", Form.DIE_IN),
        ("cs", "Zapalte svíčku v okně.", Form.VIGIL),
        ("sk", "Zbierame podpisy, petičné hárky nájdete v kaviarni.", Form.PETITION),
        ("bg", "Входът е дарение, събраните средства отиват за затворниците.", Form.BENEFIT),
        ("bg", "Запалете свещ на прозореца.", Form.VIGIL),
        ("hu", "Leveleket írunk a foglyoknak, boríték és bélyeg van.", Form.LETTER_WRITING),
        ("hu", "Gyertyát gyújtunk, a neveket felolvassuk.", Form.VIGIL),
    ],
)  # fmt: skip
def test_the_form_of_what_people_do(language: str, text: str, main: Form) -> None:
    assert form.find(scan(article(Page(language, "Soon", text))))[0][0].value is main


@pytest.mark.parametrize(
    ("language", "text", "time"),
    [
        ("ru", "8 марта в полседьмого вечера", "18:30"),
        ("uk", "8 березня о пів до сьомої вечора", "18:30"),
        ("pl", "8 marca o w pół do ósmej wieczorem", "19:30"),
        ("pl", "8 marca, za piętnaście szósta wieczorem", "17:45"),
        ("cs", "8. března v půl osmé večer", "19:30"),
        ("sk", "8. marca o pol ôsmej večer", "19:30"),
        ("bg", "на 8 март, седем без петнадесет вечерта", "18:45"),
        ("hu", "március 8-án este fél nyolckor", "19:30"),
    ],
)
def test_the_hour_as_people_say_it(language: str, text: str, time: str) -> None:
    found = when.find(text, language=language, published=dt.date(2024, 3, 4), zone=None)
    assert [mention.time for mention in found] == [time]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sk", "Stovky ľudí sa v stredu zišli na pochode za zavraždeného novinára. Dav sa potom presunul na hlavné námestie."),
        ("cs", "Na pochod za vězněnou novinářku přišly stovky lidí. Průvod se pak přesunul k soše."),
        ("pl", "Setki osób przyszły na marsz w obronie uwięzionego dziennikarza. Tłum przesunął się potem na rynek."),
    ],
)  # fmt: skip
def test_a_crowd_that_moves_on_is_not_put_off(language: str, text: str) -> None:
    assert read(article(Page(language, "Pochod", text)), topics=TOPICS).facts.status is Status.HAPPENED
