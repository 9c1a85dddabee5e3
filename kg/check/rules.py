"""The shapes that are SPARQL queries, run once for all nodes instead of once a node.

SHACL gives ``$this`` one value at a time. Here the shape's targets stand in front of the query's pattern, so that one
run of it binds ``$this`` to all of them: the same answers, at the price of a join. What that asks of the queries: the
outermost pattern comes first after WHERE, and nothing is negated that does not name ``$this`` or what hangs on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.check.findings import Result
from kg.check.shapes import OVER_DATA, Shape, load_shapes
from kg.vocab import PREFIXES

_COMPONENT = PREFIXES["sh"] + "SPARQLConstraintComponent"
_SELECT = re.compile(r"SELECT(\s+DISTINCT)?", re.IGNORECASE)
_WHERE = re.compile(r"WHERE\s*\{", re.IGNORECASE)


def rules_of_chunks(text: str, files: tuple[str, ...] = OVER_DATA) -> list[Result]:
    """Run the queries that see one page, or one node, at a time over a chunk of N-Quads."""
    chunk = Store()
    chunk.load(text, format=RdfFormat.N_QUADS)
    return [found for rule in load_shapes(files).rules if not rule.needs_the_whole for found in run(rule, chunk)]


def rules_of_the_whole(store: Store, files: tuple[str, ...] = OVER_DATA) -> list[Result]:
    """Run the queries that may look at several pages over the whole dataset."""
    return [found for rule in load_shapes(files).rules if rule.needs_the_whole for found in run(rule, store)]


def run(rule: Shape, store: Store) -> Iterator[Result]:
    """Yield what a rule finds in a store, over the union of its graphs."""
    solutions = store.query(for_all(rule), prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    has_value = any(each.value == "value" for each in solutions.variables)
    for row in solutions:
        focus, value = str(row["this"]), row["value"] if has_value else None
        yield Result(rule.iri, _COMPONENT, focus, "" if value is None or str(value) == focus else str(value))


def for_all(rule: Shape) -> str:
    """Return a rule's query for all of its targets.

    >>> rule = Shape("s", "", "", "", "", ("http://e.x/C",), (), "SELECT $this WHERE { $this a ?any }")
    >>> for_all(rule)
    'SELECT DISTINCT $this WHERE { { $this a <http://e.x/C> } . $this a ?any }'
    """
    targets = [f"{{ $this a <{each}> }}" for each in rule.target_classes]
    targets += [f"{{ $this <{each}> ?any_value }}" for each in rule.target_subjects_of]
    query = _SELECT.sub("SELECT DISTINCT", rule.query.strip(), count=1)
    return _WHERE.sub(lambda found: f"{found[0]} {' UNION '.join(targets)} .", query, count=1)
