"""The samples: extraction of each gives what a careful reader finds, every fact names the lines it
stands on, and the people and papers behind the printed names and titles are told apart."""

from __future__ import annotations

import difflib
import functools
import itertools
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from kg import names
from kg.identify import identify
from kg.model import Entities, Fact, Mention, Profile, SourcedProfile
from tests import samples

# list of a profile -> the keys that tell its items apart, most telling first
LISTS = {
    "publications": ("title",), "positions": ("role", "organization"), "education": ("degree", "organization"),
    "awards": ("title",), "service": ("role", "venue", "year"), "talks": ("title",), "teaching": ("course", "date"),
    "projects": ("title",), "news": ("text",),
}
SINGLE = ("kind", "name", "other_names", "homepage", "email", "identifiers", "interests")
IDS = sorted(samples.golden())
GAPS = Path(__file__).parent / "golden" / "known_gaps.json"
"""Source -> what extraction is known to get wrong there."""


# ── comparing ───────────────────────────────────────────────────────────────────────────────────────────────────


def differences(golden: Profile, found: Profile) -> list[str]:
    """Say line by line what a profile has other than the golden one."""
    lines = [f"{key}: {wanted!r} <> {got!r}" for key in SINGLE
             if (wanted := plain(golden, key)) != (got := plain(found, key))]
    for name, keys in LISTS.items():
        lines += [f"{name}: {line}" for line in differences_of_list(items(golden, name), items(found, name), keys)]
    return lines


def differences_of_list(
    golden: list[dict[str, object]], found: list[dict[str, object]], keys: Sequence[str],
) -> Iterator[str]:
    pairs = dict(paired(golden, found, keys))
    for index, wanted in enumerate(golden):
        if index not in pairs:
            yield f"missing {wanted}"
            continue
        got = found[pairs[index]]
        shown = " / ".join(str(wanted.get(key, "")) for key in keys)
        for key in sorted({*wanted, *got}):
            if wanted.get(key) != got.get(key):
                yield f"{shown}: {key} {wanted.get(key)!r} <> {got.get(key)!r}"
    for index in sorted(set(range(len(found))) - set(pairs.values())):
        yield f"spurious {found[index]}"


def paired(
    golden: list[dict[str, object]], found: list[dict[str, object]], keys: Sequence[str],
) -> Iterator[tuple[int, int]]:
    """Pair items one to one, the most alike first."""
    def likeness(one: dict[str, object], other: dict[str, object]) -> float:
        a, b = ("|".join(str(each.get(key, "")).casefold() for key in keys) for each in (one, other))
        return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()

    ranked = sorted(((likeness(one, other), -i, -j) for i, one in enumerate(golden) for j, other in enumerate(found)),
                    reverse=True)
    left, right = set(range(len(golden))), set(range(len(found)))
    for value, i, j in ranked:
        if value >= 0.75 and -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            yield -i, -j


def plain(profile: Profile, key: str) -> object:
    value = getattr(profile, key)
    return value.rstrip("/") if key == "homepage" else value


def items(profile: Profile, name: str) -> list[dict[str, object]]:
    """A list of a profile as plain records, without what the golden files leave open."""
    rows = []
    for item in getattr(profile, name):
        row = msgspec.to_builtins(item)
        row.pop("source", None)
        row.pop("confidence", None)
        if "authors" in row:  # BibTeX may keep its own order of the parts of a name
            row["authors"] = tuple(names.full(names.parse(each)) if ", " in each else each for each in row["authors"])
        if row.get("urls"):
            row["urls"] = [each["url"] for each in row["urls"]]  # what the links are called is the page's own affair
        if name == "service":
            row["role"] = row["role"].casefold()
        rows.append(row)
    return rows


def test_a_difference_is_told() -> None:
    golden = samples.golden()["lin-yue"]
    assert differences(golden, golden) == []
    later = msgspec.structs.replace(golden.publications[0], year=1999)
    other = msgspec.structs.replace(golden, name="Lin Yue", publications=(later, *golden.publications[2:]))
    name, year, missing = differences(golden, other)
    assert name == "name: 'Yue Lin' <> 'Lin Yue'"
    assert year.endswith("year 2025 <> 1999")
    assert missing.startswith("publications: missing {'title': 'Edge Video Models with Shared Clocks'")


# ── the samples themselves ──────────────────────────────────────────────────────────────────────────────────────


def files(source: Path) -> list[Path]:
    return [source] if source.is_file() else sorted(each for each in source.rglob("*") if each.is_file())


def text_of(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("iso-8859-1")


def test_each_sample_has_a_golden_profile() -> None:
    assert sorted(each.stem if each.is_file() else each.name for each in samples.sources()) == IDS


def test_addresses_are_made_up() -> None:
    """Nobody's mailbox, number or page is in the samples: e-mail and web addresses end in .example."""
    hosts = {"scholar.google.com", "github.com", "orcid.org", "arxiv.org", "doi.org", "dblp.org", "www.w3.org"}
    for path in (each for source in samples.sources() for each in files(source)):
        text = text_of(path)
        for host in re.findall(r"https?://([\w.-]+)", text):
            assert host in hosts or host.endswith(".example"), f"{path}: {host}"
        for host in re.findall(r"[\w.]+@([\w-]+\.[\w.-]+)", text):
            assert host.endswith(".example"), f"{path}: {host}"


@pytest.mark.parametrize("name", IDS)
def test_golden_identity_lines_up_with_the_golden_profile(name: str) -> None:
    publications = samples.golden()[name].publications
    table = samples.golden_identity()[name]
    assert [len(each.authors) for each in publications] == [len(people) for _, people in table]


def test_the_world_has_what_the_demo_needs() -> None:
    table = samples.golden_identity()
    papers = [paper for rows in table.values() for paper, _ in rows]
    people = {person for rows in table.values() for _, authors in rows for person in authors}
    assert len(set(papers)) == 81
    assert len(people) == 41
    assert sum(papers.count(each) > 1 for each in set(papers)) > 30  # on several pages
    owners = [each.name for each in samples.golden().values()]
    assert owners.count("Jonas Weber") == 2


# ── reading and extracting them ─────────────────────────────────────────────────────────────────────────────────


def extracted(name: str) -> SourcedProfile:
    found = {each.id: each for each in samples.extracted()[0]}
    assert name in found, f"nothing was extracted from {name}: " + "; ".join(map(str, samples.extracted()[1]))
    return found[name]


def test_everything_is_read() -> None:
    profiles, problems = samples.extracted()
    assert sorted(each.id for each in profiles) == IDS
    unplaced = [problem for problem in problems if not problem.message.startswith("doubtful")]
    assert not unplaced, "\n".join(map(str, unplaced))


@pytest.mark.parametrize("name", IDS)
def test_extraction_finds_what_a_careful_reader_finds(name: str) -> None:
    """What is known to be missed is written down; a new gap fails, and so does one that has been closed.

    ``KG_WRITE_GOLDEN=1`` writes the list anew; look at the difference before keeping it.
    """
    found = differences(samples.golden()[name], extracted(name).profile)
    known = json.loads(GAPS.read_text(encoding="utf-8"))
    if os.environ.get("KG_WRITE_GOLDEN"):
        GAPS.write_text(json.dumps({**known, name: found}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    else:
        assert found == known[name], "golden <> extracted\n" + "\n".join(found)


@pytest.mark.parametrize("name", [each.stem for each in samples.sources() if each.is_file()])
def test_publications_stand_in_page_order(name: str) -> None:
    golden = [each.title for each in samples.golden()[name].publications]
    assert [each.title for each in extracted(name).profile.publications] == golden


@pytest.mark.parametrize("name", IDS)
def test_every_fact_names_the_lines_it_stands_on(name: str) -> None:
    (source,) = [each for each in samples.sources() if (each.stem if each.is_file() else each.name) == name]
    folder = source.parent if source.is_file() else source
    found = extracted(name)
    read = {each.path for each in found.files}
    for key, keys in LISTS.items():
        for fact in getattr(found.profile, key):
            assert isinstance(fact, Fact)
            assert fact.source is not None, f"{key}: {fact} has no source"
            assert fact.source.file in read
            lines = text_of(folder / fact.source.file).splitlines()
            first, last = fact.source.lines
            assert 1 <= first <= last <= len(lines)
            if key in ("publications", "positions", "education"):
                there = words(" ".join(lines[first - 1:last]))
                said = words(str(getattr(fact, keys[0])))
                assert said <= there, f"{fact.source}: {said - there} of {fact} is not on these lines"


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"[{}]", "", text).casefold()))


# ── identifying whom they name ──────────────────────────────────────────────────────────────────────────────────


@functools.cache
def identified() -> Entities:
    return identify(samples.golden_profiles(), samples.settings())


def decisions(role: str) -> dict[str, set[str]]:
    """For each person or paper of the golden table, the ids that its mentions were resolved to."""
    found: dict[str, set[str]] = {}
    for index, sourced in enumerate(samples.golden_profiles()):
        for item, (paper, people) in enumerate(samples.golden_identity()[sourced.id]):
            places = [(paper, 0)] if role == "paper" else [(person, place) for place, person in enumerate(people, 1)]
            for key, place in places:
                mention = Mention(index, "publications", item, role, place)
                found.setdefault(key, set()).add(identified().resolved[mention])
    return found


def joined(found: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Pairs of keys that share an id although they are two."""
    return [(one, other) for one, other in itertools.combinations(sorted(found), 2) if found[one] & found[other]]


@pytest.mark.parametrize("role", ["author", "paper"])
def test_no_two_are_taken_for_one(role: str) -> None:
    assert joined(decisions(role)) == []


def test_all_papers_are_found_to_be_one() -> None:
    found = decisions("paper")
    assert {key: ids for key, ids in found.items() if len(ids) > 1} == {}


def test_people_are_found_to_be_one_or_called_doubtful() -> None:
    """A careful program may leave somebody in two pieces, but then it says so."""
    split = {key: ids for key, ids in decisions("author").items() if len(ids) > 1}
    told = {frozenset((doubt.a, doubt.b)) for doubt in identified().doubts}
    assert len(split) <= 2
    silent = {key for key, ids in split.items() if frozenset(ids) not in told}
    assert silent <= {"bell"}, "M. J. Bell and Marcus J. Bell are known to be left apart without a word"


def owner(name: str) -> str:
    index = [each.id for each in samples.golden_profiles()].index(name)
    return identified().resolved[Mention(index, "", 0, "owner")]


def test_the_namesakes_with_pages_are_two() -> None:
    assert owner("weber-falkenau") != owner("weber-eastmarch")


def test_the_namesakes_without_pages_are_two() -> None:
    found = decisions("author")
    assert not found["zhang1"] & found["zhang2"]


def test_a_former_surname_does_not_part_a_person() -> None:
    assert decisions("author")["brandt"] == {owner("elena-brandt")}


def test_a_name_in_two_scripts_is_one_person() -> None:
    yue = identified().people[owner("lin-yue")]
    assert {yue.name, *yue.other_names} >= {"Yue Lin", "林悦"}
    assert decisions("author")["lin"] == {yue.id}
