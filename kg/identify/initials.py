"""Give each shortened name to its one best candidate, or to nobody.

Takes a round of matching; adds edges. All bearers of the shortened name are weighed against each other and against
somebody who is not in the build at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.identify import weights
from kg.identify.rounds import Pair, State
from kg.identify.runs import counted, lengths, starts

if TYPE_CHECKING:
    from kg.identify.matching import Matching

SURE = 0.77
"""Probability from which a shortened name goes to its best candidate."""
NEAR = 30
"""Candidates that are looked at closely, the likeliest first."""
LEAST = 0.02
"""Probability below which a candidate is not looked at."""
CLEARER = 2.0
"""Of two people with one written-out name, the better must be so many times as likely."""


class Proposal(NamedTuple):
    """A shortened name and its candidate (clusters), surest first."""

    doubt: float
    asker: int
    candidate: int


def join(matching: Matching) -> None:
    """Join what is sure enough, the surest first."""
    state, circles, people = matching.state(), matching.circles, matching.people
    named = circles.group >= 0
    standing, groups, counts = counted(state.cluster[named], circles.group[named])
    shared = circles.shared(state.cluster, state.identity, (standing, groups))
    block = np.full(len(state.unit), -1, np.int64)
    rising = np.argsort(counts, kind="stable")  # the block of most of its names comes last
    block[standing[rising]] = groups[rising]
    everybody = block >= 0
    asked = weights.choices(shared, ~state.whole & everybody, everybody, block, state.papers, circles.group_share)
    if not len(asked.asker):
        return
    likely = weights.probabilities(asked, matching.weights)
    rows = {pair: row for row, pair in enumerate(zip(shared.one.tolist(), shared.two.tolist(), strict=True))}
    begins = starts(asked.asker)
    candidates, chances = asked.candidate.tolist(), likely.tolist()
    proposals = []
    for begin, count in zip(begins.tolist(), lengths(begins, len(candidates)).tolist(), strict=True):
        order = sorted(range(begin, begin + count), key=lambda at: (-chances[at], candidates[at]))[:NEAR]
        near = [(candidates[at], chances[at]) for at in order if candidates[at] >= 0 and chances[at] >= LEAST]
        if sum(chance for _, chance in near) >= SURE and (found := _best(matching, state, int(asked.asker[begin]), near)):
            proposals.append(found)
    for doubt, asker, candidate in sorted(proposals):
        one, two = int(state.unit[asker]), int(state.unit[candidate])
        if _written_out(matching, one) and _written_out(matching, two):
            continue  # both have found who they are in this round: two full names are not joined by an initial
        row = rows.get((min(asker, candidate), max(asker, candidate)))
        words = Pair(state, shared, row).words(people) if row is not None else "nobody else here has this initial"
        people.join(one, two, "initials, best candidate", round(1 - doubt, 3), words)


def _best(matching: Matching, state: State, asker: int, near: list[tuple[int, float]]) -> Proposal | None:
    """The one best candidate, if he is sure enough together with those who may be he; ``near``: the likeliest first."""
    me = int(state.unit[asker])
    possible = [(each, chance) for each, chance in near if _may_be_one(matching, me, int(state.unit[each]))]
    if not possible:
        return None
    (best, top), *others = possible
    total = top
    for other, chance in others:
        if _may_be_one(matching, int(state.unit[best]), int(state.unit[other])):
            if state.whole[best] and state.whole[other] and top < CLEARER * chance:
                return None  # two namesakes: an initial must not tie them together
            total += chance
    impossible = sum(chance for _, chance in near) - sum(chance for _, chance in possible)
    total /= max(1e-9, 1 - impossible)
    return Proposal(1 - total, asker, best) if total >= SURE else None


def _may_be_one(matching: Matching, one: int, two: int) -> bool:
    people = matching.people
    a, b = people.clusters.find(one), people.clusters.find(two)
    return people.papers_of(a).isdisjoint(people.papers_of(b)) and people.agree(people.names_of(a), people.names_of(b))


def _written_out(matching: Matching, unit: int) -> bool:
    names = matching.people.world.names
    return any(names[name].key.whole for name in matching.people.names_of(matching.people.clusters.find(unit)))
