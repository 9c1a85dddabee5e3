"""Answers of the catalogue as tables for pages: an IRI and the label beside it become one link.

Takes a ``Table``; gives columns and rows of ``Cell``. A column of IRIs whose labels stand in another column is folded
into that column; IRIs without a label beside them are shown by their label, or cut short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.engine import Engine, Term
from kg.query import Table, Value
from kg.query.results import of_answer


class Cell(NamedTuple):
    """What a page shows in one cell of a table."""

    text: str
    href: str = ""
    number: bool = False


def linked(table: Table, engine: Engine, base: str, limit: int = 500) -> tuple[list[str], list[list[Cell]]]:
    """Return the columns and the first rows of a table as cells with links.

    Args:
        table: an answer.
        engine: where labels are looked up.
        base: ``dataset.base``; things below it have pages here.
        limit: how many rows are wanted.
    """
    rows = table.rows[:limit]
    labels = labels_of(engine, {cell.value for row in rows for cell in row if isinstance(cell, NamedNode)})
    folded = _folded_columns(table.columns, rows, labels)
    kept = [place for place in range(len(table.columns)) if place not in folded]
    source_of = {target: place for place, target in folded.items()}
    out = []
    for row in rows:
        cells = []
        for place in kept:
            target = row[source_of[place]] if place in source_of else None
            cells.append(cell_of(row[place], labels, base, target))
        out.append(cells)
    return [table.columns[place] for place in kept], out


def filled(columns: list[str], rows: list[list[Cell]]) -> tuple[list[str], list[list[Cell]]]:
    """Return a table without the columns in which no row says anything.

    >>> filled(["name", "duty"], [[Cell("Mira Olin"), Cell("")]])
    (['name'], [[Cell(text='Mira Olin', href='', number=False)]])
    """
    kept = [place for place in range(len(columns)) if any(row[place].text for row in rows)]
    return [columns[place] for place in kept], [[row[place] for place in kept] for row in rows]


def cell_of(term: Term | None, labels: Mapping[str, str], base: str, target: Term | None = None) -> Cell:
    """Return one term as a cell; ``target`` is what it is the label of."""
    if isinstance(target, NamedNode):
        return Cell(_text(term) or labels.get(target.value, ""), href_of(target.value, base))
    if isinstance(term, NamedNode):
        return Cell(labels.get(term.value) or shortened(term.value, base), href_of(term.value, base))
    number = isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in ("integer", "decimal", "double")
    return Cell(_text(term), number=number)


def href_of(iri: str, base: str) -> str:
    """Return where a link to an IRI leads: a path of ours for things of the dataset, "" for what is no web address.

    >>> href_of("https://example.org/kg/person/p-1", "https://example.org/kg/")
    '/person/p-1'
    """
    if iri.startswith(base):
        return "/" + iri.removeprefix(base)
    return iri if iri.startswith(("https://", "http://")) else ""


def shortened(iri: str, base: str) -> str:
    """Return an IRI as people can read it.

    >>> shortened("https://example.org/kg/source/a/b.md#line=1,2", "https://example.org/kg/")
    'source/a/b.md#line=1,2'
    """
    return iri.removeprefix(base) if iri.startswith(base) else iri.rpartition("#")[2] or iri


def labels_of(engine: Engine, iris: set[str]) -> dict[str, str]:
    """Return the labels of IRIs, by one query."""
    wanted = " ".join(f"<{iri}>" for iri in sorted(iris) if not any(c in iri for c in '<>"{}|^`\\ '))
    if not wanted:
        return {}
    query = f"SELECT ?thing ?label {{ VALUES ?thing {{ {wanted} }} ?thing rdfs:label|skos:prefLabel ?label }}"
    rows = of_answer(engine.sparql(query))
    assert isinstance(rows, Table)
    return {str(thing): str(label) for thing, label in rows.values()}


def _folded_columns(
    columns: Sequence[str], rows: Sequence[Sequence[Term | None]], labels: Mapping[str, str],
) -> dict[int, int]:
    """Columns of IRIs whose labels stand in another column -> that column."""
    folded: dict[int, int] = {}
    for place in range(len(columns)):
        filled = [row for row in rows if row[place] is not None]
        if not filled or not all(isinstance(row[place], NamedNode) for row in filled):
            continue
        for other in range(len(columns)):
            if other != place and other not in folded.values() and all(
                _text(row[other]) == labels.get(_text(row[place]), "") != "" for row in filled
            ):
                folded[place] = other
                break
    return folded


def _text(term: Value | Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, Literal | NamedNode) else str(term)
