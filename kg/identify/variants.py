"""Join names written otherwise (spelling, nickname, swapped, one of two family names) on strong co-authors.

Takes a round of matching; adds edges.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from kg.identify.circles import probability
from kg.identify.places import RANK, named_agreement
from kg.identify.rounds import Pair, State
from kg.identify.runs import Floats, Ints, distinct
from kg.identify.weights import odds
from kg.names import Key, could_be_swapped
from kg.names.words import NICKNAMES

if TYPE_CHECKING:
    from kg.identify.matching import Matching

SURE = 4.5
"""Log odds from which names written otherwise are joined."""
LIBERTY = {"same": 0.0, "middle": 0.5, "initials": 0.5, "order": 1.0, "nickname": 1.0, "compound": 1.5, "spelling": 2.5}
"""Log odds against a name being written otherwise in this way."""
DISAGREEING = 2.0
"""Log odds against a pair of which some forms contradict each other."""
AGREEING = 0.5
"""Part of the pairs of forms that must agree: a form misprinted once does not part two large groups."""
_OTHERWISE = {
    "order": "parts of the name in another order",
    "nickname": "nickname",
    "spelling": "spelt a letter otherwise",
    "compound": "one of two family names left out",
    "middle": "middle name left out",
    "initials": "shortened",
}


def join(matching: Matching) -> None:
    """Join what is sure enough, the surest first."""
    state = matching.state()
    shared = matching.circles.shared(state.cluster, state.identity, _blocks(matching, state))
    known = np.flatnonzero(shared.evidence[:, 0] > 0)
    each = _share(matching, state)
    share = np.maximum(each[shared.one], each[shared.two])
    score = odds(shared.evidence, share, matching.circles.sizes(state.cluster, shared.one, shared.two), matching.weights)
    scored = []
    for row in known[score[known] >= SURE].tolist():
        one, two = int(state.unit[shared.one[row]]), int(state.unit[shared.two[row]])
        if agreed := _agreement(matching, one, two):
            way, entirely = agreed
            total = float(score[row]) - LIBERTY.get(way, 2.0) - (0.0 if entirely else DISAGREEING)
            if total >= SURE:
                scored.append((-total, one, two, way, row))
    for negative, one, two, how, row in sorted(scored):
        evidence = f"{_OTHERWISE.get(how, how)}; {Pair(state, shared, row).words(matching.people)}"
        matching.people.join(one, two, "name written otherwise", probability(-negative), evidence, forms=False)


def _share(matching: Matching, state: State) -> Floats:
    """Cluster -> share of people who bear its name, written out or short."""
    short = np.zeros(len(state.unit))
    named = matching.circles.group >= 0
    short[state.cluster[named]] = matching.circles.group_share[matching.circles.group[named]]
    return np.maximum(1e-12, np.where(state.whole, state.share, short))


def _blocks(matching: Matching, state: State) -> tuple[Ints, Ints]:
    """Rows of a cluster and a block of look-alike names, where the block holds two names at least."""
    names = matching.people.world.names
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, named in enumerate(names):
        if named.key.given:
            for block in variant_blocks(named.key):
                members[block].append(number)
    numbers: dict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(members.values()):
        if len({(names[number].key.family, names[number].key.joined) for number in group}) > 1:
            for number in group:
                numbers[number].append(index)
    name = np.array(matching.people.unit_name, np.int64)
    cluster, name = distinct(state.cluster[name >= 0], name[name >= 0])
    rows = [numbers.get(each, ()) for each in name.tolist()]
    counts = np.array([len(row) for row in rows], np.int64)
    return distinct(np.repeat(cluster, counts), np.array([block for row in rows for block in row], np.int64))  # type: ignore[return-value]


def _agreement(matching: Matching, one: int, two: int) -> tuple[str, bool] | None:
    """How the names of two clusters can be one, and whether all of their forms agree; None where they cannot."""
    people = matching.people
    names = people.world.names
    a, b = people.clusters.find(one), people.clusters.find(two)
    if a == b or not people.papers_of(a).isdisjoint(people.papers_of(b)):
        return None
    ours, theirs = people.names_of(a), people.names_of(b)
    whole = [(names[x], names[y]) for x in ours for y in theirs if names[x].key.whole and names[y].key.whole]
    hows = [named_agreement(x, y) for x, y in whole] or [
        named_agreement(names[x], names[y]) for x in ours for y in theirs if names[x].key.family != names[y].key.family]
    known = [how for how in hows if how]
    if not known or len(known) < AGREEING * len(hows):
        return None
    how = min(known, key=RANK.__getitem__)
    if how in ("same", "middle"):
        return None  # not written otherwise: decided already
    if how == "order" and any(could_be_swapped(names[name].key) for name in ours | theirs):
        return None
    return how, len(known) == len(hows)


def variant_blocks(key: Key) -> tuple[tuple[str, str], ...]:
    """Return where other spellings of a name are looked for.

    >>> from kg.names import key, parse
    >>> a, b = (variant_blocks(key(parse(each))) for each in ("Hinrich Quistgaard", "Hinrich Quistgard"))
    >>> bool(set(a) & set(b))
    True
    """
    short = (key.family, key.letters[0])
    if not key.whole:
        return (short, ("i" + key.letters[0], key.family[:4]))
    tokens = "".join(sorted("".join(key.given) + key.family))
    blocks = [short, (key.given[0], key.family[:2]), ("i" + key.letters[0], key.family[:4]), ("=", tokens)]
    blocks.extend((key.family, middle[0]) for middle in key.given[1:2])
    blocks.extend((key.family, "~" + other) for other in (key.given[0], *NICKNAMES.get(key.given[0], ())))
    return tuple(blocks)
