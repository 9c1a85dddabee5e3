"""Figures for papers and READMEs: co-authors, a career, venues, years; as SVG, PDF or PNG.

Takes ``CoauthorData`` and a name of a figure; gives a file. matplotlib draws it (the extra ``figure``). Readable in
grey: groups differ in lightness and shape as well as in colour. The same data gives the same bytes.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from kg.errors import KGError, SettingsError
from kg.network.data import Author, AuthoredPaper, CareerEntry, CoauthorData

FORMATS = ("svg", "pdf", "png")
COLOURS = (
    "#1d4e89",
    "#e08e45",
    "#4a9c82",
    "#a63d57",
    "#9b86c4",
    "#c9b458",
    "#7fb7d6",
    "#6b4a35",
    "#d79bc0",
    "#5d7020",
)
"""Ten hues whose greys differ: dark and light alternate."""
MARKERS = "osD^vPX<>p"
INK, MUTED, LINE = "#1b1d21", "#5c636d", "#c9cdd3"
KINDS = {"position": "#1d4e89", "education": "#8fb8a8", "award": "#c9a227"}


def figure(
    data: CoauthorData, name: str, path: str | os.PathLike[str], *, person: str = "", labels: int = 24
) -> None:
    """Draw a figure into a file; its suffix says the format.

    Args:
        data: the people and papers.
        name: one of ``FIGURES``.
        path: ``….svg``, ``….pdf`` or ``….png``.
        person: id or name, for ``career`` (which needs one) and, to draw only theirs, for ``venues`` and ``years``.
        labels: how many names ``coauthors`` writes.

    Raises:
        SettingsError: the figure or the format is unknown, a person is missing or not there, or matplotlib is.
        KGError: the file cannot be written.
    """
    form = Path(path).suffix.lstrip(".").lower()
    picture = drawn(data, name, form, person=person, labels=labels)
    try:
        Path(path).write_bytes(picture)
    except OSError as error:
        raise KGError(f"cannot write the figure: {error.strerror}", file=str(path)) from error


def drawn(data: CoauthorData, name: str, form: str = "svg", *, person: str = "", labels: int = 24) -> bytes:
    """Return a figure as the bytes of a file; arguments and errors as for ``figure``."""
    if name not in FIGURES:
        raise SettingsError(f"there is no figure {name!r}", hint=f"choose one of {', '.join(FIGURES)}")
    if form not in FORMATS:
        raise SettingsError(
            f"cannot draw {form or 'a file without suffix'!r}", hint=f"end the name in .{', .'.join(FORMATS)}"
        )
    chosen = _person(data, person) if person else None
    with _canvas() as plt:
        shape = FIGURES[name](plt, data, chosen, labels)
        file = BytesIO()
        # Dates and random ids of the formats would make each file different.
        metadata: dict[str, Any] = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}, "png": {}}[
            form
        ]
        shape.savefig(file, format=form, dpi=200, bbox_inches="tight", metadata=metadata)
        plt.close(shape)
    return file.getvalue()


@contextmanager
def _canvas() -> Iterator[Any]:
    try:
        import matplotlib
    except ImportError as error:
        raise SettingsError(
            "figures need matplotlib", hint='install it with: pip install "homepage-kg[figure]"'
        ) from error
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    style: Any = {
        "font.family": "DejaVu Sans",
        "font.size": 8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": MUTED,
        "axes.labelcolor": INK,
        "xtick.color": MUTED,
        "ytick.color": INK,
        "text.color": INK,
        "svg.hashsalt": "kg",
        "svg.fonttype": "none",
        "pdf.fonttype": 42,
        "text.parse_math": False,
    }
    with plt.rc_context(style):
        yield plt


def _person(data: CoauthorData, wanted: str) -> Author:
    found = [one for one in data.people if one.id == wanted] or [
        one for one in data.people if one.name.casefold() == wanted.casefold()
    ]
    if len(found) != 1:
        raise SettingsError(
            f"{len(found) or 'no'} people are called {wanted!r}",
            hint="give one of the IRIs: " + ", ".join(one.id for one in found[:5]) if found else "see: kg network",
        )
    return found[0]


def _papers(data: CoauthorData, person: Author | None) -> list[AuthoredPaper]:
    return [paper for paper in data.papers if person is None or person.id in paper.authors]


def coauthors(plt: Any, data: CoauthorData, person: Author | None, labels: int) -> Any:
    """The network: dots by papers, lines by joint papers, the ten largest communities by colour and shape."""
    from matplotlib.collections import LineCollection

    from kg.network.graph import measured
    from kg.network.layout import places

    graph = measured(data)
    where = places(graph)
    shape, axes = plt.subplots(figsize=(7.2, 6.4))
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.invert_yaxis()
    if not where:
        axes.text(0.5, 0.5, "nobody here has co-authors", ha="center", transform=axes.transAxes, color=MUTED)
        return shape
    widths = [0.25 + 0.3 * edge["weight"] ** 0.5 for _, _, edge in graph.edges(data=True)]
    axes.add_collection(
        LineCollection(
            [(where[a], where[b]) for a, b in graph.edges],
            linewidths=widths,
            colors="#8d949e",
            alpha=min(0.55, 40 / len(widths) ** 0.5),
            zorder=1,
        )
    )
    dot = 26 * min(1.0, (300 / len(where)) ** 0.8)
    numbers = sorted({graph.nodes[one]["community"] for one in where})
    for number in numbers:
        group = [one for one in where if graph.nodes[one]["community"] == number]
        colour, marker = (COLOURS[number], MARKERS[number]) if number < len(COLOURS) else ("#b4b9c0", "o")
        axes.scatter(
            *zip(*(where[one] for one in group), strict=True),
            s=[dot * (0.6 + graph.nodes[one]["papers"] ** 0.7 / 3) for one in group],
            c=colour,
            marker=marker,
            edgecolors="white",
            linewidths=0.4,
            zorder=2,
        )
    _names(axes, graph, where, labels)
    return shape


def _names(axes: Any, graph: Any, where: dict[str, tuple[float, float]], labels: int) -> None:
    """Write the most important names, each only where it comes near no other that is written."""
    taken: list[tuple[float, float, float]] = []
    span = max(x for x, _ in where.values()) - min(x for x, _ in where.values()) or 1.0
    for one in sorted(where, key=lambda one: (-graph.nodes[one]["papers"], graph.nodes[one]["label"], one)):
        x, y = where[one]
        half = span * 0.0065 * len(graph.nodes[one]["label"])
        if any(abs(y - there) < span * 0.028 and abs(x - middle) < half + wide for middle, there, wide in taken):
            continue
        taken.append((x, y, half))
        axes.annotate(
            graph.nodes[one]["label"],
            (x, y),
            xytext=(0, -7.5),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=6.2,
            zorder=3,
            bbox={"boxstyle": "round,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.72},
        )
        if len(taken) >= labels:
            break


def career(plt: Any, data: CoauthorData, person: Author | None, labels: int) -> Any:
    """One person's posts, studies and awards over their papers a year."""
    if person is None:
        raise SettingsError("whose career?", hint="name somebody, for example: --about 'Mira Olin'")
    entries = [entry for entry in person.career if entry.start or entry.end]
    years = Counter(paper.year for paper in _papers(data, person) if paper.year)
    if not entries and not years:
        raise SettingsError(f"nothing dated is known of {person.name}", hint="draw somebody whose page gives years")
    ends = [year for entry in entries for year in (entry.start, entry.end) if year] + list(years)
    first, last = min(ends), max(ends)
    shape, (top, bottom) = plt.subplots(
        2,
        1,
        figsize=(6.4, 1.2 + 0.36 * max(len(entries), 1)),
        sharex=True,
        height_ratios=[max(len(entries), 1) * 0.36, 0.8],
        layout="constrained",
    )
    for row, entry in enumerate(entries):
        _career_row(top, row, entry, first, last)
    top.set_ylim(len(entries) - 0.4, -0.9)
    top.set_yticks([])
    top.spines["left"].set_visible(False)
    top.set_title(person.name, loc="left", fontsize=10, fontweight="bold")
    bottom.bar(list(years), list(years.values()), color="#7c8794", width=0.7)
    bottom.set_ylabel("papers")
    bottom.yaxis.get_major_locator().set_params(integer=True)
    bottom.xaxis.get_major_locator().set_params(integer=True)
    bottom.set_xlim(first - 0.6, last + 1)
    return shape


def _career_row(axes: Any, row: int, entry: CareerEntry, first: int, last: int) -> None:
    """Draw an award as a star, anything else as a bar; its text above it. Years are the axis."""
    start = entry.start or entry.end or first
    if entry.kind == "award":
        axes.plot(
            [start], [row], marker="*", color=KINDS["award"], markersize=9, markeredgecolor=INK, markeredgewidth=0.4
        )
    else:
        end = last + 0.6 if entry.ongoing else (entry.end or start) + 0.5
        axes.barh(
            row,
            max(end - start, 0.4),
            left=start,
            height=0.42,
            color=KINDS.get(entry.kind, KINDS["position"]),
            edgecolor=INK,
            linewidth=0.4,
            hatch="///" if entry.kind == "education" else None,
        )
    axes.text(start, row - 0.33, entry.label, fontsize=6.8, va="bottom")


def venues(plt: Any, data: CoauthorData, person: Author | None, labels: int) -> Any:
    """The venues with the most papers, as bars with their counts."""
    counts = Counter(paper.venue for paper in _papers(data, person) if paper.venue).most_common()
    rows = sorted(counts, key=lambda row: (-row[1], row[0]))[:20]
    shape, axes = plt.subplots(figsize=(5.2, 0.5 + 0.21 * max(len(rows), 1)), layout="constrained")
    axes.barh([name for name, _ in rows], [count for _, count in rows], color="#1d4e89", height=0.66)
    for row, (_, count) in enumerate(rows):
        axes.text(count, row, f" {count}", va="center", fontsize=7, color=MUTED)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0)
    axes.set_title(
        "Papers by venue" + (f", {person.name}" if person else ""), loc="left", fontsize=9, fontweight="bold"
    )
    return shape


def years(plt: Any, data: CoauthorData, person: Author | None, labels: int) -> Any:
    """Papers a year, and the mean number of their authors."""
    papers = [paper for paper in _papers(data, person) if paper.year]
    counts = Counter(paper.year or 0 for paper in papers)
    span = list(range(min(counts, default=0), max(counts, default=-1) + 1))
    means = [sum(paper.signed_by for paper in papers if paper.year == year) / counts[year] for year in sorted(counts)]
    shape, axes = plt.subplots(figsize=(5.6, 2.6), layout="constrained")
    axes.bar(span, [counts[year] for year in span], color="#8aa4c4", width=0.74)
    axes.set_ylabel("papers")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.yaxis.get_major_locator().set_params(integer=True)
    other = axes.twinx()
    other.plot(sorted(counts), means, color=INK, marker="o", markersize=2.6, linewidth=1)
    other.set_ylim(0, max(means, default=1) * 1.25)
    other.set_ylabel("mean number of authors (line)")
    other.spines["right"].set_visible(True)
    axes.set_title(
        "Papers a year" + (f", {person.name}" if person else ""), loc="left", fontsize=9, fontweight="bold"
    )
    return shape


FIGURES: dict[str, Callable[[Any, CoauthorData, Author | None, int], Any]] = {
    "coauthors": coauthors,
    "career": career,
    "venues": venues,
    "years": years,
}
