"""The page in a browser: nothing is asked of other hosts, filters and search work, it reads without script, axe is content.

Needs the system's Chromium; the accessibility checks also axe-core (`npm install axe-core` beside the checkout's root, or
its `axe.min.js` named by the environment variable AXE_CORE).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from feeds.action import Form, Place, When
from feeds.publish import publish
from feeds.render import render_all
from feeds.render.glance import slug
from tests.feeds.render.made import ACTIONS, GONE, INFO, KISS_IN, SOURCES
from tests.serve import Served, serve

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
SIZES = [(320, 700), (1400, 900)]
PAGES = ("index.html", "by/index.html", "by/form/kiss-in/index.html", "action/KISS_IN.html")


def many() -> tuple[Any, ...]:
    """The made actions and a few dozen past ones, so that map, timeline and lists have something to show."""
    forms = [form for form in Form if form is not Form.PETITION]
    past = [
        replace(
            KISS_IN,
            id=f"tag:feed.example.org,2018:past-{number}",
            title=f"Past action {number}",
            facts=replace(
                KISS_IN.facts,
                forms=(forms[number % len(forms)],),
                whens=(When(date(2018, 2, 1) - timedelta(days=9 * number)),),
                places=(Place("Berlin", "DE", latitude=52.52, longitude=13.4),),
            ),
        )
        for number in range(30)
    ]
    return (*ACTIONS, *past)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("the system's Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module", params=["en", "ar"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("public")
    publish(folder, render_all(replace(INFO, language=request.param), many(), (GONE,), SOURCES))
    with serve(folder) as found:
        yield found


def address(served: Served, page: str) -> str:

    return f"{served.url}/{page.replace('KISS_IN', slug(KISS_IN.id))}"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    found = context.new_page()
    yield found
    context.close()


def test_nothing_leaves_the_host_and_the_policy_is_kept(page: Any, served: Served) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for each in PAGES:
        page.goto(address(served, each))
    assert said == []
    assert {url for url in asked if not url.startswith((served.url, "data:"))} == set()


def shown(page: Any) -> int:
    return int(page.locator(".card:visible").count())


def test_search_and_filters(page: Any, served: Served) -> None:
    page.goto(address(served, "index.html"))
    every = shown(page)
    assert every == len(many())
    page.select_option("select[data-facet=form]", "petition")
    assert shown(page) == 1
    page.select_option("select[data-facet=form]", "")
    page.fill("#words", "ПОДПИШИТЕ петицию")
    assert shown(page) == 1
    page.fill("#words", "nothing has these words")
    assert shown(page) == 0
    assert page.locator(".found").inner_text()
    page.fill("#words", "")
    assert shown(page) == every


def test_without_script(browser: Any, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(served, "index.html"))
    assert shown(page) == len(many())
    assert not page.locator("#filters").is_visible()
    page.locator("details.browse summary").click()
    page.locator("details.browse a[href='by/form/petition/index.html']").click()
    assert page.url.endswith("/by/form/petition/index.html") and shown(page) == 1
    context.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_nothing_is_wider_than_the_screen(page: Any, served: Served, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for each in PAGES:
        page.goto(address(served, each))
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1], each


def axe() -> str:
    places = [os.environ.get("AXE_CORE", ""), "node_modules/axe-core/axe.min.js"]
    found = next((Path(place) for place in places if place and Path(place).is_file()), None)
    if found is None:
        pytest.skip("axe-core is not here: `npm install axe-core`, or name its axe.min.js in AXE_CORE")
    return found.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("size", "scheme"), [(SIZES[0], "light"), (SIZES[1], "dark")], ids=["small-light", "large-dark"]
)
def test_accessible(browser: Any, served: Served, size: tuple[int, int], scheme: str) -> None:
    script = axe()
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for each in PAGES:
        page.goto(address(served, each))
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page.evaluate(script)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
        violations = [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found["violations"]]
        assert violations == [], each
    context.close()
