"""The co-author viewer: one HTML file that holds the data, the style and the script, and asks nobody for anything.

Takes ``CoauthorData``; gives a page. ``pyvis.network.Network`` carries the graph and renders it, but with the
template of ``viz/`` in place of its own: pyvis' template loads from other hosts and lets text from a page run as
script. Here text reaches the page only as JSON in a data block (``<``, ``>``, ``&``, ``'`` and line separators
escaped), the script writes it with ``textContent`` alone, and a Content-Security-Policy in the file names the hashes
of the one script and the one style sheet and forbids everything else. The layout is computed before, so nothing
moves; the same data gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import tempfile
from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import networkx as nx
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.errors import KGError
from kg.files import shipped
from kg.network.data import Author, CoauthorData
from kg.network.graph import measured
from kg.network.layout import node_radius, places

SCRIPTS = ("data", "filters", "colours", "elements", "scene", "labels", "pointer", "panel", "controls", "search",
           "paths", "table", "exports", "permalink", "keys", "main")
"""The parts of the script in ``viz/viewer/``, joined in this order."""

SHORT_FORMS = (("https://doi.org/", "doi:"), ("http://doi.org/", "doi:"), ("https://dx.doi.org/", "doi:"),
               ("https://arxiv.org/abs/", "arxiv:"), ("http://arxiv.org/abs/", "arxiv:"))


class Drawing:
    """A drawn network: ``html`` is the page. In a notebook it shows itself, shut in a sandbox."""

    def __init__(self, html: str) -> None:
        self.html = html

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page to a file, whole or not at all.

        Raises:
            KGError: the file cannot be written.
        """
        target = Path(path)
        try:
            with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=".kg-", delete=False) as file:
                file.write(self.html.encode("utf-8"))
            os.chmod(file.name, 0o644)
            os.replace(file.name, target)
        except OSError as error:
            raise KGError(f"cannot write the drawing: {error.strerror}", file=str(path),
                          hint="give a path in a folder that exists and may be written") from error

    def _repr_html_(self) -> str:
        """Return an iframe that may run the page's script and nothing else of the notebook."""
        return ('<iframe title="Co-author network" sandbox="allow-scripts allow-downloads allow-popups" '
                'style="width:100%;height:720px;border:1px solid #ccc;border-radius:6px" '
                f'srcdoc="{html.escape(self.html)}"></iframe>')


def draw(data: CoauthorData, path: str | os.PathLike[str] | None = None, *, person_page: str = "",
         seed: int = 1) -> Drawing:
    """Draw the co-author network.

    Args:
        data: the people and papers.
        path: where to write the page; without it nothing is written.
        person_page: what to put before the end of a person's id to link to a page about them; "" links nowhere.
        seed: of the communities and the layout.

    Raises:
        KGError: the file cannot be written.
    """
    drawing = Drawing(page(data, person_page=person_page, seed=seed))
    if path is not None:
        drawing.save(path)
    return drawing


def page(data: CoauthorData, *, person_page: str = "", seed: int = 1) -> str:
    """Return the viewer as the text of one HTML file; arguments as for ``draw``."""
    graph = measured(data, seed=seed)
    record = Record(data, graph, person_page)
    net = network(data, graph, record, seed=seed)
    net.templateEnv = _environment()
    net.templateEnv.globals.update(record=record, title=_clean(data.title), script=Markup(_script()),
                                   style=Markup(_style()), policy=Markup(_policy()))
    net.path = "template.html.jinja"
    return str(net.generate_html())


def network(data: CoauthorData, graph: nx.Graph[str] | None = None, record: Record | None = None, *,
            seed: int = 1) -> Any:
    """Return the graph as a ``pyvis.network.Network`` with its layout, for programs that work with pyvis.

    Nodes carry ``id, label, shape, size, x, y, group`` (the community) and ``value`` (papers); edges ``from, to,
    value`` (joint papers). People without co-authors have no place and are ``hidden``. Physics is off.
    """
    from pyvis.network import Network

    graph = graph if graph is not None else measured(data, seed=seed)
    record = record if record is not None else Record(data, graph)
    where = places(graph, seed=seed)
    net = Network(height="100%", width="100%")
    net.toggle_physics(False)
    # add_node and add_edge search all nodes and edges each time; the lists are filled as they would fill them.
    for number, person in enumerate(record.people):
        node = graph.nodes[person.id]
        net.node_ids.append(number)
        drawn: dict[str, Any] = {"x": where[person.id][0], "y": where[person.id][1]} if person.id in where else {
            "hidden": True}
        net.nodes.append({"id": number, "label": _clean(person.name), "shape": "dot", "group": node["community"],
                          "size": node_radius(node["papers"]), "value": node["papers"], **drawn})
    net.node_map = dict(zip(net.node_ids, net.nodes, strict=True))
    ends = [(*sorted((record.number[a], record.number[b])), edge["weight"]) for a, b, edge in graph.edges(data=True)]
    net.edges.extend({"from": a, "to": b, "value": weight} for a, b, weight in sorted(ends))
    return net


class Record:
    """What the page shows beside nodes and edges, as columns; people come with the most papers first."""

    def __init__(self, data: CoauthorData, graph: nx.Graph[str], person_page: str = "") -> None:
        self.data, self.graph, self.person_page = data, graph, person_page
        self.people: list[Author] = sorted(
            data.people, key=lambda one: (-graph.nodes[one.id]["papers"], one.name, one.id))
        self.number = {person.id: number for number, person in enumerate(self.people)}

    def json(self, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Markup:
        """Return everything as JSON that may stand in an HTML data block; nodes and edges as pyvis hands them over."""
        columns: dict[str, Any] = {"title": _clean(self.data.title), "note": _clean(self.data.note),
                   "largePaper": self.data.large_paper, "personPage": self.person_page,
                   "people": self._people(nodes), "edges": _ends(edges, len(nodes))} | self._papers()
        first, last = min(self.number, default=""), max(self.number, default="")
        prefix = first[: next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
        prefix = prefix[: max(prefix.rfind("/"), prefix.rfind("#")) + 1]
        columns["idPrefix"] = _clean(prefix)
        columns["people"]["id"] = [_clean(person.id[len(prefix):]) for person in self.people]
        columns["links"] = {number: [[_clean(link.label), _short(link.url)] for link in person.links if
                                     _short(link.url)] for number, person in enumerate(self.people) if person.links}
        return json_block(columns | self._careers())

    def _people(self, nodes: list[dict[str, Any]]) -> dict[str, Any]:
        measures = [self.graph.nodes[person.id] for person in self.people]
        organizations = {name: number for number, name in enumerate(self._organizations(), 1)}
        left, top = (round(min((node[axis] for node in nodes if axis in node), default=0)) for axis in "xy")
        return {
            "name": [node["label"] for node in nodes], "left": left, "top": top,
            "x": packed(round(node["x"]) - left if "x" in node else 0 for node in nodes),
            "y": packed(round(node["y"]) - top if "y" in node else 0 for node in nodes),
            "community": packed(node["group"] for node in nodes),
            "organization": packed(organizations.get(_clean(person.organization), 0) for person in self.people),
            "home": [_short(person.homepage) for person in self.people],
            "owner": packed(int(person.owner) for person in self.people),
            "betweenness": packed(round(measure["betweenness"] * 1e6) for measure in measures),
            "pagerank": packed(round(measure["pagerank"] * 1e7) for measure in measures),
            "constraint": packed(round((measure["constraint"] or 0) * 1000) for measure in measures),
        }

    def _careers(self) -> dict[str, Any]:
        """Careers as columns; equal lines are written once."""
        told = [(number, entry) for number, person in enumerate(self.people) for entry in person.career]
        labels = sorted({_clean(entry.label) for _, entry in told})
        kinds = sorted({_clean(entry.kind) for _, entry in told})
        place = {label: number for number, label in enumerate(labels)}
        return {"careerLabels": labels, "careerKinds": kinds, "career": packed(
            value for number, entry in told for value in
            (number, kinds.index(_clean(entry.kind)), place[_clean(entry.label)], max(entry.start or 0, 0),
             max(entry.end or 0, 0), int(entry.ongoing)))}

    def _organizations(self) -> list[str]:
        return sorted({_clean(person.organization) for person in self.people if person.organization})

    def _papers(self) -> dict[str, Any]:
        papers = sorted(self.data.papers, key=lambda paper: (-(paper.year or 0), paper.title, paper.id))
        venues = {name: number for number, name in enumerate(sorted({_clean(paper.venue) for paper in papers
                                                                     if paper.venue}), 1)}
        files = {name: number for number, name in enumerate(sorted({_clean(place.file) for paper in papers
                                                                    for place in paper.places}))}
        authors = [[self.number[author] for author in dict.fromkeys(paper.authors)] for paper in papers]
        return {
            "organizations": self._organizations(), "venues": list(venues), "files": list(files),
            "papers": {
                "title": [_clean(paper.title) for paper in papers], "url": [_short(paper.url) for paper in papers],
                "year": packed(max(paper.year or 0, 0) for paper in papers),
                "venue": packed(venues.get(_clean(paper.venue), 0) for paper in papers),
                "authorCount": packed(map(len, authors)), "author": packed(chain.from_iterable(authors)),
                "others": packed(paper.others for paper in papers),
                "placeCount": packed(len(paper.places) for paper in papers),
                "place": packed(value for paper in papers for place in paper.places for value in
                                (files[_clean(place.file)], place.first, max(place.last - place.first, 0))),
            },
        }


def _ends(edges: list[dict[str, Any]], people: int) -> dict[str, str]:
    """Edges, sorted, as columns: how many each person has to later ones, and to whom, in steps.

    >>> _ends([{"from": 0, "to": 5}, {"from": 0, "to": 9}, {"from": 2, "to": 8}], 3)
    {'count': 'CAB', 'to': 'FEI'}
    """
    counts = [0] * people
    steps = []
    before = (-1, 0)
    for edge in edges:
        counts[edge["from"]] += 1
        steps.append(edge["to"] - (before[1] if before[0] == edge["from"] else 0))
        before = (edge["from"], edge["to"])
    return {"count": packed(counts), "to": packed(steps)}


DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def packed(values: Iterable[int]) -> str:
    """Write whole numbers from 0 on as base-64 variable-length quantities: five bits a digit, the low ones first.

    Half as long as a list of decimal numbers; the mappings of source maps are written in the same way.

    >>> packed([0, 1, 31, 32, 2021])
    'ABfgBl/B'
    """
    found = []
    for value in values:
        while value > 31:
            found.append(DIGITS[32 | value & 31])
            value >>= 5
        found.append(DIGITS[value])
    return "".join(found)


def json_block(value: Any) -> Markup:
    """Return a value as JSON that is safe inside a script element: no character of it can end the element.

    >>> print(json_block(["</script>", "a & b"]))
    ["\\u003c/script\\u003e","a \\u0026 b"]
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    for character in "<>&'\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _clean(text: str) -> str:
    """Text that every encoding and every reader of the page can take: lone surrogates and control characters are
    replaced, whatever is longer than a line of a page can be is cut.

    >>> _clean("Mira\\x00 Olin \\ud800")
    'Mira� Olin �'
    """
    clean = "".join("�" if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) <= 0xDFFF else c
                    for c in text) if not text.isprintable() else text
    return clean if len(clean) <= 600 else clean[:599] + "…"


def _short(url: str) -> str:
    """An http(s) address, the commonest hosts shortened; "" for whatever is none.

    >>> _short("https://doi.org/10.5555/1"), _short("javascript:alert(1)"), _short("https://olin.example/")
    ('doi:10.5555/1', '', 'https://olin.example/')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or len(url) > 600:
        return ""
    for long, short in SHORT_FORMS:
        if url.startswith(long):
            return _clean(short + url[len(long):])
    return _clean(url)


@cache
def _style() -> str:
    return (shipped("viz") / "viewer.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    """The script without its indentation and its comment lines."""
    lines = (line.strip() for name in SCRIPTS for line in
             (shipped("viz") / "viewer" / f"{name}.js").read_text(encoding="utf-8").splitlines())
    body = "\n".join(line for line in lines if line and not line.startswith("//"))
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


@cache
def _policy() -> str:
    """The Content-Security-Policy: this script, this style sheet, pictures made in the page, and nothing else."""
    script, style = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in
                     (_script(), _style()))
    return (f"default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data: blob:; "
            "base-uri 'none'; form-action 'none'")


def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(shipped("viz")), autoescape=True, keep_trailing_newline=True)
