"""Alerts: changes in the condition of sources, told once by each way that a setting names. Nothing here fails a run."""

from __future__ import annotations

import json
import logging
import shlex
import smtplib
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from crawler.advice import advice
from crawler.catalogue import Source
from crawler.configuration import Ways
from crawler.session import Session
from crawler.vitals import Alert

KEPT = 100
"""Alerts that the status feed draws on."""
TRIES = 5
"""Runs in which a way that fails is tried again."""
SECONDS = 20
"""For one attempt."""

Message = dict[str, Any]
Send = Callable[[Ways, Message], None]

logger = logging.getLogger(__name__)


def raised(session: Session) -> list[Alert]:
    """The latest alerts, the oldest first."""
    kept = session.store.recall("alerts", "log") or {}
    return [_alert(each) for each in kept.get("alerts", ())]


def note(session: Session, alert: Alert) -> None:
    """Remember an alert, for the status feed and for each way by which it is still to be told."""
    plain = {**asdict(alert), "at": alert.at.isoformat()}
    kept = session.store.recall("alerts", "log") or {}
    session.store.remember("alerts", "log", {"alerts": [*kept.get("alerts", ()), plain][-KEPT:]})
    for way in session.configuration.ways.named():
        waiting = session.store.recall("alerts", way) or {}
        told = [*waiting.get("alerts", ()), plain][-KEPT:]
        session.store.remember("alerts", way, {"alerts": told, "tries": waiting.get("tries", 0)})


def deliver(session: Session, senders: Mapping[str, Send] | None = None) -> None:
    """Tell what waits to be told, one message for each way. What fails is logged and tried again in the next runs."""
    ways = session.configuration.ways
    for way in ways.named():
        waiting = session.store.recall("alerts", way)
        if not waiting or (session.configuration.replay_warc and way != "command"):  # a replay touches no network
            continue
        found = [_alert(each) for each in waiting["alerts"]]
        try:
            (senders or SENDERS)[way](ways, message(found, session.sources, session.now))
        except Exception as error:  # whatever a mail server or a hook does, the run went well
            _failed(session, way, waiting, error)
        else:
            session.store.forget("alerts", way)


def message(alerts: Sequence[Alert], sources: Mapping[str, Source], now: datetime) -> Message:
    """What is told, as plain JSON values."""
    return {
        "at": now.isoformat(),
        "alerts": [
            {
                **asdict(alert),
                "at": alert.at.isoformat(),
                "title": _title(alert.source, sources),
                "home": sources[alert.source].home if alert.source in sources else None,
                "text": line(alert, _title(alert.source, sources)),
            }
            for alert in alerts
        ],
    }


def line(alert: Alert, title: str) -> str:
    """What happened and what to do, in a line."""
    match alert.condition:
        case "broken":
            return f"{title} broke: {alert.cause} ({advice(alert.cause)})"
        case "refused":
            return f"{title} wants no robots ({advice('robots')})"
        case "partly":
            return f"{title} broke partly: {', '.join(alert.faults)} ({advice(alert.faults[0])})"
        case "well":
            return f"{title} is well again"


def by_command(ways: Ways, told: Message) -> None:
    """Run ALERT_COMMAND (no shell) with the message as JSON on its standard input."""
    words = shlex.split(ways.command)
    subprocess.run(words, input=json.dumps(told).encode(), check=True, capture_output=True, timeout=SECONDS)


def by_webhook(ways: Ways, told: Message) -> None:
    """POST the message as JSON to ALERT_WEBHOOK."""
    headers = {"Content-Type": "application/json", "User-Agent": "SolidarityFeed"}
    with urlopen(Request(ways.webhook, json.dumps(told).encode(), headers), timeout=SECONDS):
        pass


def by_mail(ways: Ways, told: Message) -> None:
    """Send the message as text to ALERT_MAIL through ALERT_SMTP, encrypted where the server can."""
    mail, server = EmailMessage(), urlsplit(ways.smtp)
    lines = [each["text"] for each in told["alerts"]]
    mail["Subject"] = lines[0] if len(lines) == 1 else f"{len(lines)} sources changed their condition"
    mail["To"] = ways.mail
    mail["From"] = ways.sender or ways.mail.split(",")[0].strip()
    mail.set_content("\n".join(lines) + "\n")
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    with kind(server.hostname or "localhost", server.port or 0, timeout=SECONDS) as smtp:
        if server.scheme == "smtp" and smtp.has_extn("starttls"):
            smtp.starttls()
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
        smtp.send_message(mail)


SENDERS: dict[str, Send] = {"command": by_command, "mail": by_mail, "webhook": by_webhook}


def _failed(session: Session, way: str, waiting: dict[str, Any], error: Exception) -> None:
    """Keep what could not be told, unless this was the last try."""
    tries = waiting["tries"] + 1
    logger.warning("alerts by %s could not be told (%s), try %d of %d", way, type(error).__name__, tries, TRIES)
    if tries < TRIES:
        session.store.remember("alerts", way, {**waiting, "tries": tries})
    else:
        session.store.forget("alerts", way)


def _title(name: str, sources: Mapping[str, Source]) -> str:
    return (sources[name].title if name in sources else "") or name


def _alert(plain: dict[str, Any]) -> Alert:
    return Alert(**{**plain, "at": datetime.fromisoformat(plain["at"]), "faults": tuple(plain["faults"])})
