"""Page to profile: what a reading says of its owner.

Takes a ``Reading`` (pages of blocks, structured records, a site's configuration); gives the profile with what was
doubtful. ``owner`` finds who the page is about, ``publications`` the papers, ``career`` the posts, degrees, awards,
service, talks, courses and projects, ``news`` what only the news tells.
"""

from __future__ import annotations

from kg.errors import Problem
from kg.model import SourcedProfile
from kg.read.page import Reading
from kg.settings import Settings

__all__ = ["extract"]


def extract(reading: Reading, settings: Settings | None = None) -> tuple[SourcedProfile, tuple[Problem, ...]]:
    """Extract the profile of a reading.

    Args:
        reading: what a reader made of a source; a profile that is in it already is passed through as it is.
        settings: ``owners`` may name who the source is about.

    Returns:
        The profile with its files, and what could not be read or was doubtful.
    """
    from kg.extract.assemble import assemble

    if reading.profile is not None:
        profile, problems = reading.profile, tuple(reading.problems)
    else:
        profile, found = assemble(reading, (settings or Settings()).owners.get(reading.id, ""))
        problems = (*reading.problems, *found)
    sourced = SourcedProfile(id=reading.id, profile=profile, files=tuple(reading.files), modified=reading.modified)
    return sourced, problems
