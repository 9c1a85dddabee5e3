"""A small made-up world by the contract of ``docs/data-model.md``, as N-Quads: the graph behind the tests of queries.

Five people with pages (one of them in Tallinn by way of a company), two who are only printed names, a namesake,
a preprint that became a paper, two pages that disagree, a workshop with a former name, a gap and an overlap.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from kg.query import Question

BASE = "https://example.org/kg/"
PREFIXES = {
    "bibo": "http://purl.org/ontology/bibo/", "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/", "kg": "https://w3id.org/homepage-kg/ontology#",
    "kgc": "https://w3id.org/homepage-kg/concept#", "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#", "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#",
}

PEOPLE = {
    "p-ada": ("Ada Quist", ["A. Quist"]), "p-bo": ("Bo Tamm", ["B. Tamm"]), "p-kenji": ("Kenji Arata", ["荒田健二"]),
    "p-mira": ("Mira Olin", ["M. Olin", "Mira Sund"]), "p-rosa": ("Rosa Vale", ["R. Vale"]),
    "p-teo": ("Wei Zhang", []), "p-teo2": ("Wei Zhang", []), "p-elena": ("Elena Brandt", ["E. Brandt"]),
}
OWNERS = {"ada-quist": "p-ada", "bo-tamm": "p-bo", "kenji-arata": "p-kenji", "mira-olin": "p-mira",
    "elena-brandt": "p-elena"}
ORGANIZATIONS = {
    "o-bergen": ("University of Bryggen", "university", ""), "o-bergen-cs": ("Department of Rivers", "university",
        "o-bergen"),
    "o-huldra": ("Huldra Labs", "company", ""), "o-kyoto": ("Kitayama University", "university", ""),
    "o-tallinn": ("University of Nordhavn", "university", ""), "o-nordlys": ("Nordlys Systems", "company", ""),
}
VENUES = {
    "v-icr": ("Conference on Neural Information Processing Systems", "NeurIPS", "conferenceSeries", "NIPS", ""),
    "v-flow": ("Journal of Flow", "", "journalSeries", "", ""),
    "v-delta": ("Workshop on Deltas", "DELTA", "workshopSeries", "Workshop on River Mouths", "v-icr"),
    "v-arxiv": ("arXiv", "", "repository", "", ""),
}
# paper: (title, year, venue, type, [authors], preprint of)
PAPERS: dict[str, tuple[str, int, str, str, list[str], str]] = {
    "w-1": ("On Rivers", 2018, "v-icr", "conference", ["p-mira", "p-ada"], ""),
    "w-2": ("Slow Water", 2019, "v-flow", "journal", ["p-mira", "p-ada", "p-bo"], ""),
    "w-3": ("Slow Water (preprint)", 2018, "v-arxiv", "preprint", ["p-mira", "p-ada", "p-bo"], "w-2"),
    "w-4": ("Deltas at Night", 2020, "v-delta", "workshop", ["p-kenji", "p-mira", "p-rosa"], ""),
    "w-5": ("Ice on Rivers", 2021, "v-icr", "conference", ["p-bo", "p-elena"], ""),
    "w-6": ("A Survey of Springs", 2022, "v-flow", "journal",
            ["p-elena", "p-bo", "p-ada", "p-rosa", "p-teo", "p-kenji"], ""),
    "w-7": ("Rivers of Harju", 2023, "v-icr", "conference", ["p-mira", "p-bo"], ""),
    "w-8": ("Old Wells", 2012, "v-flow", "journal", ["p-ada", "p-teo"], ""),
    "w-9": ("Rivers and Rain", 2022, "v-icr", "conference", ["p-teo2", "p-rosa"], ""),
}
PRINTED = {"p-ada": "Quist, A.", "p-rosa": "R. Vale"}
# source -> papers as printed there, in page order; a year or venue here differs from the entity's
ENTRIES: dict[str, list[tuple[str, dict[str, object]]]] = {
    "ada-quist": [("w-6", {}), ("w-2", {"year": 2020}), ("w-1", {}), ("w-8", {})],
    "bo-tamm": [("w-7", {}), ("w-6", {}), ("w-5", {}), ("w-2", {}), ("w-3", {})],
    "kenji-arata": [("w-4", {"venue": "River Mouths Workshop"})],
    "mira-olin": [("w-7", {"corresponding": 1}), ("w-4", {}), ("w-2", {"equal": (1, 2)}), ("w-1", {})],
    "elena-brandt": [("w-6", {}), ("w-5", {"venue": "Journal of Flow", "series": "v-flow"})],
    "proceedings": [("w-9", {}), ("w-1", {})],
}
# source -> facts: (kind, values); lines follow from the order
FACTS: dict[str, list[tuple[str, dict[str, object]]]] = {
    "mira-olin": [
        ("Education", {"degree": "B.Sc.", "level": "bachelor", "organization": "o-bergen", "start": "2010",
         "end": "2013"}),
        ("Education", {"degree": "M.Sc.", "level": "master", "organization": "o-bergen", "start": "2013",
         "end": "2015"}),
        ("Education", {"degree": "Ph.D.", "level": "doctorate", "organization": "o-bergen", "unit": "o-bergen-cs",
                       "start": "2015-09", "end": "2019-06", "advisor": "p-ada"}),
        ("Position", {"role": "Intern", "kind": "intern", "organization": "o-huldra", "start": "2018-06",
         "end": "2018-09"}),
        ("Position", {"role": "Researcher", "kind": "researcher", "organization": "o-huldra", "start": "2020-01-15",
                      "end": "2021-12"}),
        ("Position", {"role": "Associate Professor", "kind": "faculty", "organization": "o-tallinn", "start": "2022-01",
                      "ongoing": True}),
        ("Award", {"name": "Golden Oar", "year": 2019}),
        ("Service", {"role": "reviewer", "kind": "reviewer", "venue": "v-icr", "year": 2022}),
        ("Service", {"role": "area chair", "kind": "areaChair", "venue": "v-icr", "year": 2023}),
        ("Talk", {"name": "Rivers, again", "printed": "Harju Colloquium", "year": 2023}),
    ],
    "ada-quist": [
        ("Position", {"role": "Professor", "kind": "faculty", "organization": "o-bergen", "start": "2008",
         "ongoing": True}),
        ("Award", {"name": "Golden Oar", "year": 2015}),
        ("Advising", {"advisee": "p-elena"}),
    ],
    "bo-tamm": [
        ("Education", {"degree": "Ph.D.", "level": "doctorate", "organization": "o-tallinn", "start": "2012",
         "end": "2016"}),
        ("Position", {"role": "Engineer", "kind": "engineer", "organization": "o-nordlys", "start": "2017",
         "end": "2020"}),
        ("Position", {"role": "Assistant Professor", "kind": "faculty", "organization": "o-tallinn", "start": "2020",
                      "ongoing": True}),
        ("Advising", {"advisee": "p-elena"}),
        ("Service", {"role": "editor", "kind": "editor", "venue": "v-flow", "year": 2022}),
    ],
    "kenji-arata": [
        ("Education", {"degree": "Ph.D.", "level": "doctorate", "organization": "o-kyoto", "start": "2014",
         "end": "2018"}),
        ("Position", {"role": "Researcher", "kind": "researcher", "organization": "o-huldra", "start": "2018",
         "end": "2021"}),
        ("Position", {"role": "Lecturer", "kind": "faculty", "organization": "o-kyoto", "start": "2022"}),
    ],
    "elena-brandt": [
        ("Education", {"degree": "Ph.D.", "level": "doctorate", "organization": "o-tallinn", "start": "2020",
                       "ongoing": True, "advisor": "p-bo"}),
        ("Teaching", {"name": "Hydrology", "organization": "o-tallinn", "year": 2022}),
        ("Project", {"name": "Baltic Springs", "organization": "o-tallinn", "start": "2021", "end": "2024"}),
    ],
}


def iri(short: str) -> str:
    """A prefixed name or a path below the base as an IRI in brackets."""
    prefix, colon, local = short.partition(":")
    return f"<{PREFIXES[prefix]}{local}>" if colon and prefix in PREFIXES else f"<{BASE}{short}>"


def text(value: object, kind: str = "") -> str:
    """A value as a literal."""
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^{iri("xsd:boolean")}'
    if isinstance(value, int):
        return f'"{value}"^^{iri("xsd:integer")}'
    if isinstance(value, float):
        return f'"{value}"^^{iri("xsd:decimal")}'
    return f'"{value}"' + (f"^^{iri(kind)}" if kind else "")


def date(value: str) -> str:
    """A date as a literal whose datatype tells its precision."""
    return text(value, {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}[len(value)])


Statement = tuple[str, str, str, str]


def world() -> str:
    """The whole world as N-Quads, sorted."""
    statements = {*_entities(), *(each for source in ENTRIES for each in _page(source))}
    return "".join(f"{subject} {predicate} {value} {iri('graph/' + graph)} .\n"
                   for subject, predicate, value, graph in sorted(statements))


def _node(subject: str, graph: str, *pairs: tuple[str, str]) -> Iterator[Statement]:
    for predicate, value in pairs:
        yield iri(subject), iri("rdf:type" if predicate == "a" else predicate), value, graph


def _entities() -> Iterator[Statement]:
    for person, (name, others) in PEOPLE.items():
        yield from _node(f"person/{person}", "entities", ("a", iri("kg:Person")), ("a", iri("schema:Person")),
                         ("rdfs:label", text(name)), ("schema:name", text(name)),
                         *(("schema:alternateName", text(other)) for other in others))
    yield from _node("person/p-mira", "entities", ("schema:identifier", text("orcid:0000-0002-1825-0097")),
                     ("owl:sameAs", "<https://orcid.org/0000-0002-1825-0097>"),
                     ("foaf:homepage", "<https://olin.example/>"), ("kg:interest", text("river networks")))
    yield from _node("person/p-teo", "entities", ("kg:possiblySameAs", iri("person/p-teo2")))
    yield from _node("doubt/d-1", "entities", ("a", iri("kg:Doubt")), ("kg:about", iri("person/p-teo")),
                     ("kg:about", iri("person/p-teo2")), ("kg:score", text(0.62)),
                     ("kg:reason", text("same name, no shared co-author")))
    yield from _node("person/p-old", "entities", ("dcterms:isReplacedBy", iri("person/p-mira")))
    for organization, (name, kind, parent) in ORGANIZATIONS.items():
        yield from _node(f"organization/{organization}", "entities", ("a", iri("kg:Organization")),
                         ("rdfs:label", text(name)), ("schema:name", text(name)),
                         ("kg:organizationKind", iri(f"kgc:{kind}")),
                         *([("org:unitOf", iri(f"organization/{parent}"))] if parent else []))
    for venue, (name, acronym, kind, former, _) in VENUES.items():
        yield from _node(f"venue/{venue}", "entities", ("a", iri("kg:Venue")), ("rdfs:label", text(acronym or name)),
                         ("schema:name", text(name)), ("kg:venueKind", iri(f"kgc:{kind}")), ("kg:known", text(True)),
                         *([("kg:acronym", text(acronym))] if acronym else []),
                         *([("kg:formerName", text(former)), ("schema:alternateName", text(former))] if former else []))
    for paper in PAPERS:
        yield from _paper(paper)


def _paper(paper: str) -> Iterator[Statement]:
    title, year, venue, kind, authors, version_of = PAPERS[paper]
    name, acronym, _, _, part_of = VENUES[venue]
    edition = f"edition/e-{venue[2:]}-{year}"
    yield from _node(edition, "entities", ("a", iri("kg:Edition")), ("rdfs:label", text(f"{acronym or name} {year}")),
                     ("kg:series", iri(f"venue/{venue}")), ("kg:year", text(year)),
                     *([("schema:superEvent", iri(f"edition/e-{part_of[2:]}-{year}"))] if part_of else []))
    yield from _node(f"paper/{paper}", "entities", ("a", iri("kg:Paper")), ("a", iri("schema:ScholarlyArticle")),
                     ("rdfs:label", text(title)), ("schema:name", text(title)), ("kg:year", text(year)),
                     ("schema:datePublished", date(str(year))), ("kg:publishedIn", iri(f"venue/{venue}")),
                     ("schema:isPartOf", iri(edition)), ("kg:publicationType", iri(f"kgc:{kind}")),
                     ("kg:status", iri("kgc:published")), ("kg:authorCount", text(len(authors))),
                     ("kg:authorsComplete", text(True)), ("bibo:doi", text(f"10.1000/{paper}")),
                     *(("schema:author", iri(f"person/{author}")) for author in authors),
                     *([("dcterms:isVersionOf", iri(f"paper/{version_of}"))] if version_of else []))


def _page(source: str) -> Iterator[Statement]:
    graph, profile, file = f"g-{source}", f"profile/f-{source}", f"source/{source}/index.md"
    yield from _node(file, graph, ("a", iri("prov:Entity")), ("rdfs:label", text("index.md")), ("kg:sha256",
        text("0" * 64)))
    yield from _node(profile, graph, ("a", iri("kg:Profile")), ("a", iri("prov:Entity")), ("rdfs:label", text(source)),
                     ("prov:wasDerivedFrom", iri(file)),
                     ("schema:dateModified", text("2024-02-03T00:00:00Z", "xsd:dateTime")))
    if source in OWNERS:
        yield from _node(profile, graph, ("foaf:primaryTopic", iri(f"person/{OWNERS[source]}")),
                         ("schema:url", f"<https://{source}.example/>"))
    for place, (kind, values) in enumerate(FACTS.get(source, []), 1):
        yield from _fact(source, graph, place, kind, values)
    for place, (paper, values) in enumerate(ENTRIES[source], 1):
        yield from _entry(source, graph, place, paper, values)


def _lines(source: str, first: int) -> list[tuple[str, str]]:
    return [("prov:wasDerivedFrom", iri(f"source/{source}/index.md#line={first - 1},{first}")),
            ("kg:sourceFile", text("index.md")), ("kg:firstLine", text(first)), ("kg:lastLine", text(first)),
            ("kg:statedBy", iri(f"profile/f-{source}"))]


def _fact(source: str, graph: str, place: int, kind: str, values: dict[str, object]) -> Iterator[Statement]:
    node = f"{kind.lower()}/c-{source}-{place}"
    holder = iri(f"person/{OWNERS[source]}")
    organization = str(values.get("organization", ""))
    where = ORGANIZATIONS[organization][0] if organization else str(values.get("printed", ""))
    what = str(values.get("role") or values.get("degree") or values.get("name") or kind)
    pairs = [("a", iri(f"kg:{kind}")), ("kg:holder", holder), *_lines(source, place),
             ("rdfs:label", text(", ".join(filter(None, (what, where)))))]
    for key, predicate in (("role", "kg:role"), ("degree", "kg:degree"), ("name", "schema:name"), ("year", "kg:year"),
                           ("printed", "kg:venueAsPrinted"), ("ongoing", "kg:ongoing")):
        if key in values:
            pairs.append((predicate, text(values[key])))
    for key in ("start", "end"):
        if key in values:
            pairs += [(f"kg:{key}", date(str(values[key]))), (f"kg:{key}Year", text(int(str(values[key])[:4])))]
    for key, predicate, folder in (("kind", "kg:roleKind", "kgc:"), ("level", "kg:degreeLevel", "kgc:"),
                                   ("organization", "kg:organization", "organization/"), ("venue", "kg:venue",
                                    "venue/"),
                                   ("unit", "kg:unit", "organization/")):
        if key in values:
            pairs.append((predicate, iri(f"{folder}{values[key]}")))
    if organization:
        pairs.append(("kg:organizationAsPrinted", text(where)))
    if kind in ("Award", "Talk") and "year" in values:
        pairs += [("kg:start", date(str(values["year"]))), ("kg:startYear", text(values["year"]))]
    if kind == "Advising":
        pairs += [("kg:advisor", holder), ("kg:advisee", iri(f"person/{values['advisee']}"))]
    yield from _node(node, graph, *pairs)
    if "advisor" in values:
        yield from _node(f"advising/c-{source}-{place}", graph, ("a", iri("kg:Advising")), ("kg:holder", holder),
                         ("kg:advisee", holder), ("kg:advisor", iri(f"person/{values['advisor']}")),
                         ("kg:during", iri(node)), *_lines(source, place))


def _entry(source: str, graph: str, place: int, paper: str, values: dict[str, object]) -> Iterator[Statement]:
    title, year, venue, _, authors, _ = PAPERS[paper]
    entry = f"entry/x-{source}-{place}"
    yield from _node(entry, graph, ("a", iri("kg:Entry")), ("kg:paper", iri(f"paper/{paper}")),
                     ("kg:titleAsPrinted", text(title)), ("kg:year", text(values.get("year", year))),
                     ("kg:venueAsPrinted", text(values.get("venue", VENUES[venue][1] or VENUES[venue][0]))),
                     ("kg:venue", iri(f"venue/{values.get('series', venue)}")),
                     ("kg:authorsComplete", text(True)), ("kg:authorCount", text(len(authors))),
                     ("kg:place", text(place)), *_lines(source, 20 + place))
    equal = values.get("equal", ())
    assert isinstance(equal, tuple)
    for ordinal, author in enumerate(authors, 1):
        yield from _node(f"signature/s-{source}-{place}-{ordinal}", graph, ("a", iri("kg:Signature")),
                         ("kg:entry", iri(entry)), ("kg:paper", iri(f"paper/{paper}")),
                         ("kg:person", iri(f"person/{author}")), ("kg:ordinal", text(ordinal)),
                         ("kg:nameAsPrinted", text(PRINTED.get(author, PEOPLE[author][0]))),
                         *([("kg:equalContribution", text(True))] if ordinal in equal else []),
                         *([("kg:corresponding", text(True))] if ordinal == values.get("corresponding") else []))


def example(question: Question) -> dict[str, str]:
    """The parameters of a question's own example."""
    return dict(each.split("=", 1) for each in shlex.split(question.example)[3:] if "=" in each)
