"""Where: the affiliation in a sentence that belongs to a mention, behind it or before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.affiliations import Affiliation, kind_of
from kg.extract.clauses import Place, places

_BETWEEN_PLACES = re.compile(
    r"[\s,()]*(?:(?:of|with|under|(?:led|headed|directed|supervised|advised|mentored|hosted) by)\s+(?:(?:Professors?"
    r"|Profs?|Drs?)\b\.?\s*){0,2}"
    r"(?:[^\W\d_a-z][\w.'’-]*(?:\s+(?:and\s+)?)?){1,6}|and )?[\s,]*(?:in|at|of|within|from|with|,)?\s*(?:the\s+"
    r"|both\s+)?"
)


def first_place(found: Sequence[Place], text: str, end: int) -> Place | None:
    """Choose the place that belongs to a mention; a unit and the organization told after it are joined."""
    if not found:
        return None
    first = found[0]
    if re.search(r"\b(?:where|which|who|but|because|while|when|before|after|prior)\b", text[end : first.start]):
        return None
    affiliation = first.affiliation
    for other in found[1:]:
        if not _BETWEEN_PLACES.fullmatch(text[first.end : other.start]):
            break
        merged = _joined(affiliation, other.affiliation)
        if merged is None:
            break
        affiliation = merged
        first = first._replace(end=other.end)
    return first._replace(affiliation=affiliation)


def _joined(left: Affiliation, right: Affiliation) -> Affiliation | None:
    """Join a unit with the organization after it; None where the two are two organizations."""
    kinds = kind_of(left.organization), kind_of(right.organization)
    if kinds[0] in ("unit", "name", "institute") and kinds[1] in ("organization", "company", "institute"):
        unit = ", ".join(part for part in (left.unit, left.organization, right.unit) if part)
        return Affiliation(right.organization, unit, right.location or left.location)
    if not right.organization and right.location:
        return left._replace(location=left.location or right.location)
    if kinds[1] == "unit" and kinds[0] in ("organization", "company"):
        return left._replace(unit=left.unit or right.organization)
    return None


def bare_place(text: str, start: int, stop: int) -> list[Place]:
    """Return the affiliation that follows a verb without a preposition ("joined Huldra Labs")."""
    found = places("at " + text[start:stop].lstrip(), 0, stop - start + 3, loose=True)
    shift = start - 3 + (len(text[start:stop]) - len(text[start:stop].lstrip()))
    return [
        place._replace(start=place.start + shift, end=place.end + shift) for place in found[:1] if place.start <= 8
    ]


def place_before(text: str, before: int, start: int) -> Place | None:
    """Return the affiliation told before a role: "joined Huldra Labs as a researcher", "At Huldra, I am …"."""
    segment = text[before:start]
    if not re.search(
        r"\b(?:as|am|was|is|became)\s+(?:first\s+|also\s+|currently\s+)*(?:an?\s+|the\s+)?$|^[^,]*,\s*$",
        segment,
        re.IGNORECASE,
    ):
        return None
    found = places(text, before, start, loose=True) or [
        place
        for match in [re.search(r"\b(?:join(?:ed|ing)?|visit(?:ed|ing)?)\s+(?:the\s+)?(?=[A-Z])", segment)]
        if match
        for place in bare_place(text, before + match.end(), start)
    ]
    if not found:
        return None
    comma = text.rfind(",", before, found[-1].start)
    if comma > 0 and re.match(r",\s+(?:I|[Hh]e|[Ss]he|[Tt]hey)\b", text[comma:]):
        found, before = [place for place in found if place.start > comma], comma  # "Prior to Tove, I spent …"
    if re.search(r"\b(?:before|prior|after|since leaving)\b", text[before:start], re.IGNORECASE):
        return None
    return first_place(found[-2:], text, found[-2:][0].start)


def study_place_before(text: str, before: int, start: int) -> Place | None:
    """Return the place told before a degree: "graduated from Huldra College with a B.S."."""
    segment = text[before:start]
    if not re.search(
        r"\b(?:graduat\w+|alumn\w+|stud(?:ied|ying)|join\w+|admitted|attended|educated|at|enrolled)\b",
        segment,
        re.IGNORECASE,
    ):
        return None
    if re.search(
        r"\b(?:prior to|before|after)\s+(?:\w+ing\s+)?[^,]*,[^,]*$", segment, re.IGNORECASE
    ) and not re.search(r"graduat", segment):
        return None
    found = [
        each
        for each in places(text, before, start, loose=True)
        if each.word in ("from", "at", "@", "of", "in", "joined", "to")
    ]
    if not found:
        return None
    return first_place(found[-2:], text, found[-2:][0].start)
