"""``kg export``, ``kg publish``, ``kg diff`` and ``kg info``: the dataset as files, on a server, and what is in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import data_option, format_options, settings_option, write_out
from kg.errors import KGError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.engine import Engine


@click.command(epilog="Try:  kg export graph.ttl.gz graph.nq.gz --checksums")
@click.argument("files", type=click.Path(path_type=Path, dir_okay=False), nargs=-1, required=True,
                metavar="FILE.{ttl,nt,nq,trig,jsonld,rdf}[.gz] …")
@click.option("--only", metavar="KIND:NAME", help='Only one entity and its facts, for example "person:Mira Olin".')
@click.option("--profile", type=click.Choice(["dblp", "schema", "spar", "vivo"]),
              help="In the terms of another vocabulary: schema.org, VIVO, dblp's schema, the SPAR ontologies.")
@click.option("--checksums", is_flag=True, help="Also write sha256sums.txt beside each FILE, for sha256sum -c.")
@data_option
@settings_option
def export(
    files: tuple[Path, ...], only: str | None, profile: str | None, checksums: bool, data: Path, settings: Settings,
) -> None:
    """Write the dataset to each FILE, in the format that its suffix names.

    The same dataset gives the same bytes: sorted, prefixed, free of blank nodes.
    """
    from kg.export import export as write
    from kg.publish.description import write_checksums
    from kg.publish.vocabularies import vocabulary
    from kg.store import Dataset

    if only and profile:
        raise click.UsageError("--only and --profile do not go together")
    construct = vocabulary(profile).query if profile else None
    with Dataset.open(data) as dataset:
        for file in files:
            number = write(dataset, file, settings, only=only, construct=construct)
            click.echo(f"wrote {number:,} triples to {file}", err=True)
    for folder in sorted({file.parent for file in files}) if checksums else ():
        write_checksums(folder, [file.name for file in files if file.parent == folder])


@click.group(epilog="Try:  kg publish site public/")
def publish() -> None:
    """Bring the dataset to where others find it: a SPARQL server, or a folder of files."""


@publish.command(
    "server", epilog="Try:  kg publish server --dry-run --query http://localhost:7878/query --update http://localhost:7878/update")
@click.option("--query", "query_url", required=True, metavar="URL", help="The server's query endpoint, to read back.")
@click.option("--store", "store_url", default="", metavar="URL", help="Its Graph Store.")
@click.option("--update", "update_url", default="", metavar="URL", help="Its SPARQL Update endpoint.")
@click.option("--user", default="", help="User name; the password is taken from KG_PASSWORD.")
@click.option("--chunk", default=0, type=click.IntRange(0),
              help="Triples a request at most; 20,000, or 2,000 with --update alone.")
@click.option("--all", "everything", is_flag=True, help="Send every graph, not only those that differ.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--undo", "undone", is_flag=True, help="Only remove what a publication left on the server that died.")
@data_option
@settings_option
def publish_server(
    query_url: str, store_url: str, update_url: str, user: str, chunk: int, everything: bool, dry_run: bool,
    undone: bool, data: Path, settings: Settings,
) -> None:
    """Make a SPARQL server hold this dataset: only changed graphs are sent, and everything is read back.

    With --update the server changes from the old build to the new one in one step. A publication that died is
    finished by publishing again. Graphs that other programs put there are left alone.
    """
    try:
        from kg.publish.remote import Remote
    except ModuleNotFoundError as error:
        raise KGError(f"kg publish server needs {error.name}", hint="pip install 'homepage-kg[publish]'") from error
    from kg.publish.to_server import publish_to_server, undo
    from kg.store import Dataset

    base = settings.dataset.base
    remote = Remote(query_url, store_url, update_url, user, os.environ.get("KG_PASSWORD", ""))
    if undone:
        click.echo(f"removed {undo(remote, base)} graphs that a publication left", err=True)
        return
    with Dataset.open(data) as dataset:
        publish_to_server(dataset, remote, base, chunk=chunk, everything=everything, dry_run=dry_run,
                          tell=lambda line: click.echo(line, err=True))


@publish.command("site", epilog="Try:  kg publish site public/")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@data_option
@settings_option
def publish_site(folder: Path, data: Path, settings: Settings) -> None:
    """Write the dataset as a folder of pages and data files, for GitHub Pages and the like.

    Every person, paper, venue and organization has a page and its data; there are search, the co-author network, the
    answers that need no parameter, and dumps. Set dataset.base in kg.toml to the address of the folder. Publishing
    again writes only what has changed.
    """
    from kg.cli.building import progress_bar
    from kg.publish.to_site import publish_site as write
    from kg.store import Dataset

    with Dataset.open(data) as dataset, progress_bar() as progress:
        report = write(dataset, folder, settings, tell=progress)
    click.echo(f"{folder}: {report}", err=True)


@publish.command("bundle", epilog="Try:  kg publish bundle deposit/ --zip")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--zip", "packed", is_flag=True, help="Write DIR.zip too.")
@click.option("--databus", metavar="IRI", help="The artifact on a Databus: …/ACCOUNT/GROUP/ARTIFACT.")
@data_option
@settings_option
def publish_bundle(folder: Path, packed: bool, databus: str | None, data: Path, settings: Settings) -> None:
    """Write the dataset as a deposit for Zenodo and the like: an RO-Crate with dumps, ontology and checksums.

    The description stands in it for RO-Crate, DataCite and the DBpedia Databus. The same dataset gives the same bytes.
    """
    from kg.publish.bundle import DATABUS
    from kg.publish.bundle import publish_bundle as write
    from kg.store import Dataset

    with Dataset.open(data) as dataset:
        parts = write(dataset, folder, settings, databus=databus or DATABUS, packed=packed)
    click.echo(f"{folder}: {len(parts)} files, {sum(each.size for each in parts):,} bytes", err=True)
    if not settings.dataset.publisher:
        click.echo("no publisher is named: set dataset.publisher in kg.toml before you deposit it", err=True)


@publish.command("wikidata", epilog="Try:  kg publish wikidata wikidata.qs")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def publish_wikidata(file: Path, data: Path) -> None:
    """Write what Wikidata would hold about people as QuickStatements, for you to review: nothing is sent.

    Employers, schools, doctoral advisors, identifiers and homepages of people whose Wikidata id is known. A query for
    Wikidata that finds the ids which are missing goes into FILE.lookup.rq.
    """
    from kg.publish.quickstatements import quickstatements
    from kg.store import Dataset

    with Dataset.open(data) as dataset:
        found = quickstatements(dataset)
    lookup = file.with_name(f"{file.name}.lookup.rq")
    try:
        file.write_text("".join(f"{line}\n" for line in found.lines), encoding="utf-8")
        lookup.write_text(found.lookup, encoding="utf-8")
    except OSError as error:
        raise KGError(f"cannot be written: {error.strerror}", file=str(error.filename)) from error
    click.echo(f"{file}: {len(found.lines):,} statements to review; nothing was sent", err=True)
    click.echo(f"{lookup}: finds the ids of {found.people:,} people by ORCID and of {found.organizations:,} "
               "organizations by ROR", err=True)


@click.command(epilog="Try:  kg diff yesterday/ kg-data/")
@click.argument("before", metavar="DATASET|URL")
@click.argument("after", metavar="DATASET|URL")
@click.option("--patch", is_flag=True, help="Print an RDF Patch instead of words.")
@settings_option
def diff(before: str, after: str, patch: bool, settings: Settings) -> None:
    """Say what differs between two datasets, by entity; each is a folder, or the URL of a SPARQL endpoint.

    Of an endpoint beside a folder only the folder's graphs count, and those below dataset.base: what else a server
    holds belongs to others.
    """
    from kg.cli.asking import engine_of
    from kg.publish.difference import difference

    def side(text: str) -> Engine:
        remote = text.startswith(("http://", "https://"))
        return engine_of(Path(), text) if remote else engine_of(Path(text), None)

    found = difference(side(before), side(after), settings.dataset.base)
    if patch:
        write_out("".join(found.rdf_patch()))
        return
    for each in found.entities():
        write_out(str(each))
    click.echo(f"{len(found.added):,} statements more, {len(found.removed):,} fewer", err=True)


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


@click.command(epilog="Try:  kg hubcheck --site public/")
@click.option("--site", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR",
              help="Check the static site in this folder too.")
@data_option
@settings_option
@format_options("json")
def hubcheck(site: Path | None, data: Path, settings: Settings, form: str | None) -> None:
    """Go through what linked-data hubs ask of a dataset; the exit status is 1 when a demand is not met.

    Each demand is passed, failed, or not to be told from here, with what to do.
    """
    from kg.publish.hubs import hub_check
    from kg.store import Dataset

    with Dataset.open(data) as dataset:
        items = hub_check(dataset, settings, site)
    if form == "json":
        write_out(json.dumps([each._asdict() for each in items], ensure_ascii=False, indent=1))
    else:
        write_out("\n".join(map(str, items)))
    if any(each.status == "failed" for each in items):
        raise SystemExit(1)
