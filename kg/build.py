"""The pipeline as one function: sources in, a dataset on disk out, with counts and timings of each step.

    read + extract  ->  identify  ->  map + load  ->  check  ->  swap in

Reading and extracting are pure functions of one source and run in worker processes; identification sees all
profiles at once; the new dataset is written beside the old one and swapped in at the end by one rename.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from kg import __version__
from kg.errors import DatasetError, Problem, SourceError
from kg.model import Entities, SourcedProfile
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.check import Checker, Finding
    from kg.identify import Ledger
    from kg.store import Writer

Progress = Callable[[str, int, int], None]
"""Called with the step's name, what is done and what is to do (0 where unknown)."""

MANY_SIGNATURES = 2_000
"""From so many signatures on (some 20,000 statements) a build checks by the faster engine, beside the loading."""

LEDGER = "ledger.json"
"""In the folder of a version: which ids stand for what, so that the next build keeps them."""

READY_MADE = (".jsonl", ".jsonl.gz")
"""Sources of many profiles already made: read as a stream in this process, there is nothing to extract."""


class Step(msgspec.Struct, frozen=True):
    """One finished step, in words with counts, and its seconds."""

    name: str
    message: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.message} in {self.seconds:.1f} s"


class SourceReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one source gave."""

    id: str
    owner: str = ""
    publications: int = 0
    files: tuple[str, ...] = ()
    modified: str = ""


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did: kept beside the store as ``report.json`` and shown by ``kg info``."""

    version: str
    built: str
    sources: tuple[SourceReport, ...]
    steps: tuple[Step, ...]
    counts: dict[str, int]
    findings: dict[str, int]
    problems: tuple[Problem, ...]
    unread: tuple[Problem, ...]
    """Sources that gave nothing at all; the rest of the build went on without them."""


class Extracted(NamedTuple):
    """What reading and extracting a batch of sources gave."""

    profiles: list[SourcedProfile]
    problems: list[Problem]
    unread: list[Problem]


class Clock:
    """Names the steps as they end and keeps their seconds."""

    def __init__(self, on_step: Callable[[Step], None]) -> None:
        self.steps: list[Step] = []
        self._on_step = on_step
        self._since = time.perf_counter()

    def done(self, name: str, message: str) -> None:
        """End the running step; the next one begins."""
        now = time.perf_counter()
        step = Step(name, message, round(now - self._since, 3))
        self._since = now
        self.steps.append(step)
        self._on_step(step)


def build(
    sources: Sequence[Path],
    data: Path,
    settings: Settings,
    *,
    on_step: Callable[[Step], None] = lambda step: None,
    progress: Progress = lambda name, done, todo: None,
) -> BuildReport:
    """Build a dataset from sources and swap it in.

    Args:
        sources: files, and folders that hold one site each.
        data: the folder where the dataset lives; made where it is missing.
        settings: base IRI, owners, privacy, processes …
        on_step: called after each step.
        progress: called while a long step goes on.

    Raises:
        SourceError: nothing could be built: no source gave a profile.
        CurationError: the curation file is wrong.
        DatasetError: the folder cannot be written, or another build is writing it.
    """
    from kg import store

    clock = Clock(on_step)
    extracted = extract_sources(sources, settings, progress=progress)
    profiles = with_distinct_ids(extracted.profiles)
    if not profiles:
        raise nothing_to_build(extracted.unread)
    clock.done("extract", summary_of_extraction(profiles))

    with store.writer(data) as dataset:
        entities, ledger = _identify(profiles, settings, data)
        clock.done("identify", summary_of_identification(profiles, entities))
        built = build_instant(profiles)
        checker = _checker_beside(profiles, settings, progress)
        triples = _load(dataset, profiles, entities, settings, built, progress, checker)
        clock.done("load", f"mapped and loaded {triples:,} triples")
        findings = checker.findings(dataset.store) if checker else _check(dataset, settings, progress)
        levels: Counter[str] = Counter(finding.severity for finding in findings)
        clock.done("check", summary_of_findings(levels, len(profiles)))
        report = BuildReport(
            version=__version__, built=built, sources=tuple(_source_report(each) for each in profiles),
            steps=tuple(clock.steps), counts=_counts(profiles, entities, triples), findings=dict(levels),
            problems=tuple(extracted.problems), unread=tuple(extracted.unread),
        )
        _keep_evidence(dataset.path, profiles, entities)
        (dataset.path / LEDGER).write_bytes(ledger.to_json())
        dataset.write_report(msgspec.to_builtins(report))
    clock.done("store", f"stored in {data}")
    return report


# ── reading and extracting ──────────────────────────────────────────────────────────────────────────────────────


def extract_sources(
    sources: Sequence[Path], settings: Settings, *, progress: Progress = lambda name, done, todo: None,
) -> Extracted:
    """Read and extract sources, in worker processes where there are several; the order of the sources is kept."""
    found = Extracted([], [], [])
    for done, batch in enumerate(_batches(sources, settings), 1):
        found.profiles.extend(batch.profiles)
        found.problems.extend(batch.problems)
        found.unread.extend(batch.unread)
        progress("extract", done, len(sources))
    return found


def extract_one(source: Path, settings: Settings) -> Extracted:
    """Read and extract one source; what cannot be read becomes a Problem."""
    from kg.extract import extract
    from kg.read import read

    found = Extracted([], [], [])
    try:
        for reading in read(source, settings):
            if reading.profile is None and not reading.pages and not reading.records:
                found.problems.extend(_placed(problem, source) for problem in reading.problems)
                continue
            profile, problems = extract(reading, settings)
            found.profiles.append(profile)
            found.problems.extend(_placed(problem, source) for problem in problems)
    except SourceError as error:
        found.unread.append(Problem(error.file or str(source), error.line, error.message, error.hint))
    return found


def _placed(problem: Problem, source: Path) -> Problem:
    """A problem of a source with the path that leads to the file from where the user stands."""
    path = source / problem.file if source.is_dir() else source
    return Problem(str(path), problem.line, problem.message, problem.hint)


def _batches(sources: Sequence[Path], settings: Settings) -> Iterator[Extracted]:
    """One ``Extracted`` a source, in order."""
    processes = settings.build.processes or os.cpu_count() or 1
    pages = [each for each in sources if not each.name.endswith(READY_MADE)]
    if processes == 1 or len(pages) < 4:
        yield from (extract_one(each, settings) for each in sources)
        return
    with ProcessPoolExecutor(processes) as pool:
        jobs = {each: pool.submit(extract_one, each, settings) for each in pages}
        for each in sources:
            yield jobs[each].result() if each in jobs else extract_one(each, settings)


def with_distinct_ids(profiles: Sequence[SourcedProfile]) -> list[SourcedProfile]:
    """Return the profiles with "-2", "-3" … added to ids that came before: an id names one graph.

    >>> from kg.model import Profile
    >>> [each.id for each in with_distinct_ids([SourcedProfile(id=x, profile=Profile()) for x in ("a", "b", "a")])]
    ['a', 'b', 'a-2']
    """
    taken = {each.id for each in profiles}
    seen: set[str] = set()
    out = []
    for each in profiles:
        if each.id in seen:
            number = 2
            while f"{each.id}-{number}" in taken:
                number += 1
            each = msgspec.structs.replace(each, id=f"{each.id}-{number}")
            taken.add(each.id)
        seen.add(each.id)
        out.append(each)
    return out


def nothing_to_build(unread: Sequence[Problem]) -> SourceError:
    """Return the error for a build without a single profile: the first reason, and how many more there are."""
    if not unread:
        return SourceError("no source gives a profile", hint="give files, or folders that hold one site each")
    first, rest = unread[0], len(unread) - 1
    more = f"; {rest} more could not be read either" if rest else ""
    message = f"{first.message}; nothing could be built{more}"
    return SourceError(message, hint=first.hint, file=first.file, line=first.line)


# ── identifying, mapping, checking ──────────────────────────────────────────────────────────────────────────────


def _identify(profiles: Sequence[SourcedProfile], settings: Settings, data: Path) -> tuple[Entities, Ledger]:
    """Identify with a person's word and with the ids of the build before."""
    from kg.identify import curation, identify_with_ledger

    word = curation.load(Path(settings.folder) / settings.build.curation) if settings.build.curation else None
    return identify_with_ledger(profiles, settings, curation=word, previous=previous_ledger(data))


def previous_ledger(data: Path) -> Ledger | None:
    """Return the ids of the build that is in use in a folder, or None where there is none.

    Raises:
        DatasetError: the ledger is damaged.
    """
    from kg.identify import Ledger
    from kg.store import current_version

    folder = current_version(data)
    if folder is None or not (folder / LEDGER).is_file():
        return None
    try:
        return Ledger.from_json((folder / LEDGER).read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise DatasetError(f"the ids of the build before cannot be read: {error}", file=str(folder / LEDGER),
                           hint="remove the file to begin with new ids") from error


def _load(
    dataset: Writer, profiles: Sequence[SourcedProfile], entities: Entities, settings: Settings, built: str,
    progress: Progress, checker: Checker | None,
) -> int:
    """Map everything into the new store; the description comes last, because it counts the rest."""
    from kg import rdf
    from kg.link.turtle import linked

    def watched(statements: Iterable[str]) -> Iterator[str]:
        return checker.watch(statements) if checker else iter(statements)

    def pieces() -> Iterator[str]:
        for index, sourced in enumerate(profiles):
            yield from rdf.profile_quads(sourced, index, entities, settings)
            progress("load", index + 1, len(profiles))
        yield from rdf.entity_quads(entities, settings)
        yield from linked(entities, settings)

    statistics = rdf.Statistics()
    triples = dataset.load(watched(statistics.watch(pieces())))
    ids = [each.id for each in profiles]
    description = rdf.dataset_quads(settings, statistics, modified=built, version=__version__, sources=ids)
    return triples + dataset.load(watched(description))


def _checker_beside(
    profiles: Sequence[SourcedProfile], settings: Settings, progress: Progress,
) -> Checker | None:
    """A check of the statements as they go by, for builds so large that reading them back would cost much."""
    signatures = sum(len(paper.authors) for each in profiles for paper in each.profile.publications)
    if signatures < MANY_SIGNATURES:
        return None
    from kg.check import Checker

    return Checker(settings, progress=progress)


def _check(dataset: Writer, settings: Settings, progress: Progress) -> Sequence[Finding]:
    from kg.check import check_store

    return check_store(dataset.store, settings, progress)


def _keep_evidence(path: Path, profiles: Sequence[SourcedProfile], entities: Entities) -> None:
    from kg.identify import evidence

    evidence.save(entities, profiles, path / "identity.sqlite")


# ── words and counts ────────────────────────────────────────────────────────────────────────────────────────────


def build_instant(profiles: Sequence[SourcedProfile]) -> str:
    """Return the instant a build counts as made, so that the same input gives the same bytes.

    ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/) where it is set, else the
    newest source's change; the epoch where nothing is known.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdigit():
        newest = max((each.modified for each in profiles), default="")
        if newest:
            return newest
    moment = datetime.fromtimestamp(int(epoch) if epoch.isdigit() else 0, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def summary_of_extraction(profiles: Sequence[SourcedProfile]) -> str:
    """Return one line on what was extracted."""
    pages = [each.profile for each in profiles]
    papers = sum(len(each.publications) for each in pages)
    career = sum(len(each.positions) + len(each.education) for each in pages)
    return f"extracted {papers:,} papers and {career:,} positions and degrees from {count(len(pages), 'source')}"


def summary_of_identification(profiles: Sequence[SourcedProfile], entities: Entities) -> str:
    """Return one line on what was identified."""
    signatures = sum(len(paper.authors) for each in profiles for paper in each.profile.publications)
    return (
        f"identified {count(signatures, 'signature')} as {count(len(entities.people), 'person', 'people')} "
        f"({len(entities.doubts):,} undecided), {count(len(entities.papers), 'paper')}, "
        f"{count(len(entities.venues), 'venue')}, {count(len(entities.organizations), 'organization')}"
    )


def summary_of_findings(levels: Counter[str], profiles: int) -> str:
    """Return one line on what the shapes found."""
    said = ", ".join(count(levels[level], level) for level in ("violation", "warning", "info") if levels[level])
    return f"checked {count(profiles, 'profile')}: {said or 'no findings'}"


def count(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "paper"), count(1200, "person", "people")
    ('1 paper', '1,200 people')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _counts(profiles: Sequence[SourcedProfile], entities: Entities, triples: int) -> dict[str, int]:
    pages = [each.profile for each in profiles]
    return {
        "sources": len(profiles),
        "triples": triples,
        "people": len(entities.people),
        "papers": len(entities.papers),
        "venues": len(entities.venues),
        "organizations": len(entities.organizations),
        "entries": sum(len(each.publications) for each in pages),
        "signatures": sum(len(paper.authors) for each in pages for paper in each.publications),
        "positions": sum(len(each.positions) for each in pages),
        "education": sum(len(each.education) for each in pages),
        "undecided": len(entities.doubts),
    }


def _source_report(sourced: SourcedProfile) -> SourceReport:
    return SourceReport(
        id=sourced.id, owner=sourced.profile.name, publications=len(sourced.profile.publications),
        files=tuple(each.path for each in sourced.files), modified=sourced.modified,
    )
