"""``kg extract`` and ``kg build``: from sources to a dataset."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kg.build import BuildReport, Progress, Step, count, extract_sources, nothing_to_build, with_distinct_ids
from kg.build import build as run_build
from kg.cli.options import data_option, settings_option, write_out
from kg.errors import Problem, SourceError
from kg.model import to_json
from kg.settings import Settings

MANY_PROBLEMS = 20
"""How many problems are shown one by one; ``--verbose`` shows all."""

SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")

CACHE = Path("~/.cache/homepage-kg")
"""Where fetched pages are kept, so that asking again does not ask their servers again."""


@click.command(epilog="Try:  kg extract about.md")
@SOURCES
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write DIR/<name>.json for each source instead of printing.")
@click.option("-v", "--verbose", is_flag=True, help="Show every problem.")
@settings_option
def extract(sources: tuple[str, ...], output: Path | None, verbose: bool, settings: Settings) -> None:
    """Print what each SOURCE says of its owner, as a profile in JSON.

    A source is a file, a folder that holds one site, an https:// address or github:owner/repo. Several profiles are
    printed one after the other.
    """
    paths, unread = here(sources)
    with progress_bar() as progress:
        found = extract_sources(paths, settings, progress=progress)
    found.unread.extend(unread)
    if output:
        output.mkdir(parents=True, exist_ok=True)
    for each in with_distinct_ids(found.profiles):
        text = to_json(each.profile) + "\n"
        if output:
            (output / f"{file_name(each.id)}.json").write_text(text, encoding="utf-8")
        else:
            write_out(text)
    show_problems("could not be read", found.unread)
    show_problems("could not be placed", found.problems, all_of_them=verbose)
    if not found.profiles:
        raise nothing_to_build(found.unread)
    sys.exit(1 if found.unread else 0)


@click.command(epilog="Try:  kg build about.md sites/*/ --data my-graph")
@SOURCES
@data_option
@settings_option
@click.option("-v", "--verbose", is_flag=True, help="Show every problem.")
def build(sources: tuple[str, ...], data: Path, settings: Settings, verbose: bool) -> None:
    """Build a dataset from SOURCEs and put it in place of the previous one.

    A source is a file (Markdown, HTML, BibTeX, a profile in .json, .yaml or .jsonl), a folder that holds one site, an
    https:// address, github:owner/repo, or a file of such addresses that ends in .urls. A source that cannot be read is
    reported and the others go through; the exit status is then 1.
    """
    paths, unread = here(sources)
    show_problems("could not be fetched", unread)
    if not paths:
        raise nothing_to_build(unread)
    report = build_and_tell(paths, data, settings, verbose=verbose)
    sys.exit(1 if report.unread or unread else 0)


def here(sources: Sequence[str]) -> tuple[list[Path], list[Problem]]:
    """Return the sources as paths on this machine, addresses fetched, and what could not be fetched."""
    paths: list[Path] = []
    unread: list[Problem] = []
    fetcher = None
    for source in _listed(sources, unread):
        if not source.startswith(("http://", "https://", "github:")):
            paths.append(Path(source))
            continue
        from kg.read.fetch import Fetcher

        fetcher = fetcher or Fetcher(CACHE.expanduser())
        click.echo(f"fetching {source}", err=True)
        try:
            paths.append(fetcher.fetch(source))
        except SourceError as error:
            unread.append(Problem(error.file or source, error.line, error.message, error.hint))
    return paths, unread


def _listed(sources: Sequence[str], unread: list[Problem]) -> Iterator[str]:
    """The sources, with those in files of addresses in the place of the file."""
    for source in sources:
        if not source.endswith(".urls"):
            yield source
            continue
        from kg.read.fetch import addresses

        try:
            yield from addresses(Path(source).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            unread.append(Problem(source, None, f"cannot be read: {getattr(error, 'strerror', None) or error}"))


def build_and_tell(sources: Sequence[Path], data: Path, settings: Settings, *, verbose: bool = False) -> BuildReport:
    """Build, with a line a step on standard error, then what could not be read, with file and line."""
    with progress_bar() as progress:
        report = run_build(sources, data, settings, on_step=_show_step, progress=progress)
    show_problems("could not be read", report.unread)
    show_problems("could not be placed", report.problems, all_of_them=verbose)
    return report


def show_problems(what: str, problems: Sequence[Problem], *, all_of_them: bool = False) -> None:
    """Show problems on standard error, the first twenty or all of them."""
    if not problems:
        return
    click.echo(f"{count(len(problems), 'piece')} of input {what}:", err=True)
    shown = problems if all_of_them else problems[:MANY_PROBLEMS]
    for problem in shown:
        click.echo(f"  {problem}", err=True)
    if len(shown) < len(problems):
        click.echo(f"  … and {len(problems) - len(shown):,} more (--verbose shows all)", err=True)


def file_name(identifier: str) -> str:
    r"""Return a source's id as the name of a file: nothing of it may lead out of the folder.

    >>> file_name("p (1)"), file_name("../../etc/passwd"), file_name("..")
    ('p (1)', '.._.._etc_passwd', '__')
    """
    safe = "".join("_" if c in "/\\" or not c.isprintable() else c for c in identifier)[:200]
    return safe if safe.strip(".") else "_" * max(1, len(safe))


def _show_step(step: Step) -> None:
    click.echo(str(step), err=True)


@contextlib.contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar for long steps while the block runs; on a terminal only, and gone when the step ends."""
    if not sys.stderr.isatty():
        yield lambda name, done, todo: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def show(name: str, done: int, todo: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=todo or None)
            bar.update(tasks[name], completed=done)  # type: ignore[arg-type]
            if todo and done >= todo:
                bar.remove_task(tasks.pop(name))  # type: ignore[arg-type]

        yield show
