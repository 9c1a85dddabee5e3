"""How much each piece of evidence weighs, learnt from the people of the build who are certain.

Takes choices (who, of some candidates, is this? or is he nobody here?) whose answers are known; gives log-odds weights.
The answers are known without any hand: a rare written-out name is one person, so one of his papers with the name
shortened is a question with a certain answer. The weights are those of a conditional logit (McFadden 1974), kept near
weights that were learnt from larger data where a build is too small to teach.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.identify.circles import EVIDENCE, WORLD, Shared
from kg.identify.runs import Flags, Floats, Ints, lengths, pairs_in_runs, starts

COLUMNS = (*EVIDENCE, "papers", "nobody", "namesakes", "nobody size")
"""What is weighed: the evidence, the candidate's papers, being nobody here, how many bear the shortened name, and the
asker's papers where he is nobody here."""
START = np.array([-2.9, 1.0, -1.75, 0.5, 0.75, 0.5, -0.3, -2.6, -1.0, -1.0, -1.2, 0.1, 0.1, -2.2, 0.9, 0.0])
"""The weights before anything is learnt."""
ALONE, ALONE_SIZE = COLUMNS.index("alone"), COLUMNS.index("alone size")
NOBODY, NAMESAKES, NOBODY_SIZE = COLUMNS.index("nobody"), COLUMNS.index("namesakes"), COLUMNS.index("nobody size")
FIRMNESS = 3.0
"""How firmly the weights are held at the start: a precision, in the units of one question."""
STEPS = 25
PROLIFIC = 0.7
"""Exponent by which papers count where candidates share nothing with the asker."""
SMALL = 12
"""Up to so many clusters of a block each is a candidate by himself, even where he shares nothing."""


class Choices(NamedTuple):
    """Rows of alternatives, one asker after the other: what speaks for each, and who it is.

    ``candidate`` is a cluster, or ``SOMEBODY`` of the block who shares nothing with the asker, or ``NONE``.
    """

    asker: Ints
    candidate: Ints
    columns: Floats
    offset: Floats


SOMEBODY, NONE = -1, -2


def choices(shared: Shared, asker: Flags, candidate: Flags, block: Ints, papers: Ints, share: Floats) -> Choices:
    """Lay out the alternatives of each asker.

    Args:
        shared: what clusters share.
        asker, candidate, block, papers: by cluster: whether it asks, whether it can be an answer, its block (-1 where
            it has none), its papers.
        share: block -> share of people who bear its name.
    """
    one = np.concatenate((shared.one, shared.two))
    two = np.concatenate((shared.two, shared.one))
    kept = asker[one] & candidate[two] & (one != two)
    one, two = one[kept], two[kept]
    columns = np.zeros((len(one), len(COLUMNS)))
    columns[:, :len(EVIDENCE)] = np.concatenate((shared.evidence, shared.evidence))[kept]
    columns[:, COLUMNS.index("papers")] = np.log(np.maximum(1, papers[two]))
    offset = np.zeros(len(one))
    weight = np.where(candidate & (block >= 0), np.maximum(1, papers) ** PROLIFIC, 0.0)
    plain_one, plain_two = _plain(one, two, asker, candidate, block)
    one, two = np.concatenate((one, plain_one)), np.concatenate((two, plain_two))
    plain = _unit_rows(len(plain_one), ALONE)
    plain[:, ALONE_SIZE] = np.log(np.maximum(1, np.minimum(papers[plain_one], papers[plain_two])))
    columns = np.concatenate((columns, plain))
    offset = np.concatenate((offset, np.log(weight[plain_two])))
    asking = np.flatnonzero(asker)
    mass = np.bincount(block[block >= 0], weight[block >= 0], minlength=len(share))
    told = np.bincount(one, weight[two], minlength=len(asker))
    left = mass[block[asking]] - weight[asking] - told[asking]
    some = asking[left > 1e-6]
    nobody = _unit_rows(len(asking), NOBODY)
    nobody[:, NAMESAKES] = np.log(WORLD * share[block[asking]])
    nobody[:, NOBODY_SIZE] = np.log(np.maximum(1, papers[asking]))
    one = np.concatenate((one, some, asking))
    two = np.concatenate((two, np.full(len(some), SOMEBODY), np.full(len(asking), NONE)))
    columns = np.concatenate((columns, _unit_rows(len(some), ALONE), nobody))
    offset = np.concatenate((offset, np.log(left[left > 1e-6]), np.zeros(len(asking))))
    order = np.lexsort((two, one))
    return Choices(one[order], two[order], columns[order], offset[order])


def _plain(one: Ints, two: Ints, asker: Flags, candidate: Flags, block: Ints) -> tuple[Ints, Ints]:
    """Askers and candidates of small blocks who share nothing."""
    named = np.flatnonzero(block >= 0)
    named = named[np.argsort(block[named], kind="stable")]
    a, b = pairs_in_runs(block[named], SMALL)
    a, b = np.concatenate((named[a], named[b])), np.concatenate((named[b], named[a]))
    kept = asker[a] & candidate[b]
    a, b = a[kept], b[kept]
    size = len(asker)
    fresh = ~np.isin(a * size + b, one * size + two)
    one, two = a[fresh], b[fresh]
    return one, two


def _unit_rows(count: int, column: int) -> Floats:
    rows = np.zeros((count, len(COLUMNS)))
    rows[:, column] = 1.0
    return rows


def probabilities(asked: Choices, weights: Floats) -> Floats:
    """Return the probability of each alternative among those of its asker."""
    begins = starts(asked.asker)
    counts = lengths(begins, len(asked.asker))
    utility = asked.columns @ weights + asked.offset
    strength = np.exp(utility - np.repeat(np.maximum.reduceat(utility, begins), counts))
    result: Floats = strength / np.repeat(np.add.reduceat(strength, begins), counts)
    return result


def learn(asked: Choices, right: Flags) -> Floats:
    """Return the weights under which the right alternatives are likeliest, by Newton's method.

    Args:
        right: the one right alternative of each asker.
    """
    weights: Floats = START.copy()
    if not right.any():
        return weights
    begins = starts(asked.asker)
    counts = lengths(begins, len(asked.asker))
    columns = asked.columns
    for _ in range(STEPS):
        likely = probabilities(asked, weights)
        mean = np.add.reduceat(columns * likely[:, None], begins, axis=0)
        apart = columns - np.repeat(mean, counts, axis=0)
        slope = columns.T @ (right - likely) - FIRMNESS * (weights - START)
        bend = (apart * likely[:, None]).T @ apart + FIRMNESS * np.eye(len(weights))
        step = np.clip(np.linalg.solve(bend, slope), -1.0, 1.0)
        weights += step
        if np.abs(step).max() < 1e-3:
            break
    return weights


def odds(evidence: Floats, share: Floats, size: Floats, weights: Floats) -> Floats:
    """Return the log odds that two bearers of one name are one person.

    Args:
        evidence: what they share, a row a pair.
        share: of people who bear the name that both print.
        size: logarithm of the papers of the smaller of the two.
    """
    result: Floats = (
        evidence @ weights[:len(EVIDENCE)] - weights[NOBODY] - weights[NOBODY_SIZE] * size - np.log(WORLD * share))
    return result
