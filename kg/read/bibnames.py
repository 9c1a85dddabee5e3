"""Author fields of BibTeX → names in reading order, with the places of those who are marked.

Takes the text of an ``author`` or ``editor`` field; gives its people.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.names import strip_markers
from kg.read import tex


class People(NamedTuple):
    """The names of an author field in reading order."""

    names: tuple[str, ...] = ()
    complete: bool = True
    equal: tuple[int, ...] = ()


def people(field: str) -> People:
    r"""Return the people of an author field.

    >>> people(r"Olin, Mira* and {The Rivers Consortium} and Qu{\'e}st, Ada and others")
    People(names=('Mira Olin', 'The Rivers Consortium', 'Ada Quést'), complete=False, equal=(1,))
    """
    names: list[str] = []
    equal: list[int] = []
    complete = True
    for part in _parts(field):
        corporate = part.startswith("{") and part.endswith("}") and part.count("{") == 1
        text = tex.plain(part).strip(" ,;")
        if text.lower().rstrip(".") in ("others", "et al", "et. al", "and others", "..."):
            complete = False
            continue
        text, markers = strip_markers(text)
        if "*" in part or "∗" in part:
            markers += "*"
        name = text.strip(" *∗†‡§,;") if corporate else _reading_order(text)
        if name:
            names.append(name)
            if "*" in markers:
                equal.append(len(names))
    return People(tuple(names), complete, tuple(equal))


def _parts(field: str) -> list[str]:
    """Split an author field at its ``and``s outside braces; commas part names where nothing else does."""
    field = field.strip()
    if (
        field.startswith("{")
        and field.endswith("}")
        and tex.closing(field, 1) == len(field)
        and re.search(r"\sand\s", field)
    ):
        field = field[1:-1]
    parts: list[str] = []
    depth, start = 0, 0
    for match in re.finditer(r"[{}]|(?<=\s)and(?=\s)", field, re.IGNORECASE):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            parts.append(field[start : match.start()])
            start = match.end()
    parts.append(field[start:])
    out: list[str] = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        if (len(pieces) > 2 and all(" " in piece for piece in pieces if piece)) or (
            len(pieces) == 2 and len(parts) == 1 and all(len(piece.split()) > 1 and "." not in piece for piece in pieces)
        ):
            out.extend(pieces)
        else:
            out.append(part.strip())
    return [part for part in out if part]


def _reading_order(text: str) -> str:
    """Return "Olin, Jr., Mira" as "Mira Olin Jr."."""
    text = re.sub(r"[*∗†‡§¶]+", "", text)
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if len(pieces) == 2 and not re.fullmatch(r"(?:jr|sr|ii|iii|iv)\.?", pieces[1], re.IGNORECASE):
        pieces = [pieces[1], pieces[0]]
    elif len(pieces) == 3:
        pieces = [pieces[2], pieces[0], pieces[1]]
    return " ".join(" ".join(pieces).split())
