"""The paths of things: an entity's IRI is ``dataset.base`` followed by its kind and its local name."""

from __future__ import annotations

import re
from typing import NamedTuple

KINDS = ("person", "paper", "venue", "edition", "organization", "profile", "entry", "signature", "position",
         "education", "advising", "award", "service", "talk", "teaching", "project", "doubt")
"""First part of the path of an entity's IRI."""

PAGES = ("person", "paper", "venue", "edition", "organization")
"""The kinds that have a page for people."""

SUFFIXES = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json",
            "rdf": "application/rdf+xml"}
"""Suffix of a data document -> its media type."""

_LOCAL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~%-]{0,300}")


class Thing(NamedTuple):
    """A thing of the graph by the two parts of its path."""

    kind: str
    name: str

    @property
    def path(self) -> str:
        """The IRI without ``dataset.base``."""
        return f"{self.kind}/{self.name}"

    def iri(self, base: str) -> str:
        """Return the IRI below ``dataset.base``."""
        return base + self.path


def thing_of(kind: str, name: str) -> Thing | None:
    """Return the thing that a path names, or None where no IRI of ours can look so.

    >>> thing_of("person", "p-1")
    Thing(kind='person', name='p-1')
    >>> thing_of("person", "x> <y") is None
    True
    """
    return Thing(kind, name) if kind in KINDS and _LOCAL_NAME.fullmatch(name) else None


def data_query(iri: str) -> str:
    """Return the CONSTRUCT query for the data of a thing: its own statements, and those of the facts that name it."""
    return f"""CONSTRUCT {{ <{iri}> ?p ?o . ?fact ?fp ?fo }} WHERE {{
      {{ <{iri}> ?p ?o }} UNION
      {{ VALUES ?link {{ kg:holder kg:person kg:paper kg:about kg:series org:unitOf }}
         ?fact ?link <{iri}> ; ?fp ?fo }}
    }}"""
