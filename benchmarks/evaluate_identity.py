"""Score identification against the gold answers of the shared data and print the figures beside the baselines.

    python benchmarks/evaluate_identity.py ../shared [--volumes]

Identifies the rendered homepages, writes the signatures as the catalogue query of that name would, and calls the
scorer that came with the data. ``--volumes`` does the same for the proceedings volumes.
"""

from __future__ import annotations

import argparse
import csv
import gc
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kg.identify import identify
from kg.model import Entities, Mention, Profile, SourcedProfile
from kg.settings import Settings

BASELINES = (
    ("same normalised name", .752, .666, .707, .826),
    ("family name + first initial", .259, .996, .411, .784),
    ("Splink, untuned", .876, .765, .817, .901),
    ("staged prototype", .959, .974, .967, .975),
)


def read(path: Path) -> list[SourcedProfile]:
    """Read profiles, one a line."""
    with gzip.open(path, "rb") as lines:
        profiles = [msgspec.json.decode(line, type=Profile, strict=False) for line in lines]
    return [SourcedProfile(id=profile.id or str(number), profile=profile) for number, profile in enumerate(profiles)]


def rows(profiles: list[SourcedProfile], entities: Entities) -> Iterator[tuple[str, str, int, str, str, str, str]]:
    """Yield one row a signature: source, title, ordinal, name, person, paper, venue."""
    resolved = entities.resolved
    for number, sourced in enumerate(profiles):
        for item, publication in enumerate(sourced.profile.publications):
            paper = resolved[Mention(number, "publications", item, "paper")]
            venue = resolved.get(Mention(number, "publications", item, "venue"), "")
            for place, name in enumerate(publication.authors, 1):
                person = resolved[Mention(number, "publications", item, "author", place)]
                yield sourced.id, publication.title, place, name, person, paper, venue


def score(gold: Path, scorer: Path, profiles: list[SourcedProfile], entities: Entities) -> dict[str, dict[str, float]]:
    """Return the scorer's figures."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("source", "title", "ordinal", "name", "person", "paper", "venue"))
        writer.writerows(rows(profiles, entities))
        file.flush()
        out = subprocess.run([sys.executable, str(scorer), "--gold", str(gold), "--signatures", file.name, "--json"],
                             check=True, capture_output=True, text=True)
    figures: dict[str, dict[str, float]] = json.loads(out.stdout)
    return figures


def show(figures: dict[str, dict[str, float]]) -> None:
    print(f"  {'':30s}{'precision':>10s}{'recall':>10s}{'F1':>10s}{'B-cubed':>10s}")
    for kind, each in figures.items():
        print(f"  {kind:30s}" + "".join(f"{each[c]:10.4f}" for c in ("precision", "recall", "f1", "b3_f1")))


def evaluate(shared: Path, name: str) -> None:
    data = shared / "data"
    profiles = read(data / "acl" / f"{name}.jsonl.gz")
    signatures = sum(len(p.authors) for each in profiles for p in each.profile.publications)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), time.process_time()
    entities = identify(profiles, Settings())
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / signatures
    print(
        f"{name}: identified {signatures:,} signatures as {len(entities.people):,} people, "
        f"{len(entities.papers):,} papers, {len(entities.venues):,} venues ({len(entities.doubts):,} undecided) "
        f"in {seconds:.1f} s ({cpu:.1f} s of processor, "
        f"{100_000 * cpu / signatures:.1f} s per 100,000), {grown:,.0f} bytes a signature"
    )
    show(score(data / "acl" / f"{name}-gold.jsonl.gz", data / "score_identity.py", profiles, entities))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--volumes", action="store_true", help="the proceedings volumes too")
    args = parser.parse_args()
    if not (args.shared / "data" / "acl").is_dir():
        print(f"no {args.shared}/data/acl: the gold answers are not part of the repository; identity is not scored")
        return
    evaluate(args.shared, "pages-dev")
    print("  people, for comparison:")
    for name, *values in BASELINES:
        print(f"  {name:30s}" + "".join(f"{value:10.3f}" for value in values))
    if args.volumes:
        evaluate(args.shared, "volumes")


if __name__ == "__main__":
    main()
