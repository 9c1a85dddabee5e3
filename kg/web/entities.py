"""The IRIs of things: a request for one is sent on to its page or to its data, whichever is wanted.

The path of an entity is its IRI without ``dataset.base``, so one dataset can be served under any host. "303 URIs"
of https://www.w3.org/TR/cooluris/ ; the data of a thing are its own statements and those of the facts about it.
"""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.pages.things import PAGES, SUFFIXES, Thing
from kg.store import Dataset
from kg.web import negotiation


def successor(dataset: Dataset, iri: str) -> str | None:
    """Return the IRI that took the place of a merged one, or None."""
    rows = dataset.sparql(f"SELECT ?now {{ <{iri}> dcterms:isReplacedBy ?now }} ORDER BY ?now LIMIT 1")
    found = [row["now"].value for row in rows]  # type: ignore[union-attr]
    return found[0] if found else None


def exists(dataset: Dataset, iri: str) -> bool:
    """Return whether the graph says anything of an IRI."""
    return bool(dataset.sparql(f"ASK {{ <{iri}> ?p ?o }}"))


def send_on(request: Request, entity: Thing, dataset: Dataset, base: str) -> Response:
    """Answer a request for a thing itself: 303 to its page or data, 301 to what took its place, 404."""
    iri = entity.iri(base)
    now = successor(dataset, iri)
    if now and now.startswith(base):
        return RedirectResponse(f"/{now.removeprefix(base)}", 301)
    if not exists(dataset, iri):
        return PlainTextResponse(f"the dataset says nothing of {iri}\n", 404)
    accept = negotiation.accepted(request)
    offered = [*(["text/html"] if entity.kind in PAGES else []), *SUFFIXES.values()]
    wanted = negotiation.best(accept, offered)
    if wanted is None:
        return PlainTextResponse(f"can give {', '.join(offered)}\n", 406, headers={"Vary": "Accept"})
    if wanted == "text/html":
        target = f"/page/{entity.path}"
    else:
        suffix = next(suffix for suffix, media in SUFFIXES.items() if media == wanted)
        target = f"/data/{entity.path}.{suffix}"
    return RedirectResponse(target, 303, headers={"Vary": "Accept"})


def document_headers(thing: Thing) -> dict[str, str]:
    """Return the headers that every document about a thing carries: where its page and its other forms are."""
    links = [f'</data/{thing.path}.{suffix}>; rel="alternate"; type="{media}"' for suffix, media in SUFFIXES.items()]
    if thing.kind in PAGES:
        links.insert(0, f'</page/{thing.path}>; rel="alternate"; type="text/html"')
    links.append(f'</{thing.path}>; rel="describes"')
    return {"Link": ", ".join(links), "Vary": "Accept"}


def etag(dataset: Dataset, path: str) -> str:
    """Return an entity tag that changes when the dataset does."""
    return f'"{hashlib.sha256(f"{dataset.folder.name} {path}".encode()).hexdigest()[:20]}"'
