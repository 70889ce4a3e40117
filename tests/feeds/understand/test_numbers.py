"""How many came, in the words of every language; and the numbers that are no crowd."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from feeds.article import Article
from feeds.understand.numbers import attendance, chinese

# language|text, its words of action between stars|how many came ("-": not told)
ROWS = """
en|About 150 people stood in silence at the *vigil*.|150 150
en|Between 20 and 30 neighbours came to the *picket*.|20 30
en|Over 300 people came to the *rally*.|300 300
en|Nearly two hundred and fifty people came to the *rally*.|250 250
en|There were a hundred and ten of us at the *vigil*.|110 110
en|Some fifty couples kissed at the *kiss-in*.|100 100
ru|На *пикете* у консульства на 91-й улице стояло человек шестьдесят.|60 60
ru|На *акцию* вышли двадцать пять человек.|25 25
uk|Пів сотні харків'ян вийшли на *мітинг*.|50 50
es|Anoche éramos unos ochenta en la *velada*.|80 80
fr|Ils étaient entre huit et trente au *rassemblement*.|8 30
uz-Cyrl|*Йиғилишда* йигирма беш чоғли одам қатнашди.|25 25
en|Fifty or so people joined the *march*.|50 50
en|The *march* passed the court. Organisers put turnout at 10,000. Police said 2,600 had taken part.|2600 10000
en|Hundreds of candles burned at the *vigil*.|-
es|Los organizadores de la *marcha* han presentado 25 fiestas y 154 conciertos.|-
pt|O projeto prevê multa de R$500 mil para organizadores da *manifestação*.|-
el|Κάλεσε τους διοργανωτές να ανακαλέσουν την *πορεία* στις 26 Ιουνίου.|-
en|12 people were arrested after the *rally*.|-
en|Tens of thousands of people *marched* through the city.|20000 99000
en|At the *rally* a letter with 3,000 signatures was handed in.|-
en|The *rally* was held in 2019 for a man jailed for 14 years.|-
ru|На *пикет* вышли от 200 до 250 человек.|200 250
ru|На *митинг* пришли полторы сотни человек.|150 150
ru|В *марше* участвовали 2 тысячи человек.|2000 2000
ru|На *пикете* задержали 14 человек.|-
uk|Близько пʼятдесяти людей прийшли на *акцію*.|50 50
de|Rund 350 Menschen bildeten am Sonntag die *Kette*. Die Polizei zählte 300 Teilnehmer.|300 350
de|Zweihundert Menschen kamen zur *Mahnwache*.|200 200
fr|Une soixantaine d'avocats au *rassemblement*.|60 60
es|Cerca de dos mil personas en la *marcha*, según los organizadores.|2000 2000
es|Unas 5 mil personas *marcharon*.|5000 5000
es|La *concentración* pidió la libertad de 150 presos.|-
pt|Cerca de centena e meia de pessoas no *protesto*.|150 150
it|Un centinaio di persone al *presidio*.|100 100
pl|Kilkadziesiąt osób zapaliło znicze na *czuwaniu*.|20 99
tr|*Eyleme* 4 bin 200 kişi imza verdi.|-
tr|*Eyleme* elli kişi katıldı.|50 50
nl|Zo'n 350 artsen legden het werk neer bij de *actie*.|350 350
cs|Na *demonstraci* přišly stovky lidí.|200 999
sk|*Pochodu* sa zúčastnilo približne 700 ľudí.|700 700
hu|Mintegy kétszáz fiatal jött el a *tüntetésre*.|200 200
hu|Több ezer tüntető volt a *felvonuláson*.|2000 9999
ka|*აქციაზე* რამდენიმე ათეული ადამიანი შეიკრიბა.|20 99
ar|شارك نحو 500 شخص في *الوقفة*.|500 500
fa|حدود ۱۲۰ نفر در *تجمع* شرکت کردند.|120 120
az|*Aksiyada* 15-ə yaxın adam iştirak edib.|15 15
uz-Cyrl|*Пикетда* ўнга яқин киши қатнашди.|10 10
sv|Ungefär 80 personer kom till *manifestationen*.|80 80
el|Εκατοντάδες πολίτες στη *διαδήλωση*.|200 999
ro|Circa 60 de persoane la *protest*.|60 60
bg|Десетина души излязоха на *протест*.|10 10
zh|約四百名在英港人在使館外*集會*。|400 400
zh|*集會*聲援被捕的53名人士。|-
"""


def counted(language: str, text: str) -> tuple[int, int] | None:
    before, action, rest = text.split("*")
    article = Article(
        "https://example.org/a", "s", "S", "", before + action + rest, language=language,
        published=dt.datetime(2024, 3, 6, 10, tzinfo=dt.UTC),
    )  # fmt: skip
    found = attendance(article, [(len(before), len(before + action), 1.0)])
    assert found is None or article.text[found.evidence.start :].startswith(found.evidence.quote)
    return found.value if found is not None else None


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_how_many_came(row: str) -> None:
    language, text, people = row.split("|")
    assert counted(language, text) == (None if people == "-" else tuple(int(number) for number in people.split()))


@pytest.mark.parametrize(
    ("written", "value"), [("四百", 400), ("十二", 12), ("二十", 20), ("一千二", 1200), ("三万", 30_000)]
)
def test_numbers_in_chinese(written: str, value: int) -> None:
    assert chinese(written) == value


@pytest.mark.parametrize(
    "text", ["12 people " * 3000, "1 000 " * 5000, "dozens of " * 3000, "*" * 2 + "9" * 30_000, "万" * 20_000]
)
def test_hostile_numbers_take_linear_time(text: str) -> None:
    started = time.process_time()
    counted("zh" if "万" in text else "en", text if "*" in text else f"**{text}")
    assert time.process_time() - started < 1.5
