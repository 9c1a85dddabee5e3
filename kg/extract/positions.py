"""Positions told several times become one: in the biography, in a list, below the name.

Takes positions in the order of trust; gives each once, the fuller telling first, with what the others add.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from kg.dates import year_of
from kg.extract.affiliations import kind_of
from kg.extract.same import same_organization, share
from kg.model import PRESENT, Position


def merge_positions(positions: Iterable[Position]) -> list[Position]:
    """Return positions without repetition.

    >>> merged = merge_positions([Position(role="Postdoc", organization="Huldra Labs", start="2019", end="2021"),
    ...                           Position(role="postdoctoral researcher", organization="Huldra Labs")])
    >>> [(each.role, each.start) for each in merged]
    [('Postdoc', '2019')]
    """
    kept: list[Position] = []
    for position in positions:
        place = next((index for index, other in enumerate(kept) if _same(other, position)), None)
        if place is None:
            kept.append(position)
        else:
            kept[place] = _merged(kept[place], position)
    return kept


def _same(one: Position, other: Position) -> bool:
    if one == other:
        return True
    if not same_organization(one.organization, other.organization, one.unit, other.unit) and not _within(one, other):
        return False
    if not _dates_agree(one, other):
        return False
    if not one.role or not other.role:
        return True
    if one.unit and other.unit and _HEADS_UNIT.search(one.role) and not same_organization(one.unit, other.unit):
        return False  # director of two centres
    if _same_text(one, other) and not _contained(one.role, other.role) and not (one.start and other.start):
        return False  # two sentences of one page tell two posts
    return _roles_agree(one.role, other.role)


_HEADS_UNIT = re.compile(r"\b(?:director|head|pi|principal investigator|leader)\b", re.IGNORECASE)


def _same_text(one: Position, other: Position) -> bool:
    return (
        one.source is not None
        and other.source is not None
        and one.source.file == other.source.file
        and one.confidence == other.confidence
    )


def _contained(one: str, other: str) -> bool:
    a, b = one.casefold().strip(), other.casefold().strip()
    return a in b or b in a


def _within(one: Position, other: Position) -> bool:
    """Say whether one telling names the university and the other only a unit of it: same role, same dates."""
    kinds = kind_of(one.organization), kind_of(other.organization)
    return (
        bool(one.start and one.start == other.start and one.end == other.end)
        and "organization" in kinds
        and bool({"unit", "institute"} & set(kinds))
        and _roles_agree(one.role, other.role)
    )


def _dates_agree(one: Position, other: Position) -> bool:
    """Say whether two tellings can have the same dates; one without dates can be any."""
    for a, b in ((one.start, other.start), (one.end, other.end)):
        if a and b and a != b and year_of(a) != year_of(b):
            if a == PRESENT or b == PRESENT:
                year = year_of(a) or year_of(b)
                if year is not None and one.start and other.start:
                    return False
                continue
            return False
    return True


_KINDS = (
    ("postdoc", re.compile(r"post-?\s?doc", re.IGNORECASE)),
    ("intern", re.compile(r"\bintern|praktik|实习", re.IGNORECASE)),
    ("visiting", re.compile(r"visit|guest|research stay|sabbatical", re.IGNORECASE)),
    ("professor", re.compile(r"profess|教授", re.IGNORECASE)),
    ("lecturer", re.compile(r"lectur", re.IGNORECASE)),
    ("assistant", re.compile(r"research assistant|assistant researcher", re.IGNORECASE)),
    ("director", re.compile(r"director|\bhead\b|\bPI\b|principal investigator", re.IGNORECASE)),
    ("engineer", re.compile(r"engineer|developer|technical staff", re.IGNORECASE)),
    ("scientist", re.compile(r"scientist|researcher", re.IGNORECASE)),
    ("fellow", re.compile(r"fellow", re.IGNORECASE)),
    ("manager", re.compile(r"manager|\blead\b", re.IGNORECASE)),
    ("consultant", re.compile(r"consult|advis", re.IGNORECASE)),
    ("founder", re.compile(r"found", re.IGNORECASE)),
    ("economist", re.compile(r"economist|analyst", re.IGNORECASE)),
)
_RANK = re.compile(
    r"\b(assistant|associate|full|adjunct|senior|junior|vice|deputy|honorary|emeritus|distinguished|principal"
    r"|faculty|student|visiting)\b",
    re.IGNORECASE,
)


_BESIDE = re.compile(r"\b(?:adjunct|honorary|emerit\w+)\b", re.IGNORECASE)
"""What makes a post another one than that without it."""


def _roles_agree(one: str, other: str) -> bool:
    a, b = one.casefold().strip(), other.casefold().strip()
    if {*_BESIDE.findall(a)} != {*_BESIDE.findall(b)}:
        return False
    if a == b or a in b or b in a:
        return {*_RANK.findall(a)} == {*_RANK.findall(b)} or not _RANK.findall(a) or not _RANK.findall(b) or a == b
    kinds = [next((name for name, pattern in _KINDS if pattern.search(role)), role) for role in (a, b)]
    ranks = [{*map(str.lower, _RANK.findall(role))} for role in (a, b)]
    if set(kinds) == {"postdoc", "fellow"} and not any(map(_RANK.search, (a, b))):
        return True  # "postdoc" and "research fellow" of one place and time
    return kinds[0] == kinds[1] and (ranks[0] == ranks[1] or not ranks[0] or not ranks[1])


def _merged(one: Position, other: Position) -> Position:
    filled = share(one, other, ("role", "organization", "unit", "location", "supervisors"))
    start, end = one.start or other.start, one.end or other.end
    if (
        len(other.start) > len(one.start)
        and other.start.startswith(one.start)
        and not (one.start and other.confidence)
    ):
        start = other.start
    if (
        end != PRESENT
        and len(other.end) > len(one.end)
        and other.end.startswith(one.end)
        and other.end != PRESENT
        and not (one.end and other.confidence)
    ):
        end = other.end
    return msgspec.structs.replace(filled, start=start, end=end)
