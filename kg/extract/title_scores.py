"""How well a stretch of an item reads as a title. An item in once, scores of its stretches out.

An item is asked about many stretches that overlap, so what tells against or for a title (its words, sentence ends,
years, addresses) is found once in the whole item, and each stretch looks up what lies in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from kg.extract.authors import AuthorRun
from kg.extract.items import CUT, Item
from kg.extract.remarks import find_status
from kg.extract.titles import BRACKET_NOTE, STRONG_RUN, WORD, trim
from kg.extract.tokens import VOLUME_BEHIND
from kg.extract.words import COMMON

_GOES_ON = re.compile(r":\s+[^\W_]{2,}\s")
"""A title whose short name alone is set apart: "[RIVR](…): A Model of Rivers"."""
_WHOLE_LINE = 0.9
_LINE_REST = re.compile(r"[\s.,”\"]{0,3}\n")
MOST_WORDS = 60
NO_TITLE = -9.0

_TITLE_CLASS = re.compile(r"(?:^|[-_\s])(?:title|papertitle|paper-title|pub-title|name)(?:$|[-_\s])", re.IGNORECASE)
_VENUE_START = re.compile(
    r"(?:(?:The )?(?:\d+\w\w |\w+ )?(?:International )?(?:Journal|Proceedings|Transactions|Conference|Symposium|"
    r"Workshop|Annals)\b|IEEE |ACM |arXiv)"
)
_VOLUME_END = re.compile(r",\s*\d+(?:\(\d+\))?(?:,\s*|:)[\d–-]+$")
_VOLUME_WITHIN = re.compile(r"\bvol(?:ume|\.)?\s?\d|\s\d{1,4}\s?\(\d{1,3}\)\s?[,:]|\bpp?\.?\s?\d+\s?[-–]\s?\d")
_BAD_TITLE = re.compile(
    r"^(?:in|proceedings|proc|journal of|under review|to appear|accepted|submitted|abstract|pdf|http|with|and|vol|pp|"
    r"doi|arxiv|"
    r"\W*(?:\w+ )?equal (?:contribution|authorship)|\W*(?:denotes|indicates)|back to|note|see|click|more|"
    r"the full list|full list|tl;?dr|keywords?|series:|editors?:|isbn)\b",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"(?<![A-Z.])(?<!\bvs)\.\s+[A-Z][a-z]")
_ADDRESS = re.compile(r"https?://|\bdoi\b|\bpp\.|\bvol\.|@\w+\.\w")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_WORD = re.compile(r"\W*")
_CLOSE_QUOTE = re.compile(r"[,.?!]?[”\"’»》」']")
_MARK_SCORES = {
    "": 0.0,
    "class": 5.0,
    "link": 2.2,
    "strong": 1.8,
    "quote": 2.4,
    "emphasis": 1.3,
    "underline": 1.5,
    "heading": 3.0,
}
_END_SCORES = {
    "stop": 0.9,
    "mark": 0.5,
    "quote": 0.9,
    "line": 0.8,
    "comma": 0.1,
    "in": 0.4,
    "with": 0.7,
    "authors": 0.3,
    "dash": 0.0,
    "before": 0.1,
}
_START_SCORES = {"authors": 0.8, "item": 0.5, "line": 0.5, "quote": 0.6}
_RANK = ("", "emphasis", "underline", "strong", "link", "quote")
"""Kinds of marks, the weightiest last."""


class _Places:
    """The places of what a pattern finds in a text, to be asked for those inside a stretch."""

    def __init__(self, found: Iterable[re.Match[str]]) -> None:
        spans = [match.span() for match in found]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def any_in(self, start: int, stop: int) -> bool:
        """Whether one lies in a stretch."""
        first = bisect_left(self.starts, start)
        return first < len(self.ends) and self.ends[first] <= stop

    def last_in(self, start: int, stop: int) -> tuple[int, int] | None:
        """The last one that lies in a stretch."""
        last = bisect_right(self.ends, stop) - 1
        return (self.starts[last], self.ends[last]) if last >= 0 and self.starts[last] >= start else None


class TitleScorer:
    """Scores the stretches of one item as titles.

    Args:
        item: a prepared item.
        runs: its author lists; a title that runs over one that is sure is none.
    """

    def __init__(self, item: Item, runs: Sequence[AuthorRun]) -> None:
        self.item = item
        plain = item.plain
        self._sure = [(run.start, run.end) for run in runs if run.score > STRONG_RUN]
        words = list(WORD.finditer(plain))
        self._word_starts = [word.start() for word in words]
        self._word_ends = [word.end() for word in words]
        self._lower = [0, *accumulate(word.group().islower() for word in words)]
        self._breaks = _Places(_SENTENCE_BREAK.finditer(plain))
        self._addresses = _Places(_ADDRESS.finditer(plain))
        self._years = _Places(_YEAR.finditer(plain))
        self._marks = [(mark, trim(plain, mark.start, min(mark.end, len(plain)))) for mark in item.marks]

    def score(self, span: tuple[int, int], opens: str, ends: str) -> tuple[float, str]:
        """Return how well a stretch reads as a title, and the kind of mark that it fills.

        Args:
            span: the stretch, trimmed.
            opens: what begins it, as ``Boundaries.starts`` tells.
            ends: what ends it, as ``Boundaries.ends`` tells.
        """
        start, stop = span
        first, behind = bisect_right(self._word_ends, start), bisect_left(self._word_starts, stop)
        count = behind - first
        if count < 1 or (count == 1 and stop - start < 3) or count > MOST_WORDS:
            return NO_TITLE, ""
        mark = self._filled_mark(span)
        score = _length_score(count, mark) + _MARK_SCORES[mark] + _END_SCORES[ends] + _START_SCORES.get(opens, 0.0)
        score += self._wording(span, first, behind) + self._contents(span, mark)
        if count <= 3 and mark in ("link", "strong", "emphasis") and _GOES_ON.match(self.item.plain, stop):
            score -= 3.0
        score += _WHOLE_LINE if opens in ("item", "line") and self._ends_line(stop) else 0.0
        return score - self._crossed(span), mark

    def _ends_line(self, stop: int) -> bool:
        """Whether a stretch ends where its line does, and other lines follow."""
        rest = _LINE_REST.match(self.item.plain, stop)
        return rest is not None and bool(self.item.plain[rest.end() :].strip(" \n" + CUT))

    def _wording(self, span: tuple[int, int], first: int, behind: int) -> float:
        """Titles begin with a capital, and most have words in lower case."""
        start, stop = span
        plain, count = self.item.plain, behind - first
        word = plain[max(start, self._word_starts[first]) : min(stop, self._word_ends[first])]
        score = 0.0
        if not (word[0].isdigit() or any(c.isupper() for c in word)):
            score -= 0.8 if plain[start].islower() else 0.2
        if count >= 3:
            lowered = word.lower()
            common = self._lower[behind] - self._lower[first + 1]
            common += lowered in COMMON or (lowered.islower() and len(lowered) > 2)
            score += 0.8 if common >= 0.25 * count else -0.3
        return score

    def _contents(self, span: tuple[int, int], mark: str) -> float:
        """What a title rarely holds: authors, several sentences, a venue, a year at its end, a status, an address."""
        start, stop = span
        text = self.item.plain[start:stop]
        score = 0.0
        if _BAD_TITLE.match(text):
            score -= 3.0
        if mark not in ("link", "class", "strong", "quote") and self._breaks.any_in(start, stop):
            score -= 1.6
        if mark in ("", "emphasis") and _VENUE_START.match(text):
            score -= 2.0
        if mark in ("", "emphasis") and (_VOLUME_END.search(text) or _VOLUME_WITHIN.search(text)):
            score -= 3.5
        if any(first < stop and start < end for first, end in self._sure):
            score -= 4.0
        if mark in ("", "emphasis") and VOLUME_BEHIND.match(self.item.plain, stop):
            score -= 3.0
        score -= self._dated(start, stop)
        if text.endswith(")"):
            note = text[text.rfind("(") + 1 :]
            score -= 3.0 if find_status(note) or BRACKET_NOTE.match(note) else 0.0
        if self._addresses.any_in(start, stop):
            score -= 2.5
        if CUT in text.strip(CUT):
            score -= 2.0
        if text.count("(") != text.count(")"):
            score -= 1.2
        if text.count("“") != text.count("”") or text.count('"') % 2:
            score -= 1.0
        return score

    def _dated(self, start: int, stop: int) -> float:
        """A penalty for a year at the end, greater where punctuation sets it off."""
        year = self._years.last_in(start, stop)
        if year is None or not _NO_WORD.fullmatch(self.item.plain, year[1], stop):
            return 0.0
        before = self.item.plain[start : year[0]].rstrip()
        return 2.5 if before.endswith((",", ".", "(")) else 0.8

    def _filled_mark(self, span: tuple[int, int]) -> str:
        """The kind of the mark that a stretch fills, or ""."""
        start, stop = span
        best = ""
        for mark, (first, last) in self._marks:
            if not (mark.start <= start and stop <= mark.end) or abs(first - start) > 2 or abs(last - stop) > 2:
                continue
            if mark.name and _TITLE_CLASS.search(mark.name):
                return "class"
            if mark.kind in _RANK and _RANK.index(mark.kind) > _RANK.index(best):
                best = mark.kind
        return "quote" if best in ("", "emphasis") and self._is_quoted(start, stop) else best

    def _is_quoted(self, start: int, stop: int) -> bool:
        """Whether quotation marks stand around a stretch."""
        text = self.item.text
        if not start > 0 or not stop < len(self.item.plain):
            return False
        before = text[max(0, start - 2) : start].rstrip()[-1:]
        return bool(before) and before in "“\"‘„«《「'`" and bool(_CLOSE_QUOTE.match(text, stop))

    def _crossed(self, span: tuple[int, int]) -> float:
        """A penalty for marks that begin inside a title and end outside, or whose content the title only cuts into."""
        start, stop = span
        penalty = 0.0
        for stretch in self.item.stretches:
            if stretch.start < start < stretch.end - 1 and stop <= stretch.end and stretch.kind != "class":
                penalty += 0.6 if self.item.plain[stretch.start : start].strip(' .,:;"“') else 0.0
            elif start < stretch.start < stop - 1 and stretch.end > stop + 1:  # noqa: SIM114
                penalty += 1.5
            elif stretch.start < start < stretch.end - 1 < stop:
                penalty += 1.5
            elif stretch.kind == "class" and start <= stretch.start and stretch.end <= stop:
                penalty += 3.0
            elif stretch.kind == "strong" and start < stretch.start and stretch.end < stop:
                penalty += 0.4
        return penalty


def _length_score(count: int, mark: str) -> float:
    if count <= 2:
        return -1.6 if not mark else -0.6
    if count == 3:
        return 0.2
    return 1.2 if count <= 22 else 0.6 if count <= 32 else -0.8
