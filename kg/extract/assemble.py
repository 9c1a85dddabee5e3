"""The profile of one reading, put together from what each finder gives."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Problem
from kg.extract.award_lists import find_awards
from kg.extract.career import find_career
from kg.extract.news import as_news, news_items
from kg.extract.owner import find_owner
from kg.extract.projects import find_projects
from kg.extract.publications import find_publications
from kg.extract.service_lists import find_service
from kg.extract.talks import find_talks
from kg.extract.teaching import find_teaching
from kg.model import Profile
from kg.read.page import Reading

DOUBTFUL = 0.65
"""Facts whose confidence is below this are reported."""


def assemble(reading: Reading, given: str = "") -> tuple[Profile, tuple[Problem, ...]]:
    """Return the profile of a reading and what was doubtful.

    Args:
        reading: pages, records and configuration.
        given: the owner's name where the user gave it.
    """
    owner = find_owner(reading, given)
    publications, problems = find_publications(reading, owner.forms)
    items = news_items(reading)
    career = find_career(reading, owner.forms, items)
    profile = Profile(
        name=owner.name,
        other_names=owner.other_names,
        homepage=owner.homepage,
        email=owner.email,
        image=owner.image,
        identifiers=owner.identifiers or {},
        interests=owner.interests,
        positions=career.positions,
        education=career.education,
        publications=tuple(publications),
        awards=find_awards(reading, items),
        service=find_service(reading, items),
        talks=find_talks(reading, items),
        teaching=find_teaching(reading),
        projects=find_projects(reading),
        news=as_news(items),
    )
    return profile, (*problems, *_doubts(profile, reading))


def _doubts(profile: Profile, reading: Reading) -> Iterator[Problem]:
    """Yield what a reader should look at: an owner not named, posts and degrees read with little confidence."""
    if not profile.name and reading.pages:
        yield Problem(
            reading.pages[0].file,
            None,
            "the page does not name its owner",
            f'say who it is in kg.toml: [owners] "{reading.id}" = "…"',
        )
    for position in profile.positions:
        if position.source and (position.confidence or 1) < DOUBTFUL:
            told = ", ".join(part for part in (position.role, position.organization) if part)
            yield Problem(position.source.file, position.source.lines[0], f"doubtful position: {told}")
    for study in profile.education:
        if study.source and (study.confidence or 1) < DOUBTFUL:
            told = ", ".join(part for part in (study.degree, study.organization) if part)
            yield Problem(study.source.file, study.source.lines[0], f"doubtful degree: {told}")
