"""Mappings of front matter, data files and exchange formats → posts, degrees, awards, news, talks …

Takes one mapping at a time, under whatever keys its theme or its writer uses; gives the record that it tells, or None.
"""

from __future__ import annotations

import re

from kg import dates
from kg.model import Award, Education, News, Position, Project, Service, Source, Talk, Teaching
from kg.names import looks_like_name
from kg.read import plain
from kg.read.keys import KEYS, Fields, get, word
from kg.read.papers import split_names

_EDUCATION = re.compile(
    r"\b(?:ph\.?\s?d|d\.?phil|doctor(?:ate|al)?|dr\.|m\.?\s?sc?|m\.?phil|m\.?eng|m\.?res|m\.?tech|mba|master'?s?|b\.?\s?sc?|"
    r"b\.?eng|b\.?tech|b\.?a|m\.?a|bachelor'?s?|diploma?|licen[cs]iatura|undergraduate|degree|b\.?s\.?e|laurea|"
    r"engineering student|student)\b\.?",
    re.IGNORECASE,
)
_NO_DEGREE = re.compile(
    r"\b(?:professor|postdoc\w*|post-doc\w*|lecturer|researcher|scientist|engineer|intern\w*|fellow|"
    r"assistant|director|manager|consultant|visiting|head)\b",
    re.IGNORECASE,
)
_ADVISORS = re.compile(
    r"\b(?:advis[eo]rs?|supervis(?:ors?|ed by)|advised by|mentors?|hosts?)\s*:?\s*([^;\n]{3,160})", re.I
)


def span(fields: Fields) -> tuple[str, str]:
    """Return start and end of a post or a study.

    >>> span({"date_start": "2019-05-01", "date_end": ""}), span({"time": "Feb 2023 - Jan 2025"})
    (('2019-05-01', 'present'), ('2023-02', '2025-01'))
    """
    start, end = get(fields, "start"), get(fields, "end")
    if start is not None:
        last = str(end) if end is not None else ""
        has_end = any(str(key).lower() in KEYS["end"] for key in fields)
        closed = dates.parse_date(last[:40])
        going_on = re.search(r"present|now|current|ongoing", last, re.I) or (not last and has_end)
        return dates.parse_date(str(start)[:40]), "present" if going_on else closed
    when = str(get(fields, "when") or "")[:80]
    start, end = dates.parse_range(when)
    expected = start == end and re.search(r"\b(?:exp(?:ected)?|anticipated)\b", when, re.I)
    return ("", "present") if expected else (start, end)


_POST = re.compile(
    r"\bpost-?doc|\b(?:visiting|guest) (?:research|schol|scien|fellow|prof)|\bresearch (?:assistant|fellow|intern)"
    r"|\bintern\b",
    re.IGNORECASE,
)
"""Posts that time lines of studies list besides."""


def career(fields: Fields, source: Source, section: str = "") -> Position | Education | None:
    """Return the post or the degree that a mapping tells, or None.

    Args:
        fields: an entry of a time line or of a CV.
        source: where it stands.
        section: the name of the list it stands in ("Education").
    """
    organization = word(fields, "organization")
    title = word(fields, "role") or word(fields, "degree")
    if not title or not organization or title == organization:
        return None
    start, end = span(fields)
    is_degree = "educ" in section.lower() or "studytype" in {str(key).lower() for key in fields}
    if not is_degree and not re.search(r"work|experience|employ|position|career|appointment", section, re.IGNORECASE):
        is_degree = bool(_EDUCATION.search(title)) and not _NO_DEGREE.search(title)
    unit, location = word(fields, "unit"), word(fields, "location")
    within = re.fullmatch(r"(.{3,60}?) at (?:the )?(.{3,120})", title) if not unit and not is_degree else None
    if within:
        title, unit = within[1], within[2]
    if is_degree and not _POST.search(title):
        return _education(fields, source, word(fields, "degree") or title, organization)
    return Position(
        role=title,
        start=start,
        end=end,
        supervisors=advisors(fields),
        source=source,
        organization=organization,
        unit=unit,
        location=location,
    )


def _education(fields: Fields, source: Source, degree: str, organization: str) -> Education:
    start, end = span(fields)
    area = word(fields, "field")
    if not area:
        degree, area = split_degree(degree)
    single = get(fields, "start") is None and start == end
    return Education(
        degree=degree,
        field=area,
        start="" if single else start,
        end=end,
        advisors=advisors(fields),
        source=source,
        organization=organization,
        unit=word(fields, "unit"),
        location=word(fields, "location"),
    )


def split_degree(text: str) -> tuple[str, str]:
    """Part a degree from its field.

    >>> split_degree("Ph.D. in Computer Science"), split_degree("MPhil, Advanced Computer Science"), split_degree("PhD")
    (('Ph.D.', 'Computer Science'), ('MPhil', 'Advanced Computer Science'), ('PhD', ''))
    """
    match = re.match(r"(.{2,60}?)(?:\s+in\s+(?:the field of )?|,\s+)(.{3,})$", text)
    return (match[1].strip(), match[2].strip()) if match else (text, "")


def advisors(fields: Fields) -> tuple[str, ...]:
    """Return the advisors that a mapping names, under their key or in its description.

    >>> advisors({"description": ["Thesis: Rivers", "Advisors: Ada Quist (UX) and Bo Tamm (UY)."]})
    ('Ada Quist', 'Bo Tamm')
    """
    stated = plain.text(get(fields, "advisors"))
    if not stated:
        described = next((fields[key] for key in ("description", "details", "summary", "detail") if fields.get(key)), "")
        lines = described if isinstance(described, (list, tuple)) else [described]
        match = next((found for line in lines if (found := _ADVISORS.search(plain.text(line)))), None)
        stated = match[1] if match else ""
    stated = re.sub(r"(?<=[a-z]{3})\.\s.*$", "", re.sub(r"\([^()]{0,80}\)", "", stated))
    names = (
        re.sub(
            r"^(?:profs?\.?|professors?|dr\.?|mr\.?|ms\.?)\s+(?:dr\.?\s+)?", "", name.strip(), flags=re.IGNORECASE
        ).strip(" .")
        for name in split_names(stated)
    )
    return tuple(name for name in names if looks_like_name(name))


def award(fields: Fields, source: Source) -> Award | None:
    """Return the award that a mapping tells, or None."""
    title = word(fields, "title")
    when = next((str(fields[key]) for key in ("year", "date", "time", "date_start", "when") if fields.get(key)), "")
    giver = word(fields, "awarder")
    return (
        Award(
            title=title,
            organization=giver if giver != title else "",
            year=dates.year_of(dates.parse_date(when[:40])),
            source=source,
        )
        if title
        else None
    )


def news(fields: Fields, source: Source) -> News | None:
    """Return the news item that a mapping tells, or None."""
    stated = get(fields, "text")
    said = plain.text(stated)
    date = dates.parse_date(str(get(fields, "date") or "")[:40]) or read_day_first(str(get(fields, "date") or ""))
    return News(date=date, text=said, source=source) if said and date else None


def read_day_first(text: str) -> str:
    """Return "25/06/2026" as ISO; "" for anything else.

    >>> read_day_first("25/06/2026")
    '2026-06-25'
    """
    match = re.fullmatch(r"\s*(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\s*", text)
    if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[1]) <= 31:
        return ""
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"


def talk(fields: Fields, source: Source) -> Talk | None:
    """Return the talk that a mapping tells, or None."""
    title = word(fields, "title")
    venue = plain.text(fields.get("venue") or fields.get("event") or fields.get("where") or fields.get("location"))
    when = dates.parse_date(str(get(fields, "date") or "")[:40])
    return Talk(title=title, venue=venue, date=when, source=source) if title else None


def teaching(fields: Fields, source: Source) -> Teaching | None:
    """Return the course that a mapping tells, or None."""
    course = word(fields, "title") or plain.text(fields.get("course"))
    place = plain.text(
        fields.get("venue")
        or fields.get("company")
        or fields.get("institution")
        or fields.get("university")
        or fields.get("organization")
        or fields.get("school")
        or fields.get("location")
    )
    role = plain.text(fields.get("role") or fields.get("position"))
    course = re.sub(r"\s*\(x\s?\d+\)$", "", course)
    told = re.fullmatch(
        r"((?:[\w-]+ ){0,3}(?:lecturer|instructor|assistant|tutor|ta|professor|grader)) (?:of|for|in) (.{3,})",
        course,
        re.I,
    )
    if told and not role:
        role, course = told[1], told[2]
    when = dates.parse_date(
        str(get(fields, "date") or fields.get("semester") or fields.get("term") or get(fields, "year") or "")[:40]
    )
    return Teaching(course=course, organization=place, role=role, date=when, source=source) if course else None


def project(fields: Fields, source: Source) -> Project | None:
    """Return the project that a mapping tells, or None."""
    title = word(fields, "title")
    url = word(fields, "url")
    start, end = span(fields)
    return (
        Project(
            title=title,
            organization=plain.text(fields.get("organization") or fields.get("institution")),
            start=start,
            end=end if end != start else "",
            url=url if url.startswith("http") else "",
            source=source,
        )
        if title
        else None
    )


def service(fields: Fields, source: Source) -> Service | None:
    """Return the duty that a mapping tells, or None."""
    role = plain.text(fields.get("role") or fields.get("position") or fields.get("title"))
    venue = plain.text(
        fields.get("venue") or fields.get("conference") or fields.get("organization") or fields.get("name")
    )
    when = dates.parse_date(str(get(fields, "year") or get(fields, "date") or "")[:40])
    return Service(role=role, venue=venue, year=dates.year_of(when), source=source) if role and venue else None
