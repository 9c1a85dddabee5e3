"""One entry of a career list: role or degree, organization, unit, place, dates and people, in whatever order.

Takes the text of an entry and of what is nested in it; gives what it tells, as ``Told``. Dates, people and labelled
details are taken out first; what is left is cut into pieces, and each piece is told by its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.dates import RangeSpan, find_ranges
from kg.extract.affiliations import Affiliation, assign, is_certain, kind_of, pieces_of
from kg.extract.biography import Told
from kg.extract.career_words import DegreeSpan, find_degrees, find_roles
from kg.extract.named_people import advisors, names_at
from kg.model import PRESENT

_PEOPLE_LABEL = re.compile(
    r"^\W*(?:(?:thesis |phd |ph\.d\.? |academic |research |master'?s? |faculty |main |joint )?(?:co-?\s?)?(?:advis[oe]rs?|supervisors?|mentors?|hosts?|promotors?|"
    r"pi|principal investigator|orientador(?:es|a)?|directores?|tutor(?:es)?|manager|supervision|supervised by|advised by|"
    r"mentored by|hosted by|under the supervision of|working with|worked with|with|collaborators?|导师|指導教員|betreuer)(?:\(s\))?)\s*(?P<colon>[:：\-–]|(?=\s))\s*", re.IGNORECASE)
_WEAK_LABEL = re.compile(r"^\W*(?:with|working with|worked with|collaborators?|manager)\b", re.IGNORECASE)
_IGNORED = re.compile(
    r"^\W*(?:thes[ie]s|dissertation|monograph|tesis|tese|topics?|title|c?gpa|grades?|minors?|major gpa|courses?|coursework|relevant|description|responsibilit\w+|duties|"
    r"projects?|skills?|tech\w*|honou?rs?|awards?|rank\w*|scholarships?|fellowships?|committee|research (?:interests?|topics?|focus|area|on)|focus|selected|achievements?|"
    r"publications?|team (?:direction|building)|influence|core|teaching|transcript|diploma|link|website|graduated with|elected|winner|received|score|"
    r"percentile|特|绩点|more|working on|worked on|developed|designed|led|built|implemented|conducted|member of the|responsible|supported|contributed|participated|"
    r"project overview|summary|funding|funded|outcome|papers?)\b", re.IGNORECASE)
_LABELS = {
    "organization": re.compile(r"^\W*(?:institution|organi[sz]ation|company|employer|university|school|affiliation)\s*[:：]\s*", re.IGNORECASE),
    "dates": re.compile(r"^\W*(?:time|dates?|period|duration|years?|when)\s*[:：]\s*", re.IGNORECASE),
    "location": re.compile(r"^\W*(?:location|place|where)\s*[:：]\s*", re.IGNORECASE),
    "role": re.compile(r"^\W*(?:role|position|job title|title)\s*[:：]\s*", re.IGNORECASE),
    "field": re.compile(r"^\W*(?:majors?|field(?: of study)?|speciali[sz]ation|discipline|concentration)\s*(?:in\b|[:：])\s*", re.IGNORECASE),
    "degree": re.compile(r"^\W*(?:degrees?)\s*[:：]\s*", re.IGNORECASE),
    "unit": re.compile(r"^\W*(?:department|dept\.?|faculty|lab(?:oratory)?|group|team|unit)\s*[:：]\s*", re.IGNORECASE),
}
_EXPECTED = re.compile(r"\b(?:expected|anticipated|in progress|ongoing|current(?:ly)?|est\.?|exp\.?|to be (?:completed|awarded))\b|\(exp", re.IGNORECASE)
_TEACHING_ROLE = re.compile(r"\bteaching (?:assistant|fellow|intern|associate)|\btutor\b|\bgrader\b|\bTA\b|\bcourse assistant|\bteaching\b.*assistant|\bmarker\b|demonstrator|"
                            r"\bproctor\b|\bmentor$", re.IGNORECASE)
_VERBAL = re.compile(r"\W*(?:[A-Z][a-z]+ed|Built|Led|Won|Wrote|Created|Founded|Leading|Working|Contribut\w+|Shipped|Taught)\b")
_DUTY = re.compile(r"\b(?:editor(?:ial)?|reviewer|referee|committee|organi[sz]er|(?:session|area|program|track|workshop|general) (?:co-)?chair)\b", re.IGNORECASE)
_FIELD_LEAD = re.compile(r"\s*(?:degree\b\s*)?(?:student\b|candidate\b)?\s*(?:\((?P<brackets>[^()]{3,60})\)|(?:in|of|on|,|:|-|–|—|\|)\s*(?P<field>[^,;|()\n]{2,80}))", re.IGNORECASE)
_CUT = re.compile(r"\s{3,}|\n|\s+[|·•]\s+|(?<=[a-z\d)])[.:]\s+(?=[A-Z])|\s*[;]\s*|\t|(?<=\S)\s[-–—]\s(?=\S)|\s*►\s*")
_NOTE = re.compile(r"^(?:summa|magna|cum laude|with (?:high )?(?:distinction|honou?rs)|first class|1st class|gpa|rank|remote|full[- ]time|part[- ]time|thesis|honou?rs|"
                   r"equivalent|dissertation|advisor|minor|double major|dean|valedictorian|on leave|top \d|funded|supported)\b", re.IGNORECASE)


class Parts(NamedTuple):
    """An entry without its dates, people and labelled details."""

    lines: list[str]
    dates: list[RangeSpan]
    people: list[str]
    labelled: dict[str, str]
    expected: bool


def read_entry(head: str, details: Sequence[str] = (), section: str = "") -> list[Told]:
    """Return what an entry of a career list tells; nothing where it tells neither role nor degree.

    Args:
        head: the entry's own text; ``\\n`` stands for a line break.
        details: the texts nested in it.
        section: "education" or "positions" where the heading says so.

    >>> [(t.kind, t.role, t.affiliation.organization, t.affiliation.unit, t.begin, t.until) for t in
    ...  read_entry("May 2020 - Present, Huldra, Visual Intelligence Department, Senior Manager")]
    [('position', 'Senior Manager', 'Huldra', 'Visual Intelligence Department', '2020-05', 'present')]
    >>> [(t.kind, t.degree, t.field, t.affiliation.organization, t.until, t.people) for t in
    ...  read_entry("Ph.D. in Physics, University of Oslo (2018)", ["Supervisors: Ada Quist and Bo Tamm"])]
    [('education', 'Ph.D.', 'Physics', 'University of Oslo', '2018', ['Ada Quist', 'Bo Tamm'])]
    """
    if len(head) > 1200:
        return []
    parts = _take_apart(head, details)
    text = "\n".join(parts.lines)
    degrees = find_degrees(text)
    told = _degrees(text, degrees, parts, section) if degrees and _is_study(text, degrees, section) else []
    for each in told:
        if not each.affiliation.organization and details and len(details[0]) < 160:
            each.affiliation = assign([piece for piece in pieces_of(details[0].split("\n")[0]) if is_certain(piece)])
    if not told:
        told = _posts(text, parts, details, section)
    if not told and section and len(head) < 120 and "\n" not in head:
        for detail in details[:6]:  # the organization above, its degrees or posts below
            line = detail.split("\n")[0]
            if len(line) < 140 and not _IGNORED.match(line) and (find_degrees(line)[:1] and find_degrees(line)[0].start < 12):
                told.extend(read_entry(f"{head}\n{line}", (), section))
    return told


def _take_apart(head: str, details: Sequence[str]) -> Parts:
    lines: list[str] = []
    dates: list[RangeSpan] = []
    people: list[str] = []
    labelled: dict[str, str] = {}
    for number, line in enumerate([*head.split("\n"), *[piece for detail in details for piece in detail.split("\n")]]):
        own = number < head.count("\n") + 1
        line = line.strip()
        if not line or not own and len(line) > 300:
            continue
        if (label := _PEOPLE_LABEL.match(line)) and (own is False or label["colon"] or number):
            named = names_at(line, label.end())
            if named.names and not (people and _WEAK_LABEL.match(line)):
                people.extend(name for name in named.names if name not in people)
                rest = line[named.end:].strip(" .,;()")
                if own and len(rest) > 3:
                    lines.append(rest)
                continue
        key = next((key for key, pattern in _LABELS.items() if pattern.match(line)), "")
        if key and not (own and number == 0 and key in ("role", "degree")):
            value = _LABELS[key].sub("", line)
            if key == "dates":
                dates.extend(find_ranges(value))
            else:
                labelled.setdefault(key, value.strip(" ."))
            continue
        if not own:
            _read_detail(line, dates, people)
            continue
        if number and _IGNORED.match(line):
            continue
        named = advisors(line, weak=number > 0 or len(line) < 160)
        if named is not None:
            people.extend(name for name in named.names if name not in people)
            line = f"{line[:named.start]}   {line[named.end:]}"
        masked = line
        for span in find_ranges(line):
            dates.append(span)
            masked = masked[:span.start] + " " * (span.end - span.start) + masked[span.end:]
        masked = re.sub(r"[(\[]\s*(?:expected|graduated|class of|anticipated|exp\.|from|since|in progress)?\s*[,.]?\s*[)\]]", "    ", masked, flags=re.IGNORECASE)
        lines.append(re.sub(r"\s{3,}", "   ", masked).strip())
    return Parts([line for line in lines if line.strip(" ,.;:()-–")], dates, people, labelled, bool(_EXPECTED.search(head)))


def _read_detail(line: str, dates: list[RangeSpan], people: list[str]) -> None:
    """Take from a nested line what it surely tells: the dates of a short one, people named as advisors."""
    if not dates and len(line) < 60 and not _IGNORED.match(line):
        dates.extend(find_ranges(line))
    if _IGNORED.match(line) and not re.search(r"advis|supervis", line, re.IGNORECASE):
        return
    named = advisors(line)
    if named is not None and not people:
        people.extend(named.names)


def _is_study(text: str, degrees: Sequence[DegreeSpan], section: str) -> bool:
    """Say whether an entry with a degree in it is about study, not about a post ("PhD intern", "MS-level engineer")."""
    if section == "education":
        return True
    first = degrees[0]
    roles = [role for role in find_roles(text) if not (role.start < first.end and first.start < role.end)]
    inside = any(role.start <= first.start and first.end <= role.end and role.text.lower() != first.text.lower()
                 for role in find_roles(text))
    if first.student:
        return not inside or re.search(r"student|candidate", text[first.start:first.end + 20], re.IGNORECASE) is not None
    if inside or roles and roles[0].start < first.start:
        return False
    return section != "positions" or not roles


# ── degrees ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _degrees(text: str, degrees: Sequence[DegreeSpan], parts: Parts, section: str) -> list[Told]:
    """Return the degrees of an entry; several in one entry share what follows the last of them."""
    kept = [degrees[0]]
    for degree in degrees[1:]:
        between = text[kept[-1].end:degree.start]
        if degree.level != kept[-1].level and re.fullmatch(r"\s*(?:[,/&+]|and|\bdegrees?\b|in [\w &]{2,40}|\s)*\s*", between):
            kept.append(degree)
    first, last = kept[0], kept[-1]
    field, rest_start = _field(text, last.end)
    before, after = text[:first.start], text[rest_start:]
    pieces = [piece for line in _CUT.split(f"{before}   {after}") for piece in pieces_of(line)]
    pieces = [piece for piece in pieces if not _NOTE.match(piece) and not _is_degree_tail(piece)]
    affiliation, field = _study_place(pieces, field, parts)
    begin, until = _study_dates(parts, first.student, text)
    if "degree" in parts.labelled and not field:
        field = ""
    return [Told("education", degree.start, degree.end, degree=_tidy_degree(degree), field=field if degree is last or len(kept) > 1 else "",
                 affiliation=affiliation, begin=begin, until=until, people=list(parts.people), level=degree.level,
                 student=degree.student) for degree in kept]


def _tidy_degree(degree: DegreeSpan) -> str:
    return re.sub(r"\s+(?:students?|candidates?|researcher)$", "", degree.text, flags=re.IGNORECASE)


def _is_degree_tail(piece: str) -> bool:
    return re.fullmatch(r"(?:degree|student|candidate|program|studies|honou?rs|\W+)(?:\s.*)?", piece, re.IGNORECASE) is not None and len(piece) < 20


def _field(text: str, start: int) -> tuple[str, int]:
    """Return the field of study after a degree, and where it ends."""
    match = _FIELD_LEAD.match(text, start)
    if match is None:
        return "", start
    raw = match["field"] or match["brackets"] or ""
    raw = re.split(r"\s{3,}|\s+(?:at|from|@)\s+|\s[-–—]\s|\s+(?:by|with|under)\s|(?<=[a-z])\.\s|:\s", raw)[0]
    if re.search(r"\s+in\s+the\s", raw):
        raw = re.split(r"\s+in\s+the\s", raw)[0]
    raw = raw.rstrip()
    candidate = raw.strip(" .,;:-–—*_")
    if not candidate or is_certain(candidate) or _NOTE.match(candidate) or find_degrees(candidate):
        # "Ph.D., Huldra College": what follows is the place
        return "", start
    if re.match(r"the\s+[A-Z]", candidate):
        return "", start
    place = text.find(raw, start)
    return candidate, place + len(raw)


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
        if strong and not field and kind == "company" and not is_certain(piece) and any(k == "organization" for k in kinds):
            field = piece  # "Information Systems" beside a university
            continue
        if kind != "none":
            kept.append(piece)
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
    if student and span is not None and span.kind == "single" and until != PRESENT:
        begin, until = span.first, PRESENT
    if len(parts.dates) == 2 and all(each.kind == "single" for each in parts.dates) and parts.dates[0].first < parts.dates[1].first:
        begin = begin or ""
    return begin, until


# ── posts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _posts(text: str, parts: Parts, details: Sequence[str], section: str) -> list[Told]:
    pieces = [piece for line in _CUT.split(text) for piece in pieces_of(line)]
    role, rest = _role_of(pieces)
    role = parts.labelled.get("role", "") or role
    affiliation = _post_place(rest, parts)
    begin, until = _post_dates(parts, role)
    if role and (_TEACHING_ROLE.search(role) or _DUTY.search(role)):
        return []
    if role and details and len(details[0]) < 160 and not is_certain(affiliation.organization):
        below = [piece for piece in pieces_of(details[0].split("\n")[0]) if is_certain(piece)]
        affiliation = assign(below) if any(kind_of(piece) != "location" for piece in below) else affiliation
    if re.fullmatch(r"co-?pi|co-?investigator", role, re.IGNORECASE):
        return []
    if not role and section == "positions" and affiliation.organization:
        nested = _nested_posts(details, affiliation, begin, until, parts)
        if nested:
            return nested
        if not begin and not until or not is_certain(affiliation.organization) and len(text.strip()) > 50 or len(text) > 160 or _VERBAL.match(text):
            return []
        return [Told("position", 0, len(text), affiliation=affiliation, begin=begin, until=until, people=list(parts.people), confidence=0.6)]
    if not role or section == "education" and not re.search(r"post-?\s?doc|research|visit|fellow|professor|lectur|intern|scholar|assistant", role, re.IGNORECASE):
        return []
    if not affiliation.organization and not (section and (begin or until)):
        return []
    return [Told("position", 0, len(text), role=role, affiliation=affiliation, begin=begin, until=until,
                 people=list(parts.people), confidence=None if section else 0.8)]


def _role_of(pieces: Sequence[str]) -> tuple[str, list[str]]:
    """Choose the piece that tells the role; returns it and the other pieces."""
    best, best_score, best_text, left_over = -1, 0.0, "", ""
    for index, piece in enumerate(pieces):
        roles = find_roles(piece)
        if not roles:
            continue
        role = roles[-1] if roles[-1].end >= len(piece) - 2 else roles[0]
        score = (role.end - role.start) / max(1, len(piece)) + (0.5 if role.start == 0 else 0) + (0.4 if role.end >= len(piece) - 1 else 0)
        if kind_of(piece) in ("organization", "institute") and role.end < len(piece) - 1 and role.start > 0:
            score -= 1
        if score > best_score + 0.05:
            best, best_score, best_text, left_over = index, score, piece, ""
            if len(piece.split()) > 9:
                best_text, left_over = role.text, piece[role.end:]
    if best < 0 or best_score < 0.45:
        return "", list(pieces)
    rest = [piece for index, piece in enumerate(pieces) if index != best]
    if left_over.strip():
        rest[best:best] = pieces_of(left_over)
    best_text, unit = _role_and_unit(best_text)
    if unit:
        rest[best:best] = [unit]
    return best_text.strip(" .,;:-–—"), rest


def _role_and_unit(text: str) -> tuple[str, str]:
    """Part "Research Intern (Applied Group)" and "Director of the Arts Centre" into role and unit."""
    if match := re.fullmatch(r"(.+?)\s*\(([^()]+)\)\.?", text):
        if kind_of(match[2]) in ("unit", "organization", "company", "institute"):
            return match[1], match[2]
        if len(match[1].split()) <= 8 and re.match(r"remote|full|part|hybrid|on-?site|virtual|self|with |summer|paid|contract", match[2], re.IGNORECASE):
            return match[1], ""
    if match := re.match(r"(.*?\b(?:director|head|chair|dean|coordinator|leader|manager|member|pi))\s+(?:of|for)\s+(?:the\s+)?(.+)", text, re.IGNORECASE):
        if kind_of(match[2]) in ("unit", "institute", "organization", "company") and not re.search(r"technical staff", match[2], re.IGNORECASE):
            return match[1], match[2]
    if (match := re.match(r"(.*?(?:professor|lecturer|researcher|scientist|engineer|intern|fellow|assistant|associate))\s+(?:of|in|for|with|to)\s+(?:the\s+)?(.+)", text, re.IGNORECASE)) and is_certain(
            match[2]) and kind_of(match[2]) != "location":
        return match[1], match[2]
    return text, ""


def _post_place(pieces: Sequence[str], parts: Parts) -> Affiliation:
    kept = [piece for piece in pieces if kind_of(piece) != "none" and not _NOTE.match(piece) and len(piece) < 120]
    affiliation = assign(kept)
    if parts.labelled.get("organization"):
        affiliation = assign(pieces_of(parts.labelled["organization"]))
    if parts.labelled.get("location"):
        affiliation = affiliation._replace(location=parts.labelled["location"])
    if parts.labelled.get("unit") and not affiliation.unit:
        affiliation = affiliation._replace(unit=parts.labelled["unit"])
    return affiliation


def _post_dates(parts: Parts, role: str) -> tuple[str, str]:
    span = next((each for each in parts.dates if each.kind != "single"), parts.dates[0] if parts.dates else None)
    if span is None:
        return "", PRESENT if parts.expected else ""
    if parts.expected and span.kind == "single":
        return span.first, PRESENT
    return span.first, span.last


def _nested_posts(details: Sequence[str], affiliation: Affiliation, begin: str, until: str, parts: Parts) -> list[Told]:
    """Return the posts that are nested in the organization's entry, each with its own dates or the organization's."""
    found: list[Told] = []
    for detail in details:
        line = detail.split("\n", 1)[0]
        if len(line) > 110 or _IGNORED.match(line) or _PEOPLE_LABEL.match(line):
            continue
        inner = _take_apart(line, ())
        text = "\n".join(inner.lines)
        roles = find_roles(text)
        if not roles or roles[0].start > 40 or sum(role.end - role.start for role in roles) < 0.4 * len(text.strip()) and not (
                roles[0].start == 0 and re.match(r"\s+(?:of|in|for|at|,|-|–|\()", text[roles[0].end:]) and len(text) < 70):
            continue
        role, rest = _role_of([piece for each in _CUT.split(text) for piece in pieces_of(each)])
        if not role or _TEACHING_ROLE.search(role):
            continue
        own = _post_dates(inner, role) if inner.dates else (begin, until)
        unit = ", ".join(piece for piece in rest if kind_of(piece) in ("unit", "institute"))
        found.append(Told("position", 0, 0, role=role, affiliation=affiliation._replace(unit=unit or affiliation.unit),
                          begin=own[0], until=own[1], people=list(inner.people or parts.people)))
    return found
