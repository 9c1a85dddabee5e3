"""Author lists as pages print them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.authors import AuthorReader, AuthorRun


def read(text: str, start: int = 0) -> AuthorRun | None:
    return AuthorReader(text).at(start)


LISTS = {
    "inverted": ("Olin, M., Tamm, B. & Quist, A. B. (2021). On rivers.", ("Olin, M.", "Tamm, B.", "Quist, A. B.")),
    "straight": ("Mira Olin, Bo Tamm and Ada B. Quist. On rivers", ("Mira Olin", "Bo Tamm", "Ada B. Quist")),
    "initials last": ("Olin M, Tamm B, Arata K. On rivers", ("Olin M", "Tamm B", "Arata K.")),
    "initials first": ("M. Olin, B.-K. Tamm, A. van der Quist. 2021.", ("M. Olin", "B.-K. Tamm", "A. van der Quist")),
    "bibtex": ("Olin, Mira and van der Tamm, Bo and Quist, Ada", ("Olin, Mira", "van der Tamm, Bo", "Quist, Ada")),
    "chicago": ("Olin, Mira J., Bo Tamm, and Ada Quist. 2021.", ("Olin, Mira J.", "Bo Tamm", "Ada Quist")),
    "han": ("荒田健二、奥林\n题目", ("荒田健二", "奥林")),
    "suffix": ("Bo Tamm Jr., Ada Quist III\nOn rivers", ("Bo Tamm Jr.", "Ada Quist III")),
    "degrees": ("Mira Olin, M.D., Bo Tamm, Ph.D., Ada Quist\nOn", ("Mira Olin", "Bo Tamm", "Ada Quist")),
    "given name in full among initials": (
        "Olin, M., Quist, Ada R., Tamm, B. 2019. On",
        ("Olin, M.", "Quist, Ada R.", "Tamm, B."),
    ),
    "an apostrophe with a space": ("Mira Olin, James O' Neill and Bo Tamm", ("Mira Olin", "James O' Neill", "Bo Tamm")),
    "a stop that slipped in": ("Olin, M., Tamm., B., Quist, A. On", ("Olin, M.", "Tamm., B.", "Quist, A.")),
    "a nickname in quotes": ("Thai Olin, Ting 'Ken' Tamm, Bo Quist", ("Thai Olin", "Ting 'Ken' Tamm", "Bo Quist")),
    "pairs": ("Olin, Mira, Tamm, Bo, and Quist, Ada (2024)", ("Olin, Mira", "Tamm, Bo", "Quist, Ada")),
    "an article behind initials": ("Olin, M. K. A river in the plain", ("Olin, M. K.",)),
    "a collaboration": ("RIVER Collaboration, Search", ("RIVER Collaboration",)),
    "a month is no name": ("Olin, Mira L., Jun 2018. On", ("Olin, Mira L.",)),
    "initials of two letters": ("L. Olin, Ch. Quist, Yu. Tamm, On", ("L. Olin", "Ch. Quist", "Yu. Tamm")),
    "a saint": ("Quan, S., St. Olin, P.D., Tamm, M. On", ("Quan, S.", "St. Olin, P.D.", "Tamm, M.")),
    "a degree behind": ("Mira L. Olin PhD Thesis, 2018", ("Mira L. Olin",)),
    "a journal behind": ("Mira L. Olin and Ada Quist, Mol. Phys., 0", ("Mira L. Olin", "Ada Quist")),
    "one pair alone": ("Olin, Mira L. (2020)", ("Olin, Mira L.",)),
    "half inverted": ("Olin, M.*,Tamm, B.*,Quist X., & Ito K. (2016)", ("Olin, M.", "Tamm, B.", "Quist X.", "Ito K.")),
    "suffix in an inverted list": ("Olin, M., Tamm Jr., BW., Quist, A. On", ("Olin, M.", "Tamm Jr., BW.", "Quist, A.")),
    "line break": ("Mira Olin, Bo Tamm,\nAda Quist\nOn rivers", ("Mira Olin", "Bo Tamm", "Ada Quist")),
}


@pytest.mark.parametrize("case", LISTS)
def test_names_are_read_as_printed(case: str) -> None:
    text, names = LISTS[case]
    run = read(text)
    assert run is not None
    assert run.names == names
    assert run.complete


@pytest.mark.parametrize(
    "text",
    [
        "Mira Olin, Bo Tamm, et al.",
        "Olin, M., Tamm, B., ... & Quist, A.",
        "Mira Olin, Bo Tamm, and 3 others",
        "M. Olin, … B. Tamm, … A. Quist",
        "M. Olin, B. Tamm et al. On rivers",
        "Olin MK, Tamm BJet al., Annals of Rivers",
    ],
)
def test_a_cut_list_is_not_complete(text: str) -> None:
    run = read(text)
    assert run is not None
    assert not run.complete
    assert len(run.names) >= 2


def test_markers_are_kept_apart() -> None:
    run = read("Olin, M. *, Tamm, B.†, Quist, A. (equal contribution). On")
    assert run is not None
    assert run.names == ("Olin, M.", "Tamm, B.", "Quist, A.")
    assert run.markers[0] == "*"
    assert "equal" in run.markers[2]


def test_a_venue_behind_the_last_author_is_none() -> None:
    run = read("Mira Olin and Bo Tamm, Econometrics Letters, 2020")
    assert run is not None
    assert run.names == ("Mira Olin", "Bo Tamm")


def test_a_list_does_not_run_into_a_linked_title() -> None:
    text = "M. Olin, B. Tamm, Rare Overlap of Rivers and Seas"
    run = AuthorReader(text, walls={text.index("Rare")}).at(0)
    assert run is not None
    assert run.names == ("M. Olin", "B. Tamm")


@pytest.mark.parametrize("text", ["Neural Networks, Deep Learning", "Fast, accurate and lightweight rivers", "in 2020"])
def test_titles_are_no_names(text: str) -> None:
    run = read(text)
    assert run is None or run.score < 0.55


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.integers(0, 300))
def test_any_text_can_be_read(text: str, start: int) -> None:
    run = AuthorReader(text).at(min(start, len(text)))
    assert run is None or 0 <= run.start <= run.end <= len(text)


def test_a_venue_behind_et_al_is_no_author() -> None:
    run = read("Olin MK, Tamm B, et al., Optics Letters, 2019")
    assert run is not None
    assert run.names == ("Olin MK", "Tamm B")


def test_a_surname_that_is_a_word_is_a_name_among_initials() -> None:
    run = read("Olin MK, Tamm B, Price T, 2001, ANNALS OF RIVERS")
    assert run is not None
    assert run.names == ("Olin MK", "Tamm B", "Price T")


def test_a_journal_with_its_volume_is_no_author() -> None:
    run = read("Russian River Surveys, 64:4 (2009), 748-749")
    assert run is None
    run = read("with Yu Olin and Jing Tamm. 108: 3"[5:])
    assert run is not None
    assert run.names == ("Yu Olin", "Jing Tamm")


def test_a_cut_list_may_name_the_one_whose_page_it_is() -> None:
    run = read("Bo Tamm et al. (incl. Mira Olin), On rivers")
    assert run is not None
    assert run.names == ("Bo Tamm", "Mira Olin")
    assert not run.complete


def test_the_group_for_which_authors_sign_is_no_title() -> None:
    text = "Olin, M., Tamm, B. for the Rivers Disease Initiative. On"
    run = read(text)
    assert run is not None
    assert run.names == ("Olin, M.", "Tamm, B.")
    assert text[run.end :] == ". On"


def test_the_owner_may_stand_behind_et_al() -> None:
    run = AuthorReader("Bo Tamm, et al., Mira Olin, Ada Quist, et al.", {"mira olin"}).at(0)
    assert run is not None
    assert run.names == ("Bo Tamm", "Mira Olin", "Ada Quist")
