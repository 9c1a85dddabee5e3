"""Which author of each entry is the page's owner.

Takes the world and the units of authorship; gives for each homepage the signatures that are its owner. An owner whom
the page does not name is the one author that its entries have in common, or who stands where the page says that the
owner does.
"""

from __future__ import annotations

from collections import Counter

from kg.identify.places import RANK, named_agreement
from kg.identify.world import World


class Owners:
    """The owner of each homepage.

    Attributes:
        signature: entry -> the owner's signature in it.
        how: entry -> how the printed name agrees with the owner's, or "stated place" or "common author".
        unprinted: entries that leave their owner out.
        named: profile -> the name number by which an unnamed owner was found.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.signature: dict[int, int] = {}
        self.how: dict[int, str] = {}
        self.unprinted: list[int] = []
        self.named: dict[int, int] = {}
        entries: dict[int, list[int]] = {}
        for entry, profile in enumerate(world.entry_profile):
            if world.profiles[profile].profile.kind == "homepage":
                entries.setdefault(profile, []).append(entry)
        for profile, own in entries.items():
            names = world.owner_names[profile]
            if not names:
                guess = self._common_author(own)
                if guess is None:  # nothing to go by, but where nobody is printed, nobody else can be the author
                    self.unprinted.extend(entry for entry in own if not world.signatures(entry))
                    continue
                self.named[profile] = guess
                names = (guess,)
            for entry in own:
                self._find(entry, names, profile)

    def _find(self, entry: int, names: tuple[int, ...], profile: int) -> None:
        world = self.world
        signatures = world.signatures(entry)
        publication = world.profiles[profile].profile.publications[world.entry_item[entry]]
        place = publication.owner_position
        ranked = sorted((self._rank(signature, names), signature) for signature in signatures)
        fitting = [(rank, signature) for rank, signature in ranked if rank < 9]
        if place and 1 <= place <= len(signatures) and (self._rank(signatures[place - 1], names) < 9 or not fitting):
            self.signature[entry], self.how[entry] = signatures[place - 1], "stated place"
        elif fitting and (len(fitting) == 1 or fitting[0][0] < fitting[1][0]):
            self.signature[entry] = fitting[0][1]
            self.how[entry] = next(name for name, rank in RANK.items() if rank == fitting[0][0])
        elif not fitting and (not signatures or publication.authors_complete is False):
            self.unprinted.append(entry)

    def _rank(self, signature: int, names: tuple[int, ...]) -> int:
        """How near a printed name is to any of the owner's: 9 where it cannot be one of them."""
        table = self.world.names
        printed = self.world.signature_name[signature]
        best = 9
        for name in names:
            how = "same" if name == printed else named_agreement(table[name], table[printed])
            if how:
                best = min(best, RANK[how])
        return best

    def _common_author(self, entries: list[int]) -> int | None:
        """The name that an unnamed owner must have: where the page says, or in nearly all entries and alone in that."""
        world = self.world
        stated: Counter[int] = Counter()
        everywhere: Counter[int] = Counter()
        lists = 0
        for entry in entries:
            signatures = world.signatures(entry)
            publication = world.profiles[world.entry_profile[entry]].profile.publications[world.entry_item[entry]]
            lists += bool(signatures)
            place = publication.owner_position
            if place and 1 <= place <= len(signatures):
                stated[world.signature_name[signatures[place - 1]]] += 1
            everywhere.update({world.signature_name[signature] for signature in signatures})
        if stated:
            return stated.most_common(1)[0][0]
        top = everywhere.most_common(2)
        if top and lists >= 3 and top[0][1] >= 0.9 * lists and (len(top) == 1 or top[1][1] < 0.7 * top[0][1]):
            return top[0][0]
        return None
