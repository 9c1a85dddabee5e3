"""People by Splink, for comparison: the same signatures, a probabilistic linker instead of our stages.

    python benchmarks/identity_splink.py ../shared/data/acl/pages-dev.jsonl.gz -o signatures.csv
    cd ../shared/data; python score_identity.py --gold acl/pages-dev-gold.jsonl.gz --signatures …/signatures.csv

Needs Splink 5 (``pip install .[bench]``), no dependency of the program. Each signature is a record with its family
name, given name, co-authors and title; blocks are family name and first initial; weights are learnt by expectation
maximisation, unsupervised, as Splink's own tutorial does. It is set up with care but not tuned on the gold.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kg import names
from kg.model import Profile


class Signature(NamedTuple):
    """One printed name with its place."""

    source: str
    title: str
    ordinal: int
    name: str


def signatures(file: Path) -> tuple[list[Signature], list[dict[str, Any]]]:
    """Return the signatures of a file of profiles, and what Splink sees of each."""
    places, records = [], []
    with gzip.open(file, "rb") as lines:
        for line in lines:
            profile = msgspec.json.decode(line, type=Profile, strict=False)
            for publication in profile.publications:
                keys = [names.key(names.parse(author)) for author in publication.authors]
                short = [f"{key.family} {key.given[0][:1] if key.given else ''}" for key in keys]
                title = names.fold(publication.title)
                for ordinal, (author, key) in enumerate(zip(publication.authors, keys, strict=True), 1):
                    first = key.given[0] if key.given else ""
                    places.append(Signature(profile.id, publication.title, ordinal, author))
                    records.append({
                        "unique_id": len(records), "family": key.family, "first_initial": first[:1],
                        "first": first if len(first) > 1 else None, "middle": " ".join(key.given[1:]) or None,
                        "coauthors": sorted(set(short) - {short[ordinal - 1]}), "title": title,
                    })
    return places, records


def clusters(records: list[dict[str, Any]], threshold: float) -> dict[int, int]:
    """Return the cluster of each record by Splink at a threshold of the match probability."""
    import pyarrow
    import splink.comparison_library as comparison
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("family", "first_initial")],
        comparisons=[
            comparison.ExactMatch("family").configure(term_frequency_adjustments=True),
            comparison.JaroWinklerAtThresholds("first", [0.92]).configure(term_frequency_adjustments=True),
            comparison.ExactMatch("middle"),
            comparison.ArrayIntersectAtSizes("coauthors", [3, 2, 1]),
            comparison.ExactMatch("title"),
        ],
    )
    database = DuckDBAPI()
    linker = Linker(database.register(pyarrow.Table.from_pylist(records)), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("title", "family")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("title", "family"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("family", "first"))
    predicted = linker.inference.predict(threshold_match_probability=threshold)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
    return {row["unique_id"]: row["cluster_id"] for row in found.as_record_list()}


def main() -> int:
    """Cluster the signatures of a file and write them as the table that the scorer reads."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("profiles", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("signatures.csv"))
    parser.add_argument("--threshold", type=float, default=0.5)
    arguments = parser.parse_args()
    places, records = signatures(arguments.profiles)
    start = time.perf_counter()
    cluster = clusters(records, arguments.threshold)
    with arguments.output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["source", "title", "ordinal", "name", "person", "paper", "venue"])
        for index, (place, record) in enumerate(zip(places, records, strict=True)):
            table.writerow([*place, cluster.get(index, f"alone-{index}"), record["title"], ""])
    print(f"{len(places):,} signatures as {len(set(cluster.values())):,} people "
          f"in {time.perf_counter() - start:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
