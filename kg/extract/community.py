"""Awards and service of a reading: lists under their headings, and what the biography and the news tell besides.

Takes pages, records and news items; gives both, each once, in page order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from kg import gazetteer
from kg.dates import find_ranges, year_of
from kg.extract import awards, service
from kg.extract.career_words import find_degrees
from kg.extract.clauses import sentences
from kg.extract.lines import Line, lines_of
from kg.extract.news import Item
from kg.extract.sections import kinds_of_heading
from kg.extract.service_words import find_duties, find_duty_verbs, name_of_duty
from kg.model import Award, Service
from kg.read.page import Page, Reading

_PAGES = frozenset({"", "main", "cv", "about", "service", "awards"})
_DOUBT = 0.8


# ── awards ──────────────────────────────────────────────────────────────────────────────────────────────────────


def find_awards(reading: Reading, items: Sequence[Item]) -> tuple[Award, ...]:
    """Return the owner's awards."""
    found = [awards.refined(award) for record in reading.records for award in record.awards]
    for page in reading.pages:
        if page.role in _PAGES:
            found.extend(_awards_of(page))
    for item in items:
        told = awards.awards_in_sentences(item.text, year_of(item.date), listed=True)
        found.extend(msgspec.structs.replace(award, source=item.source) for award in told)
    return tuple(awards.without_repetition(found))


def _awards_of(page: Page) -> Iterator[Award]:
    for line in lines_of(page):
        if line.kind == "heading":
            continue
        if "awards" in line.kinds:
            if re.match(r"\s*[•·▪◦-]\s", line.text) and line.kind == "paragraph" and any(
                    mark.kind == "strong" for mark in page.blocks[line.index].marks) and not any(mark.kind == "strong" for mark in line.marks):
                continue  # a remark below a bold title
            if not line.nested and not ("service" in line.kinds and find_duties(line.text) and not re.search(r"award|prize|fellow|grant|honou?r", line.text, re.IGNORECASE)):
                told = [] if _is_sentence(line.text) else awards.read_award(line.text)
                told = told or awards.awards_in_sentences(line.text, _heading_year(line), listed=True)
                year = _heading_year(line)
                for award in told:
                    yield msgspec.structs.replace(award, source=line.source, year=award.year or year)
        elif not line.kinds or line.kinds & {"about", "education", "positions", "interests"}:
            listed = bool(line.kinds & {"education", "positions"}) and line.kind == "item"
            if line.kind == "item" and not line.nested and _DATED_PRIZE.match(line.text):
                years = find_ranges(line.text)
                for award in awards.read_award(line.text)[:1]:
                    yield msgspec.structs.replace(award, source=line.source, year=year_of(years[0].first) or award.year)
                continue
            for award in awards.awards_in_sentences(line.text, None, listed=listed):
                yield msgspec.structs.replace(award, source=line.source)


_DATED_PRIZE = re.compile(r"(?:\w+\.? )?(?:19|20)\d\d[^A-Za-z]{1,4}(?:[A-Za-z]+\.? (?:19|20)\d\d\W+|present\W+)?(?:[A-Z][\w’'-]*\s){0,4}(?:scholarship|award|prize)\b", re.IGNORECASE)


def _is_sentence(text: str) -> bool:
    return re.search(r"\b(?:I|my|was|were|I've|took part)\b", text) is not None and len(text.split()) > 8


def _heading_year(line: Line) -> int | None:
    heading = line.headings[-1] if line.headings else ""
    return int(heading) if re.fullmatch(r"(?:19|20)\d\d", heading.strip()) else None


# ── service ─────────────────────────────────────────────────────────────────────────────────────────────────────


def find_service(reading: Reading, items: Sequence[Item]) -> tuple[Service, ...]:
    """Return the owner's service."""
    found = [entry for record in reading.records for entry in record.service]
    for page in reading.pages:
        if page.role in _PAGES:
            found.extend(_service_of(page))
    for item in items:
        found.extend(msgspec.structs.replace(entry, source=item.source, confidence=_DOUBT)
                     for entry in service_in_sentences(item.text, year_of(item.date)))
    return tuple(service.without_repetition(found))


def _service_of(page: Page) -> Iterator[Service]:
    """Yield what the lines of service sections tell; a line may lean on the heading or on the line above it."""
    role, venue, group = "", "", None
    last_item = (-1, "")
    parent_role = ""
    for line in lines_of(page):
        if line.kind == "heading":
            role, venue = "", ""
            continue
        if "service" in line.kinds and any(_MEMBERSHIP.search(heading) for heading in line.headings[-1:]):
            continue
        if "service" not in line.kinds:
            if not line.kinds or line.kinds & {"about", "positions"}:
                for entry in service_in_sentences(line.text):
                    yield msgspec.structs.replace(entry, source=line.source, confidence=_DOUBT)
            continue
        place = (line.headings, line.index if line.kind == "paragraph" else line.group)
        if place != group and not line.nested:
            role, venue, group = _role_of_headings(line.headings), _venue_of_headings(line.headings), place
        if line.nested:
            context_role = parent_role or role
        else:
            context_role, parent_role = role, ""
        text = line.text
        if line.kind == "item" and line.index == last_item[0] and re.search(r"\bI\b", text):
            continue  # a remark below the item's first line, read with it
        last_item = (line.index, text)
        if line.kind == "item" and not re.search(r"(?:19|20)\d\d|['’]\d\d", text) and find_duties(text):
            text += _years_below(page, line)
        if _only_role(text):
            role, parent_role, venue = _role_in(text), _role_in(text), ""
            continue
        if _only_venue(line) and not context_role:
            venue = text.strip(" :*.-–")
            continue
        if _is_post(text):
            continue
        if not line.nested and _only_label(line, page):
            parent_role = " "
            continue
        context_role = context_role.strip()
        told = service.read_service(text, context_role, venue, line.marks)
        if context_role in ("organizer", "co-organizer") and (event := _set_apart(line)):
            years = [entry.year for entry in told if entry.year]
            told = [Service(role=context_role, venue=event, year=years[0] if years else None)]
        if not told and len(text.split()) > 6:
            told = service_in_sentences(text)
        for entry in told:
            yield msgspec.structs.replace(entry, source=line.source)


_MEMBERSHIP = re.compile(r"member.*(?:societ|organi[sz]ation|association|professional)|professional (?:societ|member|affiliat)|^memberships?\W*$", re.IGNORECASE)


def _set_apart(line: Line) -> str:
    """Return the name of an event that stands at the head of a line in quotes, emphasis or a link."""
    for mark in line.marks:
        if mark.kind in ("emphasis", "link", "strong", "quote") and len(line.text[:mark.start].strip(" '\"“‘’*-")) < 14 and mark.end - mark.start > 12:
            return line.text[mark.start:mark.end].strip(" ,.'\"“”‘’")
    return ""


def _years_below(page: Page, line: Line) -> str:
    """Return the years that the sentence below an item's first line tells, in brackets."""
    rest = page.blocks[line.index].text.partition("\n")[2]
    spans = find_ranges(rest)[:1] if re.search(r"\bI\b", rest) else []
    return f" ({rest[spans[0].start:spans[0].end]})" if spans and page.blocks[line.index].text.startswith(line.text) else ""


def _role_of_headings(headings: Sequence[str]) -> str:
    """Return the duty that the nearest heading names ("Reviewer", "Organisation of workshops"), "" where it names none."""
    for heading in reversed(headings[-2:]):
        if "service" not in kinds_of_heading(heading):
            continue
        duties = find_duties(heading)
        if re.search(r"review|referee", heading, re.IGNORECASE):
            return "Reviewer" if re.search(r"reviewers?\b", heading, re.IGNORECASE) else "reviewer"
        if re.search(r"organi[sz]", heading, re.IGNORECASE) and not re.search(r"committee|[,/&]", heading):
            return "organizer"
        if len(duties) == 1 and not re.search(r"[,/&]|\band\b|^editorial$|committees$", heading, re.IGNORECASE) and duties[0].text.lower() not in (
                "member", "members", "committee", "committees", "journal editor"):
            return name_of_duty(duties[0].text)
        return ""
    return ""


def _venue_of_headings(headings: Sequence[str]) -> str:
    heading = headings[-1] if headings else ""
    if heading and not kinds_of_heading(heading) and not find_duties(heading) and (
            gazetteer.venue(heading) is not None or re.search(r"\((?:[A-Z][A-Za-z]{2,9})\)|Conference|Workshop|Meeting|Journal|Symposium", heading)):
        return heading.strip(" :*")
    return ""


def _only_role(text: str) -> bool:
    """Say whether a line is only a duty, as a label for the lines below it ("Reviewer:", "Program Committee")."""
    bare = text.strip(" :*.-–")
    duties = find_duties(bare)
    return bool(duties) and len(bare) < 60 and sum(duty.end - duty.start for duty in duties) >= len(re.sub(r"\b(?:and|for|of|&|the|as|an?|service|activities|experience)\b|[,/:\s]", "", bare, flags=re.IGNORECASE)) * 0.8 \
        and not re.search(r"(?:19|20)\d\d", bare)


def _role_in(text: str) -> str:
    duties = find_duties(text)
    return name_of_duty(duties[-1].text) if duties else ""


def _only_venue(line: Line) -> bool:
    """Say whether a line only names a venue, as a label for the lines below it."""
    text = line.text.strip()
    if len(text) > 120 or find_duties(text) or re.search(r"(?:19|20)\d\d|['’]\d\d\b", text):
        return False
    bold = any(mark.kind in ("strong", "emphasis") and mark.end - mark.start >= len(text) - 3 for mark in line.marks)
    return bold or text.endswith(":")


def _only_label(line: Line, page: Page) -> bool:
    """Say whether an item is only a bold label for what is nested in it, and no duty ("Recognition")."""
    nested = line.index + 1 < len(page.blocks) and page.blocks[line.index + 1].parent == line.index
    bold = any(mark.kind == "strong" and mark.end - mark.start >= len(line.text.strip()) - 2 for mark in line.marks)
    return nested and bold and not find_duties(line.text) and gazetteer.venue(line.text) is None and len(line.text) < 40


def _is_post(text: str) -> bool:
    return re.match(r"\W*(?:part-time |full-time |summer |graduate )*(?:research (?:assistant|intern|scientist|engineer)|software engineer|teaching assistant|intern\b|post-?doc)", text, re.IGNORECASE) is not None


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
