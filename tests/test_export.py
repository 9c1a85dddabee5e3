"""Exports: the same bytes each time, and loaded without complaint by rdflib, Oxigraph and rapper."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg import export as module
from kg.errors import AmbiguousName, DatasetError
from kg.export import export
from kg.settings import Settings
from kg.store import Dataset, writer

from .servers import oxigraph_program
from .world import world

OXIGRAPH = oxigraph_program()
G = "<https://example.org/kg/graph/g-x>"
P = "<https://p.example/says>"
ODD = [
    f'<https://s.example/a> {P} "quote \\" back \\\\ line\\nend <https://x> ." {G} .\n',
    f'<https://s.example/a> {P} "tab\\there, café, 水" {G} .\n',
    f'<https://s.example/a> {P} "hello"@en-GB {G} .\n',
    f'<https://s.example/a> {P} "_:b1 is no node"^^<https://d.example/kind> {G} .\n',
    f'<https://s.example/a> {P} "007"^^<http://www.w3.org/2001/XMLSchema#integer> {G} .\n',
    f'<https://s.example/a> {P} "7"^^<http://www.w3.org/2001/XMLSchema#integer> {G} .\n',
    f'<https://s.example/a> {P} "1"^^<http://www.w3.org/2001/XMLSchema#boolean> {G} .\n',
    f'<https://s.example/a> {P} "true"^^<http://www.w3.org/2001/XMLSchema#boolean> {G} .\n',
    f'<https://s.example/a> {P} "</x>&amp;]]>" {G} .\n',
    f"<https://s.example/a> {P} <https://example.org/kg/person/p-1.2> {G} .\n",
    f"<https://s.example/a> {P} <https://example.org/kg/person/> {G} .\n",
    f"<https://s.example/a> {P} <https://example.org/kg/person/../p-2> {G} .\n",
    f"<https://s.example/a> {P} <https://example.org/kg/a:b> {G} .\n",
    f'<https://s.example/a> <https://w3id.org/homepage-kg/ontology#paper> "no paper" {G} .\n',
    f"<https://s.example/a> <https://w3id.org/homepage-kg/ontology#paper> <https://example.org/kg/paper/w-1> {G} .\n",
    f'<https://s.example/a> <https://w3id.org/homepage-kg/ontology#score> "7" {G} .\n',
    f"<https://example.org/kg/person/p-1> {P} <https://example.org/kg/person/p-1?a=b&c=d#e'f> {G} .\n",
]
RAPPER = {".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig", ".rdf": "rdfxml"}
RDFLIB = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld", ".rdf": "xml"}
KEEPS_GRAPHS = (".nq", ".trig")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    folder = tmp_path_factory.mktemp("exported")
    with writer(folder) as new:
        new.load([world(), *ODD])
    with Dataset.open(folder) as opened:
        yield opened


def triples(dataset: Dataset) -> set[str]:
    return {str(quad.triple) for quad in dataset.store}


@pytest.mark.parametrize("suffix", RDFLIB)
def test_rdflib_reads_the_same_graph(dataset: Dataset, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    number = export(dataset, file, Settings())
    read = rdflib.Dataset(default_union=True)
    read.parse(file, format=RDFLIB[suffix])
    assert number == len(dataset) == len(set(read.quads()))
    expected, found = rdflib.Graph(), rdflib.Graph()
    expected.parse(data="".join(f"{each} .\n" for each in triples(dataset)), format="nt")
    for subject, predicate, value, _ in read.quads():
        found.add((subject, predicate, value))
    assert isomorphic(expected, found)


@pytest.mark.parametrize("suffix", RDFLIB)
def test_oxigraph_reads_the_same_graph(dataset: Dataset, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    export(dataset, file, Settings())
    read = pyoxigraph.Store()
    form = pyoxigraph.RdfFormat.from_extension(suffix[1:])
    assert form is not None
    read.bulk_load(path=file, format=form)
    assert {str(quad.triple) for quad in read} == triples(dataset)
    if suffix in KEEPS_GRAPHS:
        assert set(map(str, read)) == set(map(str, dataset.store))


@pytest.mark.parametrize("suffix", [".ttl", ".nq", ".trig"])
def test_the_oxigraph_command_loads_it(dataset: Dataset, tmp_path: Path, suffix: str) -> None:
    if OXIGRAPH is None:
        pytest.skip("the oxigraph command is not installed (pip install oxigraph)")
    file = tmp_path / f"out{suffix}"
    export(dataset, file, Settings())
    done = subprocess.run([OXIGRAPH, "load", "--location", str(tmp_path / "store"), "--file", str(file)],
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("suffix", RAPPER)
def test_rapper_has_no_complaint(dataset: Dataset, tmp_path: Path, suffix: str) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian's raptor2-utils)")
    file = tmp_path / f"out{suffix}"
    export(dataset, file, Settings())
    done = subprocess.run([rapper, "-c", "-q", "-i", RAPPER[suffix], str(file)], capture_output=True, text=True,
                          check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["out.ttl", "out.ttl.gz", "out.nq.gz", "out.trig", "out.jsonld", "out.rdf"])
def test_the_same_bytes_whatever_the_order_of_loading(
    dataset: Dataset, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    export(dataset, tmp_path / name, Settings())
    with writer(tmp_path / "other") as new:
        new.load(reversed([*world().splitlines(keepends=True), *ODD]))
    monkeypatch.setattr(module, "PIECE", 100)  # many sorted pieces on disk instead of one in memory
    with Dataset.open(tmp_path / "other") as other:
        export(other, tmp_path / f"again.{name}", Settings())
    assert (tmp_path / name).read_bytes() == (tmp_path / f"again.{name}").read_bytes()


def test_turtle_holds_a_person_in_one_block(dataset: Dataset, tmp_path: Path) -> None:
    export(dataset, tmp_path / "out.ttl", Settings())
    blocks = (tmp_path / "out.ttl").read_text().split("\n\n")
    block = next(each for each in blocks if each.startswith("person:p-ada "))
    assert block.startswith('person:p-ada a kg:Person , schema:Person ;\n  rdfs:label "Ada Quist" ;\n')
    assert 'schema:alternateName "A. Quist"' in block
    assert sum(each.startswith("person:p-ada ") for each in blocks) == 1


def test_json_ld_speaks_in_the_words_of_the_context(dataset: Dataset, tmp_path: Path) -> None:
    export(dataset, tmp_path / "out.jsonld", Settings())
    written = json.loads((tmp_path / "out.jsonld").read_text())
    assert written["@context"]["@base"] == "https://example.org/kg/"
    (ada,) = [node for node in written["@graph"] if node["@id"] == "person/p-ada"]
    assert ada["@type"] == ["Person", "schema:Person"]
    assert ada["label"] == ada["name"] == "Ada Quist"
    (paper,) = [node for node in written["@graph"] if node["@id"] == "paper/w-1"]
    assert "person/p-ada" in paper["author"]


def test_only_one_person(dataset: Dataset, tmp_path: Path) -> None:
    number = export(dataset, tmp_path / "ada.ttl", Settings(), only="person:Ada Quist")
    text = (tmp_path / "ada.ttl").read_text()
    assert "person:p-ada a kg:Person" in text
    assert "kg:holder person:p-ada" in text
    assert "p-kenji kg:" not in text
    assert 0 < number < len(dataset) / 2
    with pytest.raises(AmbiguousName):
        export(dataset, tmp_path / "x.ttl", Settings(), only="person:Nobody Atall")
    with pytest.raises(DatasetError, match="does not name an entity"):
        export(dataset, tmp_path / "x.ttl", Settings(), only="Ada Quist")


def test_blank_nodes_become_iris(tmp_path: Path) -> None:
    with writer(tmp_path / "data") as new:
        new.load([f'_:one {P} _:two {G} .\n', f'_:two {P} "_:three" {G} .\n'])
    with Dataset.open(tmp_path / "data") as opened:
        export(opened, tmp_path / "out.nt", Settings())
    text = (tmp_path / "out.nt").read_text()
    assert text.count("<urn:kg:genid:") == 3
    assert '"_:three"' in text


def test_gzip_holds_no_time_and_no_name(dataset: Dataset, tmp_path: Path) -> None:
    export(dataset, tmp_path / "out.nt.gz", Settings())
    export(dataset, tmp_path / "out.nt", Settings())
    packed = (tmp_path / "out.nt.gz").read_bytes()
    assert packed[3] == 0
    assert packed[4:8] == b"\0\0\0\0"
    assert gzip.decompress(packed) == (tmp_path / "out.nt").read_bytes()


def test_a_failed_export_leaves_nothing_behind(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"\.doc has no suffix"):
        export(dataset, tmp_path / "out.doc", Settings())
    with pytest.raises(DatasetError, match="cannot write"):
        export(dataset, tmp_path / "nowhere" / "out.ttl", Settings())
    assert list(tmp_path.iterdir()) == []
