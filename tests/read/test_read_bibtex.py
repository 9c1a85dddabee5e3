"""BibTeX becomes publications as a bibliography prints them."""

import pytest

from kg.errors import Problem
from kg.model import Publication
from kg.read import bibtex
from kg.read.bibnames import people

BIB = r"""
@string{iclr = "International Conference on Learning Rivers"}
% a line that is commented out: @article{no, title={No}}
@comment{ @article{hidden, title={Hidden}} }

@inproceedings{olin2021,
  title     = {{On} {R}ivers: {\'E}tudes of $\mu$-flow},
  author    = {Olin*, Mira and Qu{\"o}st, Ada* and van der Tamm, Bo and {The Rivers Consortium} and others},
  booktitle = iclr,
  year      = 2021, month = may, day = {3},
  doi       = {https://doi.org/10.1000/xyz.1},
  pdf       = {https://a.example/p.pdf},
  code      = {https://a.example/c},
  award     = {Best Paper Award},
  abbr      = {ICLR},
}

@article{seas, title="On Seas", author={Kenji Arata, Mira Olin}, journal={arXiv preprint arXiv:2101.12345}, year={2021}}

@inproceedings{child, title={On Lakes}, author={Arata, Kenji}, crossref={parent}, note={to appear}}
@proceedings{parent, title={Proceedings of the 2019 Workshop on Lakes}, year={2019}}
@phdthesis{thesis, title={Rivers}, author={Olin, Mira}, school={University of X}, year={2022}}
"""


def read(text: str) -> tuple[list[Publication], list[Problem]]:
    problems: list[Problem] = []
    return bibtex.read(text, "a.bib", problems).publications, problems


def test_a_whole_entry() -> None:
    paper = read(BIB)[0][0]
    assert paper.title == "On Rivers: Études of μ-flow"
    assert paper.authors == ("Mira Olin", "Ada Quöst", "Bo van der Tamm", "The Rivers Consortium")
    assert (paper.authors_complete, paper.equal_contribution) == (False, (1, 2))
    assert (paper.venue, paper.year, paper.date) == ("International Conference on Learning Rivers", 2021, "2021-05-03")
    assert (paper.type, paper.doi, paper.award) == ("conference", "10.1000/xyz.1", "Best Paper Award")
    assert [(link.label, link.url) for link in paper.urls] == [
        ("PDF", "https://a.example/p.pdf"),
        ("Code", "https://a.example/c"),
    ]
    assert paper.source is not None
    assert paper.source.lines == (6, 16)


def test_preprints_crossrefs_theses_and_comments() -> None:
    papers, problems = read(BIB)
    found = {paper.title: paper for paper in papers}
    assert "Hidden" not in found
    assert "No" not in found
    assert (found["On Seas"].arxiv, found["On Seas"].type, found["On Seas"].venue) == (
        "2101.12345",
        "preprint",
        "arXiv preprint",
    )
    assert found["On Seas"].authors == ("Kenji Arata", "Mira Olin")
    lake = found["On Lakes"]
    assert (lake.venue, lake.year, lake.type, lake.status) == ("Workshop on Lakes", 2019, "workshop", "accepted")
    assert (found["Rivers"].type, found["Rivers"].venue) == ("thesis", "")
    assert not problems


def test_a_broken_entry_is_a_problem_with_its_line_and_the_rest_goes_on() -> None:
    papers, problems = read(
        "@article{a,\n title={On Rivers},\n author={Mira\n\n@article{b, title={On Seas}}\n@misc{c, year={2020}}"
    )
    assert [paper.title for paper in papers] == ["On Seas"]
    assert [problem.line for problem in problems] == [1, 6]


def test_repeated_keys_are_both_read() -> None:
    papers, _ = read("@misc{a, title={On Rivers}}\n@misc{a, title={On Seas}}")
    assert [paper.title for paper in papers] == ["On Rivers", "On Seas"]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Olin, Mira and Tamm, Jr., Bo", ("Mira Olin", "Bo Tamm Jr.")),
        ("Mira Olin AND Bo Tamm", ("Mira Olin", "Bo Tamm")),
        ("Mira Olin, Bo Tamm, Ada Quist", ("Mira Olin", "Bo Tamm", "Ada Quist")),
        ("{Mira Olin and Bo Tamm}", ("Mira Olin", "Bo Tamm")),
        (r"Olin,\n Mira\n and {\O}st, {\AA}sa", ("Mira Olin", "Åsa Øst")),
        ("Olin M and Quist AB", ("Olin M", "Quist AB")),
        ("", ()),
    ],
)
def test_names_in_reading_order(field: str, names: tuple[str, ...]) -> None:
    assert people(field.replace("\\n", "\n")).names == names


def test_a_series_of_working_papers_stands_in_the_note() -> None:
    note = "NBER Working Paper 34383. Revised"
    (paper,) = read(f"@unpublished{{a, abbr={{WP}}, title={{Rivers}}, author={{Olin, Mira}}, note={{{note}}}}}")[0]
    assert paper.venue == "NBER Working Paper"


def test_a_school_is_no_journal() -> None:
    (paper,) = read("@article{a, title={Rivers}, author={Olin, Mira}, journal={University of Skogul}}")[0]
    assert paper.venue == ""


def test_a_spotlight_is_no_award() -> None:
    (paper,) = read("@article{a, title={Rivers}, author={Olin, Mira}, award={Oral}}")[0]
    assert paper.award == ""
