"""What differs between two datasets."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.publish.difference import difference
from kg.store import Dataset, writer
from tests.world import world


def dataset(folder: Path, text: str) -> Dataset:
    with writer(folder) as new:
        new.load([text])
    return Dataset.open(folder)


def test_the_same_dataset_does_not_differ(tmp_path: Path) -> None:
    assert not difference(dataset(tmp_path / "a", world()), dataset(tmp_path / "b", world()))


def test_changes_are_told_by_entity(tmp_path: Path) -> None:
    old = world()
    new = "".join(line + "\n" for line in old.splitlines() if "person/p-old>" not in line)
    new = new.replace('"Golden Oar"', '"Silver Oar"')
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    new += f'<https://example.org/kg/person/p-new> {label} "Nia Holt" <https://example.org/kg/graph/entities> .\n'
    told = [str(each) for each in difference(dataset(tmp_path / "a", old), dataset(tmp_path / "b", new)).entities()]
    assert "added Nia Holt <https://example.org/kg/person/p-new>: 1 statements" in told
    assert any(line.startswith("removed") and "person/p-old" in line for line in told)
    assert any(line.startswith("changed") and "award/" in line for line in told)


def test_the_patch_leads_from_one_to_the_other(tmp_path: Path) -> None:
    old, new = world(), world().replace("Huldra Labs", "Huldra Works")
    patch = difference(dataset(tmp_path / "a", old), dataset(tmp_path / "b", new)).rdf_patch()
    store = ox.Store()
    store.load(old.encode(), format=ox.RdfFormat.N_QUADS)
    for line in patch:
        quads = list(ox.parse(line[2:].encode(), format=ox.RdfFormat.N_QUADS)) if line[0] in "AD" else []
        for quad in quads:
            (store.add if line[0] == "A" else store.remove)(quad)
    wanted = ox.Store()
    wanted.load(new.encode(), format=ox.RdfFormat.N_QUADS)
    assert set(store) == set(wanted)
