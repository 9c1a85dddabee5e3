"""Keep what identification decided, and why, beside the store; read it back without a rebuild.

Takes entities with the profiles that they were made of; gives an SQLite file that ``kg explain`` reads. One row a
mention (its address, its text, the lines it stands on, the entity behind it), one an edge, one a doubt.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import DatasetError
from kg.model import Entities, Fact, Mention, Profile, SourcedProfile

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE mention (
  number INTEGER PRIMARY KEY, entity TEXT, source TEXT, list TEXT, item INTEGER, role TEXT, place INTEGER,
  text TEXT, file TEXT, first INTEGER, last INTEGER);
CREATE TABLE edge (a INTEGER, b INTEGER, reason TEXT, score REAL, evidence TEXT);
CREATE TABLE doubt (a TEXT, b TEXT, score REAL, reasons TEXT);
CREATE TABLE entity (id TEXT PRIMARY KEY, kind TEXT, label TEXT);
"""
_INDEXES = """
CREATE INDEX mention_entity ON mention (entity);
CREATE INDEX mention_entry ON mention (source, list, item);
CREATE INDEX edge_a ON edge (a);
CREATE INDEX edge_b ON edge (b);
"""


class Told(NamedTuple):
    """One mention as it is kept."""

    number: int
    entity: str
    source: str
    list: str
    item: int
    role: str
    place: int
    text: str
    file: str
    first: int | None
    last: int | None

    @property
    def where(self) -> str:
        """The lines it stands on, for people."""
        if self.first is None:
            return self.source
        lines = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.source}/{self.file}:{lines}"


class Join(NamedTuple):
    """One edge as it is kept: two mentions, and why they are one thing."""

    a: Told
    b: Told
    reason: str
    score: float
    evidence: str


class Undecided(NamedTuple):
    """One doubt as it is kept."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


def save(entities: Entities, profiles: Sequence[SourcedProfile], path: Path) -> None:
    """Write the evidence of a build to a new file.

    Raises:
        DatasetError: it cannot be written.
    """
    try:
        with sqlite3.connect(path) as file:
            file.executescript(_SCHEMA)
            _fill(file, entities, profiles)
            file.executescript(_INDEXES)
        file.close()
    except sqlite3.Error as error:
        raise DatasetError(f"cannot write the evidence: {error}", file=str(path)) from error


def _fill(file: sqlite3.Connection, entities: Entities, profiles: Sequence[SourcedProfile]) -> None:
    numbers = {mention: number for number, mention in enumerate(entities.resolved)}
    for edge in entities.edges:  # a mention that stands for nothing by itself still joins others
        for mention in (edge.a, edge.b):
            numbers.setdefault(mention, len(numbers))
    file.executemany("INSERT INTO mention VALUES (?,?,?,?,?,?,?,?,?,?,?)", _rows(numbers, entities, profiles))
    file.executemany("INSERT INTO edge VALUES (?,?,?,?,?)", (
        (numbers[each.a], numbers[each.b], each.reason, each.score, each.evidence) for each in entities.edges))
    file.executemany("INSERT INTO doubt VALUES (?,?,?,?)", (
        (each.a, each.b, each.score, json.dumps(each.reasons, ensure_ascii=False)) for each in entities.doubts))
    kinds = (("person", entities.people), ("venue", entities.venues), ("organization", entities.organizations))
    for kind, things in kinds:
        file.executemany("INSERT INTO entity VALUES (?,?,?)", (
            (each.id, kind, each.name) for each in things.values()))
    file.executemany("INSERT INTO entity VALUES (?,?,?)", (
        (each.id, "paper", each.title) for each in entities.papers.values()))


def _rows(
    numbers: dict[Mention, int], entities: Entities, profiles: Sequence[SourcedProfile],
) -> Iterator[tuple[object, ...]]:
    for mention, number in numbers.items():
        sourced = profiles[mention.profile]
        fact = fact_of(sourced.profile, mention)
        source = fact.source if fact else None
        first, last = source.lines if source else (None, None)
        yield (number, entities.resolved.get(mention, ""), sourced.id, mention.list, mention.item, mention.role,
               mention.place, text_of(sourced.profile, mention), source.file if source else "", first, last)


def fact_of(profile: Profile, mention: Mention) -> Fact | None:
    """Return the item of a profile's list that a mention stands in; None for the owner."""
    if not mention.list:
        return None
    fact: Fact = getattr(profile, mention.list)[mention.item]
    return fact


def text_of(profile: Profile, mention: Mention) -> str:
    """Return what is printed at a mention's address; "" where the name is left unprinted.

    >>> from kg.model import Publication
    >>> profile = Profile(publications=(Publication(title="On Rivers", authors=("Olin, M.",)),))
    >>> text_of(profile, Mention(0, "publications", 0, "author", 1))
    'Olin, M.'
    """
    fact = fact_of(profile, mention)
    if fact is None:
        return profile.name
    if mention.role == "paper":
        return str(getattr(fact, "title", ""))
    if mention.role in ("author", "advisor", "supervisor"):
        names = getattr(fact, f"{mention.role}s")
        return str(names[mention.place - 1]) if 1 <= mention.place <= len(names) else ""
    return str(getattr(fact, mention.role, ""))


class Evidence:
    """The evidence of a build, open for reading.

    Args:
        path: the file that ``save`` wrote.

    Raises:
        DatasetError: it is not there, or not readable.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise DatasetError("this dataset keeps no evidence of its identities", file=str(path),
                               hint="build it again with: kg build PATH…")
        self._file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def __enter__(self) -> Evidence:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def label(self, entity: str) -> str:
        """Return what an entity is called."""
        found = self._file.execute("SELECT label FROM entity WHERE id = ?", (entity,)).fetchone()
        return str(found[0]) if found else entity

    def kind(self, entity: str) -> str:
        """Return an entity's kind: "person", "paper", "venue" or "organization"; "" where it is not known."""
        found = self._file.execute("SELECT kind FROM entity WHERE id = ?", (entity,)).fetchone()
        return str(found[0]) if found else ""

    def title(self, mention: Told) -> str:
        """Return the title of the entry that a mention stands in, "" where it stands in none."""
        found = self._file.execute(
            "SELECT text FROM mention WHERE source = ? AND list = ? AND item = ? AND role = 'paper'",
            (mention.source, mention.list, mention.item)).fetchone()
        return str(found[0]) if found else ""

    def mentions(self, entity: str) -> list[Told]:
        """Return the mentions of an entity by source and line."""
        rows = self._file.execute(
            "SELECT * FROM mention WHERE entity = ? ORDER BY source, file, first, list, item, place", (entity,))
        return [Told(*row) for row in rows]

    def joins(self, entity: str) -> list[Join]:
        """Return the edges that hold an entity together, weakest first."""
        rows = self._file.execute(
            "SELECT a.*, b.*, edge.reason, edge.score, edge.evidence FROM edge "
            "JOIN mention a ON a.number = edge.a JOIN mention b ON b.number = edge.b "
            "WHERE a.entity = ? AND b.entity = ? ORDER BY edge.score, edge.reason, edge.a, edge.b", (entity, entity))
        width = len(Told._fields)
        return [Join(Told(*row[:width]), Told(*row[width:2 * width]), *row[2 * width:]) for row in rows]

    def doubts(self, entity: str = "") -> list[Undecided]:
        """Return the undecided pairs, of one person or all, the most likely first."""
        rows = self._file.execute(
            "SELECT a, b, score, reasons FROM doubt WHERE ? IN ('', a, b) ORDER BY score DESC, a, b", (entity,))
        return [Undecided(a, b, score, tuple(json.loads(reasons))) for a, b, score, reasons in rows]

    def papers(self, person: str) -> dict[str, str]:
        """Return the papers that a person signs, id -> title."""
        return dict(self._file.execute(
            "SELECT DISTINCT paper.entity, paper.text FROM mention author JOIN mention paper ON "
            "paper.source = author.source AND paper.list = author.list AND paper.item = author.item "
            "AND paper.role = 'paper' WHERE author.entity = ? AND author.role = 'author' "
            "ORDER BY paper.entity, paper.source DESC", (person,)))

    def coauthors(self, person: str) -> dict[str, str]:
        """Return who signs papers with a person, id -> name."""
        found: dict[str, str] = {}
        for paper in self.papers(person):
            found.update(self._file.execute(
                "SELECT DISTINCT entity.id, entity.label FROM mention paper JOIN mention author ON "
                "author.source = paper.source AND author.list = paper.list AND author.item = paper.item "
                "AND author.role = 'author' JOIN entity ON entity.id = author.entity "
                "WHERE paper.entity = ? AND paper.role = 'paper'", (paper,)))
        found.pop(person, None)
        return found

    def organizations(self, person: str) -> dict[str, str]:
        """Return the organizations of a person's career, id -> name, by the pages that the person owns."""
        sources = [each.source for each in self.mentions(person) if each.role == "owner"]
        found: dict[str, str] = {}
        for source in sources:
            found.update(self._file.execute(
                "SELECT DISTINCT entity.id, entity.label FROM mention JOIN entity ON entity.id = mention.entity "
                "WHERE mention.source = ? AND mention.role = 'organization' AND mention.list IN "
                "('positions', 'education')", (source,)))
        return found


def shared(one: dict[str, str], other: dict[str, str]) -> Iterable[str]:
    """Return what two people have in common, by name."""
    return sorted(one[key] for key in one.keys() & other.keys())
