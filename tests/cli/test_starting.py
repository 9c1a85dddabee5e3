"""``kg init``: what it writes loads, says what was answered, and nothing is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.starting import init
from kg.errors import SettingsError
from kg.settings import Dataset, load
from kg.settings_file import filled, text, write


def test_the_defaults_load_as_the_defaults(tmp_path: Path) -> None:
    done = CliRunner().invoke(init, [str(tmp_path / "kg.toml"), "--yes", "--publisher", "Mira Olin"])
    assert done.exit_code == 0, done.output
    read = load(tmp_path / "kg.toml").dataset
    assert read.publisher == "Mira Olin"
    assert (read.title, read.base) == (Dataset().title, Dataset().base)


def test_answers_are_asked_for_in_order_and_a_wrong_base_again(tmp_path: Path) -> None:
    said = ["Rivers", "All rivers.", "Ada Quist", "", "olin.example", "https://olin.example/kg/", "ada@olin.example"]
    done = CliRunner().invoke(init, [str(tmp_path / "kg.toml")], input="\n".join(said) + "\n")
    assert done.exit_code == 0, done.output
    read = load(tmp_path / "kg.toml").dataset
    assert (read.title, read.publisher, read.base, read.contact) == (
        "Rivers", "Ada Quist", "https://olin.example/kg/", "ada@olin.example")
    assert read.license == Dataset().license


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text("# mine\n", encoding="utf-8")
    done = CliRunner().invoke(init, [str(file), "--yes"])
    assert isinstance(done.exception, SettingsError)
    with pytest.raises(SettingsError, match="already"):
        write(file, Dataset())
    assert file.read_text(encoding="utf-8") == "# mine\n"


def test_a_base_that_would_not_load_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(init, [str(tmp_path / "kg.toml"), "--yes", "--base", "olin.example"])
    assert isinstance(done.exception, SettingsError)
    assert not (tmp_path / "kg.toml").exists()


@given(title=st.text(max_size=60), contact=st.text(max_size=20))
def test_whatever_is_answered_is_read_back(title: str, contact: str) -> None:
    import tomllib

    wanted = filled({"title": title, "contact": contact})
    table = tomllib.loads(text(wanted))["dataset"]
    assert (table["title"], table["contact"]) == (wanted.title, wanted.contact)
