# ruff: noqa: E501 (lines of pages stand as they are)
"""Whole sites: what their generators show is read, what came with the theme is not."""

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.read import read
from kg.read.page import Reading
from kg.settings import Settings


def site(folder: Path, files: dict[str, str], settings: Settings | None = None) -> Reading:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (reading,) = read(folder, settings or Settings())
    return reading


def titles(reading: Reading) -> list[str]:
    return [paper.title for record in reading.records for paper in record.publications]


ACADEMICPAGES = {
    "_config.yml": 'title: "Home"\nname: &name "Mira Olin"\nurl: https://olin.example\nauthor:\n  name: "Homepage"\n'
    '  googlescholar: "https://scholar.google.com/citations?user=abcDEF123_-x&hl=en"\n  orcid: "http://orcid.org/yourorcidurl"\n'
    '  github: "miraolin"\n  email: mira@olin.example\n',
    "_pages/about.md": "---\npermalink: /\ntitle: About\n---\nI am Mira Olin.\n",
    "_pages/cv.md": "---\npermalink: /cv/\n---\nEducation\n===\n* Ph.D in Version Control Theory, GitHub University, 2018\n* B.S. in Rivers, University of X, 2015\n",
    "_publications/2021-rivers.md": "---\ntitle: 'On Rivers'\ncollection: publications\ndate: 2021-05-01\nvenue: 'ICLR'\n"
    "paperurl: 'https://a.example/p.pdf'\ncitation: 'Olin, M. (2021). &quot;On Rivers.&quot; <i>ICLR</i>.'\n---\nAbstract.\n",
    "_publications/2009-10-01-paper-title-number-1.md": "---\ntitle: 'Paper Title Number 1'\ndate: 2009-10-01\nvenue: 'Journal 1'\n---\nx\n",
    "_publications/2022-draft.md": "---\ntitle: 'On Drafts'\npublished: false\n---\nx\n",
    "_talks/2012-03-01-talk-1.md": "---\ntitle: 'Talk 1 on Relevant Topic in Your Field'\ndate: 2012-03-01\n---\nx\n",
    "_talks/2022-seas.md": "---\ntitle: 'Seas'\nvenue: 'University of Y'\ndate: 2022-02-01\n---\nx\n",
    "_teaching/a.md": "---\ntitle: 'Rivers 101'\nvenue: 'University of X'\ndate: 2019-01-01\n---\n",
    "README.md": "# A theme\n",
    "_pages/about_old.md": "I was.\n",
}


def test_academicpages(tmp_path: Path) -> None:
    reading = site(tmp_path, ACADEMICPAGES)
    assert (reading.site.name, reading.site.url, reading.site.email) == (
        "Mira Olin",
        "https://olin.example",
        "mira@olin.example",
    )
    assert reading.records[0].identifiers == {"google_scholar": "abcDEF123_-x", "github": "miraolin"}
    assert titles(reading) == ["On Rivers"]
    (paper,) = (paper for record in reading.records for paper in record.publications)
    assert (paper.venue, paper.year, paper.date, paper.urls[0].url) == (
        "ICLR",
        2021,
        "2021-05-01",
        "https://a.example/p.pdf",
    )
    assert paper.source is not None
    assert (paper.source.file, paper.source.lines[1]) == ("_publications/2021-rivers.md", 7)
    assert [(page.file, page.role) for page in reading.pages] == [
        ("_pages/about.md", "main"),
        ("_pages/cv.md", "cv"),
        ("_publications/2021-rivers.md", "publication"),
        ("_talks/2022-seas.md", "talk"),
        ("_teaching/a.md", "course"),
    ]
    assert [block.text for block in reading.pages[1].blocks] == ["Education", "B.S. in Rivers, University of X, 2015"]
    citation = reading.pages[2].blocks[0]
    assert (citation.name, citation.text, citation.lines) == ("citation", 'Olin, M. (2021). "On Rivers." ICLR.', (7, 7))
    assert [talk.title for record in reading.records for talk in record.talks] == ["Seas"]
    assert [course.organization for record in reading.records for course in record.teaching] == ["University of X"]


AL_FOLIO = {
    "_config.yml": "title: blank\nfirst_name: Mira\nmiddle_name: K.\nlast_name: Olin\nscholar_userid: abcDEF123_-x\n"
    "x_username: miraolin\nscholar:\n  bibliography: papers.bib\n  source: /_bibliography/\n",
    "_bibliography/papers.bib": "---\n---\n@article{a, title={On Rivers}, author={Olin, Mira}, journal={Rivers}, year={2021}}\n",
    "_bibliography/other.bib": "@article{b, title={On Other Things}, author={Olin, Mira}, year={2020}}\n",
    "_pages/publications.md": "---\npermalink: /publications/\n---\n{% bibliography %}\n",
    "_pages/cv.md": "---\nlayout: cv\n---\n",
    "_data/cv.yml": "- title: Education\n  type: time_table\n  contents:\n    - title: PhD in Rivers\n      institution: University of X\n"
    "      year: 2015 - 2019\n      description:\n        - 'Advisors: Ada Quist (UX) and Bo Tamm.'\n"
    "- title: Honors and Awards\n  type: time_table\n  contents:\n    - year: 2020\n      items:\n        - River Prize\n",
    "assets/json/resume.json": '{"basics": {"name": "Albert Einstein"}, "work": [{"name": "X", "position": "Professor"}]}',
    "_news/announcement_1.md": "---\ndate: 2021-03-04 10:00:00\ninline: true\n---\nOur paper [On Rivers](/a) is **out**!\n",
    "_news/announcement_2.md": "---\ndate: 2015-11-07\ninline: true\n---\nA simple inline announcement with Markdown emoji!\n",
}


def test_al_folio(tmp_path: Path) -> None:
    reading = site(tmp_path, AL_FOLIO)
    assert reading.site.name == "Mira K. Olin"
    assert reading.records[0].identifiers == {"google_scholar": "abcDEF123_-x", "twitter": "miraolin"}
    assert titles(reading) == ["On Rivers"]
    (degree,) = (entry for record in reading.records for entry in record.education)
    assert (degree.degree, degree.field, degree.start, degree.end) == ("PhD", "Rivers", "2015", "2019")
    assert degree.advisors == ("Ada Quist", "Bo Tamm")
    assert degree.source is not None
    assert degree.source.lines == (4, 8)
    (award,) = (entry for record in reading.records for entry in record.awards)
    assert (award.title, award.year) == ("River Prize", 2020)
    assert [(item.date, item.text) for record in reading.records for item in record.news] == [
        ("2021-03-04", "Our paper On Rivers is out!")
    ]
    assert not [entry for record in reading.records for entry in record.positions]


def test_a_bibliography_that_no_page_shows_is_none_of_the_sites(tmp_path: Path) -> None:
    files = {**AL_FOLIO, "_pages/publications.md": "---\npermalink: /publications/\n---\n* On Seas, 2020\n"}
    assert titles(site(tmp_path, files)) == []


HUGO = {
    "config/_default/config.toml": 'title = "Rivers"\nbaseurl = "https://olin.example/"\n',
    "config/_default/params.toml": 'color_theme = "x"\n',
    "content/authors/admin/_index.md": "---\ntitle: Mira Olin\nsuperuser: true\ninterests:\n- Rivers\n- Seas\neducation:\n  courses:\n"
    "  - course: PhD in Rivers\n    institution: University of X\n    year: 2019\nsocial:\n- icon: github\n"
    "  link: https://github.com/miraolin\n---\nI study rivers.\n",
    "content/publication/rivers/index.md": "---\ntitle: On Rivers\nauthors: [Ada Quist, admin]\ndate: '2021-04-01'\n"
    'publication_types: ["2"]\npublication: "*Journal of Rivers*"\nurl_pdf: https://a.example/p.pdf\n---\n',
    "content/publication/example/index.md": "---\ntitle: An example journal article\nauthors: [admin]\n---\n",
    "content/publication/_index.md": "---\ntitle: Publications\n---\n",
    "content/publication/seas/index.md": "---\ntitle: On Seas\ndate: 2020-01-01\n---\n",
    "content/publication/seas/cite.bib": "@inproceedings{a, title={On Seas}, author={Olin, Mira}, booktitle={ICML}, year={2020}}",
    "content/home/experience.md": '+++\nwidget = "experience"\nactive = true\ntitle = "Experience"\n[[experience]]\n'
    '  title = "Scientist"\n  company = "River Labs"\n  date_start = "2019-05-01"\n  date_end = ""\n+++\n',
    "content/home/demo.md": '+++\nwidget = "blank"\nactive = false\ntitle = "Demo"\n+++\nWelcome\n',
}


def test_hugo(tmp_path: Path) -> None:
    reading = site(tmp_path, HUGO)
    assert reading.site.name == "Mira Olin"
    papers = [paper for record in reading.records for paper in record.publications]
    assert [(paper.title, paper.authors, paper.venue, paper.type) for paper in papers] == [
        ("On Rivers", ("Ada Quist", "Mira Olin"), "Journal of Rivers", "journal"),
        ("On Seas", ("Mira Olin",), "ICML", None),
    ]
    (post,) = (entry for record in reading.records for entry in record.positions)
    assert (post.role, post.organization, post.start, post.end) == ("Scientist", "River Labs", "2019-05-01", "present")
    (degree,) = (entry for record in reading.records for entry in record.education)
    assert (degree.degree, degree.field, degree.end) == ("PhD", "Rivers", "2019")
    about = next(record for record in reading.records if record.interests)
    assert (about.interests, about.identifiers) == (("Rivers", "Seas"), {"github": "miraolin"})
    assert "content/home/demo.md" not in {page.file for page in reading.pages}


def test_data_files_by_name_and_keys(tmp_path: Path) -> None:
    reading = site(
        tmp_path,
        {
            "_config.yml": "title: Mira Olin\n",
            "index.md": "Hello\n",
            "_data/publications.yml": "main:\n  - title: On Rivers\n    authors: <b>Mira Olin*</b>, Ada Quist (*equal)\n"
            "    conference: Conference on Rivers <strong>(CR)</strong>, 2021.\n    pdf: https://a.example/p.pdf\n    notes: Best Paper Award\n",
            "_data/trajectory.yml": '- org: River Labs\n  time: "Feb 2020 - Present"\n  title: Scientist\n'
            '- org: University of X\n  time: "2017 - 2018"\n  title: MSc, Rivers\n',
            "_data/news.yml": '- date: "05/07/2026"\n  content: "Two papers **accepted**"\n',
            "_data/navigation.yml": "main:\n  - title: Publications\n    url: /p/\n",
        },
    )
    (paper,) = (paper for record in reading.records for paper in record.publications)
    assert (paper.authors, paper.equal_contribution, paper.award) == (
        ("Mira Olin", "Ada Quist"),
        (1,),
        "Best Paper Award",
    )
    assert (paper.venue, paper.year) == ("Conference on Rivers (CR)", 2021)
    assert paper.source is not None
    assert paper.source.lines == (2, 6)
    posts = [entry for record in reading.records for entry in record.positions]
    assert [(post.role, post.organization, post.start, post.end) for post in posts] == [
        ("Scientist", "River Labs", "2020-02", "present")
    ]
    assert [entry.field for record in reading.records for entry in record.education] == ["Rivers"]
    assert [item.text for record in reading.records for item in record.news] == ["Two papers accepted"]


def test_a_data_file_that_never_names_the_owner_came_with_the_theme(tmp_path: Path) -> None:
    data = "main:\n  - title: On Rivers\n    authors: Ada Quist, Bo Tamm\n  - title: On Seas\n    authors: Kenji Arata\n"
    files = {"_config.yml": "title: Mira Olin\n", "index.md": "Hello\n", "_data/publications.yml": data}
    assert titles(site(tmp_path, files)) == []


def test_includes_are_followed_below_their_heading(tmp_path: Path) -> None:
    reading = site(
        tmp_path,
        {
            "_config.yml": "title: Mira Olin\n",
            "index.md": "# Papers\n\n{% include_relative _includes/papers.md %}\n\n# Other\n",
            "_includes/papers.md": "1. On Rivers\n",
            "_includes/never.md": "1. On Nothing\n",
        },
    )
    assert [(page.file, page.role) for page in reading.pages] == [
        ("index.md", "main"),
        ("_includes/papers.md", "publications"),
    ]
    assert reading.pages[1].blocks[0].headings == ("Papers",)


def test_a_heading_in_an_include_ends_those_above_that_are_no_higher(tmp_path: Path) -> None:
    files = {"index.md": "# Home\n\n### Students\n\n{% include_relative s.md %}\n", "s.md": "Bo\n\n## Service\n\nChair\n"}
    blocks = site(tmp_path, files).pages[1].blocks
    assert [block.headings for block in blocks] == [("Home", "Students"), ("Home",), ("Home", "Service")]


def test_a_section_of_a_cv_in_which_a_sample_stands_came_with_the_theme(tmp_path: Path) -> None:
    section = "- title: {}\n  type: time_table\n  contents:\n    - title: PhD\n      institution: {}\n      year: 2005\n"
    sample = section.format("Education", "University of X") + "      description:\n        - Description 1.\n"
    own = section.format("Education", "Harbour University")
    found = site(tmp_path, {"_pages/cv.md": "---\nlayout: cv\n---\n", "_data/cv.yml": sample + own})
    assert [each.organization for record in found.records for each in record.education] == ["Harbour University"]


def test_an_include_of_itself_ends(tmp_path: Path) -> None:
    reading = site(tmp_path, {"index.md": "a\n\n{% include_relative index.md %}\n"})
    assert len(reading.pages) == 1


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.md").symlink_to(tmp_path / "secret.md")
    assert [page.file for page in site(tmp_path / "site", {"index.md": "Hello"}).pages] == ["index.md"]


def test_a_file_that_cannot_be_read_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"\x00\x01\x02" * 100)
    reading = site(tmp_path, {"index.md": "Hello", "_config.yml": "title: [\n"})
    assert [page.file for page in reading.pages] == ["index.md"]
    assert sorted(problem.file for problem in reading.problems) == ["_config.yml", "bad.md"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        next(read(tmp_path, Settings()))


def test_settings_name_the_owner_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "rivers"
    folder.mkdir()
    assert site(folder, {"index.md": "Hello"}, Settings(owners={"rivers": "Mira Olin"})).site.name == "Mira Olin"


def test_papers_that_a_page_lists_in_its_front_matter(tmp_path: Path) -> None:
    page = """---
title: Papers
items:
  - title: On Rivers
    coauthor: Ada Quist, and Bo Tamm
    journal: Journal of Rivers, Series B, 446:Paper No. 12, 2024.
  - title: On Seas
    coauthor: false
    journal: submitted.
---
"""
    reading = site(tmp_path, {"_config.yml": "title: Mira Olin\n", "index.md": "I am Mira Olin.\n", "papers.md": page})
    first, second = (paper for record in reading.records for paper in record.publications)
    assert (first.authors, first.venue, first.year) == (("Ada Quist", "Bo Tamm"), "Journal of Rivers, Series B", 2024)
    assert (second.authors, second.venue, second.status) == ((), "", "under_review")


def test_the_year_that_a_conference_begins_with_wins_over_the_date(tmp_path: Path) -> None:
    def front(venue: str) -> str:
        return f"---\ntitle: On {venue.split()[-1]}\ndate: 2021-09-30\nvenue: '{venue}'\n---\n"

    files = {"_config.yml": "title: Mira Olin\n", "index.md": "I am Mira Olin.\n"}
    files["_publications/a.md"] = front("*2020 Conference on Rivers*")
    files["_publications/b.md"] = front("River Discussion Paper, 2022")
    papers = {paper.title: paper.year for record in site(tmp_path, files).records for paper in record.publications}
    assert papers == {"On Rivers*": 2020, "On 2022": 2021}


def test_a_configuration_among_the_data_files(tmp_path: Path) -> None:
    settings = "title: Rivers\nauthor:\n  name: Dr. Mira Olin\n"
    reading = site(tmp_path, {"_config.yml": "url: https://a.example\n", "_data/settings.yml": settings, "index.md": "Hello\n"})
    assert (reading.site.name, reading.site.url) == ("Mira Olin", "https://a.example")


def test_the_academic_theme_is_known_without_its_configuration(tmp_path: Path) -> None:
    courses = "education:\n  courses:\n  - course: PhD in Geology\n    institution: Skogul University\n    year: 2018-\n"
    visit = "  - course: Visiting Researcher\n    institution: Tove University\n    year: 2021 Aug - 2021 Dec\n"
    front = f"---\ntitle: Mira Olin\nsuperuser: true\n{courses}{visit}---\nMira likes rivers.\n"
    reading = site(tmp_path, {"content/authors/admin/_index.md": front})
    assert [(each.degree, each.end) for record in reading.records for each in record.education] == [("PhD", "present")]
    assert [(each.role, each.end) for record in reading.records for each in record.positions] == [
        ("Visiting Researcher", "2021-12")
    ]


def test_a_samples_line_left_behind_makes_no_sample(tmp_path: Path) -> None:
    study = (
        "- title: Education\n  type: time_table\n  contents:\n    - title: PhD\n      institution: Skogul University\n"
        "      year: 2018\n      description:\n        - Thesis on floods\n        - Description 3.\n"
    )
    cv = {"_config.yml": "title: Mira Olin\n", "_pages/cv.md": "---\nlayout: cv\n---\n", "_data/cv.yml": study}
    reading = site(tmp_path, cv)
    assert [each.organization for record in reading.records for each in record.education] == ["Skogul University"]
    reading = site(tmp_path, {**cv, "_data/cv.yml": study.replace("Thesis on floods", "Description 1.")})
    assert [each for record in reading.records for each in record.education] == []


def test_studies_whose_area_names_the_degree(tmp_path: Path) -> None:
    front = "---\ntitle: Mira Olin\nsuperuser: true\neducation:\n  - area: MA in Geology\n    institution: Skogul University\n---\n"
    reading = site(tmp_path, {"content/authors/admin/_index.md": front})
    assert [(each.degree, each.field) for record in reading.records for each in record.education] == [("MA", "Geology")]


def test_collections_of_papers_by_other_names(tmp_path: Path) -> None:
    files = {"_config.yml": "title: Mira Olin\n", "_workingpapers/a.md": "---\ntitle: On Rivers\nvenue: Draft\n---\n"}
    reading = site(tmp_path, files)
    assert titles(reading) == ["On Rivers"]
    assert [paper.venue for record in reading.records for paper in record.publications] == [""]
