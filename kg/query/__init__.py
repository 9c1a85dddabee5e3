"""Questions to a dataset: the catalogue in ``queries/``, its parameters, and answers as tables.

``catalogue`` the questions · ``names`` from names to things · ``parameters`` from texts to terms ·
``asking`` ask one · ``programs`` what SPARQL cannot say well · ``results`` tables and triples
"""

from kg.query.asking import question_of, run
from kg.query.catalogue import Parameter, Question, catalogue, find
from kg.query.results import Table, Triples, Value

__all__ = ["Parameter", "Question", "Table", "Triples", "Value", "catalogue", "find", "question_of", "run"]
