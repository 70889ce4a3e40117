# ruff: noqa: E501 -- sentences under test are read best whole
"""Actions told by what people do, in Spanish, Portuguese, Italian, Romanian and Greek: the noun for the form is never said."""

from __future__ import annotations

import pytest

from feeds.action import Form, Status
from feeds.understand import form, read, status
from feeds.understand.reading import Reading
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article

TOPICS = frozenset({"lgbtq", "human-rights-defenders"})


def reading(language: str, title: str, text: str) -> Reading:
    return read(article(Page(language, title, text)), topics=TOPICS)


# language|title|text|main form
TOLD = """
es|Noventa segundos en el suelo|Se tumbaron a las siete en punto, cuarenta personas vestidas de negro, en la acera del ministerio. Cada una llevaba al cuello el nombre de una mujer trans asesinada este año. “No pedimos flores, exigimos que se investigue”, leyó una compañera por el megáfono.|die-in
es|Con la foto de Azucena en el pecho|Nos juntamos el martes a las 18 en Plaza de Mayo. Traé tu pañuelo y la foto de la compañera que te falta. Por las lesbianas de Barracas, para que no se olvide y para que haya justicia. ¡Sumate y difundí!|rally
es|Papel, sobres y sellos|El jueves por la tarde, en la librería, escribimos a mano a periodistas encarcelados en Bielorrusia. Ponemos los sobres y los sellos; trae tu bolígrafo. Cartas de apoyo, nada de política, que la censura las devuelve.|letter-writing
pt|A montra às escuras|Das 20h às 21h de sexta, apaga a luz e põe uma vela na janela por cada jornalista preso na Bielorrússia. No largo, leremos os nomes um a um. Traz um casaco e quem quiser vir.|vigil
pt|Trinta e cinco no asfalto|Quando o semáforo fechou, deitaram-se no chão, de mãos cruzadas, em frente à Assembleia. Ficaram trinta e cinco minutos, um por cada travesti assassinada no estado. “Parem de nos matar”, dizia o cartaz maior.|die-in
pt|Feijoada na Casa Nem|Domingo tem feijoada no quintal, a partir do meio-dia. Toda a renda vai para o aluguel das meninas trans expulsas de casa. Traga a vasilha e os amigos.|benefit
it|Tre minuti senza parlare|In duecento, ieri sera, si sono ritrovati sotto il consolato con una candela in mano. Hanno letto i nomi delle giornaliste in carcere a Teheran, poi silenzio. “Non dimentichiamo”, ha detto la portavoce di Amnesty.|vigil
it|Lenzuola alle finestre|Da lunedì appendete un lenzuolo bianco al balcone con il nome di Ahmed, il ricercatore in carcere al Cairo. Fotografatevi e mandate una foto con l'hashtag: vogliamo riempire la via.|photo-campaign
it|Saltare il pranzo|Ogni giorno uno di noi digiuna: digiuno a staffetta per Narges Mohammadi, in cella a Evin. Mettersi in lista è facile, basta scegliere un giorno.|strike
ro|Zece minute pe caldarâm|S-au întins pe asfalt în fața ministerului, îmbrăcați în negru, câte unul pentru fiecare persoană trans ucisă anul acesta. Au stat zece minute, apoi au citit numele victimelor. „Cerem dreptate”, au spus.|die-in
ro|Fără vodca rusească|Barurile din centru nu mai vând vodcă rusească din cauza legii propagandei. Clienții sunt rugați să nu cumpere nici acasă. Pe afiș scrie: dreptate pentru persoanele LGBT din Rusia.|boycott
ro|Vineri, la ambasadă|Ne vedem vineri, la 18:00, în fața ambasadei. Aduceți o lumânare și o fotografie a jurnalistei arestate. Să nu tăcem, să fim alături de colegii din Belarus!|vigil
el|Κάτω, στην άσφαλτο|Ξάπλωσαν μπροστά στη Βουλή, ντυμένοι στα μαύρα, για τις τρανς γυναίκες που δολοφονήθηκαν. Δέκα λεπτά σιωπής και μετά διάβασαν τα ονόματα. «Απαιτούμε δικαιοσύνη», φώναξαν.|die-in
el|Πέμπτη, στα σκαλιά|Να γεμίσουμε τα σκαλιά! Πέμπτη στις 9 το πρωί έξω από τα δικαστήρια, δίπλα στην οικογένεια του Ζακ Κωστόπουλου. Κανείς να μη λείψει. Φέρτε πανό.|rally
el|Σάββατο βράδυ|Από τις 9, πόρτες στις 9. Βραδιά οικονομικής ενίσχυσης για τους διασώστες προσφύγων που δικάζονται. Τα έσοδα πάνε στο ταμείο υπεράσπισης.|benefit
"""


@pytest.mark.parametrize("row", TOLD.strip().splitlines())
def test_an_action_told_by_what_people_do(row: str) -> None:
    language, title, text, main = row.split("|")
    found = reading(language, title, text)
    assert found.verdict.relevant, found.verdict.reasons
    assert found.facts.forms[0] == Form(main)


# language|title|text: the same words on an ordinary page
ORDINARY = """
es|Qué se hizo viral esta semana|La etiqueta fue tendencia y los usuarios compartieron los mejores memes del monólogo. Te explicamos por qué.
es|Taquilla|La película recaudó dos millones en su primer fin de semana, según la distribuidora.
pt|Arrecadação cai|A arrecadação federal caiu em maio, segundo a Receita. A taxa de ocupação dos hotéis subiu.
pt|Ocupação hoteleira|A ocupação hoteleira chegou a 90 % e o desfile de moda abriu a semana.
it|Occupazione femminile|L'occupazione femminile cresce, la staffetta azzurra vince l'oro.
it|Presidio ospedaliero|Il presidio ospedaliero riapre alla vigilia di Natale.
ro|Adunarea generală|Adunarea generală a acționarilor a aprobat dividendele. Gradul de ocupare a hotelurilor a crescut.
el|Δωρεάν είσοδος|Η είσοδος είναι δωρεάν. Η στρατιωτική παρέλαση θα γίνει στις έντεκα.
el|Παρέμβαση εισαγγελέα|Παρέμβαση εισαγγελέα για τα έσοδα του κράτους.
"""


@pytest.mark.parametrize("row", ORDINARY.strip().splitlines())
def test_an_ordinary_page_is_no_action(row: str) -> None:
    language, title, text = row.split("|")
    assert not reading(language, title, text).verdict.action


# language|text: what another meaning hides
HIDDEN = """
it|Il presidio ospedaliero apre alla vigilia di Natale.
ro|Adunarea generală a acționarilor.
el|Στρατιωτική παρέλαση στην παραλία.
"""


@pytest.mark.parametrize("row", HIDDEN.strip().splitlines())
def test_a_word_of_another_meaning_is_no_form(row: str) -> None:
    language, text = row.split("|")
    assert form.find(scan(article(Page(language, "x", text))))[0] == []


# language|title|text|status
SAID = """
it|Salta l'appuntamento|Il presidio di domani per Narges è annullato e non verrà recuperato.|cancelled
pt|Chuva|A vigília de sábado foi remarcada e passa para o dia 12.|postponed
es|Nuevo día|La concentración del sábado se pasa al domingo: cambio de fecha por la lluvia.|postponed
ro|Protestul nu va mai avea loc|Anulăm protestul de sâmbătă. Nu veniți.|cancelled
el|Αλλαγή ημερομηνίας|Η συγκέντρωση μεταφέρεται σε νέα ημερομηνία.|postponed
es|Novena noche|Desde hace nueve días, cada noche llegan con velas y se quedan hasta que salga.|ongoing
"""


@pytest.mark.parametrize("row", SAID.strip().splitlines())
def test_what_became_of_it(row: str) -> None:
    language, title, text, wanted = row.split("|")
    found = status.find(scan(article(Page(language, title, text))), (Form.RALLY,), [])
    assert found is not None
    assert found.value is Status(wanted)
