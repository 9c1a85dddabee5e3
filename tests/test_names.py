"""Reading, spotting and comparing names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import agreement, compatible, fold, full, key, looks_like_name, parse, same_form, strip_markers


@pytest.mark.parametrize(
    ("text", "given_name", "particle", "family", "suffix"),
    [
        ("Olin, M.", "M.", "", "Olin", ""),
        ("Mira Olin", "Mira", "", "Olin", ""),
        ("M Olin", "M", "", "Olin", ""),
        ("Olin MJ", "MJ", "", "Olin", ""),
        ("Wu Y", "Y", "", "Wu", ""),
        ("van der Berg, J.", "J.", "van der", "Berg", ""),
        ("J. van der Berg", "J.", "van der", "Berg", ""),
        ("Berg, Jan van der", "Jan", "van der", "Berg", ""),
        ("José María García Márquez", "José María", "", "García Márquez", ""),
        ("欧阳震华", "震华", "", "欧阳", ""),
        ("김민수", "민수", "", "김", ""),
        ("MIRA OLIN", "Mira", "", "Olin", ""),
        ("OLIN Mira", "Mira", "", "Olin", ""),
        ("Bo Tamm Jr.", "Bo", "", "Tamm", "Jr."),
        ("Tamm, Bo, III", "Bo", "", "Tamm", "III"),
        ("Prof. Dr. Mira Olin", "Mira", "", "Olin", ""),
        ("Kenji Arata (荒田健二)", "Kenji", "", "Arata", ""),
        ("Olin", "", "", "Olin", ""),
        ("Mira Olin*†", "Mira", "", "Olin", ""),
    ],
)
def test_parts(text: str, given_name: str, particle: str, family: str, suffix: str) -> None:
    assert tuple(parse(text)) == (given_name, particle, family, suffix)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("M. Olin", "Mira Olin", "initials"),
        ("Mira A. Olin", "Mira Olin", "middle"),
        ("Ch. Olin", "Christian Olin", "initials"),
        ("Xiao-Gang Wang", "Xiaogang Wang", "same"),
        ("X. G. Wang", "Xiaogang Wang", "initials"),
        ("Xin Lyu", "Lü Xin", "order"),
        ("Hans Schütze", "Hans Schuetze", "spelling"),
        ("Bob Tamm", "Robert Tamm", "nickname"),
        ("J. García", "José García Márquez", "compound"),
        ("De Silva, Mira", "Mira DeSilva", "same"),
        ("J. Robert Tamm", "Robert Tamm", "middle"),
        ("Mira Olin", "Nora Olin", ""),
        ("J. A. Olin", "J. B. Olin", ""),
        ("M. Zhang", "M. Zhong", ""),
        ("Wei Li", "Wei Lin", ""),
    ],
)
def test_agreement(one: str, other: str, how: str) -> None:
    assert agreement(parse(one), parse(other)) == how
    assert compatible(parse(other), parse(one)) == bool(how)


@pytest.mark.parametrize(
    "text",
    ["Olin, M.", "Mira Olin", "J. van der Berg", "林悦", "Jean-Luc d'Arc", "Qi An", "M. J. Olin", "Bo Tamm Jr."],
)
def test_looks_like_a_name(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Olin",
        "University of Bergen",
        "Best Paper Award",
        "ICML 2020",
        "on rivers and tides",
        "mira@olin.example",
        "Deep Learning",
        "x" * 100,
    ],
)
def test_does_not_look_like_a_name(text: str) -> None:
    assert not looks_like_name(text)


def test_decomposed_accents_are_the_same_name() -> None:
    assert same_form(parse(unicodedata.normalize("NFD", "José Núñez")), parse("Jose Nunez"))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    name = parse(text)
    assert isinstance(full(name), str)
    assert fold(fold(text)) == fold(text)
    assert isinstance(looks_like_name(text), bool)
    rest, marks = strip_markers(text)
    assert len(rest) + len(marks) <= len(text)
    assert agreement(name, name) in ("same", "") or key(name).family == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_agreement_has_no_direction(one: str, other: str) -> None:
    assert bool(agreement(parse(one), parse(other))) == bool(agreement(parse(other), parse(one)))
