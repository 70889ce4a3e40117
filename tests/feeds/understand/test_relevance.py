# ruff: noqa: E501 -- sentences under test are read best whole
"""Verdicts on the hard cases, with their reasons."""

from __future__ import annotations

import pytest

from feeds.understand.reading import Verdict
from feeds.understand.relevance import judge
from feeds.understand.scan import scan
from feeds.understand.signals import signals_of
from feeds.understand.topic import topics_of
from tests.feeds.understand.pages import Page, article

BUNDLED = frozenset({"lgbtq", "human-rights-defenders"})


def verdict(title: str, text: str, language: str = "en") -> Verdict:
    return judge(scan(article(Page(language, title, text))), BUNDLED)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Gay men rounded up in the north", "Police have detained dozens of gay men, two lawyers say. One man was beaten at the station. The ministry denies it."),
        ("Parliament passes anti-gay bill", "Lawmakers adopted the bill on Tuesday. Under the law, promoting homosexuality is a crime. The president will sign it."),
        ("Film review: The Quiet Ones", "The documentary follows a lesbian couple in exile. The director never explains. The film is in cinemas from Friday."),
        ("Believers protest against gay pride", "Several hundred people protested against gay pride on Sunday. They want the city to ban pride and defend traditional values."),
        ("Senator urges minister to speak about gay rights", "In a statement the senator urged the minister to raise gay rights at the summit. The spokesman said he would."),
        ("Air strikes hit three towns", "The air strike killed four people, officials said. Missile strikes went on all night."),
        ("Shares rally after results", "The stock rally went on. Investors bought shares, and revenue was up in the quarter."),
    ],
)  # fmt: skip
def test_what_is_no_action(title: str, text: str) -> None:
    assert not verdict(title, text).relevant


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Kiss-in at the consulate on Sunday", "On Sunday at 2 pm we will gather in front of the consulate and kiss, in solidarity with LGBT people. Join us!"),
        ("Stay out of his hotels", "Activists call for a boycott of the hotels over the law that punishes gay sex with death. Will you join the boycott?"),
        ("#FreeDanil", "Post a photo with the hashtag #FreeDanil. Danil, a jailed gay activist, needs our voice. Every post with #FreeDanil counts. #FreeDanil"),
        ("Help the family of the jailed journalist", "The jailed journalist's friends are raising money for his defence. Please donate and share."),
        ("Colleagues picket for detained reporter", "Journalists took turns on Monday in a series of one-person pickets in support of the detained reporter. They held placards."),
    ],
)  # fmt: skip
def test_what_is_one(title: str, text: str) -> None:
    assert verdict(title, text).relevant


def test_reasons_are_named_and_quoted() -> None:
    reasons = verdict(
        "Vigil for the murdered activist", "A vigil in memory of the murdered gay activist will be held on Friday."
    ).reasons
    assert reasons[0].name == "form in the title"
    assert reasons[0].evidence is not None
    assert reasons[0].evidence.quote == "Vigil"


def test_a_journalist_is_a_defender_only_beside_persecution() -> None:
    plain = scan(article(Page("en", "A journalist writes", "A journalist wrote about a protest in the town.")))
    jailed = scan(
        article(
            Page(
                "en",
                "Protest",
                "They protest against the arrest of a journalist who was detained on Monday. The journalist was tortured.",
            )
        )
    )
    assert topics_of(plain)[0] == ()
    assert topics_of(jailed)[0] == ("human-rights-defenders",)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Sign: no drag in our town hall", "Parents, sign the petition against drag queens in the town hall. More than 900 have signed. Join us for a prayer rally on Friday at 7 pm and protect our children from gender ideology."),
        ("en", "Demonstrators demand the death penalty for gay people", "Several hundred men rallied after prayers in favour of the death penalty for homosexuals. They chanted and carried banners against gay people."),
        ("de", "Demo gegen den CSD angekündigt", "Ein Bündnis ruft für Samstag zu einer Demonstration gegen den CSD auf. Man wolle die traditionelle Familie schützen und sei gegen Homosexuelle, hieß es."),
        ("fr", "Ils défilent contre le mariage homosexuel", "Des centaines de personnes ont défilé dimanche contre le mariage homosexuel, pour un papa et une maman. La manifestation était appelée par La Manif pour tous."),
        ("es", "Marcha «por la familia» en el centro", "Miles de personas marcharon por la familia natural y contra el matrimonio igualitario. La manifestación terminó con una oración por la vida y la familia."),
        ("pl", "Marsz dla rodziny przeszedł przez miasto", "Kilkaset osób przeszło w marszu dla życia i rodziny przeciwko LGBT. Uczestnicy nieśli transparenty przeciw ideologii gender."),
        ("ru", "Жители собирают подписи против гей-парада", "Петицию с требованием запретить гей-парад подписали две тысячи человек. В воскресенье пройдёт молитвенное стояние за традиционную семью и против геев."),
        ("uk", "Петиція проти прайду", "Рада церков збирає підписи з вимогою заборонити прайд. У неділю відбудеться хода на захист сім'ї і проти ЛГБТ."),
        ("tr", "Büyük Aile Buluşması'nda LGBT karşıtı miting", "Binlerce kişi LGBT'ye karşı yürüdü. Aile platformu ailemizi koruyalım sloganıyla miting düzenledi."),
        ("ar", "مظاهرة ضد المثليين", "تظاهر المئات ضد المثليين بعد الصلاة دفاعا عن قيم الأسرة ورفضا للمثلية."),
        ("zh", "护家盟集会反对同性婚姻", "护家盟周日集会反对同性婚姻,数百人高喊一男一女,保护下一代。"),
    ],
)  # fmt: skip
def test_hostile_actions_are_none_in_any_language(language: str, title: str, text: str) -> None:
    assert not verdict(title, text, language).relevant


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Protest against the anti-gay bill on Friday", "We will gather outside the embassy on Friday at 6 pm to protest against the anti-gay bill. Bring banners. LGBT people there need us."),
        ("de", "Kundgebung gegen das Verbot des CSD", "Am Samstag um 14 Uhr protestieren wir vor der Botschaft gegen das Verbot des CSD. Kommt zahlreich und bringt Regenbogenfahnen mit."),
        ("hu", "Tüntetés a Pride betiltása ellen", "Szombaton 15 órakor tüntetést tartunk a Pride betiltása ellen a parlament előtt. Gyertek, hozzatok szivárványos zászlót!"),
        ("pl", "Pikieta przeciwko przemocy wobec osób LGBT", "W piątek o 18 zapraszamy na pikietę przed ambasadą przeciwko przemocy wobec osób LGBT. Przynieście tęczowe flagi."),
        ("es", "Concentración contra la homofobia", "El viernes a las 19:00 nos concentramos ante la embajada contra la violencia homófoba. Trae una vela por las personas LGBT asesinadas."),
        ("ru", "Пикет против преследования геев", "В субботу в 15:00 у посольства пройдёт пикет против преследования геев. Приходите с плакатами."),
    ],
)  # fmt: skip
def test_who_stands_against_hatred_is_no_enemy(language: str, title: str, text: str) -> None:
    assert verdict(title, text, language).relevant


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Court fines teacher over picket with rainbow umbrella", "A district court found a teacher guilty of breaking the rules of assemblies and fined her. Her lawyer will appeal the ruling. The judge said that she had stood alone with a rainbow umbrella in May."),
        ("de", "Gericht verurteilt Aktivistin nach Mahnwache", "Das Amtsgericht hat eine lesbische Aktivistin zu einer Geldstrafe verurteilt. Der Richter sah den Vorwurf als erwiesen an, die Anwältin kündigte Berufung an. Anlass war eine Mahnwache im März."),
        ("fr", "Procès de l'avocat : l'audience est renvoyée", "Le tribunal a renvoyé l'audience au mois de mai. Le procureur n'a pas présenté ses preuves, et le juge a refusé la liberté provisoire à l'avocat, arrêté après une manifestation."),
        ("it", "Mostra fotografica sui cortei degli anni Settanta", "Il museo apre venerdì la mostra «Piazze arcobaleno». La curatrice ha scelto ottanta fotografie di cortei e presidi del movimento gay. Biglietto 5 euro."),
        ("es", "Detienen a diez hombres en una redada", "La policía detuvo a diez hombres gays en una fiesta privada. Fueron golpeados y quedaron libres tras pagar una multa. Hace dos años una protesta denunció otra redada."),
        ("ru", "В Грозном снова задерживают геев", "Полиция задержала не менее десяти геев, сообщили правозащитники. Их пытали током. Власти всё отрицают. Два года назад в нескольких странах прошли акции у посольств."),
        ("tr", "Belgesel: Yürüyenler", "Yönetmenin yeni filmi trans kadınların hikâyesini anlatıyor. Film festivalinde gösterilen belgesel bir yürüyüşle açılıyor. Filmin gösterimi cuma günü."),
    ],
)  # fmt: skip
def test_a_case_a_raid_a_show_that_recalls_an_action_is_none(language: str, title: str, text: str) -> None:
    assert not verdict(title, text, language).relevant


def test_who_fits_weights_may_judge_with_others() -> None:
    seen = scan(article(Page("en", "Vigil", "A vigil for gay men.")))
    assert judge(seen, BUNDLED, weighing=({"form in the title": 9.0}, 0.0)).score > 0.99
    assert judge(seen, BUNDLED, weighing=({"form in the title": -9.0}, 0.0)).score < 0.01


def signal(name: str, title: str, text: str, language: str = "en") -> float:
    return signals_of(scan(article(Page(language, title, text))))[name].value


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "About sixty people stood on the pier in the rain, one lantern each."),
        ("de", "Rund 60 Menschen kamen und stellten Laternen auf den Steg."),
        ("fr", "Près de 60 personnes se sont retrouvées sur la jetée, une lanterne à la main."),
        ("cs", "Na molu se sešlo asi šedesát lidí, každý s lucernou."),
        ("es", "Unas 60 personas acudieron al muelle con un farol cada una."),
        ("ru", "На пристань пришли около 60 человек, каждый с фонарём."),
    ],
)
def test_people_who_came_are_counted_without_a_word_for_the_form(language: str, text: str) -> None:
    assert signal("people counted", "Lanterns on the pier", text, language) == 1.0


def test_a_count_in_a_long_text_or_of_nobody_who_acts_says_little() -> None:
    text = "Sixty people gathered on the pier. "
    assert signal("people counted", "", text + "The tide was low. " * 99) < 0.3
    assert signal("people counted", "", "The house has sixty rooms and was sold.") == 0.0


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Ten years ago they chained themselves to the mill"),
        ("de", "Was wurde aus den Leuten von der Mühle?"),
        ("fr", "Que sont devenus les gens du moulin ?"),
        ("pl", "Dwadzieścia lat temu stali pod młynem"),
        ("cs", "Před deseti lety stáli u mlýna"),
        ("uk", "Де вони зараз: люди з млина"),
    ],
)
def test_a_title_that_looks_back(language: str, title: str) -> None:
    assert signal("recall in the title", title, "...", language) == 1.0


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("pl", "Marsz w obronie tradycji w sobotę", "W sobotę przejdzie marsz w obronie tradycji. Uczestnicy podpiszą projekt „Stop paradom” i sprzeciwią się ideologii LGBT."),
        ("it", "Corteo in difesa della tradizione", "Sabato sfila il corteo in difesa della tradizione, contro il gender e il Pride. Si raccolgono firme."),
        ("es", "Marcha en defensa de la tradición", "El sábado habrá una marcha en defensa de la tradición y contra la ideología de género. Se recogen firmas contra el Orgullo."),
        ("en", "The paid crowd: who held the banners on Friday", "The paid crowd held a rally for defenders. The extras came from a casting agency and did not know whom they stood with."),
    ],
)  # fmt: skip
def test_marches_for_tradition_and_crowds_for_hire(language: str, title: str, text: str) -> None:
    assert not verdict(title, text, language).relevant


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("sv", "Regnbågsflaggor stals vid badhuset", "Två regnbågsflaggor stals vid badhuset i natt. Polisen utreder saken som stöld."),
        ("it", "Bandiere arcobaleno rubate al lido", "Due bandiere arcobaleno sono state rubate di notte al lido. La polizia indaga per furto."),
    ],
)  # fmt: skip
def test_a_flag_alone_is_no_action(language: str, title: str, text: str) -> None:
    assert signal("form in the title", title, text, language) == 0.0
    assert not verdict(title, text, language).relevant


def test_an_evening_whose_takings_go_to_somebody_is_a_benefit() -> None:
    text = "Doors 7pm. Every penny goes to the queer shelter in the north. Tickets at the bar."
    assert verdict("Wigs on the Wharf, a drag benefit", text).relevant


def test_a_parade_whose_people_were_taken_away_is_no_feast() -> None:
    name = "pride without demand"
    assert signal(name, "Laternen", "Jede steht für jemanden, der beim Pride-Marsch festgenommen wurde.", "de") == 0.0
    assert signal(name, "Laternen", "Beim Pride-Marsch tanzten alle bis zum Morgen.", "de") == 1.0
