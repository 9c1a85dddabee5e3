"""Clusters of units: a union-find that remembers why, and that some units must stay apart.

Takes units by number, edges between them (reason, score, evidence) and cannot-links; gives connected components. A
unit may be tied to *marks* (the paper that it signs, an ORCID …): two clusters that hold different units under one
mark are two things, so they cannot be joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Join(NamedTuple):
    """An edge as it was added: two units, the reason's name, a score 0..1 and the evidence in plain words."""

    a: int
    b: int
    reason: str
    score: float
    evidence: str


class Clusters:
    """Connected components that grow edge by edge; an edge against a cannot-link is refused.

    >>> clusters = Clusters(3)
    >>> clusters.forbid(0, 2)
    >>> clusters.join(0, 1, "same title", 1.0), clusters.join(1, 2, "same title", 1.0)
    (True, False)
    >>> clusters.find(1) == clusters.find(0)
    True
    """

    __slots__ = ("edges", "forbidden", "marks", "members", "parent")

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.members: dict[int, list[int]] = {}
        """Root -> units, for clusters of two and more."""
        self.marks: dict[int, dict[object, int]] = {}
        """Root -> mark -> the unit that holds it."""
        self.forbidden: dict[int, set[int]] = {}
        """Root -> units that must not join it."""
        self.edges: list[Join] = []

    def find(self, unit: int) -> int:
        """Return the root of the cluster that holds a unit."""
        parent = self.parent
        while parent[unit] != unit:
            parent[unit] = parent[parent[unit]]
            unit = parent[unit]
        return unit

    def units(self, unit: int) -> list[int]:
        """Return the units of the cluster that holds a unit."""
        root = self.find(unit)
        return self.members.get(root) or [root]

    def mark(self, unit: int, mark: object) -> None:
        """Tie a unit to a mark that no other unit of its cluster may hold."""
        self.marks.setdefault(self.find(unit), {}).setdefault(mark, unit)

    def forbid(self, a: int, b: int) -> None:
        """Say that two units are two things."""
        self.forbidden.setdefault(self.find(a), set()).add(b)
        self.forbidden.setdefault(self.find(b), set()).add(a)

    def apart(self, a: int, b: int) -> bool:
        """Tell whether the clusters of two units must stay two."""
        one, two = self.find(a), self.find(b)
        if one == two:
            return False
        small, large = self.marks.get(one), self.marks.get(two)
        if small and large:
            if len(small) > len(large):
                small, large = large, small
            if any(large.get(mark, unit) != unit for mark, unit in small.items()):
                return True
        if self.forbidden:
            for here, there in ((one, two), (two, one)):
                if any(self.find(unit) == there for unit in self.forbidden.get(here, ())):
                    return True
        return False

    def join(self, a: int, b: int, reason: str, score: float, evidence: str = "") -> bool:
        """Add an edge; return whether both ends are now in one cluster."""
        one, two = self.find(a), self.find(b)
        if one == two:
            return True
        if self.apart(one, two):
            return False
        self.edges.append(Join(a, b, reason, score, evidence))
        members = self.members
        ours, theirs = members.get(one), members.get(two)
        if len(ours or "1") < len(theirs or "1"):
            one, two, ours, theirs = two, one, theirs, ours
        self.parent[two] = one
        if ours is None:
            ours = members[one] = [one]
        ours.extend(theirs or (two,))
        members.pop(two, None)
        if two in self.marks:
            marks = self.marks.pop(two)
            if one in self.marks:
                self.marks[one].update(marks)
            else:
                self.marks[one] = marks
        if two in self.forbidden:
            self.forbidden.setdefault(one, set()).update(self.forbidden.pop(two))
        return True

    def roots(self) -> Iterator[int]:
        """Yield the root of each cluster, in order."""
        return (unit for unit, parent in enumerate(self.parent) if unit == parent)
