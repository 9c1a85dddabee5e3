"""The questions behind which Python stands, and the time that all their steps share."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from kg.engine import Answer, Timed
from kg.errors import QueryError
from kg.query import Table, run
from kg.store import Dataset, writer
from tests.world import BASE, world

SINCE = {"coauthors_since": "2012", "colleagues_since": "2012", "editors_since": "2012"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    folder = tmp_path_factory.mktemp("programs")
    with writer(folder) as new:
        new.load([world()])
    with Dataset.open(folder) as opened:
        yield opened


def records(dataset: Dataset, name: str, **params: str) -> list[dict[str, object]]:
    answer = run(dataset, name, params)
    assert isinstance(answer, Table)
    return [dict(each) for each in answer.records()]


def test_a_conflict_is_one_row_a_person_and_reason(dataset: Dataset) -> None:
    found = records(dataset, "conflicts", person="Mira Olin", **SINCE)
    keys = [(each["conflict"], each["reason"]) for each in found]
    assert len(keys) == len(set(keys))
    bo = next(each for each in found if each["name"] == "Bo Tamm" and each["reason"] == "co-author")
    assert (bo["date"], bo["times"], bo["what"]) == ("2023", 2, "Rivers of Harju")  # the preprint counts with its paper
    assert bo["evidence"] == "mira-olin/index.md:21"


def test_conflicts_with_some_people_only(dataset: Dataset) -> None:
    found = records(dataset, "conflicts", person="Mira Olin", conflict="Bo Tamm; Rosa Vale", **SINCE)
    assert {each["name"] for each in found} == {"Bo Tamm", "Rosa Vale"}


def test_reviewers_follow_the_rules_of_conflicts(dataset: Dataset) -> None:
    found = records(dataset, "reviewers", candidates="Mira Olin; Kenji Arata; p-teo2", person="Bo Tamm; Mira Olin",
                    coauthors_since="2023", colleagues_since="2026", editors_since="2026")
    assert [(each["name"], each["free"], each["reason"]) for each in found] == [
        ("Kenji Arata", True, None), ("Wei Zhang", True, None), ("Mira Olin", False, "co-author"),
        ("Mira Olin", False, "same organization"), ("Mira Olin", False, "author"),
    ]


def test_an_entity_in_a_cell_is_an_iri(dataset: Dataset) -> None:
    answer = run(dataset, "path", {"person": "Mira Olin", "to": "Elena Brandt"})
    assert isinstance(answer, Table)
    assert f'"type": "uri", "value": "{BASE}person/p-mira"' in answer.to_json()


def test_disagreements_on_one_paper_or_person(dataset: Dataset) -> None:
    every = records(dataset, "disagreements")
    assert {each["about"] for each in every} == {"year", "venue"}
    assert [each["about"] for each in records(dataset, "disagreements", paper="Slow Water")] == ["year"] * 2
    assert records(dataset, "disagreements", person="Mira Olin") == []


class Slow:
    """An engine that takes its time, and keeps what it was allowed."""

    def __init__(self, engine: Dataset) -> None:
        self.engine = engine
        self.allowed: list[float | None] = []

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        self.allowed.append(timeout)
        time.sleep(0.03)
        return self.engine.sparql(text)


def test_the_steps_of_a_question_share_one_time_limit(dataset: Dataset) -> None:
    slow = Slow(dataset)
    timed = Timed(slow, 0.05)
    timed.sparql("ASK {}")
    timed.sparql("ASK {}")
    with pytest.raises(QueryError, match=r"took longer than 0\.05 s"):
        timed.sparql("ASK {}")
    first, second = slow.allowed[:2]
    assert first is not None
    assert second is not None
    assert second < first <= 0.05


def test_a_path_that_takes_too_long_is_given_up(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="took longer than"):
        run(dataset, "path", {"person": "Mira Olin", "to": "Elena Brandt"}, timeout=0.001)


def test_without_a_limit_nothing_is_limited(dataset: Dataset) -> None:
    slow = Slow(dataset)
    Timed(slow, None).sparql("ASK {}")
    assert slow.allowed == [None]
