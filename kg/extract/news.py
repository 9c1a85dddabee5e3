"""News items, and what only they tell: posts begun, degrees finished, prizes, duties, talks.

Takes a reading; gives ``News`` and, for each item, its date and text for the other finders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.dates import find_dates, find_ranges, parse_date
from kg.extract.biography import read_biography
from kg.extract.career_words import find_roles
from kg.extract.entries import read_entry
from kg.extract.lines import Line, lines_of
from kg.extract.told import Told
from kg.model import News, Source
from kg.read.page import Page, Reading


class Item(NamedTuple):
    """A news item: its date (ISO, "" unknown), its text without the date, where it stands."""

    date: str
    text: str
    source: Source
    line: Line | None = None


_HEAD_DATE = re.compile(r"^[\s\W]*$")
_NUMERIC = re.compile(r"^\W{0,3}(\d\d)[/.](\d\d)[/.](\d\d)(?!\d)\W*")
_DATE_TAIL = re.compile(r"^[\s\])）】:：|,.\-–—•*►▸]*")
_LEAD = re.compile(r"^[\s\W_]*")


def news_items(reading: Reading) -> list[Item]:
    """Return the news of a reading, in page order."""
    found: list[Item] = []
    for page in reading.pages:
        if page.role == "news-item":
            found.extend(_of_file(page))
        else:
            found.extend(_of_page(page))
    return found


def as_news(items: Sequence[Item]) -> tuple[News, ...]:
    """Return news items as records."""
    return tuple(News(date=item.date, text=item.text, source=item.source) for item in items if item.text)


def _of_file(page: Page) -> Iterator[Item]:
    text = " ".join(block.text for block in page.blocks if block.kind != "heading").strip()
    if text:
        lines = page.blocks[0].lines[0], page.blocks[-1].lines[1]
        yield Item(parse_date(str(page.meta.get("date", ""))), " ".join(text.split()), Source(page.file, lines))


def _of_page(page: Page) -> Iterator[Item]:
    pending = ""
    for line in lines_of(page):
        if "news" not in line.kinds or line.kind == "heading":
            pending = ""
            continue
        if line.nested:
            continue
        date, rest = _dated(line.text)
        if date and not rest:
            pending = date
            continue
        if not date:
            date = pending or next(
                (
                    parse_date(heading)
                    for heading in reversed(line.headings)
                    if len(heading) < 30 and parse_date(heading)
                ),
                "",
            )
        if len(rest) > 5:
            yield Item(date, " ".join(rest.split()), line.source, line)
        pending = pending if not rest else ""


def _dated(text: str) -> tuple[str, str]:
    """Part a news item into its date and its text.

    >>> _dated("05/2019: PhD done."), _dated("(2025.09) Talk at Huldra"), _dated("No date here")
    (('2019-05', 'PhD done.'), ('2025-09', 'Talk at Huldra'), ('', 'No date here'))
    """
    if match := _NUMERIC.match(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"20{year:02d}-{month:02d}-{day:02d}", text[match.end() :].strip()
    found = find_dates(text[:60])
    if not found:
        return "", text.strip()
    first = found[0]
    spans = [span for span in find_ranges(text[:60]) if span.start == first.start]
    end = max([first.end, *(span.end for span in spans)])
    if not _HEAD_DATE.match(text[: first.start]):
        if first.end >= len(text) - 2 and len(text) < 60 and text[: first.start].rstrip().endswith(("(", "[", ",")):
            return first.iso, _LEAD.sub("", text[: first.start]).rstrip(" ([,")
        return "", text.strip()
    return first.iso, _DATE_TAIL.sub("", text[end:]).strip()


_BEGINS = re.compile(
    r"\b(?:join(?:ed|ing|s)?|start(?:ed|ing|s)?|began|begin(?:ning)?|moved|became|appointed|promoted|will be "
    r"(?:joining|starting)|new position|officially)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:last day|finished my (?:internship|postdoc)|left|completed my (?:internship|postdoc)|wrapped up"
    r"|concluded)\b",
    re.IGNORECASE,
)
_GRADUATION = re.compile(
    r"\b(?:defended|defend|graduated|finished|completed|passed|submitted|received|obtained|earned"
    r"|awarded)\b[^.!?]{0,60}\b(?:Ph\.?\s?D\.?|doctoral|dissertation|thesis|doctorate)|\b(?:Ph\.?D\.?)\s+(?:done"
    r"|completed|defended|finished)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:congrat\w*|students?|welcome|our lab|the lab|mentee|intern (?:[A-Z]\w+)|joins|welcomes?|his|her)\b",
    re.IGNORECASE,
)


def posts_in_news(items: Sequence[Item], names: Sequence[str] = ()) -> list[tuple[Told, Source]]:
    """Return the posts and degrees that news items tell, dated by the item."""
    found: list[tuple[Told, Source]] = []
    for item in items:
        roles = find_roles(item.text[:80])
        if (
            roles
            and roles[0].start == 0
            and len(item.text) < 90
            and re.match(r"\s*(?:at|@|in|,)\s", item.text[roles[0].end :])
        ):
            found.extend(
                (told, item.source)
                for told in read_entry(item.text.rstrip(" ."), (), "news")
                if told.kind == "position"
            )
        if not item.date or (_SOMEBODY.search(item.text) and not re.search(r"\bI\b|^\W*(?:Join|Start)", item.text)):
            continue
        if _BEGINS.search(item.text) or _ENDS.search(item.text):
            for told in read_biography(item.text[:600], names, news=True):
                if told.kind != "position" or not told.affiliation.organization:
                    continue
                lead = item.text[max(0, told.start - 50) : told.end]
                if _ENDS.search(lead):
                    told.begin, told.until = "", item.date[:7]
                elif _BEGINS.search(lead):
                    told.begin, told.until = told.begin or item.date[:7], ""
                else:
                    continue
                told.confidence = 0.7
                found.append((told, item.source))
        if _GRADUATION.search(item.text) and re.search(
            r"\b(?:I|my|we|done)\b|^\W*(?:Defended|Graduated|Completed|Finished|Passed)", item.text
        ):
            found.append(
                (Told("education", 0, 0, degree="PhD", level="phd", until=item.date[:4], confidence=0.6), item.source)
            )
    return found
