"""Worker processes that answer SPARQL queries and can be killed.

A SPARQL engine inside the server's own process cannot be stopped: a cross product would hold its thread for ever.
So each query runs in one of a few processes, each with the store open read-only (``kg.web.worker``). One that runs past
its time or its memory, or whose client has gone, is killed and a fresh one takes its place. A query that takes long
leaves the fast lane: it goes on at a lower priority in one of a few further processes, so that it does not keep the
quick ones waiting.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

from kg.errors import KGError
from kg.web.worker import Answer as Answer
from kg.web.worker import Job as Job
from kg.web.worker import Limits as Limits
from kg.web.worker import serve

LONG = 1.0
"""Seconds after which a query leaves the fast lane."""

_LOOK = 0.1
"""Seconds between looks at whether the client is still there."""

_DIED = ("out_of_memory", "failed")


class Busy(KGError):
    """Every worker is at work and the queue is full."""


class _Worker:
    """One process with its pipe."""

    def __init__(self, data: Path, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, child = context.Pipe()
        self._process = context.Process(target=serve, args=(child, data, limits), daemon=True)
        self._process.start()
        child.close()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.is_alive()

    def send(self, job: Job) -> None:
        """Give it a query.

        Raises:
            OSError: it has died.
        """
        self._pipe.send(job)

    def answer(self, seconds: float) -> Answer | None:
        """Return its answer, or None where there is none yet after some seconds."""
        try:
            if not self._pipe.poll(seconds):
                return None
            answer: Answer = self._pipe.recv()
            return answer
        except (EOFError, OSError):
            self._process.join(1)
            # The engine aborts when it is refused memory; the kernel kills a process when the machine has none left.
            if self._process.exitcode in (-signal.SIGABRT, -signal.SIGKILL):
                return Answer(error="the query used more memory than one query may", kind="out_of_memory")
            return Answer(error="the process that answered the query ended; try again", kind="failed")

    def slow_down(self) -> None:
        """Give way to others from now on."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid or 0, 15)

    def kill(self) -> None:
        """End the process at once, and wait until it is gone."""
        self._process.kill()
        self._process.join()
        with contextlib.suppress(OSError):
            self._pipe.close()


class WorkerPool:
    """A fixed number of workers with a bounded queue before them. Safe to use from many threads.

    Args:
        data: the folder of the dataset.
        workers: how many queries run at a time; as many again may go on in the slow lane.
        waiting: how many more may wait for their turn.
        limits: what one query may use.
    """

    def __init__(self, data: Path, *, workers: int = 2, waiting: int = 32, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.places = 2 * workers + waiting
        """Queries that may be here at a time; one more is refused."""
        self._data = data
        self._free = threading.BoundedSemaphore(self.places)
        self._turn = threading.Semaphore(workers)
        self._slow = threading.Semaphore(workers)
        self._lock = threading.Lock()
        self._closed = False
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        for _ in range(workers):
            self._idle.append(self._start())

    def ask(self, job: Job, gone: threading.Event | None = None) -> Answer:
        """Answer a query; blocks until it is answered, has used up its time, or nobody wants it any more.

        Args:
            job: the query.
            gone: set when the client has gone; the query is ended then.

        Raises:
            Busy: the queue is full, or no worker came free in time.
        """
        gone = gone or threading.Event()
        if not self._free.acquire(blocking=False):
            raise Busy("too many queries at once", hint="try again in a few seconds")
        try:
            if not self._wait_for_turn(gone):
                return Answer(error="the client has gone", kind="gone")
            began = time.monotonic()
            answer = self._run(job, gone)
            if answer.kind in _DIED and time.monotonic() - began < _LOOK and self._wait_for_turn(gone):
                # Too soon to be the query's doing: the process had been ended from outside while it was idle.
                answer = self._run(job, gone)
            return answer
        finally:
            self._free.release()

    def close(self) -> None:
        """End all workers, those at work too."""
        with self._lock:
            self._closed = True
            ended, self._all, self._idle = self._all, set(), []
        for worker in ended:
            worker.kill()

    def _wait_for_turn(self, gone: threading.Event) -> bool:
        until = time.monotonic() + self.limits.seconds
        while not gone.is_set():
            if self._turn.acquire(timeout=min(1.0, self.limits.seconds)):
                return True
            if time.monotonic() >= until:
                raise Busy("too many queries at once", hint="try again in a few seconds")
        return False

    def _run(self, job: Job, gone: threading.Event) -> Answer:
        """Run a query in a worker of the fast lane, and let go of the lane where it takes long."""
        worker, lane, done = None, self._turn, False
        try:
            worker = self._take()
            worker.send(job)
            began = time.monotonic()
            while (answer := worker.answer(_LOOK)) is None:
                spent = time.monotonic() - began
                if gone.is_set():
                    return Answer(error="the client has gone", kind="gone")
                if spent >= self.limits.seconds:
                    return self._timeout()
                if lane is self._turn and spent > LONG and self._slow.acquire(blocking=False):
                    worker.slow_down()
                    self._replace()
                    self._turn.release()
                    lane = self._slow
            done = lane is self._turn and worker.alive
            return answer
        except OSError:
            return Answer(error="the process that answers queries ended; try again", kind="failed")
        finally:
            if worker is not None and done:
                with self._lock:
                    self._idle.append(worker)
            elif worker is not None:
                self._drop(worker)
                if lane is self._turn:
                    self._replace()
            lane.release()

    def _timeout(self) -> Answer:
        said = f"the query was ended after {self.limits.seconds:g} seconds"
        return Answer(error=f"{said}; make it more selective, or add LIMIT", kind="timeout")

    def _take(self) -> _Worker:
        """An idle worker that lives; those that were ended from outside while idle are dropped."""
        with self._lock:
            dead = [each for each in self._idle if not each.alive]
            self._idle = [each for each in self._idle if each not in dead]
            worker = self._idle.pop() if self._idle else None
        for each in dead:
            self._drop(each)
        return worker or self._start()

    def _replace(self) -> None:
        """Put a fresh worker into the place of one that the fast lane has lost."""
        with contextlib.suppress(Busy):
            worker = self._start()
            with self._lock:
                self._idle.append(worker)

    def _start(self) -> _Worker:
        """A new worker; it opens the store while nobody waits for it.

        Raises:
            Busy: the server is ending.
        """
        with self._lock:
            if self._closed:
                raise Busy("the server is ending")
            worker = _Worker(self._data, self.limits)
            self._all.add(worker)
            return worker

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.kill()
