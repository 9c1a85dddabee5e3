"""Clusters into entities: one record a person, paper, venue, edition and organization, with the best value of each.

Takes what the stages decided; gives ``Entities`` and the ledger of ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from kg.identify.circles import probability
from kg.identify.correcting import Applied
from kg.identify.curation import identifier_of
from kg.identify.facts import resolve_places
from kg.identify.ids import Ledger, Naming, code, content_key
from kg.identify.matching import Matching
from kg.identify.organizations import Organizations
from kg.identify.papers import Papers
from kg.identify.people import People, fullness
from kg.identify.venues import Series, Venues, slug
from kg.identify.world import World
from kg.model import (
    Doubt,
    Edge,
    Edition,
    Entities,
    Mention,
    Paper,
    PaperStatus,
    PaperType,
    Person,
    Publication,
    Venue,
)
from kg.names import full, parse

_STATUS: tuple[PaperStatus, ...] = ("published", "accepted", "under_review")
_TYPE_OF_VENUE: dict[str, PaperType] = {
    "conference": "conference", "workshop": "workshop", "journal": "journal", "repository": "preprint"}


class Assembly:
    """Entities out of clusters.

    Args:
        world, papers, people, venues, matching: what the stages decided.
        previous: the ledger of the build before.
    """

    def __init__(self, world: World, papers: Papers, people: People, venues: Venues, matching: Matching,
                 previous: Ledger | None, curation: Applied | None = None) -> None:
        self.world, self.papers, self.people, self.venues, self.matching = world, papers, people, venues, matching
        self.naming = Naming(previous)
        self.resolved: dict[Mention, str] = {}
        self.editions: dict[str, Edition] = {}
        self.organizations = Organizations()
        self._told: dict[int, dict[str, str]] = {}
        """Root -> what a person said of it: "name", "iri", "not"."""
        if curation:
            for key, unit, value in curation.values(people):
                self._told.setdefault(people.clusters.find(unit), {})[key] = value
            for claim in curation.curation.of("organizations", "same"):
                self.organizations.unite([each.text for each in claim.about])

    def entities(self) -> Entities:
        """Return the entities."""
        people = self._people()
        papers = self._papers()
        self.resolved.update(resolve_places(self.world.profiles, self.venues, self.organizations, self._edition))
        venues = {identifier: self._venue(series) for identifier, series in sorted(self.venues.series.items())}
        former = self.naming.former()
        return Entities(
            people={each: _with_former(person, former) for each, person in people.items()},
            papers={each: _with_former(paper, former) for each, paper in papers.items()},
            venues=venues, editions=dict(sorted(self.editions.items())), organizations=self.organizations.all(),
            resolved=self.resolved, edges=tuple(self._edges()), doubts=tuple(self._doubts()),
        )

    # ── people ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _people(self) -> dict[str, Person]:
        people = self.people
        roots = list(people.clusters.roots())
        keys, wishes = [], []
        for root in roots:
            units = people.clusters.units(root)
            keys.append([self._person_key(unit) for unit in units])
            iri = self._told.get(root, {}).get("iri", "")
            wishes.append(iri if iri.startswith("p-") else self._wish(units))
        ids = self.naming.assign("p-", keys, wishes)
        self.person_id = dict(zip(roots, ids, strict=True))
        places = people.places
        for root in roots:
            identifier = self.person_id[root]
            for unit in people.clusters.units(root):
                if unit < people.first_owner:
                    for signature in places.members[unit]:
                        self.resolved[self.world.author_mention(signature)] = identifier
                else:
                    self.resolved[people.mention(unit)] = identifier
        empty = {people.first_owner + number for number, each in enumerate(self.world.profiles)
                 if each.profile.kind == "bibliography"}
        found = {}
        for root, identifier in self.person_id.items():
            units = people.clusters.units(root)
            told = self._told.get(root, {})
            if (len(units) == 1 and units[0] in empty) or "not" in told:
                self._unresolve(units)
                self.person_id[root] = ""
                continue
            found[identifier] = self._corrected(self._person(identifier, units), told)
        return dict(sorted(found.items()))

    def _unresolve(self, units: Sequence[int]) -> None:
        """Leave the mentions of units that are nobody without a person."""
        for unit in units:
            mentions = ([self.world.author_mention(each) for each in self.people.places.members[unit]]
                        if unit < self.people.first_owner else [self.people.mention(unit)])
            for mention in mentions:
                self.resolved.pop(mention, None)

    def _corrected(self, person: Person, told: dict[str, str]) -> Person:
        """A person as somebody said that he is."""
        if name := told.get("name"):
            others = tuple(sorted({*person.other_names, person.name} - {name}))
            person = msgspec.structs.replace(person, name=name, other_names=others)
        scheme, value = identifier_of(told.get("iri", ""))
        if scheme:
            person = msgspec.structs.replace(person, identifiers={**person.identifiers, scheme: value})
        return person

    def _person_key(self, unit: int) -> int:
        """What a unit is, in words that do not change when other pages come or go."""
        people, world = self.people, self.world
        mention = people.mention(unit)
        source = world.profiles[mention.profile].id
        if unit < people.first_owner:
            entry = world.signature_entry[people.places.members[unit][0]]
            return content_key(
                source, self.papers.entries[entry].joined, world.names[people.unit_name[unit]].text, mention.place
            )
        return content_key(source, mention.list, mention.role, mention.item if mention.list else "", mention.place)

    def _wish(self, units: Sequence[int]) -> str:
        """The id that follows from content: of the owner's page, else of the first paper by title."""
        people, world = self.people, self.world
        owners = [world.profiles[unit - people.first_owner].id for unit in units
                  if people.first_owner <= unit < people.first_mentor]
        names = [people.unit_name[unit] for unit in units if people.unit_name[unit] >= 0]
        best = max(names, key=lambda name: fullness(world.names[name])) if names else -1
        family = world.names[best].key.family if best >= 0 else "owner"
        if owners:
            anchor = content_key("owner", min(owners))
        else:
            titles = [self.papers.entries[world.signature_entry[people.places.members[unit][0]]].joined
                      for unit in units if unit < people.first_owner]
            anchor = content_key(min(titles), family) if titles else min(
                content_key(family, self._person_key(unit)) for unit in units)
        return f"p-{slug(family)[:30] or 'x'}-{code(anchor)}"

    def _person(self, identifier: str, units: Sequence[int]) -> Person:
        people, world = self.people, self.world
        forms: Counter[int] = Counter()
        for unit in units:
            if unit < people.first_owner:
                forms.update(world.signature_name[signature] for signature in people.places.members[unit])
        own: list[str] = []
        profiles = [world.profiles[unit - people.first_owner] for unit in sorted(units)
                    if people.first_owner <= unit < people.first_mentor]
        for sourced in profiles:
            own.extend(name for name in (sourced.profile.name, *sourced.profile.other_names) if name)
        forms.update(
            people.unit_name[unit] for unit in units if unit >= people.first_mentor and people.unit_name[unit] >= 0
        )
        printed = sorted(forms, key=lambda name: (-fullness(world.names[name])[0], -forms[name], world.names[name].text))
        name = next((each.profile.name for each in profiles if each.profile.name), "")
        if not name and printed:
            name = self._written(printed, forms)
        if not name:
            name = next(iter(own), "") or f"owner of {profiles[0].id}"
        others = {world.names[each].text for each in printed} | set(own)
        identifiers: dict[str, str] = {}
        for sourced in profiles:
            for scheme, value in sourced.profile.identifiers.items():
                identifiers.setdefault(scheme, value)
        return Person(
            id=identifier,
            name=name,
            other_names=tuple(sorted(others - {name})),
            identifiers=dict(sorted(identifiers.items())),
            homepages=tuple(dict.fromkeys(each.profile.homepage for each in profiles if each.profile.homepage)),
            email=next((each.profile.email for each in profiles if each.profile.email), ""),
            image=next((each.profile.image for each in profiles if each.profile.image), ""),
            interests=tuple(dict.fromkeys(each for sourced in profiles for each in sourced.profile.interests)),
        )

    def _written(self, printed: Sequence[int], forms: Counter[int]) -> str:
        """The best written form: full, often printed, with its accents, given name first."""
        world = self.world
        fullest = fullness(world.names[printed[0]])[0]
        best = max((name for name in printed if fullness(world.names[name])[0] == fullest),
                   key=lambda name: (forms[name], not world.names[name].text.isascii(), world.names[name].text))
        return full(parse(world.names[best].text)) if "," in world.names[best].text else full(world.names[best].name)

    # ── papers ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _papers(self) -> dict[str, Paper]:
        papers, world = self.papers, self.world
        roots = list(papers.clusters.roots())
        keys, wishes = [], []
        for root in roots:
            units = papers.clusters.units(root)
            keys.append(
                [
                    content_key(world.profiles[world.entry_profile[unit]].id, papers.entries[unit].joined, "paper")
                    for unit in units
                ]
            )
            titles = Counter(papers.entries[unit].joined for unit in units)
            title = min(titles, key=lambda each: (-titles[each], each))
            family = min(
                (papers.entries[unit].families[0] for unit in units if papers.entries[unit].families), default=""
            )
            wishes.append(f"w-{slug(' '.join(title.split()[:3]))[:40] or 'x'}-{code(content_key(title, family))}")
        ids = self.naming.assign("w-", keys, wishes)
        self.paper_id = dict(zip(roots, ids, strict=True))
        found = {}
        for root, identifier in self.paper_id.items():
            units = sorted(papers.clusters.units(root))
            for unit in units:
                self.resolved[world.paper_mention(unit)] = identifier
                self._place_entry(unit)
            final = papers.version_of.get(root)
            found[identifier] = self._paper(identifier, root, units, self.paper_id[final] if final is not None else "")
        return dict(sorted(found.items()))

    def _place_entry(self, unit: int) -> None:
        publication = self.papers.publication(unit)
        placed = self.venues.placed.get(publication.venue)
        if placed:
            mention = self.world.paper_mention(unit)
            self.resolved[mention._replace(role="venue")] = placed.series

    def _paper(self, identifier: str, root: int, units: Sequence[int], version_of: str) -> Paper:
        printed = [self.papers.publication(unit) for unit in units]
        year = _commonest(each.year for each in printed if each.year)
        venue, place_year, host = self._best_venue(printed)
        year = year or place_year
        edition = self._edition(venue, year, host) if venue and year else ""
        authors, complete = self._authors(root, units)
        types = [each.type for each in printed if each.type]
        kind = self._type([each for each in types if each != "preprint"] or types, venue)
        status = min((each.status for each in printed if each.status), key=_STATUS.index, default=None)
        return Paper(
            id=identifier,
            title=_best_title(printed),
            authors=authors,
            authors_complete=complete,
            year=year,
            date=next((each.date for each in printed if each.date.startswith(str(year))), ""),
            venue=venue,
            edition=edition,
            type=kind,
            status=status,
            doi=next((each.doi for each in printed if each.doi), ""),
            arxiv=next((each.arxiv for each in printed if each.arxiv), ""),
            urls=tuple(
                {link.url: link for each in reversed(printed) for link in reversed(each.urls) if link.url}.values()
            )[::-1],
            awards=tuple(dict.fromkeys(each.award for each in printed if each.award)),
            version_of=version_of,
        )

    def _type(self, printed: Sequence[PaperType], venue: str) -> PaperType | None:
        """The type that most entries tell, else what the venue's kind lets expect."""
        if printed:
            counts = Counter(printed)
            return max(counts, key=lambda each: (counts[each], each))
        return _TYPE_OF_VENUE.get(self.venues.series[venue].kind) if venue else None

    def _best_venue(self, printed: Sequence[Publication]) -> tuple[str, int | None, str]:
        """The series that most entries give, repositories last."""
        found = [placed for each in printed if (placed := self.venues.placed.get(each.venue))]
        if not found:
            return "", None, ""
        counts = Counter(each.series for each in found)
        series = min(counts, key=lambda each: (self.venues.series[each].kind == "repository", -counts[each], each))
        own = [each for each in found if each.series == series]
        return (
            series,
            next((each.year for each in own if each.year), None),
            next((each.host for each in own if each.host), ""),
        )

    def _edition(self, series: str, year: int, host: str) -> str:
        if self.venues.series[series].kind in ("journal", "repository"):
            return ""
        identifier = f"e-{series.removeprefix('v-')}-{year}"
        known = self.editions.get(identifier)
        if known is None or (host and not known.part_of):
            part_of = self._edition(host, year, "") if host and host != series else ""
            self.editions[identifier] = Edition(id=identifier, venue=series, year=year, part_of=part_of)
        return identifier

    def _authors(self, root: int, units: Sequence[int]) -> tuple[tuple[str, ...], bool]:
        """Person ids in order, and whether the list is whole."""
        people, places = self.people, self.people.places
        authors = [self.person_id[people.clusters.find(unit)] for unit in places.of_paper.get(root, ())]
        complete = any(self.papers.entries[unit].complete and self.papers.entries[unit].families for unit in units)
        for index, entry in enumerate(people.owners.unprinted):
            if entry in units:
                authors.append(self.person_id[people.clusters.find(people.first_unprinted + index)])
        return tuple(dict.fromkeys(author for author in authors if author)), complete

    # ── venues and organizations ────────────────────────────────────────────────────────────────────────────────

    def _venue(self, series: Series) -> Venue:
        printed = self.venues.printed.get(series.id, Counter())
        if series.known:
            known = series.known
            return Venue(id=series.id, name=known.name, acronym=known.acronym, kind=known.kind, field=known.field,
                         other_names=known.other_names, former_names=known.former_names, known=True)
        others = sorted({text for text, _ in printed.most_common(5)} - {series.name, series.acronym})
        return Venue(id=series.id, name=series.name, acronym=series.acronym, kind=series.kind,  # type: ignore[arg-type]
                     other_names=tuple(others))

    # ── reasons ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _edges(self) -> Iterable[Edge]:
        people, world = self.people, self.world
        for one, two, reason, score, evidence in self.papers.clusters.edges:
            yield Edge(
                a=world.paper_mention(one),
                b=world.paper_mention(two),
                reason=reason,
                score=score,
                evidence=evidence,
            )
        for first, signature, how in people.places.joins:
            yield Edge(a=world.author_mention(first), b=world.author_mention(signature), reason="same place in one paper",
                       score=0.9 if how == "place" else 0.98, evidence=_HOW.get(how, how))
        for one, two, reason, score, evidence in people.clusters.edges:
            yield Edge(a=people.mention(one), b=people.mention(two), reason=reason, score=score, evidence=evidence)

    def _doubts(self) -> Iterable[Doubt]:
        best: dict[tuple[str, str], Doubt] = {}
        find = self.people.clusters.find
        for doubt in self.matching.doubts.values():
            a, b = sorted((self.person_id[find(doubt.a)], self.person_id[find(doubt.b)]))
            score = min(probability(doubt.odds), 0.95)
            if a and a != b and ((a, b) not in best or best[a, b].score < score):
                best[a, b] = Doubt(a=a, b=b, score=score, reasons=(doubt.evidence,))
        return sorted(best.values(), key=lambda each: (-each.score, each.a, each.b))


_HOW = {"same": "same name", "middle": "one form leaves out middle names", "order": "family and given name swapped",
        "initials": "one form shortens the given name", "nickname": "one form is a nickname",
        "compound": "one form leaves out one of two family names", "spelling": "names a letter apart",
        "place": "same place in lists that otherwise agree"}


def _commonest(values: Iterable[int]) -> int | None:
    counts = Counter(values)
    return min(counts, key=lambda each: (-counts[each], -each)) if counts else None


def _best_title(printed: Sequence[Publication]) -> str:
    """The title that most entries print; among equals the one with the most of its own spelling."""
    counts = Counter(each.title for each in printed)
    return max(counts, key=lambda title: (counts[title], len(title), sum(letter.isupper() for letter in title), title))


_Record = TypeVar("_Record", Person, Paper)


Kept = TypeVar("Kept", Person, Paper)


def _with_former(record: Kept, former: Mapping[str, tuple[str, ...]]) -> Kept:
    """A record with the lost ids that it answers for."""
    olds = former.get(record.id)
    return msgspec.structs.replace(record, former_ids=olds) if olds else record
