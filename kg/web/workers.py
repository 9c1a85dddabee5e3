"""Worker processes that answer SPARQL queries and can be killed.

A SPARQL engine inside the server's own process cannot be stopped: a cross product would hold its thread for ever.
So each query runs in one of a few processes, each with the store open read-only; one that runs past its time or
its memory is killed and a fresh one takes its place. The parent process keeps no result longer than it takes to
send it.
"""

from __future__ import annotations

import multiprocessing
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from kg.engine import PREFIXES, syntax_error, words
from kg.errors import DatasetError, KGError

_MEBIBYTE = 1024 * 1024


class Limits(NamedTuple):
    """What one query may use."""

    seconds: float = 30.0
    result_bytes: int = 64 * _MEBIBYTE
    memory_bytes: int = 4096 * _MEBIBYTE
    """Data memory of one worker process (RLIMIT_DATA)."""


class Job(NamedTuple):
    """One query with its protocol dataset and the media type its answer is wanted in."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    results_type: str = "application/sparql-results+json"
    graph_type: str = "text/turtle"


class Answer(NamedTuple):
    """A serialised result, or (``error`` set) why there is none."""

    media_type: str = ""
    body: bytes = b""
    error: str = ""
    kind: str = ""
    """Of an error: "syntax", "too_large", "out_of_memory", "timeout" or "failed"."""


class Busy(KGError):
    """Every worker is at work and the queue is full."""


class _TooLarge(Exception):
    pass


class _Bounded(BytesIO):
    """A buffer that refuses to grow beyond its limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._limit:
            raise _TooLarge
        return super().write(data)


class _Worker:
    """One process with its pipe."""

    def __init__(self, data: Path, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, child = context.Pipe()
        self._process = context.Process(target=_serve, args=(child, data, limits), daemon=True)
        self._process.start()
        child.close()

    def ask(self, job: Job, seconds: float) -> Answer | None:
        """Return the answer, or None where the process had to be killed or died."""
        try:
            self._pipe.send(job)
            if self._pipe.poll(seconds):
                answer: Answer = self._pipe.recv()
                return answer
        except (EOFError, OSError):
            self.kill()
            return Answer(error="the query used more memory than one query may", kind="out_of_memory")
        self.kill()
        return None

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


class WorkerPool:
    """A fixed number of workers with a bounded queue before them. Safe to use from many threads.

    Args:
        data: the folder of the dataset.
        workers: how many queries run at a time.
        waiting: how many more may wait for their turn.
        limits: what one query may use.
    """

    def __init__(self, data: Path, *, workers: int = 2, waiting: int = 32, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._data = data
        self._places = threading.BoundedSemaphore(workers + waiting)
        self._turn = threading.Semaphore(workers)
        self._lock = threading.Lock()
        self._idle = [_Worker(data, self.limits) for _ in range(workers)]

    def ask(self, job: Job) -> Answer:
        """Answer a query; blocks until it is answered or has used up its time.

        Raises:
            Busy: the queue is full, or no worker came free in time.
        """
        with self._place(), self._worker() as worker:
            answer = worker.ask(job, self.limits.seconds)
        if answer is None:
            said = f"the query was ended after {self.limits.seconds:g} seconds"
            return Answer(error=f"{said}; make it more selective, or add LIMIT", kind="timeout")
        return answer

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            while self._idle:
                self._idle.pop().kill()

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Busy("too many queries at once", hint="try again in a few seconds")
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        if not self._turn.acquire(timeout=self.limits.seconds):
            raise Busy("too many queries at once", hint="try again in a few seconds")
        try:
            with self._lock:
                worker = self._idle.pop()
            if not worker._process.is_alive():
                worker = _Worker(self._data, self.limits)
            try:
                yield worker
            finally:
                with self._lock:
                    self._idle.append(worker)
        finally:
            self._turn.release()


# ── inside a worker process ─────────────────────────────────────────────────────────────────────────────────────


def _serve(pipe: Connection, data: Path, limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))
    store = _Current(data)
    while True:
        try:
            job: Job = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        pipe.send(_answer(store, job, limits))


class _Current:
    """The store that ``current`` points to; opened anew when a build has swapped in another."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._target: Path | None = None
        self._store: object = None

    def open(self) -> object:
        """Return the open store.

        Raises:
            DatasetError: there is none.
        """
        import pyoxigraph

        try:
            target = (self._data / "current").resolve(strict=True)
            if target != self._target:
                self._store = pyoxigraph.Store.read_only(str(target / "store"))
                self._target = target
        except OSError as error:
            raise DatasetError(f"there is no dataset in {self._data}", hint="kg build makes one") from error
        return self._store


def _answer(current: _Current, job: Job, limits: Limits) -> Answer:
    try:
        return _run(current, job, limits)
    except SyntaxError as error:
        return Answer(error=str(syntax_error(str(error), job.query)), kind="syntax")
    except _TooLarge:
        said = f"the answer is larger than {limits.result_bytes // _MEBIBYTE} MiB; add LIMIT, or download the dataset"
        return Answer(error=said, kind="too_large")
    except MemoryError:
        return Answer(error="the query used more memory than one query may", kind="out_of_memory")
    except (KGError, OSError, ValueError, RuntimeError) as error:
        return Answer(error=str(error), kind="failed")


def _has_own_dataset(query: str) -> bool:
    return any(word.upper() == "FROM" for word in words(query))


def _run(current: _Current, job: Job, limits: Limits) -> Answer:
    import pyoxigraph as ox

    store = current.open()
    assert isinstance(store, ox.Store)
    if job.default_graphs or job.named_graphs:
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*map(ox.NamedNode, job.default_graphs)]
        named: list[ox.NamedNode | ox.BlankNode] = [*map(ox.NamedNode, job.named_graphs)]
        results = store.query(job.query, prefixes=PREFIXES, default_graph=default, named_graphs=named)
    else:
        union = not _has_own_dataset(job.query)
        results = store.query(job.query, prefixes=PREFIXES, use_default_graph_as_union=union)
    out = _Bounded(limits.result_bytes)
    if isinstance(results, ox.QueryTriples):
        graph_format = ox.RdfFormat.from_media_type(job.graph_type)
        results.serialize(out, format=graph_format)
        return Answer(job.graph_type, out.getvalue())
    results_format = ox.QueryResultsFormat.from_media_type(job.results_type)
    results.serialize(out, format=results_format)
    return Answer(job.results_type, out.getvalue())
