"""Bytes become clean text whose lines are those of the file."""

import os
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.read.text import decode, modified


def test_line_ends_and_the_byte_order_mark() -> None:
    assert decode("\ufeffa\r\nb\rc\n".encode(), "a.md")[0] == "a\nb\nc\n"


def test_utf16() -> None:
    assert decode("Mira Öst".encode("utf-16"), "a.md")[0] == "Mira Öst"


def test_accents_are_composed_and_unseen_characters_dropped() -> None:
    assert decode("Jose\u0301 A\u200bda\u00a0Quist".encode(), "a.md")[0] == "José Ada Quist"


@pytest.mark.parametrize("wrong", ["JosÃ© Olin", "Jos√© Olin"])
def test_text_saved_in_the_wrong_encoding_is_repaired(wrong: str) -> None:
    assert decode(f"x\n{wrong}\ny".encode(), "a.md")[0] == "x\nJosé Olin\ny"


def test_square_roots_are_no_wrong_encoding() -> None:
    assert decode("√2 and 3 √ 5, f(x) ≈ 1".encode(), "a.md")[0] == "√2 and 3 √ 5, f(x) ≈ 1"


def test_latin_1_is_read_and_told() -> None:
    text, problems = decode("ok\nJosé Olin".encode("cp1252"), "a.md")
    assert text == "ok\nJosé Olin"
    assert [(problem.file, problem.line) for problem in problems] == [("a.md", 2)]


@pytest.mark.parametrize(
    "data", [b"", b"  \n\t ", b"%PDF-1.4 x", b"\x00\x01\x02" * 50, b"\x89PNG\r\n", "\u200b".encode()]
)
def test_what_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SourceError) as error:
        decode(data, "a.md")
    assert error.value.file == "a.md"


def test_a_huge_file_is_cut_with_a_problem() -> None:
    text, problems = decode(b"word\n" * 2_000_000, "a.md")
    assert len(text) <= 8_000_000
    assert "only the first" in problems[0].message


def test_no_file_is_newer_than_the_instant_of_a_repeated_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    for path, seconds in ((old, 1_000_000_000), (new, 1_700_000_000)):
        path.write_text("# Mira Olin\n")
        os.utime(path, (seconds, seconds))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert [modified(old), modified(new)] == ["2001-09-09T01:46:40Z", "2023-11-14T22:13:20Z"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert [modified(old), modified(new)] == ["2001-09-09T01:46:40Z", "2017-07-14T02:40:00Z"]
