"""Inspecting a published folder: every file is valid for its format and harmless, whatever was put in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import jsonschema
from icalendar import Calendar
from lxml import etree
from lxml import html as lxml_html

from tests.atom_checker import check

SCHEMA = json.loads(files("feeds.render").joinpath("solidarity.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
FORBIDDEN = (
    "iframe",
    "object",
    "embed",
    "img",
    "video",
    "audio",
    "base",
    "style",
    "input[@type!='search']",
    "foreignObject",
)


def inspect(folder: Mapping[str, bytes]) -> set[str]:
    """Every file is valid for its format and harmless; the kinds there are."""
    for name, data in folder.items():
        data.decode("utf-8")
        if name.endswith(".xml"):
            assert [str(problem) for problem in check(data)] == [], name
        elif name.endswith("feed.json"):
            for each in json.loads(data)["items"]:
                VALIDATOR.validate(each["_solidarity"])
        elif name.endswith(".ics"):
            inspect_calendar(data)
        elif name.endswith(".html"):
            inspect_page(name, data)
        elif name.endswith(".opml"):
            assert etree.fromstring(data).get("version") == "2.0"
    return {name.rpartition(".")[2] for name in folder}


def inspect_calendar(data: bytes) -> None:
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)
    events: list[Any] = list(Calendar.from_ical(data).walk("VEVENT"))
    assert len({str(event["uid"]) for event in events}) == len(events) == data.count(b"\r\nBEGIN:VEVENT\r\n")
    for event in events:
        assert not event.errors
        assert event["dtstart"].dt and event["dtstamp"].dt


def inspect_page(name: str, data: bytes) -> None:
    page: Any = lxml_html.document_fromstring(data.decode())
    assert not [found for tag in FORBIDDEN for found in page.iterfind(f".//{tag}")], name
    for element in page.iter(etree.Element):
        assert not [
            mark for mark in element.attrib if mark.startswith("on") or mark in ("style", "srcdoc", "formaction")
        ]
    for script in page.iter("script"):
        assert script.get("src", "").endswith("page.js") or script.get("type") == "application/ld+json"
        if script.get("type") == "application/ld+json":
            assert json.loads(script.text)["@type"] == "Event"
    for element in page.iter("link", "script"):
        assert not re.match(r"(https?:)?//", element.get("href") or element.get("src") or "")
    for link in page.iterfind(".//a[@href]"):
        assert re.match(r"(?i:https?://|mailto:)|#|(\.\./)*[\w./-]+$", link.get("href")), link.get("href")
    assert "default-src 'none'" in data.decode()
    assert page.get("lang") and page.find(".//h1") is not None
