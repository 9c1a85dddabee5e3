"""Where each person stands in the drawing: communities first, then their insides, then overlaps removed.

Takes a graph with communities; gives a place for everybody who has co-authors. Everything is seeded and done with
numpy alone, so the drawing is the same whichever engine found the communities. A circle of its own is kept free
for each community; inside it a force layout pulls people towards the communities that they write with, so that
bridges stand at the border they bridge. Small separate groups are set around the rest in rings.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

PITCH = 26.0
"""The side of the square that a person of mean size gets, in units of the drawing."""
ISLAND = 5
"""Separate groups of at most so many people are set around the rest in rings, where there are many such groups."""
MANY_ISLANDS = 150
DENSE = 700
"""Up to this many points each repels each; of more, a seeded sample of them."""


def node_radius(papers: float) -> float:
    """Return the radius of a person's dot, in units of the drawing: its area grows with the papers.

    >>> node_radius(1), node_radius(25)
    (4.6, 11.0)
    """
    return 3.0 + 1.6 * math.sqrt(papers)


def places(graph: nx.Graph[str], *, seed: int = 1) -> dict[str, tuple[float, float]]:
    """Return x and y of each person who has co-authors; y grows downwards.

    Args:
        graph: nodes carry ``community`` and ``papers``; edges ``weight``.
        seed: the same seed and graph give the same places.
    """
    generator = np.random.default_rng(seed)
    people = [person for person in graph if graph.degree(person)]
    if not people:
        return {}
    place = {person: number for number, person in enumerate(people)}
    edges = np.array([(place[a], place[b]) for a, b in graph.edges], dtype=int).reshape(-1, 2)
    weights = np.array([edge["weight"] for _, _, edge in graph.edges(data=True)], dtype=float)
    radii = np.array([node_radius(graph.nodes[person]["papers"]) for person in people])
    community = _numbered([graph.nodes[person]["community"] for person in people])
    islands = _islands(graph, place)
    xy = _main_body(edges, weights, community, ~islands, generator)
    xy = _without_overlap(xy, radii, islands)
    _set_around(xy, community, islands, edges, weights, radii, generator)
    return {person: (round(float(x), 1), round(float(y), 1)) for person, (x, y) in zip(people, xy, strict=True)}


def _numbered(values: list[Any]) -> Array:
    """The values as 0..n-1, in the order of their first appearance."""
    numbers: dict[Any, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values])


def _islands(graph: nx.Graph[str], place: dict[str, int]) -> Array:
    """Whether each person belongs to one of many small separate groups; a few find their place like all others."""
    groups = [group for group in nx.connected_components(graph) if len(group) > 1]
    islands = [group for group in groups if len(group) <= ISLAND]
    small = np.zeros(len(place), dtype=bool)
    if len(groups) > len(islands) > MANY_ISLANDS:
        for group in islands:
            small[[place[person] for person in group]] = True
    return small


def _main_body(edges: Array, weights: Array, community: Array, wanted: Array, generator: np.random.Generator) -> Array:
    """Places of everybody who is not on an island; the others stay at the origin."""
    xy = np.zeros((len(community), 2))
    numbers = np.unique(community[wanted])
    of = np.full(int(community.max()) + 1, -1)
    of[numbers] = np.arange(len(numbers))
    home = np.where(wanted, of[community], -1)
    sizes = np.bincount(home[wanted], minlength=len(numbers))
    inside = wanted[edges[:, 0]]
    a, b, weight = edges[inside, 0], edges[inside, 1], weights[inside]
    centres = _centres(sizes, home[a], home[b], weight, generator)
    members: list[Array] = [np.flatnonzero(home == number) for number in range(len(numbers))]
    local = np.zeros(len(community), dtype=int)
    for group in members:
        local[group] = np.arange(len(group))
    same = home[a] == home[b]
    order = np.argsort(home[a[same]], kind="stable")
    own_a, own_b, own_weight = a[same][order], b[same][order], weight[same][order]
    cuts = np.searchsorted(home[own_a], np.arange(len(numbers) + 1))
    outward = _outward(len(community), a[~same], b[~same], weight[~same], home, centres)
    for number, group in enumerate(members):
        part = slice(cuts[number], cuts[number + 1])
        xy[group] = centres[number] + _insides(len(group), local[own_a[part]], local[own_b[part]], own_weight[part],
                                               outward[group], generator)
    return xy


def _outward(count: int, a: Array, b: Array, weight: Array, home: Array, centres: Array) -> Array:
    """For each person the pull towards the communities of those outside whom they write with."""
    pull = np.zeros((count, 2))
    for one, other in ((a, b), (b, a)):
        way = centres[home[other]] - centres[home[one]]
        way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
        np.add.at(pull, one, way * np.sqrt(weight)[:, None])
    return pull


def _radius(size: Array | int) -> Any:
    """The radius of the circle that so many people fill."""
    return PITCH * np.sqrt(np.asarray(size) / np.pi) + PITCH * 0.6


def _centres(sizes: Array, one: Array, other: Array, weight: Array, generator: np.random.Generator) -> Array:
    """Centres of the communities: attracted by joint papers, packed without overlap, wider than high."""
    count = len(sizes)
    radii = _radius(sizes)
    if count == 1:
        return np.zeros((1, 2))
    pull = np.zeros((count, count))
    across = one != other
    np.add.at(pull, (one[across], other[across]), weight[across])
    pull = np.sqrt(pull + pull.T)
    pull /= pull.max() or 1
    angle = np.arange(count) * 2.399963
    spread = np.sqrt(np.cumsum(radii**2)) * 1.3
    xy = np.stack([np.cos(angle) * spread, np.sin(angle) * spread], axis=1)
    xy += generator.normal(0, PITCH, xy.shape)
    rounds = 260 if count <= 400 else 120
    for step in range(rounds):
        heat = 0.12 * (1 - step / rounds)
        move = pull @ xy - pull.sum(axis=1)[:, None] * xy
        move /= np.maximum(pull.sum(axis=1), 0.3)[:, None]
        xy += heat * move - heat * 0.25 * xy * np.array([0.9, 1.1])
        xy = _pushed_apart(xy, radii, 1.12)
    for _ in range(60):
        xy = _pushed_apart(xy, radii, 1.12)
    return xy


def _pushed_apart(xy: Array, radii: Array, room: float) -> Array:
    """One step in which overlapping circles move half of their overlap away from each other, the small ones more."""
    way = xy[:, None] - xy[None]
    distance = np.hypot(way[..., 0], way[..., 1])
    np.fill_diagonal(distance, np.inf)
    overlap = np.maximum((radii[:, None] + radii[None]) * room - distance, 0)
    lighter = radii[None] ** 2 / (radii[:, None] ** 2 + radii[None] ** 2)
    step = way / np.maximum(distance, 1e-6)[..., None] * (overlap * lighter)[..., None]
    moved: Array = xy + step.sum(axis=1) * 0.6
    return moved


def _insides(count: int, a: Array, b: Array, weight: Array, outward: Array, generator: np.random.Generator) -> Array:
    """A force layout of one community around the origin, filling its circle."""
    if count == 1:
        return np.zeros((1, 2))
    angle = np.arange(count) * 2.399963
    xy = np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.sqrt(np.arange(count) + 0.5)[:, None]
    xy += generator.normal(0, 0.3, xy.shape)
    degree = np.bincount(a, minlength=count) + np.bincount(b, minlength=count)
    mass = 1 + np.minimum(degree, 12) / 3.0
    strength = 0.35 + 0.65 * np.minimum(weight, 6) / 3
    drift = np.clip(outward, -3, 3) * 0.5
    rounds = min(180, 15 + 6 * count) if count < 250 else 110
    for step in range(rounds):
        force = _repulsion(xy, mass, generator) + drift - 0.22 * xy * mass[:, None] / np.sqrt(count)
        way = (xy[b] - xy[a]) * strength[:, None] * 0.35
        for axis in (0, 1):
            force[:, axis] += np.bincount(a, way[:, axis], count) - np.bincount(b, way[:, axis], count)
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        reach = np.minimum(length, 0.12 * np.sqrt(count) * (1 - step / rounds) + 0.02)
        xy += force / length[:, None] * reach[:, None]
    xy -= xy.mean(axis=0)
    return _evened(xy) * float(_radius(count))


def _repulsion(xy: Array, mass: Array, generator: np.random.Generator) -> Array:
    """Everybody repels everybody, by mass over distance; of many, a sample stands for all."""
    count = len(xy)
    chosen = np.arange(count) if count <= DENSE else generator.choice(count, DENSE // 2, replace=False)
    # Half the bytes are twice as fast here, and exact enough for a force.
    points, weights = xy.astype(np.float32), mass.astype(np.float32)
    across = points[:, 0][:, None] - points[chosen, 0]
    down = points[:, 1][:, None] - points[chosen, 1]
    push = across * across
    push += down * down
    push += 0.05
    np.divide(weights[chosen], push, out=push)
    sums = np.stack([np.einsum("ij,ij->i", across, push), np.einsum("ij,ij->i", down, push)], axis=1).astype(float)
    sums *= (mass * (0.5 * count / len(chosen)))[:, None]
    return sums


def _evened(xy: Array) -> Array:
    """Points in the unit disc, far ones drawn in: half by their distance, half by the rank of their distance."""
    distance = np.hypot(xy[:, 0], xy[:, 1])
    rank = np.empty(len(xy))
    rank[np.argsort(distance, kind="stable")] = np.sqrt((np.arange(len(xy)) + 0.5) / len(xy))
    wanted = 0.45 * distance / max(float(distance.max()), 1e-9) + 0.55 * rank
    evened: Array = xy * (wanted / np.maximum(distance, 1e-9))[:, None]
    return evened


def _without_overlap(xy: Array, radii: Array, fixed: Array) -> Array:
    """Move dots that overlap apart until none does, or sixty rounds are over."""
    xy = xy.copy()
    apart = radii * 1.15 + 2.0
    for _ in range(60):
        a, b = close_pairs(xy, float(apart.max()) * 2)
        keep = ~fixed[a] & ~fixed[b]
        a, b = a[keep], b[keep]
        way = xy[a] - xy[b]
        distance = np.hypot(way[:, 0], way[:, 1])
        overlap = apart[a] + apart[b] - distance
        near = overlap > 0.01
        if not near.any():
            break
        a, b, way, distance, overlap = a[near], b[near], way[near], distance[near], overlap[near]
        same = distance < 1e-6
        way[same] = [1.0, 0.0]
        step = way / np.maximum(distance, 1e-6)[:, None] * (overlap * 0.52)[:, None]
        step[same] = way[same] * overlap[same, None] * 0.5
        move = np.zeros_like(xy)
        np.add.at(move, a, step)
        np.subtract.at(move, b, step)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        xy += move / length[:, None] * np.minimum(length, PITCH)[:, None] * 0.8
    return xy


def close_pairs(xy: Array, reach: float) -> tuple[Array, Array]:
    """Return each pair of points that may be closer than ``reach`` once: those of neighbouring squares of that side.

    >>> close_pairs(np.array([[0.0, 0.0], [1.0, 0.0], [9.0, 9.0]]), 2.0)
    (array([1]), array([0]))
    """
    cell = np.floor((xy - xy.min(axis=0)) / reach).astype(np.int64) + 1
    width = int(cell[:, 0].max()) + 3
    key = cell[:, 1] * width + cell[:, 0]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    firsts, seconds = [], []
    for offset in (0, 1, width - 1, width, width + 1):
        low = np.searchsorted(ordered, ordered + offset, side="left")
        high = np.searchsorted(ordered, ordered + offset, side="right")
        if offset == 0:
            high = np.arange(len(ordered))
        counts = np.maximum(high - low, 0)
        starts = np.repeat(low - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        firsts.append(np.repeat(np.arange(len(ordered)), counts))
        seconds.append(np.arange(int(counts.sum())) + starts)
    return order[np.concatenate(firsts)], order[np.concatenate(seconds)]


def _set_around(xy: Array, community: Array, islands: Array, edges: Array, weights: Array, radii: Array,
                generator: np.random.Generator) -> None:
    """Set the small separate groups in rings around the rest, in place."""
    groups: dict[int, list[int]] = defaultdict(list)
    for person in np.flatnonzero(islands):
        groups[int(community[person])].append(int(person))
    if not groups:
        return
    inners = [_island(group, edges, weights, generator) for group in sorted(groups.values(), key=len, reverse=True)]
    wides = [float(_radius(len(group))) + float(radii[group].max()) for group, _ in inners]
    reach = float(np.hypot(xy[~islands, 0], xy[~islands, 1]).max()) + PITCH * 2.5
    placed = 0
    while placed < len(inners):
        ring = placed
        room = 2 * np.pi * reach
        while placed < len(inners) and (placed == ring or 2 * sum(wides[ring:placed + 1]) <= room):
            placed += 1
        gap = max(room - 2 * sum(wides[ring:placed]), 0.0) / (placed - ring)
        along = gap / 2
        for (group, inner), wide in zip(inners[ring:placed], wides[ring:placed], strict=True):
            angle = (along + wide) / reach + np.pi / 2
            xy[group] = inner + reach * np.array([np.cos(angle), np.sin(angle)])
            along += 2 * wide + gap
        reach += PITCH * 3.2


def _island(group: list[int], edges: Array, weights: Array, generator: np.random.Generator) -> tuple[list[int], Array]:
    """A small group with its layout around the origin."""
    here = {person: number for number, person in enumerate(group)}
    own = np.isin(edges[:, 0], group)
    ends = np.array([[here[a], here[b]] for a, b in edges[own]], dtype=int).reshape(-1, 2)
    return group, _insides(len(group), ends[:, 0], ends[:, 1], weights[own], np.zeros((len(group), 2)), generator)
