"""The undecided pairs as questions, and the answers as a curation file that settles them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import CurationError
from kg.identify import curation
from kg.identify.evidence import Evidence, save
from kg.identify.explain import compare, explain
from kg.identify.review import answer, questions
from tests.identify.made_up import Found, paper, papers_only


def _undecided(*papers: int) -> Found:
    first, second = papers or (2, 2)
    return Found(
        papers_only(
            "list",
            *(paper(f"On Rivers {n}", "Yue Lin", "Ada Quist", venue="ICML") for n in "ab"[:first]),
            *(paper(f"On Lakes {n}", "Yue Lin", "Bo Tamm", venue="ICML") for n in "ab"[:second]),
            *(paper(f"On Dunes {n}", "Wei Zhang", "Ada Lund", venue="ICML") for n in "abcdef"),
            *(paper(f"On Hills {n}", "Wei Zhang", "Kenji Arata", venue="ICML") for n in "abcdef"),
        )
    )


def test_questions_come_best_gain_first_and_an_answer_settles_one(tmp_path: Path) -> None:
    found = _undecided()
    save(found.entities, found.profiles, tmp_path / "identity.sqlite")
    with Evidence(tmp_path / "identity.sqlite") as evidence:
        asked = questions(evidence)
        assert asked
        assert asked == sorted(asked, key=lambda each: -each.gain)
        assert questions(evidence, 1) == asked[:1]
        question = next(each for each in asked if each.one.name == "Yue Lin")
        assert not compare(evidence, question.one.id, question.other.id).same
        assert explain(evidence, question.one.id).doubts
    file = tmp_path / "who.yaml"
    answer(file, question, "same")
    told = Found(*found.profiles, curation=curation.load(file))
    assert told.author("list", 0, 1) == told.author("list", 2, 1)


def test_answers_are_added_to_what_the_file_says(tmp_path: Path) -> None:
    found = _undecided()
    save(found.entities, found.profiles, tmp_path / "identity.sqlite")
    with Evidence(tmp_path / "identity.sqlite") as evidence:
        question = questions(evidence)[0]
    file = tmp_path / "who.yaml"
    file.write_text(
        "# ours\nvenues:\n  same:\n    - [one, two]\npeople:\n  same:\n    - [a @ x, b @ y]\n", encoding="utf-8"
    )
    answer(file, question, "different")
    answer(file, question, "same")
    claims = curation.load(file).claims
    assert [(each.section, each.key) for each in claims].count(("people", "same")) == 2
    assert ("people", "different") in [(each.section, each.key) for each in claims]
    assert "# ours" in file.read_text(
        encoding="utf-8"
    )
    file.write_text("people: [", encoding="utf-8")
    with pytest.raises(CurationError):
        answer(file, question, "same")
