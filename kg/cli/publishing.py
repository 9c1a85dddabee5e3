"""``kg export``, ``kg publish`` and ``kg info``: the dataset as files, on a server, and what is in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from kg.cli.options import data_option, format_options, settings_option, write_out
from kg.errors import KGError
from kg.settings import Settings


@click.command(epilog="Try:  kg export graph.ttl.gz")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False),
                metavar="FILE.{ttl,nt,nq,trig,jsonld,rdf}[.gz]")
@click.option("--only", metavar="KIND:NAME", help='Only one entity and its facts, for example "person:Mira Olin".')
@data_option
@settings_option
def export(file: Path, only: str | None, data: Path, settings: Settings) -> None:
    """Write the dataset to FILE, in the format that its suffix names.

    The same dataset gives the same bytes: sorted, prefixed, free of blank nodes.
    """
    from kg.export import export as write
    from kg.store import Dataset

    with Dataset.open(data) as dataset:
        number = write(dataset, file, settings, only=only)
    click.echo(f"wrote {number:,} triples to {file}", err=True)


@click.command(epilog="Try:  kg publish --dry-run --query http://localhost:7878/query --update http://localhost:7878/update")
@click.option("--query", "query_url", required=True, metavar="URL", help="The server's query endpoint, to read back.")
@click.option("--store", "store_url", default="", metavar="URL", help="Its Graph Store.")
@click.option("--update", "update_url", default="", metavar="URL", help="Its SPARQL Update endpoint.")
@click.option("--user", default="", help="User name; the password is taken from KG_PASSWORD.")
@click.option("--chunk", default=20_000, show_default=True, type=click.IntRange(1), help="Triples a request at most.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@data_option
@settings_option
def publish(
    query_url: str, store_url: str, update_url: str, user: str, chunk: int, dry_run: bool, data: Path,
    settings: Settings,
) -> None:
    """Make a SPARQL server hold this dataset: only changed graphs are sent, and everything is read back.

    With --update the server changes from the old build to the new one in one step. Graphs that other programs put
    there are left alone.
    """
    try:
        from kg.publish import Remote, publish_to_server
    except ModuleNotFoundError as error:
        raise KGError(f"kg publish needs {error.name}", hint="pip install 'homepage-kg[publish]'") from error
    from kg.store import Dataset

    remote = Remote(query_url, store_url, update_url, user, os.environ.get("KG_PASSWORD", ""))
    with Dataset.open(data) as dataset:
        publish_to_server(dataset, remote, settings.dataset.base, chunk=chunk, dry_run=dry_run,
                          tell=lambda line: click.echo(line, err=True))


@click.command(epilog="Try:  kg info --data my-graph")
@data_option
@format_options("json")
def info(data: Path, form: str | None) -> None:
    """Say what is in the dataset, from which sources, and when it was built."""
    from kg.store import Dataset

    with Dataset.open(data) as dataset:
        report = dataset.report
    if form == "json":
        write_out(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        write_out("\n".join([f"dataset {data}", *_told(report)]))


def _told(report: dict[str, Any]) -> list[str]:
    """The report of a build in words."""
    if not report:
        return ["its build left no report"]
    lines = [f"built by kg {report['version']} from sources as of {report['built']}", "", "It holds"]
    lines += [f"  {number:>10,}  {what}" for what, number in report["counts"].items()]
    found = ", ".join(f"{number:,} {level}" for level, number in report["findings"].items()) or "none"
    lines += ["", f"Findings of the shapes: {found} (kg check shows them)", "", "Steps"]
    lines += [f"  {step['seconds']:>8.1f} s  {step['message']}" for step in report["steps"]]
    lines += ["", "Sources"]
    shown = report["sources"][:50]
    for source in shown:
        owner = source.get("owner") or "no owner named"
        lines.append(f"  {source['id']}: {owner}, {source.get('publications', 0):,} papers")
    if len(shown) < len(report["sources"]):
        lines.append(f"  … and {len(report['sources']) - len(shown):,} more (--json shows all)")
    for problem in report.get("unread", ()):
        lines.append(f"  could not be read: {problem['file']}: {problem['message']}")
    return lines
