"""SHACL: what is wrong in a graph, where it was read, and what to do about it.

    shapes    the shapes of ontology/shapes, as records and as text for engines
    pieces    a dataset as chunks of N-Quads that can be checked apart
    core      the core shapes of a chunk, by pySHACL or by a faster engine
    rules     the shapes that are SPARQL queries, over a chunk or over the whole
    findings  a ``Finding``, and the lines that the node it is about was read from
    report    findings as a standard SHACL report

Small graphs are checked by pySHACL, a page at a time in parallel processes. Large ones go through an engine in Rust,
and the queries run once for all nodes instead of once a node; tests prove that both find the same.
"""

from kg.check.checker import Checker, check_files, check_store
from kg.check.findings import Finding
from kg.check.report import report_turtle

__all__ = ["Checker", "Finding", "check_files", "check_store", "report_turtle"]
