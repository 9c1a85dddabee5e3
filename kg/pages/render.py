"""HTML pages: a person, paper, venue or organization; a question of the catalogue; search; the editor.

Every page is put together from answers of the catalogue, so a page, the command line and the API say the same.
Jinja escapes whatever comes from the dataset; charts are made with ElementTree, which escapes too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import NamedNode

from kg.engine import Engine
from kg.errors import AmbiguousName, QueryError
from kg.files import shipped
from kg.pages import charts
from kg.pages.cells import Cell, cell_of, filled, href_of, labels_of, linked
from kg.pages.links import link_label
from kg.pages.search import Index
from kg.pages.terms import terms
from kg.pages.things import KINDS, SUFFIXES, Thing
from kg.query import Question, Table, Triples, catalogue, question_of, run
from kg.query.results import of_answer
from kg.settings import Settings
from kg.store import Dataset
from kg.vocab import KG

SHOWN = 200
"""Rows of a question that a page shows; the CSV has all."""


class Section(NamedTuple):
    """One part of an entity's page: a question with the entity as its parameter.

    ``question`` names one of the catalogue, or is SPARQL with one parameter of its own.
    """

    title: str
    question: str
    shown: int = 12


_PAPERS = """#+ params: [{name: %s, type: %s, required: true}]
SELECT ?year ?title ?paper ?where ?venue ?authors {
  VALUES ?%s { UNDEF } # parameter
  ?paper %s ?%s ; a kg:Paper ; rdfs:label ?title .
  OPTIONAL { ?paper kg:year ?year }
  OPTIONAL { ?paper kg:publishedIn ?venue . ?venue rdfs:label ?where }
  OPTIONAL { ?paper kg:authorCount ?authors }
} ORDER BY DESC(?year) ?title ?paper"""

_NAMED_BY = """#+ params: [{name: person, type: person, required: true}]
SELECT ?page ?name ?papers ?own ?lines {
  { SELECT ?profile ?name (COUNT(DISTINCT ?entry) AS ?papers) (MIN(?line) AS ?lines) {
      VALUES ?person { UNDEF } # parameter
      ?signature kg:person ?person ; kg:entry ?entry . ?entry kg:statedBy ?profile .
      OPTIONAL { ?signature kg:nameAsPrinted ?printed }
      OPTIONAL { ?entry kg:sourceFile ?file ; kg:firstLine ?first ; kg:lastLine ?last
                 BIND(CONCAT(?file, ":", STR(?first), IF(?first = ?last, "", CONCAT("-", STR(?last)))) AS ?line) }
      BIND(COALESCE(?printed, "(not printed)") AS ?name)
    } GROUP BY ?profile ?name }
  VALUES ?person { UNDEF } # parameter
  ?profile rdfs:label ?page .
  BIND(IF(EXISTS { ?profile foaf:primaryTopic ?person }, "their own page", "") AS ?own)
} ORDER BY DESC(?papers) ?page ?name"""

_SIGNED = """#+ params: [{name: paper, type: paper, required: true}]
SELECT ?page ?printed ?venue_as_printed ?year ?authors ?lines {
  VALUES ?paper { UNDEF } # parameter
  ?entry kg:paper ?paper ; kg:statedBy ?profile ; kg:titleAsPrinted ?printed .
  ?profile rdfs:label ?page .
  OPTIONAL { ?entry kg:venueAsPrinted ?venue_as_printed }
  OPTIONAL { ?entry kg:year ?year }
  OPTIONAL { ?entry kg:authorCount ?authors }
  OPTIONAL { ?entry kg:sourceFile ?file ; kg:firstLine ?first ; kg:lastLine ?last
             BIND(CONCAT(?file, ":", STR(?first), "-", STR(?last)) AS ?lines) }
} ORDER BY ?page ?lines"""

SECTIONS: dict[str, tuple[Section, ...]] = {
    "person": (
        Section("Career", "timeline", 40), Section("Co-authors", "coauthors"),
        Section("Papers", (_PAPERS % ("person", "person", "person", "schema:author", "person")), 80),
        Section("Venues", "person_venues"), Section("Advisors and advisees", "advising"),
        Section("Service", "service"), Section("May be the same person", "doubts"),
        Section("Where it is said", _NAMED_BY, 40),
    ),
    "venue": (
        Section("Most frequent authors", "venue_authors"), Section("Editions and names", "venue_editions", 40),
        Section("Papers", (_PAPERS % ("venue", "venue", "venue", "kg:publishedIn", "venue")), 60),
    ),
    "edition": (Section("Papers", (_PAPERS % ("edition", "edition", "edition", "schema:isPartOf", "edition")), 200),),
    "organization": (
        Section("People", "organization_people", 60), Section("Where they come from and go to", "organization_moves"),
        Section("Where they were educated", "organization_education"),
    ),
    "paper": (Section("As the pages print it", _SIGNED, 40),),
}
"""Kind -> the parts of its page."""


class Pages:
    """Makes the pages of one version of a dataset.

    Args:
        dataset: what they are about.
        settings: title, licence, base IRI.
        static: make them for files that nobody answers: no forms, no editor, search in the browser.
    """

    def __init__(self, dataset: Dataset, settings: Settings, *, static: bool = False) -> None:
        self.dataset = dataset
        self.settings = settings
        self.static = static
        self.index = Index(dataset)
        self.questions = catalogue()
        self.root = ""
        """What a link to a path of the site begins with; a static page sets it to the way up from its folder."""
        loader = FileSystemLoader(shipped("viz") / "web" / "templates")
        self._jinja = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self.known: frozenset[str] | None = None
        """Paths of the things that have a page; None where whatever is asked for can be answered."""
        self._jinja.filters["local"] = self._local
        self._built = str(dataset.report.get("built", "an unknown time"))[:10]

    def render(self, template: str, **values: Any) -> str:
        """Return a page from its template; the dataset's description is there for all."""
        return self._jinja.get_template(template).render(
            dataset=self.settings.dataset, built=self._built, root=self.root, static=self.static, **values)

    def _local(self, href: str) -> str:
        """A path of the site as a link from the page that is made; "" where nothing would answer it."""
        if not href.startswith("/"):
            return href
        kind = href.split("/")[1]
        nowhere = self.known is not None and kind in KINDS and href[1:] not in self.known
        return "" if nowhere else self.root + href

    def home(self) -> str:
        """Return the first page: what there is, whose pages it comes from, what can be asked."""
        counts = self.dataset.report.get("counts", {})
        kinds = ("people", "papers", "venues", "organizations", "sources")
        shown = [(counts[key], key) for key in kinds if key in counts]
        rows = self._rows("SELECT DISTINCT ?person ?label ?source { ?profile foaf:primaryTopic ?person ; "
                          "rdfs:label ?source . ?person rdfs:label ?label } ORDER BY ?label ?source LIMIT 60")
        owners = [(str(label), href_of(str(person), self.settings.dataset.base), str(source))
                  for person, label, source in rows.values()]
        asked = [(each.name, each.summary) for each in self.questions.values()
                 if not (self.static and any(parameter.required for parameter in each.parameters))][:14]
        return self.render("home.html", title="Home", counts=shown, owners=owners, questions=asked)

    def found(self, text: str) -> str:
        """Return the page of search results."""
        hits = self.index.find(text, limit=100)
        items = [(hit.label, href_of(hit.iri, self.settings.dataset.base), hit.note) for hit in hits]
        message = f"{len(items)} found" if items else "Nothing has this in its name."
        return self.render("list.html", title=f"Search: {text}", message=message, groups=[("", items)], query=text)

    def suggestions(self, text: str) -> list[dict[str, str]]:
        """Return what search-as-you-type shows."""
        base, hits = self.settings.dataset.base, self.index.find(text)
        return [{"label": hit.label, "note": hit.note, "href": href_of(hit.iri, base)} for hit in hits]

    def question_list(self) -> str:
        """Return the page of the catalogue, by its first tag."""
        groups: dict[str, list[tuple[str, str, str]]] = {}
        for each in self.questions.values():
            heading = (each.tags or ("other",))[0].capitalize()
            if not (self.static and any(parameter.required for parameter in each.parameters)):
                groups.setdefault(heading, []).append((each.summary, f"/query/{each.name}", each.name))
        return self.render("list.html", title="Questions", message="", groups=list(groups.items()))

    def question(
        self, question: Question, given: Mapping[str, str], engine: Engine | None = None,
    ) -> tuple[str, int]:
        """Return the page of a question with its answer, where its parameters are given, and its status.

        Args:
            question: of the catalogue.
            given: its parameters, by name.
            engine: what answers it; the dataset where it is left out.
        """
        values: dict[str, Any] = {
            "title": question.summary, "question": question, "given": given, "sparql": question.text, "error": "",
            "candidates": [], "columns": [], "rows": [], "total": 0, "chart": "", "csv": "", "json": "",
        }
        status = 200
        if all(given.get(each.name) for each in question.parameters if each.required):
            try:
                values |= self._answer(
                    question, {name: value for name, value in given.items() if value}, engine or self.dataset)
            except AmbiguousName as error:
                status = 300 if error.candidates else 404
                values |= {"error": str(error), "candidates": [
                    (label, href_of(iri, self.settings.dataset.base)) for iri, label in error.candidates]}
            except QueryError as error:
                status, values["error"] = 400, str(error)
        return self.render("question.html", **values), status

    def entity(self, entity: Thing) -> str | None:
        """Return the page of a thing, or None where the dataset says nothing of it."""
        base = self.settings.dataset.base
        iri = entity.iri(base)
        statements = self._statements(iri)
        if not statements:
            return None
        names = statements.get("label", [Cell(entity.name)])
        return self.render(
            "entity.html", title=names[0].text, subtitle=entity.kind.capitalize(), iri=iri, path=entity.path,
            links=_links(statements, image=self.settings.privacy.image), facts=_facts(statements),
            suffixes=list(SUFFIXES.items()),
            sections=[each for part in SECTIONS[entity.kind] if (each := self._section(part, entity, iri))],
            json_ld=_script_safe(_json_ld(iri, entity.kind, names[0].text, statements)),
        )

    def editor(self) -> str:
        """Return the SPARQL editor with the catalogue's queries as examples."""
        examples = [{"name": each.summary, "query": _without_header(each.text)} for each in self.questions.values()]
        return self.render("editor.html", title="SPARQL", examples=_script_safe(examples))

    def ontology(self) -> str:
        """Return the page of the ontology's terms."""
        return self.render("ontology.html", title="Ontology", groups=terms(), namespace=KG.iri)

    def _answer(self, question: Question, given: Mapping[str, str], engine: Engine) -> dict[str, Any]:
        answer = run(engine, question, given)
        table = answer.to_table() if isinstance(answer, Triples) else answer
        columns, rows = linked(table, self.dataset, self.settings.dataset.base, SHOWN)
        asked = urlencode({**given, "form": ""})
        address = f"/query/{question.name}/rows." if self.static else f"/query/{question.name}?{asked}"
        return {"columns": columns, "rows": rows, "total": len(table), "chart": _year_chart(table),
                "csv": f"{address}csv", "json": f"{address}json"}

    def _section(self, part: Section, entity: Thing, iri: str) -> dict[str, Any] | None:
        question = self.questions.get(part.question) or question_of(part.question)
        name = next(each.name for each in question.parameters if each.type == entity.kind)
        table = run(self.dataset, question, {name: iri})
        if not isinstance(table, Table) or not len(table):
            return None
        columns, rows = filled(*linked(table, self.dataset, self.settings.dataset.base, part.shown))
        known = question.name in self.questions
        asked = f"/query/{question.name}?{urlencode({name: iri})}"
        more = asked if known and len(table) > part.shown and not self.static else ""
        chart = _career_chart(table) if question.name == "timeline" else _year_chart(table)
        return {"title": part.title, "count": len(table), "columns": columns, "rows": rows, "chart": chart,
                "more": more, "more_text": f"All {len(table):,}"}

    def _statements(self, iri: str) -> dict[str, list[Cell]]:
        """What is said of a thing: local name of the property -> values, sorted."""
        rows = self._rows(f"SELECT DISTINCT ?p ?o {{ <{iri}> ?p ?o }} ORDER BY ?p ?o").rows
        labels = labels_of(self.dataset, {value.value for _, value in rows if isinstance(value, NamedNode)})
        said: dict[str, list[Cell]] = {}
        for predicate, value in rows:
            assert isinstance(predicate, NamedNode)
            name = predicate.value.rstrip("/").rpartition("#")[2].rpartition("/")[2]
            said.setdefault(name, []).append(cell_of(value, labels, self.settings.dataset.base))
        return said

    def _rows(self, select: str) -> Table:
        answer = of_answer(self.dataset.sparql(select))
        assert isinstance(answer, Table)
        return answer


_SHOWN_FACTS = {
    "alternateName": "Also", "formerName": "Formerly", "acronym": "Acronym", "interest": "Interests",
    "author": "Authors", "year": "Year", "publishedIn": "Venue", "series": "Venue", "superEvent": "Part of",
    "isPartOf": "Edition", "publicationType": "Type",
    "status": "Status", "award": "Award", "doi": "DOI", "arxiv": "arXiv", "isVersionOf": "Version of",
    "venueKind": "Kind", "organizationKind": "Kind", "unitOf": "Part of", "country": "Country",
}
_LINKING = ("homepage", "sameAs", "url")


def _facts(statements: Mapping[str, list[Cell]]) -> list[tuple[str, list[Cell]]]:
    return [(title, statements[name]) for name, title in _SHOWN_FACTS.items() if name in statements]


def _links(statements: Mapping[str, list[Cell]], *, image: bool = False) -> list[tuple[str, str]]:
    """Labels and addresses of the thing elsewhere; a picture is linked, never shown: pages ask nothing of other hosts."""
    found = [cell.href for name in _LINKING for cell in statements.get(name, ()) if cell.href.startswith("http")]
    pictures = [("Photo", cell.href) for cell in statements.get("image", ()) if image and cell.href.startswith("http")]
    return [(link_label(href), href) for href in dict.fromkeys(found)] + pictures


def _json_ld(iri: str, kind: str, name: str, statements: Mapping[str, list[Cell]]) -> dict[str, Any]:
    """The thing in schema.org's words, for search engines."""
    types = {"person": "Person", "paper": "ScholarlyArticle", "venue": "CreativeWorkSeries", "edition": "Event",
             "organization": "Organization"}
    said: dict[str, Any] = {"@context": "https://schema.org", "@id": iri, "@type": types[kind], "name": name}
    for key in ("alternateName", "award", "datePublished"):
        if key in statements:
            said[key] = [cell.text for cell in statements[key]]
    same = [href for _, href in _links(statements)]
    return said | ({"sameAs": same} if same else {})


def _without_header(text: str) -> str:
    """A question's SPARQL without the lines of its header.

    >>> _without_header("#+ summary: Who?\\n\\nASK {}\\n")
    'ASK {}\\n'
    """
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+")).lstrip("\n")


def _script_safe(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _career_chart(table: Table) -> str:
    """The timeline's degrees and posts as bars."""
    spans = []
    for row in table.records():
        kind = str(row.get("kind") or row.get("what") or "").lower()
        if kind not in ("position", "education"):
            continue
        label = ", ".join(str(row[key]) for key in ("what", "where") if row.get(key))
        start, end = _year(row.get("start")), _year(row.get("end"))
        spans.append(charts.Span(label, kind, start, end, str(row.get("end")) == "present"))
    return charts.timeline(spans, datetime.now(UTC).year)


def _year_chart(table: Table) -> str:
    """Rows by year, where there is a column "year" and something to see."""
    if "year" not in table.columns:
        return ""
    records = table.records()
    counts: Counter[int] = Counter()
    for row in records:
        year = _year(row["year"])
        papers = row.get("papers")
        if year:
            counts[year] += papers if isinstance(papers, int) else 1
    return charts.bars(counts, "papers" if "papers" in table.columns else "rows") if len(counts) > 2 else ""


def _year(value: object) -> int | None:
    text = str(value or "")[:4]
    return int(text) if text.isdigit() and len(text) == 4 else None
