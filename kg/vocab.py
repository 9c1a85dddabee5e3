"""The names of things: namespaces whose terms are listed, prefixes, and the only place where IRIs are made.

Takes a base IRI with ids, file names and links as they come; gives IRIs as plain strings. A misspelt term is an
error here, not a new IRI. Nothing is imported but the standard library: this is loaded by every command.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote


class Namespace:
    """A closed namespace: ``KG.Person`` is an IRI, ``KG.Persn`` an error.

    Terms that are Python keywords are asked for in brackets.

    >>> FOAF.homepage
    'http://xmlns.com/foaf/0.1/homepage'
    >>> KG.Persn
    Traceback (most recent call last):
    AttributeError: <https://w3id.org/homepage-kg/ontology#> has no term Persn; did you mean Person?
    """

    def __init__(self, iri: str, terms: str) -> None:
        self.iri = iri
        self.terms = frozenset(terms.split())

    def __getattr__(self, term: str) -> str:
        if term.startswith("__") or term not in self.terms:
            near = difflib.get_close_matches(term, self.terms, 1)
            raise AttributeError(f"<{self.iri}> has no term {term}" + (f"; did you mean {near[0]}?" if near else ""))
        return self.iri + term

    def __getitem__(self, term: str) -> str:
        try:
            return self.__getattr__(term)
        except AttributeError as error:
            raise KeyError(str(error)) from None

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and iri.startswith(self.iri) and iri[len(self.iri):] in self.terms

    def __iter__(self) -> Iterator[str]:
        """Yield the IRIs of the terms in order."""
        return (self.iri + term for term in sorted(self.terms))

    def __str__(self) -> str:
        return self.iri


KG = Namespace("https://w3id.org/homepage-kg/ontology#", """
    Advising Award CareerFact Doubt Edition Education Entry Organization Paper Person Position Profile Project Service
    Signature Talk Teaching Venue
    about acronym advisee advisor arxiv authorCount authorsComplete confidence corresponding country degree
    degreeLevel during end endYear entry equalContribution field firstLine formerName holder interest known lastLine
    location nameAsPrinted ongoing ordinal organization organizationAsPrinted organizationKind paper person place
    possiblySameAs publicationType publishedIn reason role roleKind score series sha256 sourceFile start startYear
    statedBy status titleAsPrinted unit venue venueAsPrinted venueKind year
""")
ONTOLOGY = KG.iri.rstrip("#")
"""The ontology itself."""

KGC = Namespace("https://w3id.org/homepage-kg/concept#", """
    publicationTypes conference workshop journal preprint thesis book chapter patent report dataset software other
    statuses published accepted underReview
    positionRoles faculty postdoc researcher engineer intern student manager visiting otherRole
    serviceRoles reviewer programCommittee areaChair chair editor organizer member otherService
    degreeLevels doctorate master bachelor otherDegree
    organizationKinds university company institute government otherOrganization
    venueKinds conferenceSeries workshopSeries journalSeries repository otherVenue
""")
BIBO = Namespace("http://purl.org/ontology/bibo/", "doi")
DCAT = Namespace("http://www.w3.org/ns/dcat#", """
    Dataset Distribution accessURL byteSize compressFormat contactPoint distribution downloadURL landingPage mediaType
    version
""")
DCTERMS = Namespace("http://purl.org/dc/terms/", """
    conformsTo created creator description isReplacedBy isVersionOf issued license modified publisher requires title
""")
FOAF = Namespace("http://xmlns.com/foaf/0.1/", "Agent Person PersonalProfileDocument homepage name primaryTopic")
ORG = Namespace("http://www.w3.org/ns/org#", "Organization unitOf")
OWL = Namespace("http://www.w3.org/2002/07/owl#", """
    AnnotationProperty Class DatatypeProperty ObjectProperty Ontology SymmetricProperty deprecated disjointWith
    equivalentClass equivalentProperty imports inverseOf sameAs versionIRI versionInfo
""")
PROV = Namespace("http://www.w3.org/ns/prov#", """
    Activity Entity SoftwareAgent endedAtTime wasAssociatedWith wasAttributedTo wasDerivedFrom wasGeneratedBy
""")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#", """
    comment domain isDefinedBy label range seeAlso subClassOf subPropertyOf
""")
SCHEMA = Namespace("https://schema.org/", """
    Book Chapter CollegeOrUniversity CreativeWork CreativeWorkSeries Dataset Event EventSeries Organization Periodical
    Person PublicationIssue Report ScholarlyArticle SoftwareSourceCode Thesis
    alternateName author award dateModified datePublished domainIncludes email identifier image isPartOf name
    rangeIncludes sameAs softwareVersion superEvent url
""")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#", """
    Concept ConceptScheme altLabel broader closeMatch definition example exactMatch hasTopConcept inScheme narrowMatch
    broadMatch prefLabel relatedMatch topConceptOf
""")
SPDX = Namespace("http://spdx.org/rdf/terms#", """
    Checksum algorithm checksum checksumAlgorithm_sha256 checksumValue
""")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#", "Kind fn hasEmail hasURL")
VOID = Namespace("http://rdfs.org/ns/void#", """
    Dataset Linkset class classPartition classes dataDump distinctSubjects entities exampleResource linkPredicate
    objectsTarget properties property propertyPartition sparqlEndpoint subjectsTarget subset triples uriSpace vocabulary
""")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#", """
    anyURI boolean date dateTime decimal gYear gYearMonth hexBinary integer nonNegativeInteger string
""")

PREFIXES: dict[str, str] = {
    "bibo": BIBO.iri,
    "dblp": "https://dblp.org/rdf/schema#",
    "dcat": DCAT.iri,
    "dcterms": DCTERMS.iri,
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": FOAF.iri,
    "kg": KG.iri,
    "kgc": KGC.iri,
    "kgs": "https://w3id.org/homepage-kg/shapes#",
    "org": ORG.iri,
    "owl": OWL.iri,
    "pro": "http://purl.org/spar/pro/",
    "prov": PROV.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "schema": SCHEMA.iri,
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS.iri,
    "soa": "https://semopenalex.org/ontology/",
    "vann": "http://purl.org/vocab/vann/",
    "vivo": "http://vivoweb.org/ontology/core#",
    "void": VOID.iri,
    "xsd": XSD.iri,
}
"""The prefixes of the project; ``ontology/prefixes.ttl`` declares the same ones for other programs."""


# ── the IRIs of a dataset ───────────────────────────────────────────────────────────────────────────────────────

KINDS: dict[str, str] = {
    "person": "p", "paper": "w", "venue": "v", "edition": "e", "organization": "o", "doubt": "d",
    "profile": "f", "entry": "x", "signature": "s", "graph": "g",
    "position": "c", "education": "c", "advising": "c", "award": "c", "service": "c", "talk": "c", "teaching": "c",
    "project": "c",
}
"""What IRIs are made for, with the letter that the local name starts with: a local name that starts with a digit
cannot be abbreviated in every syntax."""

ENTITY_KINDS = frozenset({"person", "paper", "venue", "edition", "organization", "doubt"})
"""What identification gives ids to; the ids of all others come from a source."""

_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")


def iri(base: str, kind: str, identifier: str) -> str:
    """Return the IRI of a thing.

    Args:
        base: the dataset's base IRI.
        kind: one of ``KINDS``.
        identifier: any text; the id of an entity may have the kind's letter and "-" already.

    Raises:
        KeyError: the kind is not known.

    >>> iri("https://olin.example/", "person", "17"), iri("https://olin.example/", "person", "p-17")
    ('https://olin.example/person/p-17', 'https://olin.example/person/p-17')
    >>> iri("https://olin.example/", "profile", "../a b>")
    'https://olin.example/profile/f-..%2Fa%20b%3E'
    """
    letter = KINDS[kind] + "-"
    if kind in ENTITY_KINDS and identifier.startswith(letter):
        letter = ""
    return f"{_base(base)}{kind}/{letter}{_local(identifier)}"


def graph_iri(base: str, source: str) -> str:
    """Return the IRI of the named graph of a source.

    >>> graph_iri("https://olin.example/", "mira-olin")
    'https://olin.example/graph/g-mira-olin'
    """
    return f"{_base(base)}graph/g-{_local(source)}"


def entities_graph(base: str) -> str:
    """Return the IRI of the graph of the entities."""
    return f"{_base(base)}graph/entities"


def dataset_graph(base: str) -> str:
    """Return the IRI of the graph that describes the dataset."""
    return f"{_base(base)}graph/dataset"


def dataset_iri(base: str, part: str = "") -> str:
    """Return the IRI of the dataset itself, or of a part of its description.

    >>> dataset_iri("https://olin.example/"), dataset_iri("https://olin.example/", "publisher")
    ('https://olin.example/dataset', 'https://olin.example/dataset/publisher')
    """
    return f"{_base(base)}dataset" + (f"/{_local(part)}" if part else "")


def file_iri(base: str, source: str, file: str) -> str:
    """Return the IRI of a file of a source; no path leads out of the source.

    >>> file_iri("https://olin.example/", "mira", "pages/about me.md")
    'https://olin.example/source/mira/pages/about%20me.md'
    >>> file_iri("https://olin.example/", "mira", "../../x")
    'https://olin.example/source/mira/%2E%2E/%2E%2E/x'
    """
    return f"{_base(base)}source/{_step(source)}/{'/'.join(map(_step, file.split('/')))}"


def lines_iri(base: str, source: str, file: str, first: int, last: int) -> str:
    """Return the IRI of lines of a file, as RFC 5147 counts: before the first line is 0, so it is ``first-1,last``.

    Args:
        first: the first line, 1-based.
        last: the last line, inclusive.

    >>> lines_iri("https://olin.example/", "mira", "about.md", 11, 12)
    'https://olin.example/source/mira/about.md#line=10,12'
    """
    mark = "/" if "#" in base else "#"  # an IRI has one "#"
    return f"{file_iri(base, source, file)}{mark}line={max(0, first - 1)},{last}"


@lru_cache(maxsize=64)
def _base(base: str) -> str:
    return _quoted(base, "#")


def _local(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quote(text, safe="", errors="surrogatepass")


def _step(text: str) -> str:
    """Quote one step of a path; "." and ".." would be taken away by whoever follows the link."""
    return text.replace(".", "%2E") if text in (".", "..") else _local(text)


# ── links found on pages ────────────────────────────────────────────────────────────────────────────────────────

LONGEST_URL = 2000
"""Longer links are mostly data, and no server need take them."""

_URL = re.compile(r"(https?)://([^/?#\s]+)(/[^?#]*)?(\?[^#]*)?(#.*)?", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))*\.?(?::\d{1,5})?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "/:@!$&'()*+,;=%?~"


def safe_url(text: str) -> str:
    """Return a link as an IRI that every RDF program takes, or "" where it is not an absolute http(s) link.

    >>> safe_url(" HTTPS://Olin.Example/a b?q=<x>#é "), safe_url("javascript:alert(1)"), safe_url("papers/x.pdf")
    ('https://olin.example/a%20b?q=%3Cx%3E#%C3%A9', '', '')
    """
    text = text.strip()
    found = _URL.fullmatch(text) if len(text) <= LONGEST_URL else None
    if not found or not _HOST.fullmatch(found[2]):
        return ""
    scheme, host, path, query, fragment = found.groups(default="")
    tail = _quoted(path) + _quoted(query) + ("#" + _quoted(fragment[1:]) if fragment else "")
    return f"{scheme.lower()}://{unicodedata.normalize('NFC', host.lower())}{tail}"


def _quoted(text: str, also_kept: str = "") -> str:
    """Quote what may not stand in an IRI; what is quoted already stays so."""
    return quote(_STRAY_PERCENT.sub("%25", text), safe=_KEPT + also_kept, errors="surrogatepass")


def is_orcid(text: str) -> bool:
    """Return whether the last character of an ORCID fits the others (ISO 7064, MOD 11-2).

    >>> is_orcid("0000-0002-1825-0097"), is_orcid("0000-0002-1825-0098")
    (True, False)
    """
    digits = text.replace("-", "")
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        return False
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[15]
