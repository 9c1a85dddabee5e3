"""How many people bear a name in this very build, judged by how far its papers fall apart.

Takes for each written-out name the groups that its papers hang together in; gives the number of bearers to reckon with,
and what the size of a group says where two groups share no co-author. Both are measured on names so rare that only one
person can bear them: one person's papers fall into a large group and a few small ones; several large
ones are several people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

SPREAD = 0.5
"""Shape of the gamma distribution of a name's bearers: how far its share may be wrong."""
DOUBT = 0.005
"""Further bearers of any name that are reckoned with before its papers are seen: no table of names is right."""
FEWEST = 0.1
"""However well a name's papers hang together, it has not fewer bearers than this part of what its share says."""
DISTINCT = 0.55
"""Part of the surplus groups that are people of their own."""
EXPECTED = 0.22
"""Groups that one person's papers fall into beyond the first, for each further paper, before anything is learnt."""
LEARNT = 20
"""How many rare names a size must be learnt from to count as much as the rule of thumb."""
SIZES = (2, 3, 4, 5, 7, 10, 15, 25, 50, 100)
HALVINGS = 6
"""Sizes of groups are told apart up to two to this power."""
FIRMNESS = 5.0
"""Groups of a size that must be seen to count as much as what is expected before."""
LIGHTER = 0.35
"""Each doubling of a group makes it so many times as likely to be a piece of one person, before anything is learnt."""


class Crowding:
    """Learns from rare names; answers for others."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = defaultdict(int)
        self._fell: dict[int, float] = defaultdict(float)
        self._pieces: Counter[int] = Counter()
        self._people: Counter[int] = Counter()
        self._table: list[float] | None = None

    def learn(self, groups: Sequence[int]) -> None:
        """Take in a rare name: the sizes of the groups that its papers fall into."""
        papers = sum(groups)
        self._table = None
        self._people[_halvings(papers)] += 1
        if papers > 1:
            size = _size(papers)
            self._seen[size] += 1
            self._fell[size] += (len(groups) - 1) / (papers - 1)
        for group in sorted(groups)[:-1]:
            self._pieces[_halvings(group)] += 1

    def of_one(self, papers: int) -> float:
        """Return into how many groups the papers of one person are expected to fall."""
        size = _size(papers)
        rate = (self._fell[size] + LEARNT * EXPECTED) / (self._seen[size] + LEARNT)
        return 1 + rate * (papers - 1)

    def bearers(self, expected: float, groups: Sequence[int]) -> float:
        """Return how many people to reckon with who bear a name.

        Args:
            expected: as many as its share lets expect.
            groups: the sizes of the groups that its papers fall into.

        >>> crowding = Crowding()
        >>> crowding.bearers(4.0, [38, 1, 1]) < 4.0 < crowding.bearers(0.4, [1] * 30)
        True
        """
        before = expected + DOUBT
        if len(groups) == 1:
            return before * max(FEWEST, SPREAD / (SPREAD + before))
        surplus = max(0.0, len(groups) - self.of_one(sum(groups)))
        likely = self.pieces()
        others = sum(before / (before + likely[_halvings(group)]) for group in sorted(groups)[:-1] if group > 1)
        return before * max(FEWEST, (SPREAD + DISTINCT * surplus) / (SPREAD + before)) + DISTINCT * others

    def pieces(self) -> list[float]:
        """Return how much likelier or less likely groups are pieces of one person than groups of one paper are.

        They are told by size: of 1, of 2 and 3, of 4 to 7 papers and so on.

        >>> one, *_, large = Crowding().pieces()
        >>> one, large < 0.01
        (1.0, True)
        """
        if self._table is None:
            alone = self._pieces[0] / max(1, self._people[0])
            table = [(self._pieces[halving] + FIRMNESS * LIGHTER ** halving)
                     / (self._people[halving] * alone + FIRMNESS) for halving in range(HALVINGS + 1)]
            self._table = [min(table[:halving + 1]) / table[0] for halving in range(HALVINGS + 1)]
        return self._table


def fallen_apart(names: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Return name -> sizes of its groups, from rows of a name and a group that a paper of it is in.

    >>> fallen_apart([(7, 1), (7, 1), (7, 2)])
    {7: [2, 1]}
    """
    found: dict[int, list[int]] = defaultdict(list)
    for (name, _), papers in sorted(Counter(names).items()):
        found[name].append(papers)
    return dict(found)


def _size(papers: int) -> int:
    return next((size for size in reversed(SIZES) if papers >= size), 2)


def _halvings(papers: int) -> int:
    return min(HALVINGS, papers.bit_length() - 1)
