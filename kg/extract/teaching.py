"""Courses taught or assisted. Takes the lines of teaching sections; gives ``Teaching`` entries, one a term."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from kg.dates import find_ranges
from kg.extract.affiliations import is_certain, pieces_of
from kg.extract.lines import Line, lines_of
from kg.extract.sections import kinds_of_heading
from kg.model import Teaching
from kg.read.page import Reading

_PAGES = frozenset({"", "main", "cv", "about", "teaching"})
_ROLE = re.compile(
    r"\b(?:(?:head|lead|graduate|grad|undergraduate|student|guest|co-?|course|associate|adjunct|main|visiting"
    r"|senior)[\s-]*)*(?:teaching (?:assistant|fellow|associate|intern)|TA|tutor|lecturer|"
    r"instructor|co-instructor|student instructor|grader|professor|course (?:director|coordinator|assistant"
    r"|organi[sz]er)|discussion leader|lab assistant|demonstrator|"
    r"reader|marker|teacher|助教|docente|profesor[a]?|professora?)s?\b(?:\s+and\s+(?:lecturer|instructor|tutor))?",
    re.IGNORECASE,
)
_TAUGHT = re.compile(
    r"\b(?:teach\w*|taught|tutor\w*|lectur\w+|instructor|courses?|class(?:es)?|seminar|TA|grader)\b|\b[A-Z]{2,5}[\s-]?\d{3}\b",
    re.IGNORECASE,
)
"""What tells a course where a section holds other things too ("Service and teaching")."""
_EDGES = re.compile(r"^[\s,.;:()\-–—|*_·•/\[\]]+|[\s,.;:(\-–—|*_·•/\[]+$")
_NOT_A_COURSE = re.compile(
    r"^(?:syllabus|slides?|website|link|evaluation\w*|course page|notes|here|materials?|see|i |my )\b", re.IGNORECASE
)


def find_teaching(reading: Reading) -> tuple[Teaching, ...]:
    """Return the courses that the owner taught."""
    found = [entry for record in reading.records for entry in record.teaching]
    for page in reading.pages:
        if page.role in _PAGES:
            for line in lines_of(page):
                if (
                    "teaching" in line.kinds
                    and line.kind in ("item", "row", "paragraph", "definition")
                    and not line.nested
                    and (line.kinds == {"teaching"} or _TAUGHT.search(line.text))
                ):
                    found.extend(_of_line(line))
    seen = {(entry.course.casefold(), entry.organization.casefold(), entry.date): entry for entry in reversed(found)}
    return tuple(reversed(seen.values()))


def _of_line(line: Line) -> Iterator[Teaching]:
    heading = line.headings[-1] if line.headings else ""
    organization = heading if heading and not kinds_of_heading(heading) and is_certain(heading) else ""
    role = found.group() if (found := _ROLE.search(heading)) else ""
    for entry in read_teaching(line.text):
        yield msgspec.structs.replace(
            entry, organization=entry.organization or organization, role=entry.role or role, source=line.source
        )


_CUT = re.compile(r"(?<=[a-z\d)])\.\s+|\n|\s[-–—|]\s|[()]|,|;|\s+(?:at|@)\s+(?=[A-Z])|:\s+(?=[a-z]*\s*$)")
_OF_SUBJECT = re.compile(r"\d{3}|\bof (?:Physics|Computer|Data|Mathematic)")


def read_teaching(text: str) -> list[Teaching]:
    """Return the course of a line, once for each term it names.

    >>> line = "Huldra College. Rivers I (Tutor, Fall 2019, Fall 2020)"
    >>> [(t.course, t.organization, t.role, t.date) for t in read_teaching(line)]
    [('Rivers I', 'Huldra College', 'Tutor', '2019'), ('Rivers I', 'Huldra College', 'Tutor', '2020')]
    """
    if len(text) > 400 or (re.search(r"\b(?:I|my)\b", text) and len(text.split()) > 14):
        return []
    terms, rest = _terms(text)
    role = _ROLE.search(rest)
    if role:
        rest = f"{rest[: role.start()]},{re.sub(r'^ ?(?:of|for|in|:)', '', rest[role.end() :])}"
    pieces = [_EDGES.sub("", piece) for piece in _CUT.split(rest)]
    pieces = [piece for piece in pieces if len(piece) > 2 and not _NOT_A_COURSE.match(piece)]
    organization = next((piece for piece in pieces if is_certain(piece) and not _OF_SUBJECT.search(piece)), "")
    course = next((piece for piece in pieces if piece != organization and re.search(r"[^\W\d_]{3}", piece)), "")
    told = terms or role or organization or re.search(r"[A-Z]{2,5}[\s-]?\d{3}", text)
    if not course or not (told or len(course.split()) < 12):
        return []
    if rest[rest.find(course) + len(course) :].startswith(","):
        course = _whole(rest, course, organization)
    place = organization or next((piece for piece in pieces_of(text) if is_certain(piece)), "")
    return [
        Teaching(course=course, organization=place, role=role.group() if role else "", date=term)
        for term in terms or [""]
    ]


def _terms(text: str) -> tuple[list[str], str]:
    """Return the terms of a line, ranges as ISO intervals, and the line without them."""
    terms: list[str] = []
    rest = text
    for span in reversed(find_ranges(text)):
        rest = f"{rest[: span.start]}  ,  {rest[span.end :]}"
        terms.insert(0, span.first if span.kind == "single" or not span.last else f"{span.first}/{span.last}")
    return terms, rest


def _whole(rest: str, course: str, organization: str) -> str:
    """Return a course's name with its commas: "Linear Algebra, Probability and Statistics"."""
    start = rest.find(course)
    tail = re.match(
        r"(?:,\s+(?:and\s+)?[A-Z][\w ]{3,40}?)+(?=\s*(?:[(.;]|,\s*,|\s{2}|$))", rest[start + len(course) :]
    )
    if tail is None or (organization and organization in tail.group()) or _ROLE.search(tail.group()):
        return course
    return _EDGES.sub("", course + tail.group())
