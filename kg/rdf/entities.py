"""What identification decided, to the entities graph: one node a thing, one best value for each property.

Takes ``Entities``; gives N-Quads in the order of the ids. E-mail addresses and images enter only where the settings
ask for them; telephone numbers are in no record, so they cannot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from kg.model import Doubt, Edition, Entities, Organization, Paper, Person, Venue
from kg.rdf.terms import boolean, clean, date, decimal, integer, literal, ref, statements
from kg.settings import Settings
from kg.vocab import BIBO, DCTERMS, FOAF, KG, KGC, ORG, OWL, RDF, RDFS, SCHEMA, entities_graph, iri, is_orcid, safe_url

_Thing = TypeVar("_Thing")

_TYPE, _LABEL, _NAME, _OTHER_NAME = ref(RDF.type), ref(RDFS.label), ref(SCHEMA.name), ref(SCHEMA.alternateName)
_SAME_ENTITY, _SAME_PAGE, _URL = ref(OWL.sameAs), ref(SCHEMA.sameAs), ref(SCHEMA.url)
_YEAR, _ACRONYM = ref(KG.year), ref(KG.acronym)

_PAPER_CLASSES = {
    "thesis": SCHEMA.Thesis, "book": SCHEMA.Book, "chapter": SCHEMA.Chapter, "software": SCHEMA.SoftwareSourceCode,
    "dataset": SCHEMA.Dataset, "report": SCHEMA.Report, "patent": SCHEMA.CreativeWork,
}
"""Which class of schema.org a type of publication is; all others are articles."""

_STATUSES = {"published": KGC.published, "accepted": KGC.accepted, "under_review": KGC.underReview}
_VENUE_KINDS = {
    "conference": (KGC.conferenceSeries, SCHEMA.EventSeries, SCHEMA.Event),
    "workshop": (KGC.workshopSeries, SCHEMA.EventSeries, SCHEMA.Event),
    "journal": (KGC.journalSeries, SCHEMA.Periodical, SCHEMA.PublicationIssue),
    "repository": (KGC.repository, SCHEMA.CreativeWorkSeries, ""),
    "other": (KGC.otherVenue, SCHEMA.CreativeWorkSeries, ""),
}
"""Of each kind of venue the concept, and the classes of the series and of one year of it."""

_ORGANIZATION_KINDS = {
    "university": KGC.university, "company": KGC.company, "institute": KGC.institute, "government": KGC.government,
    "other": KGC.otherOrganization,
}


class Elsewhere(NamedTuple):
    """How an identifier becomes a link: what it must look like, and whether it names the person or a page on them."""

    pattern: re.Pattern[str]
    link: str
    names_the_person: bool


def _elsewhere(pattern: str, link: str, names_the_person: bool = False) -> Elsewhere:
    return Elsewhere(re.compile(pattern), link, names_the_person)


IDENTIFIERS = {
    "orcid": _elsewhere(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", "https://orcid.org/{}", True),
    "dblp": _elsewhere(r"[\w]+/[\w-]+", "https://dblp.org/pid/{}", True),
    "wikidata": _elsewhere(r"Q\d+", "http://www.wikidata.org/entity/{}", True),
    "openalex": _elsewhere(r"A\d+", "https://openalex.org/{}", True),
    "google_scholar": _elsewhere(r"[\w-]+", "https://scholar.google.com/citations?user={}"),
    "semantic_scholar": _elsewhere(r"\d+", "https://www.semanticscholar.org/author/{}"),
    "openreview": _elsewhere(r"~[\w'.-]+\d", "https://openreview.net/profile?id={}"),
    "acl_anthology": _elsewhere(r"[\w/.-]+", "https://aclanthology.org/people/{}/"),
    "arxiv": _elsewhere(r"[\w-]+", "https://arxiv.org/a/{}"),
    "github": _elsewhere(r"[A-Za-z\d-]+", "https://github.com/{}"),
    "linkedin": _elsewhere(r"[\w%-]+", "https://www.linkedin.com/in/{}"),
    "twitter": _elsewhere(r"\w+", "https://twitter.com/{}"),
}
"""The keys of ``Person.identifiers``."""


def entity_quads(entities: Entities, settings: Settings) -> Iterator[str]:
    """Yield the entities graph, a node with all its statements at a time."""
    graph = _Graph(entities, settings)
    yield from _in_order(entities.people, graph.person)
    yield from _in_order(entities.papers, graph.paper)
    yield from _in_order(entities.venues, graph.venue)
    yield from _in_order(entities.editions, graph.edition)
    yield from _in_order(entities.organizations, graph.organization)
    for doubt in sorted(entities.doubts, key=lambda each: (each.a, each.b)):
        yield graph.doubt(doubt)


def _in_order(things: dict[str, _Thing], write: Callable[[_Thing], str]) -> Iterator[str]:
    return (write(things[key]) for key in sorted(things))


class _Graph:
    """The entities graph while it is written."""

    def __init__(self, entities: Entities, settings: Settings) -> None:
        self.entities = entities
        self.base = settings.dataset.base
        self.privacy = settings.privacy
        self.tail = f" {ref(entities_graph(self.base))} .\n"

    def node(self, kind: str, identifier: str) -> str:
        """Return the node of an entity, "" without an id."""
        return ref(iri(self.base, kind, identifier)) if identifier else ""

    def thing(self, kind: str, identifier: str, former: Iterable[str], pairs: list[tuple[str, str]]) -> str:
        """Return an entity, and of each former id that it has become this one."""
        node = self.node(kind, identifier)
        replaced = ref(DCTERMS.isReplacedBy)
        return statements(node, pairs, self.tail) + "".join(
            statements(self.node(kind, each), [(replaced, node)], self.tail)
            for each in sorted(former) if each and each != identifier
        )

    def person(self, person: Person) -> str:
        """Return somebody."""
        name = literal(person.name)
        return self.thing("person", person.id, person.former_ids, [
            (_TYPE, ref(KG.Person)), (_TYPE, ref(SCHEMA.Person)), (_TYPE, ref(FOAF.Person)),
            (_LABEL, name), (_NAME, name),
            *((_OTHER_NAME, literal(each)) for each in person.other_names if each != person.name),
            *_identified(person.identifiers),
            *((ref(FOAF.homepage), ref(safe_url(each))) for each in person.homepages),
            *((ref(KG.interest), literal(each)) for each in person.interests),
            (ref(SCHEMA.email), literal(person.email) if self.privacy.email else ""),
            (ref(SCHEMA.image), ref(safe_url(person.image)) if self.privacy.image else ""),
        ])

    def paper(self, paper: Paper) -> str:
        """Return a paper."""
        title = literal(paper.title)
        return self.thing("paper", paper.id, paper.former_ids, [
            (_TYPE, ref(KG.Paper)), (_TYPE, ref(_PAPER_CLASSES.get(paper.type or "", SCHEMA.ScholarlyArticle))),
            (_LABEL, title), (_NAME, title),
            *((ref(SCHEMA.author), self.node("person", each)) for each in paper.authors),
            (ref(KG.authorCount), integer(len(paper.authors))),
            (ref(KG.authorsComplete), boolean(paper.authors_complete)),
            (_YEAR, integer(paper.year)),
            (ref(SCHEMA.datePublished), date(paper.date or ("" if paper.year is None else str(paper.year)))),
            (ref(KG.publishedIn), self.node("venue", paper.venue)),
            (ref(SCHEMA.isPartOf), self.node("edition", paper.edition)),
            (ref(KG.publicationType), ref(KGC[paper.type]) if paper.type else ""),
            (ref(KG.status), ref(_STATUSES[paper.status]) if paper.status else ""),
            (ref(BIBO.doi), literal(paper.doi)), (ref(KG.arxiv), literal(paper.arxiv)),
            *((_URL, ref(safe_url(each.url))) for each in paper.urls),
            *((ref(SCHEMA.award), literal(each)) for each in paper.awards),
            (ref(DCTERMS.isVersionOf), self.node("paper", paper.version_of)),
        ])

    def venue(self, venue: Venue) -> str:
        """Return a series."""
        kind, class_, _ = _VENUE_KINDS[venue.kind]
        return self.thing("venue", venue.id, venue.former_ids, [
            (_TYPE, ref(KG.Venue)), (_TYPE, ref(class_)),
            (_LABEL, literal(venue.acronym or venue.name)), (_NAME, literal(venue.name)),
            (_ACRONYM, literal(venue.acronym)),
            *((_OTHER_NAME, literal(each)) for each in (*venue.other_names, *venue.former_names)),
            *((ref(KG.formerName), literal(each)) for each in venue.former_names),
            (ref(KG.venueKind), ref(kind)), (ref(KG.field), literal(venue.field)),
            (ref(KG.known), boolean(venue.known)),
        ])

    def edition(self, edition: Edition) -> str:
        """Return one year of a series."""
        venue = self.entities.venues.get(edition.venue)
        class_ = _VENUE_KINDS[venue.kind][2] if venue else ""
        name = (venue.acronym or venue.name) if venue else ""
        return self.thing("edition", edition.id, (), [
            (_TYPE, ref(KG.Edition)), (_TYPE, ref(class_)), (_LABEL, literal(clean(f"{name} {edition.year}"))),
            (ref(KG.series), self.node("venue", edition.venue)), (_YEAR, integer(edition.year)),
            (ref(SCHEMA.superEvent), self.node("edition", edition.part_of)),
        ])

    def organization(self, organization: Organization) -> str:
        """Return a university, company, institute, or a unit of one."""
        name = literal(organization.name)
        school = ref(SCHEMA.CollegeOrUniversity) if organization.kind == "university" and not organization.parent else ""
        return self.thing("organization", organization.id, organization.former_ids, [
            (_TYPE, ref(KG.Organization)), (_TYPE, ref(ORG.Organization)), (_TYPE, ref(SCHEMA.Organization)),
            (_TYPE, school), (_LABEL, name), (_NAME, name), (_ACRONYM, literal(organization.acronym)),
            *((_OTHER_NAME, literal(each)) for each in organization.other_names if each != organization.name),
            (ref(KG.organizationKind), ref(_ORGANIZATION_KINDS[organization.kind])),
            (ref(KG.known), boolean(organization.known)),
            (ref(KG.country), literal(organization.country)),
            (ref(ORG.unitOf), self.node("organization", organization.parent)),
            (ref(FOAF.homepage), ref(safe_url(organization.homepage))),
            (_SAME_ENTITY, ref(_ror(organization.ror))),
        ])

    def doubt(self, doubt: Doubt) -> str:
        """Return two people who may be one, and the plain link between them."""
        a, b = self.node("person", doubt.a), self.node("person", doubt.b)
        return statements(self.node("doubt", f"{doubt.a}.{doubt.b}"), [
            (_TYPE, ref(KG.Doubt)), (ref(KG.about), a), (ref(KG.about), b), (ref(KG.score), decimal(doubt.score)),
            *((ref(KG.reason), literal(each)) for each in doubt.reasons),
        ], self.tail) + statements(a, [(ref(KG.possiblySameAs), b)], self.tail)


def _identified(identifiers: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what a person's identifiers say; one that is malformed stays a string and becomes no link."""
    for scheme in sorted(identifiers):
        value = identifiers[scheme].strip()
        if not value:
            continue
        yield ref(SCHEMA.identifier), literal(f"{scheme}:{value}")
        place = IDENTIFIERS.get(scheme)
        if place and place.pattern.fullmatch(value) and (scheme != "orcid" or is_orcid(value)):
            link = _SAME_ENTITY if place.names_the_person else _SAME_PAGE
            yield link, ref(safe_url(place.link.format(value.strip("/"))))


def _ror(text: str) -> str:
    found = re.fullmatch(r"(?:https?://ror\.org/)?(0[a-z0-9]{6}\d{2})", text.strip().lower())
    return f"https://ror.org/{found[1]}" if found else ""
