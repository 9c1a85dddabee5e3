"""Where title and authors stand in the items of one list. Items in, the best segmentation of each out.

Each item proposes segmentations: a title (a marked stretch, a line, a sentence, what stands between authors and venue)
with or without an author list before or behind it. A segmentation is scored by how well its title reads as a title, its
authors as people and the rest as venue, dates, remarks and links. The items of one list share one format: in a second
round every segmentation gains by how much of the list reads well in the same way (its ``shape``), and by co-authors that
were certain elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from math import exp

from kg.extract.authors import AuthorReader, AuthorRun, fold_name
from kg.extract.remarks import find_status, is_link_label
from kg.extract.venue_text import Stretch, Surroundings, Venues, is_date, read_surroundings
from kg.extract.words import COMMON
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
    """One entry of a list, as text with marks; ``body`` is where its content starts behind a number or label."""

    text: str
    marks: tuple[Mark, ...] = ()
    breaks: tuple[int, ...] = ()
    body: int = 0
    plain: str = ""
    stretches: tuple[Stretch, ...] = ()
    proposals: list[Segmentation] = field(default_factory=list)


_LABEL = re.compile(r"\s*(?:[\[(]\s*[A-Za-z]{0,5}[-.]?\d{1,3}[a-z]?\s*[\])][.:]?|#?\d{1,3}\s*[.)](?!\d)|[A-Z]{1,3}-?\d{1,3}[.:)]|[•◦▪►▸–—*→✦-])+\s+")
_SENTENCE_END = re.compile(r"(?<=[^\s])[.?!。？！](?=[\s\x1f\"”’)\]]|$)")
_OPEN_QUOTE = re.compile(r"(?:^|(?<=[\s(,.:\x1f]))[“\"'‘„«《「]|``")
_CLOSE_QUOTE = re.compile(r"[,.?!]?(?:[”\"»》」]|''|[’'](?=[\s,.;:()]|$))[,.]?")
_WITH = re.compile(r"[\s(]*(?:\(|[,.]\s*|\b)(?:joint(?:ly)?(?: work)? with|with|by|coauthored with|co-authored with|w/)\s+(?=[^\W\d_a-z]|me\b)", re.IGNORECASE)
_GAP = re.compile(r"[\s,.;:|·•–—\-\x1f]*(?:[(\[]\s*(?:19|20)\d\d[a-z+]?(?:\s*,\s*[A-Za-z .\d/–-]{3,20})?\s*[)\]]|(?:19|20)\d\d(?=[.:,)]))?"
                  r"[\s,.;:|·•–—\-\x1f]*")
_IN = re.compile(r"(?:[.,;”\"’]\s*|\s+(?=In\b|in\s+(?:[Pp]roc|the\s+[Pp]roc|IEEE|ACM|International)))(?:[Ii]n:?\s+(?:[Pp]roc|the\s+|\d|[A-Z])|\b[Pp]roceedings\b|[Aa]ccepted (?:at|to|by)|[Tt]o appear|[Ss]ubmitted)")
_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_TITLE_CLASS = re.compile(r"(?:^|[-_\s])(?:title|papertitle|paper-title|pub-title|name)(?:$|[-_\s])", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(r"author", re.IGNORECASE)
_VENUE_CLASS = re.compile(r"(?:^|[-_\s])(?:venue|periodical|journal|conf|conference|booktitle|pubinfo|proceedings|where|badge|abbr|"
                          r"(?:paper|pub|publication)-?(?:date|venue|info|conf))", re.IGNORECASE)
_ABSTRACT = re.compile(r"(?:^|\n|\x1f)\W{0,3}(?:abstract|summary|tl;?dr|highlights?|significance|details|description)\b\W{0,3}(?=[:\n\s])", re.IGNORECASE)
_VENUE_START = re.compile(r"(?:(?:The )?(?:\d+\w\w |\w+ )?(?:International )?(?:Journal|Proceedings|Transactions|Conference|Symposium|Workshop|Annals)\b|IEEE |ACM |arXiv)")
_BAD_TITLE = re.compile(r"^(?:in|proceedings|proc|journal of|under review|to appear|accepted|submitted|abstract|pdf|http|with|and|vol|pp|doi|arxiv|"
                        r"\W*(?:\w+ )?equal (?:contribution|authorship)|\W*(?:denotes|indicates)|back to|note|see|click|more|the full list|full list|tl;?dr|keywords?)\b", re.IGNORECASE)


def segment(items: Sequence[Item], known: Collection[str] = (), venues: Venues | None = None,
            owner: Collection[str] = ()) -> list[Segmentation | None]:
    """Choose how each item of one list reads.

    Args:
        items: the entries of one list.
        known: folded names (``fold_name``) that are surely people.
        venues: the known venues.
        owner: folded written forms of the owner's name; a list that has one of them is an author list.
    """
    venues = venues or Venues()
    people = set(known) | set(owner)
    for item in items:
        prepare(item)
        item.proposals = propose(item, people, venues)
    support = _support(items)
    seen = _certain_names(items, support)
    chosen: list[Segmentation | None] = []
    for item in items:
        if seen - people and any(p.authors is not None for p in item.proposals) is False:
            item.proposals = propose(item, people | seen, venues)
        chosen.append(max(item.proposals, key=lambda p: _ranked(p, support, len(items)), default=None))
    return chosen


def _ranked(proposal: Segmentation, support: Counter[Shape], count: int) -> float:
    share = support[proposal.shape] / max(count, 3)
    return proposal.score + 3.5 * share + 2.0 * support[Shape(proposal.shape.order, "", "")] / max(count, 3)


def _support(items: Iterable[Item]) -> Counter[Shape]:
    """How much each shape is liked by the list: the sum over items of its share of their proposals."""
    support: Counter[Shape] = Counter()
    for item in items:
        if not item.proposals:
            continue
        best = max(p.score for p in item.proposals)
        shapes: dict[Shape, float] = {}
        for proposal in item.proposals:
            shapes[proposal.shape] = max(shapes.get(proposal.shape, 0.0), exp(proposal.score - best))
        total = sum(shapes.values())
        for shape, weight in shapes.items():
            support[shape] += weight / total  # type: ignore[assignment]
            support[Shape(shape.order, "", "")] += weight / total  # type: ignore[assignment]
    return support


def _certain_names(items: Iterable[Item], support: Counter[Shape]) -> set[str]:
    """Names that stand in the best segmentations of at least two items."""
    counts: Counter[str] = Counter()
    for item in items:
        best = max(item.proposals, key=lambda p: _ranked(p, support, 10), default=None)
        if best is not None and best.authors is not None:
            counts.update({fold_name(name) for name in best.authors.names})
    return {name for name, count in counts.items() if count >= 2 and " " in name}


# ── one item ────────────────────────────────────────────────────────────────────────────────────────────────────


def prepare(item: Item) -> None:
    """Cut an item's label off, blank out link labels and marker superscripts, note what is set apart."""
    label = _LABEL.match(item.text)
    item.body = label.end() if label and label.end() < len(item.text) else 0
    text = item.text
    abstract = _ABSTRACT.search(text, item.body + 20)
    end = min(abstract.start() if abstract else len(text), MAX_ITEM)
    plain = list(text[:end])
    stretches = []
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
        elif mark.kind in ("emphasis", "strong"):
            stretches.append(Stretch(start, stop, mark.kind))
        elif mark.kind == "quote":
            stretches.append(Stretch(start, stop, "quote"))
        if mark.name and _VENUE_CLASS.search(mark.name):
            stretches.append(Stretch(start, stop, "class"))
    item.plain = _blank_brackets("".join(plain))
    item.stretches = tuple(stretches)


def _content_link(inner: str, text: str, mark: Mark) -> bool:
    """Whether a link with a label's words is content after all: the first thing of the item, and long."""
    return mark.start <= 3 and len(inner.split()) >= 3


def _blank(plain: list[str], start: int, stop: int) -> None:
    plain[start:stop] = CUT + " " * (stop - start - 1)


_BRACKETED_LABEL = re.compile(r"\[{1,2}\s*([^\[\]\n]{0,60}?)\s*\]{1,2}|\(\s*([^()\n]{0,40}?)\s*\)")
_EMPTY = re.compile(r"[\[({|/\\]\s*(?:\x1f\s*[|/,;·]?\s*)+[\])}|/\\]?")


def _blank_brackets(plain: str) -> str:
    """Blank bracketed labels ("[PDF]") and the brackets left around blanked links."""
    def blank(match: re.Match[str]) -> str:
        inner = (match.group(1) or match.group(2) or "").replace(CUT, " ")
        if not inner.strip(" |/,;·") or (match.group(1) is not None and is_link_label(inner) and not inner.strip().isdigit()):
            return CUT + " " * (len(match.group()) - 1)
        return match.group()
    return _EMPTY.sub(lambda m: CUT + " " * (len(m.group()) - 1), _BRACKETED_LABEL.sub(blank, plain))


def propose(item: Item, people: Collection[str], venues: Venues) -> list[Segmentation]:
    """Propose segmentations of one item, the best few by a quick look, scored in full."""
    reader = AuthorReader(item.plain, people, _walls(item))
    quick = sorted(_quick(item, reader, venues), key=lambda q: -q[0])[:7]
    return [_complete(item, *candidate, venues) for candidate in quick]


def _walls(item: Item) -> set[int]:
    """Where links, quotations and emphasised stretches of several words begin: no author list runs over them."""
    walls = {s.start for s in item.stretches if s.kind in ("link", "emphasis", "quote") and item.plain[s.start:s.end].count(" ") >= 3}
    return walls - {item.body}


def _quick(item: Item, reader: AuthorReader, venues: Venues) -> list[tuple[float, tuple[int, int], AuthorRun | None, Shape]]:
    """Candidate titles with the author list beside them and a first score."""
    runs = _runs(item, reader)
    found: dict[tuple[int, int], tuple[float, tuple[int, int], AuthorRun | None, Shape]] = {}
    for start, opens in _starts(item, runs).items():
        for stop, ends in _ends(item, start, runs, venues):
            span = _trim(item.plain, start, stop)
            if span[0] >= span[1] or span in found:
                continue
            score, mark = _title_score(item, span, opens, ends, runs)
            if score < -3:
                continue
            run, order = _beside(item, span, runs, reader)
            found[span] = (score + _run_score(run), span, run, Shape(order, mark, ends))
    return list(found.values())


def _runs(item: Item, reader: AuthorReader) -> list[AuthorRun]:
    """Author lists in the item that are surely such, without overlaps, best first."""
    plain = item.plain
    places = {item.body}
    places.update(match.end() for match in re.finditer(r"[\n\x1f]\s*|[.?!:”\"’)]\s+|\b[Ww]ith\s+|\b[Bb]y\s+|w/\s+", plain))
    places.update(stretch.end for stretch in item.stretches)
    for mark in item.marks:
        if mark.kind == "span" and _AUTHOR_CLASS.search(mark.name):
            places.add(mark.start)
    runs = [run for place in sorted(places) if place < len(plain) and (run := reader.at(place)) is not None]
    kept: list[AuthorRun] = []
    for run in sorted(runs, key=lambda r: -r.score):
        if any(s.kind in ("link", "strong", "quote") and s.start <= run.start and run.end < s.end - 3 and len(item.plain[s.start:s.end].split()) >= 4
               for s in item.stretches):
            continue
        if run.score >= (0.55 if len(run.names) > 1 or not _runs_on(plain, run) else 0.9) and not any(run.start < other.end and other.start < run.end for other in kept):
            kept.append(run)
    return kept


def _runs_on(plain: str, run: AuthorRun) -> bool:
    """Whether text runs on behind a list of one name, as it does behind a title's first words."""
    return bool(re.match(r"\s*[:–—-]|[ \t]+\w|\?|\s*,\s*[a-z]", plain[run.end:run.end + 6]))


def _starts(item: Item, runs: Sequence[AuthorRun]) -> dict[int, str]:
    """Places where a title may begin, with what makes them so."""
    plain, starts = item.plain, {item.body: "item"}
    for match in re.finditer(r"\n+\s*", plain):
        starts.setdefault(match.end(), "line")
    for match in _SENTENCE_END.finditer(plain):
        gap = _GAP.match(plain, match.end())
        starts.setdefault(gap.end() if gap else match.end(), "sentence")
    for match in re.finditer(CUT + r"\s*", plain):
        starts.setdefault(match.end(), "cut")
    for run in runs:
        gap = _GAP.match(plain, run.end)
        starts[gap.end() if gap else run.end] = "authors"
    for match in _OPEN_QUOTE.finditer(plain):
        starts[match.end()] = "quote"
    for stretch in item.stretches:
        if stretch.kind in ("link", "strong", "emphasis"):
            starts[stretch.start] = stretch.kind
    for mark in item.marks:
        if mark.kind in ("span", "underline", "quote") or mark.name:
            starts.setdefault(mark.start, "span")
    return {place: kind for place, kind in starts.items() if place < len(plain)}


def _ends(item: Item, start: int, runs: Sequence[AuthorRun], venues: Venues) -> list[tuple[int, str]]:
    """Places where a title that begins at ``start`` may end, nearest first."""
    plain = item.plain
    line = plain.find("\n", start)
    limit = line if line >= 0 else len(plain)
    ends: dict[int, str] = {}
    inside = [s for s in item.stretches if s.start <= start + 1 < s.end and s.kind in ("link", "strong", "emphasis")]
    for stretch in inside:
        limit = max(limit, stretch.end)
    cut = plain.find(CUT, start + 1)
    if 0 <= cut < limit:
        limit = cut if not any(cut < s.end for s in inside) else limit
    limit = min(limit, start + 420)
    for match in _SENTENCE_END.finditer(plain, start, limit):
        ends[match.end() if match.group() in "?!？！" else match.start()] = "stop"
    for match in _CLOSE_QUOTE.finditer(plain, start, limit):
        ends.setdefault(match.start() + (1 if match.group()[0] in "?!" else 0), "quote")
    for match in re.finditer(r"[,，;]\s*|\s[–—|-]\s|\s[(]", plain[start:limit]):
        place = start + match.start()
        if _tail_follows(plain, start + match.end(), limit, venues):
            ends.setdefault(place, "comma" if match.group()[0] in ",，;" else "dash")
    for match in _IN.finditer(plain, start, limit):
        ends.setdefault(match.start(), "in")
    for match in _WITH.finditer(plain, start, limit):
        ends.setdefault(match.start(), "with")
    for run in runs:
        if start < run.start <= limit:
            ends.setdefault(run.start, "authors")
    for stretch in item.stretches:
        if start < stretch.end <= limit and stretch.start <= start + 1:
            ends[stretch.end] = "mark"
        elif start < stretch.start <= limit and stretch.kind in ("emphasis", "class", "strong"):
            ends.setdefault(stretch.start, "before")
    for mark in item.marks:
        if start < mark.end <= limit and abs(mark.start - start) <= 1 and (mark.name or mark.kind in ("underline", "quote")):
            ends[mark.end] = "mark"
    ends[limit] = ends.get(limit, "line")
    return sorted(ends.items())[:14]


def _tail_follows(plain: str, place: int, limit: int, venues: Venues) -> bool:
    """Whether what stands behind a comma or bracket can be the venue or the year rather than more of the title."""
    piece = re.match(r"[^,.;(\n\x1f]{0,90}", plain[place:limit])
    text = piece.group().strip() if piece else ""
    if not text:
        return False
    if find_status(text) or re.search(r"\bthesis\b|dissertation", text, re.IGNORECASE):
        return True
    if re.match(r"(?:in|In|to appear|accepted|submitted|under|forthcoming|arXiv|19\d\d|20\d\d|with|presented|published)\b", text) or is_date(text):
        return True
    words = _WORD.findall(text)
    capital = sum(word[0].isupper() for word in words if len(word) > 3)
    long = sum(len(word) > 3 for word in words)
    return bool(words) and text[0].isupper() and capital >= 0.6 * long and len(words) <= 14


def _trim(plain: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and plain[start] in " \n\t,.;:|·•–—-\x1f\"“”'‘’«»":
        start += 1
    while stop > start and plain[stop - 1] in " \n\t,;:|·•–—\x1f\"“”«»(":
        stop -= 1
    if stop - start > 1 and plain[stop - 1] == "." and plain[stop - 2] != ".":
        stop -= 1
    while stop > start and plain[stop - 1] in " \"”“,'’":
        stop -= 1
    return start, stop


def _title_score(item: Item, span: tuple[int, int], opens: str, ends: str, runs: Sequence[AuthorRun]) -> tuple[float, str]:
    """How well a stretch reads as a title, and the kind of mark that it fills."""
    start, stop = span
    text = item.plain[start:stop]
    words = _WORD.findall(text)
    count = len(words)
    if not count or (count == 1 and len(text) < 3) or count > 60:
        return -9.0, ""
    mark = _filled_mark(item, span)
    score = _length_score(count, mark)
    if mark:
        score += {"class": 5.0, "link": 2.2, "strong": 1.8, "quote": 2.4, "emphasis": 1.3, "underline": 1.5, "heading": 3.0}[mark]
    if not (words[0][0].isupper() or words[0][0].isdigit() or any(c.isupper() for c in words[0])):
        score -= 0.8 if text[0].isalpha() and text[0].islower() else 0.2
    if _BAD_TITLE.match(text):
        score -= 3.0
    if mark not in ("link", "class", "strong", "quote") and re.search(r"(?<![A-Z.])(?<!\bvs)\.\s+[A-Z][a-z]", text):
        score -= 1.6
    if mark in ("", "emphasis") and (_VENUE_START.match(text) or re.search(r",\s*\d+(?:\(\d+\))?(?:,\s*|:)[\d–-]+$", text)):
        score -= 2.0
    lowered = [word.lower() for word in words]
    common = sum(word in COMMON or (word.islower() and len(word) > 2) for word in lowered[:1]) + sum(
        word.islower() for word in words[1:]) + sum(word in COMMON for word in lowered[1:] if not word.islower())
    score += 0.8 if common >= 0.25 * count and count >= 3 else -0.3 if count >= 3 else 0.0
    if any(run.start < stop and start < run.end and run.score > 1.0 for run in runs):
        score -= 4.0
    if re.search(r"\b(?:19|20)\d\d\b\W*$", text):
        score -= 2.5 if re.search(r"[,.(]\s*(?:19|20)\d\d\W*$", text) else 0.8
    if text.endswith(")") and find_status(text[text.rfind("("):]):
        score -= 2.0
    if re.search(r"https?://|\bdoi\b|\bpp\.|\bvol\.|@\w+\.\w", text):
        score -= 2.5
    if CUT in text.strip(CUT):
        score -= 2.0
    score += {"stop": 0.9, "mark": 0.5, "quote": 0.9, "line": 0.8, "comma": 0.1, "in": 0.4, "with": 0.7, "authors": 0.3, "dash": 0.0,
              "before": 0.1}[ends]
    score += {"authors": 0.8, "item": 0.5, "line": 0.5, "quote": 0.6}.get(opens, 0.0)
    if text.count("(") != text.count(")"):
        score -= 1.2
    if text.count("“") != text.count("”") or text.count('"') % 2:
        score -= 1.0
    score -= _crossed(item, span)
    return score, mark


def _length_score(count: int, mark: str) -> float:
    if count <= 2:
        return -1.6 if not mark else -0.6
    if count == 3:
        return 0.2
    return 1.2 if count <= 22 else 0.6 if count <= 32 else -0.8


def _filled_mark(item: Item, span: tuple[int, int]) -> str:
    """The kind of the mark that a stretch fills, or ""."""
    start, stop = span
    best = ""
    for mark in item.marks:
        if not (mark.start <= start and stop <= mark.end):
            continue
        inner = _trim(item.plain, mark.start, min(mark.end, len(item.plain)))
        if abs(inner[0] - start) > 2 or abs(inner[1] - stop) > 2:
            continue
        if mark.name and (_TITLE_CLASS.search(mark.name)):
            return "class"
        kind = {"link": "link", "strong": "strong", "emphasis": "emphasis", "quote": "quote", "underline": "underline"}.get(mark.kind, "")
        if kind and _RANK.index(kind) > _RANK.index(best):
            best = kind
    if best in ("", "emphasis") and start > 0 and stop < len(item.plain) and (
            item.text[max(0, start - 2):start].rstrip()[-1:] in "“\"‘„«《「'`" and item.text[max(0, start - 2):start].strip()) and re.match(
            r"[,.?!]?[”\"’»》」']", item.text[stop:stop + 2]):
        return "quote"
    return best


_RANK = ("", "emphasis", "underline", "strong", "link", "quote")


def _crossed(item: Item, span: tuple[int, int]) -> float:
    """A penalty for marks that begin inside a title and end outside, or whose content the title only cuts into."""
    start, stop = span
    penalty = 0.0
    for stretch in item.stretches:
        if stretch.start < start < stretch.end - 1 and stop <= stretch.end and stretch.kind != "class":
            penalty += 0.6 if item.plain[stretch.start:start].strip(" .,:;\"“") else 0.0
        elif start < stretch.start < stop - 1 and stretch.end > stop + 1:
            penalty += 1.5
        elif stretch.start < start < stretch.end - 1 < stop:
            penalty += 1.5
        elif stretch.kind == "class" and start <= stretch.start and stretch.end <= stop:
            penalty += 3.0
        elif stretch.kind == "strong" and start < stretch.start and stretch.end < stop:
            penalty += 0.4
    return penalty


def _beside(item: Item, span: tuple[int, int], runs: Sequence[AuthorRun], reader: AuthorReader) -> tuple[AuthorRun | None, str]:
    """The author list before or behind a title, with the order."""
    start, stop = span
    free = [run for run in runs if run.end <= start or run.start >= stop]
    before = [run for run in free if run.end <= start and len(item.plain[run.end:start].strip()) <= 40]
    behind = [run for run in free if run.start >= stop]
    direct = _WITH.match(item.plain, stop)
    place = direct.end() if direct else None
    if place is None:
        gap = re.compile(r"[\s,.;:|·•–—?!\"”’)\-\x1f]*").match(item.plain, stop)
        place = gap.end() if gap else stop
    run = reader.at(place)
    if run is not None and run.start >= stop and run not in behind and run.score >= (
            0.55 if len(run.names) > 1 or not _runs_on(item.plain, run) else 0.9):
        behind.append(run)
    best = max(before + behind, key=lambda r: r.score - 0.002 * _distance(r, span), default=None)
    if best is None:
        return None, "title"
    return best, "authors-title" if best.end <= start else "title-authors"


def _distance(run: AuthorRun, span: tuple[int, int]) -> int:
    return span[0] - run.end if run.end <= span[0] else run.start - span[1]


def _run_score(run: AuthorRun | None) -> float:
    if run is None:
        return 0.0
    return min(3.2, 0.5 + 0.55 * run.score)


def _complete(item: Item, quick: float, span: tuple[int, int], run: AuthorRun | None, shape: Shape, venues: Venues) -> Segmentation:
    """Score a candidate in full: read what it leaves of the item."""
    rest = list(item.plain)
    rest[:item.body] = " " * item.body
    _blank(rest, *span)
    if run is not None:
        _blank(rest, run.start, max(run.end, run.start + 1))
    around = read_surroundings("".join(rest)[:_reach(item, span, run)], item.stretches, venues)
    score = quick + min(1.6, 0.5 * around.venue_score) + (0.5 if around.year else 0.0)
    score -= min(2.4, 0.16 * around.unexplained)
    return Segmentation(span, run, around, score, shape)


def _reach(item: Item, span: tuple[int, int], run: AuthorRun | None) -> int:
    """How far behind title and authors the venue may stand."""
    last = max(span[1], run.end if run is not None else 0)
    return min(len(item.plain), last + 500)
