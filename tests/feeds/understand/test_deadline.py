"""Until when one can sign, give or write, in every language; and the days that are no deadlines."""

from __future__ import annotations

import pytest

from feeds.action import Form
from feeds.understand import deadline, when
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article

# language|text, published on 5 March 2024|the last day ("-": none)
ROWS = """
en|Sign the petition by 30 June 2024.|2024-06-30
en|Add your name before Friday 15 March.|2024-03-15
en|The petition is open until the end of April. Sign it here.|2024-04-30
en|Sign our open letter. It closes on 20 March.|2024-03-20
en|Sign the petition. The trial opens on 20 March.|-
en|Sign the petition. It was launched on 1 March 2024.|-
ru|Подпишите петицию до 5 мая.|2024-05-05
ru|Петиция открыта до конца марта. Подпишите её.|2024-03-31
uk|Підпишіть петицію до 15 березня.|2024-03-15
de|Die Petition läuft bis zum 15. April. Jetzt unterschreiben!|2024-04-15
de|Unterschreibt die Petition bis Ende März.|2024-03-31
fr|Signez la pétition avant le 1er mai.|2024-05-01
fr|Signez la pétition, le 20 mars au plus tard.|2024-03-20
es|Firma la petición hasta el 10 de abril.|2024-04-10
pt|Assine a petição até 15 de março.|2024-03-15
it|Firma la petizione entro il 15 marzo.|2024-03-15
pl|Podpisz petycję do 15 marca.|2024-03-15
pl|Podpisz petycję do końca miesiąca.|2024-03-31
tr|Dilekçeyi 15 Mart'a kadar imzalayın.|2024-03-15
nl|Teken de petitie vóór 15 maart.|2024-03-15
cs|Podepište petici do 15. března.|2024-03-15
sk|Podpíšte petíciu do 15. marca.|2024-03-15
hu|Írd alá a petíciót március 15-ig.|2024-03-15
ka|ხელი მოაწერეთ პეტიციას 15 მარტამდე.|2024-03-15
ar|وقعوا العريضة قبل 15 مارس.|2024-03-15
fa|دادخواست را تا ۱۵ مارس امضا کنید.|2024-03-15
az|Petisiyanı 15 martadək imzalayın.|2024-03-15
uz|Petitsiyani 15-martgacha imzolang.|2024-03-15
uz-Cyrl|Петицияни 15 мартгача имзоланг.|2024-03-15
sv|Skriv under namninsamlingen senast den 15 mars.|2024-03-15
el|Υπογράψτε την έκκληση μέχρι τις 15 Μαρτίου.|2024-03-15
ro|Semnați petiția până pe 15 martie.|2024-03-15
bg|Подпишете петицията до 15 март.|2024-03-15
zh|请在3月15日前签署请愿书。|2024-03-15
"""


def last_day(language: str, text: str, form: Form = Form.PETITION) -> str | None:
    seen = scan(article(Page(language, "", text)))
    published = seen.article.published
    assert published is not None
    dates = when.find(text, language=language, published=published.date(), zone=None)
    found = deadline.find(seen, dates, (form,))
    if found is None:
        return None
    start = found.evidence.start
    assert text[start : start + len(found.evidence.quote)] == found.evidence.quote
    return found.value.isoformat()


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_the_last_day(row: str) -> None:
    language, text, day = row.split("|")
    assert last_day(language, text) == (None if day == "-" else day)


def test_a_vigil_has_no_deadline() -> None:
    assert last_day("en", "The vigil is held until 20 March.", Form.VIGIL) is None
