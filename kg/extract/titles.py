"""Where a title may stand in an item. An item in, the places where one can begin and end out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.extract.authors import AuthorRun
from kg.extract.items import CUT, Item
from kg.extract.pieces import is_date
from kg.extract.remarks import find_status

MAX_TITLE = 420
MAX_STARTS, MAX_ENDS = 16, 12

_SENTENCE_END = re.compile(r"(?<=[^\s])[.?!。？！](?=[\s\x1f\"”’)\]]|$)")
_OPEN_QUOTE = re.compile(r"(?:^|(?<=[\s(,.:\x1f]))[“\"'‘„«《「]|``")
_CLOSE_QUOTE = re.compile(r"[,.?!]?(?:[”\"»》」]|''|[’'](?=[\s,.;:()]|$))[,.]?")
_TITLE_GOES_ON = re.compile(
    r"\s?:\s|\s(?!(?:in|with|by|at|on|to|and|joint|as|accepted|submitted|under|published|presented|forthcoming|for)\b)"
    r"[a-z]"
)
"""What goes on behind a quotation that only begins a title: '"Ask Me" or "Tell Me": A Study'."""

_POPULARITY = re.compile(r"\s*[\d.,]+\+? (?:stars|citations|downloads)\b", re.IGNORECASE)
_OPENED_ASIDE = re.compile(r"\s*[(,]\s*(?:joint(?: work)? )?(?:with|by)$", re.IGNORECASE)
_WITH = re.compile(
    r"(?<![\s(])[\s(]*(?:\(|[,.]\s*|\b)(?:joint(?:ly)?(?: work)? with|with|by|coauthored with|co-authored with|"
    r"w/)\s+(?=(?-i:[^\W\d_a-z])|me\b)",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"[\s,.;:|·•–—\-\x1f]*(?:[(\[]\s*(?:19|20)\d\d[a-z+]?(?:\s*,\s*[A-Za-z .\d/–-]{3,20})?\s*[)\]]|(?:19|"
    r"20)\d\d(?=[.:,)]))?"
    r"[\s,.;:|·•–—\-\x1f]*"
)
_IN = re.compile(
    r"(?:[.,;”\"’]\s*|\s+(?=In\b|in\s+(?:[Pp]roc|the\s+[Pp]roc|IEEE|ACM|International)))(?:[Ii]n:?\s+(?:[Pp]roc|"
    r"the\s+|\d|[A-Z])|\b[Pp]roceedings\b|[Aa]ccepted (?:at|to|by)|[Tt]o appear|[Ss]ubmitted)"
)
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")

BRACKET_NOTE = re.compile(
    r"(?:(?:(?:ph\.?\s?d\.?|m\.?\s?sc\.?|\w+['’]?s?)\s)?(?:thesis|dissertation)|"
    r"special (?:issue|collection|volume|section)|invited|dedicated|"
    r"in honou?r|in (?:chinese|japanese|"
    r"german|french|spanish|portuguese|korean|italian|russian|english)|extended version|preliminary version|"
    r"with (?:appendix|discussion)|"
    r"job market paper|cover|featured|oral|spotlight|poster|best)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,，;]\s*|\s[–—|-]\s|\s[(]")
STRONG_RUN = 1.0

Stretch = tuple[int, int]


class Boundaries:
    """The places in an item where a title can begin and end, found once.

    Args:
        item: a prepared item.
        runs: its author lists; no title begins or ends inside one that is sure.
    """

    def __init__(self, item: Item, runs: Sequence[AuthorRun]) -> None:
        self.item, self.runs = item, runs
        self._sure = [(run.start, run.end) for run in runs if run.score > STRONG_RUN]
        sentences = [
            match
            for match in _SENTENCE_END.finditer(item.plain)
            if not self._inside(match.start() + 1) and not _is_initial(item.plain, match.start())
        ]
        self.starts = self._find_starts(sentences)
        self._ends = self._find_ends(sentences)
        self._places = sorted(self._ends)
        self._walls = sorted(
            [match.start() for match in re.finditer("[\n" + CUT + "]", item.plain)] + [len(item.plain)]
        )

    def _inside(self, place: int) -> bool:
        return any(start < place < end for start, end in self._sure)

    def _find_starts(self, sentences: Sequence[re.Match[str]]) -> list[tuple[int, str]]:
        item, plain = self.item, self.item.plain
        starts = {item.body: "item"}
        for match in re.finditer(r"\n+\s*", plain):
            starts.setdefault(match.end(), "line")
        for match in sentences:
            gap = _GAP.match(plain, match.end())
            starts.setdefault(gap.end() if gap else match.end(), "sentence")
        for match in re.finditer(CUT + r"[\x1f\s]*", plain):
            starts.setdefault(match.end(), "cut")
        for match in _OPEN_QUOTE.finditer(plain):
            starts[match.end()] = "quote"
        for stretch in item.stretches:
            if stretch.kind in ("link", "strong", "emphasis", "quote"):
                starts[stretch.start] = stretch.kind
        for mark in item.marks:
            if mark.kind in ("span", "underline", "quote") or mark.name:
                starts.setdefault(mark.start, "span")
        for run in self.runs:
            gap = _GAP.match(plain, run.end)
            starts[gap.end() if gap else run.end] = "authors"
        kept = [
            (place, kind) for place, kind in sorted(starts.items()) if place < len(plain) and not self._inside(place)
        ]
        if len(kept) > MAX_STARTS:
            plainly = [start for start in kept if start[1] in ("sentence", "cut")]
            kept = sorted([start for start in kept if start not in plainly] + plainly[:6])[: 2 * MAX_STARTS]
        return kept

    def _find_ends(self, sentences: Sequence[re.Match[str]]) -> dict[int, str]:
        plain, ends = self.item.plain, {}
        for match in sentences:
            ends[match.end() if match.group() in "?!？！" else match.start()] = "stop"
        for match in _CLOSE_QUOTE.finditer(plain):
            if match.group()[0] not in ",.?!" and _TITLE_GOES_ON.match(plain, match.end()):
                continue
            ends.setdefault(match.start() + (1 if match.group()[0] in "?!" else 0), "quote")
        for match in _BREAK.finditer(plain):
            if not self._inside(match.start() + 1) and _tail_follows(plain, match.end()):
                note = match.group().endswith("(") and BRACKET_NOTE.match(plain, match.end())
                stop = "stop" if note and re.match(r"[^()\n]{0,160}\)\s*\.", plain[match.end() :]) else "line"
                ends.setdefault(match.start(), stop if note else "comma" if match.group()[0] in ",，;" else "dash")
        for pattern, kind in ((_IN, "in"), (_WITH, "with")):
            for match in pattern.finditer(plain):
                ends.setdefault(match.start(), kind)
        for run in self.runs:
            ends.setdefault(run.start, "authors")
        for stretch in self.item.stretches:
            if stretch.kind in ("emphasis", "class", "strong"):
                ends.setdefault(stretch.start, "before")
        return ends

    def ends(self, start: int) -> Iterator[tuple[int, str]]:
        """Yield the places where a title that begins at ``start`` may end, nearest first, and what ends it there."""
        plain = self.item.plain
        own = {
            stretch.end
            for stretch in self.item.stretches
            if abs(stretch.start - start) <= 1 and stretch.kind != "class"
        }
        own |= {
            mark.end
            for mark in self.item.marks
            if abs(mark.start - start) <= 1 and (mark.name or mark.kind in ("underline", "quote"))
        }
        around = [
            stretch.end
            for stretch in self.item.stretches
            if stretch.start <= start + 1 < stretch.end and stretch.kind != "class"
        ]
        limit = next((wall for wall in self._walls if wall > start), len(plain))
        limit = min(max([limit, *around]), start + MAX_TITLE)
        first = bisect_right(self._places, start)
        count = 0
        for end in sorted(own):
            if end <= len(plain):
                yield end, "mark"
        for place in self._places[first:]:
            if place > limit or count >= MAX_ENDS:
                break
            if place not in own:
                count += 1
                yield place, self._ends[place]
        if limit not in own and limit not in self._ends:
            yield limit, "line"


def _is_initial(plain: str, dot: int) -> bool:
    """Whether a full stop closes an initial, as in "A. Quist"."""
    return plain[dot] == "." and dot > 0 and plain[dot - 1].isupper() and (dot < 2 or not plain[dot - 2].isalnum())


def _tail_follows(plain: str, place: int) -> bool:
    """Whether what stands behind a comma or bracket can be the venue or the year rather than more of the title."""
    piece = re.match(r"[^,.;(\n\x1f]{0,90}", plain[place : place + 92])
    text = piece.group().strip() if piece else ""
    if not text:
        return False
    if find_status(text) or BRACKET_NOTE.match(plain, place) or _POPULARITY.match(plain, place):
        return True
    if re.match(
        r"(?:in progress|in preparation|in|In|to appear|accepted|submitted|under|forthcoming|arXiv|19\d\d|20\d\d|with|"
        r"presented|published)\b",
        text,
    ) or is_date(text):
        return True
    words = WORD.findall(text)
    capital = sum(word[0].isupper() for word in words if len(word) > 3)
    long = sum(len(word) > 3 for word in words)
    return bool(words) and text[0].isupper() and capital >= 0.6 * long and len(words) <= 14


def _opens_within(plain: str, place: int, stop: int) -> bool:
    """Whether a quotation that opens at a place ends before the stretch does: '"Ask Me" or "Tell Me": A Study'."""
    closing = {'"': '"', "“": "”", "«": "»"}.get(plain[place], "")
    end = plain.find(closing, place + 1, stop) if closing else -1
    return end > 0 and any(map(str.isalnum, plain[end + 1 : stop]))


def trim(plain: str, start: int, stop: int) -> tuple[int, int]:
    """Return a stretch without the punctuation and white space at its ends.

    >>> trim("On Rivers. ", 0, 11)
    (0, 9)
    """
    first = start
    while start < stop and plain[start] in " \n\t,.;:|·•–—-\x1f\"“”'‘’«»":
        start += 1
    start -= start > first and _opens_within(plain, start - 1, stop)
    while stop > start and plain[stop - 1] in ' \n\t,;:|·•–—\x1f"“”«»(':
        stop -= 1
    if opened := _OPENED_ASIDE.search(plain, start, stop):
        stop = opened.start()
    if stop - start > 1 and plain[stop - 1] == "." and plain[stop - 2] != ".":
        stop -= 1
    while stop > start and plain[stop - 1] in " \"”“,'’":
        stop -= 1
    return start, stop
