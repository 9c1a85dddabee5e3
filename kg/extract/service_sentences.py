"""Service told in sentences of the biography or the news: "I serve as an area chair for …", "co-organized …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from kg.extract import service
from kg.extract.career_words import find_degrees
from kg.extract.clauses import sentences
from kg.extract.service_words import find_duties, find_duty_verbs, name_of_duty
from kg.model import Service

_SERVED = re.compile(
    r"\b(?:serv(?:ed?|es|ing)(?:\s+(?:again|also|currently|regularly))?\s+(?:as|on|in)|act(?:ed|ing)? as|am|is|was|been|being)\s+(?:(?:an?|the|in|one of the|both|multiple|also|on)\s+)*", re.IGNORECASE)


_OBJECT = re.compile(r"\s*(?P<object>(?:the\s+|an?\s+|our\s+)?(?:(?:1st|2nd|3rd|\d+th|first|second|third|annual|inaugural|upcoming|10-week|successful|virtual|international)\s+)*[\"“*]?[A-Z\d][^.!?\n]*)")


_CUT = re.compile(r"\s+(?:co-?located|collocated|held|with|where|which|that|on (?:the )?[a-z]|in (?:conjunction|person|[A-Z]\w+,|honou?r)|from|to be|and (?:I|was|gave|also|had|the|we|serv|present|facilit)|as (?:an?|part)|for (?:the )?[a-z]|this|during|together|alongside)\b.*|[(:–—].*|,\s+(?:in|on|where|which|with|a|an|to|and)\b.*")


def service_in_sentences(text: str, year: int | None = None) -> list[Service]:
    """Return the service that sentences tell of the owner.

    >>> [(s.role, s.venue, s.year) for s in service_in_sentences("I co-organized the Workshop on Rivers at ICX 2021.")]
    [('co-organizer', 'Workshop on Rivers', 2021)]
    >>> [(s.role, s.venue, s.year) for s in service_in_sentences("Serving on the PC for ICX2020.", 2019)]
    [('program committee', 'ICX', 2020)]
    """
    found: list[Service] = []
    for sentence in sentences(text):
        line = sentence.text
        if len(line) > 700 or find_degrees(line) and not re.search(r"\bserv|\borgani[sz]", line, re.IGNORECASE) or re.search(r"\b(?:students?|mentee)\b", line):
            continue
        for duty in find_duties(line):
            lead = line[max(0, duty.start - 40):duty.start]
            if not (any(match.end() == len(lead) for match in _SERVED.finditer(lead)) or duty.start == 0 or re.search(r"(?:\bas (?:an?|the)\s|\binvited to be (?:an?|the)\s)$", lead)):
                continue
            tail = line[duty.end:]
            after = re.match(r"\s*(?:\([^)]*\)\s*)?(?:members?\s+)?(?:for|of|at|on|in)\s+(?:the\s+|both\s+)?", tail)
            if after is None or duty.text.lower() in ("member", "host", "mentor", "hosts", "president"):
                continue
            found.extend(_with_year(service.read_service(f"{duty.text}: {_CUT_LIST.sub('', tail[after.end():])}"), year))
        if (match := _REVIEWS.search(line)) and _by_owner(line[:match.start()]):
            found.extend(_with_year(service.read_service(f"Reviewer: {_CUT_LIST.sub('', line[match.end():])}"), year))
        for verb in find_duty_verbs(line):
            if re.match(r"judg|edit|review|referee", verb.text, re.IGNORECASE) or not _by_owner(line[:verb.start]):
                continue
            found.extend(_organized(line, verb.end, name_of_duty(verb.text), year))
        if match := re.search(r"\b([A-Z][\w-]{2,12})(?:\s?((?:19|20)\d\d))?\s+((?:shadow\s+)?(?:PC|program committee))\b", line):
            if re.search(r"\b(?:participated|joined|served|serving|member|attended)\b", line[:match.start()], re.IGNORECASE):
                found.append(Service(role=name_of_duty(match[3]), venue=match[1], year=int(match[2]) if match[2] else year))
    return found


_REVIEWS = re.compile(r"\b(?:review|reviewed|reviewing|referee|refereed|refereeing)\s+(?:papers |articles |manuscripts |regularly )?for\s+(?:the\s+)?(?=[A-Z])")


_CUT_LIST = re.compile(r"\s+(?:where|which|that|and (?:I|was|gave|also|had|we)|this year|as well as an?|in [A-Z]\w+,)\b.*|,\s+(?:where|which|with|and (?:am|was|I))\b.*|\.\s.*")


def _by_owner(lead: str) -> bool:
    """Say whether a verb's subject is the owner, or left out as in news."""
    lead = lead.strip(" *-•:")
    return not lead or re.search(r"(?:\b(?:I|we|have|has|and|he|she|also|I've|am|helped|successfully|be|been|previous summer,|,)|^\W*)\s*(?:recently\s|also\s|be\s|co-?\s?)?$", lead, re.IGNORECASE) is not None


def _organized(line: str, start: int, role: str, year: int | None) -> list[Service]:
    match = _OBJECT.match(re.sub(r"^\s*(?:and\s+\w+\s+|,\s*)", " ", line[start:]))
    if match is None:
        return []
    whole = re.sub(r"^(?:the|an?|our)\s+", "", match["object"].strip())
    at = re.search(r"\s+(?:at|@)\s+(?:the\s+)?([A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})", whole)
    name = whole[:at.start()] if at else whole
    name = _CUT.sub("", name).strip(" ,.;:*\"“”")
    if len(name) < 4 or len(name.split()) > 20:
        return []
    if not re.search(r"workshop|conference|symposium|tutorial|competition|challenge|meeting|school|seminar|session|track|forum|hackathon|summit|task|series|event|colloquium|reading group|track|[A-Z]{3,}", name, re.IGNORECASE) and not at:
        return []
    told = [int(found) for found in re.findall(r"(?:19|20)\d\d", line)]
    return [Service(role=role, venue=name, year=told[0] if told else year)]


def _with_year(entries: Sequence[Service], year: int | None) -> list[Service]:
    return [entry if entry.year or year is None else msgspec.structs.replace(entry, year=year) for entry in entries]
