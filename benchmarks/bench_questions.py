"""How long each question of the catalogue takes on a dataset, warm, and a few of them on plain rdflib beside it.

    kg build ../shared/data/acl/volumes.jsonl.gz --data volumes-graph      # once
    python benchmarks/bench_questions.py --data volumes-graph [--only NAME …] [--repeats 3] [--plain NAME …] [--cap 60]

A question is asked with several values of its required parameters: the busiest person (venue, source …) of the dataset
and others at growing steps down the list, each several times. Given is processor time, which on a machine with nothing
else to do is what one waits: the median of all these calls, and the worst, which is the slowest of the values' fastest
calls; beside them the median of what was really waited.
What the dataset has nothing for (an organization, where there are only bibliographies) is named and left out.
``--plain`` loads the same statements into rdflib, in memory, and asks the named questions of it with the busiest
values; what takes longer than ``--cap`` seconds is ended. Also measured: ``kg query coauthors`` from a cold shell.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.engine import undeclared_prefixes
from kg.query import Question, Table, catalogue, find, run
from kg.query.catalogue import ENTITIES, fill
from kg.query.parameters import terms
from kg.store import Dataset

ACTIVE = {
    "person": "{ ?paper schema:author ?it } UNION { ?fact kg:holder ?it }",
    "venue": "?paper kg:publishedIn ?it", "edition": "?paper schema:isPartOf ?it",
    "organization": "?fact kg:organization ?it", "paper": "?entry kg:paper ?it", "source": "?entry kg:statedBy ?it",
}
"""What makes a thing of a kind busy: the more such statements, the more there is to join."""
LITERALS = {"year": "2015", "date": "2015-06", "integer": "3", "number": "0.5", "string": "word"}


def main() -> None:
    options = _options()
    names = options.only or list(catalogue())
    with Dataset.open(options.data) as dataset:
        print(f"{len(dataset):,} statements; {platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
              f"load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}\n")
        print("| question | values | rows, busiest | median ms | worst ms | waited, median ms |\n"
              "| --- | --: | --: | --: | --: | --: |")
        for name in names:
            _measure(dataset, find(name), options)
        if options.cold:
            _cold(dataset, options.data)
        if options.plain:
            _beside_rdflib(dataset, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these questions")
    parser.add_argument("--values", type=int, default=5, help="how many values of the parameters")
    parser.add_argument("--repeats", type=int, default=3, help="how often each is asked")
    parser.add_argument("--plain", nargs="+", default=[], metavar="NAME", help="these on plain rdflib too")
    parser.add_argument("--cap", type=float, default=60.0, help="seconds after which a question to rdflib is ended")
    parser.add_argument("--no-cold", dest="cold", action="store_false", help="without the cold shell")
    return parser.parse_args()


def _measure(dataset: Dataset, question: Question, options: argparse.Namespace) -> None:
    values = list(_values(dataset, question, options.values))
    if not values:
        print(f"| {question.name} | nothing to ask about | | | | |", flush=True)
        return
    times, waited, fastest, rows = [], [], [], 0
    for number, given in enumerate(values):
        mine = []
        for _ in range(options.repeats):
            start, clock = time.process_time(), time.perf_counter()
            answer = run(dataset, question, given)
            mine.append(time.process_time() - start)
            waited.append(time.perf_counter() - clock)
            rows = len(answer) if number == 0 else rows
        times += mine
        fastest.append(min(mine))
    print(f"| {question.name} | {len(values)} | {rows:,} | {1000 * statistics.median(times):.1f} "
          f"| {1000 * max(fastest):.1f} | {1000 * statistics.median(waited):.1f} |", flush=True)


def _values(dataset: Dataset, question: Question, number: int) -> Iterator[dict[str, str]]:
    """Yield values of the required parameters, the busiest first; {} where there are none to give."""
    required = [each for each in question.parameters if each.required]
    if not required:
        yield {}
        return
    columns = []
    for parameter, before in zip(required, itertools.count(), strict=False):
        if parameter.type not in ENTITIES:
            columns.append([LITERALS[parameter.type]] * number)
            continue
        found = _steps(_active(dataset, parameter.type), number)
        columns.append(found[before:] + found[:before])  # two people of a question are two different ones
    for row in zip(*columns, strict=True):
        yield {parameter.name: value for parameter, value in zip(required, row, strict=True)}


def _steps(things: list[str], number: int) -> list[str]:
    """The first, and others at steps that grow: most things are far down, but many are asked for near the top.

    >>> _steps(list("abcdefghij"), 3)
    ['a', 'd', 'j']
    """
    last = len(things) - 1
    return [things[round((last + 1) ** (place / max(1, number - 1))) - 1] for place in range(number)] if things else []


@cache
def _active(dataset: Dataset, kind: str) -> list[str]:
    """The things of a kind, the busiest first."""
    text = f"SELECT ?it (COUNT(*) AS ?n) WHERE {{ {ACTIVE[kind]} }} GROUP BY ?it"
    rows = [(-int(row["n"].value), row["it"].value) for row in dataset.sparql(text)]  # type: ignore[union-attr]
    return [iri for _, iri in sorted(rows)]


def _cold(dataset: Dataset, data: Path) -> None:
    """How long the shell waits for one question, from the start of the program to its end."""
    person = _active(dataset, "person")[0]
    command = [sys.executable, "-m", "kg", "query", "coauthors", f"person={person}", "--data", str(data)]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    print(f"\n`kg query coauthors person=…` from a cold shell: median {statistics.median(times):.2f} s of {len(times)}.")


# ── plain rdflib ────────────────────────────────────────────────────────────────────────────────────────────────


def _beside_rdflib(dataset: Dataset, options: argparse.Namespace) -> None:
    import rdflib

    start = time.perf_counter()
    graph = rdflib.Graph()
    for quad in dataset.store:
        graph.add(tuple(map(_plain, (quad.subject, quad.predicate, quad.object))))  # type: ignore[arg-type]
    print(f"\nplain rdflib, in memory, filled in {time.perf_counter() - start:.0f} s:\n")
    print("| question | rdflib, ms | here, ms | ratio | rows |\n| --- | --: | --: | --: | --- |")
    for name in options.plain:
        question = find(name)
        given = next(_values(dataset, question, options.values))
        text = fill(question.text, terms(dataset, question, given))
        there, said = _within(options.cap, graph, undeclared_prefixes(text) + text)
        start = time.process_time()
        answer = run(dataset, question, given)
        here = time.process_time() - start
        assert isinstance(answer, Table)
        more = "> " if said is None else ""
        compared = "not compared" if said is None else "as many" if said == len(answer) else "DIFFERENT"
        print(f"| {name} | {more}{1000 * there:,.0f} | {1000 * here:.1f} | {more}{there / here:,.0f} | {compared} |",
              flush=True)


def _plain(term: Any) -> Any:
    import rdflib

    if hasattr(term, "datatype"):
        kind = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=kind)
    return rdflib.URIRef(term.value)


def _within(cap: float, graph: Any, text: str) -> tuple[float, int | None]:
    """Seconds and number of rows of a query in a process of its own that has the graph; no rows where it was ended."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def ask() -> None:
        start = time.process_time()
        rows = len(list(graph.query(text)))
        sender.send((time.process_time() - start, rows))

    process = context.Process(target=ask)
    process.start()
    answered = receiver.poll(cap)
    result: tuple[float, int | None] = receiver.recv() if answered else (cap, None)
    process.kill()
    process.join()
    return result


if __name__ == "__main__":
    main()
