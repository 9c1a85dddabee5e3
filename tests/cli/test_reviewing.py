"""``kg explain`` and ``kg review``."""

from __future__ import annotations

import json
from pathlib import Path

from kg.cli.reviewing import word
from kg.identify.curation import load
from tests.cli.conftest import Kg


def test_explain_names_the_mentions_and_the_reasons_weakest_first(kg: Kg) -> None:
    told = kg("explain", "Mira Olin").stdout
    assert "mira-olin.md:" in told
    found = json.loads(kg("explain", "Mira Olin", "--json").stdout)
    scores = [each["score"] for each in found["reasons"]]
    assert scores == sorted(scores)
    assert len(found["places"]) > 10


def test_explain_tells_why_two_people_are_two(kg: Kg) -> None:
    told = kg("explain", "Mira Olin", "Ada Quist").stdout
    assert "are two people" in told
    assert "they sign the same paper" in told


def test_explain_a_paper(kg: Kg) -> None:
    assert "paper w-" in kg("explain", "A Treebank of Spoken Fjord Dialects").stdout


def test_an_answer_is_added_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "curation.yaml"
    file.write_text("# ours\npeople:\n  same:\n    - [p-a, p-b]  # seen at a conference\npapers:\n  same: []\n")
    word(file, "same", "p-c", "p-d", "C / D")
    word(file, "different", "p-e", "p-f", "E / F")
    text = file.read_text()
    assert "# ours" in text
    assert "seen at a conference" in text
    claims = [(each.key, [reference.text for reference in each.about]) for each in load(file).claims]
    assert ("same", ["p-c", "p-d"]) in claims
    assert ("different", ["p-e", "p-f"]) in claims
    assert ("same", ["p-a", "p-b"]) in claims


def test_a_first_answer_makes_the_file(tmp_path: Path) -> None:
    word(tmp_path / "curation.yaml", "different", "p-e", "p-f", "E / F")
    assert load(tmp_path / "curation.yaml").claims


def test_review_ends_when_it_is_told_to(kg: Kg) -> None:
    assert "undecided pairs" in kg("review", text="q\n").stderr
