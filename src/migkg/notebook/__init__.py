"""The graph in a notebook: queries as data frames, facts shown with their citations."""

from migkg.notebook.graph import Citation, Entity, Fact, Facts, Graph
from migkg.notebook.table import Table

__all__ = ["Citation", "Entity", "Fact", "Facts", "Graph", "Table"]
