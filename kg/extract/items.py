"""One entry of a list as text with marks, made ready for segmentation. Blocks' text in, an ``Item`` out.

What is no part of a reference is blanked out, at the same length so that places hold: labels of links, superscripts that
are only markers, numbers in front, the abstract behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.authors import AuthorRun
from kg.extract.pieces import Stretch, only
from kg.extract.remarks import is_link_label
from kg.extract.venue_text import Surroundings
from kg.extract.words import LINK_LABELS, PREPRINT_WORDS
from kg.read.page import Mark

CUT = "\x1f"
"""Stands for something that was taken out of a text; a hard boundary."""

MAX_ITEM = 6000
"""Characters of an item that are read; what is behind them is abstract."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the segmentations of one list have in common."""

    order: str
    mark: str
    ends: str


@dataclass(frozen=True, slots=True)
class Segmentation:
    """One way to read an item."""

    title: tuple[int, int]
    authors: AuthorRun | None
    around: Surroundings
    score: float
    shape: Shape


@dataclass(slots=True)
class Item:
    """One entry of a list, as text with marks.

    ``skip`` characters in front are no content; ``body`` is where the content starts behind a number or label.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    breaks: tuple[int, ...] = ()
    skip: int = 0
    body: int = 0
    plain: str = ""
    stretches: tuple[Stretch, ...] = ()
    proposals: list[Segmentation] = field(default_factory=list)


_LABEL = re.compile(
    r"\s*(?:[\[(]\s*[A-Za-z]{0,5}[-.]?\d{1,3}[a-z]?\s*[\])][.:]?|#?\d{1,3}\s*[.)](?!\d)|[A-Z]{1,3}-?\d{1,3}[.:)]|"
    r"[•◦▪►▸–—*→✦-])+\s+"
)
_VENUE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:venue|periodical|journal|conf|conference|booktitle|pubinfo|proceedings|where|badge|abbr|"
    r"(?:paper|pub|publication)-?(?:date|venue|info|conf))",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"(?:^|\n|\x1f)\W{0,3}(?:abstract|summary|tl[;,:]?\s?dr|highlights?|significance|details|"
    r"description)\b\W{0,3}(?=[:\n\s])|\btl[;,]\s?dr\b\s?:|"
    r"[(\[]\s*(?:an? |the )?(?:earlier|preliminary|previous|conference|short(?:er)?|extended) (?:version|abstract)s? "
    r"(?:of this|appear\w*|published|was|is|in|at|to appear|presented)\b",
    re.IGNORECASE,
)


def prepare(item: Item) -> None:
    """Cut an item's label off, blank out link labels and marker superscripts, note what is set apart."""
    label = _LABEL.match(item.text, item.skip)
    item.body = label.end() if label and label.end() < len(item.text) else item.skip
    text = item.text
    named = _field_marks(item)
    abstract = _ABSTRACT.search(text, item.body + 20)
    end = min(abstract.start() if abstract else len(text), MAX_ITEM)
    plain = list(text[:end])
    stretches = []
    for start, stop in named:
        _blank(plain, start, min(stop, end))
    for mark in item.marks:
        start, stop = mark.start, min(mark.end, end)
        if start >= stop:
            continue
        inner = text[start:stop]
        if mark.kind == "link":
            if is_link_label(inner) and not _content_link(inner, text, mark):
                _blank(plain, start, stop)
            else:
                stretches.append(Stretch(start, stop, "link"))
        elif mark.kind == "superscript" and re.fullmatch(r"[\d\s,*†‡§#¶^∗+✉a-f]{1,8}", inner):
            plain[start:stop] = " " * (stop - start)
        elif mark.kind == "strike":
            _blank(plain, start, stop)
        elif mark.kind in ("emphasis", "strong", "underline") and stop - start > 1:
            stretches.append(Stretch(start, stop, "strong" if mark.kind == "strong" else "emphasis"))
        elif mark.kind == "quote":
            stretches.append(Stretch(start, stop, "quote"))
        if mark.name and _VENUE_CLASS.search(mark.name):
            stretches.append(Stretch(start, stop, "class"))
    item.plain = _blank_brackets("".join(plain))
    item.stretches = tuple(stretch for stretch in stretches if not _holds_whole_reference(stretch, item.plain))


_TELLS_MORE = re.compile(
    r"[(\[](?:19|20)\d\d[a-z]?[)\]]|[.,]\s*(?:19|20)\d\d(?:\.\s|\W*$)|\bet\.? al\b|\bpp\.\s?\d|\bvol\b|\d\s?\(\d{1,3}\)|"
    r"^[^“\"]{6,}[“\"][^”\"]{20,}[”\"]",
    re.IGNORECASE,
)
_MOSTLY = 0.85


def _holds_whole_reference(stretch: Stretch, plain: str) -> bool:
    """Whether a link (or bold) is put around a whole reference, not around its title: then it sets nothing apart."""
    inner = plain[stretch.start : stretch.end]
    if stretch.kind not in ("link", "strong") or not _TELLS_MORE.search(inner):
        return False
    end = plain.find("\n", stretch.end)
    line = plain[plain.rfind("\n", 0, stretch.start) + 1 : end if end >= 0 else len(plain)]
    return sum(map(str.isalnum, inner)) >= _MOSTLY * sum(map(str.isalnum, line))


_FIELD = re.compile(
    r"(?:(?<=\n)|\A)[ \t]*(?P<name>(?:paper )?title|authors?|by|venue|conference|journal|published (?:in|at)|"
    r"publication|where|in|year|date|when|status|links?|"
    r"urls?|doi|paper|pdf|code|award)\s*[:：][ \t]*(?=\S)",
    re.IGNORECASE,
)
_FIELD_CLASS = {
    **dict.fromkeys(("title", "paper title"), "title"),
    **dict.fromkeys(("author", "authors", "by"), "author"),
    **dict.fromkeys(("venue", "conference", "journal", "published in", "published at", "publication"), "venue"),
}


def _field_marks(item: Item) -> list[tuple[int, int]]:
    """Give the labelled lines of an entry ("Title: …", "Authors: …") marks that say so; return the labels' ranges."""
    found = list(_FIELD.finditer(item.text, item.skip))
    if len(found) < 2 or any("field" in mark.name for mark in item.marks):
        return [match.span() for match in found] if len(found) > 1 else []
    marks = []
    for match in found:
        name = _FIELD_CLASS.get(match.group("name").lower())
        end = item.text.find("\n", match.end())
        if name:
            marks.append(Mark("span", match.end(), end if end >= 0 else len(item.text), name=f"field {name}"))
    item.marks = (*item.marks, *marks)
    return [match.span() for match in found]


def _content_link(inner: str, text: str, mark: Mark) -> bool:
    """Whether a link with a label's words is content after all: the first thing of the item, and long."""
    return mark.start <= 3 and len(inner.split()) >= 3


def _blank(plain: list[str], start: int, stop: int) -> None:
    plain[start:stop] = CUT * (stop - start)


_BRACKETED_LABEL = re.compile(r"\[{1,2}\s*([^\[\]\n]{0,60}?)\s*\]{1,2}|\(\s*([^()\n]{0,40}?)\s*\)")
_LABEL_OR_STATUS = LINK_LABELS | PREPRINT_WORDS
_EMPTY = re.compile(r"[\[({|/\\] ?\x1f[\x1f\s|/,;·]*[\])}|/\\]?")


def _blank_brackets(plain: str) -> str:
    """Blank bracketed labels ("[PDF]") and the brackets left around blanked links."""

    def blank(match: re.Match[str]) -> str:
        inner = (match.group(1) or match.group(2) or "").replace(CUT, " ")
        if not inner.strip(" |/,;·") or (
            match.group(1) is not None
            and (is_link_label(inner) or only(inner, _LABEL_OR_STATUS))
            and not inner.strip().isdigit()
        ):
            return CUT * len(match.group())
        return match.group()

    return _EMPTY.sub(lambda m: CUT * len(m.group()), _BRACKETED_LABEL.sub(blank, plain))
