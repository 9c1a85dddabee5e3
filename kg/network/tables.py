"""The network as rows and as files: people, pairs and communities for ``kg network``; GEXF and GraphML for others.

Takes the record and its measured graph (``graph.measured``); gives tables of plain values, the most important
first, or files that networkx writes.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx

from kg.errors import KGError, SettingsError
from kg.network.data import CoauthorData

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""
PERSON_MEASURES = ("papers", "degree", "strength", "betweenness", "pagerank", "core", "constraint", "community")
DIGITS = {"betweenness": 6, "pagerank": 6, "constraint": 4}


class Table(NamedTuple):
    """Column names and rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def people(data: CoauthorData, graph: nx.Graph[str]) -> Table:
    """Everybody with the measures; those with the most joint papers first."""
    rows = [
        (
            about["label"],
            about["organization"],
            *(_rounded(about[measure], measure) for measure in PERSON_MEASURES),
            about["first_year"],
            about["last_year"],
            person,
        )
        for person, about in graph.nodes(data=True)
    ]
    strength = 2 + PERSON_MEASURES.index("strength")
    rows.sort(key=lambda row: (-row[strength], row[0], row[-1]))
    return Table(
        (
            "name",
            "organization",
            "papers",
            "coauthors",
            "joint_papers",
            "betweenness",
            "pagerank",
            "core",
            "constraint",
            "community",
            "first_year",
            "last_year",
            "person",
        ),
        rows,
    )


def pairs(data: CoauthorData, graph: nx.Graph[str]) -> Table:
    """Everybody who wrote together; the most joint papers first."""
    rows = []
    for edge in graph.edges(data=True):
        (one, other), about = sorted(edge[:2], key=lambda end: (graph.nodes[end]["label"], end)), edge[2]
        rows.append(
            (
                graph.nodes[one]["label"],
                graph.nodes[other]["label"],
                about["weight"],
                about["fractional"],
                min(about["years"], default=None),
                max(about["years"], default=None),
                one,
                other,
            )
        )
    rows.sort(key=lambda row: (-row[2], row[0], row[1], row[-2:]))
    return Table(
        ("name", "other_name", "joint_papers", "fractional", "first_year", "last_year", "source", "target"), rows
    )


def communities(data: CoauthorData, graph: nx.Graph[str]) -> Table:
    """Communities of more than one; the largest first, each with its best connected members."""
    members: dict[int, list[str]] = defaultdict(list)
    for person, about in graph.nodes(data=True):
        members[about["community"]].append(person)
    rows = []
    for number, group in sorted(members.items()):
        if len(group) < 2:
            continue
        inside = graph.subgraph(group)
        leading = sorted(group, key=lambda person: (-graph.nodes[person]["strength"], graph.nodes[person]["label"]))
        within = sum(about["weight"] for _, _, about in inside.edges(data=True))
        across = sum(graph.nodes[person]["strength"] for person in group) - 2 * within
        rows.append(
            (
                number,
                len(group),
                inside.number_of_edges(),
                within,
                across,
                ", ".join(graph.nodes[person]["label"] for person in leading[:5]),
            )
        )
    return Table(("community", "people", "pairs", "joint_papers_inside", "joint_papers_outside", "leading"), rows)


def _rounded(value: Any, measure: str) -> Any:
    return round(value, DIGITS[measure]) if measure in DIGITS and value is not None else value


TABLES: dict[str, Callable[[CoauthorData, nx.Graph[str]], Table]] = {
    "people": people, "pairs": pairs, "communities": communities}


def write_file(data: CoauthorData, graph: nx.Graph[str], path: str | os.PathLike[str]) -> None:
    """Write the graph to a file whose suffix says the format: ``.gexf`` or ``.graphml``.

    Raises:
        SettingsError: it is another format.
        KGError: the file cannot be written.
    """
    text = exported(graph, Path(path).suffix.lstrip(".").lower())
    try:
        Path(path).write_bytes(text)
    except OSError as error:
        raise KGError(f"cannot write the network: {error.strerror}", file=str(path)) from error


def exported(graph: nx.Graph[str], form: str) -> bytes:
    """Return the graph as a file: every measure an attribute of its node, the years of a pair of its edge.

    Args:
        graph: with measures.
        form: "gexf" or "graphml".

    Raises:
        SettingsError: it is another format.
    """
    if form not in ("gexf", "graphml"):
        raise SettingsError(f"cannot write {form!r}", hint="write .gexf or .graphml")
    plain: nx.Graph[str] = nx.Graph()
    for person, data in graph.nodes(data=True):
        kept = {
            key: ILLEGAL.sub("", value) if isinstance(value, str) else value
            for key, value in sorted(data.items())
            if value is not None
        }
        if form == "gexf" and "first_year" in kept:
            kept |= {"start": kept["first_year"], "end": kept["last_year"]}
        plain.add_node(ILLEGAL.sub("", person), **kept)
    for one, other, data in graph.edges(data=True):
        years = {"first_year": data["years"][0], "last_year": data["years"][-1]} if data["years"] else {}
        span = {"start": data["years"][0], "end": data["years"][-1]} if years and form == "gexf" else {}
        plain.add_edge(
            ILLEGAL.sub("", one),
            ILLEGAL.sub("", other),
            weight=data["weight"],
            fractional=data["fractional"],
            years=" ".join(map(str, data["years"])),
            **years,
            **span,
        )
    if form == "graphml":
        file = BytesIO()
        nx.write_graphml_xml(plain, file, encoding="utf-8", prettyprint=True)
        return file.getvalue()
    text = "\n".join(nx.generate_gexf(plain))
    # networkx writes today's date, and the same input should give the same bytes.
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        + text.replace('timeformat="long"', 'timeformat="integer"', 1).encode()
        + b"\n"
    )
