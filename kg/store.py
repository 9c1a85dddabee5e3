"""A dataset on disk: open it, ask it, or write the next version of it beside the old one.

Takes the path of a dataset's folder (``docs/data-model.md`` draws it) and N-Quads; gives a ``Dataset`` that answers
SPARQL over the union of its named graphs. A build writes a new version and swaps it in by one rename, so that
whatever happens to the build, the folder always holds a whole dataset.
"""

from __future__ import annotations

import fcntl
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse, parse_query_results

from kg.engine import PREFIXES, Answer, refuse_federation, syntax_error
from kg.errors import DatasetError, QueryError

if TYPE_CHECKING:
    import rdflib

STATEMENTS = "statements.nq.gz"
"""In a version's folder: the lines that the store was filled with, where each was a statement of its own. To get them
out of the store again, each term has to be looked up, which takes longer than all the rest of an export."""

FORMAT = 1
"""The number of the folder's layout; a dataset with a higher one was written by a newer program."""


class Dataset:
    """A dataset that is open for reading. Use ``open``; it is a context manager, and an ``Engine``."""

    def __init__(self, path: Path, folder: Path, store: Store) -> None:
        self.path = path
        """The dataset's folder, as given."""
        self.folder = folder
        """The folder of the version that is open: ``identity.sqlite`` is there."""
        self.store = store

    @classmethod
    def open(cls, path: str | Path) -> Dataset:
        """Open the current version of a dataset, read-only.

        Raises:
            DatasetError: there is none, it is damaged, or a newer program wrote it.
        """
        path = Path(path)
        folder = current_version(path)
        if folder is None:
            raise DatasetError(f"there is no dataset in {path}", hint="make one with: kg build PATH…")
        _check_format(folder)
        try:
            store = Store.read_only(str(folder / "store"))
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError is what corruption is reported as
            raise DatasetError(f"the dataset in {path} cannot be opened: {_first_line(error)}",
                               hint="build it again with: kg build PATH…") from error
        return cls(path, folder, store)

    def __enter__(self) -> Dataset:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self.store = Store()

    @property
    def report(self) -> dict[str, Any]:
        """What the build said of itself: sources, counts, timings, problems, findings; empty where it said none."""
        try:
            found = json.loads((self.folder / "report.json").read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise DatasetError(f"the report of {self.path} cannot be read: {_first_line(error)}",
                               hint="build it again with: kg build PATH…") from error
        return found if isinstance(found, dict) else {}

    def __len__(self) -> int:
        """The number of quads."""
        return len(self.store)

    def statements(self) -> Iterator[bytes]:
        """Yield all quads as lines of N-Quads, each once, in no order."""
        kept = self.folder / STATEMENTS
        if kept.is_file():
            with gzip.open(kept) as lines:
                yield from lines
        else:
            with tempfile.TemporaryFile() as dump:
                self.store.dump(dump, RdfFormat.N_QUADS)
                dump.seek(0)
                yield from dump

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        """Answer a query over the union of the named graphs; with a timeout in a process that can be killed.

        Raises:
            QueryError: the query is malformed, uses SERVICE, or took too long.
            DatasetError: the files cannot be read.
        """
        refuse_federation(text)
        if timeout is not None:
            return _ask_killable(self.folder / "store", text, timeout)
        return _ask(self.store, text)

    def graph(self) -> rdflib.Dataset:
        """Return the dataset as an rdflib dataset over the same files, its default graph the union of all."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.store), default_union=True)


def current_version(path: Path) -> Path | None:
    """Return the folder of the version that is in use, or None where there is no dataset."""
    link = path / "current"
    return link.resolve() if (link / "store").is_dir() else None


def _check_format(folder: Path) -> None:
    try:
        number = int((folder / "format").read_text())
    except (OSError, ValueError) as error:
        raise DatasetError(f"{folder} is not a whole dataset",
                           hint="build it again with: kg build PATH…") from error
    if number > FORMAT:
        raise DatasetError(f"the dataset has format {number}; this program reads up to {FORMAT}",
                           hint="install a newer kg, or build the dataset again")


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _ask(store: Store, text: str) -> Answer:
    try:
        return store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise syntax_error(str(error), text) from error
    except (OSError, RuntimeError) as error:
        raise DatasetError(f"the store cannot be read: {_first_line(error)}") from error


def _ask_killable(store: Path, text: str, timeout: float) -> Answer:
    """Answer a query in a process of its own, which is killed when the time is over."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry or os.curdir for entry in sys.path)}
    command = [sys.executable, "-c", "from kg.store import serve_one; serve_one()", str(store)]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=timeout, env=environment)
    except subprocess.TimeoutExpired as error:
        raise QueryError(f"the query took longer than {timeout:g} s and was ended",
                         hint="narrow it, add LIMIT, or allow more time") from error
    kind, _, body = done.stdout.partition(b"\n")
    if kind == b"syntax":
        raise syntax_error(body.decode(), text)
    if kind == b"results":
        return parse_query_results(body, format=QueryResultsFormat.JSON)
    if kind == b"triples":
        return (quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))
    reason = (done.stderr.decode(errors="replace").splitlines() or ["no reason was given"])[-1]
    raise QueryError(f"the query ended without an answer: {reason}", hint="narrow it, or add LIMIT")


def serve_one() -> None:
    """Answer one query from standard input on the store named on the command line: the process behind a timeout."""
    text = sys.stdin.buffer.read().decode()
    out = sys.stdout.buffer
    try:
        answer = Store.read_only(sys.argv[1]).query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        out.write(b"syntax\n" + str(error).encode())
        return
    if isinstance(answer, QuerySolutions | QueryBoolean):
        out.write(b"results\n")
        answer.serialize(out, format=QueryResultsFormat.JSON)
    else:
        out.write(b"triples\n")
        answer.serialize(out, format=RdfFormat.N_TRIPLES)


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Writer:
    """The next version of a dataset while it is made; it can be asked like a ``Dataset``. Use ``writer``."""

    def __init__(self, path: Path, store: Store, statements: gzip.GzipFile) -> None:
        self.path = path
        """The folder of the new version; files put here (``identity.sqlite``) become part of it."""
        self._store: Store | None = store
        self._statements = statements
        self._lines = 0

    @property
    def store(self) -> Store:
        """The store that is being filled."""
        assert self._store is not None, "the version is finished"
        return self._store

    def load(self, source: Path | Iterable[bytes | str]) -> int:
        """Add N-Quads, one a line, in bulk and return how many lines they were.

        Args:
            source: a file, or lines (or any other pieces) of text, each with its line ends.

        Raises:
            DatasetError: they are not N-Quads, or cannot be read or written.
        """
        file = str(source) if isinstance(source, Path) else ""
        try:
            if isinstance(source, Path):
                with source.open("rb") as lines:
                    return self._load(iter(lambda: lines.read(1 << 20), b""))
            return self._load(source)
        except SyntaxError as error:
            raise DatasetError(f"not N-Quads: {_first_line(error)}", file=file) from error
        except OSError as error:
            raise DatasetError(f"cannot load the statements: {_first_line(error)}", file=file,
                               hint="is the disk full?") from error

    def _load(self, pieces: Iterable[bytes | str]) -> int:
        counted = _Pieces(pieces, self._statements)
        self.store.bulk_load(io.BufferedReader(counted, 1 << 20), RdfFormat.N_QUADS)
        self._lines += counted.lines
        return counted.lines

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        """Answer a query over what has been loaded; there is no time limit here."""
        return _ask(self.store, text)

    def write_report(self, report: dict[str, Any] | bytes) -> None:
        """Write the build's report: a dictionary, or JSON."""
        if not isinstance(report, bytes):
            report = json.dumps(report, ensure_ascii=False, indent=1).encode() + b"\n"
        (self.path / "report.json").write_bytes(report)

    def finish(self) -> None:
        """Bring everything to disk, in the order that makes asking fast, and mark the version as whole."""
        self.store.flush()
        self.store.optimize()
        if self._lines != len(self.store):  # some lines say the same in other words, and only the store knows which
            (self.path / STATEMENTS).unlink()
        self._store = None
        with (self.path / "format").open("w") as mark:
            mark.write(f"{FORMAT}\n")
            mark.flush()
            os.fsync(mark.fileno())


class _Pieces(io.RawIOBase):
    """Pieces of text as a file to read from, so that nothing has to be whole in memory; counts and keeps the lines."""

    def __init__(self, pieces: Iterable[bytes | str], copy: gzip.GzipFile) -> None:
        self._pieces = iter(pieces)
        self._copy = copy
        self._rest = b""
        self.lines = 0

    def readable(self) -> bool:
        """Say that one can read from it."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as the pieces go, and return how many bytes that was; 0 at the end."""
        pieces, size = [self._rest], len(self._rest)
        while size < len(buffer) and (piece := next(self._pieces, None)) is not None:
            pieces.append(piece.encode() if isinstance(piece, str) else piece)
            size += len(pieces[-1])
            self.lines += pieces[-1].count(b"\n")
        self._rest = b"".join(pieces)
        taken, self._rest = self._rest[:len(buffer)], self._rest[len(buffer):]
        buffer[:len(taken)] = taken
        self._copy.write(taken)
        return len(taken)


@contextmanager
def writer(path: str | Path) -> Iterator[Writer]:
    """Make the next version of a dataset; it takes the place of the old one when the block ends without an error.

    The previous version stays on disk for those who have it open, until the build after the next.

    Raises:
        DatasetError: another build is at work there, or the folder cannot be written.
    """
    path = Path(path)
    try:
        (path / "versions").mkdir(parents=True, exist_ok=True)
        lock = (path / "lock").open("w")
    except OSError as error:
        raise DatasetError(f"cannot write a dataset in {path}: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DatasetError(f"another build is at work in {path}", hint="wait until it has ended") from error
        _remove_unfinished(path)
        folder = path / "versions" / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%f")
        folder.mkdir()
        try:
            with (folder / STATEMENTS).open("wb") as raw, gzip.GzipFile("", "wb", 1, raw, mtime=0) as statements:
                new = Writer(folder, _create_store(folder / "store"), statements)
                yield new
            new.finish()
            before = current_version(path)
            _swap(path, folder)
        except BaseException:
            if current_version(path) != folder.resolve():
                shutil.rmtree(folder, ignore_errors=True)
            raise
        _remove_all_but(path, folder.resolve(), before)


def _create_store(folder: Path) -> Store:
    try:
        return Store(str(folder))
    except OSError as error:
        raise DatasetError(f"cannot write a dataset in {folder}: {_first_line(error)}") from error


def _remove_unfinished(path: Path) -> None:
    """Remove what builds that were killed have left; the lock is ours, so nobody is writing there now."""
    in_use = current_version(path)
    for folder in (path / "versions").iterdir():
        if folder.resolve() != in_use and not (folder / "format").is_file():
            shutil.rmtree(folder, ignore_errors=True)


def _swap(path: Path, folder: Path) -> None:
    """Make ``folder`` the current version by one rename."""
    link = path / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("versions") / folder.name)
    link.replace(path / "current")


def _remove_all_but(path: Path, *kept: Path | None) -> None:
    for other in (path / "versions").iterdir():
        if other.resolve() not in kept:
            shutil.rmtree(other, ignore_errors=True)
