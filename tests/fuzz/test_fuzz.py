"""A short slice of `make fuzz`, so that it works when it is wanted."""

from __future__ import annotations

import pytest

from tests.fuzz.fuzzing import fuzz
from tests.fuzz.readers import READERS


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_slice(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    fuzz(name, 0.2)
    assert " inputs, slowest " in capsys.readouterr().out


def test_what_hangs_or_raises_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def picky(body: bytes) -> None:
        if b"<" in body:
            raise ValueError("picky")

    monkeypatch.setitem(READERS, "feed", (picky, (b"x", b"y")))
    with pytest.raises(ValueError, match="picky"):
        fuzz("feed", 5)
