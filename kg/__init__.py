"""Researcher homepages in; a validated, linked, queryable knowledge graph out.

The modules, in the order that the data goes through them (each imports only from those before it):

errors, files, settings   the error tree; where the shipped files are; ``kg.toml`` as one record
model, names, dates       the records that flow through; person names; dates with their precision
read, extract             source files -> pages -> profiles
identify                  profiles -> people, papers, venues and organizations
vocab, rdf                entities -> triples
check, store, query       SHACL findings; the store on disk; the catalogue of questions
network, draw, export     the co-author graph; its page; Turtle and the other formats
build, cli                the whole way as one function; the command line
pages, web, publish       pages about everything; the server; bringing a dataset to others
notebook                  ``kg.open("kg-data").coauthors().draw()``
"""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Give ``kg.open``, loaded when it is first asked for, so that the command line starts fast."""
    if name == "open":
        from kg.notebook import open_graph

        return open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
