"""Front matter: the YAML or TOML that stands above a page's text.

Takes a page's text; gives its keys and values and the text with those lines left empty, so that line numbers hold.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from kg.errors import Problem
from kg.read.yamltext import load

_YAML = re.compile(r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)
_FRANKLIN = re.compile(r"^@def\s{1,9}(\w{1,40})\s{0,9}=\s{0,9}\"([^\"\n]{0,300})\"", re.MULTILINE)
_FRANKLIN_LINE = re.compile(r"^@def\s[^\n]*$", re.MULTILINE)
_KEY = re.compile(r"^([A-Za-z_][\w-]*)\s*:[ \t]+(.+?)\s*$")


def split(text: str, name: str, problems: list[Problem]) -> tuple[Mapping[str, Any], str]:
    """Return (front matter, the text with the front matter's lines left empty).

    Broken front matter is told in ``problems``; its plain ``key: value`` lines are still taken.

    >>> split("---\\ntitle: Mira\\n---\\nHello", "a.md", [])
    ({'title': 'Mira'}, '\\n\\n\\nHello')
    """
    match = _YAML.match(text) or _TOML.match(text)
    if not match:
        return (dict(_FRANKLIN.findall(text)), _FRANKLIN_LINE.sub("", text)) if "@def" in text[:5000] else ({}, text)
    body = "\n" * text.count("\n", 0, match.end()) + text[match.end() :]
    first = text.count("\n", 0, match.start(1)) + 1
    if match.re is _TOML:
        return _toml(match[1], first, name, problems), body
    found = load(match[1], name, problems, first)
    if isinstance(found, dict):
        return found, body
    return _plain_lines(match[1]), body


def _toml(text: str, first: int, name: str, problems: list[Problem]) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.append(Problem(name, first, f"broken front matter: {error}", "mend its TOML"))
        return {}


def _plain_lines(text: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for line in text.split("\n"):
        match = _KEY.match(line)
        if match:
            found.setdefault(match[1], match[2].strip("\"'"))
    return found
