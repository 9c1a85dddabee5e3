"""The service of a reading: lists under their headings, and what the biography and the news tell besides.

A line may lean on its heading ("Reviewer"), on the item it is nested in, or on the venue in the line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from kg import gazetteer
from kg.dates import find_ranges, year_of
from kg.extract import service
from kg.extract.lines import COMMUNITY_PAGES, DOUBT, HEADED_PAGES, Line, lines_of
from kg.extract.news import Item
from kg.extract.sections import kinds_of_heading
from kg.extract.service_sentences import service_in_sentences
from kg.extract.service_words import find_duties, find_duty_verbs, name_of_duty
from kg.extract.venue_lists import take_years
from kg.model import Service
from kg.read.page import Page, Reading


def find_service(reading: Reading, items: Sequence[Item]) -> tuple[Service, ...]:
    """Return the owner's service."""
    found = [entry for record in reading.records for entry in record.service]
    for page in reading.pages:
        if page.role in COMMUNITY_PAGES or page.role in HEADED_PAGES:
            found.extend(_service_of(page))
    for item in items:
        found.extend(
            msgspec.structs.replace(entry, source=item.source, confidence=DOUBT)
            for entry in service_in_sentences(item.text, year_of(item.date))
        )
    return tuple(service.without_repetition(found))


@dataclass
class _Context:
    """What a line may lean on: the role and venue of its heading or of the line above, and the item it is nested in."""

    place: object = None
    role: str = ""
    venue: str = ""
    parent_role: str = ""
    item: int = -1
    labelled: tuple[str, ...] | None = None
    """The headings below which a line has announced a list ("Referee for the following journals:")."""

    def enter(self, line: Line) -> None:
        """Take in the headings of a line where a new list begins."""
        place = (line.headings, line.index if line.kind == "paragraph" else line.group)
        if place != self.place and not line.nested:
            self.place = place
            if self.labelled != line.headings:
                self.role, self.venue = _role_of_headings(line.headings), _venue_of_headings(line.headings)
                self.labelled = None
        if not line.nested:
            self.parent_role = ""


def _service_of(page: Page) -> Iterator[Service]:
    """Yield what the lines of service sections tell, and sentences of the biography."""
    context = _Context()
    above: dict[int, list[Service]] = {}
    """Block -> what its line told, for the years that may be nested in it."""
    for line in lines_of(page):
        if line.kind == "heading":
            context.role = context.venue = ""
        elif "service" in line.kinds:
            if not any(_MEMBERSHIP.search(heading) for heading in line.headings[-1:]):
                parent = above.get(page.blocks[line.index].parent, []) if line.nested else []
                told = _dated(parent, line.text) or _of_line(line, page, context)
                above.setdefault(line.index, told)
                for entry in told:
                    yield msgspec.structs.replace(entry, source=line.source)
        elif page.role in COMMUNITY_PAGES and (not line.kinds or line.kinds & {"about", "positions"}):
            for entry in service_in_sentences(line.text) if _is_told(line) else ():
                yield msgspec.structs.replace(entry, source=line.source, confidence=DOUBT)


def _dated(entries: Sequence[Service], text: str) -> list[Service]:
    """Return duties with the years that the line nested in theirs tells, none where it tells something else."""
    years = take_years(text)[0] if entries and service.only_dates(text) else []
    return [msgspec.structs.replace(entry, year=year) for entry in entries if not entry.year for year in years]


def _is_told(line: Line) -> bool:
    """Say whether a line can tell service: among posts, "Chair of Rivers" is the unit of a post, not a duty."""
    return "positions" not in line.kinds or _SENTENCE.search(line.text) is not None


_SENTENCE = re.compile(r"\b(?:I|he|she|they|serv\w+|organi[sz]\w+)\b", re.IGNORECASE)


def _of_line(line: Line, page: Page, context: _Context) -> list[Service]:
    """Return the service of a line; a line that is only a label changes the context."""
    context.enter(line)
    text = line.text
    if line.kind == "item" and line.index == context.item and re.search(r"\bI\b", text):
        return []  # a remark below the item's first line, read with it
    context.item = line.index
    if not re.search(r"(?:19|20)\d\d|['’]\d\d", text) and find_duties(text):
        text += _dates_below(page, line) or (_years_below(page, line) if line.kind == "item" else "")
    role = (context.parent_role or context.role) if line.nested else context.role
    if announced := _announced(text):
        context.role, context.venue, context.labelled = announced, "", line.headings
        return []
    if context.labelled and line.kind != "item" and find_duties(text)[:1] and find_duties(text)[0].start < 3:
        context.role, context.labelled, role = "", None, ""
    if _only_role(text):
        context.role = context.parent_role = _role_in(text)
        context.venue = ""
        return []
    if (_only_venue(line) or _heads_duties(page, line)) and not role:
        context.venue = text.strip(" :*.-–")
        return []
    if _is_post(text) or (line.kind == "row" and _COLUMNS.fullmatch(text)):
        return []
    if not line.nested and _only_label(line, page):
        context.parent_role = " "  # whatever the heading says, it does not hold below this label
        return []
    return _read_line(line, text, role.strip(), context.venue)


def _read_line(line: Line, text: str, role: str, venue: str) -> list[Service]:
    told = service.read_service(text, role, venue, line.marks)
    event = _set_apart(line) if role in ("organizer", "co-organizer") else ""
    if event and all(each.role == role for each in told):
        years = [entry.year for entry in told if entry.year] or take_years(line.text)[0] or [None]
        return [Service(role=role, venue=event, year=year) for year in years]
    return told if told or len(text.split()) <= 6 else service_in_sentences(text)


_SEVERAL = re.compile(r"com+it+ee|[,/&]", re.IGNORECASE)
_COLUMNS = re.compile(
    r"(?:(?:year|role|venue|event|position|conference|journal|date|organization|period|activity|duty|name)s?\s*)+",
    re.IGNORECASE,
)
"""The titles of a table's columns."""
_MEMBERSHIP = re.compile(
    r"member.*(?:societ|organi[sz]ation|association|professional)|professional (?:societ|member|affiliat)"
    r"|^memberships?\W*$",
    re.IGNORECASE,
)


def _set_apart(line: Line) -> str:
    """Return the name of an event that stands at the head of a line in quotes, emphasis or a link."""
    for mark in line.marks:
        if (
            mark.kind in ("emphasis", "link", "strong", "quote")
            and len(line.text[: mark.start].strip(" '\"“‘’*-")) < 14
            and mark.end - mark.start > 12
        ):
            more = _GOES_ON.match(line.text, mark.end)
            return line.text[mark.start : more.end() if more else mark.end].strip(" ,.'\"“”‘’")
    return ""


_LISTED = re.compile(
    r"\b(?:following|these|some|various|several|many|below|including|conferences|journals|activities|venues|events)\b.*[:：]$",
    re.IGNORECASE,
)


def _announced(text: str) -> str:
    """Return the duty of a line that announces a list ("I have reviewed for the following journals:"), else ""."""
    text = text.strip(" *_")
    if len(text) > 160 or not _LISTED.search(text) or find_ranges(text):
        return ""
    duties = find_duties(text) or find_duty_verbs(text)
    return name_of_duty(duties[0].text) if duties else ""


def _heads_duties(page: Page, line: Line) -> bool:
    """Say whether a block's first line names what the duties in the lines below it are for."""
    first, *rest = page.blocks[line.index].text.split("\n")
    if first != line.text or not rest or find_ranges(first) or len(first) > 120:
        return False
    below = [(duty, text) for text in rest if (duty := next(iter(find_duties(text)), None))]
    return any(duty.start < 3 and service.only_dates(text[duty.end :]) and find_ranges(text) for duty, text in below)


def _dates_below(page: Page, line: Line) -> str:
    """Return the dates that stand alone in the line below a duty, in brackets."""
    lines = page.blocks[line.index].text.split("\n")
    place = lines.index(line.text) + 1 if line.text in lines else len(lines)
    below = lines[place] if place < len(lines) else ""
    return f" ({below.strip(' ()')})" if find_ranges(below) and service.only_dates(below) else ""


_GOES_ON = re.compile(r"\s(?:on|in|for|of)\s[^,;:.()–—]*")


def _years_below(page: Page, line: Line) -> str:
    """Return the years that the sentence below an item's first line tells, in brackets."""
    rest = page.blocks[line.index].text.partition("\n")[2]
    spans = find_ranges(rest)[:1] if re.search(r"\bI\b", rest) else []
    return (
        f" ({rest[spans[0].start : spans[0].end]})"
        if spans and page.blocks[line.index].text.startswith(line.text)
        else ""
    )


def _role_of_headings(headings: Sequence[str]) -> str:
    """Return the duty that the nearest heading names ("Reviewer", "Organisation of workshops"), else ""."""
    for heading in reversed(headings[-2:]):
        duties = find_duties(heading)
        if "service" not in kinds_of_heading(heading) and not (duties and duties[0].start == 0):
            continue
        if re.search(r"referee", heading, re.IGNORECASE) and not re.search(r"review", heading, re.IGNORECASE):
            return "Referee"
        if re.search(r"review", heading, re.IGNORECASE):
            return "Reviewer" if re.search(r"reviewers?\b", heading, re.IGNORECASE) else "reviewer"
        if re.search(r"organi[sz]", heading, re.IGNORECASE) and not _SEVERAL.search(heading):
            return "organizer"
        if (
            len(duties) == 1
            and not re.search(r"[,/&]|\band\b|^editorial$|committees$", heading, re.IGNORECASE)
            and duties[0].text.lower() not in ("member", "members", "committee", "committees", "journal editor")
        ):
            return name_of_duty(duties[0].text)
        return ""
    return ""


def _venue_of_headings(headings: Sequence[str]) -> str:
    heading = headings[-1] if headings else ""
    if (
        heading
        and not kinds_of_heading(heading)
        and not find_duties(heading)
        and (
            gazetteer.venue(heading) is not None
            or re.search(r"\((?:[A-Z][A-Za-z]{2,9})\)|Conference|Workshop|Meeting|Journal|Symposium", heading)
        )
    ):
        return heading.strip(" :*")
    return ""


def _only_role(text: str) -> bool:
    """Say whether a line is only a duty, as a label for the lines below it ("Reviewer:", "Program Committee")."""
    bare = text.strip(" :*.-–")
    duties = find_duties(bare)
    return (
        bool(duties)
        and len(bare) < 60
        and sum(duty.end - duty.start for duty in duties)
        >= len(
            re.sub(
                r"\b(?:and|for|of|&|the|as|an?|service|activities|experience)\b|[,/:\s]",
                "",
                bare,
                flags=re.IGNORECASE,
            )
        )
        * 0.8
        and not re.search(r"(?:19|20)\d\d", bare)
    )


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
    return (
        nested and bold and not find_duties(line.text) and gazetteer.venue(line.text) is None and len(line.text) < 40
    )


def _is_post(text: str) -> bool:
    return (
        re.match(
            r"\W*(?:part-time |full-time |summer |graduate )*(?:research (?:assistant|intern|scientist|engineer)"
            r"|software engineer|teaching assistant|intern\b|post-?doc)",
            text,
            re.IGNORECASE,
        )
        is not None
    )
