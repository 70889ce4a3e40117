"""For or against: a word of opposition, a second one, and what people suffer from."""

from __future__ import annotations

import time

import pytest

from feeds.understand.polarity import against
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article


def hostile(text: str, language: str) -> list[str]:
    seen = scan(article(Page(language, "", text)))
    return [seen.text[hit.start : hit.end] for hit in against(seen)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Several churches marched against gay pride."),
        ("en", "They want the council to ban Pride for good."),
        ("de", "Eine Kundgebung gegen den CSD zog durch die Stadt."),
        ("fr", "Ils ont manifesté contre le mariage homosexuel."),
        ("es", "Una marcha «por la familia» recorrió el centro."),
        ("pt", "Fizeram um ato contra os gays na praça."),
        ("it", "Un corteo contro i gay ha attraversato il paese."),
        ("nl", "Zij betoogden tegen de lhbti-optocht."),
        ("pl", "Pikieta przeciwko LGBT odbyła się pod ratuszem."),
        ("cs", "Sešli se na protest proti homosexuálům."),
        ("sk", "Zhromaždenie proti LGBT sa konalo v sobotu."),
        ("hu", "Tüntetést tartottak a melegek ellen."),
        ("ro", "Un miting împotriva persoanelor gay a avut loc în centru."),
        ("sv", "De demonstrerade mot homosexuella."),
        ("tr", "Meydanda LGBT'ye karşı yürüyüş yapıldı."),
        ("az", "Meydanda LGBT əleyhinə aksiya keçirildi."),
        ("uz", "Maydonda LGBTga qarshi miting bo'ldi."),
        ("ru", "На площади прошёл митинг против геев."),
        ("uk", "На майдані зібралися проти ЛГБТ."),
        ("bg", "На площада имаше протест срещу гейовете."),
        ("el", "Διαδήλωσαν κατά των ομοφυλόφιλων."),
        ("ka", "მოედანზე ლგბტ თემის წინააღმდეგ შეიკრიბნენ."),
        ("ar", "تظاهروا ضد المثليين في الساحة."),
        ("fa", "تجمعی علیه همجنسگرایان برگزار شد."),
        ("zh", "数十人集会反对同性恋。"),
    ],
)  # fmt: skip
def test_opposition_to_the_people_is_hostile(language: str, text: str) -> None:
    assert hostile(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They rallied against the ban on Pride."),
        ("en", "Hundreds protested against the anti-gay bill."),
        ("en", "A vigil against violence suffered by gay men."),
        ("en", "Hatred against gay people is growing, speakers at the rally said."),
        ("hu", "Tüntettek, tiltakozásul a Pride tilalma miatt."),
        ("en", "Marchers denounced the anti-gay purge."),
        ("de", "Sie protestierten gegen das Verbot des CSD."),
        ("de", "Kundgebung gegen queerfeindliche Gewalt."),
        ("fr", "Un rassemblement contre la répression des homosexuels."),
        ("es", "Una concentración contra la violencia hacia las personas trans."),
        ("it", "Un presidio contro la violenza sulle persone trans."),
        ("pl", "Protest przeciwko przemocy wobec osób LGBT."),
        ("hu", "Tüntetés a Pride betiltása ellen."),
        ("tr", "LGBTİ+'lara yönelik şiddete karşı yürüdüler."),
        ("ru", "Пикет против преследования геев."),
        ("uk", "Акція проти переслідування ЛГБТ."),
        ("ar", "وقفة ضد اعتقال المثليين."),
        ("fa", "تجمع علیه اعدام همجنسگرایان."),
        ("zh", "市民集会反对迫害同性恋。"),
    ],
)  # fmt: skip
def test_opposition_to_what_they_suffer_is_not(language: str, text: str) -> None:
    assert hostile(text, language) == []


def test_what_is_itself_opposed_is_not_hostile() -> None:
    assert hostile("Family values was the motto.", "en") == ["Family values"]
    assert hostile("Neighbours marched against family values activists.", "en") == []


def test_the_place_of_what_was_found_is_told() -> None:
    assert hostile("On Sunday they marched against gay couples.", "en") == ["against gay"]


def test_many_such_words_take_no_longer_than_their_number() -> None:
    seen = scan(article(Page("en", "", "against gay law stop " * 2500)))
    begin = time.process_time()
    against(seen)
    assert time.process_time() - begin < 2.0
