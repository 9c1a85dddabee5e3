"""Author places aligned between the copies of one paper: each place becomes one unit, whatever its printed forms.

Takes the world and its papers; gives for each signature the number of its unit. Copies of one list that are equally
long agree place by place where the names can agree; others are matched by name, in order.
"""

from __future__ import annotations

from functools import lru_cache

from kg.identify.papers import Papers
from kg.identify.world import Named, World
from kg.names import agreement

RANK = {"same": 0, "middle": 1, "order": 2, "initials": 3, "nickname": 4, "compound": 5, "spelling": 6}
"""How near two forms of a name are: 0 is the nearest."""


class Places:
    """Units of authorship.

    Attributes:
        unit: signature -> unit.
        paper: unit -> root of its paper.
        members: unit -> signatures, first the one of the longest list.
        of_paper: root of a paper -> its units.
        joins: (signature, signature, how their names agree): what was aligned.
    """

    def __init__(self, world: World, papers: Papers) -> None:
        self.world = world
        self.unit = [-1] * len(world.signature_entry)
        self.paper: list[int] = []
        self.members: list[list[int]] = []
        self.joins: list[tuple[int, int, str]] = []
        self.of_paper: dict[int, list[int]] = {}
        find = papers.clusters.find
        for entry in range(len(world.entry_profile)):
            root = find(entry)
            entries = papers.clusters.members.get(root)
            if entries is None:
                self._open(root, world.signatures(entry))
            elif entry == min(entries):
                self._paper(root, sorted(entries, key=lambda each: (-len(world.signatures(each)), each)))

    def _open(self, paper: int, signatures: range | list[int]) -> None:
        units = self.of_paper.setdefault(paper, [])
        for signature in signatures:
            units.append(len(self.paper))
            self.unit[signature] = len(self.paper)
            self.paper.append(paper)
            self.members.append([signature])

    def _paper(self, root: int, entries: list[int]) -> None:
        self._open(root, self.world.signatures(entries[0]))
        units = [self.unit[signature] for signature in self.world.signatures(entries[0])]
        for entry in entries[1:]:
            signatures = list(self.world.signatures(entry))
            found = self._align(units, signatures)
            free = []
            for signature in signatures:
                if signature in found:
                    unit, how = found[signature]
                    self.unit[signature] = unit
                    self.joins.append((self.members[unit][0], signature, how))
                    self.members[unit].append(signature)
                else:
                    free.append(signature)
            self._open(root, free)
            units.extend(self.unit[signature] for signature in free)

    def _align(self, units: list[int], signatures: list[int]) -> dict[int, tuple[int, str]]:
        """Signature -> the unit of the paper that it is, and how the names agree."""
        found: dict[int, tuple[int, str]] = {}
        taken: set[int] = set()
        if len(units) == len(signatures):
            hows = [self._agree(unit, signature) for unit, signature in zip(units, signatures, strict=True)]
            agreeing = sum(1 for each in hows if each)
            for unit, signature, each in zip(units, signatures, hows, strict=True):
                if each or (agreeing >= len(units) - 1 and len(units) >= 3):  # a changed or transliterated name
                    found[signature] = unit, each or "place"
                    taken.add(unit)
            if len(found) == len(units):
                return found
        rest = [signature for signature in signatures if signature not in found]
        options = sorted(
            (RANK[how], abs(place - at), at, place)
            for at, signature in enumerate(rest) for place, unit in enumerate(units)
            if unit not in taken and (how := self._agree(unit, signature)))
        for rank, _, at, place in options:
            if rest[at] not in found and units[place] not in taken:
                found[rest[at]] = units[place], next(name for name, each in RANK.items() if each == rank)
                taken.add(units[place])
        return found

    def _agree(self, unit: int, signature: int) -> str:
        names = self.world.names
        name = self.world.signature_name[signature]
        best = ""
        for member in self.members[unit]:
            other = self.world.signature_name[member]
            how = "same" if other == name else named_agreement(names[other], names[name])
            if how and (not best or RANK[how] < RANK[best]):
                best = how
        return best


@lru_cache(maxsize=1 << 18)
def named_agreement(one: Named, two: Named) -> str:
    """How two name strings agree; remembered, because the same few pairs are asked for again and again."""
    return agreement(one.name, two.name)
