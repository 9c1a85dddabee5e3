"""Whole answers from servers that cut long ones, or refuse to sort them: Virtuoso at 10,000 rows.

Takes how to fetch and how to count; gives everything. What is too long, or comes back short of its count, is asked
for in sixteen parts, by the first hexadecimal digit of the MD5 of a variable, and so on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kg.errors import EndpointError

_Row = TypeVar("_Row")

ROWS = 10_000
"""How many rows of a SELECT query are asked for at once."""

TRIPLES = 200_000
"""The same for the triples of a CONSTRUCT query, which need not be sorted."""

_DEEPEST = 5
"""Sixteen to this power are the most parts of an answer."""


def whole(
    fetch: Callable[[str], list[_Row]], count: Callable[[str], int], key: str, most: int, digits: str = "",
) -> list[_Row]:
    """Fetch an answer, in as many parts as the server needs.

    Args:
        fetch: asks for the rows; is given a FILTER (or "") to put into the query.
        count: asks for their number; is given the same.
        key: the variable by whose value the rows are parted.
        most: how many rows are asked for at once.
        digits: of which part; "" is all.

    Raises:
        EndpointError: the server cuts even small parts.

    >>> whole(lambda condition: ["row"], lambda condition: 1, "?s", ROWS)
    ['row']
    """
    condition = f'FILTER(STRSTARTS(MD5(STR({key})), "{digits}"))' if digits else ""
    expected = count(condition)
    last = len(digits) == _DEEPEST
    rows = fetch(condition) if expected <= most or last else []
    if len(rows) >= expected:
        return rows
    if last:
        raise EndpointError(f"the server sends {len(rows):,} of {expected:,} rows")
    return [row for digit in "0123456789abcdef" for row in whole(fetch, count, key, most, digits + digit)]
