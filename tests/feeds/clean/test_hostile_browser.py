"""Every cleaned vector in a real browser with a strict listener: a script that runs or a request to another host is a failure."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feeds.clean.html import clean_html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

VECTORS = [json.loads(line) for line in Path(__file__).with_name("hostile.jsonl").read_text("utf-8").splitlines()]
PAGE = "http://page.test/"
ALIVE = ("script-1", "address-35", "load-1", "css-1", "mutation-1")
"""Vectors that do harm as they are: with them the listener itself is tested."""

BATCH = 12
"""Vectors a page; a page that does harm is looked at again vector by vector."""

POKE = """cleaned => {
  for (const a of document.querySelectorAll('a'))
    if (!/^https?:$/.test(a.protocol)) window.hit();
  for (const html of cleaned) {                             // as feed readers do it
    const again = document.body.appendChild(document.createElement('div'));
    again.innerHTML = html;
    document.body.appendChild(document.createElement('div')).innerHTML = again.innerHTML;
  }
  for (const e of document.body.querySelectorAll('*')) {
    if (e.tagName === 'A') e.addEventListener('click', event => event.preventDefault());
    for (const kind of ['mouseover', 'focus', 'click']) e.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
  }
}"""


class Listener:
    """One tab; `harm(html, ...)` tells what a page with these pieces in its body did."""

    def __init__(self, browser: Any) -> None:
        self.seen: list[str] = []
        self.body = ""
        self.page = browser.new_context().new_page()
        self.page.expose_function("hit", lambda *_: self.seen.append("a script ran"))
        self.page.on("dialog", self.dismiss)
        self.page.on("popup", lambda _: self.seen.append("a window opened"))
        self.page.route("**/*", self.answer)

    def dismiss(self, dialog: Any) -> None:
        self.seen.append("a dialog")
        dialog.dismiss()

    def answer(self, route: Any) -> None:
        if route.request.url == PAGE and route.request.is_navigation_request():
            head = "<meta charset=utf-8><link rel=icon href=data:,>"
            body = f"<!DOCTYPE html><html><head>{head}</head><body>{self.body}</body></html>"
            route.fulfill(body=body.encode("utf-8", "replace"), content_type="text/html; charset=utf-8")
        elif not route.request.url.startswith("data:,"):
            self.seen.append(f"asked for {route.request.url}")
            route.abort()

    def harm(self, *pieces: str) -> list[str]:
        self.seen, self.body = [], "".join(f"<div>{piece}</div>" for piece in pieces)
        self.page.goto(PAGE, wait_until="load")
        try:
            self.page.evaluate(POKE, list(pieces))
            self.page.wait_for_timeout(30)
        except sync_api.Error as error:  # the page went away
            self.seen.append(str(error))
        return self.seen


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: the vectors are checked without a browser in test_hostile.py")
    switches = [
        "--no-sandbox",
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_api.sync_playwright() as playwright:  # each launch has a new profile folder of its own
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=switches)
        yield chromium
        chromium.close()


def test_the_listener_sees_harm(browser: Any) -> None:
    raw = {vector["id"]: vector["html"] for vector in VECTORS}
    assert [name for name in ALIVE if not Listener(browser).harm(raw[name])] == []


def test_nothing_is_alive_after_cleaning(browser: Any) -> None:
    listener = Listener(browser)
    harm: dict[str, list[str]] = {}
    for start in range(0, len(VECTORS), BATCH):
        batch = {vector["id"]: clean_html(vector["html"], PAGE) for vector in VECTORS[start : start + BATCH]}
        if listener.harm(*batch.values()):
            harm |= {name: seen for name, clean in batch.items() if (seen := Listener(browser).harm(clean))} or {
                str([*batch]): listener.seen
            }
    assert harm == {}
