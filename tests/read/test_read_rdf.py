"""Our own exports as sources: what was built from profiles is built again from the export."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kg.build import build
from kg.errors import SourceError
from kg.export import export
from kg.model import Award, Education, Position, Profile, Publication, Source, to_json
from kg.read import read
from kg.settings import Build, Settings
from kg.store import Dataset

SETTINGS = Settings(build=Build(processes=1))
MIRA = Profile(
    id="mira-olin", name="Mira Olin", homepage="https://olin.example/", interests=("rivers",),
    identifiers={"github": "miraolin"},
    positions=(Position(role="Researcher", organization="Huldra Labs", start="2022-12", end="present",
                        source=Source("a.md", (3, 4))),
               Position(role="Intern", organization="Nordlys Systems", start="2020", end="2021")),
    education=(Education(degree="Ph.D.", field="Physics", organization="Kitayama University", end="2022",
                         advisors=("Ada Quist", "Bo Tamm")),),
    publications=tuple(
        Publication(title=f"On Rivers, Part {n}", authors=("Ada Quist", "Mira Olin", "Kenji Arata"), owner_position=2,
                    authors_complete=True, venue="NeurIPS", year=2010 + n,
                    award="Oral" if n == 1 else "", source=Source("a.md", (10 + n, 10 + n)))
        for n in range(1, 13)),
    awards=(Award(title="Golden Oar", year=2019),),
)
ADA = Profile(id="ada-quist", name="Ada Quist", publications=(
    Publication(title="On Rivers, Part 1", authors=("Ada Quist", "M. Olin", "K. Arata"), venue="NeurIPS", year=2011,
                owner_position=1, authors_complete=True, award="Best Paper", date="2011-05"),))


def statements(data: Path) -> set[str]:
    """What a dataset says."""
    with Dataset.open(data) as dataset:
        return {str(quad) for quad in dataset.store}


@pytest.mark.parametrize("suffix", ["nq", "trig.gz", "ttl", "nt"])
def test_an_export_is_built_into_the_same_graph(suffix: str, tmp_path: Path) -> None:
    sources = []
    for profile in (MIRA, ADA):
        sources.append(tmp_path / f"{profile.id}.json")
        sources[-1].write_text(to_json(profile), encoding="utf-8")
    build(sources, tmp_path / "one", SETTINGS)
    with Dataset.open(tmp_path / "one") as dataset:
        export(dataset, tmp_path / f"graph.{suffix}", SETTINGS)
    build([tmp_path / f"graph.{suffix}"], tmp_path / "two", SETTINGS)
    one, two = statements(tmp_path / "one"), statements(tmp_path / "two")
    assert len(one) > 200
    assert one - two == set()
    assert two - one == set()


def test_profiles_come_back(tmp_path: Path) -> None:
    (tmp_path / "mira-olin.json").write_text(to_json(MIRA), encoding="utf-8")
    build([tmp_path / "mira-olin.json"], tmp_path / "kg", SETTINGS)
    with Dataset.open(tmp_path / "kg") as dataset:
        export(dataset, tmp_path / "graph.nq", SETTINGS)
    (found,) = read(tmp_path / "graph.nq", SETTINGS)
    assert found.profile is not None
    assert found.id == "mira-olin"
    for ours, theirs in zip((*found.profile.positions, *found.profile.education), (*MIRA.positions, *MIRA.education),
                            strict=True):
        assert msgspec.structs.replace(ours, source=None) == msgspec.structs.replace(theirs, source=None)
    assert [each.title for each in found.profile.publications] == [each.title for each in MIRA.publications]


@pytest.mark.parametrize("text", [b"<a> <b> .\n", b"<https://a.example/> <https://b.example/> \"c\" .\n", b"\x00\xff"])
def test_what_is_no_export_of_ours_is_refused(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_bytes(text)
    with pytest.raises(SourceError):
        list(read(tmp_path / "x.nq", SETTINGS))
