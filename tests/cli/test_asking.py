"""``kg queries`` and ``kg query``: the catalogue, files, standard input, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Kg


def test_the_catalogue_is_listed(kg: Kg) -> None:
    rows = kg("queries").stdout
    assert "coauthors" in rows
    assert "timeline" in rows


def test_a_question_by_name_and_a_person_by_name(kg: Kg) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("query", "coauthors", "person=Mira Olin", "--csv").stdout)))
    assert rows
    assert all(int(row["papers"]) >= 1 for row in rows)


def test_rows_as_json_and_as_a_table(kg: Kg) -> None:
    answer = json.loads(kg("query", "coauthors", "person=Mira Olin", "--json").stdout)
    assert answer["head"]["vars"][:2] == ["coauthor", "name"]
    assert "───" in kg("query", "coauthors", "person=Mira Olin", "--table").stdout


def test_a_query_from_a_file_and_from_standard_input(kg: Kg, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?people) { ?person a kg:Person }"
    path = tmp_path / "people.rq"
    path.write_text(text)
    assert kg("query", path).stdout == kg("query", "-", text=text).stdout
    assert int(kg("query", path).stdout.splitlines()[1]) > 20


def test_a_constructed_graph_comes_as_turtle_or_n_triples(kg: Kg) -> None:
    text = "CONSTRUCT { ?s a kg:Person } WHERE { ?s a kg:Person }"
    assert "a kg:Person" in kg("query", "-", "--ttl", text=text).stdout
    assert kg("query", "-", "--nt", text=text).stdout.startswith("<https://")


def test_an_ambiguous_name_is_answered_with_the_candidates(kg: Kg) -> None:
    told = kg("query", "timeline", "person=Jonas Weber", status=3).stderr
    assert told.count("Jonas Weber") >= 3
    assert "<https://example.org/kg/person/" in told


def test_an_unknown_name_is_answered_with_the_nearest(kg: Kg) -> None:
    assert "Mira Olin" in kg("query", "timeline", "person=Mira Olinn", status=3).stderr


def test_a_missing_parameter_an_unknown_one_and_a_malformed_one(kg: Kg) -> None:
    assert "person" in kg("query", "coauthors", status=3).stderr
    assert "persn" in kg("query", "coauthors", "persn=Mira Olin", status=3).stderr
    assert "PARAM=VALUE" in kg("query", "coauthors", "Mira Olin", status=3).stderr


def test_an_unknown_question_is_answered_with_the_nearest(kg: Kg) -> None:
    assert "coauthors" in kg("query", "coauthor", status=3).stderr


def test_a_syntax_error_names_its_line(kg: Kg) -> None:
    assert "line 2" in kg("query", "-", text="SELECT * {\n ?s ?p }", status=3).stderr


def test_a_query_can_neither_write_nor_call_out_nor_run_for_ever(kg: Kg) -> None:
    kg("query", "-", text="DELETE WHERE { ?s ?p ?o }", status=3)
    assert "SERVICE" in kg("query", "-", text="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", status=3).stderr
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    assert "1 s" in kg("query", "-", "--timeout", "1", text=endless, status=3).stderr


def test_help_after_a_name_explains_the_question(kg: Kg) -> None:
    told = kg("query", "coauthors", "--help").stdout
    assert "person" in told
    assert "Try:  kg query coauthors" in told


def test_no_dataset_is_a_clear_error(empty: Kg) -> None:
    assert "kg build" in empty("query", "coauthors", "person=Mira Olin", status=3).stderr
