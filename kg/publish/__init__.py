"""Bring a dataset to where others find it.

``plan`` says which graphs differ from what a server holds; ``remote`` speaks the Graph Store Protocol and SPARQL
Update; ``to_server`` publishes so that a server never shows a mixture of two builds; ``to_site`` writes a folder of
pages and data; ``difference`` compares two datasets.
"""
