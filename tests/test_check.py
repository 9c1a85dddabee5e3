import json
import random
from pathlib import Path

import msgspec
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from kg import rdf
from kg.check import Checker, Finding, check_files, check_store, report_turtle
from kg.check.core import Engine, by_pyshacl, core_results, fast_engine_installed
from kg.check.findings import Result
from kg.check.pieces import chunks, dumped
from kg.check.rules import rules_of_chunks, rules_of_the_whole
from kg.check.shapes import load_shapes
from kg.errors import DatasetError, SourceError
from kg.files import shipped
from kg.settings import Build, Settings
from kg.vocab import FOAF, KG, KGC, ORG, OWL, PREFIXES, RDF, SCHEMA, XSD
from tests.test_rdf import ENTITIES, PAGE

EXAMPLES = shipped("ontology") / "examples"
BASE = "https://example.org/kg/"
SETTINGS = Settings()
FULL = load_shapes().full

needs_fast_engine = pytest.mark.skipif(not fast_engine_installed(), reason="the package shacl is not installed")


def sample() -> Store:
    """A page with its entities: some findings, none of them wanted."""
    store = Store()
    store.load("".join([*rdf.profile_quads(PAGE, 0, ENTITIES, SETTINGS), *rdf.entity_quads(ENTITIES, SETTINGS)]),
               format=RdfFormat.N_QUADS)
    return store


def text(store: Store) -> str:
    dump = store.dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    return dump.decode()


def fast(store: Store) -> set[Result]:
    """All results of the fast way."""
    whole = text(store)
    return {*core_results(whole, "shacl"), *rules_of_chunks(whole), *rules_of_the_whole(store)}


def reference(store: Store) -> set[Result]:
    """All results of pySHACL, which runs the queries as SHACL says: once a node."""
    return set(by_pyshacl(text(store), FULL))


# ── both engines find the same ──────────────────────────────────────────────────────────────────────────────────


@needs_fast_engine
def test_the_engines_agree_on_all_examples() -> None:
    store = Store()
    for number, path in enumerate(sorted(EXAMPLES.glob("*.ttl"))):
        lines = path.read_text(encoding="utf-8").replace("https://example.org/kg/", f"https://example.org/{number}/")
        store.load(lines, format=RdfFormat.TURTLE)
    found = fast(store)
    assert found == reference(store)
    assert len({each.shape for each in found}) == len(load_shapes().shapes)


def mutated(seed: int, changes: int = 4) -> Store:
    """The sample with a few statements taken away, given another value, put in anew, or moved to other nodes."""
    store, dice = sample(), random.Random(seed)
    quads = sorted(store, key=str)
    nodes = sorted({quad.subject for quad in quads}, key=str)
    values = [
        *nodes, Literal(0), Literal(1), Literal(3), Literal(2199), Literal("", datatype=NamedNode(XSD.gYear)),
        Literal("2018-13", datatype=NamedNode(XSD.gYearMonth)), Literal("2018-11", datatype=NamedNode(XSD.gYearMonth)),
        Literal("x"), Literal("x", language="en"), Literal(True), Literal("orcid:0000-0002-1825-0098"),
        NamedNode("https://orcid.org/0000-0002-1694-233X"), NamedNode("ftp://olin.example/"), NamedNode(KGC.doctorate),
        Literal("1.5", datatype=NamedNode(XSD.decimal)), Literal("10.1000"),
    ]
    predicates = [NamedNode(each) for each in (
        KG.ordinal, KG.year, KG.startYear, KG.start, KG.end, KG.ongoing, KG.entry, KG.paper, KG.person, KG.statedBy,
        KG.holder, KG.roleKind, KG.confidence, KG.authorCount, KG.firstLine, OWL.sameAs, SCHEMA.identifier, SCHEMA.name,
        SCHEMA.author, ORG.unitOf, FOAF.primaryTopic, FOAF.homepage, KG.advisor, KG.known, KG.nameAsPrinted, KG.about)]
    for _ in range(dice.randint(5, 25)):
        quad = dice.choice(quads)
        change = dice.randrange(changes)
        if change == 0:
            store.remove(quad)
        elif change == 1:
            store.add(Quad(quad.subject, quad.predicate, dice.choice(values), quad.graph_name))
        elif change == 2:
            store.add(Quad(quad.subject, dice.choice(predicates), dice.choice(values), quad.graph_name))
        else:
            store.remove(quad)
            store.add(Quad(dice.choice(nodes), quad.predicate, quad.object, quad.graph_name))
    return store


@needs_fast_engine
@pytest.mark.parametrize("seed", range(6))
def test_the_engines_agree_on_graphs_changed_at_random(seed: int) -> None:
    store = mutated(seed)
    found = fast(store)
    assert found == reference(store)
    assert found, "a changed graph has findings"


@needs_fast_engine
@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_a_check_in_chunks_finds_what_a_check_of_the_whole_finds(engine: Engine) -> None:
    store = mutated(3, changes=2)  # what is moved would be outside the graph that it belongs to
    whole = {(each.shape, each.focus, each.value) for each in fast(store)}
    checker = Checker(SETTINGS, engine=engine)
    with dumped(store) as pieces:
        for piece in chunks(pieces, 2000):
            list(checker.watch([piece]))
    found = {(PREFIXES["kgs"] + each.shape, f"<{each.focus}>", each.term) for each in checker.findings(store)}
    assert found == whole


# ── findings ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_good_page_has_no_violation() -> None:
    found = check_store(sample(), SETTINGS)
    assert {each.shape for each in found if each.severity == "violation"} == {"orcid"}, "the sample has a wrong ORCID"


def test_a_finding_knows_its_line_and_its_name() -> None:
    store = sample()
    graph = NamedNode(BASE + "graph/g-mira-olin")
    node = NamedNode(BASE + "position/c-mira-olin-1")
    end = Literal("2021", datatype=NamedNode(XSD.gYear))
    store.add(Quad(node, NamedNode(KG.end), end, graph))
    [finding] = [each for each in check_store(store) if each.shape == "end-before-start"]
    assert finding == Finding(
        severity="violation", shape="end-before-start", what="end before start", message=finding.message,
        focus=node.value, label="Postdoc, Huldra Labs", value="2021", term=str(end), source="mira-olin",
        file="index.md", lines=(4, 4), component=PREFIXES["sh"] + "SPARQLConstraintComponent",
    )
    said = "mira-olin/index.md:4: violation: end before start: Postdoc, Huldra Labs [2021]: This ends"
    assert str(finding).startswith(said)


@pytest.mark.parametrize(("change", "shape", "place"), [
    (("signature/s-mira-olin-1-2", KG.ordinal, Literal(1)), "ordinal", ("index.md", (11, 12))),
    (("paper/w-1", KG.year, Literal(1066)), "year", ("index.md", (11, 12))),
    (("person/p-1", FOAF.homepage, NamedNode("ftp://x.example/")), "url", ("index.md", None)),
    (("profile/f-mira-olin", KG.confidence, Literal(2)), "certainty", ("index.md", None)),
    (("organization/o-1", ORG.unitOf, NamedNode(BASE + "organization/o-1")), "organization-unit", ("index.md", (4, 4))),
    (("doubt/d-p-1.p-9", KG.about, NamedNode(BASE + "person/p-7")), "doubt-pair", ("", None)),
])
def test_a_finding_is_led_back_to_the_lines_that_tell_of_its_node(
    change: tuple[str, str, Literal | NamedNode], shape: str, place: tuple[str, tuple[int, int] | None],
) -> None:
    store = sample()
    node, predicate, value = change
    store.add(Quad(NamedNode(BASE + node), NamedNode(predicate), value, DefaultGraph()))
    [finding] = [each for each in check_store(store) if each.shape == shape]
    assert (finding.file, finding.lines) == place
    assert finding.focus == BASE + node


def test_violations_come_first_and_each_once() -> None:
    store = Store()
    for name in ("position-dated", "venue-known", "url", "name"):
        store.load(path=str(EXAMPLES / f"{name}-bad.ttl"))
    found = check_store(store)
    assert [each.severity for each in found] == sorted((each.severity for each in found), key=[
        "violation", "warning", "info"].index)
    assert len({(each.shape, each.focus, each.value) for each in found}) == len(found)


def test_the_same_person_under_two_signatures_is_found_across_the_entities() -> None:
    """Two names of one paper were taken for one person: the paper has fewer people than names."""
    paper = msgspec.structs.replace(ENTITIES.papers["w-1"], authors=("p-1", "p-1"))
    entities = msgspec.structs.replace(ENTITIES, papers={**ENTITIES.papers, "w-1": paper})
    store = Store()
    store.load("".join(rdf.entity_quads(entities, SETTINGS)), format=RdfFormat.N_QUADS)
    assert "paper-authors" in {each.shape for each in check_store(store)}


def test_units_in_a_circle_are_found_from_each_of_them() -> None:
    store = Store()
    a, b, c = (NamedNode(f"{BASE}organization/o-{each}") for each in "abc")
    for unit, parent in ((a, b), (b, c), (c, a)):
        store.add(Quad(unit, NamedNode(RDF.type), NamedNode(KG.Organization)))
        store.add(Quad(unit, NamedNode(SCHEMA.name), Literal(unit.value)))
        store.add(Quad(unit, NamedNode(ORG.unitOf), parent))
    assert [each.shape for each in check_store(store)] == ["organization-unit"] * 3


# ── files, reports, processes ───────────────────────────────────────────────────────────────────────────────────


def test_files_of_any_syntax_are_checked(tmp_path: Path) -> None:
    import gzip

    store = Store()
    store.load(path=str(EXAMPLES / "name-bad.ttl"))
    quads = sorted(store, key=str)
    for suffix, form in (("nt", RdfFormat.N_TRIPLES), ("nq", RdfFormat.N_QUADS), ("rdf", RdfFormat.RDF_XML),
                         ("jsonld", RdfFormat.JSON_LD), ("trig", RdfFormat.TRIG)):
        items = [quad.triple for quad in quads] if not form.supports_datasets else quads
        data = serialize(items, format=form)
        assert data is not None
        (tmp_path / f"x.{suffix}").write_bytes(data)
        (tmp_path / f"x.{suffix}.gz").write_bytes(gzip.compress(data))
        for path in (tmp_path / f"x.{suffix}", tmp_path / f"x.{suffix}.gz"):
            assert [each.shape for each in check_files([path])] == ["name"], path.name


@pytest.mark.parametrize(("name", "content", "message"), [
    ("a.ttl", "<a> <b> .", "not Turtle"), ("a.md", "# x", "no RDF"), ("a.nt.gz", "x", "cannot be read"),
])
def test_what_is_no_rdf_is_named_with_its_file(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(SourceError, match=message) as caught:
        check_files([tmp_path / name])
    assert caught.value.file.endswith(name)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        check_files([tmp_path / "none.ttl"])


def test_a_store_can_be_given_by_its_folder(tmp_path: Path) -> None:
    (tmp_path / "version").mkdir()
    store = Store(str(tmp_path / "version" / "store"))
    store.load(path=str(EXAMPLES / "name-bad.ttl"))
    store.flush()
    del store
    assert [each.shape for each in check_store(tmp_path / "version")] == ["name"]
    assert [each.shape for each in check_store(tmp_path / "version" / "store")] == ["name"]


def test_an_empty_store_has_no_findings() -> None:
    assert check_store(Store()) == []


def test_the_report_is_what_shacl_says_a_report_is() -> None:
    found = check_files([EXAMPLES / "name-bad.ttl", EXAMPLES / "url-bad.ttl", EXAMPLES / "end-before-start-bad.ttl"])
    graph = rdflib.Graph().parse(data=report_turtle(found), format="turtle")
    sh = rdflib.SH
    [report] = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(report, sh.conforms) == rdflib.Literal(False)
    results = list(graph.objects(report, sh.result))
    assert len(results) == len(found)
    for result in results:
        for needed in (sh.focusNode, sh.resultSeverity, sh.sourceShape, sh.sourceConstraintComponent, sh.resultMessage):
            assert graph.value(result, needed) is not None, needed
    assert rdflib.Graph().parse(data=report_turtle([])).value(None, sh.conforms) is None


def test_findings_go_through_json() -> None:
    found = check_files([EXAMPLES / "url-bad.ttl"])
    assert json.loads(msgspec.json.encode(found))[0]["severity"] == "violation"
    assert msgspec.json.decode(msgspec.json.encode(found), type=list[Finding]) == found


def test_pyshacl_in_several_processes_finds_the_same() -> None:
    store = sample()
    lines = text(store)
    alone = check_store(store, Settings(build=Build(processes=1)), engine="pyshacl")
    checker = Checker(Settings(build=Build(processes=2)), engine="pyshacl", todo=10_000)
    assert "".join(checker.watch(lines.splitlines(keepends=True))) == lines
    assert checker.findings(store) == alone


def test_progress_is_told() -> None:
    said: list[tuple[str, int, int]] = []
    check_store(sample(), progress=lambda name, done, todo: said.append((name, done, todo)))
    assert said[-1] == ("check", len(sample()), len(sample()))


# ── chunks ──────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=40), st.integers(1, 400))
def test_chunks_keep_every_line_and_cut_no_page_and_no_node(lines: list[tuple[int, int]], size: int) -> None:
    graphs = ["<x:graph/entities>", "<x:1>", "<x:2>", "<x:3>", "<x:4>", ""]
    quads = [f"<s:{node}> <p:p> \"{number} <x> .\" {graphs[graph]} .\n".replace("  ", " ")
             for number, (graph, node) in enumerate(sorted(lines))]
    found = list(chunks(quads, size))
    assert "".join(found) == "".join(quads)
    where: dict[str, set[int]] = {}
    for number, chunk in enumerate(found):
        for line in chunk.splitlines():
            graph = line.rsplit(" ", 2)[1]
            unit = graph + line.split(" ")[0] if graph.endswith("entities>") else graph if graph[0] == "<" else ""
            where.setdefault(unit, set()).add(number)
    assert all(len(numbers) == 1 for numbers in where.values())


def test_shapes_that_cannot_be_run_are_an_error_not_a_clean_bill() -> None:
    shapes = FULL.replace("YEAR(NOW()) + 1)", "YEAR(NOW()) + 1) SERVICE <http://x.example/> { ?a ?b ?c }", 1)
    assert shapes != FULL
    with pytest.raises(DatasetError, match="cannot be run"):
        by_pyshacl(text(sample()), shapes)
