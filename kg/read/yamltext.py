"""YAML → plain values that know their lines.

Takes YAML text; gives dicts, lists and scalars. Dicts and lists know the lines on which they stand, so that a record
made of one can name its source. Dates and long numbers stay strings, as written.
"""

from __future__ import annotations

from typing import Any

import yaml

from kg.errors import Problem

_MOST_VALUES = 300_000
_DEEPEST = 60


class Mapped(dict[str, Any]):
    """A YAML mapping with its first and last line and the line of each key."""

    lines: tuple[int, int] = (0, 0)
    key_lines: dict[str, int]


class Listed(list[Any]):
    """A YAML sequence with its first and last line and those of each entry."""

    lines: tuple[int, int] = (0, 0)
    item_lines: list[tuple[int, int]]


def load(text: str, name: str, problems: list[Problem], first_line: int = 1) -> Any:
    """Return the value of a YAML text, or None; what is broken is told in ``problems``.

    >>> load("title: On Rivers\\nyear: 2021\\ndate: 2021-03", "a.yml", [])
    {'title': 'On Rivers', 'year': 2021, 'date': '2021-03'}
    """
    try:
        node = yaml.compose(_without_tabs(text), Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else first_line
        problems.append(
            Problem(
                name,
                line,
                f"broken YAML: {error.problem or 'cannot be read'}",
                "quote values that hold a colon or a quotation mark",
            )
        )
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problems.append(Problem(name, first_line, f"broken YAML: {str(error).splitlines()[0]}"))
        return None
    try:
        return _Maker(first_line).value(node, 0) if node is not None else None
    except OverflowError:
        problems.append(Problem(name, first_line, "too large or too deep for a data file"))
        return None


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _without_tabs(text: str) -> str:
    return text.replace("\t", "  ") if "\t" in text else text


class _Maker:
    """Makes plain values out of YAML's nodes, counting them: an alias may stand for a million values."""

    def __init__(self, first_line: int) -> None:
        self.first = first_line
        self.made = 0

    def value(self, node: yaml.Node, depth: int) -> Any:
        self.made += 1
        if self.made > _MOST_VALUES or depth > _DEEPEST:
            raise OverflowError
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            listed = Listed(self.value(child, depth + 1) for child in node.value)
            listed.lines = self._lines(node)
            listed.item_lines = [self._lines(child) for child in node.value]
            return listed
        mapped = Mapped()
        mapped.lines = self._lines(node)
        mapped.key_lines = {}
        for key, child in node.value:
            word = str(_scalar(key)) if isinstance(key, yaml.ScalarNode) else "?"
            mapped[word] = self.value(child, depth + 1)
            mapped.key_lines[word] = self.first + key.start_mark.line
        return mapped

    def _lines(self, node: yaml.Node) -> tuple[int, int]:
        return self.first + node.start_mark.line, self.first + _last_line(node)


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a value, counted from 0; a block's end mark stands where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark
    ends_before = end.column == 0 and end.line > node.start_mark.line
    return int(end.line - 1 if ends_before else end.line)


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("true", "yes", "on", "y")
    if kind == "int" and text.isdigit() and len(text) < 10 and (text == "0" or text[0] != "0"):
        return int(text)
    return text
