"""What every place that answers SPARQL looks like: the embedded store and remote endpoints behind one interface.

Takes nothing and opens nothing; gives the ``Engine`` protocol, the types of an answer, and what both kinds share:
the refusal of federation, the usual prefixes, and syntax errors as a ``QueryError`` with line and column.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.errors import QueryError
from kg.vocab import PREFIXES as PREFIXES

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]


class Engine(Protocol):
    """Something that answers SPARQL about one dataset, whose default graph is the union of its named graphs."""

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        """Answer a query.

        Args:
            text: a SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE query.
            timeout: seconds after which it is given up; None waits.

        Raises:
            QueryError: it is malformed, uses SERVICE, or took too long.
            EndpointError: a remote engine did not answer as it should.
        """
        ...


class Timed:
    """An engine whose queries share one time limit: what a question in several steps is asked through.

    Args:
        engine: who answers.
        seconds: for all queries together, from now on; None waits.
    """

    def __init__(self, engine: Engine, seconds: float | None) -> None:
        self.engine = engine
        self.seconds = seconds
        self._until = None if seconds is None else time.monotonic() + seconds

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        """Answer a query in what is left of the time.

        Raises:
            QueryError: the time is over, and what else the engine raises.
        """
        if self._until is None:
            return self.engine.sparql(text, timeout)
        left = self._until - time.monotonic()
        if left <= 0:
            raise QueryError(f"the question took longer than {self.seconds:g} s and was given up",
                             hint="narrow it, or allow more time")
        left = max(0.01, round(left, 2))
        return self.engine.sparql(text, left if timeout is None else min(timeout, left))


_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"' r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>' r"|#[^\n]*" r"|\\." r"|[?$@][\w-]+" r"|[\w.-]*:(?:[\w.:%-]|\\.)*" r"|\w+" r"|.",
    re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_QUOTED_IRI = re.compile(r"""<[^<>"{}|^`\\\x00-\x20]*'[^<>"{}|^`\\\x00-\x20]*>""")


def words(text: str) -> Iterator[str]:
    """Yield the bare words and the prefixes of a query: not strings, IRIs, comments, variables or local names.

    >>> list(words("SELECT ?s { ?s a kg:Service , <http://x> . FILTER(?s = 'SERVICE') } # SERVICE"))
    ['SELECT', 'a', 'kg:', 'FILTER']
    """
    for token in _TOKEN.findall(text):
        word = "".join(token.partition(":")[:2])
        if token[0] not in "\"'<#\\?$@" and any(map(str.isalnum, word)):
            yield word


def form_of(query: str) -> str:
    """Return the form of a query, which the first of the words that name one decides; "" where there is none.

    >>> form_of("PREFIX select: <http://x> CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { ?s ?p ?o } } }")
    'CONSTRUCT'
    """
    return next((word for word in map(str.upper, words(query)) if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "")


def clauses_after(query: str) -> list[str]:
    """Return the words of what follows the WHERE clause of a SELECT query: its solution modifiers, and VALUES.

    >>> clauses_after("SELECT ?s { ?s a kg:Person } ORDER BY DESC(?s) LIMIT 3 # OFFSET")
    ['ORDER', 'BY', 'DESC', 'LIMIT', '3']
    >>> clauses_after("SELECT ?s { { SELECT * { ?s ?p ?o } LIMIT 3 } } VALUES ?s { kg:a }")
    ['VALUES']
    """
    found: list[str] = []
    depth, over = 0, False
    for token in _TOKEN.findall(query):
        depth += (token == "{") - (token == "}")
        over = over or (token == "}" and depth == 0)
        if over and depth == 0 and token.isalnum():
            found.append(token.upper())
    return found


def refuse_federation(text: str) -> None:
    """Refuse a query that would make the engine call other servers.

    Raises:
        QueryError: the query has, or may have, a SERVICE clause.

    >>> refuse_federation("SELECT * { ?service a ?o }")
    """
    if "\\u" in text or "\\U" in text:
        text = _CODE_POINT.sub(_decode, text)
    if not re.search(r"(?i)service", text):
        return
    # `<'a>b'` is an IRI to one grammar and a comparison with a string to another: then nothing is certain.
    if _QUOTED_IRI.search(text) or any("service" in word.lower() for word in words(text)):
        raise QueryError("SERVICE is not allowed: a query may not call other servers",
                         hint="ask that server by itself with --endpoint")


def _decode(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else ""


_PLACE = re.compile(r"error at (\d+):(\d+): *(.*)", re.DOTALL)


def syntax_error(message: str, text: str, file: str = "") -> QueryError:
    """Return the engine's complaint about a query as an error with line, column and the line itself.

    >>> print(syntax_error("error at 2:4: expected one of LATERAL, [_]", "SELECT * {\\n ?x ?y }"))
    syntax error at line 2, column 4, before "?y }" (the line is: ?x ?y })
    """
    found = _PLACE.search(message)
    if not found:
        return QueryError(f"malformed query: {message.splitlines()[0][:200]}", file=file)
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    source = lines[min(line, len(lines)) - 1]
    rest = source[column - 1:].strip()[:30]
    what = f"syntax error at line {line}, column {column}" + (f', before "{rest}"' if rest else ", at its end")
    hint = f"the line is: {source.strip()[:100]}" if source.strip() else ""
    for known, meaning in _MEANINGS.items():
        if known in found[3]:
            hint = meaning
    return QueryError(what, hint=hint, file=file, line=line)


_MEANINGS = {
    "Prefix not found": "this prefix is not declared; add a PREFIX line",
    "variable that is unbound": "SELECT names a variable that is neither bound nor in GROUP BY",
    "already used": "a variable is given a value twice",
}


def undeclared_prefixes(text: str) -> str:
    """Return PREFIX lines for the usual prefixes that a query uses and does not declare itself.

    >>> undeclared_prefixes("SELECT * { ?s kg:year ?y ; kgx:b ?c }")
    'PREFIX kg: <https://w3id.org/homepage-kg/ontology#>\\n'
    """
    return "".join(
        f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()
        if re.search(rf"(?<![\w:?$.-]){prefix}:", text) and not re.search(rf"(?i)\bprefix\s+{prefix}:", text)
    )
