"""What deciding costs with many actions in the store: finding candidates, reading them, comparing.

    python -m tests.bench.decide --actions 100000 [--json]

The articles are of its own making: actions in cities, some far busier than others, on days, many of them weekends, by
groups, for people, some under a hashtag, in texts that name people, a few of whom many name, and with readings as long
as real ones. They are put into the store's own tables. Measured is what settling does for one new article: half of them
report an action that is stored (`found`: of these, the share that joins it).
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import mean, median, quantiles

import numpy as np

from feeds.action import Facts, Form, Part, Place, Status, When
from feeds.article import Article
from feeds.match.keys import indexed, keys, seasons
from feeds.match.known import Traits
from feeds.settle import decided
from feeds.store.codec import facts_text, reading_text
from feeds.store.index import rank, term
from feeds.store.schema import articles, prints, terms
from feeds.store.store import Store
from feeds.understand.reading import Evidence, Finding, Reading, Reason, Verdict
from tests.bench import index

BATCH = 2_000
MEASURED = 400
BODIES = 2_000
NAMED = 20_000
"""People and bodies that texts name."""
FEW = 8
"""So many of them are named about as often as the one named most, in one text of ten: as in real ones."""
FIRST_DAY = date(2012, 1, 1)
DAYS = 12 * 365
NOW = datetime(2024, 1, 1, tzinfo=UTC)
_FORMS = (Form.RALLY, Form.VIGIL, Form.MARCH, Form.PICKET, Form.KISS_IN, Form.PETITION, Form.HASHTAG_CAMPAIGN)
_ONLINE = frozenset({Form.PETITION, Form.HASHTAG_CAMPAIGN})
_SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zan", "dor", "gal", "hem", "jor", "pel", "qua")


_PAGE = Article(url="https://site.example/", source="bench", site="S", title="", text="", language="en")
_QUOTE = Evidence("the words of the page that it was read from, as long as a clause", "text", 1234)
_TAKEN = Verdict(True, True, ("any",), 4.5, tuple(Reason(f"reason {n}", 0.5, _QUOTE) for n in range(12)))
_FINDINGS: dict[str, tuple[Finding[object], ...]] = {
    field: (Finding("value", _QUOTE, 0.9, "a rule"), Finding("another", _QUOTE, 0.9, "a rule"))
    for field in ("forms", "whens", "places", "status", "organisers", "beneficiaries")
}
_TEXT = "A body of the usual length. " * 120


def name(number: int) -> str:
    """A made-up word with a capital, another for each number."""
    parts = []
    for _ in range(3):
        number, place = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[place])
    return "".join(parts).capitalize() + ("x" * number)


class Maker:
    """Makes articles about actions: the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def rank(self, least: float, most: int) -> int:
        """A number below `most`, the low ones far more often."""
        return int(self.random.zipf(least)) % most

    def facts(self) -> Facts:
        """What one action is."""
        form = _FORMS[int(self.random.integers(len(_FORMS)))]
        day = FIRST_DAY + timedelta(days=int(self.random.integers(DAYS)))
        if self.random.random() < 0.5:
            day += timedelta(days=(5 - day.weekday()) % 7)
        if self.random.random() < 0.03:
            day = date(day.year, 5, 17)
        person = f"{name(int(self.random.integers(4000)))} {name(int(self.random.integers(4000)))}"
        facts = Facts(
            forms=(form,), status=Status.HAPPENED, organisers=(f"Group {name(self.rank(1.3, 3000))}",),
            beneficiaries=(person,), hashtags=(f"#Free{name(self.rank(1.4, 4000))}",) if self.random.random() < 0.3 else (),
        )  # fmt: skip
        if form in _ONLINE:
            page = f"https://petitions.example/{name(int(self.random.integers(4000)))}"
            return replace(facts, online=True, parts=(Part("sign", page),))
        return replace(facts, whens=(When(day),), places=(Place(city=name(self.rank(1.5, 600)), country="ZZ"),))

    def told(self, number: int, facts: Facts) -> Traits:
        """What matching sees of one article about it."""
        day = facts.whens[0].date if facts.whens else FIRST_DAY + timedelta(days=int(self.random.integers(DAYS)))
        published = min(datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1), NOW)
        found = keys(replace(_PAGE, published=published), Reading(_TAKEN, facts))
        of_text = body(int(self.random.integers(BODIES)))
        names = {key.partition(":")[2] for key in of_text if key.startswith("~name")}
        found = frozenset(key for key in found if not key.startswith("~stems")) | of_text
        found |= {f"name:{page}/{held}" for page in seasons([published.date()]) for held in names}
        return Traits(f"site{number % 997}.example/{number}", published, found, facts, index.draw(self.random, _COMMON))


_, _COMMON = index.generator()


@cache
def body(number: int) -> frozenset[str]:
    """What is found in one of the texts, which name people that many texts name."""
    random = np.random.default_rng(number)
    ranks = [int(FEW * ((NAMED / FEW + 1) ** value - 1)) for value in random.random(6)]
    spoken = [f"there {name(one % 4000)} {name(one * 7 % 4000)} spoke." for one in ranks]
    text = " ".join([*spoken, *(f"{name(int(value))}s".lower() for value in random.integers(0, 4000, 220))])
    return keys(replace(_PAGE, text=text), Reading(_TAKEN))


def fill(store: Store, count: int) -> Iterator[tuple[str, Facts]]:
    """Put one article for each of `count` actions into a new store; yields some of them, with their articles' keys."""
    maker = Maker(7)
    held: list[tuple[int, int, int]] = []
    printed: list[tuple[int, int, int]] = []
    for start in range(1, count + 1, BATCH):
        rows = []
        for number in range(start, min(start + BATCH, count + 1)):
            told = maker.told(number, maker.facts())
            stamp, place = told.published.isoformat(), rank(told.key)
            rows.append(
                {
                    "id": number, "key": told.key, "url": f"https://{told.key}", "source": "bench", "published": stamp,
                    "first_seen": stamp, "stored": stamp, "relevant": True, "digest": "",
                    "keys": "\n".join(sorted(told.keys)), "print": told.print.to_bytes(),
                    "facts": facts_text(told.facts),
                    "reading": reading_text(Reading(_TAKEN, told.facts, _FINDINGS)), "article": _TEXT,
                }
            )  # fmt: skip
            held += [(term(key), place, number) for key in indexed(told.keys)]
            printed += [(shingle, place, number) for shingle in told.print.indexed]
            if number % max(1, count * 2 // MEASURED) == 0:
                yield told.key, told.facts
        with store.transaction() as connection:
            connection.execute(articles.insert(), rows)
    for table, entries in ((terms, held), (prints, printed)):
        entries.sort()
        with store.transaction() as connection:
            connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES (?, ?, ?)", entries)


def measure(folder: Path, count: int) -> dict[str, float]:
    """Fill a store, decide of new articles, and say what it cost."""
    with Store.open(f"sqlite:///{folder / 'decide.db'}") as store:
        stored = list(fill(store, count))
        maker = Maker(8)
        new = [(maker.told(count + n, facts), key) for n, (key, facts) in enumerate(stored, 1)]
        new += [(maker.told(2 * count + n, maker.facts()), "") for n in range(len(stored))]
        times, found = [], []
        with store.transaction():
            for n in maker.random.permutation(len(new)):
                one, key = new[n]
                start = time.perf_counter()
                decision = decided(store, one)
                times.append((time.perf_counter() - start) * 1000)
                if key:
                    found.append(key in {joined for joined, _ in decision.joins})
    return {
        "actions": count,
        "decide_ms": round(median(times), 3),
        "decide_ms_p95": round(quantiles(times, n=20)[-1], 3),
        "found": round(mean(found), 3),
    }


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), given.actions)
    print(json.dumps(result) if given.json else "  ".join(f"{key} {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
