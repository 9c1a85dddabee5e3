"""The catalogue as a page of the documentation: ``python -m kg.query.listing docs/queries.md`` writes it anew.

Takes the questions; gives Markdown. What stands before the marker in the file is written by hand and kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from kg.query.catalogue import Parameter, Question, catalogue

MARKER = "<!-- From here on generated from queries/: python -m kg.query.listing docs/queries.md -->\n"


def markdown(questions: Iterable[Question]) -> str:
    """Return a section a question: what it answers, its parameters, its columns, and an example."""
    return "".join(_section(each) for each in questions)


def _section(question: Question) -> str:
    number = f" ({question.number})" if question.number else ""
    parts = [f"\n## {question.name}{number}\n\n{question.summary}\n"]
    if question.description:
        parts.append(f"\n{question.description}\n")
    if question.parameters:
        parts.append("\n| parameter | type | | about |\n| --- | --- | --- | --- |\n")
        parts += [f"| `{each.name}` | {each.type} | {_need(each)} | {each.about} |\n" for each in question.parameters]
    parts.append("\n" + "; ".join(f"`{name}` {about}" for name, about in question.columns.items()) + ".\n")
    parts.append(f"\n    {question.example}\n")
    return "".join(parts)


def _need(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    return f"default {parameter.default}" if parameter.default else "all without"


def renewed(text: str) -> str:
    """Return a page with its generated part written anew."""
    return text.partition(MARKER)[0] + MARKER + markdown(catalogue().values())


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
