"""Links to the same thing elsewhere, named as people know the places: "ORCID 0000-0002-1825-0097", "GitHub miraolin"."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

_PLACES = {
    "orcid.org": "ORCID", "dblp.org": "dblp", "dblp.uni-trier.de": "dblp", "scholar.google.com": "Google Scholar",
    "github.com": "GitHub", "gitlab.com": "GitLab", "linkedin.com": "LinkedIn", "x.com": "X", "twitter.com": "X",
    "bsky.app": "Bluesky", "semanticscholar.org": "Semantic Scholar", "openreview.net": "OpenReview",
    "researchgate.net": "ResearchGate", "aclanthology.org": "ACL Anthology", "wikidata.org": "Wikidata",
    "openalex.org": "OpenAlex", "ror.org": "ROR", "doi.org": "DOI", "arxiv.org": "arXiv",
    "huggingface.co": "Hugging Face", "youtube.com": "YouTube", "mathgenealogy.org": "Mathematics Genealogy",
    "dl.acm.org": "ACM", "zbmath.org": "zbMATH", "viaf.org": "VIAF", "d-nb.info": "GND", "isni.org": "ISNI",
    "scopus.com": "Scopus", "publons.com": "Publons", "webofscience.com": "Web of Science",
    "en.wikipedia.org": "Wikipedia",
}
_WITH_NAME = frozenset({"ORCID", "GitHub", "GitLab", "dblp", "DOI", "arXiv", "Wikidata", "ROR"})
"""Places whose last part of the path says something to people."""

_LONGEST = 60


def link_label(href: str) -> str:
    """Return what a link says.

    >>> link_label("https://orcid.org/0000-0002-1825-0097"), link_label("https://www.github.com/miraolin/")
    ('ORCID 0000-0002-1825-0097', 'GitHub miraolin')
    >>> link_label("https://scholar.google.com/citations?user=xyz"), link_label("https://olin.example/")
    ('Google Scholar', 'olin.example')
    """
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return href[:_LONGEST]
    place = _PLACES.get(host)
    path = unquote(parts.path).strip("/")
    if place is None:
        shown = f"{host}/{path}".rstrip("/") or href
        return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    said = path.removeprefix("pid/").removeprefix("abs/").removeprefix("wiki/").removeprefix("entity/")
    if place in _WITH_NAME and said and len(said) <= _LONGEST and not parse_qs(parts.query):
        return f"{place} {said}"
    return place
