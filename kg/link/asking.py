"""Candidates from an endpoint: one query for a batch of things, by their names and by their identifiers.

Takes an engine, a template a kind, and things; gives the candidates. A template is SPARQL with the lines
``VALUES ?name { … } # parameter`` and, where identifiers can be asked for, ``VALUES ?same { … } # parameter``. It gives
``?candidate`` and ``?label``; and where it can ``?id``, an identifier of the candidate, ``?witness``, a title of a
person or an author of a paper, and ``?year``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.engine import Engine
from kg.errors import EndpointError, QueryError
from kg.files import shipped
from kg.link.ours import of
from kg.link.things import KINDS, Thing
from kg.query.catalogue import fill
from kg.query.results import Table, of_answer

PRESETS = {
    "dblp": "https://sparql.dblp.org/sparql",
    "wikidata": "https://query.wikidata.org/sparql",
    "semopenalex": "https://semopenalex.org/sparql",
    "kg": "",
}
"""The endpoints whose templates are shipped, with their addresses; "kg" is any dataset of this kind."""


_IRI = re.compile(r"""https?://[^\s<>"{}|\\^`]+""")
"""What may stand in a file of ours as an address."""


def templates(name: str) -> dict[str, str]:
    """Return the templates of a preset, or those in a folder, kind -> SPARQL.

    Raises:
        QueryError: there are none.
    """
    folder = shipped("queries") / "link" / name if name in PRESETS else Path(name)
    found = {kind: (folder / f"{kind}.rq").read_text(encoding="utf-8") for kind in KINDS
             if (folder / f"{kind}.rq").is_file()}
    if not found:
        raise QueryError(f"there are no templates in {name!r}",
                         hint=f"give {', '.join(PRESETS)}, or a folder with person.rq, paper.rq or venue.rq")
    return found


def candidates(engine: Engine, template: str, batch: Sequence[Thing]) -> list[Thing]:
    """Ask for everything that may be one of the things of a batch.

    Raises:
        QueryError: the endpoint does not understand the template, or took too long.
        EndpointError: it cannot be reached, or the template does not give what it should.
    """
    names = sorted({name for thing in batch for name in thing.names})
    ids = sorted({each for thing in batch for each in thing.ids})
    terms = {"name": _values(map(Literal, names)), "same": _values(map(NamedNode, ids))}
    table = of_answer(engine.sparql(fill(template, terms)))
    if not isinstance(table, Table) or not {"candidate", "label"} <= set(table.columns):
        raise EndpointError("the template does not select ?candidate and ?label")
    told: dict[str, dict[str, set[str]]] = {}
    for row in table.records():
        if _IRI.fullmatch(str(row["candidate"])):
            _add(told.setdefault(str(row["candidate"]), {}), row)
    return [of(iri, told[iri]) for iri in sorted(told)]


def _values(terms: Iterable[object]) -> str:
    """Terms for the braces of VALUES; an address that nothing has where there are none."""
    return " ".join(map(str, terms)) or "<urn:nothing>"


def _add(told: dict[str, set[str]], row: Mapping[str, object]) -> None:
    for what in ("label", "name", "id", "witness", "year"):
        value = row.get(what)
        if value is not None and value != "":
            told.setdefault(what, set()).add(str(value))
