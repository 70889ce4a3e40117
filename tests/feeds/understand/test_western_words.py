# ruff: noqa: E501 -- sentences under test are read best whole
"""English, German, French, Dutch, Swedish: actions told by what people do, not by the name of their form."""

from __future__ import annotations

import datetime as dt

import pytest

from feeds.understand import form, read, when
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article

BUNDLED = frozenset({"lgbtq", "human-rights-defenders"})

TOLD = """
en|kiss-in|On the whistle everyone kisses whoever they brought, for a minute, on the steps outside the consulate.
en|vigil|We will stand in silence while the names are read, and there is a candle in every window of the street.
en|march|They walked in silence from the station behind a banner, a silent walk of forty.
en|die-in|At noon sixty students lay down on the cobbles and lay still for eleven minutes.
en|sit-in|They sat on the stairs of the registry with sleeping bags and refused to leave the building.
en|fundraiser|There will be a bake sale and a raffle, and a jar on the counter: her lawyers want the bail money by May.
en|letter-writing|We supply airmail stamps and sample text; bring a pen and write a few lines to her.
en|boycott|The bar will not stock the vodka and poured away the last bottle; no longer stocked, says the sign.
en|blockade|Two women chained themselves and D-locked the gate so that the van could not go.
en|counter-protest|Be there first: we shield the children behind umbrellas to block the view.
en|other|Neighbours chalked his name along the quay and painted a bench in the colours of the flag.
en|open-letter|We, the undersigned, former pupils of hers, write to you as the court prepares. Co-signed letter below.
de|kiss-in|Um zwölf küssen sich alle vor der Botschaft, Knutschen gegen das Gesetz.
de|vigil|Wir zünden Kerzen an, die Namen werden verlesen, danach ist eine Minute der Stille.
de|march|Mit Laternen ziehen wir schweigend durch die Altstadt, ein Lichterzug und Schweigemarsch.
de|letter-writing|Briefmarken und Umschläge liegen bereit, wir schreiben Briefe an Gefangene.
de|benefit|Solikneipe im Keller: der Erlös geht an die Beratungsstelle.
de|fundraiser|Beim Kuchenverkauf kamen 300 Euro zusammen, der Hut geht herum, Geld für die Kaution.
de|counter-protest|Die Nazis haben angekündigt zu kommen. Wir stellen uns quer.
de|open-letter|Wir, die Unterzeichnenden, kennen ihn seit Jahren und fordern freies Geleit.
fr|vigil|Une bougie à la fenêtre, puis la lecture des noms devant une chaise vide.
fr|kiss-in|À midi pile, on s'embrasse devant l'ambassade : un baiser géant.
fr|fundraiser|Vente de gâteaux et tombola samedi pour payer la caution de notre amie.
fr|letter-writing|Papier, enveloppes et timbres fournis : soirée lettres, quelques lignes pour elle, lettres aux prisonniers.
fr|other|Des rubans jaunes noués au pont, son nom écrit à la craie, un banc peint aux couleurs du drapeau.
fr|strike|Un jeûne tournant : chacun jeûne un jour, ils jeûnent jusqu'à sa libération. Journée de jeûne.
nl|vigil|Kaarsjes voor het raam, de namen worden voorgelezen, een minuut stilte voor de lege stoel.
nl|kiss-in|Om twaalf uur zoent iedereen voor de ambassade: massaal zoenen.
nl|sit-in|Ze zitten op de trap van het rectoraat bezet, met slaapzakken, en blijven zitten tot maandag. Een zitactie.
nl|letter-writing|Schrijfavond met postzegels en thee: stuur een kaartje, brieven aan gevangenen.
nl|fundraiser|Taartverkoop en tombola, elke euro gaat naar haar borgtocht.
sv|vigil|Vi tänder lyktor på torget, namnen läses och det blir en tyst minut.
sv|kiss-in|Klockan tolv pussas vi utanför konsulatet, masspuss för kärleken.
sv|letter-writing|Skrivkväll på biblioteket: skriv vykort, frimärken finns, brev till fångar.
sv|fundraiser|Kakförsäljning och tårtlotteri till förmån för henne, varje krona räknas.
sv|counter-protest|Nazisterna har meddelat att de kommer. Vi står där först med en mur av paraplyer.
"""

ASKED = """
en|Bring a jam jar|On Friday at 7pm we walk from the bandstand to the embassy of Uganda for the thirteen gay men locked up in Kampala. Bring a candle in a jam jar, dress warm, dogs welcome. We'll read the names and stand in silence. Everyone is welcome.
de|Bringt Laternen|Am Freitag um 19 Uhr laufen wir schweigend mit Laternen zur ugandischen Botschaft, für dreizehn schwule Männer, die in Kampala im Gefängnis sitzen. Zieht euch warm an, bringt Kerzen. Wir lesen die Namen, danach Minuten der Stille.
fr|Apportez une lanterne|Vendredi à 19h, on se retrouve devant l'ambassade d'Ouganda pour treize homosexuels emprisonnés à Kampala. Apportez une bougie, habillez-vous chaudement. Lecture des noms, puis minute de silence. Venez avec vos voisins.
nl|Neem een lampion mee|Vrijdag om 19.00 uur lopen we in stilte naar de ambassade van Oeganda voor dertien homo's die in Kampala gevangen zitten. Neem een lampion mee, honden welkom. De namen worden voorgelezen. Iedereen welkom.
sv|Ta med en lykta|På fredag kl 19 samlas vi utanför Ugandas ambassad för tretton homosexuella män som sitter i fängelse i Kampala. Ta med en lykta, klä dig varmt, hundar är välkomna. Namnen läses, sedan en tyst minut. Alla välkomna.
"""

ORDINARY = """
en|Ten things to do this weekend|The gay bar in the old town has a new menu. Bring a friend, book a table, and come early: tickets are 12 pounds.
en|Opinion: candles are not enough|I have nothing against candles. But the gay man who was arrested needs a lawyer, I think, and my column will not free him.
de|Kommentar: Kerzen helfen nicht|Ich habe nichts gegen Kerzen. Aber der schwule Autor sitzt im Gefängnis, und ich finde, wir sollten darüber reden.
de|Das Hutfestival beginnt|Auf dem Platz treten Künstler auf, der Hut geht herum, Einlass ist um 18 Uhr.
fr|Que faire ce week-end|Le festival du film gay ouvre samedi à 20h, billetterie en ligne, venez tôt.
nl|Rechter: asielaanvraag opnieuw bekijken|De rechtbank oordeelde dat de dienst de lesbische vrouw opnieuw moet horen. Haar advocaat is tevreden.
sv|Ledare: ljus räcker inte|Jag tycker att regeringen sviker de homosexuella som sitter i fängelse. Det räcker inte.
"""

RELATIVE = """
en|The vigil is a week from now at 6pm.|2024-03-12
en|They met Thursday gone at the square.|2024-02-29
de|Wir treffen uns heute in einer Woche um 18 Uhr.|2024-03-12
fr|On se retrouve dans huit jours à 18h.|2024-03-12
nl|We verzamelen over een week om 19.00 uur.|2024-03-12
sv|Vi ses om en vecka klockan 18.|2024-03-12
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("language", "wanted", "text"), rows(TOLD))
def test_a_form_is_told_by_what_people_do(language: str, wanted: str, text: str) -> None:
    found, _ = form.find(scan(article(Page(language, "", text))))
    assert wanted in [finding.value for finding in found]


@pytest.mark.parametrize(("language", "title", "text"), rows(ASKED))
def test_an_invitation_without_the_name_of_a_form_is_an_action(language: str, title: str, text: str) -> None:
    assert read(article(Page(language, title, text)), topics=BUNDLED).verdict.relevant


@pytest.mark.parametrize(("language", "title", "text"), rows(ORDINARY))
def test_an_ordinary_page_with_such_words_is_none(language: str, title: str, text: str) -> None:
    assert not read(article(Page(language, title, text)), topics=BUNDLED).verdict.relevant


@pytest.mark.parametrize(("language", "text", "wanted"), rows(RELATIVE))
def test_a_week_from_now(language: str, text: str, wanted: str) -> None:
    found = when.find(text, language=language, published=dt.date(2024, 3, 5), zone=None)
    assert wanted in [str(mention.date) for mention in found]


def test_viertel_acht_is_a_quarter_past_seven() -> None:
    found = when.find("Am Samstag um viertel acht", language="de", published=dt.date(2024, 3, 5), zone=None)
    assert [mention.time for mention in found] == ["19:15"]


def test_fasting_is_not_being_young() -> None:
    """Folding takes the accent that tells "jeûne" from "jeune"."""
    seen = scan(article(Page("fr", "", "Une jeune femme, un jeune homme et des jeunes gens passaient.")))
    assert not seen.named("form.strike")
