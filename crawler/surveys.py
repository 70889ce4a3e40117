"""Surveys: how each source is doing, for `scrapy sources`, status.json, the status page and the status feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler import alerts, vitals
from crawler.advice import advice
from crawler.catalogue import Source
from crawler.session import Session
from crawler.state import Visit
from crawler.vitals import FAULTS, SHORTER, Vitals
from feeds.render import FeedInfo, status
from feeds.store.articles import OfSource


@dataclass(frozen=True, slots=True)
class Survey:
    """One source: what the store has of it, how its visits went, what its articles have and lack."""

    source: Source
    visit: Visit
    vitals: Vitals
    stored: OfSource
    silent: datetime | None
    """Since when it has published nothing, where that is long for it."""

    @property
    def causes(self) -> tuple[str, ...]:
        """What is wrong, by name."""
        return (self.vitals.cause,) if self.vitals.cause else self.vitals.faults

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        visit, known = self.visit, self.vitals
        usual, lately = vitals.usual(known), known.samples[-vitals.LATELY :]
        return {
            "condition": known.condition,
            "causes": list(self.causes),
            "advice": advice(self.causes[0]) if self.causes else None,
            "since": _iso(known.since),
            "last": _iso(visit.last),
            "succeeded": _iso(visit.succeeded),
            "next": _iso(visit.next),
            "failures": visit.failures,
            "cause": visit.cause or None,
            "articles": self.stored.articles,
            "relevant": self.stored.relevant,
            "newest": _iso(self.stored.newest),
            "silent_since": _iso(self.silent),
            "lately": vitals.coverage(lately),
            "usually": vitals.coverage(usual),
            "history": [[sample.at.isoformat(), sample.articles] for sample in known.samples[-vitals.LATELY :]],
            "robots_refusals": known.refusals,
            "bytes_saved": known.saved,
        }


def every(session: Session) -> dict[str, Survey]:
    """Every source of the catalogue by name, sorted."""
    stored = session.store.by_source()
    visits, known = session.state.of_all()
    return {
        name: _survey(
            source, visits.get(name, Visit()), known.get(name, Vitals()), stored.get(name, OfSource()), session.now
        )
        for name, source in sorted(session.sources.items())
    }


def files(session: Session, info: FeedInfo, found: Mapping[str, Survey]) -> dict[str, bytes]:
    """The status page and the status feed, as files of the published folder."""
    incidents = [_incident(alert, session) for alert in alerts.raised(session)]
    saved = sum(survey.vitals.saved for survey in found.values())
    return {
        "status.html": status.page(info, [_shown(survey) for survey in found.values()], incidents, saved=saved),
        "status.xml": status.feed(info, incidents),
    }


def _survey(source: Source, visit: Visit, known: Vitals, stored: OfSource, now: datetime) -> Survey:
    return Survey(source, visit, known, stored, known.silent(stored.newest, now))


def _shown(survey: Survey) -> status.SourceHealth:
    visit, silent = survey.visit, survey.silent
    return status.SourceHealth(
        title=survey.source.title or survey.source.name,
        home=survey.source.home,
        condition=survey.vitals.condition,
        causes=(survey.vitals.cause,) if survey.vitals.cause else (),
        succeeded=visit.succeeded.date() if visit.succeeded else None,
        articles=survey.stored.articles,
        relevant=survey.stored.relevant,
        silent=silent.date() if silent else None,
        lacks=_lacks(survey.vitals),
    )


def _lacks(known: Vitals) -> tuple[tuple[str, float, float], ...]:
    """What the articles have come to lack, with the share of late and the usual one."""
    late = [sample for sample in known.samples if known.lacking and sample.at >= known.lacking]
    now, was = vitals.coverage(late), vitals.coverage(vitals.usual(known))
    shares = {fault: (now.get(name, 0.0), was.get(name, 0.0)) for fault, name in FAULTS.items()}
    shares[SHORTER] = (vitals.length(late) / max(vitals.length(vitals.usual(known)), 1), 1.0)
    return tuple((fault, *shares[fault]) for fault in known.faults)


def _incident(alert: vitals.Alert, session: Session) -> status.Incident:
    source = session.sources.get(alert.source)
    title = (source.title if source else "") or alert.source
    home = source.home if source else ""
    return status.Incident(alert.source, title, home, alert.at, alert.condition, alerts.line(alert, title))


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
