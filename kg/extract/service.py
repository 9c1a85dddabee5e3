"""Service: one entry a duty, a venue and a year, however tightly a page packs them.

    Reviewer: ICLR'24, NeurIPS (2020-2022)      role first, then venues
    NeurIPS: 2025, 2021 (emergency reviewer)    venue first, the role in the heading
    Associate Editor, 2023                      role and year, the venue in the line above

Takes a line and what its surroundings say (role of the heading, venue of the line above); gives ``Service`` entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg import gazetteer
from kg.dates import find_ranges
from kg.extract.career_words import Span
from kg.extract.service_words import find_duties, find_duty_verbs, name_of_duty
from kg.extract.venue_lists import (
    CUE,
    YEAR_FIRST,
    cut_venues,
    is_certain_venue,
    is_venue_like,
    names_known_venue,
    shielded,
    take_years,
    venue_name,
    without_place,
)
from kg.locations import is_location
from kg.model import Service
from kg.read.page import Mark


class Duty(NamedTuple):
    """A role, the text that names its venues, and the years told before both."""

    role: str
    venues: str
    years: tuple[int, ...] = ()


def read_service(text: str, role: str = "", venue: str = "", marks: Sequence[Mark] = ()) -> list[Service]:
    """Return the service that a line tells.

    Args:
        text: the line.
        role: the duty that the heading tells.
        venue: the venue that the heading or the line above tells.
        marks: the line's marks; the text of a link is never cut.

    >>> [(s.role, s.venue, s.year) for s in read_service("Reviewer: ICLR'24, NeurIPS (2020-2021)")]
    [('Reviewer', 'ICLR', 2024), ('Reviewer', 'NeurIPS', 2020), ('Reviewer', 'NeurIPS', 2021)]
    >>> [(s.role, s.venue, s.year) for s in read_service("NeurIPS: 2025, 2021 (emergency reviewer)", role="reviewer")]
    [('reviewer', 'NeurIPS', 2025), ('emergency reviewer', 'NeurIPS', 2021)]
    >>> [(s.role, s.venue, s.year) for s in read_service("Session Chair, 2016", venue="Rivers Meeting")]
    [('Session Chair', 'Rivers Meeting', 2016)]
    """
    if len(text) > 3000:
        return []
    text = _shield(text, marks).translate(_BRACES)
    found: list[Service] = []
    for duty in _duties(text, role):
        found.extend(_spread(duty, venue))
    return found


_BRACES = str.maketrans("{}", "()")


def _shield(text: str, marks: Sequence[Mark]) -> str:
    """Hide the commas inside what is set apart, so that lists are not cut there."""
    for mark in sorted(marks, key=lambda mark: -mark.start):
        name = text[mark.start : mark.end]
        apart = mark.kind in ("link", "emphasis") and 12 < len(name) < 160 and "\n" not in name
        if apart and not find_duties(name) and gazetteer.venue(name.split(",")[0].strip()) is None:
            text = f"{text[: mark.start]}{shielded(name)}{text[mark.end :]}"
    return text


_LABEL = re.compile(
    r"^\W*+(?:(?:top|selected|international|academic|conferences?|journals?|workshops?|symposi(?:a|um)s?|others?"
    r"|magazines?|major|and|venues?|ai|ml|nlp|cv|proposals?|funding agenc\w+|"
    r"archival|main|tracks?|for|conference proceedings|transactions|ieee|acm|grants?"
    r"|panels?)[\s/&,]*+){1,4}(?:\([^)]*\)\s*)?[:：\-–—]\s*",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:[:：]|(?:[-–—|]\s)|(?:of|for|at|on|in|to|@|with)\s+(?:the\s+|both\s+|various\s+)?"
    r"|,\s*)\s*",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:[,;.]|\band\b|\bas well as\b|&|\s{2,}|[|•·]|\n)\s*(?:and\s+)?(?:an?\s+|the\s+|also\s+|served as\s+)*$",
    re.IGNORECASE,
)


def _duties(text: str, role: str) -> Iterator[Duty]:
    """Cut a line at its duties; each takes the venues that follow it, or that stand before it."""
    if dated := _dated_roles(text):
        yield from dated
        return
    found = [_whole_role(text, duty) for duty in _outer(text, find_duties(text))]
    verbs = [] if found else find_duty_verbs(text)
    if not found and verbs:
        found = verbs[:1]
    if not found:
        if role:
            yield Duty(role, _LABEL.sub("", text))
        elif (
            (label := _LABEL.match(text))
            and re.search(r"conference|journal|workshop|transactions", label.group(), re.IGNORECASE)
            and names_known_venue(text[label.end() :])
        ):
            yield Duty("reviewer", text[label.end() :])
        elif find_duties(text):
            yield Duty("", text)  # each duty stands in brackets behind its venue
        return
    if found[0].start > 3 and not _leads(text[: found[0].start]):
        yield from _venue_first(text, found)
    else:
        yield from _role_first(text, found)


def _role_first(text: str, found: Sequence[Span]) -> Iterator[Duty]:
    """Read "Reviewer: ICX, ICY; Area Chair of ICZ": each duty with the venues behind it."""
    years = tuple(year for year in take_years(text[: found[0].start])[0] if year)
    for number, duty in enumerate(found):
        stop = found[number + 1].start if number + 1 < len(found) else len(text)
        tail = text[duty.end : stop]
        if (after := _OF.match(tail)) is not None:
            tail = tail[after.end() :]
        if number + 1 < len(found):
            tail = _NEXT.sub("", tail)
            if not tail.strip(" ,.;:()/&") or tail.strip().lower() in ("and", "&", "or"):
                # "Reviewer and Area Chair: ICX": the second duty's venues are the first one's too
                following = found[number + 1]
                rest = text[following.end : found[number + 2].start if number + 2 < len(found) else len(text)]
                tail = _OF.sub("", rest, count=1)
        board = (
            _BOARD.match(tail) if re.search(r"(?:member|chair|secretary|head)$", duty.text, re.IGNORECASE) else None
        )
        if board:
            yield Duty(f"{name_of_duty(duty.text)} of {board['board']}", tail[board.end() :], years)
        else:
            yield Duty(name_of_duty(duty.text), _LABEL.sub("", tail), years)


_YEAR_AND_ROLE = re.compile(
    r"((?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d|present))?)\s*\(([A-Z][^()\d]{2,40})\)[\s,;]*(?:and\s+)?"
)


def _dated_roles(text: str) -> list[Duty]:
    """Read "ICX - 2020 (Video Chair), 2021 (Data Wrangler)": a role behind each year, of which one at least is known."""
    pairs = list(_YEAR_AND_ROLE.finditer(text))
    if not pairs or pairs[-1].end() < len(text.rstrip(" .")) or pairs[0].start() < 3:
        return []
    if "".join(pair.group() for pair in pairs) != text[pairs[0].start() :]:
        return []
    if not any(find_duties(pair[2]) for pair in pairs):
        return []
    head = text[: pairs[0].start()].strip(" ,:;-–—|(")
    return [Duty(name_of_duty(pair[2]), f"{head} {pair[1]}") for pair in pairs] if head else []


_OWN_WORDS = re.compile(r"^[\d\s\-–/.:,]*(?P<words>(?:[A-Z][\w'’-]*\s+(?:and\s+)?){1,3})$")


def _whole_role(text: str, duty: Span) -> Span:
    """A duty with the words of its own before it: "2020-2022: Women's Representative of …"."""
    before = _OWN_WORDS.match(text[: duty.start])
    if before is None or _leads(before["words"]) or not re.match(r"\s+(?:of|for|at|on)\s", text[duty.end :]):
        return duty
    start = before.start("words")
    return Span(start, duty.end, text[start : duty.end])


_BOARD = re.compile(
    r"(?P<board>Board of [A-Z]\w+|(?:[\w&-]+\s){0,4}(?:committee|board|council|jury|panel|team))\s*(?:of|for|at|,|in)"
    r"\s+(?:the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:I|have|has|had|been|am|is|was|also|currently|serv(?:ed?|es|ing)|act(?:ed|ing)|work(?:ed|ing)?"
    r"|regular(?:ly)?|ongoing|occasional(?:ly)?|active|an?|the|as|on|in|my|our|we|he|she|for|"
    r"member|elected|invited|appointed|selected|previously|since|to|of|be|frequent|multiple|several|various|academic"
    r"|professional|19\d\d|20\d\d|[-–/:.,'’\d]+|present|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b[\s.,:;\-–]*)*\W*$",
    re.IGNORECASE,
)


def _leads(text: str) -> bool:
    """Say whether what stands before a duty only leads to it ("I serve as a")."""
    return _LEAD_IN.match(text) is not None


def _outer(text: str, duties: list[Span]) -> list[Span]:
    """Drop duties that are parts of venue names or remarks in brackets after a year."""
    kept: list[Span] = []
    for duty in duties:
        before, after = text[: duty.start], text[duty.end :]
        if before.count("(") > before.count(")") and ")" in after:
            continue
        if re.match(r"\s+(?:award|prize|selection|recognition)", after, re.IGNORECASE) or re.match(
            r"['’]s?\b", after
        ):
            continue
        if (
            kept
            and re.search(r"\b(?:of|for)\s+(?:the\s+)?(?:[\w&-]+\s+){0,6}$", text[kept[-1].end : duty.start])
            and re.search(r"committee|board|council", duty.text, re.IGNORECASE)
            and not re.search(r"[,;]", text[kept[-1].end : duty.start])
        ):
            continue  # "Member of the Technical Committee": one duty
        if (
            kept
            and re.search(r"committee|board|council", duty.text, re.IGNORECASE)
            and re.fullmatch(
                r"\s*[,:]\s*(?:the\s+)?(?:[A-Z][\w&-]*\s+(?:(?:of|for|on|and)\s+(?:the\s+)?)*)+",
                text[kept[-1].end : duty.start],
            )
            and re.fullmatch(
                r"(?:(?:vice|co)[- ]?)?(?:chair|member|secretary|president)", kept[-1].text, re.IGNORECASE
            )
        ):
            continue  # "Chair, Rivers Program Committee"
        if kept and duty.text.lower() in ("member", "members") and duty.start - kept[-1].end < 3:
            continue
        kept.append(duty)
    return kept


def _venue_first(text: str, duties: Sequence[Span]) -> Iterator[Duty]:
    """Read "ICX 2020: Reviewer", "ICX, Area Chair (2021)", "Rivers Committee Member (2017 - ), Board Member …"."""
    first = duties[0]
    head = text[: first.start].strip(" ,:;-–—|(\n")
    years = text[first.end : duties[1].start if len(duties) > 1 else len(text)]
    separated = re.search(r"[,:;|\-–—(\n]\s*(?:as\s+|served as\s+)?(?:an?\s+)?$", text[: first.start]) is not None
    if separated or re.search(r"\)\s*$", text[: first.start]):
        if len(duties) > 1 and not re.search(r"[A-Z]{2,}|[A-Z]\w+ [A-Z]\w+", re.sub(r"\d", "", years)):
            for duty in duties:
                yield Duty(name_of_duty(duty.text), f"{head} {_years_only(text[duty.end :])}")
            return
        if only_dates(years):
            yield Duty(name_of_duty(first.text), f"{head} {years}")
        else:
            yield Duty(name_of_duty(first.text), years if only_dates(head) else head)
        for number, duty in enumerate(duties[1:], 1):
            stop = duties[number + 1].start if number + 1 < len(duties) else len(text)
            tail = text[duty.end : stop]
            after = _OF.match(tail)
            if after is not None and not only_dates(tail):
                yield Duty(name_of_duty(duty.text), tail[after.end() :])
        return
    # "IFAC Publications Committee Member (2017 - ), Conference Board Member (2020 - 2023)"
    for number, duty in enumerate(duties):
        stop = duties[number + 1].start if number + 1 < len(duties) else len(text)
        tail = text[duty.end : stop]
        after = _OF.match(tail)
        own = tail[after.end() :] if after is not None and not after.group().strip().startswith(",") else ""
        if own and not only_dates(own):
            yield Duty(name_of_duty(duty.text), _NEXT.sub("", own))
        else:
            yield Duty(name_of_duty(duty.text), f"{head} {_NEXT.sub('', tail)}")


def _years_only(text: str) -> str:
    match = re.match(r"[\s,(]*(?:\d{4}(?:\s*[-–~]\s*(?:\d{2,4}|present)?)?[\s,&)]*(?:and\s+)?)+", text)
    return match.group() if match else ""


def only_dates(text: str) -> bool:
    """Say whether nothing but dates, and the words between them, stands in a text."""
    rest = text
    for span in reversed(find_ranges(text)):
        rest = rest[: span.start] + rest[span.end :]
    return (
        re.fullmatch(
            r"[\s,.;:()\-–~&\[\]|]*(?:(?:and|present|to|since|from|in|now|current|ongoing)[\s,.;:()\-–~&]*)*",
            rest,
            re.IGNORECASE,
        )
        is not None
    )


class _Told(NamedTuple):
    """A venue with its role and years, before it is spread out."""

    role: str
    venue: str
    years: list[int | None]


def _spread(duty: Duty, context: str) -> Iterator[Service]:
    """Yield an entry a venue and year of a duty."""
    text = duty.venues.replace("–", "-").strip()
    shared: list[int | None] = list(duty.years)
    if lead := YEAR_FIRST.match(text):
        shared, text = take_years(lead[1])[0], text[lead.end() :]
    told: list[_Told] = []
    for chunk in cut_venues(text):
        _read_chunk(chunk, duty, context, told, bool(shared))
    if not told and context and not venue_name(take_years(text)[1]):
        told.append(_Told(duty.role, context, []))
    for role, venue, years in _one_event(told, duty.role):
        if role:
            yield from (Service(role=role, venue=venue, year=year) for year in years or shared or [None])


def _read_chunk(chunk: str, duty: Duty, context: str, told: list[_Told], shared: bool) -> None:
    """Read one piece of a list of venues: a venue with its years, or years of the venue before it."""
    years, rest = take_years(chunk)
    dated = bool(told and told[-1].years)
    if dated and re.fullmatch(r"\s*\d\d\s*", chunk):
        years, rest = [2000 + int(chunk)], ""
    role, rest = _own_role(duty.role, rest)
    venue = without_place(venue_name(rest))
    if venue and dated and not years and not shared and not is_certain_venue(venue) and not CUE.search(venue):
        return  # "ICX 2019, Machine Learning": a remark
    if venue and told and is_location(venue):
        told[-1].years.extend(years)
    elif venue and is_venue_like(venue):
        told.append(_Told(role, venue, years))
    elif years and not venue and told and role == told[-1].role:
        told[-1].years.extend(years)
    elif years and not venue and told and not told[-1].years:
        told[-1] = told[-1]._replace(role=role, years=years)
    elif years and not venue and (told or context):
        told.append(_Told(role, told[-1].venue if told else context, years))


def _one_event(told: list[_Told], role: str) -> list[_Told]:
    """Take "Workshop on Rivers, ICX 2020" for one event where it was organized."""
    if len(told) != 2 or "rgani" not in role or told[0].years or not told[1].years:
        return told
    if not re.search(r"workshop|tutorial|\([A-Za-z-]{3,12}\)$", told[0].venue, re.IGNORECASE):
        return told
    return [told[0]._replace(years=told[1].years)]


def _own_role(role: str, text: str) -> tuple[str, str]:
    """Return the role that a chunk tells in brackets at its end, else the given one, and the chunk without it."""
    inner = re.search(r"\(([^()]{3,40})\)\s*$", text)
    if inner is None:
        return role, text
    word = inner[1].strip()
    duties = find_duties(word)
    if duties and duties[0].start == 0:
        return name_of_duty(word), text[: inner.start()]
    if re.fullmatch(r"emergency|secondary|external|sub-?reviewer|top|outstanding", word, re.IGNORECASE):
        return name_of_duty(f"{word} reviewer"), text[: inner.start()]
    return role, text


def without_repetition(entries: Iterable[Service]) -> list[Service]:
    """Return entries, each role, venue and year once.

    >>> len(without_repetition([Service(role="Reviewer", venue="ICX"), Service(role="reviewer", venue="ICX")]))
    1
    """
    kept: dict[tuple[str, str, int | None], Service] = {}
    for entry in entries:
        kept.setdefault((entry.role.casefold(), _fold(entry.venue), entry.year), entry)
    dated = {(role, venue) for role, venue, year in kept if year}
    return [entry for (role, venue, year), entry in kept.items() if year or (role, venue) not in dated]


def _fold(venue: str) -> str:
    known = gazetteer.venue(venue)
    return known.name if known is not None else re.sub(r"[^\w]+", " ", venue).casefold().strip().removeprefix("the ")
