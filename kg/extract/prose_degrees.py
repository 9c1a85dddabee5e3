"""Degrees told in sentences: degree, field, place, dates and advisors of one mention."""

from __future__ import annotations

import re

from kg.extract.affiliations import Affiliation, is_certain
from kg.extract.career_words import DegreeSpan
from kg.extract.clauses import Sentence, places
from kg.extract.mentions import Mention
from kg.extract.named_people import advisors, names_at
from kg.extract.prose_dates import study_dates
from kg.extract.prose_places import first_place, study_place_before
from kg.extract.told import Told

_FIELD = re.compile(
    r"^\s*(?:degrees?\s+|program(?:me)?\s+|studies\s+|studying\s+)?(?:\([^)]*\)\s*)?(?:(?:students?|candidate"
    r"|researcher|scholar|student researcher)\s+)?(?:\([^)]*\)\s*)?(?:working |majoring |specializing |with (?:a "
    r")?(?:double |dual )?(?:majors?|focus|specialization|concentration) |studying )?(?:in|on|of)\s+"
    r"(?P<field>(?!the\b|this\b|my\b|\d|20|a\b|an\b)[^\s,.;()][^,.;()|]*?)(?=\s+(?:at|from|with|under|within|and (?:I"
    r"|a|an|my|then|am|was|made|did|have|has|is|also|spent|[a-z]{3,}ed)\b|advised|supervised|where|working|"
    r"mentored|by|while|before|after|during|since|through|as|in (?=the )|which|who|both|degrees?|of (?=the ))\b"
    r"|\s{2,}|\s*[,.;()|]|\s*$)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:during|before|after|throughout|since|prior to|beginning|for|starting|until|while|toward the end of)\s+"
    r"(?:starting\s+|finishing\s+|beginning\s+|completing\s+|obtaining\s+|receiving\s+|earning\s+|getting\s+"
    r"|defending\s+|"
    r"pursuing\s+|doing\s+|my\s+first\s+|most of\s+)?(?:my|his|her|their|the)?\s*$",
    re.IGNORECASE,
)
_DATING = re.compile(r"\b(?:during|throughout|before|prior to)\s+\w*\s*\w*\s*$", re.IGNORECASE)


_FURTHER = re.compile(r",\s+(?:and\s+)?(?:my|his|her)\s+(?:\w+\s+){1,2}(?:studies|research|degree|training)\b")
"""Where the next study of an enumeration begins: ", and my doctoral research at …"."""


def read_degree(sentence: Sentence, mention: Mention, before: int, after: int) -> Told | None:
    """Return the degree that a mention tells, None where it only dates something else ("during my PhD").

    Args:
        sentence: where it stands.
        mention: a degree.
        before: where the mention before it ends.
        after: where the mention behind it begins.
    """
    degree = mention.degree
    text = sentence.masked
    if degree is None or _only_dates(text, mention, after):
        return None
    if further := _FURTHER.search(text, mention.end, after):
        after = further.start()
    segment = text[mention.end : after]
    subject, offset = "", mention.end
    if (match := _FIELD.match(segment)) and not is_certain(match["field"]):
        subject = _tidy_field(match["field"])
        offset += match.end()
    found = [each for each in places(text, offset, after, loose=True) if each.word not in ("with", "to", "for", "by")]
    place = first_place(found, text, offset) or study_place_before(text, before, mention.start)
    begin, until = study_dates(sentence, mention, before, after, degree)
    return Told(
        "education",
        mention.start,
        place.end if place and place.end > mention.start else mention.end,
        degree=_degree_text(degree),
        field=subject,
        affiliation=place.affiliation if place else Affiliation(),
        begin=begin,
        until=until,
        people=_people(segment, degree),
        level=degree.level,
        student=degree.student,
    )


def _only_dates(text: str, mention: Mention, after: int) -> bool:
    """Say whether a degree is named only to date something else ("during my PhD", "after receiving my PhD, I")."""
    lead = text[max(0, mention.start - 40) : mention.start]
    if not _SUBORDINATE.search(lead):
        return False
    if not places(text, mention.end, after) or re.match(r"\s*,", text[mention.end :]):
        return True
    return _DATING.search(lead) is not None and not re.match(
        r"\s+(?:\w+\s+){0,4}(?:at|from)\b", text[mention.end : after]
    )


_WITH_ADVISOR = re.compile(
    r"\s+(?:(?:degree\s+)?(?:work\s+|research\s+|studies\s+)?|(?:thesis|dissertation)\s[^.;]{0,90}?\s)with\s+(?=Prof|Dr)"
)


def _people(segment: str, degree: DegreeSpan) -> list[str]:
    if people := advisors(segment):
        return list(people.names)
    if match := _WITH_ADVISOR.match(segment):
        return list(names_at(segment, match.end()).names)
    if degree.student and (match := re.search(r"\b(?:working with|with|in)\s+(?=Prof|Dr)", segment)):
        return list(names_at(segment, match.end()).names)
    return []


def _degree_text(degree: DegreeSpan) -> str:
    text = re.sub(r"\s+(?:student|candidate|researcher)$", "", degree.text) if degree.student else degree.text
    return re.sub(r"\s+degrees?$", "", text)


def _tidy_field(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–")
    text = re.sub(r"(?:\s+(?:and|degrees?|program|in|on|at|from|of|the))+$", "", text)
    return "" if len(text) > 90 or len(text) < 2 else text
