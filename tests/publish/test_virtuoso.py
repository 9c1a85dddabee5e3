"""Publishing to Virtuoso, which asks for digest authentication and has limits that Oxigraph has not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.publish.remote import Remote
from kg.publish.to_server import publish_to_server
from tests.publish.test_to_server import BASE, dataset
from tests.servers import Virtuoso, virtuoso


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as running:
        yield running


def remote(server: Virtuoso, *, update: bool = True, store: bool = True, password: str = "dba") -> Remote:
    return Remote(query=server.query, store=server.store if store else "", update=server.update if update else "",
                  user=server.user, password=password, sleep=lambda seconds: None)


def contents(server: Virtuoso, base: str) -> dict[str, int]:
    """The sizes of the graphs below a base."""
    rows = remote(server).select(
        f'SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{base}")) }} GROUP BY ?g')
    return {row["g"].removeprefix(f"{base}graph/"): int(row["n"]) for row in rows}


WAYS = pytest.mark.parametrize(
    ("update", "store"), [(True, True), (False, True), (True, False)], ids=["both", "graph-store", "update"])


@WAYS
def test_virtuoso_holds_what_was_published(tmp_path: Path, server: Virtuoso, update: bool, store: bool) -> None:
    to = remote(server, update=update, store=store)
    publish_to_server(dataset(tmp_path / "one", ("g-a", 7), ("g-b", 3), ("g-c", 2)), to, BASE, chunk=2)
    assert contents(server, BASE) == {"g-a": 7, "g-b": 3, "g-c": 2, "published": 6}
    again = publish_to_server(dataset(tmp_path / "two", ("g-a", 7), ("g-b", 4)), to, BASE, chunk=2)
    assert (sorted(again.write), again.drop) == ([f"{BASE}graph/g-b"], (f"{BASE}graph/g-c",))
    assert contents(server, BASE) == {"g-a": 7, "g-b": 4, "published": 4}
