"""Checking whole datasets and files: chunks to engines, side by side, and what they find to findings.

Takes a store or files of RDF; gives ``Finding`` values, worst first. A ``Checker`` can also listen to the statements
while they are on their way into a store, so that nothing has to be read back.
"""

from __future__ import annotations

import gzip
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.check.core import Engine, core_results, fast_engine_installed
from kg.check.findings import Finding, Result, located
from kg.check.pieces import chunks, dumped
from kg.check.rules import rules_of_chunks, rules_of_the_whole
from kg.check.shapes import OVER_DATA, load_shapes
from kg.errors import SourceError
from kg.settings import Settings

Progress = Callable[[str, int, int], None]

SMALL = 20_000
"""Statements up to which pySHACL does the work: one or two seconds."""


def _silent(name: str, done: int, todo: int) -> None:
    pass


def check_store(
    store: Store | Path | str, settings: Settings | None = None, progress: Progress = _silent, *,
    engine: Engine | None = None,
) -> list[Finding]:
    """Check a dataset.

    Args:
        store: an open store, or the folder of one (of a dataset, of a version of it, or of the store itself).
        settings: how many processes.
        progress: called with "check", the number of statements checked and of all.
        engine: which engine; without one, pySHACL for small datasets and the fast one for others.
    """
    store = store if isinstance(store, Store) else Store.read_only(str(_folder(Path(store))))
    checker = Checker(settings, engine=engine or _engine_for(len(store)), progress=progress, todo=len(store))
    with dumped(store) as pieces:
        for _ in checker.watch(pieces):
            pass
    return checker.findings(store)


def check_files(
    paths: Sequence[Path | str], settings: Settings | None = None, progress: Progress = _silent, *,
    engine: Engine | None = None,
) -> list[Finding]:
    """Check files of RDF as one dataset: .ttl, .nt, .nq, .trig, .rdf, .jsonld, each also with .gz.

    Raises:
        SourceError: a file cannot be read, or is not what its name says.
    """
    store = Store()
    for path in paths:
        _load(store, Path(path))
    return check_store(store, settings, progress, engine=engine)


class Checker:
    """A check that runs while the statements go by.

    Args:
        settings: how many processes.
        engine: which engine.
        progress: called with "check", the number of statements checked and of all.
        todo: the number of all statements where it is known.
        files: the files of shapes.
    """

    def __init__(
        self, settings: Settings | None = None, *, engine: Engine = "shacl", progress: Progress = _silent,
        todo: int = 0, files: tuple[str, ...] = OVER_DATA,
    ) -> None:
        self.engine: Engine = engine if engine == "pyshacl" or fast_engine_installed() else "pyshacl"
        self.processes = (settings.build.processes if settings else 0) or os.cpu_count() or 1
        self._files = files
        self._progress = progress
        self._todo = todo
        self._done = 0
        self._results: list[Result] = []

    def watch(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield pieces of N-Quads text as they come, and check them a chunk at a time beside it.

        Args:
            pieces: the statements of a graph together, and in the graph of the entities those of a node.
        """
        # pySHACL is Python, and needs processes; the fast engine works beside Python, and needs only threads
        several = self.engine == "pyshacl" and self._todo > SMALL // 4
        size = max(100_000, self._todo * 170 // self.processes) if several else None
        running: deque[Future[tuple[int, list[Result]]]] = deque()
        pool: Executor = ProcessPoolExecutor(self.processes) if several else ThreadPoolExecutor(self.processes)
        with pool:
            def submit(text: str) -> None:
                while len(running) > self.processes:
                    self._take(running.popleft())
                running.append(pool.submit(check_chunk, text, self.engine, self._files))

            yield from _passing(pieces, submit, size)
            for each in running:
                self._take(each)

    def _take(self, future: Future[tuple[int, list[Result]]]) -> None:
        statements, results = future.result()
        self._results += results
        self._done += statements
        self._progress("check", self._done, self._todo)

    def findings(self, store: Store) -> list[Finding]:
        """Run the queries over the whole, and return everything found with its place.

        Args:
            store: the store that holds all that went by.
        """
        results = self._results + rules_of_the_whole(store, self._files)
        return located(results, load_shapes(self._files).shapes, store)


def check_chunk(text: str, engine: Engine, files: tuple[str, ...] = OVER_DATA) -> tuple[int, list[Result]]:
    """Check one chunk of N-Quads; return the number of its statements and what was found."""
    return text.count("\n"), core_results(text, engine, files) + rules_of_chunks(text, files)


def _passing(pieces: Iterable[str], submit: Callable[[str], None], size: int | None) -> Iterator[str]:
    """Yield the pieces, and hand over a chunk whenever one is whole."""
    passed: deque[str] = deque()

    def tee() -> Iterator[str]:
        for piece in pieces:
            passed.append(piece)
            yield piece

    for chunk in chunks(tee()) if size is None else chunks(tee(), size):
        submit(chunk)
        while passed:
            yield passed.popleft()
    yield from passed


def _engine_for(statements: int) -> Engine:
    return "pyshacl" if statements <= SMALL else "shacl"


def _folder(path: Path) -> Path:
    for folder in (path / "current" / "store", path / "store"):
        if folder.is_dir():
            return folder
    return path


def _load(store: Store, path: Path) -> None:
    inner = Path(path.stem) if path.suffix == ".gz" else path
    form = RdfFormat.from_extension(inner.suffix.removeprefix("."))
    if form is None:
        raise SourceError("no RDF that can be told by its name", file=str(path),
                          hint="give a file that ends in .ttl, .nt, .nq, .trig, .rdf or .jsonld")
    try:
        data = path.read_bytes()
        store.load(gzip.decompress(data) if path.suffix == ".gz" else data, format=form,
                   base_iri=path.resolve().as_uri())
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", file=str(path)) from error
    except SyntaxError as error:
        raise SourceError(f"not {form.name}: {error.msg}", file=str(path), line=error.lineno) from error
