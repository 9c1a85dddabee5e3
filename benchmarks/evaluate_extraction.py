"""Score extraction on real homepages that were annotated by hand.

Takes a folder of sources (``pages/``), the gold profiles (``gold/``) and the scorer (``score.py``) that lie beside the
checkout; gives the F1 of every kind of fact for all sources, for each third of them (by sorted name, so that one third
can be kept out of sight while developing) and for each kind of source. Nothing is written unless ``--output`` says so.

    python benchmarks/evaluate_extraction.py --held-out 2
    python benchmarks/evaluate_extraction.py --show venue --third 0
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))
SHARED = CHECKOUT.parent / "shared"
KINDS = (
    "papers",
    "authors",
    "author_lists",
    "venue",
    "year",
    "owner",
    "positions",
    "position_dates",
    "education",
    "education_dates",
    "advisors",
    "service",
    "awards",
)


def main() -> int:
    """Run the evaluation; 0 when it ran, 2 when the corpus is not there."""
    options = parse_arguments()
    if not (options.corpus / "score.py").is_file():
        print(f"there is no corpus in {options.corpus}; give its folder with --corpus", file=sys.stderr)
        return 2
    suites = {
        "corpus": sources_of(options.corpus / "pages", options.corpus / "gold"),
        "seeds": sources_of(options.seeds, options.seeds / "gold"),
    }
    jobs = [(source, gold) for suite in suites.values() for source, gold in suite if chosen(source, options)]
    started = time.perf_counter()
    with ProcessPoolExecutor(options.jobs) as pool:
        measured = list(pool.map(partial(measure, options.corpus / "score.py"), jobs))
    elapsed = time.perf_counter() - started
    rows: dict[str, list[Row]] = {}
    order = {source.name: index for index, (source, _) in enumerate(suites["corpus"])}
    layouts = layouts_of(options.corpus)
    for (source, _), row in zip(jobs, measured, strict=True):
        if options.output:
            write_profile(options.output, row)
        for name in groups_of(source, order, options, layouts):
            rows.setdefault(name, []).append(row)
    report(load_scorer(options.corpus / "score.py"), rows, options)
    print(
        f"\n{len(jobs)} sources in {elapsed:.1f} s; slowest: "
        + ", ".join(f"{row.slug} {row.seconds * 1000:.0f} ms" for row in slowest(rows))
    )
    return 0


class Row(NamedTuple):
    """One source: what was extracted, how long that took, what went wrong, and what the scorer counted and missed."""

    slug: str
    profile: dict[str, Any]
    seconds: float
    error: str
    hits: Mapping[str, int]
    gold: Mapping[str, int]
    predicted: Mapping[str, int]
    misses: Mapping[str, list[str]]


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="the folder with corpus/ and seeds/")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument(
        "--held-out", type=int, default=2, choices=(0, 1, 2), help="the third that is kept out of sight"
    )
    parser.add_argument("--third", type=int, choices=(0, 1, 2), help="only this third")
    parser.add_argument("--only", nargs="+", default=[], metavar="SLUG", help="only these sources")
    parser.add_argument(
        "--show", nargs="+", default=[], metavar="KIND", help="list what missed, of the thirds in sight"
    )
    parser.add_argument("--by-page", action="store_true", help="a line a source, of the thirds in sight")
    parser.add_argument("--layouts", action="store_true", help="a row a kind of source, of the thirds in sight")
    parser.add_argument("--all-in-sight", action="store_true", help="show the held-out third like the others")
    parser.add_argument("--output", type=Path, help="write the profiles into this folder")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--jobs", type=int, default=max(1, os.cpu_count() or 1))
    options = parser.parse_args()
    options.corpus = options.corpus or options.shared / "corpus"
    options.seeds = options.seeds or options.shared / "seeds"
    return options


@lru_cache(maxsize=1)
def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sources_of(pages: Path, gold: Path) -> list[tuple[Path, Path]]:
    """Pair each gold file with its source, sorted by name."""
    pairs = []
    for file in sorted(gold.glob("*.json")):
        for source in (pages / file.stem, pages / f"{file.stem}.txt", pages / f"{file.stem}.md"):
            if source.exists():
                pairs.append((source, file))
                break
    return pairs


def chosen(source: Path, options: argparse.Namespace) -> bool:
    if options.only:
        return any(source.stem.startswith(name) for name in options.only)
    if options.third is None or source.parent == options.seeds:
        return True
    names = sorted(path.stem for path in (options.corpus / "gold").glob("*.json"))
    return bool(names.index(source.name) % 3 == options.third)


def measure(scorer_file: Path, job: tuple[Path, Path]) -> Row:
    """Extract one source and score it, which takes longer: the scorer compares every title with every other."""
    source, gold_file = job
    profile, seconds, error = extract_one(source)
    scorer = load_scorer(scorer_file)
    tally = scorer.Tally()
    scorer.score_profile(gold_file.stem, json.loads(gold_file.read_text(encoding="utf-8")), profile, tally)
    return Row(gold_file.stem, profile, seconds, error, dict(tally.hit), dict(tally.gold), dict(tally.predicted),
               dict(tally.misses))


def extract_one(source: Path) -> tuple[dict[str, Any], float, str]:
    """Read and extract one source; what goes wrong is returned as text, for it is a result too."""
    from kg.extract import extract
    from kg.model import to_json
    from kg.read import read
    from kg.settings import Settings

    started = time.perf_counter()
    try:
        sourced, _ = extract(next(iter(read(source, Settings()))))
        return json.loads(to_json(sourced.profile)), time.perf_counter() - started, ""
    except Exception as error:
        return {}, time.perf_counter() - started, f"{type(error).__name__}: {error}"


def layouts_of(corpus: Path) -> dict[str, str]:
    """Name each source's kind from the files that it is made of."""
    manifest = json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))
    return {entry["slug"]: layout(entry["files"]) for entry in manifest}


def layout(files: Iterable[str]) -> str:
    """Name the kind of a site.

    >>> layout(["_config.yml", "_bibliography/papers.bib"])
    'BibTeX site'
    >>> layout(["index.html"])
    'HTML'
    """
    names = list(files)
    for kind, marks in (("BibTeX site", ("_bibliography/",)), ("front matter site", ("_publications/", "content/"))):
        if any(name.startswith(marks) for name in names):
            return kind
    return "HTML" if any(name.endswith((".html", ".htm")) for name in names) else "Markdown"


def groups_of(source: Path, order: dict[str, int], options: argparse.Namespace, layouts: dict[str, str]) -> list[str]:
    if source.parent == options.seeds:
        return ["seeds"]
    third = order[source.name] % 3
    hidden = third == options.held_out
    return ["all", "held out" if hidden else "in sight", f"layout: {layouts.get(source.name, '?')}"]


def write_profile(folder: Path, row: Row) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{row.slug}.json").write_text(json.dumps(row.profile, indent=1, ensure_ascii=False), encoding="utf-8")


def score(scorer: ModuleType, rows: list[Row]) -> Any:
    """Return the scorer's tally of several sources: what it counted of each, added up."""
    tally = scorer.Tally()
    for row in rows:
        for kind, gold in row.gold.items():
            tally.add(kind, row.hits.get(kind, 0), gold, row.predicted.get(kind, 0))
        for kind, texts in row.misses.items():
            for text in texts:
                tally.miss(kind, text)
    return tally


def report(scorer: ModuleType, rows: dict[str, list[Row]], options: argparse.Namespace) -> None:
    names = [name for name in ("in sight", "held out", "all", "seeds") if name in rows]
    names += sorted(name for name in rows if name.startswith("layout")) if options.layouts else []
    figures = {name: score(scorer, rows[name]).figures() for name in names}
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    print(f"{'':24s}{'sources':>8s}" + "".join(f"{kind[:12]:>13s}" for kind in KINDS))
    for name in names:
        cells = "".join(
            f"{figures[name][kind]['f1']:13.3f}" if kind in figures[name] else f"{'–':>13s}" for kind in KINDS
        )
        print(f"{name:24s}{len(rows[name]):8d}{cells}")
    visible = [
        row
        for name in ("in sight", "held out", "seeds")
        if options.all_in_sight or name != "held out"
        for row in rows.get(name, [])
    ]
    if options.by_page:
        print()
        for row in visible:
            page = score(scorer, [row]).figures()
            print(
                f"{row.slug:26.26s}{row.seconds * 1000:5.0f}ms"
                + "".join(f"{page[kind]['f1']:13.2f}" if kind in page else f"{'–':>13s}" for kind in KINDS)
            )
    for row in visible:
        if row.error:
            print(f"{row.slug}: {row.error}")
    for kind in options.show:
        print(f"\n— {kind}")
        print(*score(scorer, visible).misses.get(kind, []), sep="\n")


def slowest(rows: dict[str, list[Row]]) -> list[Row]:
    every = {row.slug: row for group in rows.values() for row in group}
    return sorted(every.values(), key=lambda row: -row.seconds)[:3]


if __name__ == "__main__":
    raise SystemExit(main())
