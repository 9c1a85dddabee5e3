"""How many people bear a name in this very build, judged by how far its papers fall apart.

Takes the units of each written-out name; gives a factor on the name's share. The papers of one person hang together by
their co-authors, more or less; how much less is seen from rare names, which only one person can bear. A common name
whose papers fall apart no more than that has few bearers here, whatever the world's share; one whose papers fall apart
into many groups has many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

SPREAD = 0.5
"""Shape of the gamma distribution of a name's bearers: how far its share may be wrong."""
FEWEST = 0.5
"""However well a name's papers hang together, it has not fewer bearers than this part of what its share says."""
DISTINCT = 0.7
"""Part of the surplus groups that are people of their own."""
EXPECTED = 0.22
"""Groups that one person's papers fall into beyond the first, for each further paper, before anything is learnt."""
LEARNT = 20
"""How many rare names a size must be learnt from to count as much as the rule of thumb."""
COMMON = 0.1
"""Expected bearers in the build from which a name counts as common."""
LEVEL = 20.0
"""Expected bearers that must be seen for the build to count as much as the table of shares."""
SIZES = (2, 3, 4, 5, 7, 10, 15, 25, 50, 100)


def groups(features: Sequence[frozenset[int] | set[int]]) -> int:
    """Return into how many groups sets fall that hang together where they share a member.

    >>> groups([{1, 2}, {2, 3}, {4}])
    2
    """
    parent = list(range(len(features)))

    def find(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    holder: dict[int, int] = {}
    for number, members in enumerate(features):
        for member in members:
            first = holder.setdefault(member, number)
            if first != number:
                parent[find(number)] = find(first)
    return sum(1 for number, above in enumerate(parent) if number == above)


class Crowding:
    """Learns from rare names; answers for others."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.level = 1.0
        """What the shares must be multiplied with in this build."""
        self._seen: dict[int, int] = defaultdict(int)
        self._fell: dict[int, float] = defaultdict(float)

    def learn(self, papers: int, fell_into: int) -> None:
        """Take in a rare name: its papers and the groups that they fall into."""
        size = _size(papers)
        self._seen[size] += 1
        self._fell[size] += (fell_into - 1) / (papers - 1)

    def of_one(self, papers: int) -> float:
        """Return into how many groups the papers of one person are expected to fall."""
        size = _size(papers)
        rate = (self._fell[size] + LEARNT * EXPECTED) / (self._seen[size] + LEARNT)
        return 1 + rate * (papers - 1)

    def weigh(self, names: Iterable[tuple[float, int, int]]) -> None:
        """Take in all common names (share, papers, groups): how far the shares are right for this build as a whole."""
        expected = surplus = 0.0
        for share, papers, fell_into in names:
            if self.people * share >= COMMON:
                expected += self.people * share
                surplus += fell_into - self.of_one(papers)
        self.level = min(4.0, max(0.2, (LEVEL + DISTINCT * max(0.0, surplus)) / (LEVEL + expected)))

    def factor(self, share: float, papers: int, fell_into: int) -> float:
        """Return how many times more bearers (or fewer) a name has in this build than its share lets expect.

        >>> crowding = Crowding(20_000)
        >>> crowding.factor(1e-4, 40, 3) < 1 < crowding.factor(1e-5, 40, 30)
        True
        """
        surplus = max(0.0, fell_into - self.of_one(papers))
        return self.level * max(FEWEST, (SPREAD + DISTINCT * surplus) / (SPREAD + self.level * self.people * share))


def _size(papers: int) -> int:
    return next((size for size in reversed(SIZES) if papers >= size), 2)
