"""No input may escape as an exception or hang: a sample of what ``benchmarks/fuzz.py`` runs by the thousand."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.extract import extract
from kg.extract.authors import AuthorReader
from kg.extract.paper_lists import entry_lists
from kg.extract.service import read_service
from kg.extract.tokens import tokenize
from kg.files import shipped
from kg.read import read
from kg.read.page import Block, Page
from kg.settings import Settings
from tests.hostile import Hostile, deep, killers, mutated

EVERY = 9
SAMPLES = sorted(path for path in (shipped("data") / "profiles").rglob("*") if path.is_file())
SECONDS = 4.0
"""Far above what any of these takes, far below what one takes whose time grows with the square of its length."""


def seconds_to_extract(hostile: Hostile, folder: Path) -> float:
    path = folder / hostile.name
    path.write_bytes(hostile.data)
    began = time.process_time()
    try:
        for reading in read(path, Settings()):
            extract(reading)
    except SourceError:
        pass
    return time.process_time() - began


@pytest.mark.parametrize("first", range(0, EVERY, 3))
def test_long_runs_of_one_piece_are_read(first: int, tmp_path: Path) -> None:
    for hostile in islice(killers(2_500), first, None, EVERY):
        assert seconds_to_extract(hostile, tmp_path) < SECONDS, hostile.what


def test_deep_and_huge_pages_are_read(tmp_path: Path) -> None:
    for hostile in deep(2_500):
        assert seconds_to_extract(hostile, tmp_path) < SECONDS, hostile.what


@pytest.mark.parametrize("seed", range(4))
def test_pages_gone_wrong_are_read(seed: int, tmp_path: Path) -> None:
    for hostile in mutated(SAMPLES, 30, seed, longest=8_000):
        assert seconds_to_extract(hostile, tmp_path) < SECONDS, hostile.what


def test_the_same_seed_gives_the_same_pages() -> None:
    assert list(mutated(SAMPLES, 5, 3)) == list(mutated(SAMPLES, 5, 3))
    assert list(mutated(SAMPLES, 5, 3)) != list(mutated(SAMPLES, 5, 4))


def test_letters_with_full_stops_are_parted_without_recursion() -> None:
    tokens = tokenize("i.e." + "a." * 3_000)
    assert [token.text for token in tokens[:6]] == ["i", ".", "e", ".", "a", "."]
    assert "".join(token.text for token in tokens) == "i.e." + "a." * 3_000


def test_a_row_of_ellipses_is_read_once() -> None:
    text = "Mira Olin, " + ". . . " * 900
    reader = AuthorReader(text)
    began = time.process_time()
    runs = [run for place in range(len(text)) if (run := reader.at(place)) is not None]
    assert time.process_time() - began < 2
    assert runs[0].names == ("Mira Olin",)
    assert not runs[0].complete


def test_a_row_of_slashes_is_no_label_of_a_list() -> None:
    began = time.process_time()
    for piece in ("/", "& ", "and/", " ,&"):
        assert read_service("Reviewer for " + piece * 400 + " Rivers", role="Reviewer")
    assert time.process_time() - began < 2


def test_thousands_of_paragraphs_are_put_together_once() -> None:
    blocks = tuple(Block("paragraph", "Rivers bend.", (line, line)) for line in range(1, 20_001))
    began = time.process_time()
    (entries,) = entry_lists(Page("a.md", blocks))
    assert time.process_time() - began < 5
    assert len(entries.entries) == 20_000
