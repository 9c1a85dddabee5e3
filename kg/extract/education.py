"""Degrees told several times become one. Takes degrees in the order of trust; gives each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from kg.dates import year_of
from kg.extract.career_words import find_degrees
from kg.extract.same import same_organization, share
from kg.model import PRESENT, Education


def merge_education(education: Iterable[Education]) -> list[Education]:
    """Return degrees without repetition.

    >>> merged = merge_education([Education(degree="Ph.D.", organization="University of Oslo", end="2019"),
    ...                           Education(degree="PhD", organization="University of Oslo", advisors=("Ada Quist",))])
    >>> [(each.degree, each.end, each.advisors) for each in merged]
    [('Ph.D.', '2019', ('Ada Quist',))]
    """
    kept: list[Education] = []
    for each in education:
        place = next((index for index, other in enumerate(kept) if _same(other, each)), None)
        if place is None:
            kept.append(each)
        else:
            kept[place] = _merged(kept[place], each)
    kept = [
        each
        for each in kept
        if not re.search(
            r"\b(?:high|middle|secondary|grammar) school\b|\bA[- ]levels?\b",
            f"{each.degree} {each.organization}",
            re.IGNORECASE,
        )
    ]
    kept = [each for each in kept if each.organization or each.unit or each.field or each.advisors]
    return [
        each
        for each in kept
        if not (
            not each.organization
            and not each.unit
            and any(other is not each and level_of(other.degree) == level_of(each.degree) for other in kept)
        )
    ]


def level_of(degree: str) -> str:
    """Return the level of a degree as written, "" where it tells none.

    >>> level_of("Ph.D."), level_of("B.Sc."), level_of("Telecommunications Engineer")
    ('phd', 'bachelor', 'other')
    """
    found = find_degrees(degree)
    return found[0].level if found else ""


def _same(one: Education, other: Education) -> bool:
    levels = level_of(one.degree), level_of(other.degree)
    if levels[0] != levels[1] and all(levels):
        return False
    places = (one.organization or one.unit, other.organization or other.unit)
    if all(places) and not same_organization(one.organization, other.organization, one.unit, other.unit):
        return False
    if one.start and other.start and year_of(one.start) != year_of(other.start):
        return False
    if one.end and other.end and year_of(one.end) != year_of(other.end) and PRESENT not in (one.end, other.end):
        return False
    if levels[0] != levels[1] and not (one.field or other.field or all(places)):
        return False
    fields = (one.field.casefold(), other.field.casefold())
    if not all(fields) or fields[0] in fields[1] or fields[1] in fields[0]:
        return True
    if one.source is not None and other.source is not None and one.source.file == other.source.file:
        return False  # one page tells two degrees
    return not (one.end and other.end) or one.end == other.end


def _merged(one: Education, other: Education) -> Education:
    filled = share(one, other, ("degree", "field", "organization", "unit", "location", "advisors"))
    start, end = one.start or other.start, one.end or other.end
    if len(other.start) > len(one.start) and other.start.startswith(one.start):
        start = other.start
    if end != PRESENT and other.end != PRESENT and len(other.end) > len(one.end) and other.end.startswith(one.end):
        end = other.end
    return msgspec.structs.replace(filled, start=start, end=end)
