"""docs/languages.md, made from the lexicon files: what each language has.

`python -m tests.languages` writes it; a test fails when it is out of date.
"""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from feeds.understand import lexicon
from feeds.understand.numbers import counted_languages
from feeds.understand.ordinary import ordinary
from feeds.understand.scan import topics
from tests.reference import ROOT

PAGE = ROOT / "docs" / "languages.md"
TABLES = ("when", "where", "form", "status", "relevance", "who", "how")


def page() -> str:
    """The whole page."""
    parts = [
        "# Languages",
        "",
        "Made from the files by `python -m tests.languages`.",
        "",
        "A language is one file, `feeds/understand/lexicon/CODE.toml`, with one table for each question; the numbers say how",
        "many words and phrases each table holds. What many languages share stands in `mul.toml`. Month and weekday names and",
        "the names of countries are CLDR's (through babel) for every language; what the files hold is what CLDR lacks.",
        "",
        "| language | code | " + " | ".join(TABLES) + " | topics | people counted | plain words |",
        "| --- | --- | " + " | ".join("---:" for _ in TABLES) + " | ---: | --- | ---: |",
        *(_row(code) for code in lexicon.languages() if code != "mul"),
        "",
        "*topics*: words that say whom an action supports (`topics.toml`, with those of defenders that count beside",
        "persecution only); *people counted*: attendance is read (`data/people.toml`); *plain words*: place names that are",
        "ordinary words of the language (`data/ordinary.tsv.gz`).",
        "",
        "A page in a language without a file still gets dates, places, hashtags and links, and is judged by the words that many",
        "languages share. To add a language, add its file and sentences to `tests/feeds/understand/`; the other files show the",
        "keys, and `python -m tests.bench.gold` shows how well texts with answers are read.",
        "",
    ]  # fmt: skip
    return "\n".join(parts)


def _row(code: str) -> str:
    counts = [str(_size(lexicon.table(code, table))) for table in TABLES]
    topical = sum(
        len(words.get(code, ())) + len(words.get("persecuted", {}).get(code, ())) for words in topics().values()
    )
    counted = "yes" if code in counted_languages() or code.partition("-")[0] in counted_languages() else "no"
    return f"| {_name(code)} | `{code}` | {' | '.join(counts)} | {topical} | {counted} | {len(ordinary(code))} |"


def _name(code: str) -> str:
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def _size(value: object) -> int:
    """How many words a table, or a list, or a table of lists holds."""
    if isinstance(value, dict):
        return sum(_size(part) for part in value.values())
    return len(value) if isinstance(value, list) else 0


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
