import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.affiliations import parse_affiliation, pieces_of
from kg.extract.same import same_organization


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Department of Geology, Skogul University, Oslo, Norway",
            ("Skogul University", "Department of Geology", "Oslo, Norway"),
        ),
        ("Rivers Lab, Huldra Research Center", ("Huldra Research Center", "Rivers Lab", "")),
        ("Huldra System Control Co., Ltd.", ("Huldra System Control Co., Ltd.", "", "")),
        ("Tove College's School of Arts", ("Tove College", "School of Arts", "")),
        ("University of California, Santa Barbara", ("University of California, Santa Barbara", "", "")),
        ("University of Illinois at Urbana-Champaign", ("University of Illinois at Urbana-Champaign", "", "")),
        (
            "Escola Politécnica of the University of São Paulo (USP)",
            ("University of São Paulo (USP)", "Escola Politécnica", ""),
        ),
        ("Pathology, Tove Medical School", ("Tove Medical School", "Pathology", "")),
    ],
)
def test_parts(text: str, expected: tuple[str, str, str]) -> None:
    assert tuple(parse_affiliation(text)) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The University of Hong Kong", "University of Hong Kong (HKU)", True),
        ("UC Berkeley", "University of California, Berkeley", True),
        ("Huldra Labs", "Tove Labs", False),
        ("", "", False),
    ],
)
def test_sameness(one: str, other: str, same: bool) -> None:
    assert same_organization(one, other) is same


@given(st.text(max_size=200))
def test_any_phrase_can_be_parted(text: str) -> None:
    assert all(piece.strip() for piece in pieces_of(text))
    parse_affiliation(text)
