"""The dataset in the terms of other vocabularies: CONSTRUCT queries in ``ontology/profiles``, one file each.

Takes the name of a profile; gives its query and what its header says. A profile is added by adding a file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from kg.errors import DatasetError
from kg.files import shipped


class Vocabulary(NamedTuple):
    """One profile: its name, one line on it, more lines on it, and the query."""

    name: str
    summary: str
    description: str
    query: str


def names() -> list[str]:
    """Return the names of all profiles, sorted."""
    return sorted(path.stem for path in _folder().glob("*.rq"))


def vocabulary(name: str) -> Vocabulary:
    """Return a profile.

    Raises:
        DatasetError: there is none of that name.
    """
    if name not in names():
        raise DatasetError(f"there is no profile {name!r}", hint=f"take one of {', '.join(names())}")
    return parse(name, (_folder() / f"{name}.rq").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Vocabulary:
    r"""Read a query with its header, whose lines begin with "#+".

    >>> parse("x", "#+ summary: All\n#+ description: |\n#+   Each\n#+   thing\nCONSTRUCT {} {}\n").description
    'Each thing'
    """
    header = "\n".join(line[3:] for line in text.splitlines() if line.startswith("#+ "))
    summary = re.search(r"^summary: *(.*)$", header, re.MULTILINE)
    description = re.search(r"^description: *\|\n((?: +.*\n?)*)", header, re.MULTILINE)
    more = " ".join(description[1].split()) if description else ""
    return Vocabulary(name, summary[1] if summary else name, more, text)


def _folder() -> Path:
    return shipped("ontology") / "profiles"
