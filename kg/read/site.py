"""A folder that holds one site → a reading.

Takes a folder; gives its pages in the order of importance, what its configuration says about its owner, and what its
structured files say. How a site is laid out is its generator's matter: Hugo has a module of its own, Jekyll's also
reads Quarto, Franklin and plain folders.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import SourceError
from kg.model import Profile
from kg.read import hugo, jekyll
from kg.read.data import profile_of
from kg.read.folder import Folder
from kg.read.owner import site as site_of
from kg.read.page import Page, Reading, Site
from kg.read.samples import without_samples

_IMPORTANCE = ("main", "cv", "publications", "news", "talks", "teaching", "service", "awards", "projects", "software",
               "people", "", "publication", "talk", "course", "project", "news-item")


class Found(NamedTuple):
    """What a generator's module finds in a folder."""

    pages: Sequence[Page]
    records: Sequence[Profile]
    site: Site


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
        site = Site(owner, site.title, site.url, site.email, site.author)
    if hugo.is_hugo(files):
        pages, records, site = hugo.collect(files, site)
    else:
        pages, records = jekyll.collect(files, config, site)
    if not files.files:
        raise SourceError("the folder holds no page that can be read", file=str(folder),
                          hint="give a folder with Markdown or HTML files")
    kept = [_without_samples(record, site.name) for record in records]
    return Reading(
        folder.resolve().name, pages=tuple(sorted(pages, key=_importance)),
        records=tuple(record for record in (about, *kept) if record != Profile()), site=site,
        files=tuple(files.files.values()), problems=tuple(files.problems), modified=files.modified)


def _importance(page: Page) -> int:
    return _IMPORTANCE.index(page.role) if page.role in _IMPORTANCE else _IMPORTANCE.index("")


def _without_samples(record: Profile, owner: str) -> Profile:
    if not record.publications:
        return record
    import msgspec

    return msgspec.structs.replace(record, publications=tuple(without_samples(record.publications, owner)))


__all__ = ["Found", "profile_of", "reading"]
