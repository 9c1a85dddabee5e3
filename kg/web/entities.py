"""The IRIs of things: a request for one is sent on to its page or to its data, whichever is wanted.

The path of an entity is its IRI without ``dataset.base``, so one dataset can be served under any host. "303 URIs"
of https://www.w3.org/TR/cooluris/ ; the data of a thing are its own statements and those of the facts about it.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.store import Dataset
from kg.web import negotiation
from kg.web.workers import Job

KINDS = ("person", "paper", "venue", "edition", "organization", "profile", "entry", "signature", "position",
         "education", "advising", "award", "service", "talk", "teaching", "project", "doubt")
"""First part of the path of an entity's IRI."""

PAGES = ("person", "paper", "venue", "organization")
"""The kinds that have a page for people."""

SUFFIXES = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json",
            "rdf": "application/rdf+xml"}
"""Suffix of a data document -> its media type."""

_LOCAL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~%-]{0,300}")


class Entity(NamedTuple):
    """A thing of the graph by the two parts of its path."""

    kind: str
    name: str

    def iri(self, base: str) -> str:
        """Return the IRI below ``dataset.base``."""
        return f"{base}{self.kind}/{self.name}"


def entity_of(kind: str, name: str) -> Entity | None:
    """Return the entity that a path names, or None where no IRI of ours can look so.

    >>> entity_of("person", "p-1")
    Entity(kind='person', name='p-1')
    >>> entity_of("person", "x> <y") is None
    True
    """
    return Entity(kind, name) if kind in KINDS and _LOCAL_NAME.fullmatch(name) else None


def successor(dataset: Dataset, iri: str) -> str | None:
    """Return the IRI that took the place of a merged one, or None."""
    rows = dataset.sparql(f"SELECT ?now {{ <{iri}> dcterms:isReplacedBy ?now }} ORDER BY ?now LIMIT 1")
    found = [row["now"].value for row in rows]  # type: ignore[union-attr]
    return found[0] if found else None


def exists(dataset: Dataset, iri: str) -> bool:
    """Return whether the graph says anything of an IRI."""
    return bool(dataset.sparql(f"ASK {{ <{iri}> ?p ?o }}"))


def send_on(request: Request, entity: Entity, dataset: Dataset, base: str) -> Response:
    """Answer a request for a thing itself: 303 to its page or data, 301 to what took its place, 404."""
    iri = entity.iri(base)
    now = successor(dataset, iri)
    if now and now.startswith(base):
        return RedirectResponse(f"/{now.removeprefix(base)}", 301)
    if not exists(dataset, iri):
        return PlainTextResponse(f"the dataset says nothing of {iri}\n", 404)
    accept = request.headers.get("accept", "")
    offered = [*(["text/html"] if entity.kind in PAGES else []), *SUFFIXES.values()]
    wanted = negotiation.best(accept, offered)
    if wanted is None:
        return PlainTextResponse(f"can give {', '.join(offered)}\n", 406, headers={"Vary": "Accept"})
    path = f"{entity.kind}/{entity.name}"
    if wanted == "text/html":
        target = f"/page/{path}"
    else:
        suffix = next(suffix for suffix, media in SUFFIXES.items() if media == wanted)
        target = f"/data/{path}.{suffix}"
    return RedirectResponse(target, 303, headers={"Vary": "Accept"})


def data_job(iri: str, media: str) -> Job:
    """Return the query for the data of a thing: its statements, and those of the facts that name it."""
    query = f"""CONSTRUCT {{ <{iri}> ?p ?o . ?fact ?fp ?fo }} WHERE {{
      {{ <{iri}> ?p ?o }} UNION
      {{ VALUES ?link {{ kg:holder kg:person kg:paper kg:about kg:series org:unitOf }}
         ?fact ?link <{iri}> ; ?fp ?fo }}
    }}"""
    return Job(query, graph_type=media)


def data_headers(kind: str, name: str) -> dict[str, str]:
    """Return the headers that a data document carries: where its page and its other forms are."""
    links = [f'</data/{kind}/{name}.{suffix}>; rel="alternate"; type="{media}"' for suffix, media in SUFFIXES.items()]
    if kind in PAGES:
        links.insert(0, f'</page/{kind}/{name}>; rel="alternate"; type="text/html"')
    links.append(f'</{kind}/{name}>; rel="describes"')
    return {"Link": ", ".join(links), "Vary": "Accept"}


def etag(dataset: Dataset, path: str) -> str:
    """Return an entity tag that changes when the dataset does."""
    return f'"{hashlib.sha256(f"{dataset.folder.name} {path}".encode()).hexdigest()[:20]}"'
