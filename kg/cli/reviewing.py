"""``kg review``: walk through the pairs that are undecided, and write a person's word into the curation file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import data_option, settings_option
from kg.errors import CurationError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.identify.evidence import Evidence, Undecided


@click.command(epilog="Try:  kg review --limit 10")
@click.option("--limit", default=0, type=click.IntRange(0), help="Stop after so many pairs; 0 goes through all.")
@data_option
@settings_option
def review(limit: int, data: Path, settings: Settings) -> None:
    """Ask about each undecided pair of people, the one with most to gain first; answers go to the curation file.

    The file is the one that build.curation in kg.toml names, else ./curation.yaml. The next build follows it.
    """
    from kg.identify.evidence import Evidence
    from kg.store import Dataset

    file = Path(settings.folder) / (settings.build.curation or "curation.yaml")
    with Dataset.open(data) as dataset, Evidence(dataset.folder / "identity.sqlite") as evidence:
        pairs = sorted(evidence.doubts(), key=lambda each: -gain(evidence, each))
        click.echo(f"{len(pairs):,} undecided pairs; answers go to {file}", err=True)
        for number, each in enumerate(pairs[: limit or None], 1):
            click.echo(f"\n{number} of {len(pairs)}  ({each.score:.2f})")
            for person in (each.a, each.b):
                click.echo(_described(evidence, person))
            click.echo(f"  {'; '.join(each.reasons)}")
            answer = click.prompt("One person?", type=click.Choice(["y", "n", "s", "q"]), default="s",
                                  prompt_suffix=" (yes, no, skip, quit) ")
            if answer == "q":
                break
            if answer in "yn":
                word(file, "same" if answer == "y" else "different", each.a, each.b,
                     f"{evidence.label(each.a)} / {evidence.label(each.b)}")
    if not settings.build.curation:
        click.echo(f'set build.curation = "{file.name}" in kg.toml, then build again', err=True)


def gain(evidence: Evidence, pair: Undecided) -> float:
    """Return how much an answer would change: nearly even odds between people with many papers first."""
    doubt = 1 - abs(2 * pair.score - 1)
    return doubt * min(len(evidence.papers(pair.a)), len(evidence.papers(pair.b)))


def word(file: Path, verdict: str, one: str, other: str, note: str) -> None:
    """Add a pair to a curation file; whatever stands in it, comments too, stays as it is.

    Raises:
        CurationError: the file cannot be written.
    """
    entry = f"    - [{one}, {other}]  # {note}"
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        for needed, after in (("people:", None), (f"  {verdict}:", "people:")):
            if needed not in (line.rstrip() for line in lines):
                place = len(lines) if after is None else _index(lines, after) + 1
                lines.insert(place, needed)
        lines.insert(_index(lines, f"  {verdict}:", _index(lines, "people:")) + 1, entry)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise CurationError(f"cannot be written: {error.strerror}", file=str(file)) from error


def _index(lines: list[str], text: str, start: int = 0) -> int:
    return next(place for place in range(start, len(lines)) if lines[place].rstrip() == text)


def _described(evidence: Evidence, person: str) -> str:
    papers = list(evidence.papers(person).values())
    titles = "".join(f"\n      {title[:100]}" for title in papers[:3])
    more = f"\n      … {len(papers) - 3} more" if len(papers) > 3 else ""
    places = ", ".join(list(evidence.organizations(person).values())[:3])
    return f"  {evidence.label(person)} ({person}){', ' + places if places else ''}{titles}{more}"
