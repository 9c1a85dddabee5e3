# ruff: noqa: E501 (lines of pages stand as they are)
"""Files that are structured as a whole: profiles, JSON Lines, JSON Resume, CSL-JSON, ORCID records, bibliographies."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SourceError
from kg.model import Profile
from kg.read import read
from kg.read.page import Reading
from kg.settings import Settings


def readings(folder: Path, name: str, content: str | bytes) -> list[Reading]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path, Settings()))


def profile(folder: Path, name: str, content: Any) -> Profile:
    (reading,) = readings(folder, name, content if isinstance(content, str) else json.dumps(content, indent=1))
    assert reading.profile is not None
    return reading.profile


def test_a_json_profile_gets_the_lines_of_its_facts(tmp_path: Path) -> None:
    text = '{\n "name": "Mira Olin",\n "publications": [\n  {"title": "On Rivers",\n   "year": "2021"},\n  {"title": "On Seas"}\n ]\n}'
    found = profile(tmp_path, "mira.json", text)
    assert (found.name, found.publications[0].year) == ("Mira Olin", 2021)
    assert [paper.source.lines for paper in found.publications if paper.source] == [(4, 5), (6, 6)]


def test_a_yaml_profile(tmp_path: Path) -> None:
    found = profile(tmp_path, "mira.yaml", "name: Mira Olin\neducation:\n- degree: PhD\n  end: 2019-05\n")
    assert (found.education[0].end, found.education[0].source and found.education[0].source.lines) == ("2019-05", (3, 4))


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", '{\n "name": "Mira",\n "x": \n}', 4),
        ("a.json", '{"publications": [{"year": 2021}]}', 1),
        ("a.json", '{"colour": "blue"}', None),
        ("a.json", "[1, 2]", None),
        ("a.yaml", "name: [a\n", 2),
        ("a.yaml", "just text", 1),
        ("a.jsonl", "{\n", 1),
        ("a.jsonl", "\n\n", None),
        ("a.jsonl.gz", "no gzip", None),
        ("a.bib", "no entry", None),
        ("a.docx", "x", None),
        ("a.md", "", None),
    ],
)
def test_what_is_no_source_is_refused_with_its_line(tmp_path: Path, name: str, text: str, line: int | None) -> None:
    with pytest.raises(SourceError) as error:
        readings(tmp_path, name, text)
    assert error.value.line == line
    assert Path(error.value.file).name == name


def test_missing_files_and_odd_paths_are_refused() -> None:
    for path in (Path("no/such/file.md"), Path("a\0b.md"), Path("x" * 5000 + ".md")):
        with pytest.raises(SourceError):
            list(read(path, Settings()))


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_json_lines_are_a_reading_each(tmp_path: Path, suffix: str) -> None:
    lines = b'{"id": "a", "name": "Mira Olin"}\n\n{"kind": "bibliography", "publications": [{"title": "On Rivers"}]}\n{"name": 3\n'
    found = readings(tmp_path, "many" + suffix, gzip.compress(lines) if suffix.endswith("gz") else lines)
    assert [(reading.id, reading.profile is not None) for reading in found] == [
        ("a", True),
        ("many-3", True),
        ("many-4", False),
    ]
    assert [problem.line for reading in found for problem in reading.problems] == [4]


def test_a_list_of_profiles(tmp_path: Path) -> None:
    found = readings(tmp_path, "team.yaml", "- name: Mira Olin\n- id: bo\n  name: Bo Tamm\n")
    assert [(reading.id, reading.profile and reading.profile.name) for reading in found] == [
        ("team", "Mira Olin"),
        ("bo", "Bo Tamm"),
    ]


def test_json_resume(tmp_path: Path) -> None:
    resume = {
        "basics": {
            "name": "Mira Olin",
            "email": "mira@olin.example",
            "profiles": [{"url": "https://github.com/miraolin"}],
        },
        "work": [{"name": "River Labs", "position": "Scientist", "startDate": "2020-02-01"}],
        "education": [{"institution": "University of X", "area": "Rivers", "studyType": "PhD", "endDate": "2019-06"}],
        "awards": [{"title": "River Prize", "awarder": "X", "date": "2021-01-01"}],
        "publications": [{"name": "On Rivers", "publisher": "ICLR", "releaseDate": "2021-05-01"}],
    }
    found = profile(tmp_path, "resume.json", resume)
    assert (found.name, found.identifiers) == ("Mira Olin", {"github": "miraolin"})
    assert (found.positions[0].organization, found.positions[0].end) == ("River Labs", "present")
    assert (found.education[0].degree, found.education[0].end) == ("PhD", "2019-06")
    assert (found.awards[0].year, found.publications[0].venue, found.publications[0].year) == (2021, "ICLR", 2021)


def test_csl_json(tmp_path: Path) -> None:
    item = {
        "type": "article-journal",
        "title": "On Rivers",
        "author": [{"family": "Olin", "given": "Mira"}, {"literal": "The Rivers Consortium"}],
        "container-title": "Journal of Rivers",
        "issued": {"date-parts": [[2021, 5]]},
        "DOI": "10.1000/xyz",
    }
    found = profile(tmp_path, "items.json", [item])
    (paper,) = found.publications
    assert (found.kind, paper.authors) == ("bibliography", ("Mira Olin", "The Rivers Consortium"))
    assert (paper.venue, paper.year, paper.date, paper.doi, paper.type) == (
        "Journal of Rivers",
        2021,
        "2021-05",
        "10.1000/xyz",
        "journal",
    )


def test_orcid_record(tmp_path: Path) -> None:
    organization = {"name": "River Labs", "address": {"city": "Oslo", "country": "NO"}}
    summary = {
        "role-title": "Scientist",
        "department-name": "Rivers",
        "organization": organization,
        "start-date": {"year": {"value": "2020"}},
    }
    work = {
        "title": {"title": {"value": "On Rivers"}},
        "journal-title": {"value": "Journal of Rivers"},
        "type": "journal-article",
        "publication-date": {"year": {"value": "2021"}, "month": {"value": "05"}},
        "external-ids": {"external-id": [{"external-id-type": "doi", "external-id-value": "10.1000/xyz"}]},
    }
    record = {
        "orcid-identifier": {"path": "0000-0002-1825-0097"},
        "person": {"name": {"given-names": {"value": "Mira"}, "family-name": {"value": "Olin"}}},
        "activities-summary": {
            "employments": {"affiliation-group": [{"summaries": [{"employment-summary": summary}]}]},
            "works": {"group": [{"work-summary": [work]}]},
        },
    }
    found = profile(tmp_path, "record.json", record)
    assert (found.name, found.identifiers) == ("Mira Olin", {"orcid": "0000-0002-1825-0097"})
    post = found.positions[0]
    assert (post.role, post.organization, post.unit, post.location) == ("Scientist", "River Labs", "Rivers", "Oslo, NO")
    assert (post.start, post.end) == ("2020", "present")
    assert (found.publications[0].doi, found.publications[0].date) == ("10.1000/xyz", "2021-05")


def test_a_bibliography_has_no_owner(tmp_path: Path) -> None:
    found = profile(tmp_path, "papers.bib", "@misc{a, title={On Rivers}, author={Olin, Mira}}")
    assert (found.kind, found.name, found.publications[0].authors) == ("bibliography", "", ("Mira Olin",))


def test_a_yaml_bomb_is_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
    )
    with pytest.raises(SourceError):
        readings(tmp_path, "bomb.yaml", bomb)
