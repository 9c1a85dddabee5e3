"""A small made-up circle of people, for tests of the network, the drawing and the viewer.

Mira and Ada wrote twice, Bo joined once; Bo leads to Kenji, Kenji to Runa. Otto writes alone. Thirty people signed
one paper that is too large to say who works with whom.
"""

from kg.model import Link
from kg.network.data import Author, AuthoredPaper, CareerEntry, CoauthorData, Place

BASE = "https://example.org/kg/person/"

MIRA = Author(BASE + "p-mira", "Mira Olin", "Huldra Labs", "https://olin.example/",
              (Link("ORCID", "https://orcid.org/0000-0001-2345-6789"), Link("odd", "javascript:alert(1)")),
              (CareerEntry("Ph.D., University of Tarn", "education", 2012, 2016),
               CareerEntry("Researcher, Huldra Labs", "position", 2016, None, True),
               CareerEntry("Best Paper Award", "award", 2019)), True)
ADA = Author(BASE + "p-ada", "Ada Quist", "Huldra Labs")
BO = Author(BASE + "p-bo", "Bo Tamm", "University of Tarn")
KENJI = Author(BASE + "p-kenji", "Kenji Arata", "University of Tarn")
RUNA = Author(BASE + "p-runa", "Rúna Vík", "Okto University")
OTTO = Author(BASE + "p-otto", "Otto Kral")
CROWD = tuple(Author(f"{BASE}p-crowd-{number}", f"Member {number}") for number in range(30))


def circle() -> CoauthorData:
    """The circle."""
    def paper(number: int, title: str, year: int, venue: str, *authors: Author, url: str = "") -> AuthoredPaper:
        return AuthoredPaper(f"https://example.org/kg/paper/w-{number}", title, tuple(one.id for one in authors), year,
                             venue, url, (Place("mira-olin/index.md", 10 * number, 10 * number + 1),))

    return CoauthorData("A made-up circle", (MIRA, ADA, BO, KENJI, RUNA, OTTO, *CROWD), (
        paper(1, "On Rivers", 2019, "NeurIPS", MIRA, ADA, url="https://doi.org/10.5555/1"),
        paper(2, "On Lakes", 2021, "ICML", MIRA, ADA, BO),
        paper(3, "On Seas", 2023, "ICML", BO, KENJI),
        paper(4, "On Shores", 2024, "ACL", KENJI, RUNA),
        paper(5, "Alone", 2020, "ACL", OTTO),
        paper(6, "Together", 2022, "ACL", MIRA, *CROWD),
    ), large_paper=20)
