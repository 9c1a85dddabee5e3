"""The whole way side by side: one graph built, checked and asked by plain rdflib + pySHACL, and by this program.

    python benchmarks/end_to_end.py                      # the samples, and 2,000 papers of ../shared/data/acl
    python benchmarks/end_to_end.py --papers 200 --cap 60

Both sides get the same profiles and entities. *Build*: the plain way makes rdflib terms of ready statements and adds
them to a graph in memory; ours maps the profiles and entities to N-Quads and loads them into a store on disk, so it
does more. *Check*: the same shapes, by pySHACL on the whole graph, and by ``kg.check`` on the store. *Ask*: every
question of the catalogue that is one SPARQL query, with the same values for its parameters. Answers and findings are
compared; the exit status is 1 where they differ. What the plain way has not done within ``--cap`` seconds (forty
times that for the check) is ended and counted with that many seconds, so its true total is higher.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib

from kg import check, rdf, store
from kg.build import extract_sources
from kg.check.shapes import load_shapes
from kg.engine import PREFIXES
from kg.errors import AmbiguousName
from kg.files import shipped
from kg.identify import identify
from kg.model import Entities, SourcedProfile
from kg.query import catalogue
from kg.query.catalogue import Question, fill
from kg.query.parameters import terms
from kg.settings import Settings, load

TOP = Path(__file__).resolve().parent.parent


Found = tuple[str, str, str]


@dataclass
class Side:
    """What one side took, and what it answered."""

    seconds: dict[str, float] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)

    def total(self) -> float:
        """Return the seconds of all steps together."""
        return sum(self.seconds.values())


# ── the graphs ──────────────────────────────────────────────────────────────────────────────────────────────────


def samples() -> tuple[Sequence[SourcedProfile], Settings]:
    """Return the made-up homepages that come with the program."""
    settings = load(shipped("data") / "demo.toml")
    return extract_sources(sorted((shipped("data") / "profiles").iterdir()), settings).profiles, settings


def volumes(file: Path, papers: int) -> tuple[Sequence[SourcedProfile], Settings]:
    """Return the first volumes of a file of bibliographies, until there are that many papers."""
    settings, found, count = Settings(), [], 0
    for sourced in extract_sources([file], settings).profiles:
        found.append(sourced)
        count += len(sourced.profile.publications)
        if count >= papers:
            break
    return found, settings


def quads(profiles: Sequence[SourcedProfile], entities: Entities, settings: Settings) -> Iterator[str]:
    for index, sourced in enumerate(profiles):
        yield from rdf.profile_quads(sourced, index, entities, settings)
    yield from rdf.entity_quads(entities, settings)


# ── ours ────────────────────────────────────────────────────────────────────────────────────────────────────────


def ours(profiles: Sequence[SourcedProfile], entities: Entities, settings: Settings, data: Path) -> Side:
    """Build, check and ask by this program; the dataset stays in ``data``."""
    side = Side()
    start = time.perf_counter()
    with store.writer(data) as new:
        new.load(quads(profiles, entities, settings))
    side.seconds["build"] = time.perf_counter() - start

    start = time.perf_counter()
    findings = check.check_store(data, settings)
    side.seconds["check"] = time.perf_counter() - start
    side.answers["check"] = {found(each.shape, each.focus, literal(each.term)) for each in findings}

    with store.Dataset.open(data) as dataset:
        for name, text in questions(dataset).items():
            start = time.perf_counter()
            rows = [[getattr(value, "value", value) for value in row] for row in dataset.sparql(text)]
            side.seconds[name] = time.perf_counter() - start
            side.answers[name] = table(rows)
    return side


def literal(term: str) -> str:
    """Return what a term of N-Triples says."""
    if not term:
        return ""
    return next(iter(pyoxigraph.parse(f"<x:s> <x:p> {term} .", format=pyoxigraph.RdfFormat.N_TRIPLES))).object.value


def questions(dataset: store.Dataset) -> dict[str, str]:
    """Return each question that is one SPARQL query, its parameters filled with things of the dataset.

    What the dataset has nothing for (an organization, where there are only bibliographies) is left out.
    """
    texts = {}
    for name, question in catalogue().items():
        if not question.program:
            with contextlib.suppress(AmbiguousName):
                texts[name] = fill(question.text, terms(dataset, question, values_for(dataset, question)))
    return texts


def values_for(dataset: store.Dataset, question: Question) -> dict[str, str]:
    """Return values for the required parameters: who and what has the most papers, posts and the like."""
    return {each.name: common(dataset, each.type)[order % 2 if each.type == "person" else 0]
            for order, each in enumerate(question.parameters) if each.required}


BUSIEST = {
    "person": "?paper schema:author ?it . ?it a kg:Person",
    "venue": "?paper kg:publishedIn ?it",
    "organization": "?fact kg:organization ?it",
    "paper": "?signature kg:paper ?it",
    "source": "?entry kg:statedBy ?it . ?it a kg:Profile",
    "year": "?paper a kg:Paper ; kg:year ?it",
}


def common(dataset: store.Dataset, kind: str) -> list[str]:
    """Return the two things of a kind that most statements are about; a literal where the kind is not of things."""
    if kind not in BUSIEST:
        return {"date": ["2020-06", "2020-06"], "integer": ["3", "3"]}.get(kind, ["paper", "paper"])
    text = f"SELECT ?it (COUNT(*) AS ?n) WHERE {{ {BUSIEST[kind]} }} GROUP BY ?it ORDER BY DESC(?n) ?it LIMIT 2"
    found = [str(row[0].value) for row in dataset.sparql(text)]
    return [*found, *found] if found else ["2020", "2020"]


# ── the plain way ───────────────────────────────────────────────────────────────────────────────────────────────


def plain(statements: Sequence[tuple[Any, Any, Any]], texts: dict[str, str], cap: float) -> Side:
    """Build, check and ask by rdflib and pySHACL; each step that takes longer than ``cap`` seconds is ended."""
    side = Side()
    start = time.perf_counter()
    graph = rdflib.Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    for subject, predicate, value in statements:
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), plain_term(value)))
    side.seconds["build"] = time.perf_counter() - start

    within(cap * 40, side, "check", lambda: plain_check(graph))
    for name, text in texts.items():
        within(cap, side, name, lambda text=text: [[value and str(value) for value in row]  # type: ignore[misc]
                                                   for row in graph.query(text)])
        if name in side.answers:
            side.answers[name] = table(side.answers[name])
    return side


def plain_term(value: Any) -> rdflib.term.Node:
    if isinstance(value, str):
        return rdflib.URIRef(value)
    lexical, language, datatype = value
    if language:
        return rdflib.Literal(lexical, lang=language)
    return rdflib.Literal(lexical, datatype=rdflib.URIRef(datatype))


def plain_check(graph: rdflib.Graph) -> set[Found]:
    """Check a graph by pySHACL with the shapes that the program checks datasets with."""
    import pyshacl

    shapes = rdflib.Graph().parse(data=load_shapes().full, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    sh = rdflib.SH
    return {
        found(*(report.value(each, term) for term in (sh.sourceShape, sh.focusNode, sh.value)))
        for each in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    }


def found(shape: Any, focus: Any, value: Any) -> Found:
    """Return a finding so that both sides' can be compared: the shape's local name, the node, the value."""
    return re.split(r"[/#]", str(shape))[-1], str(focus), "" if value is None else str(value)


def within(cap: float, side: Side, name: str, work: Callable[[], Any]) -> None:
    """Do something in a process of its own, with all that is in memory here, and end it when the time is over."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def run() -> None:
        start = time.perf_counter()
        answer = work()
        sender.send((time.perf_counter() - start, answer))

    process = context.Process(target=run)
    process.start()
    sender.close()
    if receiver.poll(cap):
        try:
            side.seconds[name], side.answers[name] = receiver.recv()
        except EOFError:
            side.seconds[name], side.answers[name] = 0.0, "failed"
    else:
        process.kill()
        side.seconds[name] = cap
        side.ended.add(name)
    process.join()
    receiver.close()


# ── comparing ───────────────────────────────────────────────────────────────────────────────────────────────────


def table(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Return rows in one order, numbers as numbers, so that both sides' answers can be compared."""
    return sorted((tuple(cell(value) for value in row) for row in rows), key=repr)


def cell(value: Any) -> Any:
    if value is None or value == "":
        return ""
    text = str(value)
    return round(float(text), 6) if re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", text) else text


def compare(title: str, one: Side, other: Side) -> int:
    """Print both sides as a table; give the number of answers that differ."""
    print(f"\n{title}\n\n| step | plain, s | ours, s | ratio | answers |\n| --- | ---: | ---: | ---: | --- |")
    differing = 0
    for name, seconds in one.seconds.items():
        said = "not compared" if name in one.ended or name == "build" else "same"
        if said == "same" and one.answers.get(name) != other.answers.get(name):
            said, differing = "DIFFERENT", differing + 1
        mark = "> " if name in one.ended else ""
        print(f"| {name} | {mark}{seconds:,.3f} | {other.seconds[name]:,.4f} "
              f"| {mark}{seconds / other.seconds[name]:,.0f} | {said} |")
    mark, ratio = "> " if one.ended else "", one.total() / other.total()
    print(f"| **all** | **{mark}{one.total():,.1f}** | **{other.total():,.2f}** | **{mark}{ratio:,.0f}** | |")
    return differing


def bench(title: str, profiles: Sequence[SourcedProfile], settings: Settings, cap: float) -> int:
    """Run both sides on the same profiles."""
    start = time.perf_counter()
    entities = identify(profiles, settings)
    print(f"{title}: identified in {time.perf_counter() - start:.2f} s (both sides need it; in neither's time)",
          file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        fast = ours(profiles, entities, settings, data)
        with store.Dataset.open(data) as dataset:
            texts = questions(dataset)
            statements = [(q.subject.value, q.predicate.value, ready(q.object)) for q in dataset.store]
    slow = plain(list(dict.fromkeys(statements)), texts, cap)
    return compare(f"### {title}: {len(statements):,} statements", slow, fast)


def ready(term: Any) -> Any:
    """Return a term as plain Python: an IRI as a string, a literal as its parts."""
    if isinstance(term, pyoxigraph.Literal):
        return term.value, term.language, term.datatype.value
    return term.value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=TOP.parent / "shared")
    parser.add_argument("--papers", type=int, default=2000, help="size of the slice of real bibliographies")
    parser.add_argument("--cap", type=float, default=30,
                        help="seconds after which a query of the plain way is ended; its check may take forty times that")
    arguments = parser.parse_args()
    differing = bench("the samples", *samples(), arguments.cap)
    file = arguments.shared / "data" / "acl" / "volumes.jsonl.gz"
    if not arguments.papers:
        pass
    elif file.is_file():
        differing += bench(f"{arguments.papers:,} papers", *volumes(file, arguments.papers), arguments.cap)
    else:
        print(f"{file} is not here: only the samples were measured", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
