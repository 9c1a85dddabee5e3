"""What people move in, as arrays: co-authors, rare words of their titles, years; and what two of them share.

Takes ``People`` with owners joined; gives for clusters of their units the pairs that share something, with the evidence
in numbers. Only names of one block (family name and first initial, say) are compared, and only where they share a
co-author or a rare word, so the work grows with the data and not with its square.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

import numpy as np

from kg.identify.people import People
from kg.identify.runs import Floats, Ints, distinct, key_of, lengths, pairs_in_runs, starts, within
from kg.identify.venues import Venues

WORLD = 200_000
"""People in the field at large."""
CIRCLE = 25
"""The smallest circle of co-authors: a list of them is never complete."""
ACQUAINTANCES = 20
"""Co-authors of somebody who is known by name only."""
LIKENESS = 3.0
"""In one circle names resemble each other: people write with people from their own country."""
CROWD = 40
"""Of a paper with more authors than this, only the neighbours of an author count as his co-authors."""
FURTHER = 4
"""How many shared co-authors beyond the first are looked at."""
LONGEST = 400
"""Clusters of one block with a co-author of one shortened name; where there are more, he tells nothing."""
RARE_WORD = 300
"""A title word is rare where fewer than one paper in so many has it."""
HOLDERS = 60
"""Clusters of one block with one rare word; where there are more, it tells nothing."""
NEVER = 9999


class Shared(NamedTuple):
    """Pairs of clusters and what they share, a row each.

    ``person`` is the co-author who says most (-1: none), ``people`` how many are shared.
    """

    one: Ints
    two: Ints
    evidence: Floats
    person: Ints
    people: Ints


EVIDENCE = ("known", "known circle", "named", "named circle", "further", "words", "gap", "alone",
            "known size", "named size", "alone size", "further named")
"""Columns of the evidence: whether a co-author is shared who is known to be one person, and the log odds that follow from
his circle; the same for one who is known by name only; what further co-authors add; rare words; years between; whether
no co-author is shared; and for each of the three how many papers the smaller of the two has, as a logarithm (for
each shared co-author): people of many papers share a co-author by chance, and one person's papers seldom fall into two
large groups; at last what further co-authors add who are known by name only."""
SIZED = ("known", "named", "alone")
"""Evidence that says more or less with the size of the smaller cluster."""


class Circles:
    """The circles of person units.

    Attributes:
        group: unit -> number of its shortened name (family name and first initial), -1 where it has no name.
        full: unit -> number of its written-out name, -1 where it is shortened.
        group_share, full_share: number -> share of people who bear the name.
        unit, other: rows of two units that sign one paper, both ways, and of mentors and their people.
        paper: unit -> number of its paper, -1 where it stands on none.
    """

    def __init__(self, people: People, venues: Venues) -> None:
        self.people = people
        self._names()
        self._coauthors()
        self._papers(venues)

    def _names(self) -> None:
        """Number the shortened and the written-out names."""
        people = self.people
        groups: dict[tuple[str, str], int] = {}
        fulls: dict[tuple[str, str], int] = {}
        group_share: list[float] = []
        full_share: list[float] = []
        short, full = [], []
        for named in people.world.names:
            key = named.key
            pair = (key.family, key.letters[0] if key.letters else "")
            if pair not in groups:
                groups[pair] = len(groups)
                group_share.append(people.rarity.initials(key))
            short.append(groups[pair])
            if key.whole:
                pair = (key.family, key.joined)
                if pair not in fulls:
                    fulls[pair] = len(fulls)
                    full_share.append(people.rarity.full(key))
                full.append(fulls[pair])
            else:
                full.append(-1)
        name = np.array(people.unit_name, np.int64)
        self.group = np.where(name >= 0, np.array([*short, -1])[name], -1)
        self.full = np.where(name >= 0, np.array([*full, -1])[name], -1)
        self.group_share, self.full_share = np.array([*group_share, 1.0]), np.array([*full_share, 1.0])  # -1: no name

    def _coauthors(self) -> None:
        """Lay out who signs with whom."""
        people = self.people
        papers = list(people.places.of_paper.values())
        unit = np.array([unit for units in papers for unit in units], np.int64)
        number = np.repeat(np.arange(len(papers)), np.array([len(units) for units in papers], np.int64))
        self.paper = np.full(people.size, -1, np.int64)
        self.paper[unit] = number
        one, two = pairs_in_runs(number, CROWD)
        ones, twos = [unit[one], unit[two]], [unit[two], unit[one]]
        for units in papers:
            if len(units) > CROWD:
                for reach in range(1, CROWD // 2 + 1):
                    ones += [np.array(units[reach:]), np.array(units[:-reach])]
                    twos += [np.array(units[:-reach]), np.array(units[reach:])]
        mentors = [(people.first_owner + mentor[0], people.first_mentor + index)
                   for index, mentor in enumerate(people.world.mentors)]
        kin = np.array(mentors, np.int64).reshape(-1, 2)
        self.unit = np.concatenate([*ones, kin[:, 0], kin[:, 1]])
        self.other = np.concatenate([*twos, kin[:, 1], kin[:, 0]])

    def _papers(self, venues: Venues) -> None:
        """Lay out the years, the rare title words and the rare venues of papers."""
        people = self.people
        words: dict[int, set[str]] = {root: set() for root in people.places.of_paper}
        years: dict[int, int] = {}
        for entry, printed in enumerate(people.papers.entries):
            root = people.papers.clusters.find(entry)
            words[root].update(word for word in printed.words if len(word) > 3)
            placed = venues.placed.get(people.papers.publication(entry).venue)
            if placed:
                words[root].add("@" + placed.series)
            years[root] = years.get(root) or printed.year or (placed.year if placed else None) or 0
        count = Counter(word for each in words.values() for word in each)
        most = len(words) / RARE_WORD
        numbers = {word: number for number, word in enumerate(
            sorted(word for word, papers in count.items() if 1 < papers <= most))}
        rows = [sorted(numbers[word] for word in each if word in numbers) for each in words.values()]
        self._word = np.array([number for row in rows for number in row], np.int64)
        self._word_from = np.cumsum([0, *map(len, rows)])
        year = np.array([years[root] for root in people.places.of_paper] + [0], np.int64)
        self.year = year[self.paper]

    def words(self) -> tuple[Ints, Ints]:
        """Return rows of a unit and a rare word of its paper."""
        unit = np.flatnonzero(self.paper >= 0)
        first, last = self._word_from[self.paper[unit]], self._word_from[self.paper[unit] + 1]
        counts = last - first
        return np.repeat(unit, counts), self._word[np.repeat(first, counts) + within(counts)]

    # ── what two clusters share ─────────────────────────────────────────────────────────────────────────────────

    def shared(self, cluster: Ints, identity: Ints, blocks: tuple[Ints, Ints], shortened: Ints | None = None) -> Shared:
        """Return the pairs of clusters in one block that share something.

        Args:
            cluster: unit -> number of the cluster that it is seen as.
            identity: unit -> number of the person that it is known to be when it stands beside another.
            blocks: rows of a cluster and a block in which it is compared.
            shortened: units that are seen as if only their initials were printed.
        """
        full = np.full(int(identity.max(initial=0)) + 1, -1, np.int64)
        written = self.full >= 0
        if shortened is not None:
            written[shortened] = False
        full[identity[written]] = self.full[written]
        acquainted = self._acquainted(cluster, identity, blocks, full)
        alike = self._alike(cluster, blocks)
        size = int(cluster.max(initial=0)) + 1
        known = acquainted.one * size + acquainted.two
        worded = alike[0] * size + alike[1]
        keys = np.unique(np.concatenate((known, worded)))
        evidence = np.zeros((len(keys), len(EVIDENCE)))
        person, people = self._weigh(np.searchsorted(keys, known), acquainted, identity, evidence)
        evidence[:, 5] = np.minimum(3, np.bincount(np.searchsorted(keys, worded), minlength=len(keys)))
        one, two = keys // size, keys % size
        evidence[:, 6] = self._gap(cluster, one, two)
        evidence[:, 7] = people == 0
        papers = self.sizes(cluster, one, two)
        spread = np.maximum(0.0, papers - np.log(np.maximum(1, people)))
        evidence[:, 8:11] = evidence[:, [0, 2, 7]] * np.stack((spread, spread, papers), axis=1)
        return Shared(one, two, evidence, person, people)

    def sizes(self, cluster: Ints, one: Ints, two: Ints) -> Floats:
        """Return the logarithm of the papers of the smaller cluster, for rows of two."""
        papers = np.bincount(cluster[self.paper >= 0], minlength=int(cluster.max(initial=0)) + 1)
        size: Floats = np.log(np.maximum(1, np.minimum(papers[one], papers[two])))
        return size

    def _acquainted(self, cluster: Ints, identity: Ints, blocks: tuple[Ints, Ints], full: Ints) -> _Acquaintance:
        """Pairs of clusters of one block with a co-author of one shortened name who can be one person."""
        rows = (self.group[self.other] >= 0) & (identity[self.unit] != identity[self.other])
        mine, other = distinct(cluster[self.unit[rows]], identity[self.other[rows]])
        group = np.full(len(full), -1, np.int64)
        group[identity[self.group >= 0]] = self.group[self.group >= 0]
        mine, block, (other,) = _spread(mine, blocks, other)
        key = key_of(block, group[other])
        order = np.argsort(key, kind="stable")
        mine, other, key = mine[order], other[order], key[order]
        a, b = pairs_in_runs(key, LONGEST)
        fa, fb = full[other[a]], full[other[b]]
        same = other[a] == other[b]
        kept = (mine[a] != mine[b]) & (same | (fa < 0) | (fb < 0) | (fa == fb))
        a, b, fa, fb, same = a[kept], b[kept], fa[kept], fb[kept], same[kept]
        share = np.where((fa >= 0) & (fa == fb), self.full_share[fa], self.group_share[group[other[a]]])
        circle = np.where(same, self._circle(identity)[other[a]],
                          np.maximum(2.0 * CIRCLE, WORLD * share * ACQUAINTANCES))
        gain = np.log(WORLD / (circle * LIKENESS))
        kept = gain > 0
        one, two = mine[a][kept], mine[b][kept]
        return _Acquaintance(
            np.minimum(one, two), np.maximum(one, two), same[kept], gain[kept], other[a][kept])

    def _circle(self, identity: Ints) -> Floats:
        """Person -> how many people he writes with."""
        mine, _ = distinct(identity[self.unit], self.group[self.other] + 1)
        return np.maximum(CIRCLE, np.bincount(mine, minlength=int(identity.max(initial=0)) + 1)).astype(np.float64)

    def _alike(self, cluster: Ints, blocks: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
        """Pairs of clusters of one block, once for each rare word that both use."""
        unit, word = self.words()
        if not len(word):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        mine, word = distinct(cluster[unit], word)
        mine, block, (word,) = _spread(mine, blocks, word)
        key = key_of(block, word)
        order = np.argsort(key, kind="stable")
        mine = mine[order]
        a, b = pairs_in_runs(key[order], HOLDERS)
        one, two = mine[a], mine[b]
        return np.minimum(one, two), np.maximum(one, two)

    def _weigh(self, pair: Ints, rows: _Acquaintance, identity: Ints, evidence: Floats) -> tuple[Ints, Ints]:
        """Fill in what shared co-authors say: the one with the smallest circle, then what the others add.

        Returns:
            Pair -> that co-author, and how many are shared.
        """
        order = np.lexsort((-rows.gain, ~rows.same, pair))
        pair, same, gain, person = pair[order], rows.same[order], rows.gain[order], rows.person[order]
        begins = starts(pair)
        counts = lengths(begins, len(pair))
        rank = within(counts)
        for column, top in ((0, (rank == 0) & same), (2, (rank == 0) & ~same)):
            evidence[pair[top], column] = 1.0
            evidence[pair[top], column + 1] = gain[top]
        first = np.repeat(person[begins], counts)
        more = (rank > 0) & (rank <= FURTHER) & same
        papers = np.bincount(identity[self.paper >= 0], minlength=int(identity.max(initial=0)) + 1)
        rarely = np.log((np.minimum(papers[first[more]], papers[person[more]]) + 1)
                        / (self._together(identity, first[more], person[more]) + 1))
        evidence[:, 4] = np.minimum(8.0, np.bincount(pair[more], rarely, minlength=len(evidence)))
        more = (rank > 0) & ~same
        evidence[:, 11] = np.minimum(12.0, np.bincount(pair[more], gain[more], minlength=len(evidence)))
        closest = np.full(len(evidence), -1, np.int64)
        closest[pair[begins]] = person[begins]
        return closest, np.bincount(pair, minlength=len(evidence))

    def _together(self, identity: Ints, one: Ints, two: Ints) -> Ints:
        """How many papers two people sign together, for rows of them."""
        size = int(identity.max(initial=0)) + 1
        known = np.sort(identity[self.unit] * size + identity[self.other])
        asked = one * size + two
        return np.searchsorted(known, asked, "right") - np.searchsorted(known, asked, "left")

    def _gap(self, cluster: Ints, one: Ints, two: Ints) -> Floats:
        """Years between the papers of one and of the other, 0 where they overlap."""
        size = int(cluster.max(initial=0)) + 1
        first, last = np.full(size, NEVER), np.zeros(size, np.int64)
        dated = self.year > 0
        np.minimum.at(first, cluster[dated], self.year[dated])
        np.maximum.at(last, cluster[dated], self.year[dated])
        gap = np.maximum(first[one] - last[two], first[two] - last[one])
        return np.where((last[one] > 0) & (last[two] > 0), np.clip(gap, 0, 10), 0).astype(np.float64)


class _Acquaintance(NamedTuple):
    """Rows of two clusters with a co-author: whether he is known to be one person, the gain, and who he is."""

    one: Ints
    two: Ints
    same: np.ndarray[tuple[int], np.dtype[np.bool_]]
    gain: Floats
    person: Ints


def _spread(mine: Ints, blocks: tuple[Ints, Ints], *columns: Ints) -> tuple[Ints, Ints, list[Ints]]:
    """Rows of clusters, once for each block that the cluster stands in."""
    cluster, block = blocks
    order = np.argsort(cluster, kind="stable")
    cluster, block = cluster[order], block[order]
    first = np.searchsorted(cluster, mine, "left")
    counts = np.searchsorted(cluster, mine, "right") - first
    at = np.repeat(first, counts) + within(counts)
    return np.repeat(mine, counts), block[at], [np.repeat(column, counts) for column in columns]


def probability(odds: float) -> float:
    """Turn log odds into a probability of three places.

    >>> probability(0.0), probability(3.0)
    (0.5, 0.953)
    """
    return round(1 / (1 + math.exp(-max(-20.0, min(20.0, odds)))), 3)
