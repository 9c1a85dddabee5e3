"""Ask: a question of the catalogue by its name, or any SPARQL, of any engine.

Takes an engine, a name or a text, and parameters as texts; gives a ``Table`` or ``Triples``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kg.engine import Engine, Term, Timed
from kg.errors import QueryError
from kg.query import parameters
from kg.query.catalogue import Question, fill, find, parse
from kg.query.results import Table, Triples, of_answer, text_of, value_of


def run(
    engine: Engine, name_or_text: str | Question, params: Mapping[str, str] | None = None, *,
    timeout: float | None = None,
) -> Table | Triples:
    """Ask a question.

    Args:
        engine: a ``Dataset``, an ``Endpoint``, or anything like them.
        name_or_text: the name of a question of the catalogue, SPARQL (with or without a header), or a ``Question``.
        params: parameter -> value as a text; people, organizations, venues and papers by any name, identifier or
            IRI; several values of a parameter that takes them are parted by semicolons.
        timeout: seconds after which it is given up.

    Raises:
        QueryError: the question is unknown or malformed, lacks a parameter, or took too long.
        AmbiguousName: a name fits several things, or none.
        EndpointError: a remote engine did not answer as it should.
    """
    question = question_of(name_or_text)
    terms = parameters.terms(engine, question, params or {})
    answer: Table | Triples
    if question.program:
        from kg.query.programs import PROGRAMS

        answer = PROGRAMS[question.program](Timed(engine, timeout), question, terms)
    else:
        answer = of_answer(engine.sparql(fill(question.text, terms), timeout))
    if isinstance(answer, Table) and question.order:
        answer = _sorted(answer, question)
    return answer


def question_of(name_or_text: str | Question) -> Question:
    """Return the question that is meant: by its name in the catalogue, or as SPARQL."""
    if isinstance(name_or_text, Question):
        return name_or_text
    text = name_or_text.strip()
    if re.fullmatch(r"[\w-]+", text):
        return find(text.replace("-", "_"))
    if not text:
        raise QueryError("the query is empty", hint="list the catalogue with: kg queries")
    return parse(name_or_text)


def _sorted(table: Table, question: Question) -> Table:
    """Sort the rows by the columns that the header names, empty cells first; the other cells break ties."""
    places = [table.columns.index(name) for name in question.order]
    samples = [next((row[place] for row in table.rows if row[place] is not None), None) for place in places]
    keys: list[Callable[[str], object]] = [
        _number if isinstance(value_of(sample), int) else str for sample in samples]

    def key(row: tuple[Term | None, ...]) -> tuple[list[object], list[str]]:
        texts = list(map(text_of, row))
        return [make(texts[place]) for make, place in zip(keys, places, strict=True)], texts

    return Table(table.columns, sorted(table.rows, key=key))


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() else -1
