"""Settings: typed, checked, and set from the environment."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings, default_settings

from crawler import configuration
from crawler import settings as ours
from crawler.addon import user_agent
from crawler.configuration import Configuration, ConfigurationError, from_environment, now
from crawler.recording import Recorded, Recorder

ROOT = Path(__file__).resolve().parents[2]


def given(**values: Any) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict(values, priority="cmdline")
    return settings


def test_the_defaults_of_the_contract() -> None:
    config = Configuration.of(given())
    assert (config.sources, config.bundled) == (None, True)
    assert config.store_url == "sqlite:///var/solidarity.db"
    assert config.publish_dir == Path("public")
    assert config.topics == {"lgbtq", "human-rights-defenders"}
    assert (config.max_age_days, config.max_entries, config.refuse_early) == (0, 500, True)
    assert config.takedown == Path("takedown.txt")
    assert (config.public_url, config.contact, config.clock) == ("", "", None)


def test_what_the_command_line_gives_as_text_is_typed(tmp_path: Path) -> None:
    config = Configuration.of(
        given(
            BUNDLED_SOURCES="False",
            MAX_ENTRIES="20",
            PUBLIC_URL="https://example.org/feed",
            CLOCK="2026-11-01T12:00:00",
            TOPICS="any",
            ALLOW_ADDRESSES="127.0.0.0/8, ::1",
        )
    )
    assert config.bundled is False
    assert config.max_entries == 20
    assert config.public_url == "https://example.org/feed/"
    assert config.clock == datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert config.topics == {"any"}
    assert [str(network) for network in config.allow_addresses] == ["127.0.0.0/8", "::1/128"]


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("SOURCES", "nowhere.toml", "a TOML file that exists"),
        ("BUNDLED_SOURCES", "perhaps", "true or false"),
        ("TOPICS", "", 'or "any"'),
        ("TOPICS", "LGBTQ", "lower case"),
        ("MAX_AGE_DAYS", "-1", "0 for no limit"),
        ("MAX_AGE_DAYS", "ten", "a number of days"),
        ("MAX_ENTRIES", "0", "1 or more"),
        ("STORE_URL", "var/solidarity.db", "a database URL"),
        ("PUBLISH_DIR", "", "a folder"),
        ("PUBLIC_URL", "example.org", "http(s) URL"),
        ("PUBLIC_URL", "https://example.org/?x=1", "http(s) URL"),
        ("TITLE", "two\nlines", "one line"),
        ("REPLAY_WARC", "nowhere.warc.gz", "a WARC file that exists"),
        ("CLOCK", "yesterday", "ISO 8601"),
        ("CONTACT", "me at home", "without spaces"),
        ("CONTACT", "a)\r\nX-Evil:1", "without spaces"),
        ("ALLOW_PORTS", "80,http", "80,443"),
        ("ALLOW_PORTS", "0", "80,443"),
        ("ALLOW_ADDRESSES", "localhost", "127.0.0.0/8"),
    ],
)
def test_an_error_names_setting_value_and_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Configuration.of(given(**{name: value}))
    assert str(caught.value).startswith(f"{name}: {value!r} is not allowed; give ")
    assert allowed in str(caught.value)


def test_an_error_does_not_tell_a_password() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Configuration.of(given(STORE_URL="Postgres://user:secret@host/db"))
    assert "secret" not in str(caught.value)


def test_the_environment_is_typed_after_the_default() -> None:
    environ = {
        "SOLIDARITY_BUNDLED_SOURCES": "no",
        "SOLIDARITY_MAX_ENTRIES": "7",
        "SOLIDARITY_DOWNLOAD_DELAY": "3",
        "SOLIDARITY_SOURCES": "mine.toml",
        "SOLIDARITY_MAX_AGE_DAYS": "ten",
        "SOLIDARITY_ITEM_PIPELINES": "{}",
        "SOLIDARITY_UNHEARD": "1",
        "MAX_ENTRIES": "9",
    }
    assert from_environment(environ, vars(ours)) == {
        "BUNDLED_SOURCES": False,
        "MAX_ENTRIES": 7,
        "DOWNLOAD_DELAY": 3.0,
        "SOURCES": "mine.toml",
        "MAX_AGE_DAYS": "ten",
    }


def test_the_environment_reaches_the_settings_and_the_command_line_wins(tmp_path: Path) -> None:
    script = (
        "from scrapy.utils.project import get_project_settings as g; s = g();"
        "s.setdict({'TITLE': 'From the line'}, priority='cmdline'); print(s['STORE_URL'], s['TITLE'], sep='|')"
    )
    env = os.environ | {"SOLIDARITY_STORE_URL": "sqlite:///x.db", "SOLIDARITY_TITLE": "From outside"}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "sqlite:///x.db|From the line"


def test_now_is_the_clock_or_the_recording_or_the_real_time(tmp_path: Path) -> None:
    warc = tmp_path / "web.warc.gz"
    recorder = Recorder(warc)
    for day in (3, 5, 4):
        date = datetime(2026, 11, day, tzinfo=UTC)
        recorder.add(Recorded(url=f"https://a.org/{day}", status=200, reason="OK", headers=(), body=b"", date=date))
    recorder.close()
    assert now(given(CLOCK="2025-01-01", REPLAY_WARC=str(warc))) == datetime(2025, 1, 1, tzinfo=UTC)
    assert now(given(REPLAY_WARC=str(warc))) == datetime(2026, 11, 5, tzinfo=UTC)
    assert abs(now(given()) - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_user_agent_says_who_and_whom_to_ask() -> None:
    assert user_agent("https://example.org/bot").endswith(" (+https://example.org/bot)")
    assert user_agent("").startswith("SolidarityFeed/")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("REMOTE_CONTROL_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("COOKIES_ENABLED", False),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("HTTPCACHE_ENABLED", False),
    ],
)
def test_the_wire_is_safe_by_default(name: str, value: object) -> None:
    assert given()[name] == value


def test_only_the_web_is_read() -> None:
    handlers = given().getwithbase("DOWNLOAD_HANDLERS")
    assert sorted(scheme for scheme, handler in handlers.items() if handler) == ["http", "https"]


def test_a_setting_that_differs_from_scrapys_states_its_default() -> None:
    """Each of Scrapy's settings that we change says beside it what Scrapy has; each setting stands there once."""
    source = (ROOT / "crawler" / "settings.py").read_text()
    added = {
        "SPIDER_MODULES",
        "COMMANDS_MODULE",
        "ITEM_PIPELINES",
        "DOWNLOADER_MIDDLEWARES",
        "ADDONS",
        "DOWNLOAD_HANDLERS",
    }
    names = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            names.append(name)
            default = getattr(default_settings, name, None)
            if hasattr(default_settings, name) and name not in added and getattr(ours, name) != default:
                assert "# Scrapy: " in source.splitlines()[node.lineno - 1], name
    assert len(names) == len(set(names))


def test_every_setting_has_its_why() -> None:
    """A comment stands above each setting, and there is no logic but the last line."""
    source = (ROOT / "crawler" / "settings.py").read_text()
    *body, last = ast.parse(source).body
    for node in body:
        if isinstance(node, ast.Assign):
            assert source.splitlines()[node.lineno - 2].startswith("# "), ast.unparse(node)
    assert ast.unparse(last) == "globals().update(configuration.from_environment(os.environ, globals()))"
    assert all(isinstance(node, ast.Import | ast.ImportFrom | ast.Expr | ast.Assign) for node in body)
    assert configuration.PREFIX == "SOLIDARITY_"
