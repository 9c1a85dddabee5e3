"""Bring a dataset to where others find it.

``plan`` says which graphs differ from what a server holds; ``remote`` speaks the Graph Store Protocol and SPARQL
Update; ``to_server`` publishes so that a server never shows a mixture of two builds.
"""

from kg.publish.plan import Plan, Published
from kg.publish.remote import Remote
from kg.publish.to_server import publish_to_server

__all__ = ["Plan", "Published", "Remote", "publish_to_server"]
