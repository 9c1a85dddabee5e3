"""What Wikidata would hold about people, as QuickStatements for a person to review. Nothing is ever sent.

Takes an open dataset; gives lines of QuickStatements version 1, each with the page that says so as its reference and
a comment in words, and a query that finds the items of people and organizations whose Wikidata id is not known yet.
A line is only made where both sides have an id at Wikidata; whether Wikidata has the statement already is for the
reviewer to see, and QuickStatements itself adds no statement twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.query.results import Table, of_answer
from kg.store import Dataset

_ITEM = "http://www.wikidata.org/entity/"
_IDENTIFIERS = {  # scheme -> property, what it must look like
    "orcid": ("P496", r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"), "dblp": ("P2456", r"\w+/[\w-]+"),
    "google_scholar": ("P1960", r"[\w-]{12}"),
}


class Statements(NamedTuple):
    """Lines to review, a query that finds missing ids, and how many people and organizations lack one."""

    lines: list[str]
    lookup: str
    people: int
    organizations: int


def quickstatements(dataset: Dataset) -> Statements:
    """Return what Wikidata would hold of people whose Wikidata id is known; the same dataset gives the same lines."""
    lines = sorted({*_of_identifiers(dataset), *_of_homepages(dataset), *_of_posts(dataset), *_of_advisors(dataset)},
                   key=_order)
    orcids = [row[0].rsplit("/", 1)[-1] for row in _rows(dataset, _WITHOUT_ITEM.format(
        kind="kg:Person", place="https://orcid.org/"))]
    rors = [row[0].rsplit("/", 1)[-1] for row in _rows(dataset, _WITHOUT_ITEM.format(
        kind="kg:Organization", place="https://ror.org/"))]
    return Statements(lines, _lookup(orcids, rors), len(orcids), len(rors))


_NAMED = "?person a kg:Person ; rdfs:label ?name ; owl:sameAs ?item . " \
         f'FILTER(STRSTARTS(STR(?item), "{_ITEM}Q")) '
_PAGE = "OPTIONAL { ?fact kg:statedBy/schema:url ?page } "
_WITHOUT_ITEM = (
    'SELECT DISTINCT ?same {{ ?thing a {kind} ; owl:sameAs ?same . FILTER(STRSTARTS(STR(?same), "{place}")) '
    f'FILTER NOT EXISTS {{{{ ?thing owl:sameAs ?item . FILTER(STRSTARTS(STR(?item), "{_ITEM}")) }}}} }}}} ORDER BY ?same'
)


def _of_identifiers(dataset: Dataset) -> Iterator[str]:
    query = "SELECT ?item ?name ?id { " + _NAMED + "?person schema:identifier ?id }"
    for item, name, identifier in _rows(dataset, query):
        scheme, _, value = identifier.partition(":")
        property_, pattern = _IDENTIFIERS.get(scheme, ("", "(?!)"))
        if re.fullmatch(pattern, value):
            yield _line(item, property_, _text(value), "", f"{name}: {scheme} {value}")


def _of_homepages(dataset: Dataset) -> Iterator[str]:
    for item, name, page in _rows(dataset, "SELECT ?item ?name ?page { " + _NAMED + "?person foaf:homepage ?page }"):
        yield _line(item, "P856", _text(page), "", f"{name}: homepage {page}")


def _of_posts(dataset: Dataset) -> Iterator[str]:
    """Employers, and the places of degrees; internships and visits are no employment."""
    for class_, property_, word in (("kg:Position", "P108", "employer"), ("kg:Education", "P69", "educated at")):
        query = (
            "SELECT DISTINCT ?item ?name ?at ?at_name ?start ?end ?page { " + _NAMED
            + f"?fact a {class_} ; kg:holder ?person ; kg:organization ?organization . "
            "FILTER NOT EXISTS { ?fact kg:roleKind ?kind . FILTER(?kind IN (kgc:intern, kgc:visiting, kgc:student)) } "
            "?organization rdfs:label ?at_name ; owl:sameAs ?at . "
            f'FILTER(STRSTARTS(STR(?at), "{_ITEM}Q")) '
            "OPTIONAL { ?fact kg:start ?start } OPTIONAL { ?fact kg:end ?end } " + _PAGE + "}"
        )
        for item, name, at, at_name, start, end, page in _rows(dataset, query):
            times = "".join(f"\t{qualifier}\t{_time(date)}" for qualifier, date in (("P580", start), ("P582", end))
                            if date)
            yield _line(item, property_, _q(at) + times, page, f"{name}: {word} {at_name}")


def _of_advisors(dataset: Dataset) -> Iterator[str]:
    """Doctoral advisors: those during a doctorate, where both people have items."""
    query = (
        "SELECT DISTINCT ?item ?name ?other ?other_name ?page { " + _NAMED
        + "?fact a kg:Advising ; kg:advisee ?person ; kg:advisor ?advisor ; kg:during/kg:degreeLevel kgc:doctorate . "
        "?advisor rdfs:label ?other_name ; owl:sameAs ?other . "
        f'FILTER(STRSTARTS(STR(?other), "{_ITEM}Q")) ' + _PAGE + "}"
    )
    for item, name, other, other_name, page in _rows(dataset, query):
        yield _line(item, "P184", _q(other), page, f"{name}: doctoral advisor {other_name}")


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(dataset: Dataset, query: str) -> list[list[str]]:
    """The rows of a query as texts, "" where nothing stands."""
    from kg.engine import undeclared_prefixes

    answer = of_answer(dataset.sparql(undeclared_prefixes(query) + query))
    assert isinstance(answer, Table)
    return [["" if value is None else str(value) for value in row] for row in answer.values()]


def _line(item: str, property_: str, value: str, page: str, comment: str) -> str:
    source = f"\tS854\t{_text(page)}" if page else ""
    return f"{_q(item)}\t{property_}\t{value}{source} /* {_plain(comment)} */"


def _q(iri: str) -> str:
    return iri.removeprefix(_ITEM)


def _plain(text: str) -> str:
    r"""Return text that ends no comment, no column and no line.

    >>> _plain("a */ b\tc|d||e")
    'a b c d e'
    """
    return " ".join(re.sub(r"\*/|/\*|[|\t\r\n]", " ", text).split())


def _text(value: str) -> str:
    r"""Return a string of QuickStatements.

    >>> print(_text('https://olin.example/"x"'))
    "https://olin.example/%22x%22"
    """
    return '"' + "".join(value.split()).replace('"', "%22").replace("|", "%7C") + '"'


def _time(iso: str) -> str:
    """Return a date with its precision: 9 a year, 10 a month, 11 a day.

    >>> _time("2020"), _time("2020-05"), _time("2020-05-07")
    ('+2020-00-00T00:00:00Z/9', '+2020-05-00T00:00:00Z/10', '+2020-05-07T00:00:00Z/11')
    """
    parts = iso[:10].split("-")
    year, month, day = (*parts, "00", "00")[:3]
    return f"+{year}-{month}-{day}T00:00:00Z/{8 + len(parts)}"


def _order(line: str) -> tuple[int, str]:
    """By item, in the order of their numbers."""
    number = line[1:line.index("\t")]
    return (int(number) if number.isdigit() else 0, line)


def _lookup(orcids: list[str], rors: list[str]) -> str:
    """A query for https://query.wikidata.org that finds the items behind ORCIDs and ROR ids."""
    def values(texts: list[str]) -> str:
        return " ".join(f'"{text}"' for text in texts if re.fullmatch(r"[\w-]+", text))

    return (
        "# For https://query.wikidata.org: the items of people (ORCID) and organizations (ROR) of the dataset.\n"
        "SELECT ?id ?item ?itemLabel WHERE {\n"
        f"  {{ VALUES ?id {{ {values(orcids)} }} ?item wdt:P496 ?id }}\n"
        f"  UNION {{ VALUES ?id {{ {values(rors)} }} ?item wdt:P6782 ?id }}\n"
        '  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" }\n}\n'
    )
