"""How likely a candidate is the thing: by an identifier of a registry for certain, by names and witnesses else.

Names are compared by the rules of ``kg.names``, as identification does it: a name alone never makes two one. What
stands beside it does: a title that a person of this name has signed here and there, an author or the year of a paper of
this title. Each witness takes away a part of what is left of the doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.link.things import Thing
from kg.names import agreement, fold, parse

HARD = 1.0
"""The score of two that carry the same identifier of a registry."""

_NAMES = {"same": 0.4, "middle": 0.35, "order": 0.3, "initials": 0.2, "nickname": 0.2, "compound": 0.2, "spelling": 0.1}
"""What a name says by itself, by the way in which the two agree: never enough."""

_LEFT_BY_TITLE = 0.25
"""What one title that both have signed leaves of the doubt."""


class Link(NamedTuple):
    """Two that are, or may be, one.

    Attributes:
        ours: the IRI here.
        theirs: the IRI there.
        name: what it is called there.
        score: 0 to 1; ``HARD`` where an identifier of a registry says so.
        reason: why, in words.
    """

    ours: str
    theirs: str
    name: str
    score: float
    reason: str

    @property
    def certain(self) -> bool:
        """Whether an identifier of a registry says so."""
        return self.score >= HARD


def links_of(kind: str, ours: Iterable[Thing], candidates: Sequence[Thing], least: float) -> list[Link]:
    """Compare things with candidates.

    Where two candidates carry one identifier of a thing, one of them carries it wrongly: then neither is certain.

    Args:
        kind: "person", "paper" or "venue".
        ours: the things.
        candidates: what may be one of them.
        least: the score from which on a link is given.
    """
    found: list[Link] = []
    for thing in ours:
        links = [each for each in (compare(kind, thing, candidate) for candidate in candidates)
                 if each.score >= least and each.ours != each.theirs and each.theirs not in thing.ids]
        if sum(each.certain for each in links) > 1:
            links = [each._replace(score=0.95, reason=f"{each.reason}, as has another candidate") if each.certain
                     else each for each in links]
        found += sorted(links, key=lambda each: (-each.score, each.theirs))
    return found


def compare(kind: str, thing: Thing, candidate: Thing) -> Link:
    """Score one candidate for one thing."""
    shown = candidate.names[0] if candidate.names else candidate.iri
    shared = sorted(thing.ids & candidate.ids)
    if shared:
        return Link(thing.iri, candidate.iri, shown, HARD, f"both have {shared[0]}")
    clash = _clash(thing.ids, candidate.ids)
    score, reason = (0.0, f"{clash} differs") if clash else _SCORES[kind](thing, candidate)
    return Link(thing.iri, candidate.iri, shown, round(score, 2), reason)


def _clash(ours: frozenset[str], theirs: frozenset[str]) -> str:
    """The registry in which the two have different identifiers; "" where there is none."""
    for registry in ("https://orcid.org/", "https://doi.org/"):
        one, other = ({each for each in ids if each.startswith(registry)} for ids in (ours, theirs))
        if one and other:
            return registry.split("/")[2]
    return ""


def _person(thing: Thing, candidate: Thing) -> tuple[float, str]:
    how = max((agreement(parse(one), parse(_without_number(other))) for one in thing.names for other in candidate.names),
              key=lambda each: _NAMES.get(each, 0.0), default="")
    if not how:
        return 0.0, "the names contradict"
    titles = _titles(thing.witnesses) & _titles(candidate.witnesses)
    score = min(0.99, 1 - (1 - _NAMES[how]) * _LEFT_BY_TITLE ** len(titles))
    said = {"same": "the same name", "middle": "the name but for middle names", "initials": "initials of the name",
            "order": "the name the other way round", "compound": "one of two family names",
            "nickname": "a short form of the name", "spelling": "the name spelt otherwise"}[how]
    papers = f"{len(titles)} paper{'s' if len(titles) != 1 else ''} of the same title" if titles else "no paper in common"
    return score, f"{said}, {papers}"


def _paper(thing: Thing, candidate: Thing) -> tuple[float, str]:
    if not _titles(thing.names) & _titles(candidate.names):
        return 0.0, "the titles differ"
    ours = [parse(each) for each in thing.witnesses]
    theirs = [parse(_without_number(each)) for each in candidate.witnesses]
    both = sum(any(agreement(one, other) for other in theirs) for one in ours)
    if ours and theirs and not both:
        return 0.0, "the same title by other authors"
    left, reasons = 0.5, ["the same title"]
    if both:
        left *= 0.15 if both * 2 >= len(ours) else 0.5
        reasons.append(f"{both} of {len(ours)} authors")
    if thing.year and candidate.year:
        apart = abs(thing.year - candidate.year)
        left *= 0.4 if apart == 0 else 0.7 if apart == 1 else 2.0
        reasons.append("the same year" if not apart else f"{apart} year{'s' if apart > 1 else ''} apart")
    return max(0.0, 1 - left), ", ".join(reasons)


def _venue(thing: Thing, candidate: Thing) -> tuple[float, str]:
    shared = {fold(each) for each in thing.names} & {fold(each) for each in candidate.names} - {""}
    longest = max(shared, key=len, default="")
    if not longest:
        return 0.0, "the names differ"
    if len(longest.split()) >= 3:
        return 0.85, f"the same name, {longest!r}"
    return 0.5, f"the same short name, {longest!r}"


_SCORES = {"person": _person, "paper": _paper, "venue": _venue}


def _titles(texts: Iterable[str]) -> set[str]:
    """Titles as they are compared; those of one or two words are too common to say anything."""
    folded = {" ".join(re.findall(r"\w+", fold(each))) for each in texts}
    return {each for each in folded if len(each.split()) >= 3}


def _without_number(name: str) -> str:
    """A name without the number by which dblp tells namesakes apart.

    >>> _without_number("Wei Zhang 0012")
    'Wei Zhang'
    """
    return re.sub(r" \d{4}$", "", name)
