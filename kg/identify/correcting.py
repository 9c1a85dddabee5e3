"""A person's word applied: the references of a curation looked up in a build, before any rule has been asked.

Takes a ``Curation`` and a ``World``; tells papers and people what to join and what to hold apart. It beats every rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from kg.errors import CurationError
from kg.identify.clusters import Clusters
from kg.identify.curation import REASON, VALUES, Claim, Curation, Reference
from kg.identify.world import World, title_words
from kg.model import Mention
from kg.names import fold


class Works(Protocol):
    """Entries joined into papers, as far as a correction needs them."""

    clusters: Clusters

    def words(self, entry: int) -> tuple[str, ...]:
        """Return the words of an entry's title."""


class Persons(Protocol):
    """Units joined into people, as far as a correction needs them."""

    clusters: Clusters
    size: int

    def mention(self, unit: int) -> Mention:
        """Return the address of a unit."""

    def forms(self, unit: int) -> set[str]:
        """Return the folded forms in which a unit is printed."""

    def is_owner(self, unit: int) -> bool:
        """Tell whether a unit is the owner of a profile."""

    def stands_in(self, unit: int, source: int | None, title: tuple[str, ...]) -> bool:
        """Tell whether a unit is mentioned in a profile, under a title where one is given."""

    def join(self, a: int, b: int, reason: str, score: float, evidence: str = "", *, forms: bool = True,
             papers: bool = True) -> bool:
        """Join two units."""


class Applied:
    """A curation for one build: references looked up in its world.

    Args:
        curation: what was read.
        world: the build's entries and names.
        ids: mention -> id as it would be without the curation, where the file names ids.
    """

    def __init__(self, curation: Curation, world: World, ids: Mapping[Mention, str] | None = None) -> None:
        self.curation, self.world = curation, world
        self._sources = {sourced.id: number for number, sourced in enumerate(world.profiles)}
        self._of_id: dict[str, list[Mention]] = {}
        for mention, identifier in (ids or {}).items():
            self._of_id.setdefault(identifier, []).append(mention)

    def papers(self, papers: Works) -> None:
        """Join and part entries; called before any rule."""
        for claim in self.curation.of("papers", "different"):
            groups = [self._entries(reference, papers) for reference in claim.about]
            _each_pair(groups, papers.clusters.forbid)
        for claim in self.curation.of("papers", "same"):
            entries = [entry for reference in claim.about for entry in self._entries(reference, papers)]
            for entry in entries[1:]:
                papers.clusters.join(entries[0], entry, REASON, 1.0, self._where(claim))

    def people(self, people: Persons) -> None:
        """Join and part people; called before any rule."""
        for claim in self.curation.of("people", "different"):
            _each_pair([self.units(reference, people) for reference in claim.about], people.clusters.forbid)
        for claim in self.curation.of("people", "same"):
            units = [unit for reference in claim.about for unit in self.units(reference, people)]
            for unit in units[1:]:
                people.join(units[0], unit, REASON, 1.0, self._where(claim), forms=False, papers=False)

    def values(self, people: Persons) -> Iterator[tuple[str, int, str]]:
        """Yield (key, unit, value) of the claims that say something of one person: "name", "iri", "not"."""
        for key in (*VALUES, "not"):
            for claim in self.curation.of("people", key):
                for unit in self.units(claim.about[0], people):
                    yield key, unit, claim.value

    def units(self, reference: Reference, people: Persons) -> list[int]:
        """Return the person units that a reference means.

        Raises:
            CurationError: it means none.
        """
        wanted, title = fold(reference.name), title_words(reference.title)
        if reference.is_id:
            mentions = set(self._of_id.get(reference.name, ()))
            found = [unit for unit in range(people.size) if people.mention(unit) in mentions]
        else:
            source = self._source(reference) if reference.source else None
            found = [
                unit for unit in range(people.size)
                if (not wanted or wanted in people.forms(unit)) and people.stands_in(unit, source, title)
                and (wanted or people.is_owner(unit))]
        if not found:
            raise self._unknown(reference)
        return found

    def _entries(self, reference: Reference, papers: Works) -> list[int]:
        world = self.world
        if reference.is_id:
            mentions = set(self._of_id.get(reference.name, ()))
            found = [entry for entry in range(len(world.entry_item)) if world.paper_mention(entry) in mentions]
        else:
            source = self._source(reference) if reference.source else None
            title = title_words(reference.name)
            found = [entry for entry, profile in enumerate(world.entry_profile)
                     if papers.words(entry) == title and source in (None, profile)]
        if not found:
            raise self._unknown(reference)
        return found

    def _source(self, reference: Reference) -> int:
        number = self._sources.get(reference.source)
        if number is None:
            raise CurationError(f"there is no source {reference.source!r}", hint="kg info lists the sources",
                                file=self.curation.file, line=reference.line)
        return number

    def _unknown(self, reference: Reference) -> CurationError:
        return CurationError(f"nothing here is {reference.text!r}", hint="write NAME @ SOURCE as it is printed there",
                             file=self.curation.file, line=reference.line)

    def _where(self, claim: Claim) -> str:
        return f"{self.curation.file or 'curation'}:{claim.about[0].line}"


def _each_pair(groups: list[list[int]], act: Callable[[int, int], None]) -> None:
    for index, ones in enumerate(groups):
        for others in groups[index + 1:]:
            for one in ones:
                for other in others:
                    if one != other:
                        act(one, other)
