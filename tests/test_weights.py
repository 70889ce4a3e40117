"""The fit of the judge's weights: it ends at the likeliest ones wherever it starts."""

from __future__ import annotations

import pytest

from feeds.article import Article
from tests.bench.corpus import Labelled
from tests.bench.weights import Row, fit

PAGE = Labelled(Article("", "", "", "", ""), {})


def row(label: bool, **values: float) -> Row:
    return Row(values, label, 1.0, "", "gold", PAGE)


DATA = [row(True, vigil=1.0, court=0.0), row(True, vigil=1.0, court=1.0), row(False, vigil=0.0, court=1.0)] * 40


@pytest.mark.parametrize("bias", [-30.0, -2.5, 0.0, 30.0])
def test_a_prior_far_off_does_not_make_the_fit_run_away(bias: float) -> None:
    weights, found = fit(DATA, {"vigil": 1.0}, bias)
    assert weights["vigil"] > 1
    assert weights["court"] < 0.1
    assert -10 < found < 5


def test_what_no_page_speaks_of_keeps_its_prior() -> None:
    weights, _ = fit([row(label, vigil=float(label), rare=0.0) for label in (True, False) * 9], {"rare": -2.0}, 0.0)
    assert weights["rare"] == -2.0
