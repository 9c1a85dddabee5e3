"""Which printed entries are one paper.

Takes the world's entries and the series of their venues; gives clusters of entries with the reasons, and which paper is
a version of which. Stages, surest first: one DOI or arXiv id; one title with agreeing years and authors; titles a typo
apart; a title without its subtitle. Numbers and "Part II" must agree at every stage.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from kg.identify.clusters import Clusters
from kg.identify.correcting import Applied
from kg.identify.venues import Venues
from kg.identify.world import World, title_words
from kg.model import Publication

LARGEST_BLOCK = 400
"""A block of look-alikes larger than this is compared only with its neighbours in title order."""
LONG = 6
"""Words from which a title alone tells a paper, where a page names no authors."""
GENERIC_TITLES = frozenset((
    "introduction", "preface", "foreword", "editorial", "overview", "conclusion", "index", "program", "proceedings",
    "table of contents", "front matter", "invited talk", "keynote", "panel", "discussion", "erratum", "corrigendum"))


class Entry(NamedTuple):
    """What one printed entry has to compare."""

    words: tuple[str, ...]
    joined: str
    families: tuple[str, ...]
    year: int | None
    complete: bool


class Papers:
    """Entries joined into papers.

    Attributes:
        clusters: over the world's entries.
        version_of: root of a preprint, workshop or other earlier version -> root of the final one.
    """

    def __init__(self, world: World, venues: Venues, curation: Applied | None = None) -> None:
        self.world = world
        self.venues = venues
        self.entries = [self._entry(number) for number in range(len(world.entry_profile))]
        self.curation = curation
        self.clusters = Clusters(len(self.entries))
        if curation:
            curation.papers(self)
        self._by_identifier()
        self._by_title()
        self._by_near_title()
        self.version_of: dict[int, int] = {}
        self._part_versions()

    def publication(self, entry: int) -> Publication:
        """Return an entry as printed."""
        return self.world.profiles[self.world.entry_profile[entry]].profile.publications[self.world.entry_item[entry]]

    def words(self, entry: int) -> tuple[str, ...]:
        """Return the words of an entry's title."""
        return self.entries[entry].words

    def _entry(self, number: int) -> Entry:
        publication = self.publication(number)
        world = self.world
        families = tuple(
            world.names[world.signature_name[signature]].key.family for signature in world.signatures(number))
        words = title_words(publication.title)
        return Entry(words, " ".join(words), families, publication.year, publication.authors_complete is not False)

    # ── stages ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _by_identifier(self) -> None:
        """One DOI or arXiv id, and titles that are not of two different things (a volume's DOI on each paper)."""
        holders: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number in range(len(self.entries)):
            publication = self.publication(number)
            if publication.doi:
                holders["DOI", publication.doi.lower()].append(number)
            if publication.arxiv:
                holders["arXiv id", re.sub(r"v\d+$", "", publication.arxiv.lower())].append(number)
        for (kind, value), numbers in holders.items():
            first = numbers[0]
            for number in numbers[1:]:
                one, two = self.entries[first], self.entries[number]
                if fuzz.token_set_ratio(one.joined, two.joined) >= 60 and _numbers(one.words) == _numbers(two.words):
                    self.clusters.join(first, number, f"same {kind}", 1.0, f"both give {kind} {value}")

    def _by_title(self) -> None:
        buckets: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            if entry.words:
                buckets[entry.joined].append(number)
        for title, numbers in buckets.items():
            if len(numbers) == 1:
                continue
            heads: list[int] = []
            for number in numbers:
                for head in heads:
                    if self._same_work(self.entries[head], self.entries[number], title):
                        self._join(head, number, "same title", 0.99)
                        break
                else:
                    heads.append(number)

    def _same_work(self, one: Entry, two: Entry, title: str) -> bool:
        """Whether entries with one title agree in year and authors."""
        if one.year and two.year and abs(one.year - two.year) > (0 if title in GENERIC_TITLES else 4):
            return False
        if not one.families or not two.families:
            return len(one.words) >= 4
        return _overlap(one, two) >= 0.5

    def _by_near_title(self) -> None:
        """Titles a few letters apart, or one without the other's subtitle, by the same authors."""
        blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for block in _blocks(entry):
                blocks[block].append(number)
        compared: set[tuple[int, int]] = set()
        for numbers in blocks.values():
            if len(numbers) == 1:
                continue
            distinct = {self.entries[number].joined: number for number in reversed(numbers)}
            for one, two in _pairs(sorted(distinct.values(), key=lambda each: self.entries[each].joined)):
                pair = (one, two) if one < two else (two, one)
                if pair in compared:
                    continue
                compared.add(pair)
                self._compare(*pair)

    def _compare(self, a: int, b: int) -> None:
        one, two = self.entries[a], self.entries[b]
        if one.year and two.year and abs(one.year - two.year) > 2:
            return
        short, long = (one, two) if len(one.joined) <= len(two.joined) else (two, one)
        if not short.joined:
            return
        ratio = fuzz.ratio(short.joined, long.joined, score_cutoff=85)
        if not (one.families and two.families):
            if ratio >= 95 and len(short.words) >= LONG and _numbers(one.words) == _numbers(two.words):
                self._join(a, b, "near-equal title", ratio / 100)
            return
        if ratio:
            if _numbers(one.words) == _numbers(two.words) and _overlap(one, two) >= (0.6 if ratio >= 92 else 0.8) and (
                    self.clusters.find(a) != self.clusters.find(b)) and (
                    _few_words_apart(one.words, two.words) or _abbreviates(one.words, two.words)):
                self._join(a, b, "near-equal title", ratio / 100)
        elif _abbreviates(one.words, two.words) and _overlap(one, two) >= 0.8:
            self._join(a, b, "title with an acronym for its words", 0.93)
        elif self._drops_subtitle(a, b) and _overlap(one, two) >= 0.8:
            self._join(a, b, "title without its subtitle", 0.93)

    def _drops_subtitle(self, a: int, b: int) -> bool:
        short, long = (a, b) if len(self.entries[a].joined) < len(self.entries[b].joined) else (b, a)
        brief, words = self.entries[short].words, self.entries[long].words
        if len(brief) >= len(words) or words[: len(brief)] != brief or not _distinctive(brief):
            return False
        heads = re.split(r"\s*[:?!–—]\s*|\s+-+\s+|\.\s+", self.publication(long).title)
        return any(title_words(": ".join(heads[:count])) == brief for count in range(1, len(heads)))

    def _join(self, a: int, b: int, reason: str, score: float) -> None:
        one, two = self.entries[a], self.entries[b]
        shared = len(set(one.families) & set(two.families))
        years = f", {one.year} and {two.year}" if one.year and two.year and one.year != two.year else ""
        self.clusters.join(a, b, reason, score, f"{shared} author names in common{years}")

    # ── versions ────────────────────────────────────────────────────────────────────────────────────────────────

    def _part_versions(self) -> None:
        """Part a work whose versions are printed as papers of their own, and link the earlier to the final one."""
        groups = {root: units for root, units in self.clusters.members.items() if len(units) > 1}
        parted: list[list[list[int]]] = []
        for units in groups.values():
            by_version: dict[tuple[str, str], list[int]] = defaultdict(list)
            for unit in sorted(units):
                by_version[self._version(unit)].append(unit)
            if len(by_version) > 1 and self._are_versions(by_version):
                parted.append(self._settle(by_version))
        if parted:
            self._rebuild(parted)

    def _version(self, unit: int) -> tuple[str, str]:
        """Class ("preprint", "workshop", "final", "") and series of an entry."""
        publication = self.publication(unit)
        placed = self.venues.placed.get(publication.venue)
        series = self.venues.series[placed.series] if placed else None
        if publication.type == "preprint" or (series and series.kind == "repository"):
            return "preprint", ""
        if publication.type == "workshop" or (series and series.kind == "workshop"):
            return "workshop", series.id if series else ""
        if series is None:
            return "", ""
        return "final", series.id

    def _are_versions(self, by_version: dict[tuple[str, str], list[int]]) -> bool:
        """Whether the groups are printed as separate papers, or clearly are."""
        profiles = [
            {self.world.entry_profile[unit] for unit in units} for version, units in by_version.items() if version[0]]
        if any(one & two for index, one in enumerate(profiles) for two in profiles[index + 1:]):
            return True
        finals = [self.venues.series[series] for kind, series in by_version if kind == "final" and series]
        return len({each.kind for each in finals if each.known and each.kind in ("conference", "journal")}) > 1

    def _settle(self, by_version: dict[tuple[str, str], list[int]]) -> list[list[int]]:
        """The versions, final ones last; entries that do not say which go with the last."""
        order = {"preprint": 0, "workshop": 1, "final": 2}
        known = sorted((version for version in by_version if version[0]), key=lambda version: (
            order[version[0]], self._is_journal(version[1]), len(by_version[version]), version))
        groups = [by_version[version] for version in known]
        groups[-1].extend(by_version.get(("", ""), ()))
        return groups

    def _is_journal(self, series: str) -> bool:
        return bool(series) and self.venues.series[series].kind == "journal"

    def _rebuild(self, parted: list[list[list[int]]]) -> None:
        """Join all again, with the versions of a work held apart."""
        old = self.clusters.edges
        group_of = {unit: index for groups in parted for index, group in enumerate(groups) for unit in group}
        self.clusters = Clusters(len(self.entries))
        if self.curation:
            self.curation.papers(self)
        for edge in old:
            if group_of.get(edge.a) == group_of.get(edge.b):
                self.clusters.join(*edge)
        for groups in parted:
            for group in groups:
                for unit in group[1:]:
                    self.clusters.join(group[0], unit, "same title", 0.97, "same version of one work")
            final = self.clusters.find(groups[-1][0])
            for group in groups[:-1]:
                self.version_of[self.clusters.find(group[0])] = final


def _overlap(one: Entry, two: Entry) -> float:
    """Share of the shorter author list's family names that the longer one has too."""
    ours, theirs = Counter(one.families), Counter(two.families)
    shared = sum((ours & theirs).values())
    fewest = min(len(one.families), len(two.families))
    if one.complete and two.complete:
        fewest = max(fewest, round(0.6 * max(len(one.families), len(two.families))))
    return shared / fewest if fewest else 0.0


_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))


def _numbers(words: Sequence[str]) -> list[str]:
    """The numbers of a title, in order: a lone "i" or "v" only after "part" and the like."""
    return [
        word
        for index, word in enumerate(words)
        if word.isdigit()
        or (word in _ROMAN and (len(word) > 1 or (index and words[index - 1] in ("part", "volume", "chapter"))))
    ]


def _few_words_apart(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether the words that only one title has are misspellings or small words, not another subject."""
    ours, theirs = Counter(one), Counter(two)
    left, right = list((ours - theirs).elements()), list((theirs - ours).elements())
    if not left or not right:
        return sum(len(word) for word in left + right) <= 12
    return fuzz.ratio("".join(left), "".join(right)) >= 60 or fuzz.ratio(" ".join(one), " ".join(two)) >= 95


def _abbreviates(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one title writes an acronym where the other writes its words.

    >>> _abbreviates(("tidal", "nas"), ("tidal", "neural", "architecture", "search"))
    True
    """
    short, long = (one, two) if len(one) < len(two) else (two, one)
    spelt = len(long) - len(short) + 1
    for place, word in enumerate(short):
        if word != long[place]:
            return (len(word) == spelt > 1 and short[place + 1:] == long[place + spelt:]
                    and word == "".join(each[0] for each in long[place:place + spelt]))
    return False


def _distinctive(words: Sequence[str]) -> bool:
    return len(words) > 1 or (len(words) == 1 and len(words[0]) >= 4)


def _blocks(entry: Entry) -> Iterable[tuple[str, ...]]:
    """Where look-alikes of an entry are searched: by its authors, and by its first words."""
    families = entry.families
    if families:
        yield ("a", families[0], families[-1], str(len(families)))
        if len(families) > 1:
            yield ("b", families[0], families[1], entry.words[0] if entry.words else "")
    if len(entry.words) >= 4:
        yield ("t", *entry.words[:4])
    elif entry.words and families:
        yield ("s", entry.words[0], families[0])


def _pairs(numbers: list[int]) -> Iterable[tuple[int, int]]:
    """All pairs of a small block; in a large one each with its next neighbours."""
    reach = len(numbers) if len(numbers) <= LARGEST_BLOCK else 12
    for index, one in enumerate(numbers):
        for two in numbers[index + 1: index + 1 + reach]:
            yield one, two
