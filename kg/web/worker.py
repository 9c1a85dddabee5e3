"""Inside a worker process: one SPARQL query at a time out of a pipe, its serialised answer back into it.

The process is bounded by the kernel, not by itself: its memory by RLIMIT_DATA, its time by an alarm that ends it even
if the server that started it is gone. So no query can outlive its limits, whatever the engine is doing.
"""

from __future__ import annotations

import resource
import signal
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from kg.engine import PREFIXES, syntax_error, words
from kg.errors import DatasetError, KGError

_MEBIBYTE = 1024 * 1024
_GRACE = 5.0
"""Seconds that the server has to end a query before the alarm does."""


class Limits(NamedTuple):
    """What one query may use."""

    seconds: float = 30.0
    result_bytes: int = 64 * _MEBIBYTE
    memory_bytes: int = 2048 * _MEBIBYTE
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
    """Of an error: "syntax", "too_large", "out_of_memory", "timeout", "gone" or "failed"."""


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


def serve(pipe: Connection, data: Path, limits: Limits) -> None:
    """Answer jobs until the other end of the pipe is closed.

    Args:
        pipe: where jobs come from and answers go to.
        data: the folder of the dataset.
        limits: what one query may use.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    store = _Current(data)
    while True:
        try:
            job: Job = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
            answer = _answer(store, job, limits)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(answer)
        except (EOFError, OSError):
            return


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
