"""Whatever fails at whatever step of a publication, by itself or for good: nothing is lost, nothing doubled."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from kg.errors import EndpointError
from kg.publish.record import STAGING
from kg.publish.remote import Remote
from kg.publish.to_server import publish_to_server, undo
from kg.store import Dataset
from tests.publish.faults import PASSING, Proxy, proxy
from tests.publish.test_to_server import BASE, contents, dataset, remote
from tests.servers import oxigraph

BEFORE = {"g-a": 4, "g-b": 3, "g-k": 1, "published": 6}
AFTER = {"g-a": 5, "g-c": 2, "g-k": 1, "published": 6}
CHUNK = 4
WAYS = {"both": (True, True), "update": (True, False), "graph-store": (False, True)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture
def between(server: str) -> Iterator[Proxy]:
    with proxy(server) as running:
        yield running


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return dataset(tmp_path_factory.mktemp("old"), ("g-a", 4), ("g-b", 3), ("g-k", 1))


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return dataset(tmp_path_factory.mktemp("new"), ("g-a", 5), ("g-c", 2), ("g-k", 1))


def through(between: Proxy, way: str, tries: int) -> Remote:
    update, store = WAYS[way]
    address = between.address
    return Remote(query=f"{address}/query", store=f"{address}/store" if store else "",
                  update=f"{address}/update" if update else "", pause=0.0, tries=tries)


def before_each_step(between: Proxy, server: str, old: Dataset, new: Dataset, way: str) -> Iterator[int]:
    """The steps of a publication, each one request; at each the server holds the old build again."""
    publish_to_server(old, remote(server), BASE)
    with httpx.Client(verify=False, headers={"Content-Type": "application/n-quads"}) as client:
        saved = client.get(f"{server}/store", headers={"Accept": "application/n-quads"}).content
        between.fail(0, "")
        publish_to_server(new, through(between, way, 1), BASE, chunk=CHUNK)
        for step in range(1, between.asked + 1):
            assert client.delete(f"{server}/store").is_success
            assert client.post(f"{server}/store", content=saved).is_success
            yield step


@pytest.mark.parametrize("how", PASSING)
@pytest.mark.parametrize("way", ["both", "graph-store"])
def test_a_fault_that_passes_is_survived_at_every_step(
    between: Proxy, server: str, old: Dataset, new: Dataset, way: str, how: str,
) -> None:
    for step in before_each_step(between, server, old, new, way):
        between.fail(step, how)
        publish_to_server(new, through(between, way, 2), BASE, chunk=CHUNK)
        assert contents(server) == AFTER, step


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_goes_away_at_any_step_is_left_mendable(
    between: Proxy, server: str, old: Dataset, new: Dataset, way: str,
) -> None:
    for step in before_each_step(between, server, old, new, way):
        between.fail(step, "gone")
        with pytest.raises(EndpointError):
            publish_to_server(new, through(between, way, 2), BASE, chunk=CHUNK)
        if way != "graph-store":
            assert shown(server) in (BEFORE, AFTER), step
        publish_to_server(new, remote(server), BASE, chunk=CHUNK)
        assert contents(server) == AFTER, step


@pytest.mark.parametrize("way", ["both", "graph-store"])
def test_after_a_death_the_build_before_can_be_published_again(
    between: Proxy, server: str, old: Dataset, new: Dataset, way: str,
) -> None:
    for step in before_each_step(between, server, old, new, way):
        between.fail(step, "gone")
        with pytest.raises(EndpointError):
            publish_to_server(new, through(between, way, 1), BASE, chunk=CHUNK)
        publish_to_server(old, remote(server), BASE)
        undo(remote(server), BASE)
        assert contents(server) == BEFORE, step


@pytest.mark.parametrize("way", ["both", "graph-store"])
def test_a_publication_that_is_killed_at_any_step_is_finished_by_the_next(
    between: Proxy, server: str, old: Dataset, new: Dataset, way: str,
) -> None:
    kinds = itertools.cycle(["kill before", "kill within", "kill after"])
    for step, how in zip(before_each_step(between, server, old, new, way), kinds, strict=False):
        assert killed(between, new, way, step, how), step
        if way != "graph-store":
            assert shown(server) in (BEFORE, AFTER), step
        publish_to_server(new, remote(server), BASE, chunk=CHUNK)
        assert contents(server) == AFTER, step


@pytest.fixture
def died_before_the_swap(server: str, old: Dataset, new: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_order(*_: object, **__: object) -> None:
        raise EndpointError("out of order")

    publish_to_server(old, remote(server), BASE)
    with monkeypatch.context() as patched:
        patched.setattr(Remote, "run", out_of_order)
        with pytest.raises(EndpointError):
            publish_to_server(new, remote(server), BASE)


@pytest.mark.usefixtures("died_before_the_swap")
def test_what_was_staged_whole_before_a_death_is_not_sent_again(
    server: str, new: Dataset, monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = []
    add = Remote.add

    def noted(self: Remote, graph: str, body: bytes) -> None:
        sent.append(graph.removeprefix(f"{BASE}{STAGING}"))
        add(self, graph, body)

    monkeypatch.setattr(Remote, "add", noted)
    publish_to_server(new, remote(server), BASE)
    assert sent == ["record-during", "record-after"]
    assert contents(server) == AFTER


@pytest.mark.usefixtures("died_before_the_swap")
def test_what_a_death_left_can_be_removed(server: str) -> None:
    assert shown(server) == BEFORE
    assert undo(remote(server), BASE) == 4  # two graphs, and the record twice
    assert contents(server) == BEFORE


def shown(server: str) -> dict[str, int]:
    """What the server shows under the names that others know."""
    return {name: size for name, size in contents(server).items() if not f"graph/{name}".startswith(STAGING)}


def killed(between: Proxy, new: Dataset, way: str, step: int, how: str) -> bool:
    """Publish in a process of its own, that is killed at a step; say whether it was."""
    update, store = WAYS[way]
    command = [sys.executable, "-m", "kg", "publish", "server", "--data", str(new.path), "--chunk", str(CHUNK),
               "--query", f"{between.address}/query",
               *(["--update", f"{between.address}/update"] if update else []),
               *(["--store", f"{between.address}/store"] if store else [])]
    between.fail(0, "")
    process = subprocess.Popen(command, cwd=new.path, stderr=subprocess.DEVNULL)
    between.fail(step, how, process.pid)
    return process.wait() == -9
