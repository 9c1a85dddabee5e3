"""Options that several commands share, so that they read and act the same everywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.settings import Settings, load

F = TypeVar("F", bound=Callable[..., Any])


def data_option(function: F) -> F:
    """Add ``--data``: where the dataset lives."""
    return click.option(
        "--data", "data", type=click.Path(path_type=Path, file_okay=False), envvar="KG_DATA", default=Path("kg-data"),
        show_default=True, show_envvar=True, help="The folder that holds the dataset.",
    )(function)


def settings_option(function: F) -> F:
    """Add ``--settings``: the settings file; the command gets the loaded ``Settings``."""
    return click.option(
        "--settings", "settings", callback=_load_settings, metavar="FILE",
        help="The settings file; ./kg.toml where there is one.",
    )(function)


def format_options(*formats: str) -> Callable[[F], F]:
    """Add one flag a format (``--csv``, ``--json`` …); the command gets ``form``, "" where none was given."""

    def add(function: F) -> F:
        for name in reversed(formats):
            function = click.option(f"--{name}", "form", flag_value=name, help=FORMATS[name])(function)
        return function

    return add


FORMATS = {
    "table": "A table for people (the default on a terminal).",
    "csv": "Comma-separated values.",
    "json": "JSON.",
    "ttl": "Turtle.",
    "nt": "N-Triples.",
}


def _load_settings(context: click.Context, parameter: click.Parameter, value: str | None) -> Settings:
    return load(Path(value) if value else None)


def write_out(text: str) -> None:
    """Write a result to standard output as UTF-8, whatever the terminal's encoding."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    if text and not text.endswith("\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
