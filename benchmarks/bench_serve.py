"""How ``kg serve`` stands many clients: response times, errors and memory, alone and beside hostile queries.

    python benchmarks/bench_serve.py --data DATASET [--clients 32] [--seconds 20] [--hostile 1] [--think 0.5]

Starts the server on a free port, asks it with one client, then with many, over SPARQL and pages by turns, and prints
Markdown. Two kinds of many: clients who ask again at once, which shows how many answers a second there are (the times
are then no more than clients divided by that); and clients who rest between two requests, ``--think`` seconds on
average, as people and locust's users do, which shows what they wait. Needs the extra [web] and httpx.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx

QUERIES = (
    "SELECT ?name (COUNT(DISTINCT ?paper) AS ?n) { ?paper schema:author ?p . ?p rdfs:label ?name } "
    "GROUP BY ?p ?name ORDER BY DESC(?n) LIMIT 10",
    "SELECT ?title ?year { ?paper a kg:Paper ; rdfs:label ?title ; kg:year ?year } ORDER BY DESC(?year) LIMIT 20",
    "SELECT ?name { ?p a kg:Person ; rdfs:label ?name } LIMIT 50",
)
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?f != ?i) }"


def main() -> None:
    options = _options()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--data", str(options.data), "--port", str(port),
               "--workers", str(options.workers)]
    server = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        asyncio.run(_measure(f"http://127.0.0.1:{port}", server.pid, options))
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(15)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--think", type=float, default=0.5, help="seconds that a client rests, on average")
    parser.add_argument("--hostile", type=int, default=1, help="cross products beside them in the last round")
    return parser.parse_args()


async def _measure(address: str, pid: int, options: argparse.Namespace) -> None:
    short = min(5.0, options.seconds)
    many = f"{options.clients} clients"
    hostile_ones = f"beside {options.hostile} hostile"
    rounds: dict[str, Round] = {}
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        paths = await _paths(client)
        await _round(address, paths, 1, 2.0)
        before = _memory(pid)
        rounds["1 client"] = await _round(address, paths, 1, short)
        spent = _processor(pid)
        rounds[many] = await _round(address, paths, options.clients, options.seconds)
        between, spent = _memory(pid), _processor(pid) - spent
        rounds[f"{many} who rest"] = await _round(address, paths, options.clients, options.seconds, options.think)
        after = _memory(pid)
        hostile = [asyncio.create_task(_hostile(client)) for _ in range(options.hostile)]
        await asyncio.sleep(1.5)
        rounds[f"1 client {hostile_ones}"] = await _round(address, paths, 1, short)
        rounds[f"{many} {hostile_ones}"] = await _round(address, paths, options.clients, options.seconds / 2)
        rounds[f"{many} who rest {hostile_ones}"] = await _round(address, paths, options.clients, options.seconds / 2,
                                                                 options.think)
        for each in hostile:
            each.cancel()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, "
          f"Python {platform.python_version()}, {options.workers} workers, clients rest {options.think:g} s\n")
    print("| round | answers | a second | p50 ms | p95 ms | p95 / p50 of 1 client | other than 200 |")
    print("| --- | --: | --: | --: | --: | --: | --- |")
    single = _milliseconds(rounds["1 client"][0], 50)
    for name, (times, statuses, took) in rounds.items():
        bad = ", ".join(f"{status}: {n}" for status, n in sorted(statuses.items()) if status != 200) or "none"
        p50, p95 = _milliseconds(times, 50), _milliseconds(times, 95)
        print(f"| {name} | {len(times)} | {len(times) / took:.0f} | {p50:.1f} | {p95:.1f} | {p95 / single:.1f} | {bad} |")
    first, second = len(rounds[many][0]), len(rounds[f"{many} who rest"][0])
    print(f"\nMemory of all its processes: {before:.0f} MiB before, {between:.0f} MiB after {first} answers, "
          f"{after:.0f} MiB after {second} more. An answer takes {1000 * spent / first:.1f} ms of processor time.")


async def _paths(client: httpx.AsyncClient) -> list[str]:
    """What the clients ask for, once the server is up."""
    until = time.monotonic() + 60
    while True:
        try:
            await client.get("/static/icon.svg")
            break
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(0.1)
    people = "SELECT ?p (COUNT(?paper) AS ?n) { ?paper schema:author ?p } GROUP BY ?p ORDER BY DESC(?n) LIMIT 20"
    rows = (await client.get("/sparql", params={"query": people})).json()["results"]["bindings"]
    pages = ["/page/person/" + row["p"]["value"].rpartition("/")[2] for row in rows[:8]]
    return [f"/sparql?query={quote(query)}" for query in QUERIES] * 4 + [*pages[:4], "/", "/suggest?q=an"]


Round = tuple[list[float], Counter[int], float]
"""Response times, statuses, and how long it took."""


async def _round(address: str, paths: list[str], clients: int, seconds: float, think: float = 0.0) -> Round:
    times: list[float] = []
    statuses: Counter[int] = Counter()
    began = time.perf_counter()

    async def one(seed: int) -> None:
        chosen = random.Random(seed)
        client = _Client(address)
        if think:
            await asyncio.sleep(chosen.uniform(0, 2 * think))
        while time.perf_counter() - began < seconds:
            start = time.perf_counter()
            statuses[await client.get(chosen.choice(paths))] += 1
            times.append(time.perf_counter() - start)
            if think:
                await asyncio.sleep(chosen.uniform(0, 2 * think))
        client.close()

    await asyncio.gather(*(one(number) for number in range(clients)))
    return times, statuses, time.perf_counter() - began


class _Client:
    """A client on one connection that does no more than it must: it shares the processors with the server."""

    def __init__(self, address: str) -> None:
        self._host, self._port = address.removeprefix("http://").split(":")
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> int:
        """Return the status of an answer that has been read to its end."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, int(self._port))
        reader, writer = self._streams
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept: */*\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"content-length: (\d+)", head)
        if length:
            await reader.readexactly(int(length[1]))
        else:
            while size := int((await reader.readline()).strip(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        """Let go of the connection."""
        if self._streams:
            self._streams[1].close()


async def _hostile(client: httpx.AsyncClient) -> None:
    while True:
        await client.get("/sparql", params={"query": CROSS})


def _milliseconds(times: list[float], share: int) -> float:
    if len(times) < 2:
        return 1000 * sum(times)
    return 1000 * statistics.quantiles(times, n=100)[share - 1]


def _memory(session: int) -> float:
    """Resident memory of all processes of a session in MiB; pages that they share count once for each."""
    return sum(int(fields[21]) for fields in _processes(session)) * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def _processor(session: int) -> float:
    """Seconds of processor time that the processes of a session have had."""
    return sum(int(fields[11]) + int(fields[12]) for fields in _processes(session)) / os.sysconf("SC_CLK_TCK")


def _processes(session: int) -> Iterator[list[str]]:
    """The fields of ``/proc/PID/stat`` after the name, of all processes of a session."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            yield fields


if __name__ == "__main__":
    main()
