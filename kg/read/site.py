"""A folder that holds one site → a reading.

Takes a folder; gives its pages in the order of importance, what its configuration says about its owner, and what its
structured files say. How a site is laid out is its generator's matter: Hugo has a module of its own, Jekyll's also
reads Quarto, Franklin and plain folders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import SourceError
from kg.model import Profile, Publication
from kg.read import hugo, jekyll
from kg.read.folder import Folder
from kg.read.owner import site as site_of
from kg.read.page import Page, Reading
from kg.read.samples import without_samples

_IMPORTANCE = (
    "main",
    "cv",
    "publications",
    "news",
    "talks",
    "teaching",
    "service",
    "awards",
    "projects",
    "software",
    "people",
    "",
    "publication",
    "talk",
    "course",
    "project",
    "news-item",
)


def reading(folder: Path, owner: str = "") -> Reading:
    """Read a site.

    Args:
        folder: its folder.
        owner: the owner's name, where the settings give it.

    Raises:
        SourceError: the folder holds no file that can be read.
    """
    files = Folder(folder)
    config: dict[str, Any] = hugo.configuration(files) if hugo.is_hugo(files) else jekyll.configuration(files)
    site, about = site_of(config)
    if owner:
        site = replace(site, name=owner)
    if hugo.is_hugo(files):
        pages, records, site = hugo.collect(files, site)
    else:
        pages, records = jekyll.collect(files, config, site)
    if not files.files:
        raise SourceError(
            "the folder holds no page that can be read",
            file=str(folder),
            hint="give a folder with Markdown or HTML files",
        )
    kept = _without_samples(records, site.name)
    return Reading(
        folder.resolve().name,
        pages=tuple(sorted(pages, key=_importance)),
        records=tuple(record for record in (about, *kept, *(page.record for page in pages)) if record != Profile()),
        site=site,
        files=tuple(files.files.values()),
        problems=tuple(files.problems),
        modified=files.modified,
    )


def _importance(page: Page) -> int:
    return _IMPORTANCE.index(page.role) if page.role in _IMPORTANCE else _IMPORTANCE.index("")


def _without_samples(records: Sequence[Profile], owner: str) -> list[Profile]:
    """Drop the papers that came with the theme; a collection of one paper a file is judged as a whole."""
    groups: dict[str, list[Publication]] = {}
    for record in records:
        for paper in record.publications:
            groups.setdefault(_group(record, paper), []).append(paper)
    kept = {id(paper) for papers in groups.values() for paper in without_samples(papers, owner)}
    return [
        msgspec.structs.replace(record, publications=tuple(paper for paper in record.publications if id(paper) in kept))
        if record.publications
        else record
        for record in records
    ]


def _group(record: Profile, paper: Publication) -> str:
    file = paper.source.file if paper.source else ""
    return file if len(record.publications) > 1 else "/".join(file.split("/")[:-1][:2])
