"""Publishing to a real server: what changes, and what does not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.errors import EndpointError
from kg.publish.record import STAGING
from kg.publish.remote import Remote
from kg.publish.to_server import publish_to_server
from kg.store import Dataset, writer
from tests.servers import free_port, oxigraph

BASE = "https://example.org/kg/"


def dataset(folder: Path, *graphs: tuple[str, int]) -> Dataset:
    """A dataset whose graphs have so many triples each."""
    lines = [f'<{BASE}person/p-{n}> <https://schema.org/name> "{name} {n}" <{BASE}graph/{name}> .\n'
             for name, size in graphs for n in range(size)]
    with writer(folder) as new:
        new.load(lines)
    return Dataset.open(folder)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with oxigraph(tmp_path / "server") as address:
        yield address


def remote(address: str, *, update: bool = True, store: bool = True) -> Remote:
    return Remote(query=f"{address}/query", store=f"{address}/store" if store else "",
                  update=f"{address}/update" if update else "", pause=0.0)


def contents(address: str) -> dict[str, int]:
    rows = remote(address).select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    return {row["g"].removeprefix(f"{BASE}graph/"): int(row["n"]) for row in rows}


WAYS = pytest.mark.parametrize(
    ("update", "store"), [(True, True), (False, True), (True, False)], ids=["both", "graph-store", "update"])


@WAYS
def test_a_server_holds_what_was_published(tmp_path: Path, server: str, update: bool, store: bool) -> None:
    ours = dataset(tmp_path / "kg", ("g-a", 7), ("g-b", 3))
    done = publish_to_server(ours, remote(server, update=update, store=store), BASE, chunk=2)
    assert sorted(done.write) == [f"{BASE}graph/g-a", f"{BASE}graph/g-b"]
    assert contents(server) == {"g-a": 7, "g-b": 3, "published": 4}


@WAYS
def test_only_changed_graphs_are_written_and_lost_ones_dropped(
    tmp_path: Path, server: str, update: bool, store: bool,
) -> None:
    to = remote(server, update=update, store=store)
    publish_to_server(dataset(tmp_path / "one", ("g-a", 7), ("g-b", 3), ("g-c", 2)), to, BASE)
    done = publish_to_server(dataset(tmp_path / "two", ("g-a", 7), ("g-b", 4)), to, BASE)
    assert sorted(done.write) == [f"{BASE}graph/g-b"]
    assert done.drop == (f"{BASE}graph/g-c",)
    assert contents(server) == {"g-a": 7, "g-b": 4, "published": 4}


def test_a_second_publication_of_the_same_changes_nothing(tmp_path: Path, server: str) -> None:
    ours = dataset(tmp_path / "kg", ("g-a", 7))
    publish_to_server(ours, remote(server), BASE)
    assert not publish_to_server(ours, remote(server), BASE)


def test_a_dry_run_writes_nothing(tmp_path: Path, server: str) -> None:
    said: list[str] = []
    publish_to_server(dataset(tmp_path / "kg", ("g-a", 7)), remote(server), BASE, dry_run=True, tell=said.append)
    assert said == ["1 graphs to write (7 triples), 0 to drop, 0 as they are"]
    assert contents(server) == {}


def test_graphs_of_others_are_left_alone(tmp_path: Path, server: str) -> None:
    remote(server).put("https://elsewhere.example/graph", b"<a:s> <a:p> <a:o> .\n")
    publish_to_server(dataset(tmp_path / "kg", ("g-a", 7)), remote(server), BASE)
    publish_to_server(dataset(tmp_path / "empty", ("g-b", 1)), remote(server), BASE)
    assert contents(server) == {"g-b": 1, "https://elsewhere.example/graph": 1, "published": 2}


def test_a_server_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(EndpointError, match="cannot be reached"):
        publish_to_server(dataset(tmp_path / "kg", ("g-a", 1)), remote(address), BASE)


def test_a_passing_fault_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: Iterator[httpx.Response | Exception] = iter([
        httpx.Response(503), httpx.ConnectError("refused"), httpx.Response(204)])
    asked = []

    def request(self: httpx.Client, method: str, url: str, **rest: object) -> httpx.Response:
        asked.append(method)
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(httpx.Client, "request", request)
    Remote(query="http://x.example/", store="http://x.example/", pause=0.0).put("g:a", b"")
    assert asked == ["PUT"] * 3


def test_a_refusal_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def request(self: httpx.Client, method: str, url: str, **rest: object) -> httpx.Response:
        asked.append(method)
        return httpx.Response(401, text="who are you?")

    monkeypatch.setattr(httpx.Client, "request", request)
    with pytest.raises(EndpointError, match=r"401.*who are you.*--user"):
        Remote(query="http://x.example/", store="http://x.example/").put("g:a", b"")
    assert asked == ["PUT"]


def test_the_command_line_publishes_compares_and_undoes(tmp_path: Path, server: str) -> None:
    ours = dataset(tmp_path / "kg", ("g-a", 5))
    remote(server).put("https://elsewhere.example/graph", b"<a:s> <a:p> <a:o> .\n")
    remote(server).put(f"{BASE}{STAGING}left", b"<a:s> <a:p> <a:o> .\n")

    def kg(*arguments: str) -> str:
        done = subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    place = ("--query", f"{server}/query", "--update", f"{server}/update", "--data", str(ours.path))
    assert "removed 1 graphs" in kg("publish", "server", *place, "--undo")
    assert "1 graphs to write (5 triples)" in kg("publish", "server", *place, "--dry-run")
    assert kg("diff", f"{server}/query", str(ours.path)).endswith("5 statements more, 0 fewer\n")
    assert "read back: 1 graphs with 5 triples" in kg("publish", "server", *place)
    assert kg("diff", f"{server}/query", str(ours.path)) == "0 statements more, 0 fewer\n"
    assert kg("diff", str(ours.path), f"{server}/query", "--patch") == "TX .\nTC .\n"
    assert "1 graphs to write" in kg("publish", "server", *place, "--all", "--dry-run")
