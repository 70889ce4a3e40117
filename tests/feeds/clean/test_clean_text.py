"""Words as a person reads them, titles without the site, sentences, summaries, languages."""

from __future__ import annotations

import time

import pytest

from feeds.clean.text import clean_text, clean_title, language_of, sentences, summary


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  a \t b\r\n\r\n c ", "a b\nc"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("a\x00b\x0bc\x1fd\x7f", "ab\ncd"),
        ("half \ud83d a pair \ud83d\ude00", "half a pair \U0001f600"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("icon \ue001 font", "icon font"),
        ("\x93quoted\x94 by cp1252", "\u201cquoted\u201d by cp1252"),
        ("Tom &amp; Jerry &#8217; &hellip;", "Tom & Jerry \u2019 \u2026"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("می\u200cخواهیم", "می\u200cخواهیم"),
        ("a\u200cb", "ab"),
        ("👩\u200d❤️\u200d👩", "👩\u200d❤️\u200d👩"),
        ("x \u202egnp.exe", "x gnp.exe"),
        ("\u2067שלום\u2069 ok", "\u2067שלום\u2069 ok"),
        ("\u2067never closed", "never closed"),
        ("\u200fعربي\u200f", "\u200fعربي\u200f"),
        ("z\u0335\u0336\u0337\u0338\u0321algo", "z\u0335\u0336\u0337algo"),
    ],
)
def test_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean_text(clean, entities=False) == clean


@pytest.mark.parametrize(
    ("garbled", "sound"),
    [
        ("cafÃ© itâ€™s", "café it’s"),
        ("РџСЂРёРІРµС‚ РјРёСЂ", "Привет мир"),
        ("Ä°stanbul ÅŸehri", "İstanbul şehri"),
        ("“good” and cafÃ©", "“good” and café"),
    ],
)
def test_certain_mojibake_is_repaired(garbled: str, sound: str) -> None:
    assert clean_text(garbled) == sound


@pytest.mark.parametrize(
    "sound", ["СССР–Россия", "ROMÂNIA", "Ã la carte", "Grüße, naïve façade", "“Ñandú”", "С» и Р«", "L’été à Æbeltoft"]
)
def test_sound_text_is_left_alone(sound: str) -> None:
    assert clean_text(sound) == sound


@pytest.mark.parametrize(
    ("title", "site", "host", "clean"),
    [
        ("A kiss for Chechnya | Kaos GL - LGBTİ+ News Portal", "Kaos GL", "kaosgl.org", "A kiss for Chechnya"),
        ("Kaos GL » A kiss", "Kaos GL", "kaosgl.org", "A kiss"),
        ("A kiss – The Example Times", "Example Times", "example.org", "A kiss"),
        ("A kiss - example.org", "", "www.example.org", "A kiss"),
        ("A kiss — HRW", "Human Rights Watch", "hrw.org", "A kiss"),
        ("Kyiv - a diary", "Kaos GL", "kaosgl.org", "Kyiv - a diary"),
        ("Example: the verdict", "Other", "other.org", "Example: the verdict"),
        ("Pride", "Pride", "pride.org", "Pride"),
        ("Tom &amp; Jerry\n| Site", "Site", "", "Tom & Jerry"),
        ("", "Site", "", ""),
    ],
)
def test_titles_lose_the_site_and_nothing_else(title: str, site: str, host: str, clean: str) -> None:
    assert clean_title(title, site, host) == clean


def split(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Mr. Smith met Dr. A. Jones at 4 p.m. on Sunday.", "“Why?” she asked.", "It cost 3.5 million!"]),
        ("de", ["Am 12. Mai kamen ca. 50 Menschen.", "Das war im Jahr 2020.", "Und dann?"]),
        ("ru", ["Акция пройдёт на ул. Ленина, д. 5.", "В 2017 г. пришли 50 чел.", "«Мы здесь!»"]),
        ("fr", ["M. Dupont est venu.", "Rendez-vous à 18 h. devant l'ambassade !", "Venez…"]),
        ("ka", ["აქცია ჩაიშალა.", "პოლიცია ადგილზე იყო."]),
        ("ar", ["لماذا؟", "لأننا هنا."]),
        ("hi", ["वे आए।", "वे रुके।"]),
        ("km", ["ពួកគេបានមក។", "ពួកគេបានស្នាក់នៅ។"]),
        ("bo", ["ཁོང་ཚོ་འབྱོར།", "ཁོང་ཚོ་བསྡད།"]),
        ("hy", ["Նրանք եկան։", "Նրանք մնացին։"]),
        ("es", ["¿Por qué?", "EE.UU. no respondió.", "¡Ven!"]),
    ],
)
def test_sentences(language: str, told: list[str]) -> None:
    assert split(" ".join(told), language) == told


def test_sentences_without_spaces_and_lines() -> None:
    assert split("集会です。来て！「はい。」終わり", "ja") == ["集会です。", "来て！", "「はい。」", "終わり"]
    assert split("A heading\n\nA sentence. (Another one.)", "en") == ["A heading", "A sentence.", "(Another one.)"]
    assert sentences("", "en") == sentences(" \n ", "en") == []


def test_a_summary_is_whole_sentences() -> None:
    text = "Photo: somebody\n" + "One two three four five six seven eight nine ten. " * 20
    told = summary(text, "en")
    assert told.startswith("One two") and told.endswith("ten.")
    assert 40 <= len(told.split()) <= 75
    assert len(summary(text, "en", words=20).split()) == 20


def test_a_summary_of_signs_takes_no_time() -> None:
    began = time.process_time()
    summary("\ufdfe☞" * 100_000, "ar")
    assert time.process_time() - began < 1


def test_a_summary_never_cuts_a_word() -> None:
    text = ", ".join(f"word{i} and more" for i in range(200))
    told = summary(text, "en")
    assert told.endswith("…") and 24 <= len(told.split()) <= 61
    assert set(told.rstrip("…").replace(",", "").split()) <= set(text.replace(",", "").split())
    assert summary("x" * 5000, "en") == "x" * 5000  # one word


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("集会は日曜日に行われます。参加してください。" * 20, "ja"),
        ("ชุมนุมวันอาทิตย์ เวลาบ่ายสอง " * 40, "th"),
        ("아르바트에서 집회가 열립니다. " * 30, "ko"),
    ],
)
def test_a_summary_in_any_script_is_neither_empty_nor_long(text: str, language: str) -> None:
    assert 20 < len(summary(text, language)) < 500


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        ("The rally will be held in front of the embassy on Sunday at noon.", "", "en"),
        ("Сегодня в Москве у посольства прошла акция поддержки задержанных.", "en-US", "ru"),
        ("Сьогодні в Києві біля посольства відбулася акція підтримки затриманих.", "ru", "uk"),
        ("Сёння ў Мінску каля пасольства прайшла акцыя падтрымкі затрыманых.", "", "be"),
        ("Ўзбекистонда ҳуқуқ ҳимоячилари қўллаб-қувватлаш акциясини ўтказдилар.", "ru", "uz-Cyrl"),
        (
            "Oʻzbekistonda huquq himoyachilari bilan fuqarolar uchun aksiya boʻlib oʻtdi, lekin hokimiyat oʻz soʻzini aytmadi.",
            "",
            "uz",
        ),
        ("Алматыда құқық қорғаушылар қолдау акциясын өткізді, оған қала тұрғындары қатысты.", "", "kk"),
        ("Дар Душанбе ҳомиёни ҳуқуқ як гирдиҳамоӣ барои ҷонибдорӣ баргузор карданд, ки он ҷо бисёр буданд.", "", "tg"),
        ("თბილისში მხარდაჭერის აქცია გაიმართა", "", "ka"),
        ("今日、大使館の前で集会が行われました。", "", "ja"),
        ("Kiss-in!", "fr-FR", "fr"),
        ("", "pt_BR", "pt"),
        ("", "ua", "uk"),
        ("Um beijo em cada parada, com endereço em Moscou, é o que propõe a campanha nas redes.", "gl", "gl"),
        ("123", "", ""),
    ],
)
def test_languages(text: str, stated: str, language: str) -> None:
    assert language_of(text, stated) == language
