"""Shared fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded webs and real pages beside the repository; skips where it is absent."""
    if not (SHARED / "web").is_dir():
        pytest.skip("the measured data (a folder `shared` beside the checkout) is not here")
    return SHARED
