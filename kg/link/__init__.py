"""The same people, papers and venues elsewhere: candidates from a SPARQL endpoint, scored, written down to be reviewed.

``things`` what is compared · ``ours`` things of a dataset · ``asking`` candidates from an endpoint, in batches ·
``score`` how likely they are the same, and why · ``turtle`` the file of links, written and read back
"""

from kg.link.asking import PRESETS, templates
from kg.link.linking import Plan, link
from kg.link.score import HARD, Link, links_of
from kg.link.things import KINDS, Thing

__all__ = ["HARD", "KINDS", "PRESETS", "Link", "Plan", "Thing", "link", "links_of", "templates"]
