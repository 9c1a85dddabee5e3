"""How fast pages are read and extracted, and how much memory a very large one takes.

Takes sources (the samples, and the real pages beside the checkout where they are); gives milliseconds of processor time
for 50 KB of what was read, by kind of page and in all, the seconds of ``kg extract`` on one page from a cold start, and
the peak memory of a page of 10 MB.

    python benchmarks/bench_extraction.py
    python benchmarks/bench_extraction.py --each
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from kg.errors import SourceError  # noqa: E402
from kg.extract import extract  # noqa: E402
from kg.read import read  # noqa: E402
from kg.settings import Settings  # noqa: E402

SAMPLES = CHECKOUT / "data" / "profiles"
CORPUS = CHECKOUT.parent / "shared" / "corpus" / "pages"
UNIT = 50_000


class Measured(NamedTuple):
    """One source: its kind, the bytes that were read, and the seconds of the first and of the later runs."""

    name: str
    kind: str
    size: int
    first: float
    later: float

    @property
    def rate(self) -> float:
        """Milliseconds for 50 KB, warm."""
        return self.later * 1000 * UNIT / self.size


def main() -> int:
    """Measure and print; 0 when it ran."""
    options = parse_arguments()
    if options.one:
        for reading in read(options.one, Settings()):
            extract(reading)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return 0
    measured = [found for source in sources() if (found := measure(source, options.runs)) is not None]
    if options.each:
        table([("source", "kind", "KB", "first, ms", "ms/50 KB"), *(row(each) for each in measured)])
    table([("kind", "sources", "KB", "ms/50 KB, median", "ms/50 KB, all"), *by_kind(measured)])
    page = SAMPLES / "mira-olin.md"
    print(f"\nkg extract {page.name}, cold: {statistics.median(cold(page) for _ in range(options.runs)):.2f} s")
    print(f"peak memory of one page: {peak(page)} MB; of a page of 10 MB: {peak_of_large()} MB")
    return 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="warm runs of each source; the median counts")
    parser.add_argument("--each", action="store_true", help="a line for each source too")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def sources() -> Iterator[Path]:
    for folder in (SAMPLES, CORPUS):
        if folder.is_dir():
            yield from sorted(folder.iterdir())


def measure(source: Path, runs: int) -> Measured | None:
    """Read and extract one source several times; None where it cannot be read."""
    seconds = []
    files: set[str] = set()
    try:
        for _ in range(runs + 1):
            began = time.process_time()
            for reading in read(source, Settings()):
                profile, _problems = extract(reading)
                files |= {file.path for file in profile.files}
            seconds.append(time.process_time() - began)
    except SourceError:
        return None
    paths = [source / name for name in files] if source.is_dir() else [source]
    size = sum(path.stat().st_size for path in paths if path.is_file())
    return Measured(source.name, kind_of(source), max(size, 1), seconds[0], statistics.median(seconds[1:]))


def kind_of(source: Path) -> str:
    """What a source is: a site of many files, a page in HTML or Markdown, or data."""
    if source.is_dir() and sum(path.is_file() for path in source.rglob("*")) > 2:
        return "site"
    names = [path.suffix for path in source.rglob("*")] if source.is_dir() else [source.suffix]
    return "HTML page" if ".html" in names else "Markdown page" if {".md", ".txt", ".qmd"} & set(names) else "data"


def row(measured: Measured) -> tuple[str, ...]:
    size, first = f"{measured.size / 1000:.0f}", f"{measured.first * 1000:.0f}"
    return measured.name, measured.kind, size, first, f"{measured.rate:.0f}"


def by_kind(measured: list[Measured]) -> Iterator[tuple[str, ...]]:
    kinds = defaultdict(list)
    for each in measured:
        kinds[each.kind].append(each)
        kinds["all"].append(each)
    for kind in sorted(kinds, key=lambda kind: (kind == "all", kind)):
        found = kinds[kind]
        size = sum(each.size for each in found)
        whole = sum(each.later for each in found) * 1000 * UNIT / size
        median = statistics.median(each.rate for each in found)
        yield kind, str(len(found)), f"{size / 1000:.0f}", f"{median:.0f}", f"{whole:.0f}"


def table(rows: list[tuple[str, ...]]) -> None:
    """Print rows as a Markdown table, the first as its head."""
    head, *rest = rows
    print(f"\n| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for cells in rest:
        print(f"| {' | '.join(cells)} |")


def cold(page: Path) -> float:
    """Seconds of the command line on one page, start included."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", "extract", page, "-o", folder], check=True, capture_output=True)
        return time.perf_counter() - began


def peak(page: Path) -> int:
    """Peak memory, in MB, of a process that reads one page."""
    ran = subprocess.run([sys.executable, __file__, "--one", page], check=True, capture_output=True, text=True)
    return int(ran.stdout)


def peak_of_large() -> int:
    """Peak memory of a made-up page of 10 MB, three thousand papers and prose."""
    papers = "".join(
        f"* Olin, M., Tamm, B. ({1990 + n % 30}). How river {n} bends in spring. Journal of Rivers {n % 40}, {n}.\n"
        for n in range(3_000)
    )
    prose = "Rivers bend where the ground lets them, and nobody has asked them why they do so.\n\n"
    text = f"# Mira Olin\n\n## Publications\n\n{papers}\n## Notes\n\n"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "large.md")
        page.write_text(text + prose * ((10_000_000 - len(text)) // len(prose)))
        return peak(page)


if __name__ == "__main__":
    sys.exit(main())
