"""Turkish, Azerbaijani, Uzbek, Persian, Arabic, Georgian, Chinese: actions told by what people do, in every tone."""

from __future__ import annotations

import datetime as dt

import pytest

from feeds.article import Article
from feeds.understand import may_be_action, read
from feeds.understand.phrases import fold
from feeds.understand.reading import Reading
from feeds.understand.scan import scan

ANY = frozenset({"any"})


def reading(language: str, title: str, text: str) -> Reading:
    published = dt.datetime(2024, 5, 14, 9, tzinfo=dt.UTC)
    return read(Article("", "", "", title, text, language=language, published=published), topics=ANY)


def forms(language: str, text: str) -> set[str]:
    hits = scan(Article("", "", "", "", text, language=language)).named("form.")
    return {hit.name.removeprefix("form.") for hit in hits}


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("tr", "vigil", "Öldürülenlerin isimleri tek tek okundu, kapıya boş sandalyeler kondu."),
        ("tr", "rally", "Pazar sabahı konsolosluğun karşısındayız."),
        ("tr", "die-in", "Otuz kişi on dakika boyunca asfalta uzandı."),
        ("tr", "letter-writing", "İçeridekilere iki satır yazalım, pullar bizden."),
        ("tr", "strike", "Avukatlar bir hafta duruşmalara girmeme kararı aldı."),
        ("tr", "benefit", "Gecenin geliri dava masraflarına gidecek."),
        ("az", "vigil", "Axşam pəncərənizə şam qoyun."),
        ("az", "picket", "Şair təkbaşına nazirliyin qarşısına çıxıb, tək dayanıb."),
        ("az", "open-letter", "Altmış müəllim mətnə imza atıb."),
        ("az", "fundraiser", "Jurnalistin cəriməsini ödəyək."),
        ("uz", "rally", "Ertaga elchixona ro‘parasida turamiz."),
        ("uz", "vigil", "Halok bo‘lganlar bir daqiqa sukut bilan yod etildi."),
        ("uz", "letter-writing", "Mahbuslarga xat yozaylik, bir og‘iz so‘z ham yetadi."),
        ("uz", "rally", "Эртага элчихона рўпарасида турамиз."),
        ("uz", "sit-in", "Талабалар ўтириш акциясини бошлади."),
        ("fa", "kiss-in", "ظهر یکشنبه جلوی سفارت همدیگر را می‌بوسیم."),
        ("fa", "vigil", "نام‌ها را بخوانیم و پشت پنجره شمع بگذاریم."),
        ("fa", "hashtag-campaign", "سر ساعت توییت بزنید تا ترند شود."),
        ("fa", "fundraiser", "برای تأمین وثیقه کمک‌هایتان را به این شماره کارت بفرستید."),
        ("fa", "other", "زنان در میدان موهای خود را بریدند."),
        ("ar", "rally", "نتلاقاو قدّام المحكمة نهار السبت."),
        ("ar", "rally", "هنقف قدام النقابة بكرة الساعة خمسة."),
        ("ar", "vigil", "سنضيء الشموع ونقرأ أسماء الضحايا."),
        ("ar", "petition", "وقّعوا العريضة وأضيفوا أسماءكم."),
        ("ar", "strike", "دخل المعتقلون معركة الأمعاء الخاوية."),
        ("ar", "benefit", "مداخيل السهرة لعائلات المساجين."),
        ("ka", "vigil", "ხვალ საღამოს სანთლებს დავანთებთ და სახელებს წავიკითხავთ."),
        ("ka", "rally", "შაბათს პარლამენტთან ვიქნებით."),
        ("ka", "letter-writing", "პოლიტპატიმრებს წერილები მივწეროთ."),
        ("ka", "strike", "სტუდენტები სასწავლო პროცესს ბოიკოტს უცხადებენ."),
        ("zh", "vigil", "週五晚上點起燭光,逐一唸出他們的名字。"),
        ("zh", "kiss-in", "週日在代表處前親吻行動。"),
        ("zh", "letter-writing", "寄一封聖誕卡到看守所,寫幾句話就好。"),
        ("zh", "letter-writing", "写信给狱中的他,寄到监狱的地址如下。"),
        ("zh", "sit-in", "學生席地而坐,夜宿抗議。"),
        ("zh", "benefit", "票款全數捐給聲援基金。"),
    ],
)
def test_what_people_do_names_the_form(language: str, form: str, text: str) -> None:
    assert form in forms(language, text)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "tr",
            "Yarın beşte",
            "Arkadaşımız dört gündür içeride. Yarın akşam beşte adliyenin önünde buluşuyoruz, dövizini al gel.",
        ),
        (
            "az",
            "Sabah axşam",
            "Həmkarımız hələ də təcriddədir. Sabah axşam saat 18:00-da nazirliyin qarşısında toplaşırıq, gəlin.",
        ),
        ("uz", "Ertaga", "Do‘stimiz qamoqda. Ertaga soat 18:00 da elchixona oldida yig‘ilamiz, sham olib keling."),
        ("fa", "فردا عصر", "دوستمان هنوز در بند است. فردا ساعت ۱۸ جلوی سفارت جمع می‌شویم، شمع با خود بیاورید."),
        ("ar", "موعدنا غدا", "صديقنا ما زال موقوفا. غدا الساعة 18:00 نقف أمام السفارة، أحضروا شموعكم."),
        ("ka", "ხვალ", "ჩვენი მეგობარი ისევ ციხეშია. ხვალ, 18:00 საათზე, საელჩოს წინ ვიკრიბებით, მოიტანეთ სანთელი."),
        ("zh", "明晚見", "朋友還在看守所。明天晚上六點我們在使館門口集合,請帶蠟燭,一起為他守夜。"),
    ],
)
def test_an_invitation_without_a_word_for_the_action(language: str, title: str, text: str) -> None:
    assert may_be_action(f"{title}\n{text}")
    assert reading(language, title, text).verdict.action


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("tr", "petition", "Oyuncu kulüple üç yıllık sözleşmeye imza attı."),
        ("tr", "vigil", "Astım nöbetleri kışın artıyor."),
        ("az", "petition", "Tərəflər saziş imzaladı."),
        ("uz", "petition", "Tomonlar shartnomaga imzo chekdi."),
        ("uz", "petition", "Томонлар шартномага имзо чекди."),
        ("fa", "petition", "بازیکن قرارداد تازه را امضا کرد."),
        ("ar", "vigil", "عشاء على ضوء الشموع في الفندق."),
        ("ka", "petition", "მხარეებმა მემორანდუმს ხელი მოაწერეს."),
        ("zh", "vigil", "情人節燭光晚餐每位八百元。"),
    ],
)
def test_what_only_sounds_like_an_action(language: str, form: str, text: str) -> None:
    assert form not in forms(language, text)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "tr",
            "Derbi yarın",
            "Derbi yarın saat 20.00'de başlıyor. Taraftarlar stada yürüyecek. Teknik direktör maç kadrosunu açıkladı.",
        ),
        (
            "fa",
            "دربی جمعه",
            "دربی جمعه ساعت ۱۸ در ورزشگاه برگزار می‌شود. باشگاه از هواداران دعوت کرد. سرمربی ترکیب را اعلام کرد.",
        ),
        (
            "zh",
            "主場開幕戰",
            "球隊週六下午兩點迎戰衛冕冠軍。數百名球迷聚集,高舉標語為球員加油。教練公布先發名單,比賽門票已售罄。",
        ),
    ],
)
def test_a_match_is_none(language: str, title: str, text: str) -> None:
    assert not reading(language, title, text).verdict.action


def test_vowel_signs_are_read_over_and_kept_in_the_quote() -> None:
    text = "نُشعِل الشُّموع"
    hits = scan(Article("", "", "", "", text, language="ar")).named("form.vigil")
    assert next(text[hit.start : hit.end] for hit in hits).startswith("نُشعِل")
    assert len(fold(text)) == len(text)
