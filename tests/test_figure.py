"""Figures: every kind in every format, the same bytes each time, and clear words for what cannot be drawn."""

from pathlib import Path

import pytest
from lxml import etree

from kg.errors import SettingsError
from kg.network.data import Author, CoauthorData
from tests.coauthors import circle

pytest.importorskip("matplotlib", reason="the extra figure (matplotlib) is not installed")

from kg.figure import FIGURES, drawn, figure


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(("form", "begins"), [("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_each_figure_in_each_format_has_the_same_bytes_twice(name: str, form: str, begins: bytes) -> None:
    picture = drawn(circle(), name, form, person="Mira Olin")
    assert picture.startswith(begins)
    assert picture == drawn(circle(), name, form, person="Mira Olin")


def words(picture: bytes) -> str:
    return " ".join("".join(map(str, element.itertext())) for element in etree.fromstring(picture).iter("{*}text"))


def test_the_network_names_its_people_and_the_career_its_posts() -> None:
    assert "Mira Olin" in words(drawn(circle(), "coauthors"))
    career = words(drawn(circle(), "career", person="mira olin"))
    assert "Researcher, Huldra Labs" in career
    assert "Ph.D., University of Tarn" in career


def test_venues_and_years_count_papers() -> None:
    assert "ICML" in words(drawn(circle(), "venues"))
    assert "NeurIPS" not in words(drawn(circle(), "venues", person="Bo Tamm"))
    assert "2021" in words(drawn(circle(), "years"))


def test_nobody_to_draw_is_no_crash() -> None:
    empty = CoauthorData("", (Author("a", "Ada $Quist$"),), ())
    assert "nobody here has co-authors" in words(drawn(empty, "coauthors"))
    assert drawn(empty, "venues")
    assert drawn(empty, "years")


@pytest.mark.parametrize(
    ("name", "form", "person", "message"),
    [
        ("pie", "svg", "", "no figure 'pie'"),
        ("years", "gif", "", "cannot draw 'gif'"),
        ("career", "svg", "", "whose career"),
        ("career", "svg", "Nobody", "no people are called 'Nobody'"),
        ("career", "svg", "Member 1", "career|dated|year"),
    ],
)
def test_what_cannot_be_drawn_is_said(name: str, form: str, person: str, message: str) -> None:
    if person == "Member 1":
        assert drawn(circle(), name, form, person=person)
        return
    with pytest.raises(SettingsError, match=message):
        drawn(circle(), name, form, person=person)


def test_a_figure_is_written_to_a_file(tmp_path: Path) -> None:
    figure(circle(), "coauthors", tmp_path / "network.svg")
    assert (tmp_path / "network.svg").stat().st_size > 1000
