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
from math import exp
from typing import NamedTuple

from kg.extract.authors import AuthorReader, AuthorRun
from kg.extract.items import CUT, Item, Segmentation, Shape, prepare
from kg.extract.known_venues import Venues, trim_venue
from kg.extract.name_shapes import fold_name
from kg.extract.pieces import Stretch, is_date
from kg.extract.title_scores import TitleScorer
from kg.extract.titles import Boundaries, trim
from kg.extract.venue_text import read_surroundings

MOST = 6
"""Candidates of one item that are scored in full."""

SURE_BY = 3.0
LEARNT_FROM = 12
"""Items of a list that are read without a mind made up about its format."""

_ODD = 0.2
"""Share of a list below which a way to read an item is odd: it is then read again, with the names seen elsewhere."""

_AUTHOR_CLASS = re.compile(r"author", re.IGNORECASE)
_ONE_WORD_DATED = re.compile(r"[A-Z][a-z]+\W{1,3}(?:19|20)\d\d\b")
"""A journal of one word with its year."""

_WITH_LEAD = re.compile(r"(?:joint(?: work)? )?with\s", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[\s,.;:]*")
_NO_SEPARATOR = re.compile(r"(?<!\b[Aa]nd)(?<!\b[Ww]ith)(?<!\b[Bb]y)(?<=[^\W\d_])\s+$")
_SMALL_WORD = re.compile(r"\s[a-z]{4,}\b")
_EDITED = re.compile(r"\b(?:eds?\.?|edited by|editors?:?|hrsg\.?(?: von)?|translated by|trans\.)\s*$", re.IGNORECASE)
_YEAR_CLOSES = re.compile(r",?\s*(?:19|20)\d\d\s*\)")
"""What stands behind a publisher: "(Oslo: Huldra Press, 2019)"."""
_EDITORS = re.compile(r"\s*,?\s*[(\[]?\s*(?:eds?\b|editors?\b|hrsg\b)", re.IGNORECASE)
"""What stands before and behind the editors of a book that a chapter is in."""

_RUN_STARTS = re.compile(r"[\n\x1f][\x1f\s]*|[.?!:”\"’)]\s+|\b[Ww]ith\s+|\b[Bb]y\s+|w/\s+")
_WITH = re.compile(
    r"[\s(]*(?:\(|[,.]\s*|\b)(?:joint(?:ly)?(?: work)? with|with|by|coauthored with|co-authored with|"
    r"w/)\s+(?=(?-i:[^\W\d_a-z])|me\b)",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s,.;:|·•–—?!\"”’)\-\x1f]*")


class _Candidate(NamedTuple):
    """A segmentation before the rest of its item is read."""

    score: float
    title: tuple[int, int]
    authors: AuthorRun | None
    shape: Shape


def segment(
    items: Sequence[Item], known: Collection[str] = (), venues: Venues | None = None, owner: Collection[str] = ()
) -> list[Segmentation | None]:
    """Choose how each item of one list reads.

    Args:
        items: the entries of one list.
        known: folded names (``fold_name``) that are surely people.
        venues: the known venues.
        owner: folded written forms of the owner's name; a list that has one of them is an author list.
    """
    venues = venues or Venues()
    people = set(known) | set(owner)
    favoured: frozenset[Shape] = frozenset()
    for index, item in enumerate(items):
        prepare(item)
        if index == LEARNT_FROM:
            favoured = _favoured(_support(items[:LEARNT_FROM]))
        item.proposals = propose(item, people, venues, favoured)
    support = _support(items)
    seen = _certain_names(items, support)
    chosen: list[Segmentation | None] = []
    for item in items:
        if seen - people and _is_odd(item, support, len(items)):
            item.proposals = propose(item, people | seen, venues)
        chosen.append(max(item.proposals, key=lambda p: _ranked(p, support, len(items)), default=None))
    return chosen


def _ranked(proposal: Segmentation, support: Counter[Shape], count: int) -> float:
    """What a proposal is worth in its list; rounded, so that of two that are alike the one found first wins."""
    share = support[proposal.shape] / max(count, 3)
    return round(proposal.score + 3.5 * share + 2.0 * support[Shape(proposal.shape.order, "", "")] / max(count, 3), 9)


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


def _is_odd(item: Item, support: Counter[Shape], count: int) -> bool:
    """Whether an item names nobody, or reads in a way that hardly another item of its list does."""
    best = max(item.proposals, key=lambda p: _ranked(p, support, count), default=None)
    return best is None or best.authors is None or support[best.shape] < _ODD * count


def _favoured(support: Counter[Shape]) -> frozenset[Shape]:
    """The shapes that a good part of the first items like."""
    return frozenset(shape for shape, weight in support.items() if shape.ends and weight >= 0.08 * LEARNT_FROM)


def _certain_names(items: Iterable[Item], support: Counter[Shape]) -> set[str]:
    """Names that stand in the best segmentations of at least two items."""
    counts: Counter[str] = Counter()
    for item in items:
        best = max(item.proposals, key=lambda p: _ranked(p, support, 10), default=None)
        if best is not None and best.authors is not None:
            counts.update({fold_name(name) for name in best.authors.names})
    return {name for name, count in counts.items() if count >= 2 and " " in name}


# ── one item ────────────────────────────────────────────────────────────────────────────────────────────────────


def propose(
    item: Item, people: Collection[str], venues: Venues, favoured: Collection[Shape] = ()
) -> list[Segmentation]:
    """Propose segmentations of one item, the best few by a quick look, scored in full.

    Args:
        item: a prepared item.
        people: folded names that are surely people.
        venues: the known venues.
        favoured: shapes that the list is known to have; where given, only they and the best three are looked at.
    """
    reader = AuthorReader(item.plain, people, _walls(item))
    candidates = sorted(_candidates(item, reader), key=lambda candidate: -candidate.score)
    if candidates and candidates[0].shape in favoured and _alone(candidates):
        return [_complete(item, candidates[0], venues)]
    kept: list[_Candidate] = []
    for candidate in candidates:
        if (
            favoured
            and len(kept) >= 3
            and (candidate.shape not in favoured or any(k.shape == candidate.shape for k in kept))
        ):
            continue
        if (
            len(kept) < MOST
            and candidate.score > candidates[0].score - 6.0
            and sum(k.shape == candidate.shape for k in kept) < 2
        ):
            kept.append(candidate)
    return [_complete(item, candidate, venues) for candidate in kept]


def _alone(candidates: Sequence[_Candidate]) -> bool:
    """Whether the best candidate, of the list's own format, cannot be overtaken by what is read beside a title."""
    return len(candidates) == 1 or candidates[0].score - candidates[1].score > SURE_BY


def _walls(item: Item) -> set[int]:
    """Where titles and venues that are set apart begin: no author list runs over them, nor out of "*with Ada Quist*"."""
    walls = {stretch.start for stretch in item.stretches if _is_wall(item.plain, stretch)}
    for stretch in item.stretches:
        if stretch.kind == "emphasis" and _WITH_LEAD.match(item.plain, stretch.start):
            behind = _NEXT_WORD.match(item.plain, stretch.end)
            walls.add(behind.end() if behind else stretch.end)
    return walls - {item.body}


def _is_wall(plain: str, stretch: Stretch) -> bool:
    """Whether a stretch is no name of a list: several words, a venue's class, words in lower case, no comma before it."""
    text = plain[stretch.start : stretch.end]
    if stretch.kind == "class":
        return True
    if stretch.kind not in ("link", "emphasis", "quote") or _WITH_LEAD.match(text):
        return False
    if text.count(" ") >= 3 or (stretch.kind == "emphasis" and _ONE_WORD_DATED.match(plain, stretch.start)):
        return True
    abbreviated = stretch.kind == "emphasis" and " " in text and "." in text[:-1] and not text.lower().startswith("et")
    glued = abbreviated and _NO_SEPARATOR.search(plain, max(0, stretch.start - 9), stretch.start)
    return bool(glued) or (" " in text and _SMALL_WORD.search(text) is not None)


def _candidates(item: Item, reader: AuthorReader) -> list[_Candidate]:
    """Candidate titles with the author list beside them and a first score."""
    runs = _runs(item, reader)
    boundaries, scorer = Boundaries(item, runs), TitleScorer(item, runs)
    found: dict[tuple[int, int], _Candidate] = {}
    for start, opens in boundaries.starts:
        for stop, ends in boundaries.ends(start):
            span = trim(item.plain, start, stop)
            if span[0] >= span[1] or span in found:
                continue
            score, mark = scorer.score(span, opens, ends)
            if score < -3:
                continue
            run, order = _beside(item, span, runs, reader)
            found[span] = _Candidate(round(score + _run_score(run), 9), span, run, Shape(order, mark, ends))
    return list(found.values())


def _runs(item: Item, reader: AuthorReader) -> list[AuthorRun]:
    """Author lists in the item that are surely such, without overlaps, best first; those with the owner stand alone."""
    plain = item.plain
    places = {item.body}
    places.update(match.end() for match in _RUN_STARTS.finditer(plain))
    places.update(stretch.end for stretch in item.stretches)
    classed = {mark.start for mark in item.marks if mark.name and _AUTHOR_CLASS.search(mark.name)}
    places |= classed
    places = {place for place in places if not _EDITED.search(plain, max(0, place - 16), place)}
    runs: list[AuthorRun] = []
    behind = -1
    for place in sorted(places):
        if behind <= place < len(plain) and (run := reader.at(place)) is not None:
            runs.append(run)
            behind = run.end if run.score >= 2 else behind
    kept: list[AuthorRun] = []
    for run in sorted(runs, key=lambda r: -r.score):
        enough = 0.0 if run.start in classed else 0.55 if len(run.names) > 1 or not _runs_on(plain, run) else 0.9
        if (
            run.score >= enough
            and not _inside_title(item, run)
            and not (run.start > item.body and _EDITORS.match(plain, run.end))
            and not (plain[: run.start].rstrip().endswith(":") and _YEAR_CLOSES.match(plain, run.end))
            and not any(run.start < k.end and k.start < run.end for k in kept)
        ):
            kept.append(run)
    owned = [run for run in kept if any(fold_name(name) in reader.known for name in run.names)]
    return owned or kept


def _inside_title(item: Item, run: AuthorRun) -> bool:
    """Whether a list of names is only the first words of a linked, bold or quoted title."""
    return any(
        s.kind in ("link", "strong", "quote")
        and s.start <= run.start
        and run.end < s.end - 3
        and len(item.plain[s.start : s.end].split()) >= 4
        for s in item.stretches
    )


def _runs_on(plain: str, run: AuthorRun) -> bool:
    """Whether text runs on behind a list of one name, as it does behind a title's first words."""
    return bool(re.match(r"\s*[:–—-]|[ \t]+\w|\?|\s*,\s*[a-z]", plain[run.end : run.end + 6]))


def _beside(
    item: Item, span: tuple[int, int], runs: Sequence[AuthorRun], reader: AuthorReader
) -> tuple[AuthorRun | None, str]:
    """The author list before or behind a title, with the order."""
    start, stop = span
    free = [run for run in runs if run.end <= start or run.start >= stop]
    before = [run for run in free if run.end <= start and len(item.plain[run.end : start].strip()) <= 40]
    behind = [run for run in free if run.start >= stop]
    direct = _WITH.match(item.plain, stop)
    place = direct.end() if direct else None
    if place is None:
        gap = _GAP.match(item.plain, stop)
        place = gap.end() if gap else stop
    run = None if _EDITED.search(item.plain, max(0, place - 16), place) else reader.at(place)
    if (
        run is not None
        and run.start >= stop
        and run not in behind
        and run.score >= (0.55 if len(run.names) > 1 or not _runs_on(item.plain, run) else 0.9)
    ):
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


def _complete(item: Item, candidate: _Candidate, venues: Venues) -> Segmentation:
    """Score a candidate in full: read what it leaves of the item."""
    rest, stretches = left_over(item, candidate.title, candidate.authors)
    around = read_surroundings(rest, stretches, venues)
    score = candidate.score + min(1.6, 0.5 * around.venue_score) + (0.5 if around.year else 0.0)
    score -= min(2.4, 0.16 * around.unexplained)
    named = venues.score(trim_venue(item.plain[slice(*candidate.title)]))
    score -= 4.0 if named >= 2 or is_date(item.plain[slice(*candidate.title)]) else 2.0 if named < 0 else 0.0
    return Segmentation(candidate.title, candidate.authors, around, score, candidate.shape)


def left_over(item: Item, title: tuple[int, int], run: AuthorRun | None) -> tuple[str, list[Stretch]]:
    """Return what title and authors leave of an item, cuts in their places, and what is set apart in it."""
    taken = sorted([(0, item.body), title, *([(run.start, max(run.end, run.start + 1))] if run is not None else [])])
    end = min(len(item.plain), max(stop for _, stop in taken) + 500)
    parts: list[str] = []
    kept: list[tuple[int, int, int]] = []
    at, length = 0, 0
    for start, stop in [*taken, (end, end)]:
        if start > at:
            kept.append((at, start, length))
            parts.append(item.plain[at:start])
            length += start - at
        parts.append(CUT)
        length += 1
        at = max(at, stop)
    stretches = []
    for stretch in item.stretches:
        for first, last, offset in kept:
            start, stop = max(first, stretch.start), min(last, stretch.end)
            if start < stop:
                stretches.append(Stretch(start - first + offset, stop - first + offset, stretch.kind))
    return "".join(parts), stretches
