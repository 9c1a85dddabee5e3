"""From what a user calls a thing to the thing: names of any form, identifiers, local ids and IRIs.

Takes an engine, a type ("person", "paper" …) and a text; gives the IRI. Exact names are looked up in the engine's
index; only where none fits are all names read and compared with the rules of ``kg.names``. What fits several things
or none is answered with candidates, each with what tells it from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.engine import Engine
from kg.errors import AmbiguousName

CLASSES = {"person": "kg:Person", "organization": "kg:Organization", "venue": "kg:Venue", "edition": "kg:Edition",
           "paper": "kg:Paper",
           "source": "kg:Profile"}
_NAMES = {
    "person": "rdfs:label schema:alternateName",
    "organization": "rdfs:label schema:name kg:acronym schema:alternateName",
    "venue": "rdfs:label schema:name kg:acronym schema:alternateName kg:formerName",
    "edition": "rdfs:label",
    "paper": "rdfs:label schema:name",
    "source": "rdfs:label",
}
_LINKS = "owl:sameAs schema:sameAs foaf:homepage schema:url"
_SHOWN = 12
"""How many candidates an answer holds."""

Labelled = tuple[str, str]
"""An IRI and what it is called."""


def resolve(engine: Engine, kind: str, text: str) -> NamedNode:
    """Return the one thing of a type that a text names.

    Args:
        engine: where to look.
        kind: "person", "organization", "venue", "paper" or "source".
        text: a name in any form, an identifier (ORCID, dblp, DOI, homepage …), a local id ("p-1") or an IRI.

    Raises:
        AmbiguousName: it fits several things, or none.
    """
    text = " ".join(text.split())
    for look in (_by_iri, _by_local_id, _by_identifier, _by_label, _by_other_name, _by_any_form):
        found = look(engine, kind, text)
        if len(found) == 1:
            return NamedNode(found[0][0])
        if found:
            raise AmbiguousName(f"{text!r} fits {_count(len(found))} {_plural(kind)}",
                                tuple(_told_apart(engine, kind, found[:_SHOWN])),
                                hint=f"give one of these IRIs, or a fuller name: {kind}=…")
    near = _near(engine, kind, text)
    raise AmbiguousName(f"no {kind} is called {text!r}", tuple(_told_apart(engine, kind, near)),
                        hint="near to it are these" if near else "give a name, an identifier or an IRI")


def _count(number: int) -> str:
    return f"{number} or more" if number >= 200 else str(number)


def _plural(kind: str) -> str:
    return "people" if kind == "person" else f"{kind}s"


def _ask(engine: Engine, query: str) -> list[Labelled]:
    answer = engine.sparql(query)
    assert isinstance(answer, QuerySolutions)
    found: dict[str, str] = {}
    for iri, label in answer:
        if isinstance(iri, NamedNode):
            found.setdefault(iri.value, label.value if isinstance(label, Literal | NamedNode) else iri.value)
    return list(found.items())


# ── the ways to look, most certain first ────────────────────────────────────────────────────────────────────────


def _by_iri(engine: Engine, kind: str, text: str) -> list[Labelled]:
    iri = text.removeprefix("<").removesuffix(">")
    if not re.match(r"https?://", iri) or re.search(r'[<>"{}|\\^`\s]', iri):
        return []
    itself = f"SELECT DISTINCT ?x ?label WHERE {{ VALUES ?x {{ <{iri}> }} {_is_a(kind)} }}"
    now = f"""SELECT DISTINCT ?x ?label WHERE {{
        VALUES ?old {{ <{iri}> }} ?old dcterms:isReplacedBy+ ?x . {_is_a(kind)} }} ORDER BY ?x"""
    linked = _any_of((f"?x {link} {same}" for link in _LINKS.split() for same in _variants(iri).split()), kind)
    return _ask(engine, itself) or _ask(engine, now) or _ask(engine, linked)


def _is_a(kind: str) -> str:
    return f"?x a {CLASSES[kind]} . OPTIONAL {{ ?x rdfs:label ?label }}"


def _any_of(patterns: Iterable[str], kind: str) -> str:
    """A query for what fits any of the patterns. A union of plain patterns: each is one look into the index."""
    union = " UNION ".join(f"{{ {each} . {_is_a(kind)} }}" for each in patterns)
    return f"SELECT DISTINCT ?x ?label WHERE {{ {union} }} ORDER BY ?x"


def _variants(iri: str) -> str:
    """A homepage as people write it: with http or https, with and without the last slash.

    >>> _variants("https://olin.example/")
    '<http://olin.example/> <http://olin.example> <https://olin.example/> <https://olin.example>'
    """
    rest = re.sub(r"^https?://", "", iri).rstrip("/")
    return " ".join(f"<{scheme}://{rest}{end}>" for scheme in ("http", "https") for end in ("/", ""))


def _by_local_id(engine: Engine, kind: str, text: str) -> list[Labelled]:
    """``p-1`` or ``person/p-1``: the entity whose IRI ends so; where that is, any entity of the type tells."""
    local = text.removeprefix(f"{kind}/")
    if not re.fullmatch(r"[a-z]-[\w.-]+", local):
        return []
    any_one = _ask(engine, f"SELECT ?x (?x AS ?same) WHERE {{ ?x a {CLASSES[kind]} }} LIMIT 1")
    if not any_one:
        return []
    return _by_iri(engine, kind, any_one[0][0].rpartition("/")[0] + "/" + local)


_SCHEMES = {
    "orcid": "https://orcid.org/{}", "dblp": "https://dblp.org/pid/{}", "doi": "https://doi.org/{}",
    "wikidata": "http://www.wikidata.org/entity/{}", "openalex": "https://openalex.org/{}",
    "ror": "https://ror.org/{}", "github": "https://github.com/{}", "arxiv": "https://arxiv.org/abs/{}",
}
_BARE = (
    (re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]"), "orcid"), (re.compile(r"10\.\d{4,9}/\S+"), "doi"),
    (re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?"), "arxiv"), (re.compile(r"\d+/[\w-]+"), "dblp"),
)


def _by_identifier(engine: Engine, kind: str, text: str) -> list[Labelled]:
    """An identifier, bare (``0000-0002-…``) or with its scheme (``dblp:12/345``)."""
    scheme, colon, value = text.partition(":")
    scheme = scheme.lower().strip()
    if not colon or not re.fullmatch(r"[a-z_]+", scheme) or not value.strip():
        scheme = next((name for shape, name in _BARE if shape.fullmatch(text)), "")
        value = text
    if not scheme:
        return []
    value = value.strip()
    properties = "schema:identifier bibo:doi kg:arxiv" if kind == "paper" else "schema:identifier"
    found = _ask(engine, _any_of((f"?x {each} {Literal(form)}" for each in properties.split()
                                  for form in (f"{scheme}:{value}", value)), kind))
    if found or scheme not in _SCHEMES:
        return found
    return _by_iri(engine, kind, _SCHEMES[scheme].format(value))


def _by_label(engine: Engine, kind: str, text: str) -> list[Labelled]:
    return _by_properties(engine, kind, text, "rdfs:label schema:name")


def _by_other_name(engine: Engine, kind: str, text: str) -> list[Labelled]:
    return _by_properties(engine, kind, text, _NAMES[kind])


def _by_properties(engine: Engine, kind: str, text: str, properties: str) -> list[Labelled]:
    forms = (Literal(text), Literal(text, language="en"))
    return _ask(engine, _any_of((f"?x {each} {form}" for each in properties.split() for form in forms), kind))


def _by_any_form(engine: Engine, kind: str, text: str) -> list[Labelled]:
    """What carries the name in another form: "Lin, Y." for "Yue Lin", other case, without accents."""
    from kg.names import agreement, fold, parse

    wanted, folded = parse(text), fold(text)
    same: dict[str, str] = {}
    agreeing: dict[str, str] = {}
    for iri, name in _named_like(engine, kind, text):
        if fold(name) == folded and (folded or name.casefold() == text.casefold()):
            same.setdefault(iri, name)
        elif kind == "person" and wanted.given and agreement(wanted, parse(name)) not in ("", "spelling"):
            agreeing.setdefault(iri, name)
    return list((same or agreeing).items())


# ── names that are not given exactly ────────────────────────────────────────────────────────────────────────────


def _named_like(engine: Engine, kind: str, text: str) -> list[Labelled]:
    """All (IRI, name) pairs that may be meant: those with the longest word of the text where that is plain ASCII,
    else, and where there are none, all."""
    words = re.findall(r"[A-Za-z]{2,}", text) if text.isascii() else []
    if words:
        word = Literal(max(words, key=len).lower())
        found = _all_names(engine, kind, f"FILTER(CONTAINS(LCASE(STR(?name)), {word}))")
        if found:
            return found
    return _all_names(engine, kind, "")


def _all_names(engine: Engine, kind: str, condition: str) -> list[Labelled]:
    each = " UNION ".join(f"{{ ?x a {CLASSES[kind]} ; {name} ?name . {condition} }}" for name in _NAMES[kind].split())
    answer = engine.sparql(f"SELECT ?x ?name WHERE {{ {each} }}")
    assert isinstance(answer, QuerySolutions)
    return sorted({(iri.value, name.value) for iri, name in answer
                   if isinstance(iri, NamedNode) and isinstance(name, Literal)})


def _near(engine: Engine, kind: str, text: str) -> list[Labelled]:
    """The things whose names look most like the text, best first."""
    from rapidfuzz import fuzz, process

    from kg.names import fold

    named = _all_names(engine, kind, "")
    found: dict[str, str] = {}
    choices = [name.casefold() for _, name in named]
    score = fuzz.WRatio if kind != "person" else fuzz.ratio
    for _, _, index in process.extract(text.casefold(), choices, scorer=score, limit=30, score_cutoff=62):
        found.setdefault(*named[index])
    wanted = fold(text).split()
    if not found and wanted:
        for iri, name in named:
            if wanted[-1] in fold(name).split():
                found.setdefault(iri, name)
    return list(found.items())[:6]


# ── telling candidates apart ────────────────────────────────────────────────────────────────────────────────────

_TELLING = {
    "person": """OPTIONAL { SELECT ?x (SAMPLE(?place) AS ?one) WHERE { VALUES ?x { %s }
        ?fact kg:holder ?x ; kg:organization ?o . ?o rdfs:label ?place } GROUP BY ?x }
      OPTIONAL { SELECT ?x (COUNT(DISTINCT ?paper) AS ?n) (MIN(?year) AS ?from) (MAX(?year) AS ?to)
        WHERE { VALUES ?x { %s } ?paper schema:author ?x . OPTIONAL { ?paper kg:year ?year } } GROUP BY ?x }""",
    "venue": """OPTIONAL { SELECT ?x (COUNT(DISTINCT ?paper) AS ?n) (MIN(?year) AS ?from) (MAX(?year) AS ?to)
        WHERE { VALUES ?x { %s } ?paper kg:publishedIn ?x . OPTIONAL { ?paper kg:year ?year } } GROUP BY ?x }""",
    "edition": "OPTIONAL { ?x kg:series ?o . ?o schema:name ?one }",
    "organization": "OPTIONAL { ?x org:unitOf ?o . ?o rdfs:label ?one }",
    "paper": """OPTIONAL { ?x kg:year ?from } OPTIONAL { ?x kg:publishedIn ?o . ?o rdfs:label ?one }""",
    "source": "OPTIONAL { ?x schema:url ?one }",
}


def _told_apart(engine: Engine, kind: str, found: Iterable[Labelled]) -> list[Labelled]:
    """Give each candidate a label that tells it from the others: where, how many papers, when."""
    order = {iri: index for index, (iri, _) in enumerate(found)}
    if not order:
        return []
    values = " ".join(f"<{iri}>" for iri in order)
    pattern = _TELLING[kind].replace("%s", values)
    answer = engine.sparql(f"""SELECT ?x ?label ?one ?n ?from ?to WHERE {{
        VALUES ?x {{ {values} }} OPTIONAL {{ ?x rdfs:label ?label }} {pattern} }} ORDER BY ?x ?one""")
    assert isinstance(answer, QuerySolutions)
    labels: dict[str, str] = {}
    for iri, *rest in answer:
        label, place, number, first, last = (each.value if isinstance(each, Literal | NamedNode) else ""
                                             for each in rest)
        years = f"{first}–{last}" if last and first != last else first
        papers = f"{number} paper{'s' if number != '1' else ''}" if number not in ("", "0") else ""
        hints = "; ".join(each for each in (place, " ".join(filter(None, (papers, years)))) if each)
        if isinstance(iri, NamedNode):
            labels.setdefault(iri.value, (label or iri.value) + (f" — {hints}" if hints else ""))
    return sorted(labels.items(), key=lambda item: order[item[0]])
