"""The questions that SPARQL cannot say well, or not fast: a shortest path, words of titles, disagreements …

Each program takes an engine, its question and the serialised parameters, asks the question's own query, and gives a
``Table`` with the columns that the header names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from pyoxigraph import QuerySolutions

from kg.engine import Engine, Term
from kg.query.catalogue import Question, fill, find
from kg.query.results import Table, Value, of_answer, text_of, value_of

Terms = Mapping[str, str]
Row = tuple[Term | None, ...]


def _rows(engine: Engine, question: Question, terms: Terms) -> list[Row]:
    table = of_answer(engine.sparql(fill(question.text, terms)))
    assert isinstance(table, Table)
    return list(table.rows)


# ── the shortest path ───────────────────────────────────────────────────────────────────────────────────────────

_BATCH = 500
"""How many people one step asks about at once: a query stays well below what servers take."""


def path(engine: Engine, question: Question, terms: Terms) -> Table:
    """Find the shortest path between people by a breadth-first search from both ends."""
    starts, ends = terms["person"].split(), terms["to"].split()
    before: dict[str, str] = dict.fromkeys(starts, "")
    after: dict[str, str] = dict.fromkeys(ends, "")
    here, there = starts, ends
    meeting = set(starts) & set(ends)
    for _ in range(int(terms["max_steps"])):
        if meeting or not here or not there:
            break
        if len(here) <= len(there):
            here = _step(engine, question, terms, here, before)
        else:
            there = _step(engine, question, terms, there, after)
        meeting = before.keys() & after.keys()
    columns = tuple(question.columns)
    if not meeting:
        return Table(columns, [])
    chain = _shortest(meeting, before, after)
    links = list(pairwise(chain))
    return Table.of(columns, _evidence(engine, links, terms["max_authors"])) if links else Table(columns, [])


def _step(engine: Engine, question: Question, terms: Terms, frontier: list[str], seen: dict[str, str]) -> list[str]:
    """Reach everybody next to the frontier; ``seen`` remembers from whom. The order decides ties, so it is sorted."""
    reached: list[str] = []
    for begin in range(0, len(frontier), _BATCH):
        batch = " ".join(frontier[begin:begin + _BATCH])
        answer = engine.sparql(fill(_unordered(question.text), {**terms, "person": batch}))
        assert isinstance(answer, QuerySolutions)
        for person, coauthor in sorted((str(row["person"]), str(row["coauthor"])) for row in answer):
            if coauthor not in seen:
                seen[coauthor] = person
                reached.append(coauthor)
    return sorted(reached)


def _unordered(text: str) -> str:
    """The step's query without its ORDER BY, which the search does not need and large stores are slow at."""
    return re.sub(r"\nORDER BY [^\n]*\s*$", "\n", text)


def _shortest(meeting: Iterable[str], before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The shortest chain through one of the meeting points; among equals the first by IRI."""
    chains = [[*reversed(_back(point, before)), point, *_back(point, after)] for point in sorted(meeting)]
    return min(chains, key=lambda chain: (len(chain), chain))


def _back(point: str, seen: Mapping[str, str]) -> list[str]:
    found = []
    while seen[point]:
        point = seen[point]
        found.append(point)
    return found


def _evidence(engine: Engine, links: list[tuple[str, str]], max_authors: str) -> list[tuple[Value | Term, ...]]:
    """Name the people of each link, and the latest paper that joins them."""
    pairs = " ".join(f"({one} {other})" for one, other in links)
    table = of_answer(engine.sparql(f"""
        PREFIX kg: <https://w3id.org/homepage-kg/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX schema: <https://schema.org/>
        SELECT ?person ?name ?coauthor ?coauthor_name ?paper ?title ?year WHERE {{
          VALUES (?person ?coauthor) {{ {pairs} }}
          ?paper schema:author ?person , ?coauthor ; rdfs:label ?title ; kg:authorCount ?count .
          FILTER(?count <= {max_authors})
          OPTIONAL {{ ?paper kg:year ?year }}
          ?person rdfs:label ?name . ?coauthor rdfs:label ?coauthor_name .
        }} ORDER BY DESC(?year) ?title ?paper"""))
    assert isinstance(table, Table)
    latest: dict[tuple[str, str], Row] = {}
    for row in table.rows:
        latest.setdefault((str(row[0]), str(row[2])), row)
    return [(number, *latest[link]) for number, link in enumerate(links, 1)]


# ── words of titles ─────────────────────────────────────────────────────────────────────────────────────────────

_WORDS_OF_GRAMMAR = """
a about across after all among an and are as at be beyond but by can case do does for from has have how if in into is
it its less more most new no not of off on one or our out over re so some study than that the their them then there
these they this those through to too toward towards two under up upon us using vs via was we what when where which
while who why will with within without you your an approach based
"""
_GRAMMAR = frozenset(_WORDS_OF_GRAMMAR.split())


def topics(engine: Engine, question: Question, terms: Terms) -> Table:
    """Count the words of the titles of each period of years."""
    length, top = max(1, int(terms["years"])), int(terms["top"])
    periods: dict[str, list[set[str]]] = {}
    for printed, title, _ in _rows(engine, question, terms):
        name, year = "undated", value_of(printed)
        if isinstance(year, int):
            first = year - year % length
            name = f"{first}–{first + length - 1}" if length > 1 else str(first)
        periods.setdefault(name, []).append(_words(text_of(title)))
    rows = []
    for name in sorted(periods):
        counted = Counter(word for words in periods[name] for word in words)
        ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:top]
        rows += [(name, word, papers, len(periods[name])) for word, papers in ranked]
    return Table.of(tuple(question.columns), rows)


def _words(title: str) -> set[str]:
    """The telling words of a title.

    >>> sorted(_words("Rivers of the North: a river's tale"))
    ['north', 'river', 'tale']
    """
    found = re.findall(r"[^\W\d_][\w'’-]*", title.lower())
    return {_singular(re.sub(r"['’]s?$", "", word)) for word in found if len(word) > 1 and word not in _GRAMMAR}


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if re.search(r"[^sui]s$", word) and len(word) > 3 else word


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────


def lines(engine: Engine, question: Question, terms: Terms) -> Table:
    """List what was read from a page, and between it the lines that gave nothing."""
    rows = _rows(engine, question, terms)
    wanted = int(terms["line"])
    if wanted:
        return Table.of(tuple(question.columns), rows or [("", wanted, wanted, "nothing", "", "")])
    found: list[tuple[Value | Term, ...]] = []
    covered: dict[str, int] = {}
    for row in rows:
        file, first, last = text_of(row[0]), int(text_of(row[1])), int(text_of(row[2]))
        done = covered.get(file, 0)
        if first > done + 1:
            found.append((file, done + 1, first - 1, "nothing", "", ""))
        covered[file] = max(done, last)
        found.append(row)
    return Table.of(tuple(question.columns), found)


# ── disagreements ───────────────────────────────────────────────────────────────────────────────────────────────

_PRINTED_AGAIN = """
    PREFIX kg: <https://w3id.org/homepage-kg/ontology#>
    SELECT ?paper WHERE {
      { SELECT ?entry WHERE { ?entry a kg:Entry } }
      { SELECT ?entry ?paper WHERE { ?entry kg:paper ?paper } }
    } GROUP BY ?paper HAVING (COUNT(?entry) > 1)"""
_WITH_TWO_PAGES = """
    PREFIX foaf: <http://xmlns.com/foaf/0.1/>
    SELECT ?person WHERE { ?profile foaf:primaryTopic ?person } GROUP BY ?person HAVING (COUNT(?profile) > 1)"""


_NOTHING = '""'
"""No page says anything of a text. Empty braces would say the same, but rdflib fails at them."""


def disagreements(engine: Engine, question: Question, terms: Terms) -> Table:
    """Compare what pages say, of the papers that several of them print and the people with several pages only."""
    papers, people = terms["paper"], terms["person"]
    if papers == people == "UNDEF":
        some, others = _found(engine, _PRINTED_AGAIN), _found(engine, _WITH_TWO_PAGES)
    else:
        some, others = ([each] if each != "UNDEF" else [] for each in (papers, people))
    rows: list[Row] = []
    for begin in range(0, max(len(some), len(others)), _BATCH):
        batch = {"paper": some[begin:begin + _BATCH], "person": others[begin:begin + _BATCH]}
        asked = {**terms, **{name: " ".join(values) or _NOTHING for name, values in batch.items()}}
        rows += _rows(engine, question, asked)
    return Table.of(tuple(question.columns), rows)


def _found(engine: Engine, query: str) -> list[str]:
    """The IRIs of the only column of an answer, sorted and as SPARQL."""
    answer = engine.sparql(query)
    assert isinstance(answer, QuerySolutions)
    return sorted(str(row[0]) for row in answer)


# ── reviewers ───────────────────────────────────────────────────────────────────────────────────────────────────


def reviewers(engine: Engine, question: Question, terms: Terms) -> Table:
    """Ask for the conflicts of the authors with the candidates, and add who has none and who is an author."""
    named = _rows(engine, question, terms)
    candidates = {row[0]: row[1] for row in named}
    authors = {row[2]: row[3] for row in named}
    rules = find("conflicts")
    asked = {**{each.name: terms[each.name] for each in rules.parameters if each.name in terms},
             "conflict": terms["candidates"]}
    conflicts: dict[Term | None, list[tuple[Value | Term, ...]]] = {}
    for author, _, candidate, _, reason, *evidence in _rows(engine, rules, asked):
        conflicts.setdefault(candidate, []).append((reason, authors.get(author), *evidence))
    rows: list[tuple[Value | Term, ...]] = []
    for candidate, name in candidates.items():
        if candidate in authors:
            conflicts.setdefault(candidate, []).append(("author", name, None, None, None, None))
        of_one = sorted(conflicts.get(candidate, ()), key=lambda row: (str(row[1]), str(row[0])))
        rows += [(candidate, name, False, *row) for row in of_one] or [(candidate, name, True, *[None] * 6)]
    rows.sort(key=lambda row: not row[2])
    return Table.of(tuple(question.columns), rows)


PROGRAMS: dict[str, Callable[[Engine, Question, Terms], Table]] = {
    "path": path, "topics": topics, "lines": lines, "disagreements": disagreements, "reviewers": reviewers,
}
"""What the header's key ``program`` may name."""
