"""What a site's configuration says about its owner.

Takes the mappings of ``_config.yml`` and its like; gives a ``Site`` and the owner's identifiers and other names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.model import Profile
from kg.names import bracketed, looks_like_name
from kg.read import identifiers, plain
from kg.read.page import Site
from kg.read.samples import is_sample_person

_AFFIX = re.compile(
    r"(?:^(?:welcome to |the )?(?:home ?page|website|site|web ?page|homepage|portfolio|blog) of |"
    r"^(?:dr|prof|professor)\.? |^about |"
    r"(?:['’]s? )(?:academic |personal |research |professional )?"
    r"(?:home ?page|web ?site|web ?page|site|blog|page|portfolio|cv)\W*$|"
    r"(?:\s[-–—|:•·]\s|,\s|\s\()(?!.*\s[-–—|:]\s)"
    r"(?:home|homepage|ph\.?d|personal|academic|research|about|website|assistant|associate|"
    r"professor|university|machine|data|.{0,60}scientist|.{0,60}engineer|.{0,60}researcher|.{0,60}student).{0,80}$)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(（\[【][^)）\]】]{0,60}[)）\]】]\s*")
_EASTERN_END = re.compile(r"\s*[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}$")
_QUALIFICATION = re.compile(r",?\s+(?:ph\.?\s?d\.?|m\.?d\.?|m\.?sc\.?|dphil|mba)\.?$", re.IGNORECASE)


def site(config: Mapping[str, Any]) -> tuple[Site, Profile]:
    """Return what a configuration says: the site, and the owner as a partial profile.

    >>> block = {"name": "Mira Olin (林美拉)", "github": "miraolin"}
    >>> found, owner = site({"title": "Mira Olin's Homepage", "author": block})
    >>> found.name, owner.other_names, owner.identifiers
    ('Mira Olin', ('林美拉',), {'github': 'miraolin'})
    """
    author = config.get("author")
    block: Mapping[str, Any] = author if isinstance(author, Mapping) else {}
    stated = _stated_names(config, author)
    name = next((found for text in stated if (found := person(text))), "")
    others = tuple(
        dict.fromkeys(
            other
            for text in stated
            if person(text)
            for other in (*bracketed(text), *(found.strip() for found in _EASTERN_END.findall(text)))
            if looks_like_name(other) and other != name
        )
    )
    email = _email(block.get("email")) or _email(config.get("email"))
    url = plain.text(config.get("url") or config.get("baseURL") or config.get("baseurl"))
    found_ids = _identifiers(config, block)
    is_link = url.startswith(("http://", "https://"))
    told = Site(
        name=name,
        title=plain.text(config.get("title")),
        url=url if is_link else "",
        email=email,
        author=dict(block) or {"name": name} if name else dict(block),
        description=plain.text(config.get("description")),
    )
    return told, Profile(name=name, other_names=others, identifiers=found_ids, email=email)


def person(text: str) -> str:
    """Return the person's name in a site's title or name, or "".

    >>> person("Mira Olin's Homepage"), person("Rivers Lab"), person("Dr. Ada Quist"), person("Bo Tamm, PhD")
    ('Mira Olin', '', 'Ada Quist', 'Bo Tamm')
    """
    bare = _QUALIFICATION.sub("", _AFFIX.sub("", _BRACKETS.sub(" ", text.strip()[:200])).strip())
    bare = " ".join(bare.split()).strip(" |-–—,.")
    parted = _EASTERN_END.sub("", bare)
    bare = parted if looks_like_name(parted) else bare
    return bare if looks_like_name(bare) and not is_sample_person(bare) and not _NO_PERSON.search(bare) else ""


_NO_PERSON = re.compile(
    r"\b(?:home ?page|lab|group|team|blog|site|website|academic|pages?|university|research|notes|your|my|"
    r"personal|portfolio|welcome|about|untitled|blank|hugo|jekyll|theme)\b",
    re.IGNORECASE,
)


def _stated_names(config: Mapping[str, Any], author: Any) -> list[str]:
    """Return the strings that may name the owner, the surest first."""
    block = author if isinstance(author, Mapping) else {}
    social = config.get("social")
    parts = [plain.text(config.get(key)) for key in ("first_name", "middle_name", "last_name")]
    parts = [part for part in parts if part.lower() not in ("blank", "none")]
    params = config.get("params")
    params = params if isinstance(params, Mapping) else {}
    candidates = [
        plain.text(block.get("name")),
        " ".join(filter(None, parts)) if len(parts) > 1 else "",
        plain.text(config.get("name")),
        plain.text(author) if isinstance(author, str) else "",
        plain.text(params.get("author"))
        if isinstance(params.get("author"), str)
        else plain.text((params.get("author") or {}).get("name"))
        if isinstance(params.get("author"), Mapping)
        else "",
        plain.text(social.get("name")) if isinstance(social, Mapping) else "",
        plain.text(config.get("title")),
        plain.text(config.get("fullname") or config.get("full_name") or config.get("site_name")),
    ]
    return [text for text in candidates if text]


def _identifiers(config: Mapping[str, Any], block: Mapping[str, Any]) -> dict[str, str]:
    found = identifiers.of_config(block)
    for key in ("social", "links", "socials", "params", "website", "author_profile", "social_links", "contact"):
        inner = config.get(key)
        for mapping in (inner, block.get(key)):
            for name, value in (of_links(mapping)).items():
                found.setdefault(name, value)
    for name, value in identifiers.of_config(config).items():
        found.setdefault(name, value)
    for name, value in identifiers.of_links(
        link for mapping in (config, block) for link in mapping.values() if isinstance(link, str)
    ).items():
        found.setdefault(name, value)
    return found


def of_links(value: Any) -> dict[str, str]:
    """Return the identifiers in a block of links, however it is built: a mapping, or a list of mappings or URLs.

    >>> of_links([{"icon": "github", "link": "https://github.com/miraolin"}, "https://x.com/miraolin"])
    {'github': 'miraolin', 'twitter': 'miraolin'}
    """
    urls: list[str] = []
    found: dict[str, str] = {}
    if isinstance(value, Mapping):
        found.update(identifiers.of_config(value))
        value = list(value.values())
    for entry in value if isinstance(value, (list, tuple)) else ():
        if isinstance(entry, str):
            urls.append(entry)
        elif isinstance(entry, Mapping):
            urls += [inner for inner in entry.values() if isinstance(inner, str)]
        elif isinstance(entry, (list, tuple)):
            urls += [inner for inner in entry if isinstance(inner, str)]
    for key, text in identifiers.of_links(urls).items():
        found.setdefault(key, text)
    return found


def _email(value: Any) -> str:
    """Return an e-mail address, or "" for anything else.

    >>> _email("mira@olin.example"), _email("you@your.domain")
    ('mira@olin.example', '')
    """
    text = plain.text(value).removeprefix("mailto:").strip()
    text = (
        re.sub(r"\s*(?:\[|\()?\s*\bat\b\s*(?:\]|\))?\s*|_at_", "@", text, count=1)
        if "@" not in text and len(text) < 80
        else text
    )
    if not re.fullmatch(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", text):
        return ""
    return "" if re.search(r"your|example\.(?:com|org)$|einstein", text, re.IGNORECASE) else text
