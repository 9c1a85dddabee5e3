"""What is counted while statements go by on their way to the store: classes, properties, links to other datasets.

Takes pieces of N-Quads and gives them on; the description of the dataset is made of the counts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.rdf.terms import ref
from kg.vocab import KG, OWL, RDF, SCHEMA

_TYPE = ref(RDF.type)
_HASH = ref(KG.sha256)
_SAME = frozenset({ref(OWL.sameAs), ref(SCHEMA.sameAs)})
_LINKING = _SAME | {ref(SCHEMA.url)}

LINKS = 50
"""From so many links on, a set of plain links is described; the LOD cloud counts sets of this size."""


class Statistics:
    """Counts of statements, of the nodes of each class, the statements of each property, and the links elsewhere.

    Attributes:
        triples, entities: how many statements there are, and how many nodes that have a class.
        classes, properties: how often each is used.
        examples: of each class the node that comes first in order.
    """

    def __init__(self) -> None:
        self.triples = 0
        self.entities = 0
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self._links: Counter[tuple[str, str]] = Counter()
        self._files: list[str] = []

    def watch(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield pieces of N-Quads as they come, and count what is in them."""
        properties = self.properties
        for piece in pieces:
            before = ""
            for line in piece.split("\n")[:-1]:
                subject, predicate, rest = line.split(" ", 2)
                properties[predicate] += 1
                if predicate == _TYPE:
                    self._note_class(subject, rest.split(" ", 1)[0])
                    if subject != before:
                        self.entities += 1
                        before = subject
                elif predicate in _LINKING:
                    self._links[predicate, _site(rest.split(" ", 1)[0])] += 1
                elif predicate == _HASH:
                    self._files.append(line)
            yield piece
        self.triples = sum(properties.values())

    def links(self) -> list[tuple[str, str, int]]:
        """Return property, site and number of links: all that say that two things are the same, and where there are
        many, those to pages."""
        return sorted((predicate, site, number) for (predicate, site), number in self._links.items()
                      if site and (predicate in _SAME or number >= LINKS))

    def version(self) -> str:
        """Return a name for the content of the sources: it changes when a file changes, and does not when a file is
        copied or downloaded again."""
        return hashlib.sha256("\n".join(sorted(self._files)).encode()).hexdigest()[:12]

    def _note_class(self, subject: str, class_: str) -> None:
        self.classes[class_] += 1
        first = self.examples.setdefault(class_, subject)
        if subject < first:
            self.examples[class_] = subject


def _site(term: str) -> str:
    """Return the address of the site that an IRI in brackets leads to, "" where it is none.

    >>> _site("<https://orcid.org/0000-0002-1825-0097>"), _site("<urn:isbn:0>")
    ('https://orcid.org/', '')
    """
    scheme, slashes, rest = term[1:-1].partition("://")
    host = rest.partition("/")[0]
    return f"{scheme}://{host}/" if slashes and host and scheme in ("http", "https") else ""
