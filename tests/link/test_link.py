"""Links to a made-up dblp, asked on a real server of this machine, and taken up by a build."""

from __future__ import annotations

import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.endpoint import Endpoint
from kg.engine import Answer
from kg.errors import EndpointError, QueryError
from kg.link import PRESETS, Link, Plan, link, templates
from kg.query import Table, run
from kg.query.results import Value
from kg.store import Dataset, writer
from tests.servers import oxigraph
from tests.world import BASE, world

DBLP = """
PREFIX dblp: <https://dblp.org/rdf/schema#>
BASE <https://dblp.org/>
PREFIX rec: <https://dblp.org/rec/>
<pid/10/1> dblp:creatorName "Mira Olin", "Mira Sund" ; dblp:primaryCreatorName "Mira Olin" ;
  dblp:orcid <https://orcid.org/0000-0002-1825-0097> .
<pid/10/2> dblp:creatorName "Bo Tamm" ; dblp:primaryCreatorName "Bo Tamm 0002" .
<pid/10/3> dblp:creatorName "Bo Tamm" ; dblp:primaryCreatorName "Bo Tamm 0001" .
<pid/10/4> dblp:creatorName "Mira Olin" ; dblp:primaryCreatorName "Mira Olin 0004" ;
  dblp:orcid <https://orcid.org/0000-0001-5109-3700> .
rec:a dblp:title "A Survey of Springs." ; dblp:authoredBy <pid/10/2> ; dblp:yearOfPublication "2022" ;
  dblp:doi <https://doi.org/10.1000/w-6> .
rec:b dblp:title "Ice on Rivers." ; dblp:authoredBy <pid/10/2> ; dblp:yearOfPublication "2021" .
rec:c dblp:title "Ice on Rivers." ; dblp:authoredBy <pid/10/4> ; dblp:yearOfPublication "1987" .
rec:d dblp:title "Something Else Altogether Here." ; dblp:authoredBy <pid/10/3> , <pid/10/4> .
<https://dblp.org/streams/journals/flow> dblp:streamTitle "Journal of Flow" .
"""
PERSON = f"{BASE}person/"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linked")
    with writer(folder) as new:
        new.load([world()])
    return folder


@pytest.fixture(scope="module")
def dblp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("dblp") / "store") as address:
        request = urllib.request.Request(f"{address}/store?default", data=DBLP.encode(), method="POST",
                                         headers={"Content-Type": "text/turtle"})
        urllib.request.urlopen(request, timeout=20).close()
        yield f"{address}/query"


def rows(dataset: Dataset, query: str) -> list[tuple[Value, ...]]:
    answer = run(dataset, query)
    assert isinstance(answer, Table)
    return list(answer.values())


def looked(data: Path, dblp: str, out: Path, *kinds: str, least: float = 0.6, batch: int = 20) -> list[Link]:
    with Dataset.open(data) as dataset:
        plan = Plan(kinds=kinds, least=least, batch=batch, pause=0.0, base=BASE)
        return link(dataset, Endpoint(dblp, user=""), templates("dblp"), out, plan, where="dblp")


def test_people_by_orcid_and_by_name_with_papers(data: Path, dblp: str, tmp_path: Path) -> None:
    links = looked(data, dblp, tmp_path / "links.ttl", "person")
    found = {(each.ours.removeprefix(PERSON), each.theirs.removeprefix("https://dblp.org/pid/")): each for each in links}
    assert set(found) == {("p-mira", "10/1"), ("p-bo", "10/2")}
    assert found["p-mira", "10/1"].certain
    assert not found["p-bo", "10/2"].certain
    assert found["p-bo", "10/2"].reason == "the same name, 2 papers of the same title"


def test_a_name_alone_is_never_enough_and_another_orcid_refutes(data: Path, dblp: str, tmp_path: Path) -> None:
    links = looked(data, dblp, tmp_path / "links.ttl", "person", least=0.01)
    scores = {(each.ours.removeprefix(PERSON), each.theirs[-4:]): each.score for each in links}
    assert scores["p-bo", "10/3"] == 0.4
    assert ("p-mira", "10/4") not in scores


def test_papers_by_doi_title_authors_and_year(data: Path, dblp: str, tmp_path: Path) -> None:
    links = looked(data, dblp, tmp_path / "links.ttl", "paper", "venue")
    found = {each.theirs.rpartition("/")[2]: each for each in links}
    assert set(found) == {"a", "b", "flow"}, "c has the title, but another author and year"
    assert found["a"].certain
    assert found["b"].reason == "the same title, 1 of 2 authors, the same year"
    assert found["flow"].reason == "the same name, 'journal of flow'"


def test_the_file_is_turtle_with_scores_and_reasons(data: Path, dblp: str, tmp_path: Path) -> None:
    out = tmp_path / "links.ttl"
    looked(data, dblp, out, "person", "paper")
    store = ox.Store()
    store.load(path=str(out), format=ox.RdfFormat.TURTLE)
    rows = store.query("""PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX sssom: <https://w3id.org/sssom/>
        SELECT ?how ?score { ?x owl:annotatedSource ?a ; owl:annotatedTarget ?b ; owl:annotatedProperty ?how ;
          sssom:confidence ?score . ?a ?how ?b } ORDER BY ?score""")
    told = [(row["how"].value.rpartition("#")[2], row["score"].value) for row in rows]  # type: ignore[union-attr]
    assert [how for how, _ in told] == ["closeMatch", "closeMatch", "sameAs", "sameAs"]
    assert all((float(score) == 1.0) == (how == "sameAs") for how, score in told)


def test_what_was_asked_is_not_asked_again_and_what_was_removed_stays_away(
    data: Path, dblp: str, tmp_path: Path,
) -> None:
    out = tmp_path / "links.ttl"
    assert len(looked(data, dblp, out, "person", batch=2)) == 2
    out.write_text("# all rejected\n")
    assert looked(data, dblp, out, "person") == []
    assert out.read_text() == "# all rejected\n"


def test_what_breaks_off_goes_on_where_it_was(data: Path, dblp: str, tmp_path: Path) -> None:
    out, asked = tmp_path / "links.ttl", []

    class Breaking(Endpoint):
        def sparql(self, text: str, timeout: float | None = None) -> Answer:
            asked.append(text)
            if len(asked) == 3:
                raise EndpointError("gone")
            return super().sparql(text, timeout)

    plan = Plan(batch=1, pause=0.0, base=BASE)
    with Dataset.open(data) as dataset:
        with pytest.raises(EndpointError, match="gone"):
            link(dataset, Breaking(dblp, user=""), templates("dblp"), out, plan)
        rest = link(dataset, Breaking(dblp, user=""), templates("dblp"), out, plan)
    assert len(asked) == 6, "five owners, one of them twice"
    assert [each.ours for each in rest] == [f"{PERSON}p-mira"]
    assert out.read_text().count("owl:annotatedSource") == 2


def test_a_build_takes_up_the_links_of_what_there_is(tmp_path: Path) -> None:
    from kg.build import build
    from kg.settings import load

    page = tmp_path / "olin.md"
    page.write_text("# Mira Olin\n\n## Publications\n\n- Mira Olin, Bo Tamm. On Slow Rivers. NeurIPS, 2021.\n")
    (tmp_path / "kg.toml").write_text(f'[dataset]\nbase = "{BASE}"\n[build]\nlinks = "links.ttl"\n')
    (tmp_path / "links.ttl").write_text("")
    settings = load(tmp_path / "kg.toml")
    build([page], tmp_path / "data", settings)
    with Dataset.open(tmp_path / "data") as dataset:
        mira = next(str(row[0]) for row in rows(dataset, 'SELECT ?p { ?p a kg:Person ; rdfs:label "Mira Olin" }'))
    from kg.link.turtle import HEAD, block

    kept = Link(mira, "https://dblp.org/pid/10/1", "Mira Olin", 0.85, "the same name")
    gone = kept._replace(ours=f"{PERSON}p-nobody", theirs="https://dblp.org/pid/10/9")
    struck = kept._replace(theirs="https://dblp.org/pid/10/3")
    text = HEAD + block(kept, BASE) + block(gone, BASE)
    text += block(struck, BASE).replace(f"<{mira}> skos:closeMatch <{struck.theirs}> .", "")
    (tmp_path / "links.ttl").write_text(text)
    build([page], tmp_path / "data", settings)
    with Dataset.open(tmp_path / "data") as dataset:
        assert rows(dataset, "SELECT ?a ?b { GRAPH ?g { ?a skos:closeMatch ?b } }") == [(mira, kept.theirs)]
        assert rows(dataset, "SELECT ?b { ?x owl:annotatedTarget ?b }") == [(kept.theirs,)]


@pytest.mark.parametrize("name", PRESETS)
def test_the_templates_of_each_preset_select_what_is_needed(name: str) -> None:
    found = templates(name)
    assert set(found) == {"person", "paper", "venue"}
    for text in found.values():
        answer = ox.Store().query(text)
        assert {"candidate", "label"} <= {each.value for each in answer.variables}  # type: ignore[union-attr]
        assert "VALUES ?name {" in text


def test_an_unknown_preset_is_told(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no templates"):
        templates(str(tmp_path))


def test_the_command(data: Path, dblp: str, tmp_path: Path) -> None:
    command = [shutil.which("kg", path=str(Path(sys.executable).parent)) or "kg", "link", "dblp", "--endpoint", dblp,
               "--data", str(data), "-o", str(tmp_path / "links.ttl"), "--pause", "0"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path)
    assert "added 2 links" in done.stderr.decode()
    assert "1 certain, 1 to look at" in done.stderr.decode()
