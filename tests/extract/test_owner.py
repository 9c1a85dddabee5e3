import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.links import find_email, identify
from kg.extract.owner import find_owner
from kg.extract.owner_name import Evidence, choose_name
from kg.model import Profile
from kg.read.page import Reading, Site
from kg.vocab import is_orcid
from tests.extract.career_pages import reading_of


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("---\ntitle: Mira Olin\n---\n\nWelcome.", "Mira Olin"),
        ("# Mira Olin's homepage\n\nWelcome.", "Mira Olin"),
        ("# Mira Olin, PhD\n\nI study rivers.", "Mira Olin"),
        ("Hi, I'm Mira Olin, a lecturer at Skogul University.", "Mira Olin"),
        ("My name is Mira van der Olin and I study rivers.", "Mira van der Olin"),
        ("Mira Olin is a PhD student at Skogul University.", "Mira Olin"),
        ("---\ntitle: About me\n---\n\nI am a researcher.", ""),
        ("# Home\n\nWelcome to my homepage!", ""),
        ("# Orbifold Gromov-Witten theory\n\nI study rivers.", ""),
        (
            "# Publications\n\n* Tamm, B., **Olin, M.**, Quist, A. (2020). On rivers. Rivers Journal.\n"
            "* **Olin, M.**, Quist, A. (2019). On floods. Rivers Journal.\n\n[CV](files/OLINMIRA_CV.pdf)\n",
            "Mira Olin",
        ),
    ],
)
def test_a_name_is_found_where_pages_tell_it(page: str, name: str) -> None:
    assert find_owner(reading_of(page)).name == name


def test_a_given_name_is_completed_from_author_lists() -> None:
    page = (
        '---\ntitle: "About Mira"\n---\n\n# News\n\n01/2020: Our paper by Bo Tamm, Mira Olin, and Ada Quist is out.\n'
    )
    assert find_owner(reading_of(page)).name == "Mira Olin"


def test_what_the_user_says_wins() -> None:
    owner = find_owner(reading_of("# Mira Olin\n"), "Ada Quist")
    assert owner.name == "Ada Quist"


def test_a_name_in_another_script_is_another_name() -> None:
    owner = find_owner(reading_of("# Kenji Arata (荒田健二)\n\nI study rivers."))
    assert (owner.name, owner.other_names) == ("Kenji Arata", ("荒田健二",))


def test_author_lists_tell_which_part_is_the_family_name() -> None:
    assert choose_name([Evidence("Arata Kenji", 6), Evidence("Arata, K.", 4)])[0] == "Kenji Arata"


def test_configuration_is_heard_first() -> None:
    page = reading_of("# Rivers Group\n\nWe study rivers.")
    assert (
        find_owner(
            Reading("olin", pages=page.pages, site=Site(name="Mira Olin"), records=(Profile(name="Mira Olin"),))
        ).name
        == "Mira Olin"
    )


def test_identifiers_of_others_are_left() -> None:
    page = (
        "I work with [Ada Quist](https://scholar.google.com/citations?user=AAAAAAAAAAAA).\n\n"
        "[Google Scholar](https://scholar.google.com/citations?user=BBBBBBBBBBBB&hl=en) "
        "[ORCID](https://orcid.org/0000-0002-1825-0097) [GitHub](https://github.com/miraolin)\n"
    )
    assert find_owner(reading_of("# Mira Olin\n\n" + page)).identifiers == {
        "google_scholar": "BBBBBBBBBBBB",
        "orcid": "0000-0002-1825-0097",
        "github": "miraolin",
    }


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://dblp.org/pid/12/3456.html", ("dblp", "12/3456")),
        ("https://www.linkedin.com/in/mira-olin/", ("linkedin", "mira-olin")),
        ("https://x.com/miraolin", ("twitter", "miraolin")),
        ("https://openreview.net/profile?id=~Mira_Olin1", ("openreview", "~Mira_Olin1")),
        ("https://www.semanticscholar.org/author/M.-Olin/123456", ("semantic_scholar", "123456")),
        ("https://aclanthology.org/people/m/mira-olin/", ("acl_anthology", "mira-olin")),
        ("https://arxiv.org/a/olin_m_1", ("arxiv", "olin_m_1")),
        ("https://openalex.org/A5012345678", ("openalex", "A5012345678")),
        ("https://www.wikidata.org/wiki/Q42", ("wikidata", "Q42")),
    ],
)
def test_identifiers_in_urls(url: str, expected: tuple[str, str]) -> None:
    assert identify(url) == [expected]


def test_a_wrong_check_digit_is_no_orcid() -> None:
    assert is_orcid("0000-0002-1694-233X")
    assert not is_orcid("0000-0002-1694-2331")


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("mira [at] olin [dot] org", "mira@olin.org"),
        ("Email: m.olin(at)skogul.edu", "m.olin@skogul.edu"),
        ("mira.olin@skogul.ac.uk", "mira.olin@skogul.ac.uk"),
        ("I am at home", ""),
        ("look at this dot", ""),
    ],
)
def test_hidden_addresses(text: str, email: str) -> None:
    assert find_email([text]) == email


@given(st.text(max_size=200))
def test_any_text_gives_an_owner_or_none(text: str) -> None:
    owner = find_owner(Reading("x", site=Site(title=text, name=text), records=(Profile(name=text),)))
    assert isinstance(owner.name, str)


def test_interests_behind_a_bold_label() -> None:
    page = "# Mira Olin\n\n**Research interests:** rivers, flood models, and maps\n"
    assert find_owner(reading_of(page)).interests == ("rivers", "flood models", "maps")


@pytest.mark.parametrize(
    ("url", "homepage"),
    [("https://olin.example", "https://olin.example"), ("https://example.com", ""), ("https://yourname.github.io", "")],
)
def test_the_address_of_a_theme_is_no_homepage(url: str, homepage: str) -> None:
    assert find_owner(Reading("olin", site=Site(name="Mira Olin", url=url))).homepage == homepage


def test_a_degree_behind_the_name_is_no_part_of_it() -> None:
    assert find_owner(reading_of("# Mira Olin, M.Sc.\n\nI study rivers.")).name == "Mira Olin"
