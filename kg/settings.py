"""``kg.toml`` as one frozen record.

Takes the text of a settings file; gives a ``Settings``. Everything that a user may set is a field here, with its
default and its meaning, so that ``docs/settings.md`` and the error messages come from one place.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from kg.errors import SettingsError

FILE_NAME = "kg.toml"


class Dataset(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The ``[dataset]`` table: what the dataset is, in its own description."""

    base: str = "https://example.org/kg/"
    title: str = "Researchers, papers and venues"
    description: str = "A knowledge graph built from researchers' homepages."
    publisher: str = ""
    license: str = "https://creativecommons.org/licenses/by/4.0/"
    contact: str = ""


class Privacy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The ``[privacy]`` table: what may enter the graph although it is personal. All off unless asked for."""

    email: bool = False
    image: bool = False


class Build(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The ``[build]`` table: how a build works."""

    processes: int = 0
    """Worker processes for reading and checking; 0 takes one a processor."""
    curation: str = ""
    """Path of the curation file, relative to ``kg.toml``."""
    links: str = ""
    """Path of the file of links to other datasets, relative to ``kg.toml``."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All settings; ``owners`` names the owner of a source that does not name its own (source id -> name)."""

    dataset: Dataset = Dataset()
    privacy: Privacy = Privacy()
    build: Build = Build()
    owners: dict[str, str] = {}
    folder: str = "."
    """Where the file was found: relative paths in it start here. Not a key of the file."""


def load(path: Path | None = None) -> Settings:
    """Read settings.

    Args:
        path: the file; without one, ``kg.toml`` in the current folder if there is one, else the defaults.

    Raises:
        SettingsError: the file is missing, is not TOML, or has a key or value that is not known.
    """
    if path is None:
        path = Path(FILE_NAME)
        if not path.is_file():
            return Settings()
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"cannot read the settings: {error.strerror}", file=str(path)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"not TOML: {error}", file=str(path)) from error
    try:
        found = msgspec.convert({**table, "folder": str(path.resolve().parent)}, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error), file=str(path), line=_line_of(text, str(error)),
                            hint="docs/settings.md lists every key") from error
    if not found.dataset.base.startswith(("http://", "https://")) or not found.dataset.base.endswith(("/", "#")):
        raise SettingsError(f"dataset.base is {found.dataset.base!r}", file=str(path),
                            line=_line_of(text, "`$.dataset.base`"), hint="give an http(s) IRI that ends in / or #")
    return found


def _line_of(text: str, error: str) -> int | None:
    """Return the line of the key that an error names: an unknown field, or the end of the path that it stands at."""
    path = found[1].split(".") if (found := re.search(r"`\$\.?([\w.-]*)`", error)) else []
    field = re.search(r"unknown field `([^`]+)`", error)
    keys = [key for key in (*path, field[1] if field else "") if key]
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = [part.strip(" \"'") for part in header[1].split(".")]
            if table == keys:
                return number
        elif (pair := re.match(r"\s*([^=#]+?)\s*=", line)) and [*table, pair[1].strip(" \"'")] == keys:
            return number
    return None
