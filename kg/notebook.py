"""The library in a few words, for notebooks and scripts: ``kg.open("kg-data").coauthors(person="Mira Olin").draw()``.

Takes the path of a dataset or the address of an endpoint; gives tables, the co-author network and explanations.
Everything here is a short way to what the other modules do.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.engine import Engine

if TYPE_CHECKING:
    from kg.draw import Drawing
    from kg.network.data import CoauthorData
    from kg.query import Table, Triples


class Coauthors:
    """A co-author network that can draw itself; shown by itself at the end of a notebook's cell."""

    def __init__(self, data: CoauthorData) -> None:
        self.data = data

    def draw(self, path: str | os.PathLike[str] | None = None) -> Drawing:
        """Return the viewer, which a notebook shows; with a path it is written there too."""
        from kg.draw import draw

        return draw(self.data, path)

    def _repr_html_(self) -> str:
        return self.draw()._repr_html_()

    def table(self, what: str = "people") -> Any:
        """Return the network in numbers: "people", "pairs" or "communities", as a table with columns and rows."""
        from kg.network.graph import measured
        from kg.network.tables import TABLES

        return TABLES[what](self.data, measured(self.data))


class Graph:
    """A dataset or an endpoint, open for questions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def query(self, name_or_text: str, **parameters: object) -> Table | Triples:
        """Ask a question of the catalogue by name, or SPARQL; parameters as on the command line.

        Raises:
            QueryError: the question is unknown or malformed, or lacks a parameter.
            AmbiguousName: a name fits several things, or none.
        """
        from kg.query import run

        return run(self.engine, name_or_text, {name: str(value) for name, value in parameters.items()})

    def coauthors(self, **choice: Any) -> Coauthors:
        """Return the co-author network, or the part of it that is chosen: person, hops, venue, organization, years."""
        from kg.network.collect import Choice, from_dataset

        return Coauthors(from_dataset(self.engine, Choice(**choice) if choice else None))


def open_graph(place: str | os.PathLike[str]) -> Graph:
    """Open a dataset's folder, or a SPARQL endpoint by its http(s) address.

    Raises:
        DatasetError: there is no dataset.
    """
    text = os.fspath(place)
    if text.startswith(("http://", "https://")):
        from kg.endpoint import Endpoint

        return Graph(Endpoint(text))
    from kg.store import Dataset

    return Graph(Dataset.open(Path(text)))
