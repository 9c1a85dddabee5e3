"""``kg init``: the first ``kg.toml``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import SettingsError
from kg.settings import FILE_NAME, Dataset
from kg.settings_file import QUESTIONS, check_base, filled, write


@click.command(epilog="Try:  kg init --yes")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=FILE_NAME)
@click.option("--yes", is_flag=True, help="Ask nothing: take the defaults, and what options say.")
@click.option("--title", help=f"{QUESTIONS['title']}.")
@click.option("--description", help=f"{QUESTIONS['description']}.")
@click.option("--publisher", help=f"{QUESTIONS['publisher']}.")
@click.option("--license", "license_", metavar="URL", help=f"{QUESTIONS['license']}.")
@click.option("--base", metavar="IRI", help=f"{QUESTIONS['base']}.")
@click.option("--contact", help=f"{QUESTIONS['contact']}.")
def init(file: Path, yes: bool, license_: str | None, **given: str | None) -> None:
    """Ask what the dataset is, and write FILE (kg.toml) with comments. A file that is there is left alone."""
    if file.exists():
        raise SettingsError("there are settings already", file=str(file), hint="edit them, or remove them")
    answers = {**given, "license": license_}
    values = {key: _answer(key, answers[key], yes) for key in QUESTIONS}
    write(file, filled(values))
    click.echo(f"wrote {file}; next: kg build SOURCE…", err=True)


def _answer(key: str, given: str | None, yes: bool) -> str:
    """What an option says, else what the user says, else the default."""
    default: str = getattr(Dataset(), key)
    if given is not None:
        return given
    if yes:
        return default
    answer: str = click.prompt(QUESTIONS[key], default=default, value_proc=_base if key == "base" else str, err=True)
    return answer


def _base(text: str) -> str:
    """A base IRI; one that cannot be is asked for again."""
    try:
        check_base(text)
    except SettingsError as error:
        raise click.BadParameter(error.hint) from error
    return text
