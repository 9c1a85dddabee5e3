"""The tools for assistants, as the package's own client sees them: ``kg mcp`` in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp", reason="the extra [mcp] is not installed: pip install 'homepage-kg[mcp]'")

from mcp import Client, StdioServerParameters

from kg.query import catalogue
from kg.store import writer
from tests.world import BASE, world


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assisted")
    with writer(folder) as new:
        new.load([world()])
    return folder


def with_client(data: Path, use: Callable[[Client], Awaitable[None]], *options: str) -> None:
    """Start ``kg mcp``, connect to it, and use it."""
    command = StdioServerParameters(command=sys.executable, args=["-m", "kg", "mcp", "--data", str(data), *options])

    async def talk() -> None:
        async with Client(command, read_timeout_seconds=60) as client:
            await use(client)

    with ThreadPoolExecutor(1) as thread:  # this one may have a loop running: that of a browser's test
        thread.submit(anyio.run, talk).result()


def text(result: Any) -> str:
    return "\n".join(each.text for each in result.content)


def test_every_question_is_a_tool_with_its_parameters(data: Path) -> None:
    async def use(client: Client) -> None:
        tools = {each.name: each for each in (await client.list_tools()).tools}
        assert set(tools) == {*catalogue(), "sparql", "find", "describe"}
        assert all(each.annotations is not None and each.annotations.read_only_hint for each in tools.values())
        schema = tools["coauthors_top"].input_schema
        assert schema["required"] == ["person"]
        assert schema["properties"]["top"] == {"type": "integer", "description": "how many to show", "default": 10}
        assert tools["reviewers"].input_schema["properties"]["candidates"]["type"] == "array"

    with_client(data, use)


def test_questions_are_answered(data: Path) -> None:
    async def use(client: Client) -> None:
        answer = await client.call_tool("coauthors_top", {"person": "Mira Olin", "top": 2})
        assert not answer.is_error
        assert answer.structured_content is not None
        assert answer.structured_content["columns"] == ["coauthor", "name", "papers", "first", "last"]
        assert [row[1] for row in answer.structured_content["rows"]] == ["Bo Tamm", "Ada Quist"]
        assert text(answer).splitlines()[0] == "coauthor,name,papers,first,last"
        several = await client.call_tool("reviewers", {"candidates": ["Kenji Arata", "Ada Quist"], "person": ["Bo Tamm"]})
        assert not several.is_error
        described = await client.call_tool("describe", {})
        assert "PREFIX kg: <https://w3id.org/homepage-kg/ontology#>" in text(described)

    with_client(data, use)


def test_names_are_told_apart(data: Path) -> None:
    async def use(client: Client) -> None:
        unclear = await client.call_tool("coauthors", {"person": "Wei Zhang"})
        assert unclear.is_error
        assert f"<{BASE}person/p-teo>" in text(unclear)
        assert f"<{BASE}person/p-teo2>" in text(unclear)
        found = await client.call_tool("find", {"kind": "venue", "name": "NIPS"})
        assert f"{BASE}venue/v-icr" in text(found)
        missing = await client.call_tool("timeline", {})
        assert missing.is_error
        assert "needs person" in text(missing)

    with_client(data, use)


def test_sparql_reads_only_and_has_limits(data: Path) -> None:
    async def use(client: Client) -> None:
        rows = await client.call_tool("sparql", {"query": "SELECT ?n { ?p a kg:Person ; rdfs:label ?n } ORDER BY ?n"})
        assert "Mira Olin" in text(rows)
        graph = await client.call_tool("sparql", {"query": "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }"})
        assert "kg:Person" in text(graph)
        for refused, why in (("DELETE WHERE { ?s ?p ?o }", "syntax error"), ("SELECT * { ?s ?p }", "line 1"),
                             ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE is not allowed")):
            answer = await client.call_tool("sparql", {"query": refused})
            assert answer.is_error
            assert why in text(answer)
        many = await client.call_tool("sparql", {"query": "SELECT ?a ?b { ?a a ?x . ?b a ?y }"})
        assert many.structured_content is not None
        assert len(many.structured_content["rows"]) == 1000
        assert "more rows" in text(many)
        cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?d && ?f != ?i) }"
        slow = await client.call_tool("sparql", {"query": cross})
        assert slow.is_error
        assert "2 s" in text(slow)
        after = await client.call_tool("sparql", {"query": "ASK {}"})
        assert not after.is_error

    with_client(data, use, "--timeout", "2")
