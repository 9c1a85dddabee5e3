"""The co-author record out of a dataset: a few plain SELECTs, joined here.

Takes anything that answers SPARQL (``kg.engine.Engine``: a dataset on disk or a remote endpoint) and a ``Choice``;
gives ``CoauthorData``. No query joins authors with authors: on a large graph that join is what takes minutes.
``from_rows`` does the same from the result of any query with columns ``source`` and ``target``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import QuerySolutions

from kg.engine import Engine
from kg.errors import QueryError
from kg.model import Link
from kg.network.data import LARGE_PAPER, Author, AuthoredPaper, CareerEntry, CoauthorData, Place, joint_papers

PAPERS = """SELECT ?paper ?title ?year ?venue ?venueLabel ?doi ?arxiv WHERE {
  ?paper a kg:Paper ; rdfs:label ?title .
  OPTIONAL { ?paper kg:year ?year }
  OPTIONAL { ?paper kg:publishedIn ?venue . ?venue rdfs:label ?venueLabel }
  OPTIONAL { ?paper bibo:doi ?doi }
  OPTIONAL { ?paper kg:arxiv ?arxiv }
  FILTER NOT EXISTS { ?paper dcterms:isVersionOf ?final . ?final a kg:Paper }
}"""
URLS = "SELECT ?paper ?url WHERE { ?paper a kg:Paper ; schema:url ?url }"
AUTHORS = """SELECT ?paper ?person ?ordinal WHERE {
  ?paper a kg:Paper ; schema:author ?person .
  OPTIONAL { ?signature kg:paper ?paper ; kg:person ?person ; a kg:Signature ; kg:ordinal ?ordinal }
}"""
COUNTS = "SELECT ?paper ?count WHERE { ?paper a kg:Paper ; kg:authorCount ?count }"
PLACES = """SELECT ?paper ?source ?file ?first ?last WHERE {
  ?entry a kg:Entry ; kg:paper ?paper ; kg:statedBy ?profile ; kg:sourceFile ?file .
  ?profile rdfs:label ?source .
  OPTIONAL { ?entry kg:firstLine ?first ; kg:lastLine ?last }
}"""
PEOPLE = "SELECT ?person ?name WHERE { ?person a kg:Person ; rdfs:label ?name }"
HOMEPAGES = "SELECT ?person ?url WHERE { ?person a kg:Person ; foaf:homepage ?url }"
LINKS = "SELECT ?person ?url WHERE { ?person a kg:Person ; owl:sameAs|schema:sameAs ?url }"
OWNERS = "SELECT DISTINCT ?person WHERE { ?profile a kg:Profile ; foaf:primaryTopic ?person }"
CAREERS = """SELECT ?fact ?kind ?person ?label ?name ?start ?end ?year ?ongoing ?organization WHERE {
  VALUES ?kind { kg:Position kg:Education kg:Award }
  ?fact a ?kind ; kg:holder ?person .
  OPTIONAL { ?fact rdfs:label ?label }
  OPTIONAL { ?fact schema:name ?name }
  OPTIONAL { ?fact kg:startYear ?start }
  OPTIONAL { ?fact kg:endYear ?end }
  OPTIONAL { ?fact kg:year ?year }
  OPTIONAL { ?fact kg:ongoing ?ongoing }
  OPTIONAL { ?fact kg:organization ?at . ?at rdfs:label ?organization }
}"""
TITLE = "SELECT ?title WHERE { ?dataset a void:Dataset ; dcterms:title ?title }"

SITES = {"orcid.org": "ORCID", "dblp.org": "dblp", "scholar.google.com": "Google Scholar", "github.com": "GitHub",
         "www.semanticscholar.org": "Semantic Scholar", "openreview.net": "OpenReview", "openalex.org": "OpenAlex",
         "www.wikidata.org": "Wikidata", "www.linkedin.com": "LinkedIn", "twitter.com": "Twitter", "x.com": "X",
         "aclanthology.org": "ACL Anthology", "arxiv.org": "arXiv"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of the data is wanted; what is empty does not restrict.

    Attributes:
        person: id or name of somebody; only people within ``hops`` steps of them are kept.
        hops: 1 for the co-authors, 2 for theirs too, and so on.
        venue: only papers of this venue, as its label says.
        organization: only people of this organization.
        years: only papers of the first to the second year.
        group: only people whose pages were read.
    """

    person: str = ""
    hops: int = 1
    venue: str = ""
    organization: str = ""
    years: tuple[int, int] | None = None
    group: bool = False


def from_dataset(engine: Engine, choice: Choice | None = None, *, title: str = "",
                 large_paper: int = LARGE_PAPER) -> CoauthorData:
    """Collect people and papers from a dataset.

    Args:
        engine: what answers SPARQL by the data model of this project.
        choice: the part that is wanted.
        title: for the head of the page; without it the dataset's own.
        large_paper: papers with more authors make no edges.

    Raises:
        QueryError: ``choice`` names somebody or something that is not there.
        EndpointError: a remote endpoint did not answer.
    """
    titles = [row["title"] for row in _rows(engine, TITLE)]
    owners = {row["person"] for row in _rows(engine, OWNERS)}
    papers = _papers(engine)
    people = _people(engine, owners)
    known = {person.id for person in people}
    papers = [replace(paper, authors=kept, others=max(paper.others - len(kept), 0)) for paper in papers
              for kept in [tuple(author for author in paper.authors if author in known)]]
    data = CoauthorData(title or min(titles, default="Co-author network"), tuple(people), tuple(papers), large_paper)
    return chosen(data, choice) if choice else data


def chosen(data: CoauthorData, choice: Choice) -> CoauthorData:
    """Return the part of the data that is wanted, with a note that says which.

    Raises:
        QueryError: nobody, or more than one person, has that name; or no venue or organization has it.
    """
    papers, notes = list(data.papers), []
    if choice.venue:
        papers = _named(papers, choice.venue, "venue", lambda paper: paper.venue)
        notes.append(f"papers of {papers[0].venue}")
    if choice.years:
        first, last = choice.years
        papers = [paper for paper in papers if paper.year and first <= paper.year <= last]
        notes.append(f"papers of {first}–{last}")
    people = list(data.people)
    if choice.organization:
        people = _named(people, choice.organization, "organization", lambda person: person.organization)
        notes.append(f"people of {people[0].organization}")
    if choice.group:
        people = [person for person in people if person.owner]
        notes.append("people whose pages were read")
    kept = {person.id for person in people}
    papers = _cut(papers, kept)
    if choice.person:
        centre = _person(data, choice.person)
        around = _around(replace(data, papers=tuple(papers)), centre.id, choice.hops)
        papers = _cut(papers, around)
        people = [person for person in people if person.id in around]
        notes.insert(0, f"{choice.hops} {'hop' if choice.hops == 1 else 'hops'} around {centre.name}")
    if choice.venue or choice.years:
        signing = {author for paper in papers for author in paper.authors}
        people = [person for person in people if person.id in signing]
    note = "; ".join(notes)
    return replace(data, people=tuple(people), papers=tuple(papers), note=note[:1].upper() + note[1:])


def _named(items: list[Any], name: str, what: str, label: Any) -> list[Any]:
    found = [item for item in items if label(item).casefold() == name.casefold()]
    if not found:
        near = sorted({label(item) for item in items if name.casefold() in label(item).casefold()})[:5]
        raise QueryError(f"no {what} is called {name!r}", hint=f"there is {', '.join(near)}" if near else
                         f"leave the {what} out to see everything")
    return found


def _person(data: CoauthorData, wanted: str) -> Author:
    found = [person for person in data.people if person.id == wanted] or [
        person for person in data.people if person.name.casefold() == wanted.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{len(found)} people are called {wanted!r}", hint="give one of the IRIs: " + ", ".join(
            person.id for person in found[:5]))
    near = sorted(person.name for person in data.people if wanted.casefold() in person.name.casefold())[:5]
    raise QueryError(f"nobody is called {wanted!r}", hint=f"there is {', '.join(near)}" if near else
                     "give the name as the graph has it, or an IRI")


def _cut(papers: Iterable[AuthoredPaper], kept: set[str]) -> list[AuthoredPaper]:
    """Papers of the people who are kept, the rest of their authors as a number."""
    cut = []
    for paper in papers:
        authors = tuple(author for author in paper.authors if author in kept)
        if authors:
            cut.append(replace(paper, authors=authors, others=paper.others + len(paper.authors) - len(authors)))
    return cut


def _around(data: CoauthorData, centre: str, hops: int) -> set[str]:
    near: dict[str, set[str]] = defaultdict(set)
    for one, other, _ in joint_papers(data):
        near[one].add(other)
        near[other].add(one)
    reached = ring = {centre}
    for _ in range(hops):
        ring = {other for one in ring for other in near[one]} - reached
        reached = reached | ring
    return reached


def _papers(engine: Engine) -> list[AuthoredPaper]:
    orders: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(engine, AUTHORS):
        order = orders[row["paper"]]
        order[row["person"]] = min(order.get(row["person"], 10**6), int(row.get("ordinal") or 10**6))
    places: dict[str, set[Place]] = defaultdict(set)
    for row in _rows(engine, PLACES):
        places[row["paper"]].add(Place(_file(row["source"], row["file"]), int(row.get("first") or 0),
                                       int(row.get("last") or 0)))
    urls: dict[str, list[str]] = defaultdict(list)
    for row in _rows(engine, URLS):
        urls[row["paper"]].append(row["url"])
    counts = {row["paper"]: int(row["count"]) for row in _rows(engine, COUNTS)}
    found: dict[str, AuthoredPaper] = {}
    for row in sorted(_rows(engine, PAPERS), key=lambda row: tuple(str(row.get(key)) for key in sorted(row))):
        paper, order = row["paper"], orders[row["paper"]]
        url = (f"https://doi.org/{row['doi']}" if row.get("doi") else f"https://arxiv.org/abs/{row['arxiv']}"
               if row.get("arxiv") else min(urls[paper], default=""))
        found.setdefault(paper, AuthoredPaper(
            paper, row["title"], tuple(sorted(order, key=lambda person: (order[person], person))),
            int(row["year"]) if row.get("year") else None, row.get("venueLabel", ""), url,
            tuple(sorted(places[paper], key=lambda place: (place.file, place.first, place.last))), counts.get(paper, 0)))
    return [found[paper] for paper in sorted(found)]


def _people(engine: Engine, owners: set[str]) -> list[Author]:
    homepages: dict[str, list[str]] = defaultdict(list)
    for row in _rows(engine, HOMEPAGES):
        homepages[row["person"]].append(row["url"])
    links: dict[str, set[Link]] = defaultdict(set)
    for row in _rows(engine, LINKS):
        links[row["person"]].add(Link(_site(row["url"]), row["url"]))
    careers, organizations = _careers(engine)
    names = {row["person"]: row["name"] for row in sorted(_rows(engine, PEOPLE), key=lambda row: row["name"])}
    return [Author(person, names[person], organizations.get(person, ""), min(homepages[person], default=""),
                   tuple(sorted(links[person], key=lambda link: (link.label, link.url))),
                   tuple(careers.get(person, ())), person in owners) for person in sorted(names)]


def _careers(engine: Engine) -> tuple[dict[str, list[CareerEntry]], dict[str, str]]:
    """The career of each person in order of time, and the organization of the latest post, else of the latest study."""
    facts = {row["fact"]: row for row in sorted(_rows(engine, CAREERS), key=lambda row: row.get("organization", ""))}
    careers: dict[str, list[CareerEntry]] = defaultdict(list)
    latest: dict[str, tuple[Any, ...]] = {}
    for fact in sorted(facts):
        row = facts[fact]
        kind = row["kind"].rpartition("#")[2].lower()
        start, end = (int(row[key]) if row.get(key) else None for key in ("start", "end"))
        start = start or (int(row["year"]) if row.get("year") else None)
        ongoing = row.get("ongoing") == "true"
        label = row.get("label") or row.get("name") or row.get("organization") or kind
        careers[row["person"]].append(CareerEntry(label, kind, start, end, ongoing))
        if kind != "award" and row.get("organization"):
            rank = (ongoing, kind == "position", end or start or 0, start or 0, row["organization"])
            latest[row["person"]] = max(latest.get(row["person"], rank), rank)
    for entries in careers.values():
        entries.sort(key=lambda entry: (entry.start or entry.end or 9999, entry.end or 9999, entry.label))
    return careers, {person: rank[-1] for person, rank in latest.items()}


def _file(source: str, file: str) -> str:
    """The file with its source in front, unless the source is that one file.

    >>> _file("mira-olin", "index.md"), _file("mira-olin", "mira-olin.md")
    ('mira-olin/index.md', 'mira-olin.md')
    """
    return file if file.rpartition("/")[2].rpartition(".")[0] == source else f"{source}/{file}"


def _site(url: str) -> str:
    """What to call a link: the name of a site that is known, else its host."""
    try:
        host = urlsplit(url).hostname or url
    except ValueError:
        return url
    return SITES.get(host, host.removeprefix("www."))


def _rows(engine: Engine, text: str) -> list[dict[str, str]]:
    """The rows of a SELECT as text by the name of the variable; unbound ones are left out."""
    answer = engine.sparql(text)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("a SELECT was expected")
    names = [variable.value for variable in answer.variables]
    return [{name: value.value for name, value in zip(names, solution, strict=True) if value is not None}
            for solution in answer]


def from_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "Network") -> CoauthorData:
    """Make the record from the result of any query with columns ``source`` and ``target``.

    Further columns are understood: ``source_name``, ``target_name``, ``weight`` (that many ties), ``title`` and
    ``year`` of the paper behind the tie.

    Raises:
        QueryError: one of the two columns is missing.

    >>> data = from_rows(["source", "target", "weight"], [["Mira Olin", "Bo Tamm", 2]])
    >>> [person.name for person in data.people], len(data.papers)
    (['Bo Tamm', 'Mira Olin'], 2)
    """
    if not {"source", "target"} <= set(columns):
        raise QueryError(f"the columns are {', '.join(columns)}", hint="name two of them ?source and ?target")
    names: dict[str, str] = {}
    papers: list[AuthoredPaper] = []
    for row in rows:
        cell = {column: "" if value is None else str(value) for column, value in zip(columns, row, strict=True)}
        ends = (cell["source"], cell["target"])
        if not all(ends):
            continue
        for end, key in zip(ends, ("source_name", "target_name"), strict=True):
            names[end] = cell.get(key) or names.get(end) or _last_part(end)
        year = int(cell["year"]) if cell.get("year", "").isdecimal() and len(cell["year"]) == 4 else None
        weight = cell.get("weight", "").partition(".")[0]
        for _ in range(min(int(weight), 1000) if weight.isdecimal() and not cell.get("title") else 1):
            papers.append(AuthoredPaper(f"tie-{len(papers)}", cell.get("title", ""), tuple(dict.fromkeys(ends)), year))
    return CoauthorData(title, tuple(Author(one, names[one]) for one in sorted(names)), tuple(papers))


def _last_part(text: str) -> str:
    return text.rstrip("/#").replace("#", "/").rpartition("/")[2] if "://" in text else text
