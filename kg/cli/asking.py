"""``kg queries`` and ``kg query``: the catalogue, and any SPARQL of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import data_option, format_options, write_out
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.engine import Engine
    from kg.query import Question


@click.command(epilog="Try:  kg queries")
@format_options("table", "csv", "json")
def queries(form: str | None) -> None:
    """List the questions of the catalogue."""
    from kg.query import Table, catalogue

    rows = [(each.name, each.summary, _parameters(each)) for each in catalogue().values()]
    table = Table.of(("query", "question", "parameters"), rows)
    write_out(table.render(form or "table", _width()))


@click.command(
    epilog='Try:  kg query coauthors person="Mira Olin"',
    context_settings={"help_option_names": []},  # --help after a name explains that question
)
@click.argument("question", metavar="NAME|FILE.rq|-", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAM=VALUE …]")
@data_option
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the dataset.")
@click.option("--page", type=click.IntRange(min=1), metavar="ROWS",
              help="Ask the endpoint for so many rows at a time, where it cuts answers short without saying so.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
              help="Give up after so many seconds.")
@format_options("table", "csv", "json", "ttl", "nt")
@click.option("-h", "--help", "explain", is_flag=True, help="Explain the question, or this command.")
@click.pass_context
def query(
    context: click.Context, question: str | None, parameters: tuple[str, ...], data: Path, endpoint: str | None,
    page: int | None, timeout: float | None, form: str | None, explain: bool,
) -> None:
    """Ask a question of the catalogue by its NAME, or the SPARQL of a FILE.rq or of standard input (-).

    People, organizations, venues and papers may be given by name, identifier or IRI. Rows come as a table on a
    terminal, as CSV elsewhere.
    """
    from kg.query import question_of, run

    if question is None or explain:
        write_out(_explanation(question_of(text_or_name(question))) if question else context.get_help())
        return
    asked = question_of(text_or_name(question))
    answer = run(engine_of(data, endpoint, timeout, page), asked, dict(map(_assignment, parameters)), timeout=timeout)
    write_out(answer.render(form or _default_form(answer), _width()))


def text_or_name(argument: str) -> str:
    """Return a file's text, standard input, or the argument itself, which is then a name or SPARQL."""
    if argument == "-":
        return sys.stdin.read()
    path = Path(argument)
    if argument.endswith((".rq", ".sparql")):
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise QueryError(f"cannot read the query: {reason}", file=argument) from error
    return argument


def _assignment(argument: str) -> tuple[str, str]:
    name, equals, value = argument.partition("=")
    if not equals or not name.strip():
        raise QueryError(f"{argument!r} is not of the form PARAM=VALUE", hint='for example person="Mira Olin"')
    return name.strip(), value


def engine_of(data: Path, endpoint: str | None, timeout: float | None = None, page: int | None = None) -> Engine:
    """Return the dataset in a folder, or the remote endpoint where one is given."""
    if endpoint:
        from kg.endpoint import Endpoint

        return Endpoint(endpoint, timeout=timeout or 60.0, page=page)
    from kg.store import Dataset

    return Dataset.open(data)


def _default_form(answer: object) -> str:
    from kg.query import Triples

    if isinstance(answer, Triples):
        return "ttl"
    return "table" if sys.stdout.isatty() else "csv"


def _width() -> int | None:
    """Columns of the terminal; None where the output goes elsewhere and nothing may be cut short."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _parameters(question: Question) -> str:
    return " ".join(each.name if each.required else f"[{each.name}]" for each in question.parameters)


def _explanation(question: Question) -> str:
    """What ``kg query NAME --help`` prints: the question, its parameters, its columns, an example."""
    lines = [f"{question.name}: {question.summary}", ""]
    if question.description:
        lines += [question.description, ""]
    if question.parameters:
        lines.append("Parameters:")
        for each in question.parameters:
            need = "required" if each.required else f"default {each.default}" if each.default else "optional"
            lines.append(f"  {each.name}  ({each.type}, {need})  {each.about}")
        lines.append("")
    if question.columns:
        lines += ["Columns:", *(f"  {name}  {about}" for name, about in question.columns.items()), ""]
    return "\n".join([*lines, f"Try:  {question.example or f'kg query {question.name}'}"])
