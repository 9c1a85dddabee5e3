"""Whole answers from servers that cut long ones: Virtuoso ends after 10,000 rows, public endpoints often sooner.

Takes how to fetch and how to count; gives everything. What comes back short of its count is asked for again in sixteen
parts, by the first hexadecimal digit of the MD5 of a variable, and so on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kg.errors import EndpointError

_Row = TypeVar("_Row")

_DEEPEST = 5
"""Sixteen to this power are the most parts of an answer."""


def whole(fetch: Callable[[str], list[_Row]], count: Callable[[str], int], key: str, digits: str = "") -> list[_Row]:
    """Fetch an answer, in as many parts as the server needs.

    Args:
        fetch: asks for the rows; is given a FILTER (or "") to put into the query.
        count: asks for their number; is given the same.
        key: the variable by whose value the rows are parted.
        digits: of which part; "" is all.

    Raises:
        EndpointError: the server cuts even small parts.

    >>> whole(lambda condition: ["row"], lambda condition: 1, "?s")
    ['row']
    """
    condition = f'FILTER(STRSTARTS(MD5(STR({key})), "{digits}"))' if digits else ""
    rows = fetch(condition)
    expected = count(condition)
    if len(rows) >= expected:
        return rows
    if len(digits) == _DEEPEST:
        raise EndpointError(f"the server sends {len(rows):,} of {expected:,} rows")
    return [row for digit in "0123456789abcdef" for row in whole(fetch, count, key, digits + digit)]
