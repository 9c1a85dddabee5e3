"""The careers told on the three real homepages that the project began with, scored against what a reader found."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import to_json
from kg.read import read
from kg.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not (SHARED / "corpus" / "score.py").is_file(), reason="needs the real pages in ../shared"),
]


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    spec = importlib.util.spec_from_file_location("score", SHARED / "corpus" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    tally = scorer.Tally()
    for gold in sorted((SHARED / "seeds" / "gold").glob("*.json")):
        (reading,) = read(SHARED / "seeds" / f"{gold.stem}.txt", Settings())
        profile = json.loads(to_json(extract(reading)[0].profile))
        scorer.score_profile(gold.stem, json.loads(gold.read_text(encoding="utf-8")), profile, tally)
    found: dict[str, dict[str, float]] = tally.figures()
    return found


@pytest.mark.parametrize("kind", ["owner", "positions", "position_dates", "education", "education_dates", "advisors"])
def test_posts_and_degrees_are_perfect(figures: dict[str, dict[str, float]], kind: str) -> None:
    assert figures[kind]["f1"] == 1.0


@pytest.mark.parametrize("kind", ["service", "awards"])
def test_service_and_awards(figures: dict[str, dict[str, float]], kind: str) -> None:
    assert figures[kind]["f1"] >= 0.9
