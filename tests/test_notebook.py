"""The short way for notebooks."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.query import Table
from kg.store import writer
from tests.world import world


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with writer(tmp_path / "kg-data") as new:
        new.load([world()])
    return tmp_path / "kg-data"


def test_a_question_by_name(data: Path) -> None:
    answer = kg.open(data).query("coauthors", person="Mira Olin")  # type: ignore[operator]
    assert isinstance(answer, Table)
    assert "Ada Quist" in {row["name"] for row in answer.records()}


def test_the_network_draws_itself_in_a_sandboxed_frame(data: Path) -> None:
    shown = kg.open(data).coauthors(person="Mira Olin").draw()._repr_html_()  # type: ignore[operator]
    assert shown.startswith("<iframe")
    assert 'sandbox="allow-scripts' in shown
    assert "allow-same-origin" not in shown


def test_the_network_in_numbers(data: Path) -> None:
    assert len(kg.open(data).coauthors().table("people").rows) >= 5  # type: ignore[operator]
