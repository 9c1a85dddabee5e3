"""Rows of numbers grouped by equal keys: what matching needs of arrays, and numpy does not name.

Takes and gives numpy arrays of integers; nothing here knows of people.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def key_of(*columns: Ints) -> Ints:
    """Return one number a row that is equal where all columns are; the order is that of the first column, then the next.

    >>> key_of(np.array([2, 1, 2]), np.array([0, 1, 0])).tolist()
    [4, 3, 4]
    """
    key = columns[0].astype(np.int64)
    for column in columns[1:]:
        key = key * (int(column.max(initial=0)) + 1) + column
    return key


def distinct(*columns: Ints) -> tuple[Ints, ...]:
    """Return the distinct rows, in order.

    >>> [column.tolist() for column in distinct(np.array([2, 1, 2]), np.array([0, 1, 0]))]
    [[1, 2], [1, 0]]
    """
    _, first = np.unique(key_of(*columns), return_index=True)
    return tuple(column[first] for column in columns)


def counted(one: Ints, two: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the distinct rows of two columns, in order, and how often each stands there.

    >>> [column.tolist() for column in counted(np.array([2, 1, 2]), np.array([0, 1, 0]))]
    [[1, 2], [1, 0], [1, 2]]
    """
    _, first, counts = np.unique(key_of(one, two), return_index=True, return_counts=True)
    return one[first], two[first], counts


def starts(keys: NDArray[np.generic]) -> Ints:
    """Return where each run of equal keys begins.

    >>> starts(np.array([5, 5, 7])).tolist()
    [0, 2]
    """
    if not len(keys):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))


def lengths(begins: Ints, rows: int) -> Ints:
    """Return how long each run is.

    >>> lengths(np.array([0, 2]), 3).tolist()
    [2, 1]
    """
    return np.diff(np.append(begins, rows))


def within(counts: Ints) -> Ints:
    """Return 0, 1, 2 … for each run of these lengths.

    >>> within(np.array([2, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)


def pairs_in_runs(keys: Ints, longest: int) -> tuple[Ints, Ints]:
    """Return all pairs of rows with one key, the earlier row first; runs longer than ``longest`` are left out.

    Args:
        keys: sorted.

    >>> [side.tolist() for side in pairs_in_runs(np.array([1, 1, 1, 2]), 10)]
    [[0, 0, 1], [1, 2, 2]]
    """
    begins = starts(keys)
    counts = lengths(begins, len(keys))
    kept = (counts > 1) & (counts <= longest)
    begins, counts = begins[kept], counts[kept]
    rows = np.repeat(begins, counts) + within(counts)
    following = np.repeat(begins + counts, counts) - rows - 1
    one = np.repeat(rows, following)
    return one, one + 1 + within(following)


def dense(values: Ints) -> tuple[Ints, int]:
    """Return the values numbered from 0 in order, and how many there are."""
    found, numbers = np.unique(values, return_inverse=True)
    return numbers.astype(np.int64), len(found)
