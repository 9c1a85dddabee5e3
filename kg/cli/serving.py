"""``kg serve``: the dataset on the web, or one answer of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import data_option, settings_option
from kg.errors import KGError
from kg.settings import Settings


@click.command(epilog="Try:  kg serve --data my-graph")
@data_option
@settings_option
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--host", "hosts", multiple=True, metavar="NAME",
              help="Answer under this host name too (several times for several; * for any).")
@click.option("--timeout", default=30.0, show_default=True, type=click.FloatRange(min=0, min_open=True),
              metavar="SECONDS", help="End a SPARQL query that runs longer.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="SPARQL queries at a time.")
@click.option("--memory", default=2048, show_default=True, type=click.IntRange(min=256), metavar="MIB",
              help="Memory that one SPARQL query may use.")
@click.option("--federation", is_flag=True, help="Let queries call other endpoints by SERVICE.")
@click.option("--get", "path", metavar="PATH", help="Print the answer to one request and end; no port is opened.")
def serve(
    data: Path, settings: Settings, address: str, port: int, hosts: tuple[str, ...], timeout: float, workers: int,
    memory: int, federation: bool, path: str | None,
) -> None:
    """Serve the dataset: pages, the viewer, the catalogue and a SPARQL endpoint. Nothing can be written.

    On this machine only, unless --address and --host say otherwise.
    """
    try:
        import uvicorn

        from kg.web.app import create
    except ModuleNotFoundError as error:
        raise KGError(f"kg serve needs {error.name}", hint="pip install 'homepage-kg[web]'") from error
    from kg.store import Dataset
    from kg.web.security import LOCAL
    from kg.web.workers import Limits

    Dataset.open(data).close()
    app = create(data, settings, hosts=(*LOCAL, *hosts), workers=workers, federation=federation,
                 limits=Limits(seconds=timeout, memory_bytes=memory * 1024 * 1024))
    if path is not None:
        sys.exit(_print_one(app, path))
    click.echo(f"Serving {data} on http://{address}:{port}/ (Ctrl-C ends it)", err=True)
    uvicorn.run(app, host=address, port=port, log_level="warning", server_header=False,
                timeout_graceful_shutdown=3)


def _print_one(app: object, path: str) -> int:
    """Print the body of one answer; the exit status is 0 where the answer is good."""
    from starlette.testclient import TestClient

    with TestClient(app, base_url="http://localhost") as client:  # type: ignore[arg-type]
        response = client.get(path if path.startswith("/") else f"/{path}")
    sys.stdout.buffer.write(response.content)
    return 0 if response.is_success else 3
