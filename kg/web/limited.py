"""The dataset as an engine whose queries run in worker processes, each with its limits.

Takes the pool; answers as ``kg.engine.Engine`` does. What pages and assistants ask for others goes this way, so that no
question holds the server for longer than a query may run.
"""

from __future__ import annotations

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.engine import Answer, refuse_federation
from kg.errors import KGError, QueryError
from kg.web.workers import Job, WorkerPool


class Ended(KGError):
    """A query took too long, and was ended."""


class Limited:
    """The dataset as an engine whose queries run in processes of their own.

    Args:
        pool: the processes.
    """

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        """Answer a query; see ``kg.engine.Engine``. The limits are those of the pool.

        Raises:
            Ended: it took too long.
            QueryError: it is malformed, uses SERVICE, or wanted or gave too much.
            Busy: too many queries wait.
        """
        refuse_federation(text)
        answer = self._pool.ask(Job(text, results_type="application/sparql-results+json",
                                    graph_type="application/n-triples"))
        if answer.error:
            raise (Ended if answer.kind == "timeout" else QueryError)(answer.error)
        if answer.media_type == "application/n-triples":
            return (quad.triple for quad in parse(answer.body, format=RdfFormat.N_TRIPLES))
        return parse_query_results(answer.body, format=QueryResultsFormat.JSON)
