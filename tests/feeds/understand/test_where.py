"""Places in sentences of every language; names that are no places; hostile text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.understand import venues, where
from feeds.understand.gazetteer import gazetteer
from feeds.understand.inflections import candidates
from tests.feeds.understand.test_places import SENTENCES as MORE

# language|sentence|the countries it names|the city of the action
SENTENCES = """
en|A vigil was held outside the Hungarian embassy in Warsaw.|HU PL|Warsaw
en|Jordan Smith and Chad Miller spoke about Florence Nightingale.||
en|Protesters from Georgia gathered in Tbilisi.|GE|Tbilisi
en|Michael Jackson songs were played in Portland, OR.|US|Portland
en|London, Ontario: a rally for trans rights.|CA|London
en|The march went through Brooklyn.|US|New York
en|Reading the names took an hour, and it was nice.||
en|People gathered at Trafalgar Square.|GB|London
en|Chechen activists rallied in Berlin.|DE RU|Berlin
ru|Пикет прошёл в Санкт-Петербурге.|RU|Saint Petersburg
ru|Митинг в Нью-Йорке у консульства Узбекистана.|US UZ|New York
ru|В Нижнем Новгороде и Казани вышли с плакатами.|RU|Nizhny Novgorod
ru|Активисты из Чечни приехали в Ригу.|LV RU|Riga
ru|Польские активисты собрались в Кракове.|PL|Krakow
uk|Акція у Львові біля російського консульства.|RU UA|Lviv
uk|Мітинг у Празі на підтримку України.|CZ UA|Prague
uk|У Києві відбувся Марш рівності.|UA|Kyiv
de|Mahnwache in Köln vor dem polnischen Konsulat.|DE PL|Cologne
de|In Wien wurde gegen das Gesetz in Ungarn protestiert.|AT HU|Vienna
de|Wir treffen uns am Brandenburger Tor.|DE|Berlin
fr|Rassemblement à Lyon devant le consulat de Russie.|FR RU|Lyon
fr|À Genève, des militants tchétchènes ont manifesté.|CH RU|Geneva
fr|Kiss-in à Montréal.|CA|Montreal
es|Besada en Barcelona frente al consulado ruso.|ES RU|Barcelona
es|Marcha en Ciudad de México por los derechos trans.|MX|Mexico City
es|Plantón en Bogotá, Colombia.|CO|Bogotá
pt|Ato em São Paulo em frente ao consulado russo.|BR RU|São Paulo
pt|Vigília no Porto pelas vítimas na Chechênia.|PT RU|Porto
it|Presidio a Roma davanti all'ambasciata russa.|IT RU|Rome
it|Fiaccolata a Napoli.|IT|Naples
pl|Protest w Warszawie pod ambasadą Rosji.|PL RU|Warsaw
pl|Marsz w Lublinie i Białymstoku.|PL|Lublin
pl|W Poznaniu solidarnie z Węgrami.|HU PL|Poznań
tr|Ankara'da Rusya Büyükelçiliği önünde eylem yapıldı.|RU TR|Ankara
tr|İzmir’de basın açıklaması.|TR|Izmir
tr|Berlin'deki dayanışma eylemi.|DE|Berlin
nl|Demonstratie in Den Haag bij de Russische ambassade.|NL RU|The Hague
nl|Wake in Antwerpen, België.|BE|Antwerp
cs|V Praze před ruským velvyslanectvím protestovali aktivisté.|CZ RU|Prague
cs|Pochod v Brně.|CZ|Brno
sk|V Bratislave sa konal pochod.|SK|Bratislava
sk|Zhromaždenie v Košiciach na podporu Ukrajiny.|SK UA|Košice
hu|Tüntetés Londonban a magyar nagykövetség előtt.|GB HU|London
hu|Debrecenben is kiálltak.|HU|Debrecen
ka|აქცია თბილისში რუსეთის საელჩოსთან.|GE RU|Tbilisi
ka|ბათუმში შეკრება გაიმართა.|GE|Batumi
ar|وقفة في تونس العاصمة أمام السفارة المصرية.|EG TN|Tunis
ar|تظاهر العشرات في القاهرة.|EG|Cairo
ar|اعتصام بباريس تضامنا مع لبنان.|FR LB|Paris
fa|تجمع در برلین مقابل سفارت ایران.|DE IR|Berlin
fa|تظاهرات در استکهلم، سوئد.|SE|Stockholm
az|Bakıda Rusiya səfirliyinin qarşısında piket keçirildi.|AZ RU|Baku
az|Tbilisidə etiraz aksiyası.|GE|Tbilisi
uz|Toshkentda namoyish bo'lib o'tdi.|UZ|Tashkent
uz|Nyu-Yorkda O'zbekiston konsulxonasi oldida.|US UZ|New York
uz-Cyrl|Тошкентда намойиш бўлиб ўтди.|UZ|Tashkent
uz-Cyrl|Самарқандда йиғилишди.|UZ|Samarkand
sv|Manifestation i Göteborg mot lagen i Ungern.|HU SE|Gothenburg
sv|Kiss-in i Malmö.|SE|Malmö
el|Συγκέντρωση στη Θεσσαλονίκη έξω από το ρωσικό προξενείο.|GR RU|Thessaloniki
el|Πορεία στην Αθήνα.|GR|Athens
ro|Protest la București în fața ambasadei Rusiei.|RO RU|Bucharest
ro|Marș la Cluj-Napoca.|RO|Cluj-Napoca
bg|Протест в София пред руското посолство.|BG RU|Sofia
bg|Шествие в Пловдив.|BG|Plovdiv
zh|北京俄罗斯大使馆前举行抗议。|CN RU|Beijing
zh|台北举行守夜活动。|TW|Taipei
ja|大阪でデモが行われた。|JP|Osaka
ko|서울에서 집회가 열렸다.|KR|Seoul
"""


def plain(name: str | None) -> str:
    return unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()


@pytest.mark.parametrize("row", [*SENTENCES.strip().splitlines(), *MORE.strip().splitlines()])
def test_sentence(row: str) -> None:
    language, text, countries, city = row.split("|")
    mentions = where.find(text, language=language, home_country=None)
    chosen = where.city_of_action(text, mentions, language=language)
    assert {mention.country for mention in mentions} == set(countries.split())
    assert plain(chosen.city if chosen else None) == plain(city)


def test_the_embassy_of_a_country_is_not_in_that_country() -> None:
    mentions = where.find("Outside the Embassy of Uganda in London", language="en", home_country=None)
    assert [(mention.quote, mention.mission) for mention in mentions] == [("Uganda", True), ("London", False)]


def test_one_name_many_cities() -> None:
    def country(text: str, home: str | None = None) -> str:
        return where.find(text, language="en", home_country=home)[0].country

    assert country("A march in Birmingham") == "GB"
    assert country("A march in Birmingham, Alabama") == "US"
    assert country("A march in Valencia", home="VE") == "VE"
    assert country("A march in Valencia, Spain", home="VE") == "ES"


def test_a_city_brings_its_zone_and_place() -> None:
    mention = where.find("A vigil in Kyiv", language="en", home_country=None)[0]
    assert (mention.city, mention.country, mention.zone) == ("Kyiv", "UA", "Europe/Kyiv")
    assert mention.latitude == pytest.approx(50.45, abs=0.1)
    assert mention.longitude == pytest.approx(30.52, abs=0.1)


@pytest.mark.parametrize(
    ("name", "english"),
    [("köln", "Cologne"), ("москва", "Moscow"), ("lisboa", "Lisbon"), ("warszawa", "Warsaw"), ("brooklyn", "New York")],
)
def test_the_common_english_name(name: str, english: str) -> None:
    mention = where.find(f"In {name.title()}", language="en", home_country=None)[0]
    assert mention.city == english


def test_inflections_reach_the_name() -> None:
    assert "варшава" in candidates("варшаве", "ru")
    assert "krakow" in candidates("krakowie", "pl")
    assert "praha" in candidates("praze", "cs")
    assert len(candidates("о" * 50, "ru")) <= 24


def test_every_city_is_whole() -> None:
    """Each line of the data file parses, and a district's city is no district itself."""
    book = gazetteer()
    for number in range(0, 34_000, 97):
        city = book.city(number)
        assert city.name and len(city.country) == 2 and "/" in city.zone
        assert city.part_of is None or city.part_of.people > city.people


HOSTILE = ["Paris " * 5_000, "A" * 30_000, "New York " * 3_000, "Russian embassy " * 2_000, "Варшавой " * 3_000, "A. " * 10_000,
           "京" * 20_000, "a'" * 15_000, "السبت " * 5_000, "12 " * 10_000, "Saint-" * 5_000]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_hostile_text_takes_linear_time(text: str, language: str) -> None:
    where.find(text[:1000], language=language, home_country=None)
    started = time.process_time()
    where.find(text, language=language, home_country=None)
    assert time.process_time() - started < 2


NAMES = ["Paris", "Москве", "Russian ", "embassy ", "Texas", "京都", "New ", "York", "ბათუმში ", "بيروت"]
PIECES = st.sampled_from([*NAMES, " of ", ", ", "in ", "\n", "'", "’s ", "1", "-"])


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["en", "ru", "hu", "ka", "ar", "zh", "", "xx"]))
def test_never_raises_and_quotes_the_text(text: str, language: str) -> None:
    for mention in where.find(text, language=language, home_country="US"):
        assert text[mention.start : mention.end] == mention.quote
        assert len(mention.country) == 2


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("18h30, Calçada de Santo Amaro, 85, à porta.", "Calçada de Santo Amaro, 85"),
        ("Domani in largo Pertini 3 alle 18.", "largo Pertini 3"),
        ("Spotkanie: al. Jerozolimskie 44, Warszawa.", "al. Jerozolimskie 44"),
    ],
)
def test_streets_by_their_other_names(text: str, street: str) -> None:
    assert [text[start:end] for start, end in venues.streets(text)] == [street]
