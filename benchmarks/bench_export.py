"""How long each export takes, and how much memory: ``bench_export.py DATASET [SUFFIX…]``.

Takes the folder of a dataset; prints a line a format. Each runs in a process of its own, which tells its CPU seconds
and its peak of memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SUFFIXES = (".nq", ".ttl", ".trig", ".nt", ".jsonld", ".rdf", ".ttl.gz", ".nq.gz")

MEASURED = """
import json, resource, sys, time
from pathlib import Path
from kg.export import export
from kg.settings import Settings
from kg.store import Dataset

begun = time.perf_counter()
triples = export(Dataset.open(sys.argv[1]), Path(sys.argv[2]), Settings())
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([triples, time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def main(dataset: str, suffixes: list[str]) -> None:
    print(f"{'format':<8} {'triples':>10} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'file MB':>8}")
    for suffix in suffixes or SUFFIXES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"graph{suffix}"
            done = subprocess.run([sys.executable, "-c", MEASURED, dataset, str(file)], capture_output=True, check=True)
            triples, wall, cpu, peak = json.loads(done.stdout)
            size = file.stat().st_size / 1e6
        print(f"{suffix:<8} {triples:>10,} {wall:>8.1f} {cpu:>8.1f} {peak:>8.0f} {size:>8.0f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2:])
