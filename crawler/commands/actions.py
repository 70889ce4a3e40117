"""scrapy actions: look at an action and its articles; put a merge right by hand, for good."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import command
from crawler.publication import publish
from crawler.session import Session
from feeds.action import Action
from feeds.corrections import merge, split
from feeds.store.codec import encode


class Command(command.Command):
    """show [ID], merge A B, split ID URL ...: corrections last, later runs respect them."""

    summary: ClassVar[str] = "Show actions with their articles and why they belong together; merge or split by hand"
    usage: ClassVar[str] = "show [ID] [--json] | merge ID ID | split ID URL ..."
    example: ClassVar[str] = "scrapy actions show tag:example.org,2018-02-08:kiss-in-new-york-1a2b3c"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="with show: as JSON")

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        match args:
            case ["show"]:
                return _list(settings)
            case ["show", id]:
                return _show(settings, id, as_json=opts.json)
            case ["merge", first, second]:
                return _correct(settings, lambda session: merge(session.store, first, second))
            case ["split", id, *urls] if urls:
                return _correct(settings, lambda session: split(session.store, id, urls))
        raise UsageError("say show [ID], merge ID ID, or split ID URL ...")


def _list(settings: Settings) -> int:
    with Session.open(settings) as session:
        for action in session.store.actions():
            print(f"{action.id}  {_line(action)}")
    return command.OK


def _show(settings: Settings, id: str, *, as_json: bool) -> int:
    with Session.open(settings) as session:
        action = session.store.action(id)
        members = session.store.members(action.id)
    if as_json:
        print(json.dumps({"action": encode(action), "members": [encode(one) for one in members]}, ensure_ascii=False))
        return command.OK
    print(f"{action.id}\n{_line(action)}")
    for member in members:
        print(f"\n  {member.url}")
        for other in member.why:
            print(f"    like {other['with']} ({other['weight']:.2f})")
            for name, weight in other["reasons"]:
                print(f"      {weight:+.2f}  {name}")
    for change in action.changes:
        print(f"\n  {change.on}: {change.field} changed from {change.was} to {change.now}")
    return command.OK


def _correct(settings: Settings, correction: Callable[[Session], object]) -> int:
    with Session.open(settings, lock=True) as session:
        try:
            correction(session)
        except ValueError as error:
            print(f"scrapy: {error}", file=sys.stderr)
            return command.MISCONFIGURED
        print(publish(session).summary, file=sys.stderr)
    return command.OK


def _line(action: Action) -> str:
    facts = action.facts
    when = facts.whens[0].date.isoformat() if facts.whens else "no date"
    where = (facts.places[0].city or facts.places[0].country or "") if facts.places else ""
    form = facts.forms[0].value if facts.forms else "action"
    return f"[{when}] {form}{' - ' + where if where else ''}: {action.title} ({len(action.sources)} sources)"
