"""docs/reference.md, made from the code: settings with their why, commands with their help.

`python -m tests.reference` writes it; a test fails when it is out of date.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.project import get_project_settings

from crawler import configuration

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference.md"


def reference() -> str:
    """The whole page."""
    parts = [
        "# Reference",
        "",
        "Made from the code by `python -m tests.reference`.",
        "",
        "## Commands",
        "",
        "All are Scrapy commands, run in the project's folder; `scrapy COMMAND --help` shows every option. "
        "Exit codes: 0 went well, 1 something failed (it says what), 2 a setting or the catalogue is wrong, "
        "75 another run holds the store's lock.",
        "",
        *_commands(),
        "",
        "## Settings",
        "",
        f"Each is also an environment variable with the prefix `{configuration.PREFIX}`, and `-s NAME=VALUE` on the command "
        "line, which wins. Scrapy's own settings keep their names and work. Paths are relative to the working directory.",
        "",
        *_settings((ROOT / "crawler" / "settings.py").read_text(encoding="utf-8")),
        "",
    ]
    return "\n".join(parts)


def commands() -> dict[str, ScrapyCommand]:
    """Our commands by name."""
    found = {}
    for module in walk_modules_iter("crawler.commands"):
        command = getattr(module, "Command", None)
        if command is not None:
            found[module.__name__.rpartition(".")[2]] = command()
    return found


def _commands() -> Iterator[str]:
    yield "| command | does |"
    yield "| --- | --- |"
    for name, command in sorted(commands().items()):
        usage = command.syntax().replace("|", "\\|")
        yield f"| `scrapy {name} {usage}` | {command.long_desc()} |"


def _settings(source: str) -> Iterator[str]:
    """A table under each of the file's headings; the comment above a setting says why it is there."""
    defaults = get_project_settings()
    lines = source.splitlines()
    names = {
        node.lineno: node.targets[0].id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    why: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("# ---"):
            yield from ("", f"### {line.strip('# -')}", "", "| setting | default | why |", "| --- | --- | --- |")
            why = []
        elif line.startswith("#"):
            why.append(line.lstrip("# "))
        elif number in names:
            name = names[number]
            value = defaults[name]
            shown = f"`{value!r}`" if isinstance(value, str | int | float | bool | None) else "see settings.py"
            yield f"| `{name}` | {shown} | {' '.join(why)} |"
            why = []
        else:
            why = why if line.strip() else []


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
