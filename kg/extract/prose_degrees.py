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
    r"^\s*(?:degrees?\s+|program(?:me)?\s+|studies\s+|studying\s+)?(?:\([^)]*\)\s*)?(?:(?:students?|candidate|researcher|scholar|student researcher)\s+)?(?:\([^)]*\)\s*)?(?:working |majoring |specializing |with (?:a )?(?:double |dual )?(?:majors?|focus|specialization|concentration) |studying )?(?:in|on|of)\s+"
    r"(?P<field>(?!the\b|this\b|my\b|\d|20|a\b|an\b)[^\s,.;()][^,.;()|]*?)(?=\s+(?:at|from|with|under|within|and (?:I|a|an|my|then|am|was|made|did|have|has|is|also|spent|[a-z]{3,}ed)\b|advised|supervised|where|working|"
    r"mentored|by|while|before|after|during|since|through|as|in (?=the )|which|who|both|degrees?|of (?=the ))\b|\s{2,}|\s*[,.;()|]|\s*$)", re.IGNORECASE)


def read_degree(sentence: Sentence, mention: Mention, before: int, after: int, told: list[Told]) -> Told | None:
    degree = mention.degree
    if degree is None:
        return None
    text = sentence.masked
    lead = text[max(0, mention.start - 40):mention.start]
    if re.search(r"\b(?:my|his|her|their|a|the)\s+(?:\w+\s+)?(?:starting|during|after|before|since)\s+(?:my|his|her)\s*$", lead) or re.search(
            r"\b(?:during|before|after|throughout|since|prior to|beginning|for|starting|until|while|toward the end of)\s+(?:starting\s+|finishing\s+|beginning\s+|completing\s+|obtaining\s+|receiving\s+|earning\s+|getting\s+|defending\s+|pursuing\s+|doing\s+|my\s+first\s+|most of\s+)?(?:my|his|her|their|the)?\s*$", lead, re.IGNORECASE):
        if not places(text, mention.end, after) or re.match(r"\s*,", text[mention.end:]) or re.search(r"\b(?:during|throughout|before|prior to)\s+\w*\s*\w*\s*$", lead, re.IGNORECASE) and not re.match(
                r"\s+(?:\w+\s+){0,4}(?:at|from)\b", text[mention.end:after]):
            return None
    segment = text[mention.end:after]
    found_field = ""
    offset = mention.end
    if (match := _FIELD.match(segment)) and not is_certain(match["field"]):
        found_field = _tidy_field(match["field"])
        offset += match.end()
    place = first_place([each for each in places(text, offset, after, loose=True) if each.word not in ("with", "to", "for", "by")], text, offset)
    if place is None:
        place = study_place_before(text, before, mention.start)
    people = advisors(segment)
    names = list(people.names) if people else []
    if not names and degree.student and (match := re.search(r"\b(?:working with|with|in)\s+(?=Prof|Dr)", segment)):
        names = list(names_at(segment, match.end()).names)
    begin, until = study_dates(sentence, mention, before, after, degree)
    return Told("education", mention.start, place.end if place and place.end > mention.start else mention.end,
                degree=_degree_text(degree), field=found_field, affiliation=place.affiliation if place else Affiliation(),
                begin=begin, until=until, people=names, level=degree.level, student=degree.student)


def _degree_text(degree: DegreeSpan) -> str:
    text = re.sub(r"\s+(?:student|candidate|researcher)$", "", degree.text) if degree.student else degree.text
    return re.sub(r"\s+degrees?$", "", text)


def _tidy_field(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–")
    text = re.sub(r"(?:\s+(?:and|degrees?|program|in|on|at|from|of|the))+$", "", text)
    return "" if len(text) > 90 or len(text) < 2 else text
