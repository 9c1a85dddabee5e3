import subprocess
import sys
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from kg import engine, vocab
from kg.files import shipped
from kg.vocab import KG, KGC, PREFIXES, file_iri, graph_iri, iri, lines_iri, safe_url

BASE = "https://olin.example/kg/"
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


def is_iri(text: str) -> bool:
    """Whether a strict parser takes it as an IRI, in N-Triples as in Turtle."""
    list(parse(f"<{text}> <{KG.year}> <{text}> .", format=RdfFormat.N_TRIPLES))
    return NamedNode(text).value == text


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError, match="did you mean Person"):
        _ = KG.Persn
    with pytest.raises(KeyError, match="no term"):
        KG["Persn"]
    assert KGC.doctorate == "https://w3id.org/homepage-kg/concept#doctorate"
    assert KG.Person in KG
    assert KG.iri + "Persn" not in KG


def test_no_term_is_hidden_by_an_attribute_of_the_namespace() -> None:
    spaces = [each for each in vars(vocab).values() if isinstance(each, vocab.Namespace)]
    assert len(spaces) > 10
    for space in spaces:
        for term in space.terms:
            assert getattr(space, term) == space.iri + term


def test_prefixes_are_those_that_the_ontology_declares() -> None:
    sh = PREFIXES["sh"]
    found: dict[str, dict[str, str]] = {}
    declared: set[str] = set()
    for quad in parse(path=str(shipped("ontology") / "prefixes.ttl")):
        if quad.predicate.value == sh + "declare":
            declared.add(quad.object.value)
        found.setdefault(quad.subject.value, {})[quad.predicate.value] = getattr(quad.object, "value", "")
    assert {found[each][sh + "prefix"]: found[each][sh + "namespace"] for each in declared} == PREFIXES


def test_queries_may_use_the_same_prefixes() -> None:
    assert engine.PREFIXES.items() <= PREFIXES.items()


def test_importing_it_is_cheap() -> None:
    code = "import sys, kg.vocab; print([m for m in ('rdflib', 'pyoxigraph', 'msgspec') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@given(st.sampled_from(sorted(vocab.KINDS)), ANY_TEXT)
def test_any_id_gives_a_flat_iri_below_the_base(kind: str, identifier: str) -> None:
    made = iri(BASE, kind, identifier)
    assert is_iri(made)
    assert made.startswith(BASE + kind + "/")
    local = made.removeprefix(BASE + kind + "/")
    assert local[0].isalpha()
    assert "/" not in local
    assert unquote(local, errors="surrogatepass").endswith(identifier)


@given(ANY_TEXT, ANY_TEXT)
def test_any_file_name_gives_an_iri_that_stays_below_its_source(source: str, file: str) -> None:
    made = file_iri(BASE, source, file)
    assert is_iri(made)
    assert is_iri(graph_iri(BASE, source))
    assert not {".", ".."} & set(made.removeprefix(BASE).split("/"))


def test_lines_are_counted_as_rfc_5147_counts() -> None:
    assert lines_iri(BASE, "mira", "a.md", 1, 1).endswith("a.md#line=0,1")
    assert lines_iri(BASE, "mira", "a.md", 0, 0).endswith("a.md#line=0,0")
    assert is_iri(lines_iri("https://olin.example/kg#", "mira", "a.md", 3, 4))


def test_a_base_with_spaces_or_brackets_still_gives_iris() -> None:
    assert is_iri(iri("https://olin.example/a b<c>/", "person", "1"))


@pytest.mark.parametrize("link", [
    "javascript:alert(1)", "data:text/html,x", "mailto:mira@olin.example", "papers/x.pdf", "//olin.example/x", "",
    "https://", "https:///x", "http://user:pass@olin.example/", "http://a..b/", "http://olin.example:port/",
    "https://olin.example/" + "x" * 2000, "ftp://olin.example/x", "http://-olin.example/",
    "http://[bad", "http://a b/",
])
def test_what_is_no_web_link_gives_nothing(link: str) -> None:
    assert safe_url(link) == ""


@pytest.mark.parametrize(("link", "safe"), [
    ("http://olin.example", "http://olin.example"),
    ("HTTPS://Olin.Example/Pa%20th?a=b&c=[d]", "https://olin.example/Pa%20th?a=b&c=%5Bd%5D"),
    ('https://olin.example/"><script>', "https://olin.example/%22%3E%3Cscript%3E"),
    ("https://olin.example/100%", "https://olin.example/100%25"),
    ("https://olin.example/#a#b", "https://olin.example/#a%23b"),
    ("https://olin.example:8080/~mira/", "https://olin.example:8080/~mira/"),
])
def test_a_web_link_is_made_safe(link: str, safe: str) -> None:
    assert safe_url(link) == safe


@given(st.one_of(ANY_TEXT, ANY_TEXT.map("https://olin.example/".__add__), ANY_TEXT.map("http://".__add__)))
def test_whatever_the_link_what_comes_out_is_an_iri_or_nothing(link: str) -> None:
    safe = safe_url(link)
    assert safe == "" or (is_iri(safe) and safe_url(safe) == safe)
