"""``kg check``: what the shapes find in the dataset or in RDF files, where, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import data_option, settings_option, write_out
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.check import Finding


@click.command(epilog="Try:  kg check --data my-graph")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILE…]")
@data_option
@settings_option
@click.option("--json", "form", flag_value="json", help="Findings as JSON.")
@click.option("--ttl", "form", flag_value="ttl", help="The standard SHACL report in Turtle.")
def check(files: tuple[Path, ...], data: Path, settings: Settings, form: str | None) -> None:
    """Check the dataset, or RDF FILEs, by the shapes: each finding with its place and what to do.

    The exit status is 1 when there are violations; warnings and remarks leave it 0.
    """
    from kg.check import check_files, check_store, report_turtle
    from kg.cli.building import progress_bar
    from kg.store import Dataset

    with progress_bar() as progress:
        if files:
            findings: Sequence[Finding] = check_files(files)
        else:
            with Dataset.open(data) as dataset:
                findings = check_store(dataset.store, settings, progress)
    if form == "ttl":
        write_out(report_turtle(findings))
    elif form == "json":
        import msgspec

        write_out(msgspec.json.format(msgspec.json.encode(findings), indent=1).decode())
    else:
        write_out("\n".join([*map(str, findings), _summary(findings)]))
    sys.exit(1 if any(each.severity == "violation" for each in findings) else 0)


def _summary(findings: Sequence[Finding]) -> str:
    from collections import Counter

    from kg.build import count

    levels = Counter(each.severity for each in findings)
    said = [count(levels[level], level) for level in ("violation", "warning", "info") if levels[level]]
    return ", ".join(said) or "no findings"
