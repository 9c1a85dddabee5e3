"""The ``kg`` command: a thin skin over the library. Nothing imports it.

Each command lives in a module of its own group and is imported only when it is called, so that ``kg query`` does
not wait for what ``kg build`` needs. Results go to standard output, everything else to standard error.
Exit status: 0 good, 1 checked and found violations (or some sources could not be read), 2 usage, 3 a named error.
"""

from __future__ import annotations

import importlib
import os
import sys

import click

from kg import __version__
from kg.errors import AmbiguousName, KGError

COMMANDS: dict[str, str] = {
    "demo": "kg.cli.demonstration:demo",
    "init": "kg.cli.starting:init",
    "extract": "kg.cli.building:extract",
    "build": "kg.cli.building:build",
    "check": "kg.cli.checking:check",
    "queries": "kg.cli.asking:queries",
    "query": "kg.cli.asking:query",
    "explain": "kg.cli.explaining:explain",
    "review": "kg.cli.reviewing:review",
    "network": "kg.cli.drawing:network",
    "draw": "kg.cli.drawing:draw",
    "figure": "kg.cli.drawing:figure",
    "export": "kg.cli.publishing:export",
    "publish": "kg.cli.publishing:publish",
    "serve": "kg.cli.serving:serve",
    "link": "kg.cli.linking:link",
    "mcp": "kg.cli.assisting:mcp",
    "hubcheck": "kg.cli.publishing:hubcheck",
    "diff": "kg.cli.publishing:diff",
    "info": "kg.cli.publishing:info",
}
"""Command -> where it is, in the order of the data's way, which is the order of ``kg --help``."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands in the order of the data's way."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one is answered with the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            if not near:
                raise
            raise click.UsageError(f"No such command {args[0]!r}. Did you mean {near[0]!r}?", ctx) from error


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Try:  kg demo",
)
@click.version_option(__version__, prog_name="kg")
def program() -> None:
    """Researchers' homepages in; a validated knowledge graph of people, papers and venues out."""


def main() -> None:
    """Run the command line and leave with its exit status; a user's mistake gives a sentence, not a traceback."""
    try:
        program.main(prog_name="kg")
    except BrokenPipeError:  # `kg query … | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KGError as error:
        sys.exit(exit_status_of(error))


def exit_status_of(error: BaseException) -> int:
    """Tell an error of ours on standard error and return the exit status it stands for.

    Raises:
        BaseException: ``error`` itself, where it is not one of ours: a defect, which must not be hidden.
    """
    if not isinstance(error, KGError):
        raise error
    click.echo(f"kg: {error}", err=True)
    if isinstance(error, AmbiguousName):
        for iri, label in error.candidates:
            click.echo(f"  {label}  <{iri}>", err=True)
    return 3
