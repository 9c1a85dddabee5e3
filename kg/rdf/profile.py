"""One profile to its named graph: what the page says, as printed, each fact a node with its lines.

Takes a profile with what identification decided about its mentions; gives N-Quads. Nothing in here looks at another
profile, so profiles can be mapped in any order, on any machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import (
    PRESENT,
    Award,
    Education,
    Entities,
    Fact,
    Mention,
    Position,
    Project,
    Publication,
    Service,
    SourcedProfile,
    Talk,
    Teaching,
)
from kg.rdf import kinds
from kg.rdf.terms import TRUE, boolean, clean, date, decimal, instant, integer, literal, printed, ref, statements, year
from kg.settings import Settings
from kg.vocab import FOAF, KG, KGC, PROV, RDF, RDFS, SCHEMA, file_iri, graph_iri, iri, lines_iri, safe_url

_TYPE, _LABEL, _NAME, _DERIVED = ref(RDF.type), ref(RDFS.label), ref(SCHEMA.name), ref(PROV.wasDerivedFrom)
_ENTRY, _SIGNATURE, _ENTITY = ref(KG.Entry), ref(KG.Signature), ref(PROV.Entity)
_STATED_BY, _HOLDER, _PAPER, _OF_ENTRY, _PERSON = (
    ref(KG.statedBy), ref(KG.holder), ref(KG.paper), ref(KG.entry), ref(KG.person))
_TITLE, _VENUE_TEXT, _NAME_TEXT, _ORGANIZATION_TEXT = (
    ref(KG.titleAsPrinted), ref(KG.venueAsPrinted), ref(KG.nameAsPrinted), ref(KG.organizationAsPrinted))
_ORDINAL, _EQUAL, _CORRESPONDING = ref(KG.ordinal), ref(KG.equalContribution), ref(KG.corresponding)
_YEAR, _COMPLETE, _COUNT, _PLACE = ref(KG.year), ref(KG.authorsComplete), ref(KG.authorCount), ref(KG.place)
_CONFIDENCE, _FILE, _FIRST, _LAST = ref(KG.confidence), ref(KG.sourceFile), ref(KG.firstLine), ref(KG.lastLine)
_ORGANIZATION, _UNIT, _VENUE = ref(KG.organization), ref(KG.unit), ref(KG.venue)
_ROLE, _ROLE_KIND, _LOCATION = ref(KG.role), ref(KG.roleKind), ref(KG.location)
_START, _START_YEAR, _END, _END_YEAR, _ONGOING = (
    ref(KG.start), ref(KG.startYear), ref(KG.end), ref(KG.endYear), ref(KG.ongoing))

_SHA256 = re.compile(r"[0-9a-f]{64}")

_Terms = list[tuple[str, str]]


def profile_quads(sourced: SourcedProfile, index: int, entities: Entities, settings: Settings) -> Iterator[str]:
    """Yield one profile's graph, a node with all its statements at a time.

    Args:
        sourced: the profile and its files.
        index: its index in the build: ``Mention.profile``.
        entities: what identification decided; mentions it does not resolve keep only what is printed.
        settings: base IRI.
    """
    page = _Page(sourced, index, entities, settings.dataset.base)
    yield from page.document()
    profile = sourced.profile
    for item, publication in enumerate(profile.publications):
        yield from page.entry(item, publication)
    for item, position in enumerate(profile.positions):
        yield from page.position(item, position)
    for item, education in enumerate(profile.education):
        yield from page.education(item, education)
    for item, award in enumerate(profile.awards):
        yield page.award(item, award)
    for item, service in enumerate(profile.service):
        yield page.service(item, service)
    for item, talk in enumerate(profile.talks):
        yield page.talk(item, talk)
    for item, teaching in enumerate(profile.teaching):
        yield page.teaching(item, teaching)
    for item, project in enumerate(profile.projects):
        yield page.project(item, project)


class _Page:
    """One profile while it is mapped."""

    def __init__(self, sourced: SourcedProfile, index: int, entities: Entities, base: str) -> None:
        self.sourced = sourced
        self.index = index
        self.resolved = entities.resolved
        self.base = base
        self.node = ref(iri(base, "profile", sourced.id))
        self.tail = f" {ref(graph_iri(base, sourced.id))} .\n"
        self.owner = self.entity("person", "", 0, "owner")

    def entity(self, kind: str, list_: str, item: int, role: str, place: int = 0) -> str:
        """Return the entity behind a mention, "" where there is none."""
        found = self.resolved.get(Mention(self.index, list_, item, role, place))
        return ref(iri(self.base, kind, found)) if found else ""

    def fact_node(self, kind: str, *numbers: int | str) -> str:
        """Return the node of a fact: its kind, the source and the fact's 1-based place in its list."""
        return ref(iri(self.base, kind, "-".join((self.sourced.id, *map(str, numbers)))))

    def lines(self, fact: Fact) -> _Terms:
        """Return where a fact was read, and how certainly."""
        pairs: _Terms = [(_CONFIDENCE, decimal(fact.confidence))] if fact.confidence is not None else []
        if fact.source:
            first, last = fact.source.lines
            pairs += [
                (_DERIVED, ref(lines_iri(self.base, self.sourced.id, fact.source.file, first, last))),
                (_FILE, literal(fact.source.file)), (_FIRST, integer(first)), (_LAST, integer(last)),
            ]
        return pairs

    # ── the page ────────────────────────────────────────────────────────────────────────────────────────────────

    def document(self) -> Iterator[str]:
        """Yield the page itself and its files."""
        files = [(ref(file_iri(self.base, self.sourced.id, each.path)), each) for each in self.sourced.files]
        yield statements(self.node, [
            (_TYPE, ref(KG.Profile)), (_TYPE, ref(FOAF.PersonalProfileDocument)), (_TYPE, _ENTITY),
            (_LABEL, literal(self.sourced.id)),
            (ref(FOAF.primaryTopic), self.owner),
            (ref(SCHEMA.url), ref(safe_url(self.sourced.profile.homepage))),
            *((_DERIVED, node) for node, _ in files),
            (ref(SCHEMA.dateModified), instant(self.sourced.modified)),
        ], self.tail)
        for node, file in files:
            yield statements(node, [
                (_TYPE, _ENTITY), (_LABEL, literal(file.path)),
                (ref(KG.sha256), literal(file.sha256) if _SHA256.fullmatch(file.sha256) else ""),
            ], self.tail)

    # ── papers ──────────────────────────────────────────────────────────────────────────────────────────────────

    def entry(self, item: int, publication: Publication) -> Iterator[str]:
        """Yield one printed paper and the names of its author list."""
        authors = publication.authors
        complete = publication.authors_complete
        if complete is None and authors:
            complete = True
        node = self.fact_node("entry", item + 1)
        paper = self.entity("paper", "publications", item, "paper")
        yield statements(node, [
            (_TYPE, _ENTRY), (_STATED_BY, self.node), (_PAPER, paper),
            (_TITLE, printed(publication.title)), (_VENUE_TEXT, literal(publication.venue)),
            (_VENUE, self.entity("venue", "publications", item, "venue")), (_YEAR, integer(publication.year)),
            (_COMPLETE, boolean(complete)), (_COUNT, integer(len(authors)) if authors else ""),
            (_PLACE, integer(item + 1)), *self.lines(publication),
        ], self.tail)
        for place, name in enumerate(authors, 1):
            yield self.signature(item, place, name, place, node, paper, publication)
        # the owner's name is not printed, but it is known that the paper is theirs
        if self.entity("person", "publications", item, "author", 0):
            ordinal = publication.owner_position if not authors else None
            yield self.signature(item, 0, "", ordinal, node, paper, publication)

    def signature(
        self, item: int, place: int, name: str, ordinal: int | None, entry: str, paper: str, publication: Publication,
    ) -> str:
        """Return one name of an author list."""
        pairs: _Terms = [
            (_TYPE, _SIGNATURE), (_OF_ENTRY, entry), (_PAPER, paper),
            (_PERSON, self.entity("person", "publications", item, "author", place)),
            (_ORDINAL, integer(ordinal)), (_NAME_TEXT, printed(name)),
        ]
        if ordinal in publication.equal_contribution:
            pairs.append((_EQUAL, TRUE))
        if ordinal in publication.corresponding:
            pairs.append((_CORRESPONDING, TRUE))
        return statements(self.fact_node("signature", item + 1, place), pairs, self.tail)

    # ── the career ──────────────────────────────────────────────────────────────────────────────────────────────

    def fact(self, kind: str, item: int, class_: str, label: str, fact: Fact, pairs: _Terms) -> str:
        """Return one career fact with what all of them carry."""
        return statements(self.fact_node(kind, item + 1), [
            (_TYPE, ref(class_)), (_LABEL, literal(label)), (_HOLDER, self.owner), (_STATED_BY, self.node),
            *pairs, *self.lines(fact),
        ], self.tail)

    def at(self, list_: str, item: int, organization: str, unit: str = "", location: str = "") -> _Terms:
        """Return where something was: organization, unit, place."""
        return [
            (_ORGANIZATION, self.entity("organization", list_, item, "organization")),
            (_ORGANIZATION_TEXT, literal(organization)),
            (_UNIT, self.entity("organization", list_, item, "unit") if unit else ""),
            (_LOCATION, literal(location)),
        ]

    def position(self, item: int, position: Position) -> Iterator[str]:
        """Yield a post, and an advising for each supervisor."""
        label = _joined(position.role, position.organization or position.unit)
        yield self.fact("position", item, KG.Position, label, position, [
            *self.at("positions", item, position.organization, position.unit, position.location),
            (_ROLE, literal(position.role)),
            (_ROLE_KIND, ref(KGC[kinds.role_of_position(position.role)]) if position.role else ""),
            *_span(position.start, position.end),
        ])
        yield from self.advisings("positions", item, "supervisor", position.supervisors, position)

    def education(self, item: int, education: Education) -> Iterator[str]:
        """Yield a degree, and an advising for each advisor."""
        level = kinds.level_of_degree(education.degree)
        label = _joined(education.degree, education.field, education.organization or education.unit)
        yield self.fact("education", item, KG.Education, label, education, [
            (ref(KG.degree), literal(education.degree)),
            (ref(KG.degreeLevel), ref(KGC[level]) if level else ""),
            (ref(KG.field), literal(education.field)),
            *self.at("education", item, education.organization, education.unit, education.location),
            *_span(education.start, education.end),
        ])
        yield from self.advisings("education", item, "advisor", education.advisors, education)

    def advisings(
        self, list_: str, item: int, role: str, names: tuple[str, ...], fact: Position | Education,
    ) -> Iterator[str]:
        """Yield who advised the owner during a degree or a post."""
        kind = "education" if list_ == "education" else "position"
        for place, name in enumerate(names, 1):
            yield statements(self.fact_node("advising", kind, item + 1, place), [
                (_TYPE, ref(KG.Advising)), (_LABEL, literal(f"advised by {name}")), (_HOLDER, self.owner),
                (_STATED_BY, self.node), (ref(KG.advisee), self.owner),
                (ref(KG.advisor), self.entity("person", list_, item, role, place)), (_NAME_TEXT, printed(name)),
                (ref(KG.during), self.fact_node(kind, item + 1)), *self.lines(fact),
            ], self.tail)

    def award(self, item: int, award: Award) -> str:
        """Return an award."""
        return self.fact("award", item, KG.Award, award.title, award, [
            (_NAME, literal(award.title)), *self.at("awards", item, award.organization), *_in_year(award.year),
            (_VENUE, self.entity("venue", "awards", item, "venue")),
        ])

    def service(self, item: int, service: Service) -> str:
        """Return a duty for a venue."""
        return self.fact("service", item, KG.Service, _joined(service.role, service.venue), service, [
            (_ROLE, literal(service.role)),
            (_ROLE_KIND, ref(KGC[kinds.role_of_service(service.role)]) if service.role else ""),
            (_VENUE, self.entity("venue", "service", item, "venue")), (_VENUE_TEXT, literal(service.venue)),
            *_in_year(service.year),
        ])

    def talk(self, item: int, talk: Talk) -> str:
        """Return a talk."""
        return self.fact("talk", item, KG.Talk, _joined(talk.title, talk.venue), talk, [
            (_NAME, literal(talk.title)),
            (_VENUE, self.entity("venue", "talks", item, "venue")), (_VENUE_TEXT, literal(talk.venue)),
            (_ORGANIZATION, self.entity("organization", "talks", item, "organization")),
            *_on_day(talk.date),
        ])

    def teaching(self, item: int, teaching: Teaching) -> str:
        """Return a course."""
        return self.fact("teaching", item, KG.Teaching, _joined(teaching.course, teaching.organization), teaching, [
            (_NAME, literal(teaching.course)), *self.at("teaching", item, teaching.organization),
            (_ROLE, literal(teaching.role)), *_on_day(teaching.date),
        ])

    def project(self, item: int, project: Project) -> str:
        """Return a project."""
        return self.fact("project", item, KG.Project, project.title, project, [
            (_NAME, literal(project.title)), *self.at("projects", item, project.organization),
            *_span(project.start, project.end), (ref(SCHEMA.url), ref(safe_url(project.url))),
        ])


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, map(clean, parts)))


def _span(start: str, end: str) -> _Terms:
    """Return both ends of a time, as dates and as years; "goes on" and "end unknown" are two things."""
    return [
        (_START, date(start)), (_START_YEAR, integer(year(start))),
        (_END, date(end)), (_END_YEAR, integer(year(end))),
        (_ONGOING, TRUE if end == PRESENT else ""),
    ]


def _in_year(number: int | None) -> _Terms:
    return [(_YEAR, integer(number)), (_START, date(str(number)) if number is not None else "")]


def _on_day(iso: str) -> _Terms:
    return [(_YEAR, integer(year(iso))), (_START, date(iso))]
