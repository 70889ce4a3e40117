"""Stories in our own words, through the real reading into a store: which articles become one entry, which are related."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from feeds.action import Action
from feeds.article import Article
from feeds.match.action import keys
from feeds.match.text import fingerprint
from feeds.settle import settle
from feeds.store.store import Store
from feeds.takedown import Takedown
from feeds.understand import read

NOW = datetime(2025, 1, 1, tzinfo=UTC)

# ruff: noqa: E501
EMBASSY = "outside the Iranian embassy in Oslo"
YEARS = {
    f"embassy {year}": (
        "en", f"{year}-{month:02}-{day + 1:02}", f"Protest {EMBASSY}",
        f"On {day} {name} {year} about {count} people held a protest rally {EMBASSY} in solidarity with LGBT people in Iran. "
        f"{said} Speakers from the group Skeiv Solidaritet read out names.",
    )
    for year, month, day, name, count, said in (
        (2019, 5, 17, "May", 40, "It was the first time that they stood there, in the rain."),
        (2020, 6, 5, "June", 25, "They kept their distance and wore masks."),
        (2022, 9, 23, "September", 300, "Many women cut their hair after the death of a young Kurd in custody."),
        (2023, 5, 17, "May", 60, "A choir sang and candles burned until dark."),
    )
}  # fmt: skip
MARCH_AND_VIGIL = {
    "march": (
        "en", "2023-06-11", "Hundreds march in Porto for queer Ugandans",
        "Some 400 people marched through Porto on Saturday, 10 June 2023, in solidarity with LGBT people in Uganda, where a new law "
        "threatens them with death. The march was called by Rede Arco and ended at the town hall.",
    ),
    "vigil": (
        "en", "2023-06-12", "Candles in Porto for queer Ugandans",
        "A day later, on Sunday, 11 June 2023, about 50 people held a candlelight vigil in Porto in solidarity with LGBT people in "
        "Uganda, where a new law threatens them with death. Rede Arco had called for the vigil.",
    ),
}  # fmt: skip
NEXT_YEAR = {
    "this year": (
        "en", "2022-05-10", "Kiss-in for Chechnya in Ghent",
        "On 17 May 2022 at 18:00 Casa Regenboog will hold a kiss-in on the Korenmarkt in Ghent in solidarity with gay men in "
        "Chechnya. Come with somebody you love.",
    ),
    "next year": (
        "en", "2023-05-09", "Kiss-in for Chechnya in Ghent again",
        "On 17 May 2023 at 18:00 Casa Regenboog will hold a kiss-in on the Korenmarkt in Ghent in solidarity with gay men in "
        "Chechnya. Come with somebody you love.",
    ),
    "other city": (
        "en", "2022-05-12", "Kiss-in for Chechnya in Antwerp",
        "On 17 May 2022 at 18:00 people in Antwerp will hold a kiss-in on the Grote Markt in solidarity with gay men in Chechnya, "
        "as in other cities of the country that day.",
    ),
}  # fmt: skip
CAMPAIGN = {
    "campaign": (
        "en", "2021-03-01", "#CandleForMaryam: post a photo with a candle",
        "Friends of Maryam Azizi, a lesbian activist jailed in Tehran, ask people all over the world to take part in an online "
        "photo campaign: post a picture of yourself with a candle under the hashtag #CandleForMaryam, in solidarity with her.",
    ),
    "campaign told": (
        "en", "2021-03-09", "Thousands of candles for a jailed activist",
        "Thousands have posted photos with a candle under the hashtag #CandleForMaryam since the photo campaign for the jailed "
        "lesbian activist Maryam Azizi began online. The campaign in solidarity with her goes on.",
    ),
    "local": (
        "en", "2021-03-14", "Candle vigil for Maryam Azizi in Lyon",
        "On Saturday, 13 March 2021, some 80 people held a candlelight vigil on Place Bellecour in Lyon, France, in solidarity with the "
        "jailed lesbian activist Maryam Azizi. They carried signs with #CandleForMaryam.",
    ),
}  # fmt: skip
CHAIN = {
    "announced": (
        "en", "2023-03-07", "Vigil for Darya Volkova in Dublin on Friday",
        "Friends of Darya Volkova, a lesbian activist jailed in Minsk, will hold a candlelight vigil on Friday, 10 March 2023 at 18:00 "
        "outside the Belarusian embassy in Dublin. Bring a candle and join us in solidarity with LGBT people in Belarus.",
    ),
    "report": (
        "en", "2023-03-11", "Candles in the rain for jailed activist",
        "About 40 people gathered on Friday evening, 10 March, outside the embassy of Belarus in Dublin for a vigil in solidarity with the "
        "lesbian activist Darya Volkova, who is jailed in Minsk. They read out letters from LGBT people in Belarus.",
    ),
    "follow-up": (
        "en", "2023-03-20", "Ten days after the vigil, a letter came from prison",
        "Darya Volkova, the lesbian activist jailed in Minsk, has written to thank the people who held a vigil in solidarity with her outside the "
        "Belarusian embassy in Dublin on 10 March 2023. Friends read her letter to LGBT groups.",
    ),
    "correction": (
        "en", "2023-03-13", "Correction: vigil in Dublin",
        "Correction: the vigil for the jailed lesbian activist Darya Volkova outside the Belarusian embassy in Dublin on 10 March 2023 "
        "was attended by about 60 people, not 40. LGBT groups had called for solidarity with her.",
    ),
}  # fmt: skip
SCRIPTS = {
    "latin": (
        "en", "2023-09-03", "Vigil in Tbilisi for trans woman Elene Beridze",
        "On 2 September 2023 hundreds of people held a vigil in Tbilisi outside the parliament in solidarity with the family of Elene Beridze, a "
        "trans woman killed because of who she was. LGBT activists lit candles.",
    ),
    "cyrillic": (
        "ru", "2023-09-03", "В Тбилиси прошла акция памяти трансгендерной женщины",
        "2 сентября 2023 года сотни людей вышли со свечами на акцию солидарности у парламента в Тбилиси в память о трансгендерной женщине "
        "Элене Беридзе, убитой из-за того, кем она была. Вахту провели ЛГБТ-активисты.",
    ),
    "arabic": (
        "ar", "2023-09-03", "وقفة بالشموع في تبليسي تضامنا مع مجتمع الميم",
        "نظم مئات الأشخاص يوم 2 سبتمبر 2023 وقفة تضامنية بالشموع أمام البرلمان في تبليسي تضامنا مع المثليين والمتحولين جنسيا بعد مقتل "
        "امرأة عابرة جنسيا. ورفع النشطاء أعلام قوس قزح.",
    ),
    "georgian": (
        "ka", "2023-09-03", "თბილისში ტრანსგენდერი ქალის ხსოვნის აქცია გაიმართა",
        "2023 წლის 2 სექტემბერს თბილისში, პარლამენტთან, ასობით ადამიანმა სანთლებით გამართა სოლიდარობის აქცია ლგბტ თემის მხარდასაჭერად, "
        "ტრანსგენდერი ქალის ელენე ბერიძის მკვლელობის შემდეგ.",
    ),
    "chinese": (
        "zh", "2023-09-03", "第比利斯烛光守夜声援跨性别者",
        "2023年9月2日，数百人在第比利斯议会大楼前举行烛光守夜活动，声援LGBT群体，悼念被杀害的跨性别女性。活动人士手持彩虹旗和蜡烛。",
    ),
}  # fmt: skip
Told = tuple[str, str, str, str]
"""Language, day of publication, title, text."""


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


def _settle(store: Store, story: dict[str, Told]) -> dict[str, Action]:
    """The action of each article, by its name in the story."""
    for name, (language, day, title, text) in story.items():
        published = datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)
        article = Article(
            url=_url(name), source="s", site="S", title=title, text=text, language=language, published=published,
            timezone="Europe/Berlin",
        )  # fmt: skip
        reading = read(article, topics=frozenset({"any"}))
        assert reading.verdict.relevant, (name, reading.verdict)
        store.keep(article, reading, fingerprint(text), keys(article, reading), NOW)
    settle(store, NOW, takedown=Takedown())
    of = {one.url: action for action in store.actions() for one in action.sources}
    return {name: of[_url(name)] for name in story}


def _url(name: str) -> str:
    return f"https://{name.replace(' ', '-')}.example/a"


def _groups(found: dict[str, Action]) -> set[frozenset[str]]:
    ids = {action.id for action in found.values()}
    return {frozenset(name for name, action in found.items() if action.id == id) for id in ids}


@pytest.mark.parametrize(
    "story", [YEARS, MARCH_AND_VIGIL, NEXT_YEAR], ids=["one embassy, four years", "march and vigil", "years and cities"]
)
def test_what_is_told_of_other_days_and_places_stays_apart(store: Store, story: dict[str, Told]) -> None:
    assert _groups(_settle(store, story)) == {frozenset({name}) for name in story}


@pytest.mark.parametrize("story", [CHAIN, SCRIPTS], ids=["chain", "five scripts"])
def test_what_is_told_of_one_action_is_one_entry(store: Store, story: dict[str, Told]) -> None:
    assert _groups(_settle(store, story)) == {frozenset(story)}


def test_a_correction_counts_and_the_first_date_stands(store: Store) -> None:
    action = _settle(store, CHAIN)["announced"]
    assert action.facts.attendance == (40, 60)
    assert action.facts.whens[0].date.isoformat() == "2023-03-10"
    assert action.facts.whens[0].time == "18:00"
    assert action.published.date().isoformat() == "2023-03-07"


def test_a_campaign_is_one_entry_and_its_local_action_another_that_it_is_related_to(store: Store) -> None:
    found = _settle(store, CAMPAIGN)
    assert _groups(found) == {frozenset({"campaign", "campaign told"}), frozenset({"local"})}
    assert found["campaign"].related == (found["local"].id,)
    assert found["local"].related == (found["campaign"].id,)


def test_all_stories_at_once_tell_the_same(store: Store) -> None:
    together = YEARS | MARCH_AND_VIGIL | NEXT_YEAR | CAMPAIGN | CHAIN | SCRIPTS
    apart = [{name} for story in (YEARS, MARCH_AND_VIGIL, NEXT_YEAR) for name in story]
    groups = [*apart, {"campaign", "campaign told"}, {"local"}, set(CHAIN), set(SCRIPTS)]
    assert _groups(_settle(store, together)) == {frozenset(group) for group in groups}
