"""``kg review``: walk through the pairs that are undecided, and write a person's word into the curation file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import data_option, settings_option
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.identify.review import Side

_SHOWN = 4
"""Mentions of each side that are shown."""


@click.command(epilog="Try:  kg review --limit 10")
@click.option("--limit", default=0, type=click.IntRange(0), help="Stop after so many pairs; 0 goes through all.")
@data_option
@settings_option
def review(limit: int, data: Path, settings: Settings) -> None:
    """Ask about each undecided pair of people, the one with most to gain first; answers go to the curation file.

    The file is the one that build.curation in kg.toml names, else ./curation.yaml. The next build follows it.
    """
    from kg.identify.evidence import Evidence
    from kg.identify.review import answer, questions
    from kg.store import Dataset

    file = Path(settings.folder) / (settings.build.curation or "curation.yaml")
    with Dataset.open(data) as dataset, Evidence(dataset.folder / "identity.sqlite") as evidence:
        asked = questions(evidence, limit or None)
    click.echo(f"{len(asked):,} undecided pairs; answers go to {file}", err=True)
    for number, each in enumerate(asked, 1):
        click.echo(f"\n{number} of {len(asked)}  ({each.score:.2f})  {'; '.join(each.reasons)}")
        click.echo(_described(each.one) + "\n" + _described(each.other))
        said = click.prompt("One person? (yes, no, skip, quit)", type=click.Choice(["y", "n", "s", "q"]), default="s")
        if said == "q":
            break
        if said != "s":
            answer(file, each, "same" if said == "y" else "different")
    if not settings.build.curation:
        click.echo(f'set build.curation = "{file.name}" in kg.toml, then build again', err=True)


def _described(side: Side) -> str:
    shown = "".join(f"\n      {mention}" for mention in side.mentions[:_SHOWN])
    more = f"\n      … {len(side.mentions) - _SHOWN} more" if len(side.mentions) > _SHOWN else ""
    return f"  {side.name} ({side.id}){shown}{more}"
