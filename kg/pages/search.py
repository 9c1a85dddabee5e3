"""Search by any part of a name: an index of labels in memory, made once a dataset version.

People, papers, venues and organizations by label and other names, accents and case folded. A hit at the start of a
name counts more than one at the start of a word, that more than one inside; then the thing with more papers.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from kg.store import Dataset

KINDS = ("person", "venue", "organization", "paper")
"""Kinds that are found, the order of equals."""

_LABELS = """
SELECT ?thing ?label (SAMPLE(?other) AS ?also) (COUNT(DISTINCT ?paper) AS ?papers) {
  ?thing a %s ; rdfs:label ?label .
  OPTIONAL { ?thing schema:alternateName ?other }
  OPTIONAL { ?paper %s ?thing }
} GROUP BY ?thing ?label
"""
_QUERIES = {
    "person": _LABELS % ("kg:Person", "schema:author"),
    "venue": _LABELS % ("kg:Venue", "kg:publishedIn"),
    "organization": "SELECT ?thing ?label (SAMPLE(?other) AS ?also) (COUNT(DISTINCT ?fact) AS ?papers) { "
                    "?thing a kg:Organization ; rdfs:label ?label . OPTIONAL { ?thing schema:alternateName ?other } "
                    "OPTIONAL { ?fact kg:organization ?thing } } GROUP BY ?thing ?label",
    "paper": "SELECT ?thing ?label ?also ?papers { ?thing a kg:Paper ; rdfs:label ?label . "
             "OPTIONAL { ?thing kg:year ?papers } }",
}


class Hit(NamedTuple):
    """A thing that was found: its label, its IRI, its kind, and how many papers (for a paper: its year)."""

    label: str
    iri: str
    kind: str
    weight: int

    @property
    def note(self) -> str:
        """What tells it from others of its name, in a few words."""
        if self.kind == "paper":
            return f"paper, {self.weight}" if self.weight else "paper"
        what = "post" if self.kind == "organization" else "paper"
        return f"{self.kind}, {self.weight:,} {what}{'' if self.weight == 1 else 's'}"


class Index:
    """All labels of one version of a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._entries: list[tuple[str, Hit]] = []
        for kind in KINDS:
            for row in dataset.sparql(_QUERIES[kind]):  # type: ignore[union-attr]
                label, also = row["label"].value, row["also"]
                weight = row["papers"]
                hit = Hit(label, row["thing"].value, kind, int(weight.value) if weight else 0)
                self._entries.append((folded(label), hit))
                if also is not None and folded(also.value) != folded(label):
                    self._entries.append((folded(also.value), hit))

    def all(self) -> list[Hit]:
        """Return every thing once, those with most papers first within its kind."""
        things = {hit for _, hit in self._entries}
        return sorted(things, key=lambda hit: (KINDS.index(hit.kind), -hit.weight, hit.label, hit.iri))

    def find(self, text: str, limit: int = 10) -> list[Hit]:
        """Return the best hits for a text, each thing once."""
        wanted = folded(text)
        if not wanted:
            return []
        ranked = []
        for name, hit in self._entries:
            place = name.find(wanted)
            if place >= 0:
                rank = 0 if place == 0 else 1 if name[place - 1] == " " else 2
                ranked.append((rank, KINDS.index(hit.kind), -hit.weight, hit.label, hit.iri, hit))
        ranked.sort()
        return list(dict.fromkeys(each[-1] for each in ranked))[:limit]


def folded(text: str) -> str:
    """Return a text without accents, in one case, with single spaces.

    >>> folded("  José  MÜLLER ")
    'jose muller'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())
