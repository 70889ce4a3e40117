"""docs/catalogue.md, made from the bundled catalogue.

`python -m tests.catalogue_page` writes it; a test fails when it is out of date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from babel import Locale

from crawler import catalogue
from crawler.catalogue import KINDS, KNOWN, Source
from tests.reference import ROOT

PAGE = ROOT / "docs" / "catalogue.md"
TITLES = {
    "group": "Groups that hold actions themselves",
    "organisation": "Human rights organisations",
    "lgbtq-press": "The LGBTQ+ press",
    "press": "The press",
    "petitions": "Petitions",
    "events": "Calendars of events",
    "blog": "Blogs",
    "fediverse": "The fediverse",
}
LEFT_OUT = """
## Left out
- Change.org and Avaaz: no feed of either is known; the pages of organisers link to their petitions anyway.
- Google News searches and Telegram's previews: copies of what the sources publish, made by somebody else.
- Gancio, Mobilizon and Mastodon are programs, not sites: add the instances you trust, as below.

## Instances of your own
Their facts go straight to the action: no page has to be read.

| program | entrance |
| --- | --- |
| Gancio | `https://HOST/feed/json`, `https://HOST/feed/ics`, `https://HOST/feed/rss`, each also with `?tags=` |
| Mobilizon | `https://HOST/@GROUP/feed/ics`, `https://HOST/@GROUP/feed/atom` |
| Mastodon | `https://HOST/tags/TAG.rss`, `https://HOST/@NAME.rss`, with `kind = "fediverse"`; no login |
| any calendar | its `.ics` address |
""".strip()


def page() -> str:
    """The whole page."""
    sources = catalogue.load(None)
    languages = Counter(language for source in sources.values() for language in source.languages)
    countries = {source.country for source in sources.values() if source.country}
    parts = [
        "# The catalogue",
        "",
        "Made from `crawler/sources/*.toml` by `python -m tests.catalogue_page`.",
        "",
        f"{len(sources)} sources in {len(languages)} languages from {len(countries)} countries. Most of them in: "
        f"{', '.join(f'{_language(code)} ({count})' for code, count in languages.most_common(8))}.",
        "",
        "How an entrance is known, the surest first; no site was asked for this list:",
        "",
        *(f"- **{name}** ({_count(sources.values(), name)}): {what}" for name, what in KNOWN.items()),
        *(line for kind in KINDS for line in _section(kind, [s for s in sources.values() if s.kind == kind])),
        "",
        LEFT_OUT,
        "",
    ]
    return "\n".join(parts)


def _section(kind: str, sources: list[Source]) -> Iterator[str]:
    if not sources:
        return
    yield from ("", f"## {TITLES[kind]}", "")
    yield "| source | languages | country | zone | entrances | known |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for source in sources:
        note = f" ({source.note})" if source.note else ""
        cells = (
            f"[{source.title.replace('|', '/').replace('[', '').replace(']', '')}]({source.home}) `{source.name}`{note}",
            ", ".join(source.languages),
            source.country,
            source.timezone,
            str(len(source.entrances) or ""),
            source.known or "",
        )
        yield f"| {' | '.join(cells)} |"


def _count(sources: Iterable[Source], known: str) -> int:
    return sum(source.known == known for source in sources)


def _language(code: str) -> str:
    return str(Locale("en").languages.get(code.split("-")[0], code))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
