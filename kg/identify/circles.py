"""The circle that two mentions of a name share, and the odds that follow from it.

Takes clusters of person units; gives for each what it moves in (co-authors, venues, years) and for two of them the log
odds that they are one person: how many people of their common circle would bear this name by chance. The circle is a
shared co-author's co-authors, the people of a venue, or the world.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from kg.identify.people import People
from kg.identify.venues import Venues

WORLD = 200_000
"""People in the field at large: the circle of two mentions that share nothing."""
CIRCLE = 25
"""The smallest circle: a list of co-authors is never complete."""
ACQUAINTANCES = 20
"""Co-authors of somebody who is known by name only."""
AUDIENCE = 3_000
"""The smallest circle of people who publish at one venue."""
LARGE_AUDIENCE = 20_000
"""The same for a venue that the gazetteer knows: a build sees only a part of those who publish there."""
LIKENESS = 3.0
"""In one circle names resemble each other: people write with people from their own country."""
FURTHER = 0.7
"""Weight of how seldom a further shared co-author writes with the first."""
NAME_WEIGHT = 0.15
"""Weight of a further co-author who is known by name only."""
NAME_ONLY = 0.7
"""Log odds of a further co-author who is known by name only."""
FURTHER_VENUE = 0.1
"""Weight of a shared venue beside a shared co-author."""
CROWD = 40
"""Co-authors of one paper beyond this many are left out: a collaboration is not an acquaintance."""
SPOKEN_OF = -0.5
"""Log odds from which evidence is put in words."""
CAREER = 15
"""Years between two groups of papers from which a gap speaks against one person."""


class Features(NamedTuple):
    """What a cluster moves in."""

    associates: dict[int, list[int]]
    """Group of a shortened name (family, initial) -> roots of the co-authors in it."""
    venues: set[str]
    first_year: int
    last_year: int
    papers: int


_NOBODY: list[int] = []


class Circles:
    """Circles as they are after the joins so far; made anew for each round."""

    def __init__(self, people: People, venues: Venues) -> None:
        self.people = people
        self.groups: dict[tuple[str, str], int] = {}
        self.unit_group: list[int] = []
        self.full_group: list[int] = []
        self._names()
        self._paper_venue: dict[int, tuple[str, int]] = {}
        self._audience: dict[str, int] = {}
        self._venues(venues)
        self.features: dict[int, Features] = {}
        self.root: list[int] = []
        """Unit -> root, as it was when the round began."""
        self._circle: dict[int, float] = {}
        self._group_circle: dict[int, float] = {}
        self.kin: dict[int, list[int]] = {}
        for index, mentor in enumerate(people.world.mentors):
            owner, unit = people.first_owner + mentor[0], people.first_mentor + index
            self.kin.setdefault(owner, []).append(unit)
            self.kin.setdefault(unit, []).append(owner)

    def _names(self) -> None:
        """Number the groups of shortened and of written-out names."""
        names = self.people.world.names
        short: list[int] = []
        full: list[int] = []
        self.group_share: list[float] = []
        fulls: dict[tuple[str, str], int] = {}
        for named in names:
            key = named.key
            pair = (key.family, key.letters[0] if key.letters else "")
            if pair not in self.groups:
                self.groups[pair] = len(self.groups)
                self.group_share.append(self.people.rarity.initials(key))
            short.append(self.groups[pair])
            full.append(fulls.setdefault((key.family, key.joined), len(fulls)) if key.whole else -1)
        self.unit_group = [short[name] if name >= 0 else -1 for name in self.people.unit_name]
        self.full_group = [full[name] if name >= 0 else -1 for name in self.people.unit_name]
        self.full_share = [0.0] * len(fulls)
        for named, number in zip(names, full, strict=True):
            if number >= 0:
                self.full_share[number] = self.people.rarity.full(named.key)

    def _venues(self, venues: Venues) -> None:
        papers = self.people.papers
        self._large = {
            each.id for each in venues.series.values() if each.known and each.kind in ("conference", "journal")
        }
        nowhere = {each.id for each in venues.series.values() if each.kind == "repository"}
        for entry in range(len(papers.entries)):
            publication = papers.publication(entry)
            placed = venues.placed.get(publication.venue)
            root = papers.clusters.find(entry)
            series = placed.series if placed and placed.series not in nowhere else ""
            year = publication.year or (placed.year if placed else None) or 0
            if root not in self._paper_venue or (series and not self._paper_venue[root][0]):
                self._paper_venue[root] = series, year
            if series:
                self._audience[series] = self._audience.get(series, 0) + len(publication.authors)

    def renew(self) -> None:
        """Forget what was worked out before the last joins."""
        find = self.people.clusters.find
        self.root = [find(unit) for unit in range(self.people.size)]
        self.features.clear()
        self._circle.clear()
        self._group_circle.clear()

    def of(self, root: int) -> Features:
        """Return what a cluster moves in."""
        known = self.features.get(root)
        if known is None:
            known = self.features[root] = self._gather(root)
        return known

    def _gather(self, root: int) -> Features:
        people = self.people
        paper_of, of_paper, root_of, group = people.places.paper, people.places.of_paper, self.root, self.unit_group
        associates: dict[int, list[int]] = {}
        venues: set[str] = set()
        first, last = 9999, 0
        papers = 0
        for unit in people.clusters.units(root):
            if unit < people.first_owner:
                paper = paper_of[unit]
                papers += 1
                series, year = self._paper_venue[paper]
                venues.add(series)
                if year:
                    first, last = min(first, year), max(last, year)
                others = of_paper[paper]
                if len(others) > CROWD:
                    at = others.index(unit)
                    others = others[max(0, at - CROWD // 2): at + CROWD // 2]
            else:
                others = self.kin.get(unit, _NOBODY)
            for other in others:
                one = root_of[other]
                if one != root and other != unit:
                    known = associates.get(group[other])
                    if known is None:
                        associates[group[other]] = [one]
                    elif one not in known:
                        known.append(one)
        associates.pop(-1, None)
        venues.discard("")
        return Features(associates, venues, first if last else 0, last, papers)

    # ── circles ─────────────────────────────────────────────────────────────────────────────────────────────────

    def of_person(self, root: int) -> float:
        """Return how many people a person writes with."""
        known = self._circle.get(root)
        if known is None:
            known = self._circle[root] = float(max(CIRCLE, len(self.of(root).associates)))
        return known

    def of_name(self, share: float) -> float:
        """Return how many people write with anybody of a name."""
        return max(2.0 * CIRCLE, WORLD * share * ACQUAINTANCES)

    def of_venue(self, series: str) -> float:
        """Return how many people publish at a venue."""
        smallest = LARGE_AUDIENCE if series in self._large else AUDIENCE
        return float(max(smallest, self._audience.get(series, 0)))

    def odds(self, one: int, two: int, share: float) -> tuple[float, str]:
        """Return the log odds that two clusters with a name of this share are one person, and the evidence in words.

        The words are left out ("") where the odds are not even worth a doubt.
        """
        a, b = self.of(one), self.of(two)
        if len(a.associates) > len(b.associates):
            a, b = b, a
        gains: list[tuple[float, int, int]] = []
        for group, roots in a.associates.items():
            others = b.associates.get(group)
            if others is not None:
                circle, common = self._shared(group, roots, others)
                if circle:
                    gains.append((math.log(WORLD / (circle * LIKENESS)), common, roots[0]))
        gains.sort(reverse=True)
        base = -math.log(WORLD * share)
        shared = [series for series in a.venues if series in b.venues]
        venue = max((math.log(WORLD / self.of_venue(series)) for series in shared), default=0.0)
        if gains:
            total = base + gains[0][0] + self._further(gains) + FURTHER_VENUE * venue
        else:
            total = base + venue - 0.5 * math.log(max(1, min(a.papers, b.papers)))
        if a.first_year and b.first_year:
            gap = max(a.first_year - b.last_year, b.first_year - a.last_year)
            if gap > CAREER:
                total -= 0.15 * (gap - CAREER)
        return total, (self._words([root for _, _, root in gains], shared) if total >= SPOKEN_OF else "")

    def _further(self, gains: list[tuple[float, int, int]]) -> float:
        """What further shared co-authors add: much where they seldom write with the first, else little."""
        first = gains[0][1]
        total = 0.0
        for gain, root, _ in gains[1:4]:
            if gain <= 0:
                break
            if first < 0 or root < 0:
                total += min(NAME_ONLY, NAME_WEIGHT * gain)
            else:
                ours, theirs = self.people.papers_of(first), self.people.papers_of(root)
                together = len(ours & theirs)
                total += FURTHER * math.log((min(len(ours), len(theirs)) + 1) / (together + 1))
        return min(total, gains[0][0])

    def _shared(self, group: int, roots: list[int], others: list[int]) -> tuple[float, int]:
        """The circle of a co-author whom both have, as far as his name tells that he is one, and who he is if known."""
        common = set(roots).intersection(others)
        if common:
            return min((self.of_person(root), root) for root in common)
        ours = {self.full_group[root] for root in roots} - {-1}
        theirs = {self.full_group[root] for root in others} - {-1}
        if ours and theirs:
            same = ours & theirs
            return (min(self.of_name(self.full_share[each]) for each in same) if same else 0.0), -1
        return self.of_name(self.group_share[group]), -1

    def _words(self, roots: list[int], venues: list[str]) -> str:
        people = self.people
        names = [people.world.names[people.unit_name[root]].text for root in roots[:3] if people.unit_name[root] >= 0]
        parts = []
        if names:
            more = f" and {len(roots) - 3} more" if len(roots) > 3 else ""
            parts.append(f"co-author{'s' if len(roots) > 1 else ''} {', '.join(names)}{more}")
        if venues:
            parts.append(f"venue {sorted(venues)[0].removeprefix('v-')}")
        return "; ".join(parts)


def probability(odds: float) -> float:
    """Turn log odds into a probability of three places.

    >>> probability(0.0), probability(3.0)
    (0.5, 0.953)
    """
    return round(1 / (1 + math.exp(-max(-20.0, min(20.0, odds)))), 3)
