"""From the plain record to a networkx graph with its measures.

Takes ``CoauthorData``; gives a ``networkx.Graph`` whose nodes are person ids and whose edges are pairs who signed a
paper together. networkx is the graph and the reference for every measure; the ones that networkx computes in
minutes on ten thousand people are done here with numpy, or by igraph where it is installed. A test holds all of them
against networkx.
"""

from __future__ import annotations

import random
from collections import defaultdict
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.network.data import CoauthorData, joint_papers

EXACT_BETWEENNESS = 1000
"""Up to this many people betweenness is exact; above it is estimated from as many seeded sources as below."""
BETWEENNESS_SOURCES = 200
DAMPING = 0.85

Graph = nx.Graph  # networkx graphs are generic only in their stubs
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def graph_of(data: CoauthorData) -> Graph[str]:
    """Return the co-author graph without measures.

    Nodes carry ``label, organization, homepage, owner, papers, first_year, last_year``; edges ``weight`` (joint
    papers), ``fractional`` (a paper of n authors counts 1/(n-1)) and ``years`` (sorted, one for each joint paper).
    """
    graph: Graph[str] = nx.Graph(name=data.title)
    years: dict[str, list[int]] = defaultdict(list)
    papers: dict[str, int] = defaultdict(int)
    for paper in data.papers:
        for author in set(paper.authors):
            papers[author] += 1
            years[author] += [paper.year] if paper.year else []
    for person in data.people:
        own = years[person.id]
        graph.add_node(person.id, label=person.name, organization=person.organization, homepage=person.homepage,
                       owner=person.owner, papers=papers[person.id], first_year=min(own, default=None),
                       last_year=max(own, default=None))
    for one, other, paper in joint_papers(data):
        if not graph.has_edge(one, other):
            graph.add_edge(one, other, weight=0, fractional=0.0, years=[])
        edge = graph[one][other]
        edge["weight"] += 1
        edge["fractional"] += 1 / (paper.signed_by - 1)
        if paper.year:
            edge["years"].append(paper.year)
    for _, _, edge in graph.edges(data=True):
        edge["years"].sort()
        edge["fractional"] = round(edge["fractional"], 6)
    return graph


def measured(data: CoauthorData, *, seed: int = 1, engine: str = "") -> Graph[str]:
    """Return the co-author graph with ``degree, strength, betweenness, pagerank, core, constraint, community``.

    Args:
        data: the people and papers.
        seed: for communities and for the sample of sources of betweenness.
        engine: "igraph" or "networkx"; without it igraph where it is installed.
    """
    graph = graph_of(data)
    with_igraph = (engine or ("igraph" if find_spec("igraph") else "networkx")) == "igraph"
    strength = dict(graph.degree(weight="weight"))
    for name, values in (
        ("degree", dict(graph.degree())),
        ("strength", strength),
        ("betweenness", betweenness(graph, seed=seed, with_igraph=with_igraph)),
        ("pagerank", pagerank(graph)),
        ("core", nx.core_number(graph)),
        ("constraint", constraint(graph)),
        ("community", communities(graph, seed=seed, with_igraph=with_igraph)),
    ):
        nx.set_node_attributes(graph, values, name)
    return graph


def communities(graph: Graph[str], *, seed: int = 1, with_igraph: bool = False) -> dict[str, int]:
    """Return the community of each person: 0 is the largest. Leiden by igraph, else Louvain by networkx.

    A person without co-authors is a community of one.
    """
    nodes = list(graph)
    if with_igraph:
        import igraph

        random.seed(seed)
        igraph.set_random_number_generator(random)
        links = _edge_arrays(graph)
        found = igraph.Graph(len(nodes), links[:2].T.astype(int).tolist()).community_leiden(
            "modularity", weights=links[2].tolist(), n_iterations=4)
        groups = [{nodes[place] for place in group} for group in found]
    else:
        groups = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    place = {node: number for number, node in enumerate(nodes)}
    groups.sort(key=lambda group: (-len(group), min(place[node] for node in group)))
    return {node: number for number, group in enumerate(groups) for node in group}


def pagerank(graph: Graph[str], *, tolerance: float = 1e-12) -> dict[str, float]:
    """Return the PageRank of each person, by joint papers; the values sum to 1."""
    count = len(graph)
    if not count:
        return {}
    one, other, weight = _both_ways(graph)
    strength = np.bincount(one, weight, count)
    share = weight / strength[one]
    lonely = strength == 0
    rank: Floats = np.full(count, 1 / count)
    for _ in range(500):
        spread = np.bincount(other, rank[one] * share, count) + rank[lonely].sum() / count
        following = DAMPING * spread + (1 - DAMPING) / count
        if np.abs(following - rank).sum() < tolerance:
            break
        rank = following
    return dict(zip(graph, following.tolist(), strict=True))


def betweenness(graph: Graph[str], *, seed: int = 1, with_igraph: bool = False) -> dict[str, float]:
    """Return the normalised betweenness of each person; of large graphs estimated from a seeded sample of sources."""
    count = len(graph)
    if count < 3:
        return dict.fromkeys(graph, 0.0)
    sources = list(range(count))
    if count > EXACT_BETWEENNESS:
        sources = sorted(random.Random(seed).sample(sources, BETWEENNESS_SOURCES))
    if with_igraph:
        import igraph

        links = _edge_arrays(graph)[:2].T.astype(int).tolist()
        # With every vertex as a source, igraph counts each pair of an undirected graph once; so does the division.
        sums = np.array(igraph.Graph(count, links).betweenness(directed=False, sources=sources))
    else:
        sums = _dependencies(graph, sources)
    scale = 2 * count / (len(sources) * (count - 1) * (count - 2))
    return dict(zip(graph, (sums * scale).tolist(), strict=True))


def _dependencies(graph: Graph[str], sources: list[int]) -> Floats:
    """Brandes' sums over the given sources, half of them as for an undirected graph; a level of the search at once."""
    count = len(graph)
    one, other, _ = _both_ways(graph)
    sums: Floats = np.zeros(count)
    for source in sources:
        distance: Ints = np.full(count, -1)
        paths: Floats = np.zeros(count)
        distance[source], paths[source] = 0, 1.0
        levels: list[tuple[Ints, Ints]] = []
        while True:
            frontier = np.flatnonzero(distance[one] == len(levels))
            frontier = frontier[distance[other[frontier]] < 0]
            if not len(frontier):
                break
            tails, heads = one[frontier], other[frontier]
            distance[heads] = len(levels) + 1
            paths += np.bincount(heads, paths[tails], count)
            levels.append((tails, heads))
        owed: Floats = np.zeros(count)
        for tails, heads in reversed(levels):
            owed += np.bincount(tails, paths[tails] / paths[heads] * (1 + owed[heads]), count)
        owed[source] = 0
        sums += owed
    return sums / 2


def constraint(graph: Graph[str]) -> dict[str, float | None]:
    """Return Burt's constraint by joint papers: how much a person's co-authors are each other's; None if alone."""
    share: dict[str, dict[str, float]] = {}
    for person, links in graph.adjacency():
        total = sum(link["weight"] for link in links.values())
        share[person] = {other: link["weight"] / total for other, link in links.items()}
    found: dict[str, float | None] = {}
    for person, own in share.items():
        through = dict(own)
        for middle, part in own.items():
            for other, onward in share[middle].items():
                if other in through:
                    through[other] += part * onward
        found[person] = sum(value * value for value in through.values()) if own else None
    return found


def _edge_arrays(graph: Graph[str]) -> Floats:
    """Three rows: place of one end, place of the other, joint papers."""
    place = {node: number for number, node in enumerate(graph)}
    rows: list[tuple[Any, ...]] = [(place[a], place[b], edge["weight"]) for a, b, edge in graph.edges(data=True)]
    return np.array(rows, dtype=float).reshape(-1, 3).T


def _both_ways(graph: Graph[str]) -> tuple[Ints, Ints, Floats]:
    """Each edge in both directions: places of tails, places of heads, joint papers."""
    one, other, weight = _edge_arrays(graph)
    tails, heads = np.concatenate([one, other]), np.concatenate([other, one])
    return tails.astype(int), heads.astype(int), np.concatenate([weight, weight])
