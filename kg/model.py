"""The records that flow through the program. No input or output here, no RDF.

Two families. A ``Profile`` is what one homepage says of its owner: strings, as printed. ``Entities`` are the
people, papers, venues and organizations behind those strings; a ``Mention`` is the address of one string in the
profiles, so that every entity can name what it was made of.

A name, a signature and a person are three things: a ``Name`` is a string with its parts, a signature is one place
of one author list on one page, a ``Person`` is somebody.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct

PaperType = Literal["conference", "workshop", "journal", "preprint", "thesis", "book", "chapter", "patent",
                    "report", "dataset", "software", "other"]
PaperStatus = Literal["published", "accepted", "under_review"]

PRESENT = "present"
"""The value of ``end`` where a page says that something goes on."""


# ── what a page says ────────────────────────────────────────────────────────────────────────────────────────────


class Source(Struct, frozen=True):
    """Where a fact was read: a file (relative to its source) and its first and last line, 1-based, inclusive."""

    file: str
    lines: tuple[int, int]


class Link(Struct, frozen=True, omit_defaults=True):
    """A link with the text that carries it."""

    label: str = ""
    url: str = ""


class Fact(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What every item of a profile's lists carries beside its own keys.

    ``confidence`` is 0..1 and left out where the reading is certain.
    """

    source: Source | None = None
    confidence: float | None = None


class Publication(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A paper as one page prints it. Places in author lists are 1-based."""

    title: str
    authors: tuple[str, ...] = ()
    authors_complete: bool | None = None
    owner_position: int | None = None
    equal_contribution: tuple[int, ...] = ()
    corresponding: tuple[int, ...] = ()
    venue: str = ""
    year: int | None = None
    date: str = ""
    type: PaperType | None = None
    status: PaperStatus | None = None
    award: str = ""
    doi: str = ""
    arxiv: str = ""
    urls: tuple[Link, ...] = ()


class Position(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A paid or visiting post, or an internship. Dates are ISO 8601 at the precision given; see ``kg.dates``."""

    role: str = ""
    organization: str = ""
    unit: str = ""
    location: str = ""
    start: str = ""
    end: str = ""
    supervisors: tuple[str, ...] = ()


class Education(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A degree or a time of study."""

    degree: str = ""
    field: str = ""
    organization: str = ""
    unit: str = ""
    location: str = ""
    start: str = ""
    end: str = ""
    advisors: tuple[str, ...] = ()


class Award(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """An award; ``organization`` is who gives it, or where it was given."""

    title: str
    organization: str = ""
    year: int | None = None


class Service(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """One duty for one venue in one year."""

    role: str
    venue: str = ""
    year: int | None = None


class Talk(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A talk; ``venue`` is where it was held."""

    title: str = ""
    venue: str = ""
    date: str = ""


class Teaching(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A course taught or assisted."""

    course: str
    organization: str = ""
    role: str = ""
    date: str = ""


class Project(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A project that the owner works on or worked on."""

    title: str
    organization: str = ""
    start: str = ""
    end: str = ""
    url: str = ""


class News(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """A news item as plain text."""

    date: str = ""
    text: str


class Profile(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What one homepage says of its owner, or (``kind`` "bibliography") a list of papers without an owner.

    ``id`` names the source; it is only written where several profiles share one file.
    """

    id: str = ""
    kind: Literal["homepage", "bibliography"] = "homepage"
    name: str = ""
    other_names: tuple[str, ...] = ()
    homepage: str = ""
    email: str = ""
    image: str = ""
    identifiers: dict[str, str] = {}
    interests: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    education: tuple[Education, ...] = ()
    publications: tuple[Publication, ...] = ()
    awards: tuple[Award, ...] = ()
    service: tuple[Service, ...] = ()
    talks: tuple[Talk, ...] = ()
    teaching: tuple[Teaching, ...] = ()
    projects: tuple[Project, ...] = ()
    news: tuple[News, ...] = ()


class SourceFile(Struct, frozen=True):
    """A file that was read: its path relative to the source, and the SHA-256 of its bytes in hexadecimal."""

    path: str
    sha256: str


class SourcedProfile(Struct, frozen=True, kw_only=True):
    """A profile with where it came from: what identification and mapping start from.

    ``id`` is unique in a build: the file's name without suffix, the folder's name, or the record's own ``id``.
    ``modified`` is the newest change of its files as an ISO 8601 instant in UTC, where one is known.
    """

    id: str
    profile: Profile
    files: tuple[SourceFile, ...] = ()
    modified: str = ""


# ── what stands behind it ───────────────────────────────────────────────────────────────────────────────────────


class Mention(NamedTuple):
    """The address of one name, title, venue or organization in the profiles of a build.

    ``profile`` is the index of the profile; ``list`` the key of the profile's list ("publications", "education" …,
    "" for the owner); ``item`` the index in that list; ``role`` what is mentioned: "owner", "paper", "author",
    "venue", "organization", "unit", "advisor" or "supervisor"; ``place`` the 1-based place where ``role`` is a list
    (authors, advisors, supervisors), else 0. An owner that an entry leaves unprinted is its "author" at place 0.
    """

    profile: int
    list: str
    item: int
    role: str
    place: int = 0


class Person(Struct, frozen=True, kw_only=True):
    """Somebody. ``name`` is the fullest written form; ``identifiers`` as in ``Profile``."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    homepages: tuple[str, ...] = ()
    email: str = ""
    image: str = ""
    interests: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    """Ids of earlier builds that have become this person."""


class Paper(Struct, frozen=True, kw_only=True):
    """A paper, its best values out of all entries. ``authors`` are person ids in order, without gaps."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    authors_complete: bool = True
    year: int | None = None
    date: str = ""
    venue: str = ""
    edition: str = ""
    type: PaperType | None = None
    status: PaperStatus | None = None
    doi: str = ""
    arxiv: str = ""
    urls: tuple[Link, ...] = ()
    awards: tuple[str, ...] = ()
    version_of: str = ""
    """Id of the final version, where this is a preprint or a workshop version of it."""
    former_ids: tuple[str, ...] = ()


class Venue(Struct, frozen=True, kw_only=True):
    """A series: a conference, workshop or journal through the years."""

    id: str
    name: str
    acronym: str = ""
    kind: Literal["conference", "workshop", "journal", "repository", "other"] = "other"
    field: str = ""
    other_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    known: bool = False
    """Whether the gazetteer has it."""
    former_ids: tuple[str, ...] = ()


class Edition(Struct, frozen=True, kw_only=True):
    """A series in one year. ``part_of`` is the id of the edition that a workshop edition belongs to."""

    id: str
    venue: str
    year: int
    part_of: str = ""


class Organization(Struct, frozen=True, kw_only=True):
    """A university, company or institute, or a unit (``parent`` is then the id of what it is a unit of)."""

    id: str
    name: str
    acronym: str = ""
    kind: Literal["university", "company", "institute", "government", "other"] = "other"
    other_names: tuple[str, ...] = ()
    parent: str = ""
    country: str = ""
    homepage: str = ""
    ror: str = ""
    known: bool = False
    former_ids: tuple[str, ...] = ()


class Edge(Struct, frozen=True, kw_only=True):
    """Why two mentions are one thing: the reason's name, a score 0..1 and the evidence in plain words."""

    a: Mention
    b: Mention
    reason: str
    score: float
    evidence: str = ""


class Doubt(Struct, frozen=True, kw_only=True):
    """Two people who may be one: ids, score 0..1, reasons in plain words."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


class Entities(Struct, frozen=True, kw_only=True):
    """What identification gives: entities by id, the entity behind each mention, and the reasons."""

    people: dict[str, Person]
    papers: dict[str, Paper]
    venues: dict[str, Venue]
    editions: dict[str, Edition]
    organizations: dict[str, Organization]
    resolved: dict[Mention, str]
    edges: tuple[Edge, ...] = ()
    doubts: tuple[Doubt, ...] = ()


# ── profiles as JSON ────────────────────────────────────────────────────────────────────────────────────────────


def to_json(profile: Profile) -> str:
    """Return the profile as JSON text in UTF-8, indented by one space; keys with nothing to say are left out.

    >>> print(to_json(Profile(name="Mira Olin")))
    {
     "name": "Mira Olin"
    }
    """
    return msgspec.json.format(msgspec.json.encode(profile), indent=1).decode()


def from_json(text: bytes | str) -> Profile:
    """Read a profile from JSON text; unknown keys are passed over, "2021" is taken for 2021.

    Raises:
        msgspec.ValidationError: a value does not fit, with its path (``$.publications[3].year``).
        msgspec.DecodeError: it is not JSON.

    >>> from_json('{"name": "Mira Olin", "publications": [{"title": "On Rivers", "year": "2021"}]}').publications[0].year
    2021
    """
    return msgspec.json.decode(text, type=Profile, strict=False)
