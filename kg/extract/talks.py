"""Talks: items of lists, and news such as "Gave an invited talk on rivers at Huldra Labs".

Takes lines and news items; gives ``Talk`` entries. What is set apart by quotes or marks at the head of a line is the
title; what follows "at" is the venue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from kg.dates import find_ranges
from kg.extract.lines import Line, lines_of
from kg.extract.news import Item
from kg.model import Talk
from kg.read.page import Mark, Reading

_PAGES = frozenset({"", "main", "cv", "about", "talks"})
_KIND = (
    r"(?:(?:an?|the|my|our)\s+)?(?:(?:invited|plenary|semi-plenary|keynote|guest|contributed|lightning|oral|online"
    r"|virtual|public|departmental|short|"
    r"research|academic|conference|upcoming|opening|distinguished|department)\s+)*"
    r"(?:talks?|seminars?|lectures?|speakers?|lecturer|presentations?|keynotes?|tutorials?|panels?|panell?ist"
    r"|colloquium|speech|webinar|posters?)"
)
_LEAD = re.compile(rf"^\W*(?P<kind>{_KIND})\b\s*(?:\((?:on-?line|virtual|remote|in person)\)\s*)?", re.IGNORECASE)
_AT = re.compile(r"\s+(?:at|in|for|@)\s+(?:the\s+)?(?=[A-Z\d\"“])")
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]{6,200})[\"”»]")
_TOLD = re.compile(
    r"\b(?P<verb>gave|giving|give|presented|presenting|delivered|invited|talk|talks|speak(?:ing)?|spoke|lectur\w+"
    r"|keynote|tutorial|honou?red to be)\b",
    re.IGNORECASE,
)
_TALK_WORD = re.compile(rf"\b(?P<kind>{_KIND})\b", re.IGNORECASE)
_EDGES = re.compile(r"^[\s,.;:()\-–—|*_·•/\[\]\"“”]+|[\s,.;:(\-–—|*_·•/\[\"“”]+$")
_LINK_LABELS = re.compile(
    r"\s*[\[(](?:slides?|video|link|recording|pdf|poster|abstract|youtube|website|event|code|paper|blog)[\])]",
    re.IGNORECASE,
)


def find_talks(reading: Reading, items: Sequence[Item]) -> tuple[Talk, ...]:
    """Return the owner's talks."""
    found = [talk for record in reading.records for talk in record.talks]
    for page in reading.pages:
        if page.role in _PAGES:
            for line in lines_of(page, whole=True):
                if "talks" in line.kinds and line.kind != "heading" and not line.nested:
                    found.extend(_of_line(line))
    for item in items:
        found.extend(_of_news(item))
    return tuple(_once(found))


def _of_line(line: Line) -> Iterator[Talk]:
    talk = read_talk(line.text, line.marks)
    if talk is not None:
        yield msgspec.structs.replace(talk, source=line.source)


def read_talk(text: str, marks: Sequence[Mark] = ()) -> Talk | None:
    """Return the talk of a list's item, None where it tells none.

    >>> talk = read_talk("Invited speaker, Huldra College, Dec 4, 2025"); (talk.title, talk.venue, talk.date)
    ('', 'Huldra College', '2025-12-04')
    >>> talk = read_talk('"Rivers and Floods", Huldra Seminar, Mar. 2022'); (talk.title, talk.venue, talk.date)
    ('Rivers and Floods', 'Huldra Seminar', '2022-03')
    """
    first, _, below = text.partition("\n")
    text = _LINK_LABELS.sub("", text.replace("\n", ", "))[:500]
    spans = find_ranges(text)
    date = spans[-1].first if spans else ""
    title, rest = _title(text, marks)
    if not title and len(below) > 3 and len(first) > 14 and not _LEAD.match(first) and not find_ranges(first):
        title, rest = _tidy(first), re.sub(r"^\s*with [^\n]{5,150}\n", "", below).replace("\n", ", ")
    for span in reversed(find_ranges(rest)):
        if re.match(r"\s+[a-z]", rest[span.end :]) or (
            re.search(r"[A-Z]{3,}\s$", rest[: span.start]) and not rest[span.end :].strip(" .,)")
        ):
            continue  # "ICX 2019 workshop": part of the name
        rest = f"{rest[: span.start]}   {rest[span.end :]}"
    kind = _LEAD.match(rest)
    if kind:
        rest = re.sub(r"^\s*(?:at|in|for|@|by|,|:)\s+(?:the\s+)?", "", rest[kind.end() :])
        if not title and (on := re.match(r"\s*(?:on|titled|entitled|about)\s+(.{5,150}?)" + _AT.pattern, rest)):
            title, rest = _tidy(on[1]), rest[on.end() :]
    elif not title and (at := _AT.search(rest)):
        title, rest = _tidy(rest[: at.start()]), rest[at.end() :]
    venue = _tidy(re.sub(r"\s{3,}.*", "", re.sub(r"^\s+", "", rest)))
    if (not title and not venue) or len(venue) > 250 or not (date or kind or title):
        return None
    if kind and not title and not _QUOTED.search(text) and re.match(r"\W*(?:an?\s)", text):
        title = re.sub(r"^an?\s+", "", kind["kind"].lower())
    return Talk(title=title, venue=venue, date=date)


def _title(text: str, marks: Sequence[Mark]) -> tuple[str, str]:
    """Return the title that is set apart at the head of a line, or quoted in it, and the rest of the line."""
    for mark in marks:
        if (
            mark.kind in ("strong", "emphasis", "link", "quote")
            and len(re.sub(r"[\W\d]", "", text[: mark.start])) < 12
            and mark.end - mark.start > 14
            and mark.end <= len(text)
            and not find_ranges(text[mark.start : mark.end])
            and not _LEAD.match(text[: mark.start])
        ):
            return _tidy(text[mark.start : mark.end]), f"{text[: mark.start]} {text[mark.end :]}".strip(" ,.:")
    if (quoted := _QUOTED.search(text)) and quoted.start() < 12:
        return _tidy(quoted[1]), (text[: quoted.start()] + text[quoted.end() :]).strip(" ,.:")
    return "", text


def _of_news(item: Item) -> Iterator[Talk]:
    """Yield the talk that a news item tells of the owner."""
    text = item.text[:400]
    if (
        not _TOLD.search(text)
        or (not _TALK_WORD.search(text) and not re.search(r"\bpresented\b", text))
        or re.search(
            r"\b(?:accepted|congrat\w*|students?|attended|best (?:talk|presentation)|come (?:see|by))\b",
            text,
            re.IGNORECASE,
        )
    ):
        return
    word = _TALK_WORD.search(text)
    rest = text[word.end() :] if word else text
    on = re.match(
        r".{0,40}?\b(?:on|titled|entitled|about|:)\s+[\"“]?(?P<title>[A-Z][^.\"”!?]{6,150}?)[\"”]?(?=\s+(?:at|in|for"
        r"|@)\s|[.!?\"”]|$)",
        rest,
    )
    at = re.search(
        r"\b(?:at|for|in)\s+(?:the\s+)?(?P<venue>[A-Z][^.!?;:]{1,120}?)(?=\s+(?:on|about|where|in (?:[A-Z][a-z]+ "
        r")?\d|this|with|hosted)\b|[.!?;:(]|$)",
        rest,
    )
    if word is None or (at is None and on is None):
        return
    yield Talk(
        title=_tidy(on["title"]) if on else "",
        venue=_tidy(at["venue"]) if at else "",
        date=item.date,
        source=item.source,
        confidence=0.7,
    )


def _tidy(text: str) -> str:
    return _EDGES.sub("", re.sub(r"\s+", " ", text)).strip()


def _once(talks: Sequence[Talk]) -> list[Talk]:
    seen: dict[tuple[str, str, str], Talk] = {}
    for talk in talks:
        seen.setdefault((talk.title.casefold(), talk.venue.casefold(), talk.date[:7]), talk)
    return list(seen.values())
