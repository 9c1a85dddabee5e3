"""The checklist of linked-data hubs: what the LOD cloud, DBpedia Databus and FAIR assessments ask of a dataset.

Takes a dataset (and the folder of its site, where there is one); gives an ``Item`` a demand: passed, failed or not to
be told from here, with what to do. Sources of the demands: https://lod-cloud.net/#about (resolvable IRIs, a thousand
triples, fifty links), https://www.fairsfair.eu/f-uji-automated-fair-data-assessment-tool (the FAIRsFAIR metrics),
https://www.w3.org/TR/void/ .
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, NamedNode
from pyoxigraph import Literal as Value

from kg.publish.bundle import DATABUS, about, data_id
from kg.publish.description import DUMPS, file_of
from kg.publish.hub_shapes import data_id_described, described
from kg.query import Table
from kg.query.results import of_answer
from kg.settings import Settings
from kg.store import Dataset

Status = Literal["passed", "failed", "unknown"]

TRIPLES, LINKS = 1000, 50
"""What the LOD cloud asks for at least."""

_LINK = ("VALUES ?p { owl:sameAs schema:sameAs skos:exactMatch skos:closeMatch foaf:homepage schema:url } "
         "?s ?p ?o FILTER(isIRI(?o))")
"""A typed link to something elsewhere."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LEXICAL = {
    "integer": r"[+-]?\d+", "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)", "boolean": r"true|false|1|0",
    "gYear": r"-?\d{4,}", "gYearMonth": r"-?\d{4,}-(0[1-9]|1[0-2])",
    "date": r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    "dateTime": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
}
_DATATYPES = {_XSD + name: re.compile(f"(?:{pattern})\\Z") for name, pattern in _LEXICAL.items()}
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*\Z")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_PHONE = re.compile(r"(?:tel:|\+)\d[\d ()/-]{7,18}\d")
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
_PERSISTENT = ("w3id.org", "purl.org", "doi.org", "hdl.handle.net", "purl.archive.org")


class Item(NamedTuple):
    """One demand of a hub, and whether it is met."""

    hub: str
    demand: str
    status: Status
    found: str
    todo: str = ""

    def __str__(self) -> str:
        mark = {"passed": "ok     ", "failed": "FAILED ", "unknown": "unknown"}[self.status]
        return f"{mark} {self.hub}: {self.demand}: {self.found}" + (f" -> {self.todo}" if self.todo else "")


def hub_check(dataset: Dataset, settings: Settings, site: Path | None = None) -> list[Item]:
    """Go through the checklist.

    Args:
        dataset: what would be published.
        settings: what it says of itself.
        site: the folder of its static site, where it is to be checked too.
    """
    items = [*_identity(settings), *_size(dataset), *_terms(dataset, settings), *_description(dataset, settings)]
    return items + ([*_site(site), *_catalogues(dataset, settings, site)] if site else [])


def _item(hub: str, demand: str, met: bool, found: str, todo: str) -> Item:
    return Item(hub, demand, "passed" if met else "failed", found, "" if met else todo)


def _identity(settings: Settings) -> Iterator[Item]:
    base = settings.dataset.base
    host = (urlsplit(base).hostname or "").lower()
    own = host not in _LOCAL_HOSTS and not host.endswith((".localhost", "example.org", "example.com", ".example"))
    yield _item("LOD cloud", "IRIs under an address of your own", own, base,
                "set dataset.base in kg.toml to where the dataset will be, and build again")
    yield Item("LOD cloud", "IRIs resolve", "unknown", "needs the public internet",
               f"after publishing: curl -L -H 'Accept: text/turtle' {base}")
    persistent = any(host == each or host.endswith("." + each) for each in _PERSISTENT)
    yield Item("FAIR F1", "a persistent identifier", "passed" if persistent else "unknown", host,
               "" if persistent else "a w3id.org redirect makes the address outlive its server")


def _size(dataset: Dataset) -> Iterator[Item]:
    triples = _number(dataset, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    yield _item("LOD cloud", f"at least {TRIPLES:,} triples", triples >= TRIPLES, f"{triples:,}", "add more pages")
    links = _number(dataset, f"SELECT (COUNT(*) AS ?n) {{ {_LINK} }}")
    yield _item("LOD cloud", f"at least {LINKS} links to other datasets", links >= LINKS, f"{links:,}",
                "add ORCID, dblp or homepage links to the pages")


def _terms(dataset: Dataset, settings: Settings) -> Iterator[Item]:
    """One pass over all statements for what is wrong with single terms."""
    base, blank = settings.dataset.base, 0
    wrong: dict[str, list[str]] = {"iri": [], "local": [], "datatype": [], "language": [], "private": []}
    contact = f"mailto:{settings.dataset.contact}"  # of the dataset, which asks to be written to
    for quad in dataset.store:
        blank += isinstance(quad.subject, BlankNode) + isinstance(quad.object, BlankNode)
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value != contact:
                _note_iri(term.value, wrong)
            elif isinstance(term, Value):
                _note_literal(term, wrong)
    yield _item("hubs", "no blank nodes", blank == 0, f"{blank:,}", "this is a defect of kg: please report it")
    for kind, demand, todo in (
        ("iri", "IRIs are absolute and well formed", "mend the links on the pages"),
        ("local", "no IRI leads to this machine", "set dataset.base in kg.toml, and build again"),
        ("datatype", "values fit their datatypes", "this is a defect of kg: please report it"),
        ("language", "language tags are well formed", "mend the tags"),
        ("private", "no e-mail address or phone number", "keep privacy.email off in kg.toml, and build again"),
    ):
        found = wrong[kind]
        yield _item("hubs", demand, not found, f"{len(found):,} are not, for example {found[0][:80]}" if found else "all",
                    todo)
    unlabelled = _number(dataset, "SELECT (COUNT(DISTINCT ?s) AS ?n) { VALUES ?class { kg:Person kg:Paper kg:Venue "
                                  "kg:Edition kg:Organization kg:Profile } ?s a ?class "
                                  "FILTER NOT EXISTS { ?s rdfs:label ?label } }")
    yield _item("hubs", "entities have labels", unlabelled == 0, f"{unlabelled:,} without (base {base})",
                "this is a defect of kg: please report it")


def _note_iri(iri: str, wrong: dict[str, list[str]]) -> None:
    parts = urlsplit(iri)
    nowhere = parts.scheme in ("http", "https") and not parts.hostname
    if not parts.scheme or nowhere or any(c in iri for c in ' <>"{}|\\^`'):
        wrong["iri"].append(iri)
    elif parts.hostname in _LOCAL_HOSTS:
        wrong["local"].append(iri)
    elif parts.scheme in ("mailto", "tel"):
        wrong["private"].append(iri)


def _note_literal(value: Value, wrong: dict[str, list[str]]) -> None:
    pattern = _DATATYPES.get(value.datatype.value)
    if pattern and not pattern.match(value.value):
        wrong["datatype"].append(f"{value.value} ({value.datatype.value.rpartition('#')[2]})")
    if value.language and not _LANGUAGE.match(value.language):
        wrong["language"].append(value.language)
    if ("@" in value.value and _EMAIL.search(value.value)) or _PHONE.search(value.value):
        wrong["private"].append(value.value)


def _description(dataset: Dataset, settings: Settings) -> Iterator[Item]:
    about = settings.dataset
    for hub, demand, value, key in (
        ("FAIR F2", "a title", about.title, "title"), ("FAIR F2", "a description", about.description, "description"),
        ("FAIR F2", "a publisher", about.publisher, "publisher"), ("FAIR R1.1", "a licence", about.license, "license"),
        ("hubs", "a contact", about.contact, "contact"),
    ):
        yield _item(hub, demand, bool(value), value or "none", f"set dataset.{key} in kg.toml")
    for hub, demand, query in (
        ("FAIR I1", "a description in RDF (VoID)", "ASK { ?d a void:Dataset ; void:triples ?n }"),
        ("FAIR I2", "vocabularies are named", "ASK { ?d void:vocabulary ?v }"),
        ("FAIR I3", "typed links to other resources", f"ASK {{ {_LINK} }}"),
        ("FAIR R1.2", "provenance", "ASK { ?s prov:wasDerivedFrom ?o }"),
        ("FAIR F2", "when it was made", "ASK { ?d a void:Dataset ; dcterms:modified ?when }"),
    ):
        met = bool(dataset.sparql(query))
        yield _item(hub, demand, met, "there" if met else "missing", "build again with this version of kg")


def _site(folder: Path) -> Iterator[Item]:
    demands: tuple[tuple[str, str, Callable[[], bool]], ...] = (
        ("hubs", "dumps in open formats", lambda: any(folder.glob("graph.*.gz"))),
        ("hubs", "sitemap.xml", lambda: (folder / "sitemap.xml").is_file()),
        ("hubs", "robots.txt", lambda: (folder / "robots.txt").is_file()),
        ("VoID", ".well-known/void", lambda: (folder / ".well-known" / "void").is_file()),
        ("FAIR F4", "JSON-LD on the pages", lambda: _all_pages(folder, 'type="application/ld+json"')),
        ("FAIR A1", "pages and data name each other", lambda: _all_pages(folder, 'rel="alternate"')),
    )
    for hub, demand, met in demands:
        there = met()
        yield _item(hub, demand, there, "there" if there else "missing", f"write it with: kg publish site {folder}")
    dead = list(_dead_links(folder))
    yield _item("hubs", "links between the pages lead somewhere", not dead,
                f"{len(dead):,} do not, for example {dead[0]}" if dead else "all do", "publish the site again")


def _catalogues(dataset: Dataset, settings: Settings, folder: Path) -> Iterator[Item]:
    """The descriptions that catalogues read."""
    again = f"complete [dataset] in kg.toml, build, and write it with: kg publish site {folder}"
    try:
        wrong = described(folder)
    except (OSError, ValueError) as error:
        wrong = [f"cannot be read: {str(error).splitlines()[0][:80]}"]
    yield _item("DCAT-AP, VoID", "the description is complete, sizes and checksums hold", not wrong,
                "; ".join(wrong) or "yes", again)
    dumps = [file_of(folder, path, name) for path, name in DUMPS.items() if (folder / path).is_file()]
    wrong = data_id_described(data_id(about(dataset, settings), dumps, DATABUS.replace("ACCOUNT", "account")))
    yield _item("DBpedia Databus", "its description (kg publish bundle) is complete", not wrong,
                "; ".join(wrong) or "yes", again)


def _all_pages(folder: Path, text: str) -> bool:
    pages = list(folder.glob("person/*/index.html"))
    return bool(pages) and all(text in page.read_text(encoding="utf-8") for page in pages)


_HREF = re.compile(r'(?:href|src)="([^"#?]*)["#?]')


def _dead_links(folder: Path) -> Iterator[str]:
    """Local links of the site's pages whose target is not there."""
    known: dict[Path, bool] = {}
    for page in sorted(folder.glob("**/index.html")):
        for link in _HREF.findall(page.read_text(encoding="utf-8")):
            if not link or urlsplit(link).scheme or link.startswith("//"):
                continue
            target = Path(*(page.parent / link).parts)
            if target not in known:
                known[target] = target.is_file() or (target / "index.html").is_file()
            if not known[target]:
                yield f"{page.relative_to(folder)} -> {link}"


def _number(dataset: Dataset, query: str) -> int:
    answer = of_answer(dataset.sparql(query))
    assert isinstance(answer, Table)
    return int(str(next(answer.values())[0]))
