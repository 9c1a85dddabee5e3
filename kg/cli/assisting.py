"""``kg mcp``: the dataset for assistants."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import data_option
from kg.errors import KGError


@click.command(epilog="Try:  kg mcp --data my-graph")
@data_option
@click.option("--timeout", default=30.0, show_default=True, type=click.FloatRange(min=0, min_open=True),
              metavar="SECONDS", help="End a query that runs longer.")
@click.option("--memory", default=2048, show_default=True, type=click.IntRange(min=256), metavar="MIB",
              help="Memory that one query may use.")
def mcp(data: Path, timeout: float, memory: int) -> None:
    """Offer the catalogue and read-only SPARQL to an assistant, by the Model Context Protocol.

    The assistant's program starts this command and speaks to it on standard input and output.
    """
    try:
        import anyio

        from kg.mcp import serve
    except ModuleNotFoundError as error:
        raise KGError(f"kg mcp needs {error.name}", hint="pip install 'homepage-kg[mcp]'") from error
    from kg.store import Dataset
    from kg.web.workers import Limits

    Dataset.open(data).close()
    anyio.run(serve, data, Limits(seconds=timeout, memory_bytes=memory * 1024 * 1024))
