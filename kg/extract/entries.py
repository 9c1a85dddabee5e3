"""One entry of a career list: role or degree, organization, unit, place, dates and people, in whatever order.

Takes the text of an entry and of what is nested in it; gives what it tells, as ``Told``. Dates, people and labelled
details are taken out first; what is left is cut into pieces, and each piece is told by its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.affiliations import Affiliation, assign, is_certain, kind_of, pieces_of
from kg.extract.career_words import find_degrees, find_roles
from kg.extract.entry_degrees import PIECE_CUT, REMARK, is_study, read_degrees
from kg.extract.entry_parts import IGNORED, PEOPLE_LABEL, Parts, take_apart
from kg.extract.service_words import find_duties
from kg.extract.told import Told, is_course_or_duty
from kg.model import PRESENT

_VERBAL = re.compile(
    r"\W*(?:[A-Z][a-z]+ed|Built|Led|Won|Wrote|Created|Founded|Leading|Working|Contribut\w+|Shipped|Taught)\b"
)


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
    if len(head) > 1200 or PEOPLE_LABEL.match(head) or re.search(r"\b(?:visit|stay) cancell?ed\b", head):
        return []
    parts = take_apart(head, details)
    text = "\n".join(parts.lines)
    degrees = find_degrees(text)
    told = read_degrees(text, degrees, parts, section) if degrees and is_study(text, degrees, section) else []
    for each in told:
        if not each.affiliation.organization and details and len(details[0]) < 160:
            each.affiliation = assign([piece for piece in pieces_of(details[0].split("\n")[0]) if is_certain(piece)])
    if not told:
        told = _posts(text, parts, details, section)
    if not told and section and len(head) < 120 and "\n" not in head:
        for detail in details[:6]:  # the organization above, its degrees or posts below
            line = detail.split("\n")[0]
            if (
                len(line) < 140
                and not IGNORED.match(line)
                and (find_degrees(line)[:1] and find_degrees(line)[0].start < 12)
            ):
                told.extend(read_entry(f"{head}\n{line}", (), section))
    return told if told or section != "education" else _study_without_degree(text, parts)


_NO_STUDY = re.compile(
    r"\b(?:course|certificat\w*|workshop|school on|summer|winter|language|exam\w*|test|thesis|dissertation|award|prize"
    r"|scholarship|fellowship|grant|training|exchange|high school|tutor\w*|teach\w*|advis\w*|committee|member)\b",
    re.IGNORECASE,
)


def _study_without_degree(text: str, parts: Parts) -> list[Told]:
    """Return the study of a dated entry that names only where it was: "2017 - 2020: Huldra University, Arts"."""
    span = next((each for each in parts.dates if each.kind != "single"), None)
    if span is None or len(text) > 160 or _NO_STUDY.search(text) or find_roles(text) or find_degrees(text):
        return []
    pieces = [piece for line in PIECE_CUT.split(text) for piece in pieces_of(line) if not REMARK.match(piece)]
    affiliation = assign([piece for piece in pieces if kind_of(piece) in ("organization", "unit", "location")])
    if kind_of(affiliation.organization) != "organization":
        return []
    field = next((piece for piece in pieces if kind_of(piece) == "name" and len(piece.split()) < 5), "")
    return [
        Told(
            "education",
            0,
            len(text),
            field=field,
            affiliation=affiliation,
            begin=span.first,
            until=span.last,
            people=list(parts.people),
            confidence=0.7,
        )
    ]


_ALSO_IN_EDUCATION = re.compile(
    r"post-?\s?doc|research|visit|fellow|professor|lectur|intern|scholar|assistant", re.IGNORECASE
)
_NO_POST = re.compile(r"co-?pi|co-?investigator", re.IGNORECASE)


def _posts(text: str, parts: Parts, details: Sequence[str], section: str) -> list[Told]:
    """Return the posts of an entry: one, or those nested in an organization's entry."""
    role, rest = _role_of([piece for line in PIECE_CUT.split(text) for piece in pieces_of(line)])
    role = parts.labelled.get("role", "") or role
    affiliation = _post_place(rest, parts)
    begin, until = _post_dates(parts)
    told = Told(
        "position",
        0,
        len(text),
        role=role,
        affiliation=affiliation,
        begin=begin,
        until=until,
        people=list(parts.people),
    )
    if not role:
        return _posts_without_role(text, told, details, parts) if section == "positions" else []
    if is_course_or_duty(role) or _NO_POST.fullmatch(role):
        return []
    if section == "education" and not _ALSO_IN_EDUCATION.search(role):
        return []
    if details and len(details[0]) < 160 and not is_certain(affiliation.organization):
        told.affiliation = _place_below(details) or affiliation
    if not told.affiliation.organization and not (section and (begin or until)):
        return []
    told.confidence = None if section else 0.8
    return [told]


def _posts_without_role(text: str, told: Told, details: Sequence[str], parts: Parts) -> list[Told]:
    """Return the posts nested in an organization's entry, else the stay itself where it is dated."""
    organization = told.affiliation.organization
    if not organization:
        return []
    if nested := _nested_posts(details, told.affiliation, told.begin, told.until, parts):
        return nested
    if role := _unknown_role(text, parts):
        told.role, told.confidence = role, 0.7
        units = [unit for unit in told.affiliation.unit.split(", ") if unit != role]
        told.affiliation = told.affiliation._replace(unit=", ".join(units))
        return [] if is_course_or_duty(role) else [told]
    if (
        not (told.begin or told.until)
        or len(text) > 160
        or find_duties(text[:60])
        or _VERBAL.match(text)
        or (not is_certain(organization) and len(text.strip()) > 50)
    ):
        return []
    told.confidence = 0.6
    return [told]


def _unknown_role(text: str, parts: Parts) -> str:
    """Return the one short piece of a dated line that is no place, beside one that certainly is: it tells the role."""
    pieces = [piece for line in PIECE_CUT.split(text) for piece in pieces_of(line)]
    kinds = [*map(kind_of, pieces), "none"]
    unknown = [
        piece
        for piece, kind, after in zip(pieces, kinds, kinds[1:], strict=False)
        if kind in ("name", "none") and not (kind == "name" and after == "location") and not REMARK.match(piece)
    ]
    if not parts.dates or len(text) > 120 or len(unknown) != 1 or len(pieces) > 4 or len(unknown[0].split()) > 5:
        return ""
    known = any(is_certain(piece) and kind_of(piece) != "location" for piece in pieces)
    return unknown[0] if known and re.search(r"[A-Za-z]{3}", unknown[0]) and not _VERBAL.match(unknown[0]) else ""


def _place_below(details: Sequence[str]) -> Affiliation | None:
    """Return the affiliation that the first nested lines name, None where the first surely names none.

    Lines behind the first count as long as they are nothing but places: the unit, below it the university.
    """
    pieces = [piece for piece in pieces_of(details[0].split("\n")[0]) if is_certain(piece)]
    if not any(kind_of(piece) != "location" for piece in pieces):
        return None
    for detail in details[1:3]:
        further = pieces_of(detail)
        if len(detail) > 80 or not further or not all(is_certain(piece) for piece in further):
            break
        pieces.extend(further)
    return assign(pieces)


def _role_of(pieces: Sequence[str]) -> tuple[str, list[str]]:
    """Choose the piece that tells the role; returns it and the other pieces."""
    best, best_score, best_text, left_over = -1, 0.0, "", ""
    for index, piece in enumerate(pieces):
        roles = find_roles(piece)
        if not roles:
            continue
        role = roles[-1] if roles[-1].end >= len(piece) - 2 else roles[0]
        score = (
            (role.end - role.start) / max(1, len(piece))
            + (0.5 if role.start == 0 else 0)
            + (0.4 if role.end >= len(piece) - 1 else 0)
        )
        if kind_of(piece) in ("organization", "institute") and role.end < len(piece) - 1 and role.start > 0:
            score -= 1
        if score > best_score + 0.05:
            best, best_score, best_text, left_over = index, score, piece, ""
            if len(piece.split()) > 9:
                end = next((each.end for each in roles if piece[role.end : each.start] == " and "), role.end)
                best_text, left_over = piece[role.start : end], piece[end:]
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
        if len(match[1].split()) <= 8 and re.match(
            r"remote|full|part|hybrid|on-?site|virtual|self|with |summer|paid|contract", match[2], re.IGNORECASE
        ):
            return match[1], ""
    if (
        (
            match := re.match(
                r"(.*?\b(?:director|head|chair|dean|coordinator|leader|manager|member|pi))\s+(?:of"
                r"|for)\s+(?:the\s+)?(.+)",
                text,
                re.IGNORECASE,
            )
        )
        and kind_of(match[2]) in ("unit", "institute", "organization", "company")
        and not re.search(r"technical staff", match[2], re.IGNORECASE)
    ):
        return match[1], match[2]
    if (
        (
            match := re.match(
                r"(.*?(?:professor|lecturer|researcher|scientist|engineer|intern|fellow|assistant"
                r"|associate))\s+(?:of|in|for|with|to)\s+(?:the\s+)?(.+)",
                text,
                re.IGNORECASE,
            )
        )
        and is_certain(match[2])
        and kind_of(match[2]) != "location"
    ):
        return match[1], match[2]
    return text, ""


def _post_place(pieces: Sequence[str], parts: Parts) -> Affiliation:
    kept = [piece for piece in pieces if kind_of(piece) != "none" and not REMARK.match(piece) and len(piece) < 120]
    affiliation = assign(kept)
    if parts.labelled.get("organization"):
        affiliation = assign(pieces_of(parts.labelled["organization"]))
    if parts.labelled.get("location"):
        affiliation = affiliation._replace(location=parts.labelled["location"])
    if parts.labelled.get("unit") and not affiliation.unit:
        affiliation = affiliation._replace(unit=parts.labelled["unit"])
    return affiliation


def _post_dates(parts: Parts) -> tuple[str, str]:
    span = next((each for each in parts.dates if each.kind != "single"), parts.dates[0] if parts.dates else None)
    if span is None:
        return "", PRESENT if parts.expected else ""
    if parts.expected and span.kind == "single":
        return span.first, PRESENT
    return span.first, span.last


def _nested_posts(
    details: Sequence[str], affiliation: Affiliation, begin: str, until: str, parts: Parts
) -> list[Told]:
    """Return the posts that are nested in the organization's entry, each with its own dates or the organization's."""
    found: list[Told] = []
    for detail in details:
        line = detail.split("\n", 1)[0]
        if len(line) > 110 or IGNORED.match(line) or PEOPLE_LABEL.match(line):
            continue
        inner = take_apart(line, ())
        text = "\n".join(inner.lines)
        roles = find_roles(text)
        if (
            not roles
            or roles[0].start > 40
            or (
                sum(role.end - role.start for role in roles) < 0.4 * len(text.strip())
                and not (
                    roles[0].start == 0
                    and re.match(r"\s+(?:of|in|for|at|,|-|–|\()", text[roles[0].end :])
                    and len(text) < 70
                )
            )
        ):
            continue
        role, rest = _role_of([piece for each in PIECE_CUT.split(text) for piece in pieces_of(each)])
        if not role or is_course_or_duty(role):
            continue
        own = _post_dates(inner) if inner.dates else (begin, until)
        unit = ", ".join(piece for piece in rest if kind_of(piece) in ("unit", "institute"))
        found.append(
            Told(
                "position",
                0,
                0,
                role=role,
                affiliation=affiliation._replace(unit=unit or affiliation.unit),
                begin=own[0],
                until=own[1],
                people=list(inner.people or parts.people),
            )
        )
    return found
