import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from kg import vocab
from kg.check.core import by_pyshacl
from kg.check.shapes import load_shapes
from kg.files import shipped
from kg.vocab import KG, KGC, OWL, PREFIXES, RDF, RDFS

ONTOLOGY = shipped("ontology")
MODULES = sorted(path for path in ONTOLOGY.glob("*.ttl") if path.stem != "prefixes")
SHAPES = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
OVER_TERMS = ("ontology",)
NAMES = sorted({path.stem.rpartition("-")[0] for path in (ONTOLOGY / "examples").glob("*.ttl")})


@cache
def store() -> Store:
    """All modules, alignments and shapes."""
    found = Store()
    for path in (*MODULES, *SHAPES):
        found.load(path=str(path))
    return found


def text(*paths: Path) -> str:
    """Files as N-Quads."""
    found = Store()
    for path in paths:
        found.load(path=str(path))
    dump = found.dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    return dump.decode()


def declared() -> set[str]:
    """Every term of the ontology and every concept."""
    return {
        quad.subject.value for quad in store().quads_for_pattern(None, NamedNode(RDF.type), None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith((KG.iri, KGC.iri))
    }


# ── the terms ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_term_says_what_it_must() -> None:
    assert by_pyshacl(text(*MODULES, *SHAPES), load_shapes(OVER_TERMS).full) == []


def test_python_and_the_ontology_have_the_same_terms() -> None:
    assert declared() == set(KG) | set(KGC)


def test_what_mapping_queries_and_shapes_use_is_declared_and_what_is_declared_is_used() -> None:
    top = ONTOLOGY.parent
    sources = [*(top / "kg" / "rdf").glob("*.py"), *(top / "queries").glob("*.rq"), *SHAPES]
    if not (top / "kg" / "rdf").is_dir():
        pytest.skip("the sources are not beside the ontology")
    used: dict[str, set[str]] = defaultdict(set)
    for path in sources:
        pattern = r"\b(KGC?)\.(?!iri\b)(\w+)" if path.suffix == ".py" else r"(?<![\w-])(kgc?):(\w+)"
        for prefix, term in re.findall(pattern, path.read_text(encoding="utf-8")):
            used[prefix.lower()].add(term)
    assert used["kg"] - KG.terms == set()
    assert used["kgc"] - KGC.terms == set()
    assert KG.terms - used["kg"] == {"CareerFact"}, "the parent of the career facts is the only class without nodes"


def test_every_concept_has_a_place_where_it_is_chosen() -> None:
    from typing import get_args

    from kg.model import PaperType
    from kg.rdf import kinds

    chosen = set(get_args(PaperType)) | {"published", "accepted", "underReview"}
    for rules in (kinds._POSITIONS, kinds._SERVICE, kinds._DEGREES):
        chosen |= {rule.concept for rule in rules}
    chosen |= {"otherRole", "otherService", "university", "company", "institute", "government", "otherOrganization",
               "conferenceSeries", "workshopSeries", "journalSeries", "repository", "otherVenue"}
    schemes = {"publicationTypes", "statuses", "positionRoles", "serviceRoles", "degreeLevels", "organizationKinds",
               "venueKinds"}
    assert chosen | schemes == KGC.terms


def test_the_header_imports_every_module() -> None:
    imported = {
        str(quad.object.value).rpartition("/")[2]
        for quad in store().quads_for_pattern(None, NamedNode(OWL.imports), None) if isinstance(quad.object, NamedNode)
    }
    assert imported == {path.stem for path in MODULES} - {"kg", "alignments"}


def test_alignments_speak_of_declared_terms_only() -> None:
    subjects = {quad.subject for quad in _quads(ONTOLOGY / "alignments.ttl") if isinstance(quad.subject, NamedNode)}
    ours = {each.value for each in subjects if not each.value.endswith("/alignments")}
    assert ours
    assert ours <= declared()


def test_classes_of_terms_stand_in_one_module_each() -> None:
    where = defaultdict(set)
    for path in MODULES:
        for quad in _quads(path):
            if quad.predicate.value == RDF.type and isinstance(quad.subject, NamedNode):
                where[quad.subject.value].add(path.stem)
    assert {term: modules for term, modules in where.items() if len(modules) > 1} == {}


def _quads(path: Path) -> list[Quad]:
    return list(parse(path=str(path)))


# ── shapes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_shape_has_a_pair_of_examples_and_every_example_a_shape() -> None:
    shapes = {each.name for files in (("must", "should"), OVER_TERMS) for each in load_shapes(files).shapes.values()}
    assert set(NAMES) == shapes
    assert {path.name for path in (ONTOLOGY / "examples").iterdir()} == {
        f"{name}-{kind}.ttl" for name in shapes for kind in ("ok", "bad")}


@cache
def results_of_examples(kind: str) -> dict[str, list[str]]:
    """Names of the shapes that each example over data breaks, by pySHACL.

    One run for all, each example below a base of its own: pySHACL takes longer to begin than to work.
    """
    found: dict[str, list[str]] = defaultdict(list)
    together = Store()
    for name in NAMES:
        turtle = (ONTOLOGY / "examples" / f"{name}-{kind}.ttl").read_text(encoding="utf-8")
        together.load(turtle.replace("https://example.org/kg/", f"https://example.org/{name}/"), format=RdfFormat.TURTLE)
    dump = together.dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    for result in by_pyshacl(dump.decode(), load_shapes().full):
        found[result.focus.split("/")[3]].append(result.shape.removeprefix(PREFIXES["kgs"]))
    return found


@pytest.mark.parametrize("name", [each.name for each in load_shapes().shapes.values()])
def test_the_good_example_gives_nothing_and_the_bad_one_exactly_that_finding(name: str) -> None:
    assert results_of_examples("ok")[name] == []
    assert results_of_examples("bad")[name] == [name]


@pytest.mark.parametrize("name", [each.name for each in load_shapes(OVER_TERMS).shapes.values()])
def test_the_examples_of_the_shapes_over_the_ontology(name: str) -> None:
    shapes = load_shapes(OVER_TERMS).full
    assert by_pyshacl(text(ONTOLOGY / "examples" / f"{name}-ok.ttl"), shapes) == []
    found = by_pyshacl(text(ONTOLOGY / "examples" / f"{name}-bad.ttl"), shapes)
    assert [each.shape.removeprefix(PREFIXES["kgs"]) for each in found] == [name]


def test_every_message_says_what_is_wrong_and_what_to_do() -> None:
    for files in (("must", "should"), OVER_TERMS):
        for shape in load_shapes(files).shapes.values():
            assert re.fullmatch(r"[A-Z][^;]+; [^;]+\.", shape.message), shape.name
            assert shape.severity in ("violation", "warning", "info")
            assert shape.target_classes or shape.target_subjects_of, shape.name


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_shapes_are_shapes_by_the_shapes_of_shacl(path: Path) -> None:
    import pyshacl

    graph = rdflib.Graph().parse(path)
    graph.parse(ONTOLOGY / "prefixes.ttl")
    pyshacl.validate(rdflib.Graph().parse(data="<a:b> <a:c> <a:d> ."), shacl_graph=graph, meta_shacl=True)


# ── the files ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", sorted(ONTOLOGY.rglob("*.ttl")), ids=lambda path: path.stem)
def test_a_file_reads_the_same_everywhere_and_declares_only_prefixes_it_uses(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    assert len(graph) == len(set(map(str, _quads(path))))
    written = path.read_text(encoding="utf-8")
    body = re.sub(r"^@prefix.*$", "", written, flags=re.MULTILINE)
    for prefix, namespace in re.findall(r"^@prefix (\w+): <(.*)> \.$", written, flags=re.MULTILINE):
        assert PREFIXES.get(prefix, namespace if path.parent.name == "hubs" else None) == namespace
        assert re.search(rf"(?<![\w-]){prefix}:", body), f"{prefix} is not used"


def test_the_json_ld_context_has_every_term_and_gives_them_their_iris() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for term in KG.terms - {"Organization", "Person"}:
        entry = context[term]
        assert (entry if isinstance(entry, str) else entry["@id"]) == f"kg:{term}"
    example = {"@context": context, "@id": "https://olin.example/p", "@type": "kg:Paper", "year": 2021,
               "publishedIn": "https://olin.example/v", "start": {"@value": "2021-03", "@type": "xsd:gYearMonth"},
               "name": "On Rivers"}
    graph = rdflib.Graph().parse(data=json.dumps(example), format="json-ld")
    subject = rdflib.URIRef("https://olin.example/p")
    assert graph.value(subject, rdflib.URIRef(KG.publishedIn)) == rdflib.URIRef("https://olin.example/v")
    assert graph.value(subject, rdflib.URIRef(KG.year)) == rdflib.Literal(2021)
    assert str(graph.value(subject, rdflib.URIRef(vocab.SCHEMA.name))) == "On Rivers"


def test_the_document_lists_every_term() -> None:
    document = ONTOLOGY.parent / "docs" / "ontology.md"
    if not document.is_file():
        pytest.skip("the documents are not beside the ontology")
    said = document.read_text(encoding="utf-8")
    missing = [term for term in sorted(KG.terms) if f"`{term}`" not in said]
    assert missing == []
    shapes = {each.name for each in load_shapes().shapes.values()}
    assert [name for name in sorted(shapes) if f"`{name}`" not in said] == []


def test_labels_are_what_the_terms_are_called() -> None:
    rows = store().query("SELECT ?label (COUNT(?term) AS ?n) { ?term rdfs:isDefinedBy ?any ; rdfs:label ?label } "
                         "GROUP BY ?label HAVING(?n > 1)", prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    twice = {str(row["label"].value) for row in rows if isinstance(row["label"], Literal)}
    # a class and the property that leads to it have one name
    assert twice <= {"entry", "organization", "paper", "person", "venue"}
    assert RDFS.label
