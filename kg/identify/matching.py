"""Join people across papers and pages by their names and circles, in rounds, surest first.

Takes ``People`` with owners joined; adds edges to it. A written-out name is joined where it is rare or where the circle
supports it; an initial goes to its one best candidate or stays alone. Each round sees the co-authors that the last one
joined; rounds end when nothing changes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kg.identify.circles import AUDIENCE, LIKENESS, WORLD, Circles, probability
from kg.identify.crowding import Crowding
from kg.identify.people import People
from kg.identify.places import RANK, named_agreement
from kg.names import Key, could_be_swapped
from kg.names.words import NICKNAMES

SURE = 1.4
"""Log odds from which two mentions are joined."""
SURE_ALONE = 2.0
"""The same without a shared co-author: a venue and a name are little, and one wrong join takes two whole lives."""
SURE_INITIALS = 1.9
"""The same for shortened names, whose many candidates give chance more to choose from."""
WEAK = -0.5
"""Log odds from which an unjoined pair is worth telling a human about."""
PROLIFIC = 0.6
"""How much likelier an author of many papers is to have written one more: weight of their logarithm."""
MARGIN = 0.6
"""How much the best candidate of an initial must be better than the next."""
ROUNDS = 3
LESSONS = 3_000
"""How many rare names are looked at to learn how far one person's papers fall apart."""
SMALL = 40
"""Up to so many clusters of one name all pairs are compared; beyond, those that share a co-author."""


SURE_VARIANT = 4.5
"""The same for names written otherwise."""
LIBERTY = {"same": 0.0, "middle": 0.5, "initials": 0.5, "order": 1.0, "nickname": 1.0, "compound": 1.5, "spelling": 2.5}
"""Log odds against a name being written otherwise in this way."""
AGREEING = 0.5
"""Part of the pairs of forms that must agree: a form misprinted once does not part two large groups."""
_OTHERWISE = {
    "order": "parts of the name in another order",
    "nickname": "nickname",
    "spelling": "spelt a letter otherwise",
    "compound": "one of two family names left out",
    "middle": "middle name left out",
    "initials": "shortened",
}


class Doubtful(NamedTuple):
    """Two units who may be one person, with the log odds and the evidence."""

    a: int
    b: int
    odds: float
    evidence: str


class Matching:
    """The rounds."""

    def __init__(self, people: People, circles: Circles) -> None:
        self.people, self.circles = people, circles
        self.doubts: dict[tuple[int, int], Doubtful] = {}
        self.crowd: dict[tuple[str, str], float] = {}
        """Written-out name -> how many times more bearers it has here than its share lets expect."""
        self.level = 1.0
        self._lessons: list[list[int]] = []
        self._rare_names()
        circles.renew()
        self._full_names(first=True)
        self._learn()
        circles.renew()
        self._variants()
        for _ in range(ROUNDS):
            before = len(people.clusters.edges)
            circles.renew()
            self.doubts.clear()
            self._initials()
            circles.renew()
            self._full_names(first=False)
            if len(people.clusters.edges) == before:
                break

    # ── written-out names ───────────────────────────────────────────────────────────────────────────────────────

    def _full_blocks(self) -> dict[tuple[str, str], list[int]]:
        """Family and first given name -> units."""
        names, unit_name = self.people.world.names, self.people.unit_name
        blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for unit in range(self.people.size):
            if unit_name[unit] >= 0:
                key = names[unit_name[unit]].key
                if key.whole:
                    blocks[key.family, key.given[0]].append(unit)
        return blocks

    def _rare_names(self) -> None:
        """Same written-out name, so rare that nobody else in the field will bear it. Some are kept back as lessons."""
        names, unit_name, rarity = self.people.world.names, self.people.unit_name, self.people.rarity
        for units in self._full_blocks().values():
            if len(units) == 1:
                continue
            same: dict[str, list[int]] = defaultdict(list)
            for unit in units:
                same[names[unit_name[unit]].key.joined].append(unit)
            for bearers in same.values():
                odds = -math.log(WORLD * rarity.full(names[unit_name[bearers[0]]].key))
                if odds >= SURE and len(bearers) > 1:
                    if len(self._lessons) < LESSONS and len(same) == 1:
                        self._lessons.append(bearers)
                    else:
                        self._join_rare(bearers, odds)

    def _join_rare(self, bearers: list[int], odds: float) -> None:
        people = self.people
        paged = people.has_page(bearers[0])
        for unit in bearers[1:]:
            page = people.has_page(unit)
            if not (paged and page):  # two pages are two witnesses
                people.join(bearers[0], unit, "same rare name", probability(odds), "no other is expected to bear it")
                paged = paged or page

    def _learn(self) -> None:
        """Learn from rare names how far one person's papers fall apart; judge by it how many bear the common ones."""
        names, unit_name, rarity, find = (
            self.people.world.names, self.people.unit_name, self.people.rarity, self.people.clusters.find)
        crowding = Crowding(rarity.people)
        for bearers in self._lessons:
            papers = [unit for unit in bearers if unit < self.people.first_owner]
            if len(papers) > 1:
                crowding.learn(len(papers), len({find(unit) for unit in papers}))
            self._join_rare(bearers, -math.log(WORLD * rarity.full(names[unit_name[bearers[0]]].key)))
        common: dict[tuple[str, str], tuple[float, int, int]] = {}
        for units in self._full_blocks().values():
            same: dict[str, list[int]] = defaultdict(list)
            for unit in units:
                if unit < self.people.first_owner:
                    same[names[unit_name[unit]].key.joined].append(unit)
            for joined, papers in same.items():
                key = names[unit_name[papers[0]]].key
                if len(papers) > 1 and -math.log(WORLD * rarity.full(key)) < SURE:
                    common[key.family, joined] = rarity.full(key), len(papers), len({find(unit) for unit in papers})
        crowding.weigh(common.values())
        self.level = crowding.level
        self.crowd = {name: crowding.factor(*seen) for name, seen in common.items()}

    def _full_names(self, *, first: bool) -> None:
        """Join within each name; in the first round by co-authors only, because they show how many bear the name."""
        find = self.people.clusters.find
        for units in self._full_blocks().values():
            roots = list(dict.fromkeys(find(unit) for unit in units))
            if len(roots) > 1:
                if len(roots) > SMALL:
                    self._chain(roots)
                    roots = list(dict.fromkeys(find(root) for root in roots))
                self._best_first(roots, first)

    def _share(self, one: int, two: int) -> float:
        """How common the less specific of two clusters' names is."""
        names, rarity = self.people.world.names, self.people.rarity
        return max(
            min(rarity.share(key := names[name].key) * self.crowd.get((key.family, key.joined), self.level)
                for name in self.people.names_of(root)) for root in (one, two))

    def _chain(self, roots: list[int]) -> None:
        """Join along shared co-authors, near-linear: for names with very many bearers or papers."""
        holders: dict[int, int] = {}
        for root in roots:
            share = self._share(root, root)
            for others in self.circles.of(root).associates.values():
                for other in others:
                    first = holders.setdefault(other, root)
                    if self.people.clusters.find(first) == self.people.clusters.find(root):
                        continue
                    odds = -math.log(self.circles.of_person(other) * LIKENESS * share)
                    if odds >= SURE:
                        self.people.join(first, root, "same name, shared co-author", probability(odds),
                                         f"co-author {self._name(other)}")

    def _best_first(self, roots: list[int], first: bool) -> None:
        """Compare pairs, join the best first; tell of those that come near."""
        scored = []
        for one, two in self._pairs(roots):
            odds, evidence = self.circles.odds(one, two, self._share(one, two))
            if odds >= WEAK and not (first and "co-author" not in evidence):
                scored.append((-odds, one, two, evidence))
        scored.sort()
        for negative, one, two, evidence in scored:
            self._decide(one, two, -negative, evidence)

    def _pairs(self, roots: list[int]) -> list[tuple[int, int]]:
        if len(roots) <= SMALL:
            return [(one, two) for index, one in enumerate(roots) for two in roots[index + 1:]]
        holders: dict[int, list[int]] = defaultdict(list)
        for root in roots:
            for group in self.circles.of(root).associates:
                holders[group].append(root)
        return sorted({
            (one, two) for each in holders.values() if len(each) <= SMALL
            for index, one in enumerate(each) for two in each[index + 1:]})

    def _decide(self, one: int, two: int, odds: float, evidence: str) -> None:
        people = self.people
        a, b = people.clusters.find(one), people.clusters.find(two)
        if a == b:
            return
        reason = "same name, shared co-author" if "co-author" in evidence else (
            "same name, shared venue" if evidence else "same name")
        alone = not evidence and people.has_page(a) and people.has_page(b)
        if (
            not alone
            and odds >= (SURE if "co-author" in evidence else SURE_ALONE)
            and people.join(one, two, reason, probability(odds), evidence)
        ):
            return
        if people.papers_of(a).isdisjoint(people.papers_of(b)) and people.agree(people.names_of(a), people.names_of(b)):
            self.doubts[one, two] = Doubtful(one, two, odds, evidence or "same name, nothing shared")

    # ── written otherwise ───────────────────────────────────────────────────────────────────────────────────────

    def _variants(self) -> None:
        """Join names written otherwise (spelling, nickname, swapped, one of two family names) on strong co-authors."""
        people = self.people
        names, root_of = people.world.names, self.circles.root
        bearers: dict[int, set[int]] = defaultdict(set)
        for unit, name in enumerate(people.unit_name):
            if name >= 0:
                bearers[name].add(root_of[unit])
        blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for name in bearers:
            if names[name].key.given:
                for block in variant_blocks(names[name].key):
                    blocks[block].append(name)
        asked: set[tuple[int, int]] = set()
        scored = []
        for group in blocks.values():
            roots = set().union(*(bearers[name] for name in group)) if len(block) > 1 else ()
            if len(roots) > 1:
                for pair in self._acquainted(sorted(roots)):
                    if pair not in asked:
                        asked.add(pair)
                        scored.extend(self._variant(*pair))
        for negative, one, two, how, evidence in sorted(scored):
            people.join(one, two, "name written otherwise", probability(-negative), f"{how}; {evidence}", forms=False)

    def _acquainted(self, roots: list[int]) -> Iterator[tuple[int, int]]:
        """Pairs of clusters that share an associate."""
        holders: dict[int, list[int]] = defaultdict(list)
        for root in roots:
            for others in self.circles.of(root).associates.values():
                for other in others:
                    holders[other].append(root)
        for near in holders.values():
            if 1 < len(near) <= SMALL:
                for index, one in enumerate(near):
                    for two in near[index + 1:]:
                        yield (one, two) if one < two else (two, one)

    def _variant(self, one: int, two: int) -> list[tuple[float, int, int, str, str]]:
        """Two clusters with an associate in common, if their names can be one and their circles say so."""
        people = self.people
        names = people.world.names
        ours, theirs = people.names_of(one), people.names_of(two)
        if people.clusters.find(one) == people.clusters.find(two) or not people.papers_of(one).isdisjoint(
            people.papers_of(two)
        ):
            return []
        whole = [(names[a], names[b]) for a in ours for b in theirs if names[a].key.whole and names[b].key.whole]
        hows = [named_agreement(a, b) for a, b in whole] or [
            named_agreement(names[a], names[b])
            for a in ours
            for b in theirs
            if names[a].key.family != names[b].key.family
        ]
        known = [how for how in hows if how]
        if not known or len(known) < AGREEING * len(hows):
            return []
        how = min(known, key=RANK.__getitem__)
        if how == "order" and any(could_be_swapped(names[name].key) for name in ours | theirs):
            return []
        odds, evidence = self.circles.odds(one, two, self._share(one, two))
        odds -= LIBERTY.get(how, 2.0) + (2.0 if len(known) < len(hows) else 0.0)
        return [(-odds, one, two, _OTHERWISE.get(how, how), evidence)] if odds >= SURE_VARIANT else []

    # ── initials ────────────────────────────────────────────────────────────────────────────────────────────────

    def _initials(self) -> None:
        """Give each shortened name to its one best candidate."""
        people, find = self.people, self.people.clusters.find
        blocks: dict[int, list[int]] = defaultdict(list)
        for unit, group in enumerate(self.circles.unit_group):
            if group >= 0:
                blocks[group].append(unit)
        proposals = []
        for number, units in blocks.items():
            roots = list(dict.fromkeys(find(unit) for unit in units))
            if len(roots) == 1:
                continue
            short = [root for root in roots if not self._written_out(root)]
            if not short:
                continue
            rarest = -math.log(WORLD * self.circles.group_share[number]) + math.log(WORLD / AUDIENCE) >= SURE_INITIALS
            holders: dict[int, list[int]] | None = None
            if len(roots) > SMALL or not rarest:
                holders = defaultdict(list)
                for root in roots:
                    for associate in self.circles.of(root).associates:
                        holders[associate].append(root)
            for root in short:
                found = self._best_candidate(root, self._candidates(root, roots, holders))
                if found:
                    proposals.append(found)
        proposals.sort()
        for negative, root, candidate, evidence in proposals:
            odds = -negative
            if self._written_out(find(root)) and self._written_out(find(candidate)):
                continue  # both have found who they are in this round: two full names are not joined by an initial
            if find(root) != find(candidate) and odds >= SURE_INITIALS:
                people.join(root, candidate, "initials, best candidate", probability(odds), evidence)

    def _candidates(self, root: int, roots: list[int], holders: dict[int, list[int]] | None) -> list[int]:
        if holders is None:
            return [other for other in roots if other != root]
        found: set[int] = set()
        for group in self.circles.of(root).associates:
            near = holders[group]
            if len(near) <= 4 * SMALL:
                found.update(near)
        found.discard(root)
        return sorted(found)

    def _best_candidate(self, root: int, candidates: list[int]) -> tuple[float, int, int, str] | None:
        people, names = self.people, self.people.world.names
        share = max(people.rarity.share(names[name].key) for name in people.names_of(root))
        scored = []
        for other in candidates:
            if people.agree(people.names_of(root), people.names_of(other)) and (
                    people.papers_of(root).isdisjoint(people.papers_of(other))):
                odds, evidence = self.circles.odds(root, other, share)
                rank = odds + PROLIFIC * math.log(max(1, self.circles.of(other).papers))
                scored.append((rank, odds, other, evidence))
        if not scored:
            return None
        scored.sort(key=lambda each: (-each[0], each[2]))
        top, odds, best, evidence = scored[0]
        if odds < SURE_INITIALS or any(
                top - rank < MARGIN and not self._may_be_one(best, other) for rank, _, other, _ in scored[1:]):
            return None
        return -odds, root, best, evidence

    def _may_be_one(self, one: int, two: int) -> bool:
        people = self.people
        return people.agree(people.names_of(one), people.names_of(two)) and (
            people.papers_of(one).isdisjoint(people.papers_of(two)))

    def _written_out(self, root: int) -> bool:
        names = self.people.world.names
        return any(names[name].key.whole for name in self.people.names_of(root))

    def _name(self, root: int) -> str:
        name = self.people.unit_name[root]
        return self.people.world.names[name].text if name >= 0 else "?"


def variant_blocks(key: Key) -> tuple[tuple[str, str], ...]:
    """Return where other spellings of a name are looked for.

    >>> from kg.names import key, parse
    >>> a, b = (variant_blocks(key(parse(each))) for each in ("Hinrich Quistgaard", "Hinrich Quistgard"))
    >>> bool(set(a) & set(b))
    True
    """
    short = (key.family, key.letters[0])
    if not key.whole:
        return (short, ("i" + key.letters[0], key.family[:4]))
    tokens = "".join(sorted("".join(key.given) + key.family))
    blocks = [short, (key.given[0], key.family[:2]), ("i" + key.letters[0], key.family[:4]), ("=", tokens)]
    blocks.extend((key.family, middle[0]) for middle in key.given[1:2])
    blocks.extend((key.family, "~" + other) for other in (key.given[0], *NICKNAMES.get(key.given[0], ())))
    return tuple(blocks)
