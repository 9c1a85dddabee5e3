"""Read and extract thousands of hostile pages: nothing may escape as an exception, nothing may take long.

Takes the made-up samples and, where they are, the real pages beside the checkout; gives a line for each input that broke
something, the slowest inputs, and exit code 1 where anything broke.

    python benchmarks/fuzz.py --count 10000
"""

from __future__ import annotations

import argparse
import itertools
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import FrameType
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from kg.errors import SourceError  # noqa: E402
from kg.extract import extract  # noqa: E402
from kg.read import read  # noqa: E402
from kg.settings import Settings  # noqa: E402
from tests.hostile import Hostile, deep, killers, mutated  # noqa: E402

CORPUS = CHECKOUT.parent / "shared" / "corpus" / "pages"
SECONDS, SECONDS_A_BYTE = 2.0, 20e-6
"""What an input may take: two seconds, and a second for each 50 KB."""
HANGS = 60


class Outcome(NamedTuple):
    """How one input went: ``error`` is "" where it went well."""

    what: str
    size: int
    seconds: float
    error: str


class Hung(BaseException):
    """An input took so long that it was stopped."""


def main() -> int:
    """Run the inputs; 0 when all went well."""
    options = parse_arguments()
    sources = [path for folder in options.sources for path in sorted(folder.rglob("*")) if path.is_file()]
    inputs = itertools.chain(
        killers(options.size), deep(options.size), mutated(sources, options.count, options.seed, options.longest)
    )
    with ProcessPoolExecutor(options.jobs, initializer=_watch) as pool:
        outcomes = list(pool.map(run, itertools.islice(inputs, options.skip, options.count), chunksize=8))
    return report(outcomes)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000, help="inputs")
    parser.add_argument("--skip", type=int, default=0, help="inputs that are passed over")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=20_000, help="bytes of a made-up run")
    parser.add_argument("--longest", type=int, default=30_000, help="bytes of a mutated page")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sources", type=Path, nargs="*", default=[CHECKOUT / "data" / "profiles", CORPUS])
    return parser.parse_args()


def _watch() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Hung

    signal.signal(signal.SIGALRM, stop)


def run(hostile: Hostile) -> Outcome:
    """Read and extract one input."""
    error = ""
    began = time.process_time()
    signal.alarm(HANGS)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, hostile.name)
            path.write_bytes(hostile.data)
            for reading in read(path, Settings()):
                extract(reading)
    except SourceError:
        pass
    except Hung as hung:
        error = f"stopped after {HANGS} s at {place_of(hung)}"
    except Exception as failure:  # what escapes is what is looked for
        error = f"{type(failure).__name__}: {failure} at {place_of(failure)}"
    finally:
        signal.alarm(0)
    seconds = time.process_time() - began
    if not error and seconds > SECONDS + SECONDS_A_BYTE * len(hostile.data):
        error = "slow"
    return Outcome(f"{hostile.name}: {hostile.what}", len(hostile.data), seconds, error[:300])


def place_of(error: BaseException) -> str:
    """The last lines of this program where an error came from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/kg/" in frame.filename]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))


def report(outcomes: list[Outcome]) -> int:
    """Print what broke and what was slowest."""
    broken = [outcome for outcome in outcomes if outcome.error]
    for outcome in broken:
        print(f"{outcome.what} ({outcome.size:,} bytes, {outcome.seconds:.1f} s): {outcome.error}")
    print(f"{len(outcomes):,} inputs, {sum(outcome.size for outcome in outcomes) / 1e6:.0f} MB, {len(broken)} broke")
    for outcome in slowest(outcomes):
        print(f"  {outcome.seconds:6.2f} s  {outcome.size:7,} bytes  {outcome.what}")
    return 1 if broken else 0


def slowest(outcomes: list[Outcome]) -> Iterator[Outcome]:
    yield from sorted(outcomes, key=lambda outcome: -outcome.seconds)[:10]


if __name__ == "__main__":
    sys.exit(main())
