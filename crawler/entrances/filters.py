"""`include` and `exclude` of the catalogue: parts of URLs ("/activism/") or names of categories ("Activism")."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote


def wanted(url: str, tags: Iterable[str], include: tuple[str, ...], exclude: tuple[str, ...]) -> bool | None:
    """Whether the filters let an article through; None when only its categories, not known yet, could tell.

    A filter with a slash is a part of the URL; one without is a category or a whole segment of the path, in any case.
    """
    address, names = unquote(url).casefold(), {tag.casefold().strip() for tag in tags}
    segments = set(address.split("?")[0].split("/")[3:])

    def hits(pattern: str) -> bool:
        pattern = pattern.casefold().strip()
        return pattern in address if "/" in pattern else pattern in names or pattern in segments

    if any(hits(pattern) for pattern in exclude):
        return False
    if not include or any(hits(pattern) for pattern in include):
        return True
    by_name = any("/" not in pattern for pattern in include)
    return None if by_name and not names else False
