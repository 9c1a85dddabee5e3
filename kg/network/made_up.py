"""A made-up world of researchers: people, groups, moves and papers, from a seed.

Tests, benchmarks and screenshots live on it; nobody in it exists. The shape follows what homepages show: most
papers stay inside a group, a few bridge two, some people move, output grows with the years, a handful is central.
"""

from __future__ import annotations

import random
from dataclasses import replace

from kg.model import Link
from kg.network.data import Author, AuthoredPaper, CareerEntry, CoauthorData, Place

_GIVEN = """\
Ada Aino Alma Amir Anouk Anton Arvo Asta Aya Bao Beata Bela Bo Cai Carla Ceren Chidi Clara Dana Dario Davor
Edda Efe Eino Elio Elsa Emeka Emil Enzo Esra Ewa Farah Femi Finn Gita Greta Hana Hugo Ida Ilse Imre Ines Ivo Jana Jin
Joel Jonas Juno Kaito Kenji Kofi Lars Lea Lena Leo Lin Lior Luca Lucia Mai Maren Marta Mats Maya Mei Milo Mina Mira
Nadia Naoki Nia Niko Nils Noor Nora Odin Olga Omar Oona Orhan Otto Pablo Pia Priya Quinn Rafa Rana Ravi Rina Rosa
Runa Sami Sana Selma Sena Signe Sora Suri Taro Tea Theo Tove Uma Vera Vito Wen Yara Yuki Yusuf Zara Zeno"""
_FAMILY = """\
Abara Adler Ahlgren Arata Aydin Bakker Baran Berg Bielik Castel Dahl Demir Dietz Dobrev Eklund Eriksen
Falk Farkas Fiore Fonseca Garrel Grane Haddad Halme Hart Hille Holm Horvat Ilves Ishii Ivarsson Jansen Jokela Kader
Kallas Kamara Kato Keller Kimura Kivi Kovar Kral Lang Laurent Lehto Lind Loman Madsen Maro Mehta Moreau Moser Mraz
Nadel Nair Nakata Nord Novak Obi Okafor Olin Orban Osei Otte Palme Patel Pavic Petri Popov Quist Rahm Ramos Reyes
Rosen Rossi Saar Sanna Santos Sato Seidl Silva Sorel Stahl Sund Tamm Tanaka Terzi Toivo Tran Ueda Vale Vance Varga
Vesely Vik Wada Weber Winter Yilmaz Zander Zeman Zhou Zoric"""
_PLACES = """\
Alder Birka Corvin Dunmere Elvas Fjordhaven Glenwick Huldra Isarn Jorvik Kestrel Lumen Merrow Nordby
Okto Pelham Quarry Rookton Solvang Tarn Ulven Varde Westmark Ystad Zephyr"""
GIVEN, FAMILY, PLACES = (tuple(names.split()) for names in (_GIVEN, _FAMILY, _PLACES))
KINDS = ("University of {}", "{} Institute of Technology", "{} Labs", "{} University", "{} Research")
VENUES = ("NeurIPS", "ICML", "ICLR", "ACL", "EMNLP", "KDD", "VLDB", "SIGMOD", "CVPR", "WWW", "AAAI", "IJCAI", "TODS",
          "JMLR", "TACL", "CHI", "ISWC", "ECAI")
OPENINGS = ("On", "Towards", "Rethinking", "Learning", "A Study of", "Scaling", "Beyond", "Fast", "Understanding")
MANNERS = ("Robust", "Temporal", "Sparse", "Open", "Neural", "Causal", "Streaming", "Federated", "Scalable", "Lazy")
SUBJECTS = ("Entity Linking", "Graph Alignment", "River Networks", "Query Planning", "Ontology Matching", "Attention",
            "Record Linkage", "Program Synthesis", "Image Retrieval", "Dialogue", "Schema Evolution", "Code Search")
FIRST_YEAR, LAST_YEAR = 1998, 2025


def made_up_world(people: int = 300, *, edges: int | None = None, seed: int = 7) -> CoauthorData:
    """Make a world.

    Args:
        people: how many.
        edges: how many pairs should have written together, about; without it four a person.
        seed: the same seed gives the same world.

    >>> world = made_up_world(50)
    >>> len(world.people), world == made_up_world(50), world == made_up_world(50, seed=8)
    (50, True, False)
    """
    rng = random.Random(seed)
    organizations = [kind.format(place) for kind in KINDS for place in PLACES]
    rng.shuffle(organizations)
    groups = _groups(rng, people)
    authors = [_author(rng, number, organizations[group % len(organizations)], people) for number, group
               in enumerate(groups)]
    papers = _papers(rng, authors, groups, edges or people * 4)
    authors = [replace(author, career=_career(rng, author, organizations)) for author in authors]
    return CoauthorData(f"{people:,} made-up researchers", tuple(authors), tuple(papers))


def _groups(rng: random.Random, people: int) -> list[int]:
    """The group of each person: sizes fall off, about 25 people in the mean."""
    groups: list[int] = []
    number = 0
    while len(groups) < people:
        groups += [number] * max(4, int(rng.lognormvariate(3.0, 0.6)))
        number += 1
    return groups[:people]


def _author(rng: random.Random, number: int, organization: str, people: int) -> Author:
    name = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"
    if people > 2000 and rng.random() < 0.6:
        name = name.replace(" ", f" {rng.choice('ABCDEFGHIJKLMNOPRSTVWYZ')}. ")
    owner = rng.random() < (0.3 if people <= 1000 else 0.06)
    slug = f"{name.lower().replace(' ', '-').replace('.', '')}-{number}"
    links = []
    if owner and rng.random() < 0.6:
        digits = f"{rng.randrange(10 ** 11):011d}"
        links.append(Link("ORCID", f"https://orcid.org/0000-0{digits[:3]}-{digits[3:7]}-{digits[7:]}"))
    return Author(f"https://example.org/kg/person/p-{number}", name, organization,
                  f"https://{slug}.example/" if owner else "", tuple(links), (), owner)


def _papers(rng: random.Random, authors: list[Author], groups: list[int], wanted: int) -> list[AuthoredPaper]:
    """Papers until the wanted number of pairs is there; within a group the early members write the most."""
    members: dict[int, list[int]] = {}
    for person, group in enumerate(groups):
        members.setdefault(group, []).append(person)
    near = {group: [other for other in (group - 2, group - 1, group + 1, group + 2) if other in members]
            for group in members}
    pairs: set[tuple[int, int]] = set()
    papers: list[AuthoredPaper] = []
    while len(pairs) < wanted and len(papers) < wanted * 3:
        group = groups[rng.randrange(len(groups))]
        team = _team(rng, members, group, near)
        pairs.update((min(a, b), max(a, b)) for a in team for b in team if a != b)
        papers.append(_paper(rng, len(papers), team, authors))
    return papers


def _team(rng: random.Random, members: dict[int, list[int]], group: int, near: dict[int, list[int]]) -> list[int]:
    here = members[group]
    size = min(rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 5, 6)), len(here))
    team: list[int] = []
    while len(team) < size:
        person = here[min(int(rng.expovariate(3.2 / len(here))), len(here) - 1)]
        if person not in team:
            team.append(person)
    if rng.random() < 0.14 and size > 1:
        other = members[rng.choice(near[group]) if near[group] and rng.random() < 0.7 else rng.choice(list(members))]
        guest = other[min(int(rng.expovariate(8 / len(other))), len(other) - 1)]
        if guest not in team:
            team.insert(rng.randrange(len(team) + 1), guest)
    return team


def _paper(rng: random.Random, number: int, team: list[int], authors: list[Author]) -> AuthoredPaper:
    year = LAST_YEAR - min(int(rng.expovariate(0.16)), LAST_YEAR - FIRST_YEAR)
    title = f"{rng.choice(OPENINGS)} {rng.choice(MANNERS)} {rng.choice(SUBJECTS)} {number + 1}"
    url = f"https://doi.org/10.5555/{700000 + number}" if rng.random() < 0.5 else ""
    tellers = [person for person in team if authors[person].owner][:2] or [team[0] // 20 * 20]
    places = tuple(Place(f"p-{person}/publications.md", line, line + 1) for person in tellers
                   for line in [rng.randrange(12, 400)])
    favourite = VENUES[(team[0] // 40) % len(VENUES)]
    venue = favourite if rng.random() < 0.4 else rng.choice(VENUES)
    return AuthoredPaper(f"https://example.org/kg/paper/w-{number}", title,
                         tuple(authors[person].id for person in team), year, venue, url, places)


def _career(rng: random.Random, author: Author, organizations: list[str]) -> tuple[CareerEntry, ...]:
    """A doctorate, then posts that end where the person is now; only page owners tell their career."""
    if not author.owner:
        return ()
    year = rng.randrange(FIRST_YEAR, LAST_YEAR - 7)
    career = [CareerEntry(f"Ph.D., {rng.choice(organizations)}", "education", year, year + 4)]
    year += 4
    while LAST_YEAR - year > 5 and rng.random() < 0.6:
        stay = rng.randrange(2, 5)
        career.append(CareerEntry(f"{rng.choice(('Postdoc', 'Researcher', 'Engineer'))}, "
                                  f"{rng.choice(organizations)}", "position", year, year + stay))
        year += stay
    role = rng.choice(("Professor", "Researcher", "Lecturer"))
    career.append(CareerEntry(f"{role}, {author.organization}", "position", year, None, True))
    if rng.random() < 0.3:
        career.append(CareerEntry("Best Paper Award", "award", rng.randrange(year, LAST_YEAR + 1)))
    return tuple(career)
