"""What is compared: a person, paper or venue, ours or a candidate elsewhere, with all that can speak for or against."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

KINDS = ("person", "paper", "venue")
"""The kinds of things that are looked for elsewhere."""


@dataclass(frozen=True)
class Thing:
    """A thing, here or elsewhere.

    Attributes:
        iri: what it is called.
        names: its names or its title, the first one as it is shown.
        ids: its identifiers as IRIs, each in the one form of ``identifier``.
        witnesses: titles of a person's papers; names of a paper's authors.
        year: of a paper.
    """

    iri: str
    names: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    witnesses: frozenset[str] = field(default=frozenset(), repr=False)
    year: int | None = None


_REGISTRIES = (
    (re.compile(r"(?:https?://(?:www\.)?orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/?"),
     "https://orcid.org/{}", str.upper),
    (re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)"), "https://doi.org/{}", str.lower),
    (re.compile(r"(?:https?://dblp\.org/pid/|https?://dblp\.uni-trier\.de/pid/|dblp:)(\w+/[\w-]+?)(?:\.html)?"),
     "https://dblp.org/pid/{}", str),
    (re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wikidata:)(Q\d+)"),
     "http://www.wikidata.org/entity/{}", str),
    (re.compile(r"(?:https?://openalex\.org/|https?://semopenalex\.org/\w+/|openalex:)([AW]\d+)"),
     "https://openalex.org/{}", str),
)
"""Registries that give a thing one identifier of its own: how it is written, and its one form."""


def identifier(text: str) -> str:
    """Return an identifier of a registry as the one IRI that stands for it; "" where it is none.

    >>> identifier("0000-0002-1825-0097"), identifier("http://dx.doi.org/10.1000/XYZ")
    ('https://orcid.org/0000-0002-1825-0097', 'https://doi.org/10.1000/xyz')
    >>> identifier("https://olin.example/")
    ''
    """
    for shape, form, change in _REGISTRIES:
        found = shape.fullmatch(text.strip())
        if found:
            return form.format(change(found[1]))
    return ""
