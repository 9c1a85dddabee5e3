"""An entry of a career list taken apart: dates, people and labelled details on one side, what is left on the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.dates import RangeSpan, find_ranges
from kg.extract.named_people import advisors, names_at

PEOPLE_LABEL = re.compile(
    r"^\W*(?:(?:thesis |phd |ph\.d\.? |academic |research |master'?s? |faculty |main |joint )?(?:co-?\s?)?(?:advis[oe]rs?|supervisors?|mentors?|hosts?|promotors?|"
    r"pi|principal investigator|orientador(?:es|a)?|directores?|tutor(?:es)?|manager|supervision|supervised by|advised by|"
    r"mentored by|hosted by|under the supervision of|working with|worked with|with|collaborators?|导师|指導教員|betreuer)(?:\(s\))?)\s*(?P<colon>[:：\-–]|(?=\s))\s*", re.IGNORECASE)


_WEAK_LABEL = re.compile(r"^\W*(?:with|working with|worked with|collaborators?|manager)\b", re.IGNORECASE)


IGNORED = re.compile(
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


class Parts(NamedTuple):
    """An entry without its dates, people and labelled details."""

    lines: list[str]
    dates: list[RangeSpan]
    people: list[str]
    labelled: dict[str, str]
    expected: bool


def take_apart(head: str, details: Sequence[str]) -> Parts:
    lines: list[str] = []
    dates: list[RangeSpan] = []
    people: list[str] = []
    labelled: dict[str, str] = {}
    for number, line in enumerate([*head.split("\n"), *[piece for detail in details for piece in detail.split("\n")]]):
        own = number < head.count("\n") + 1
        line = line.strip()
        if not line or not own and len(line) > 300:
            continue
        if (label := PEOPLE_LABEL.match(line)) and (own is False or label["colon"] or number):
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
        if number and IGNORED.match(line):
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
    if not dates and len(line) < 60 and not IGNORED.match(line):
        dates.extend(find_ranges(line))
    if IGNORED.match(line) and not re.search(r"advis|supervis", line, re.IGNORECASE):
        return
    named = advisors(line)
    if named is not None and not people:
        people.extend(named.names)
