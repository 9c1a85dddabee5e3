"""The catalogue on Virtuoso, which many public endpoints run: the same rows, and all of them where it cuts answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from kg.endpoint import Endpoint
from kg.errors import EndpointError
from kg.publish.remote import Remote
from kg.publish.to_server import publish_to_server
from kg.query import Table, catalogue, find, run
from kg.store import Dataset, writer
from tests.servers import virtuoso
from tests.world import BASE, example, world

FAULTS = {
    "advising": "Virtuoso 7.2 loses the start of a property path that VALUES gives in a branch of a UNION",
    "collaboration_changes": "Virtuoso 7.2 fails inside its compiler: SQ156",
    "timeline": "Virtuoso 7.2 fails inside its compiler: SQ156",
    "whereabouts": "Virtuoso 7.2 gives an OPTIONAL the value of another row",
}
"""What goes wrong inside Virtuoso; a test tells when it no longer does."""


class Both(NamedTuple):
    """The made-up world on disk, and in Virtuoso."""

    here: Dataset
    there: Endpoint


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        folder = tmp_path_factory.mktemp("world")
        with writer(folder) as new:
            new.load([world()])
        to = Remote(query=server.query, store=server.store, update=server.update, user=server.user,
                    password=server.password, pause=0.0)
        with Dataset.open(folder) as dataset:
            publish_to_server(dataset, to, BASE)
            yield Both(dataset, Endpoint(server.query, user="", pause=0.0, retries=1))


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")  # the first day of 2024


def csv(answer: object) -> str:
    assert isinstance(answer, Table)
    return answer.to_csv()


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=pytest.mark.xfail(reason=FAULTS[name], strict=True)) if name in FAULTS else name
    for name in catalogue()])
def test_the_catalogue_gives_the_same_rows(both: Both, name: str) -> None:
    question = find(name)
    assert csv(run(both.there, question, example(question))) == csv(run(both.here, question, example(question)))


@pytest.mark.parametrize("order", ["", "ORDER BY ?p", "ORDER BY DESC(?s) # the last"])
def test_an_answer_that_is_cut_short_comes_in_pages(both: Both, order: str) -> None:
    # Virtuoso stores true as 1, whatever the order.
    query = f"""SELECT ?s ?p ?o WHERE {{ ?s ?p ?o . ?s a kg:Signature .
        FILTER(?p NOT IN (kg:corresponding, kg:equalContribution)) }} {order}"""
    here = csv(run(both.here, query)).splitlines()
    there = csv(run(both.there, query)).splitlines()
    assert len(here) > 250, "more than two pages of Virtuoso's 100 rows"
    assert sorted(there) == sorted(here)


def test_rows_of_equal_value_are_all_there(both: Both) -> None:
    query = "SELECT ?p WHERE { ?s ?p ?o . ?s a kg:Signature }"
    assert sorted(csv(run(both.there, query)).splitlines()) == sorted(csv(run(both.here, query)).splitlines())


@pytest.mark.parametrize("end", ["LIMIT 150", "VALUES ?p { kg:ordinal kg:person kg:paper kg:entry }"])
def test_what_cannot_be_had_in_pages_is_told(both: Both, end: str) -> None:
    with pytest.raises(EndpointError, match="no more than 100 rows at a time"):
        both.there.sparql(f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o . ?s a kg:Signature }} {end}")
