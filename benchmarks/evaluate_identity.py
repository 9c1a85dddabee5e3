"""Score identification against the gold answers of the shared data and print the figures beside the baselines.

    python benchmarks/evaluate_identity.py ../shared [--volumes] [--scale 1000000]

Identifies the rendered homepages, writes the signatures as the catalogue query of that name would, and calls the
scorer that came with the data; then tells the errors by kind of join, and how well namesakes made to order are kept
apart (``identity_homonyms.py``). ``--volumes`` does the same for the proceedings volumes; ``--scale`` measures time and
memory on copies of the volumes in which each copy has people of its own.
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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from identity_homonyms import crowd

from kg import names
from kg.identify import identify
from kg.model import Entities, Mention, Profile, SourcedProfile
from kg.settings import Settings

BASELINES = (
    ("same normalised name", .752, .666, .707, .826),
    ("family name + first initial", .259, .996, .411, .784),
    ("Splink, untuned", .876, .765, .817, .901),
    ("staged prototype", .959, .974, .967, .975),
)

DETAILED = ("same place in one paper", "name written otherwise")
"""Reasons that are told apart by how the names agree."""


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


def kinds(entities: Entities, gold: list[dict[str, Any]]) -> Iterator[tuple[str, int, float]]:
    """Yield each kind of join with how many there are between two answered mentions, and the share that is wrong."""
    seen: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for edge in entities.edges:
        if edge.a.role == edge.b.role == "author" and edge.a.place and edge.b.place:
            one, two = (_answer(gold, each) for each in (edge.a, edge.b))
            kind = f"{edge.reason}: {edge.evidence.partition(';')[0]}" if edge.reason in DETAILED else edge.reason
            if one and two:
                seen[kind] += 1
                wrong[kind] += one != two
    for kind, count in seen.most_common():
        yield kind, count, wrong[kind] / count


def _answer(gold: list[dict[str, Any]], mention: Mention) -> str:
    authors = gold[mention.profile]["publications"][mention.item]["authors"]
    return authors[mention.place - 1] or "" if mention.place <= len(authors) else ""


def namesakes(entities: Entities, profiles: list[SourcedProfile], gold: list[dict[str, Any]],
              renamed: dict[str, str]) -> tuple[float, float, float]:
    """Return precision, recall, and precision by the name alone, over pairs that print one written-out name."""
    bearers: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for number, sourced in enumerate(profiles):
        for item, publication in enumerate(sourced.profile.publications):
            for place, author in enumerate(publication.authors, 1):
                mention = Mention(number, "publications", item, "author", place)
                key = names.key(names.parse(author))
                if key.whole and (person := _answer(gold, mention)) in renamed:
                    bearers[key.family, key.joined][person, entities.resolved[mention]] += 1
    right = joined = true = alone = 0
    for cells in bearers.values():
        people, found = Counter[str](), Counter[str]()
        for (person, cluster), count in cells.items():
            people[person] += count
            found[cluster] += count
        right += _pairs(cells.values())
        joined += _pairs(found.values())
        true += _pairs(people.values())
        alone += _pairs([sum(cells.values())])
    return right / max(1, joined), right / max(1, true), true / max(1, alone)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def scale(shared: Path, wanted: int) -> None:
    """Measure time and memory on copies of the volumes; copies share no person, paper or co-author."""
    once = read(shared / "data" / "acl" / "volumes.jsonl.gz")
    letters = "abcdefghijklmnopqrstuvwxyz"
    profiles: list[SourcedProfile] = []
    signatures = copy = 0
    while signatures < wanted:
        mark = f"{letters[copy // 26 % 26]}{letters[copy % 26]}" if copy else ""
        for sourced in once:
            if signatures >= wanted:
                break
            publications = tuple(
                msgspec.structs.replace(each, title=f"{each.title} {mark}".strip(), doi="", arxiv="",
                                        authors=tuple(f"{author}{mark}" for author in each.authors))
                for each in sourced.profile.publications)
            signatures += sum(len(each.authors) for each in publications)
            profiles.append(SourcedProfile(
                id=f"{sourced.id}{mark}", profile=msgspec.structs.replace(sourced.profile, publications=publications)))
        copy += 1
    timed(f"{copy} copies of volumes", profiles)


def evaluate(shared: Path, name: str) -> None:
    """Score one file, tell the errors by kind, and score the same with namesakes."""
    data = shared / "data"
    profiles = read(data / "acl" / f"{name}.jsonl.gz")
    answers = data / "acl" / f"{name}-gold.jsonl.gz"
    with gzip.open(answers, "rb") as lines:
        gold = [json.loads(line) for line in lines]
    entities = timed(name, profiles)
    show(score(answers, data / "score_identity.py", profiles, entities))
    print("  joins of people by kind, and the share that the gold calls wrong:")
    for kind, count, wrong in kinds(entities, gold):
        print(f"  {kind[:66]:66s}{count:8,d}{wrong:8.1%}")
    del entities
    new, renamed = crowd(profiles, gold)
    found = namesakes(identify(new, Settings()), new, gold, renamed)
    print(f"  namesakes ({len(renamed)} people under {len(set(renamed.values()))} names): precision {found[0]:.3f}, "
          f"recall {found[1]:.3f}; by name alone {found[2]:.3f}")


def timed(name: str, profiles: list[SourcedProfile]) -> Entities:
    """Identify, and print what it took."""
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
    return entities


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--volumes", action="store_true", help="the proceedings volumes too")
    parser.add_argument("--scale", type=int, metavar="SIGNATURES", help="only measure time and memory on so many")
    args = parser.parse_args()
    if not (args.shared / "data" / "acl").is_dir():
        print(f"no {args.shared}/data/acl: the gold answers are not part of the repository; identity is not scored")
        return
    if args.scale:
        scale(args.shared, args.scale)
        return
    evaluate(args.shared, "pages-dev")
    print("  people, for comparison:")
    for name, *values in BASELINES:
        print(f"  {name:30s}" + "".join(f"{value:10.3f}" for value in values))
    if args.volumes:
        evaluate(args.shared, "volumes")


if __name__ == "__main__":
    main()
