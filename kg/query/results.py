"""What a question gives: a table of typed values, or triples; and both as text.

Takes the answer of an engine; gives ``Table`` and ``Triples``, which write themselves as CSV, SPARQL JSON results,
a table for people, Turtle or N-Triples. Nothing here prints.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Triple, serialize

from kg.engine import PREFIXES, Answer, Term
from kg.errors import QueryError

Value = str | int | float | bool | None
_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")}
_FLOATS = {_XSD + name for name in ("decimal", "double", "float")}
_ENTITY = re.compile(r"/([a-z]+/[a-z]-[^/#]+|[a-z]+/[^/#]+|graph/[^/#]+)$")
_SHOWN = 100
"""Rows of a table that a notebook shows."""


@dataclass(frozen=True)
class Table:
    """Rows under named columns; each cell an RDF term, or None where there is nothing."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Term | None, ...]] = field(repr=False)

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[Value | Term | None]]) -> Table:
        """Make a table of Python values; None and "" are empty cells.

        >>> Table.of(("name", "papers"), [("Mira Olin", 3)]).to_csv()
        'name,papers\\nMira Olin,3\\n'
        """
        return cls(tuple(columns), [tuple(_term(cell) for cell in row) for row in rows])

    def __len__(self) -> int:
        return len(self.rows)

    def values(self) -> Iterator[tuple[Value, ...]]:
        """Yield the rows as Python values: IRIs and texts as str, numbers as int or float, truth as bool.

        >>> list(Table.of(("name", "papers"), [("Mira Olin", 3)]).values())
        [('Mira Olin', 3)]
        """
        for row in self.rows:
            yield tuple(value_of(cell) for cell in row)

    def records(self) -> list[dict[str, Value]]:
        """Return the rows as dictionaries, column -> Python value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values()]

    def to_csv(self) -> str:
        """Return SPARQL 1.1 CSV results, with plain line feeds at the ends of the lines."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(list(map(text_of, row)) for row in self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """Return SPARQL 1.1 JSON results, a row a line."""
        rows = ",\n".join(
            json.dumps({name: _json(cell) for name, cell in zip(self.columns, row, strict=True) if cell is not None},
                       ensure_ascii=False)
            for row in self.rows)
        head = json.dumps({"vars": list(self.columns)}, ensure_ascii=False)
        return f'{{"head": {head},\n"results": {{"bindings": [\n{rows}\n]}}}}\n'

    def to_text(self, width: int | None = None) -> str:
        """Return a table for people: aligned columns, IRIs cut short, no longer than ``width`` where one is given.

        >>> print(Table.of(("name", "papers"), [("Mira Olin", 3), ("Bo Tamm", 12)]).to_text(), end="")
        name       papers
        ─────────  ──────
        Mira Olin       3
        Bo Tamm        12
        """
        cells = [[_short(cell) for cell in row] for row in self.rows]
        widths = [max([_width(name), *(_width(row[index]) for row in cells)]) for index, name in
                  enumerate(self.columns)]
        if width is not None:
            widths = _fitted(widths, width)
        right = [bool(cells) and all(_is_number(row[index]) for row in self.rows) for index in
                 range(len(self.columns))]
        lines = [list(self.columns), ["─" * each for each in widths], *cells]
        return "".join(
            "  ".join(_pad(cell, size, on_right) for cell, size, on_right in zip(line, widths, right, strict=True))
            .rstrip() + "\n" for line in lines)

    def _repr_html_(self) -> str:
        """The first rows as notebooks show them; every text escaped."""
        from html import escape

        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{escape(_short(cell))}</td>" for cell in row) + "</tr>"
                       for row in self.rows[:_SHOWN])
        left = len(self.rows) - _SHOWN
        more = f"<caption>and {left:,} more rows</caption>" if left > 0 else ""
        return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def render(self, form: str = "table", width: int | None = None) -> str:
        """Return the table in one of the forms of the command line: "table", "csv" or "json".

        Raises:
            QueryError: a table has no such form.
        """
        if form == "csv":
            return self.to_csv()
        if form == "json":
            return self.to_json()
        if form == "table":
            return self.to_text(width)
        raise QueryError(f"rows cannot be written as {form}", hint="take --table, --csv or --json; "
                         "Turtle is for CONSTRUCT and DESCRIBE")


@dataclass(frozen=True)
class Triples:
    """The triples that a CONSTRUCT or DESCRIBE query gave, sorted, each once."""

    triples: Sequence[Triple] = field(repr=False)

    def __len__(self) -> int:
        return len(self.triples)

    def to_ttl(self) -> str:
        """Return Turtle with the usual prefixes."""
        text = serialize(self.triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
        assert text is not None
        return text.decode()

    def to_nt(self) -> str:
        """Return N-Triples."""
        text = serialize(self.triples, format=RdfFormat.N_TRIPLES)
        assert text is not None
        return text.decode()

    def to_table(self) -> Table:
        """Return the triples as a table."""
        return Table(("subject", "predicate", "object"),
                     [(each.subject, each.predicate, each.object) for each in self.triples])

    def render(self, form: str = "ttl", width: int | None = None) -> str:
        """Return the triples in one of the forms of the command line; "json" is JSON-LD."""
        if form == "nt":
            return self.to_nt()
        if form == "csv":
            return self.to_table().to_csv()
        if form == "json":
            text = serialize(self.triples, format=RdfFormat.JSON_LD)
            assert text is not None
            return text.decode() + "\n"
        return self.to_ttl()


def of_answer(answer: Answer) -> Table | Triples:
    """Make a table or triples of an engine's answer; a yes or no is a table of one cell."""
    if isinstance(answer, QueryBoolean):
        return Table.of(("answer",), [(bool(answer),)])
    if isinstance(answer, QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        return Table(columns, [tuple(solution) for solution in answer])
    return Triples(sorted(set(answer), key=str))


def value_of(term: Term | None) -> Value:
    """Return an RDF term as a Python value.

    >>> value_of(Literal(3)), value_of(NamedNode("https://x.example/a")), value_of(Literal(True))
    (3, 'https://x.example/a', True)
    """
    if not isinstance(term, Literal):
        return None if term is None else text_of(term)
    kind = term.datatype.value
    try:
        if kind in _INTEGERS:
            return int(term.value)
        if kind in _FLOATS:
            return float(term.value)
    except ValueError:
        return term.value
    return term.value == "true" if kind == _XSD + "boolean" else term.value


def _term(value: Value | Term) -> Term | None:
    if value is None or value == "":
        return None
    return Literal(value) if isinstance(value, str | int | float | bool) else value


def text_of(term: Term | None) -> str:
    """Return a cell as SPARQL's CSV has it: the bare IRI or text, "" where there is nothing.

    >>> text_of(Literal(3)), text_of(None)
    ('3', '')
    """
    if isinstance(term, Literal | NamedNode):
        return term.value
    return "" if term is None else str(term)


def _json(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        return {"type": "triple", "value": {"subject": _json(term.subject), "predicate": _json(term.predicate),
                                            "object": _json(term.object)}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        found["datatype"] = term.datatype.value
    return found


# ── for people ──────────────────────────────────────────────────────────────────────────────────────────────────


def _short(term: Term | None) -> str:
    """A cell for people: entities as ``person/p-1``, other IRIs with a prefix where one fits; control characters out.

    >>> _short(NamedNode("https://schema.org/name")), _short(NamedNode("https://example.org/kg/person/p-1"))
    ('schema:name', 'person/p-1')
    """
    text = text_of(term)
    if isinstance(term, NamedNode):
        for prefix, iri in PREFIXES.items():
            if text.startswith(iri) and text[len(iri):].isalnum():
                return f"{prefix}:{text[len(iri):]}"
        found = _ENTITY.search(text)
        if found and "/-/" not in text and found[1].partition("/")[0] in _KINDS:
            return found[1]
    return "".join(" " if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp") else each for each in text)


_KINDS = {"person", "paper", "venue", "edition", "organization", "profile", "entry", "signature", "position", "graph",
          "education", "advising", "award", "service", "talk", "teaching", "project", "doubt"}


def _is_number(term: Term | None) -> bool:
    return term is None or isinstance(value_of(term), int | float)


def _width(text: str) -> int:
    """Columns that a text takes in a terminal: East Asian wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
               for each in text)


def _fitted(widths: list[int], width: int) -> list[int]:
    """Narrow the widest columns until all fit, none below eight.

    >>> _fitted([30, 10, 4], 34)
    [16, 10, 4]
    """
    widths = list(widths)
    over = sum(widths) + 2 * (len(widths) - 1) - width
    while over > 0:
        widest = max(widths)
        if widest <= 8:
            break
        widths[widths.index(widest)] -= 1
        over -= 1
    return widths


def _pad(text: str, size: int, on_right: bool) -> str:
    """The text in exactly ``size`` columns of a terminal, cut with "…" where it is longer."""
    taken = _width(text)
    if taken > size:
        cut, taken = "", 1
        for each in text:
            if taken + _width(each) > size:
                break
            cut, taken = cut + each, taken + _width(each)
        text = cut + "…"
    return " " * (size - taken) + text if on_right else text + " " * (size - taken)
