"""What evidence weighs is learnt from questions whose answers are certain."""

from __future__ import annotations

import numpy as np

from kg.identify.circles import EVIDENCE, Shared
from kg.identify.weights import COLUMNS, NONE, SOMEBODY, START, Choices, choices, learn, odds, probabilities


def _asked(count: int) -> Choices:
    """Each asker chooses between somebody who shares rare words and nobody."""
    columns = np.zeros((2 * count, len(COLUMNS)))
    columns[0::2, COLUMNS.index("words")] = 2.0
    columns[1::2, COLUMNS.index("nobody")] = 1.0
    asker = np.repeat(np.arange(count), 2)
    candidate = np.tile(np.array([count, NONE]), count)
    return Choices(asker, candidate, columns, np.zeros(2 * count))


def test_what_is_always_right_weighs_more_than_before() -> None:
    asked = _asked(200)
    learnt = learn(asked, asked.candidate >= 0)
    never = learn(asked, asked.candidate < 0)
    words = COLUMNS.index("words")
    assert learnt[words] > START[words] > never[words]


def test_without_lessons_the_weights_stay() -> None:
    asked = _asked(0)
    assert (learn(asked, asked.candidate >= 0) == START).all()


def test_probabilities_of_one_asker_sum_to_one() -> None:
    likely = probabilities(_asked(3), START)
    assert np.allclose(np.add.reduceat(likely, [0, 2, 4]), 1.0)


def test_odds_fall_with_the_bearers_of_a_name() -> None:
    evidence = np.zeros((2, len(EVIDENCE)))
    rare, common = odds(evidence, np.array([1e-7, 1e-4]), np.zeros(2), START)
    assert rare > common


def test_candidates_are_those_who_share_something_and_all_of_a_small_block() -> None:
    nothing = np.zeros(0, np.int64)
    shared = Shared(nothing, nothing, np.zeros((0, len(EVIDENCE))), nothing, nothing)
    asker, candidate = np.array([True, False, False]), np.array([False, True, True])
    asked = choices(shared, asker, candidate, np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([1e-5, 1e-5]))
    assert asked.candidate.tolist() == [NONE, 1]


def test_in_a_large_block_those_who_share_nothing_are_somebody() -> None:
    nothing = np.zeros(0, np.int64)
    shared = Shared(nothing, nothing, np.zeros((0, len(EVIDENCE))), nothing, nothing)
    many = 20
    asker = np.arange(many) == 0
    asked = choices(shared, asker, ~asker, np.zeros(many, np.int64), np.ones(many, np.int64), np.array([1e-5]))
    assert asked.candidate.tolist() == [NONE, SOMEBODY]
