"""Bring a dataset to where others find it.

``plan`` says which graphs differ from what a server holds, by the ``record`` that the last publication left there;
``remote`` speaks the Graph Store Protocol and SPARQL Update; ``to_server`` publishes so that a server never shows a
mixture of two builds; ``whole`` reads long answers from servers that cut them; ``difference`` compares two datasets.

``to_site`` writes a folder of pages and data, ``bundle`` a deposit, ``quickstatements`` what Wikidata would hold;
``description`` says what the files are. ``hubs`` is the checklist of linked-data hubs, ``hub_shapes`` the part of it
that is SHACL; ``vocabularies`` are views in other terms.
"""
