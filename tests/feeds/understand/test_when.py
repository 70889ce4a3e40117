"""Dates and times in sentences of every language; what only looks like a date; hostile text."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.understand import when
from feeds.understand.calendar_words import vocabulary
from feeds.understand.when import from_jalali

PUBLISHED = dt.date(2024, 3, 6)  # a Wednesday

# language|sentence|the dates it names, with their times ("-": none told)
SENTENCES = """
en|The vigil is Saturday, March 16 from 4 to 5 p.m. in City Park.|2024-03-16 16:00
en|Where: Union Square. When: Sunday 10 March, 3pm.|2024-03-10 15:00
en|On Thursday, 14th March, at half past six we will gather.|2024-03-14 18:30
en|Meet at 17:30 on March 12th outside the court.|2024-03-12 17:30
en|About 200 people gathered on Sunday outside the embassy.|2024-03-03 -
en|Protesters marched last Friday in three cities.|2024-03-01 -
en|The bill was tabled in March 2019 and Section 28 was repealed.|
en|He is 34, lives at 12 March Street and scored 3:2.|
en|Rally on 3/16 at 2 PM|2024-03-16 14:00
en|It takes place from 10 a.m. to noon on Saturday 9 March.|2024-03-09 10:00
en|The sit-in will run March 8-10.|2024-03-08 -
en|Rallies are planned for March 9, 10 and 16.|2024-03-09 -;2024-03-10 -;2024-03-16 -
en|Tonight at 8 we light candles.|2024-03-06 20:00
en|Call 020 7946 0958 or pay £12.05 by card.|
en|The sun sat low; they may march on, said Mar Diaz.|
ru|Пикет состоится в четверг, 7 марта, в 18:30.|2024-03-07 18:30
ru|Акция прошла в воскресенье у посольства.|2024-03-03 -
ru|Сбор 9 марта в 7 часов вечера.|2024-03-09 19:00
ru|с 12 до 15 часов 10 марта|2024-03-10 12:00
ru|Суд назначен по 228-й статье, ему 34 года.|
ru|С 8 по 10 марта пройдут митинги.|2024-03-08 -
ru|16.03.2024 в 14:00 на площади|2024-03-16 14:00
ru|Встречаемся в субботу в 15 у памятника.|2024-03-09 15:00
ru|Послезавтра в полдень.|2024-03-08 12:00
uk|Акція пройде 9 березня о 15-й годині.|2024-03-09 15:00
uk|У неділю, 10 березня, з 12:00 до 14:00.|2024-03-10 12:00
uk|Учора активісти вийшли на площу.|2024-03-05 -
uk|Збираємось у п'ятницю о 18.00 на Майдані.|2024-03-08 18:00
uk|Його судили за статтею 161.|
de|Demo am 9. März von 14 bis 16 Uhr.|2024-03-09 14:00
de|Am Freitag um 18 Uhr Mahnwache vor dem Rathaus.|2024-03-08 18:00
de|Am Sonntag demonstrierten 300 Menschen in Köln.|2024-03-03 -
de|Samstag, 16.3.2024, ab 13:30 Uhr|2024-03-16 13:30
de|Heute Abend um 19 Uhr am Dom.|2024-03-06 19:00
de|Am Morgen kam die Polizei nach § 129a.|
de|8. bis 10. März in Hamburg|2024-03-08 -
de|Do, 14.03., 17 h|2024-03-14 17:00
fr|Rendez-vous le samedi 9 mars à 15h, place de la Bastille.|2024-03-09 15:00
fr|Vendredi, de 18h30 à 20h, devant la mairie, rassemblement.|2024-03-08 18:30
fr|Dimanche dernier, 200 personnes ont manifesté.|2024-03-03 -
fr|Le 8 mars à 14 heures|2024-03-08 14:00
fr|Ce soir à 19 heures devant le consulat.|2024-03-06 19:00
fr|L’article 121 et 24h/24|
fr|du 8 au 10 mars|2024-03-08 -
es|El sábado 9 de marzo a las 12:00 h en la Puerta del Sol.|2024-03-09 12:00
es|Este viernes a las 7 de la tarde.|2024-03-08 19:00
es|El domingo pasado se manifestaron en Madrid.|2024-03-03 -
es|9 y 10 de marzo, 18 horas|2024-03-09 -;2024-03-10 18:00
es|Mañana jueves, 19:30 horas.|2024-03-07 19:30
es|Del 8 al 10 de marzo|2024-03-08 -
es|Por la mañana del año 2010 detuvieron a 14.|
pt|Sábado, 9 de março, às 15h, na Praça da Sé.|2024-03-09 15:00
pt|Nesta sexta (8), às 18h30, na Paulista.|2024-03-08 18:30
pt|No domingo, manifestantes foram às ruas.|2024-03-03 -
pt|Amanhã às sete da noite.|2024-03-07 19:00
pt|das 14h às 17h de 16 de março|2024-03-16 14:00
it|Sabato 9 marzo alle 15 in piazza Duomo.|2024-03-09 15:00
it|Domani, ore 18.30, presidio.|2024-03-07 18:30
it|Domenica scorsa hanno manifestato in mille.|2024-03-03 -
it|venerdì 8 marzo dalle 17 alle 19|2024-03-08 17:00
it|L'8 marzo alle nove di sera.|2024-03-08 21:00
pl|W sobotę, 9 marca o godzinie 14 pod Sejmem.|2024-03-09 14:00
pl|Jutro o 18:00.|2024-03-07 18:00
pl|W niedzielę protestowało 200 osób.|2024-03-03 -
pl|10.03.2024 r., godz. 12:00|2024-03-10 12:00
pl|W piątek o 17 spotykamy się pod ambasadą.|2024-03-08 17:00
tr|9 Mart Cumartesi günü saat 14.00'te Kadıköy'de.|2024-03-09 14:00
tr|Bu akşam saat 19:00'da buluşuyoruz.|2024-03-06 19:00
tr|Pazar günü 200 kişi yürüdü.|2024-03-03 -
tr|Yarın akşam 7’de Taksim’de.|2024-03-07 19:00
tr|10 Mart’ta saat 13’te|2024-03-10 13:00
nl|Zaterdag 9 maart van 14.00 tot 16.00 uur op de Dam.|2024-03-09 14:00
nl|Vanavond om 19 uur.|2024-03-06 19:00
nl|Afgelopen zondag demonstreerden honderden mensen.|2024-03-03 -
nl|vrijdag 8 maart om half acht 's avonds|2024-03-08 19:30
cs|V sobotu 9. března v 15 hodin na Václavském náměstí.|2024-03-09 15:00
cs|Zítra od 18:00 před velvyslanectvím.|2024-03-07 18:00
cs|V neděli se sešly stovky lidí.|2024-03-03 -
cs|v pátek 8. 3. v 17.30|2024-03-08 17:30
sk|V sobotu 9. marca o 15. hodine na námestí.|2024-03-09 15:00
sk|Zajtra o 18:00 pred veľvyslanectvom.|2024-03-07 18:00
sk|8. 3. 2024 od 17.00 hod.|2024-03-08 17:00
hu|Március 9-én, szombaton 15 órakor a Kossuth téren.|2024-03-09 15:00
hu|Holnap este 7-kor találkozunk.|2024-03-07 19:00
hu|Vasárnap több százan tüntettek.|2024-03-03 -
hu|2024. március 10. 14:00|2024-03-10 14:00
hu|pénteken 18 órától|2024-03-08 18:00
ka|9 მარტს, 15:00 საათზე პარლამენტთან.|2024-03-09 15:00
ka|ხვალ საღამოს 7 საათზე|2024-03-07 19:00
ka|კვირას აქცია გაიმართა.|2024-03-03 -
ar|يوم السبت 9 مارس الساعة 3 مساءً|2024-03-09 15:00
ar|غدا الساعة السادسة مساء|2024-03-07 18:00
ar|٩ آذار ٢٠٢٤ الساعة ١٨:٠٠|2024-03-09 18:00
ar|يوم الأحد الماضي تظاهر المئات|2024-03-03 -
fa|شنبه ۱۹ اسفند ساعت ۱۸|2024-03-09 18:00
fa|فردا ساعت ۵ عصر|2024-03-07 17:00
fa|۹ مارس ۲۰۲۴ ساعت ۱۵:۰۰|2024-03-09 15:00
fa|یکشنبه گذشته تجمع برگزار شد|2024-03-03 -
az|Martın 9-da saat 15:00-da.|2024-03-09 15:00
az|Sabah saat 18:00-da səfirliyin qarşısında.|2024-03-07 18:00
az|9 mart şənbə günü saat 14-də|2024-03-09 14:00
uz|9-mart kuni soat 15:00 da.|2024-03-09 15:00
uz|Ertaga soat 18:00 da elchixona oldida.|2024-03-07 18:00
uz-Cyrl|9 март куни соат 15:00 да.|2024-03-09 15:00
uz-Cyrl|Эртага кечки соат 7 да|2024-03-07 19:00
sv|Lördag den 9 mars kl 14 på Sergels torg.|2024-03-09 14:00
sv|I morgon klockan 18.30.|2024-03-07 18:30
sv|I söndags samlades hundratals.|2024-03-03 -
el|Το Σάββατο 9 Μαρτίου στις 6 μ.μ.|2024-03-09 18:00
el|Αύριο στις 19:00 στο Σύνταγμα.|2024-03-07 19:00
el|Την Κυριακή διαδήλωσαν εκατοντάδες.|2024-03-03 -
el|Παρασκευή 8/3, ώρα 18.30|2024-03-08 18:30
ro|Sâmbătă, 9 martie, ora 15:00, în Piața Victoriei.|2024-03-09 15:00
ro|Mâine la ora 18.|2024-03-07 18:00
ro|Duminică au protestat sute de oameni.|2024-03-03 -
ro|vineri, între orele 17 și 19|2024-03-08 17:00
bg|В събота, 9 март, от 15 часа.|2024-03-09 15:00
bg|Утре от 18:30 пред посолството.|2024-03-07 18:30
bg|В неделя стотици протестираха.|2024-03-03 -
bg|на 8 март в 17.00 ч.|2024-03-08 17:00
zh|3月9日（星期六）下午3点|2024-03-09 15:00
zh|明天晚上7点半在使馆前|2024-03-07 19:30
zh|三月九日上午十点|2024-03-09 10:00
ja|3月9日(土) 15時から|2024-03-09 15:00
ja|明日18:30に集合|2024-03-07 18:30
ko|3월 9일 토요일 오후 2시|2024-03-09 14:00
et|Laupäeval, 9. märtsil kell 15.00 saatkonna ees.|2024-03-09 15:00
et|Homme kell 18|2024-03-07 18:00
no|Lørdag 9. mars kl. 14.00|2024-03-09 14:00
da|Lørdag den 9. marts kl. 14|2024-03-09 14:00
fi|Lauantaina 9.3. klo 15|2024-03-09 15:00
fi|huomenna kello 18.30|2024-03-07 18:30
hr|U subotu 9. ožujka u 15 sati.|2024-03-09 15:00
sr|У суботу 9. марта у 15 часова.|2024-03-09 15:00
lt|Šeštadienį, kovo 9 d., 15 val.|2024-03-09 15:00
lv|Sestdien, 9. martā, plkst. 15|2024-03-09 15:00
ca|Dissabte 9 de març a les 18h|2024-03-09 18:00
be|У суботу, 9 сакавіка, а 15-й гадзіне|2024-03-09 15:00
hy|մարտի 9-ին, ժամը 15:00|2024-03-09 15:00
kk|9 наурыз күні сағат 15:00-де|2024-03-09 15:00
id|Sabtu, 9 Maret 2024 pukul 15.00|2024-03-09 15:00
"""


def found(
    text: str, language: str, zone: str | None = None, published: dt.date | None = PUBLISHED
) -> list[tuple[str, str | None]]:
    mentions = when.find(text, language=language, published=published, zone=zone)
    return [(mention.date.isoformat(), mention.time) for mention in mentions if mention.date is not None]


@pytest.mark.parametrize("row", SENTENCES.strip().splitlines())
def test_sentence(row: str) -> None:
    language, rest = row.split("|", 1)
    text, gold = rest.rsplit("|", 1)
    pairs = [pair.split() for pair in gold.split(";") if pair]
    assert found(text, language, "America/New_York") == [(day, None if hour == "-" else hour) for day, hour in pairs]


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("Rally on 02/11/2024 at noon", "America/New_York", "2024-02-11"),
        ("Rally on 02/11/2024 at noon", "Europe/London", "2024-11-02"),
        ("Rally on Sunday 02/11/2024", "Europe/London", "2024-02-11"),  # the weekday decides
        ("Rally on 25/12/2024", "America/New_York", "2024-12-25"),
        ("Rally on 2024-02-11", None, "2024-02-11"),
        ("Rally on 03/09/2024", None, "2024-03-09"),  # no zone: the nearer one
    ],
)
def test_digits_are_read_in_the_order_of_the_zone(text: str, zone: str | None, day: str) -> None:
    assert [day for day, _ in found(text, "en", zone)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "They won 3:2 and 21-19 in 1999.",
        "Section 12.5 of the 2013 law; § 129a; Article 31/2",
        "Call 044 123 45 67 or write to room 5.03.",
        "Prices from $12.05 to 13.06 euros, 24/7.",
        "Version 1.2.3 of 10.0.0.1 at 192.168.2.11",
        "Activists may 12 times march 3 miles.",
        "A 34-year-old, jailed for 12 years and 6 months.",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert found(text, "en") == []


def test_a_wrong_weekday_is_noted_and_the_date_kept() -> None:
    mention = when.find("on Monday, February 11th at 1 pm", language="en", published=dt.date(2018, 2, 5), zone=None)[0]
    assert (mention.date, mention.time, mention.weekday_conflict) == (dt.date(2018, 2, 11), "13:00", True)
    assert mention.quote == "Monday, February 11th at 1 pm"


def test_a_missing_year_is_the_nearest() -> None:
    assert found("on 8 January", "en", published=dt.date(2013, 12, 30)) == [("2014-01-08", None)]
    assert found("on 30 December", "en", published=dt.date(2014, 1, 8)) == [("2013-12-30", None)]


def test_without_a_day_of_publication_only_full_dates_are_resolved() -> None:
    mentions = when.find("tomorrow, on Saturday, on 3 May, on 3 May 2020", language="en", published=None, zone=None)
    assert [mention.date for mention in mentions if mention.date] == [dt.date(2020, 5, 3)]


def test_weekday_looks_the_way_its_sentence_does() -> None:
    assert found("Protesters gathered on Saturday.", "en") == [("2024-03-02", None)]
    assert found("Protesters will gather on Saturday.", "en") == [("2024-03-09", None)]
    assert found("A vigil will be held on Saturday. Police were told.", "en") == [("2024-03-09", None)]


def test_spans() -> None:
    mention = when.find("vom 8. bis 10. März von 14 bis 16 Uhr", language="de", published=PUBLISHED, zone=None)[0]
    assert (mention.date, mention.end_date, mention.time, mention.end_time) == (
        dt.date(2024, 3, 8),
        dt.date(2024, 3, 10),
        "14:00",
        "16:00",
    )


def test_time_on_a_line_of_its_own_belongs_to_the_date_above() -> None:
    assert found("Date: Saturday 9 March\nTime: 4 p.m. to 5 p.m.\nPlace: City Hall", "en") == [("2024-03-09", "16:00")]


def test_the_clock_of_a_page_is_no_time() -> None:
    assert found("Posted 12:33:07 by admin on 3 March 2024", "en") == [("2024-03-03", None)]


def test_jalali() -> None:
    assert from_jalali(1402, 2, 27) == dt.date(2023, 5, 17)
    assert from_jalali(1403, 12, 30) == dt.date(2025, 3, 20)  # a leap year's last day
    assert from_jalali(1403, 13, 1) is None


def test_names_do_not_leak_from_one_language_into_another() -> None:
    """babel fills a locale's stand-alone names from whichever locale was loaded before it."""
    for language in ("uz", "sv", "ro"):
        vocabulary(language)
    assert found("9 sentyabr", "sv") == []


HOSTILE = [
    "1" * 30_000, "12 " * 10_000, "may " * 8_000, "May 1, " * 5_000, "," * 30_000, "1.2." * 8_000, "1-" * 15_000,
    "1 and " * 5_000, "at 5 " * 6_000, "1/5/2020 1/5 " * 3_000, "Friday 5 " * 4_000, "5月13日" * 5_000, "a'" * 15_000,
    " " * 30_000, "until " * 6_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_hostile_text_takes_linear_time(text: str) -> None:
    when.find(text[:2000], language="en", published=PUBLISHED, zone=None)
    started = time.process_time()
    when.find(text, language="en", published=PUBLISHED, zone=None)
    assert time.process_time() - started < 1.5  # 30 kB; a quadratic reader takes minutes


WORDS = ["May ", "mars ", "Monday ", "на ", "мая ", "tomorrow ", "pm ", "月", "日", "年", " to ", " and ", "١", "uhr "]
ALPHABET = st.sampled_from([*"0123456789 .,:/-–\n()'’ap", *WORDS])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(ALPHABET, max_size=60).map("".join), st.sampled_from(["en", "ru", "de", "hu", "fa", "zh", "tr", "", "xx"])
)
def test_never_raises_and_quotes_the_text(text: str, language: str) -> None:
    for mention in when.find(text, language=language, published=PUBLISHED, zone=None):
        assert text[mention.start : mention.end] == mention.quote
        assert mention.end_date is None or mention.date is not None


def test_a_page_stamped_anew_is_read_in_the_year_of_its_weekdays() -> None:
    text = "On Friday, August 2, at 4 p.m. we kiss. The next one is on Friday, October 11."
    found = when.find(text, language="en", published=dt.date(2017, 12, 19), zone=None)
    assert [(mention.date, mention.old) for mention in found if mention.date] == [
        (dt.date(2013, 8, 2), True),
        (dt.date(2013, 10, 11), True),
    ]


def test_one_wrong_weekday_is_a_slip() -> None:
    found = when.find("On Friday, August 2, we kiss.", language="en", published=dt.date(2017, 7, 19), zone=None)
    assert [(mention.date, mention.weekday_conflict) for mention in found] == [(dt.date(2017, 8, 2), True)]
