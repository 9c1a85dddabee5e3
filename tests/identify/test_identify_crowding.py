"""How many people bear a name here, judged by the groups that its papers fall into."""

from __future__ import annotations

from kg.identify.crowding import Crowding, fallen_apart


def _taught() -> Crowding:
    crowding = Crowding()
    for _ in range(200):
        crowding.learn([12, 1])
        crowding.learn([9, 2, 1])
        crowding.learn([1])
    return crowding


def test_one_large_group_with_strays_is_one_bearer() -> None:
    assert _taught().bearers(0.05, [30, 1, 1]) < 0.05


def test_two_large_groups_are_two_bearers_even_of_a_rare_name() -> None:
    crowding = _taught()
    assert crowding.bearers(0.05, [15, 15]) > 10 * crowding.bearers(0.05, [28, 1, 1])


def test_many_groups_are_many_bearers() -> None:
    assert _taught().bearers(0.5, [1] * 30) > 5


def test_the_larger_a_group_the_less_it_is_a_piece() -> None:
    pieces = _taught().pieces()
    assert pieces == sorted(pieces, reverse=True)
    assert pieces[-1] < 0.05


def test_groups_are_counted_by_name() -> None:
    assert fallen_apart([(1, 5), (1, 5), (1, 6), (2, 5)]) == {1: [2, 1], 2: [1]}
