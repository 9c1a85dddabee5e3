"""From what a user gives for a parameter to the term that stands in the query.

Takes a question and texts; gives serialised SPARQL terms. What is wrong is a ``QueryError`` that says what was
expected, or an ``AmbiguousName`` with candidates.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from pyoxigraph import Literal

from kg.engine import Engine
from kg.errors import QueryError
from kg.query.catalogue import ENTITIES, Parameter, Question
from kg.query.names import resolve


def terms(engine: Engine, question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """Return the serialised terms for each parameter of a question.

    Args:
        engine: where names are looked up.
        question: whose parameters.
        given: parameter -> text.

    Raises:
        QueryError: one is unknown, missing or malformed.
        AmbiguousName: a name fits several things, or none.
    """
    for name in given:
        question.parameter(name)
    return {each.name: _values(engine, question, each, given.get(each.name, "")) for each in question.parameters}


def _values(engine: Engine, question: Question, parameter: Parameter, text: str) -> str:
    text = text.strip()
    if not text:
        if parameter.required:
            raise QueryError(f"{question.name} needs {parameter.name}=…",
                             hint=f"{parameter.about}; for example: {question.example}" if question.example
                             else parameter.about)
        text = parameter.default
    if not text:
        return "UNDEF"
    each = [part.strip() for part in text.split(";") if part.strip()] if parameter.many else [text]
    return " ".join(serialised(engine, parameter, part) for part in each)


_SHAPES = {
    "year": (re.compile(r"\d{4}"), "a year such as 2021"),
    "date": (re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"),
             "a date such as 2021-05-30, 2021-05 or 2021"),
    "integer": (re.compile(r"-?\d{1,9}"), "a whole number"),
    "number": (re.compile(r"-?\d{1,9}(\.\d{1,9})?"), "a number such as 0.5"),
}


def serialised(engine: Engine, parameter: Parameter, text: str) -> str:
    """Return one value as SPARQL: a number bare, a date as a string, a thing by its IRI.

    Raises:
        QueryError: the text is not of the parameter's type.
        AmbiguousName: a name fits several things, or none.
    """
    if parameter.type in ENTITIES:
        return str(resolve(engine, parameter.type, text))
    if parameter.type in _SHAPES:
        text = _relative(text)
        if parameter.type == "year":
            text = text[:4] if _SHAPES["date"][0].fullmatch(text) else text
        shape, expected = _SHAPES[parameter.type]
        if not shape.fullmatch(text):
            raise QueryError(f"{parameter.name}={text} is not {expected}", hint=parameter.about)
    if parameter.type in ("year", "integer"):
        return str(int(text))
    return text if parameter.type == "number" else str(Literal(text))


def _relative(text: str) -> str:
    """Today's date for "today"; "today-48m" is 48 months before.

    >>> _relative("2021")
    '2021'
    """
    found = re.fullmatch(r"today(?:-(\d{1,4})([my]))?", text)
    if not found:
        return text
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    months = now.year * 12 + now.month - 1 - int(found[1] or 0) * (12 if found[2] == "y" else 1)
    return f"{months // 12:04}-{months % 12 + 1:02}-{min(now.day, 28):02}"
