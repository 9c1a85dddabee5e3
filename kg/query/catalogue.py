"""The catalogue: each file of ``queries/`` is one question, with a header that people and programs read.

Takes the text of a ``.rq`` file; gives a ``Question``. The header's lines begin with ``#+`` (the convention of grlc)
and are YAML; the rest is SPARQL that runs as it stands. A parameter is one marked line of it,
``VALUES ?person { … } # parameter``, whose braces are filled when the question is asked, or ``LIMIT 10 # parameter top``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import QueryError
from kg.files import shipped

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

TYPES = ("person", "organization", "venue", "edition", "paper", "source", "year", "date", "integer", "number",
         "string")
ENTITIES = ("person", "organization", "venue", "edition", "paper", "source")
"""The types whose values are things of the dataset, given by name, identifier or IRI."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question.

    Attributes:
        name: the variable it fills.
        type: one of ``TYPES``.
        required: whether it must be given.
        default: its value where it is not given; "" leaves it open, which stands for all.
        many: whether several values may be given, parted by semicolons.
        about: what it means.
    """

    name: str
    type: str = "string"
    required: bool = False
    default: str = ""
    many: bool = False
    about: str = ""


@dataclass(frozen=True)
class Question:
    """One question of the catalogue, or a query of one's own.

    Attributes:
        name: the file's name without suffix.
        summary: the question in one sentence.
        number: its number in the list of forty, where it has one.
        columns: column -> what it holds.
        example: a command that can be pasted.
        text: the SPARQL with its header.
        program: names the Python behind it, where SPARQL alone cannot answer.
        order: columns by which the rows are sorted after the query, where sorting in it would cost too much.
    """

    name: str
    summary: str = ""
    number: int | None = None
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    text: str = field(default="", repr=False)
    program: str = ""
    order: tuple[str, ...] = ()

    def parameter(self, name: str) -> Parameter:
        """Return a parameter by its name.

        Raises:
            QueryError: the question has no such parameter.
        """
        for each in self.parameters:
            if each.name == name:
                return each
        names = ", ".join(each.name for each in self.parameters)
        raise QueryError(f"{self.name} has no parameter {name!r}",
                         hint=f"it takes {names}" if names else "it takes none")


def catalogue() -> dict[str, Question]:
    """Return all questions by name, in the order of their numbers.

    Raises:
        QueryError: a file's header is wrong.
    """
    found = [_read(path) for path in sorted(shipped("queries").glob("*.rq"))]
    found.sort(key=lambda question: (question.number or 1000, question.name))
    return {question.name: question for question in found}


def find(name: str) -> Question:
    """Return a question by name; only its own file is read.

    Raises:
        QueryError: there is none of that name.
    """
    path = shipped("queries") / f"{name}.rq"
    if re.fullmatch(r"\w+", name) and path.is_file():
        return _read(path)
    known = sorted(each.stem for each in shipped("queries").glob("*.rq"))
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5) or [each for each in known if name in each][:3]
    raise QueryError(f"the catalogue has no question {name!r}",
                     hint=f"did you mean {' or '.join(near)}?" if near else "list them with: kg queries")


@cache
def _read(path: Path) -> Question:
    return parse(path.read_text(encoding="utf-8"), path.stem, str(path))


_LINE = re.compile(r"^([ \t]*VALUES[ \t]+\?(\w+)[ \t]*\{).*(\}[ \t]*#[ \t]*parameter[ \t]*)$", re.MULTILINE)
_LIMIT = re.compile(r"^([ \t]*LIMIT[ \t]+)\d+([ \t]*#[ \t]*parameter[ \t]+(\w+)[ \t]*)$", re.MULTILINE)
_KEYS = {"summary", "question", "description", "tags", "params", "columns", "example", "program", "order"}


def parse(text: str, name: str = "query", file: str = "") -> Question:
    """Read a query with its header; a query without one is a question without parameters.

    Raises:
        QueryError: the header is not YAML, has a key that is not known, or does not fit the query's marked lines.

    >>> parse("#+ summary: Who?\\nSELECT ?s { ?s a kg:Person }").summary
    'Who?'
    """
    header = _header(text, file)
    unknown = set(header) - _KEYS
    if unknown:
        raise QueryError(f"the header has an unknown key {min(unknown)!r}", file=file,
                         hint=f"known are {', '.join(sorted(_KEYS))}")
    parameters = tuple(_parameter(each, file) for each in header.get("params") or ())
    marked = {found[2] for found in _LINE.finditer(text)} | {found[3] for found in _LIMIT.finditer(text)}
    for each in sorted(marked ^ {each.name for each in parameters}):
        raise QueryError(f"the parameter {each!r} stands only in the " + ("query" if each in marked else "header"),
                         file=file, hint="each needs a line in the header and a line VALUES ?name { … } # parameter, or "
                              "LIMIT 10 # parameter name")
    return Question(
        name=name, summary=str(header.get("summary") or ""), number=header.get("question"),
        description=" ".join(str(header.get("description") or "").split()),
        tags=tuple(map(str, header.get("tags") or ())), parameters=parameters,
        columns={str(key): str(value) for key, value in (header.get("columns") or {}).items()},
        example=str(header.get("example") or ""), text=text, program=str(header.get("program") or ""),
        order=tuple(map(str, header.get("order") or ())),
    )


def _header(text: str, file: str) -> dict[str, Any]:
    lines = [line[2:].removeprefix(" ") if line.startswith("#+") else "" for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    try:
        header = yaml.load("\n".join(lines), _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise QueryError(f"the header is not YAML: {getattr(error, 'problem', None) or 'broken'}", file=file,
                         line=mark.line + 1 if mark else None, hint="quote texts that hold a colon") from error
    if header is not None and not isinstance(header, dict):
        raise QueryError("the header is not a list of keys and values", file=file, hint="write #+ summary: …")
    return header or {}


def _parameter(entry: Any, file: str) -> Parameter:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise QueryError("a parameter in the header has no name", file=file,
                         hint="write - {name: person, type: person}")
    name = entry["name"]
    unknown = set(entry) - {"name", "type", "required", "default", "many", "about"}
    if unknown:
        raise QueryError(f"the parameter {name!r} has an unknown key {min(map(str, unknown))!r}", file=file)
    if entry.get("type", "string") not in TYPES:
        raise QueryError(f"the parameter {name!r} is of an unknown type {entry['type']!r}", file=file,
                         hint=f"known are {', '.join(TYPES)}")
    default = entry.get("default")
    return Parameter(name=name, type=entry.get("type", "string"), required=bool(entry.get("required")),
                     default="" if default is None else str(default), many=bool(entry.get("many")),
                     about=str(entry.get("about") or ""))


def fill(text: str, terms: Mapping[str, str]) -> str:
    """Put serialised terms into the marked lines; the rest of the text stays as it is.

    >>> fill("VALUES ?year { 1900 } # parameter", {"year": "2021"})
    'VALUES ?year { 2021 } # parameter'
    >>> fill("LIMIT 10 # parameter top", {"top": "3"})
    'LIMIT 3 # parameter top'
    """
    def filled(found: re.Match[str]) -> str:
        return f"{found[1]} {terms[found[2]]} {found[3]}" if found[2] in terms else found[0]

    def limited(found: re.Match[str]) -> str:
        return f"{found[1]}{max(0, int(terms[found[3]]))}{found[2]}" if found[3] in terms else found[0]

    return _LIMIT.sub(limited, _LINE.sub(filled, text))
