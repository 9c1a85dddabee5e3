"""Questions whose answers are certain, made from the build itself: who is this, if only his initial were printed?

Takes people and their circles; gives choices with the right answers. A rare written-out name is one person. One of his
papers is set aside with the name shortened: the rest of his papers is the right answer, or nobody where there are none.
"""

from __future__ import annotations

import numpy as np

from kg.identify.circles import Circles
from kg.identify.people import People
from kg.identify.runs import Flags, Ints
from kg.identify.weights import NONE, SOMEBODY, Choices, choices

LESSONS = 4_000
"""How many signatures are set aside, at most."""


def lessons(people: People, circles: Circles, identity: Ints, given: Ints, rare: Flags) -> tuple[Choices, Flags]:
    """Set signatures of rare names aside.

    Args:
        identity: unit -> person, rare names taken together.
        given: unit -> block of family and first given name, -1 where it is shortened.
        rare: number of a written-out name -> whether it is rare.

    Returns:
        The choices, and which alternatives are right.
    """
    certain = np.flatnonzero((circles.full >= 0) & (circles.paper >= 0) & rare[circles.full])
    chosen = np.random.default_rng(0).permutation(certain)[:LESSONS]
    _, first = np.unique(identity[chosen], return_index=True)  # one lesson a person
    chosen = chosen[first]
    people_known = int(identity.max(initial=0)) + 1
    cluster = identity.copy()
    cluster[chosen] = people_known + np.arange(len(chosen))
    _set_aside_more(circles, identity, chosen, cluster)
    size = people_known + len(chosen)
    papers = np.bincount(cluster[circles.paper >= 0], minlength=size)
    block, name = np.full(size, -1, np.int64), np.full(size, -1, np.int64)
    block[cluster] = circles.group
    name[cluster[given >= 0]] = given[given >= 0]
    asker = np.arange(size) >= people_known
    standing = np.flatnonzero(block >= 0)
    hidden, masked = _masked(circles, chosen, identity)
    shared = circles.shared(cluster, masked, (standing, block[standing]), hidden)
    asked = choices(shared, asker, (name >= 0) & ~asker & (papers > 0), block, papers, circles.group_share)
    answer = np.full(size, NONE, np.int64)
    rest = identity[chosen]
    answer[people_known:] = np.where(papers[rest] > 0, rest, NONE)
    namesake = (asked.candidate >= 0) & (name[asked.candidate] == name[asked.asker]) & (
        asked.candidate != answer[asked.asker])  # who may be the same person can be no wrong answer
    asked = Choices(*(column[~namesake] for column in asked))
    return asked, _right(asked, answer)


def _set_aside_more(circles: Circles, identity: Ints, chosen: Ints, cluster: Ints) -> None:
    """Of every third lesson, set aside all that the person wrote with one co-author of the paper."""
    if not len(circles.unit):
        return
    order = np.argsort(circles.unit, kind="stable")
    unit, other = circles.unit[order], circles.other[order]
    first = np.searchsorted(unit, chosen)
    has = (first < len(unit)) & (unit[np.minimum(first, len(unit) - 1)] == chosen)
    with_one = {(int(identity[me]), int(identity[other[at]])): int(cluster[me])
                for number, (me, at, any_) in enumerate(zip(chosen, first, has, strict=True)) if any_ and number % 3 == 0}
    me, them = identity[circles.unit], identity[circles.other]
    size = int(identity.max(initial=0)) + 1
    keys = np.array(sorted(one * size + two for one, two in with_one), np.int64)
    rows = np.flatnonzero(np.isin(me * size + them, keys))
    for row in rows.tolist():
        cluster[circles.unit[row]] = with_one[int(me[row]), int(them[row])]


def _masked(circles: Circles, chosen: Ints, identity: Ints) -> tuple[Ints, Ints]:
    """The co-authors of every other lesson, and who is known to be whom when only their initials are seen.

    Where a page shortens a name, it shortens the others too.
    """
    papers = circles.paper[chosen[::2]]
    hidden = np.flatnonzero(np.isin(circles.paper, papers) & (circles.paper >= 0))
    masked = identity.copy()
    masked[hidden] = int(identity.max(initial=0)) + 1 + np.arange(len(hidden))
    return hidden, masked


def _right(asked: Choices, answer: Ints) -> Flags:
    """Mark the right alternative of each asker: his rest, else somebody of the block, else nobody."""
    right: Flags = asked.candidate == answer[asked.asker]
    found = np.zeros(len(answer), np.bool_)
    found[asked.asker[right]] = True
    right |= ~found[asked.asker] & (asked.candidate == SOMEBODY)
    found[asked.asker[right]] = True
    right |= ~found[asked.asker] & (asked.candidate == NONE)
    return right
