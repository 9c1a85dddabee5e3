"""The samples of ``data/profiles`` for tests: their sources, what is read from them, and what a careful reader finds.

``golden/profiles/<id>.json`` holds the profile that each sample should give (the profile format, without
``source``); ``golden/identity.json`` holds for each sample and each of its publications the paper's key and the key
of the person behind each printed author, so that identification can be judged as well.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path

from kg.build import extract_sources
from kg.errors import Problem
from kg.files import shipped
from kg.model import Profile, SourcedProfile, from_json
from kg.settings import Settings, load

GOLDEN = Path(__file__).parent / "golden"


def sources() -> list[Path]:
    """The samples, sorted by name: each a file, or a folder that holds one site."""
    return sorted(each for each in (shipped("data") / "profiles").iterdir() if not each.name.startswith("."))


@functools.cache
def settings() -> Settings:
    """The settings that the demo uses."""
    return load(shipped("data") / "demo.toml")


@functools.cache
def golden() -> dict[str, Profile]:
    """What a careful reader finds on each sample, by its id."""
    return {each.stem: from_json(each.read_bytes()) for each in sorted((GOLDEN / "profiles").glob("*.json"))}


@functools.cache
def golden_profiles() -> tuple[SourcedProfile, ...]:
    """The golden profiles as input of identification: the samples as if extraction were perfect."""
    return tuple(SourcedProfile(id=name, profile=profile) for name, profile in golden().items())


@functools.cache
def golden_identity() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """For each sample, for each publication in page order: the paper's key and its authors' keys in printed order."""
    table = json.loads((GOLDEN / "identity.json").read_text(encoding="utf-8"))
    return {name: [(paper, tuple(people)) for paper, *people in rows] for name, rows in table.items()}


@functools.cache
def extracted() -> tuple[tuple[SourcedProfile, ...], tuple[Problem, ...]]:
    """What is read and extracted from the samples, and what could not be."""
    found = extract_sources(sources(), settings())
    return tuple(found.profiles), (*found.problems, *found.unread)
