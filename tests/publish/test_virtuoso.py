"""Publishing to Virtuoso, which asks for digest authentication and has limits that Oxigraph has not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.endpoint import Endpoint
from kg.errors import EndpointError
from kg.publish import difference as compared
from kg.publish import to_server
from kg.publish.record import recorded
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
                  user=server.user, password=password, pause=0.0)


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
    publish_to_server(dataset(tmp_path / "three"), to, BASE)
    assert contents(server, BASE) == {}


def test_a_publication_that_died_is_finished_by_the_next(
    tmp_path: Path, server: Virtuoso, monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish_to_server(dataset(tmp_path / "one", ("g-a", 7), ("g-b", 3), ("g-c", 2)), remote(server), BASE)
    run = Remote.run

    def cut_in_the_middle(self: Remote, update: str, tries: int = 0) -> None:
        run(self, update.rpartition(" ;\n")[0], tries)
        raise EndpointError("the connection was cut")

    two = dataset(tmp_path / "two", ("g-a", 8), ("g-c", 2), ("g-d", 1))
    with monkeypatch.context() as patched:
        patched.setattr(Remote, "run", cut_in_the_middle)
        with pytest.raises(EndpointError):
            publish_to_server(two, remote(server), BASE)
    publish_to_server(two, remote(server), BASE)
    assert contents(server, BASE) == {"g-a": 8, "g-c": 2, "g-d": 1, "published": 6}


@pytest.mark.parametrize("sent", ["not at all", "in part", "wholly"])
def test_moving_into_place_is_safe_to_repeat_when_its_answer_is_lost(
    tmp_path: Path, server: Virtuoso, monkeypatch: pytest.MonkeyPatch, sent: str,
) -> None:
    publish_to_server(dataset(tmp_path / "one", ("g-a", 7), ("g-b", 3)), remote(server), BASE)
    run = Remote.run
    lost: list[str] = []

    def answer_is_lost(self: Remote, update: str, tries: int = 0) -> None:
        if "MOVE" in update and not lost:
            lost.append(update)
            part = {"not at all": "", "in part": " ;\n".join(update.split(" ;\n")[:2]), "wholly": update}[sent]
            if part:
                run(self, part, tries)
            raise EndpointError("the answer was lost")
        run(self, update, tries)

    monkeypatch.setattr(Remote, "run", answer_is_lost)
    publish_to_server(dataset(tmp_path / "two", ("g-a", 8), ("g-c", 2)), remote(server), BASE)
    assert lost
    assert contents(server, BASE) == {"g-a": 8, "g-c": 2, "published": 4}


def test_more_triples_than_an_update_bears_go_in_several(tmp_path: Path, server: Virtuoso) -> None:
    base = "https://example.org/large/"
    publish_to_server(dataset(tmp_path / "kg", ("g-a", 6_000)), remote(server, store=False), base)
    assert contents(server, BASE)["g-a"] == 6_000
    publish_to_server(dataset(tmp_path / "none"), remote(server), base)


def test_a_record_longer_than_an_answer_is_read_whole(
    tmp_path: Path, server: Virtuoso, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(to_server, "_OPERATIONS", 50)
    many = dataset(tmp_path / "kg", *((f"g-{n}", 1) for n in range(130)))
    publish_to_server(many, remote(server), BASE)
    assert len(recorded(remote(server), BASE)) == 130
    assert not publish_to_server(many, remote(server), BASE)


def test_queries_answer_a_digest_challenge_too(server: Virtuoso) -> None:
    private = Endpoint(server.update, user=server.user, password=server.password, retries=0)
    assert private.sparql("ASK { ?s ?p ?o }")
    with pytest.raises(EndpointError, match="KG_PASSWORD"):
        Endpoint(server.update, user=server.user, password="wrong", retries=0).sparql("ASK { ?s ?p ?o }")


def test_a_wrong_password_is_a_clear_error(tmp_path: Path, server: Virtuoso) -> None:
    with pytest.raises(EndpointError, match=r"401.*KG_PASSWORD"):
        publish_to_server(dataset(tmp_path / "kg", ("g-a", 9)), remote(server, password="wrong"), BASE)


def test_a_dataset_does_not_differ_from_what_was_published_of_it(
    tmp_path: Path, server: Virtuoso, monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = dataset(tmp_path / "kg", ("g-a", 300), ("g-b", 2))
    publish_to_server(ours, remote(server), BASE)
    for at_once in (200_000, 100):
        monkeypatch.setattr(compared, "TRIPLES", at_once)
        assert not compared.difference(Endpoint(server.query), ours, BASE)
    found = compared.difference(ours, Endpoint(server.query), f"{BASE}")
    assert (found.added, found.removed) == ((), ())
    newer = dataset(tmp_path / "newer", ("g-a", 301))
    assert [len(each) for each in compared.difference(Endpoint(server.query), newer, BASE)[:2]] == [1, 2]
