"""What one does behind a link: by where it leads, by its words, by the words about it, in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feeds.action import Form, Part
from feeds.article import Event, Link
from feeds.understand import links
from feeds.understand.scan import Scan, scan
from tests.feeds.understand.pages import Page, article

URL = "https://rainbow.example/x7"


def page(text: str, words: str = "", *, language: str = "en", url: str = URL) -> Scan:
    return scan(replace(article(Page(language, "", text)), links=(Link(url, words),) if words else ()))


def found(seen: Scan, form: Form = Form.RALLY) -> list[Part]:
    return [finding.value for finding in links.find(seen, (form,))]


@pytest.mark.parametrize(
    ("language", "words", "wanted"),
    [
        ("en", "Sign the appeal for Lena", "sign"),
        ("de", "Musterbrief an die Botschaft", "write"),
        ("fr", "Participer à la cagnotte", "donate"),
        ("es", "Anotarse para un turno", "attend"),
        ("pt", "Assine o abaixo-assinado", "sign"),
        ("it", "Elenco delle piazze", "attend"),
        ("pl", "Wzory listów do ambasadora", "write"),
        ("tr", "Bağış sayfası", "donate"),
        ("nl", "Teken mee voor Lena", "sign"),
        ("cs", "Transparentní účet pro rodiny", "donate"),
        ("sk", "Vzor listu veľvyslancovi", "write"),
        ("hu", "Regisztráció a virrasztásra", "attend"),
        ("ka", "საბანკო ანგარიში", "donate"),
        ("ar", "نموذج رسالة إلى السفير", "write"),
        ("fa", "شماره حساب خانواده ها", "donate"),
        ("az", "Petisiyanı imzala", "sign"),
        ("uz", "Xat namunasi", "write"),
        ("uz-Cyrl", "Петицияни имзоланг", "sign"),
        ("sv", "Skriv under uppropet", "sign"),
        ("el", "Δήλωση συμμετοχής", "attend"),
        ("ro", "Model de scrisoare către ambasador", "write"),
        ("bg", "Дарителска сметка", "donate"),
        ("ru", "Записаться в смену", "attend"),
        ("uk", "Зразок листа до посольства", "write"),
        ("zh", "捐款頁面", "donate"),
    ],
)
def test_the_words_of_a_link_say_it(language: str, words: str, wanted: str) -> None:
    assert found(page("…", words, language=language)) == [Part(wanted, URL)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "words", "wanted"),
    [
        ("en", "You can send a card to the prison; what to write is on our website.", "our website", "write"),
        ("de", "Wer unterschreiben möchte, findet den Aufruf hier.", "hier", "sign"),
        ("fr", "La pétition pour Léna est toujours ouverte : c'est ici.", "ici", "sign"),
        ("es", "Se necesitan donaciones para las familias. Todo está en esta página.", "esta página", "donate"),
        ("pt", "Quem quiser escrever cartas encontra tudo neste link: aqui.", "aqui", "write"),
        ("it", "La raccolta firme continua: si aderisce qui.", "qui", "sign"),
        ("pl", "Można napisać list do Leny; szczegóły na stronie akcji.", "stronie akcji", "write"),
        ("tr", "İmza vermek isteyenler buradan ulaşabilir.", "buradan", "sign"),
        ("nl", "Wie een kaart sturen wil, kijkt hier.", "hier", "write"),
        ("cs", "Petici lze podepsat přímo zde.", "zde", "sign"),
        ("sk", "Prispieť rodinám možno priamo tu.", "tu", "donate"),
        ("hu", "A petíciót már ezren írták alá, csatlakozni itt lehet.", "itt", "sign"),
        ("ka", "პეტიციაზე ხელის მოწერა შეგიძლიათ აქ.", "აქ", "sign"),
        ("ar", "يمكن كتابة رسالة إلى السجن، والتفاصيل في صفحة الحملة.", "صفحة الحملة", "write"),
        ("fa", "برای امضا کردن بیانیه این صفحه را ببینید.", "این صفحه", "sign"),
        ("uz", "Xat yozish uchun bu sahifaga kiring.", "bu sahifaga", "write"),
        ("sv", "Den som vill skänka pengar kan göra det här.", "här", "donate"),
        ("el", "Συλλογή υπογραφών γίνεται εδώ.", "εδώ", "sign"),
        ("ro", "Se strâng bani pentru familii. Detalii aici.", "aici", "donate"),
        ("bg", "Писмото може да се подпише тук.", "тук", "sign"),
        ("ru", "Открыт сбор для семей: подробности по ссылке.", "по ссылке", "donate"),
        ("uk", "Комітет просить писати листи: усе є на сторінці.", "сторінці", "write"),
        ("zh", "請大家連署，連署在這裡。", "這裡", "sign"),
    ],
)
def test_a_link_that_only_points_is_read_by_its_sentence(language: str, text: str, words: str, wanted: str) -> None:
    assert found(page(text, words, language=language)) == [Part(wanted, URL)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [(Form.PETITION, "sign"), (Form.LETTER_WRITING, "write"), (Form.BOYCOTT, "boycott"), (Form.FUNDRAISER, "donate")],
)
def test_a_form_or_list_alone_is_that_of_the_action(form: Form, wanted: str) -> None:
    assert found(page("They were arrested on Monday.\nThe list", "The list"), form)[0].how == wanted
    assert not found(page("They were arrested on Monday. The paper lists all names.", "The paper"), form)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Sign the petition. This newsroom lives on gifts: donate to us.", "donate to us"),
        ("de", "Unterschreibt die Petition und lest den Bericht.", "den Bericht"),
        ("fr", "Signez la pétition et pensez à vous abonner.", "vous abonner"),
        ("hu", "Írd alá a petíciót!\nAdatkezelési tájékoztató", "Adatkezelési tájékoztató"),
        ("ru", "Подпишите петицию. Поддержать нашу редакцию", "Поддержать нашу редакцию"),
        ("es", "Firma la petición. Inicia una petición", "Inicia una petición"),
        ("en", "Rainbow Union Association asks all to write to the ambassador.", "Rainbow Union Association"),
    ],
)
def test_what_asks_for_something_else_is_no_way_to_take_part(language: str, text: str, words: str) -> None:
    assert found(page(text, words, language=language), Form.PETITION) == []


def test_a_papers_links_to_more_of_its_own_are_no_calls() -> None:
    text = "Join us on Friday: dozens of rallies are planned. Sign the appeal here."
    more = page(text, "dozens of rallies", url="https://news.example/all/rallies")
    assert found(more) == []
    assert found(replace(more, article=replace(more.article, own=True)))[0].how == "attend"
    assert found(page(text, "here", url="https://news.example/appeal"))[0].how == "sign"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://go.allout.org/en/a/for-lena/", ["sign"]),
        ("https://allout.org/en/", []),
        ("https://blog.campact.de/2022/05/fund/", []),
        ("https://weact.campact.de/petitions/for-lena", ["sign"]),
        ("https://campaigns.allout.org/it/petitions/new", []),
    ],
)
def test_a_page_of_a_petition_site_not_the_site(url: str, wanted: list[str]) -> None:
    assert [part.how for part in found(page("They wrote about it.", "a page", url=url))] == wanted


def test_structured_data_names_the_page_of_its_event_first() -> None:
    event = Event(name="Vigil", starts="2024-03-08T18:00", url="https://events.example/e/vigil", origin="schema.org")
    home = replace(event, url="https://rainbow.example/")
    seen = scan(replace(article(Page("en", "", "Donate here.")), links=(Link(URL, "Donate"),), events=(event, home)))
    assert found(seen) == [Part("attend", "https://events.example/e/vigil"), Part("donate", URL)]


def test_hostile_links_are_read_in_bounded_time() -> None:
    text = "here " * 20_000
    seen = scan(
        replace(article(Page("en", "", text)), links=tuple(Link(f"{URL}{n}", "here " * 50) for n in range(900)))
    )
    assert len(found(seen, Form.PETITION)) <= 900
