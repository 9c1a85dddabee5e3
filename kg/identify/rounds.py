"""What one round of matching looks at: the clusters as they are when it begins, and pairs of them.

Takes what ``Matching`` and ``Circles`` have laid out; gives records, and what a pair shares in words.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.identify.circles import EVIDENCE, Shared
from kg.identify.people import People
from kg.identify.runs import Flags, Floats, Ints

WORDS = EVIDENCE.index("words")
"""Column of the evidence that counts rare words."""


class State(NamedTuple):
    """The clusters as they are when a round begins, numbered from 0."""

    cluster: Ints
    """Unit -> cluster."""
    unit: Ints
    """Cluster -> one of its units."""
    papers: Ints
    whole: Flags
    """Whether a cluster has a written-out name."""
    share: Floats
    """Share of people who bear the rarest of its written-out names."""
    identity: Ints
    """Unit -> the person he is known to be when he stands beside another."""
    bearer: Ints
    """Person -> a unit with a name."""


class Pair(NamedTuple):
    """One row of what clusters share in a round."""

    state: State
    shared: Shared
    row: int

    def words(self, people: People) -> str:
        """Return what the two share, in words; "" for nothing."""
        parts = []
        if several := int(self.shared.people[self.row]):
            unit = int(self.state.bearer[self.shared.person[self.row]])
            name = people.world.names[people.unit_name[unit]].text
            parts.append(f"co-author {name}" + (f" and {several - 1} more" if several > 1 else ""))
        if words := int(self.shared.evidence[self.row, WORDS]):
            parts.append(f"{words} rare word{'s' if words > 1 else ''} in titles")
        return "; ".join(parts)
