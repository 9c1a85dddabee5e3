"""The things of a dataset that links are wanted for.

Takes an engine; gives ``Thing`` records in the order of their IRIs.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.engine import Engine
from kg.link.things import Thing, identifier
from kg.query.results import Table, of_answer

_PEOPLE = """SELECT ?thing ?what ?value WHERE {
  %s
  { ?thing rdfs:label ?value BIND("label" AS ?what) }
  UNION { ?thing schema:alternateName ?value BIND("name" AS ?what) }
  UNION { ?thing owl:sameAs|schema:identifier ?value BIND("id" AS ?what) }
  UNION { ?paper schema:author ?thing ; rdfs:label ?value BIND("witness" AS ?what) }
}"""
_QUERIES = {
    "person": _PEOPLE % "{ SELECT DISTINCT ?thing WHERE { ?page foaf:primaryTopic ?thing } }",
    "everyone": _PEOPLE % "{ SELECT DISTINCT ?thing WHERE { ?thing a kg:Person } }",
    "paper": """SELECT ?thing ?what ?value WHERE {
      { SELECT ?thing WHERE { ?thing a kg:Paper } }
      { ?thing rdfs:label ?value BIND("label" AS ?what) }
      UNION { ?thing owl:sameAs|bibo:doi ?value BIND("id" AS ?what) }
      UNION { ?thing kg:year ?value BIND("year" AS ?what) }
      UNION { ?thing schema:author ?author . ?author rdfs:label ?value BIND("witness" AS ?what) }
    }""",
    "venue": """SELECT ?thing ?what ?value WHERE {
      { SELECT ?thing WHERE { ?thing a kg:Venue } }
      { ?thing schema:name ?value BIND("label" AS ?what) }
      UNION { ?thing rdfs:label|schema:alternateName|kg:acronym|kg:formerName ?value BIND("name" AS ?what) }
      UNION { ?thing owl:sameAs ?value BIND("id" AS ?what) }
    }""",
}


def things(engine: Engine, kind: str, *, everyone: bool = False) -> Iterator[Thing]:
    """Yield the things of a kind.

    Args:
        engine: the dataset.
        kind: "person", "paper" or "venue".
        everyone: people without a page of their own too.
    """
    table = of_answer(engine.sparql(_QUERIES["everyone" if kind == "person" and everyone else kind]))
    assert isinstance(table, Table)
    told: dict[str, dict[str, set[str]]] = {}
    for thing, what, value in table.values():
        told.setdefault(str(thing), {}).setdefault(str(what), set()).add(str(value))
    for iri in sorted(told):
        yield of(iri, told[iri])


def of(iri: str, told: dict[str, set[str]]) -> Thing:
    """Make a thing of what is told about it: "label", "name", "id", "witness" and "year", each with its values."""
    names = (*sorted(told.get("label", ())), *sorted(told.get("name", set()) - told.get("label", set())))
    year = next((each[:4] for each in sorted(told.get("year", ())) if each[:4].isdigit()), "")
    ids = frozenset(filter(None, map(identifier, {*told.get("id", ()), iri})))
    return Thing(iri, names, ids, frozenset(told.get("witness", ())), int(year) if year else None)
