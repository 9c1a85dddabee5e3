"""``kg explain``: which mentions were joined into one thing, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import data_option, format_options, write_out
from kg.errors import AmbiguousName

if TYPE_CHECKING:
    from kg.identify.explain import Comparison, Explanation
    from kg.store import Dataset

_SHOWN = 30


@click.command(epilog='Try:  kg explain "Mira Olin"')
@click.argument("name", metavar="PERSON|PAPER")
@click.argument("other", required=False, metavar="[OTHER PERSON]")
@click.option("--all", "everything", is_flag=True, help="Show every mention and reason.")
@data_option
@format_options("json")
def explain(name: str, other: str | None, everything: bool, data: Path, form: str | None) -> None:
    """Say which mentions are this person, paper, venue or organization, and what joined them, weakest first.

    With two people: why they are, or are not, one.
    """
    import msgspec

    from kg.identify.evidence import Evidence
    from kg.identify.explain import compare
    from kg.identify.explain import explain as explanation
    from kg.store import Dataset

    with Dataset.open(data) as dataset, Evidence(dataset.folder / "identity.sqlite") as evidence:
        entity = _entity(dataset, name)
        found = compare(evidence, entity, _entity(dataset, other)) if other else explanation(evidence, entity)
    if form == "json":
        write_out(msgspec.json.format(msgspec.json.encode(found), indent=1).decode())
    else:
        write_out("\n".join(_told(found, None if everything else _SHOWN)))


def _entity(dataset: Dataset, name: str) -> str:
    """The local id of what is meant: a person first, then a paper, venue or organization of that very name."""
    from kg.query.names import resolve

    first: AmbiguousName | None = None
    for kind in ("person", "paper", "venue", "organization"):
        try:
            return resolve(dataset, kind, name).value.rpartition("/")[2]
        except AmbiguousName as error:
            if first is None or (error.message.find("fits") > 0 and first.message.find("fits") < 0):
                first = error
    assert first is not None
    raise first


def _told(found: Explanation | Comparison, most: int | None) -> list[str]:
    from kg.identify.explain import Comparison

    if isinstance(found, Comparison):
        verdict = "are one" if found.same else "are two people here"
        return [f"{found.one} and {found.other} {verdict}:", *(f"  {reason}" for reason in found.reasons)]
    lines = [f"{found.label} ({found.kind} {found.id}), confidence {found.confidence:.2f}", "", "Mentioned in"]
    lines += [f"  {each.where}: {'; '.join(each.mentions)}" for each in found.places[:most]]
    lines += _rest(len(found.places), most)
    lines += ["", "Joined because, weakest first" if found.reasons else "One mention: nothing had to be joined"]
    lines += [f"  {each}" for each in found.reasons[:most]]
    lines += _rest(len(found.reasons), most)
    return [*lines, *(["", "Undecided", *(f"  {each}" for each in found.doubts)] if found.doubts else [])]


def _rest(number: int, most: int | None) -> list[str]:
    return [f"  … and {number - most:,} more (--all shows them)"] if most is not None and number > most else []
