"""The graph and its measures against networkx, the layout against its promises, the record against a dataset."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, Store

from kg.engine import Answer, undeclared_prefixes
from kg.errors import QueryError, SettingsError
from kg.network.collect import Choice, chosen, from_dataset, from_rows
from kg.network.data import Author, AuthoredPaper, CoauthorData, joint_papers
from kg.network.graph import betweenness, communities, constraint, graph_of, measured, pagerank
from kg.network.layout import node_radius, places
from kg.network.made_up import made_up_world
from kg.network.tables import TABLES, exported, write_file
from tests.coauthors import ADA, BO, CROWD, KENJI, MIRA, OTTO, RUNA, circle


def close(found: dict[str, float], wanted: dict[str, float]) -> bool:
    return found.keys() == wanted.keys() and all(abs(found[key] - wanted[key]) < 1e-9 for key in wanted)


def test_an_edge_counts_the_joint_papers_and_keeps_their_years() -> None:
    graph = graph_of(circle())
    assert graph[MIRA.id][ADA.id] == {"weight": 2, "fractional": 1.5, "years": [2019, 2021]}
    assert graph[KENJI.id][BO.id]["weight"] == 1
    assert graph.degree(OTTO.id) == 0


def test_a_paper_of_very_many_makes_no_edges_but_still_counts_as_a_paper() -> None:
    data = circle()
    graph = graph_of(data)
    assert [paper.title for paper in data.left_out] == ["Together"]
    assert graph.degree(CROWD[0].id) == 0
    assert graph.nodes[CROWD[0].id]["papers"] == 1


def test_somebody_named_twice_on_one_paper_is_one_author() -> None:
    people = (Author("a", "Ada Quist"), Author("b", "Bo Tamm"))
    graph = graph_of(CoauthorData("", people, (AuthoredPaper("1", "On Rivers", ("a", "b", "a")),)))
    assert list(graph.edges) == [("a", "b")]
    assert graph["a"]["b"]["weight"] == 1


@pytest.mark.parametrize("with_igraph", [False, True])
def test_betweenness_is_that_of_networkx(with_igraph: bool) -> None:
    if with_igraph:
        pytest.importorskip("igraph", reason="the optional engine igraph is not installed")
    graph = graph_of(made_up_world(120))
    assert close(betweenness(graph, with_igraph=with_igraph), nx.betweenness_centrality(graph))


def test_sampled_betweenness_is_the_same_from_both_engines_and_near_the_exact_one() -> None:
    pytest.importorskip("igraph", reason="the optional engine igraph is not installed")
    graph = graph_of(made_up_world(1300))
    sampled = betweenness(graph)
    assert close(sampled, betweenness(graph, with_igraph=True))
    exact = nx.betweenness_centrality(graph, k=400, seed=2)
    top = sorted(exact, key=exact.__getitem__)[-10:]
    assert len(set(top) & set(sorted(sampled, key=sampled.__getitem__)[-20:])) >= 8


def test_pagerank_is_that_of_networkx() -> None:
    pytest.importorskip("scipy", reason="networkx needs scipy for its own PageRank")
    graph = graph_of(made_up_world(120))
    assert close(pagerank(graph), nx.pagerank(graph, tol=1e-14, max_iter=1000))


def test_constraint_is_that_of_networkx_and_nothing_for_the_lonely() -> None:
    graph = graph_of(made_up_world(120))
    wanted = nx.constraint(graph, weight="weight")
    found = constraint(graph)
    assert all(
        found[person] is None if not graph.degree(person) else abs(found[person] - wanted[person]) < 1e-9
        for person in graph
    )


@pytest.mark.parametrize("engine", ["networkx", "igraph"])
def test_communities_are_groups_that_write_together_and_the_same_every_time(engine: str) -> None:
    pytest.importorskip(engine, reason=f"{engine} is not installed")
    graph = graph_of(made_up_world(300))
    found = communities(graph, with_igraph=engine == "igraph")
    assert found == communities(graph, with_igraph=engine == "igraph")
    groups = [{person for person in found if found[person] == number} for number in sorted(set(found.values()))]
    assert nx.community.modularity(graph, groups) > 0.6
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)


def test_both_engines_find_communities_of_the_same_quality() -> None:
    pytest.importorskip("igraph", reason="the optional engine igraph is not installed")
    graph = graph_of(made_up_world(400))

    def quality(found: dict[str, int]) -> float:
        return float(
            nx.community.modularity(
                graph, [{person for person in found if found[person] == number} for number in set(found.values())]
            )
        )

    assert quality(communities(graph)) == pytest.approx(quality(communities(graph, with_igraph=True)), abs=0.02)


def test_measures_of_nobody_and_of_people_who_never_met() -> None:
    assert len(measured(CoauthorData("", (), ()))) == 0
    alone = measured(CoauthorData("", (Author("a", "Ada Quist"), Author("b", "Bo Tamm")), ()))
    assert alone.nodes["a"]["pagerank"] == pytest.approx(0.5)
    assert places(alone) == {}


@pytest.mark.parametrize("people", [3, 40, 300])
def test_the_layout_places_everybody_with_co_authors_apart_from_each_other(people: int) -> None:
    graph = measured(made_up_world(people))
    found = places(graph)
    assert set(found) == {person for person in graph if graph.degree(person)}
    assert found == places(graph)
    radius = {person: node_radius(graph.nodes[person]["papers"]) for person in found}
    touching = [
        pair
        for pair in combinations(found, 2)
        if sum((a - b) ** 2 for a, b in zip(found[pair[0]], found[pair[1]], strict=True)) ** 0.5
        < 0.9 * (radius[pair[0]] + radius[pair[1]])
    ]
    assert len(touching) <= people // 100


def test_a_community_stands_together_in_the_layout() -> None:
    graph = measured(made_up_world(300))
    found = places(graph)

    def mean(pairs: list[tuple[str, str]]) -> float:
        total: float = sum(((found[a][0] - found[b][0]) ** 2 + (found[a][1] - found[b][1]) ** 2) ** 0.5 for a, b in pairs)
        return total / len(pairs)

    pairs = list(combinations(found, 2))
    community = nx.get_node_attributes(graph, "community")
    assert mean([pair for pair in pairs if community[pair[0]] == community[pair[1]]]) < 0.4 * mean(pairs)


def test_many_small_groups_stand_around_the_rest() -> None:
    people = [Author(f"p{number}", f"P {number}") for number in range(440)]
    papers = [AuthoredPaper(f"w{number}", "", (f"p{number}", f"p{number + 1}")) for number in range(0, 400, 2)]
    papers += [AuthoredPaper(f"v{number}", "", ("p400", f"p{number}")) for number in range(401, 440)]
    found = places(measured(CoauthorData("", tuple(people), tuple(papers))))
    reach = {person: (x * x + y * y) ** 0.5 for person, (x, y) in found.items()}
    assert max(reach[f"p{number}"] for number in range(400, 440)) < min(reach[f"p{number}"] for number in range(400))


def test_a_choice_keeps_the_people_within_so_many_hops() -> None:
    data = chosen(circle(), Choice(person="mira olin", hops=2))
    assert {person.name for person in data.people} == {"Mira Olin", "Ada Quist", "Bo Tamm", "Kenji Arata"}
    assert data.note == "2 hops around Mira Olin"
    shores = [paper for paper in data.papers if paper.title == "On Shores"]
    assert [(paper.authors, paper.others) for paper in shores] == [((KENJI.id,), 1)]


def test_a_choice_of_venue_years_and_organization() -> None:
    data = chosen(circle(), Choice(venue="icml", years=(2022, 2024)))
    assert [paper.title for paper in data.papers] == ["On Seas"]
    assert {person.name for person in data.people} == {"Bo Tamm", "Kenji Arata"}
    huldra = chosen(circle(), Choice(organization="Huldra Labs"))
    assert {person.name for person in huldra.people} == {"Mira Olin", "Ada Quist"}
    assert [person.name for person in chosen(circle(), Choice(group=True)).people] == ["Mira Olin"]


def test_a_paper_stays_too_large_when_most_of_its_authors_are_cut() -> None:
    data = chosen(circle(), Choice(group=True))
    assert [paper.title for paper in data.left_out] == ["Together"]


@pytest.mark.parametrize(
    ("choice", "message", "hint"),
    [
        (Choice(person="Mira"), "nobody is called 'Mira'", "there is Mira Olin"),
        (Choice(venue="CHI"), "no venue is called 'CHI'", "leave the venue out"),
        (Choice(organization="Huldra"), "no organization is called 'Huldra'", "there is Huldra Labs"),
    ],
)
def test_a_choice_of_something_unknown_is_answered_with_what_there_is(choice: Choice, message: str, hint: str) -> None:
    with pytest.raises(QueryError, match=message) as error:
        chosen(circle(), choice)
    assert hint in error.value.hint


def test_two_people_of_one_name_are_told_apart_by_their_ids() -> None:
    twins = CoauthorData("", (Author("https://x.example/1", "Bo Tamm"), Author("https://x.example/2", "Bo Tamm")), ())
    with pytest.raises(QueryError, match="2 people") as error:
        chosen(twins, Choice(person="Bo Tamm"))
    assert "https://x.example/2" in error.value.hint
    assert len(chosen(twins, Choice(person="https://x.example/2")).people) == 1


def test_rows_of_any_query_become_a_network() -> None:
    data = from_rows(
        ["source", "target", "source_name", "year", "title"],
        [
            ["https://x.example/person/p-1", "https://x.example/person/p-2", "Mira Olin", 2021, "On Rivers"],
            ["https://x.example/person/p-1", None, "Mira Olin", 2021, "On Lakes"],
        ],
    )
    assert [(person.name, person.id[-1]) for person in data.people] == [("Mira Olin", "1"), ("p-2", "2")]
    assert [(one[-1], other[-1], paper.year) for one, other, paper in joint_papers(data)] == [("1", "2", 2021)]


def test_rows_without_source_and_target_are_refused() -> None:
    with pytest.raises(QueryError, match="person, paper") as error:
        from_rows(["person", "paper"], [])
    assert "?source" in error.value.hint


GRAPH = """
PREFIX x: <https://example.org/kg/person/> PREFIX w: <https://example.org/kg/paper/>
x:p-mira a kg:Person ; rdfs:label "Mira Olin" ; foaf:homepage <https://olin.example/> ;
  owl:sameAs <https://orcid.org/0000-0001-2345-6789> ; schema:sameAs <https://code.example/mira> .
x:p-ada a kg:Person ; rdfs:label "Ada Quist" . x:p-bo a kg:Person ; rdfs:label "Bo Tamm" .
w:w-1 a kg:Paper ; rdfs:label "On Rivers" ; kg:year 2021 ; schema:author x:p-mira , x:p-ada ; kg:authorCount 5 ;
  kg:publishedIn <urn:v> ; bibo:doi "10.5555/1" . <urn:v> rdfs:label "NeurIPS" .
w:w-2 a kg:Paper ; rdfs:label "On Rivers" ; schema:author x:p-mira ; dcterms:isVersionOf w:w-1 .
<urn:f> a kg:Profile ; rdfs:label "mira-olin" ; foaf:primaryTopic x:p-mira .
<urn:e> a kg:Entry ; kg:paper w:w-1 ; kg:statedBy <urn:f> ; kg:sourceFile "index.md" ; kg:firstLine 11 ; kg:lastLine 12 .
<urn:s1> a kg:Signature ; kg:paper w:w-1 ; kg:person x:p-ada ; kg:ordinal 1 .
<urn:s2> a kg:Signature ; kg:paper w:w-1 ; kg:person x:p-mira ; kg:ordinal 2 .
<urn:c1> a kg:Position ; rdfs:label "Researcher, Huldra Labs" ; kg:holder x:p-mira ; kg:organization <urn:o> ;
  kg:startYear 2016 ; kg:ongoing true . <urn:o> rdfs:label "Huldra Labs" .
<urn:c2> a kg:Education ; rdfs:label "Ph.D., Tarn" ; kg:holder x:p-mira ; kg:startYear 2012 ; kg:endYear 2016 .
"""


class Memory:
    """An engine over triples in memory."""

    def __init__(self, turtle: str) -> None:
        self.store = Store()
        self.store.load((undeclared_prefixes(turtle) + turtle).encode(), RdfFormat.TURTLE)

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        return self.store.query(undeclared_prefixes(text) + text, use_default_graph_as_union=True)


def test_a_dataset_becomes_the_record() -> None:
    data = from_dataset(Memory(GRAPH))
    people = {person.name: person for person in data.people}
    mira = people["Mira Olin"]
    assert (mira.organization, mira.homepage, mira.owner) == ("Huldra Labs", "https://olin.example/", True)
    assert [link.label for link in mira.links] == ["ORCID", "code.example"]
    assert [(entry.kind, entry.start, entry.end, entry.ongoing) for entry in mira.career] == [
        ("education", 2012, 2016, False),
        ("position", 2016, None, True),
    ]
    assert not people["Ada Quist"].owner
    [paper] = data.papers
    assert [author.rpartition("-")[2] for author in paper.authors] == ["ada", "mira"]
    assert (paper.title, paper.year, paper.venue, paper.url, paper.others) == (
        "On Rivers",
        2021,
        "NeurIPS",
        "https://doi.org/10.5555/1",
        3,
    )
    assert [(place.file, place.first, place.last) for place in paper.places] == [("mira-olin/index.md", 11, 12)]


def test_the_made_up_world_has_nobody_unknown_on_its_papers() -> None:
    world = made_up_world(200, seed=3)
    known = {person.id for person in world.people}
    assert all(set(paper.authors) <= known for paper in world.papers)
    assert RUNA.id not in known


def table(name: str) -> list[dict[str, object]]:
    data = circle()
    columns, rows = TABLES[name](data, measured(data))
    return [dict(zip(columns, row, strict=True)) for row in rows]


def test_the_table_of_people_has_everybody_with_the_measures() -> None:
    rows = table("people")
    assert len(rows) == len(circle().people)
    assert rows[0]["name"] == "Ada Quist"
    by_name = {row["name"]: row for row in rows}
    assert by_name["Mira Olin"] | {"papers": 3, "coauthors": 2, "joint_papers": 3, "core": 2} == by_name["Mira Olin"]
    assert by_name["Otto Kral"]["constraint"] is None


def test_the_tables_of_pairs_and_communities() -> None:
    [first, *rest] = table("pairs")
    assert (first["name"], first["other_name"], first["joint_papers"], first["first_year"]) == (
        "Ada Quist",
        "Mira Olin",
        2,
        2019,
    )
    assert len(rest) == 4
    assert [(row["people"], row["leading"]) for row in table("communities")] == [
        (3, "Ada Quist, Bo Tamm, Mira Olin"),
        (2, "Kenji Arata, Rúna Vík"),
    ]


@pytest.mark.parametrize(("form", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_files_are_read_back_by_networkx_and_are_the_same_every_time(tmp_path: Path, form: str, read: Any) -> None:
    data = circle()
    odd = replace(data, people=(replace(data.people[0], name="Mira \x00<Olin>&"), *data.people[1:]))
    file = tmp_path / f"network.{form}"
    write_file(odd, measured(odd), file)
    graph = read(file)
    assert graph.nodes[MIRA.id]["label"] == "Mira <Olin>&"
    assert graph[MIRA.id][ADA.id]["weight"] == 2
    assert graph[MIRA.id][ADA.id]["years"] == "2019 2021"
    assert file.read_bytes() == exported(measured(odd), form)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="'xlsx'"):
        write_file(circle(), measured(circle()), tmp_path / "network.xlsx")
