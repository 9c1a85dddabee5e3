"""The profile of one reading, put together from what each finder gives."""

from __future__ import annotations

from kg.errors import Problem
from kg.model import Profile
from kg.read.page import Reading


def assemble(reading: Reading, owner: str = "") -> tuple[Profile, tuple[Problem, ...]]:
    """Return the profile of a reading and what was doubtful.

    Args:
        reading: pages, records and configuration.
        owner: the owner's name where the user gave it.
    """
    from kg.extract.publications import find_publications

    names = (owner or reading.site.name,)
    publications, problems = find_publications(reading, names)
    return Profile(name=names[0], publications=tuple(publications)), tuple(problems)
