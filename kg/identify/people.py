"""Which signatures, owners and mentors are one person.

Takes the world, its papers, author places and owners; gives clusters of person units with the reasons, and the pairs
that stay undecided. Every decision is one sum of log odds: how many people of the circle that both mentions move in
would bear this name by chance. The circle is what they share: a co-author, a page, a venue, or nothing but the world.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.identify.clusters import Clusters
from kg.identify.correcting import Applied
from kg.identify.owners import Owners
from kg.identify.papers import Papers
from kg.identify.places import Places, named_agreement
from kg.identify.rarity import Rarity
from kg.identify.world import World
from kg.model import Mention
from kg.names import fold

WITNESSES = 2
"""Papers that must agree on the place of an unnamed owner."""
_ONE_EACH = frozenset({"orcid", "google_scholar", "dblp", "openreview", "github"})
"""Registries in which a person is expected once: pages that give different ids are of different people."""


class People:
    """Person units joined into people.

    Units are the author places, then the owner of each profile, then the mentors, then unprinted owners.
    """

    def __init__(self, world: World, papers: Papers, places: Places, owners: Owners,
                 curation: Applied | None = None) -> None:
        self.world, self.papers, self.places, self.owners = world, papers, places, owners
        self.first_owner = len(places.paper)
        self.first_mentor = self.first_owner + len(world.profiles)
        self.first_unprinted = self.first_mentor + len(world.mentors)
        self.size = self.first_unprinted + len(owners.unprinted)
        self.clusters = Clusters(self.size)
        self.rarity = Rarity(named.key for named in world.names)
        self._name_units()
        if curation:
            curation.people(self)
        self._hard_links()
        self._owners()
        self._stated_places()

    # ── units ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _name_units(self) -> None:
        """Give each unit its fullest printed name."""
        names, signature_name = self.world.names, self.world.signature_name
        self.unit_name: list[int] = []
        for members in self.places.members:
            if len(members) == 1:
                self.unit_name.append(signature_name[members[0]])
            else:
                self.unit_name.append(
                    max((signature_name[each] for each in members), key=lambda number: fullness(names[number]))
                )
        for profile, owner in enumerate(self.world.owner_names):
            self.unit_name.append(owner[0] if owner else self.owners.named.get(profile, -1))
        self.unit_name.extend(mentor[5] for mentor in self.world.mentors)
        for entry in self.owners.unprinted:
            self.unit_name.append(self.unit_name[self.first_owner + self.world.entry_profile[entry]])
        self.cluster_names: dict[int, set[int]] = {}
        self.cluster_papers: dict[int, set[int]] = {}
        """Two authors of one paper are two people: the papers of a cluster, which no other part of it may sign."""

    def mention(self, unit: int) -> Mention:
        """Return the address of a unit's first mention."""
        if unit < self.first_owner:
            return self.world.author_mention(self.places.members[unit][0])
        if unit < self.first_mentor:
            return Mention(unit - self.first_owner, "", 0, "owner")
        if unit < self.first_unprinted:
            profile, list_, item, role, place, _ = self.world.mentors[unit - self.first_mentor]
            return Mention(profile, list_, item, role, place)
        entry = self.owners.unprinted[unit - self.first_unprinted]
        return Mention(self.world.entry_profile[entry], "publications", self.world.entry_item[entry], "author", 0)

    def forms(self, unit: int) -> set[str]:
        """Return the folded forms in which a unit is printed."""
        names, world = self.world.names, self.world
        if unit < self.first_owner:
            numbers = {world.signature_name[signature] for signature in self.places.members[unit]}
        elif unit < self.first_mentor:
            numbers = set(world.owner_names[unit - self.first_owner])
        else:
            numbers = {self.unit_name[unit]}
        return {fold(names[number].text) for number in numbers if number >= 0}

    def is_owner(self, unit: int) -> bool:
        """Tell whether a unit is the owner of a profile."""
        return self.first_owner <= unit < self.first_mentor

    def stands_in(self, unit: int, source: int | None, title: tuple[str, ...]) -> bool:
        """Tell whether a unit is mentioned in a profile, under a title where one is given."""
        if unit >= self.first_owner:
            return source in (None, self.mention(unit).profile) and not title
        entries = [self.world.signature_entry[signature] for signature in self.places.members[unit]]
        return any(source in (None, self.world.entry_profile[entry])
                   and (not title or self.papers.entries[entry].words == title) for entry in entries)

    def has_page(self, unit: int) -> bool:
        """Tell whether somebody with a homepage is in the cluster of a unit."""
        return any(self.first_owner <= each < self.first_mentor for each in self.clusters.units(self.clusters.find(unit)))

    def papers_of(self, root: int) -> set[int]:
        """Return the papers that a cluster signs."""
        known = self.cluster_papers.get(root)
        if known is None:
            known = {self.places.paper[unit] for unit in self.clusters.units(root) if unit < self.first_owner}
            known.update(self.papers.clusters.find(self.owners.unprinted[unit - self.first_unprinted])
                         for unit in self.clusters.units(root) if unit >= self.first_unprinted)
            self.cluster_papers[root] = known
        return known

    def names_of(self, root: int) -> set[int]:
        """Return the name numbers of a cluster."""
        known = self.cluster_names.get(root)
        if known is None:
            known = {self.unit_name[unit] for unit in self.clusters.units(root)} - {-1}
            self.cluster_names[root] = known
        return known

    def join(self, a: int, b: int, reason: str, score: float, evidence: str = "", *, forms: bool = True,
             papers: bool = True) -> bool:
        """Join two units unless they must be apart, share a paper (``papers``) or have other names (``forms``)."""
        one, two = self.clusters.find(a), self.clusters.find(b)
        if one == two:
            return True
        papers_one, papers_two = self.papers_of(one), self.papers_of(two)
        if papers and not papers_one.isdisjoint(papers_two):
            return False
        names_one, names_two = self.names_of(one), self.names_of(two)
        if forms and not self.agree(names_one, names_two):
            return False
        if not self.clusters.join(a, b, reason, score, evidence):
            return False
        root = self.clusters.find(a)
        other = two if root == one else one
        self.cluster_papers.pop(other, None)
        self.cluster_names.pop(other, None)
        if len(papers_one) < len(papers_two):
            papers_one, papers_two = papers_two, papers_one
        papers_one |= papers_two
        self.cluster_papers[root] = papers_one
        self.cluster_names[root] = names_one | names_two
        return True

    def agree(self, ones: Iterable[int], twos: Iterable[int]) -> bool:
        """Tell whether all names of two clusters can be one person's."""
        names = self.world.names
        return all(one == two or named_agreement(names[one], names[two]) for one in ones for two in twos)

    # ── owners ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _hard_links(self) -> None:
        """One ORCID, Scholar, dblp … id or one homepage: one owner. Two different ids of one registry: two."""
        holder: dict[tuple[str, str], int] = {}
        for number, sourced in enumerate(self.world.profiles):
            unit = self.first_owner + number
            profile = sourced.profile
            identifiers = dict(profile.identifiers)
            if profile.homepage:
                identifiers["homepage"] = profile.homepage.lower().split("://")[-1].removeprefix("www.").rstrip("/")
            for scheme, value in sorted(identifiers.items()):
                if scheme in _ONE_EACH:
                    self.clusters.mark(unit, scheme)
                first = holder.setdefault((scheme, value.lower()), unit)
                if first != unit:
                    if scheme in _ONE_EACH:
                        self.clusters.marks[self.clusters.find(unit)][scheme] = first
                    self.join(first, unit, f"same {scheme}", 1.0, f"both pages give {scheme} {value}", forms=False)

    def _owners(self) -> None:
        """The page's owner is one author of each entry."""
        words = {how: f"the owner's name on this page ({how})" for how in set(self.owners.how.values())}
        for entry, signature in self.owners.signature.items():
            owner = self.first_owner + self.world.entry_profile[entry]
            self.join(owner, self.places.unit[signature], "owner of the page", 0.99,
                      words[self.owners.how[entry]], forms=False)
        for index, entry in enumerate(self.owners.unprinted):
            owner = self.first_owner + self.world.entry_profile[entry]
            self.join(owner, self.first_unprinted + index, "owner of the page", 0.95, "left unprinted there", forms=False)


    def _stated_places(self) -> None:
        """An owner whom the page does not name is who stands at the stated places of its papers on other pages."""
        unnamed = {number for number, names in enumerate(self.world.owner_names) if not names}
        if not unnamed:
            return
        at: dict[tuple[int, int], set[int]] = {}
        stated: list[tuple[int, int, int]] = []
        for entry, profile in enumerate(self.world.entry_profile):
            publication = self.papers.publication(entry)
            root = self.papers.clusters.find(entry)
            if publication.owner_position:
                stated.append((profile, root, publication.owner_position))
                at.setdefault((root, publication.owner_position), set()).add(self.first_owner + profile)
            if publication.authors_complete is not False:
                for place, signature in enumerate(self.world.signatures(entry), 1):
                    at.setdefault((root, place), set()).add(self.places.unit[signature])
        votes: Counter[tuple[int, int]] = Counter()
        for profile, root, place in stated:
            if profile in unnamed:
                owner = self.first_owner + profile
                votes.update({(owner, self.clusters.find(unit)) for unit in at[root, place]} - {(owner, owner)})
        for (owner, unit), count in sorted(votes.items(), key=lambda each: (-each[1], each[0])):
            if count >= WITNESSES:
                self.join(owner, unit, "same stated place", 0.97, f"both stand at one place of {count} papers",
                          forms=False, papers=False)


def fullness(named: object) -> tuple[int, int, str]:
    """Order names by how much they say."""
    key = named.key  # type: ignore[attr-defined]
    return (sum(1 for each in key.given if len(each) > 1), len(key.joined) + len(key.family), named.text)  # type: ignore[attr-defined]
