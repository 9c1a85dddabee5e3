"""How ``kg serve`` stands many clients: response times, errors and memory, alone and beside hostile queries.

    python benchmarks/bench_serve.py --data DATASET [--clients 32] [--seconds 20] [--hostile 1]

Starts the server on a free port, asks it with one client, then with many, over SPARQL and pages by turns, and prints
Markdown. Needs the extra [web] and httpx.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
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
    parser.add_argument("--hostile", type=int, default=1, help="cross products beside them in the last round")
    return parser.parse_args()


async def _measure(address: str, pid: int, options: argparse.Namespace) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=httpx.Limits(max_connections=200)) as client:
        paths = await _paths(client)
        await _round(client, paths, 1, 2.0)
        before = _memory(pid)
        one = await _round(client, paths, 1, min(5.0, options.seconds))
        many = await _round(client, paths, options.clients, options.seconds)
        after = _memory(pid)
        hostile = [asyncio.create_task(_hostile(client)) for _ in range(options.hostile)]
        await asyncio.sleep(1.5)
        beside_one = await _round(client, paths, 1, min(5.0, options.seconds))
        beside = await _round(client, paths, options.clients, min(10.0, options.seconds))
        for each in hostile:
            each.cancel()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
          f"{options.workers} workers\n")
    print("| round | answers | a second | p50 ms | p95 ms | other than 200 |\n| --- | --: | --: | --: | --: | --- |")
    rounds = (("1 client", one), (f"{options.clients} clients", many),
              (f"1 client beside {options.hostile} hostile", beside_one),
              (f"{options.clients} clients beside {options.hostile} hostile", beside))
    for name, (times, statuses, took) in rounds:
        bad = ", ".join(f"{status}: {n}" for status, n in sorted(statuses.items()) if status != 200) or "none"
        p50, p95 = _milliseconds(times, 50), _milliseconds(times, 95)
        print(f"| {name} | {len(times)} | {len(times) / took:.0f} | {p50:.1f} | {p95:.1f} | {bad} |")
    print(f"\nMemory of all its processes: {before:.0f} MiB before, {after:.0f} MiB after "
          f"{len(many[0])} answers to {options.clients} clients.")


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


async def _round(client: httpx.AsyncClient, paths: list[str], clients: int,
                 seconds: float) -> tuple[list[float], Counter[int], float]:
    times: list[float] = []
    statuses: Counter[int] = Counter()
    began = time.perf_counter()

    async def one(seed: int) -> None:
        chosen = random.Random(seed)
        # A pool of its own each: one shared by all costs the asker more than the server's answers cost.
        async with httpx.AsyncClient(base_url=client.base_url, timeout=60, verify=False) as own:
            while time.perf_counter() - began < seconds:
                start = time.perf_counter()
                response = await own.get(chosen.choice(paths))
                times.append(time.perf_counter() - start)
                statuses[response.status_code] += 1

    await asyncio.gather(*(one(number) for number in range(clients)))
    return times, statuses, time.perf_counter() - began


async def _hostile(client: httpx.AsyncClient) -> None:
    while True:
        await client.get("/sparql", params={"query": CROSS})


def _milliseconds(times: list[float], share: int) -> float:
    if len(times) < 2:
        return 1000 * sum(times)
    return 1000 * statistics.quantiles(times, n=100)[share - 1]


def _memory(session: int) -> float:
    """Resident memory of all processes of a session in MiB; pages that they share count once for each."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after[3]) == session:
            total += int(after[21]) * os.sysconf("SC_PAGE_SIZE")
    return total / 1024 / 1024


if __name__ == "__main__":
    main()
