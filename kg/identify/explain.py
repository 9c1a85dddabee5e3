"""Why some mentions are one thing, and why two people are, or are not, one: as data, in plain words.

Takes the evidence that a build has kept; gives records that the command line and pages print.
"""

from __future__ import annotations

from collections import deque
from itertools import groupby

import msgspec

from kg.identify.evidence import Evidence, Join, Told, shared
from kg.names import compatible, parse


class Place(msgspec.Struct, frozen=True):
    """Where an entity is mentioned: the lines, and what is printed there."""

    where: str
    mentions: tuple[str, ...]


class Reason(msgspec.Struct, frozen=True):
    """Why two mentions are one."""

    reason: str
    score: float
    evidence: str
    one: str
    other: str

    def __str__(self) -> str:
        because = f": {self.evidence}" if self.evidence else ""
        return f"{self.score:.2f}  {self.reason}{because}\n        {self.one}\n        {self.other}"


class Explanation(msgspec.Struct, frozen=True):
    """An entity, where it is mentioned, and what joined the mentions, weakest first."""

    id: str
    kind: str
    label: str
    places: tuple[Place, ...]
    reasons: tuple[Reason, ...]
    doubts: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """The score of the weakest reason; 1 where nothing had to be joined."""
        return min((each.score for each in self.reasons), default=1.0)


class Comparison(msgspec.Struct, frozen=True):
    """Two people: whether they are one, and why."""

    one: str
    other: str
    same: bool
    reasons: tuple[str, ...]


def explain(evidence: Evidence, entity: str) -> Explanation:
    """Say what an entity was made of.

    Args:
        evidence: of the build.
        entity: the local id of a person, paper, venue or organization.
    """
    mentions = evidence.mentions(entity)
    places = tuple(
        Place(where, tuple(dict.fromkeys(map(_printed, group))))
        for where, group in groupby(mentions, key=lambda each: each.where))
    reasons = tuple(
        Reason(each.reason, each.score, each.evidence, _line(each.a), _line(each.b)) for each in evidence.joins(entity))
    doubts = tuple(
        f"{each.score:.2f}  may be {evidence.label(each.b if each.a == entity else each.a)} "
        f"({each.b if each.a == entity else each.a}): {'; '.join(each.reasons)}" for each in evidence.doubts(entity))
    return Explanation(entity, evidence.kind(entity), evidence.label(entity), places, reasons, doubts)


def compare(evidence: Evidence, one: str, other: str) -> Comparison:
    """Say why two people are not one; for one person's two ids, why they are."""
    names = evidence.label(one), evidence.label(other)
    if one == other:
        return Comparison(*names, True, tuple(str(each) for each in explain(evidence, one).reasons))
    reasons = []
    joint = shared(evidence.papers(one), evidence.papers(other))
    reasons += [f"they sign the same paper: {title}" for title in list(joint)[:3]]
    if not compatible(parse(names[0]), parse(names[1])):
        reasons.append(f"their names contradict each other: {names[0]}, {names[1]}")
    reasons += [f"undecided, {each.score:.2f}: {reason}" for each in evidence.doubts(one)
                if other in (each.a, each.b) for reason in each.reasons]
    common = list(shared(evidence.coauthors(one), evidence.coauthors(other)))
    reasons.append(f"shared co-authors: {', '.join(common[:5])}" if common else "they share no co-author")
    places = list(shared(evidence.organizations(one), evidence.organizations(other)))
    if places:
        reasons.append(f"shared organizations: {', '.join(places[:5])}")
    return Comparison(*names, False, tuple(reasons))


def path(evidence: Evidence, entity: str, one: int, other: int) -> list[Join]:
    """Return the shortest chain of joins between two mentions of an entity, by their numbers; [] where there is none."""
    around: dict[int, list[Join]] = {}
    for join in evidence.joins(entity):
        around.setdefault(join.a.number, []).append(join)
        around.setdefault(join.b.number, []).append(join)
    reached: dict[int, list[Join]] = {one: []}
    waiting = deque([one])
    while waiting and other not in reached:
        here = waiting.popleft()
        for join in around.get(here, ()):
            there = join.b.number if join.a.number == here else join.a.number
            if there not in reached:
                reached[there] = [*reached[here], join]
                waiting.append(there)
    return reached.get(other, [])


def _printed(mention: Told) -> str:
    """What is printed, with the role it plays."""
    text = mention.text or "(not printed)"
    return text if mention.role in ("author", "paper", "venue", "organization") else f"{text} ({mention.role})"


def _line(mention: Told) -> str:
    place = f", place {mention.place}" if mention.place else ""
    return f"{mention.text or '(not printed)'} — {mention.role}{place}, {mention.where}"
