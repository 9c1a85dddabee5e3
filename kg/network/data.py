"""Who wrote what with whom, as one plain record: what the network, the viewer and the figures start from.

Nothing here knows RDF or files, so the same record comes from a dataset (``collect.py``), from any query with
columns ``source, target`` (``pairs.py``), or from a made-up world (``made_up.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.model import Link

LARGE_PAPER = 50
"""More authors than this, and a paper says nothing about who works with whom: it makes no edges."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement was read: the file (with its source) and its first and last line, 1-based."""

    file: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class CareerEntry:
    """A line of a career: a post, a degree, an award. A year that is not known is None; ``ongoing`` has no end."""

    label: str
    kind: str = "position"
    start: int | None = None
    end: int | None = None
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who signs papers.

    Attributes:
        id: the person's IRI, or any string that names nobody else.
        name: the canonical label.
        organization: where they are now, or were last; "" where nothing is known.
        homepage: an http(s) address, or "".
        links: ORCID, dblp and the like.
        career: in order of time.
        owner: whether one of the pages that were read is theirs.
    """

    id: str
    name: str
    organization: str = ""
    homepage: str = ""
    links: tuple[Link, ...] = ()
    career: tuple[CareerEntry, ...] = ()
    owner: bool = False


@dataclass(frozen=True, slots=True)
class AuthoredPaper:
    """A paper with the ids of its authors in order.

    ``title`` is "" where only the tie is known; ``others`` counts authors who signed it and are not in the data.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    year: int | None = None
    venue: str = ""
    url: str = ""
    places: tuple[Place, ...] = ()
    others: int = 0

    @property
    def signed_by(self) -> int:
        """How many people signed it."""
        return len(set(self.authors)) + self.others


@dataclass(frozen=True, slots=True)
class CoauthorData:
    """People and the papers they signed.

    Attributes:
        title: what the data is, for the head of the page.
        people: each once; every author id of a paper is one of them.
        papers: each once.
        large_paper: papers with more authors than this make no edges.
        note: one sentence on how the data was chosen ("2 hops around Mira Olin"), or "".
    """

    title: str
    people: tuple[Author, ...]
    papers: tuple[AuthoredPaper, ...]
    large_paper: int = LARGE_PAPER
    note: str = ""

    @property
    def left_out(self) -> tuple[AuthoredPaper, ...]:
        """The papers that make no edges because too many people signed them."""
        return tuple(paper for paper in self.papers if paper.signed_by > self.large_paper)


def joint_papers(data: CoauthorData) -> Iterator[tuple[str, str, AuthoredPaper]]:
    """Yield (author, author, paper) for each pair of authors of each paper that is not too large.

    >>> people = tuple(Author(name, name) for name in "abc")
    >>> data = CoauthorData("", people, (AuthoredPaper("1", "On Rivers", ("c", "a", "b")),))
    >>> [(one, other) for one, other, _ in joint_papers(data)]
    [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """
    for paper in data.papers:
        if paper.signed_by <= data.large_paper:
            for one, other in combinations(sorted(set(paper.authors)), 2):
                yield one, other, paper
