"""The dataset for assistants: the catalogue, and SPARQL that only reads, as tools of the Model Context Protocol.

Takes a dataset's folder; gives a server that speaks the protocol (https://modelcontextprotocol.io) over standard input
and output. Each question of the catalogue is a tool whose parameters are a JSON schema; ``sparql`` takes any query;
``find`` tells what a name may mean; ``describe`` what there is to ask for. Every query runs in a process that is ended
when it takes too long or wants too much memory, as those of ``kg serve`` do. Needs the extra ``[mcp]``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anyio.to_thread
import mcp.types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from kg import __version__
from kg.engine import PREFIXES, Engine
from kg.errors import AmbiguousName, KGError, QueryError
from kg.query import Parameter, Question, Table, catalogue, run
from kg.query.catalogue import ENTITIES
from kg.query.names import resolve
from kg.web.limited import Limited
from kg.web.workers import Limits, WorkerPool

MOST_ROWS = 1000
"""Rows of one answer: what is longer is cut, and the answer says so."""

INSTRUCTIONS = (
    "A knowledge graph of researchers, papers and venues, read from homepages; facts name the source and lines that say "
    "so. Each tool but find, describe and sparql is a question of its catalogue. People, organizations, venues and "
    "papers may be given by any name, an identifier (ORCID, DOI, homepage) or their IRI; an unclear name gives "
    "candidates. What no question covers: look at describe, then write SPARQL. The usual prefixes need no declaration."
)


async def serve(data: Path, limits: Limits) -> None:
    """Speak the protocol on standard input and output until the client ends it.

    Args:
        data: the folder of the dataset.
        limits: what one query may use.

    Raises:
        DatasetError: there is no dataset.
    """
    pool = WorkerPool(data, workers=2, limits=limits)
    try:
        server = make_server(Limited(pool))
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())
    finally:
        pool.close()


def make_server(engine: Engine) -> Server[Any]:
    """Make the server for one engine."""
    offered = tools()
    calls = {**{name: _asking(question) for name, question in catalogue().items()},
             "sparql": _sparql, "find": _find, "describe": _describe}

    async def listed(context: object, params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=offered)

    async def called(context: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        call = calls.get(params.name)
        if call is None:
            return _told(f"there is no tool {params.name!r}")
        try:
            return await anyio.to_thread.run_sync(call, engine, params.arguments or {})
        except KGError as error:
            return _told(str(error), error.candidates if isinstance(error, AmbiguousName) else ())

    return Server("homepage-kg", version=__version__, instructions=INSTRUCTIONS, on_list_tools=listed,
                  on_call_tool=called)


# ── what is offered ─────────────────────────────────────────────────────────────────────────────────────────────


def tools() -> list[types.Tool]:
    """Return the tools with their schemas: the catalogue, then those that are no question of it."""
    kinds = {"kind": {"type": "string", "enum": list(ENTITIES), "description": "what is looked for"},
             "name": {"type": "string", "description": "a name in any form, an identifier or an IRI"}}
    query = {"query": {"type": "string", "description": "SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE"}}
    return [
        *(_tool(each.name, f"{each.summary} {each.description}".strip(), _properties(each), _required(each))
          for each in catalogue().values()),
        _tool("sparql", f"Answer a SPARQL query, which can only read; at most {MOST_ROWS} rows.", query, ["query"]),
        _tool("find", "Which person, paper, venue … does a name mean?", kinds, ["kind", "name"]),
        _tool("describe", "Which classes and properties are there, how many of each, under which prefixes?", {}, []),
    ]


def _tool(name: str, description: str, properties: Mapping[str, object], required: list[str]) -> types.Tool:
    schema = {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}
    hints = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True,
                                  open_world_hint=False)
    return types.Tool(name=name, description=description, input_schema=schema, annotations=hints)


def _properties(question: Question) -> dict[str, object]:
    return {each.name: schema_of(each) for each in question.parameters}


def _required(question: Question) -> list[str]:
    return [each.name for each in question.parameters if each.required]


def schema_of(parameter: Parameter) -> dict[str, object]:
    """Return the JSON schema of a parameter.

    >>> schema_of(Parameter("top", "integer", default="10", about="how many"))
    {'type': 'integer', 'description': 'how many', 'default': 10}
    """
    kind = {"integer": "integer", "number": "number"}.get(parameter.type, "string")
    about = parameter.about
    if parameter.type in ENTITIES:
        about += f" (a {parameter.type}: name, identifier or IRI)"
    elif parameter.type in ("year", "date"):
        about += ' (such as 2021, "today" or "today-3y")' if parameter.type == "year" else ' (such as 2021-05-30, 2021)'
    if parameter.many:
        return {"type": "array", "items": {"type": kind}, "minItems": 1, "description": about}
    default: object = int(parameter.default) if kind == "integer" and parameter.default else parameter.default
    return {"type": kind, "description": about, **({"default": default} if parameter.default else {})}


# ── what is done ────────────────────────────────────────────────────────────────────────────────────────────────

Call = Callable[[Engine, Mapping[str, Any]], types.CallToolResult]


def _asking(question: Question) -> Call:
    def ask(engine: Engine, arguments: Mapping[str, Any]) -> types.CallToolResult:
        given = {name: _text(value) for name, value in arguments.items() if value is not None}
        return _answered(run(engine, question, given))

    return ask


def _text(value: Any) -> str:
    """An argument as the command line would have it: several values are parted by semicolons."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _sparql(engine: Engine, arguments: Mapping[str, Any]) -> types.CallToolResult:
    query = arguments.get("query")
    if not isinstance(query, str):
        raise QueryError("sparql needs a query", hint="query is a text")
    return _answered(run(engine, Question("sparql", text=query)))


def _find(engine: Engine, arguments: Mapping[str, Any]) -> types.CallToolResult:
    kind, name = str(arguments.get("kind")), str(arguments.get("name", ""))
    if kind not in ENTITIES:
        raise QueryError(f"there is no kind {kind!r}", hint=f"known are {', '.join(ENTITIES)}")
    iri = resolve(engine, kind, name)
    return _answered(run(engine, Question("find", text=f"SELECT ?thing ?label {{ VALUES ?thing {{ {iri} }} "
                                          "OPTIONAL { ?thing rdfs:label ?label } }")))


def _describe(engine: Engine, arguments: Mapping[str, Any]) -> types.CallToolResult:
    table = run(engine, Question("describe", text="""SELECT ?what ?term ?times WHERE {
        { ?part void:class ?term ; void:entities ?times BIND("class" AS ?what) }
        UNION { ?part void:property ?term ; void:triples ?times BIND("property" AS ?what) } }
        ORDER BY ?what DESC(?times) ?term"""))
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return _answered(table, f"{prefixes}\n")


def _answered(answer: object, before: str = "") -> types.CallToolResult:
    """An answer as text, CSV or Turtle, and rows as data too; what is too long is cut and says so."""
    if not isinstance(answer, Table):
        text = answer.to_ttl()  # type: ignore[attr-defined]
        lines = text.splitlines()
        cut = f"\n# {len(lines) - MOST_ROWS:,} more lines: narrow the query" if len(lines) > MOST_ROWS else ""
        return types.CallToolResult(content=[types.TextContent(text="\n".join(lines[:MOST_ROWS]) + cut)])
    shown = Table(answer.columns, answer.rows[:MOST_ROWS])
    left = len(answer) - len(shown)
    text = before + shown.to_csv() + (f"… {left:,} more rows: narrow the question\n" if left else "")
    data = {"columns": list(shown.columns), "rows": [list(row) for row in shown.values()], "left_out": left}
    return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=data)


def _told(message: str, candidates: tuple[tuple[str, str], ...] = ()) -> types.CallToolResult:
    text = "\n".join([message, *(f"{label}  <{iri}>" for iri, label in candidates)])
    return types.CallToolResult(content=[types.TextContent(text=text)], is_error=True)
