"""The degrees of an entry of a career list: degree, field, place and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.affiliations import Affiliation, assign, is_certain, is_discipline, kind_of, pieces_of
from kg.extract.career_words import DegreeSpan, find_degrees, find_roles
from kg.extract.entry_parts import Parts
from kg.extract.told import Told
from kg.model import PRESENT

_FIELD_LEAD = re.compile(
    r"\s*(?:degree\b\s*)?(?:student\b|candidate\b)?\s*(?:\((?P<brackets>[^()]{3,60})\)|(?:(?:in|of|on|en|em)\b|[,:\-–—|])"
    r"\s*(?P<field>[^,;|()\n]{2,80}))",
    re.IGNORECASE,
)
PIECE_CUT = re.compile(
    r"\s{3,}|\n|\s+[|·•]\s+|(?<=[a-z\d)])[.:]\s+(?=[A-Z])|(?<= [A-Z]{2})\.\s+(?=[A-Z])"
    r"|\s*[;]\s*|\t|(?<=\S)\s[-–—]\s(?=\S)|\s*►\s*"
)
REMARK = re.compile(
    r"^(?:summa|magna|cum laude|with (?:high )?(?:distinction|honou?rs)|first class|1st class|gpa|rank|remote|full[- "
    r"]time|part[- ]time|thesis|honou?rs|"
    r"equivalent|dissertation|advisor|minor|double major|dean|valedictorian|on leave|top \d|funded|supported)\b",
    re.IGNORECASE,
)


def is_study(text: str, degrees: Sequence[DegreeSpan], section: str) -> bool:
    """Say whether an entry with a degree in it is about study, not about a post ("PhD intern", "MS-level engineer")."""
    if section == "education":
        return True
    first = degrees[0]
    roles = [role for role in find_roles(text) if not (role.start < first.end and first.start < role.end)]
    inside = any(
        role.start <= first.start and first.end <= role.end and role.text.lower() != first.text.lower()
        for role in find_roles(text)
    )
    if first.student:
        return (
            not inside
            or re.search(
                r"student|candidate|ph\.?d\.? (?:researcher|scholar|fellow)",
                text[first.start : first.end + 20],
                re.IGNORECASE,
            )
            is not None
        )
    if inside or (roles and roles[0].start < first.start):
        return False
    return section != "positions" or not roles


def read_degrees(text: str, degrees: Sequence[DegreeSpan], parts: Parts, section: str) -> list[Told]:
    """Return the degrees of an entry; several in one entry share what follows the last of them."""
    kept = [degrees[0]]
    for degree in degrees[1:]:
        between = text[kept[-1].end : degree.start]
        if degree.level != kept[-1].level and re.fullmatch(
            r"\s*(?:[,/&+]|and|\bdegrees?\b|in [\w &]{2,40}|\s)*\s*", between
        ):
            kept.append(degree)
    first, last = kept[0], kept[-1]
    field, rest_start = _field(text, last.end)
    before, after = text[: first.start], _MINOR.sub("", text[rest_start:])
    pieces = [piece for line in PIECE_CUT.split(f"{before}   {after}") for piece in pieces_of(line)]
    pieces = [piece for piece in pieces if not REMARK.match(piece) and not _is_degree_tail(piece)]
    affiliation, field = _study_place(pieces, field, parts)
    begin, until = _study_dates(parts, first.student, text)
    if "degree" in parts.labelled and not field:
        field = ""
    return [
        Told(
            "education",
            degree.start,
            degree.end,
            degree=_tidy_degree(degree),
            field=field if degree is last or len(kept) > 1 else "",
            affiliation=affiliation,
            begin=begin,
            until=until,
            people=list(parts.people),
            level=degree.level,
            student=degree.student,
        )
        for degree in kept
    ]


def _tidy_degree(degree: DegreeSpan) -> str:
    return re.sub(r"\s+(?:students?|candidates?|researcher)$", "", degree.text, flags=re.IGNORECASE)


def _is_degree_tail(piece: str) -> bool:
    return (
        re.fullmatch(r"(?:degree|student|candidate|program|studies|honou?rs|\W+)(?:\s.*)?", piece, re.IGNORECASE)
        is not None
        and len(piece) < 20
    )


_SHORT_NAME = re.compile(r"\s*\(([A-Z][\w &-]{1,15})\)")
"""The short name of a programme behind its field."""
_AGAIN = re.compile(r"\s*\(([\w.]{2,8})\)")
_IN = re.compile(r"\s*(?:degree\b\s*)?in\s")
_UNIT_HEAD = re.compile(r"(?:the |school|department|faculty|institut|laborator|cent(?:er|re))", re.IGNORECASE)
_MINOR = re.compile(r"\b(?:with (?:an? )?)?(?:double )?minor(?:s|ing)? in [^,;\n(]+", re.IGNORECASE)


def _field(text: str, start: int) -> tuple[str, int]:
    """Return the field of study after a degree, and where it ends."""
    if (again := _AGAIN.match(text, start)) and find_degrees(again[1]):
        start = again.end()  # "Doctor of Philosophy (Ph.D.)"
    match = _FIELD_LEAD.match(text, start)
    if match is None:
        return "", start
    raw = match["field"] or match["brackets"] or ""
    raw = re.split(r"\s{3,}|\s+(?:at|from|@)\s+|\s[-–—]\s|\s+(?:by|with|under)\s|(?<=[a-z])\.\s|:\s", raw)[0]
    if re.search(r"\s+in\s+the\s", raw):
        raw = re.split(r"\s+in\s+the\s", raw)[0]
    raw = raw.rstrip()
    candidate = raw.strip(" .,;:-–—*_")
    told = (
        _IN.match(text, start) is not None
        and kind_of(candidate) in ("institute", "company")
        and not _UNIT_HEAD.match(candidate)
    )
    if not candidate or (is_certain(candidate) and not told) or REMARK.match(candidate) or find_degrees(candidate):
        # "Ph.D., Huldra College": what follows is the place
        return "", start
    if re.match(r"the\s+[A-Z]", candidate):
        return "", start
    stop = text.find(raw, start) + len(raw)
    short = _SHORT_NAME.match(text, stop)
    return candidate, short.end() if short and not is_certain(short[1]) else stop


def _study_place(pieces: Sequence[str], field: str, parts: Parts) -> tuple[Affiliation, str]:
    labelled = parts.labelled
    field = labelled.get("field", "") or field
    kinds = [kind_of(piece) for piece in pieces]
    strong = any(kind in ("organization", "company", "institute", "unit") for kind in kinds)
    kept: list[str] = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if strong and kind in ("name", "none"):
            if not field and kind == "name" and len(piece.split()) < 7 and not kept:
                field = piece
            continue
        if (
            strong
            and not field
            and kind == "company"
            and not is_certain(piece)
            and any(k == "organization" for k in kinds)
        ):
            field = piece  # "Information Systems" beside a university
            continue
        if kind != "none":
            kept.append(piece)
    if not strong and not field and len(kept) > 1 and (subjects := [each for each in kept if is_discipline(each)]):
        field = subjects[0]  # "CS B.E. @ Huldra"
        kept.remove(field)
    affiliation = assign(kept)
    if labelled.get("organization"):
        affiliation = assign(pieces_of(labelled["organization"]))
    if labelled.get("location"):
        affiliation = affiliation._replace(location=labelled["location"])
    if labelled.get("unit"):
        affiliation = affiliation._replace(unit=labelled["unit"])
    return affiliation, field


def _study_dates(parts: Parts, student: bool, text: str) -> tuple[str, str]:
    span = next((each for each in parts.dates if each.kind != "single"), parts.dates[0] if parts.dates else None)
    begin, until = ("", "")
    if span is not None:
        begin, until = (span.first, span.last) if span.kind != "single" else ("", span.last)
    if parts.expected:
        until = PRESENT
    if student and span is None and not re.search(r"\bformer\b", text, re.IGNORECASE):
        until = PRESENT
    visit = re.search(r"\b(?:exchange|visiting)\b", text, re.IGNORECASE) is not None
    if student and span is not None and span.kind == "single" and until != PRESENT and not visit:
        begin, until = span.first, PRESENT
    if (
        len(parts.dates) == 2
        and all(each.kind == "single" for each in parts.dates)
        and parts.dates[0].first < parts.dates[1].first
    ):
        begin = begin or ""
    return begin, until
