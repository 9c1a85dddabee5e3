"""Join people across papers and pages by their names and circles, in rounds, surest first.

Takes ``People`` with owners joined; adds edges to it. A written-out name is joined where it is rare or where the circle
supports it; an initial goes to its one best candidate or stays alone. Each round sees the co-authors that the last one
joined; rounds end when next to nothing changes.
"""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from kg.identify import initials, variants, weights
from kg.identify.circles import EVIDENCE, SIZED, WORLD, Circles, Shared, probability
from kg.identify.crowding import Crowding, fallen_apart
from kg.identify.learning import lessons
from kg.identify.people import People
from kg.identify.rounds import WORDS, Pair, State
from kg.identify.runs import Floats, Ints, dense, distinct, pairs_in_runs

SURE = 0.8
"""Log odds from which two mentions of one written-out name are joined."""
SURE_ALONE = 0.2
"""The same without a shared co-author: a topic and a name are little, and one wrong join takes two whole lives."""
WEAK = -1.5
"""Log odds from which an unjoined pair is worth telling a human about."""
RARE = 0.05
"""Expected bearers in the field below which a written-out name is taken for one person when he stands beside another."""
FEW = 40
"""Up to so many clusters of one name all pairs are compared; beyond, those that share something."""
ROUNDS = 5
SETTLED = 2_000
"""Rounds end when fewer than one in so many units has been joined."""
STRANGERS = 2.0
"""Expected bearers of each name, as long as the build has not shown how many there are."""
FIRM = -2.0
"""How much each e-fold of papers counts against a pair at least, as long as that is so."""


class Doubtful(NamedTuple):
    """Two units who may be one person, with the log odds and the evidence."""

    a: int
    b: int
    odds: float
    evidence: str


class Stage(IntEnum):
    """How far written-out names are joined: each stage trusts more, because more is known."""

    STRICT = 1
    """By co-authors, as if many bore each name: shows into which groups its papers fall."""
    ACQUAINTED = 2
    """By co-authors."""
    ALL = 3
    """By topics and rarity too."""
    TELLING = 4
    """The same, and what stays undecided is told."""


class Matching:
    """The rounds."""

    def __init__(self, people: People, circles: Circles) -> None:
        self.people, self.circles = people, circles
        self.doubts: dict[tuple[int, int], Doubtful] = {}
        self.weights = weights.START
        self.crowding = Crowding()
        self.share = circles.full_share
        """Written-out name -> share of people who bear it, as the build shows it."""
        self._given_blocks()
        for _ in range(2):
            self._full_names(self.state(), Stage.STRICT)
        self._learn()
        self._full_names(self.state(), Stage.ACQUAINTED)
        self._weigh_names()
        self._full_names(self.state(), Stage.ALL)
        variants.join(self)
        for _ in range(ROUNDS):
            before = len(people.clusters.edges)
            self.doubts.clear()
            initials.join(self)
            self._full_names(self.state(), Stage.TELLING)
            if len(people.clusters.edges) - before <= people.size / SETTLED:
                break

    def state(self) -> State:
        """Return the clusters as they are now."""
        find = self.people.clusters.find
        roots = np.fromiter(map(find, range(self.people.size)), np.int64, self.people.size)
        cluster, count = dense(roots)
        unit = np.zeros(count, np.int64)
        unit[cluster] = roots
        full = self.circles.full
        written = full >= 0
        share = np.ones(count)
        np.minimum.at(share, cluster[written], self.share[full[written]])
        whole = np.zeros(count, np.bool_)
        whole[cluster[written]] = True
        papers = np.bincount(cluster[self.circles.paper >= 0], minlength=count)
        identity = self._identity(cluster, count)
        bearer = np.zeros(count, np.int64)
        named = np.flatnonzero(self.circles.group >= 0)
        bearer[identity[named]] = named
        return State(cluster, unit, papers, whole, share, identity, bearer)

    def _identity(self, cluster: Ints, count: int) -> Ints:
        """Clusters, with those of one rare written-out name taken for one person."""
        full = self.circles.full
        rare = (full >= 0) & (WORLD * self.share[full] < RARE)
        holder = np.full(int(full.max(initial=0)) + 1, -1, np.int64)
        holder[full[rare]] = cluster[rare]
        person = np.arange(count)
        person[cluster[rare]] = holder[full[rare]]
        return person[cluster]

    # ── written-out names ───────────────────────────────────────────────────────────────────────────────────────

    def _given_blocks(self) -> None:
        """Number family name with first given name: the block of written-out names that are compared."""
        numbers: dict[tuple[str, str], int] = {}
        block = []
        for named in self.people.world.names:
            key = named.key
            block.append(numbers.setdefault((key.family, key.given[0]), len(numbers)) if key.whole else -1)
        name = np.array(self.people.unit_name, np.int64)
        self.given = np.where(name >= 0, np.array([*block, -1])[name], -1)

    def _full_names(self, state: State, stage: Stage) -> None:
        """Join within each name, the surest pairs first."""
        written = self.given >= 0
        cluster, block = distinct(state.cluster[written], self.given[written])
        shared = self.circles.shared(state.cluster, state.identity, (cluster, block))
        if stage >= Stage.ALL:
            shared = self._with_plain(state, shared, cluster, block)
        share = np.maximum(state.share[shared.one], state.share[shared.two])
        if stage == Stage.STRICT:  # nobody knows yet how many bear the name
            share = np.maximum(share, STRANGERS / WORLD)
        size = self.circles.sizes(state.cluster, shared.one, shared.two)
        odds = weights.odds(shared.evidence, share, size, self.weights)
        if stage < Stage.ALL:
            odds[shared.people == 0] = -np.inf
        slope = self._slopes(shared.evidence)
        if stage == Stage.STRICT:
            slope = np.minimum(slope, FIRM)
        kept = np.flatnonzero(odds >= (WEAK if stage == Stage.TELLING else min(SURE, SURE_ALONE)))
        kept = kept[np.argsort(-odds[kept], kind="stable")]
        for row, odd, bend, then in zip(
                kept.tolist(), odds[kept].tolist(), slope[kept].tolist(), size[kept].tolist(), strict=True):
            self._decide(Pair(state, shared, row), odd, bend, then, telling=stage == Stage.TELLING)

    def _slopes(self, evidence: Floats) -> Floats:
        """How the log odds of pairs fall with the logarithm of the papers of the smaller; never above 0."""
        present = evidence[:, [EVIDENCE.index(each) for each in SIZED]]
        by_size = self.weights[[EVIDENCE.index(f"{each} size") for each in SIZED]]
        slopes: Floats = np.minimum(0.0, present @ by_size - self.weights[weights.NOBODY_SIZE])
        return slopes

    def _with_plain(self, state: State, shared: Shared, cluster: Ints, block: Ints) -> Shared:
        """The pairs, and those of names with few clusters that share nothing."""
        order = np.argsort(block, kind="stable")
        a, b = pairs_in_runs(block[order], FEW)
        a, b = cluster[order][a], cluster[order][b]
        size = int(cluster.max(initial=0)) + 1
        keys = np.setdiff1d(np.minimum(a, b) * size + np.maximum(a, b), shared.one * size + shared.two)
        keys = keys[keys // size != keys % size]
        evidence = np.zeros((len(keys), len(EVIDENCE)))
        evidence[:, EVIDENCE.index("alone")] = 1.0
        evidence[:, EVIDENCE.index("alone size")] = self.circles.sizes(state.cluster, keys // size, keys % size)
        return Shared(
            np.concatenate((shared.one, keys // size)), np.concatenate((shared.two, keys % size)),
            np.concatenate((shared.evidence, evidence)), np.concatenate((shared.person, np.full(len(keys), -1))),
            np.concatenate((shared.people, np.zeros(len(keys), np.int64))))

    def _decide(self, pair: Pair, odds: float, slope: float, then: float, *, telling: bool) -> None:
        """Join a pair, or remember the doubt. Clusters that have grown in this round need more evidence."""
        people, (state, shared, row) = self.people, pair
        one, two = int(state.unit[shared.one[row]]), int(state.unit[shared.two[row]])
        a, b = people.clusters.find(one), people.clusters.find(two)
        if a == b:
            return
        if slope:
            now = math.log(max(1, min(len(people.papers_of(a)), len(people.papers_of(b)))))
            odds += slope * max(0.0, now - then)
        acquainted = shared.people[row] > 0
        bare = not acquainted and not shared.evidence[row, WORDS]
        alone = bare and people.has_page(a) and people.has_page(b)  # two pages are two witnesses
        if not alone and odds >= (SURE if acquainted else SURE_ALONE):
            reason = ("same name, shared co-author" if acquainted else
                      "same rare name" if bare else "same name, shared topic")
            if people.join(one, two, reason, probability(odds), pair.words(people) or "no other is expected to bear it"):
                return
        if telling and odds >= WEAK and people.papers_of(a).isdisjoint(people.papers_of(b)) and people.agree(
                people.names_of(a), people.names_of(b)):
            self.doubts[one, two] = Doubtful(one, two, odds, pair.words(people) or "same name, nothing shared")

    # ── learning ────────────────────────────────────────────────────────────────────────────────────────────────

    def _learn(self) -> None:
        """Learn from rare names how one person's papers fall apart and what evidence weighs; judge the others by it."""
        rare = WORLD * self.circles.full_share < RARE
        state = self.state()
        self._expected = WORLD * self.circles.full_share
        self._weigh_names()
        asked, right = lessons(self.people, self.circles, state.identity, self.given, rare)
        self.weights = weights.learn(asked, right)

    def _weigh_names(self) -> None:
        """Judge by the groups that its papers fall into how many people bear each name."""
        circles, cluster, expected = self.circles, self.state().cluster, self._expected
        signing = np.flatnonzero((circles.full >= 0) & (circles.paper >= 0))
        groups = fallen_apart(zip(circles.full[signing].tolist(), cluster[signing].tolist(), strict=True))
        self.crowding = Crowding()
        for name, sizes in groups.items():
            if expected[name] < RARE:
                self.crowding.learn(sizes)
        bearers = expected.copy()
        for name, sizes in groups.items():
            bearers[name] = self.crowding.bearers(float(expected[name]), sizes)
        self.share = circles.full_share = bearers / WORLD
