"""Profiles and entities to RDF, as pieces of N-Quads text (``docs/data-model.md`` draws what comes out).

    terms      values as the terms of N-Quads, cleaned and escaped
    kinds      what sort of post, degree or duty a printed phrase names
    profile    one profile's graph: entries, signatures, career facts, all with their lines
    entities   the entities graph: people, papers, venues, editions, organizations, doubts
    statistics counts of what goes by: classes, properties, links elsewhere
    dataset    the description of the whole, with its counts

Mapping is a pure function of its input: the same input gives the same bytes, in the same order, without blank nodes.
Every piece is one node with all its statements and ends with a line end. The strings are put together here and not
by a library because that is several times faster, and millions of lines are usual.
"""

from kg.rdf.dataset import dataset_quads
from kg.rdf.entities import entity_quads
from kg.rdf.profile import profile_quads
from kg.rdf.statistics import Statistics

__all__ = ["Statistics", "dataset_quads", "entity_quads", "profile_quads"]
