"""The profile of one reading, put together from what each finder gives."""

from __future__ import annotations

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
    return profile, tuple(problems)
