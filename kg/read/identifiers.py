"""Identifiers of a person out of links and configuration keys.

Takes URLs and the keys of a site's configuration; gives the identifiers of a profile as bare ids ("0000-0002-…", a
Scholar user id …). What is plainly a theme's placeholder is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

_URLS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern, re.IGNORECASE))
    for key, pattern in (
        ("orcid", r"orcid\.org/(?:0+-?/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])"),
        ("google_scholar", r"scholar\.google\.[a-z.]{2,8}/citations\?(?:[^#\s]{0,200}&)?user=([\w-]{10,14})"),
        ("dblp", r"dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/pid/([\w]{1,9}/[\w-]{1,40})"),
        ("semantic_scholar", r"semanticscholar\.org/author/(?:[^/\s?]{1,90}/)?(\d{3,12})"),
        ("openreview", r"openreview\.net/profile\?id=(~[^&#\s]{2,90})"),
        ("openalex", r"openalex\.org/(?:authors/)?(A\d{5,12})"),
        ("wikidata", r"wikidata\.org/(?:wiki|entity)/(Q\d{1,12})"),
        ("github", r"^(?:https?://)?(?:www\.)?github\.com/([A-Za-z\d][A-Za-z\d-]{0,38})/?(?:[?#]|$)"),
        ("linkedin", r"linkedin\.com/in/([^/?#\s]{2,100})"),
        ("twitter", r"^(?:https?://)?(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(\w{1,15})/?(?:[?#]|$)"),
        ("acl_anthology", r"aclanthology\.org/people/(?:[a-z]/)?([\w-]{3,90})"),
        ("arxiv", r"arxiv\.org/a/([a-z_\d]{3,60})"),
    )
)
_BARE = {
    "orcid": r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]",
    "google_scholar": r"[\w-]{12}",
    "dblp": r"\w{1,9}/[\w-]{1,40}",
    "semantic_scholar": r"\d{3,12}",
    "openreview": r"~\S{2,90}",
    "openalex": r"A\d{5,12}",
    "wikidata": r"Q\d{1,12}",
    "github": r"[A-Za-z\d][A-Za-z\d-]{0,38}",
    "linkedin": r"[^\s/?#:]{3,100}",
    "twitter": r"@?\w{1,15}",
    "acl_anthology": r"[a-z\d-]{3,90}",
    "arxiv": r"[a-z]\w*_[a-z]_\d{1,3}",
}
_NAMES = {
    "orcid": ("orcid", "orcid_id", "orcidid"),
    "google_scholar": (
        "googlescholar",
        "google_scholar",
        "google_scholar_id",
        "scholar_userid",
        "scholar",
        "gscholar",
        "google_scholar_user",
        "googlescholar_id",
        "google-scholar",
        "scholar_id",
    ),
    "dblp": ("dblp", "dblp_url", "dblp_id", "dblp_pid"),
    "semantic_scholar": ("semanticscholar", "semantic_scholar", "semanticscholar_id", "semantic-scholar"),
    "openreview": ("openreview", "openreview_id"),
    "openalex": ("openalex", "openalex_id"),
    "wikidata": ("wikidata", "wikidata_id"),
    "github": ("github", "github_username", "github_link", "githubid", "github_id"),
    "linkedin": ("linkedin", "linkedin_username", "linkedin_link", "linkedinid"),
    "twitter": ("twitter", "twitter_username", "x_username", "x", "twitter_link", "twitter_handle"),
    "acl_anthology": ("acl_anthology", "aclanthology", "acl"),
    "arxiv": ("arxiv_author", "arxiv_id"),
}
_PLACEHOLDER = re.compile(
    r"your|replace|username|example|^academicpages$|^alshedivat$|^al-folio$|^wowchemy$|^gcushen$|^GeorgeCushen$|"
    r"^bearpelican$|^mmistakes$|PS_CX0AAAAAJ$|qc6CJjYAAAAJ$|^0000-000[01]-(?:2345|0000)-|^sharelatex$|^himself65$",
    re.IGNORECASE,
)
_NO_USER = frozenset(
    re.findall(
        r"\S+",
        """about features topics orgs login search explore intent share home hashtag i settings sponsors marketplace
    pricing notifications apps""",
    )
)


def of_url(url: str) -> tuple[str, str] | None:
    """Return (key, bare id) of a link to a person's page at one of the known services, or None.

    >>> of_url("https://orcid.org/0000-0002-1825-0097"), of_url("https://github.com/miraolin/rivers")
    (('orcid', '0000-0002-1825-0097'), None)
    """
    if len(url) > 500:
        return None
    for key, pattern in _URLS:
        match = pattern.search(url)
        if match:
            value = unquote(match[1]).strip("/")
            if _PLACEHOLDER.search(value) or value.lower() in _NO_USER:
                return None
            return key, value.upper() if key == "orcid" else value
    return None


def of_links(urls: Iterable[str]) -> dict[str, str]:
    """Return the identifiers that links tell; the first of each key."""
    found: dict[str, str] = {}
    for url in urls:
        pair = of_url(url)
        if pair:
            found.setdefault(*pair)
    return found


def of_config(config: Mapping[str, Any]) -> dict[str, str]:
    """Return the identifiers in the keys of a configuration, whether given as links or bare.

    >>> of_config({"github_username": "miraolin", "orcid": "http://orcid.org/yourorcidurl", "scholar": {}})
    {'github': 'miraolin'}
    """
    found: dict[str, str] = {}
    lowered = {str(key).lower(): value for key, value in config.items()}
    for key, names in _NAMES.items():
        for name in names:
            value = bare(key, lowered.get(name))
            if value:
                found.setdefault(key, value)
    return found


def bare(key: str, value: Any) -> str:
    """Return a value as the bare id of a key, or "" where it is none.

    >>> bare("twitter", "@miraolin"), bare("dblp", "https://dblp.org/pid/12/3456.html"), bare("orcid", "none")
    ('miraolin', '12/3456', '')
    """
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return ""
    text = str(value).strip()
    pair = of_url(text)
    if pair:
        return pair[1] if pair[0] == key else ""
    if _PLACEHOLDER.search(text) or not re.fullmatch(_BARE[key], text):
        return ""
    return text.lstrip("@")
