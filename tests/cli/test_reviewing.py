"""``kg explain`` and ``kg review``."""

from __future__ import annotations

import json

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


def test_review_ends_when_it_is_told_to(kg: Kg) -> None:
    assert "undecided pairs" in kg("review", text="q\n").stderr
