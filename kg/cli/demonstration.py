"""``kg demo``: the whole way on the made-up samples, with five answers and a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kg.cli.building import build_and_tell
from kg.cli.options import write_out
from kg.files import shipped
from kg.settings import load

if TYPE_CHECKING:
    from kg.query import Table


class Answer(NamedTuple):
    """One question of the demonstration."""

    title: str
    question: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    """The columns that are shown."""
    rows: int = 8
    """How many rows are shown."""

    def command(self, data: Path) -> str:
        """Return the command that asks the same."""
        given = "".join(f' {name}="{value}"' for name, value in self.parameters.items())
        return f"kg query {self.question}{given} --data {data}"


ANSWERS = (
    Answer("Who are Mira Olin's co-authors?", "coauthors", {"person": "Mira Olin"}, ("name", "papers", "first", "last")),
    Answer("What was her career?", "timeline", {"person": "Mira Olin"},
           ("start", "end", "kind", "what", "where", "lines"),
           rows=14),
    Answer("Who moved between university and company?", "career_moves", {},
           ("when", "name", "from", "to", "what", "lines")),
    Answer("Where do two pages disagree?", "disagreements", {}, ("about", "subject", "one", "other", "other_lines")),
    Answer("In which venues does Kenji Arata publish, and serve?", "person_venues", {"person": "Kenji Arata"},
           ("name", "papers", "first", "last", "duties")),
)


def shown(table: Table, answer: Answer) -> Table:
    """Return the columns and rows of an answer that the demonstration shows."""
    from kg.query import Table

    places = [table.columns.index(name) for name in answer.columns]
    return Table(answer.columns, [tuple(row[place] for place in places) for row in table.rows[: answer.rows]])


@click.command(epilog="Try:  kg demo")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=Path("demo"), show_default=True,
              help="The folder for the dataset and the page.")
def demo(into: Path) -> None:
    """Build the sample graph, answer five questions, write the co-author page, say what to do next."""
    from kg.draw import draw
    from kg.network.collect import from_dataset
    from kg.query import Table, run
    from kg.store import Dataset

    data, page = into / "kg-data", into / "coauthors.html"
    samples = sorted(each for each in (shipped("data") / "profiles").iterdir() if not each.name.startswith("."))
    click.echo(f"Building the sample graph from {len(samples)} made-up homepages:", err=True)
    build_and_tell(samples, data, load(shipped("data") / "demo.toml"))
    with Dataset.open(data) as dataset:
        for number, each in enumerate(ANSWERS, 1):
            answer = run(dataset, each.question, each.parameters)
            assert isinstance(answer, Table)
            text = shown(answer, each).render("table", 110)
            more = f"… {len(answer) - each.rows} more\n" if len(answer) > each.rows else ""
            write_out(f"\n{number}. {each.title}\n   $ {each.command(data)}\n\n{text}{more}")
        draw(from_dataset(dataset), page)
    write_out(f"""
The co-author network is in {page}: open it in a browser.

Next:
  kg info --data {data}                        what is in the graph
  kg explain "Mira Olin" --data {data}         which mentions are one person, and why
  kg queries                                        what can be asked
  kg build your-page.md your-site/                  your own pages, into ./kg-data
""")
