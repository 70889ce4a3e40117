"""Which entrance is asked when, what counts, what is remembered."""

from __future__ import annotations

from crawler.entrances.detect import Candidate
from crawler.entrances.entry import Entry, Page
from crawler.entrances.plan import MAX_FEEDS, Plan, combined

FEED = Candidate("https://a.org/feed", "feed", "link")
REST = Candidate("https://a.org/wp-json/wp/v2/posts", "wordpress", "link")
MAP = Candidate("https://a.org/sitemap.xml", "sitemap", "robots")
HOME = Candidate("https://a.org/", "listing", "home")
GUESS = Candidate("https://a.org/rss.xml", "feed", "guess")


def entries(*numbers: int, origin: str = "feed") -> tuple[Entry, ...]:
    return tuple(
        Entry(f"https://a.org/story/{n}", published=f"2024-01-{n:02}T00:00:00Z", origin=origin) for n in numbers
    )


def made(*candidates: Candidate, known: set[int] = frozenset(), limit: int | None = None) -> Plan:  # type: ignore[assignment]
    plan = Plan(lambda url: int(url.rsplit("/", 1)[1]) in known, limit)
    plan.offer(candidates)
    return plan


def numbers(plan: Plan) -> list[int]:
    return [int(entry.url.rsplit("/", 1)[1]) for entry in plan.entries()]


def test_entrances_add_up_newest_first() -> None:
    plan = made(FEED, MAP)
    assert plan.next() == FEED
    plan.take(Page("feed", entries(3, 5)))
    assert plan.next() == MAP
    plan.take(Page("sitemap", entries(4, 3, origin="sitemap")))
    assert plan.next() is None
    assert numbers(plan) == [5, 4, 3]


def test_guesses_are_only_asked_when_nothing_better_worked() -> None:
    plan = made(FEED, GUESS)
    plan.next()
    plan.take(Page("feed", entries(1)))
    assert plan.next() is None
    plan = made(FEED, GUESS)
    plan.next()
    plan.skip()
    assert plan.next() == GUESS


def test_no_more_than_a_few_feeds_of_a_site() -> None:
    plan = made(*(Candidate(f"https://a.org/feed/{n}", "feed", "link") for n in range(9)))
    asked = 0
    while plan.next():
        plan.take(Page("feed", entries(asked + 1)))
        asked += 1
    assert asked == MAX_FEEDS


def test_sitemap_parts_are_read_until_one_has_nothing_new() -> None:
    parts = tuple(f"https://a.org/part-{n}.xml" for n in range(4))
    plan = made(MAP, known={1, 2})
    plan.next()
    plan.take(Page("sitemap", more=parts))
    assert plan.next().url == parts[0]  # type: ignore[union-attr]
    plan.take(Page("sitemap", entries(3, 2)))
    assert plan.next().url == parts[1]  # type: ignore[union-attr]
    plan.take(Page("sitemap", entries(2, 1)))
    assert plan.next() is None
    assert plan.worth() == [(MAP, True)]


def test_when_the_newest_part_has_not_changed_the_older_ones_are_not_asked() -> None:
    plan = made(MAP, FEED)
    plan.next()
    plan.take(Page("sitemap", more=tuple(f"https://a.org/part-{n}.xml" for n in range(4))))
    plan.next()
    plan.skip(unchanged=True)
    assert plan.next() == FEED
    assert plan.next() is None


def test_older_pages_are_turned_while_everything_is_new() -> None:
    plan = made(REST, known={1})
    plan.next()
    plan.take(Page("wordpress", entries(9, 8), next="https://a.org/2"))
    assert plan.next().url == "https://a.org/2"  # type: ignore[union-attr]
    plan.take(Page("wordpress", entries(2, 1), next="https://a.org/3"))
    assert plan.next() is None


def test_an_entrance_that_leads_in_a_circle_ends() -> None:
    plan = made(FEED)
    asked = 0
    while plan.next():
        plan.take(Page("feed", entries(asked + 1), next=FEED.url))
        asked += 1
    assert asked == 1


def test_enough_is_enough() -> None:
    plan = made(FEED, MAP, limit=2)
    plan.next()
    plan.take(Page("feed", entries(1, 2), next="https://a.org/2"))
    assert plan.next() is None


def test_the_home_page_only_counts_where_the_others_do_not_speak_for_the_site() -> None:
    plan = made(FEED)
    plan.take_from(HOME, Page("listing", entries(7, 6, 1, origin="listing")))
    plan.next()
    plan.take(Page("feed", entries(7, 6, 5)))
    assert numbers(plan) == [7, 6, 5], "one link that the feed lacks may be anything"
    plan = made(FEED)
    plan.take_from(HOME, Page("listing", entries(7, 6, 5, origin="listing")))
    plan.next()
    plan.take(Page("feed", entries(1)))
    assert numbers(plan) == [7, 6, 5, 1], "a feed that slept lacks what the front page shows"


def test_what_is_remembered_is_the_least_that_tells_what_is_new() -> None:
    plan = made(FEED, MAP)
    plan.next()
    plan.take(Page("feed", entries(9, 8, 7)))
    plan.next()
    plan.take(Page("sitemap", entries(9, 8, 7, 6, 5, 4, 3, 2, 1)))
    assert plan.worth() == [(FEED, False)]
    plan = made(FEED, MAP)
    plan.next()
    plan.take(Page("feed", entries(2, 1)))
    plan.next()
    plan.take(Page("sitemap", entries(9, 8, 7, 2, 1)))
    assert plan.worth() == [(FEED, False), (MAP, False)]


def test_the_undated_come_first_but_those_of_sitemaps_last() -> None:
    plan = made(FEED)
    plan.next()
    undated = Entry("https://a.org/story/20"), Entry("https://a.org/story/21", origin="sitemap")
    plan.take(Page("feed", (*entries(1, 2), *undated)))
    assert numbers(plan) == [20, 2, 1, 21]


def test_unchanged_is_productive() -> None:
    plan = made(FEED)
    plan.next()
    assert not plan.productive
    plan.skip(unchanged=True)
    assert plan.productive


def test_the_entry_with_the_whole_text_leads_and_the_other_fills() -> None:
    thin = Entry(
        "https://a.org/1?utm_source=x", title="Link", published="2024-01-01T00:00:00Z", tags=("a",), origin="listing"
    )
    full = Entry("https://a.org/1", title="Title", html="<p>x</p>", full=True, published="1.1.24", tags=("b",))
    for both in (combined(thin, full), combined(full, thin)):
        assert (both.title, both.html, both.full, both.published) == ("Title", "<p>x</p>", True, "2024-01-01T00:00:00Z")
        assert both.url == "https://a.org/1"
        assert set(both.tags) == {"a", "b"}
