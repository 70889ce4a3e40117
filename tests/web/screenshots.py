"""`make screenshots`: pictures of the published sample web for the README, taken in headless Chromium."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import ViewportSize, sync_playwright

from tests.web import demo, recording

PICTURES = Path("docs/pictures")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SHOTS: dict[str, tuple[str, ViewportSize, Literal["light", "dark"]]] = {
    "page.png": ("index.html", {"width": 1200, "height": 900}, "light"),
    "small.png": ("index.html", {"width": 390, "height": 800}, "dark"),
}


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("Chromium is not here; on Debian: apt install chromium", file=sys.stderr)
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        public = folder / "public"
        if code := demo.crawl(recording.write(folder / "web.warc.gz"), folder / "store.db", public):
            return code
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
            for name, (page_name, size, scheme) in SHOTS.items():
                page = browser.new_page(viewport=size, color_scheme=scheme, device_scale_factor=1)
                page.goto((public / page_name).as_uri())
                page.screenshot(path=str(PICTURES / name))
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
