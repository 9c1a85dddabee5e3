"""``kg draw``, ``kg network`` and ``kg figure``: the co-author network as a page, in numbers, in figures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.options import data_option, format_options, write_out
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.network.data import CoauthorData

F = TypeVar("F", bound=Callable[..., Any])


def choice_options(function: F) -> F:
    """Add the options that choose a part of the network."""
    for option in reversed((
        click.option("--person", metavar="NAME", default="", help="Only this person and those around them."),
        click.option("--hops", default=1, show_default=True, type=click.IntRange(1, 9), help="How far around --person."),
        click.option("--venue", metavar="NAME", default="", help="Only papers of this venue."),
        click.option("--organization", metavar="NAME", default="", help="Only people of this organization."),
        click.option("--years", metavar="FROM-TO", default="", help="Only papers of these years, for example 2019-2024."),
        click.option("--group", is_flag=True, help="Only people whose pages were read."),
        click.option("--query", "question", metavar="NAME|FILE.rq",
                     help='Draw the rows of this query instead; it needs columns "source" and "target".'),
        click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the dataset."),
    )):
        function = option(function)
    return function


@click.command(epilog='Try:  kg draw --person "Mira Olin" --hops 2 -o mira.html')
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("coauthors.html"),
              show_default=True, metavar="FILE.html", help="Where to write the page.")
@choice_options
@data_option
def draw(output: Path, data: Path, **chosen: Any) -> None:
    """Write the co-author network as one HTML file that opens anywhere and asks no network."""
    from kg.draw import draw as write

    found = _collected(data, **chosen)
    write(found, output)
    click.echo(f"wrote {len(found.people):,} people and {len(found.papers):,} papers to {output}", err=True)


@click.command(epilog="Try:  kg network people --csv")
@click.argument("what", type=click.Choice(["people", "pairs", "communities"]), default="people")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.{gexf,graphml}",
              help="Write the network with its measures to a file instead.")
@choice_options
@data_option
@format_options("table", "csv", "json")
def network(what: str, output: Path | None, data: Path, form: str | None, **chosen: Any) -> None:
    """Print the network's measures: people, pairs or communities."""
    from kg.network.graph import measured
    from kg.network.tables import TABLES, write_file

    found = _collected(data, **chosen)
    graph = measured(found)
    if output:
        write_file(found, graph, output)
        people, pairs = graph.number_of_nodes(), graph.number_of_edges()
        click.echo(f"wrote {people:,} people and {pairs:,} pairs to {output}", err=True)
        return
    from kg.query import Table

    columns, rows = TABLES[what](found, graph)
    write_out(Table.of(columns, rows).render(form or ("table" if sys.stdout.isatty() else "csv")))


@click.command(epilog='Try:  kg figure career --about "Mira Olin" -o career.svg')
@click.argument("what", type=click.Choice(["coauthors", "career", "venues", "years"]), default="coauthors")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True,
              metavar="FILE.{svg,png,pdf}", help="Where to write the figure.")
@click.option("--about", metavar="NAME", default="", help="Whose career; whose venues or years.")
@click.option("--names", default=24, show_default=True, type=click.IntRange(0, 500),
              help="How many names the network shows.")
@choice_options
@data_option
def figure(what: str, output: Path, about: str, names: int, data: Path, **chosen: Any) -> None:
    """Draw a figure for a paper or a README: the network, a career, venues or years."""
    from kg.figure import figure as write

    write(_collected(data, **chosen), what, output, person=about, labels=names)
    click.echo(f"wrote {output}", err=True)


def _collected(
    data: Path, *, person: str, hops: int, venue: str, organization: str, years: str, group: bool,
    question: str | None, endpoint: str | None,
) -> CoauthorData:
    from kg.cli.asking import engine_of, text_or_name
    from kg.network.collect import Choice, chosen, from_dataset, from_rows
    from kg.query import Table, run

    engine = engine_of(data, endpoint)
    choice = Choice(person=person, hops=hops, venue=venue, organization=organization, years=_years(years), group=group)
    if question is None:
        return from_dataset(engine, choice)
    answer = run(engine, text_or_name(question))
    if not isinstance(answer, Table):
        raise QueryError("this query gives triples, not rows", hint='SELECT ?source ?target …')
    return chosen(from_rows(answer.columns, answer.values()), choice)


def _years(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, dash, last = text.partition("-")
    if not (first.strip().isdigit() and (last.strip().isdigit() or not dash)):
        raise QueryError(f"{text!r} is not a span of years", hint="for example 2019-2024")
    return int(first), int(last or first)
