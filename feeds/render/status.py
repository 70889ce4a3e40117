"""status.json: health of the run and of each source. The one file that changes with every run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from feeds.render import safe


def render(status: Mapping[str, Any]) -> bytes:
    """`status` (plain JSON values, as the run kept them) as status.json."""
    return json.dumps(safe.tree(status), ensure_ascii=False, indent=1).encode() + b"\n"
