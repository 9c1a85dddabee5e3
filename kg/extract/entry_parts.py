"""An entry of a career list taken apart: dates, people and labelled details on one side, what is left on the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.dates import RangeSpan, find_ranges
from kg.extract.career_words import find_roles
from kg.extract.named_people import advisors, names_at

PEOPLE_LABEL = re.compile(
    r"^\W*(?:(?:thesis |phd |ph\.d\.? |academic |research |master'?s? |faculty |main |joint "
    r")?(?:co-?\s?)?(?:advis[oe]rs?|supervisors?|mentors?|hosts?|promotors?|"
    r"pi|principal investigator|orientador(?:es|a)?|directores?|tutor(?:es)?|manager|supervision|supervised by"
    r"|advised by|"
    r"mentored by|hosted by|under the supervision of|working with|worked with|with|collaborators?|导师|指導教員"
    r"|betreuer)(?:\(s\))?)\s*(?P<colon>[:：\-–]|(?=\s))\s*",
    re.IGNORECASE,
)
_WEAK_LABEL = re.compile(r"^\W*(?:with|working with|worked with|collaborators?|manager)\b", re.IGNORECASE)
IGNORED = re.compile(
    r"^\W*(?:thes[ie]s|dissertation|monograph|tesis|tese|topics?|title|c?gpa|grades?|minors?|major gpa|courses?"
    r"|coursework|relevant|description|responsibilit\w+|duties|"
    r"projects?|skills?|tech\w*|honou?rs?|awards?|rank\w*|scholarships?|fellowships?|committee|research (?:interests?"
    r"|topics?|focus|area|on)|focus|selected|achievements?|"
    r"publications?|team (?:direction|building)|influence|core|teaching|transcript|diploma|link|website|graduated "
    r"with|elected|winner|received|score|"
    r"percentile|特|绩点|more|working on|worked on|developed|designed|led|built|implemented|conducted|member of the"
    r"|responsible|supported|contributed|participated|"
    r"project overview|summary|funding|funded|outcome|papers?)\b",
    re.IGNORECASE,
)
_LABELS = {
    "organization": re.compile(
        r"^\W*(?:institution|organi[sz]ation|company|employer|university|school|affiliation)\s*[:：]\s*",
        re.IGNORECASE,
    ),
    "dates": re.compile(r"^\W*(?:time|dates?|period|duration|years?|when)\s*[:：]\s*", re.IGNORECASE),
    "location": re.compile(r"^\W*(?:location|place|where)\s*[:：]\s*", re.IGNORECASE),
    "role": re.compile(r"^\W*(?:role|position|job title|title)\s*[:：]\s*", re.IGNORECASE),
    "field": re.compile(
        r"^\W*(?:majors?|field(?: of study)?|speciali[sz]ation|discipline|concentration)\s*(?:in\b|[:：])\s*",
        re.IGNORECASE,
    ),
    "degree": re.compile(r"^\W*(?:degrees?)\s*[:：]\s*", re.IGNORECASE),
    "unit": re.compile(
        r"^\W*(?:department|dept\.?|faculty|lab(?:oratory)?|group|team|unit)\s*[:：]\s*", re.IGNORECASE
    ),
}
_EXPECTED = re.compile(
    r"\b(?:expected|anticipated|in progress|ongoing|current(?:ly)?|est\.?|exp\.?|to be (?:completed|awarded))\b"
    r"|\(exp",
    re.IGNORECASE,
)


class Parts(NamedTuple):
    """An entry without its dates, people and labelled details."""

    lines: list[str]
    dates: list[RangeSpan]
    people: list[str]
    labelled: dict[str, str]
    expected: bool


_EMPTY_BRACKETS = re.compile(
    r"[(\[]\s*(?:expected|graduated|class of|anticipated|exp\.|from|since|in progress)?\s*[,.]?\s*[)\]]",
    re.IGNORECASE,
)


def take_apart(head: str, details: Sequence[str]) -> Parts:
    """Part an entry into dates, people, labelled details and what is left.

    >>> parts = take_apart("Intern, Huldra (2019)\\nHost: Ada Quist", [])
    >>> parts.lines, parts.people, parts.dates[0].first
    (['Intern, Huldra'], ['Ada Quist'], '2019')
    """
    parts = Parts([], [], [], {}, bool(_EXPECTED.search(head)))
    head = _ROLE_IN_BRACKETS.sub(_role_unbracketed, _TOLD_IN_BRACKETS.sub(_unbracketed, head))
    for number, line in enumerate(head.split("\n")):
        line = line.strip()
        if not line or _labelled(line, parts, number, own=True):
            continue
        if number and (host := _HOST.match(line)):
            named = names_at(line, host.start("name"))
            if named.names and len(line) - named.end < 3:
                parts.people.extend(name for name in named.names if name not in parts.people)
                continue
        if number and IGNORED.match(line):
            _read_detail(line, [], parts.people)
        else:
            _read_line(line, parts, number)
    for detail in details:
        for line in detail.split("\n"):
            line = line.strip()
            if line and len(line) <= 300 and not _labelled(line, parts, 1, own=False):
                _read_detail(line, parts.dates, parts.people)
    parts.lines[:] = [line for line in parts.lines if line.strip(" ,.;:()-–")]
    return parts


_HOST = re.compile(r"\W*(?P<name>(?:Prof|Dr)\b.*)")
_TOLD_IN_BRACKETS = re.compile(r"\(([^()\n]{6,80})\)")


_ROLE_IN_BRACKETS = re.compile(r"^(?P<before>.{4,120}?)\s*\((?P<inside>[^()\n]{4,60})\)\s*$", re.MULTILINE)


def _role_unbracketed(match: re.Match[str]) -> str:
    """Open brackets that hold nothing but a role behind a place: "Huldra College (Research Intern)"."""
    inside = find_roles(match["inside"])
    whole = sum(role.end - role.start for role in inside) >= 0.6 * len(match["inside"])
    return f"{match['before']} ; {match['inside']}" if whole and not find_roles(match["before"]) else match.group()


def _unbracketed(match: re.Match[str]) -> str:
    """Open brackets that hold a role beside the dates: "Huldra College (Postdoc; 2023-)"."""
    inside = match[1]
    spans = find_ranges(inside)
    told = inside[: spans[0].start].rstrip() if spans else ""
    return f" ; {inside} " if len(told) > 3 and told[-1] in ";," else match.group()


def _labelled(line: str, parts: Parts, number: int, own: bool) -> bool:
    """Read a line with a label ("Advisor: …", "Period: …"); says whether it was one."""
    if (label := PEOPLE_LABEL.match(line)) and (not own or label["colon"] or number):
        named = names_at(line, label.end())
        if named.names and not (parts.people and _WEAK_LABEL.match(line)):
            parts.people.extend(name for name in named.names if name not in parts.people)
            rest = line[named.end :].strip(" .,;()")
            if own and len(rest) > 3:
                parts.lines.append(rest)
            return True
    key = next((key for key, pattern in _LABELS.items() if pattern.match(line)), "")
    if not key or (own and number == 0 and key in ("role", "degree", "unit")):
        return False
    value = _LABELS[key].sub("", line)
    if key == "dates":
        parts.dates.extend(find_ranges(value))
    else:
        parts.labelled.setdefault(key, value.strip(" ."))
    return True


def _read_line(line: str, parts: Parts, number: int) -> None:
    """Take people and dates out of a line of the entry's own; the rest is kept."""
    named = advisors(line, weak=number > 0 or len(line) < 160)
    if named is not None:
        parts.people.extend(name for name in named.names if name not in parts.people)
        line = f"{line[: named.start]}   {line[named.end :]}"
    for span in find_ranges(line):
        parts.dates.append(span)
        line = line[: span.start] + " " * (span.end - span.start) + line[span.end :]
    parts.lines.append(re.sub(r"\s{3,}", "   ", _EMPTY_BRACKETS.sub("    ", line)).strip())


def _read_detail(line: str, dates: list[RangeSpan], people: list[str]) -> None:
    """Take from a nested line what it surely tells: the dates of a short one, people named as advisors."""
    if not dates and len(line) < 60 and not IGNORED.match(line):
        dates.extend(find_ranges(line))
    if IGNORED.match(line) and not re.search(r"advis|supervis", line, re.IGNORECASE):
        return
    named = advisors(line)
    if named is not None and not people:
        people.extend(named.names)
