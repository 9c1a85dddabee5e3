"""``kg link``: the same people, papers and venues elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import data_option, settings_option
from kg.errors import QueryError
from kg.settings import Settings


@click.command(epilog="Try:  kg link dblp --kind person --kind paper")
@click.argument("where", metavar="dblp|wikidata|semopenalex|kg|FOLDER")
@data_option
@settings_option
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint; needed for kg and for templates of one's own.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(["person", "paper", "venue"]), default=["person"],
              show_default=True, help="What to look for (several times for several).")
@click.option("--everyone", is_flag=True, help="People without a page of their own too.")
@click.option("--least", default=0.6, show_default=True, type=click.FloatRange(0, 1), metavar="SCORE",
              help="The score from which on a link is written.")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("links.ttl"),
              show_default=True, help="The file of links; what it has stays.")
@click.option("--batch", default=20, show_default=True, type=click.IntRange(1, 500), help="Things a query.")
@click.option("--pause", default=1.0, show_default=True, type=click.FloatRange(min=0), metavar="SECONDS",
              help="Rest between two queries.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Things a kind at most.")
@click.option("--timeout", default=60.0, show_default=True, type=click.FloatRange(min=0, min_open=True),
              metavar="SECONDS", help="Give up a query after so long.")
def link(
    where: str, data: Path, settings: Settings, endpoint: str | None, kinds: tuple[str, ...], everyone: bool,
    least: float, out: Path, batch: int, pause: float, limit: int | None, timeout: float,
) -> None:
    """Look for the same people, papers and venues in dblp, Wikidata, SemOpenAlex or another endpoint.

    Links go to a Turtle file to be looked through: owl:sameAs where both carry one identifier, skos:closeMatch with a
    score else. A build takes them up when [build] links in kg.toml names the file.
    """
    from kg.endpoint import Endpoint
    from kg.link import PRESETS, Plan, templates
    from kg.link import link as look
    from kg.store import Dataset

    found = templates(where)
    url = endpoint or PRESETS.get(where, "")
    if not url:
        raise QueryError(f"{where} needs an endpoint", hint="name it with --endpoint URL")
    plan = Plan(kinds=tuple(dict.fromkeys(kinds)), everyone=everyone, least=least, batch=batch, pause=pause, limit=limit,
                base=settings.dataset.base)
    with Dataset.open(data) as dataset:
        links = look(dataset, Endpoint(url, timeout=timeout, user=""), found, out, plan, where=url, on_batch=_progress)
    certain = sum(each.certain for each in links)
    click.echo(f"added {len(links):,} links to {out}: {certain:,} certain, {len(links) - certain:,} to look at", err=True)


def _progress(kind: str, done: int, every: int) -> None:
    click.echo(f"{kind}: {done:,} of {every:,}", err=True)
