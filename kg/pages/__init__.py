"""HTML pages about a dataset, for the server and for the static site alike.

``render`` puts pages together from questions of the catalogue; ``cells`` turns answers into tables with links,
``charts`` into inline SVG; ``search`` finds things by name; ``things`` knows the paths of entities; ``terms`` shows
the ontology.
"""
