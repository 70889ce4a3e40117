"""What deciding costs with many actions in the store: finding candidates, reading them, comparing.

    python -m tests.bench.decide --actions 100000 [--json]

The articles are of its own making: actions in cities, some far busier than others, on days, many of them weekends, by
groups, for people, some under a hashtag. They are put into the store's own tables. Measured is what settling does for
one new article: half of them report an action that is stored.
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
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import numpy as np

from feeds.action import Facts, Form, Part, Place, Status, When
from feeds.article import Article
from feeds.match.keys import indexed, keys
from feeds.match.known import Traits
from feeds.match.text import Fingerprint, fingerprint
from feeds.settle import decided
from feeds.store.codec import reading_text
from feeds.store.index import term
from feeds.store.schema import articles, terms
from feeds.store.store import Store
from feeds.understand.reading import Reading, Verdict

BATCH = 2_000
MEASURED = 400
BODIES = 2_000
FIRST_DAY = date(2012, 1, 1)
DAYS = 12 * 365
NOW = datetime(2024, 1, 1, tzinfo=UTC)
_FORMS = (Form.RALLY, Form.VIGIL, Form.MARCH, Form.PICKET, Form.KISS_IN, Form.PETITION, Form.HASHTAG_CAMPAIGN)
_ONLINE = frozenset({Form.PETITION, Form.HASHTAG_CAMPAIGN})
_SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zan", "dor", "gal", "hem", "jor", "pel", "qua")


_PAGE = Article(url="https://site.example/", source="bench", site="S", title="", text="", language="en")
_TAKEN = Verdict(True, True, ("any",))


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
        own = keys(replace(_PAGE, published=published), Reading(_TAKEN, facts))
        spoken_of, print_ = body(int(self.random.integers(BODIES)))
        return Traits(f"site{number % 997}.example/{number}", published, own | spoken_of, facts, print_, number)


@cache
def body(number: int) -> tuple[frozenset[str], Fingerprint]:
    """What is found in one of the texts, which name people that many texts name."""
    random = np.random.default_rng(number)
    names = [name(int(rank) % 300) for rank in random.zipf(1.5, 8)]
    spoken = [f"There {one} {other} spoke." for one, other in pairwise(names)]
    text = " ".join([*spoken, *(f"word{value}" for value in random.integers(0, 20_000, 40))])
    return keys(replace(_PAGE, text=text), Reading(_TAKEN)), fingerprint(text)


def fill(store: Store, count: int) -> Iterator[Facts]:
    """Put one article for each of `count` actions into a new store; yields some of the actions."""
    maker, entries = Maker(7), []
    for start in range(1, count + 1, BATCH):
        rows = []
        for number in range(start, min(start + BATCH, count + 1)):
            told = maker.told(number, maker.facts())
            stamp = told.published.isoformat()
            rows.append(
                {
                    "id": number, "key": told.key, "url": f"https://{told.key}", "source": "bench", "published": stamp,
                    "first_seen": stamp, "stored": stamp, "relevant": True, "digest": "",
                    "keys": "\n".join(sorted(told.keys)), "print": told.print.to_bytes(),
                    "reading": reading_text(Reading(_TAKEN, told.facts)), "article": "{}",
                }
            )  # fmt: skip
            entries += [(term(key), number) for key in indexed(told.keys)]
            if number % max(1, count * 2 // MEASURED) == 0:
                yield told.facts
        with store.transaction() as connection:
            connection.execute(articles.insert(), rows)
    entries.sort()
    with store.transaction() as connection:
        for start in range(0, len(entries), BATCH * 50):
            some = [{"term": value, "article": id} for value, id in entries[start : start + BATCH * 50]]
            connection.execute(terms.insert(), some)


def measure(folder: Path, count: int) -> dict[str, float]:
    """Fill a store, decide of new articles, and say what it cost."""
    with Store.open(f"sqlite:///{folder / 'decide.db'}") as store:
        stored = list(fill(store, count))
        maker = Maker(8)
        new = [maker.told(count + n, facts) for n, facts in enumerate(stored, 1)]
        new += [maker.told(2 * count + n, maker.facts()) for n in range(len(stored))]
        times, joined = [], 0
        with store.transaction():
            for n in maker.random.permutation(len(new)):
                start = time.perf_counter()
                joined += bool(decided(store, new[n]).joins)
                times.append((time.perf_counter() - start) * 1000)
    return {
        "actions": count,
        "decide_ms": round(median(times), 3),
        "decide_ms_p95": round(quantiles(times, n=20)[-1], 3),
        "joined": round(joined / max(1, len(stored)), 3),
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
