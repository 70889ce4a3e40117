"""Events that a page states for machines: schema.org Event in JSON-LD or microdata."""

from __future__ import annotations

from typing import Any, Literal

from lxml.html import HtmlElement

from crawler.extract.page import Page, absolute, text_of
from crawler.extract.structured import Node, string, strings, types
from feeds.article import Event

MOST = 20
"""A page with more is a calendar: what it lists is not what it reports."""
Status = Literal["scheduled", "cancelled", "postponed", "rescheduled"]
_STATUS: dict[str, Status] = {
    "eventscheduled": "scheduled",
    "eventcancelled": "cancelled",
    "eventpostponed": "postponed",
    "eventrescheduled": "rescheduled",
    "eventmovedonline": "rescheduled",
}


def events_of(page: Page) -> list[Event]:
    """Return the events the page states, each once; none from a page that lists more than `MOST`."""
    nodes = [node for node in page.nodes if is_event(node)] or list(_microdata(page))
    found = dict.fromkeys(event for node in nodes[: MOST + 1] if (event := stated_event(node, page.base)))
    return list(found) if len(nodes) <= MOST else []


def is_event(node: Node) -> bool:
    """Whether a node is a schema.org Event of any kind that says when it starts."""
    return any(name.endswith("event") or name == "festival" for name in types(node)) and "startDate" in node


def stated_event(node: Node, base: str) -> Event | None:
    """What a schema.org Event node states; None without a name or a start."""
    name, starts = string(node.get("name")), string(node.get("startDate"))
    if not name or not starts:
        return None
    places = [p for p in _members(node.get("location")) if isinstance(p, dict | str)]
    spots = [p for p in places if isinstance(p, dict) and "virtuallocation" not in types(p)]
    address: Any = next((p.get("address") for p in spots if p.get("address")), None)
    parts: Node = address if isinstance(address, dict) else {"streetAddress": address}
    online = (
        len(spots) < len([p for p in places if isinstance(p, dict)])
        or "online" in string(node.get("eventAttendanceMode")).lower()
    )
    return Event(
        name=name,
        starts=starts,
        ends=string(node.get("endDate")) or None,
        venue=next((string(p.get("name")) for p in spots if p.get("name")), None)
        or next((p for p in places if isinstance(p, str)), None),
        street=string(parts.get("streetAddress")) or None,
        city=string(parts.get("addressLocality")) or None,
        country=string(parts.get("addressCountry")) or None,
        online=online,
        status=_STATUS.get(string(node.get("eventStatus")).rsplit("/", 1)[-1].lower()),
        organisers=tuple(strings(node.get("organizer")))[:10],
        url=absolute(base, string(node.get("url"))) or None if node.get("url") else None,
        origin="schema.org",
    )


def _members(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _microdata(page: Page) -> list[Node]:
    """Items of type Event in microdata as JSON-LD would have them."""
    if "itemtype" not in page.text:
        return []
    items = page.tree.xpath("//*[contains(@itemtype, 'schema.org/') and contains(@itemtype, 'Event')]")
    return [_item(element, 0) for element in items[: MOST + 1]]


def _item(element: HtmlElement, depth: int) -> Node:
    node: Node = {"@type": (element.get("itemtype") or "").rsplit("/", 1)[-1]}
    below = list(element)
    while below:
        child = below.pop(0)
        names = (child.get("itemprop") or "").split()
        nested = child.get("itemscope") is not None
        if names and len(node) < 50:
            value: Any = _item(child, depth + 1) if nested and depth < 4 else _value(child)
            for name in names:
                node.setdefault(name, value)
        if not nested:
            below[:0] = list(child)
    return node


def _value(element: HtmlElement) -> str:
    return next((v for a in ("content", "datetime", "href") if (v := element.get(a))), "") or text_of(element)[:500]
