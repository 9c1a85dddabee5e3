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
    r"\b(?:serv(?:ed?|es|ing)(?:\s+(?:again|also|currently|regularly))?\s+(?:as|on|in)|act(?:ed|ing)? as|am|is|was"
    r"|been|being)\s+(?:(?:an?|the|in|one of the|both|multiple|also|on)\s+)*",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s*(?P<object>(?:the\s+|an?\s+|our\s+)?(?:(?:1st|2nd|3rd|\d+th|first|second|third|annual|inaugural|upcoming"
    r"|10-week|successful|virtual|international)\s+)*[\"“*]?[A-Z\d][^.!?\n]*)"
)
_CUT = re.compile(
    r"\s+(?:co-?located|collocated|held|with|where|which|that|on (?:the )?[a-z]|in (?:conjunction|person|[A-Z]\w+,"
    r"|honou?r)|from|to be|and (?:I|was|gave|also|had|the|we|serv|present|facilit)|as (?:an?|part)|for (?:the )?[a-z]"
    r"|this|during|together|alongside)\b.*|[(:–—].*|,\s+(?:in|on|where|which|with|a|an|to|and)\b.*"
)
_AS = re.compile(r"(?:\bas (?:an?|the)\s|\binvited to be (?:an?|the)\s)$", re.IGNORECASE)
_FOR = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:members?\s+)?(?:for|of|at|on|in)\s+(?:the\s+|both\s+)?")
_TELLS = re.compile(
    r"review|refere|serv|organi[sz]|chair|\bT?PC\b|committee|editor|panel|judg|moderat", re.IGNORECASE
)
_NO_DUTY = frozenset({"member", "host", "mentor", "hosts", "president"})
_VENUE_PC = re.compile(r"\b([A-Z][\w-]{2,12})(?:\s?((?:19|20)\d\d))?\s+((?:shadow\s+)?(?:PC|program committee))\b")
_TOOK_PART = re.compile(r"\b(?:participated|joined|served|serving|member|attended)\b", re.IGNORECASE)


def service_in_sentences(text: str, year: int | None = None) -> list[Service]:
    """Return the service that sentences tell of the owner.

    Args:
        text: running text.
        year: the year of the news item, where the text is one.

    >>> [(s.role, s.venue, s.year) for s in service_in_sentences("I co-organized the Workshop on Rivers at ICX 2021.")]
    [('co-organizer', 'Workshop on Rivers', 2021)]
    >>> [(s.role, s.venue, s.year) for s in service_in_sentences("Serving on the PC for ICX2020.", 2019)]
    [('program committee', 'ICX', 2020)]
    """
    if not _TELLS.search(text):
        return []
    found: list[Service] = []
    for sentence in sentences(text, dates=False):
        line = sentence.text
        studies = find_degrees(line) and not re.search(r"\bserv|\borgani[sz]", line, re.IGNORECASE)
        if len(line) > 700 or studies or re.search(r"\b(?:students?|mentee)\b", line):
            continue
        found.extend(_with_year(_served(line), year))
        for verb in find_duty_verbs(line):
            if not re.match(r"judg|edit|review|referee", verb.text, re.IGNORECASE) and _by_owner(line[: verb.start]):
                found.extend(_organized(line, verb.end, name_of_duty(verb.text), year))
        if (match := _VENUE_PC.search(line)) and _TOOK_PART.search(line[: match.start()]):
            found.append(
                Service(role=name_of_duty(match[3]), venue=match[1], year=int(match[2]) if match[2] else year)
            )
    return found


def _served(line: str) -> list[Service]:
    """Return the duties that a sentence names with their venues ("serve as an area chair for …", "reviewed for …")."""
    found: list[Service] = []
    for duty in find_duties(line):
        lead = line[max(0, duty.start - 40) : duty.start]
        if (
            duty.start
            and not _AS.search(lead)
            and not any(match.end() == len(lead) for match in _SERVED.finditer(lead))
        ):
            continue
        after = _FOR.match(line, duty.end)
        if after is not None and duty.text.lower() not in _NO_DUTY:
            found.extend(service.read_service(f"{duty.text}: {_CUT_LIST.sub('', line[after.end() :])}"))
    if (match := _REVIEWS.search(line)) and _by_owner(line[: match.start()]):
        found.extend(service.read_service(f"Reviewer: {_CUT_LIST.sub('', line[match.end() :])}"))
    return found


_REVIEWS = re.compile(
    r"\b(?:review|reviewed|reviewing|referee|refereed|refereeing)\s+(?:papers |articles |manuscripts |regularly "
    r")?for\s+(?:the\s+)?(?=[A-Z])"
)
_CUT_LIST = re.compile(
    r"\s+(?:where|which|that|and (?:I|was|gave|also|had|we)|this year|as well as an?|in [A-Z]\w+,)\b.*|,\s+(?:where"
    r"|which|with|and (?:am|was|I))\b.*|\.\s.*"
)


def _by_owner(lead: str) -> bool:
    """Say whether a verb's subject is the owner, or left out as in news."""
    lead = lead.strip(" *-•:")
    return (
        not lead
        or re.search(
            r"(?:\b(?:I|we|have|has|and|he|she|also|I've|am|helped|successfully|be|been|previous summer,|,)"
            r"|^\W*)\s*(?:recently\s|also\s|be\s|co-?\s?)?$",
            lead,
            re.IGNORECASE,
        )
        is not None
    )


def _organized(line: str, start: int, role: str, year: int | None) -> list[Service]:
    match = _OBJECT.match(re.sub(r"^\s*(?:and\s+\w+\s+|,\s*)", " ", line[start:]))
    if match is None:
        return []
    whole = re.sub(r"^(?:the|an?|our)\s+", "", match["object"].strip())
    at = re.search(r"\s+(?:at|@)\s+(?:the\s+)?([A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})", whole)
    name = whole[: at.start()] if at else whole
    name = _CUT.sub("", name).strip(' ,.;:*"“”')
    if len(name) < 4 or len(name.split()) > 20:
        return []
    if (
        not re.search(
            r"workshop|conference|symposium|tutorial|competition|challenge|meeting|school|seminar|session|track"
            r"|forum|hackathon|summit|task|series|event|colloquium|reading group|track|[A-Z]{3,}",
            name,
            re.IGNORECASE,
        )
        and not at
    ):
        return []
    told = [int(found) for found in re.findall(r"(?:19|20)\d\d", line)]
    return [Service(role=role, venue=name, year=told[0] if told else year)]


def _with_year(entries: Sequence[Service], year: int | None) -> list[Service]:
    return [entry if entry.year or year is None else msgspec.structs.replace(entry, year=year) for entry in entries]
