"""Each rule of who is who, in made-up worlds."""

from __future__ import annotations

import pytest

from kg.model import Publication
from tests.identify.made_up import Found, page, paper, papers_only

COMMON = "Wei Zhang"  # a name that thousands bear


def test_the_owner_is_one_author_of_each_entry() -> None:
    found = Found(
        page("olin", "Mira Olin", paper("On Rivers and Tides", "B. Tamm", "Olin, M."), paper("On Lakes", "Mira Olin"))
    )
    assert found.author("olin", 0, 2) == found.author("olin", 1, 1) == found.owner("olin")
    assert found.author("olin", 0, 1) != found.owner("olin")


def test_an_owner_left_unprinted_is_an_author_at_place_0() -> None:
    found = Found(page("olin", "Mira Olin", paper("On Rivers and Tides", "Bo Tamm", authors_complete=False)))
    assert found.author("olin", 0, 0) == found.owner("olin")


def test_an_unnamed_owner_is_found_where_the_page_says() -> None:
    found = Found(
        page(
            "unnamed",
            "",
            paper("On Rivers and Tides", "Mira Olin", "Bo Tamm", owner_position=1),
            paper("On Lakes at Dusk", "Mira Olin", "Ada Quist", owner_position=1),
        ),
        page("olin", "Mira Olin", paper("On Rivers and Tides", "Mira Olin", "Bo Tamm")),
    )
    assert found.owner("unnamed") == found.owner("olin")


def test_an_owner_without_any_name_is_still_a_person() -> None:
    found = Found(page("nobody", "", paper("On Rivers and Tides", "Mira Olin", "Bo Tamm")))
    assert found.entities.people[found.owner("nobody")].name == "owner of nobody"


def test_two_authors_of_one_paper_are_two() -> None:
    found = Found(papers_only("list", paper("On Rivers and Tides", "Mira Olin", "Mira Olin", "M. Olin")))
    assert len({found.author("list", 0, place) for place in (1, 2, 3)}) == 3


def test_a_rare_name_is_one_person_without_support() -> None:
    found = Found(papers_only("list", paper("On Rivers", "Mira Quistgaard"), paper("On Lakes", "Quistgaard, Mira")))
    assert found.author("list", 0, 1) == found.author("list", 1, 1)
    assert "same rare name" in found.reasons()


def test_a_common_name_is_not_one_person_without_support() -> None:
    found = Found(papers_only("list", paper("On Rivers", COMMON, "Ada Quist"), paper("On Lakes", COMMON, "Bo Tamm")))
    assert found.author("list", 0, 1) != found.author("list", 1, 1)


def test_a_common_name_is_one_person_with_a_shared_co_author() -> None:
    found = Found(
        papers_only("list", paper("On Rivers", COMMON, "Ada Quist"), paper("On Lakes", COMMON, "Ada Quist"))
    )
    assert found.author("list", 0, 1) == found.author("list", 1, 1)
    assert "same name, shared co-author" in found.reasons()


def test_initials_go_to_the_one_candidate() -> None:
    found = Found(
        page("olin", "Mira Olin", paper("On Rivers", "Mira Olin", "Kenji Arata"), paper("On Lakes", "Mira Olin")),
        page("tamm", "Bo Tamm", paper("On Dunes", "B. Tamm", "K. Arata", "M. Olin")),
    )
    assert found.author("tamm", 0, 2) == found.author("olin", 0, 2)
    assert found.author("tamm", 0, 3) == found.owner("olin")
    assert "initials, best candidate" in found.reasons()


def test_initials_between_two_candidates_stay_alone() -> None:
    found = Found(
        papers_only(
            "list", paper("On Rivers", "Mira Olin", "Ada Quist"), paper("On Lakes", "Martin Olin", "Ada Quist")
        ),
        papers_only("short", paper("On Dunes", "M. Olin", "Ada Quist")),
    )
    assert found.author("short", 0, 1) not in (found.author("list", 0, 1), found.author("list", 1, 1))


def test_places_of_one_paper_are_aligned_whatever_the_spelling() -> None:
    found = Found(
        page(
            "olin",
            "Mira Olin",
            paper("On Rivers and Tides of the North", "Mira Olin", "Kenji Arata", "林悦", "Ada Quist"),
        ),
        page(
            "arata",
            "Kenji Arata",
            paper("On Rivers and Tides of the North", "M. Olin", "K. Arata", "Y. Lin", "A. Lund"),
        ),
    )
    for place in (1, 2, 3, 4):  # the fourth has changed her name; the others agree
        assert found.author("olin", 0, place) == found.author("arata", 0, place)


def test_middle_names_that_contradict_keep_two_apart() -> None:
    found = Found(
        papers_only("list", paper("On Rivers", "Mira A. Quistgaard"), paper("On Lakes", "Mira B. Quistgaard"))
    )
    assert found.author("list", 0, 1) != found.author("list", 1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Quistgaard", "Bob Quistgaard"),
        ("Mira Quistgaard", "Mira Quistgard"),
        ("Hans Schütze", "Hans Schuetze"),
        ("Arata Kenji", "Kenji Arata"),
        ("Mira Olin Quistgaard", "Mira Quistgaard Olin"),
    ],
)
def test_a_name_written_otherwise_needs_co_authors(one: str, other: str) -> None:
    alone = Found(papers_only("list", paper("On Rivers", one, "Bo Tamm"), paper("On Lakes", other, "Ada Lund")))
    assert alone.author("list", 0, 1) != alone.author("list", 1, 1)
    together = Found(
        papers_only(
            "list",
            paper("On Rivers", one, "Odile Quennevat", "Bo Tammsaare"),
            paper("On Lakes", other, "Odile Quennevat", "Bo Tammsaare"),
        )
    )
    assert together.author("list", 0, 1) == together.author("list", 1, 1)


def test_a_name_read_backwards_that_exists_is_another_person() -> None:
    found = Found(
        papers_only(
            "list", paper("On Rivers", "Zhou Yu", "Odile Quennevat"), paper("On Lakes", "Yu Zhou", "Odile Quennevat")
        )
    )
    assert found.author("list", 0, 1) != found.author("list", 1, 1)


def test_pages_with_one_orcid_have_one_owner_whatever_the_names() -> None:
    same = {"orcid": "0000-0002-1825-0097"}
    found = Found(page("a", "Mira Olin", identifiers=same), page("b", "Mira Lund", identifiers=same))
    assert found.owner("a") == found.owner("b")


def test_pages_with_two_orcids_have_two_owners() -> None:
    rare = "Mira Quistgaard"
    found = Found(
        page("a", rare, identifiers={"orcid": "0000-0002-1825-0097"}),
        page("b", rare, identifiers={"orcid": "0000-0001-5109-3700"}),
    )
    assert found.owner("a") != found.owner("b")


def test_an_undecided_pair_is_told_with_its_reasons() -> None:
    found = Found(
        papers_only(
            "list",
            *(paper(f"On Rivers {n}", "Yue Lin", "Ada Quist", venue="ICML") for n in ("one", "two")),
            *(paper(f"On Lakes {n}", "Yue Lin", "Bo Tamm", venue="ICML") for n in ("one", "two")),
        )
    )
    assert found.author("list", 0, 1) != found.author("list", 2, 1)
    pair = {found.author("list", 0, 1), found.author("list", 2, 1)}
    doubt = next(each for each in found.entities.doubts if {each.a, each.b} == pair)
    assert 0 < doubt.score < 0.5
    assert doubt.reasons == ("same name, nothing shared",)


def _group(name: str, topic: str, *others: str, papers: int) -> list[Publication]:
    return [paper(f"On {topic} {'abcdefghijklmnop'[number]}", name, *others) for number in range(papers)]


def test_two_large_groups_of_papers_are_two_bearers_of_a_name() -> None:
    name = "Mira Quistgaard"  # rare, but here it is plain that two people bear it
    one = _group(name, "Rivers", "Ada Lundqvist", "Bo Tammsaare", papers=16)
    other = _group(name, "Lakes", "Kenji Aratamura", "Odile Quennevat", papers=16)
    found = Found(papers_only("list", *one, *other))
    assert found.author("list", 0, 1) == found.author("list", 15, 1)
    assert found.author("list", 0, 1) != found.author("list", 16, 1)


def test_a_large_group_and_a_stray_paper_are_one_bearer_of_a_rare_name() -> None:
    name = "Mira Quistgaard"
    found = Found(papers_only(
        "list", *_group(name, "Rivers", "Ada Lundqvist", "Bo Tammsaare", papers=16), paper("On Dunes", name)))
    assert found.author("list", 0, 1) == found.author("list", 16, 1)


def test_initials_do_not_tie_two_namesakes_together() -> None:
    found = Found(papers_only(
        "list",
        *_group(COMMON, "Rivers", "Ada Lundqvist", papers=4),
        *_group(COMMON, "Lakes", "Odile Quennevat", papers=4),
        paper("On Dunes", "W. Zhang", "Ada Lundqvist", "Odile Quennevat"),
    ))
    assert len({found.author("list", item, 1) for item in (0, 4, 8)}) == 3


def test_rare_title_words_support_a_name_that_is_not_rare() -> None:
    others = [paper(f"On Plain Matters {number}", f"Author{number:03d} Nowhere{number:03d}") for number in range(700)]
    name = "Anna Kowalska"
    without = Found(papers_only(
        "list", paper("Tidal Rivers", COMMON), paper("Alpine Lakes", COMMON), *others))
    assert without.author("list", 0, 1) != without.author("list", 1, 1)
    evidence = Found(papers_only(
        "list", paper("Thixotropic Estuaries Revisited", name), paper("Revisited Thixotropic Estuaries Again", name),
        *others))
    assert evidence.author("list", 0, 1) == evidence.author("list", 1, 1)
    assert "same name, shared topic" in evidence.reasons()


def test_advisors_are_people_and_join_the_co_author_of_that_name() -> None:
    from kg.model import Education, Mention

    found = Found(
        page(
            "olin",
            "Mira Olin",
            paper("On Rivers", "Mira Olin", "Ada Quistgaard"),
            education=(Education(degree="Ph.D.", advisors=("Ada Quistgaard",)),),
        )
    )
    assert found.entities.resolved[Mention(0, "education", 0, "advisor", 1)] == found.author("olin", 0, 2)


def test_an_unnamed_owner_without_author_lists_is_who_stands_at_the_stated_places() -> None:
    titles = ("On Rivers and Tides of the North", "On Lakes and Dunes of the South")
    found = Found(
        page("unnamed", "", *(paper(title, owner_position=1) for title in titles)),
        page("olin", "Mira Olin", *(paper(title, owner_position=1) for title in titles)),
        page("tamm", "Bo Tamm", *(paper(title, owner_position=2) for title in titles)),
    )
    assert found.owner("unnamed") == found.owner("olin") != found.owner("tamm")


def test_two_pages_of_one_rare_name_are_not_joined_by_the_name_alone() -> None:
    found = Found(
        page("a", "Mira Quistgaard", paper("On Rivers", "Mira Quistgaard", "Bo Tamm")),
        page("b", "Mira Quistgaard", paper("On Lakes", "Mira Quistgaard", "Ada Lund")),
    )
    assert found.owner("a") != found.owner("b")
    assert [{each.a, each.b} for each in found.entities.doubts] == [{found.owner("a"), found.owner("b")}]
