"""The first ``kg.toml``, with a comment on each key.

Takes what is to stand in ``[dataset]``; gives the text of a file that ``kg.settings.load`` reads back as the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from kg.errors import SettingsError
from kg.settings import Dataset

QUESTIONS: dict[str, str] = {
    "title": "What the dataset is called",
    "description": "What is in it, in a sentence or two",
    "publisher": "Who publishes it: a person or an organization",
    "license": "The address of the licence",
    "base": "The address that all IRIs begin with; where the dataset is published, and ending in / or #",
    "contact": "Where questions go: an e-mail address or a web page",
}
"""Key of ``[dataset]`` -> what it means, in the order in which they are asked for."""

_REST = """
# What may enter the graph although it is personal. Nothing of it does unless it is asked for.
[privacy]
# email = true
# image = true

[build]
# Worker processes; 0 takes one a processor.
# processes = 0
# A file of decisions by hand: who is who, and who is not. Relative to this file.
# curation = "curation.toml"
# Links to other datasets, as kg link writes them. Relative to this file.
# links = "links.ttl"

# Whose site a folder is, where its pages do not tell: the folder's name = the person's name.
[owners]
# mira-olin = "Mira Olin"
"""


def text(dataset: Dataset) -> str:
    r"""Return a settings file.

    >>> print(text(Dataset(title='The "blue" rivers')).splitlines()[4])
    title = "The \"blue\" rivers"
    """
    lines = ["# Settings of this knowledge graph; docs/settings.md lists every key.", "", "[dataset]"]
    for key, meaning in QUESTIONS.items():
        lines += [f"# {meaning}.", f"{key} = {_string(getattr(dataset, key))}"]
    return "\n".join(lines) + "\n" + _REST


def write(path: Path, dataset: Dataset) -> None:
    """Write a settings file where there is none.

    Raises:
        SettingsError: there is one already, it cannot be written, or a value would not load.
    """
    from kg.settings import load

    check_base(dataset.base)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text(dataset))
    except FileExistsError as error:
        raise SettingsError("there are settings already", file=str(path), hint="edit them, or remove them") from error
    except OSError as error:
        raise SettingsError(f"cannot write the settings: {error.strerror}", file=str(path)) from error
    read = load(path).dataset
    assert all(getattr(read, key) == _one_line(getattr(dataset, key)) for key in QUESTIONS), "TOML is not read back"


def check_base(base: str) -> None:
    """Refuse a base IRI that ``kg.settings.load`` would refuse.

    Raises:
        SettingsError: it is no http(s) IRI that ends in / or #.
    """
    if not base.startswith(("http://", "https://")) or not base.endswith(("/", "#")) or set(base) & set(' <>"{}|\\^`'):
        raise SettingsError(f"dataset.base is {base!r}", hint="give an http(s) IRI that ends in / or #")


def filled(values: dict[str, str]) -> Dataset:
    """Return the ``[dataset]`` table with these values; the others keep their defaults."""
    return msgspec.structs.replace(Dataset(), **{key: _one_line(value) for key, value in values.items()})


def _one_line(value: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _string(value: str) -> str:
    """A value as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(_one_line(value), ensure_ascii=False)
