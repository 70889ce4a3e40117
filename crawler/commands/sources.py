"""scrapy sources: how each source is doing."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, ClassVar

from rich.table import Table
from scrapy.settings import Settings

from crawler import command, surveys, vitals
from crawler.progress import console
from crawler.session import Session
from crawler.surveys import Survey
from feeds.store.coverage import coverage


class Command(command.Command):
    """Last success, articles, field coverage against the usual one, what is wrong, next visit."""

    summary: ClassVar[str] = "Show how each source is doing: last success, articles, what is wrong, next visit"
    usage: ClassVar[str] = "[--json] [--wrong] [--accept] [SOURCE ...]"
    example: ClassVar[str] = "scrapy sources rusa_lgbt"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="as one JSON object: source -> its health")
        parser.add_argument("--wrong", action="store_true", help="only those that are broken, partly or silent")

        parser.add_argument(
            "--accept",
            action="store_true",
            help="what the named sources bring of late is their usual from now on: no longer broken partly",
        )

    def work(self, settings: Settings, args: list[str], opts: argparse.Namespace) -> int:
        if opts.accept and not args:
            print("--accept needs the names of sources; `scrapy sources --wrong` shows what is wrong", file=sys.stderr)
            return command.MISCONFIGURED
        with Session.open(settings, lock=opts.accept) as session:
            if unknown := [name for name in args if name not in session.sources]:
                print(f"there is no source {unknown[0]!r}; `scrapy list` shows them all", file=sys.stderr)
                return command.MISCONFIGURED
            for name in args if opts.accept else ():
                session.state.keep_vitals(name, vitals.accepted(session.state.vitals(name), session.now))
            found = {name: survey for name, survey in surveys.every(session).items() if name in args or not args}
            if opts.wrong:
                found = {name: survey for name, survey in found.items() if survey.causes or survey.silent}
            known = coverage(session.store) if opts.json else {}
            entrances = {name: session.state.entrances(name) for name in found}
        if not opts.json:
            console().print(_table(found))
            return command.OK
        plain = {
            name: {
                "home": survey.source.home,
                "entrances": list(survey.source.entrances) or [each.url for each in entrances[name]],
                "last_success": survey.plain()["succeeded"],
                "next_visit": survey.plain()["next"],
                "coverage": _coverage(known.get(name, {})),
                **survey.plain(),
            }
            for name, survey in found.items()
        }
        print(json.dumps(plain, ensure_ascii=False, indent=1))
        return command.OK


def _coverage(known: dict[str, int]) -> dict[str, float]:
    """Which part of the stored articles states what; empty when there are none."""
    articles = known.get("articles", 0)
    return {name: round(known[name] / articles, 3) for name in ("published", "authors", "text") if articles}


def _table(found: dict[str, Survey]) -> Table:
    table = Table("source", "state", "last success", "articles", "relevant", "dated", "with author", "next visit")
    for name, survey in found.items():
        plain = survey.plain()
        table.add_row(
            name,
            _state(survey),
            _minute(plain["succeeded"]) or "never",
            str(survey.stored.articles),
            str(survey.stored.relevant),
            _share(plain, "dated"),
            _share(plain, "authored"),
            _minute(plain["next"]) or "now",
        )
    return table


def _state(survey: Survey) -> str:
    """ "well", or what is wrong and for how long."""
    words = [survey.vitals.condition, *survey.causes]
    if survey.visit.failures > 1:
        words.append(f"{survey.visit.failures} times")
    if survey.silent:
        words.append(f"silent since {survey.silent:%Y-%m-%d}")
    return " ".join(words)


def _share(plain: dict[str, Any], name: str) -> str:
    """The share of late, and the usual one where that differs."""
    now, was = plain["lately"].get(name), plain["usually"].get(name)
    if now is None:
        return ""
    return f"{now:.0%} (usually {was:.0%})" if was is not None and abs(now - was) >= 0.1 else f"{now:.0%}"


def _minute(instant: str | None) -> str:
    return instant[:16].replace("T", " ") if instant else ""
