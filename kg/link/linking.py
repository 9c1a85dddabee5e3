"""The whole way: things of a dataset, batch by batch to an endpoint, and the links that come of it into a file.

Each batch is written down before the next is asked for, and beside the file stands a list of what has been asked: what
breaks off goes on where it was, and a link that a person has removed does not come back.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.engine import Engine
from kg.errors import DatasetError
from kg.link.asking import candidates
from kg.link.ours import things
from kg.link.score import Link, links_of
from kg.link.things import Thing
from kg.link.turtle import HEAD, block

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """What to look for, and how gently.

    Attributes:
        kinds: "person", "paper", "venue".
        everyone: people without a page of their own too.
        least: the score from which on a link is written.
        batch: things a query.
        pause: seconds between two queries.
        limit: things a kind at most; None for all.
        base: the dataset's base IRI.
    """

    kinds: tuple[str, ...] = ("person",)
    everyone: bool = False
    least: float = 0.6
    batch: int = 20
    pause: float = 1.0
    limit: int | None = None
    base: str = "https://example.org/kg/"


def link(
    dataset: Engine, there: Engine, templates: Mapping[str, str], out: Path, plan: Plan, *, where: str = "",
    on_batch: Callable[[str, int, int], None] = lambda kind, done, all: None,
) -> list[Link]:
    """Look for things elsewhere and add the links to a file; return those that were added.

    Args:
        dataset: whose things.
        there: where they are looked for.
        templates: kind -> SPARQL, see ``kg.link.asking``.
        out: the file; what it has stays.
        plan: what to look for.
        where: what the place is called in the list of what has been asked.
        on_batch: called after each batch with the kind, how many things are done, and how many there are.

    Raises:
        EndpointError: the endpoint does not answer; what was found before is in the file.
        DatasetError: the file cannot be written.
    """
    record = out.with_name(f"{out.name}.asked")
    added: list[Link] = []
    for kind in (each for each in plan.kinds if each in templates):
        asked = _asked(record)
        every = list(things(dataset, kind, everyone=plan.everyone))[:plan.limit]
        left = [each for each in every if each.names and _line(where, kind, each) not in asked]
        for begin in range(0, len(left), plan.batch):
            if added or begin:
                time.sleep(plan.pause)
            batch = left[begin:begin + plan.batch]
            found = links_of(kind, batch, candidates(there, templates[kind], batch), plan.least)
            _write(out, record, found, [_line(where, kind, each) for each in batch], plan.base)
            added += found
            on_batch(kind, begin + len(batch), len(left))
    return added


def _line(where: str, kind: str, thing: Thing) -> str:
    return f"{where} {kind} {thing.iri}"


def _asked(record: Path) -> set[str]:
    try:
        return set(record.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return set()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"cannot read what has been asked: {error}", file=str(record)) from error


def _write(out: Path, record: Path, found: list[Link], lines: list[str], base: str) -> None:
    """Links first: if this breaks off between the two, a batch is asked again, and none is lost."""
    try:
        new = not out.exists()
        with out.open("a", encoding="utf-8") as file:
            file.write((HEAD if new else "") + "".join(block(each, base) for each in found))
        with record.open("a", encoding="utf-8") as file:
            file.write("".join(f"{each}\n" for each in lines))
    except OSError as error:
        raise DatasetError(f"cannot write the links: {error.strerror}", file=str(out)) from error
