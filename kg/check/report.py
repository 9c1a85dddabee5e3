"""Findings as a SHACL validation report, for other programs."""

from __future__ import annotations

from collections.abc import Iterable

from kg.check.findings import Finding
from kg.rdf.terms import literal
from kg.vocab import PREFIXES

_SEVERITIES = {"violation": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}


def report_turtle(findings: Iterable[Finding]) -> str:
    """Return findings as a ``sh:ValidationReport`` in Turtle.

    >>> print(report_turtle([]), end="")
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    <BLANKLINE>
    [] a sh:ValidationReport ;
      sh:conforms true .
    """
    results = [_result(each) for each in findings]
    lines = [f"@prefix sh: <{PREFIXES['sh']}> .", "", "[] a sh:ValidationReport ;"]
    if results:
        lines += ["  sh:conforms false ;", "  sh:result " + " , ".join(results) + " ."]
    else:
        lines.append("  sh:conforms true .")
    return "\n".join(lines) + "\n"


def _result(finding: Finding) -> str:
    """Return one result; where it was read stands in the message too, because SHACL has no place for it."""
    place = finding.place and f" ({finding.place}{f', line {finding.lines[0]}' if finding.lines else ''})"
    said = [
        "[",
        "    a sh:ValidationResult ;",
        f"    sh:resultSeverity {_SEVERITIES[finding.severity]} ;",
        f"    sh:focusNode {_node(finding.focus)} ;",
        f"    sh:resultPath <{finding.path}> ;" if finding.path else "",
        f"    sh:value {finding.term} ;" if finding.term and not finding.term.startswith("_:") else "",
        f"    sh:sourceShape <{PREFIXES['kgs']}{finding.shape}> ;",
        f"    sh:sourceConstraintComponent <{finding.component}> ;",
        f"    sh:resultMessage {literal(finding.message + place)}",
        "  ]",
    ]
    return "\n".join(filter(None, said))


def _node(focus: str) -> str:
    return "[]" if focus.startswith("_:") else f"<{focus}>"
