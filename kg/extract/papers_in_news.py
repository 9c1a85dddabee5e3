"""Papers that only the news of a page tells: "Our paper *Title* was accepted at Venue".

Takes a page and the publications found elsewhere; gives those that news items name by title and that are not among
them, with the year of the item where none is printed, and the awards that news tell of papers by their short names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
from rapidfuzz import fuzz

from kg import gazetteer
from kg.dates import parse_date
from kg.extract.authors import AuthorReader
from kg.extract.bylines import owner_place
from kg.extract.known_venues import KnownVenues, guess_type, trim_venue
from kg.extract.merge import title_key
from kg.extract.paper_lists import news_blocks
from kg.extract.printed_dates import find_year
from kg.extract.remarks import find_arxiv, find_award, find_doi, is_link_label
from kg.model import Link, PaperType, Publication, Source
from kg.read.page import Block, Mark, Page

_PAPER = re.compile(
    r"\b(?:papers?|articles?|works?|pre-?prints?|manuscripts?|chapters?|thesis|dissertation|study|survey|"
    r"publications?|posters?|tese|artigo|"
    r"artículo)\b|论文|文章",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:accepted|published|online|appear\w*|available|out|released|presented?|presenting|posted|arxiv\w*|defended|"
    r"titled|entitled|"
    r"press|preprint|publicado|aceito|won|received|finalist|nominated)\b|接收|录用|发表",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:talks?|lectures?|seminars?|keynotes?|courses?|tutorials?|panel|panels|workshop on|podcast|interview\w*|"
    r"blog ?posts?|posts?|"
    r"slides|videos?|grants?|fellowships?|proposal|book review|reading group|award(?:ed)?|challenge|competition|"
    r"hackathon|"
    r"op-?ed|organi[sz]\w+|special issue|call for)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:titled|entitled|called|thesis|dissertation|paper|article|work|pre-?print|manuscript|chapter|study|survey|"
    r"tese|artigo)"
    r"(?:\s+(?:titled|entitled|called|named))?\W{0,4}$|[:：]\s*\W?$",
    re.IGNORECASE,
)
_VENUE_AFTER = re.compile(
    r"\b(?:accept(?:ed|ance)|published|presented|presenting|present|appear(?:s|ed|ing)?|forthcoming|out|"
    r"press)\b(?:\s+(?:today|now|recently|"
    r"here|online|soon))?(?:\s+for\s+(?:publication|presentation|"
    r"an? \w+(?: \w+)?))?(?:\s+as\s+an?\s+[\w ()-]{3,30}?)?\s+(?:in|at|by|to|for|with)\s+(?:the\s+)?"
    r"(?:journal\s+)?(?P<venue>[^.!?;()\n]{2,140}(?:\([^()]{2,30}\))?)",
    re.IGNORECASE,
)
_AT = re.compile(r"^\W{0,3}\s*(?:at|in)\s+(?:the\s+)?(?P<venue>[^.!?;()\n]{2,140}(?:\([^()]{2,30}\))?)")
_VENUE_END = re.compile(
    r"\s+(?:as|with|for|where|which|and will|in (?!\w+ing\b)[A-Z]\w+|to present|journal\b|[–—-]\s)|,\s+(?!and\b)|"
    r"\s+on\s+[A-Z]?[a-z]+ \d"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One news item: its text, the marks in it, its date and its line."""

    text: str
    marks: tuple[Mark, ...]
    date: str
    lines: tuple[int, int]


def papers_in_news(page: Page, known: Sequence[Publication], owners: Sequence[str] = ()) -> list[Publication]:
    """Return the papers that a page's news name by title and that are not known yet.

    Args:
        page: one page.
        known: the publications found so far.
        owners: written forms of the owner's name.
    """
    items = list(news_items(page))
    keys = [title_key(publication.title) for publication in known] if items else []
    found: list[Publication] = []
    for item in items:
        for publication in _papers(page, item, owners):
            key = title_key(publication.title)
            if not any(_same(key, other) for other in keys):
                keys.append(key)
                found.append(publication)
    return found


def _same(key: str, other: str) -> bool:
    """Whether a news item's title is a known one, in short or with slips."""
    if key in other or other in key:
        return min(len(key), len(other)) >= 8
    return fuzz.ratio(key, other) >= 86 or (len(key) > 20 and fuzz.partial_ratio(key, other) >= 95)


def news_items(page: Page) -> Iterator[Item]:
    """Yield the items of a page's news: blocks, and lines of a block that begin with dates each."""
    meta_date = parse_date(str(page.meta.get("date", ""))) if page.role in ("news", "news-item") else ""
    for block in news_blocks(page):
        lines = _lines(block)
        if len(lines) > 1 and sum(bool(_leading_date(text)) for text, *_ in lines) >= max(2, len(lines) // 2):
            for text, start, line in lines:
                marks = tuple(
                    Mark(m.kind, m.start - start, m.end - start, m.href, m.name)
                    for m in block.marks
                    if start <= m.start and m.end <= start + len(text)
                )
                yield Item(text, marks, _leading_date(text), (line, line))
        else:
            yield Item(block.text, block.marks, _leading_date(block.text) or meta_date, block.lines)


def _lines(block: Block) -> list[tuple[str, int, int]]:
    """The lines of a block with their offsets and source lines."""
    lines, at = [], 0
    breaks = list(block.breaks)
    for text in block.text.split("\n"):
        source = max((line for offset, line in breaks if offset <= at + 1), default=block.lines[0])
        lines.append((text, at, min(max(source, block.lines[0]), block.lines[1])))
        at += len(text) + 1
    return lines


def _leading_date(text: str) -> str:
    return parse_date(text[:26])


def _papers(page: Page, item: Item, owners: Sequence[str]) -> Iterator[Publication]:
    """The papers that one item names."""
    for start, stop, kind in _titles(item):
        before, behind = item.text[:start], item.text[stop:]
        if not (_PAPER.search(before[-160:]) or _PAPER.search(behind[:80])) or not _DONE.search(
            before[-160:] + " " + behind[:160]
        ):
            continue
        if _OTHER.search(before) or (kind == "link" and not _NAMED.search(before)):
            continue
        yield _publication(page, item, start, stop, owners)


def _titles(item: Item) -> Iterator[tuple[int, int, str]]:
    """Marked stretches that can be titles; each place once."""
    taken: list[tuple[int, int]] = []
    stretches = [(m.start, m.end, m.kind) for m in item.marks if m.kind in ("emphasis", "quote", "link", "strong")]
    stretches += [
        (m.start(1), m.end(1), "quote") for m in re.finditer(r"[“\"‘«]([^“”\"«»\n]{12,240}?)[.,]?[”\"’»]", item.text)
    ]
    for start, stop, kind in sorted(stretches, key=lambda s: (s[0], -s[1])):
        while start < stop and item.text[start] in '“"‘« ':
            start += 1
        while stop > start and item.text[stop - 1] in '”"’».,: ':
            stop -= 1
        text = item.text[start:stop]
        words = re.findall(r"[^\W_]+", text)
        if len(words) < 4 or len(words) > 40 or not (text[0].isupper() or text[0].isdigit()) or is_link_label(text):
            continue
        if any(a < stop and start < b for a, b in taken) or gazetteer.venue(text) or gazetteer.organization(text):
            continue
        if re.match(
            r"(?:The )?(?:\w+ )?(?:Workshop|Conference|Symposium|Award|Prize|Institute|University|Department)\b", text
        ):
            continue
        capital = sum(word[0].isupper() or word[0].isdigit() for word in words if len(word) > 3)
        if capital < 0.5 * sum(len(word) > 3 for word in words) and ":" not in text and kind != "quote":
            continue
        taken.append((start, stop))
        yield start, stop, kind


def _publication(page: Page, item: Item, start: int, stop: int, owners: Sequence[str]) -> Publication:
    text = item.text
    by = re.match(r"\W{0,3}\s*by\s+", text[stop:])
    run = AuthorReader(text).at(stop + by.end()) if by else None
    authors = run.names if run is not None and run.score >= 1 else ()
    sentence = _sentence(text, start, stop)
    venue = _venue(text[stop : stop + 260], text[max(0, start - 160) : start])
    year = (
        find_year(venue) or find_year(re.sub(r"^\W*[\d./ -]+", "", sentence.replace(text[start:stop], " ")))
        if venue
        else None
    )
    year = year or (int(item.date[:4]) if item.date else None)
    links = tuple(
        Link("" if m.start >= start and m.end <= stop else text[m.start : m.end].strip(" []()"), m.href)
        for m in item.marks
        if m.kind == "link" and m.href and _near(m, start, stop, text)
    )
    thesis = re.search(r"thesis|dissertation|tese\b", text[max(0, start - 60) : start], re.IGNORECASE)
    trimmed = trim_venue(venue)
    kind: PaperType | None = (
        "thesis"
        if thesis
        else KnownVenues().kind(trimmed) or guess_type(trimmed, "", "", None) or ("preprint" if not trimmed else None)
    )
    targets = [link.url for link in links]
    return Publication(
        title=text[start:stop],
        authors=authors,
        authors_complete=run.complete if run and authors else None,
        owner_position=owner_place(authors, owners) or (1 if thesis else None),
        venue=trimmed,
        year=year,
        type=kind,
        award=find_award(
            [piece for piece in re.split(r"[,;]", sentence) if "award" in piece.lower() or "best" in piece.lower()]
        ),
        doi=find_doi(targets),
        arxiv=find_arxiv(targets),
        urls=links,
        source=Source(page.file, item.lines),
        confidence=0.8,
    )


def _sentence(text: str, start: int, stop: int) -> str:
    """The sentence around a title."""
    first = max(text.rfind(". ", 0, start), text.rfind("! ", 0, start), -1) + 1
    ends = [place for place in (text.find(". ", stop), text.find("! ", stop)) if place >= 0]
    return text[first : min(ends) if ends else len(text)]


def _near(mark: Mark, start: int, stop: int, text: str) -> bool:
    """Whether a link stands on the title or is a label of the same item."""
    inside = mark.start >= start and mark.end <= stop
    return inside or is_link_label(text[mark.start : mark.end])


def _venue(behind: str, before: str) -> str:
    """The venue that a sentence names behind a title, or before it ("at ICML to present our paper …")."""
    sentence = re.split(r"(?<=[^A-Z\W]{2})[.!]\s", behind)[0]
    for pattern in (_VENUE_AFTER, _AT):
        match = pattern.search(sentence)
        if match:
            phrase = _cut(match.group("venue"))
            if KnownVenues().score(trim_venue(phrase)) > 0 or re.search(
                r"[A-Z]{2}|[A-Z]\w+ (?:\w+ ){0,3}[A-Z]\w+", phrase
            ):
                return phrase
    hits = [hit for hit in gazetteer.find_venues(before) if hit.sure]
    return before[hits[-1].start : _with_year(before, hits[-1].end)] if hits else ""


def _with_year(text: str, end: int) -> int:
    match = re.match(r"\s?['’]?\d{2,4}", text[end:])
    return end + match.end() if match else end


def _cut(phrase: str) -> str:
    """A venue's phrase without what the sentence goes on to say."""
    match = _VENUE_END.search(phrase, 4)
    return phrase[: match.start()] if match else phrase


def told_awards(page: Page, publications: Sequence[Publication]) -> list[Publication]:
    """Return the publications with the awards that news items tell of them by their short names.

    Args:
        page: one page.
        publications: the publications found so far.
    """
    awarded = list(publications)
    for item in news_items(page):
        if not re.search(
            r"\b(?:won|wins|received|receives|awarded|winner|recipient|honou?red)\b", item.text, re.IGNORECASE
        ):
            continue
        award = _award_phrase(item.text)
        names = [
            item.text[m.start : m.end].strip(' .,“”"')
            for m in item.marks
            if m.kind in ("link", "strong", "emphasis", "quote")
        ]
        for name in names:
            places = [
                index
                for index, publication in enumerate(awarded)
                if _short_name(publication.title) == name.casefold()
            ]
            if award and len(places) == 1 and len(name) > 2 and not awarded[places[0]].award:
                awarded[places[0]] = msgspec.structs.replace(awarded[places[0]], award=award)
    return awarded


def _short_name(title: str) -> str:
    return title.partition(":")[0].strip().casefold()


def _award_phrase(text: str) -> str:
    """The award that an item tells of, as printed.

    >>> _award_phrase("Our paper won the Silver River Best Paper Award!")
    'Silver River Best Paper Award'
    """
    match = re.search(
        r"(?:won|wins|received|receives|awarded|winner of|recipient of)\s+(?:the\s+|"
        r"an?\s+)?((?:[\w&’'-]+ ){0,6}?(?:Award|Prize|Honou?rable Mention|"
        r"Medal)\b)",
        text,
        re.IGNORECASE,
    )
    return match.group(1).strip() if match else ""
