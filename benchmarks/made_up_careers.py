"""A copy of a dataset with made-up careers for its people, to measure the questions about careers on.

    python benchmarks/made_up_careers.py volumes-graph with-careers [--people 20000] [--without-the-rest]

Bibliographies tell of no positions. Here each of so many people gets a page with two degrees, three positions, an award,
a duty and, every other one, an advisor, at organizations some of which are large and most small.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat

from kg.store import Dataset, writer
from kg.vocab import FOAF, KG, KGC, ORG, PROV, RDF, RDFS, SCHEMA, XSD

ORGANIZATIONS = 3000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--people", type=int, default=20000)
    parser.add_argument("--without-the-rest", action="store_true", help="only the careers, and the names of the people")
    options = parser.parse_args()
    with Dataset.open(options.data) as old, writer(options.out) as new:
        people = sorted(row[0].value for row in old.sparql("SELECT ?p { ?p a kg:Person }"))  # type: ignore[union-attr]
        venues = sorted(row[0].value for row in old.sparql("SELECT ?v { ?v a kg:Venue }"))  # type: ignore[union-attr]
        if options.without_the_rest:
            new.load(piece for each in people[:options.people] for piece in _node(
                each, [(RDF.type, f"<{KG.Person}>"), (RDFS.label, f'"{each}"')], "x:entities"))
        else:
            lines = old.store.dump(format=RdfFormat.N_QUADS)
            assert lines is not None
            new.load([lines])
        new.load(careers(people[:options.people], venues))


def careers(people: list[str], venues: list[str]) -> Iterator[str]:
    """Yield the statements of made-up pages, a page at a time."""
    base = people[0].partition("person/")[0]
    chance = random.Random(7)
    for number in range(ORGANIZATIONS):
        node = f"{base}organization/o-made-up-{number}"
        pairs = [(RDF.type, f"<{KG.Organization}>"), (RDFS.label, f'"Organization {number}"'),
                 (KG.organizationKind, f"<{KGC.company if number % 5 == 0 else KGC.university}>")]
        if number % 10 == 9:
            pairs.append((ORG.unitOf, f"<{base}organization/o-made-up-{number // 10}>"))
        yield from _node(node, pairs, f"{base}graph/entities")
    for number, person in enumerate(people):
        graph, profile = f"{base}graph/g-made-up-{number}", f"{base}profile/f-made-up-{number}"
        yield from _node(profile, [
            (RDF.type, f"<{KG.Profile}>"), (RDF.type, f"<{PROV.Entity}>"), (RDFS.label, f'"made-up-{number}"'),
            (FOAF.primaryTopic, f"<{person}>"), (SCHEMA.dateModified, f'"2026-01-01T00:00:00Z"^^<{XSD.dateTime}>'),
        ], graph)
        for place, (kind, pairs) in enumerate(_career(chance, base, person, people, venues), 1):
            yield from _node(f"{base}{kind.lower()}/c-made-up-{number}-{place}", [
                (RDF.type, f"<{KG[kind]}>"), (KG.holder, f"<{person}>"), (KG.statedBy, f"<{profile}>"),
                (RDFS.label, f'"{kind} {place}"'), (KG.sourceFile, '"index.md"'), (KG.firstLine, _number(place)),
                (KG.lastLine, _number(place)), *pairs,
            ], graph)


def _career(
    chance: random.Random, base: str, person: str, people: list[str], venues: list[str],
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    year = chance.randrange(1980, 2015)
    for level, length in ((KGC.bachelor, 4), (KGC.doctorate, 5)):
        yield "Education", [(KG.organization, _organization(chance, base)), (KG.degree, '"Degree"'),
                            (KG.degreeLevel, f"<{level}>"), *_time(year, year + length)]
        year += length
    for place in range(3):
        length = chance.randrange(1, 8)
        ends = None if place == 2 else year + length
        yield "Position", [(KG.organization, _organization(chance, base)), (KG.role, '"Researcher"'),
                           (KG.roleKind, f"<{KGC.researcher}>"), *_time(year, ends)]
        year += length
    yield "Award", [(SCHEMA.name, f'"Award {chance.randrange(500)}"'), (KG.year, _number(year))]
    role = KGC.editor if chance.random() < 0.1 else KGC.reviewer
    yield "Service", [(KG.role, '"duty"'), (KG.roleKind, f"<{role}>"), (KG.venue, f"<{chance.choice(venues)}>"),
                      (KG.year, _number(chance.randrange(2010, 2026)))]
    if chance.random() < 0.5:
        yield "Advising", [(KG.advisee, f"<{person}>"), (KG.advisor, f"<{chance.choice(people)}>")]


def _organization(chance: random.Random, base: str) -> str:
    return f"<{base}organization/o-made-up-{int(ORGANIZATIONS * chance.random() ** 3)}>"


def _time(start: int, end: int | None) -> list[tuple[str, str]]:
    pairs = [(KG.start, f'"{start}"^^<{XSD.gYear}>'), (KG.startYear, _number(start))]
    if end is None:
        return [*pairs, (KG.ongoing, f'"true"^^<{XSD.boolean}>')]
    return [*pairs, (KG.end, f'"{end}"^^<{XSD.gYear}>'), (KG.endYear, _number(end))]


def _number(value: int) -> str:
    return f'"{value}"^^<{XSD.integer}>'


def _node(subject: str, pairs: list[tuple[str, str]], graph: str) -> Iterator[str]:
    for predicate, value in pairs:
        yield f"<{subject}> <{predicate}> {value} <{graph}> .\n"


if __name__ == "__main__":
    main()
