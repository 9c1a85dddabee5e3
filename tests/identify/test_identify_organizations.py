"""Organizations: their names, units, acronyms and kinds; which strings name none."""

from __future__ import annotations

import pytest

from kg.identify.organization_names import is_bare_unit, kind_of, read_name
from kg.model import Award, Education, Mention, Organization, Position, Talk
from tests.identify.made_up import Found, page


def organizations(found: Found) -> dict[str, Organization]:
    return {each.name: each for each in found.entities.organizations.values()}


@pytest.mark.parametrize(("printed", "name", "acronym"), [
    ("📍 Harbour University", "Harbour University", ""),
    ("Harbour University, Bergen, Norway", "Harbour University", ""),
    ("Nordhavn Rivers Agency (NRA)", "Nordhavn Rivers Agency", "NRA"),
    ("University of California, Berkeley", "University of California, Berkeley", ""),
    ("Fjord Institute of Technology, Oslo", "Fjord Institute of Technology, Oslo", ""),
    ("2015", "", ""),
    ("Area Chair: ICML", "", ""),
    ("Highlight Thesis Award 2024", "", ""),
    ("https://huldra.example", "", ""),
])
def test_a_printed_name_is_taken_apart(printed: str, name: str, acronym: str) -> None:
    assert read_name(printed)[:2] == (name, acronym)


@pytest.mark.parametrize("printed", ["Yale School of Rivers", "Institute of Tides at Yale University"])
def test_the_university_in_a_unit_s_name_stands_above_it(printed: str) -> None:
    above = read_name(printed).above
    assert above is not None
    assert above.name == "Yale University"


def test_a_university_named_by_another_is_not_below_it() -> None:
    assert read_name("Friends of Yale University").above is None


@pytest.mark.parametrize(("name", "kind"), [
    ("Huldra Labs", "company"), ("Tide Technologies", "company"), ("Kestrel AI", "company"),
    ("Huldra Technology Univ.", "university"), ("Control Systems Lab", "institute"), ("Quist Group", "other"),
    ("Rivers Agency of Nordhavn", "government"), ("Nordhavn Polytechnic", "university"),
])
def test_the_kind_is_guessed_from_the_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_a_bare_unit_is_no_organization_without_what_is_above_it() -> None:
    assert is_bare_unit("Department of Physics")
    assert not is_bare_unit("Quist School of Physics")
    found = Found(
        page("a", "Ada Quist", positions=(Position(role="Lecturer", organization="Department of Physics"),)),
        page("b", "Bo Tamm", positions=(
            Position(role="Lecturer", organization="Harbour University", unit="Department of Physics"),)),
    )
    departments = [each for each in found.entities.organizations.values() if each.name == "Department of Physics"]
    assert [each.parent for each in departments] == ["o-harbour-university"]
    assert Mention(0, "positions", 0, "organization") not in found.entities.resolved


def test_an_acronym_is_the_name_that_the_same_page_prints_beside_it() -> None:
    spelled = Position(role="Engineer", organization="Nordhavn Rivers Agency (NRA)")
    short = Position(role="Intern", organization="NRA")
    found = Found(page("a", "Ada Quist", positions=(spelled, short)), page("b", "Bo Tamm", positions=(short,)))
    here = [found.entities.resolved[Mention(0, "positions", item, "organization")] for item in (0, 1)]
    assert here[0] == here[1] != found.entities.resolved[Mention(1, "positions", 0, "organization")]
    assert organizations(found)["Nordhavn Rivers Agency"].acronym == "NRA"


def test_an_award_given_at_a_conference_is_no_organization() -> None:
    award = Award(title="Best Paper Award", organization="11th Conference on Rivers (COR)", year=2020)
    found = Found(page("a", "Ada Quist", awards=(award,)))
    assert not found.entities.organizations
    venue = found.entities.resolved[Mention(0, "awards", 0, "venue")]
    assert found.entities.venues[venue].acronym == "COR"


def test_a_talk_is_held_at_a_venue_or_at_a_known_organization() -> None:
    found = Found(page("a", "Ada Quist", talks=(
        Talk(title="Rivers", venue="Yale University"), Talk(title="Tides", venue="ICML 2020"),
        Talk(title="Ships", venue="the harbour"))))
    resolved = found.entities.resolved
    assert resolved[Mention(0, "talks", 0, "organization")] == "o-yale-university"
    assert resolved[Mention(0, "talks", 1, "venue")] == "v-icml"
    assert not [mention for mention in resolved if mention.list == "talks" and mention.item == 2]


def test_legal_words_and_places_do_not_tell_companies_apart() -> None:
    found = Found(page("a", "Ada Quist", positions=(
        Position(organization="Huldra Labs Inc."), Position(organization="Huldra Labs, Bergen"))),
        page("b", "Bo Tamm", education=(Education(organization="Harbour University"),)))
    assert set(found.entities.organizations) == {"o-huldra-labs", "o-harbour-university"}


def test_a_unit_is_of_the_kind_of_what_is_above_it() -> None:
    found = Found(page("a", "Ada Quist", positions=(
        Position(organization="Huawei Foundation Lab"), Position(organization="Harbour University", unit="Tide Group"))))
    assert organizations(found)["Huawei Foundation Lab"].kind == "company"
    assert organizations(found)["Tide Group"].kind == "university"


def test_univ_is_university() -> None:
    found = Found(page("a", "Ada Quist", positions=(Position(organization="Yale Univ."),)))
    assert set(found.entities.organizations) == {"o-yale-university"}
