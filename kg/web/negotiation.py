"""Content negotiation: the best of what we can give, by the q-values of an Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

RESULTS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
}
"""What a client may ask of SELECT and ASK -> what it gets; our own choice first."""

GRAPHS = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/xml": "application/rdf+xml",
    "application/json": "application/ld+json",
    "text/plain": "application/n-triples",
}
"""What a client may ask of CONSTRUCT and DESCRIBE -> what it gets; our own choice first."""

SHORT = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", ""),
    "tsv": ("text/tab-separated-values", ""),
    "ttl": ("", "text/turtle"),
    "nt": ("", "application/n-triples"),
    "jsonld": ("", "application/ld+json"),
    "rdf": ("", "application/rdf+xml"),
}
"""Names of formats as a ``format=`` parameter and as suffixes -> (media type of results, of graphs)."""


def accepted(request: Request) -> str:
    """Return what a request accepts; the header may be sent in several pieces."""
    return ", ".join(request.headers.getlist("accept"))


def best(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that an Accept header wants most, or None where it wants none of them.

    Between equals the earlier offer wins.

    >>> best("text/html;q=0.8, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    >>> best("", ["text/html"]), best("image/*", ["text/html"]), best("*/*;q=0.1", ["text/html"])
    ('text/html', None, 'text/html')
    """
    wishes = _wishes(accept)
    if not wishes:
        return offered[0]
    ranked = [(_quality(each, wishes), -place, each) for place, each in enumerate(offered)]
    quality, _, chosen = max(ranked)
    return chosen if quality > 0 else None


def _wishes(accept: str) -> dict[str, float]:
    wishes: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (each.strip().lower() for each in part.split(";"))
        if not media:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        wishes[media] = max(quality, wishes.get(media, 0.0))
    return wishes


def _quality(media: str, wishes: dict[str, float]) -> float:
    """The most specific wish decides: the type itself, then its family, then anything."""
    for pattern in (media, media.partition("/")[0] + "/*", "*/*"):
        if pattern in wishes:
            return wishes[pattern]
    return 0.0
