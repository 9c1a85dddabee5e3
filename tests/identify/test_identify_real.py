"""The homepages that this project began with, with today's sites of the same people: who and what is one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.extract import extract
from kg.identify import identify
from kg.model import Entities, Mention, SourcedProfile
from kg.read import read
from kg.settings import Settings

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not (SEEDS / "sites").is_dir(), reason="needs the real pages in ../shared"),
]


@cache
def _built() -> tuple[list[str], Entities, list[SourcedProfile]]:
    profiles = []
    for path in sorted((*SEEDS.glob("*.txt"), *(SEEDS / "sites").iterdir())):
        for reading in read(path, Settings()):
            profiles.append(extract(reading, Settings())[0])
    return [each.id for each in profiles], identify(profiles, Settings()), profiles


def _owner(start: str) -> str:
    sources, entities, _ = _built()
    number = next(number for number, source in enumerate(sources) if source.startswith(start))
    return entities.resolved[Mention(number, "", 0, "owner")]


def test_pages_join_the_sites_of_their_owners_and_no_others() -> None:
    assert _owner("000") == _owner("ruihuili")
    assert _owner("001") == _owner("rlin27")
    assert _owner("002") == _owner("cxxgtxy")
    assert len({_owner(each) for each in ("ruihuili", "rlin27", "cxxgtxy", "stevelaskaridis", "chaofantao")}) == 5


def test_no_other_bearer_of_an_initial_joins_an_owner() -> None:
    _, entities, _ = _built()
    for owner in (_owner("ruihuili"), _owner("rlin27")):
        printed = {entities.people[owner].name, *entities.people[owner].other_names}
        assert len({name.replace(",", "").split()[-1] for name in printed if name[0] == "R"}) == 1


def test_joint_papers_of_a_page_and_a_co_authors_site_are_one_each() -> None:
    sources, entities, profiles = _built()
    numbers = [next(n for n, source in enumerate(sources) if source.startswith(each)) for each in ("000", "stevelask")]
    one, two = (
        {entities.resolved[Mention(number, "publications", item, "paper")]
         for item in range(len(profiles[number].profile.publications))} for number in numbers)
    assert one & two


@pytest.mark.parametrize(
    ("series", "part"), [("v-iclr", "learning representations"), ("v-neurips", "neural information")])
def test_a_series_under_its_names_is_one(series: str, part: str) -> None:
    _, entities, profiles = _built()
    for mention, identifier in entities.resolved.items():
        if mention.role == "venue" and mention.list == "publications":
            text = profiles[mention.profile].profile.publications[mention.item].venue
            if part in text.lower() and "workshop" not in text.lower():
                assert identifier == series, text


def test_one_university_under_all_its_names() -> None:
    _, entities, profiles = _built()
    found = set()
    for mention, identifier in entities.resolved.items():
        if mention.role == "organization" and mention.list in ("education", "positions"):
            text = getattr(profiles[mention.profile].profile, mention.list)[mention.item].organization
            if "University of Hong Kong" in text or text == "HKU":
                found.add(identifier)
    assert found == {"o-the-university-of-hong-kong"}
