"""The table of languages in the docs is what the files hold; every file has every table."""

from __future__ import annotations

import pytest

from feeds.understand import lexicon
from tests import languages

NEEDED = ("when", "form", "status", "relevance", "who", "how")


def test_the_table_in_the_docs_is_made_from_the_files() -> None:
    assert languages.PAGE.read_text(encoding="utf-8") == languages.page(), "run `python -m tests.languages`"


@pytest.mark.parametrize("code", [code for code in lexicon.languages() if code != "mul"])
def test_a_language_has_every_table(code: str) -> None:
    assert {table for table in NEEDED if lexicon.table(code, table)} == set(NEEDED)


def test_the_shared_labels_hold_each_question() -> None:
    assert {"where", "when", "who"} <= set(lexicon.table("mul", "labels"))
