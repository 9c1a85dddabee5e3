"""The web server: SPARQL 1.1 Protocol, a page for everything in the graph, the viewer and the catalogue.

``app.create`` makes the ASGI application; ``protocol`` answers SPARQL by the processes of ``workers`` (what happens
inside one: ``worker``), ``description`` says what the endpoint can do; ``entities`` answers the IRIs of things;
``kg.pages`` makes HTML; ``security`` guards all of it. There is no way to write.
"""
