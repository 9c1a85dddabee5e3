"""The co-author network: the plain record, the graph with its measures, the layout, and tables and files of it.

| module | what |
| --- | --- |
| ``data`` | people and papers as one plain record |
| ``collect`` | that record out of a dataset, or out of rows with ``source, target`` |
| ``graph`` | the networkx graph and its measures |
| ``layout`` | where each person stands in the drawing |
| ``tables`` | people, pairs and communities as rows; GEXF and GraphML files |
| ``made_up`` | a made-up world for tests, benchmarks and trying things out |

Import from the module: the package itself loads nothing, so that a query does not wait for numpy.
"""
